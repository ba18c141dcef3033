/* What a whole return does not write because it counts 0 everywhere: ids of the list
 * data/county/return-ids.txt, up to the number it names. SPDX-License-Identifier: MIT */
#include "exchange/package/return_priv.h"

static int compare(const struct return_line *l, const struct return_id *id) {
	return l->tab != id->tab ? l->tab - id->tab : strcmp(l->id, id->id);
}

/* Up to the first line of this id, or where it would stand. */
static size_t seek(const struct county_return *r, size_t at, const struct return_id *id) {
	while (at < r->line_count && compare(&r->lines[at], id) < 0)
		at++;
	return at;
}

static bool stands(const struct county_return *r, size_t at, const struct return_id *id) {
	return at < r->line_count && compare(&r->lines[at], id) == 0;
}

/* 0 of the station, and of no place anything. */
static bool is_nothing(const struct county_return *r, size_t at, const struct return_id *id) {
	return stands(r, at, id) && r->lines[at].numerator == 0 &&
	       r->lines[at].denominator == (id->rate ? 0 : INT_NONE) && !stands(r, at + 1, id);
}

int return_ids_fit(const struct county_return *r) {
	int list = return_id_lists;
	size_t at = 0;

	for (size_t i = 0; i < return_id_count; i++) {
		at = seek(r, at, &return_ids[i]);
		if (!stands(r, at, &return_ids[i]) && list >= return_ids[i].list)
			list = return_ids[i].list - 1;
	}
	return list;
}

bool return_ids_change(struct county_return *r, bool leave) {
	struct return_line *out = mem_zalloc(r->line_count + return_id_count + 1, sizeof *out);
	size_t at = 0, n = 0;
	bool found = false;

	for (size_t i = 0; i <= return_id_count; i++) {
		const struct return_id *id = &return_ids[i];
		size_t to = i < return_id_count ? seek(r, at, id) : r->line_count;

		if (to > at)
			memcpy(&out[n], &r->lines[at], (to - at) * sizeof *out);
		n += to - at;
		at = to;
		if (i == return_id_count || id->list > r->ids)
			continue;
		if (is_nothing(r, at, id)) {
			found = true;
			at += leave;
		} else if (!leave && !stands(r, at, id)) {
			out[n++] = (struct return_line){id->tab, 0, id->id, 0,
			                                id->rate ? 0 : INT_NONE};
		}
	}
	free(r->lines);
	r->lines = out;
	r->line_count = n;
	return found;
}
