/* SPDX-License-Identifier: MIT */
#include "model/rules/breach_count.h"

#include "core/names.h"
#include "core/tr.h"

/* An absence without an end and without a today to stop at: longer than any order. */
enum { GOES_ON_DAYS = 3660 };

void breach_count_clear(struct breach_count *b) {
	free(b->items);
	*b = (struct breach_count){.items = NULL};
}

static void add(struct breach_count *b, enum breach_kind kind, const char *reg,
                const struct record *rec, struct date day, int times) {
	VEC_PUSH(b->items, b->count, (struct breach_item){
		.kind = kind, .reg = reg, .id = rec->id, .day = day, .times = times,
		.recorded = code_is(rec->source, "typed") ? rec->recorded_at : 0});
	b->refusals += kind == BREACH_REFUSAL ? times : 0;
	b->absences += kind == BREACH_ABSENCE ? times : 0;
}

static int by_place(struct date a, long long a_id, struct date b, long long b_id) {
	int c = date_cmp(a, b);

	return c ? c : (a_id > b_id) - (a_id < b_id);
}

static int by_day(const void *x, const void *y) {
	const struct breach_item *a = x, *b = y;

	return by_place(a->day, a->id, b->day, b->id);
}

static int letters_by_day(const void *x, const void *y) {
	const struct warning *a = *(const struct warning *const *)x;
	const struct warning *b = *(const struct warning *const *)y;

	return by_place(a->occurred, a->rec.id, b->occurred, b->rec.id);
}

bool breach_is_reached(const struct breach_count *b) {
	return b->refusals >= BREACH_REFUSALS || b->absences >= BREACH_ABSENCES ||
	       b->days > BREACH_DAYS;
}

/* ---- refusals ---- */

bool breach_is_refusal(struct code c) { return code_is(c, "refused") || code_is(c, "evaded"); }

static bool same_window(long long a, long long b) { return a != INT_NONE && a == b; }

const struct missed_test *breach_test_of(const struct warning *w, const struct missed_test *missed,
                                         size_t n) {
	const struct missed_test *numbered = NULL, *dated = NULL;

	for (size_t i = 0; i < n; i++) {
		const struct missed_test *m = &missed[i];

		if (!breach_is_refusal(m->judged))
			continue;
		if (same_window(w->window_no, m->window_no))
			return m;
		if (number_same(w->doc_no, m->warning_no))
			numbered = m;
		else if (w->window_no == INT_NONE && !code_is(w->another, "yes") &&
		         date_cmp(w->occurred, m->occurred) == 0)
			dated = m;
	}
	return numbered ? numbered : dated;
}

static bool same_test(const struct warning *a, const struct warning *b) {
	return same_window(a->window_no, b->window_no) || number_same(a->doc_no, b->doc_no);
}

/* Letters about tests that are not recorded, by day: those of one number, or about one window, are
 * one time, also by way of a third; the earliest has it. */
static void count_lone(struct breach_count *b, const struct warning *const *v, size_t n) {
	size_t *first = mem_zalloc(n + 1, sizeof *first); /* of those about the same test */

	for (size_t i = 0; i < n; i++) {
		first[i] = i;
		for (size_t k = 0; k < i; k++) {
			size_t one = first[i], other = first[k];

			if (one == other || !same_test(v[i], v[k]))
				continue;
			for (size_t m = 0; m <= i; m++)
				if (first[m] == one || first[m] == other)
					first[m] = one < other ? one : other;
		}
	}
	for (size_t i = 0; i < n; i++)
		add(b, BREACH_REFUSAL, "warning", &v[i]->rec, v[i]->occurred, first[i] == i);
	free(first);
}

static void count_refusals(struct breach_count *b, const struct missed_test *missed,
                           size_t missed_count, const struct warning *warnings, size_t n) {
	const struct warning **lone = mem_zalloc(n + 1, sizeof *lone);
	size_t lone_count = 0;

	for (size_t i = 0; i < missed_count; i++)
		if (breach_is_refusal(missed[i].judged))
			add(b, BREACH_REFUSAL, "missed", &missed[i].rec, missed[i].occurred, 1);
	for (size_t i = 0; i < n; i++) {
		const struct warning *w = &warnings[i];

		if (!breach_is_refusal(w->kind))
			continue;
		if (code_is(w->another, "yes") && !breach_test_of(w, missed, missed_count))
			lone[lone_count++] = w;
		else
			add(b, BREACH_REFUSAL, "warning", &w->rec, w->occurred, 0);
	}
	qsort(lone, lone_count, sizeof *lone, letters_by_day);
	count_lone(b, lone, lone_count);
	free(lone);
}

/* ---- absences ---- */

/* An absence as of the day asked; item: its place among the items. */
struct absence {
	struct interval days;
	size_t item;
};

static int by_from(const void *x, const void *y) {
	const struct absence *a = x, *b = y;
	int c = date_cmp(a->days.from, b->days.from);

	return c ? c : date_cmp(b->days.to, a->days.to);
}

/* A part of the days away that hangs together is one time, which the earliest record of it has;
 * each record adds the days that those before it, by their first day, did not have. */
static void count_parts(struct breach_count *b, struct absence *v, size_t n) {
	struct breach_item *first = NULL; /* of the part */
	struct date end = DATE_NONE;

	if (n)
		qsort(v, n, sizeof *v, by_from);
	for (size_t i = 0; i < n; i++) {
		struct breach_item *item = &b->items[v[i].item];

		if (!first || end.n + 1 < v[i].days.from.n) {
			first = item;
			first->times = 1;
			b->absences++;
			end = date_add_days(v[i].days.from, -1);
		} else if (by_day(item, first) < 0) {
			first->times = 0;
			first = item;
			first->times = 1;
		}
		if (date_before(end, v[i].days.to)) {
			item->days = v[i].days.to.n - end.n;
			b->days += item->days;
			end = v[i].days.to;
		}
	}
}

static void count_absences(struct breach_count *b, const struct warning *warnings, size_t n,
                           struct date today) {
	struct absence *v = mem_zalloc(n + 1, sizeof *v);
	size_t dated = 0;

	for (size_t i = 0; i < n; i++) {
		const struct warning *w = &warnings[i];
		bool open = !date_is_set(w->away_until);
		struct interval days = {w->away_from, w->away_until};

		if (!code_is(w->kind, "away"))
			continue;
		add(b, BREACH_ABSENCE, "warning", &w->rec, w->occurred, !date_is_set(days.from));
		if (!date_is_set(days.from))
			continue;
		b->goes_on |= open;
		if (date_is_set(today) && (open || date_before(today, days.to)))
			days.to = today;
		else if (open)
			days.to = date_add_days(days.from, GOES_ON_DAYS);
		if (!date_before(days.to, days.from))
			v[dated++] = (struct absence){days, b->count - 1};
	}
	count_parts(b, v, dated);
	free(v);
}

void breach_count_make(const struct missed_test *missed, size_t missed_count,
                       const struct warning *warnings, size_t warning_count, struct date today,
                       struct breach_count *out) {
	*out = (struct breach_count){.items = NULL};
	count_refusals(out, missed, missed_count, warnings, warning_count);
	count_absences(out, warnings, warning_count, today);
	if (out->count)
		qsort(out->items, out->count, sizeof *out->items, by_day);
}

struct date breach_days_reach(const struct warning *warnings, size_t count, int days) {
	struct interval *v = mem_zalloc(count + 1, sizeof *v);
	struct date day = DATE_NONE, last = DATE_NONE;
	size_t n = 0;
	bool goes_on = false;

	for (size_t i = 0; i < count; i++) {
		const struct warning *w = &warnings[i];

		if (!code_is(w->kind, "away") || !date_is_set(w->away_from))
			continue;
		v[n++] = (struct interval){w->away_from, w->away_until};
		goes_on |= !date_is_set(w->away_until);
		if (!date_is_set(day) || date_before(w->away_from, day))
			day = w->away_from;
		if (date_is_set(w->away_until) &&
		    (!date_is_set(last) || date_before(last, w->away_until)))
			last = w->away_until;
	}
	for (; n > 0 && (goes_on || !date_before(last, day)); day = date_add_days(day, 1)) {
		if (interval_days(v, n, day, day) > 0 && --days == 0)
			break;
	}
	free(v);
	return n > 0 && days == 0 ? day : DATE_NONE;
}

void breach_count_line(const struct breach_count *b, struct str *out) {
	char text[160], refusals[24], absences[24], days[24];

	snprintf(refusals, sizeof refusals, "%d/%d%s", b->refusals, BREACH_REFUSALS,
	         b->refusals >= BREACH_REFUSALS ? "!" : "");
	snprintf(absences, sizeof absences, "%d/%d%s", b->absences, BREACH_ABSENCES,
	         b->absences >= BREACH_ABSENCES ? "!" : "");
	snprintf(days, sizeof days, "%d/%d%s", b->days, BREACH_DAYS,
	         b->days > BREACH_DAYS ? "!" : "");
	text_fill(text, sizeof text, tr(N_("Refused {refusals}   Away {absences}   In all {days}"
	                                   " days")), "refusals", refusals,
	          "absences", absences, "days", days, NULL);
	str_add(out, text);
}
