/* Refused rows: the columns and cells of the file they came in, and why. Mended, the file can be
 * taken as it is. SPDX-License-Identifier: MIT */
#include "core/tr.h"
#include "exchange/csv/csv_write.h"
#include "exchange/import/import.h"
#include "exchange/sheet/xlsx_read.h"

struct refused {
	struct csv_writer *w;
	const struct header *header;
};

enum rc refused_new(struct refused **out, const char *path, const struct header *h,
                    struct err *err) {
	struct refused *r = mem_zalloc(1, sizeof *r);
	enum rc rc;

	*out = NULL;
	r->header = h;
	rc = csv_writer_new(&r->w, path, TEXT_SOURCE_UTF8, CSV_NUMBER, err);
	if (rc != RC_OK) {
		refused_free(r);
		return rc;
	}
	for (size_t i = 0; i < h->count; i++)
		if (h->columns[i].kind != COLUMN_REASON)
			csv_writer_cell(r->w, h->columns[i].text);
	csv_writer_cell(r->w, HEADER_REASON);
	csv_writer_end_row(r->w);
	*out = r;
	return RC_OK;
}

static bool is_date(const struct column *c) { return c->kind == COLUMN_FIELD &&
                                             c->field->type == FT_DATE; }

static void add_cell(struct refused *r, const struct import_row *row, size_t i) {
	const struct column *c = i < r->header->count ? &r->header->columns[i] : NULL;
	const char *cell = csv_unguard(csv_cell(row->rec, i));

	if (strcmp(cell, SHEET_UNWORKED) == 0)
		cell = "";
	if (csv_is_fragile(cell) && !(c && is_date(c)))
		csv_writer_number(r->w, cell);
	else
		csv_writer_cell(r->w, cell);
}

void refused_add(struct refused *r, const struct import_row *row) {
	size_t n = r->header->count;
	struct str reason = {0};

	for (size_t i = 0; i < n; i++)
		if (r->header->columns[i].kind != COLUMN_REASON)
			add_cell(r, row, i);
	if (row->slipped)
		str_addf(&reason, "%s%s ", ROW_SLIPPED,
		         tr(N_("Put every value in its column, then empty this cell.")));
	str_add(&reason, str_text(&row->reason));
	csv_writer_cell(r->w, str_text(&reason));
	str_clear(&reason);
	size_t end = row->rec->count;
	while (end > n && !*csv_cell(row->rec, end - 1))
		end--;
	for (size_t i = n; i < end; i++)
		add_cell(r, row, i);
	csv_writer_end_row(r->w);
}

enum rc refused_finish(struct refused *r, char **path, struct err *err) {
	enum rc rc = csv_writer_finish(r->w, err);

	if (rc == RC_OK)
		*path = mem_strdup(csv_writer_path(r->w));
	return rc;
}

void refused_free(struct refused *r) {
	if (!r)
		return;
	csv_writer_free(r->w);
	free(r);
}
