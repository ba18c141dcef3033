/* What the station itself has to do (rule 15.10), and how many work there (rule 15.4).
 * SPDX-License-Identifier: MIT */
#include "model/ledger/station_due.h"

#include "model/ledger/ledger_db.h"

enum { NEAR_DAYS = 7, SOON_DAYS = 30 };

static void add(struct station_dues *out, enum station_due_kind kind, struct stmt *q) {
	VEC_PUSH(out->v, out->n, (struct station_due){
		.kind = kind, .id = stmt_int(q, 0), .due = stmt_date(q, 1),
		.what = stmt_text(q, 2) ? mem_strdup(stmt_text(q, 2)) : NULL,
		.who = stmt_text(q, 3) ? mem_strdup(stmt_text(q, 3)) : NULL,
		.done = stmt_int(q, 4), .of = stmt_int(q, 5)});
}

/* An organisation and those in care there on the day ?1 (rule 15.11). */
#define IN_CARE_AT \
	"org g JOIN care c ON c.facility = g.name AND c.voided_at IS NULL AND c.occurred <= ?1" \
	" AND coalesce(c.until, ?1) >= ?1 WHERE g.voided_at IS NULL AND " OF_VISIBLE

/* What has a record each: id, day, what, who, done, of. ?1 today, ?2 a day ahead, ?3 months. */
static const struct {
	enum station_due_kind kind;
	int ahead;
	const char *sql;
} each[] = {
	{STATION_TASK, NEAR_DAYS,
	 "SELECT id, until, what, who, 0, 0 FROM task WHERE voided_at IS NULL AND done_on IS NULL"
	 " AND until <= ?2 AND ?1 IS NOT NULL AND ?3 > 0"},
	{STATION_ROUND, 0,
	 "SELECT id, until, title, NULL, coalesce(checked, 0) + coalesce(people_checked, (SELECT"
	 " count(*) FROM round_line l WHERE l.round = t.id AND l.voided_at IS NULL)),"
	 " coalesce(households, 0) + coalesce(people, 0) FROM check_round t WHERE voided_at IS NULL"
	 " AND finished IS NULL AND since <= ?1 AND ?2 IS NOT NULL AND ?3 > 0"},
	{STATION_UNIT, SOON_DAYS,
	 "SELECT id, day, name, NULL, 0, 0 FROM (SELECT id, name, date(coalesce(renewed, named),"
	 " '+' || ?3 || ' months') AS day FROM drive_unit WHERE voided_at IS NULL AND named IS NOT"
	 " NULL AND withdrawn IS NULL) WHERE day <= ?2 AND ?1 IS NOT NULL"},
	{STATION_AGREEMENT, SOON_DAYS,
	 "SELECT id, agreed_until, name, contact, 0, 0 FROM org WHERE voided_at IS NULL"
	 " AND agreed_until <= ?2 AND coalesce(until, ?1) >= ?1 AND ?3 > 0"},
	{STATION_MONEY, 0,
	 "SELECT 0, NULL, account, NULL, sum(iif(way = 'in', amount, -amount)) AS held, 0"
	 " FROM money_entry WHERE voided_at IS NULL AND ?1 IS NOT NULL AND ?2 IS NOT NULL"
	 " AND ?3 > 0 GROUP BY account HAVING held < 0"},
	{STATION_FULL, 0,
	 "SELECT g.id, NULL, g.name, NULL, count(DISTINCT c.resident) AS held, g.capacity FROM "
	 IN_CARE_AT " AND g.capacity > 0 AND coalesce(g.until, ?1) >= ?1 AND ?2 IS NOT NULL"
	 " AND ?3 > 0 GROUP BY g.id HAVING held >= g.capacity"},
	{STATION_RETURN, 0,
	 "SELECT answer, day, substr(month, 1, 7) || ' ' || text, county, no, 0 FROM sent_open"
	 " WHERE ?1 IS NOT NULL AND ?2 IS NOT NULL AND ?3 > 0"},
};

/* Record and number, NULL: none; ?1 the day. */
static const char *const numbers_sql[] = {
	[LEDGER_TAKEN] = "SELECT g.id, count(DISTINCT c.resident) FROM " IN_CARE_AT " GROUP BY g.id",
	[LEDGER_CHANGE] =
		"SELECT v.id, v.reached - (SELECT w.reached FROM place_value w WHERE"
		" w.voided_at IS NULL AND w.what = v.what AND w.item IS v.item AND"
		" w.place IS v.place AND w.until < v.since ORDER BY w.until DESC, w.id DESC"
		" LIMIT 1) FROM place_value v WHERE v.voided_at IS NULL AND ?1 IS NOT NULL",
	[LEDGER_PER_THOUSAND] =
		"SELECT v.id, 10000000 * (SELECT count(DISTINCT o.resident) FROM treatment_order o"
		" JOIN resident_visible r ON r.id = o.resident WHERE o.voided_at IS NULL"
		" AND max(o.ordered, coalesce(o.taken_on, '')) <= min(v.until, ?1)"
		" AND (o.ended IS NULL OR o.ended > min(v.until, ?1))"
		" AND (v.place IS NULL OR r.place = v.place)) / v.reached FROM place_value v WHERE"
		" v.voided_at IS NULL AND v.what = 'population' AND v.reached > 0",
};

enum rc ledger_numbers(struct station *st, enum ledger_number number, struct date on,
                       const long long *ids, size_t n, long long *out, bool *known,
                       struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err, numbers_sql[number], on)
		for (size_t i = 0; i < n; i++)
			if (ids[i] == stmt_int(q, 0)) {
				out[i] = stmt_int(q, 1);
				known[i] = !stmt_is_null(q, 1);
			}
	return rc;
}

enum rc ledger_staffing(struct station *st, struct date on, struct staffing *out, struct err *err) {
	long long each_of = conf_int(st->conf, "rules", "people_per_worker");
	enum rc rc;

	*out = (struct staffing){.people = 0};
	rc = query_int(st->store, &out->people, err,
	               "SELECT count(DISTINCT resident) FROM treatment_order WHERE voided_at"
	               " IS NULL"
	               " AND ordered <= ?1 AND (ended IS NULL OR ended > ?1) AND state"
	               " IN ('awaiting', 'executing', 'suspended')"
	               " AND " OF_VISIBLE, on);
	if (rc == RC_OK)
		rc = query_int(st->store, &out->workers, err,
		               "SELECT count(*) FROM staff WHERE voided_at IS NULL AND (kind"
		               " = 'full' OR full_time = 'yes')"
		               " AND coalesce(since, ?1) <= ?1 AND coalesce(until, ?1) >= ?1", on);
	if (rc == RC_OK)
		rc = query_any(st->store, &out->kept, err,
		               "SELECT 1 FROM staff WHERE voided_at IS NULL");
	out->wanted = (out->people + each_of - 1) / each_of;
	return rc;
}

/* Where nobody keeps a list of the staff, nothing is known to be missing. */
static enum rc add_staff(struct station *st, struct date today, struct station_dues *out,
                         struct err *err) {
	struct staffing s;
	enum rc rc = ledger_staffing(st, today, &s, err);

	if (rc == RC_OK && s.kept && s.workers < s.wanted)
		VEC_PUSH(out->v, out->n, (struct station_due){.kind = STATION_STAFF,
			.due = DATE_NONE,
		                                              .done = s.workers, .of = s.wanted});
	return rc;
}

/* By day; what has none comes first: it is so already. */
static int by_day(const void *x, const void *y) {
	const struct station_due *a = x, *b = y;
	int day = date_cmp(a->due, b->due);

	return day ? day : a->kind != b->kind ? (int)a->kind - (int)b->kind : (a->id > b->id) - (a->id < b->id);
}

static enum rc read_all(struct station *st, struct date today, struct station_dues *out,
                        struct err *err) {
	long long months = conf_int(st->conf, "rules", "unit_review_months");
	enum rc rc = RC_OK;

	*out = (struct station_dues){.n = 0};
	for (size_t i = 0; rc == RC_OK && i < sizeof each / sizeof *each; i++)
		QUERY_EACH(q, rc, st->store, err, each[i].sql, today,
			(struct date){today.n + each[i].ahead},
		           months)
			add(out, each[i].kind, q);
	if (rc == RC_OK)
		rc = add_staff(st, today, out, err);
	if (out->n > 1)
		qsort(out->v, out->n, sizeof *out->v, by_day);
	return rc;
}

enum rc station_dues_read(struct station *st, const struct actor *a, struct date today,
                          struct station_dues *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	*out = (struct station_dues){.n = 0};
	return rc == RC_OK ? read_all(st, today, out, err) : rc;
}

void station_dues_clear(struct station_dues *d) {
	for (size_t i = 0; i < d->n; i++) {
		free(d->v[i].what);
		free(d->v[i].who);
	}
	free(d->v);
	*d = (struct station_dues){.n = 0};
}

enum rc station_due_count(struct station *st, const struct actor *a, struct date today, size_t *n,
                          struct err *err) {
	struct station_dues all = {.n = 0};
	enum rc rc = access_answer(a->role, ACT_QUEUE) == ACCESS_YES ? read_all(st, today, &all,
		err)
	                                                             : RC_OK;

	*n = rc == RC_OK ? all.n : 0;
	station_dues_clear(&all);
	return rc;
}
