/* The roll of an activity or a round as a list (rules 15.3, 15.7). SPDX-License-Identifier: MIT */
#include "model/ledger/roll.h"

#include "model/event/present.h"

static const struct roll_def rolls[] = {
	{"session", "attendance", "activity", "result", &codes_attendance,
	 {"present", "passed", "absent", NULL}, N_("Who was there")},
	{"round", "round_line", "round", "met", &codes_met, {"found", "notfound", NULL},
	 N_("Who was checked")},
};

const struct roll_def *roll_of(const struct ledger_def *ledger) {
	for (size_t i = 0; i < sizeof rolls / sizeof *rolls; i++)
		if (strcmp(rolls[i].ledger, ledger->id) == 0)
			return &rolls[i];
	return NULL;
}

enum { R_NAME, R_PLACE, R_FILE_NO, R_RESULT, R_COLUMNS };
static const struct list_column columns[R_COLUMNS] = {
	[R_NAME] = {.field = "name", .width = 15},
	[R_PLACE] = {.field = "place", .width = 14},
	[R_FILE_NO] = {.label = N_("File"), .field = "file_no", .width = 8},
	[R_RESULT] = {.key = "result", .label = N_("Result"), .width = -1},
};

static enum rc roll_ids(struct list_run *r, struct ids *out, struct err *err) {
	return roll_people(r->st, r->actor, r->q.given, out, err);
}

static enum rc roll_page(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	const struct roll *roll = r->q.given;
	struct resident *people = mem_zalloc(n + 1, sizeof *people);
	struct code *results = mem_zalloc(n + 1, sizeof *results);
	long long *records = mem_zalloc(n + 1, sizeof *records);
	enum rc rc = residents_get(r->st, r->actor, ids, n, people, err);

	if (rc == RC_OK)
		rc = roll_results(r->st, r->actor, roll, ids, n, results, records, err);
	for (size_t i = 0; i < n; i++) {
		if (rc == RC_OK && people[i].rec.id != 0)
			list_put_record(r, i, &resident_def, &people[i]);
		list_put(r, i, R_RESULT, code_label(roll->def->codes, results[i]));
		entity_clear(&resident_def, &people[i]);
	}
	free(people);
	free(results);
	free(records);
	return rc;
}

const struct list_def roll_list = {
	.id = "roll", .label = N_("Who was there"), .entity = &resident_def,
	LIST_SHOWS(columns), .audit = "ledger.list", .contents = true,
	.empty = N_("Nobody."),
	.ids = roll_ids, .rows = roll_page, .person = list_row_is_person,
};
