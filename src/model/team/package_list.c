/* The list of the five packages: one line a resident, most gaps first.
 * SPDX-License-Identifier: MIT */
#include "model/team/package.h"

#include "core/clock.h"
#include "model/lists.h"
#include "model/person/resident.h"

enum { COL_NAME, COL_LEAD, COL_GAPS = COL_LEAD + PACKAGE_CELLS, COL_FILE_NO, COL_PLACE, COLUMNS };
static const struct list_column columns[COLUMNS] = {
	[COL_NAME] = {.field = "name", .width = 10},
	[COL_LEAD] = {.key = "lead", .label = N_("In charge"), .width = 8, .flags = F_WORKER},
	[COL_LEAD + PACKAGE_PERSON] = {.key = "person", .label = N_("For the person"), .width = 8,
	                               .flags = F_WORKER},
	[COL_LEAD + PACKAGE_PUBLICITY] = {.key = "publicity", .label = N_("Publicity"), .width = 8,
	                                  .flags = F_WORKER},
	[COL_LEAD + PACKAGE_ATTITUDE] = {.key = "attitude", .label = N_("Attitude"), .width = 8,
	                                 .flags = F_WORKER},
	[COL_LEAD + PACKAGE_TESTING] = {.key = "testing", .label = N_("Testing"), .width = 8,
	                                .flags = F_WORKER},
	[COL_LEAD + PACKAGE_FILING] = {.key = "filing", .label = N_("Filing"), .width = 6,
	                               .flags = F_WORKER},
	[COL_GAPS] = {.key = "gaps", .label = N_("Gaps"), .width = 4, .number = true},
	[COL_FILE_NO] = {.field = "file_no", .extra = PRINTED},
	[COL_PLACE] = {.field = "place", .extra = PRINTED},
};

/* Every row is judged to know who has a gap, so all of them are kept for the pages. */
struct kept {
	struct five_rows rows;
	size_t last; /* found last: the next one is near */
};

const struct package_row *five_row_listed(const struct list_run *r, long long resident) {
	struct kept *k = r->data;

	for (size_t i = 0; i < k->rows.n; i++, k->last++) {
		if (k->last >= k->rows.n)
			k->last = 0;
		if (k->rows.v[k->last].resident == resident)
			return &k->rows.v[k->last];
	}
	return NULL;
}

static void clear(struct list_run *r) { five_rows_clear(&((struct kept *)r->data)->rows); }

static enum rc five_ids(struct list_run *r, struct ids *out, struct err *err) {
	const struct list_query *l = &r->q;
	struct package_query q = {.place = l->place, .team = l->team, .member = l->worker,
	                          .gaps_only = l->gaps,
	                       .find = l->find != NULL && l->find[0] != '\0' ? l->find : NULL};
	struct five_rows *rows = &((struct kept *)r->data)->rows;
	enum rc rc;

	clear(r);
	rc = package_list(r->st, r->actor, &q, rows, err);
	for (size_t i = 0; rc == RC_OK && i < rows->n; i++)
		ids_add(out, rows->v[i].resident);
	return rc;
}

/* q.given: who holds the package instead of what shows that it is done. */
static void put_package(struct list_run *r, size_t row, const struct package_row *five,
                        enum package_cell_id id) {
	const struct package_cell *c = &five->cell[id];
	const struct package_member *holder = package_member_of(five, c->member);
	struct str *out = list_cell(r, row, COL_LEAD + id);

	if (r->q.given == NULL || id == PACKAGE_LEAD)
		package_cell_text(five, id, clock_today(), r->brief, out);
	else
		str_addf(out, "%s%s", holder != NULL ? holder->name : "--",
		         holder != NULL && c->by_default ? tr(N_("(default)")) : "");
	if (c->gap != PACKAGE_GAP_NONE)
		list_set_tone(r, row, COL_LEAD + id, LIST_ALERT);
}

static enum rc five_page(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct resident *people = mem_zalloc(n + 1, sizeof *people);
	enum rc rc = residents_get(r->st, r->actor, ids, n, people, err);

	for (size_t i = 0; i < n; i++) {
		const struct package_row *five = five_row_listed(r, ids[i]);

		if (rc == RC_OK && people[i].rec.id != 0 && five != NULL) {
			list_put_record(r, i, &resident_def, &people[i]);
			for (int c = 0; c < PACKAGE_CELLS; c++)
				put_package(r, i, five, (enum package_cell_id)c);
			list_putf(r, i, COL_GAPS, "%d", five->gaps);
		}
		entity_clear(&resident_def, &people[i]);
	}
	free(people);
	return rc;
}

const struct list_def five_list_def = {
	.id = "five", .label = N_("Gaps in the five packages"), .entity = &resident_def,
	LIST_SHOWS(columns), .takes = LIST_BY_PLACE | LIST_BY_TEAM | LIST_BY_WORKER | LIST_BY_GAPS,
	.own = LIST_FILTERS, .audit = "five.list", .audit_search = "five.search",
	.empty = N_("Nobody here: only orders being executed are listed."),
	.size = sizeof(struct kept), .ids = five_ids, .rows = five_page,
	.person = list_row_is_person, .clear = clear,
};
