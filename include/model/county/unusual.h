/* What stands out in the returns of a month, station by station, each named with why (rule 21.24);
 * and the lists of a county's figures. SPDX-License-Identifier: MIT */
#ifndef MODEL_COUNTY_UNUSUAL_H
#define MODEL_COUNTY_UNUSUAL_H

#include "model/county/consolidate.h"
#include "model/report/report_check.h"

enum { UNUSUAL_PAST = 6, UNUSUAL_PAST_LEAST = 3 }; /* months it is held against */

/* Zero-initialise; county_unusual_clear when done. */
struct county_unusual {
	struct report_doubts found;
	size_t *row; /* of each: whose, a row of the month's table */
};
/* Pure: month[0] is asked, month[1] the one before it and so on, n of them, all by station. */
void county_unusual_find(const struct county_table *month, size_t n, struct county_unusual *out);
void county_unusual_clear(struct county_unusual *u);

/* ---- lists of q.month (NULL: the newest that is due); list_run.data: ---- */

/* county_month_list: all together, an id is a column from 1. county_league_list: the stations by
 * the figure or rate q.given (its id; NULL: by every rate); an id is
 * 1 + column * row_count + row. */
struct county_lines {
	struct county_table now, before; /* by station; this month and the one before */
	int *rank;                       /* of the rows, column by column, where they were ranked */
};
/* county_unusual_list: an id is a place in odd.found, from 1. */
struct county_unusual_lines {
	struct county_table month[1 + UNUSUAL_PAST];
	struct county_unusual odd;
};
/* Its month, of either. */
struct list_run;
const struct county_table *county_lines_table(const struct list_run *r);

#endif
