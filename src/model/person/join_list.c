/* What two files say differently, as a list for the screen that joins them; its rows are the plan's
 * that is handed over. SPDX-License-Identifier: MIT */
#include "model/lists.h"
#include "model/person/join.h"

enum { COL_LABEL, COL_A, COL_B, COL_HOLDS, COLUMNS };
static const struct list_column columns[COLUMNS] = {
	[COL_LABEL] = {.key = "label", .label = N_("What"), .width = 14},
	[COL_A] = {.key = "a", .label = N_("1 Stays"), .width = 24, .flags = F_SENSITIVE},
	[COL_B] = {.key = "b", .label = N_("2 Goes"), .width = 24, .flags = F_SENSITIVE},
	[COL_HOLDS] = {.key = "holds", .label = N_("Holds"), .width = -1},
};

static enum rc join_ids(struct list_run *r, struct ids *out, struct err *err) {
	const struct join_plan *p = r->q.given;

	for (size_t i = 1; p && i <= p->n; i++)
		ids_add(out, (long long)i);
	return RC_OK;
}

static enum rc join_row(struct list_run *r, size_t row, long long id, struct err *err) {
	const struct join_plan *p = r->q.given;
	const struct join_question *q = &p->v[id - 1];

	list_put(r, row, COL_LABEL, q->label);
	list_put(r, row, COL_A, q->a);
	list_put(r, row, COL_B, q->b);
	list_put(r, row, COL_HOLDS, q->take_b ? "2" : "1");
	list_set_tone(r, row, q->take_b ? COL_A : COL_B, LIST_DIM);
	return RC_OK;
}

const struct list_def join_list = {
	.id = "join", .label = N_("Perhaps one person"),
	LIST_SHOWS(columns),
	.empty = N_("Both files say the same."),
	.ids = join_ids, .row = join_row,
};
