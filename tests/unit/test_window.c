/* Windows of an order: rules 4.2 to 4.17. SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/field.h"
#include "core/tr.h"
#include "model/rules/duty_kind.h"
#include "model/rules/window.h"
#include "texts.h"

static struct profile_set variants(const char *detox, const char *rehab) {
	struct profile_set set;

	assert_int_equal(profile_set_choose(&set, detox, rehab, NULL), RC_OK);
	return set;
}

static struct term plain_term(const char *start, int months) {
	struct term_input in = {.reported = day(start), .months = months, .deducted = INT_NONE,
	                        .start_written = DATE_NONE, .end_written = DATE_NONE};
	struct term t;

	term_compute(&in, &t);
	return t;
}

static void cut(struct window_list *list, const struct profile_set *set, const char *kind, const struct term *term) {
	struct schedule s;

	profile_schedule(set, code_of(kind), term->months, "test", &s);
	window_cut(term, &s, list);
}

static void cut_plain(struct window_list *list, const char *kind, const char *start, int months) {
	struct profile_set set = variants(NULL, NULL);
	struct term term = plain_term(start, months);

	cut(list, &set, kind, &term);
}

static void is_window(const struct window_list *list, int ordinal, const char *first, const char *last) {
	const struct window *w = &list->v[ordinal - 1];

	assert_true(ordinal >= 1 && (size_t)ordinal <= list->n);
	assert_int_equal(w->ordinal, ordinal);
	is_day(w->first, first);
	is_day(w->last, last);
}

static struct event_fact test_on(const char *iso) {
	return (struct event_fact){.day = day(iso), .valid = true};
}

static int due_on(const struct window_list *list, const char *today) {
	return window_count(list, DATE_NONE, DATE_NONE, day(today)).should;
}

static void detox_has_22_windows(void **state) {
	struct window_list list = {.v = NULL};
	int per_year[4] = {0};

	cut_plain(&list, "detox", "2024-03-15", 36);
	assert_int_equal(list.n, 22);
	is_window(&list, 1, "2024-03-15", "2024-04-14");
	is_window(&list, 13, "2025-03-15", "2025-05-14");
	is_window(&list, 19, "2026-03-15", "2026-06-14");
	is_window(&list, 22, "2026-12-15", "2027-03-14");
	for (size_t i = 0; i < list.n; i++)
		per_year[list.v[i].year]++;
	assert_int_equal(per_year[1], 12);
	assert_int_equal(per_year[2], 6);
	assert_int_equal(per_year[3], 4);
	assert_int_equal(due_on(&list, "2026-11-22"), 20);
	window_list_clear(&list);
}

static void rehab_has_12_windows(void **state) {
	struct window_list list = {.v = NULL};

	cut_plain(&list, "rehab", "2024-03-15", 36);
	assert_int_equal(list.n, 12);
	is_window(&list, 12, "2026-09-15", "2027-03-14");
	/* 6 in 2024-25, 4 in 2025-26, the 11th ended 2026-09-14. */
	assert_int_equal(due_on(&list, "2026-11-22"), 11);
	cut_plain(&list, "rehab", "2024-03-15", 24);
	assert_int_equal(list.n, 12);
	is_window(&list, 12, "2026-01-15", "2026-03-14");
	window_list_clear(&list);
}

static void months_are_clamped_from_the_start(void **state) {
	struct window_list list = {.v = NULL};

	cut_plain(&list, "detox", "2024-01-31", 36);
	is_window(&list, 1, "2024-01-31", "2024-02-28");
	is_window(&list, 2, "2024-02-29", "2024-03-30");
	is_window(&list, 3, "2024-03-31", "2024-04-29");
	assert_int_equal(list.n, 22);
	cut_plain(&list, "detox", "2024-02-29", 36);
	assert_int_equal(list.n, 22);
	is_window(&list, 22, "2026-11-29", "2027-02-28");
	window_list_clear(&list);
}

static void end_written_as_the_same_day_makes_no_extra_window(void **state) {
	struct window_list list = {.v = NULL};
	struct profile_set set = variants(NULL, NULL);
	struct term term = plain_term("2024-03-15", 36);

	term.end = day("2027-03-15");
	cut(&list, &set, "detox", &term);
	assert_int_equal(list.n, 22);
	is_window(&list, 22, "2026-12-15", "2027-03-15");
	term.end = day("2027-03-16");
	cut(&list, &set, "detox", &term);
	assert_int_equal(list.n, 23);
	window_list_clear(&list);
}

static void extension_keeps_the_last_rhythm(void **state) {
	struct window_list list = {.v = NULL};
	struct profile_set set = variants(NULL, NULL);
	struct term term = plain_term("2024-03-15", 36);

	term.end = day("2027-06-30");
	cut(&list, &set, "detox", &term);
	assert_int_equal(list.n, 24);
	is_window(&list, 23, "2027-03-15", "2027-06-14");
	is_window(&list, 24, "2027-06-15", "2027-06-30");
	assert_int_equal(list.v[23].year, 4);
	term = plain_term("2024-03-15", 24);
	term.end = day("2026-06-14");
	cut(&list, &set, "rehab", &term);
	assert_int_equal(list.n, 14);
	is_window(&list, 13, "2026-03-15", "2026-05-14");
	is_window(&list, 14, "2026-05-15", "2026-06-14");
	window_list_clear(&list);
}

static void other_lengths_use_each_started_year(void **state) {
	struct window_list list = {.v = NULL};

	cut_plain(&list, "detox", "2024-03-15", 18);
	assert_int_equal(list.n, 15);
	is_window(&list, 15, "2025-07-15", "2025-09-14");
	cut_plain(&list, "detox", "2024-03-15", 13);
	assert_int_equal(list.n, 13);
	is_window(&list, 13, "2025-03-15", "2025-04-14"); /* cut by the end of the order */
	cut_plain(&list, "rehab", "2024-03-15", 30);
	assert_int_equal(list.n, 11);
	window_list_clear(&list);
}

static void variant_28_begins_twice_a_month(void **state) {
	struct window_list list = {.v = NULL};
	struct profile_set set = variants("28", NULL);
	struct term term = plain_term("2024-03-15", 36);

	cut(&list, &set, "detox", &term);
	assert_int_equal(list.n, 28);
	is_window(&list, 1, "2024-03-15", "2024-03-29");
	is_window(&list, 2, "2024-03-30", "2024-04-14");
	is_window(&list, 12, "2024-08-30", "2024-09-14");
	is_window(&list, 13, "2024-09-15", "2024-10-14");
	is_window(&list, 19, "2025-03-15", "2025-05-14");
	is_window(&list, 28, "2026-12-15", "2027-03-14");
	window_list_clear(&list);
}

static void rehab_can_follow_the_detox_rhythm(void **state) {
	struct window_list list = {.v = NULL};
	struct profile_set set = variants(NULL, "22");
	struct term term = plain_term("2024-03-15", 36);

	cut(&list, &set, "rehab", &term);
	assert_int_equal(list.n, 22);
	window_list_clear(&list);
}

static void window_is_due_only_when_it_has_ended(void **state) {
	struct window_list list = {.v = NULL};

	cut_plain(&list, "detox", "2024-03-15", 36);
	assert_int_equal(due_on(&list, "2024-04-14"), 0);
	assert_int_equal(window_state(&list.v[0], day("2024-04-14")), WINDOW_OPEN);
	assert_int_equal(due_on(&list, "2024-04-15"), 1);
	assert_int_equal(window_state(&list.v[0], day("2024-04-15")), WINDOW_MISSING);
	assert_int_equal(window_state(&list.v[2], day("2024-04-15")), WINDOW_FUTURE);
	window_list_clear(&list);
}

static void missing_is_never_a_subtraction_of_totals(void **state) { /* rule 4.9 */
	struct window_list list = {.v = NULL};
	struct window_summary sum;
	/* Two in the first window, one in the third, none in the second; one in the open fourth. */
	const struct event_fact tests[] = {test_on("2024-03-15"), test_on("2024-04-14"), test_on("2024-05-15"),
	                                   test_on("2024-06-20")};

	cut_plain(&list, "detox", "2024-03-15", 36);
	window_mark(&list, tests, 4, NULL, 0);
	window_summary(&list, day("2024-06-25"), &sum);
	assert_int_equal(sum.total.should, 3);
	assert_int_equal(sum.total.done, 2);
	assert_int_equal(sum.total.missing, 1);
	assert_int_equal(sum.current, 4);
	assert_int_equal(sum.windows, 22);
	assert_false(sum.normal);
	assert_int_equal(window_state(&list.v[1], day("2024-06-25")), WINDOW_MISSING);
	assert_int_equal(window_state(&list.v[3], day("2024-06-25")), WINDOW_DONE);
	window_list_clear(&list);
}

static void invalid_results_do_not_count(void **state) { /* rule 4.8 */
	struct window_list list = {.v = NULL};
	struct event_fact t = test_on("2024-03-20");

	assert_true(test_result_is_valid(code_of("neg")));
	assert_true(test_result_is_valid(code_of("pos")));
	assert_false(test_result_is_valid(code_of("invalid")));
	assert_false(test_result_is_valid(CODE_NONE));
	assert_true(test_fact(t.day, code_of("pos"), code_of("makeup"), CODE_NONE).positive);
	assert_true(test_fact(t.day, code_of("pos"), code_of("makeup"), CODE_NONE).makeup);
	assert_false(test_fact(t.day, code_of("neg"), code_of("regular"), CODE_NONE).positive);
	assert_false(test_fact(t.day, code_of("invalid"), CODE_NONE, CODE_NONE).valid);
	assert_false(test_fact(t.day, code_of("sent"), CODE_NONE, CODE_NONE).valid);
	assert_false(test_fact(t.day, code_of("received"), CODE_NONE, CODE_NONE).valid);
	assert_true(test_fact(t.day, code_of("neg"), code_of("elsewhere"), code_of("passed")).valid);
	assert_false(test_fact(t.day, code_of("neg"), code_of("elsewhere"), code_of("pending")).valid);
	assert_false(test_fact(t.day, code_of("pos"), code_of("elsewhere"), code_of("refused")).positive);
	cut_plain(&list, "detox", "2024-03-15", 36);
	t.valid = false;
	window_mark(&list, &t, 1, NULL, 0);
	assert_int_equal(window_state(&list.v[0], day("2024-06-01")), WINDOW_MISSING);
	t.valid = t.positive = true; /* fills its window, and is told apart in it */
	window_mark(&list, &t, 1, NULL, 0);
	assert_true(list.v[0].positive && window_state(&list.v[0], day("2024-06-01")) == WINDOW_DONE);
	window_mark(&list, &t, 0, NULL, 0);
	assert_false(list.v[0].positive);
	t = test_on("2024-03-14"); /* before the term: in no window */
	window_mark(&list, &t, 1, NULL, 0);
	assert_int_equal(list.v[0].events, 0);
	window_list_clear(&list);
}

static void years_are_counted_apart(void **state) {
	struct window_list list = {.v = NULL};
	struct window_summary sum;
	const struct event_fact t = test_on("2025-03-15");

	cut_plain(&list, "detox", "2024-03-15", 36);
	window_mark(&list, &t, 1, NULL, 0);
	window_summary(&list, day("2025-07-15"), &sum);
	assert_int_equal(sum.year[0].should, 12);
	assert_int_equal(sum.year[0].missing, 12);
	assert_int_equal(sum.year[1].should, 2);
	assert_int_equal(sum.year[1].done, 1);
	assert_int_equal(sum.year[2].should, 0);
	assert_int_equal(sum.total.should, 14);
	window_list_clear(&list);
}

static void term_without_start_is_not_in_order(void **state) { /* rule 4.10 */
	struct window_list list = {.v = NULL};
	struct window_summary sum;
	struct profile_set set = variants(NULL, NULL);
	struct term term = {.start = DATE_NONE, .end = DATE_NONE, .months = 36};

	cut(&list, &set, "detox", &term);
	assert_int_equal(list.n, 0);
	window_summary(&list, day("2026-11-22"), &sum);
	assert_false(sum.normal);
	assert_null(window_at(&list, day("2026-11-22")));
	cut_plain(&list, "detox", "2026-11-20", 36);
	window_summary(&list, day("2026-11-22"), &sum);
	assert_true(sum.normal);
	window_list_clear(&list);
}

static enum window_why why_of(const struct window_off *v, size_t n) {
	struct window_list list = {.v = NULL};
	enum window_why why;

	cut_plain(&list, "detox", "2024-04-01", 36); /* window 1: 2024-04-01..04-30, 30 days */
	window_mark(&list, NULL, 0, v, n);
	why = list.v[0].why;
	window_list_clear(&list);
	return why;
}

static bool excused_by(const struct interval *v, size_t n) {
	struct window_off off[4];

	for (size_t i = 0; i < n; i++)
		off[i] = (struct window_off){v[i], WINDOW_PRISON};
	return why_of(off, n) == WINDOW_PRISON;
}

static void window_is_excused_by_its_last_day_or_more_than_half(void **state) {
	const struct interval half = {day("2024-04-01"), day("2024-04-15")};
	const struct interval more = {day("2024-04-01"), day("2024-04-16")};
	const struct interval last = {day("2024-04-30"), day("2024-04-30")};
	const struct interval open = {day("2024-04-30"), DATE_NONE};
	const struct interval but_last = {day("2024-04-25"), day("2024-04-29")};
	const struct interval parts[] = {{day("2024-03-01"), day("2024-04-08")}, {day("2024-04-05"), day("2024-04-10")},
	                                 {day("2024-04-20"), day("2024-04-25")}}; /* 10 + 6 days */

	assert_false(excused_by(&half, 1));
	assert_true(excused_by(&more, 1));
	assert_true(excused_by(&last, 1));
	assert_true(excused_by(&open, 1));
	assert_false(excused_by(&but_last, 1));
	assert_true(excused_by(parts, 3));
	assert_false(excused_by(parts, 2));
}

/* Who holds the last day, else who holds most; of two alike the first of the enum, in any order. */
static void the_reason_of_an_excused_window_is_one(void **state) { /* rule 4.20 */
	const struct interval all = {day("2024-04-01"), DATE_NONE};
	const struct window_off both[] = {{all, WINDOW_DETAINED}, {all, WINDOW_SUSPENDED}};
	const struct window_off turned[] = {both[1], both[0]};
	const struct window_off parts[] = {{{day("2024-04-01"), day("2024-04-05")}, WINDOW_DETAINED},
	                                   {{day("2024-04-06"), day("2024-04-20")}, WINDOW_ISOLATION}};
	const struct window_off last[] = {{{day("2024-04-01"), day("2024-04-29")}, WINDOW_SUSPENDED},
	                                  {{day("2024-04-30"), DATE_NONE}, WINDOW_PRISON}};

	assert_int_equal(why_of(both, 2), WINDOW_SUSPENDED);
	assert_int_equal(why_of(turned, 2), WINDOW_SUSPENDED);
	assert_int_equal(why_of(parts, 2), WINDOW_ISOLATION);
	assert_int_equal(why_of(last, 2), WINDOW_PRISON);
	assert_int_equal(window_why_of(code_of("arrested"), false), WINDOW_DETAINED);
	assert_int_equal(window_why_of(code_of("hospital"), false), WINDOW_ASKED);
	assert_int_equal(window_why_of(code_of("hospital"), true), WINDOW_ILL);
	assert_int_equal(window_why_of(code_of("other"), true), WINDOW_ASKED);
	assert_int_equal(window_why_of(code_of("moved"), true), WINDOW_BEFORE); /* rule 13.6 */
}

/* Illness and leave answer the finding; the window stays due and missed. */
static void illness_answers_and_leaves_it_counted(void **state) { /* rule 4.21 */
	struct window_list list = {.v = NULL};
	const struct window_off ill = {{day("2024-04-10"), day("2024-05-20")}, WINDOW_ASKED};
	struct window_count c;

	cut_plain(&list, "detox", "2024-04-01", 36);
	window_mark(&list, NULL, 0, &ill, 1);
	assert_true(list.v[0].answered);
	assert_true(list.v[1].answered); /* 20 of 31 days */
	assert_false(list.v[2].answered);
	assert_int_equal(list.v[0].why, WINDOW_ASKED);
	c = window_count(&list, DATE_NONE, DATE_NONE, day("2024-06-01"));
	assert_int_equal(c.should, 2);
	assert_int_equal(c.missing, 2);
	assert_int_equal(c.excused, 0);
	window_list_clear(&list);
}

static void windows_of_the_place_before_are_not_counted(void **state) { /* rule 4.22 */
	struct window_list list = {.v = NULL};
	const struct event_fact t = test_on("2024-03-20");
	struct window_count c;

	cut_plain(&list, "detox", "2024-03-15", 36);
	window_mark(&list, &t, 1, NULL, 0);
	window_outside(&list, day("2024-05-15"), DATE_NONE); /* the first day of window 3 */
	c = window_count(&list, DATE_NONE, DATE_NONE, day("2024-06-20"));
	assert_int_equal(c.should, 1);
	assert_int_equal(c.done, 0);
	assert_int_equal(c.missing, 1);
	assert_int_equal(c.by[WINDOW_BEFORE], 2);
	assert_int_equal(c.excused, 0);
	window_mark(&list, &t, 1, NULL, 0);
	window_outside(&list, day("2024-05-14"), DATE_NONE); /* window 2 runs on that day: ours */
	c = window_count(&list, DATE_NONE, DATE_NONE, day("2024-06-20"));
	assert_int_equal(c.should, 2);
	window_list_clear(&list);
}

static void excused_windows_are_not_due(void **state) {
	struct window_list list = {.v = NULL};
	struct window_count c;
	const struct window_off jail = {{day("2024-05-10"), day("2024-08-20")}, WINDOW_DETAINED};
	const struct event_fact t = test_on("2024-05-20"); /* in an excused window: due and done */

	cut_plain(&list, "detox", "2024-03-15", 36);
	window_mark(&list, &t, 1, &jail, 1);
	c = window_count(&list, DATE_NONE, DATE_NONE, day("2024-09-20"));
	/* 03-15 04-15* 05-15 06-15* 07-15* 08-15: the last has 6 of 31 days; 04-15..05-14 ends inside. */
	assert_int_equal(c.excused, 3);
	assert_int_equal(c.by[WINDOW_DETAINED], 3);
	assert_int_equal(c.should, 3);
	assert_int_equal(c.done, 1);
	assert_int_equal(c.missing, 2);
	assert_int_equal(window_state(&list.v[2], day("2024-09-20")), WINDOW_DONE);
	assert_int_equal(window_state(&list.v[3], day("2024-09-20")), WINDOW_EXCUSED);
	window_list_clear(&list);
}

static void makeup_fills_its_own_window_and_answers_a_finding(void **state) { /* rule 4.13 */
	struct window_list list = {.v = NULL};
	struct window_count c;
	const struct window_off jail = {{day("2024-06-01"), day("2024-06-25")}, WINDOW_PRISON};
	struct event_fact tests[] = {test_on("2024-07-20"), test_on("2024-07-18"), test_on("2024-03-16")};

	tests[0].makeup = tests[1].makeup = true;
	/* Window 1 tested, 2 missed, 3 (05-15..06-14) excused, 4 missed, 5 (07-15..08-14) holds both make-ups. */
	cut_plain(&list, "detox", "2024-03-15", 36);
	window_mark(&list, tests, 3, &jail, 1);
	c = window_count(&list, DATE_NONE, DATE_NONE, day("2024-08-15"));
	assert_int_equal(c.should, 4);
	assert_int_equal(c.done, 2);
	assert_int_equal(c.missing, 2);
	assert_true(list.v[3].answered);
	assert_true(list.v[1].answered);
	assert_false(list.v[0].answered);
	assert_false(list.v[2].answered);
	assert_int_equal(window_state(&list.v[3], day("2024-08-15")), WINDOW_MISSING);
	window_mark(&list, tests, 1, &jail, 1); /* one make-up: the latest finding */
	assert_true(list.v[3].answered);
	assert_false(list.v[1].answered);
	tests[0].valid = false;
	window_mark(&list, tests, 1, &jail, 1);
	assert_false(list.v[3].answered);
	window_list_clear(&list);
}

static void counts_can_be_limited_to_a_period(void **state) { /* rule 4.15 */
	struct window_list list = {.v = NULL};

	cut_plain(&list, "detox", "2024-03-15", 36);
	assert_int_equal(window_count(&list, day("2024-05-01"), day("2024-05-31"), day("2026-01-01")).should, 1);
	assert_int_equal(window_count(&list, day("2024-05-14"), day("2024-05-14"), day("2026-01-01")).should, 1);
	assert_int_equal(window_count(&list, day("2024-05-15"), day("2024-06-13"), day("2026-01-01")).should, 0);
	assert_int_equal(window_count(&list, day("2024-05-01"), day("2024-05-31"), day("2024-05-14")).should, 0);
	assert_int_equal(window_at(&list, day("2026-12-15"))->ordinal, 22);
	assert_null(window_at(&list, day("2027-03-15")));
	window_list_clear(&list);
}

static void change_of_profile_applies_from_its_date(void **state) { /* rule 4.16 */
	static const struct schedule_rule quarterly[] = {
		{.kind = "test", .mode = WINDOW_ANNIVERSARY, .years = 1, .year = {{{12, 4}}}, .need = 1}};
	struct profile later = {.id = "detox", .order_kind = "detox", .variant = "x", .effective = day("2024-06-20"),
	                        .label = "", .mark = 'U', .basis = "", .rules = quarterly, .rule_count = 1};
	struct profile_set set = variants(NULL, NULL);
	struct window_list list = {.v = NULL};
	struct term term = plain_term("2024-03-15", 36);
	struct schedule s;

	set.row[set.n++] = &later;
	cut(&list, &set, "detox", &term);
	/* Monthly while a window begins before the change; then the quarters counted from the same start. */
	is_window(&list, 3, "2024-05-15", "2024-06-14");
	is_window(&list, 4, "2024-06-15", "2024-07-14");
	is_window(&list, 5, "2024-07-15", "2024-09-14");
	is_window(&list, 6, "2024-09-15", "2024-12-14");
	assert_int_equal(list.n, 15);
	profile_schedule(&set, code_of("detox"), 36, "test", &s);
	assert_string_equal(schedule_profile_at(&s, day("2024-06-15"))->variant, "22");
	assert_string_equal(schedule_profile_at(&s, day("2024-07-15"))->variant, "x");
	cut(&list, &set, "rehab", &term);
	assert_int_equal(list.n, 12);
	window_list_clear(&list);
}

static void calendar_months_cut_at_the_first(void **state) {
	static const struct schedule_rule visit = {.kind = "visit", .mode = WINDOW_CALENDAR_MONTH, .years = 3,
	                                           .year = {{{12, 12}}, {{12, 6}}, {{12, 4}}}, .need = 2};
	static const struct schedule_rule report = {.kind = "self_report", .mode = WINDOW_CALENDAR_MONTH, .years = 1,
	                                            .year = {{{12, 24}}}, .need = 1};
	struct schedule s = {.rule = {&visit}, .n = 1};
	struct window_list list = {.v = NULL};
	struct term term = plain_term("2024-03-15", 36);
	const struct event_fact one = test_on("2024-04-02"), two[] = {one, one};

	window_cut(&term, &s, &list);
	is_window(&list, 1, "2024-03-15", "2024-03-31");
	is_window(&list, 2, "2024-04-01", "2024-04-30");
	is_window(&list, 13, "2025-03-01", "2025-04-30");
	is_window(&list, 23, "2027-03-01", "2027-03-14");
	window_mark(&list, &one, 1, NULL, 0);
	assert_int_equal(window_state(&list.v[1], day("2024-05-01")), WINDOW_MISSING);
	window_mark(&list, two, 2, NULL, 0);
	assert_int_equal(window_state(&list.v[1], day("2024-05-01")), WINDOW_DONE);
	s.rule[0] = &report;
	term = plain_term("2024-03-20", 36);
	window_cut(&term, &s, &list);
	is_window(&list, 1, "2024-03-20", "2024-03-31");
	is_window(&list, 2, "2024-04-01", "2024-04-15");
	is_window(&list, 3, "2024-04-16", "2024-04-30");
	window_list_clear(&list);
}

static void overlay_with_more_windows_holds(void **state) { /* rule 4.17 */
	struct profile_set set22 = variants(NULL, NULL), set28 = variants("28", NULL);
	struct term term = plain_term("2024-03-15", 36);
	struct schedule a, b;

	profile_schedule(&set22, code_of("detox"), 36, "test", &a);
	profile_schedule(&set28, code_of("detox"), 36, "test", &b);
	assert_ptr_equal(schedule_denser(&term, &a, &b), &b);
	assert_ptr_equal(schedule_denser(&term, &b, &a), &b);
	assert_ptr_equal(schedule_denser(&term, &a, &a), &a);
	profile_schedule(&set22, code_of("rehab"), 36, "test", &b);
	assert_ptr_equal(schedule_denser(&term, &a, &b), &a);
	profile_schedule(&set22, code_of("rehab"), 36, "something else", &b);
	assert_int_equal(b.n, 0);
	assert_null(schedule_profile_at(&b, day("2024-03-15")));
}

static void built_in_profiles_are_sound_and_translated(void **state) {
	struct schedule_rule bad = profile_table[0].rules[0];
	struct profile_set set;
	struct err err = {.rc = RC_OK};

	for (size_t i = 0; i <= profile_table_count; i++) {
		const struct profile *p = i < profile_table_count ? &profile_table[i] : &duty_kind_profile;

		for (size_t k = 0; k < p->rule_count; k++)
			assert_true(schedule_rule_is_sound(&p->rules[k]));
		assert_string_not_equal(tr(p->label), p->label);
		assert_string_not_equal(tr(p->basis), p->basis);
		assert_string_not_equal(tr(profile_mark_label(p->mark)), profile_mark_label(p->mark));
		assert_int_not_equal(p->mark, 'L'); /* the law gives no number (L1 19) */
	}
	assert_true(schedule_rule_is_sound(&schedule_none));
	bad.year[0][0].windows = 5;
	assert_false(schedule_rule_is_sound(&bad));
	bad.year[0][0] = (struct rhythm){11, 11};
	assert_false(schedule_rule_is_sound(&bad));
	assert_int_equal(profile_set_choose(&set, "23", NULL, &err), RC_CONFIG);
	assert_non_null(strstr(err.text, "23"));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(detox_has_22_windows),
		cmocka_unit_test(rehab_has_12_windows),
		cmocka_unit_test(months_are_clamped_from_the_start),
		cmocka_unit_test(end_written_as_the_same_day_makes_no_extra_window),
		cmocka_unit_test(extension_keeps_the_last_rhythm),
		cmocka_unit_test(other_lengths_use_each_started_year),
		cmocka_unit_test(variant_28_begins_twice_a_month),
		cmocka_unit_test(rehab_can_follow_the_detox_rhythm),
		cmocka_unit_test(window_is_due_only_when_it_has_ended),
		cmocka_unit_test(missing_is_never_a_subtraction_of_totals),
		cmocka_unit_test(invalid_results_do_not_count),
		cmocka_unit_test(years_are_counted_apart),
		cmocka_unit_test(term_without_start_is_not_in_order),
		cmocka_unit_test(window_is_excused_by_its_last_day_or_more_than_half),
		cmocka_unit_test(the_reason_of_an_excused_window_is_one),
		cmocka_unit_test(illness_answers_and_leaves_it_counted),
		cmocka_unit_test(windows_of_the_place_before_are_not_counted),
		cmocka_unit_test(excused_windows_are_not_due),
		cmocka_unit_test(makeup_fills_its_own_window_and_answers_a_finding),
		cmocka_unit_test(counts_can_be_limited_to_a_period),
		cmocka_unit_test(change_of_profile_applies_from_its_date),
		cmocka_unit_test(calendar_months_cut_at_the_first),
		cmocka_unit_test(overlay_with_more_windows_holds),
		cmocka_unit_test(built_in_profiles_are_sound_and_translated),
	};

	return cmocka_run_group_tests_name("window", tests, NULL, NULL);
}
