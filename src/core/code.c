/* SPDX-License-Identifier: MIT */
#include "core/code.h"

#include <strings.h>

#include "core/mem.h"
#include "core/tr.h"
#include "core/utf8.h"

struct code code_of(const char *s) {
	struct code c;

	snprintf(c.s, sizeof c.s, "%s", s);
	return c;
}

const struct code_item *code_item_at(const struct code_list *list, size_t i) {
	if (i < list->count)
		return &list->items[i];
	i -= list->count;
	return i < list->extra_count ? &list->extra[i] : NULL;
}

const struct code_item *code_find(const struct code_list *list, struct code c) {
	const struct code_item *item;

	for (size_t i = 0; (item = code_item_at(list, i)); i++) {
		if (strcmp(item->code, c.s) == 0)
			return item;
	}
	return NULL;
}

bool code_is_own(const struct code_list *list, struct code c) {
	const struct code_item *item = code_find(list, c);

	return item && item >= list->items && item < list->items + list->count;
}

const char *code_label(const struct code_list *list, struct code c) {
	static char bare[4][sizeof c.s]; /* a sentence may name several */
	static size_t next;
	const struct code_item *item;

	if (!code_is_set(c))
		return "";
	item = code_find(list, c);
	if (item)
		return tr_lang() == LANG_ZH ? item->zh : item->en;
	return memcpy(bare[next++ % 4], c.s, sizeof c.s);
}

/* Is the word of n bytes at s the text, which is folded already? ASCII case ignored. */
static bool word_matches(const char *s, size_t n, const char *text) {
	struct str word = {0}, folded = {0};
	bool same;

	/* lead byte of full-width signs: without it there is nothing to fold */
	if (!memchr(s, 0xEF, n))
		return strlen(text) == n && strncasecmp(s, text, n) == 0;
	str_addn(&word, s, n);
	utf8_fold_width(&folded, word.s);
	same = strcasecmp(str_text(&folded), text) == 0;
	str_clear(&word);
	str_clear(&folded);
	return same;
}

/* Is text one of the comma-separated aliases? */
static bool alias_matches(const char *aliases, const char *text) {
	while (aliases && *aliases) {
		size_t n = strcspn(aliases, ",");

		if (n > 0 && word_matches(aliases, n, text))
			return true;
		aliases += n + (aliases[n] == ',');
	}
	return false;
}

static bool item_matches(const struct code_item *item, const char *text) {
	return word_matches(item->code, strlen(item->code), text) ||
	       word_matches(item->zh, strlen(item->zh), text) ||
	       word_matches(item->en, strlen(item->en), text) || alias_matches(item->aliases, text);
}

static const struct code_item *find_text(const struct code_list *list, const char *t) {
	const struct code_item *item;

	for (size_t i = 0; (item = *t ? code_item_at(list, i) : NULL); i++) {
		if (item_matches(item, t))
			return item;
	}
	return NULL;
}

/* A value with another name of it in brackets, as 甲基苯丙胺(冰毒): either may be the one we know,
 * but the two may not disagree. t is cut apart. */
static const struct code_item *find_bracketed(const struct code_list *list, char *t) {
	const struct code_item *outer, *inner;
	char *open = strchr(t, '('), *close = open ? strchr(open, ')') : NULL;

	if (!close || open == t || close[1])
		return NULL;
	*open = *close = '\0';
	outer = find_text(list, str_trim(t));
	inner = find_text(list, str_trim(open + 1));
	return outer && inner && outer != inner ? NULL : outer ? outer : inner;
}

/* What offices put behind a word without changing it: 社区戒毒人员, 初中文化程度, 高风险. */
static const struct code_item *find_shortened(const struct code_list *list, char *t) {
	static const char *const endings[] = {"人员", "文化", "程度", "毕业", "结业", "肄业", "学历",
	                                      "教育", "风险", "等级", "水平", "级",   "类",   "生"};
	const struct code_item *item = NULL;
	bool cut = true;

	while (!item && cut) {
		cut = false;
		for (size_t i = 0; !cut && i < sizeof endings / sizeof *endings; i++) {
			size_t n = strlen(t), len = strlen(endings[i]);

			cut = n > len && strcmp(t + n - len, endings[i]) == 0;
			if (cut)
				t[n - len] = '\0';
		}
		item = cut ? find_text(list, str_trim(t)) : NULL;
	}
	return item;
}

static char *folded_text(const char *text) {
	struct str folded = {0};

	utf8_fold_width(&folded, text ? text : "");
	return str_trim(str_take(&folded));
}

bool code_parse(const struct code_list *list, const char *text, struct code *out) {
	char *t = folded_text(text);
	const struct code_item *item = find_text(list, t);

	if (!item)
		item = find_bracketed(list, t);
	if (!item)
		item = find_shortened(list, t);
	if (item)
		*out = code_of(item->code);
	free(t);
	return item != NULL;
}

bool code_parse_several(const struct code_list *list, const char *text, struct code *out) {
	static const char *const between[] = {"、", "，", "；", "和", "及", "与", "或",
	                                      ",",  ";",  "/",  "+",  "\n", " "};
	char *t = folded_text(text), *from = t;
	bool found = false;

	if (!list->extensible)
		*t = '\0';
	for (char *p = t; *p && !found;) {
		size_t cut = 0;

		for (size_t i = 0; !cut && i < sizeof between / sizeof *between; i++)
			if (strncmp(p, between[i], strlen(between[i])) == 0)
				cut = strlen(between[i]);
		if (cut)
			*p = '\0';
		p += cut ? cut : 1;
		if (cut || (!*p && from != t)) {
			found = code_parse(list, from, out);
			from = p;
		}
	}
	free(t);
	return found;
}

bool code_says_nothing(const struct code_list *list, const char *text) {
	char *t = list->silent ? folded_text(text) : NULL;
	bool silent = alias_matches(list->silent, t);

	free(t);
	return silent;
}

void code_extend(struct code_list *list, const char *code, const char *zh) {
	struct code_item *item;

	if (code_find(list, code_of(code))) /* the settings are read again */
		return;
	item = VEC_ADD(list->extra, list->extra_count);
	*item = (struct code_item){.code = mem_strdup(code), .zh = mem_strdup(zh)};
	item->en = item->zh;
}
