/* One order in one period: everything the month's figures rest on (domain.md 8). Pure. A report has a row for every
 * order, not void, made up to the period's last day, ended ones too: which of them count is the figures' business. */
#ifndef MODEL_REPORT_ROW_H
#define MODEL_REPORT_ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "core/code.h"
#include "model/course.h"

/* A line of the log of states. */
struct status_fact {
	struct code state;
	struct date since;
};

/* What the figures ask about the person; as known when asked. */
struct report_person {
	long long resident, place;
	struct code sex, drug, risk, job, control;
	struct date birth;
};

/* A period and the day it is asked on. A period still running is counted as of that day. */
struct report_period {
	struct date from, to;  /* both included */
	struct date as_of;
};
/* The day whose state counts: the period's last, or as_of when that is earlier. */
struct date report_period_day(const struct report_period *p);

struct report_row {
	struct report_person person;
	long long order_id;
	struct code kind;
	struct date from, day;    /* first day of the period, and report_period_day */
	struct code state;        /* on `day`; blank: the order was not made yet */
	struct date since;        /* first day of that state; unset when unknown */
	struct date began;        /* first day of execution: reported, else start of the term */
	struct date deadline, reported, agreed;
	struct date start, end;   /* the term */
	struct window_count windows; /* windows that ended in from..day, counted as of as_of */
	int tests, positive;      /* valid tests in from..day */
};

/*
 * Fill the row from an order. log: its states, in the order they were written; the state on a day is the one with the
 * latest `since` not after it (of equal days the later line). Where no line is later than that day the order's own
 * state holds, so that the running month agrees with the lists; where no line is as early, the order's dates speak.
 * agreed: day of the agreement, may be unset.
 */
void report_row_fill(struct report_row *row, const struct report_person *person, long long order_id,
                     const struct course *c, struct date agreed, const struct status_fact *log, size_t log_count,
                     const struct profile_set *set, const struct report_period *period);

#endif
