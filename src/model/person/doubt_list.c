/* The list of names to compare with the paper. SPDX-License-Identifier: MIT */
#include "model/person/name_check.h"

#include "model/lists.h"
#include "model/person/resident.h"

enum { COL_NAME, COL_ALIAS, COL_FILE_NO, COL_DOUBT, COLUMNS };
static const struct list_column columns[COLUMNS] = {
	[COL_NAME] = {.field = "name", .width = 15},
	[COL_ALIAS] = {.field = "alias", .flags = F_NAME},
	[COL_FILE_NO] = {.field = "file_no", .width = 12},
	[COL_DOUBT] = {.key = "doubt", .label = N_("To check"), .width = -1},
};

static enum rc doubt_ids(struct list_run *r, struct ids *out, struct err *err) {
	return names_to_check(r->st, r->actor, out, err);
}

static enum rc doubt_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct resident *people = mem_zalloc(n + 1, sizeof *people);
	enum rc rc = residents_get(r->st, r->actor, ids, n, people, err);

	for (size_t i = 0; i < n; i++) {
		if (rc == RC_OK && people[i].rec.id != 0) {
			list_put_record(r, i, &resident_def, &people[i]);
			name_doubts_text(name_doubts(people[i].name) | name_doubts(people[i].alias),
			                 list_cell(r, i, COL_DOUBT));
		}
		entity_clear(&resident_def, &people[i]);
	}
	free(people);
	return rc;
}

const struct list_def doubts_list = {
	.id = "doubts", .label = N_("Names to check"), .entity = &resident_def,
	LIST_SHOWS(columns), .audit = "resident.names",
	.empty = N_("No name wants checking."),
	.ids = doubt_ids, .rows = doubt_rows, .person = list_row_is_person,
};
