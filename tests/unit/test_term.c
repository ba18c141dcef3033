/* The term of an order: rules 2.2 to 2.7, 2.11, and the arithmetic of days (rules 1.2, 1.4).
 * SPDX-License-Identifier: MIT */
#include "core/field.h"
#include "model/order/term.h"
#include "texts.h"

static struct term_input blank_input(void) {
	return (struct term_input){.reported = DATE_NONE, .months = INT_NONE, .deducted = INT_NONE,
	                           .start_written = DATE_NONE, .end_written = DATE_NONE};
}

static void is_term(const struct term_input *in, const char *start, const char *end) {
	struct term t;

	term_compute(in, &t);
	is_day(t.start, start);
	is_day(t.end, end);
}

static void term_starts_on_the_day_of_reporting(void **state) {
	struct term_input in = blank_input();

	in.reported = day("2024-03-15");
	is_term(&in, "2024-03-15", "2027-03-14");
	in.months = 24;
	is_term(&in, "2024-03-15", "2026-03-14");
	in.start_written = day("2024-03-10");
	is_term(&in, "2024-03-10", "2026-03-09");
}

static void term_of_29_february_ends_on_the_28th(void **state) {
	struct term_input in = blank_input();

	in.reported = day("2024-02-29");
	in.months = 36;
	is_term(&in, "2024-02-29", "2027-02-28");
	in.months = 48; /* 29 February exists again: the day before it */
	is_term(&in, "2024-02-29", "2028-02-28");
	in.reported = day("2024-08-31");
	in.months = 6;
	is_term(&in, "2024-08-31", "2025-02-28");
}

static void term_written_end_holds(void **state) {
	struct term_input in = blank_input();
	struct interval jail = {day("2025-01-01"), day("2025-01-30")};
	struct term t;

	in.reported = day("2024-03-15");
	in.end_written = day("2027-03-15");
	in.suspensions = &jail;
	in.suspension_count = 1;
	term_compute(&in, &t);
	is_day(t.end, "2027-03-15");
	assert_true(t.end_written);
	is_day(t.proposed, "2027-04-13");
	assert_int_equal(t.extended, 30);
}

static void term_months_follow_written_dates(void **state) {
	struct term_input in = blank_input();
	struct term t;

	in.start_written = day("2024-03-15");
	in.end_written = day("2026-03-14");
	term_compute(&in, &t);
	assert_int_equal(t.months, 24);
	in.end_written = day("2026-03-15"); /* the other convention: the same day */
	term_compute(&in, &t);
	assert_int_equal(t.months, 24);
	in.end_written = day("2026-03-16");
	term_compute(&in, &t);
	assert_int_equal(t.months, 25);
	in.end_written = day("2023-03-15");
	term_compute(&in, &t);
	assert_int_equal(t.months, 36);
	assert_false(term_is_sound(&t));
}

static void term_deducts_days_served(void **state) {
	struct term_input in = blank_input();

	in.reported = day("2024-03-15");
	in.deducted = 14;
	is_term(&in, "2024-03-15", "2027-02-28");
	in.deducted = 100000; /* never before its start */
	is_term(&in, "2024-03-15", "2024-03-15");
	in.deducted = -5;
	is_term(&in, "2024-03-15", "2027-03-14");
}

static void term_leaves_out_suspended_days(void **state) {
	struct term_input in = blank_input();
	struct interval v[] = {
		{day("2025-01-01"), day("2025-01-30")}, /* 30 days */
		{day("2025-01-21"), day("2025-02-09")}, /* 10 more, the rest is the same days */
		{day("2023-01-01"), day("2024-03-16")}, /* 2 days of the term */
		{day("2028-01-01"), day("2028-02-01")}, /* after the end: none */
	};
	struct term t;

	in.reported = day("2024-03-15");
	in.suspensions = v;
	in.suspension_count = 4;
	term_compute(&in, &t);
	assert_int_equal(t.extended, 42);
	is_day(t.end, "2027-04-25");
	v[3].from = day("2027-04-25"); /* begins on what would be the last day: that day is still to come */
	v[3].to = day("2027-04-27");
	term_compute(&in, &t);
	is_day(t.end, "2027-04-28");
	v[3].to = DATE_NONE; /* still going on: nobody knows how long */
	term_compute(&in, &t);
	is_day(t.end, "2027-04-25");
}

static void term_needs_a_start(void **state) {
	struct term_input in = blank_input();
	struct term t;

	in.end_written = day("2027-03-14");
	term_compute(&in, &t);
	assert_false(date_is_set(t.start));
	assert_false(date_is_set(t.end));
	assert_false(term_is_sound(&t));
	assert_int_equal(term_year(&t, day("2026-01-01")), 0);
}

static void term_years_turn_on_the_anniversary(void **state) {
	struct term_input in = blank_input();
	struct term t;

	in.reported = day("2024-03-15");
	term_compute(&in, &t);
	assert_int_equal(term_year(&t, day("2024-03-14")), 0);
	assert_int_equal(term_year(&t, day("2024-03-15")), 1);
	assert_int_equal(term_year(&t, day("2025-03-14")), 1);
	assert_int_equal(term_year(&t, day("2025-03-15")), 2);
	assert_int_equal(term_year(&t, day("2026-11-22")), 3);
	assert_int_equal(term_year(&t, day("2027-03-14")), 3);
	assert_int_equal(term_year(&t, day("2027-06-01")), 3);
	in.end_written = day("2027-03-15");
	term_compute(&in, &t);
	assert_int_equal(term_year(&t, day("2027-03-15")), 3);
}

static void report_deadline_is_15_days_after_service(void **state) {
	struct date deadline = term_report_deadline(day("2026-10-20"), day("2026-11-01"), 15);

	is_day(deadline, "2026-11-16");
	assert_false(term_report_overdue(deadline, DATE_NONE, day("2026-11-16")));
	assert_true(term_report_overdue(deadline, DATE_NONE, day("2026-11-17")));
	assert_false(term_report_overdue(deadline, day("2026-11-20"), day("2026-11-21")));
	is_day(term_report_deadline(day("2026-10-20"), DATE_NONE, 15), "2026-11-04");
	is_day(term_report_deadline(DATE_NONE, DATE_NONE, 15), "");
}

static void report_days_are_never_more_than_15(void **state) {
	is_day(term_report_deadline(day("2026-11-01"), DATE_NONE, 2), "2026-11-03");
	is_day(term_report_deadline(day("2026-11-01"), DATE_NONE, 16), "2026-11-16");
	is_day(term_report_deadline(day("2026-11-01"), DATE_NONE, 0), "2026-11-16");
	is_day(term_report_deadline(day("2026-11-01"), DATE_NONE, INT_NONE), "2026-11-16");
}

static void interval_days_count_each_day_once(void **state) {
	struct interval v[] = {{day("2026-01-05"), day("2026-01-10")}, {day("2026-01-08"), DATE_NONE}};

	assert_int_equal(interval_days(v, 2, day("2026-01-01"), day("2026-01-31")), 27);
	assert_int_equal(interval_days(v, 1, day("2026-01-01"), day("2026-01-31")), 6);
	assert_int_equal(interval_days(v, 1, day("2026-01-10"), day("2026-01-10")), 1);
	assert_int_equal(interval_days(v, 0, day("2026-01-01"), day("2026-01-31")), 0);
	assert_false(interval_holds(&v[0], day("2026-01-11")));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(term_starts_on_the_day_of_reporting),
		cmocka_unit_test(term_of_29_february_ends_on_the_28th),
		cmocka_unit_test(term_written_end_holds),
		cmocka_unit_test(term_months_follow_written_dates),
		cmocka_unit_test(term_deducts_days_served),
		cmocka_unit_test(term_leaves_out_suspended_days),
		cmocka_unit_test(term_needs_a_start),
		cmocka_unit_test(term_years_turn_on_the_anniversary),
		cmocka_unit_test(report_deadline_is_15_days_after_service),
		cmocka_unit_test(report_days_are_never_more_than_15),
		cmocka_unit_test(interval_days_count_each_day_once),
	};

	return cmocka_run_group_tests_name("term", tests, NULL, NULL);
}
