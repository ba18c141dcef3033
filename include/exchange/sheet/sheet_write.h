/* SPDX-License-Identifier: MIT
 * A workbook of one sheet, written row by row (rules 10.40 to 10.43): numbers of papers are text,
 * the first row is frozen and comes again on every printed page. What it holds is on disk, not in
 * memory, and the same rows give the same bytes. By libxlsxwriter.
 */
#ifndef EXCHANGE_SHEET_SHEET_WRITE_H
#define EXCHANGE_SHEET_SHEET_WRITE_H

#include "core/err.h"
#include "core/hash.h"
#include "exchange/csv/target.h"

/* What a cell holds. What does not look like a day or a count stands there as text. */
enum cell_kind {
	CELL_TEXT,
	CELL_CODE, /* digits that a spreadsheet would change if it could */
	CELL_DATE, /* YYYY-MM-DD */
	CELL_COUNT,
};

struct sheet_writer; /* heap; sheet_writer_close */

/* Errors as target_open. title: of the sheet and on every page. */
enum rc sheet_writer_new(struct sheet_writer **out, const char *path, const char *title,
                         enum csv_existing existing, struct err *err);
/* The first row names the columns. NULL is blank. */
void sheet_writer_cell(struct sheet_writer *w, enum cell_kind kind, const char *text);
void sheet_writer_end_row(struct sheet_writer *w);
/* As table_out_hash (exchange/out/table_out.h). */
enum rc sheet_writer_hash(struct sheet_writer *w, char hex[2 * HASH_LEN + 1], struct err *err);
enum rc sheet_writer_close(struct sheet_writer *w, enum rc rc, char **path, struct err *err);

#endif
