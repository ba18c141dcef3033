/* SPDX-License-Identifier: MIT */
#include "core/names.h"

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
