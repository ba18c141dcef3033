/* Keys by name, as the terminal in its present modes sends them. SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/pty_own.h"

enum { ESC_ALONE_MS = 200, SEEN_MS = 100 };

static const struct {
	const char *name;
	VTermKey key;
	VTermModifier mod;
} keys_by_name[] = {
	{"Up", VTERM_KEY_UP, VTERM_MOD_NONE},       {"Down", VTERM_KEY_DOWN, VTERM_MOD_NONE},
	{"Left", VTERM_KEY_LEFT, VTERM_MOD_NONE},   {"Right", VTERM_KEY_RIGHT, VTERM_MOD_NONE},
	{"Home", VTERM_KEY_HOME, VTERM_MOD_NONE},   {"End", VTERM_KEY_END, VTERM_MOD_NONE},
	{"PgUp", VTERM_KEY_PAGEUP, VTERM_MOD_NONE}, {"PgDn", VTERM_KEY_PAGEDOWN, VTERM_MOD_NONE},
	{"Ins", VTERM_KEY_INS, VTERM_MOD_NONE},     {"Del", VTERM_KEY_DEL, VTERM_MOD_NONE},
	{"BS", VTERM_KEY_BACKSPACE, VTERM_MOD_NONE},{"Tab", VTERM_KEY_TAB, VTERM_MOD_NONE},
	{"S-Tab", VTERM_KEY_TAB, VTERM_MOD_SHIFT},  {"Enter", VTERM_KEY_ENTER, VTERM_MOD_NONE},
	{"Esc", VTERM_KEY_ESCAPE, VTERM_MOD_NONE},
};

static void press(struct pty *p, const char *name, size_t n) {
	if (n == 2 && memcmp(name, "lt", 2) == 0) {
		pty_send(p, "<", 1);
		return;
	}
	if (n == 4 && memcmp(name, "Seen", 4) == 0) {
		pty_settle(p, SEEN_MS, 0);
		return;
	}
	if (n == 3 && memcmp(name, "C-", 2) == 0) {
		char c = (char)(name[2] & 0x1F);
		pty_send(p, &c, 1);
		return;
	}
	if (n >= 2 && name[0] == 'F' && name[1] >= '1' && name[1] <= '9') {
		vterm_keyboard_key(p->vt, (VTermKey)VTERM_KEY_FUNCTION((int)strtol(name + 1, NULL, 10)), VTERM_MOD_NONE);
		return;
	}
	for (size_t i = 0; i < sizeof keys_by_name / sizeof *keys_by_name; i++) {
		if (strlen(keys_by_name[i].name) == n && memcmp(keys_by_name[i].name, name, n) == 0) {
			vterm_keyboard_key(p->vt, keys_by_name[i].key, keys_by_name[i].mod);
			return;
		}
	}
	fprintf(stderr, "pty: no key <%.*s>\n", (int)n, name);
	exit(99);
}

/* A question takes no key before it was seen: whoever finds one on the screen reads it first. */
static void read_question(struct pty *p) {
	static const char *const answers[] = {" Enter 确定", " Enter OK"};
	int rows, cols;

	pty_size(p, &rows, &cols);
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
		if (strncmp(pty_row(p, rows - 1), answers[i], strlen(answers[i])) == 0)
			pty_settle(p, SEEN_MS, 0);
}

void pty_keys(struct pty *p, const char *keys) {
	bool after_esc = false;
	pty_drain(p); /* the modes the keys depend on */
	pty_rest(p);
	read_question(p);
	while (*keys) {
		if (after_esc)
			pty_settle(p, ESC_ALONE_MS, 0);
		const char *close_at = *keys == '<' ? strchr(keys, '>') : NULL;
		after_esc = strncmp(keys, "<Esc>", 5) == 0;
		if (close_at) {
			press(p, keys + 1, (size_t)(close_at - keys - 1));
			keys = close_at + 1;
		} else {
			const char *from = keys;
			do
				keys++;
			while ((*keys & 0xC0) == 0x80);
			pty_send(p, from, (size_t)(keys - from));
		}
	}
}

void pty_paste(struct pty *p, const char *text) {
	pty_drain(p);
	vterm_keyboard_start_paste(p->vt);
	pty_send(p, text, strlen(text));
	vterm_keyboard_end_paste(p->vt);
}
