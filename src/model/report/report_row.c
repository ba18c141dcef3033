/* SPDX-License-Identifier: MIT */
#include "model/report/report_row.h"

#include "model/event/dossier.h"
#include "model/rules/breach_count.h"

struct date report_period_day(const struct report_period *p) {
	return date_is_set(p->as_of) && date_before(p->as_of, p->to) ? p->as_of : p->to;
}

int report_period_months(const struct report_period *p) {
	int months = 1;

	while (!date_before(p->to, date_add_months(date_month_start(p->from), months)))
		months++;
	return months;
}

/* What the order's own dates say of a day no line of the log reaches back to. */
static void state_by_dates(struct report_row *row, const struct order_facts *c) {
	row->state = CODE_NONE;
	row->since = DATE_NONE;
	if (date_is_set(c->ordered) && !date_before(row->day, c->ordered)) {
		row->state = code_of("awaiting");
		row->since = c->ordered;
	}
	if (date_is_set(row->began) && !date_before(row->day, row->began)) {
		row->state = code_of("executing");
		row->since = row->began;
	}
	if (date_is_set(c->ended) && !date_before(row->day, c->ended)) {
		row->state = c->state;
		row->since = c->ended;
	}
}

static void state_on_day(struct report_row *row, const struct order_facts *c,
                         const struct status_fact *log, size_t n) {
	const struct status_fact *holds = NULL;
	bool later = false;

	for (size_t i = 0; i < n; i++) {
		if (date_before(row->day, log[i].since))
			later = true;
		else if (holds == NULL || !date_before(log[i].since, holds->since))
			holds = &log[i];
	}
	if (holds == NULL) {
		state_by_dates(row, c);
		return;
	}
	row->state = later ? holds->state : c->state;
	row->since = holds->since;
	if (!later && !order_facts_is_open(c->state) && date_is_set(c->ended))
		row->since = c->ended;
}

/* Of records by day the last one not after it; none: *value stays. */
static void value_on(const struct status_fact *v, size_t n, struct date day, struct code *value) {
	for (size_t i = 0; i < n && !date_before(day, v[i].since); i++)
		*value = v[i].state;
}

static void count_windows(struct report_row *row, const struct window_list *windows,
                          struct date as_of) {
	row->has_windows = windows->n > 0;
	row->windows = window_count(windows, row->from, row->day, as_of);
	for (size_t i = 0; i < windows->n; i++) {
		const struct window *w = &windows->v[i];
		struct window_count *year =
			&row->year[w->year < REPORT_YEARS ? w->year - 1 : REPORT_YEARS - 1];

		if (date_before(row->day, w->last) || !date_before(w->last, as_of))
			continue;
		year->should += !w->excused;
		year->done += !w->excused && w->events >= w->need;
		year->missing += !w->excused && w->events < w->need;
	}
}

/* The same of the visits: what began before the station counts and holds no record is nobody's
 * slip. */
static void count_visits(struct report_row *row, const struct report_order *o, struct date as_of) {
	for (size_t i = 0; i < o->visits->n; i++) {
		const struct window *w = &o->visits->v[i];
		struct window_list one = {.v = o->visits->v + i, .n = 1};
		struct window_count c = window_count(&one, row->from, row->day, as_of);

		if (date_before(w->first, o->counted_from) && w->events < w->need)
			continue;
		row->visits.should += c.should;
		row->visits.done += c.done;
		row->visits.missing += c.missing;
		row->visits.excused += c.excused;
	}
}

/* Work that has ended is none, whatever stood there before it. */
static void work_on_day(struct report_row *row, const struct report_order *o) {
	const struct interval *newest = NULL;

	value_on(o->jobs, o->job_count, row->day, &row->person.job);
	for (size_t i = 0; i < o->work_count && !date_before(row->day, o->works[i].from); i++)
		newest = &o->works[i];
	if (!newest || !date_is_set(newest->to) || !date_before(newest->to, row->day))
		return;
	for (size_t i = 0; i < o->job_count; i++)
		if (date_before(newest->to, o->jobs[i].since) &&
		    !date_before(row->day, o->jobs[i].since))
			return;
	row->person.job = code_of("none");
}

static void count_tests(struct report_row *row, const struct report_order *o) {
	for (size_t i = 0; i < o->course->test_count; i++) {
		const struct event_fact *t = &o->course->tests[i];

		if (!t->valid || date_before(t->day, row->from) || date_before(row->day, t->day))
			continue;
		row->tests++;
		row->positive += t->positive;
	}
	for (size_t i = 0; i < o->positive_count; i++)
		row->relapsed |= date_is_set(row->began) &&
		                 !date_before(o->positives[i], row->began) &&
		                 !date_before(row->day, o->positives[i]);
}

/* A leave as it stood on the day: who came back later was still away. */
static void leaves_on_day(struct report_row *row, const struct report_order *o) {
	for (size_t i = 0; i < o->leave_count; i++) {
		struct leave l = o->leaves[i];

		if (date_before(row->day, l.leave_from) || code_is(l.leave_state, "refused") ||
		    code_is(l.leave_state, "withdrawn"))
			continue;
		if (date_is_set(l.returned) && !date_before(row->day, l.returned))
			continue;
		if (date_is_set(l.returned)) {
			l.returned = DATE_NONE;
			l.leave_state = CODE_NONE;
		}
		if (code_is(leave_state_on(&l, row->day), "overdue"))
			row->leave_overdue = true;
		else if (!code_is(l.leave_state, "pending") && !code_is(l.leave_state, "back"))
			row->on_leave = true;
	}
}

static void breach_count_on_day(struct report_row *row, const struct report_order *o) {
	size_t missed = 0, warnings = 0;
	struct breach_count b;

	while (missed < o->missed_count && !date_before(row->day, o->missed[missed].occurred))
		missed++;
	while (warnings < o->warning_count &&
	       !date_before(row->day, o->warnings[warnings].occurred))
		warnings++;
	if (missed + warnings == 0)
		return;
	breach_count_make(o->missed, missed, o->warnings, warnings, row->day, &b);
	row->breach = b.refusals >= BREACH_REFUSALS || b.absences >= BREACH_ABSENCES ||
	              b.days > BREACH_DAYS;
	breach_count_clear(&b);
}

/* By the same rule, of the day before the period. */
static void was_on_register(struct report_row *row, const struct report_order *o) {
	struct report_row before = {.day = date_add_days(row->from, -1), .began = row->began};

	if (date_before(before.day, o->course->ordered))
		return;
	state_on_day(&before, o->course, o->log, o->log_count);
	row->was_open = order_facts_is_open(before.state);
}

void report_row_fill(struct report_row *row, const struct report_order *o,
                     const struct report_period *period) {
	const struct order_facts *c = o->course;

	*row = (struct report_row){.person = o->person,
	                           .order_id = o->order_id, .kind = c->kind, .worker = o->worker,
	                           .from = period->from, .day = report_period_day(period),
	                           .reported = c->term.reported, .agreed = o->agreed,
	                           .start = o->term->start, .end = o->term->end,
	                           .taken_over = o->taken_over, .visits_wanted =
	                                   o->visits_wanted * report_period_months(period)};
	row->began = date_is_set(c->term.reported) ? c->term.reported : row->start;
	row->deadline = term_report_deadline(c->ordered, c->served, c->report_days);
	state_on_day(row, c, o->log, o->log_count);
	was_on_register(row, o);
	value_on(o->risks, o->risk_count, row->day, &row->person.risk);
	value_on(o->controls, o->control_count, row->day, &row->person.control);
	work_on_day(row, o);
	count_windows(row, o->windows, period->as_of);
	count_visits(row, o, period->as_of);
	count_tests(row, o);
	leaves_on_day(row, o);
	breach_count_on_day(row, o);
	for (size_t i = 0; i < o->told_count; i++) {
		bool sent = !date_before(row->day, o->told[i].since);

		row->told_refusal |= sent && code_is(o->told[i].state, "refusal");
		row->told_breach |= sent && code_is(o->told[i].state, "breach");
	}
	for (size_t i = 0; i < o->allowance_count; i++)
		row->allowance |= !date_before(row->day, o->allowances[i]) &&
		                  !date_before(date_add_months(o->allowances[i], 12), row->day);
	for (size_t i = 0; i < o->custody_count; i++)
		if (interval_holds(&o->custody[i].days, row->day))
			row->custody = o->custody[i].kind;
	row->dossier = o->papers && dossier_complete_on(o->papers, row->state, row->day);
}
