/* SPDX-License-Identifier: MIT
 * CSV records out of a source, by libcsv in its strict mode: either the right content, or an error
 * that names the line; never a silent misread.
 */
#ifndef EXCHANGE_CSV_CSV_READ_H
#define EXCHANGE_CSV_CSV_READ_H

#include "core/err.h"
#include "exchange/csv/text_source.h"

enum {
	CSV_CELL_MAX = 256 * 1024, /* bytes in one cell, about; more is an error */
	CSV_CELLS_MAX = 1000,      /* cells in one record */
};

/* One record. Number counts every record of the file from 1, titles, header and wholly blank lines
 * included. */
struct csv_record {
	long number;
	long line;    /* its first physical line, from 1 */
	size_t count; /* cells; 0 for a wholly blank line */
	const char *const *cells; /* NULL: empty and unquoted; valid until the next call */
};

/* What is wrong with a line, and where a cell began that has to do with it. */
enum csv_fault_kind { CSV_FAULT_NONE, CSV_FAULT_CELLS, CSV_FAULT_CELL_SIZE, CSV_FAULT_QUOTE_OPEN,
                      CSV_FAULT_QUOTE, CSV_FAULT_UNCLOSED, CSV_FAULT_SWALLOWED, CSV_FAULT_KINDS };
struct csv_fault {
	enum csv_fault_kind kind;
	long line, began;
};

struct csv_reader; /* heap; csv_reader_free. Borrows the source. */

/* delimiter 0: found among comma, tab, semicolon and bar on the first lines. Starts at the source's
 * first line. */
enum rc csv_reader_new(struct csv_reader **out, struct text_source *src, char delimiter,
                       struct err *err);
void csv_reader_free(struct csv_reader *r); /* NULL is fine */
char csv_reader_delimiter(const struct csv_reader *r);

/* Next record; NULL in *rec at the end. RC_INVALID with file, line and what to do; then the reader
 * is spent unless it is resumed. */
enum rc csv_reader_next(struct csv_reader *r, const struct csv_record **rec, struct err *err);
/* What the last error was; CSV_FAULT_NONE when the fault is not in the CSV, and reading cannot go
 * on. */
struct csv_fault csv_reader_fault(const struct csv_reader *r);
/* After a fault, or a record that is none: go on with the second line of what was read. */
enum rc csv_reader_resume(struct csv_reader *r, struct err *err);
/* The sentence of a fault of these lines (as text: one or several): RC_INVALID. */
enum rc csv_fault_set(struct err *err, enum csv_fault_kind kind, const char *file,
                      const char *lines, const char *began);
/* In rows of a sheet: what stands in a merged column shows in the rows below its first from this
 * record on; above it is blank, as in a header of two rows. */
void csv_reader_show_merged(struct csv_reader *r, long from);
/* Back to the first record. */
enum rc csv_reader_rewind(struct csv_reader *r, struct err *err);

/* Cell i of a record, "" when it is blank or missing. */
const char *csv_cell(const struct csv_record *rec, size_t i);

#endif
