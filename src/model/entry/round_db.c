/* Sheets for a round on foot, in the database. SPDX-License-Identifier: MIT */
#include "model/entry/round.h"

#include "core/clock.h"
#include "model/rules/due_db.h"
#include "model/station/approval.h"
#include "model/station/usecase_db.h"

/* One row a resident and kind, those of one resident together. */
static void take_line(struct stmt *q, struct round *t) {
	const struct duty_kind_def *kind = duty_kind_of_due((enum due_kind)stmt_int(q, 2));
	struct round_line *last = t->n ? &t->v[t->n - 1] : NULL;

	if (!kind)
		return;
	if (!last || last->resident != stmt_int(q, 0)) {
		last = VEC_ADD(t->v, t->n);
		*last = (struct round_line){.resident = stmt_int(q, 0), .place = stmt_int(q, 1)};
	}
	last->due |= 1u << (kind - duty_kind_table);
}

enum rc round_plan(struct station *st, const struct actor *a, struct date day, long long place,
                   struct round *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	*out = (struct round){.day = day};
	if (rc == RC_OK)
		due_keep_up(st);
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT d.resident, coalesce(r.place, 0), d.kind FROM due d JOIN"
	           " resident_visible r ON r.id = d.resident LEFT JOIN place p ON p.id = r.place"
	           " WHERE d.due_on >= ?1 AND d.first_day <= ?1 AND d.window_no > 0 AND (?2 = 0 OR"
	           " r.place = ?2) ORDER BY " PLACE_ORDER("p.") ", r.pinyin, r.id", day, place) {
		take_line(q, out);
		if (out->n > ROUND_MOST)
			break;
	}
	if (rc == RC_OK && out->n > ROUND_MOST)
		rc = err_set(err, RC_INVALID, "trip.many", N_("Too many people for one round:"
		                                              " choose a village."), NULL);
	if (rc == RC_OK && out->n == 0)
		rc = err_set(err, RC_NOT_FOUND, "trip.none", N_("Nobody has anything due there on"
		                                                " that day."), NULL);
	if (rc != RC_OK)
		round_clear(out);
	return rc;
}

static enum rc write_line(struct station *st, const struct round *t, size_t i, struct err *err) {
	return query_run(st->store, err,
	                 "INSERT INTO trip_line (trip, position, resident) VALUES (?, ?, ?)", t->id,
	                 (long long)i + 1, t->v[i].resident);
}

enum rc round_keep(struct station *st, const struct actor *a, struct round *t, struct err *err) {
	struct change c = {.open = false};
	char detail[40];
	/* Names of many people on paper are an export with names (rule 11.6). */
	enum rc rc = approval_need_many(st, a, "trip", t->n, tr(N_("sheet for a round")), err);

	snprintf(detail, sizeof detail, "people=%zu", t->n);
	if (rc == RC_OK)
		rc = usecase_begin(&c, st, a, ACT_PRINT, "trip", 0, err);
	if (rc == RC_OK)
		rc = approval_use(&c, st, err);
	if (rc == RC_OK)
		rc = query_run(st->store, err,
		               "INSERT INTO trip (officer, day, made_at) VALUES (?, ?, ?)",
		               bind_ref(a->officer), t->day, clock_now_ms());
	if (rc == RC_OK)
		t->id = store_last_id(st->store);
	for (size_t i = 0; i < t->n && rc == RC_OK; i++)
		rc = write_line(st, t, i, err);
	if (rc == RC_OK) {
		c.table = "trip";
		c.record = t->id;
		c.detail = detail;
		rc = change_commit(&c, err);
	}
	change_end(&c);
	if (rc != RC_OK)
		t->id = 0;
	return rc;
}

enum rc round_get(struct station *st, const struct actor *a, long long id, struct date *day,
                  struct ids *residents, struct err *err) {
	char number[24];
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	snprintf(number, sizeof number, "%lld", id);
	*day = DATE_NONE;
	QUERY_EACH(q, rc, st->store, err, "SELECT day FROM trip WHERE id = ?", id)
		*day = stmt_date(q, 0);
	if (rc == RC_OK && !date_is_set(*day))
		return err_set(err, RC_NOT_FOUND, "trip.number",
		               N_("There is no sheet number {number}."), "number", number, NULL);
	if (rc != RC_OK)
		return rc;
	return query_ids(st->store, residents, err,
			"SELECT l.resident FROM trip_line l JOIN resident_visible r ON r.id ="
			" l.resident WHERE l.trip = ? ORDER BY l.position", id);
}

long long round_last(struct station *st, const struct actor *a) {
	long long id;

	(void)query_int(st->store, &id, NULL, "SELECT max(id) FROM trip WHERE officer = ?",
	                a->officer);
	return id;
}
