/* SPDX-License-Identifier: MIT */
#include "exchange/out/month_csv.h"

#include "core/tr.h"

enum { COLUMNS = 7 };

static void write_row(struct csv_writer *w, const char *const cells[COLUMNS]) {
	for (int i = 0; i < COLUMNS; i++)
		csv_writer_cell(w, cells[i]);
	csv_writer_end_row(w);
}

/* What is said only where it happened. */
static void write_count(struct csv_writer *w, const char *label, long long n) {
	char text[24];

	snprintf(text, sizeof text, "%lld", n);
	if (n > 0)
		write_row(w, (const char *const[COLUMNS]){"", tr(label), text, "", "", "", ""});
}

static void write_heads(struct csv_writer *w, const struct report *r, const char *station) {
	char from[DATE_BUF], to[DATE_BUF], month[2 * DATE_BUF];

	date_format(r->from, from);
	date_format(r->to, to);
	if (date_cmp(r->to, date_month_end(r->from)) == 0)
		snprintf(month, sizeof month, "%.7s", from);
	else
		snprintf(month, sizeof month, "%.7s..%.7s", from, to);
	write_row(w,
	          (const char *const[COLUMNS]){tr(N_("Section")), tr(N_("Figure")), tr(N_("Value")),
	                                       tr(N_("Unit")), tr(N_("Numerator")),
	                                       tr(N_("Denominator")), tr(N_("How it is counted"))});
	write_row(w, (const char *const[COLUMNS]){"", tr(N_("Station")), station, "", "", "", ""});
	write_row(w, (const char *const[COLUMNS]){"", tr(N_("Month")), month, "", "", "", ""});
	write_row(w, (const char *const[COLUMNS]){"", tr(N_("Audit head")), r->anchor, "", "", "",
	                                          ""});
	write_count(w, N_("Files erased, not counted"), r->erased);
	write_count(w, N_("Papers in place of a second person"), r->single);
}

static void write_lines(struct csv_writer *w, const struct report *r) {
	struct report_line l;

	for (size_t i = 0; report_line_at(r, i, &l); i++)
		if (!l.is.base)
			write_row(w,
			          (const char *const[COLUMNS]){tr(l.is.section), tr(l.is.label),
			                                       l.number, tr(l.is.unit), l.over_text,
			                                       l.under_text, l.formula});
}

enum rc month_csv_write(const struct report *r, const char *station, const char *path,
                        enum text_source_encoding encoding, enum csv_existing existing,
                        char **final, struct err *err) {
	struct csv_writer *w = NULL;
	enum rc rc = csv_writer_new(&w, path, encoding, existing, err);

	if (rc != RC_OK)
		return rc;
	write_heads(w, r, station);
	write_lines(w, r);
	return csv_writer_close(w, RC_OK, final, err);
}
