/* SPDX-License-Identifier: MIT */
#include "model/rules/due.h"

#include "core/mem.h"
#include "model/rules/duty_kind.h"
#include "model/rules/file_gap.h"
#include "model/rules/legal_duty.h"

/* Windows nothing answers; of these within the bounds, where given. Old ones stand apart. */
static void add_windows(const struct window_list *windows, enum due_kind kind,
                        const struct due_bounds *b, struct due_rows *out) {
	for (size_t i = 0; i < windows->n; i++) {
		const struct window *w = &windows->v[i];
		bool away = w->away && kind == DUE_TEST && !w->why;

		if ((w->why && w->why != WINDOW_OLD) || (w->answered && !away) ||
		    w->events >= w->need ||
		    (b && (date_before(w->first, b->first) || date_before(b->until, w->first))))
			continue;
		due_rows_add(out, kind, w->last, w->ordinal, w->first);
		if (away)
			out->v[out->n - 1].group = DUE_BASE_TEST_AWAY;
		else if (w->why == WINDOW_OLD)
			out->v[out->n - 1].group = DUE_BASE_OLD_TEST;
		else if (b && due_has_left(&out->v[out->n - 1], b))
			out->v[out->n - 1].group = DUE_BASE_UNANSWERED;
	}
}

bool due_has_left(const struct due_row *r, const struct due_bounds *b) {
	struct date month = date_add_months(date_month_start(b->until), -1);

	return date_before(r->due_on, b->from) &&
	       (r->group != DUE_BASE_ASSESSMENT || 2 * r->due_on.n - r->first.n + 1 < month.n);
}

static void add_regulars(const struct order_facts *c, const struct profile_set *set,
                         struct due_rows *out) {
	struct window_list windows = {.v = NULL};
	struct term term;

	for (size_t k = 0; date_is_set(c->bounds.until) && k < duty_kind_count; k++) {
		if (duty_kind_table[k].due == DUE_TEST)
			continue;
		order_facts_regular_windows(c, set, k, &term, &windows);
		add_windows(&windows, duty_kind_table[k].due, &c->bounds, out);
	}
	window_list_clear(&windows);
}

void due_compute_regulars(const struct order_facts *c, const struct profile_set *set,
                          struct due_rows *out) {
	out->n = 0;
	if (order_facts_is_open(c->state) && !code_is(c->state, "awaiting"))
		add_regulars(c, set, out);
}

void due_compute(const struct order_facts *c, const struct profile_set *set, struct due_rows *out) {
	struct window_list windows = {.v = NULL};
	struct term term;

	out->n = 0;
	legal_duty_police(c, out);
	if (code_is(c->state, "awaiting")) {
		due_rows_add(out, DUE_REPORT_IN,
		             term_report_deadline(c->ordered,
		                                  c->taken ? c->taken_on : c->served,
		                                  c->report_days), 0, DATE_NONE);
		legal_duty_papers(c, out);
		return;
	}
	if (!order_facts_is_open(c->state)) {
		legal_duty_notice(c, out);
		return;
	}
	legal_duty_leave(c, out);
	order_facts_windows(c, set, &term, &windows);
	if (!term_is_sound(&term)) {
		due_rows_add(out, DUE_FIX_TERM, c->ordered, 0, DATE_NONE);
	} else {
		add_windows(&windows, DUE_TEST, NULL, out);
		legal_duty_near(c, out);
		add_regulars(c, set, out);
		file_gaps_find(c->gaps, term.start, out);
		if (code_is(c->state, "executing")) {
			due_rows_add(out, DUE_TERM_END, term.end, 0, DATE_NONE);
			legal_duty_release_file(c, term.end, out);
		}
	}
	legal_duty_laboratory(c, out);
	legal_duty_papers(c, out);
	window_list_clear(&windows);
}
