/* What one order was in a period, where windows began too early (rule 9.12); numbers as text; the tables.
 * SPDX-License-Identifier: MIT */
#include "model/report/figure.h"
#include "texts.h"

static const struct window_list no_windows = {.v = NULL};

/* Rule 9.12: what began before the station counts and holds no visit is in neither number. */
static void visits_before_the_station_counts(void **state) {
	struct window w[] = {{.first = day("2026-08-01"), .last = day("2026-08-31"), .need = 1},
	                     {.first = day("2026-09-01"), .last = day("2026-09-30"), .need = 1, .events = 1},
	                     {.first = day("2026-10-01"), .last = day("2026-10-31"), .need = 1}};
	struct window_list visits = {.v = w, .n = 3};
	struct order_facts c = {.kind = code_of("detox"), .state = code_of("executing"), .ordered = day("2026-01-01"),
	                   .served = DATE_NONE, .ended = DATE_NONE, .term = {.reported = day("2026-01-05")}};
	struct term term = {.start = day("2026-01-05"), .end = day("2029-01-04")};
	struct report_order o = {.person = {.resident = 1, .birth = DATE_NONE}, .agreed = DATE_NONE, .course = &c, .term = &term,
	                         .windows = &no_windows, .visits = &visits, .counted_from = day("2026-09-15")};
	struct report_period period = {day("2026-07-01"), day("2026-10-31"), day("2026-11-22")};
	struct report_row row;

	report_row_fill(&row, &o, &period);
	assert_int_equal(row.visits.should, 2);
	assert_int_equal(row.visits.done, 1);
	assert_int_equal(row.visits.missing, 1);
	w[2].why = WINDOW_SUSPENDED;
	report_row_fill(&row, &o, &period);
	assert_int_equal(row.visits.should, 1);
	assert_int_equal(row.visits.excused, 1);
}

static void money_is_yuan(void **state) {
	char buf[FIGURE_BUF];

	assert_string_equal(figure_format(figure_find("aid_amount"), 12150, buf), "121.50");
	assert_string_equal(figure_format(figure_find("aid_amount"), 5, buf), "0.05");
	assert_string_equal(figure_format(figure_find("aid_times"), 5, buf), "5");
}

static void rates_round_half_up(void **state) { /* rule 9.1 */
	char buf[RATE_BUF];

	assert_string_equal(rate_format(1, 0, 1, buf), "—");
	assert_string_equal(rate_format(0, 0, 2, buf), "—");
	assert_string_equal(rate_format(0, 7, 1, buf), "0.0%");
	assert_string_equal(rate_format(7, 7, 2, buf), "100.00%");
	assert_string_equal(rate_format(1, 2000, 1, buf), "0.1%");  /* 0.05 */
	assert_string_equal(rate_format(1, 2001, 1, buf), "0.0%");
	assert_string_equal(rate_format(1, 3, 2, buf), "33.33%");
	assert_string_equal(rate_format(2, 3, 2, buf), "66.67%");
	assert_string_equal(rate_format(1, 16, 1, buf), "6.3%");    /* 6.25 */
	assert_string_equal(rate_format(1, 16, 2, buf), "6.25%");
}

static void tables_hold_together(void **state) {
	for (size_t i = 0; i < figure_count; i++) {
		assert_ptr_equal(figure_find(figure_table[i].id), &figure_table[i]);
		assert_string_not_equal(tr(figure_table[i].label), figure_table[i].label);
		assert_string_not_equal(tr(figure_table[i].formula), figure_table[i].formula);
		if (i > 0)
			assert_true(figure_table[i - 1].section <= figure_table[i].section);
	}
	for (size_t i = 0; i < rate_count; i++) {
		assert_non_null(figure_find(rate_table[i].numerator));
		assert_non_null(figure_find(rate_table[i].denominator));
		assert_string_not_equal(tr(rate_table[i].label), rate_table[i].label);
		assert_string_not_equal(tr(rate_table[i].formula), rate_table[i].formula);
	}
	for (int s = 0; s < FIGURE_SECTIONS; s++)
		assert_string_not_equal(tr(figure_section_label((enum figure_section)s)),
		                        figure_section_label((enum figure_section)s));
	for (int u = FIGURE_PERSONS; u <= FIGURE_MONEY; u++)
		assert_string_not_equal(tr(figure_unit_label((enum figure_unit)u)), figure_unit_label((enum figure_unit)u));
	assert_null(figure_find("no such figure"));
}

/* What is counted has a word of its own: units, hours and households are not so many times. */
static void every_unit_has_its_word(void **state) {
	static const struct { const char *id, *unit; } words[] = {
		{"publicity", "次"}, {"publicity_people", "人"}, {"publicity_papers", "份"}, {"schools", "个"},
		{"labour_hours", "小时"}, {"checkins_due", "天"}, {"sweep_households", "户"}, {"population", "按填报"},
	};

	tr_set_lang(LANG_ZH);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		assert_string_equal(tr(figure_line_of(words[i].id).unit), words[i].unit);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_unit_has_its_word),
		cmocka_unit_test(visits_before_the_station_counts),
		cmocka_unit_test(money_is_yuan),
		cmocka_unit_test(rates_round_half_up),
		cmocka_unit_test(tables_hold_together),
	};

	return cmocka_run_group_tests_name("report row", tests, NULL, NULL);
}
