/* SPDX-License-Identifier: MIT */
#include "ui/loop/action.h"

#include "core/mem.h"
#include "core/pinyin.h"

#define ACTION_ROW(id_, name_, keys_, label_, help_, ...) \
	{.id = ACTION_##id_, \
	 .name = name_, \
	 .keys = keys_, \
	 .label = label_, \
	 .help = help_, \
	 __VA_ARGS__},

const struct action_def action_table[ACTION_COUNT] = {
	{.name = "", .keys = "", .label = "", .help = ""}, UI_ACTIONS(ACTION_ROW)};

enum action_id action_of_key(const struct key *k, unsigned long long where) {
	for (int i = 1; i < ACTION_COUNT; i++)
		if ((action_table[i].where & where) != 0 && key_in(k, action_table[i].keys))
			return action_table[i].id;
	return ACTION_NONE;
}

enum action_id action_named(const char *name) {
	for (int i = 1; i < ACTION_COUNT; i++)
		if (strcasecmp(action_table[i].name, name) == 0 ||
		    strcasecmp(tr(action_table[i].label), name) == 0)
			return action_table[i].id;
	return ACTION_NONE;
}

bool action_begins(const struct action_def *a, const char *text) {
	struct str initials = {0};
	size_t n = strlen(text);
	bool yes = strncasecmp(a->name, text, n) == 0 || strncasecmp(tr(a->label), text, n) == 0;

	if (!yes)
		pinyin_initials(tr(a->label), &initials);
	for (const char *p = str_text(&initials); *p != '\0' && !yes; p++)
		yes = *p == ' ' && strncasecmp(p + 1, text, n) == 0;
	str_clear(&initials);
	return yes;
}

const char *action_first_key(const struct action_def *a, unsigned long long where, char *out,
                             size_t size) {
	const char *p = a->keys;

	if (where & (W_FORM | W_TEXT)) {
		while (*p != '\0' && strcspn(p, " ") == 1) /* a letter is text here */
			p += 1 + strspn(p + 1, " ");
		if (*p == '\0' && (where & W_FORM)) /* of a record only shown, where nothing is typed */
			p = a->keys;
	}
	snprintf(out, size, "%.*s", (int)strcspn(p, " "), p);
	return out;
}

const char *action_keys_text(const struct action_def *a, char *out, size_t size) {
	const char *p = a->keys;
	size_t used = 0;

	if (size > 0)
		out[0] = '\0';
	while (*p != '\0' && used < size) {
		size_t len = strcspn(p, " ");
		char twin = p[0] == 'F' && len > 1 ? key_twin((int)strtol(p + 1, NULL, 10)) : 0;
		const char *said = key_said(p, len);
		int n = snprintf(out + used, size - used, "%s%.*s", used > 0 ? " " : "",
		                 said ? (int)strlen(said) : (int)len, said ? said : p);

		used += n > 0 ? (size_t)n : 0;
		if (twin != 0 && used < size) {
			n = snprintf(out + used, size - used, " ^%c", twin);
			used += n > 0 ? (size_t)n : 0;
		}
		p += len;
		p += strspn(p, " ");
	}
	return out;
}
