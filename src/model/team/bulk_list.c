/* The list of the marked people, before and after something was done for all of them.
 * SPDX-License-Identifier: MIT */
#include "model/team/bulk.h"

#include "model/lists.h"
#include "model/person/resident.h"

enum { COL_NAME, COL_PLACE, COL_FILE_NO, COL_WHY, COLUMNS };
static const struct list_column columns[COLUMNS] = {
	[COL_NAME] = {.field = "name", .width = 15},
	[COL_PLACE] = {.field = "place", .width = 10},
	[COL_FILE_NO] = {.label = N_("File"), .field = "file_no", .width = 8},
	[COL_WHY] = {.key = "why", .label = N_("Why not"), .width = -1},
};

static enum rc together_ids(struct list_run *r, struct ids *out, struct err *err) {
	const struct together_rows *rows = r->q.given;

	for (size_t i = 0; i < rows->n; i++)
		ids_add(out, rows->v[i].resident);
	return RC_OK;
}

static const char *why_not(const struct together_rows *rows, long long resident) {
	for (size_t i = 0; i < rows->n; i++)
		if (rows->v[i].resident == resident)
			return rows->v[i].why;
	return "";
}

static enum rc together_page(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct resident *people = mem_zalloc(n + 1, sizeof *people);
	enum rc rc = residents_get(r->st, r->actor, ids, n, people, err);

	for (size_t i = 0; i < n; i++) {
		if (rc == RC_OK && people[i].rec.id != 0)
			list_put_record(r, i, &resident_def, &people[i]);
		list_put(r, i, COL_WHY, why_not(r->q.given, ids[i]));
		list_set_tone(r, i, COL_WHY, LIST_ALERT);
		entity_clear(&resident_def, &people[i]);
	}
	free(people);
	return rc;
}

const struct list_def together_list = {
	.id = "marked", .label = N_("Residents"), .entity = &resident_def,
	LIST_SHOWS(columns), .audit = "resident.marked",
	.empty = N_("Nobody."),
	.ids = together_ids, .rows = together_page, .person = list_row_is_person,
};
