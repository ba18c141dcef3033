/* What is due for one order, and the groups of the worklist (rules 8.1, 8.2).
 * SPDX-License-Identifier: MIT */
#include "core/field.h"
#include "core/tr.h"
#include "model/event/leave.h"
#include "model/rules/breach_count.h"
#include "model/rules/due.h"
#include "model/rules/duty_kind.h"
#include "model/rules/legal_duty.h"
#include "model/station/codes.h"
#include "texts.h"

static struct order_facts order_facts_in(const char *state) {
	return (struct order_facts){
		.kind = code_of("detox"), .state = code_of(state), .ordered = day("2024-03-01"), .served = day("2024-03-03"),
		.ended = DATE_NONE, .report_days = 15,
		.term = {.reported = DATE_NONE, .months = 36, .deducted = INT_NONE, .start_written = DATE_NONE,
		         .end_written = DATE_NONE}};
}

static struct order_facts executing_course(void) {
	struct order_facts c = order_facts_in("executing");

	c.term.reported = day("2024-03-15");
	c.file_days = 7;
	return c;
}

static void compute(const struct order_facts *c, struct due_rows *rows) {
	struct profile_set set;

	assert_int_equal(profile_set_choose(&set, NULL, NULL, NULL), RC_OK);
	due_compute(c, &set, rows);
}

static void is_row(const struct due_row *r, int group, const char *due_on, enum due_kind kind, int window) {
	assert_int_equal(r->group, group);
	is_day(r->due_on, due_on);
	assert_int_equal(r->kind, kind);
	assert_int_equal(r->window, window);
}

static void awaiting_order_is_due_on_the_report_deadline(void **state) {
	struct due_rows rows = {.v = NULL};
	struct order_facts c = order_facts_in("awaiting");

	compute(&c, &rows);
	assert_int_equal(rows.n, 1);
	is_row(&rows.v[0], DUE_BASE_REPORT_IN, "2024-03-18", DUE_REPORT_IN, 0);
	c.served = DATE_NONE;
	c.report_days = 2;
	compute(&c, &rows);
	is_row(&rows.v[0], DUE_BASE_REPORT_IN, "2024-03-03", DUE_REPORT_IN, 0);
	due_rows_clear(&rows);
}

static void every_unanswered_window_is_kept_to_the_end(void **state) {
	struct due_rows rows = {.v = NULL};
	struct order_facts c = executing_course();

	compute(&c, &rows);
	assert_int_equal(rows.n, 24); /* 22 windows, the end of the term, the file before it */
	is_row(&rows.v[0], DUE_BASE_TEST, "2024-04-14", DUE_TEST, 1);
	is_day(rows.v[0].first, "2024-03-15");
	is_row(&rows.v[21], DUE_BASE_TEST, "2027-03-14", DUE_TEST, 22);
	is_row(&rows.v[22], DUE_BASE_TERM, "2027-03-14", DUE_TERM_END, 0);
	is_row(&rows.v[23], DUE_BASE_RELEASE, "2027-03-04", DUE_RELEASE_FILE, 0); /* a Sunday, and seven working days before it */
	c.file_days = 0; /* where the county asks for no file (rule 2.13) */
	compute(&c, &rows);
	assert_int_equal(rows.n, 23);
	is_row(&rows.v[22], DUE_BASE_TERM, "2027-03-14", DUE_TERM_END, 0);
	due_rows_clear(&rows);
}

static void tests_take_their_windows_off(void **state) {
	struct due_rows rows = {.v = NULL};
	struct order_facts c = executing_course();
	/* Window 1 done, 2 missed and made up in 3, 4 missed; an invalid one in 5 answers nothing. */
	const struct event_fact tests[] = {
		{.day = day("2024-03-20"), .valid = true},
		{.day = day("2024-05-16"), .valid = true, .makeup = true},
		{.day = day("2024-07-20"), .valid = false},
	};

	c.tests = tests;
	c.test_count = 3;
	compute(&c, &rows);
	assert_int_equal(rows.n, 21);
	is_row(&rows.v[0], DUE_BASE_TEST, "2024-07-14", DUE_TEST, 4);
	is_row(&rows.v[1], DUE_BASE_TEST, "2024-08-14", DUE_TEST, 5);
	due_rows_clear(&rows);
}

static void suspension_excuses_and_hides_the_end(void **state) {
	struct due_rows rows = {.v = NULL};
	struct order_facts c = executing_course();
	struct interval jail = {day("2024-06-01"), DATE_NONE};

	c.state = code_of("suspended");
	c.term.suspensions = &jail;
	c.term.suspension_count = 1;
	compute(&c, &rows);
	assert_int_equal(rows.n, 2); /* the findings from before it */
	is_row(&rows.v[0], DUE_BASE_TEST, "2024-04-14", DUE_TEST, 1);
	is_row(&rows.v[1], DUE_BASE_TEST, "2024-05-14", DUE_TEST, 2);
	c.state = code_of("executing"); /* resumed: 30 days are put on at the end */
	jail.to = day("2024-06-30");
	compute(&c, &rows);
	/* 22 windows less two excused (3 on its last day, 4 by 16 of its 30 days), one for the extension, the end, the file. */
	assert_int_equal(rows.n, 23);
	is_row(&rows.v[20], DUE_BASE_TEST, "2027-04-13", DUE_TEST, 23);
	is_row(&rows.v[21], DUE_BASE_TERM, "2027-04-13", DUE_TERM_END, 0);
	is_row(&rows.v[22], DUE_BASE_RELEASE, "2027-04-02", DUE_RELEASE_FILE, 0);
	due_rows_clear(&rows);
}

static void custody_excuses_without_moving_the_end(void **state) { /* rule 4.12 */
	struct due_rows rows = {.v = NULL};
	struct order_facts c = executing_course();
	struct window_off custody = {{day("2024-03-15"), day("2024-04-14")}, WINDOW_DETAINED};

	c.away = &custody;
	c.away_count = 1;
	compute(&c, &rows);
	assert_int_equal(rows.n, 23);
	assert_int_equal(rows.v[0].window, 2);
	is_day(rows.v[21].due_on, "2027-03-14");
	due_rows_clear(&rows);
}

static void executing_without_a_start_asks_to_mend_the_file(void **state) {
	struct due_rows rows = {.v = NULL};
	struct order_facts c = order_facts_in("executing");

	compute(&c, &rows);
	assert_int_equal(rows.n, 1);
	is_row(&rows.v[0], DUE_BASE_FILE, "2024-03-01", DUE_FIX_TERM, 0);
	c.term.start_written = day("2024-03-15");
	c.term.end_written = day("2023-03-15"); /* ends before it starts */
	compute(&c, &rows);
	assert_int_equal(rows.n, 1);
	assert_int_equal(rows.v[0].kind, DUE_FIX_TERM);
	due_rows_clear(&rows);
}

static void ended_orders_ask_nothing(void **state) {
	static const char *const ended[] = {"released", "terminated", "moved"};
	struct due_rows rows = {.v = NULL};

	for (size_t i = 0; i < sizeof ended / sizeof *ended; i++) {
		struct order_facts c = executing_course();

		c.state = code_of(ended[i]);
		c.ended = day("2025-01-01");
		c.noticed = true;
		compute(&c, &rows);
		assert_int_equal(rows.n, 0);
	}
	due_rows_clear(&rows);
}

/* Released since the station began: the police tell the township within a week. */
static void a_release_waits_for_its_notice(void **state) { /* rules 2.12, 6.8 */
	struct due_rows rows = {.v = NULL};
	struct order_facts c = executing_course();

	c.state = code_of("released");
	c.ended = day("2027-03-14");
	c.bounds.first = day("2027-03-14");
	compute(&c, &rows);
	assert_int_equal(rows.n, 1);
	is_row(&rows.v[0], DUE_BASE_RELEASE, "2027-03-21", DUE_RELEASE_NOTICE, 0);
	c.bounds.first = day("2027-03-15"); /* before the station's time */
	compute(&c, &rows);
	assert_int_equal(rows.n, 0);
	due_rows_clear(&rows);
}

/* Three days out of the county want a letter: until it is there, or the absence is one of those
 * rule 6.4 counts. */
static void leaves_of_three_days_want_a_report(void **state) { /* rules 6.1, 6.8 */
	struct due_rows rows = {.v = NULL};
	struct order_facts c = order_facts_in("executing");
	struct warning away = {.kind = code_of("away"), .away_from = day("2026-05-09"), .away_until = DATE_NONE};
	struct leave_fact l[] = {
		{.from = day("2026-05-01"), .end = day("2026-05-02"), .days = 2, .out = true},
		{.from = day("2026-05-03"), .end = day("2026-05-05"), .days = 3},
		{.from = day("2026-05-08"), .end = day("2026-05-10"), .days = 3, .out = true},
		{.from = day("2026-06-08"), .end = day("2026-06-10"), .days = 3, .out = true, .off = true},
	};

	c.bounds.first = day("2026-05-08");
	c.leaves = l;
	c.leave_count = 4;
	legal_duty_leave(&c, &rows);
	assert_int_equal(rows.n, 1);
	is_row(&rows.v[0], DUE_BASE_LEAVE_REPORT, "2026-05-08", DUE_LEAVE_WRITTEN, 3);
	c.warnings = &away;
	c.warning_count = 1;
	rows.n = 0;
	legal_duty_leave(&c, &rows);
	assert_int_equal(rows.n, 0);
	away.away_from = day("2026-05-11");
	legal_duty_leave(&c, &rows);
	assert_int_equal(rows.n, 1);
	l[2].written = true;
	rows.n = 0;
	legal_duty_leave(&c, &rows);
	assert_int_equal(rows.n, 0);
	l[2].written = false;
	c.bounds.first = day("2026-05-09"); /* a file's: before the station's time; typed: asked for all the same */
	legal_duty_leave(&c, &rows);
	assert_int_equal(rows.n, 0);
	l[2].typed = true;
	legal_duty_leave(&c, &rows);
	assert_int_equal(rows.n, 1);
	due_rows_clear(&rows);
}

static void windows_after_the_end_of_an_order_are_excused(void **state) {
	struct window_list list = {.v = NULL};
	struct profile_set set;
	struct term term;
	struct order_facts c = executing_course();
	struct window_count count;

	assert_int_equal(profile_set_choose(&set, NULL, NULL, NULL), RC_OK);
	c.state = code_of("moved");
	c.ended = day("2024-05-20"); /* in window 3 */
	order_facts_windows(&c, &set, &term, &list);
	count = window_count(&list, DATE_NONE, DATE_NONE, day("2026-01-01"));
	assert_int_equal(count.should, 2);
	c.ended = day("2024-06-14"); /* the last day of window 3 */
	order_facts_windows(&c, &set, &term, &list);
	count = window_count(&list, DATE_NONE, DATE_NONE, day("2026-01-01"));
	assert_int_equal(count.should, 3);
	window_list_clear(&list);
}

static void every_regular_can_be_excused(void **state) {
	assert_int_equal(codes_regular.count, duty_kind_count);
	for (size_t i = 0; i < duty_kind_count; i++)
		assert_string_equal(codes_regular.items[i].code, duty_kind_table[i].kind);
}

/* A kind no table of the program knows: its rule, its windows and its excuses are data. */
static void an_excuse_answers_a_window_of_any_kind(void **state) {
	struct schedule_rule rule = {.kind = "coffee", .mode = WINDOW_CALENDAR_MONTH};
	const struct profile made = {.id = "made", .order_kind = "any", .effective = DATE_NONE, .label = "", .mark = 'U',
	                             .basis = "", .rules = &rule, .rule_count = 1};
	const struct event_fact cups[] = {{.day = day("2024-04-10"), .valid = true}};
	const struct excuse_fact excuses[] = {{code_of("coffee"), day("2024-05-17")}, {code_of("talk"), day("2024-06-05")}};
	struct window_list list = {.v = NULL};
	struct profile_set set;
	struct term term;
	struct order_facts c = executing_course();
	struct window_count count;

	assert_int_equal(profile_set_choose(&set, NULL, NULL, NULL), RC_OK);
	assert_true(schedule_parse("12, 12, 12", &rule));
	set.row[set.n++] = &made;
	c.excuses = excuses;
	c.excuse_count = 2;
	order_facts_windows_of(&c, &set, "coffee", cups, 1, &term, &list);
	/* March from the 15th, April with a cup, May excused, June: the excuse of a talk is none of coffee. */
	assert_int_equal(list.v[0].events + list.v[0].answered, 0);
	assert_int_equal(list.v[1].events, 1);
	assert_true(list.v[2].answered);
	is_day(list.v[2].first, "2024-05-01");
	assert_false(list.v[3].answered);
	/* Answered is not held: every return has May as missing, with March and June. */
	count = window_count(&list, DATE_NONE, DATE_NONE, day("2024-07-01"));
	assert_int_equal(count.should, 4);
	assert_int_equal(count.missing, 3);
	window_list_clear(&list);
}

static int shown(int base, const char *due_on, const char *today) {
	const struct due_group *g = due_group_of(base, day(due_on), day(today));

	return g ? g->id : 0;
}

static void groups_follow_the_day(void **state) {
	assert_int_equal(shown(DUE_BASE_TEST, "2026-11-21", "2026-11-22"), 40);
	assert_int_equal(shown(DUE_BASE_TEST, "2026-11-22", "2026-11-22"), 41);
	assert_int_equal(shown(DUE_BASE_TEST, "2026-11-29", "2026-11-22"), 41);
	assert_int_equal(shown(DUE_BASE_TEST, "2026-11-30", "2026-11-22"), 0);
	assert_int_equal(shown(DUE_BASE_REPORT_IN, "2026-11-16", "2026-11-16"), 21);
	assert_int_equal(shown(DUE_BASE_REPORT_IN, "2026-11-16", "2026-11-17"), 20);
	assert_int_equal(shown(DUE_BASE_REPORT_IN, "2026-12-07", "2026-11-22"), 21);
	assert_int_equal(shown(DUE_BASE_TERM, "2026-12-22", "2026-11-22"), 91);
	assert_int_equal(shown(DUE_BASE_TERM, "2026-12-23", "2026-11-22"), 0);
	assert_int_equal(shown(DUE_BASE_TERM, "2026-11-21", "2026-11-22"), 90);
	assert_int_equal(shown(DUE_BASE_FILE, "2030-01-01", "2026-11-22"), 80);
	assert_int_equal(shown(DUE_BASE_FILE, "1999-01-01", "2026-11-22"), 80);
	assert_int_equal(shown(DUE_BASE_TALK, "2026-11-30", "2026-11-22"), 0);
	assert_int_equal(shown(DUE_BASE_TALK, "2026-11-30", "2026-11-23"), 60);
	assert_int_equal(shown(DUE_BASE_TALK, "2026-10-31", "2026-11-23"), 60);
	assert_int_equal(shown(DUE_BASE_VISIT, "2026-11-30", "2026-11-23"), 62);
	assert_int_equal(shown(DUE_BASE_REPORT, "2026-11-30", "2026-11-23"), 64);
	assert_int_equal(shown(DUE_BASE_ASSESSMENT, "2026-12-07", "2026-11-22"), 70);
	/* Near a breach, a hole, a report to the police: from their day on. */
	assert_int_equal(shown(DUE_BASE_NEAR, "2026-11-23", "2026-11-22"), 0);
	assert_int_equal(shown(DUE_BASE_NEAR, "2026-11-22", "2026-11-22"), 50);
	assert_int_equal(shown(DUE_BASE_POLICE, "2026-11-22", "2026-11-22"), 10);
	assert_int_equal(shown(DUE_BASE_TEAM, "2026-11-23", "2026-11-22"), 0);
	assert_int_equal(shown(DUE_BASE_LEAVE, "2026-11-22", "2026-11-22"), 0); /* its last day */
	assert_int_equal(shown(DUE_BASE_LEAVE, "2026-11-21", "2026-11-22"), 30);
	assert_int_equal(shown(DUE_BASE_LABORATORY, "2026-01-01", "2026-11-22"), 92);
	assert_int_equal(shown(53, "2026-11-22", "2026-11-22"), 0);
}

static void groups_of_a_base_never_overlap(void **state) {
	for (size_t i = 0; i < due_group_count; i++) {
		struct date from, to, from2, to2;

		if (i > 0)
			assert_true(due_groups[i - 1].id < due_groups[i].id);
		assert_string_not_equal(tr(due_groups[i].label), due_groups[i].label);
		assert_ptr_equal(due_group_find(due_groups[i].id), &due_groups[i]);
		due_group_range(&due_groups[i], day("2026-11-22"), &from, &to);
		assert_false(date_before(to, from));
		for (size_t k = i + 1; k < due_group_count; k++) {
			assert_string_not_equal(due_groups[i].name, due_groups[k].name);
			if (due_groups[k].base != due_groups[i].base)
				continue;
			due_group_range(&due_groups[k], day("2026-11-22"), &from2, &to2);
			assert_true(date_before(to, from2) || date_before(to2, from));
		}
	}
	assert_null(due_group_find(1));
	for (int k = DUE_REPORT_IN; k <= DUE_KIND_LAST; k++)
		assert_string_not_equal(tr(due_kind_label((enum due_kind)k)), due_kind_label((enum due_kind)k));
}

/* Enter on a line of Today opens a record of a register that there is. */
static void every_door_to_a_record_names_its_register(void **state) {
	int doors = 0;

	for (int k = DUE_REPORT_IN; k <= DUE_KIND_LAST; k++) {
		const struct due_kind_def kind = due_kind_of(k);

		if (kind.door != DOOR_RECORD && kind.door != DOOR_EVENT && kind.door != DOOR_CHAIN)
			continue;
		doors++;
		if (kind.reg == NULL || event_find_def(kind.reg) == NULL)
			fail_msg("%s opens no register", kind.label);
	}
	assert_true(doors >= 12);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(awaiting_order_is_due_on_the_report_deadline),
		cmocka_unit_test(every_unanswered_window_is_kept_to_the_end),
		cmocka_unit_test(tests_take_their_windows_off),
		cmocka_unit_test(suspension_excuses_and_hides_the_end),
		cmocka_unit_test(custody_excuses_without_moving_the_end),
		cmocka_unit_test(executing_without_a_start_asks_to_mend_the_file),
		cmocka_unit_test(ended_orders_ask_nothing),
		cmocka_unit_test(a_release_waits_for_its_notice),
		cmocka_unit_test(leaves_of_three_days_want_a_report),
		cmocka_unit_test(windows_after_the_end_of_an_order_are_excused),
		cmocka_unit_test(every_regular_can_be_excused),
		cmocka_unit_test(an_excuse_answers_a_window_of_any_kind),
		cmocka_unit_test(groups_follow_the_day),
		cmocka_unit_test(groups_of_a_base_never_overlap),
		cmocka_unit_test(every_door_to_a_record_names_its_register),
	};

	return cmocka_run_group_tests_name("due", tests, NULL, NULL);
}
