/* SPDX-License-Identifier: MIT */
#include "model/promise/promise.h"

#include "core/tr.h"

enum { HEARD_DAYS = 30, ANSWER_DAYS = 15, YEAR_MONTHS = 12 };

/* A new record of the register, or the one that promises at a field. */
#define NEW(base, label, reg) {DUE_BASE_##base, label, DOOR_EVENT, reg, NULL, NULL}
#define AT(base, label, reg, field) {DUE_BASE_##base, label, DOOR_RECORD, reg, field, NULL}

const struct promise_def promise_table[] = {
	{DUE_FETCH, AT(PICKUP, N_("fetch from the centre"), "pickup", "fetched"), "pickup",
	 "fetched=;not_fetched=", "release_on", .who = "handler", .wherever = true},
	{DUE_FETCHED_ORDER, {DUE_BASE_PICKUP, N_("order after the pick-up"), DOOR_NEW_ORDER},
	 "pickup", "fetched!=;becomes=|rehab", "fetched", .answered = "order", .n = ANSWER_DAYS,
	 .who = "handler", .wherever = true},
	{DUE_LOST_SEARCH, NEW(LOST, N_("search for a person"), "search"), "lost", "found=",
	 "occurred", .last = "search", .key = "search_days"},
	{DUE_LOST_TELL, AT(LOST, N_("tell the police who is lost"), "lost", "told_police"), "lost",
	 "found=;told_police=", "occurred"},
	{DUE_COUNSEL, NEW(PROMISE, N_("counselling appointment"), "counsel"), "counsel",
	 "next_on!=", "next_on", .newest = true, .who = "counsellor"},
	{DUE_HARDSHIP, AT(PROMISE, N_("hardship to look at again"), "hardship", "reviewed"),
	 "hardship", "until=", "reviewed,occurred", .by = PROMISE_MONTHS, .n = YEAR_MONTHS},
	{DUE_CARE, AT(PROMISE, N_("how is who is in care"), "care", "seen"), "care", "until=",
	 "seen,occurred", .last = "visit,phone,talk", .n = HEARD_DAYS},
	{DUE_MAINTENANCE, AT(PROMISE, N_("file treatment with the police"), "maintenance", "filed"),
	 "maintenance", "until=;filed=", "occurred", .n = ANSWER_DAYS},
	{DUE_DUAL_ANSWER, AT(PROMISE, N_("answer of the other station"), "dual", "answered"),
	 "dual", "until=;sent!=;answered=", "sent", .n = ANSWER_DAYS, .who = "other_station"},
	{DUE_DUAL_CONTACT, AT(PROMISE, N_("contact with the other station"), "dual", "contact_on"),
	 "dual", "until=", "contact_on,occurred", .by = PROMISE_MONTH},
	{DUE_PAIR, AT(PROMISE, N_("contact of the pair"), "pair", "contact_on"), "pair", "until=",
	 "contact_on,occurred", .last = "visit,talk,phone", .by = PROMISE_MONTH, .who = "cadre"},
	{DUE_GRID, NEW(PROMISE, N_("not in a grid"), "grid"), NULL, "state=executing|suspended",
	 "taken_on,reported,term_start,ordered", .lacks = "grid", .once = "grid", .n = ANSWER_DAYS},
	{DUE_CASE, AT(PROMISE, N_("application: next step"), "help_case", "looked"), "help_case",
	 "until=;paid_from=;result=", "decided,noticed,discussed,looked,occurred",
	 .key = "case_days", .who = "waits_for"},
	{DUE_CASE_PAID, AT(PROMISE, N_("granted, not paid yet"), "help_case", "paid_from"),
	 "help_case", "until=;paid_from=;result=granted;kind=allowance|destitute", "decided",
	 .key = "case_days", .who = "waits_for"},
	{DUE_PLAN, NEW(PROMISE, N_("no help plan"), "plan"), NULL, "state=executing|suspended",
	 "taken_on,reported,term_start,ordered", .lacks = "plan", .once = "plan",
	 .key = "plan_days"},
	{DUE_MEASURE, AT(PROMISE, N_("measure promised"), "measure", "done_on"), "measure",
	 "done_on=", "due_on", .who = "who"},
	{DUE_PLAN_REVIEW, NEW(PROMISE, N_("review of the plan"), "review"), "plan", "review_on!=",
	 "review_on", .answered = "review", .newest = true, .who = "drawn_by", .of_order = true},
	{DUE_NEXT_REVIEW, NEW(PROMISE, N_("next review of the plan"), "review"), "review",
	 "next_on!=", "next_on", .newest = true, .answered = "plan", .who = "by", .of_order = true},
	{DUE_MOVE, AT(PROMISE, N_("receipt of a change of place"), "move", "receipt"), "move",
	 "receipt=;refused=", "occurred", .answered = "moved", .n = ANSWER_DAYS,
	 .who = "person_there"},
	{DUE_FOLLOWUP, NEW(FOLLOWUP, N_("follow-up after release"), "followup"), NULL,
	 "state=released", "ended", .last = "followup", .answered = "order", .once = "followup",
	 .by = PROMISE_AFTER},
};
const size_t promise_count = sizeof promise_table / sizeof *promise_table;

const struct promise_def *promise_of_due(enum due_kind kind) {
	for (size_t i = 0; i < promise_count; i++)
		if (promise_table[i].kind == kind)
			return &promise_table[i];
	return NULL;
}

struct date followup_day(struct date released, const long long every[FOLLOWUP_YEARS], int n) {
	for (int year = 0; year < FOLLOWUP_YEARS; year++) {
		int in_year = every[year] > 0 ? (int)(YEAR_MONTHS / every[year]) : 0;

		if (n <= in_year)
			return date_add_months(released, YEAR_MONTHS * year + n * (int)every[year]);
		n -= in_year;
	}
	return DATE_NONE;
}

/* One in a window answers it: the next is the window after. What began before the station counts is
 * passed over. */
static struct date next_followup(const struct promise_fact *f, const struct promise_rules *rules) {
	struct date from = f->day, day;

	for (int n = 1; date_is_set(day = followup_day(f->day, rules->every, n)); n++) {
		if (!date_before(from, rules->counted_from) &&
		    !(date_is_set(f->last) && date_before(from, f->last)))
			return day;
		from = day;
	}
	return DATE_NONE;
}

struct date promise_due(const struct promise_def *def, const struct promise_fact *f,
                        const struct promise_rules *rules) {
	struct date base = date_is_set(f->last) && date_before(f->day, f->last) ? f->last : f->day;

	if (!date_is_set(f->day))
		return DATE_NONE;
	switch (def->by) {
	case PROMISE_DAYS:
		return date_add_days(base, def->key ? (int)rules->days : def->n);
	case PROMISE_MONTHS:
		return date_add_months(base, def->n);
	case PROMISE_MONTH:
		return date_month_end(date_add_months(date_month_start(base), 1));
	case PROMISE_AFTER:
		return next_followup(f, rules);
	}
	return DATE_NONE;
}
