#include "core/code.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

const char *code_label(const struct code_list *list, struct code c) {
	static char bare[sizeof c.s];
	const struct code_item *item;

	if (!code_is_set(c))
		return "";
	item = code_find(list, c);
	if (item)
		return tr_lang() == LANG_ZH ? item->zh : item->en;
	memcpy(bare, c.s, sizeof bare);
	return bare;
}

/* Is text (folded) one of the comma-separated aliases, ASCII case ignored? */
static bool alias_matches(const char *aliases, const char *text) {
	size_t n = strlen(text);

	while (aliases && *aliases) {
		const char *comma = strchr(aliases, ',');
		size_t len = comma ? (size_t)(comma - aliases) : strlen(aliases);

		if (len == n && strncasecmp(aliases, text, n) == 0)
			return true;
		aliases = comma ? comma + 1 : NULL;
	}
	return false;
}

bool code_parse(const struct code_list *list, const char *text, struct code *out) {
	struct str folded = {0};
	const struct code_item *item;
	char *t;

	utf8_fold_width(&folded, text);
	t = str_trim(str_take(&folded));
	for (size_t i = 0; (item = code_item_at(list, i)); i++) {
		struct str zh = {0}; /* labels may hold full-width signs themselves */
		bool same;

		utf8_fold_width(&zh, item->zh);
		same = strcasecmp(t, item->code) == 0 || strcmp(t, str_text(&zh)) == 0 || strcasecmp(t, item->en) == 0 ||
		       alias_matches(item->aliases, t);
		str_clear(&zh);
		if (same) {
			*out = code_of(item->code);
			break;
		}
	}
	free(t);
	return item != NULL;
}

void code_extend(struct code_list *list, const char *code, const char *zh) {
	struct code_item *item;

	list->extra = mem_grow(list->extra, list->extra_count + 1, sizeof *list->extra);
	item = &list->extra[list->extra_count++];
	*item = (struct code_item){.code = mem_strdup(code), .zh = mem_strdup(zh)};
	item->en = item->zh;
}
