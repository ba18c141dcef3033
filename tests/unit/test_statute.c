/* Each statutory clock against days counted by hand. SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/tr.h"
#include "model/event/leave.h"
#include "model/rules/duty_clock.h"
#include "model/rules/legal_duty.h"
#include "texts.h"

static struct order_facts the_course;

/* Community detox, ordered 2024-03-01, served 2024-03-03, reported in 2024-03-15: ends 2027-03-14. */
static struct duty_clock_case a_case(const char *state, const char *today) {
	struct duty_clock_case c = {.order = 1, .course = &the_course, .today = day(today)};

	the_course = (struct order_facts){
		.kind = code_of("detox"), .state = code_of(state), .ordered = day("2024-03-01"), .served = day("2024-03-03"),
		.ended = DATE_NONE, .report_days = 15, .file_days = 7,
		.term = {.reported = strcmp(state, "awaiting") == 0 ? DATE_NONE : day("2024-03-15"), .months = 36,
		         .deducted = INT_NONE, .start_written = DATE_NONE, .end_written = DATE_NONE}};
	term_compute(&the_course.term, &c.term);
	return c;
}

static struct duty_clock_state counted(const char *id, const struct duty_clock_case *c) {
	struct duty_clock_state s = {.day = DATE_NONE};
	const struct duty_clock_def *def = duty_clock_find(id);

	assert_non_null(def);
	def->count(def, c, &s);
	return s;
}

/* Value, limit, day, mark and number of records; cleared. */
static void is(struct duty_clock_state s, int value, int limit, const char *on, enum duty_clock_mark mark, size_t records) {
	char text[DATE_BUF];

	assert_int_equal(s.value, value);
	assert_int_equal(s.limit, limit);
	assert_string_equal(date_is_set(s.day) ? date_format(s.day, text) : "", on);
	assert_int_equal(s.mark, mark);
	assert_int_equal(s.count, records);
	duty_clock_state_clear(&s);
}

/* Served 03-03, 15 days: the last one is 03-18, late from 03-19; near from three days before. */
static void reporting_in(void **state) {
	struct duty_clock_case c = a_case("awaiting", "2024-03-14");
	struct warning w;

	is(counted("report-in", &c), 11, 15, "2024-03-18", DUTY_CLOCK_RUNS, 1);
	c.today = day("2024-03-15");
	is(counted("report-in", &c), 12, 15, "2024-03-18", DUTY_CLOCK_NEAR, 1);
	c.today = day("2024-03-18");
	is(counted("report-in", &c), 15, 15, "2024-03-18", DUTY_CLOCK_NEAR, 1);
	c.today = day("2024-03-19");
	is(counted("report-in", &c), 16, 15, "2024-03-18", DUTY_CLOCK_REACHED, 1);
	entity_init(&warning_def, &w);
	w.kind = code_of("report");
	w.occurred = day("2024-03-19");
	the_course.warnings = &w;
	the_course.warning_count = 1;
	is(counted("report-in", &c), 16, 15, "2024-03-18", DUTY_CLOCK_REACHED, 2);
	c = a_case("executing", "2026-11-22"); /* in time, on the twelfth day */
	is(counted("report-in", &c), 12, 15, "2024-03-18", DUTY_CLOCK_QUIET, 1);
}

static void the_end(void **state) {
	struct duty_clock_case c = a_case("executing", "2027-02-11");

	is(counted("term-end", &c), 0, 0, "2027-03-14", DUTY_CLOCK_RUNS, 1); /* 31 days */
	c.today = day("2027-02-12");
	is(counted("term-end", &c), 0, 0, "2027-03-14", DUTY_CLOCK_NEAR, 1);
	c.today = day("2027-03-15");
	is(counted("term-end", &c), 0, 0, "2027-03-14", DUTY_CLOCK_REACHED, 1);
	/* Sunday 03-14: seven working days before it are Friday 12, 11, 10, 9, 8, 5 and Thursday 4. */
	c.today = day("2027-02-17");
	is(counted("release-file", &c), 0, 0, "2027-03-04", DUTY_CLOCK_RUNS, 1);
	c.today = day("2027-02-18");
	is(counted("release-file", &c), 0, 0, "2027-03-04", DUTY_CLOCK_NEAR, 1);
	c.today = day("2027-03-05");
	is(counted("release-file", &c), 0, 0, "2027-03-04", DUTY_CLOCK_REACHED, 1);
	is_day(working_days_before(day("2026-11-23"), 1), "2026-11-20"); /* Monday: the Friday before */
	is_day(working_days_before(day("2026-11-23"), 0), "2026-11-23");
}

static void the_notice(void **state) {
	struct duty_clock_case c = a_case("released", "2027-03-21");

	the_course.ended = day("2027-03-14");
	is(counted("release-notice", &c), 7, 7, "2027-03-21", DUTY_CLOCK_NEAR, 1);
	c.today = day("2027-03-22");
	is(counted("release-notice", &c), 8, 7, "2027-03-21", DUTY_CLOCK_REACHED, 1);
	the_course.noticed = true;
	is(counted("release-notice", &c), 8, 7, "2027-03-21", DUTY_CLOCK_QUIET, 1);
}

static void leaves(void **state) {
	struct duty_clock_case c = a_case("executing", "2026-11-22");
	const struct leave_fact l[] = {
		/* Two days out of the county want no letter, three do; a refused leave is none; at home none either. */
		{.id = 1, .from = day("2026-01-01"), .end = day("2026-01-02"), .days = 2, .out = true},
		{.id = 2, .from = day("2026-02-01"), .end = day("2026-02-03"), .days = 3, .out = true},
		{.id = 3, .from = day("2026-03-01"), .end = day("2026-03-09"), .days = 9, .out = true, .off = true},
		{.id = 4, .from = day("2026-04-01"), .end = day("2026-04-09"), .days = 9},
		{.id = 5, .from = day("2026-11-01"), .end = day("2026-11-22"), .days = 22, .out = true, .written = true, .open = true},
	};

	the_course.leaves = l;
	the_course.leave_count = 5;
	is(counted("leave-report", &c), 1, 1, "", DUTY_CLOCK_REACHED, 2);
	is(counted("leave-return", &c), 0, 0, "2026-11-22", DUTY_CLOCK_NEAR, 1); /* its last day */
	c.today = day("2026-11-23");
	is(counted("leave-return", &c), 1, 0, "2026-11-22", DUTY_CLOCK_REACHED, 1);
}

static struct warning away(const char *from, const char *until) {
	struct warning w;

	entity_init(&warning_def, &w);
	w.kind = code_of("away");
	w.occurred = day(until);
	w.away_from = day(from);
	w.away_until = day(until);
	return w;
}

static void breaches(void **state) {
	struct duty_clock_case c = a_case("executing", "2026-11-22");
	struct missed_test m[3];
	/* 10 and 10 days are 20, and two times; 10 more are 30, not yet more than 30; a day more is. */
	struct warning w[] = {away("2026-01-01", "2026-01-10"), away("2026-02-01", "2026-02-10"),
	                      away("2026-03-01", "2026-03-10"), away("2026-03-11", "2026-03-11")};

	for (int i = 0; i < 3; i++) {
		entity_init(&missed_def, &m[i]);
		m[i].judged = code_of("refused");
		m[i].occurred = date_add_days(day("2026-05-01"), 30 * i);
	}
	the_course.missed = m;
	the_course.warnings = w;
	is(counted("refusals", &c), 0, 3, "", DUTY_CLOCK_QUIET, 0);
	the_course.missed_count = 1;
	is(counted("refusals", &c), 1, 3, "", DUTY_CLOCK_RUNS, 1);
	the_course.missed_count = 2;
	is(counted("refusals", &c), 2, 3, "", DUTY_CLOCK_NEAR, 2);
	the_course.missed_count = 3;
	is(counted("refusals", &c), 3, 3, "", DUTY_CLOCK_REACHED, 3);
	the_course.warning_count = 2;
	is(counted("absences", &c), 2, 3, "", DUTY_CLOCK_NEAR, 2);
	is(counted("days", &c), 20, 30, "", DUTY_CLOCK_NEAR, 2);
	the_course.warning_count = 3;
	is(counted("absences", &c), 3, 3, "", DUTY_CLOCK_REACHED, 3);
	is(counted("days", &c), 30, 30, "", DUTY_CLOCK_NEAR, 3);
	the_course.warning_count = 4;
	is(counted("absences", &c), 3, 3, "", DUTY_CLOCK_REACHED, 4); /* the next day: one absence with the third */
	is(counted("days", &c), 31, 30, "", DUTY_CLOCK_REACHED, 4);
	the_course.near_days = 30; /* the county's own warning */
	the_course.warning_count = 2;
	is(counted("days", &c), 20, 30, "", DUTY_CLOCK_RUNS, 2);
}

/* From 2024-03-15: 32 months full on 2026-11-15; three years on 2027-03-15; from use on 2025-01-31 anew. */
static void three_years(void **state) { /* rules 2.15, 2.16 */
	struct duty_clock_case c = a_case("executing", "2026-11-22");
	const struct use_fact uses[] = {{.reg = "test", .day = day("2025-01-31"), .id = 2},
	                                {.reg = "use", .day = day("2025-02-28"), .id = 7}};
	struct abstinence_order order = {.kind = code_of("detox"), .state = code_of("executing"),
	                                 .ordered = day("2024-03-01"), .began = day("2024-03-15")};
	struct abstinence_case person = {.orders = &order, .order_count = 1, .uses = uses};
	struct duty_clock_state s;
	struct str line = {0};

	c.person = &person;
	is(counted("three-years", &c), 32, 36, "2027-03-15", DUTY_CLOCK_RUNS, 1);
	c.today = day("2026-12-15");
	is(counted("three-years", &c), 33, 36, "2027-03-15", DUTY_CLOCK_NEAR, 1);
	c.today = day("2027-03-15");
	is(counted("three-years", &c), 36, 36, "2027-03-15", DUTY_CLOCK_REACHED, 1);
	person.use_count = 1;
	is(counted("three-years", &c), 25, 36, "2028-01-31", DUTY_CLOCK_RUNS, 2);
	person.use_count = 2;
	s = counted("three-years", &c);
	assert_null(s.items[0].reg);
	assert_string_equal(s.items[1].reg, "test");
	assert_string_equal(s.items[2].reg, "use");
	assert_int_equal(s.items[2].id, 7);
	is(s, 24, 36, "2028-02-28", DUTY_CLOCK_RUNS, 3);
	order.failed = true; /* a person judges: no day, and it says so */
	s = counted("three-years", &c);
	duty_clock_say(duty_clock_find("three-years"), &s, &line);
	assert_string_equal(str_text(&line), "戒断三年未复吸  由人确定");
	str_clear(&line);
	is(s, 0, 0, "", DUTY_CLOCK_QUIET, 1);
}

static void every_row_is_whole(void **state) {
	for (size_t i = 0; i < DUTY_CLOCK_COUNT; i++) {
		const struct duty_clock_def *d = &duty_clock_table[i];

		assert_ptr_equal(duty_clock_find(d->id), d);
		assert_string_not_equal(tr(d->label), d->label);
		assert_string_not_equal(tr(d->article), d->article);
		assert_non_null(strchr("LPSDU", d->mark));
	}
	assert_null(duty_clock_find("made-up"));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reporting_in), cmocka_unit_test(the_end),     cmocka_unit_test(the_notice),
		cmocka_unit_test(leaves),       cmocka_unit_test(breaches),    cmocka_unit_test(three_years),
		cmocka_unit_test(every_row_is_whole),
	};

	tr_set_lang(LANG_ZH);
	return cmocka_run_group_tests_name("statute", tests, NULL, NULL);
}
