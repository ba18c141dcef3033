/* The villages: how many people, how many of them on file, what they were called.
 * SPDX-License-Identifier: MIT */
#include "model/lists.h"
#include "model/person/place.h"

enum {
	PLACE_SORT, PLACE_NAME, PLACE_KIND, PLACE_POPULATION, PLACE_PEOPLE, PLACE_ACTIVE, PLACE_INTO,
	PLACE_FORMER, PLACE_CODE, PLACE_COLUMNS
};
static const struct list_column columns[PLACE_COLUMNS] = {
	[PLACE_SORT] = {.field = "sort_no", .head = N_("Pos."), .width = 4, .number = true},
	[PLACE_NAME] = {.field = "name", .width = 14},
	[PLACE_KIND] = {.field = "kind", .width = 6},
	[PLACE_POPULATION] = {.field = "population", .width = 8, .number = true},
	[PLACE_PEOPLE] = {.key = "people", .label = N_("On file"), .width = 6, .number = true},
	[PLACE_ACTIVE] = {.field = "active", .width = 4},
	[PLACE_INTO] = {.field = "replaced_by", .width = 10},
	[PLACE_FORMER] = {.key = "former", .label = N_("Called before"), .width = -1},
	[PLACE_CODE] = {.field = "code", .extra = EXTRA, .width = 12},
};

static enum rc read_ids(struct list_run *r, struct ids *out, struct err *err) {
	return place_list(r->st, r->actor, out, err);
}

static enum rc read_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct place_line *all = mem_zalloc(n + 1, sizeof *all);
	enum rc rc = places_get(r->st, r->actor, ids, n, all, err);

	for (size_t i = 0; i < n; i++) {
		if (rc == RC_OK && all[i].place.rec.id != 0) {
			if (!code_is_set(all[i].place.active))
				all[i].place.active = code_of("yes");
			list_put_record(r, i, &place_def, &all[i].place);
			list_putf(r, i, PLACE_PEOPLE, "%lld", all[i].people);
			list_put(r, i, PLACE_FORMER, all[i].former);
		}
		place_line_clear(&all[i]);
	}
	free(all);
	return rc;
}

const struct list_def places_list = {
	.id = "places", .label = N_("Villages"), .entity = &place_def,
	LIST_SHOWS(columns), .audit = "place.list",
	.empty = N_("No village yet: a adds one, an import takes them in."),
	.ids = read_ids, .rows = read_rows,
};
