/* What a whole return does not write because it counts 0 everywhere: ids of the list
 * data/county/return-ids.txt, up to the number it names. SPDX-License-Identifier: MIT */
#include "exchange/package/return_priv.h"

static int compare(const struct return_line *l, const struct return_id *id) {
	return l->tab != id->tab ? l->tab - id->tab : strcmp(l->id, id->id);
}

/* Where the lines of this id stand or would stand, at or behind `at`; *n: how many they are. */
static size_t find(const struct county_return *r, size_t at, const struct return_id *id,
                   size_t *n) {
	while (at < r->line_count && compare(&r->lines[at], id) < 0)
		at++;
	for (*n = 0; at + *n < r->line_count && compare(&r->lines[at + *n], id) == 0;)
		++*n;
	return at;
}

int return_ids_fit(const struct county_return *r) {
	int list = return_id_lists;
	size_t at = 0, n;

	for (size_t i = 0; i < return_id_count; i++) {
		at = find(r, at, &return_ids[i], &n);
		if (!n && list >= return_ids[i].list)
			list = return_ids[i].list - 1;
	}
	return list;
}

bool return_ids_change(struct county_return *r, bool leave) {
	struct return_line *out = mem_zalloc(r->line_count + return_id_count + 1, sizeof *out);
	size_t at = 0, n = 0, lines;
	bool found = false;

	for (size_t i = 0; i < return_id_count; i++) {
		const struct return_id *id = &return_ids[i];
		const struct return_line none = {id->tab, 0, id->id, 0, id->rate ? 0 : INT_NONE};
		size_t to = find(r, at, id, &lines);

		while (at < to)
			out[n++] = r->lines[at++];
		if (id->list > r->ids)
			continue;
		if (!lines && !leave)
			out[n++] = none;
		if (lines == 1 && r->lines[at].numerator == 0 &&
		    r->lines[at].denominator == none.denominator) {
			found = true;
			at += leave;
		}
	}
	while (at < r->line_count)
		out[n++] = r->lines[at++];
	free(r->lines);
	r->lines = out;
	r->line_count = n;
	return found;
}
