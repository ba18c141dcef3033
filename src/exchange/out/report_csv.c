/* SPDX-License-Identifier: MIT */
#include "exchange/out/report_csv.h"

#include "core/tr.h"

static void write_head(struct csv_writer *w, const struct report_table *t) {
	csv_writer_cell(w, tr(N_("Period")));
	csv_writer_cell(w, tr(report_by_label(t->by)));
	for (size_t c = 0; c < t->kind->column_count; c++) {
		struct str name = {0};

		report_column_name(&t->kind->columns[c], &name);
		csv_writer_cell(w, str_text(&name));
		str_clear(&name);
	}
	csv_writer_end_row(w);
}

static void write_table(struct csv_writer *w, const struct span *span,
                        const struct report_table *t) {
	char period[SPAN_BUF], value[FIGURE_BUF];

	for (size_t row = 0; row < t->row_count; row++) {
		csv_writer_cell(w, span_format(span, period));
		csv_writer_cell(w, t->names[row]);
		for (size_t c = 0; c < t->kind->column_count; c++)
			csv_writer_cell(w, figure_format(&t->kind->columns[c].figure,
			                                 report_table_cell(t, row, c), value));
		csv_writer_end_row(w);
	}
}

enum rc report_csv_write(const struct report_set *set, const char *path,
                         enum text_source_encoding encoding, enum csv_existing existing,
                         char **final, struct err *err) {
	struct csv_writer *w = NULL;
	enum rc rc = csv_writer_new(&w, path, encoding, existing, err);

	if (rc != RC_OK)
		return rc;
	write_head(w, &set->table[0]);
	for (size_t i = 0; i < set->n; i++)
		write_table(w, &set->span[i], &set->table[i]);
	return csv_writer_close(w, RC_OK, final, err);
}
