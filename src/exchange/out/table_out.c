/* SPDX-License-Identifier: MIT */
#include "exchange/out/table_out.h"

#include <strings.h>

#include "core/date.h"

struct table_out {
	struct csv_writer *csv;     /* one of the two */
	struct sheet_writer *sheet;
};

bool table_is_book(const char *path) {
	size_t n = strlen(path);

	return n > 5 && strcasecmp(path + n - 5, ".xlsx") == 0;
}

enum rc table_out_new(struct table_out **out, const struct table_to *to, struct err *err) {
	struct table_out *o = mem_zalloc(1, sizeof *o);
	enum rc rc = table_is_book(to->path)
	             ? sheet_writer_new(&o->sheet, to->path, to->title, to->existing, err)
	             : csv_writer_new(&o->csv, to->path, to->encoding, to->existing, err);

	*out = rc == RC_OK ? o : NULL;
	if (rc != RC_OK)
		free(o);
	return rc;
}

enum cell_kind table_out_kind(bool count, const char *text) {
	struct date day;

	if (date_parse_iso(text, &day))
		return CELL_DATE;
	return csv_is_fragile(text) ? CELL_CODE : count ? CELL_COUNT : CELL_TEXT;
}

void table_out_cell(struct table_out *o, enum cell_kind kind, const char *text) {
	if (o->sheet)
		sheet_writer_cell(o->sheet, kind, text);
	else if (kind == CELL_CODE)
		csv_writer_number(o->csv, text);
	else
		csv_writer_cell(o->csv, text);
}

void table_out_end_row(struct table_out *o) {
	if (o->sheet)
		sheet_writer_end_row(o->sheet);
	else
		csv_writer_end_row(o->csv);
}

enum rc table_out_hash(struct table_out *o, char hex[2 * HASH_LEN + 1], struct err *err) {
	if (o->sheet)
		return sheet_writer_hash(o->sheet, hex, err);
	csv_writer_hash(o->csv, hex);
	return RC_OK;
}

enum rc table_out_close(struct table_out *o, enum rc rc, char **path, struct err *err) {
	if (o == NULL)
		return rc;
	rc = o->sheet ? sheet_writer_close(o->sheet, rc, path, err)
	     : csv_writer_close(o->csv, rc, path, err);
	free(o);
	return rc;
}
