/* SPDX-License-Identifier: MIT
 * What a file holds before any cell is parsed: its header, and below it line by line what each one
 * is, its cells in the columns of the header, and whether there are as many as there should be. The
 * whole file is read once first, so that all its broken lines are told at once and a row's cells
 * are counted against what most rows have (rule 10.5).
 */
#ifndef EXCHANGE_IMPORT_TABLE_H
#define EXCHANGE_IMPORT_TABLE_H

#include "core/err.h"
#include "exchange/csv/text_source.h"
#include "exchange/import/header.h"

enum count_fit {
	COUNT_RIGHT,
	COUNT_FILLED,  /* blank cells at the end were left out, as programs do for many rows alike */
	COUNT_TRIMMED, /* left out row by row: taken, but told */
	COUNT_OFF,     /* a delimiter too many or too few: refused */
};

struct table_row {
	const struct csv_record *rec; /* NULL at the end; its cells in the order of the header */
	enum line_kind kind;
	enum count_fit fit;           /* of a LINE_RECORD */
	size_t usual;                 /* cells most rows have */
};

struct table_options {
	const struct register_def *(*at)(size_t i);
	const struct register_def *reg; /* NULL: the one of `at` that fits best */
	char delimiter;                 /* 0: looked for */
	const struct header_given *given; /* of columns and line, as header_find wants it, or NULL */
	/* May be NULL. When no register fits: another header, of a file with so many cells in most
	 * rows. */
	enum rc (*other)(struct header *h, struct csv_reader *r, size_t usual, const char *file,
	                 struct err *err);
};

struct table; /* heap; table_free. Borrows source and header. */

/* Read the file through and find its header, into *h (header_clear in any case). RC_INVALID with
 * all its broken lines, or what is wrong with its header. */
enum rc table_open(struct table **out, struct text_source *src, const struct table_options *o,
                   struct header *h, struct err *err);
void table_free(struct table *t); /* NULL is fine */
char table_delimiter(const struct table *t);
/* Where column i of the header stands in the file, in the record read last. */
size_t table_column(const struct table *t, size_t i);

enum rc table_rewind(struct table *t, struct err *err);
/* The next record, those above the header (LINE_ABOVE) included. RC_INVALID: another table begins
 * at a line that is named. */
enum rc table_next(struct table *t, struct table_row *row, struct err *err);

#endif
