/* The list of pairs that may be one person. SPDX-License-Identifier: MIT */
#include "model/access/case.h"
#include "model/access/masking.h"
#include "model/lists.h"
#include "model/person/twins.h"
#include "model/station/usecase_db.h"

/* Of these pairs, without those that somebody said are two. */
static enum rc leave_out(struct station *st, struct twins *t, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err, "SELECT one, other FROM not_same") {
		size_t n = 0;

		for (size_t i = 0; i < t->n; i++)
			if (t->v[i].a != stmt_int(q, 0) || t->v[i].b != stmt_int(q, 1))
				t->v[n++] = t->v[i];
		t->n = n;
	}
	return rc;
}

enum rc twins_scan(struct station *st, const struct actor *a, struct twins *out, struct err *err) {
	struct ids ids = {0};
	struct resident *people = NULL;
	enum rc rc;

	*out = (struct twins){0};
	TRY(usecase_query(st, a, ACT_SAVE, 0, err));
	TRY(query_ids(st->store, &ids, err, "SELECT id FROM resident_visible ORDER BY id"));
	TRY(cases_keep_own(st, a, &resident_def, &ids, err));
	people = mem_zalloc(ids.n + 1, sizeof *people);
	TRY(records_load(st->store, &resident_def, NULL, ids.v, ids.n, people, err));
	twins_find(people, ids.n, out);
	rc = leave_out(st, out, err);
out:
	for (size_t i = 0; people && i < ids.n; i++)
		entity_clear(&resident_def, &people[i]);
	free(people);
	ids_clear(&ids);
	return rc;
}

/* ---- the list ---- */

enum { COL_NO, COL_NAME, COL_OTHER_NO, COL_OTHER_NAME, COL_AGREES, COL_DIFFERS, COLUMNS };
static const struct list_column columns[COLUMNS] = {
	[COL_NO] = {.field = "file_no", .width = 8},
	[COL_NAME] = {.field = "name", .width = 12},
	[COL_OTHER_NO] = {.key = "other_no", .label = N_("Other number"), .width = 8},
	[COL_OTHER_NAME] = {.key = "other_name", .label = N_("Its name"), .width = 12, .flags = F_NAME},
	[COL_AGREES] = {.key = "agrees", .label = N_("Agrees in"), .width = 18},
	[COL_DIFFERS] = {.key = "differs", .label = N_("Differs in"), .width = -1},
};

static void twins_drop(struct list_run *r) { twins_clear(r->data); }

const struct twin_pair *twins_line(const struct list_run *r, long long id) {
	const struct twins *t = r->data;

	return id > 0 && t && (size_t)id <= t->n ? &t->v[id - 1] : NULL;
}

static enum rc twins_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct twins *t = r->data;
	enum rc rc;

	twins_drop(r);
	rc = twins_scan(r->st, r->actor, t, err);
	for (size_t i = 1; rc == RC_OK && i <= t->n; i++)
		ids_add(out, (long long)i);
	return rc;
}

static void put_differs(struct list_run *r, size_t row, const struct resident *a,
                        const struct resident *b) {
	struct str *cell = list_cell(r, row, COL_DIFFERS);

	for (size_t i = 0; i < resident_def.count; i++) {
		const struct field_def *f = &resident_def.fields[i];

		if (!(f->flags & (F_SYSTEM | F_AUTO)) && !field_is_blank(f, a) &&
		    !field_is_blank(f, b) && field_compare(f, a, b) != 0)
			str_addf(cell, "%s%s", cell->n ? tr(N_(", ")) : "", tr(f->label));
	}
}

static enum rc twins_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct resident *people = mem_zalloc(2 * n + 1, sizeof *people);
	long long *who = mem_zalloc(2 * n + 1, sizeof *who);
	enum rc rc;

	for (size_t i = 0; i < n; i++) {
		const struct twin_pair *p = twins_line(r, ids[i]);

		who[2 * i] = p ? p->a : 0;
		who[2 * i + 1] = p ? p->b : 0;
	}
	rc = residents_get(r->st, r->actor, who, 2 * n, people, err);
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		const struct resident *a = &people[2 * i], *b = &people[2 * i + 1];

		if (!a->rec.id || !b->rec.id)
			continue;
		list_put_record(r, i, &resident_def, a);
		list_put(r, i, COL_OTHER_NO, b->file_no);
		masked_name(r->actor, b->name, list_cell(r, i, COL_OTHER_NAME));
		twins_causes_text(twins_line(r, ids[i])->causes, list_cell(r, i, COL_AGREES));
		put_differs(r, i, a, b);
	}
	for (size_t i = 0; i < 2 * n; i++)
		entity_clear(&resident_def, &people[i]);
	free(people);
	free(who);
	return rc;
}

static long long twins_person(const struct list_run *r, long long id) {
	const struct twin_pair *p = twins_line(r, id);

	return p ? p->a : 0;
}

const struct list_def twins_list = {
	.id = "twins", .label = N_("Perhaps one person"), .entity = &resident_def,
	LIST_SHOWS(columns), .audit = "resident.twins",
	.size = sizeof(struct twins),
	.empty = N_("No two files look like one person's."),
	.ids = twins_ids, .rows = twins_rows, .person = twins_person, .clear = twins_drop,
};
