/* SPDX-License-Identifier: MIT */
#include "model/rules/window.h"

#include "core/mem.h"
#include "core/tr.h"

void window_list_clear(struct window_list *list) {
	free(list->v);
	*list = (struct window_list){.v = NULL};
}

static void list_add(struct window_list *list, const struct window *w) {
	VEC_PUSH(list->v, list->n, *w);
}

/*
 * The day on which the h-th half month of the schedule begins. Always counted from the start, so
 * that 31 January gives 29 February, 31 March, 30 April; a second half begins 15 days after its
 * month.
 */
static struct date half_month(struct date start, struct date month, enum window_mode mode, int h) {
	struct date base = mode == WINDOW_ANNIVERSARY ? start : month;

	return h == 0 ? start : date_add_days(date_add_months(base, h / 2), h % 2 * 15);
}

/* Half months from offset h to the next boundary: the rhythm of the year's part that h lies in;
 * past the last year of the rule its last rhythm goes on (rule 4.7). */
static int rhythm_step(const struct schedule_rule *rule, int h) {
	int year = h / 24 < rule->years ? h / 24 : rule->years - 1;
	/* 24: past every part, the last one holds */
	int within = h / 24 < rule->years ? h % 24 : 24;
	const struct rhythm *r = rule->year[year];
	int step;

	for (int p = 0; p + 1 < PROFILE_PARTS && r[1].months != 0 && within >= 2 * r->months; p++) {
		within -= 2 * r->months;
		r++;
	}
	step = 2 * r->months / r->windows;
	return step > 0 ? step : 1;
}

void window_cut(const struct term *term, const struct schedule *schedule, struct window_list *out) {
	const struct date month = date_month_start(term->start);
	struct window w = {.year = 1};
	struct date year = DATE_NONE; /* when the next year begins, by the rule before */
	const struct schedule_rule *before = NULL;
	size_t version = 0;
	int h = 0;

	out->n = 0;
	if (!term_is_sound(term) || schedule->n == 0)
		return;
	for (w.first = term->start; !date_before(term->end, w.first);
	     w.first = date_add_days(w.last, 1)) {
		const struct schedule_rule *rule;
		struct date next;

		while (version + 1 < schedule->n &&
		       !date_before(w.first, schedule->from[version + 1])) {
			version++;
			h = 0;
		}
		rule = schedule->rule[version];
		do {
			h += rhythm_step(rule, h);
			next = half_month(term->start, month, rule->mode, h);
		} while (!date_before(w.first, next));
		if (rule != before)
			year = half_month(term->start, month, rule->mode, 24 * w.year);
		before = rule;
		while (!date_before(w.first, year))
			year = half_month(term->start, month, rule->mode, 24 * ++w.year);
		w.last = date_add_days(next, -1);
		if (date_before(term->end, w.last) || date_cmp(next, term->end) == 0)
			w.last = term->end;
		if (rule->need == 0) /* nothing is asked meanwhile */
			continue;
		w.ordinal++;
		w.need = rule->need;
		list_add(out, &w);
	}
}

const struct schedule *schedule_denser(const struct term *term, const struct schedule *base,
                                       const struct schedule *overlay) {
	struct window_list list = {.v = NULL};
	size_t base_n;
	const struct schedule *best;

	window_cut(term, base, &list);
	base_n = list.n;
	window_cut(term, overlay, &list);
	best = list.n > base_n ? overlay : base;
	window_list_clear(&list);
	return best;
}

bool test_result_is_valid(struct code result) {
	return code_is(result, "neg") || code_is(result, "pos");
}

struct event_fact test_fact(struct date day, struct code result, struct code nature,
                            struct code review) {
	bool waits = code_is(nature, "elsewhere") && code_is_set(review) &&
	!code_is(review, "passed");
	bool valid = test_result_is_valid(result) && !waits;

	return (struct event_fact){.day = day,
	                           .valid = valid, .makeup = code_is(nature, "makeup"),
	                           .positive = valid && code_is(result, "pos"),
	                           .waiting = code_is(result, "sent") ||
	                           code_is(result, "received")};
}

/* Windows lie one after the other: the one that holds the day by bisection. */
static struct window *find_window(const struct window_list *list, struct date day) {
	size_t low = 0, high = list->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (date_before(list->v[mid].last, day))
			low = mid + 1;
		else
			high = mid;
	}
	return low < list->n && !date_before(day, list->v[low].first) ? &list->v[low] : NULL;
}

const char *window_why_label(enum window_why why) {
	static const char *const labels[WINDOW_WHYS] = {
		[WINDOW_ASKED] = "",
		[WINDOW_SUSPENDED] = N_("order suspended"),
		[WINDOW_DETAINED] = N_("detained or under arrest"),
		[WINDOW_PRISON] = N_("in prison"),
		[WINDOW_ISOLATION] = N_("in compulsory isolation"),
		[WINDOW_ILL] = N_("ill"),
		[WINDOW_ENDED] = N_("order ended"),
		[WINDOW_BEFORE] = N_("before taking over"),
		[WINDOW_OLD] = N_("before the station began, not entered"),
		[WINDOW_CLOSED] = N_("before the station began, closed"),
	};

	return labels[why];
}

enum window_why window_why_of(struct code custody, bool illness_excuses) {
	if (code_is(custody, "detained") || code_is(custody, "arrested"))
		return WINDOW_DETAINED;
	if (code_is(custody, "prison"))
		return WINDOW_PRISON;
	if (code_is(custody, "isolation"))
		return WINDOW_ISOLATION;
	if (code_is(custody, "moved"))
		return WINDOW_BEFORE;
	return illness_excuses && code_is(custody, "hospital") ? WINDOW_ILL : WINDOW_ASKED;
}

/* Of some days off those that excuse, or those that answer: do they cover the last day, or more
 * than half of the days? */
static bool covers(const struct window *w, const struct window_off *v, size_t n, bool answer) {
	int days = w->last.n - w->first.n + 1, off = 0;
	bool touched = false;

	for (size_t i = 0; i < n; i++) {
		if ((v[i].why == WINDOW_ASKED) != answer || date_before(w->last, v[i].days.from))
			continue;
		if (interval_holds(&v[i].days, w->last))
			return true;
		touched = touched || !date_before(v[i].days.to, w->first);
	}
	if (!touched)
		return false;
	for (struct date day = w->first; date_before(day, w->last); day = date_add_days(day, 1))
		for (size_t i = 0; i < n; i++)
			if ((v[i].why == WINDOW_ASKED) == answer &&
			    interval_holds(&v[i].days, day)) {
				off++;
				break;
			}
	return 2 * off > days;
}

/* The reason of an excused window: of those that hold its last day, else of those with the most of
 * its days, the first of the enum. */
static enum window_why why_of(const struct window *w, const struct window_off *v, size_t n) {
	enum window_why best = WINDOW_ASKED;
	int most = 0;

	for (size_t i = 0; i < n; i++) {
		int days = interval_holds(&v[i].days, w->last)
		                   ? INT32_MAX
		                   : interval_days(&v[i].days, 1, w->first, w->last);

		if (v[i].why == WINDOW_ASKED || days < most || days == 0 ||
		    (days == most && best < v[i].why))
			continue;
		best = v[i].why;
		most = days;
	}
	return best;
}

/* Each make-up test to the latest finding before it that is still unanswered. In whatever order the
 * tests come, the same findings end up answered (each takes the nearest free place to its left, as
 * cars do along a street). */
static void answer_findings(struct window_list *list, const struct event_fact *events, size_t n) {
	for (size_t i = 0; i < n; i++) {
		if (!events[i].makeup || !events[i].valid)
			continue;
		for (size_t k = list->n; k > 0; k--) {
			struct window *w = &list->v[k - 1];

			if (!date_before(w->last, events[i].day) || w->why || w->answered ||
			    w->events >= w->need)
				continue;
			w->answered = w->redone = true;
			break;
		}
	}
}

void window_mark(struct window_list *list, const struct event_fact *events, size_t event_count,
                 const struct window_off *off, size_t off_count) {
	for (size_t i = 0; i < list->n; i++) {
		list->v[i].events = list->v[i].late = 0;
		list->v[i].answered = list->v[i].away = list->v[i].positive = false;
		list->v[i].redone = false;
		list->v[i].why = WINDOW_ASKED;
	}
	for (size_t i = 0; i < event_count; i++) {
		struct window *w = events[i].valid ? find_window(list, events[i].day) : NULL;

		if (w == NULL)
			continue;
		w->events++;
		w->late += events[i].late;
		w->positive = w->positive || events[i].positive;
	}
	for (size_t i = 0; i < list->n && off_count > 0; i++) {
		struct window *w = &list->v[i];

		if (w->events >= w->need)
			continue;
		if (covers(w, off, off_count, false))
			w->why = why_of(w, off, off_count);
		else
			w->answered = w->away = covers(w, off, off_count, true);
	}
	answer_findings(list, events, event_count);
}

void window_outside(struct window_list *list, struct date taken_on, struct date ended) {
	for (size_t i = 0; i < list->n; i++) {
		struct window *w = &list->v[i];

		if (date_is_set(taken_on) && date_before(w->last, taken_on))
			w->why = WINDOW_BEFORE;
		else if (date_is_set(ended) && date_before(ended, w->last))
			w->why = WINDOW_ENDED;
	}
}

void window_answer(struct window_list *list, const struct excuse_fact *excuses, size_t n,
                   const char *kind) {
	for (size_t i = 0; i < n; i++) {
		struct window *w =
			code_is(excuses[i].kind, kind) ? find_window(list, excuses[i].day) : NULL;

		if (w != NULL)
			w->answered = true;
	}
}

enum window_state window_state(const struct window *w, struct date today) {
	if (w->why)
		return WINDOW_EXCUSED;
	if (w->events >= w->need)
		return WINDOW_DONE;
	if (date_before(w->last, today))
		return WINDOW_MISSING;
	return date_before(today, w->first) ? WINDOW_FUTURE : WINDOW_OPEN;
}

static void count_one(struct window_count *c, const struct window *w, struct date today) {
	if (!date_before(w->last, today))
		return;
	c->by[w->why]++;
	if (w->why) {
		c->excused += w->why <= WINDOW_ILL;
		return;
	}
	c->should++;
	if (w->events >= w->need)
		c->done++;
	else
		c->missing++;
}

struct window_count window_count(const struct window_list *list, struct date from, struct date to,
                                 struct date today) {
	struct window_count c = {0};

	for (size_t i = 0; i < list->n; i++) {
		const struct window *w = &list->v[i];

		if (!date_before(w->last, from) && (!date_is_set(to) || !date_before(to, w->last)))
			count_one(&c, w, today);
	}
	return c;
}

void window_summary(const struct window_list *list, struct date today, struct window_summary *out) {
	const struct window *now = window_at(list, today);

	*out = (struct window_summary){.windows = (int)list->n, .current = now ? now->ordinal : 0};
	for (size_t i = 0; i < list->n; i++) {
		const struct window *w = &list->v[i];

		count_one(&out->year[w->year < WINDOW_YEARS ? w->year - 1 : WINDOW_YEARS - 1], w,
		          today);
		count_one(&out->total, w, today);
	}
	out->normal = list->n > 0 && out->total.missing == 0;
}

const struct window *window_at(const struct window_list *list, struct date day) {
	return find_window(list, day);
}
