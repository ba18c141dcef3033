/* Three years without use (rules 2.15 to 2.18): the day they count from, for a person over all
 * orders, and the records that say so. Pure. SPDX-License-Identifier: MIT */
#ifndef MODEL_RULES_ABSTINENCE_H
#define MODEL_RULES_ABSTINENCE_H

#include "core/code.h"
#include "model/order/term.h"

enum { ABSTINENT_MONTHS = 36 };

/* Use seen: a positive test, or use found elsewhere (rule 6.15). */
struct use_fact {
	const char *reg;     /* id of event_table */
	long long id, order; /* the order open on its day, else the newest made by then */
	struct date day;
	long long recorded; /* ms when it was typed; 0: taken in from a file */
};

/* An interval of custody with its kind. */
struct custody_fact {
	struct interval days;
	struct code kind;
	long long id;
};

/* An order as it stood on the day asked. */
struct abstinence_order {
	struct code kind, state;
	struct date ordered, began; /* began: first day of execution */
	bool failed; /* refused or seriously breached: a limit reached, or the police told so */
};

/* What is known of a person on the day asked; arrays are borrowed. */
struct abstinence_case {
	const struct abstinence_order *orders; /* made by that day, in that order */
	size_t order_count;
	const struct custody_fact *custody;
	size_t custody_count;
	const struct use_fact *uses; /* by day */
	size_t use_count;
	bool died;
};

/* NONE: nothing has begun. OUT: dead, in prison or isolation, moved away. UNDECIDED: refused,
 * breached or terminated, and no record says what followed. */
enum abstinence_how { ABSTINENCE_NONE, ABSTINENCE_RUNS, ABSTINENCE_OUT, ABSTINENCE_UNDECIDED };

struct abstinence {
	enum abstinence_how how;
	/* What begins it: the start of an order, or a release from isolation. UNDECIDED: the order
	 * that does not count from its start. */
	struct date base;
	long long custody; /* the record of that release; 0: an order */
	struct date from;  /* base, or the last use since: of the case's uses first..first+count-1 */
	size_t first, count;
};

/* Records of a later day than `day` are not looked at. */
void abstinence_of(const struct abstinence_case *c, struct date day, struct abstinence *out);
/* Are the three years from that day full? By months, on the same day. */
bool abstinence_is_full(struct date from, struct date day);
/* N_(): why nothing is counted; NULL where something is, or nothing has begun. */
const char *abstinence_why(enum abstinence_how how);

#endif
