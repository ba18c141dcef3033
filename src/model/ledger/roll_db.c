/* The roll of an activity or a round in the database. SPDX-License-Identifier: MIT */
#include "model/ledger/roll.h"

#include "core/clock.h"
#include "core/hash.h"
#include "model/event/event_db.h"
#include "model/event/present.h"
#include "model/ledger/ledger_db.h"

static const char *table_of(const struct roll *r) {
	return event_find_def(r->def->event)->entity->name;
}

enum rc roll_people(struct station *st, const struct actor *a, const struct roll *r,
                    struct ids *out, struct err *err) {
	char *sql = mem_printf(
		"SELECT r.id FROM resident_visible r LEFT JOIN place p ON p.id = r.place"
		" WHERE EXISTS (SELECT 1 FROM %s e WHERE e.resident = r.id AND e.%s = ?1"
		" AND e.voided_at IS NULL)"
		" OR ((?2 IS NULL OR r.place = ?2) AND EXISTS (SELECT 1 FROM treatment_order o"
		" WHERE o.resident = r.id AND o.voided_at IS NULL"
		" AND o.state IN ('awaiting', 'executing', 'suspended')))"
		" ORDER BY coalesce(p.name, ''), r.pinyin, r.id",
		table_of(r), r->def->ref);
	long long place = 0;
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	if (rc == RC_OK && strcmp(r->def->ledger, "round") == 0)
		rc = query_int(st->store, &place, err, "SELECT place FROM check_round WHERE id = ?",
		               r->record);
	if (rc == RC_OK)
		rc = query_ids(st->store, out, err, sql, r->record, bind_ref(place));
	free(sql);
	return rc;
}

enum rc roll_results(struct station *st, const struct actor *a, const struct roll *r,
                     const long long *people, size_t n, struct code *results, long long *records,
                     struct err *err) {
	char *sql = mem_printf(
		"SELECT j.key, e.id, e.%s FROM json_each(?2) j JOIN %s e ON e.resident = j.value"
		" WHERE e.%s = ?1 AND e.voided_at IS NULL AND " OF_VISIBLE " ORDER BY e.id",
		r->def->result, table_of(r), r->def->ref);
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	for (size_t i = 0; i < n; i++) {
		results[i] = CODE_NONE;
		records[i] = 0;
	}
	QUERY_EACH(q, rc, st->store, err, sql, r->record, bind_ids(people, n)) {
		records[stmt_int(q, 0)] = stmt_int(q, 1);
		results[stmt_int(q, 0)] = stmt_code(q, 2);
	}
	free(sql);
	return rc;
}

enum rc roll_count(struct station *st, const struct actor *a, const struct roll *r, long long *n,
                   struct err *err) {
	char *sql = mem_printf(
		"SELECT count(DISTINCT resident) FROM %s WHERE %s = ? AND voided_at IS NULL AND "
		OF_VISIBLE, table_of(r), r->def->ref);
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	if (rc == RC_OK)
		rc = query_int(st->store, n, err, sql, r->record);
	free(sql);
	return rc;
}

/* ---- ticking ---- */

struct ticking {
	struct station *st;
	struct change c;
	const struct roll *roll;
	const struct event_def *event;
	struct date day;
	const char *result;
	char action[40];
};

/* The day of an activity; a round goes on today. */
static enum rc day_of(struct ticking *t, struct err *err) {
	struct activity held;
	enum rc rc;

	t->day = clock_today();
	if (strcmp(t->roll->def->ledger, "session") != 0)
		return RC_OK;
	rc = record_load(t->st->store, &activity_def, t->roll->record, &held, err);
	t->day = rc == RC_OK ? held.occurred : t->day;
	entity_clear(&activity_def, &held);
	return rc;
}

static enum rc tick_one(struct ticking *t, long long person, long long record, struct err *err) {
	const struct entity_def *def = t->event->entity;
	struct event *e = mem_zalloc(1, def->size);
	enum rc rc;

	entity_init(def, e);
	TRY(usecase_query(t->st, t->c.actor, ACT_SAVE, person, err));
	TRY(change_next(&t->c, err));
	if (record)
		TRY(record_load(t->st->store, def, record, e, err));
	e->resident.id = person;
	if (!record)
		e->occurred = t->day;
	((struct ref *)field_ptr(entity_field(def, t->roll->def->ref), e))->id = t->roll->record;
	*(struct code *)field_ptr(entity_field(def, t->roll->def->result), e) = code_of(t->result);
	snprintf(t->action, sizeof t->action, "%s.%s", t->event->id, record ? "edit" : "add");
	TRY(event_check(t->event, e, clock_today(), NULL, err));
	rc = event_put(t->st, &t->c, t->event, e, err);
out:
	entity_clear(def, e);
	free(e);
	return rc;
}

/* Rule 15.3. */
static enum rc not_more(struct ticking *t, struct err *err) {
	struct activity held;
	enum rc rc;

	if (strcmp(t->roll->def->ledger, "session") != 0)
		return RC_OK;
	rc = record_load(t->st->store, &activity_def, t->roll->record, &held, err);
	if (rc == RC_OK)
		rc = activity_may(t->st, &held, err);
	entity_clear(&activity_def, &held);
	return rc;
}

enum rc roll_set(struct station *st, const struct actor *a, const struct roll *r,
                 const long long *people, size_t n, int digit, struct err *err) {
	struct ticking t = {.st = st, .roll = r, .event = event_find_def(r->def->event)};
	struct code *results = mem_zalloc(n + 1, sizeof *results);
	long long *records = mem_zalloc(n + 1, sizeof *records);
	char detail[40], uid[27];
	enum rc rc;

	t.result = r->def->results[digit - 1];
	uid_make(uid);
	snprintf(detail, sizeof detail, "entry=%s", uid);
	TRY(usecase_begin(&t.c, st, a, ACT_SAVE, "roll", 0, err));
	t.c.action = t.action;
	TRY(day_of(&t, err));
	TRY(roll_results(st, a, r, people, n, results, records, err));
	for (size_t i = 0; i < n; i++) {
		t.c.detail = detail;
		TRY(tick_one(&t, people[i], records[i], err));
	}
	TRY(not_more(&t, err));
	if (t.c.touched_count)
		rc = change_commit(&t.c, err);
out:
	change_end(&t.c);
	free(results);
	free(records);
	return rc;
}
