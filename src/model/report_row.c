#include "model/report_row.h"

struct date report_period_day(const struct report_period *p) {
	return date_is_set(p->as_of) && date_before(p->as_of, p->to) ? p->as_of : p->to;
}

/* What the order's own dates say of a day no line of the log reaches back to. */
static void state_by_dates(struct report_row *row, const struct course *c) {
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

static void state_on_day(struct report_row *row, const struct course *c, const struct status_fact *log, size_t n) {
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
	if (!later && !course_is_open(c->state) && date_is_set(c->ended))
		row->since = c->ended;
}

void report_row_fill(struct report_row *row, const struct report_person *person, long long order_id,
                     const struct course *c, struct date agreed, const struct status_fact *log, size_t log_count,
                     const struct profile_set *set, const struct report_period *period) {
	struct window_list windows = {.v = NULL};
	struct term term;

	*row = (struct report_row){.person = *person, .order_id = order_id, .kind = c->kind, .from = period->from,
	                           .day = report_period_day(period), .reported = c->term.reported, .agreed = agreed};
	course_windows(c, set, &term, &windows);
	row->start = term.start;
	row->end = term.end;
	row->began = date_is_set(c->term.reported) ? c->term.reported : term.start;
	row->deadline = term_report_deadline(c->ordered, c->served, c->report_days);
	state_on_day(row, c, log, log_count);
	row->windows = window_count(&windows, row->from, row->day, period->as_of);
	window_list_clear(&windows);
	for (size_t i = 0; i < c->test_count; i++) {
		const struct event_fact *t = &c->tests[i];

		if (!t->valid || date_before(t->day, row->from) || date_before(row->day, t->day))
			continue;
		row->tests++;
		row->positive += t->positive;
	}
}
