/* SPDX-License-Identifier: MIT */
#include "model/rules/order_facts.h"

#include "core/mem.h"
#include "model/rules/duty_kind.h"

static struct code level_on(const struct order_facts *c, struct date day) {
	struct code level = {""};

	for (size_t i = 0; i < c->risk_count && !date_before(day, c->risks[i].since); i++)
		level = c->risks[i].level;
	return level;
}

/* The next day after `day` on which the profile, an overlay or the level may change; false:
 * none. */
static bool next_day(const struct order_facts *c, const struct profile_set *set,
                     const struct schedule *base, struct date day, struct date *out) {
	struct date best = {INT32_MAX};

	for (size_t i = 0; i < base->n; i++)
		if (date_before(day, base->from[i]) && date_before(base->from[i], best))
			best = base->from[i];
	for (size_t i = 0; i < c->risk_count; i++)
		if (date_before(day, c->risks[i].since) && date_before(c->risks[i].since, best))
			best = c->risks[i].since;
	for (size_t i = 0; i < set->n; i++)
		if (set->row[i]->risk && date_before(day, set->row[i]->effective) &&
		    date_before(set->row[i]->effective, best))
			best = set->row[i]->effective;
	*out = best;
	return best.n != INT32_MAX;
}

static void denser_on(const struct order_facts *c, const struct profile_set *set,
                      const struct term *term, const char *kind, const struct schedule *base,
                      struct date day, struct schedule *one) {
	struct schedule plain = {.rule = {schedule_rule_at(base, day)},
	                         .profile = {schedule_profile_at(base, day)},
	                         .from = {DATE_NONE},
	                         .n = base->n > 0};
	struct schedule over = {.from = {DATE_NONE}, .n = 1};

	over.profile[0] = profile_overlay(set, level_on(c, day), kind, day, &over.rule[0]);
	*one = over.profile[0] ? *schedule_denser(term, &plain, &over) : plain;
	if (one->n == 0)
		*one = (struct schedule){.rule = {&schedule_none}, .n = 1};
}

void order_facts_schedule(const struct order_facts *c, const struct profile_set *set,
                          const struct term *term, const char *kind, struct schedule *out) {
	struct schedule base, one;
	struct date day = {INT32_MIN};

	profile_schedule(set, c->kind, term->months, kind, &base);
	*out = base;
	if (!profile_has_overlay(set) || c->risk_count == 0)
		return;
	out->n = 0;
	do {
		denser_on(c, set, term, kind, &base, day, &one);
		if (out->n > 0 && out->rule[out->n - 1] == one.rule[0])
			continue;
		/* more changes than any station has made: the last one goes on */
		if (out->n == PROFILE_VERSIONS)
			return;
		out->rule[out->n] = one.rule[0];
		out->profile[out->n] = one.profile[0];
		out->from[out->n++] = day;
	} while (next_day(c, set, &base, day, &day));
	out->from[0] = DATE_NONE;
}

/* Marked by suspensions, days away and the end of the order; then what is another place's. */
static void mark(const struct order_facts *c, struct window_list *out,
                 const struct event_fact *events, size_t count) {
	size_t n = 0;
	struct window_off *off = mem_zalloc(c->term.suspension_count + c->away_count + 1,
	                                    sizeof *off);

	for (size_t i = 0; i < c->term.suspension_count; i++)
		off[n++] = (struct window_off){c->term.suspensions[i], WINDOW_SUSPENDED};
	for (size_t i = 0; i < c->away_count; i++)
		off[n++] = c->away[i];
	window_mark(out, events, count, off, n);
	window_outside(out, c->taken ? c->taken_on : DATE_NONE,
	               order_facts_is_open(c->state) ? DATE_NONE : c->ended);
	free(off);
}

/* Windows of before the station began that hold neither a test nor a word on its absence
 * (rule 4.23). */
static void mark_old(const struct order_facts *c, struct window_list *windows) {
	for (size_t i = 0; i < windows->n && c->old_tests != OLD_TESTS_ENTER; i++) {
		struct window *w = &windows->v[i];
		bool told = false;

		if (!date_is_set(c->counted_from) || !date_before(w->last, c->counted_from))
			return;
		for (size_t k = 0; k < c->explained_count; k++)
			told = told || c->explained[k] == w->ordinal;
		if (w->why == WINDOW_ASKED && w->events < w->need && !told)
			w->why = c->old_tests == OLD_TESTS_CLOSE ? WINDOW_CLOSED : WINDOW_OLD;
	}
}

void order_facts_cut(const struct order_facts *c, const struct profile_set *set, const char *kind,
                     struct term *term, struct window_list *out) {
	struct schedule schedule;

	term_compute(&c->term, term);
	order_facts_schedule(c, set, term, kind, &schedule);
	window_cut(term, &schedule, out);
}

void order_facts_mark_kind(const struct order_facts *c, const char *kind,
                           const struct event_fact *events, size_t count,
                           struct window_list *windows) {
	mark(c, windows, events, count);
	window_answer(windows, c->excuses, c->excuse_count, kind);
}

void order_facts_windows_of(const struct order_facts *c, const struct profile_set *set,
                            const char *kind, const struct event_fact *events, size_t count,
                            struct term *term, struct window_list *out) {
	order_facts_cut(c, set, kind, term, out);
	order_facts_mark_kind(c, kind, events, count, out);
}

/* A person's word on it is an answer whatever the day. */
static void explain(struct window *w) {
	w->answered = true;
	w->away = false;
}

void order_facts_mark(const struct order_facts *c, struct window_list *windows) {
	order_facts_mark_kind(c, "test", c->tests, c->test_count, windows);
	for (size_t i = 0; i < c->explained_count; i++) {
		if (c->explained[i] >= 1 && (size_t)c->explained[i] <= windows->n)
			explain(&windows->v[c->explained[i] - 1]);
	}
	mark_old(c, windows);
}

void order_facts_windows(const struct order_facts *c, const struct profile_set *set,
                         struct term *term, struct window_list *out) {
	order_facts_cut(c, set, "test", term, out);
	order_facts_mark(c, out);
}

void order_facts_regular_windows(const struct order_facts *c, const struct profile_set *set,
                                 size_t regular, struct term *term, struct window_list *out) {
	order_facts_windows_of(c, set, duty_kind_table[regular].kind,
	                       c->regular ? c->regular[regular].v : NULL,
	                       c->regular ? c->regular[regular].n : 0, term, out);
}
