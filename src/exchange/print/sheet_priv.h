/* A cell of a sheet, as its layout and its painting both measure it: by the text twin, whose boxes
 * hold less than those of the page, so that what fits there fits both.
 * SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_PRINT_SHEET_PRIV_H
#define EXCHANGE_PRINT_SHEET_PRIV_H

#include "exchange/print/sheet.h"

enum { SHEET_TWIN = 80 };

/* The column of the bar at the left of a unit. */
static inline int sheet_edge(int unit) { return unit * (SHEET_TWIN - 1) / SHEET_UNITS; }
static inline int sheet_cell_width(const struct sheet_cell *c) {
	return sheet_edge(c->to) - sheet_edge(c->from) - 1;
}
/* Lines its text takes, one at least. */
int sheet_cell_lines(const struct sheet_cell *c);
/* As high as the row is on the page. */
double sheet_row_mm(const struct sheet_row *r);
/* By how much the rows of this sheet may be higher than that. */
double sheet_stretch(const struct sheet *s);

#endif
