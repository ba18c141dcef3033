/* The term of one order: start, end, report deadline (rules 2.2 to 2.7, 2.9, 2.11). Pure.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_ORDER_TERM_H
#define MODEL_ORDER_TERM_H

#include <stdbool.h>
#include <stddef.h>

#include "core/date.h"

enum {
	TERM_MONTHS_MAX = 36,   /* rules 2.4, 2.5: three years, whatever the kind of order */
	TERM_REPORT_DAYS = 15,  /* rules 2.2, 2.3: the default, and the most */
};

/* Days from..to, both included. to unset: it is still going on. */
struct interval {
	struct date from, to;
};

bool interval_holds(const struct interval *i, struct date day);
/* Days of from..to that at least one of the intervals holds. */
int interval_days(const struct interval *v, size_t n, struct date from, struct date to);

struct term_input {
	struct date reported;
	/* as ordered; INT_NONE or less than 1: from the written dates, else TERM_MONTHS_MAX */
	long long months;
	long long deducted; /* days served in isolation before (rule 2.7); INT_NONE: none */
	struct date start_written, end_written; /* as the document has them */
	const struct interval *suspensions;     /* any order; may overlap */
	size_t suspension_count;
};

struct term {
	struct date start;    /* as written, else of reporting in (rule 2.4); unset: not begun */
	/* last day: as written, else `proposed`; unset while there is no start */
	struct date end;
	struct date proposed; /* what the rules give, to set beside a written end that differs */
	int months;
	int extended;         /* days by which suspensions move `proposed` (rule 2.11) */
	bool start_written, end_written;
};

/*
 * proposed = start + months - 1 day (a start on 29 February ends on 28 February), less the deducted
 * days, never before start; a day under suspension does not count, so the end moves on by it (rule
 * 2.11: the law is silent, this is the default and an end as written overrides it). A suspension
 * still going on moves nothing yet: its length is not known. An end as written is never moved: the
 * paper that ends a suspension may have moved it already, and counting twice would hold a person
 * too long.
 */
void term_compute(const struct term_input *in, struct term *out);

/* Is there a start and an end not before it? Otherwise the file wants mending before anything can
 * be computed. */
bool term_is_sound(const struct term *t);
/* 1, 2, 3...: the year of the term `day` lies in, after the term its last; 0 without a start or
 * before it. An end written as the same day three years on does not begin a fourth year. */
int term_year(const struct term *t, struct date day);

/* Last day to report in (rule 2.2; also at the new place after a change of place, rule 2.9): day of
 * service, else of the order, + report_days (1..15; anything else counts as 15). No shift for
 * holidays: a hint says 节假日顺延. Unset when both are. */
struct date term_report_deadline(struct date ordered, struct date served, long long report_days);
/* Overdue from the day after the deadline; never once reported. */
bool term_report_overdue(struct date deadline, struct date reported, struct date today);

/* A day so many working days before `day`; Saturdays and Sundays are none, holidays are not
 * known. */
struct date working_days_before(struct date day, int days);

#endif
