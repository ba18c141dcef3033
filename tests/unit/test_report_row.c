/* What one order was in a period, where records end or began too early (rules 9.12, 9.20).
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/report/figure.h"
#include "texts.h"

static const struct window_list no_windows = {.v = NULL};

static long long employed(const struct report_row *row) {
	return figure_total(figure_find("employed"), row, 1, NULL);
}

/* Rule 9.20: work that ended is none until a later record; what was there before does not come back. */
static void work_that_ended_is_none(void **state) {
	const struct status_fact jobs[] = {{code_of("farm"), day("2026-02-01")}, {code_of("company"), day("2026-05-01")},
	                                   {code_of("self"), day("2026-10-20")}};
	const struct interval works[] = {{day("2026-02-01"), DATE_NONE}, {day("2026-05-01"), day("2026-08-31")},
	                                 {day("2026-10-20"), DATE_NONE}};
	static const struct {
		const char *from, *to, *job;
	} days[] = {{"2026-01-01", "2026-01-31", "90"}, {"2026-04-01", "2026-04-30", "farm"}, {"2026-08-01", "2026-08-31", "company"},
	            {"2026-09-01", "2026-09-30", "none"}, {"2026-10-01", "2026-10-19", "none"}, {"2026-10-01", "2026-10-31", "self"}};
	struct order_facts c = {.kind = code_of("detox"), .state = code_of("executing"), .ordered = day("2026-01-01"),
	                   .served = DATE_NONE, .ended = DATE_NONE, .term = {.reported = day("2026-01-05")}};
	struct term term = {.start = day("2026-01-05"), .end = day("2029-01-04")};
	struct report_order o = {.person = {.resident = 1, .birth = day("1990-01-01"), .job = code_of("90")},
	                         .agreed = DATE_NONE, .course = &c, .term = &term, .windows = &no_windows,
	                         .visits = &no_windows, .jobs = jobs, .job_count = 3, .works = works, .work_count = 3};

	(void)state;
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		struct report_period period = {day(days[i].from), day(days[i].to), day("2026-11-22")};
		struct report_row row;

		report_row_fill(&row, &o, &period);
		assert_string_equal(row.person.job.s, days[i].job);
		assert_int_equal(employed(&row), strcmp(days[i].job, "none") != 0 && strcmp(days[i].job, "90") != 0);
	}
}

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

	(void)state;
	report_row_fill(&row, &o, &period);
	assert_int_equal(row.visits.should, 2);
	assert_int_equal(row.visits.done, 1);
	assert_int_equal(row.visits.missing, 1);
	w[2].excused = true;
	report_row_fill(&row, &o, &period);
	assert_int_equal(row.visits.should, 1);
	assert_int_equal(row.visits.excused, 1);
}

static void money_is_yuan(void **state) {
	char buf[FIGURE_BUF];

	(void)state;
	assert_string_equal(figure_format(figure_find("aid_amount"), 12150, buf), "121.50");
	assert_string_equal(figure_format(figure_find("aid_amount"), 5, buf), "0.05");
	assert_string_equal(figure_format(figure_find("aid_times"), 5, buf), "5");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(work_that_ended_is_none),
		cmocka_unit_test(visits_before_the_station_counts),
		cmocka_unit_test(money_is_yuan),
	};

	return cmocka_run_group_tests_name("report row", tests, NULL, NULL);
}
