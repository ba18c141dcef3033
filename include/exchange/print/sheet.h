/* SPDX-License-Identifier: MIT
 * Sheets of A4 paper in rows of boxes, as forms are printed: each fits its page, in HTML and as a
 * text of 80 columns. A text too long for its box goes on upon an attached sheet, a table too long
 * for the page on the next one. Pure.
 */
#ifndef EXCHANGE_PRINT_SHEET_H
#define EXCHANGE_PRINT_SHEET_H

#include "core/err.h"
#include "core/mem.h"

enum {
	SHEET_UNITS = 24,     /* a row is so many units wide */
	SHEET_CELLS = 12,
	SHEET_SIGNS = 4,
	SHEET_LINES = 66,     /* of a page of the text twin, all of them */
	SHEET_MM = 273,       /* a page's height in HTML, without its margins */
};

struct sheet_cell {
	char *text;
	int from, to; /* units */
	bool label;
};

struct sheet_row {
	struct sheet_cell cell[SHEET_CELLS];
	size_t n;
	int lines;  /* high as it stands */
	int least;  /* asked for, to be written in by hand; 0: a row of a table */
	bool head;  /* names the columns of the rows below, again on the next sheet */
	bool spare; /* a blank line of a table, that gives way */
};

struct sheet {
	char *title;
	struct sheet_row *rows;
	size_t n;
	const char *const *signs; /* N_(), at most SHEET_SIGNS, NULL-ended; NULL: none */
};

/* Zero-initialise; sheets_clear when done. */
struct sheets {
	struct sheet *v;
	size_t n;
	char *station;
};
void sheets_clear(struct sheets *b);

/* A new sheet at the end; then its rows, and the cells of the last one from left to right. */
void sheets_add(struct sheets *b, const char *title, const char *const *signs);
struct sheet_row *sheets_row(struct sheets *b, int least);
void sheets_cell(struct sheets *b, int units, bool label, const char *text);
/* The last sheet is done: make it fit, with attached sheets and next ones behind it. */
void sheets_fit(struct sheets *b);

/* What its rows take of a page, of SHEET_LINES and SHEET_MM; title and signatures are part. */
int sheet_text_lines(const struct sheet *s);
double sheet_mm(const struct sheet *s);

void sheets_html(const struct sheets *b, const char *title, struct str *out);
void sheets_text(const struct sheets *b, struct str *out);
/* As a workbook, each sheet on a page of its own: a file that is not there yet. */
enum rc sheets_book(const struct sheets *b, const char *path, struct err *err);

#endif
