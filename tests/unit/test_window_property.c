/* SPDX-License-Identifier: MIT
 * Windows against a second implementation that shares nothing with the first: it walks the term day by day with its
 * own calendar, says of each day which window it belongs to by a list of boundary months, and counts by looking at
 * every day. Thousands of made-up orders; the seed is fixed, so a failure comes back.
 */
#include <stdio.h>
#include <string.h>

#include "core/field.h"
#include "model/rules/order_facts.h"
#include "texts.h"

enum { ORDERS = 4000, DAYS_MAX = 3000, EVENTS_MAX = 30, INTERVALS_MAX = 4 };

static uint32_t seed = 20261122;

static int pick(int from, int to) {
	seed = seed * 1664525u + 1013904223u;
	return from + (int)((seed >> 8) % (uint32_t)(to - from + 1));
}

/* A calendar of its own: a day is year, month, day, and only ever moves on by one. */
struct civil {
	int y, m, d;
};

static int naive_month_days(int y, int m) {
	if (m == 2)
		return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0 ? 29 : 28;
	return m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31;
}

static void naive_next(struct civil *c) {
	if (++c->d > naive_month_days(c->y, c->m)) {
		c->d = 1;
		if (++c->m > 12) {
			c->m = 1;
			c->y++;
		}
	}
}

/* Does a window of this profile begin with month k of the term (half: 15 days after)? Written out, not computed. */
static bool naive_begins(const char *id, int k, bool half) {
	if (strcmp(id, "detox28") == 0 && k < 6)
		return true;
	if (half)
		return false;
	if (strcmp(id, "rehab36") == 0)
		return k < 12 ? k % 2 == 0 : k < 24 ? k % 3 == 0 : k % 6 == 0;
	if (strcmp(id, "rehab24") == 0)
		return k % 2 == 0;
	return k < 12 || (k < 24 ? k % 2 == 0 : k % 3 == 0); /* detox, detox28 later, rehab22 */
}

struct naive {
	int days;
	int window[DAYS_MAX]; /* ordinal of the window of each day of the term */
	int windows;
};

static void naive_cut(struct naive *out, const char *id, struct civil start, int days) {
	struct civil c = start;
	int since_month = 0;

	*out = (struct naive){.days = days};
	for (int i = 0; i < days; i++, naive_next(&c), since_month++) {
		int k = (c.y - start.y) * 12 + c.m - start.m;
		int length = naive_month_days(c.y, c.m);

		if (c.d == (start.d < length ? start.d : length)) {
			since_month = 0;
			out->windows += naive_begins(id, k, false);
		} else if (since_month == 15) {
			out->windows += naive_begins(id, c.d < start.d ? k - 1 : k, true);
		}
		out->window[i] = out->windows;
	}
	/* A window of a single last day is part of the one before. */
	if (days > 1 && out->window[days - 1] != out->window[days - 2]) {
		out->window[days - 1] = out->window[days - 2];
		out->windows--;
	}
}

struct key_values {
	struct event_fact events[EVENTS_MAX];
	struct window_off excused[INTERVALS_MAX];
	int event_count, interval_count;
};

static void make_facts(struct key_values *f, struct date start, int days) {
	f->event_count = pick(0, EVENTS_MAX);
	for (int i = 0; i < f->event_count; i++)
		f->events[i] = (struct event_fact){.day = date_add_days(start, pick(-20, days + 20)), .valid = pick(0, 9) > 0,
		                                   .makeup = pick(0, 3) == 0};
	f->interval_count = pick(0, 1) ? pick(1, INTERVALS_MAX) : 0;
	for (int i = 0; i < f->interval_count; i++) {
		f->excused[i].days.from = date_add_days(start, pick(-50, days));
		f->excused[i].days.to = pick(0, 9) ? date_add_days(f->excused[i].days.from, pick(0, 120)) : DATE_NONE;
		f->excused[i].why = (enum window_why)pick(WINDOW_SUSPENDED, WINDOW_ILL);
	}
}

static bool naive_excused_day(const struct key_values *f, int n) {
	for (int i = 0; i < f->interval_count; i++)
		if (n >= f->excused[i].days.from.n &&
		    (!date_is_set(f->excused[i].days.to) || n <= f->excused[i].days.to.n))
			return true;
	return false;
}

/* Look at every day of one window and every event: is it excused, is it done? */
static void naive_window(const struct naive *v, const struct key_values *f, struct date start, int ordinal, bool *excused,
                         int *events, int *last) {
	int days = 0, covered = 0;

	*events = 0;
	for (int i = 0; i < v->days; i++) {
		if (v->window[i] != ordinal)
			continue;
		days++;
		covered += naive_excused_day(f, start.n + i);
		*last = i;
		for (int e = 0; e < f->event_count; e++)
			*events += f->events[e].valid && f->events[e].day.n == start.n + i;
	}
	/* a test in it: done, not excused */
	*excused = *events == 0 && (naive_excused_day(f, start.n + *last) || covered > days - covered);
}

static void compare_counts(const struct window_list *list, const struct naive *v, const struct key_values *f,
                           struct date start, struct date today) {
	struct window_count want = {0}, got = window_count(list, DATE_NONE, DATE_NONE, today);

	for (int o = 1; o <= v->windows; o++) {
		bool excused;
		int events, last = 0;

		naive_window(v, f, start, o, &excused, &events, &last);
		assert_int_equal(list->v[o - 1].why != WINDOW_ASKED, excused);
		assert_int_equal(list->v[o - 1].events, events);
		if (start.n + last >= today.n)
			continue;
		want.excused += excused;
		want.should += !excused;
		want.done += !excused && events > 0;
		want.missing += !excused && events == 0;
	}
	assert_int_equal(got.should, want.should);
	assert_int_equal(got.done, want.done);
	assert_int_equal(got.missing, want.missing);
	assert_int_equal(got.excused, want.excused);
	assert_int_equal(got.should, got.done + got.missing);
}

/* Every day in one window, in order, without gap or overlap, and the same window as the walk says. */
static void compare_cut(const struct window_list *list, const struct naive *v, const struct term *term) {
	struct date next = term->start;

	assert_int_equal(list->n, v->windows);
	for (size_t i = 0; i < list->n; i++) {
		const struct window *w = &list->v[i];

		assert_int_equal(w->ordinal, i + 1);
		assert_int_equal(w->first.n, next.n);
		assert_true(w->first.n <= w->last.n);
		for (int d = w->first.n; d <= w->last.n; d++)
			assert_int_equal(v->window[d - term->start.n], w->ordinal);
		next = date_add_days(w->last, 1);
	}
	assert_int_equal(next.n, term->end.n + 1);
}

static int parts(int months, int every) {
	return months <= 0 ? 0 : ((months > 12 ? 12 : months) + every - 1) / every;
}

/* Windows of an order of whole months, by the formula of each profile. */
static int formula(const char *id, int m) {
	if (strcmp(id, "rehab36") == 0)
		return parts(m, 2) + parts(m - 12, 3) + parts(m - 24, 6);
	if (strcmp(id, "rehab24") == 0)
		return parts(m, 2) + parts(m - 12, 2) + parts(m - 24, 2);
	return parts(m, 1) + parts(m - 12, 2) + parts(m - 24, 3) + (strcmp(id, "detox28") == 0 ? (m < 6 ? m : 6) : 0);
}

static void windows_equal_a_walk_by_days(void **state) {
	static struct naive v;
	struct window_list list = {.v = NULL};

	for (int i = 0; i < ORDERS; i++) {
		const struct profile *p = &profile_table[pick(0, 4)]; /* those of tests */
		struct schedule s = {.rule = {p->rules}, .profile = {p}, .from = {DATE_NONE}, .n = 1};
		struct civil start = {pick(2015, 2030), pick(1, 12), 1};
		struct term_input in = {.months = pick(1, 40), .deducted = INT_NONE, .start_written = DATE_NONE,
		                        .end_written = DATE_NONE};
		struct term term;
		struct key_values facts;

		start.d = pick(0, 3) ? pick(1, naive_month_days(start.y, start.m)) : naive_month_days(start.y, start.m);
		assert_true(date_from_ymd(start.y, start.m, start.d, &in.reported));
		term_compute(&in, &term);
		window_cut(&term, &s, &list);
		if (in.months <= 36)
			assert_int_equal(list.n, formula(p->id, (int)in.months));
		if (pick(0, 1)) /* another end: an extension, a deduction, a written day */
			term.end = date_add_days(term.start, pick(0, 1500));
		window_cut(&term, &s, &list);
		naive_cut(&v, p->id, start, term.end.n - term.start.n + 1);
		compare_cut(&list, &v, &term);
		make_facts(&facts, term.start, v.days);
		window_mark(&list, facts.events, (size_t)facts.event_count, facts.excused, (size_t)facts.interval_count);
		compare_counts(&list, &v, &facts, term.start, date_add_days(term.start, pick(-5, v.days + 40)));
	}
	window_list_clear(&list);
}

/* The order in which records come, and a test twice on one day, change no state. */
static void marking_does_not_depend_on_the_order_of_events(void **state) {
	struct window_list a = {.v = NULL}, b = {.v = NULL};
	struct schedule s = {.rule = {profile_table[0].rules}, .profile = {profile_table}, .from = {DATE_NONE}, .n = 1};

	for (int i = 0; i < 500; i++) {
		struct key_values f, back;
		struct term term = {.start = date_add_days(day("2020-01-01"), pick(0, 2000)), .months = 36};

		term.end = date_add_days(term.start, 1095);
		make_facts(&f, term.start, 1095);
		back = f;
		for (int k = 0; k < f.event_count; k++)
			back.events[k] = f.events[f.event_count - 1 - k];
		window_cut(&term, &s, &a);
		window_cut(&term, &s, &b);
		window_mark(&a, f.events, (size_t)f.event_count, f.excused, (size_t)f.interval_count);
		window_mark(&b, back.events, (size_t)f.event_count, back.excused, (size_t)f.interval_count);
		for (size_t k = 0; k < a.n; k++) {
			assert_int_equal(a.v[k].answered, b.v[k].answered);
			assert_int_equal(a.v[k].events, b.v[k].events);
			assert_false(a.v[k].answered && (a.v[k].why || a.v[k].events > 0));
		}
	}
	window_list_clear(&a);
	window_list_clear(&b);
}

/* Random rhythms that the algorithm can cut. */
static void make_rule(struct schedule_rule *rule, char *text, size_t size) {
	static const int often[] = {1, 2, 3, 4, 6, 8, 12, 24};
	int n = snprintf(text, size, "%d", often[pick(0, 7)]);

	for (int years = pick(0, 2); years > 0; years--)
		n += snprintf(text + n, size - (size_t)n, ", %d", often[pick(0, 7)]);
	assert_true(schedule_parse(pick(0, 19) ? text : "none", rule));
	rule->kind = "test";
	rule->mode = pick(0, 2) ? WINDOW_ANNIVERSARY : WINDOW_CALENDAR_MONTH;
}

static bool same_window(const struct window *a, const struct window *b) {
	return a->ordinal == b->ordinal && a->first.n == b->first.n && a->last.n == b->last.n && a->need == b->need &&
	       a->year == b->year;
}

/* A profile changed in the middle of an order leaves every window that begins before its day as it was, and parts the rest of
 * the term without gap or overlap all the same. */
static void a_changed_profile_leaves_what_was_before(void **state) {
	struct window_list before = {.v = NULL}, after = {.v = NULL};
	int kept = 0;

	for (int i = 0; i < ORDERS; i++) {
		struct schedule_rule rules[2];
		char text[2][32];
		struct term term = {.start = date_add_days(day("2016-02-29"), pick(0, 4000)), .months = 36};
		struct date change = date_add_days(term.start, pick(-30, 1150));
		struct profile first = {.id = "p", .order_kind = "any", .effective = {INT32_MIN}, .rules = &rules[0], .rule_count = 1};
		struct profile second = {.id = "p", .order_kind = "any", .effective = change, .rules = &rules[1], .rule_count = 1};
		struct profile_set set = {.row = {&first, &second}, .n = 1};
		struct schedule s;
		size_t k = 0;

		term.end = date_add_days(term.start, pick(0, 1400));
		make_rule(&rules[0], text[0], sizeof text[0]);
		make_rule(&rules[1], text[1], sizeof text[1]);
		profile_schedule(&set, code_of("detox"), term.months, "test", &s);
		window_cut(&term, &s, &before);
		set.n = 2;
		profile_schedule(&set, code_of("detox"), term.months, "test", &s);
		window_cut(&term, &s, &after);
		for (; k < before.n && date_before(before.v[k].first, change); k++) {
			assert_true(k < after.n);
			assert_true(same_window(&before.v[k], &after.v[k]));
			kept++;
		}
		for (size_t w = k; w < after.n; w++) {
			assert_false(date_before(after.v[w].first, change));
			assert_false(date_before(term.end, after.v[w].last));
			if (w > 0)
				assert_true(date_before(after.v[w - 1].last, after.v[w].first));
		}
	}
	assert_true(kept > ORDERS);
	window_list_clear(&before);
	window_list_clear(&after);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(windows_equal_a_walk_by_days),
		cmocka_unit_test(a_changed_profile_leaves_what_was_before),
		cmocka_unit_test(marking_does_not_depend_on_the_order_of_events),
	};

	return cmocka_run_group_tests_name("window property", tests, NULL, NULL);
}
