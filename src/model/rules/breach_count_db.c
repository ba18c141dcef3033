/* The counts of rules 6.3 and 6.4 from the records, and what is asked before one more is saved.
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "core/tr.h"
#include "model/event/event_db.h"
#include "model/rules/breach_count.h"
#include "model/station/usecase_db.h"

/* What the counts of one order are made from. Each has room for one record more. */
struct breach_records {
	void *missed, *warnings;
	size_t missed_count, warning_count;
};

static void counted_free(struct breach_records *r) {
	event_free_all(&missed_def, r->missed, r->missed_count);
	event_free_all(&warning_def, r->warnings, r->warning_count);
}

/* counted_free in every case. */
static enum rc counted_read(struct station *st, const struct actor *a, long long order,
                            struct breach_records *r, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	*r = (struct breach_records){.missed = NULL};
	if (rc == RC_OK)
		rc = event_load_all(st, &missed_def, order, &r->missed, &r->missed_count, err);
	if (rc == RC_OK)
		rc = event_load_all(st, &warning_def, order, &r->warnings, &r->warning_count, err);
	return rc;
}

static void count(const struct breach_records *r, struct date today, struct breach_count *out) {
	breach_count_make(r->missed, r->missed_count, r->warnings, r->warning_count, today, out);
}

enum rc breach_count_of(struct station *st, const struct actor *a, long long order,
                        struct date today, struct breach_count *out, struct err *err) {
	struct breach_records r;
	enum rc rc = counted_read(st, a, order, &r, err);

	*out = (struct breach_count){.items = NULL};
	if (rc == RC_OK)
		count(&r, today, out);
	counted_free(&r);
	return rc;
}

long long breach_window_unnamed(struct station *st, const struct actor *a, long long order) {
	struct breach_records r;
	const struct missed_test *m;
	long long window = INT_NONE;

	if (!order || counted_read(st, a, order, &r, NULL) != RC_OK)
		return INT_NONE;
	m = r.missed;
	for (size_t i = r.missed_count; i-- > 0 && window == INT_NONE;) {
		const struct warning *w = r.warnings;
		size_t k = 0;

		while (k < r.warning_count &&
		       !(breach_is_refusal(w[k].kind) &&
		         breach_test_of(&w[k], r.missed, r.missed_count) == &m[i]))
			k++;
		if (breach_is_refusal(m[i].judged) && k == r.warning_count)
			window = m[i].window_no;
	}
	counted_free(&r);
	return window;
}

/* ---- before one more is saved ---- */

/* The counts as they will be: with the record in its own place, or behind the others. Only lent for
 * the count; the arrays are as before. */
static void count_with(struct breach_records *r, const struct entity_def *def, const void *rec,
                       struct date today, struct breach_count *out) {
	bool missed = def == &missed_def;
	size_t *n = missed ? &r->missed_count : &r->warning_count, before = *n, i = 0;
	char *all = missed ? r->missed : r->warnings, *own = mem_zalloc(1, def->size);

	while (i < *n && ((const struct record *)(const void *)(all + i * def->size))->id !=
	                         ((const struct record *)rec)->id)
		i++;
	memcpy(own, all + i * def->size, def->size);
	memcpy(all + i * def->size, rec, def->size);
	*n += i == before;
	count(r, today, out);
	*n = before;
	memcpy(all + i * def->size, own, def->size);
	free(own);
}

enum { MOST_LISTED = 8 };

/* "2026-03-10 Missed test; ...", what the count rests on; the record not yet saved by its day. */
static void list_items(const struct breach_count *b, enum breach_kind kind, bool days,
                       struct str *out) {
	char day[DATE_BUF];
	int n = 0;

	for (size_t i = 0; i < b->count; i++) {
		const struct breach_item *item = &b->items[i];

		if (item->kind != kind || !(days ? item->days : item->times))
			continue;
		if (n++ == MOST_LISTED) {
			str_add(out, " ..");
			return;
		}
		str_addf(out, "%s%s %s", n > 1 ? tr(N_("; ")) : "", date_format(item->day, day),
		         tr(event_find_def(item->reg)->entity->label));
		if (!item->id)
			str_add(out, tr(N_(" (this one)")));
	}
}

static void ask_limit(const struct breach_count *was, const struct breach_count *b,
                      const char *field, struct findings *told) {
	const struct {
		int was, now, limit;
		enum breach_kind kind;
		bool days;
		const char *ask;
	} counts[] = {
		{was->refusals, b->refusals, BREACH_REFUSALS, BREACH_REFUSAL, false,
		 N_("Serious breach, tests refused or evaded {n} times: {records}.")},
		{was->absences, b->absences, BREACH_ABSENCES, BREACH_ABSENCE, false,
		 N_("Serious breach, away without report {n} times: {records}.")},
		{was->days, b->days, BREACH_DAYS + 1, BREACH_ABSENCE, true,
		 N_("Serious breach, away without report {n} days: {records}.")},
	};

	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		struct str records = {0};
		char n[24];

		if (counts[i].was >= counts[i].limit || counts[i].now < counts[i].limit)
			continue;
		list_items(b, counts[i].kind, counts[i].days, &records);
		snprintf(n, sizeof n, "%d", counts[i].now);
		findings_ask(told, field, counts[i].ask, "n", n, "records", str_text(&records),
		             NULL);
		str_clear(&records);
	}
}

void breach_doubts(struct station *st, const struct actor *a, const struct event_def *def,
                   const void *rec, struct findings *told) {
	const struct event *e = rec;
	const struct warning *w = def->entity == &warning_def ? rec : NULL;
	struct breach_records r;
	struct breach_count was, now;
	long long order = 0;

	if ((!w && def->entity != &missed_def) || !e->resident.id || !date_is_set(e->occurred) ||
	    order_on_day(st, a, e->resident.id, e->occurred, &order, NULL) != RC_OK || !order)
		return;
	if (counted_read(st, a, order, &r, NULL) == RC_OK) {
		count(&r, clock_today(), &was);
		count_with(&r, def->entity, rec, clock_today(), &now);
		if (w && breach_is_refusal(w->kind) && !code_is(w->another, "yes") &&
		    !breach_test_of(w, r.missed, r.missed_count))
			findings_ask(told, "window_no",
			             N_("No refused test on file is the one this letter is about:"
			                " it counts nothing until its window is named, or it is"
			                " said to be another time."), NULL);
		ask_limit(&was, &now, w ? "kind" : "judged", told);
		breach_count_clear(&was);
		breach_count_clear(&now);
	}
	counted_free(&r);
}
