/* Talks, visits, reports and assessments on the worklist: the quick table against a walk by months, over made histories.
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include <sqlite3.h>

#include "model/event/registers.h"
#include "model/rules/duty_kind.h"
#include "model/rules/worklist.h"

enum { PEOPLE = 24, DAYS = 400 };

static unsigned seed = 20261122;

static int pick(int low, int high) {
	seed = seed * 1664525u + 1013904223u;
	return low + (int)((seed >> 8) % (unsigned)(high - low + 1));
}

static long long add_case(struct fixture *f, int n, const char *reported) {
	char name[32];
	long long id;

	snprintf(name, sizeof name, "试%d", n);
	id = add_resident(f, name, 10 + n);
	add_order(f, id, "detox", reported, reported);
	return id;
}

static void record_event(struct fixture *f, const char *reg, long long id, struct date on, const char *field,
                         const char *value) {
	char text[DATE_BUF];

	date_format(on, text);
	if (strcmp(reg, "visit") == 0)
		add_event(f, reg, id, PAIRS("occurred", text, "visited", "试邻居", "relation", "neighbour", field, value));
	else if (field)
		add_event(f, reg, id, PAIRS("occurred", text, field, value));
	else
		add_event(f, reg, id, PAIRS("occurred", text));
}

/* Rows of a kind as the days they are due on, in order, also those that no group shows yet. */
static size_t due_days(struct fixture *f, long long resident, enum due_kind kind, struct date *out, size_t most) {
	sqlite3 *db;
	sqlite3_stmt *q;
	long long counts[32];
	size_t k = 0;

	OK(due_counts(f->st, &f->actor, clock_today(), counts, &f->err)); /* the table keeps up when it is asked */
	assert_int_equal(sqlite3_open(f->db, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT due_on FROM due WHERE resident = ? AND kind = ? AND group_no <> 97 ORDER BY"
	                                        " due_on", -1, &q,
	                                    NULL),
	                 SQLITE_OK);
	sqlite3_bind_int64(q, 1, resident);
	sqlite3_bind_int(q, 2, kind);
	while (k < most && sqlite3_step(q) == SQLITE_ROW)
		out[k++] = day((const char *)sqlite3_column_text(q, 0));
	sqlite3_finalize(q);
	sqlite3_close(db);
	return k;
}

static long long group_count(struct fixture *f, const char *name) {
	long long counts[32];

	OK(due_counts(f->st, &f->actor, clock_today(), counts, &f->err));
	for (size_t i = 0; i < due_group_count; i++)
		if (strcmp(due_groups[i].name, name) == 0)
			return counts[i];
	fail_msg("no group %s", name);
	return -1;
}

/* Made on 2026-11-22: nothing before counts, not even the month it was made in; then each kind on its day. */
static void nothing_is_missed_before_the_station_began(void **state) { /* rule 5.8 */
	struct fixture *f = *state;
	struct date days[16];
	long long id = add_case(f, 1, "2024-03-15");

	assert_int_equal(group_count(f, "talk-due"), 0);
	assert_int_equal(group_count(f, "visit-due"), 0);
	assert_int_equal(group_count(f, "report-due"), 0);
	assert_int_equal(group_count(f, "assessment-due"), 0);
	assert_int_equal(due_days(f, id, DUE_TALK, days, 16), 1);
	assert_int_equal(days[0].n, day("2026-12-31").n);
	clock_set_today(day("2026-12-10"));
	assert_int_equal(group_count(f, "talk-due"), 0);
	assert_int_equal(group_count(f, "report-due"), 1); /* 1-15 December */
	clock_set_today(day("2026-12-24"));
	assert_int_equal(group_count(f, "talk-due"), 1);
	assert_int_equal(group_count(f, "report-due"), 3); /* one half month missed, one open, and the month's in writing */
	record_event(f, "talk", id, day("2026-12-20"), NULL, NULL);
	assert_int_equal(group_count(f, "talk-due"), 0);
	record_event(f, "report", id, day("2026-12-20"), "period", "month");
	assert_int_equal(group_count(f, "report-due"), 2); /* the month's answers no half month (rule 5.4) */
	record_event(f, "report", id, day("2026-12-20"), "period", "half");
	assert_int_equal(group_count(f, "report-due"), 1);
	/* Two whole months later the missed half month leaves Today, the next ones do not. */
	clock_set_today(day("2027-02-28"));
	assert_int_equal(due_days(f, id, DUE_REPORT, days, 16), 6); /* 12-15, 1-15, 1-31, 2-15, 2-28, 3-14: the end of the term */
	assert_int_equal(days[0].n, day("2026-12-15").n);
	clock_set_today(day("2027-03-01"));
	assert_int_equal(due_days(f, id, DUE_REPORT, days, 16), 5);
	assert_int_equal(days[0].n, day("2027-01-15").n);
	clock_set_today(day("2026-11-22"));
	assert_int_equal(due_days(f, id, DUE_TALK, days, 16), 0);
}

static void a_visit_counts_when_somebody_was_met(void **state) {
	struct fixture *f = *state;
	struct date days[16];
	long long id;

	clock_set_today(day("2026-12-20"));
	id = add_case(f, 1, "2026-12-01");
	assert_int_equal(due_days(f, id, DUE_VISIT, days, 16), 2);
	record_event(f, "visit", id, day("2026-12-18"), "met", "notfound");
	assert_int_equal(due_days(f, id, DUE_VISIT, days, 16), 2);
	record_event(f, "visit", id, day("2026-12-19"), "met", "found");
	assert_int_equal(due_days(f, id, DUE_VISIT, days, 16), 1);
	assert_int_equal(days[0].n, day("2027-01-31").n);
}

/* Kept with its reason, an overdue window leaves Today in the same transaction; voided, it is back. */
static void a_reason_answers_a_missed_window(void **state) { /* rule 5.7 */
	struct fixture *f = *state;
	struct date days[16];
	long long id = add_case(f, 1, "2026-06-01"), excuse;

	clock_set_today(day("2027-01-10"));
	assert_int_equal(due_days(f, id, DUE_VISIT, days, 16), 3); /* December missed, January, February */
	excuse = add_event(f, "excused", id, PAIRS("occurred", "2027-01-09", "kind", "visit", "window_day", "2026-12-03", "reason", "外出"));
	assert_int_equal(due_days(f, id, DUE_VISIT, days, 16), 2);
	assert_int_equal(days[0].n, day("2027-01-31").n);
	assert_int_equal(due_days(f, id, DUE_TALK, days, 16), 3); /* of another kind: asked as before */
	due_is_fresh(f);
	void_event(f, "excused", excuse);
	assert_int_equal(due_days(f, id, DUE_VISIT, days, 16), 3);
	REFUSED(try_event(f, "excused", id,
	                  PAIRS("occurred", "2027-01-09", "kind", "test", "window_day", "2026-12-03", "reason", "因病"), NULL),
	        "excused.test");
}

/* What a walk by calendar months says: `halves` windows a month, of which those without a record are due. */
struct walk {
	struct date term, first, from, until;
	const struct date *events;
	size_t n;
};

static size_t walk_months(const struct walk *w, int halves, struct date *out) {
	size_t k = 0;

	for (struct date m = date_month_start(w->term); !date_before(w->until, m); m = date_add_months(m, 1)) {
		for (int h = 0; h < halves; h++) {
			struct date a = h ? date_add_days(m, 15) : m;
			struct date b = halves == 2 && h == 0 ? date_add_days(m, 14) : date_month_end(m);
			bool done = date_before(b, w->term);

			if (date_before(a, w->term))
				a = w->term;
			for (size_t i = 0; i < w->n; i++)
				done = done || (!date_before(w->events[i], a) && !date_before(b, w->events[i]));
			if (!done && !date_before(a, w->first) && !date_before(b, w->from) && !date_before(w->until, b))
				out[k++] = b;
		}
	}
	return k;
}

static void compare(struct fixture *f, long long resident, const struct walk *w, int halves, enum due_kind kind) {
	struct date want[64], got[64];
	size_t n = walk_months(w, halves, want);

	assert_int_equal(due_days(f, resident, kind, got, 64), n);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(got[i].n, want[i].n);
}

/* What is saved in the month the station was made has its rows at once: a look at Today has nothing to make up for. */
static void a_new_station_needs_no_second_pass(void **state) {
	struct fixture *f = *state;
	struct date days[16];
	long long id = add_case(f, 1, "2026-11-22");
	struct station_options read_only = {.db = f->db, .read_only = true};
	struct station *writer = f->st;

	OK(station_open(&f->st, &read_only, &f->err)); /* makes nothing up */
	assert_int_equal(due_days(f, id, DUE_TALK, days, 16), 2);
	assert_int_equal(days[0].n, day("2026-11-30").n);
	assert_int_equal(days[1].n, day("2026-12-31").n);
	station_close(f->st);
	f->st = writer;
}

/* The first screen of a month does not wait for the table: held, it answers as it stands; then it is made. */
static void a_new_month_is_computed_when_it_is_asked_for(void **state) {
	struct fixture *f = *state;

	add_case(f, 1, "2026-10-20");
	assert_false(due_is_behind(f->st));
	clock_set_today(day("2027-01-31"));
	assert_true(due_is_behind(f->st));
	due_hold(f->st, true);
	assert_int_equal(group_count(f, "talk-due"), 1); /* December's; November had begun before the station */
	assert_true(due_is_behind(f->st));
	due_hold(f->st, false);
	assert_int_equal(group_count(f, "talk-due"), 2); /* and January's */
	assert_false(due_is_behind(f->st));
}

/* Random people, records and days; after each move of the day the table is the computation, and the walk. */
static void the_table_follows_the_day(void **state) {
	struct fixture *f = *state;
	static struct date talks[PEOPLE][DAYS], reports[PEOPLE][DAYS];
	size_t talk_n[PEOPLE] = {0}, report_n[PEOPLE] = {0};
	struct date term[PEOPLE], today = day("2026-11-22");
	long long id[PEOPLE];

	for (int i = 0; i < PEOPLE; i++) {
		char text[DATE_BUF];

		term[i] = date_add_days(today, -pick(0, 600));
		id[i] = add_case(f, i, date_format(term[i], text));
	}
	for (int step = 0; step < 60; step++) {
		int who = pick(0, PEOPLE - 1);
		struct date on;

		today = date_add_days(today, pick(0, 12));
		clock_set_today(today);
		on = date_add_days(today, -pick(0, 20));
		if (date_before(on, term[who]))
			on = term[who];
		record_event(f, "talk", id[who], on, NULL, NULL);
		talks[who][talk_n[who]++] = on;
		who = pick(0, PEOPLE - 1);
		on = date_before(today, term[who]) ? term[who] : today;
		record_event(f, "report", id[who], on, "period", "half");
		reports[who][report_n[who]++] = on;
		if (step % 4)
			continue;
		(void)group_count(f, "talk-due");
		due_is_fresh(f);
		for (int i = 0; i < PEOPLE; i++) {
			struct walk w = {.term = term[i], .first = day("2026-11-22"), .events = talks[i], .n = talk_n[i],
			                 .from = date_add_months(date_month_start(today), -2),
			                 .until = date_month_end(date_add_months(date_month_start(today), 1))};

			compare(f, id[i], &w, 1, DUE_TALK);
			w.events = reports[i];
			w.n = report_n[i];
			compare(f, id[i], &w, 2, DUE_REPORT);
		}
	}
}

#define T(name) cmocka_unit_test_setup_teardown(name, station_setup, station_teardown)

int main(void) {
	const struct CMUnitTest tests[] = {
		T(nothing_is_missed_before_the_station_began),
		T(a_visit_counts_when_somebody_was_met),
		T(a_reason_answers_a_missed_window),
		T(a_new_station_needs_no_second_pass),
		T(a_new_month_is_computed_when_it_is_asked_for),
		T(the_table_follows_the_day),
	};

	return cmocka_run_group_tests_name("regulars", tests, NULL, NULL);
}
