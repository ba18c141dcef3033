/* SPDX-License-Identifier: MIT */
#include "exchange/print/sent_sheet.h"

#include "core/clock.h"
#include "core/field.h"
#include "core/tr.h"

enum { SHEET_COLUMNS = 8 };

/* Before stands beside the value, and only in a correction. */
static const char *const heads[SHEET_COLUMNS] = {N_("Section"),     N_("Figure"), N_("Village"),
                                                 N_("Value"),       N_("Before"), N_("Numerator"),
                                                 N_("Denominator"), N_("Unit")};

/* ---- CSV ---- */

static void csv_head(struct csv_writer *w, const char *label, const char *value) {
	csv_writer_cell(w, "");
	csv_writer_cell(w, label);
	csv_writer_cell(w, "");
	csv_writer_cell(w, value);
	for (int i = 4; i < SHEET_COLUMNS + 3; i++)
		csv_writer_cell(w, "");
	csv_writer_end_row(w);
}

static void csv_heads(struct csv_writer *w, const struct sent *s) {
	char text[SENT_TITLE_BUF], sent_on[20];

	for (int i = 0; i < SHEET_COLUMNS; i++)
		csv_writer_cell(w, tr(heads[i]));
	csv_writer_cell(w, tr(N_("Numerator before")));
	csv_writer_cell(w, tr(N_("Denominator before")));
	csv_writer_cell(w, tr(N_("How it is counted")));
	csv_writer_end_row(w);
	csv_head(w, tr(N_("Station")), s->station);
	date_format(s->month, text);
	text[7] = '\0';
	csv_head(w, tr(N_("Month")), text);
	snprintf(text, sizeof text, "%lld", s->no);
	csv_head(w, tr(N_("Number of the sending")), text);
	csv_head(w, tr(N_("Marked as sent")), clock_format_ms(s->sent_at, sent_on));
	csv_head(w, tr(N_("Note")), s->note);
	csv_head(w, tr(N_("Audit head")), s->anchor);
	snprintf(text, sizeof text, "%lld", s->single);
	if (s->single > 0)
		csv_head(w, tr(N_("Papers in place of a second person")), text);
}

enum rc sent_csv_write(const struct sent *s, const struct sent *before, bool places,
                       const char *path, enum text_source_encoding encoding,
                       enum csv_existing existing, char **final, struct err *err) {
	struct csv_writer *w = NULL;
	enum rc rc = csv_writer_new(&w, path, encoding, existing, err);

	if (rc != RC_OK)
		return rc;
	csv_heads(w, s);
	for (size_t i = 0; i < s->line_count; i++) {
		struct sent_row r;

		if (!sent_row_shown(s, &s->lines[i], places))
			continue;
		sent_row_fill(s, before, &s->lines[i], &r);
		const char *const cells[] = {tr(r.is.section), tr(r.is.label), r.place,
		                             r.value,          r.before,       r.over,
		                             r.under,          tr(r.is.unit),  r.over_before,
		                             r.under_before,   r.formula};

		for (size_t k = 0; k < sizeof cells / sizeof *cells; k++)
			csv_writer_cell(w, cells[k]);
		csv_writer_end_row(w);
	}
	return csv_writer_close(w, RC_OK, final, err);
}

/* ---- page ---- */

/* "83.7% = 36/43" */
static void pair_cell(struct page *p, const char *value, const char *over, const char *under) {
	char text[RATE_BUF + 60];

	snprintf(text, sizeof text, "%s = %s/%s", value, over, under);
	page_cell(p, *over ? text : value);
}

static void page_lines(struct page *p, const struct sent *s, const struct sent *before,
                       bool places) {
	bool correction = before->figure_count != 0;

	for (int i = 0; i < SHEET_COLUMNS; i++)
		if ((i != 2 || places) && (i != 4 || correction) && i != 5 && i != 6)
			page_column(p, tr(heads[i]));
	for (size_t i = 0; i < s->line_count; i++) {
		struct sent_row r;

		if (!sent_row_shown(s, &s->lines[i], places))
			continue;
		sent_row_fill(s, before, &s->lines[i], &r);
		page_cell(p, tr(r.is.section));
		page_cell(p, tr(r.is.label));
		if (places)
			page_cell(p, r.place);
		pair_cell(p, r.value, r.over, r.under);
		if (correction)
			pair_cell(p, r.before, r.over_before, r.under_before);
		page_cell(p, tr(r.is.unit));
	}
}

enum rc sent_print(struct station *st, const struct actor *a, const struct sent *s,
                   const struct sent *before, bool places, char **path, struct err *err) {
	struct page p = {0};
	char title[SENT_TITLE_BUF], sent_on[20];
	enum rc rc;

	page_title(&p, s->station, tr(N_("Month's return to the county")));
	page_head(&p, tr(N_("Month")), sent_title(s, title));
	page_head(&p, tr(N_("Marked as sent")), clock_format_ms(s->sent_at, sent_on));
	if (s->note)
		page_head(&p, tr(N_("Note")), s->note);
	page_head(&p, tr(N_("Audit head")), s->anchor);
	page_head_count(&p, tr(N_("Papers in place of a second person")), s->single);
	page_lines(&p, s, before, places);
	page_sign(&p, tr(N_("Head of the station (signature): ")));
	page_sign(&p, tr(N_("Stamp and date: ")));
	rc = page_print(st, a, &p, "month", 0, 0, path, err);
	page_clear(&p);
	return rc;
}
