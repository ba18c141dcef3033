/* What was saved between two entries of the audit, or while they stand out of order.
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/lists.h"
#include "model/person/resident.h"
#include "model/station/clock.h"
#include "model/station/usecase_db.h"

enum { COL_FILE_NO, COL_NAME, COL_WHAT, COL_DAY, COL_RECORDED, COL_BY, COL_SEQ, COLUMNS };
static const struct list_column columns[COLUMNS] = {
	[COL_FILE_NO] = {.field = "file_no", .width = 9},
	[COL_NAME] = {.field = "name", .width = 10},
	[COL_WHAT] = {.key = "what", .label = N_("Register"), .width = 12},
	[COL_DAY] = {.key = "day", .label = N_("Day"), .width = 10, .day = true},
	[COL_RECORDED] = {.key = "recorded", .label = N_("Recorded"), .width = 16},
	[COL_BY] = {.key = "by", .label = N_("By"), .width = -1, .flags = F_WORKER},
	[COL_SEQ] = {.key = "seq", .label = N_("No."), .width = 8, .number = true, .extra = PRINTED},
};

struct found {
	long long resident, recorded, seq;
	struct date day;
	const struct entity_def *def;
	char *by;
};
struct records {
	struct found *v;
	size_t n;
};

static void clear(struct list_run *r) {
	struct records *d = r->data;

	for (size_t i = 0; i < d->n; i++)
		free(d->v[i].by);
	free(d->v);
	*d = (struct records){.n = 0};
}

/*
 * Entries that stand out of order: later than one with which the clock was confirmed after them, or
 * earlier than one before them that is not so. ?1, ?2: or those from here to there.
 */
static const char span[] =
	"WITH a AS (SELECT seq, time, min(time) FILTER (WHERE action = '" CLOCK_CONFIRM "') OVER"
	" (ORDER BY seq ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS sure FROM audit"
	" WHERE ?1 = 0 AND ?2 = 0),"
	" b AS (SELECT seq, time, coalesce(time > sure + 120000, 0) AS late FROM a),"
	" c AS (SELECT seq, time, late, max(time) FILTER (WHERE NOT late) OVER (ORDER BY seq"
	" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS before FROM b)"
	" SELECT seq FROM c WHERE late OR time < before - 120000"
	" UNION ALL SELECT seq FROM audit WHERE (?1 <> 0 OR ?2 <> 0) AND seq >= ?1 AND (?2 = 0 OR"
	" seq <= ?2)";

static const char *day_of(const struct entity_def *def) {
	for (size_t i = 0; i < def->count; i++)
		if (def->fields[i].type == FT_DATE)
			return def->fields[i].name;
	return NULL;
}

static enum rc find_of(struct list_run *r, const struct entity_def *def, const struct ids *seqs,
                       struct err *err) {
	struct records *d = r->data;
	const char *day = def == &resident_def ? NULL : day_of(def);
	char *sql = mem_printf("SELECT v.id, t.recorded_at, t.seq, %s%s%s, coalesce(o.name, '')"
	                       " FROM \"%s\" t JOIN resident_visible v ON v.id = t.%s LEFT JOIN"
	                       " officer o ON o.id = t.recorded_by WHERE t.voided_at IS NULL AND"
	                       " t.seq IN (SELECT value FROM json_each(?)) ORDER BY t.seq, t.id",
	                       day ? "t.\"" : "NULL", day ? day : "", day ? "\"" : "", def->name,
	                       def == &resident_def ? "id" : "resident");
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, r->st->store, err, sql, bind_ids(seqs->v, seqs->n))
		VEC_PUSH(d->v, d->n, (struct found){.resident = stmt_int(q, 0),
		                                    .recorded = stmt_int(q, 1), .seq = stmt_int(q, 2),
		                                    .day = stmt_date(q, 3), .def = def,
		                                    .by = mem_strdup(stmt_text(q, 4))});
	free(sql);
	return rc;
}

static enum rc record_ids(struct list_run *r, struct ids *out, struct err *err) {
	const struct entity_def *def;
	struct records *d = r->data;
	struct ids seqs = {0};
	enum rc rc = usecase_query(r->st, r->actor, ACT_LIST, 0, err);

	clear(r);
	if (rc == RC_OK)
		rc = query_ids(r->st->store, &seqs, err, span, r->q.from_seq, r->q.to_seq);
	for (size_t i = 0; rc == RC_OK && (def = entity_at(i)) != NULL; i++)
		if (def == &resident_def || entity_field(def, "resident"))
			rc = find_of(r, def, &seqs, err);
	for (size_t i = 0; i < d->n; i++)
		ids_add(out, (long long)i + 1);
	ids_clear(&seqs);
	return rc;
}

static enum rc record_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	const struct records *d = r->data;
	struct resident *people = mem_zalloc(n + 1, sizeof *people);
	long long *who = mem_zalloc(n + 1, sizeof *who);
	char when[CLOCK_TIME_BUF];
	enum rc rc;

	for (size_t i = 0; i < n; i++)
		who[i] = d->v[ids[i] - 1].resident;
	rc = residents_get(r->st, r->actor, who, n, people, err);
	for (size_t i = 0; i < n; i++) {
		const struct found *f = &d->v[ids[i] - 1];

		if (rc == RC_OK && people[i].rec.id != 0) {
			list_put_record(r, i, &resident_def, &people[i]);
			list_put(r, i, COL_WHAT, tr(f->def->label));
			list_put_date(r, i, COL_DAY, f->day);
			list_put(r, i, COL_RECORDED, clock_format_ms(f->recorded, when));
			list_put(r, i, COL_BY, f->by);
			list_putf(r, i, COL_SEQ, "%lld", f->seq);
		}
		entity_clear(&resident_def, &people[i]);
	}
	free(people);
	free(who);
	return rc;
}

static long long record_person(const struct list_run *r, long long id) {
	const struct records *d = r->data;

	return id > 0 && (size_t)id <= d->n ? d->v[id - 1].resident : 0;
}

const struct list_def clock_list = {
	.id = "clock", .label = N_("While the clock was wrong"), .entity = &resident_def,
	LIST_SHOWS(columns), .takes = LIST_BY_SEQ, .audit = "clock.records",
	.empty = N_("No record was saved while the clock was wrong."),
	.size = sizeof(struct records), .ids = record_ids, .rows = record_rows,
	.person = record_person, .clear = clear,
};
