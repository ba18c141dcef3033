/* SPDX-License-Identifier: MIT */
#include "exchange/out/report_csv.h"

#include "core/tr.h"
#include "exchange/out/figure_csv.h"

/* Everybody has no row name. */
static void write_table(struct table_out *w, const struct report_table *t,
                        struct figure_csv_row row) {
	char value[FIGURE_BUF];

	for (size_t i = 0; i < t->row_count; i++)
		for (size_t c = 0; c < t->kind->column_count; c++) {
			const struct figure_def *f = &t->kind->columns[c].figure;
			struct str name = {0};

			report_column_name(&t->kind->columns[c], &name);
			row.place = i + 1 < t->row_count ? t->names[i] : "";
			row.id = f->id;
			row.section = tr(figure_section_label(f->section));
			row.label = str_text(&name);
			row.value = figure_format(f, report_table_cell(t, i, c), value);
			row.unit = tr(figure_unit_label(f->unit));
			figure_csv_row(w, &row);
			str_clear(&name);
		}
}

enum rc report_csv_write(const struct report_set *set, const char *station, const char *path,
                         enum text_source_encoding encoding, enum csv_existing existing,
                         char **final, struct err *err) {
	static const char *const rows[REPORT_BYS] = {"place", "team", "officer",
	                                               "county"};
	const struct table_to to = {path, encoding, existing, tr(set->table[0].kind->label)};
	struct table_out *w = NULL;
	enum rc rc = table_out_new(&w, &to, err);

	if (rc != RC_OK)
		return rc;
	figure_csv_head(w, rows[set->table[0].by]);
	for (size_t i = 0; i < set->n; i++) {
		char period[SPAN_BUF];
		const struct figure_csv_row row = {.station = station,
		                                   .month = span_format(&set->span[i], period)};

		figure_csv_report(w, &row, &set->report[i]);
		write_table(w, &set->table[i], row);
	}
	return table_out_close(w, RC_OK, final, err);
}
