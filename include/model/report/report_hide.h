/* What of a table of counts is left out when it is published (rule 18.22): small numbers, and as
 * many others as it takes that none of them can be computed from the sums. Pure.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_REPORT_REPORT_HIDE_H
#define MODEL_REPORT_REPORT_HIDE_H

#include <stdbool.h>
#include <stddef.h>

/* In every row the parts of a group add up to its whole. */
struct hide_column {
	int group;  /* from 0; -1: in none */
	bool whole; /* of the group; else a part */
	bool open;  /* shown in every row: the whole of groups that have no column marked so */
};

/* The last row is the sum of the others. Cells row by row, none below 0. */
struct hide_table {
	size_t rows, columns;
	const struct hide_column *column;
	const long long *cells;
	bool *hidden; /* out, zeroed by the caller */
};

/* Hides 1 .. least - 1, and then the smallest of a row or column until every hidden number could
 * also be another, by whoever knows the sums and that a hidden number that is not 0 is at least 1.
 * Exact: a table of sums is a network, in which a number is free where a ring of hidden ones leads
 * through it. */
void report_hide(struct hide_table *t, long long least);

#endif
