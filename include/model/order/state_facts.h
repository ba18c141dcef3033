/* What hangs on a change of state: it is named before the change is made, and asked about once
 * (rules 3.8, 3.9). SPDX-License-Identifier: MIT */
#ifndef MODEL_ORDER_STATE_FACTS_H
#define MODEL_ORDER_STATE_FACTS_H

#include "model/order/transition.h"

enum {
	STATE_LATE_DAYS = 7, /* rule 2.12: by then the notice of a release is here */
	STATE_OLD_DAYS = 31, /* an older day is asked about */
};

struct state_facts {
	const struct transition_ask *ask;
	struct date today, end; /* end: last day of the term; unset: not known */
	/* Of an ending: what is open on the day asked. */
	long long police, findings, papers, leaves;
	struct date other; /* day of another order of the person that runs then; unset: none */
	struct date died;  /* day of a death on record, the change not being about it; unset: none */
	struct code held;  /* kind of custody on the day an execution begins or goes on */
	long long inside;  /* tests and talks in from..to, under suspension */
	struct date from, to;
	long long held_inside; /* tests and talks of the order while in custody */
	long long after;   /* records after the day of an ending */
	/* What is made with it: kind of custody, or "death"; unset: nothing. */
	struct code makes;
};

/* Finished sentences with counts and days, each a question (findings_ask). Pure. */
void state_findings(const struct state_facts *f, struct findings *out);
/* The same of an order as it stands. RC_INVALID as order_set_state would answer. */
enum rc order_state_findings(struct station *st, const struct actor *a, long long order,
                             const struct transition_ask *ask, struct findings *out,
                             struct err *err);

#endif
