/* From which state an order may go to which, and what each step asks for (rules 3.2, 3.3). Pure.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_ORDER_TRANSITION_H
#define MODEL_ORDER_TRANSITION_H

#include "core/date.h"
#include "core/err.h"
#include "core/mem.h"
#include "model/order/order.h"
#include "model/order/term.h"

/* One pair of states. Every pair of different states has a row. */
struct transition {
	const char *from, *to;
	const char *label;   /* N_(): what is done, for a list of choices; of an allowed one */
	const char *paper;   /* code of codes_document it asks for, NULL: none */
	const char *refusal; /* N_(): why it is not possible, a sentence; NULL: allowed */
};
extern const struct transition transition_table[];
extern const size_t transition_count;

/* NULL when both are the same or one is no state. */
const struct transition *transition_find(struct code from, struct code to);

/* What is to be written in the log. */
struct transition_ask {
	struct code to;
	struct date since;
	const char *reason, *document; /* NULL or "": none */
	struct code cause;             /* of codes_ending, of a termination (rule 3.10) */
	/* Of a change of place (rule 3.12): to where; when the papers went and their receipt came,
	 * unset where it is not known yet. */
	const char *moved_to;
	struct date papers_sent, receipt;
};

/*
 * RC_INVALID names the field (state, since, reason, document, cause, moved_to): the pair is not
 * allowed; the day is missing, in the future, before the order or before the present state began
 * (`last`: the day of the newest line of its log, unset: none); no reason; no document where the
 * step asks for one; no cause of a termination; no receiving place of a change of place. Released
 * before the last day of the term only by a document with a number of its own (rule 2.14: no
 * article gives early release); from the last day on the notice may follow later (rule 2.12).
 */
enum rc transition_check(const struct treatment_order *o, const struct term *term, struct date last,
                         const struct transition_ask *ask, struct date today, struct err *err);
/* Must this field (reason, document, cause, moved_to) be filled for the step to be possible on its
 * day? */
bool transition_wants(const struct treatment_order *o, const struct term *term,
                      const struct transition_ask *ask, const char *field);
/* What the step changes in the order itself: state, day of reporting in or of ending, where it
 * moved to. */
void transition_apply(struct treatment_order *o, const struct transition_ask *ask);
/*
 * What has changed and what follows, finished sentences: the new state and its day; after a
 * resumption the end of the term by the rule beside the one as written (rule 2.11: the law is
 * silent, so it is a proposal); after an end that a new order would be a new record. `term` is that
 * of the order after the change.
 */
void transition_said(const struct treatment_order *o, const struct term *term,
                     const struct transition_ask *ask, struct str *out);

#endif
