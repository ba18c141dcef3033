/* The figures of any period, read once and counted as often as asked (rule 9.1); see
 * model/report/figure.h. SPDX-License-Identifier: MIT */
#ifndef MODEL_REPORT_REPORT_H
#define MODEL_REPORT_REPORT_H

#include "core/actor.h"
#include "model/access/audit.h"
#include "model/report/figure.h"
#include "model/station/station.h"

/* Everything a period's figures rest on. report_clear when done. */
struct report {
	struct date from, to;    /* both included */
	struct date as_of;       /* the day it was asked */
	/* since when the station records: of what lies before it is told (rule 9.23) */
	struct date counted_from;
	/* head of the audit then: stands on what goes to the county */
	char anchor[AUDIT_ANCHOR_BUF];
	long long erased;        /* files erased until then: in no figure any more */
	bool coarse;             /* told in steps only (rule 11.24) */
	long long damaged;       /* records of those counted are damaged (rule 12.15) */
	/* papers that stood for a second person in the period; of report_make only */
	long long single;
	/* One per order of the register in the period, those of a person together. Before them one
	 * a village for what the station's own ledgers count there, of nobody; who has records and
	 * no order has a row without one (rule 9.26). */
	struct report_row *rows;
	size_t count;
	long long *counts; /* of the rows */
	struct ids villages;     /* those with a number in the station's order, by it */
	char **workers;          /* workers in charge; report_row.worker counts from 1 */
	size_t worker_count;
	char **counties;         /* where follow-ups found people; report_row.county counts from 1 */
	size_t county_count;
};

/* What a return says of records that are damaged; {n}. */
#define REPORT_DAMAGED \
	N_("{n} records are damaged: figures that rest on them cannot be relied on (wubao check).")
/* Numbers count by occurred on, and by what held on the last day of the period, as known now. */
enum rc report_make(struct station *st, const struct actor *a, struct date from, struct date to,
                    struct report *out, struct err *err);
void report_clear(struct report *r);
/* Does this role read figures in steps of five only, of the station and of months that are over
 * (rule 11.24)? A number as it is told then; and a figure of a report as its reader may know it. */
bool figures_are_coarse(const struct actor *a);
long long figure_coarse(const struct figure_def *f, long long value);
long long report_total(const struct report *r, const struct figure_def *f);
/* RC_DENIED: a period that such a role does not read. */
enum rc report_may(struct station *st, const struct actor *a, struct date from, struct date to,
                   struct err *err);
/* Does the period begin before the station counts? Then what is missing says nothing. */
bool report_before_station(const struct report *r);

/*
 * The same for many periods without reading again: report_open reads the records of from..to, with
 * the tests of whole terms (the years of the term) when asked; report_fill counts one period that
 * lies in it. report_close (NULL is fine) when done; reports filled live on their own.
 */
struct report_source;
enum { READ_YEARS = 1, READ_DUTIES = 2 /* the duties of every kind, and what is overdue */ };
enum rc report_open(struct station *st, const struct actor *a, struct date from, struct date to,
                    unsigned reads, struct report_source **out, struct err *err);
void report_fill(const struct report_source *s, struct date from, struct date to,
                 struct report *out);
void report_close(struct report_source *s);

/* A line of the return in numbers and words. */
struct report_line {
	struct figure_line is;
	long long value, under;     /* under: what a rate divides by */
	char number[RATE_BUF];      /* as people read it */
	char over_text[FIGURE_BUF], under_text[FIGURE_BUF]; /* of a rate: both its numbers */
	char beside[80];         /* what is said beside it, "not recorded 3"; "": nothing */
	char formula[FORMULA_BUF];
};
/* Line i of figure_line_count; false: there are no more. */
bool report_line_at(const struct report *r, size_t i, struct report_line *out);

/* The people behind a figure (figure_total's ids) parted into those whose files may be opened and
 * the number of sealed ones: where a number opens its names there stands "sealed: n". shown is the
 * caller's. */
enum rc report_names(struct station *st, const struct actor *a, const struct ids *residents,
                     struct ids *shown, long long *sealed, struct err *err);

#endif
