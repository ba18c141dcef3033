/* Fixed lists of values (sex, kind of order, result...), stored by short ASCII code, never by
 * position. SPDX-License-Identifier: MIT */
#ifndef CORE_CODE_H
#define CORE_CODE_H

#include <stdbool.h>
#include <stddef.h>

/* A stored value. Empty string: blank. A struct so that plain text cannot slip in. */
struct code {
	char s[24];
};
#define CODE_NONE ((struct code){""})

struct code_item {
	const char *code;    /* short ASCII */
	const char *zh, *en; /* labels */
	const char *aliases; /* comma-separated other spellings an import understands, or NULL */
};

struct code_list {
	const char *name; /* as in [code.NAME] of the INI */
	const struct code_item *items;
	size_t count;
	bool extensible; /* a county may add values in the INI */
	const char *silent; /* comma-separated words a file has where there is no value, or NULL */
	struct code_item *extra;
	size_t extra_count;
};

static inline bool code_is(struct code c, const char *s) {
	return __builtin_strcmp(c.s, s) == 0;
}
static inline bool code_is_set(struct code c) { return c.s[0] != '\0'; }
/* From an ASCII literal known to fit. */
struct code code_of(const char *s);

/* Items by position, own ones first, then the county's; NULL past the end. */
const struct code_item *code_item_at(const struct code_list *list, size_t i);
const struct code_item *code_find(const struct code_list *list, struct code c);
/* Label in the chosen language; the bare code when unknown; "" when blank. */
const char *code_label(const struct code_list *list, struct code c);
/* Code, label in either language or alias (blanks trimmed, full width folded, ASCII case ignored)
 * -> code. With another name of the same value in brackets, as 甲基苯丙胺（冰毒）, either will do;
 * two different values are none. Endings that say nothing are dropped: 初中文化, 社区戒毒人员. */
bool code_parse(const struct code_list *list, const char *text, struct code *out);
/* Of a list a county may extend: the first value it has among several, as 海洛因、冰毒. */
bool code_parse_several(const struct code_list *list, const char *text, struct code *out);
/* Is the text one of the list's silent words: 未说明的性别, or its number 9? */
bool code_says_nothing(const struct code_list *list, const char *text);
/* Is it one of the program's own values? */
bool code_is_own(const struct code_list *list, struct code c);
/* A county's own value: copies the strings; they live until exit. One that is there stays. */
void code_extend(struct code_list *list, const char *code, const char *zh);

#endif
