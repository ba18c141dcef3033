/* The roll of an activity or a round: the residents ticked off a list, many at once (rules 15.3,
 * 15.7). SPDX-License-Identifier: MIT */
#ifndef MODEL_LEDGER_ROLL_H
#define MODEL_LEDGER_ROLL_H

#include "model/event/event.h"
#include "model/ledger/ledger.h"

enum { ROLL_RESULTS = 3 };
struct roll_def {
	const char *ledger, *event;  /* ids of the two registers */
	const char *ref, *result;    /* fields of the event */
	const struct code_list *codes;
	const char *results[ROLL_RESULTS + 1]; /* by digit from 1, NULL-ended */
	const char *title;
};
/* As list_query.given of roll_list. */
struct roll {
	const struct roll_def *def;
	long long record; /* of the ledger */
};
/* NULL: this register has no roll. */
const struct roll_def *roll_of(const struct ledger_def *ledger);

/* Everybody under an order (of a round: in its village), and who is ticked, by village and name. */
enum rc roll_people(struct station *st, const struct actor *a, const struct roll *r, struct ids *out,
                    struct err *err);
/* The result of each of these, blank where there is none; and the record, 0: none. */
enum rc roll_results(struct station *st, const struct actor *a, const struct roll *r,
                     const long long *people, size_t n, struct code *results, long long *records,
                     struct err *err);
/* How many are ticked. */
enum rc roll_count(struct station *st, const struct actor *a, const struct roll *r, long long *n,
                   struct err *err);
/* The result (its digit, from 1) for all of these, in one transaction that one undo takes back;
 * nothing where one of them cannot have it, or more would be there than the record says came. */
enum rc roll_set(struct station *st, const struct actor *a, const struct roll *r,
                 const long long *people, size_t n, int digit, struct err *err);
extern const struct list_def roll_list;

#endif
