/* Whose file should be sealed, as the rules propose. SPDX-License-Identifier: MIT */
#include "model/lists.h"
#include "model/person/resident.h"
#include "model/person/seal.h"

enum { SEALS_NAME, SEALS_NUMBER, SEALS_CAUSE, SEALS_SINCE, SEALS_COLUMNS };
static const struct list_column columns[SEALS_COLUMNS] = {
	[SEALS_NAME] = {.field = "name", .width = 15, .flags = F_NAME},
	[SEALS_NUMBER] = {.field = "file_no", .width = 12},
	[SEALS_CAUSE] = {.key = "cause", .label = N_("Reason"), .width = 20, .flags = F_SENSITIVE},
	[SEALS_SINCE] = {.key = "since", .label = N_("Since"), .width = -1, .day = true, .flags = F_SENSITIVE},
};

static void seals_clear(struct list_run *r) { seal_proposals_clear(r->data); }

static enum rc seals_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct seal_proposals *all = r->data;
	enum rc rc;

	seals_clear(r);
	rc = seal_propose(r->st, r->actor, all, err);
	for (size_t i = 0; rc == RC_OK && i < all->n; i++)
		ids_add(out, all->v[i].resident);
	return rc;
}

static const struct seal_proposal *proposal_for(const struct list_run *r, long long person) {
	const struct seal_proposals *all = r->data;

	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].resident == person)
			return &all->v[i];
	return NULL;
}

static enum rc seals_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct resident *people = mem_zalloc(n + 1, sizeof *people);
	enum rc rc = residents_get(r->st, r->actor, ids, n, people, err);

	for (size_t i = 0; i < n; i++) {
		const struct seal_proposal *p = proposal_for(r, ids[i]);

		if (p != NULL && people[i].rec.id != 0) {
			list_put_record(r, i, &resident_def, &people[i]);
			list_put(r, i, SEALS_CAUSE, tr(seal_cause_label(p->cause)));
			list_put_date(r, i, SEALS_SINCE, p->since);
		}
		entity_clear(&resident_def, &people[i]);
	}
	free(people);
	return rc;
}

const struct list_def seals_list = {
	.id = "seals", .label = N_("Files to seal"), .entity = &resident_def,
	LIST_SHOWS(columns), .audit = "seal.list",
	.empty = N_("The rules propose nobody's file to be sealed."),
	.size = sizeof(struct seal_proposals), .ids = seals_ids, .rows = seals_rows,
	.person = list_row_is_person, .clear = seals_clear,
};
