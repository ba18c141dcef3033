/* SPDX-License-Identifier: MIT */
#include "model/rules/breach_count.h"

#include "core/tr.h"

/* An absence without an end and without a today to stop at: longer than any order. */
enum { GOES_ON_DAYS = 3660 };

void breach_count_clear(struct breach_count *b) {
	free(b->items);
	*b = (struct breach_count){.items = NULL};
}

static struct breach_item *add(struct breach_count *b, enum breach_kind kind, const char *reg,
                               const struct record *rec, struct date day) {
	VEC_PUSH(b->items, b->count, (struct breach_item){
		.kind = kind, .reg = reg, .id = rec->id, .day = day, .times = 1,
		.recorded = code_is(rec->source, "typed") ? rec->recorded_at : 0});
	return &b->items[b->count - 1];
}

static bool is_refusal(struct code c) { return code_is(c, "refused") || code_is(c, "evaded"); }

/* Do the missed test and the warning speak of one refusal? */
static bool same_refusal(const struct missed_test *m, const struct warning *w) {
	return (m->warning_no && w->doc_no && strcmp(m->warning_no, w->doc_no) == 0) ||
	       date_cmp(m->occurred, w->occurred) == 0;
}

static void count_refusals(struct breach_count *b, const struct missed_test *missed,
                           size_t missed_count, const struct warning *w) {
	struct breach_item *item = add(b, BREACH_REFUSAL, "warning", &w->rec, w->occurred);

	for (size_t i = 0; i < missed_count; i++) {
		if (is_refusal(missed[i].judged) && same_refusal(&missed[i], w))
			item->times = 0;
	}
	b->refusals += item->times;
}

static struct interval away(const struct warning *w, struct date today) {
	struct date open = date_is_set(today) ? today : date_add_days(w->away_from, GOES_ON_DAYS);

	return (struct interval){w->away_from, date_is_set(w->away_until) ? w->away_until : open};
}

/* Days and times of one absence beside those counted before it. */
static void count_absence(struct breach_count *b, const struct warning *all, size_t before,
                          const struct warning *w, struct date today) {
	struct breach_item *item = add(b, BREACH_ABSENCE, "warning", &w->rec, w->occurred);
	struct interval mine = away(w, today);
	struct interval *others = mem_zalloc(before + 1, sizeof *others);
	size_t n = 0;

	for (size_t i = 0; i < before; i++) {
		if (code_is(all[i].kind, "away") && date_is_set(all[i].away_from))
			others[n++] = away(&all[i], today);
	}
	if (date_is_set(mine.from) && !date_before(mine.to, mine.from)) {
		item->days =
			mine.to.n - mine.from.n + 1 - interval_days(others, n, mine.from, mine.to);
		if (interval_days(others, n, date_add_days(mine.from, -1),
		                  date_add_days(mine.to, 1)) > 0)
			item->times = 0;
	}
	b->goes_on |= date_is_set(w->away_from) && !date_is_set(w->away_until);
	b->absences += item->times;
	b->days += item->days;
	free(others);
}

static int by_day(const void *x, const void *y) {
	const struct breach_item *a = x, *b = y;
	int c = date_cmp(a->day, b->day);

	return c ? c : (a->id > b->id) - (a->id < b->id);
}

void breach_count_make(const struct missed_test *missed, size_t missed_count,
                       const struct warning *warnings, size_t warning_count, struct date today,
                       struct breach_count *out) {
	*out = (struct breach_count){.items = NULL};
	for (size_t i = 0; i < missed_count; i++) {
		if (!is_refusal(missed[i].judged))
			continue;
		add(out, BREACH_REFUSAL, "missed", &missed[i].rec, missed[i].occurred);
		out->refusals++;
	}
	for (size_t i = 0; i < warning_count; i++) {
		if (is_refusal(warnings[i].kind))
			count_refusals(out, missed, missed_count, &warnings[i]);
		else if (code_is(warnings[i].kind, "away"))
			count_absence(out, warnings, i, &warnings[i], today);
	}
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
