/* Between table.c and header_again.c: a table. SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_IMPORT_TABLE_PRIV_H
#define EXCHANGE_IMPORT_TABLE_PRIV_H

#include "exchange/csv/line_list.h"
#include "exchange/import/table.h"

/* Fields that say whose row it is. */
#define KEY_FIELDS "id_no,other_paper,file_no"

/* Of every record of the file: its cells, up to which they are filled, how many are. */
struct mark {
	unsigned short count, filled_to, filled;
};

/* A quoted cell of several lines, and the delimiters of those behind its first. */
struct swallow {
	long began, line;
	size_t most, least;
	bool id; /* one holds an ID number as a cell of its own */
};

struct fault_lines {
	struct line_list lines, began;
};

struct table {
	struct text_source *src;
	struct csv_reader *reader;
	struct header *h;
	const struct register_def *(*at)(size_t i);
	const struct header_given *given;
	struct mark *marks;
	size_t mark_count;
	struct swallow *swallows;
	size_t swallow_count;
	struct fault_lines faults[CSV_FAULT_KINDS];
	long fault_count;
	size_t usual, least;
	long last; /* number of the last record with more than one cell */
	bool usual_ends; /* a row of so many cells ends in a filled one */
	bool trimmed;

	size_t *order; /* column of the file by column of the header, below another header; or NULL */
	const char **cells;
	struct csv_record rec;
};

/* Is this record the header again? One with the same columns in another order is followed from here
 * on; RC_INVALID: another table begins, or columns differ. */
enum rc table_header_again(struct table *t, const struct csv_record *rec, bool *header,
                           struct err *err);

#endif
