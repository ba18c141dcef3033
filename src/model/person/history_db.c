/* The history of one record, from its rows in `history` and from the record itself.
 * SPDX-License-Identifier: MIT */
#include "model/person/history.h"

#include "core/clock.h"
#include "model/access/access_db.h"
#include "model/access/masking.h"
#include "model/event/value_db.h"
#include "model/station/usecase_db.h"

enum { COL_TIME, COL_WHO, COL_FIELD, COL_OLD, COL_NEW, COLUMNS };
static const struct list_column columns[COLUMNS] = {
	[COL_TIME] = {.key = "time", .label = N_("When"), .width = 16},
	[COL_WHO] = {.key = "officer", .label = N_("Officer"), .width = 8, .flags = F_WORKER},
	[COL_FIELD] = {.key = "field", .label = N_("What was changed"), .width = 12},
	[COL_OLD] = {.key = "old", .label = N_("What it was"), .width = 16, .flags = F_SENSITIVE},
	[COL_NEW] = {.key = "new", .label = N_("After, or the reason"), .width = -1,
	             .flags = F_SENSITIVE},
};

/* Field NULL: the record was added; "void_reason": made void (`after` its reason) or restored. */
struct line {
	char *field, *before, *after, *officer;
	long long time;
	bool known; /* after is what came next; else what stands in the record */
};
struct lines {
	struct line *v;
	size_t n;
	void *rec; /* as it stands, masked as the actor sees it */
};

static const struct history_of *of(const struct list_run *r) { return r->q.given; }

static const struct entity_def *entity_of(const struct list_run *r) {
	return of(r)->reg ? of(r)->reg->entity : &resident_def;
}

static void clear(struct list_run *r) {
	struct lines *d = r->data;

	for (size_t i = 0; i < d->n; i++) {
		free(d->v[i].field);
		free(d->v[i].before);
		free(d->v[i].after);
		free(d->v[i].officer);
	}
	free(d->v);
	if (d->rec)
		entity_clear(entity_of(r), d->rec);
	free(d->rec);
	*d = (struct lines){.v = NULL};
}

static char *text_of(struct stmt *q, int column) {
	return stmt_is_null(q, column) ? NULL : mem_strdup(stmt_text(q, column));
}

#define NEXT(what) \
	"(SELECT " what " FROM history n WHERE n.table_name = h.table_name AND n.record = h.record AND" \
	" n.field = h.field AND n.ver > h.ver ORDER BY n.ver LIMIT 1)"
#define NAME_OF(id) "(SELECT o.name FROM officer o WHERE o.id = " id ")"

static enum rc read_lines(struct list_run *r, struct err *err) {
	struct lines *d = r->data;
	char *own = mem_printf("SELECT voided_at, void_reason, " NAME_OF("e.voided_by") ", recorded_at, "
	                       NAME_OF("e.recorded_by") " FROM \"%s\" e WHERE id = ?",
	                       entity_of(r)->name);
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, r->st->store, err, own, of(r)->id) {
		if (!stmt_is_null(q, 0))
			VEC_PUSH(d->v, d->n,
			         (struct line){.field = mem_strdup("void_reason"), .known = true,
			                       .after = text_of(q, 1), .officer = text_of(q, 2),
			                       .time = stmt_int(q, 0)});
		VEC_PUSH(d->v, d->n, (struct line){.officer = text_of(q, 4), .time = stmt_int(q, 3)});
	}
	QUERY_EACH(q, rc, r->st->store, err,
	           "SELECT h.field, h.old_value, " NEXT("n.old_value") ", " NEXT("1") " IS NOT NULL, "
	           NAME_OF("a.officer") ", a.time FROM history h JOIN audit a ON a.seq = h.seq"
	           " WHERE h.table_name = ?1 AND h.record = ?2 AND h.field <> 'voided_at' ORDER BY"
	           " h.ver, h.field",
	           entity_of(r)->name, of(r)->id) {
		VEC_PUSH(d->v, d->n,
		         (struct line){.field = text_of(q, 0), .before = text_of(q, 1),
		                       .after = text_of(q, 2), .known = stmt_int(q, 3) != 0,
		                       .officer = text_of(q, 4), .time = stmt_int(q, 5)});
	}
	free(own);
	return rc;
}

static int newest_first(const void *x, const void *y) {
	const struct line *a = x, *b = y;
	int c = (a->time < b->time) - (a->time > b->time);

	return c || !a->field || !b->field ? c ? c : !a->field - !b->field
	                                   : strcmp(a->field, b->field);
}

static enum rc history_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct lines *d = r->data;
	enum rc rc = usecase_query(r->st, r->actor, ACT_LOOK, of(r)->resident, err);

	clear(r);
	d->rec = mem_zalloc(1, entity_of(r)->size);
	entity_init(entity_of(r), d->rec);
	if (rc == RC_OK)
		rc = usecase_load(r->st, r->actor, entity_of(r), of(r)->id, d->rec, err);
	if (rc == RC_OK)
		rc = read_lines(r, err);
	if (d->n > 0)
		qsort(d->v, d->n, sizeof *d->v, newest_first);
	for (size_t i = 0; rc == RC_OK && i < d->n; i++)
		ids_add(out, (long long)i + 1);
	return rc;
}

/* A value of the past, seen as the record's own field would be: parsed into a record of the same
 * person, which is veiled and masked like every other. */
static enum rc put_value(struct list_run *r, size_t row, size_t column, const struct field_def *f,
                         const char *text, struct err *err) {
	const struct entity_def *def = entity_of(r);
	void *rec = mem_zalloc(1, def->size);
	enum rc rc = RC_OK;

	entity_init(def, rec);
	((struct record *)rec)->id = of(r)->id;
	if (of(r)->reg)
		((struct event *)rec)->resident.id = of(r)->resident;
	if (text && f->type == FT_REF)
		((struct ref *)field_ptr(f, rec))->id = strtoll(text, NULL, 10);
	else if (text)
		rc = field_parse(f, rec, text, NULL, err);
	if (rc == RC_OK)
		rc = cases_veil(r->st, r->actor, def, rec, 1, err);
	masked_record(r->actor, def, rec);
	if (rc == RC_OK)
		masked_text(r->actor, VIEW_FILE, f, rec, station_env(r->st), list_cell(r, row, column));
	entity_clear(def, rec);
	free(rec);
	return rc;
}

static enum rc put_line(struct list_run *r, size_t row, const struct line *l, struct err *err) {
	const struct lines *d = r->data;
	const struct field_def *f = l->field ? entity_field(entity_of(r), l->field) : NULL;
	const bool reason = l->field && strcmp(l->field, "void_reason") == 0;
	char when[20];
	enum rc rc;

	list_put(r, row, COL_TIME, clock_format_ms(l->time, when));
	masked_value(r->actor, VIEW_LIST, F_WORKER, l->officer ? l->officer : "",
	             list_cell(r, row, COL_WHO));
	list_put(r, row, COL_FIELD, !l->field    ? tr(N_("added"))
	                            : f          ? tr(f->label)
	                            : !reason    ? l->field
	                            : l->before  ? tr(N_("restored"))
	                                         : tr(N_("voided")));
	if (reason)
		masked_value(r->actor, VIEW_FILE, F_SENSITIVE, l->before ? l->before : l->after ? l->after : "",
		             list_cell(r, row, l->before ? COL_OLD : COL_NEW));
	if (!f)
		return RC_OK;
	rc = put_value(r, row, COL_OLD, f, l->before, err);
	if (rc == RC_OK && l->known)
		rc = put_value(r, row, COL_NEW, f, l->after, err);
	else if (rc == RC_OK)
		masked_text(r->actor, VIEW_FILE, f, d->rec, station_env(r->st),
		            list_cell(r, row, COL_NEW));
	return rc;
}

static enum rc history_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	const struct lines *d = r->data;
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < n; i++)
		rc = put_line(r, i, &d->v[ids[i] - 1], err);
	return rc;
}

static long long history_person(const struct list_run *r, long long id) { return of(r)->resident; }

const struct list_def history_list = {
	.id = "history", .label = N_("History"),
	LIST_SHOWS(columns), .audit = "event.list", .contents = true,
	.empty = "",
	.size = sizeof(struct lines), .ids = history_ids, .rows = history_rows,
	.person = history_person, .clear = clear,
};

enum rc record_restore(struct station *st, const struct actor *a, const struct event_def *def,
                       long long id, const char *reason, struct err *err) {
	struct event *e = mem_zalloc(1, def->entity->size);
	char *taken = mem_printf("SELECT 1 FROM \"%s\" WHERE id = ? AND " TAKEN_BACK(""), def->entity->name);
	struct change c;
	char action[40];
	bool back = false;
	enum rc rc;

	snprintf(action, sizeof action, "%s.restore", def->id);
	entity_init(def->entity, e);
	TRY(usecase_begin(&c, st, a, ACT_QUEUE, action, 0, err));
	TRY(usecase_load(st, a, def->entity, id, e, err));
	if (!reason || !*reason)
		TRY(err_set(err, RC_INVALID, "restore.reason",
		            N_("Nothing was changed: a reason is needed."), NULL));
	TRY(query_any(st->store, &back, err, taken, id));
	if (back || e->rec.voided_at == 0)
		TRY(err_set(err, RC_INVALID, "restore.not",
		            back ? N_("The import of this record was taken back: take it in again.")
		                 : N_("This record is not void."), NULL));
	c.reason = reason;
	TRY(change_unvoid(&c, def->entity, id, e->rec.ver, err));
	TRY(values_changed(&c, def, e->resident.id, err));
out:
	rc = change_close(&c, rc, NULL, NULL, err);
	entity_clear(def->entity, e);
	free(e);
	free(taken);
	return rc;
}
