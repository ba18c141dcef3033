/* The month's figures over a station of 12 people and 13 orders, every number worked out by hand
 * (rules 9.1, 9.2, 9.4 to 9.15). SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/conf.h"
#include "core/field.h"
#include "core/tr.h"
#include "model/report/figure.h"
#include "texts.h"

/* One order as a line of text; blank is unset. The period is October 2026, asked on 22 November. */
struct made {
	long long resident;
	const char *kind, *state, *ordered, *served, *reported;
	int months;
	const char *agreed, *ended;
	const char *sex, *birth, *drug, *risk, *job, *control;
	const char *log;   /* "state date,state date" */
	const char *tests; /* "date+" positive, "date-" negative, "date?" invalid, "dateM" make-up, negative */
};

/*
 * In October:
 *  1 executing since 2024; windows end 09-14 and 12-14: none due. A valid test on the 10th, an invalid one.
 *  2 window 09-05..10-04, tested on 09-20: done. Suspended only in November: executing on 31 October.
 *  3 window 09-28..10-27 missed; made up on 10-29, which leaves it missed. 21 today (born 31 October). No agreement.
 *  4 aged 17, ordered 10-05, served 10-06: deadline 10-21, overdue on the 31st.
 *  5 ordered 10-20: deadline 11-04, awaiting, not overdue. 30 on the 31st. Contact lost.
 *  6 deadline 10-17, reported 10-12: new, in time; agreement only in November; positive on 10-20.
 *  7 term over on 10-10, window 07-11..10-10 tested on 10-08: done. Released on 10-11.
 *  8 terminated in September: its window 08-05..10-04 is excused. Three years abstinent is its control state now.
 *  9 detox terminated on 10-03 (positive on 10-02), rehab of 24 months ordered 10-15, deadline 10-30, reported 10-20,
 *    negative on 10-25. One person with two orders. 51 on the 31st.
 * 10 rehab; window 07-10..10-09 missed; died, terminated on 10-25.
 * 11 rehab, suspended since 10-10; window 09-20..11-19.
 * 12 rehab, moved away on 10-28; tested on 10-03; window 09-02..11-01.
 */
static const struct made station[] = {
	{1, "detox", "executing", "2024-03-01", "2024-03-03", "2024-03-15", 36, "2024-03-16", "", "m", "1990-05-01", "heroin",
	 "high", "none", "01", "awaiting 2024-03-03,executing 2024-03-15", "2026-10-10- 2026-10-11?"},
	{2, "detox", "suspended", "2025-12-28", "", "2026-01-05", 36, "2026-01-06", "", "f", "1970-01-01", "meth", "mid", "farm",
	 "01", "awaiting 2025-12-28,executing 2026-01-05,suspended 2026-11-05", "2026-09-20-"},
	{3, "detox", "executing", "2026-02-10", "", "2026-02-28", 36, "", "", "m", "2005-10-31", "ketamine", "low", "company",
	 "01", "awaiting 2026-02-10,executing 2026-02-28", "2026-10-29M"},
	{4, "detox", "awaiting", "2026-10-05", "2026-10-06", "", 36, "", "", "m", "2009-01-01", "other", "none", "school", "",
	 "awaiting 2026-10-05", ""},
	{5, "detox", "awaiting", "2026-10-20", "", "", 36, "", "", "f", "1996-10-31", "cocaine", "", "away", "02", "", ""},
	{6, "detox", "executing", "2026-10-01", "2026-10-02", "2026-10-12", 36, "2026-11-02", "", "m", "1985-06-06", "opium",
	 "low", "self", "01", "awaiting 2026-10-01,executing 2026-10-12", "2026-10-20+"},
	{7, "detox", "released", "2023-10-01", "", "2023-10-11", 36, "2023-10-12", "2026-10-11", "m", "1960-01-01", "morphine",
	 "high", "80", "01", "executing 2023-10-11,released 2026-10-11", "2026-10-08-"},
	{8, "detox", "terminated", "2024-09-25", "", "2024-10-05", 36, "", "2026-09-20", "m", "1980-01-01", "heroin", "high",
	 "none", "05", "executing 2024-10-05,terminated 2026-09-20", ""},
	{9, "detox", "terminated", "2024-08-10", "", "2024-08-20", 36, "2024-08-21", "2026-10-03", "f", "1975-10-31", "spice",
	 "mid", "none", "01", "executing 2024-08-20,terminated 2026-10-03", "2026-10-02+"},
	{9, "rehab", "executing", "2026-10-15", "", "2026-10-20", 24, "2026-10-21", "", "f", "1975-10-31", "spice", "mid", "none",
	 "01", "awaiting 2026-10-15,executing 2026-10-20", "2026-10-25-"},
	{10, "rehab", "terminated", "2025-04-01", "", "2025-04-10", 36, "2025-04-10", "2026-10-25", "m", "1988-02-02", "heroin",
	 "low", "public", "03", "executing 2025-04-10,terminated 2026-10-25", ""},
	{11, "rehab", "suspended", "2025-11-10", "", "2025-11-20", 36, "2025-11-21", "", "f", "1999-09-09", "meth", "high", "90",
	 "01", "executing 2025-11-20,suspended 2026-10-10", ""},
	{12, "rehab", "moved", "2026-02-20", "", "2026-03-02", 36, "2026-03-02", "2026-10-28", "m", "1993-03-03", "ketamine",
	 "none", "company", "01", "executing 2026-03-02,moved 2026-10-28", "2026-10-03-"},
};
enum { ORDERS = sizeof station / sizeof *station };

static struct date maybe(const char *iso) {
	return *iso ? day(iso) : DATE_NONE;
}

static size_t read_log(const char *text, struct status_fact *log) {
	size_t n = 0;

	for (const char *p = text; *p; n++) {
		char state[24], since[11];
		int used = 0;

		assert_int_equal(sscanf(p, "%23s %10[0-9-]%n", state, since, &used), 2);
		log[n] = (struct status_fact){code_of(state), day(since)};
		p += used + (p[used] == ',');
	}
	return n;
}

static size_t read_tests(const char *text, struct event_fact *tests) {
	size_t n = 0;

	for (const char *p = text; *p; n++) {
		char iso[11] = "";

		memcpy(iso, p, 10);
		tests[n] = (struct event_fact){.day = day(iso), .valid = p[10] != '?', .positive = p[10] == '+',
		                               .makeup = p[10] == 'M'};
		p += 11 + (p[11] == ' ');
	}
	return n;
}

static const struct window_list no_windows = {.v = NULL};

/* After `before` rows of the same person. */
static void fill_after(struct report_row *row, size_t before, const struct made *m, const struct report_period *period) {
	struct profile_set set;
	struct status_fact log[8];
	struct event_fact tests[8];
	struct use_fact uses[8];
	struct interval suspension = {DATE_NONE, DATE_NONE};
	struct window_list windows = {.v = NULL};
	struct term term;
	struct order_facts c = {.kind = code_of(m->kind), .state = code_of(m->state), .ordered = maybe(m->ordered),
	                   .served = maybe(m->served), .ended = maybe(m->ended), .report_days = 15,
	                   .term = {.reported = maybe(m->reported), .months = m->months, .deducted = INT_NONE,
	                            .start_written = DATE_NONE, .end_written = DATE_NONE},
	                   .tests = tests};
	const struct status_fact risk = {code_of(m->risk), day("1900-01-01")}, control = {code_of(m->control), risk.since},
	                         job = {code_of(m->job), risk.since};
	struct report_order o = {
		.person = {.resident = m->resident, .sex = code_of(m->sex), .birth = maybe(m->birth), .drug = code_of(m->drug)},
		.values = {&risk, &control, &job}, .value_count = {1, 1, 1},
		.order_id = m->resident, .agreed = maybe(m->agreed), .visits_wanted = 2, .course = &c, .term = &term,
		.windows = &windows, .visits = &no_windows, .log = log, .log_count = read_log(m->log, log), .uses = uses};

	for (size_t i = 0; i < o.log_count; i++)
		if (code_is(log[i].state, "suspended")) {
			suspension.from = log[i].since;
			c.term.suspensions = &suspension;
			c.term.suspension_count = 1;
		}
	c.test_count = read_tests(m->tests, tests);
	for (size_t i = 0; i < c.test_count; i++)
		if (tests[i].positive)
			uses[o.use_count++] = (struct use_fact){.reg = "test", .order = m->resident, .day = tests[i].day};
	assert_int_equal(profile_set_choose(&set, NULL, NULL, NULL), RC_OK);
	order_facts_windows(&c, &set, &term, &windows);
	report_row_fill(row, &o, period);
	report_rows_join(row - before, before + 1, &o);
	window_list_clear(&windows);
}

static void fill(struct report_row *row, const struct made *m, const struct report_period *period) {
	fill_after(row, 0, m, period);
}

/* What happened beside the tests, the same in every month; by the resident's first order but for 9, whose second it is. */
static void happened(struct report_row rows[ORDERS]) {
	struct report_row *of[13] = {NULL, &rows[0], &rows[1], &rows[2], &rows[3], &rows[4], &rows[5],
	                             &rows[6], &rows[7], &rows[9], &rows[10], &rows[11], &rows[12]};

	of[1]->tally[TALLY_TALKS] = 2;
	of[1]->tally[TALLY_MET] = 1;
	of[1]->tally[TALLY_VISITS] = 2;
	of[1]->visits = (struct window_count){.should = 2, .done = 1, .missing = 1};
	of[3]->visits = (struct window_count){.should = 1, .done = 1};
	of[2]->allowance = of[10]->allowance = true;
	of[7]->tally[TALLY_TALKS_AFTER] = of[10]->tally[TALLY_AID_AFTER] = 1;
	of[11]->custody = code_of("prison");
	of[1]->dossier = of[4]->dossier = of[11]->dossier = true; /* 4 has not reported in yet */
	of[2]->tally[TALLY_VISITS] = 1;
	of[2]->on_leave = true;
	of[3]->tally[TALLY_CALLS] = 3;
	of[3]->tally[TALLY_REACHED] = 2;
	of[3]->leave_overdue = true;
	of[5]->breach = true;
	of[5]->tally[TALLY_AID] = of[5]->tally[TALLY_RELIEF] = of[5]->tally[TALLY_LEAVES] = 1;
	of[5]->tally[TALLY_AMOUNT] = 100;
	of[6]->tally[TALLY_VISITS] = 3;
	of[6]->tally[TALLY_AID] = 2;
	of[6]->tally[TALLY_TRAINING] = 1;
	of[6]->tally[TALLY_AMOUNT] = 12050;
	of[6]->taken_over = true;
	of[7]->custody = code_of("isolation");
	of[7]->tally[TALLY_TALKS] = 1;
	of[8]->custody = code_of("prison");
	of[9]->breach = of[9]->told_breach = true;
	of[9]->tally[TALLY_REPORTS] = 2;
	of[9]->tally[TALLY_SEARCHES] = of[9]->tally[TALLY_WARNINGS] = of[9]->tally[TALLY_PLACED] = 1;
	of[10]->custody = code_of("detained");
	of[10]->tally[TALLY_AID] = of[10]->tally[TALLY_ALLOWANCE] = 1;
}

static void fill_station(struct report_row rows[ORDERS], const char *from, const char *to, const char *as_of) {
	struct report_period period = {day(from), day(to), day(as_of)};

	for (int i = 0; i < ORDERS; i++) {
		fill_after(&rows[i], i > 0 && station[i - 1].resident == station[i].resident, &station[i], &period);
	}
	happened(rows);
}

/* Every figure of the table: its number, and who is behind it. */
static const struct {
	const char *id;
	int total;
	const char *who;
} october[] = {
	{"register", 8, "1 2 3 4 5 6 9 11"},
	{"male", 4, "1 3 4 6"},
	{"female", 4, "2 5 9 11"},
	{"sex_unknown", 0, ""},
	{"register_new", 4, "4 5 6 9"},
	{"register_left", 4, "7 9 10 12"}, /* 9: one order for another */
	{"age_18_30", 3, "3 5 11"},
	{"age_31_50", 2, "1 6"},
	{"age_over_50", 2, "2 9"},
	{"age_other", 1, "4"},
	{"drug_traditional", 3, "1 5 6"},
	{"drug_new", 4, "2 3 9 11"},
	{"drug_other", 1, "4"},
	{"detox_executing", 4, "1 2 3 6"},
	{"detox_new", 1, "6"},
	{"detox_taken", 1, "6"},
	{"detox_released", 1, "7"},
	{"detox_suspended", 0, ""},
	{"detox_terminated", 1, "9"},
	{"detox_moved", 0, ""},
	{"rehab_executing", 1, "9"},
	{"rehab_new", 1, "9"},
	{"rehab_taken", 0, ""},
	{"rehab_released", 0, ""},
	{"rehab_suspended", 1, "11"},
	{"rehab_terminated", 1, "10"},
	{"rehab_moved", 1, "12"},
	{"awaiting", 2, "4 5"},
	{"report_overdue", 1, "4"},
	{"report_overdue_untold", 1, "4"},
	{"report_overdue_told", 0, ""},
	{"deadlines", 3, "4 6 9"},
	{"reported_in_time", 2, "6 9"},
	{"agreed", 4, "1 2 9 11"},
	{"dossier_complete", 2, "1 11"},
	{"risk_high", 2, "1 11"},
	{"risk_mid", 2, "2 9"},
	{"risk_low", 2, "3 6"},
	{"risk_none", 2, "4 5"},
	{"tests_should", 4, "2 3 7 10"},
	{"tests_done", 2, "2 7"},
	{"tests_missing", 2, "3 10"},
	{"tests_excused", 0, ""}, /* 8's ends after its order */
	{"excused_suspended", 0, ""},
	{"excused_detained", 0, ""},
	{"excused_prison", 0, ""},
	{"excused_isolation", 0, ""},
	{"excused_ill", 0, ""},
	{"tests_taken", 7, "1 3 6 7 9 12"}, /* 9: one under each order */
	{"tests_positive", 2, "6 9"},
	{"relapse_after_release", 0, ""},
	{"tested", 4, "1 3 6 9"},
	{"without_use", 4, "1 2 3 9"}, /* 11 is in prison */
	{"talks", 3, "1 7"}, /* 2 + 1 */
	{"visits", 6, "1 2 6"}, /* 2 + 1 + 3 */
	{"calls", 3, "3"},
	{"calls_reached", 2, "3"},
	{"self_reports", 2, "9"},
	{"searches", 1, "9"},
	{"visits_should", 3, "1 3"},
	{"visits_done", 2, "1 3"},
	{"visits_missing", 1, "1"},
	{"talks_after", 1, "7"},
	{"visits_after", 0, ""},
	{"calls_after", 0, ""},
	{"people_after", 2, "7 10"},
	{"met", 4, "1 3 6 9"}, /* 2 is executing, but was only visited */
	{"visited_enough", 2, "1 6"}, /* 2 a month are asked; 2 has one */
	{"leaves", 1, "5"},
	{"on_leave", 1, "2"},
	{"leave_overdue", 1, "3"},
	{"warnings", 1, "9"},
	{"breach", 2, "5 9"},
	{"breach_untold", 1, "5"},
	{"breach_told", 1, "9"},
	{"in_control", 5, "1 2 3 6 9"} /* 11 is in prison */,
	{"lost", 1, "5"},
	{"died", 1, "10"},
	{"abstinent", 1, "8"},
	{"control_unknown", 1, "4"},
	{"isolation", 1, "7"}, /* released, terminated: custody is counted all the same */
	{"prison", 2, "8 11"},
	{"detained", 1, "10"},
	{"employed", 4, "2 3 5 6"},
	{"placements", 1, "9"},
	{"placed", 1, "9"},
	{"aid_times", 4, "5 6 10"}, /* 1 + 2 + 1 */
	{"aid_people", 3, "5 6 10"},
	{"aid_amount", 12150, "5 6"}, /* 1.00 + 120.50 yuan */
	{"training_times", 1, "6"},
	{"training_people", 1, "6"},
	{"allowance_people", 1, "10"},
	{"allowance_in_force", 1, "2"}, /* 10 is off the register */
	{"relief_times", 1, "5"},
	{"aid_after", 1, "10"},
	{"pairs_kept", 0, ""},
	{"followups_due", 0, ""},
	{"followups_done", 0, ""},
	{"executing", 5, "1 2 3 6 9"},
	{"reported", 6, "1 2 3 6 9 11"},
	{"execution_base", 7, "1 2 3 4 5 6 9"}, /* 11 is in prison */
	{"under_execution", 5, "1 2 3 6 9"},
	{"located", 5, "1 2 3 6 9"},
	{"control_stated", 6, "1 2 3 5 6 9"},
	{"executed", 9, "1 2 3 6 7 9 10 11 12"},
	{"found_using", 2, "6 9"},
	{"able", 7, "1 2 3 5 6 9 11"},
	{"able_employed", 4, "2 3 5 6"},
	{"three_years", 1, "7"}, /* 2023-10-11 */
	{"three_clean", 1, "7"},
};
enum { OCTOBER = sizeof october / sizeof *october };

static long long total(const char *id, const struct report_row *rows, size_t n) {
	const struct figure_def *f = figure_find(id);

	assert_non_null(f);
	return figure_total(f, rows, n, NULL);
}

static void every_figure_has_its_number_and_names(void **state) {
	struct report_row rows[ORDERS];
	size_t own = 0; /* the rows here say nothing of records that are counted */

	fill_station(rows, "2026-10-01", "2026-10-31", "2026-11-22");
	for (size_t i = 0; i < figure_count; i++)
		own += figure_table[i].count == 0;
	assert_int_equal(OCTOBER, own);
	for (int i = 0; i < OCTOBER; i++) {
		const struct figure_def *f = figure_find(october[i].id);
		struct ids ids = {.v = NULL};
		struct str who = {.s = NULL};
		long long sum;

		assert_non_null(f);
		sum = figure_total(f, rows, ORDERS, &ids);
		for (size_t k = 0; k < ids.n; k++)
			str_addf(&who, "%s%lld", k ? " " : "", ids.v[k]);
		if (sum != october[i].total || strcmp(str_text(&who), october[i].who) != 0)
			fail_msg("%s: %lld of %s", october[i].id, sum, str_text(&who));
		if (f->unit == FIGURE_PERSONS)
			assert_int_equal(sum, ids.n);
		assert_int_equal(sum, figure_total(f, rows, ORDERS, NULL));
		ids_clear(&ids);
		str_clear(&who);
	}
}

static void rates_show_both_numbers(void **state) {
	static const char *const want[] = {"66.7%", "66.7%", "71.4%", "62.5%", "83.3%",
	                                   "12.5%", "50.0%", "80.0%", "22.2%", "80.0%", "66.7%", "40.0%", "100.0%", "33.3%",
	                                   "57.1%", "—", "0.0%", "0.0%", "—", "0.0%", "—", "0.0%", "—", "—", "—", "—", "—", "—", "—",
	                                   "—", "—", "—", "—", "—", "—", "—"};
	struct report_row rows[ORDERS];
	char buf[RATE_BUF];

	fill_station(rows, "2026-10-01", "2026-10-31", "2026-11-22");
	assert_int_equal(rate_count, sizeof want / sizeof *want);
	for (size_t i = 0; i < rate_count; i++)
		assert_string_equal(rate_format(total(rate_table[i].numerator, rows, ORDERS),
		                                total(rate_table[i].denominator, rows, ORDERS), 1, buf), want[i]);
}

static void parts_add_up_to_the_register(void **state) {
	static const char *const parts[][4] = {{"age_18_30", "age_31_50", "age_over_50", "age_other"},
	                                       {"risk_high", "risk_mid", "risk_low", "risk_none"},
	                                       {"drug_traditional", "drug_new", "drug_other", NULL}};
	struct report_row rows[ORDERS];

	for (int m = 1; m <= 11; m++) {
		char from[40], to[40];
		long long all;

		snprintf(from, sizeof from, "2026-%02d-01", m);
		snprintf(to, sizeof to, "2026-%02d-28", m);
		fill_station(rows, from, to, "2026-11-22");
		all = total("register", rows, ORDERS);
		for (size_t p = 0; p < 3; p++) {
			long long sum = 0;

			for (size_t k = 0; k < 4 && parts[p][k]; k++)
				sum += total(parts[p][k], rows, ORDERS);
			assert_int_equal(sum, all);
		}
		assert_int_equal(total("tests_should", rows, ORDERS),
		                 total("tests_done", rows, ORDERS) + total("tests_missing", rows, ORDERS));
	}
}

static void running_month_counts_as_of_the_day_asked(void **state) {
	struct report_row rows[ORDERS];

	fill_station(rows, "2026-11-01", "2026-11-30", "2026-11-22");
	is_day(rows[0].day, "2026-11-22");
	/* 2 is suspended since the 5th; 5's deadline was the 4th: overdue. */
	assert_int_equal(total("detox_executing", rows, ORDERS), 3);
	assert_int_equal(total("detox_suspended", rows, ORDERS), 1);
	assert_int_equal(total("report_overdue", rows, ORDERS), 2);
	assert_int_equal(total("deadlines", rows, ORDERS), 1);
	/* Ended by the 22nd: 6's 10-12..11-11 (done); 11's 09-20..11-19 (excused by the suspension); 2's 10-05..11-04
	 * (missed: the suspension began on the day after). 3's ends on the 27th. */
	assert_int_equal(total("tests_should", rows, ORDERS), 2);
	assert_int_equal(total("tests_done", rows, ORDERS), 1);
	assert_int_equal(total("tests_excused", rows, ORDERS), 1);
	assert_int_equal(total("excused_suspended", rows, ORDERS), 1);
	fill_station(rows, "2026-10-01", "2026-10-31", "2026-10-11");
	/* 2's 09-05..10-04, 7's and 10's; on the 11th 7 is released, 9 is without an order, 10 still executing. */
	assert_int_equal(total("tests_should", rows, ORDERS), 3);
	assert_int_equal(total("detox_released", rows, ORDERS), 1);
	assert_int_equal(total("rehab_executing", rows, ORDERS), 2);
	assert_int_equal(total("awaiting", rows, ORDERS), 2);
}

static void past_months_show_what_was_then(void **state) {
	struct report_row rows[ORDERS];

	fill_station(rows, "2026-09-01", "2026-09-30", "2026-11-22");
	/* 4, 5, 6 and 9's rehab did not exist; 8 was terminated on the 20th. */
	assert_int_equal(total("register", rows, ORDERS), 8);
	assert_int_equal(total("detox_terminated", rows, ORDERS), 1);
	assert_int_equal(total("rehab_executing", rows, ORDERS), 3);
	assert_false(code_is_set(rows[3].state));
	assert_int_equal(total("tests_taken", rows, ORDERS), 1);
}

static void windows_of_the_last_day_belong_to_the_month(void **state) {
	const struct made first_of_month = {20, "detox", "executing", "2026-08-20", "", "2026-09-01", 36, "", "", "m", "",
	                                    "", "", "", "", "", ""};
	struct report_period october_asked_later = {day("2026-10-01"), day("2026-10-31"), day("2026-11-01")};
	struct report_row row;

	fill(&row, &first_of_month, &october_asked_later); /* 10-01..10-31 */
	assert_int_equal(row.windows.missing, 1);
	october_asked_later.as_of = day("2026-10-31"); /* not ended before that day */
	fill(&row, &first_of_month, &october_asked_later);
	assert_int_equal(row.windows.should, 0);
}

static void order_s_own_state_holds_for_today(void **state) {
	/* The resumption was written with an earlier day than the suspension it ended: the order knows better. */
	const struct made m = {20, "detox", "executing", "2026-01-01", "", "2026-01-05", 36, "", "", "m", "", "", "", "", "",
	                       "executing 2026-01-05,suspended 2026-06-10,executing 2026-06-01", ""};
	struct report_period october_asked = {day("2026-10-01"), day("2026-10-31"), day("2026-11-22")};
	struct report_row row;

	fill(&row, &m, &october_asked);
	assert_string_equal(row.state.s, "executing");
	october_asked = (struct report_period){day("2026-06-01"), day("2026-06-05"), day("2026-11-22")};
	fill(&row, &m, &october_asked);
	assert_string_equal(row.state.s, "executing");
}

static uint32_t seed = 8;

static int pick(int from, int to) {
	seed = seed * 1664525u + 1013904223u;
	return from + (int)((seed >> 8) % (uint32_t)(to - from + 1));
}

/* A made-up course of states, as the log would have it. */
static void random_order(struct order_facts *c, struct status_fact *log, size_t *n) {
	static const char *const ends[] = {"released", "terminated", "moved"};
	struct date d = date_add_days(day("2025-01-01"), pick(0, 500));

	*c = (struct order_facts){.kind = code_of("detox"), .state = code_of("awaiting"), .ordered = d, .served = DATE_NONE,
	                     .ended = DATE_NONE, .report_days = 15,
	                     .term = {.reported = DATE_NONE, .months = 36, .deducted = INT_NONE,
	                              .start_written = DATE_NONE, .end_written = DATE_NONE}};
	*n = 0;
	log[(*n)++] = (struct status_fact){c->state, d};
	if (pick(0, 5) == 0)
		return;
	c->term.reported = d = date_add_days(d, pick(0, 30));
	c->state = code_of("executing");
	log[(*n)++] = (struct status_fact){c->state, d};
	while (*n < 6 && pick(0, 2)) {
		d = date_add_days(d, pick(1, 150));
		c->state = code_of(code_is(c->state, "executing") ? "suspended" : "executing");
		log[(*n)++] = (struct status_fact){c->state, d};
	}
	if (pick(0, 1)) {
		c->ended = d = date_add_days(d, pick(1, 150));
		c->state = code_of(ends[pick(0, 2)]);
		log[(*n)++] = (struct status_fact){c->state, d};
	}
}

/* Executing and suspended at a month's end = the same a month before + new - released - terminated - moved. */
static void months_balance(void **state) {
	enum { N = 300, MONTHS = 30 };
	static struct report_row rows[N];
	static struct order_facts courses[N];
	static struct status_fact logs[N][8];
	static size_t counts[N];
	struct profile_set set;
	long long before = 0;

	assert_int_equal(profile_set_choose(&set, NULL, NULL, NULL), RC_OK);
	for (int i = 0; i < N; i++)
		random_order(&courses[i], logs[i], &counts[i]);
	for (int m = 0; m < MONTHS; m++) {
		struct date first = date_add_months(day("2025-01-01"), m);
		struct report_period period = {first, date_month_end(first), day("2030-01-01")};
		long long now;

		for (int i = 0; i < N; i++) {
			struct window_list windows = {.v = NULL};
			struct term term;
			struct report_order o = {.person = {.resident = i + 1, .birth = DATE_NONE}, .order_id = i + 1,
			                         .agreed = DATE_NONE, .course = &courses[i], .term = &term, .windows = &windows,
			                         .visits = &no_windows,
			                         .log = logs[i], .log_count = counts[i]};

			order_facts_windows(&courses[i], &set, &term, &windows);
			report_row_fill(&rows[i], &o, &period);
			window_list_clear(&windows);
		}
		now = total("detox_executing", rows, N) + total("detox_suspended", rows, N);
		assert_int_equal(now, before + total("detox_new", rows, N) - total("detox_released", rows, N) -
		                          total("detox_terminated", rows, N) - total("detox_moved", rows, N));
		before = now;
	}
	assert_true(before > 0);
}

/* Rules 9.10, 9.13, 2.15: October 2026 of one person by how it went; their newest order, and after it ended. */
static void use_and_three_years_without(void **state) {
	static const struct {
		const char *state, *reported, *ended, *tests, *control;
		int years, clean, executed, found, after;
	} cases[] = {
		{"released", "2023-10-31", "2026-10-30", "", "", 1, 1, 1, 0, 0}, /* three years on the last day itself */
		{"released", "2023-11-01", "2026-10-30", "", "", 0, 0, 1, 0, 0}, /* a day short */
		{"released", "2023-10-31", "2026-10-30", "2023-11-01+", "", 1, 0, 1, 0, 0},
		{"released", "2023-10-31", "2026-10-30", "2023-10-30+ 2026-11-01+", "", 1, 1, 1, 0, 0}, /* before, after */
		{"released", "2019-10-31", "2022-10-30", "2023-10-31+", "", 1, 1, 0, 0, 0}, /* three years since the use too */
		{"released", "2023-10-31", "2026-10-30", "", "03", 0, 0, 1, 0, 0}, /* dead: neither nor */
		{"moved", "2023-10-31", "2026-09-30", "", "", 0, 0, 0, 0, 0},
		{"terminated", "2023-10-31", "2026-09-30", "", "", 0, 0, 0, 0, 0}, /* and nothing says what followed */
		{"released", "2020-10-31", "2023-10-30", "2026-10-15+", "", 1, 0, 0, 0, 1}, /* released three years and a day */
		{"released", "2020-10-31", "2023-11-01", "2026-10-15+", "", 1, 0, 1, 1, 1},
		{"released", "2020-10-31", "2026-10-15", "2026-10-15+", "", 1, 0, 1, 1, 0}, /* not after its last day */
		{"moved", "2020-10-31", "2026-10-14", "2026-10-15+", "", 0, 0, 1, 1, 0},
	};
	struct report_period october_asked = {day("2026-10-01"), day("2026-10-31"), day("2026-11-22")};
	struct made m = {.resident = 1, .kind = "detox", .ordered = "2019-09-20", .served = "", .months = 36, .agreed = "",
	                 .sex = "m", .birth = "", .drug = "", .risk = "", .job = "", .log = ""};
	struct report_row row;
	char log[80];

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		snprintf(log, sizeof log, "executing %s,%s %s", cases[i].reported, cases[i].state, cases[i].ended);
		m.log = log;
		m.state = cases[i].state;
		m.reported = cases[i].reported;
		m.ended = cases[i].ended;
		m.tests = cases[i].tests;
		m.control = cases[i].control;
		fill(&row, &m, &october_asked);
		assert_int_equal(total("three_years", &row, 1), cases[i].years);
		assert_int_equal(total("three_clean", &row, 1), cases[i].clean);
		assert_int_equal(total("executed", &row, 1), cases[i].executed);
		assert_int_equal(total("found_using", &row, 1), cases[i].found);
		assert_int_equal(total("relapse_after_release", &row, 1), cases[i].after);
	}
}

/* Values of the last day, not of today: before the first record what stood in the file when it was opened. */
static void risk_control_and_work_are_those_of_the_day(void **state) {
	const struct status_fact risks[] = {{code_of("mid"), day("1900-01-01")}, {code_of("high"), day("2026-09-10")},
	                                    {code_of("low"), day("2026-11-02")}};
	const struct status_fact controls[] = {{code_of("01"), day("1900-01-01")}, {code_of("03"), day("2026-11-05")}};
	const struct status_fact jobs[] = {{code_of("farm"), day("1900-01-01")}};
	const struct status_fact places[] = {{code_of("4"), day("1900-01-01")}, {code_of("7"), day("2026-10-31")}};
	const struct leave leaves[] = {{.leave_from = day("2026-10-28"), .leave_to = day("2026-10-30"), .extends_to = DATE_NONE,
	                                .returned = day("2026-11-03"), .leave_state = code_of("back")}};
	const struct custody_fact custody[] = {{{day("2026-10-31"), day("2026-11-02")}, code_of("detained")}};
	const struct warning warnings[] = {{.occurred = day("2026-10-31"), .kind = code_of("away"),
	                                    .away_from = day("2026-09-20"), .away_until = day("2026-10-20")}};
	struct order_facts c = {.kind = code_of("detox"), .state = code_of("executing"), .ordered = day("2026-01-01"),
	                   .served = DATE_NONE, .ended = DATE_NONE, .term = {.reported = day("2026-01-05")}};
	struct term term = {.start = day("2026-01-05"), .end = day("2029-01-04")};
	struct window_list windows = {.v = NULL};
	struct report_order o = {.person = {.resident = 1, .birth = DATE_NONE},
	                         .agreed = DATE_NONE, .course = &c, .term = &term, .windows = &windows,
	                         .visits = &no_windows, .values = {risks, controls, jobs, places, NULL}, .value_count = {3, 2, 1, 2, 0}, .leaves = leaves,
	                         .leave_count = 1, .custody = custody, .custody_count = 1, .warnings = warnings,
	                         .warning_count = 1, .visits_wanted = 2};
	struct report_period august = {day("2026-08-01"), day("2026-08-31"), day("2026-11-22")};
	struct report_period october_asked = {day("2026-10-01"), day("2026-10-31"), day("2026-11-22")};
	struct report_period autumn = {day("2026-09-01"), day("2026-11-30"), day("2026-11-22")};
	struct report_row row;

	report_row_fill(&row, &o, &august);
	assert_string_equal(row.person.risk.s, "mid");
	assert_int_equal(row.person.place, 4);
	assert_int_equal(row.person.team, 0);
	assert_false(row.on_leave || row.leave_overdue || row.breach);
	report_row_fill(&row, &o, &october_asked);
	assert_string_equal(row.person.risk.s, "high");
	assert_string_equal(row.person.control.s, "01");
	assert_string_equal(row.person.job.s, "farm");
	assert_int_equal(row.person.place, 7);
	assert_true(row.leave_overdue && !row.on_leave); /* seen back only on 3 November */
	assert_string_equal(row.custody.s, "detained");
	assert_true(row.breach); /* 31 days away: over 30 */
	assert_int_equal(row.visits_wanted, 2);
	report_row_fill(&row, &o, &autumn);
	assert_string_equal(row.person.risk.s, "low");
	assert_string_equal(row.person.control.s, "03");
	assert_false(row.leave_overdue);
	assert_string_equal(row.custody.s, "");
	assert_int_equal(row.visits_wanted, 6);
}

static enum rc choose(const char *line, struct err *err) {
	char path[] = "/tmp/wubao-figure-XXXXXX";
	int fd = mkstemp(path);
	FILE *f = fdopen(fd, "w");
	struct conf *conf = conf_new();
	enum rc rc;

	assert_non_null(f);
	fprintf(f, "[figures]\n%s\n", line);
	fclose(f);
	rc = conf_load(conf, path, err);
	if (rc == RC_OK)
		rc = figure_choose(conf, err);
	conf_free(conf);
	unlink(path);
	return rc;
}

/* The county's own sets: number, names and words follow. */
static void bases_are_the_county_s(void **state) { /* rule 9.3 */
	static const char *const bad[] = {"able = nobody", "able = - died", "able = register -", "able = register died",
	                                  "able = talks", "able = +"};
	struct report_row rows[ORDERS];
	struct err err = {0};
	char words[FORMULA_BUF];
	const struct rate_def *execution = NULL;

	for (size_t i = 0; i < rate_count; i++)
		if (strcmp(rate_table[i].id, "execution_rate") == 0)
			execution = &rate_table[i];
	tr_set_lang(LANG_EN);
	fill_station(rows, "2026-10-01", "2026-10-31", "2026-11-22");
	assert_string_equal(rate_formula(execution, words),
	                    "Executing or suspended / ordered and not ended; without the deceased and those in prison or isolation.");
	assert_int_equal(choose("execution_base = register + rehab_moved-awaiting", &err), RC_OK);
	assert_int_equal(total("execution_base", rows, ORDERS), 7); /* 1 2 3 6 9 11 and 12, without 4 and 5 */
	assert_string_equal(figure_formula(figure_find("execution_base")),
	                    "On the register + Moved away in the period - Awaiting report");
	assert_string_equal(rate_formula(execution, words),
	                    "Executing or suspended / On the register + Moved away in the period - Awaiting report");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(choose(bad[i], &err), RC_CONFIG);
		assert_string_equal(err.id, "figures.set");
	}
	tr_set_lang(LANG_ZH);
#define FOUR(s) s s s s
	assert_int_equal(choose("execution_base = age_other" FOUR(" + age_other") FOUR(" - age_other") FOUR(" - age_other"), &err), RC_OK);
	assert_non_null(strstr(figure_formula(figure_find("execution_base")), "..")); /* cut at a character */
	assert_int_equal(choose("", &err), RC_OK);
	assert_int_equal(total("execution_base", rows, ORDERS), 7);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_figure_has_its_number_and_names),
		cmocka_unit_test(rates_show_both_numbers),
		cmocka_unit_test(parts_add_up_to_the_register),
		cmocka_unit_test(running_month_counts_as_of_the_day_asked),
		cmocka_unit_test(past_months_show_what_was_then),
		cmocka_unit_test(windows_of_the_last_day_belong_to_the_month),
		cmocka_unit_test(order_s_own_state_holds_for_today),
		cmocka_unit_test(months_balance),
		cmocka_unit_test(use_and_three_years_without),
		cmocka_unit_test(risk_control_and_work_are_those_of_the_day),
		cmocka_unit_test(bases_are_the_county_s),
	};

	return cmocka_run_group_tests_name("figure", tests, NULL, NULL);
}
