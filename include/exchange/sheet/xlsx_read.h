/* SPDX-License-Identifier: MIT
 * A workbook (.xlsx) as rows of text (rule 10.30): what its cells show, dates by their format, the
 * values kept with formulas, never the formulas. Nothing is inflated before its size is bounded,
 * and no entity, no document type and no part outside is followed.
 */
#ifndef EXCHANGE_SHEET_XLSX_READ_H
#define EXCHANGE_SHEET_XLSX_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "core/mem.h"

enum { SHEET_COLUMNS_MOST = 1000, SHEET_BYTES_MOST = 64 << 20 /* as CSV, of one sheet */ };

/* Before a value that stands in the first cell of a merged column, in the rows below it. */
#define SHEET_MERGED "\x1f"
/* A cell whose formula was never worked out: nobody knows what it shows. XML has no such signs. */
#define SHEET_UNWORKED "\x1e"

struct xlsx; /* heap; xlsx_close */

/* Bytes of a workbook, which must live until xlsx_close; file: what messages call it. RC_NOT_FOUND:
 * it is no workbook of this kind; RC_INVALID: damaged, locked, or larger than is read. */
enum rc xlsx_open(struct xlsx **out, const char *file, const void *bytes, size_t n,
                  struct err *err);
void xlsx_close(struct xlsx *x); /* NULL is fine */

/* Sheet i, in their order; NULL past the end. */
const char *xlsx_sheet(const struct xlsx *x, size_t i, bool *hidden);

/* A sheet as CSV: comma, every cell that is filled in quotation marks, row N of the sheet as record
 * N ended by CR alone, so that a line break in a cell is LF; all as wide as the widest. */
struct xlsx_rows {
	struct str csv;
	long hidden_rows, hidden_columns; /* with something in them: read like the others */
};
/* csv is the caller's in any case. RC_INVALID: damaged, or larger than is read. */
enum rc xlsx_read(struct xlsx *x, size_t sheet, struct xlsx_rows *out, struct err *err);

/* Append a cell's name, "B7"; column from 0, row from 1. */
void sheet_cell_name(struct str *out, size_t column, long row);

#endif
