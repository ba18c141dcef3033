#include "ui/action.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define ACTION_ROW(id_, name_, keys_, label_, help_, where_, bottom_) \
	{.id = ACTION_##id_, .name = name_, .keys = keys_, .label = label_, .help = help_, .where = where_, \
	 .bottom = bottom_},

const struct action_def action_table[ACTION_COUNT] = {{.name = "", .keys = "", .label = "", .help = ""},
                                                   UI_ACTIONS(ACTION_ROW)};

enum action_id action_of_key(const struct key *k, unsigned where) {
	for (int i = 1; i < ACTION_COUNT; i++)
		if ((action_table[i].where & where) != 0 && key_in(k, action_table[i].keys))
			return action_table[i].id;
	return ACTION_NONE;
}

enum action_id action_of_name(const char *name, unsigned where) {
	enum action_id found = ACTION_NONE;
	size_t len = strlen(name);

	if (len == 0)
		return ACTION_NONE;
	for (int i = 1; i < ACTION_COUNT; i++) {
		const struct action_def *a = &action_table[i];

		if ((a->where & where) == 0)
			continue;
		if (strcasecmp(a->name, name) == 0 || strcasecmp(tr(a->label), name) == 0)
			return a->id;
		if (strncasecmp(a->name, name, len) == 0 || strncmp(tr(a->label), name, len) == 0) {
			if (found != ACTION_NONE)
				return ACTION_NONE;
			found = a->id;
		}
	}
	return found;
}

const char *action_first_key(const struct action_def *a, unsigned where, char *out, size_t size) {
	const char *p = a->keys;

	if (where & (W_FORM | W_TEXT)) {
		while (*p != '\0' && strcspn(p, " ") == 1) /* a letter is text here */
			p += 1 + strspn(p + 1, " ");
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
		int n = snprintf(out + used, size - used, "%s%.*s", used > 0 ? " " : "", said ? (int)strlen(said) : (int)len,
		                 said ? said : p);

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
