/* Figures that check each other before a month is sent (rule 9.21): numbers that must agree,
 * numbers far from the last twelve months, and records that cannot both be true.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_REPORT_REPORT_CHECK_H
#define MODEL_REPORT_REPORT_CHECK_H

#include "model/report/report.h"

struct report_doubt {
	const char *kind; /* N_(): what sort of doubt */
	const char *id;   /* stable: of the identity, the rate, the figure or the records */
	char *text;       /* one finished sentence with its numbers; heap */
	struct ids people; /* of records: who, each once; sealed ones too */
};

/* Zero-initialise; report_doubts_clear when done. */
struct report_doubts {
	struct report_doubt *v;
	size_t n;
};
void report_doubts_clear(struct report_doubts *d);
/* Records that cannot both be true, by their people, who are taken over; nothing where there are
 * none. */
void report_doubts_add(struct report_doubts *d, const char *id, const char *label,
                       struct ids *people);
/* NULL: there is none of this id. */
const struct report_doubt *report_doubts_find(const struct report_doubts *d, const char *id);

/* What a month is held against. */
enum { REPORT_PAST = 12, REPORT_PAST_LEAST = 6 };
struct report_past {
	/* month by month, the newest last: figure by figure_table, as sent where it was, else as
	 * counted now */
	long long *value[REPORT_PAST];
	bool known[REPORT_PAST]; /* sent, or the station counted already */
};

/* Appends what numbers by figure_table (INT_NONE: not known) say of each other, and of the register
 * the month before (NULL: without it). Pure. */
void report_check_values(const long long *value, const long long *before,
                         struct report_doubts *out);
/* Appends what the rows of r and the past say of each other. Pure; past NULL: without it. */
void report_check_numbers(const struct report *r, const struct report_past *past,
                          struct report_doubts *out);

/* Every doubt about r, a month's. *out is the caller's also after a failure. */
enum rc report_check(struct station *st, const struct actor *a, const struct report *r,
                     struct report_doubts *out, struct err *err);

/* list_run.data of month_doubts_list is struct report_doubts; an id is a place in it, from 1. */

#endif
