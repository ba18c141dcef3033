/* One figure or rate over twelve months, village by village and together.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_REPORT_REPORT_TREND_H
#define MODEL_REPORT_REPORT_TREND_H

#include "model/report/report_table.h"

enum { TREND_MONTHS = 12 };

/* Zero-initialise; trend_clear when done. */
struct trend {
	struct span month[TREND_MONTHS];     /* oldest first */
	const struct figure_def *over, *under; /* under NULL: a figure */
	size_t row_count;                    /* villages, the last row is everybody */
	long long *keys;
	char **names;
	long long (*top)[TREND_MONTHS], (*bottom)[TREND_MONTHS]; /* numbers of each row */
};

/* The twelve months up to the one that holds the day: the records are read once. */
enum rc trend_make(struct station *st, const struct actor *a, const struct figure_def *over,
                   const struct figure_def *under, struct date last, struct trend *out,
                   struct err *err);
void trend_clear(struct trend *t);
/* What is drawn: the number, the rate in whole per cent, a mean in yuan (-1: nothing to divide
 * by). */
long long trend_value(const struct trend *t, size_t row, size_t month);
/* The greatest value of the rows from..to-1; at least 1. */
long long trend_most(const struct trend *t, size_t from, size_t to);
/* As it stands: "12", "83%", "—". Into buf[RATE_BUF]; returns buf. */
const char *trend_format(const struct trend *t, size_t row, size_t month, char *buf);
/* Who is behind one: of a rate, above the line. The month is counted again. */
enum rc trend_people(struct station *st, const struct actor *a, const struct trend *t, size_t row,
                     size_t month, struct ids *people, struct err *err);

#endif
