/* SPDX-License-Identifier: MIT */
#include "exchange/out/county_csv.h"

enum rc county_csv_write(const struct county_table *t, const char *path,
                         enum text_source_encoding encoding, enum csv_existing existing,
                         char **final, struct err *err) {
	struct csv_writer *w = NULL;
	struct str text = {0};
	enum rc rc = csv_writer_new(&w, path, encoding, existing, err);

	if (rc != RC_OK)
		return rc;
	for (size_t row = 0; row <= t->row_count; row++) {
		for (size_t i = 0; i < county_sheet_width(t); i++) {
			str_reset(&text);
			if (row == 0)
				county_sheet_head(t, i, &text);
			else
				county_sheet_cell(t, row - 1, i, &text);
			csv_writer_cell(w, str_text(&text));
		}
		csv_writer_end_row(w);
	}
	str_clear(&text);
	return csv_writer_close(w, RC_OK, final, err);
}
