/* The columns of every table, once. SPDX-License-Identifier: MIT */
#include "core/tr.h"
#include "model/report/figure_value.h"
#include "model/report/report_duty.h"

/* 8.2: everybody once, by the newest order; who cannot be reached stands apart from the state of
 * the order. */

static bool counts(const struct report_row *r) { return r->last && code_is_set(r->state); }

static long long unknown(const struct report_row *r) { return counts(r) && figure_lost(r); }

static bool known(const struct report_row *r) { return counts(r) && !figure_lost(r); }

static long long waits(const struct report_row *r) {
	return known(r) && figure_awaiting(r) && !figure_overdue(r);
}

static long long late(const struct report_row *r) { return known(r) && figure_overdue(r); }

static long long detox(const struct report_row *r) {
	return known(r) && figure_executing(r) && code_is(r->kind, "detox");
}

static long long rehab(const struct report_row *r) {
	return known(r) && figure_executing(r) && code_is(r->kind, "rehab");
}

static long long suspended(const struct report_row *r) { return known(r) && figure_suspended(r); }

static long long terminated(const struct report_row *r) {
	return known(r) && code_is(r->state, "terminated");
}

static long long moved(const struct report_row *r) {
	return known(r) && code_is(r->state, "moved");
}

static long long released(const struct report_row *r) {
	return known(r) && code_is(r->state, "released");
}

static long long everybody(const struct report_row *r) { return counts(r); }

#define STATE(id, label, words, value) {NULL, NULL, {id, label, FIGURE_REGISTER, FIGURE_PERSONS, \
                                                     words, value}}
static const struct report_column status_columns[] = {
	STATE("awaiting", N_("Awaiting report"), N_("By the newest order: ordered, the deadline not"
	                                            " over."), waits),
	STATE("overdue", N_("Report-in overdue"), N_("By the newest order: the deadline is over."),
	      late),
	STATE("detox", N_("Community detox"), N_("By the newest order: detox being executed."),
	      detox),
	STATE("rehab", N_("Community rehab"), N_("By the newest order: rehab being executed."),
	      rehab),
	STATE("suspended", N_("Suspended"), N_("By the newest order: under suspension."),
	      suspended),
	STATE("terminated", N_("Terminated"), N_("By the newest order: terminated."), terminated),
	STATE("moved", N_("Moved away"), N_("By the newest order: carried out elsewhere now."),
	      moved),
	STATE("released", N_("Released"), N_("By the newest order: released."), released),
	STATE("unknown", N_("Whereabouts unknown"), N_("On the register, contact lost, whatever the"
	                                               " state of the order."), unknown),
	STATE("all", N_("Together"), N_("Everybody with an order made by the last day."),
	      everybody),
};

/* 8.3: windows by year of the term, of orders executing or suspended on the last day. */

static const struct window_count *year(const struct report_row *r, int y) {
	static const struct window_count none = {0};

	return figure_under_execution(r) ? &r->year[y - 1] : &none;
}

#define YEAR(n) \
	static long long done_##n(const struct report_row *r) { \
		return year(r, n)->done; \
	} \
	static long long missing_##n(const struct report_row *r) { \
		return year(r, n)->missing; \
	}
YEAR(1)
YEAR(2)
YEAR(3)

static bool normal_one(const struct report_row *r) {
	bool fine = r->has_windows;

	for (int y = 1; y <= REPORT_YEARS; y++)
		fine &= r->year[y - 1].missing == 0;
	return fine;
}

static long long normal(const struct report_row *r) {
	return figure_under_execution(r) && normal_one(r);
}

static long long abnormal(const struct report_row *r) {
	return figure_under_execution(r) && !normal_one(r);
}

#define DONE_WORDS N_("Windows of that year of the term that ended by the last day and have a" \
                      " valid test.")
#define MISSING_WORDS N_("Windows of that year of the term that ended by the last day without one;" \
                         " not those excused, nor old ones without a word on them.")
#define TWO(id, top, section, n, middle) \
	{top, middle, {id "_" #n "_done", N_("Done"), section, FIGURE_TIMES, DONE_WORDS, \
	               done_##n, 0, OVER_STANDING}}, \
	{top, middle, {id "_" #n "_missing", N_("Missing"), section, FIGURE_TIMES, MISSING_WORDS, \
	               missing_##n, 0, OVER_STANDING}}
#define TESTS(id, top, section) \
	TWO(id, top, section, 1, N_("Year 1")), TWO(id, top, section, 2, N_("Year 2")), \
	TWO(id, top, section, 3, N_("Year 3")), \
	{top, N_("People"), {id "_normal", N_("Normal"), section, FIGURE_PERSONS, \
	 N_("Executing or suspended, nothing missing in any year."), normal}}, \
	{top, N_("People"), {id "_abnormal", N_("Abnormal"), section, FIGURE_PERSONS, \
	 N_("Executing or suspended, a window missing or no start of the term."), abnormal}}
static const struct report_column test_columns[] = {
	TESTS("detox", N_("Community detox"), FIGURE_DETOX),
	TESTS("rehab", N_("Community rehab"), FIGURE_REHAB),
	TESTS("all", N_("Together"), FIGURE_TESTS),
};

/* 8.4 */
#define RISKS \
	STATE("high", N_("High"), N_("On the register, risk high."), figure_risk_high), \
	STATE("mid", N_("Medium"), N_("On the register, risk medium."), figure_risk_mid), \
	STATE("low", N_("Low"), N_("On the register, risk low."), figure_risk_low), \
	STATE("none", N_("Not assessed"), N_("On the register, risk not assessed or blank."), \
	      figure_risk_none), \
	STATE("all", N_("Together"), \
	      N_("People with an order awaiting report, executing or suspended on the last day."), \
	      figure_on_register)
static const struct report_column risk_columns[] = {RISKS};

#define COLUMNS(c) c, sizeof c / sizeof *c
const struct report_kind report_kinds[] = {
	{"status", N_("Table of states"), COLUMNS(status_columns), ROWS_BY_VILLAGE, false, 1, false,
	 N_("States")},
	{"tests", N_("Table of tests"), COLUMNS(test_columns), ROWS_BY_VILLAGE, true, 3, false,
	 N_("Tests")},
	{"risk", N_("Table of risk"), COLUMNS(risk_columns), ROWS_BY_VILLAGE, false, 1, false,
	 N_("Risk")},
	{"assignment", N_("Table of assignments"), COLUMNS(risk_columns), ROWS_BY_OFFICER, false, 1, false,
	 N_("Assigned")},
	{"completion", N_("Duties done"), completion_columns, COMPLETION_COLUMNS, ROWS_BY_OFFICER, false, 2, true,
	 N_("Duties")},
	{"workload", N_("Workload"), workload_columns, WORKLOAD_COLUMNS, ROWS_BY_OFFICER, false, 1, true,
	 N_("Workload")},
	{"sweep", N_("Table of a sweep"), COLUMNS(sweep_columns), ROWS_BY_VILLAGE, false, 1, false,
	 N_("Sweep")},
	{"after", N_("Table after release"), COLUMNS(after_columns), ROWS_BY_COUNTY, false, 1, false,
	 N_("After release")},
};
const size_t report_kind_count = sizeof report_kinds / sizeof *report_kinds;
