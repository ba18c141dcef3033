/* SPDX-License-Identifier: MIT */
#include "core/tr.h"

#include <stdbool.h>
#include <string.h>

#include "core/tr_table.h"

static enum lang chosen = LANG_ZH;

void tr_set_lang(enum lang lang) { chosen = lang; }

enum lang tr_lang(void) { return chosen; }

bool tr_parse_lang(const char *name, enum lang *out) {
	if (!name)
		return false;
	if (strncmp(name, "zh", 2) == 0 &&
	    !strchr("abcdefghijklmnopqrstuvwxyz", name[2] ? name[2] : '_'))
		*out = LANG_ZH;
	else if (strncmp(name, "en", 2) == 0 &&
	         !strchr("abcdefghijklmnopqrstuvwxyz", name[2] ? name[2] : '_'))
		*out = LANG_EN;
	else
		return false;
	return true;
}

const char *tr(const char *english) {
	size_t lo = 0, hi = tr_zh_count;

	if (chosen == LANG_EN)
		return english;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int c = strcmp(english, tr_zh[mid].en);

		if (c == 0)
			return tr_zh[mid].other;
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return english;
}
