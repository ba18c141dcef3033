/* SPDX-License-Identifier: MIT */
#include "model/report/report_row.h"

#include "model/event/dossier.h"
#include "model/promise/promise.h"
#include "model/report/report_duty.h"
#include "model/rules/breach_count.h"
#include "model/rules/legal_duty.h"

struct date report_period_day(const struct report_period *p) {
	return date_is_set(p->as_of) && date_before(p->as_of, p->to) ? p->as_of : p->to;
}

int report_period_months(const struct report_period *p) {
	int months = 1;

	while (!date_before(p->to, date_add_months(date_month_start(p->from), months)))
		months++;
	return months;
}

/* The newest line of the log up to the day (rule 3.7); made and not served yet, it is awaited. */
static void state_on_day(struct report_row *row, const struct order_facts *c,
                         const struct status_fact *log, size_t n) {
	const bool made = date_is_set(c->ordered) && !date_before(row->day, c->ordered);

	row->state = made ? code_of("awaiting") : CODE_NONE;
	row->since = !made ? DATE_NONE : c->taken ? c->taken_on : c->ordered;
	for (size_t i = 0; i < n && !date_before(row->day, log[i].since); i++) {
		row->state = log[i].state;
		row->since = log[i].since;
	}
}

/* Of what was said by day the last not after it; none: blank. */
static struct code value_on(const struct report_order *o, enum report_field f, struct date day) {
	struct code value = CODE_NONE;

	for (size_t i = 0; i < o->value_count[f] && !date_before(day, o->values[f][i].since); i++)
		value = o->values[f][i].state;
	return value;
}

static void values_on_day(struct report_row *row, const struct report_order *o) {
	struct report_person *who = &row->person;

	who->risk = value_on(o, FIELD_RISK, row->day);
	who->control = value_on(o, FIELD_CONTROL, row->day);
	who->job = value_on(o, FIELD_JOB, row->day);
	who->place = strtoll(value_on(o, FIELD_PLACE, row->day).s, NULL, 10);
	who->team = strtoll(value_on(o, FIELD_TEAM, row->day).s, NULL, 10);
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
		year->should += !w->why;
		year->done += !w->why && w->events >= w->need;
		year->missing += !w->why && w->events < w->need;
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

static void count_tests(struct report_row *row, const struct report_order *o) {
	for (size_t i = 0; i < o->course->test_count; i++) {
		const struct event_fact *t = &o->course->tests[i];

		if (!t->valid || date_before(t->day, row->from) || date_before(row->day, t->day))
			continue;
		row->tests++;
		row->positive += t->positive;
	}
}

static void count_uses(struct report_row *row, const struct report_order *o) {
	bool released = code_is(row->state, "released");

	for (size_t i = 0; i < o->use_count; i++) {
		const struct use_fact *u = &o->uses[i];

		if (date_before(row->day, u->day))
			continue;
		row->used |= date_is_set(row->began) && !date_before(u->day, row->began);
		if (date_before(u->day, row->from))
			continue;
		row->uses++;
		row->uses_after += released && u->order == o->order_id &&
		                   date_before(row->since, u->day);
	}
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
		row->leave_waiting += code_is(l.leave_state, "pending");
		if (code_is(leave_state_on(&l, row->day), "overdue"))
			row->leave_overdue = true;
		else if (!code_is(l.leave_state, "pending") && !code_is(l.leave_state, "back"))
			row->on_leave = true;
	}
}

static void breach_count_on_day(struct report_row *row, const struct report_order *o) {
	size_t missed = 0, warnings = 0, told = 0;
	struct breach_count b;

	while (missed < o->missed_count && !date_before(row->day, o->missed[missed].occurred))
		missed++;
	while (warnings < o->warning_count &&
	       !date_before(row->day, o->warnings[warnings].occurred))
		warnings++;
	if (missed + warnings == 0)
		return;
	while (told < o->told_count && !date_before(row->day, o->told[told].sent))
		told++;
	/* as it was known on the day: what was sent later tells nothing */
	const struct order_facts known = {.warnings = o->warnings, .warning_count = warnings,
	                                  .sent = o->told, .sent_count = told};

	breach_count_make(o->missed, missed, o->warnings, warnings, row->day, &b);
	row->breach = breach_is_reached(&b);
	row->told_breach = row->breach && legal_duty_breach_is_told(&known, &b);
	breach_count_clear(&b);
}

/* After a release, of the person's newest order; what began before the station counts is nobody's
 * slip. */
static void count_followups(struct report_row *row, const struct report_order *o,
                            struct date as_of) {
	struct date from = row->since, due;

	if (!o->every || !code_is(row->state, "released") || !date_is_set(from))
		return;
	for (int n = 1; date_is_set(due = followup_day(row->since, o->every, n)); n++) {
		bool done = false;

		for (size_t i = 0; i < o->followup_count; i++)
			done |= date_before(from, o->followups[i]) &&
			        !date_before(due, o->followups[i]);
		if (!date_before(due, row->from) && !date_before(row->day, due) &&
		    date_before(due, as_of) && !date_before(from, o->counted_from)) {
			row->followups_should++;
			row->followups_done += done;
		}
		from = due;
	}
}

/* By the same rule, of the day before the period. */
static void was_on_register(struct report_row *row, const struct report_order *o) {
	struct report_row before = {.day = date_add_days(row->from, -1), .began = row->began};

	if (date_before(before.day, o->course->ordered) ||
	    (o->course->taken && date_before(before.day, o->course->taken_on)))
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
	                           .taken_over = o->taken_over,
	                           .taken_on = c->taken ? c->taken_on : DATE_NONE,
	                           .visits_wanted =
	                                   o->visits_wanted * report_period_months(period)};
	row->ordered = c->ordered;
	row->began = c->taken                        ? c->begun
	             : date_is_set(c->term.reported) ? c->term.reported
	                                             : row->start;
	row->deadline = term_report_deadline(
		c->ordered, c->taken ? c->taken_on : c->served, c->report_days);
	state_on_day(row, c, o->log, o->log_count);
	was_on_register(row, o);
	values_on_day(row, o);
	count_windows(row, o->windows, period->as_of);
	count_visits(row, o, period->as_of);
	if (o->regular)
		report_duty_count(row, o, period);
	row->overdue = date_cmp(row->day, period->as_of) == 0 ? o->overdue : 0;
	count_tests(row, o);
	count_uses(row, o);
	leaves_on_day(row, o);
	breach_count_on_day(row, o);
	count_followups(row, o, period->as_of);
	for (size_t i = 0; i < o->told_count; i++) {
		const struct sent_fact *told = &o->told[i];
		bool sent = !date_before(row->day, told->sent);

		row->told_refusal |= sent && code_is(told->reason, "refusal");
		row->failed |= sent && str_in_list("refusal,breach", told->reason.s) &&
		               !(date_is_set(row->began) && date_before(told->sent, row->began));
	}
	row->failed |= row->breach;
	for (size_t i = 0; i < o->allowance_count; i++)
		row->allowance |= !date_before(row->day, o->allowances[i]) &&
		                  !date_before(date_add_months(o->allowances[i], 12), row->day);
	for (size_t i = 0; i < o->custody_count; i++)
		if (interval_holds(&o->custody[i].days, row->day))
			row->custody = o->custody[i].kind;
	row->dossier = o->papers && dossier_complete_on(o->papers, row->state, row->day);
}

void report_rows_join(struct report_row *rows, size_t n, const struct report_order *o) {
	struct report_row *last = &rows[n - 1];
	struct abstinence_order *orders = mem_zalloc(n, sizeof *orders);
	const struct abstinence_case c = {.orders = orders, .order_count = n, .custody = o->custody,
	                                  .custody_count = o->custody_count, .uses = o->uses,
	                                  .use_count = o->use_count,
	                                  .died = code_is(last->person.control, "03")};

	for (size_t i = 0; i < n; i++) {
		rows[i].last = i + 1 == n;
		orders[i] = (struct abstinence_order){
			.kind = rows[i].kind, .state = rows[i].state, .ordered = rows[i].ordered,
			.began = rows[i].began, .failed = rows[i].failed};
	}
	abstinence_of(&c, last->day, &last->clean);
	free(orders);
}
