/* SPDX-License-Identifier: MIT */
#include "model/order/order.h"

ENTITY_DEF(order_def, N_("Order"), treatment_order, ORDER_FIELDS);
ENTITY_DEF(status_def, N_("Change of state"), status_change, STATUS_FIELDS);

/* Dates that may not come before another. */
static enum rc check_sequence(const struct treatment_order *o, struct err *err) {
	const struct {
		struct date d;
		const char *field;
	} later[] = {{o->served, "served"}, {o->reported, "reported"}, {o->agreed, "agreed"},
		{o->taken_on, "taken_on"}, {o->ended, "ended"}};
	char day[DATE_BUF], order_day[DATE_BUF];

	for (size_t i = 0; i < sizeof later / sizeof *later; i++) {
		if (date_is_set(later[i].d) && date_before(later[i].d, o->ordered))
			return err_field(err, later[i].field, "order.sequence",
				N_("{label}: {date} is before the order was made ({ordered}). "
				   "Correct one of the two."),
				"label", tr(entity_field(&order_def, later[i].field)->label),
				"date", date_format(later[i].d, day), "ordered",
				date_format(o->ordered, order_day), NULL);
	}
	if (date_is_set(o->term_start) && date_is_set(o->term_end) &&
	    date_before(o->term_end, o->term_start))
		return err_field(err, "term_end", "order.end",
			N_("The end of the term is before its start. Correct one of the two."),
			NULL);
	return RC_OK;
}

/*
 * What the paper may say and seldom does. An end as written is kept; both ways of counting the last
 * day are in use (rule 2.6), so one day more or less is none. Suspensions are not known here: they
 * may have moved it.
 */
static void doubt_dates(const struct treatment_order *o, struct findings *told) {
	const struct term_input in = {.reported = order_term_reported(o), .months = o->months,
	                              .deducted = o->deducted, .start_written = o->term_start};
	char months[24], day[DATE_BUF];
	struct term t;

	if (!o->rec.id && code_is(o->state, "suspended"))
		findings_add(told, "state",
			N_("The suspension has no day of its own: it is recorded from today. "
			   "Enter it on its day where that was earlier."),
			NULL);
	if (date_is_set(o->served) && date_is_set(o->reported) &&
	    date_before(o->reported, o->served))
		findings_ask(told, "reported",
			N_("Reported in before the order was served: compare the two days."), NULL);
	if (o->months != INT_NONE && o->months != TERM_MONTHS_MAX) {
		snprintf(months, sizeof months, "%d", TERM_MONTHS_MAX);
		findings_want_reason(told, "months",
		                     o->months > TERM_MONTHS_MAX
		                             ? N_("Longer than the {months} months the law allows.")
		                             : N_("Shorter than the usual {months} months: compare the paper."),
		                     "months", months, NULL);
	}
	term_compute(&in, &t);
	if (date_is_set(o->term_end) && date_is_set(t.proposed) && o->months != INT_NONE &&
	    (o->term_end.n - t.proposed.n > 1 || t.proposed.n - o->term_end.n > 1))
		findings_want_reason(told, "term_end",
		                     N_("Start and length of the term give {day} as its end."),
		                     "day", date_format(t.proposed, day), NULL);
}

/* Taking over wants its place and its day, and the start of a term that runs on (rule 2.9). */
static void doubt_taking(const struct treatment_order *o, struct findings *told) {
	if (o->taken_from && !date_is_set(o->taken_on))
		findings_ask(told, "taken_on",
		             N_("Taken over from another place: on which day? From it on tests are"
		                " counted here."), NULL);
	if (date_is_set(o->taken_on) && !o->taken_from)
		findings_ask(told, "taken_from",
		             N_("Taken over: fill in from which place."), NULL);
	if (date_is_set(o->taken_on) && !date_is_set(o->term_start) &&
	    !date_is_set(order_term_reported(o)))
		findings_ask(told, "term_start",
		             N_("The term runs on from its first start: fill it in, the reporting"
		                " here does not begin it anew."), NULL);
}

struct date order_waits(const struct treatment_order *o) {
	return date_is_set(o->taken_on) ? o->taken_on
	       : date_is_set(o->served) ? o->served
	                                : o->ordered;
}

struct date order_begun(const struct treatment_order *o) {
	if (!date_is_set(o->taken_on))
		return date_is_set(o->reported) ? o->reported : o->term_start;
	return date_is_set(o->reported) && date_before(o->reported, o->taken_on) ? o->taken_on
	                                                                         : o->reported;
}

struct date order_first_day(const struct treatment_order *o, struct date day) {
	const struct date later[] = {order_begun(o), o->ended};

	for (size_t i = 0; i < sizeof later / sizeof *later; i++)
		if (date_is_set(later[i]) && date_before(later[i], day))
			day = later[i];
	return day;
}

struct date order_term_reported(const struct treatment_order *o) {
	return date_is_set(o->taken_on) && date_is_set(o->reported) &&
	                       !date_before(o->reported, o->taken_on)
	               ? DATE_NONE
	               : o->reported;
}

enum rc order_check(const struct treatment_order *o, struct date today, struct findings *warnings,
                    struct err *err) {
	struct date start = date_is_set(o->term_start) ? o->term_start : o->reported;
	enum rc rc = entity_check(&order_def, o, today, err);

	if (rc == RC_OK)
		rc = check_sequence(o, err);
	if (rc != RC_OK)
		return rc;
	if (code_is_set(o->state) && !order_facts_is_open(o->state) && !date_is_set(o->ended))
		return err_field(err, "ended", "order.ended",
			N_("An order that is over needs the day it ended: fill in {label}."),
			"label", tr(entity_field(&order_def, "ended")->label), NULL);
	if (date_is_set(o->ended) && (!code_is_set(o->state) || order_facts_is_open(o->state)))
		return err_field(err, "state", "order.open-ended",
			N_("There is a day of ending but the state is still open. Correct one "
			   "of the two."),
			NULL);
	if (date_is_set(o->ended) && date_is_set(start) && date_before(o->ended, start))
		return err_field(err, "ended", "order.ended-early",
			N_("The order ended before its term began. Correct one of the two."), NULL);
	doubt_dates(o, warnings);
	doubt_taking(o, warnings);
	return RC_OK;
}

bool order_facts_is_open(struct code state) {
	return code_is(state, "awaiting") || code_is(state, "executing") ||
	       code_is(state, "suspended");
}
