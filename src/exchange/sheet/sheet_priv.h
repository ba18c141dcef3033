/* SPDX-License-Identifier: MIT
 * A workbook under way: the library's, its styles, and how it comes to be whole in its file.
 */
#ifndef EXCHANGE_SHEET_SHEET_PRIV_H
#define EXCHANGE_SHEET_SHEET_PRIV_H

#include <xlsxwriter.h>

#include "core/err.h"
#include "exchange/csv/target.h"

enum { SHEET_COLUMNS = 512 };

enum book_style {
	STYLE_HEAD, STYLE_TEXT, STYLE_DATE, STYLE_COUNT, /* of a table */
	STYLES,
};

/* Zero-initialise; book_clear when done. */
struct book {
	lxw_workbook *work;
	lxw_worksheet *sheet; /* the last one */
	lxw_format *style[STYLES];
	char *folder;         /* where the library keeps what does not fit in memory */
};

/* Into the part of file. rows: written from the first to the last, and kept on disk. */
enum rc book_open(struct book *b, const struct target *file, bool rows, struct err *err);
/* A new sheet of A4 with this title, page numbers below. */
enum rc book_sheet(struct book *b, const char *title, struct err *err);
lxw_format *book_style(struct book *b, enum book_style style);
/* Write it out. rows: that its first sheet must hold when it is read again, for the library does
 * not hear of a disk that is full. RC_FULL, RC_IO. */
enum rc book_finish(struct book *b, const struct target *file, size_t rows, struct err *err);
void book_clear(struct book *b);

#endif
