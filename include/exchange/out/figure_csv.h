/* Returns and tables as a file for programs (rule 9.24): one flat table, a line a number, the same
 * columns in each. SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_OUT_FIGURE_CSV_H
#define EXCHANGE_OUT_FIGURE_CSV_H

#include "exchange/out/table_out.h"
#include "model/report/report.h"

/* X(member): a column under that name, in every language. */
#define FIGURE_CSV_COLUMNS(X) \
	X(station) X(month) X(number) X(place) X(id) X(section) X(label) X(value) X(unit) \
	X(numerator) X(denominator) X(numerator_id) X(denominator_id) X(value_before) \
	X(numerator_before) X(denominator_before)

/* A line; NULL is blank. number: of the sending; value: without a per cent sign, blank where
 * nothing divides. */
struct figure_csv_row {
#define FIGURE_CSV_MEMBER(name) const char *name;
	FIGURE_CSV_COLUMNS(FIGURE_CSV_MEMBER)
#undef FIGURE_CSV_MEMBER
};

/* place: the header of that column, "place" but for tables of something else. */
void figure_csv_head(struct table_out *w, const char *place);
void figure_csv_row(struct table_out *w, const struct figure_csv_row *row);
/* A line of what the file says about itself, with row's station, month and number. */
void figure_csv_meta(struct table_out *w, const struct figure_csv_row *row, const char *id,
                     const char *label, const char *value);
/* The same of a report: period, day asked, since when the station counts, audit head, program. */
void figure_csv_report(struct table_out *w, const struct figure_csv_row *row,
                       const struct report *r);
/* Since when the station counts, and whether the period begins before that (rule 9.23). */
void figure_csv_counted(struct table_out *w, const struct figure_csv_row *row, struct date first,
                        struct date counted_from);
/* "83.7%" -> "83.7"; "" where nothing divides. text is changed; returns it. */
const char *figure_csv_rate(char *text, const char *under);

#endif
