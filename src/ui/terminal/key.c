/* SPDX-License-Identifier: MIT */
#include "ui/terminal/key.h"

#include <ctype.h>

#include "core/tr.h"
#include "core/utf8.h"

/* Function keys and their Ctrl twins: old terminals and serial lines lose the former. */
static const struct {
	int n;
	char letter;
} twins[] = {{1, 'K'}, {2, 'S'}, {3, 'P'}, {4, 'T'}, {5, 'F'}, {6, 'G'}, {9, 'N'}, {12, 'X'}};

/* said: how Chinese calls it, by an English text that no action has; NULL: as it stands on the
 * key. */
static const struct {
	const char *name;
	enum key_kind kind;
	const char *said;
} names[] = {
	{"Enter", K_ENTER, NULL},
	{"Esc", K_ESC, NULL},
	{"Tab", K_TAB, NULL},
	{"BackTab", K_BACKTAB, N_("Shift and Tab")},
	{"Up", K_UP, N_("Up arrow")},
	{"Down", K_DOWN, N_("Down arrow")},
	{"Left", K_LEFT, N_("Left arrow")},
	{"Right", K_RIGHT, N_("Right arrow")},
	{"Home", K_HOME, N_("Home key")},
	{"End", K_END, N_("End key")},
	{"PgUp", K_PGUP, N_("PgUp key")},
	{"PgDn", K_PGDN, N_("PgDn key")},
	{"Backspace", K_BACKSPACE, N_("Backspace key")},
	{"Delete", K_DELETE, N_("Delete key")},
	{"Space", K_CHAR, N_("Space bar")},
};

const char *key_said(const char *name, size_t len) {
	for (size_t i = 0; tr_lang() != LANG_EN && i < sizeof names / sizeof *names; i++)
		if (strlen(names[i].name) == len && memcmp(names[i].name, name, len) == 0 &&
		    names[i].said)
			return tr(names[i].said);
	return NULL;
}

char key_twin(int n) {
	for (size_t i = 0; i < sizeof twins / sizeof *twins; i++)
		if (twins[i].n == n)
			return twins[i].letter;
	return 0;
}

int key_twin_of(char letter) {
	for (size_t i = 0; i < sizeof twins / sizeof *twins; i++)
		if (twins[i].letter == letter)
			return twins[i].n;
	return 0;
}

struct key key_fold(struct key k, bool *was_folded) {
	*was_folded = false;
	if (k.kind == K_CHAR) {
		uint32_t folded = k.cp == 0x3000 ? ' ' : utf8_fold_key(k.cp);

		*was_folded = folded != k.cp;
		k.cp = folded;
	}
	return k;
}

static bool is_function_name(const char *name, size_t len, int *n) {
	if (len < 2 || len > 3 || name[0] != 'F' || !isdigit((unsigned char)name[1]))
		return false;
	*n = name[1] - '0';
	if (len == 3)
		*n = *n * 10 + (name[2] - '0');
	return *n >= 1 && *n <= 12;
}

bool key_is_named(const struct key *k, const char *name, size_t len) {
	int n;

	if (len == 0)
		return false;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i].name) == len && memcmp(names[i].name, name, len) == 0)
			return k->kind == names[i].kind && (k->kind != K_CHAR || k->cp == ' ');
	if (is_function_name(name, len, &n))
		return k->kind == K_FUNC && k->cp == (uint32_t)n;
	if (len == 2 && name[0] == '^')
		return k->kind == K_CTRL && k->cp == (uint32_t)name[1];
	if (k->kind != K_CHAR)
		return false;
	if (len == 3 && memcmp(name, "0-9", 3) == 0)
		return k->cp >= '0' && k->cp <= '9';
	return len == 1 && k->cp == (unsigned char)name[0];
}

bool key_in(const struct key *k, const char *list) {
	while (*list != '\0') {
		size_t len = strcspn(list, " ");

		if (key_is_named(k, list, len))
			return true;
		list += len;
		list += strspn(list, " ");
	}
	return false;
}
