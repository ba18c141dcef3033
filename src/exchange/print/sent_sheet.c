/* SPDX-License-Identifier: MIT */
#include "exchange/print/sent_sheet.h"

#include "core/clock.h"
#include "core/field.h"
#include "core/tr.h"
#include "exchange/out/figure_csv.h"

enum { SHEET_COLUMNS = 8 };

/* Before stands beside the value, and only in a correction. */
static const char *const heads[SHEET_COLUMNS] = {N_("Section"),     N_("Figure"), N_("Village"),
                                                 N_("Value"),       N_("Before"), N_("Numerator"),
                                                 N_("Denominator"), N_("Unit")};

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
			page_column_as(p, tr(heads[i]), i == 3 || i == 4);
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

static void fill_page(struct page *p, const struct sent *s, const struct sent *before,
                      bool places) {
	char title[SENT_TITLE_BUF], sent_on[20];

	page_title(p, s->station, tr(N_("Month's return to the county")));
	page_head(p, tr(N_("Month")), sent_title(s, title));
	page_head(p, tr(N_("Marked as sent")), clock_format_ms(s->sent_at, sent_on));
	if (s->note)
		page_head(p, tr(N_("Note")), s->note);
	page_head(p, tr(N_("Audit head")), s->anchor);
	if (date_before(s->month, s->counted_from))
		page_head(p, tr(N_("The period begins before the station counts")),
		          date_format(s->counted_from, sent_on));
	page_head_count(p, tr(N_("Papers in place of a second person")), s->single);
	page_lines(p, s, before, places);
	page_sign(p, tr(N_("Head of the station (signature): ")));
	page_sign(p, tr(N_("Stamp and date: ")));
}

enum rc sent_print(struct station *st, const struct actor *a, const struct sent *s,
                   const struct sent *before, bool places, char **path, struct err *err) {
	struct page p = {0};
	enum rc rc;

	fill_page(&p, s, before, places);
	rc = page_print(st, a, &p, "month", 0, 0, path, err);
	page_clear(&p);
	return rc;
}

/* ---- CSV ---- */

static void csv_heads(struct table_out *w, const struct sent *s, const struct figure_csv_row *row) {
	char sent_on[20], day[DATE_BUF];

	figure_csv_head(w, "place");
	figure_csv_meta(w, row, "meta.sent", N_("Marked as sent"),
	                clock_format_ms(s->sent_at, sent_on));
	figure_csv_meta(w, row, "meta.as_of", N_("As known on"), date_format(s->as_of, day));
	figure_csv_counted(w, row, s->month, s->counted_from);
	figure_csv_meta(w, row, "meta.note", N_("Note"), s->note);
	figure_csv_meta(w, row, "meta.anchor", N_("Audit head"), s->anchor);
	figure_csv_meta(w, row, "meta.digest", N_("Digest"), s->digest);
	figure_csv_meta(w, row, "meta.program", N_("Program"), "wubao " WUBAO_VERSION);
	figure_csv_meta(w, row, "meta.single", N_("Papers in place of a second person"),
	                NUM(s->single));
}

enum rc sent_csv_write(const struct sent *s, const struct sent *before, bool places,
                       const char *path, enum text_source_encoding encoding,
                       enum csv_existing existing, char **final, struct err *err) {
	char month[DATE_BUF];
	struct figure_csv_row row = {.station = s->station, .month = month, .number = NUM(s->no)};
	const struct table_to to = {path, encoding, existing, tr(N_("Month's return to the county"))};
	struct table_out *w = NULL;
	struct page p = {0};
	enum rc rc;

	if (table_is_book(path)) {
		fill_page(&p, s, before, places);
		rc = page_book(&p, path, existing, final, err);
		page_clear(&p);
		return rc;
	}
	rc = table_out_new(&w, &to, err);
	if (rc != RC_OK)
		return rc;
	date_format(s->month, month);
	month[7] = '\0';
	csv_heads(w, s, &row);
	for (size_t i = 0; i < s->line_count; i++) {
		struct sent_row r;

		if (s->lines[i].place != 0 && !places)
			continue;
		sent_row_fill(s, before, &s->lines[i], &r);
		row.place = r.place;
		row.id = s->figures[s->lines[i].figure];
		row.section = tr(r.is.section);
		row.label = tr(r.is.label);
		row.unit = tr(r.is.unit);
		row.value = figure_csv_rate(r.value, r.under);
		row.numerator = r.over;
		row.denominator = r.under;
		row.numerator_id = r.is.rate ? r.is.rate->numerator : "";
		row.denominator_id = r.is.rate ? r.is.rate->denominator : "";
		row.value_before = figure_csv_rate(r.before, r.under_before);
		row.numerator_before = r.over_before;
		row.denominator_before = r.under_before;
		figure_csv_row(w, &row);
	}
	return table_out_close(w, RC_OK, final, err);
}
