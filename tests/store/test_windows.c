/* Windows through the use cases: who is excused, taking over, old tests, this month, what is left unanswered.
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include "model/lists.h"
#include "model/report/report.h"
#include "model/rules/due.h"
#include "model/rules/worklist.h"

static long long group_count(struct fixture *f, const char *name) {
	long long counts[64];

	assert_true(due_group_count < 64);
	OK(due_counts(f->st, &f->actor, clock_today(), counts, &f->err));
	for (size_t i = 0; i < due_group_count; i++)
		if (strcmp(due_groups[i].name, name) == 0)
			return counts[i];
	fail_msg("no group %s", name);
	return -1;
}

static long long figure_of(struct fixture *f, const char *id, const char *month) {
	struct report r;
	struct date from = day(month);
	long long n;

	OK(report_make(f->st, &f->actor, from, date_month_end(from), &r, &f->err));
	n = figure_total(figure_find(id), r.rows, r.count, NULL);
	report_clear(&r);
	return n;
}

/* The days of the worklist's lines in their order, of one kind (0: all). */
static size_t lines(struct fixture *f, enum due_kind kind, struct due_item *out, size_t most) {
	struct due_item *items;
	size_t n, k = 0;

	OK(due_list(f->st, &f->actor, 0, clock_today(), 1000, &items, &n, &f->err));
	for (size_t i = 0; i < n && k < most; i++)
		if (kind == 0 || items[i].row.kind == kind)
			out[k++] = items[i];
	free(items);
	return k;
}

/* 2026-08-01, monthly windows: August in custody, September ill, October on leave, November away for another reason. */
static void custody_excuses_and_illness_answers(void **state) { /* rules 4.20, 4.21 */
	struct fixture *f = *state;
	long long id, jail;

	station_began(f, "2026-08-01");
	id = add_resident(f, "试甲", 1);
	add_order(f, id, "detox", "2026-08-01", "2026-08-01");
	clock_set_today(day("2026-12-02"));
	assert_int_equal(group_count(f, "test-missed"), 4);
	jail = add_event(f, "custody", id, PAIRS("occurred", "2026-08-10", "until", "2026-09-02", "kind", "detained"));
	assert_int_equal(group_count(f, "test-missed"), 3);
	add_event(f, "custody", id, PAIRS("occurred", "2026-09-10", "until", "2026-09-30", "kind", "hospital"));
	add_event(f, "leave", id, PAIRS("occurred", "2026-10-01", "reason", "务工", "destination", "县城", "out_of_county", "否",
	                                "leave_from", "2026-10-05", "leave_to", "2026-11-10", "approver", "李站长"));
	add_event(f, "custody", id, PAIRS("occurred", "2026-11-20", "until", "2026-12-01", "kind", "other"));
	assert_int_equal(group_count(f, "test-missed"), 0);
	/* While November runs, a test elsewhere may still fill it. */
	clock_set_today(day("2026-11-27"));
	assert_int_equal(group_count(f, "test-soon"), 1);
	clock_set_today(day("2026-12-02"));
	assert_int_equal(figure_of(f, "tests_should", "2026-08-01"), 0);
	assert_int_equal(figure_of(f, "tests_excused", "2026-08-01"), 1);
	assert_int_equal(figure_of(f, "excused_detained", "2026-08-01"), 1);
	assert_int_equal(figure_of(f, "tests_missing", "2026-09-01"), 1);
	assert_int_equal(figure_of(f, "tests_missing", "2026-10-01"), 1);
	assert_int_equal(figure_of(f, "tests_missing", "2026-11-01"), 1);
	assert_int_equal(figure_of(f, "tests_excused", "2026-11-01"), 0);
	/* A test in the excused window: due and done. */
	add_event(f, "test", id, PAIRS("occurred", "2026-08-05", "result", "neg"));
	assert_int_equal(figure_of(f, "tests_should", "2026-08-01"), 1);
	assert_int_equal(figure_of(f, "tests_done", "2026-08-01"), 1);
	assert_int_equal(figure_of(f, "tests_excused", "2026-08-01"), 0);
	void_event(f, "custody", jail);
	assert_int_equal(figure_of(f, "tests_done", "2026-08-01"), 1);
}

static void a_county_may_let_illness_excuse(void **state) { /* rule 4.21 */
	struct fixture *f = *state;
	long long id;

	settings(f, "[rules]\nillness_excuses = yes\n");
	station_began(f, "2026-08-01");
	id = add_resident(f, "试甲", 1);
	add_order(f, id, "detox", "2026-08-01", "2026-08-01");
	add_event(f, "custody", id, PAIRS("occurred", "2026-09-10", "until", "2026-10-30", "kind", "hospital"));
	assert_int_equal(figure_of(f, "tests_should", "2026-09-01"), 0);
	assert_int_equal(figure_of(f, "excused_ill", "2026-09-01"), 1);
	assert_int_equal(figure_of(f, "tests_excused", "2026-09-01"), 1);
}

static long long take_over(struct fixture *f, long long id, const char *reported, const char *start) {
	struct treatment_order o;
	long long order;

	entity_init(&order_def, &o);
	o.resident.id = id;
	o.kind = code_of("detox");
	o.ordered = day("2026-01-01");
	o.served = day("2026-01-05");
	o.taken_on = day("2026-10-10");
	o.taken_from = mem_strdup("邻县某镇");
	o.reported = reported ? day(reported) : DATE_NONE;
	o.term_start = start ? day(start) : DATE_NONE;
	OK(order_save(f->st, &f->actor, &o, &f->err));
	order = o.rec.id;
	entity_clear(&order_def, &o);
	return order;
}

static void state_is(struct fixture *f, long long order, const char *state) {
	struct treatment_order o;

	OK(order_get(f->st, &f->actor, order, &o, &f->err));
	assert_string_equal(o.state.s, state);
	entity_clear(&order_def, &o);
}

/* Reported at the old place in January, taken over on 10 October: executing from that day, in the term that runs on. */
static void taken_over_runs_on_from_its_day(void **state) { /* rules 2.9, 4.22 */
	struct fixture *f = *state;
	struct due_item item[8];
	long long order;

	station_began(f, "2026-10-01");
	order = take_over(f, add_resident(f, "试甲", 1), "2026-01-06", NULL);
	state_is(f, order, "executing");
	assert_int_equal(number(f, "SELECT count(*) FROM status_change WHERE since = '2026-10-10'"), 2);
	/* September's window ended on 10-05: the other place's. 10-06..11-05 runs on the day: ours. */
	assert_int_equal(lines(f, DUE_TEST, item, 8), 1);
	is_day(item[0].row.first, "2026-10-06");
	assert_int_equal(item[0].row.window, 10);
	assert_int_equal(group_count(f, "test-old"), 0);
	assert_int_equal(figure_of(f, "register", "2026-09-01"), 0);
	assert_int_equal(figure_of(f, "tests_should", "2026-09-01"), 0);
	assert_int_equal(figure_of(f, "tests_missing", "2026-10-01"), 0);
	assert_int_equal(figure_of(f, "tests_missing", "2026-11-01"), 1);
	assert_int_equal(figure_of(f, "register", "2026-10-01"), 1);
	assert_int_equal(figure_of(f, "detox_taken", "2026-10-01"), 1);
	assert_int_equal(figure_of(f, "detox_taken", "2026-11-01"), 0);
}

/* Not reported here yet: 15 days from taking over; then executing from the report here, the term from its first start. */
static void taken_over_waits_for_the_report_here(void **state) { /* rules 2.2, 2.9 */
	struct fixture *f = *state;
	struct due_item item[8];
	struct treatment_order o;
	struct term term;
	long long order;

	clock_set_today(day("2026-10-12"));
	station_began(f, "2026-10-01");
	order = take_over(f, add_resident(f, "试甲", 1), NULL, "2026-01-06");
	state_is(f, order, "awaiting");
	assert_int_equal(lines(f, DUE_REPORT_IN, item, 8), 1);
	is_day(item[0].row.due_on, "2026-10-25");
	assert_int_equal(figure_of(f, "awaiting", "2026-10-01"), 1);
	clock_set_today(day("2026-10-20"));
	OK(order_get(f->st, &f->actor, order, &o, &f->err));
	o.reported = day("2026-10-18");
	OK(order_save(f->st, &f->actor, &o, &f->err));
	state_is(f, order, "executing");
	OK(order_term(f->st, &f->actor, &o, &term, &f->err));
	is_day(term.start, "2026-01-06");
	clock_set_today(day("2026-11-02"));
	assert_int_equal(figure_of(f, "deadlines", "2026-10-01"), 1);
	assert_int_equal(figure_of(f, "reported_in_time", "2026-10-01"), 1);
	entity_clear(&order_def, &o);
}

/* The report here begins no term; without a start the file asks for it. */
static void taken_over_without_a_start_asks_for_it(void **state) { /* rule 2.9 */
	struct fixture *f = *state;
	struct findings told = {0};
	struct treatment_order o;
	struct due_item item[8];
	bool start = false;
	long long order;

	order = take_over(f, add_resident(f, "试甲", 1), "2026-10-12", NULL);
	assert_int_equal(lines(f, DUE_FIX_TERM, item, 8), 1);
	OK(order_get(f->st, &f->actor, order, &o, &f->err));
	OK(order_check(&o, clock_today(), &told, &f->err));
	for (size_t i = 0; i < told.n; i++)
		start = start || strcmp(told.v[i].field, "term_start") == 0;
	assert_true(start);
	told = (struct findings){.n = 0};
	free(o.taken_from);
	o.taken_from = NULL;
	OK(order_check(&o, clock_today(), &told, &f->err));
	start = false;
	for (size_t i = 0; i < told.n; i++)
		start = start || strcmp(told.v[i].field, "taken_from") == 0;
	assert_true(start);
	told = (struct findings){.n = 0};
	o.taken_on = day("2025-12-31");
	REFUSED(order_check(&o, clock_today(), NULL, &f->err), "order.sequence");
	entity_clear(&order_def, &o);
}

/* What the line of old tests opens calls none of them missed. */
static void old_tests_are_not_said_to_be_missed(struct fixture *f) {
	struct list_run r;
	struct ids ids = {0};
	size_t state = 0;

	list_run_init(&r, &due_list_def, f->st, &f->actor);
	for (size_t i = 0; i < due_group_count; i++)
		if (due_groups[i].base == DUE_BASE_OLD_TEST)
			r.q.group = due_groups[i].id;
	OK(list_run_ids(&r, &ids, &f->err));
	assert_int_equal(ids.n, 1);
	OK(list_run_rows(&r, ids.v, ids.n, &f->err));
	while (strcmp(list_column_key(&due_list_def, state), "due_state") != 0)
		state++;
	assert_string_equal(list_text(&r, 0, state), "~往期 10-01..10-31");
	list_run_clear(&r);
	ids_clear(&ids);
}

/* Three windows ended before the station began: one was tested, one explained, one is old. */
static void old_tests_wait_for_the_head(void **state) { /* rules 4.23, 8.5 */
	struct fixture *f = *state;
	struct actor officer = f->actor;
	struct due_item item[8];
	enum old_tests said;
	long long id;

	station_began(f, "2026-11-10");
	id = add_resident(f, "试甲", 1);
	add_order(f, id, "detox", "2026-08-01", "2026-08-01");
	add_event(f, "test", id, PAIRS("occurred", "2026-08-20", "result", "neg"));
	add_event(f, "missed", id, PAIRS("occurred", "2026-11-11", "window_no", "2", "judged", "reason"));
	clock_set_today(day("2026-12-02"));
	assert_int_equal(group_count(f, "test-old"), 1);
	assert_int_equal(group_count(f, "test-missed"), 1); /* November */
	assert_int_equal(lines(f, DUE_OLD_TESTS, item, 8), 1);
	assert_int_equal(item[0].row.window, 1);
	assert_int_equal(item[0].resident, 0);
	old_tests_are_not_said_to_be_missed(f);
	assert_int_equal(figure_of(f, "tests_done", "2026-08-01"), 1);
	assert_int_equal(figure_of(f, "tests_missing", "2026-09-01"), 1); /* it holds a record */
	assert_int_equal(figure_of(f, "tests_should", "2026-10-01"), 0);
	play(f, &officer, "officer");
	assert_int_equal(old_tests_decide(f->st, &officer, OLD_TESTS_ENTER, "补录", &f->err), RC_DENIED);
	REFUSED(old_tests_decide(f->st, &f->actor, OLD_TESTS_ENTER, "", &f->err), "old-tests.reason");
	OK(old_tests_decide(f->st, &f->actor, OLD_TESTS_ENTER, "补录", &f->err));
	OK(old_tests_said(f->st, &f->actor, &said, &f->err));
	assert_int_equal(said, OLD_TESTS_ENTER);
	assert_int_equal(group_count(f, "test-old"), 0);
	assert_int_equal(group_count(f, "test-missed"), 2);
	assert_int_equal(figure_of(f, "tests_missing", "2026-10-01"), 1);
	OK(old_tests_decide(f->st, &f->actor, OLD_TESTS_CLOSE, "原站登记", &f->err));
	assert_int_equal(group_count(f, "test-old"), 0);
	assert_int_equal(group_count(f, "test-missed"), 1);
	assert_int_equal(lines(f, DUE_OLD_TESTS, item, 8), 0);
	assert_int_equal(figure_of(f, "tests_should", "2026-10-01"), 0);
	assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE action = 'due.old-tests'"), 2);
	assert_int_equal(number(f, "SELECT value = 'close 原站登记' FROM setting WHERE key = 'tests.before'"), 1);
}

/* From the first of the month, behind what presses; a week before the end in its own group. */
static void this_month_stands_behind_what_presses(void **state) { /* rule 8.4 */
	struct fixture *f = *state;
	struct due_item item[16];
	size_t n;
	long long id;

	clock_set_today(day("2026-12-01"));
	id = add_resident(f, "试甲", 1);
	add_order(f, id, "detox", "2026-12-01", "2026-12-01");
	assert_int_equal(group_count(f, "talk-due"), 0);
	assert_int_equal(group_count(f, "this-month"), 4); /* talk, visit, half month, written */
	n = lines(f, 0, item, 16);
	assert_true(n > 4);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(item[i].row.kind == DUE_TALK || item[i].row.kind == DUE_VISIT || item[i].row.kind == DUE_REPORT ||
		                         item[i].row.kind == DUE_WRITTEN, i >= n - 4);
	clock_set_today(day("2026-12-08"));
	assert_int_equal(group_count(f, "report-due"), 1); /* to the 15th */
	assert_int_equal(group_count(f, "this-month"), 3);
	add_event(f, "talk", id, PAIRS("occurred", "2026-12-08"));
	assert_int_equal(group_count(f, "this-month"), 2);
	clock_set_today(day("2026-12-24"));
	assert_int_equal(group_count(f, "this-month"), 0);
	assert_int_equal(group_count(f, "visit-due"), 1);
}

/* What Today drops by age stays in its list until it is answered; the table rolled is the table made anew. */
static void what_leaves_by_age_stays_unanswered(void **state) { /* rule 8.6 */
	struct fixture *f = *state;
	long long id;

	clock_set_today(day("2026-12-01"));
	station_began(f, "2026-12-01");
	id = add_resident(f, "试甲", 1);
	add_order(f, id, "detox", "2026-12-01", "2026-12-01");
	clock_set_today(day("2027-02-28"));
	assert_int_equal(group_count(f, "unanswered"), 0);
	assert_int_equal(group_count(f, "talk-due"), 3);
	for (int m = 3; m < 9; m++) {
		clock_set_today(date_add_months(day("2026-12-01"), m));
		assert_true(group_count(f, "talk-due") <= 3);
		due_is_fresh(f);
	}
	/* 2027-08-01: December to May: six talks, six visits, as many in writing, twelve half months. */
	assert_int_equal(group_count(f, "unanswered"), 30);
	add_event(f, "excused", id, PAIRS("occurred", "2027-07-30", "kind", "talk", "window_day", "2027-01-05", "reason", "生病"));
	add_event(f, "talk", id, PAIRS("occurred", "2026-12-05"));
	assert_int_equal(group_count(f, "unanswered"), 28);
	/* The half-year summary of 05-31 is on Today still, until the next has ended. */
	assert_int_equal(group_count(f, "assessment-due"), 1);
	clock_set_today(day("2027-11-30"));
	assert_int_equal(group_count(f, "assessment-due"), 3); /* two half years and the year */
	clock_set_today(day("2027-12-02"));
	assert_int_equal(group_count(f, "assessment-due"), 2);
	due_is_fresh(f);
}

/* A leave with a destination and no word on the county: asked, and reported in writing until it is answered. */
static void the_county_of_a_leave_is_asked(void **state) { /* rule 6.1 */
	struct fixture *f = *state;
	const struct event_def *def = event_find_def("leave");
	struct findings told = {0};
	struct leave l;
	bool asked = false;
	long long id = add_resident(f, "试甲", 1), leave;

	add_order(f, id, "detox", "2026-08-01", "2026-08-01");
	leave = add_event(f, "leave", id, PAIRS("occurred", "2026-11-20", "reason", "务工", "destination", "邻县", "leave_from",
	                                        "2026-11-20", "leave_to", "2026-11-22", "approver", "李站长"));
	assert_int_equal(group_count(f, "leave-unreported"), 1);
	OK(event_get(f->st, &f->actor, def, leave, &l, &f->err));
	OK(leave_check(&l, clock_today(), &told, &f->err));
	for (size_t i = 0; i < told.n; i++)
		asked = asked || strcmp(told.v[i].field, "out_of_county") == 0;
	assert_true(asked);
	told = (struct findings){.n = 0};
	l.out_of_county = code_of("no");
	OK(event_save(f->st, &f->actor, def, &l, &f->err));
	assert_int_equal(group_count(f, "leave-unreported"), 0);
	entity_clear(&leave_def, &l);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(custody_excuses_and_illness_answers),
		STATION_TEST(a_county_may_let_illness_excuse),
		STATION_TEST(taken_over_runs_on_from_its_day),
		STATION_TEST(taken_over_waits_for_the_report_here),
		STATION_TEST(taken_over_without_a_start_asks_for_it),
		STATION_TEST(old_tests_wait_for_the_head),
		STATION_TEST(this_month_stands_behind_what_presses),
		STATION_TEST(what_leaves_by_age_stays_unanswered),
		STATION_TEST(the_county_of_a_leave_is_asked),
	};

	return cmocka_run_group_tests_name("windows", tests, NULL, NULL);
}
