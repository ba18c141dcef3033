#include "core/pinyin.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/pinyin_table.h"
#include "core/utf8.h"

enum { MOST_KEYS = 24, MOST_LETTERS = 32, NAME_DOT = 0xB7 };

const char *pinyin_version(void) {
	return pinyin_table_version;
}

static int compare_row(const void *key, const void *item) {
	uint32_t cp = *(const uint32_t *)key, at = ((const struct pinyin_row *)item)->key >> 11;
	return (cp > at) - (cp < at);
}

static const struct pinyin_row *find_row(uint32_t cp) {
	if (cp < 0x80)
		return NULL;
	return bsearch(&cp, pinyin_table, pinyin_count, sizeof *pinyin_table, compare_row);
}

/* The surname the name begins with, the longest that is listed; NULL when none is. */
static const struct pinyin_surname *find_surname(const char *name) {
	const struct pinyin_surname *best = NULL;
	size_t longest = 0;
	for (size_t i = 0; i < pinyin_surname_count; i++) {
		size_t n = strlen(pinyin_surnames[i].name);
		if (n > longest && strncmp(name, pinyin_surnames[i].name, n) == 0) {
			best = &pinyin_surnames[i];
			longest = n;
		}
	}
	return best;
}

/* One character of the name: the letters it may begin with, the `good` likeliest of them first. */
struct choices {
	char letter[27];
	int n, good;
};

static void choices_add(struct choices *c, char letter) {
	if (!memchr(c->letter, letter, (size_t)c->n))
		c->letter[c->n++] = letter;
}

/* Initial of syllable number `at` in each reading of a surname ("mo qi/wan qi"). */
static void choices_add_surname(struct choices *c, const char *readings, int at) {
	int syllable = 0;
	bool begins = true;
	for (const char *p = readings; *p; p++) {
		if (*p == '/' || *p == ' ') {
			syllable = *p == '/' ? 0 : syllable + 1;
			begins = true;
			continue;
		}
		if (begins && syllable == at)
			choices_add(c, *p);
		begins = false;
	}
}

static void choices_add_row(struct choices *c, const struct pinyin_row *row) {
	choices_add(c, pinyin_syllables[row->key & 2047][0]);
	if (c->good == 0)
		c->good = c->n;
	for (int i = 0; i < 26; i++)
		if (row->initials & 1u << i)
			choices_add(c, (char)('a' + i));
}

/* What each letter of the key may be; characters without a reading give none. Returns how many letters. */
static int collect(const char *name, struct choices *all) {
	const struct pinyin_surname *surname = find_surname(name);
	const char *s = name, *end = name + strlen(name);
	const char *surname_end = surname ? name + strlen(surname->name) : name;
	int n = 0;
	for (int at = 0; s < end && n < MOST_LETTERS; at++) {
		struct choices *c = &all[n];
		bool in_surname = s < surname_end;
		uint32_t cp = utf8_next(&s, end);
		const struct pinyin_row *row = find_row(cp);
		*c = (struct choices){0};
		if (cp < 0x80 && isalnum((int)cp)) {
			choices_add(c, (char)tolower((int)cp));
			c->good = 1;
		}
		if (in_surname) {
			choices_add_surname(c, surname->readings, at);
			c->good = c->n;
		}
		if (row)
			choices_add_row(c, row);
		if (c->n)
			n++;
	}
	return n;
}

struct walk {
	const struct choices *all;
	int n, found;
	char key[MOST_LETTERS];
	struct str *out;
};

/* Every key that takes exactly `odd` unlikely letters from position `at` on. */
static void walk_keys(struct walk *w, int at, int odd) {
	if (w->found == MOST_KEYS)
		return;
	if (at == w->n) {
		if (odd == 0) {
			str_addc(w->out, ' ');
			str_addn(w->out, w->key, (size_t)w->n);
			w->found++;
		}
		return;
	}
	const struct choices *c = &w->all[at];
	for (int i = 0; i < c->n; i++) {
		int cost = i >= c->good;
		if (cost > odd)
			break;
		w->key[at] = c->letter[i];
		walk_keys(w, at + 1, odd - cost);
	}
}

void pinyin_initials(const char *name, struct str *out) {
	struct choices all[MOST_LETTERS];
	struct walk w = {.all = all, .out = out};
	int unsure = 0;
	if (!name || (w.n = collect(name, all)) == 0)
		return;
	for (int i = 0; i < w.n; i++)
		unsure += all[i].n > all[i].good;
	/* Keys with the fewest unlikely readings first, so that the limit drops the least likely. */
	for (int odd = 0; odd <= unsure && w.found < MOST_KEYS; odd++)
		walk_keys(&w, 0, odd);
}

static void begin_word(struct str *out, size_t start) {
	if (out->n > start)
		str_addc(out, ' ');
}

void pinyin_sort_key(const char *name, struct str *out) {
	if (!name)
		return;
	size_t start = out->n;
	const struct pinyin_surname *surname = find_surname(name);
	const char *s = name, *end = name + strlen(name);
	bool in_word = false;
	if (surname) {
		str_addn(out, surname->readings, strcspn(surname->readings, "/"));
		s += strlen(surname->name);
	}
	while (s < end) {
		const char *from = s;
		uint32_t cp = utf8_next(&s, end);
		const struct pinyin_row *row = find_row(cp);
		if (cp == ' ' || cp == NAME_DOT) {
			in_word = false;
		} else if (row) {
			begin_word(out, start);
			str_add(out, pinyin_syllables[row->key & 2047]);
			in_word = false;
		} else {
			if (!in_word)
				begin_word(out, start);
			if (cp < 0x80)
				str_addc(out, (char)tolower((int)cp));
			else
				str_addn(out, from, (size_t)(s - from));
			in_word = true;
		}
	}
}
