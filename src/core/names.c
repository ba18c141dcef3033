/* SPDX-License-Identifier: MIT */
#include "core/names.h"

#include <ctype.h>

#include "core/utf8.h"

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
