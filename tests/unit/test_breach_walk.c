/* Rules 6.3, 6.4, 6.10 and 6.11 against a walk written apart: 2,000 made histories, each entered in six orders. The walk
 * paints days on a line and lets letters flood; it shares nothing with the program but the records.
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "model/event/leave.h"
#include "model/rules/breach_count.h"
#include "model/rules/legal_duty.h"
#include "texts.h"

enum { HISTORIES = 2000, ORDERS = 6, MOST = 8, TODAY = 400, LINE = 6000, NUMBERS = 4 };

static uint64_t seed;

static int any(int n) { /* 0..n-1 */
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (uint64_t)n);
}

/* Four numbers, each as three people write it. */
static const char *const written[NUMBERS][3] = {
	{"示公〔2026〕1号", "示公[2026]1号", "示公【2026】 １号"},
	{"GJ(2026)2", "gj（2026）2", "ＧＪ［2026］ ２"},
	{"示公〔2026〕3号", "示公 (2026) 3号", "示公〔2026〕３号"},
	{"4", "４", " 4 "},
};

/* One history: what happened, with the number as its place in `written` (-1: none). */
struct history {
	struct missed_test missed[MOST];
	struct warning letter[2 * MOST]; /* of refusals, then of absences */
	int missed_number[MOST], letter_number[2 * MOST];
	int missed_n, letter_n;
};

static struct date on(int n) { return date_add_days(day("2025-01-01"), n); }

static char *number_of(int which) { return which < 0 ? NULL : (char *)(uintptr_t)written[which][any(3)]; }

static void make_refusals(struct history *h) {
	static const char *const judged[] = {"refused", "evaded", "refused", "reason"};

	h->missed_n = any(5);
	for (int i = 0; i < h->missed_n; i++) {
		struct missed_test *m = &h->missed[i];

		entity_init(&missed_def, m);
		m->occurred = on(any(60));
		m->window_no = 1 + any(6);
		m->judged = code_of(judged[any(4)]);
		h->missed_number[i] = any(2) ? any(NUMBERS) : -1;
	}
	h->letter_n = any(MOST);
	for (int i = 0; i < h->letter_n; i++) {
		struct warning *w = &h->letter[i];

		entity_init(&warning_def, w);
		w->kind = code_of(any(3) ? "refused" : "evaded");
		w->occurred = on(any(60));
		w->window_no = any(2) ? 1 + any(8) : INT_NONE;
		w->another = any(3) ? code_of("yes") : CODE_NONE;
		h->letter_number[i] = any(2) ? any(NUMBERS) : -1;
	}
}

/* Touching, nested, late, open and undated ones; some begin or end after today. */
static void make_absences(struct history *h) {
	int n = any(MOST);

	for (int i = 0, from = any(40); i < n; i++) {
		struct warning *w = &h->letter[h->letter_n];

		entity_init(&warning_def, w);
		w->kind = code_of("away");
		h->letter_number[h->letter_n++] = -1;
		if (any(6)) {
			int length = any(12);

			from = any(9) ? from + any(3) * length - any(4) : TODAY - 20 + any(40);
			w->away_from = on(from);
			w->away_until = any(12) ? on(from + length) : DATE_NONE;
			from += length + 1; /* the next one touches, unless moved */
		}
		w->occurred = on(any(TODAY));
	}
}

static void shuffle(struct history *h) {
	for (int i = h->missed_n; i-- > 1;) {
		int k = any(i + 1), number = h->missed_number[i];
		struct missed_test m = h->missed[i];

		h->missed[i] = h->missed[k];
		h->missed[k] = m;
		h->missed_number[i] = h->missed_number[k];
		h->missed_number[k] = number;
	}
	for (int i = h->letter_n; i-- > 1;) {
		int k = any(i + 1), number = h->letter_number[i];
		struct warning w = h->letter[i];

		h->letter[i] = h->letter[k];
		h->letter[k] = w;
		h->letter_number[i] = h->letter_number[k];
		h->letter_number[k] = number;
	}
	for (int i = 0; i < h->missed_n; i++) {
		h->missed[i].rec.id = i + 1;
		h->missed[i].warning_no = number_of(h->missed_number[i]);
	}
	for (int i = 0; i < h->letter_n; i++) {
		h->letter[i].rec.id = i + 1;
		h->letter[i].doc_no = number_of(h->letter_number[i]);
	}
}

/* ---- the walk ---- */

/* Days on which a time was made, sorted. */
struct walked {
	int times[2 * MOST + MOST], n, days;
};

static int up(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

static int place(struct date d) { return d.n - day("2025-01-01").n; }

static bool refusal(struct code c) { return strcmp(c.s, "refused") == 0 || strcmp(c.s, "evaded") == 0; }

static bool has_test(const struct history *h, int i) {
	const struct warning *w = &h->letter[i];
	bool found = false;

	for (int k = 0; k < h->missed_n; k++) {
		const struct missed_test *m = &h->missed[k];

		if (refusal(m->judged))
			found |= m->window_no == w->window_no ||
			         (h->letter_number[i] >= 0 && h->letter_number[i] == h->missed_number[k]) ||
			         (w->window_no == INT_NONE && strcmp(w->another.s, "yes") != 0 && m->occurred.n == w->occurred.n);
	}
	return found;
}

static void flood(const struct history *h, int i, bool seen[], int *first) {
	seen[i] = true;
	*first = place(h->letter[i].occurred) < *first ? place(h->letter[i].occurred) : *first;
	for (int k = 0; k < h->letter_n; k++) {
		bool same = (h->letter_number[k] >= 0 && h->letter_number[k] == h->letter_number[i]) ||
		            (h->letter[k].window_no != INT_NONE && h->letter[k].window_no == h->letter[i].window_no);

		if (!seen[k] && same && refusal(h->letter[k].kind) && strcmp(h->letter[k].another.s, "yes") == 0 &&
		    !has_test(h, k))
			flood(h, k, seen, first);
	}
}

static struct walked walk_refusals(const struct history *h) {
	struct walked out = {.n = 0};
	bool seen[2 * MOST] = {false};

	for (int i = 0; i < h->missed_n; i++)
		if (refusal(h->missed[i].judged))
			out.times[out.n++] = place(h->missed[i].occurred);
	for (int i = 0; i < h->letter_n; i++) {
		int first = LINE;

		if (seen[i] || !refusal(h->letter[i].kind) || strcmp(h->letter[i].another.s, "yes") != 0 || has_test(h, i))
			continue;
		flood(h, i, seen, &first);
		out.times[out.n++] = first;
	}
	qsort(out.times, (size_t)out.n, sizeof *out.times, up);
	return out;
}

/* last: the last day that counts; line: painted, from 200 days before the first of 2025. */
static struct walked walk_absences(const struct history *h, int last, bool line[LINE]) {
	struct walked out = {.n = 0};

	memset(line, 0, LINE * sizeof *line);
	for (int i = 0; i < h->letter_n; i++) {
		const struct warning *w = &h->letter[i];

		if (strcmp(w->kind.s, "away") != 0)
			continue;
		if (!date_is_set(w->away_from)) {
			out.times[out.n++] = place(w->occurred);
			continue;
		}
		for (int d = place(w->away_from); d <= last && (!date_is_set(w->away_until) || d <= place(w->away_until)); d++)
			line[200 + d] = true;
	}
	for (int d = 1; d < LINE; d++) {
		int first = LINE, end = d;

		out.days += line[d];
		if (!line[d] || line[d - 1])
			continue;
		while (end + 1 < LINE && line[end + 1])
			end++;
		for (int i = 0; i < h->letter_n; i++) /* the earliest record of this part */
			if (date_is_set(h->letter[i].away_from) && 200 + place(h->letter[i].away_from) >= d &&
			    200 + place(h->letter[i].away_from) <= end && place(h->letter[i].occurred) < first)
				first = place(h->letter[i].occurred);
		out.times[out.n++] = first;
	}
	qsort(out.times, (size_t)out.n, sizeof *out.times, up);
	return out;
}

/* ---- one against the other ---- */

static void items_agree(const struct breach_count *b, enum breach_kind kind, const struct walked *w) {
	int times[MOST * 3], n = 0, days = 0;

	for (size_t i = 0; i < b->count; i++) {
		if (b->items[i].kind != kind)
			continue;
		days += b->items[i].days;
		if (b->items[i].times)
			times[n++] = place(b->items[i].day);
	}
	assert_int_equal(n, w->n);
	assert_memory_equal(times, w->times, (size_t)n * sizeof *times);
	assert_int_equal(days, w->days);
}

static struct date day_of(const struct due_rows *rows, enum due_kind kind) {
	for (size_t i = 0; i < rows->n; i++)
		if (rows->v[i].kind == kind)
			return rows->v[i].due_on;
	return DATE_NONE;
}

/* The day on which so many days are full; unset: never. */
static struct date full(const bool *line, int days) {
	for (int d = 0; d < LINE; d++)
		if (line[d] && --days == 0)
			return on(d - 200);
	return DATE_NONE;
}

static struct date earliest(struct date a, struct date b) {
	return !date_is_set(a) || (date_is_set(b) && b.n < a.n) ? b : a;
}

static void worklist_agrees(const struct history *h, const struct walked *refusals) {
	static bool line[LINE];
	struct walked away = walk_absences(h, LINE - 202, line);
	struct order_facts c = {.state = code_of("executing"), .missed = h->missed, .missed_count = (size_t)h->missed_n,
	                        .warnings = h->letter, .warning_count = (size_t)h->letter_n, .bounds = {.first = DATE_NONE}};
	struct due_rows rows = {.v = NULL};
	struct date limit = full(line, BREACH_DAYS + 1), near;

	limit = earliest(limit, refusals->n >= 3 ? on(refusals->times[2]) : DATE_NONE);
	limit = earliest(limit, away.n >= 3 ? on(away.times[2]) : DATE_NONE);
	legal_duty_police(&c, &rows);
	legal_duty_near(&c, &rows);
	assert_int_equal(day_of(&rows, DUE_POLICE_BREACH).n, limit.n);
	near = refusals->n == 2 ? on(refusals->times[1]) : DATE_NONE;
	assert_int_equal(day_of(&rows, DUE_NEAR_REFUSALS).n, near.n);
	near = away.n == 2 ? on(away.times[1]) : DATE_NONE;
	assert_int_equal(day_of(&rows, DUE_NEAR_ABSENCES).n, near.n);
	assert_int_equal(breach_days_reach(h->letter, (size_t)h->letter_n, BREACH_NEAR_DAYS).n, full(line, BREACH_NEAR_DAYS).n);
	due_rows_clear(&rows);
}

static void no_order_of_entry_changes_a_count(void **state) {
	static struct history h;
	static bool line[LINE];
	int reached[3] = {0}, merged = 0;

	seed = 20261129;
	for (int n = 0; n < HISTORIES; n++) {
		memset(&h, 0, sizeof h);
		make_refusals(&h);
		make_absences(&h);
		for (int order = 0; order < ORDERS; order++) {
			struct walked refusals, away;
			struct breach_count b;

			shuffle(&h);
			refusals = walk_refusals(&h);
			away = walk_absences(&h, TODAY, line);
			breach_count_make(h.missed, (size_t)h.missed_n, h.letter, (size_t)h.letter_n, on(TODAY), &b);
			assert_int_equal(b.refusals, refusals.n);
			assert_int_equal(b.absences, away.n);
			assert_int_equal(b.days, away.days);
			items_agree(&b, BREACH_REFUSAL, &refusals);
			items_agree(&b, BREACH_ABSENCE, &away);
			worklist_agrees(&h, &refusals);
			reached[0] += b.refusals >= BREACH_REFUSALS;
			reached[1] += b.absences >= BREACH_ABSENCES;
			reached[2] += b.days > BREACH_DAYS;
			merged += b.count > (size_t)(b.refusals + b.absences);
			breach_count_clear(&b);
		}
	}
	for (int i = 0; i < 3; i++) /* the histories are worth walking */
		assert_in_range(reached[i], HISTORIES / 10, ORDERS * HISTORIES);
	assert_in_range(merged, HISTORIES, ORDERS * HISTORIES);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(no_order_of_entry_changes_a_count)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
