/* SPDX-License-Identifier: MIT */
#include "exchange/out/month_csv.h"

#include "core/tr.h"
#include "exchange/out/figure_csv.h"
#include "exchange/print/report_sheet.h"

static void write_lines(struct table_out *w, const struct report *r, struct figure_csv_row row) {
	struct report_line l;

	for (size_t i = 0; report_line_at(r, i, &l); i++) {
		row.id = l.is.id;
		row.section = tr(l.is.section);
		row.label = tr(l.is.label);
		row.unit = tr(l.is.unit);
		row.numerator = l.over_text;
		row.denominator = l.under_text;
		row.numerator_id = l.is.rate ? l.is.rate->numerator : "";
		row.denominator_id = l.is.rate ? l.is.rate->denominator : "";
		row.value = l.is.rate ? figure_csv_rate(l.number, l.under_text) : l.number;
		figure_csv_row(w, &row);
	}
}

enum rc month_csv_write(const struct report *r, const char *station, const char *path,
                        enum text_source_encoding encoding, enum csv_existing existing,
                        char **final, struct err *err) {
	char from[DATE_BUF], to[DATE_BUF], month[2 * DATE_BUF];
	const struct figure_csv_row row = {.station = station, .month = month};
	const struct table_to to_file = {path, encoding, existing, tr(N_("Month report"))};
	struct table_out *w = NULL;
	enum rc rc;

	if (table_is_book(path))
		return month_book(r, station, path, existing, final, err);
	rc = table_out_new(&w, &to_file, err);
	if (rc != RC_OK)
		return rc;
	date_format(r->from, from);
	date_format(r->to, to);
	if (date_cmp(r->to, date_month_end(r->from)) == 0)
		snprintf(month, sizeof month, "%.7s", from);
	else
		snprintf(month, sizeof month, "%.7s..%.7s", from, to);
	figure_csv_head(w, "place");
	figure_csv_report(w, &row, r);
	figure_csv_meta(w, &row, "meta.single", N_("Papers in place of a second person"),
	                NUM(r->single));
	write_lines(w, r, row);
	return table_out_close(w, RC_OK, final, err);
}
