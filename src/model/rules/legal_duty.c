/* SPDX-License-Identifier: MIT */
#include "model/rules/legal_duty.h"

#include "model/event/leave.h"
#include "model/rules/abstinence.h"
#include "model/rules/breach_count.h"
#include "model/rules/duty_clock.h"

bool legal_duty_is_told(const struct order_facts *c, const char *reason, struct date day,
                        long long recorded) {
	for (size_t i = 0; i < c->sent_count; i++) {
		const struct sent_fact *s = &c->sent[i];

		if ((date_is_set(s->sent) || s->off) && code_is(s->reason, reason) &&
		    !date_before(s->covers, day) &&
		    !(recorded && s->recorded && s->recorded < recorded))
			return true;
	}
	return false;
}

static bool is_over(const struct order_facts *c) {
	return !order_facts_is_open(c->state) && date_is_set(c->ended);
}

/* What came before the station recorded is nobody's slip. */
static bool is_of_the_station(const struct order_facts *c, struct date day) {
	return date_is_set(day) &&
	       !(date_is_set(c->bounds.first) && date_before(day, c->bounds.first));
}

/* Typed here, it was the station's to report, whenever it happened. Of what comes from a file the
 * records from before the station began were their recorder's: a first import of years must not
 * fill Today with them (rule 6.8). */
static bool is_ours(const struct order_facts *c, struct date day, long long recorded) {
	return recorded || is_of_the_station(c, day);
}

static long long typed_at(const struct record *rec) {
	return code_is(rec->source, "typed") ? rec->recorded_at : 0;
}

static struct date earlier(struct date a, struct date b) {
	return !date_is_set(a) || (date_is_set(b) && date_before(b, a)) ? b : a;
}

static struct date untold_refusal(const struct order_facts *c) {
	struct date first = DATE_NONE;

	for (size_t i = 0; i < c->warning_count; i++) {
		const struct warning *w = &c->warnings[i];

		if (code_is(w->kind, "report") && is_ours(c, w->occurred, typed_at(&w->rec)) &&
		    !legal_duty_is_told(c, "refusal", w->occurred, typed_at(&w->rec)))
			first = earlier(first, w->occurred);
	}
	return first;
}

static struct date untold_relapse(const struct order_facts *c) {
	struct date first = DATE_NONE;

	for (size_t i = 0; i < c->use_count; i++) {
		const struct use_fact *u = &c->uses[i];

		if (u->order == c->order && is_ours(c, u->day, u->recorded) &&
		    !legal_duty_is_told(c, "relapse", u->day, u->recorded))
			first = earlier(first, u->day);
	}
	return first;
}

/* Every record from the one that reached the limit on is evidence of its own: a fourth refusal
 * wants a second report. NULL: no further one. */
static const struct breach_item *next_evidence(const struct breach_count *b, enum breach_kind kind,
                                               int limit, size_t *at, int *times) {
	while (*at < b->count) {
		const struct breach_item *item = &b->items[(*at)++];

		*times += item->kind == kind ? item->times : 0;
		if (item->kind == kind && item->times && *times >= limit)
			return item;
	}
	return NULL;
}

static struct date untold_times(const struct order_facts *c, const struct breach_count *b,
                                enum breach_kind kind, int limit) {
	const struct breach_item *item;
	struct date first = DATE_NONE;
	size_t at = 0;
	int times = 0;

	while ((item = next_evidence(b, kind, limit, &at, &times)))
		if (is_ours(c, item->day, item->recorded) &&
		    !legal_duty_is_told(c, "breach", item->day, item->recorded))
			first = earlier(first, item->day);
	return first;
}

bool legal_duty_breach_is_told(const struct order_facts *c, const struct breach_count *b) {
	struct breach_item last = {.day = DATE_NONE};
	const struct {
		enum breach_kind kind;
		int limit;
	} counts[] = {{BREACH_REFUSAL, BREACH_REFUSALS}, {BREACH_ABSENCE, BREACH_ABSENCES}};
	struct date day = b->days > BREACH_DAYS
	                          ? breach_days_reach(c->warnings, c->warning_count, BREACH_DAYS + 1)
	                          : DATE_NONE;

	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		const struct breach_item *item;
		size_t at = 0;
		int times = 0;

		while ((item = next_evidence(b, counts[i].kind, counts[i].limit, &at, &times)))
			if (!date_before(item->day, last.day))
				last = *item;
	}
	if (date_is_set(day) && date_before(last.day, day))
		last = (struct breach_item){.day = day};
	return date_is_set(last.day) && legal_duty_is_told(c, "breach", last.day, last.recorded);
}

static struct date untold_breach(const struct order_facts *c) {
	struct date day, first;
	struct breach_count b;
	bool typed = false;

	if (c->missed_count + c->warning_count == 0)
		return DATE_NONE;
	breach_count_make(c->missed, c->missed_count, c->warnings, c->warning_count, DATE_NONE, &b);
	first = earlier(untold_times(c, &b, BREACH_REFUSAL, BREACH_REFUSALS),
	                untold_times(c, &b, BREACH_ABSENCE, BREACH_ABSENCES));
	day = breach_days_reach(c->warnings, c->warning_count, BREACH_DAYS + 1);
	for (size_t i = 0; i < c->warning_count; i++)
		typed |= code_is(c->warnings[i].kind, "away") && typed_at(&c->warnings[i].rec);
	/* Who is away for ever is so no longer under an order that is over. */
	if (date_is_set(day) && is_ours(c, day, typed) &&
	    !(is_over(c) && date_before(c->ended, day)) &&
	    !legal_duty_is_told(c, "breach", day, 0))
		first = earlier(first, day);
	breach_count_clear(&b);
	return first;
}

/* Whatever became of the order: only reporting in answers a refusal of it without a report
 * (rule 6.16). */
void legal_duty_police(const struct order_facts *c, struct due_rows *out) {
	if (!date_is_set(c->term.reported) && !date_is_set(c->term.start_written))
		due_rows_add(out, DUE_POLICE_REFUSAL, untold_refusal(c), 0, DATE_NONE);
	if (!code_is(c->state, "awaiting"))
		due_rows_add(out, DUE_POLICE_BREACH, untold_breach(c), 0, DATE_NONE);
	due_rows_add(out, DUE_POLICE_RELAPSE, untold_relapse(c), 0, DATE_NONE);
	if (order_facts_is_open(c->state) && c->lost_recorded && date_is_set(c->lost) &&
	    !date_before(c->lost, c->ordered) && !legal_duty_is_told(c, "lost", c->lost, 0))
		due_rows_add(out, DUE_POLICE_LOST, c->lost, 0, DATE_NONE);
}

bool leave_wants_report(const struct leave_fact *l) {
	return l->out && !l->off && l->days >= LEAVE_REPORT_DAYS;
}

/* Taken for an absence without report, it is counted under rule 6.4 and asks for nothing more. */
static bool was_warned_of(const struct order_facts *c, const struct leave_fact *l) {
	for (size_t i = 0; i < c->warning_count; i++) {
		const struct warning *w = &c->warnings[i];

		if (code_is(w->kind, "away") && date_is_set(w->away_from) &&
		    !date_before(l->end, w->away_from) &&
		    !(date_is_set(w->away_until) && date_before(w->away_until, l->from)))
			return true;
	}
	return false;
}

void legal_duty_leave(const struct order_facts *c, struct due_rows *out) {
	for (size_t i = 0; i < c->leave_count; i++) {
		const struct leave_fact *l = &c->leaves[i];

		if (l->open)
			due_rows_add(out, DUE_LEAVE_RETURN, l->end, (int)i + 1, DATE_NONE);
		if (l->waits && (l->typed || is_of_the_station(c, l->from)))
			due_rows_add(out, DUE_LEAVE_APPROVAL, l->from, (int)i + 1, DATE_NONE);
		if (leave_wants_report(l) && !l->written &&
		    (l->typed || is_of_the_station(c, l->from)) && !was_warned_of(c, l))
			due_rows_add(out, DUE_LEAVE_WRITTEN, l->from, (int)i + 1, DATE_NONE);
	}
}

/* A number without a letter on file: it was written elsewhere. */
static bool has_letter(const struct order_facts *c, const struct missed_test *m) {
	for (size_t i = 0; i < c->warning_count; i++)
		if (breach_is_refusal(c->warnings[i].kind) &&
		    breach_test_of(&c->warnings[i], c->missed, c->missed_count) == m)
			return true;
	return m->warning_no || m->no_letter;
}

static void add_letters(const struct order_facts *c, struct due_rows *out) {
	for (size_t i = 0; i < c->missed_count; i++) {
		const struct missed_test *m = &c->missed[i];

		if (breach_is_refusal(m->judged) && is_ours(c, m->occurred, typed_at(&m->rec)) &&
		    !has_letter(c, m))
			due_rows_add(out, DUE_NO_LETTER, m->occurred, (int)i + 1, DATE_NONE);
	}
	for (size_t i = 0; i < c->warning_count; i++) {
		const struct warning *w = &c->warnings[i];

		if (!date_is_set(w->served) && !w->not_served &&
		    is_ours(c, w->occurred, typed_at(&w->rec)))
			due_rows_add(out, DUE_UNSERVED, w->occurred, (int)i + 1, DATE_NONE);
	}
}

/* Does another row ask for a report of this reason? */
static bool is_asked(const struct due_rows *rows, struct code reason) {
	for (size_t i = 0; i < rows->n; i++) {
		const struct due_kind_def kind = due_kind_of(rows->v[i].kind);

		if (kind.door == DOOR_POLICE && code_is(reason, kind.value))
			return true;
	}
	return false;
}

void legal_duty_papers(const struct order_facts *c, struct due_rows *out) {
	bool reported = date_is_set(c->term.reported) || date_is_set(c->term.start_written);

	add_letters(c, out);
	for (size_t i = 0; i < c->sent_count; i++) {
		const struct sent_fact *s = &c->sent[i];
		struct date day = date_is_set(s->sent) ? s->sent : s->begun;

		if (!s->place || s->off || !is_ours(c, day, s->recorded) ||
		    code_is(s->reason, "expiry") || (reported && code_is(s->reason, "refusal")))
			continue;
		if (code_is(s->answer, "isolation"))
			due_rows_add(out, DUE_DECISION, day, s->place, DATE_NONE);
		else if (date_is_set(s->sent) && !code_is_set(s->answer))
			due_rows_add(out, DUE_POLICE_ANSWER, day, s->place, DATE_NONE);
		else if (!date_is_set(s->sent) && !is_asked(out, s->reason))
			due_rows_add(out, DUE_POLICE_DRAFT, day, s->place, DATE_NONE);
	}
}

void legal_duty_release_file(const struct order_facts *c, struct date end, struct due_rows *out) {
	if (c->file_days <= 0)
		return;
	for (size_t i = 0; i < c->sent_count; i++)
		if (code_is(c->sent[i].reason, "expiry") &&
		    (date_is_set(c->sent[i].sent) || c->sent[i].off))
			return;
	due_rows_add(out, DUE_RELEASE_FILE, working_days_before(end, (int)c->file_days), 0,
	             DATE_NONE);
}

void legal_duty_notice(const struct order_facts *c, struct due_rows *out) {
	if (code_is(c->state, "released") && !c->noticed && is_of_the_station(c, c->ended))
		due_rows_add(out, DUE_RELEASE_NOTICE, date_add_days(c->ended, RELEASE_NOTICE_DAYS),
		             0, c->ended);
	if (code_is(c->state, "moved") && !date_is_set(c->receipt) && is_of_the_station(c, c->ended))
		due_rows_add(out, DUE_RECEIPT, date_add_days(c->ended, RECEIPT_DAYS), 0, c->ended);
}

/* The day of the record with which the count reached `near`. */
static struct date near_day(const struct breach_count *b, enum breach_kind kind, int near) {
	int times = 0;

	for (size_t i = 0; i < b->count; i++) {
		times += b->items[i].kind == kind ? b->items[i].times : 0;
		if (b->items[i].kind == kind && b->items[i].times && times == near)
			return b->items[i].day;
	}
	return DATE_NONE;
}

void legal_duty_near(const struct order_facts *c, struct due_rows *out) {
	int times = c->near_times > 0 ? (int)c->near_times : BREACH_NEAR_TIMES;
	int days = c->near_days > 0 ? (int)c->near_days : BREACH_NEAR_DAYS;
	struct breach_count b;

	if (c->missed_count + c->warning_count == 0)
		return;
	breach_count_make(c->missed, c->missed_count, c->warnings, c->warning_count, DATE_NONE, &b);
	if (b.refusals < BREACH_REFUSALS)
		due_rows_add(out, DUE_NEAR_REFUSALS, near_day(&b, BREACH_REFUSAL, times), 0,
		             DATE_NONE);
	if (b.absences < BREACH_ABSENCES)
		due_rows_add(out, DUE_NEAR_ABSENCES, near_day(&b, BREACH_ABSENCE, times), 0,
		             DATE_NONE);
	if (b.goes_on || b.days <= BREACH_DAYS)
		due_rows_add(out, DUE_NEAR_DAYS,
		             breach_days_reach(c->warnings, c->warning_count, days), 0, DATE_NONE);
	breach_count_clear(&b);
}

void legal_duty_laboratory(const struct order_facts *c, struct due_rows *out) {
	for (size_t i = 0; i < c->test_count; i++)
		if (c->tests[i].waiting)
			due_rows_add(out, DUE_LABORATORY, c->tests[i].day, (int)i + 1, DATE_NONE);
}
