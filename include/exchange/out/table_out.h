/* SPDX-License-Identifier: MIT
 * A table on its way into a file, row by row: CSV, or a workbook where the file's name ends in
 * .xlsx (rule 10.40). Who writes one knows neither.
 */
#ifndef EXCHANGE_OUT_TABLE_OUT_H
#define EXCHANGE_OUT_TABLE_OUT_H

#include "exchange/csv/csv_write.h"
#include "exchange/sheet/sheet_write.h"

struct table_to {
	const char *path;  /* "-": stdout, as CSV */
	enum text_source_encoding encoding; /* of CSV */
	enum csv_existing existing;
	const char *title; /* translated; of the sheet */
};

bool table_is_book(const char *path);

struct table_out; /* heap; table_out_close */

/* Errors as csv_writer_new. */
enum rc table_out_new(struct table_out **out, const struct table_to *to, struct err *err);
/* Of a text as it stands in a list; count: its column holds numbers of things. */
enum cell_kind table_out_kind(bool count, const char *text);
/* The first row holds the names of the columns. NULL is blank. Errors are kept for the end. */
void table_out_cell(struct table_out *o, enum cell_kind kind, const char *text);
void table_out_end_row(struct table_out *o);
/* BLAKE2b-256, in hex, of the finished file: no row comes after it. RC_FULL, RC_IO, RC_INVALID: a
 * workbook holds no table like this. */
enum rc table_out_hash(struct table_out *o, char hex[2 * HASH_LEN + 1], struct err *err);
/* The end of every file: in its place when rc is RC_OK, with its path (heap) into *path unless that
 * is NULL; else nothing remains. NULL is fine. */
enum rc table_out_close(struct table_out *o, enum rc rc, char **path, struct err *err);

#endif
