/* SPDX-License-Identifier: MIT */
#include "exchange/out/county_csv.h"

#include "core/tr.h"
#include "exchange/out/table_out.h"

enum rc county_csv_write(const struct county_table *t, const char *path,
                         enum text_source_encoding encoding, enum csv_existing existing,
                         char **final, struct err *err) {
	const struct table_to to = {path, encoding, existing, tr(t->kind->label)};
	struct table_out *w = NULL;
	struct str text = {0};
	enum rc rc = table_out_new(&w, &to, err);

	if (rc != RC_OK)
		return rc;
	for (size_t row = 0; row <= t->row_count; row++) {
		for (size_t i = 0; i < county_sheet_width(t); i++) {
			str_reset(&text);
			if (row == 0)
				county_sheet_head(t, i, &text);
			else
				county_sheet_cell(t, row - 1, i, &text);
			table_out_cell(w, row > 0 && i > 1 ? CELL_COUNT : CELL_TEXT,
			               str_text(&text));
		}
		table_out_end_row(w);
	}
	str_clear(&text);
	return table_out_close(w, RC_OK, final, err);
}
