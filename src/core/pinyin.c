/* SPDX-License-Identifier: MIT */
#include "core/pinyin.h"

#include <ctype.h>

#include "core/pinyin_table.h"
#include "core/utf8.h"

enum {
	MOST_KEYS = 24,
	MOST_FULL_KEYS = 16,
	MOST_MIXED_KEYS = 16,
	MOST_LETTERS = 32,
	MOST_READINGS = 26,
	NAME_DOT = 0xB7
};

const char *pinyin_version(void) { return pinyin_table_version; }

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

/* One character of the name: what it may be read as, the `good` likeliest first. Of a key of
 * initials only the first letter of each counts. */
struct choices {
	struct {
		const char *s;
		size_t n;
	} read[MOST_READINGS];
	int n, good;
};

static void choices_add(struct choices *c, const char *s, size_t n) {
	for (int i = 0; i < c->n; i++)
		if (c->read[i].n == n && memcmp(c->read[i].s, s, n) == 0)
			return;
	if (c->n < MOST_READINGS) {
		c->read[c->n].s = s;
		c->read[c->n++].n = n;
	}
}

static void choices_add_syllable(struct choices *c, const char *syllable, bool full) {
	choices_add(c, syllable, full ? strcspn(syllable, " /") : 1);
}

/* Syllable number `at` in each reading of a surname ("mo qi/wan qi"). */
static void choices_add_surname(struct choices *c, const char *readings, int at, bool full) {
	int syllable = 0;
	bool begins = true;
	for (const char *p = readings; *p; p++) {
		if (*p == '/' || *p == ' ') {
			syllable = *p == '/' ? 0 : syllable + 1;
			begins = true;
			continue;
		}
		if (begins && syllable == at)
			choices_add_syllable(c, p, full);
		begins = false;
	}
}

static void choices_add_more(struct choices *c, uint32_t cp) {
	unsigned long lo = 0, hi = pinyin_more_count;
	while (lo < hi) {
		unsigned long mid = lo + (hi - lo) / 2;
		if (pinyin_more[mid] >> 11 < cp)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < pinyin_more_count && pinyin_more[lo] >> 11 == cp; lo++)
		choices_add_syllable(c, pinyin_syllables[pinyin_more[lo] & 2047], true);
}

static void choices_add_row(struct choices *c, const struct pinyin_row *row, bool full) {
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
	choices_add_syllable(c, pinyin_syllables[row->key & 2047], full);
	if (c->good == 0)
		c->good = c->n;
	for (int i = 0; !full && i < 26; i++)
		if (row->initials & 1u << i)
			choices_add(c, letters + i, 1);
	if (full)
		choices_add_more(c, row->key >> 11);
}

static void choices_add_ascii(struct choices *c, uint32_t cp) {
	static const char signs[] = "0123456789abcdefghijklmnopqrstuvwxyz";
	const char *at = strchr(signs, tolower((int)cp));
	if (at && *at) {
		choices_add(c, at, 1);
		c->good = 1;
	}
}

/* What each part of the key may be; characters without a reading give none. Returns how many
 * parts. */
static int collect(const char *name, struct choices *all, bool full) {
	const struct pinyin_surname *surname = find_surname(name);
	const char *s = name, *end = name + strlen(name);
	const char *surname_end = surname ? name + strlen(surname->name) : name;
	int n = 0;
	for (int at = 0; s < end && n < MOST_LETTERS; at++) {
		struct choices *c = &all[n];
		bool in_surname = s < surname_end;
		uint32_t cp = utf8_next(&s, end);
		const struct pinyin_row *row = find_row(cp);
		*c = (struct choices){.n = 0};
		if (cp < 0x80)
			choices_add_ascii(c, cp);
		if (in_surname) {
			choices_add_surname(c, surname->readings, at, full);
			c->good = c->n;
		}
		if (row)
			choices_add_row(c, row, full);
		if (c->n)
			n++;
	}
	return n;
}

struct walk {
	const struct choices *all;
	int n, found, most;
	int chosen[MOST_LETTERS];
	struct str *out;
};

/* Every key that takes exactly `odd` unlikely readings from position `at` on. */
static void walk_keys(struct walk *w, int at, int odd) {
	if (w->found == w->most)
		return;
	if (at == w->n) {
		if (odd == 0) {
			str_addc(w->out, ' ');
			for (int i = 0; i < w->n; i++)
				str_addn(w->out, w->all[i].read[w->chosen[i]].s,
				         w->all[i].read[w->chosen[i]].n);
			w->found++;
		}
		return;
	}
	const struct choices *c = &w->all[at];
	for (int i = 0; i < c->n; i++) {
		int cost = i >= c->good;
		if (cost > odd)
			break;
		w->chosen[at] = i;
		walk_keys(w, at + 1, odd - cost);
	}
}

static void add_keys(const char *name, bool full, int most, struct str *out) {
	struct choices all[MOST_LETTERS];
	struct walk w = {.all = all, .out = out, .most = most};
	int unsure = 0;
	if (!name || (w.n = collect(name, all, full)) == 0)
		return;
	for (int i = 0; i < w.n; i++)
		unsure += all[i].n > all[i].good;
	/* Keys with the fewest unlikely readings first, so that the limit drops the least
	 * likely. */
	for (int odd = 0; odd <= unsure && w.found < w.most; odd++)
		walk_keys(&w, 0, odd);
}

/* One reading with the syllables of `shortened` (a bit each) as their first letter. */
static void add_mixed(const struct choices *all, int n, unsigned shortened, struct str *out) {
	str_addc(out, ' ');
	for (int i = 0; i < n; i++)
		str_addn(out, all[i].read[0].s, shortened >> i & 1 ? 1 : all[i].read[0].n);
}

/* Every way to shorten some of the syllables. The last stays in full, for its letter begins it;
 * "zjguo" begins with the initials of all. */
static void add_all_mixed(const struct choices *all, int n, int *left, struct str *out) {
	for (unsigned shortened = 1; *left > 0 && shortened < 1u << (n - 1); shortened++, --*left)
		add_mixed(all, n, shortened, out);
}

void pinyin_mixed(const char *name, struct str *out) {
	struct choices all[MOST_LETTERS];
	int n = name ? collect(name, all, true) : 0, left = MOST_MIXED_KEYS;

	for (int i = 0; n > 0 && i < all[0].good; i++) {
		all[0].read[0] = all[0].read[i];
		add_all_mixed(all, n, &left, out);
	}
}

void pinyin_mixed_spelling(const char *spelling, struct str *out) {
	struct choices all[MOST_LETTERS];
	int n = 0, left = MOST_MIXED_KEYS;

	for (const char *s = spelling; *s && n < MOST_LETTERS;
	     s += strcspn(s, " "), s += strspn(s, " ")) {
		all[n] = (struct choices){.n = 0};
		choices_add_syllable(&all[n++], s, true);
	}
	if (n > 0)
		add_all_mixed(all, n, &left, out);
}

void pinyin_initials(const char *name, struct str *out) { add_keys(name, false, MOST_KEYS, out); }

void pinyin_readings(const char *name, struct str *out) {
	add_keys(name, true, MOST_FULL_KEYS, out);
}

bool pinyin_tidy(const char *spelling, struct str *out) {
	const char *s = spelling, *end = spelling + strlen(spelling);
	size_t start = out->n;
	while (s < end) {
		uint32_t cp = utf8_next(&s, end);
		if (cp == ' ' && out->n > start && out->s[out->n - 1] != ' ')
			str_addc(out, ' ');
		else if (cp == 0xFC || cp == 0xDC) /* lü */
			str_addc(out, 'v');
		else if (cp < 0x80 && isalpha((int)cp))
			str_addc(out, (char)tolower((int)cp));
		else if (cp != ' ')
			break;
		if (s == end && out->n > start && out->s[out->n - 1] == ' ')
			out->s[--out->n] = '\0';
		if (s == end)
			return out->n > start;
	}
	if (out->n > start)
		out->s[out->n = start] = '\0';
	return false;
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
