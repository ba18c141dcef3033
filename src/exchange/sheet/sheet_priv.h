/* SPDX-License-Identifier: MIT
 * A workbook under way: the library's, its styles, and how it comes to be whole in its file.
 */
#ifndef EXCHANGE_SHEET_SHEET_PRIV_H
#define EXCHANGE_SHEET_SHEET_PRIV_H

#include <xlsxwriter.h>

#include "exchange/sheet/sheet_write.h"

enum { SHEET_COLUMNS = 512 };

enum book_style {
	STYLE_HEAD, STYLE_TEXT, STYLE_LONG, STYLE_DATE, STYLE_COUNT, STYLE_AMOUNT,
	STYLE_SIGN, /* of a table */
	STYLE_TITLE, STYLE_CENTRE, STYLE_NOTE, STYLE_LABEL, STYLE_VALUE, STYLE_TOP,
	STYLE_NUMBER, STYLE_DAY, /* of boxes */
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
/* A cell by its kind, as text where it is none; in the style of its kind. */
lxw_error book_put(struct book *b, lxw_row_t row, lxw_col_t col, enum cell_kind kind,
                   const char *text, enum book_style as_text, enum book_style as_count);
/* Pages across for so many characters, that they can still be read. */
static inline uint16_t book_pages(int width) { return (uint16_t)(1 + width / 240); }
enum rc book_failed(struct err *err);
/* Write it out. rows: that its first sheet must hold when it is read again, for the library does
 * not hear of a disk that is full. RC_FULL, RC_IO. */
enum rc book_finish(struct book *b, const struct target *file, size_t rows, struct err *err);
void book_clear(struct book *b);

#endif
