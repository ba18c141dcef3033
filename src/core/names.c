/* SPDX-License-Identifier: MIT */
#include "core/names.h"

#include <ctype.h>

#include "core/utf8.h"
#include "core/width_table.h"

/* What parts the names in one field: blanks and commas of both kinds, 、 and /. */
static size_t separator(const char *s) {
	static const char *const signs[] = {" ", ",", "/", ";", "、", "，", "；", "　"};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t n = strlen(signs[i]);

		if (strncmp(s, signs[i], n) == 0)
			return n;
	}
	return 0;
}

bool names_hold(const char *text, const char *name) {
	size_t len = name ? strlen(name) : 0;
	bool begins = true;

	if (!text || !len)
		return false;
	for (const char *p = text; *p;) {
		size_t cut = separator(p);

		if (begins && strncmp(p, name, len) == 0 && (!p[len] || separator(p + len)))
			return true;
		begins = cut > 0;
		p += cut ? cut : 1;
	}
	return false;
}

void names_put(const char *text, const char *name, const char *now, struct str *out) {
	size_t len = strlen(name);
	bool begins = true;

	for (const char *p = text; *p;) {
		size_t cut = separator(p);

		if (begins && len && strncmp(p, name, len) == 0 &&
		    (!p[len] || separator(p + len))) {
			str_add(out, now);
			p += len;
			begins = false;
			continue;
		}
		begins = cut > 0;
		str_addn(out, p, cut ? cut : 1);
		p += cut ? cut : 1;
	}
}

static uint32_t fold_sign(uint32_t cp) {
	if (cp >= 0xff01 && cp <= 0xff5e) /* full width */
		cp -= 0xfee0;
	switch (cp) {
	case '[':
	case 0x3010: /* 【 */
	case 0x3014: /* 〔 */
	case 0xfe5d: /* ﹝ */
		return '(';
	case ']':
	case 0x3011:
	case 0x3015:
	case 0xfe5e:
		return ')';
	case 0xa0: /* blanks */
	case 0x3000:
		return ' ';
	}
	return cp < 0x80 ? (uint32_t)tolower((int)cp) : cp;
}

void number_fold(const char *number, struct str *out) {
	const char *end = number ? number + strlen(number) : NULL;

	while (number && number < end) {
		uint32_t cp = fold_sign(utf8_next(&number, end));
		char bytes[4];

		if (cp > ' ')
			str_addn(out, bytes, utf8_put(cp, bytes));
	}
}

bool number_same(const char *a, const char *b) {
	struct str x = {0}, y = {0};
	bool same;

	number_fold(a, &x);
	number_fold(b, &y);
	same = x.n > 0 && strcmp(str_text(&x), str_text(&y)) == 0;
	str_clear(&x);
	str_clear(&y);
	return same;
}

/* ---- the same name in other characters ---- */

static int compare_fold(const void *key, const void *item) {
	uint32_t cp = *(const uint32_t *)key, at = ((const struct fold_pair *)item)->cp;

	return (cp > at) - (cp < at);
}

/* 0: nothing anybody sees. */
static uint32_t fold_character(uint32_t cp) {
	const struct fold_pair *to;

	if (cp < 0x80)
		return cp <= ' ' ? ' ' : (uint32_t)tolower((int)cp);
	if ((cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF))
		return 0;
	if (cp == 0xA0 || cp == 0x3000 || (cp >= 0x2000 && cp <= 0x200A))
		return ' ';
	if (utf8_cp_width(cp) == 0 && cp < 0x10000 && (cp >= 0x200B || cp == 0xAD))
		return 0;
	to = bsearch(&cp, fold_table, fold_table_count, sizeof *fold_table, compare_fold);
	cp = to ? to->as : cp;
	return cp < 0x80 ? (uint32_t)tolower((int)cp) : cp;
}

void name_fold(const char *text, bool blanks, struct str *out) {
	const char *end = text ? text + strlen(text) : NULL;
	uint32_t before = 0; /* the last sign that was put */
	bool dot = false, blank = false;
	char held[8], bytes[4]; /* dot: a sign that goes when an ideograph follows */
	size_t held_n = 0;

	while (text && text < end) {
		uint32_t cp = utf8_next(&text, end), as = fold_character(cp);

		if (!as)
			continue;
		if (as == ' ') {
			blank = true;
			continue;
		}
		if (utf8_is_dot(cp) && utf8_cp_width(before) == 2 && !dot) {
			dot = true;
			held_n = utf8_put(as, held);
			continue;
		}
		if (dot && utf8_cp_width(as) != 2)
			str_addn(out, held, held_n);
		else if (blank && blanks && before && !dot)
			str_addc(out, ' ');
		dot = blank = false;
		str_addn(out, bytes, utf8_put(as, bytes));
		before = as;
	}
	if (dot)
		str_addn(out, held, held_n);
	if (blank && blanks)
		str_addc(out, ' ');
}

bool name_same(const char *a, const char *b) {
	struct str x = {0}, y = {0};
	bool same;

	name_fold(a, false, &x);
	name_fold(b, false, &y);
	same = a && b && strcmp(str_text(&x), str_text(&y)) == 0;
	str_clear(&x);
	str_clear(&y);
	return same;
}
