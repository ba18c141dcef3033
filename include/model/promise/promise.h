/* What was promised and is not done yet (rules 8.8 to 8.12): each a row of a table over the records
 * of one register, with the day it is due and whom it waits for. Pure.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_PROMISE_PROMISE_H
#define MODEL_PROMISE_PROMISE_H

#include "model/rules/due.h"

/* Numbers of these kinds in table `due`: stored, never renumber. */
enum { PROMISE_FIRST = 64 };

/* From the base day to the one it is due on. */
enum promise_by {
	PROMISE_DAYS,   /* so many days */
	PROMISE_MONTHS, /* so many months */
	PROMISE_MONTH,  /* the end of the month after that of the base */
	PROMISE_AFTER   /* the next follow-up after a release */
};

struct promise_def {
	enum due_kind kind;
	struct due_kind_def shown; /* base, label, door */
	const char *reg;    /* id in event_table; NULL: the order itself */
	const char *when;   /* which records (model/event/record_where.h) */
	const char *day;    /* base day: the first set of "field,field" */
	/* ids of registers, comma-separated: a newer record of the person is the base instead */
	const char *last;
	/* a record of this register after it answers the promise ("order": an order that runs or
	 * was made since the base; "moved": the order of a move out asks for the same); NULL:
	 * none */
	const char *answered;
	/* asked whoever sees to the person's newest order; else not once it has moved. Nothing is
	 * asked of the dead */
	bool wherever;
	bool of_order;      /* not asked either once that order has ended in any way */
	bool newest;        /* only the person's newest record promises */
	const char *lacks;  /* register of which the person has no record that runs; NULL: none */
	const char *once;   /* asked only once the station keeps this register (rule 8.12) */
	enum promise_by by;
	int n;              /* days or months; 0 with a key */
	const char *key;    /* [rules] key of the days; NULL: n */
	const char *who;    /* field: whom it waits for; NULL: who is in charge */
};
extern const struct promise_def promise_table[];
extern const size_t promise_count;
const struct promise_def *promise_of_due(enum due_kind kind); /* NULL: none */

/* A record that promises. */
struct promise_fact {
	long long resident, record; /* record: of the order where the promise is the order's */
	struct date day, last;      /* base, and the newest record of `last` since; unset: none */
};
/* Months between two follow-ups in each year after a release; 0: none in it. */
enum { FOLLOWUP_YEARS = 3 };
struct promise_rules {
	long long days;                 /* of the row's key */
	long long every[FOLLOWUP_YEARS];
	struct date counted_from;       /* windows that began before are nobody's slip */
};
/* The day it is due; unset: nothing more is. */
struct date promise_due(const struct promise_def *def, const struct promise_fact *f,
                        const struct promise_rules *rules);
/* The n-th follow-up after a release on that day, from 1; unset: there are no more. */
struct date followup_day(struct date released, const long long every[FOLLOWUP_YEARS], int n);

#endif
