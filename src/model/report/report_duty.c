/* Duties by what became of them: counted from the same windows as the return, so that the sums are
 * its numbers. Pure. SPDX-License-Identifier: MIT */
#include "model/report/report_duty.h"

#include "core/tr.h"
#include "model/report/figure_value.h"
#include "model/rules/duty_kind.h"

/* By the register that answers: both kinds of report stand together, both of assessment too. */
static enum report_duty duty_of(const struct duty_kind_def *kind) {
	static const char *const regs[REPORT_DUTIES] = {
		[DUTY_TEST] = "test", [DUTY_TALK] = "talk", [DUTY_VISIT] = "visit",
		[DUTY_REPORT] = "report", [DUTY_ASSESSMENT] = "assessment"};

	for (int d = DUTY_TEST; d < REPORT_DUTIES; d++)
		if (strcmp(regs[d], kind->reg) == 0)
			return (enum report_duty)d;
	return DUTY_ALL;
}

static void add(struct report_row *row, enum report_duty duty, enum duty_outcome outcome) {
	row->duty[DUTY_ALL][outcome]++;
	if (duty != DUTY_ALL)
		row->duty[duty][outcome]++;
}

/* Ended and the station's to answer for: rules 4.9 and 9.12, split up by rule 19.1. */
static void add_ended(struct report_row *row, enum report_duty duty, const struct window *w) {
	if (w->why) {
		if (w->why <= WINDOW_ILL)
			add(row, duty, OUTCOME_EXCUSED);
		return;
	}
	add(row, duty, OUTCOME_DUE);
	if (w->events >= w->need)
		add(row, duty, w->events - w->late >= w->need ? OUTCOME_TIMELY : OUTCOME_LATE);
	else
		add(row, duty, w->redone ? OUTCOME_REDONE : OUTCOME_MISSED);
}

static void count_kind(struct report_row *row, enum report_duty duty,
                       const struct window_list *windows, struct date counted_from,
                       const struct report_period *p) {
	for (size_t i = 0; i < windows->n; i++) {
		const struct window *w = &windows->v[i];
		bool done = w->events >= w->need;

		if (!date_before(w->last, row->from) && !date_before(row->day, w->last) &&
		    date_before(w->last, p->as_of)) {
			if (duty == DUTY_TEST || done || !date_before(w->first, counted_from))
				add_ended(row, duty, w);
		} else if (date_cmp(row->day, p->as_of) == 0 && !w->why &&
		           !date_before(p->as_of, w->first) && !date_before(w->last, p->as_of)) {
			add(row, duty, done ? OUTCOME_AHEAD : OUTCOME_OPEN);
		}
	}
}

void report_duty_count(struct report_row *row, const struct report_order *o,
                       const struct report_period *period) {
	for (size_t k = 0; k < duty_kind_count; k++) {
		const enum report_duty duty = duty_of(&duty_kind_table[k]);

		count_kind(row, duty, duty == DUTY_TEST    ? o->windows
		                      : duty == DUTY_VISIT ? o->visits
		                                           : &o->regular[k],
		           o->counted_from, period);
	}
}

/* ---- columns ---- */

#define OUTCOMES(X, duty, DUTY, top) \
	X(duty, DUTY, top, due, OUTCOME_DUE, N_("Due"), \
	  N_("Windows that ended in the period, not excused: as the month report counts them.")) \
	X(duty, DUTY, top, timely, OUTCOME_TIMELY, N_("Timely"), \
	  N_("Of these: done in their window, and recorded within 3 days.")) \
	X(duty, DUTY, top, late, OUTCOME_LATE, N_("Entered late"), \
	  N_("Of these: done in their window, recorded more than 3 days later.")) \
	X(duty, DUTY, top, redone, OUTCOME_REDONE, N_("Made up"), \
	  N_("Of these: missed, and a later make-up test answered it. The return counts it as" \
	     " missed.")) \
	X(duty, DUTY, top, missed, OUTCOME_MISSED, N_("Missed"), \
	  N_("Of these: nothing was done, whatever the reason recorded.")) \
	X(duty, DUTY, top, excused, OUTCOME_EXCUSED, N_("Not asked"), \
	  N_("Windows excused by suspension, custody or illness: not among those due.")) \
	X(duty, DUTY, top, ahead, OUTCOME_AHEAD, N_("Done early"), \
	  N_("The window still runs today and is done already.")) \
	X(duty, DUTY, top, open, OUTCOME_OPEN, N_("To do"), \
	  N_("The window runs today and is not done yet."))
#define VALUE(duty_, DUTY, top, id, OUTCOME, label, words) \
	static long long n_##duty_##_##id(const struct report_row *r) { \
		return r->duty[DUTY][OUTCOME]; \
	}
#define COLUMN(duty_, DUTY, top, id, OUTCOME, label, words) \
	{top, NULL, {#duty_ "_" #id, label, FIGURE_TESTS, FIGURE_TIMES, words, n_##duty_##_##id}},
#define DUTIES(X) \
	OUTCOMES(X, all, DUTY_ALL, N_("All duties")) \
	OUTCOMES(X, test, DUTY_TEST, N_("Tests")) \
	OUTCOMES(X, talk, DUTY_TALK, N_("Talks")) \
	OUTCOMES(X, visit, DUTY_VISIT, N_("Visits")) \
	OUTCOMES(X, report, DUTY_REPORT, N_("Self reports")) \
	OUTCOMES(X, assessment, DUTY_ASSESSMENT, N_("Assessments"))
DUTIES(VALUE)

const struct report_column completion_columns[COMPLETION_COLUMNS] = {DUTIES(COLUMN)};

static long long overdue(const struct report_row *r) { return r->overdue; }

static long long done(const struct report_row *r) {
	const int *all = r->duty[DUTY_ALL];

	return all[OUTCOME_TIMELY] + all[OUTCOME_LATE] + all[OUTCOME_AHEAD];
}

static long long waiting(const struct report_row *r) { return r->leave_waiting; }

#define WORK(id, label, unit, words, value) \
	{NULL, NULL, {id, label, FIGURE_REGISTER, unit, words, value}}
const struct report_column workload_columns[WORKLOAD_COLUMNS] = {
	WORK("people", N_("People"), FIGURE_PERSONS, N_("On the register, of this worker."),
	     figure_on_register),
	WORK("high", N_("High"), FIGURE_PERSONS, N_("On the register, risk high."),
	     figure_risk_high),
	WORK("mid", N_("Medium"), FIGURE_PERSONS, N_("On the register, risk medium."),
	     figure_risk_mid),
	WORK("low", N_("Low"), FIGURE_PERSONS, N_("On the register, risk low."), figure_risk_low),
	WORK("none", N_("Not assessed"), FIGURE_PERSONS,
	     N_("On the register, risk not assessed or blank."), figure_risk_none),
	WORK("overdue", N_("Overdue now"), FIGURE_TIMES,
	     N_("Lines of Today that are past their last day, as it stands now."), overdue),
	WORK("done", N_("Done so far"), FIGURE_TIMES,
	     N_("Windows of the period that are done, those that still run too."), done),
	WORK("open", N_("To do"), FIGURE_TIMES, N_("The window runs today and is not done yet."),
	     n_all_open),
	WORK("missed", N_("Missed"), FIGURE_TIMES,
	     N_("Of these: nothing was done, whatever the reason recorded."), n_all_missed),
	WORK("leave", N_("Leave to approve"), FIGURE_TIMES,
	     N_("Leaves that wait for approval on the last day."), waiting),
};
