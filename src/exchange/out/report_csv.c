/* SPDX-License-Identifier: MIT */
#include "exchange/out/report_csv.h"

#include "core/tr.h"
#include "core/utf8.h"
#include "exchange/out/figure_csv.h"
#include "exchange/sheet/sheet_boxes.h"

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

/* ---- as on paper: header rows over each other ---- */

enum { HEADS_AT = 2, NAMES = 12, NUMBERS = 6, TWO_PAGES = 38 /* columns */ };

static const char *part(const struct report_column *c, int level) {
	return level == 0 ? c->top : c->middle;
}

/* Do both columns stand under the same headers down to this one? */
static bool same_head(const struct report_column *a, const struct report_column *b, int level) {
	for (int i = 0; i <= level; i++)
		if (!part(a, i) || !part(b, i) || strcmp(part(a, i), part(b, i)) != 0)
			return false;
	return true;
}

static void put_heads(struct sheet_boxes *w, const struct report_table *t) {
	const struct report_kind *kind = t->kind;
	int heads = kind->headers, n = (int)kind->column_count, lines = 1;

	sheet_boxes_box(w, &(struct sheet_box){HEADS_AT, heads, 0, 1, BOX_LABEL, CELL_TEXT,
		tr(report_by_label(t->by))});
	for (int c = 0; c < n; c++) {
		int level = 0;

		for (; level + 1 < heads && part(&kind->columns[c], level); level++) {
			struct str text = {0};
			int wide = 1;

			if (c > 0 && same_head(&kind->columns[c - 1], &kind->columns[c], level))
				continue;
			while (c + wide < n && same_head(&kind->columns[c],
				&kind->columns[c + wide], level))
				wide++;
			if (level == 0)
				report_table_top(t, (size_t)c, &text);
			else
				str_add(&text, tr(part(&kind->columns[c], level)));
			sheet_boxes_box(w, &(struct sheet_box){HEADS_AT + level, 1, c + 1, wide,
				BOX_LABEL, CELL_TEXT, str_text(&text)});
			str_clear(&text);
		}
		sheet_boxes_box(w, &(struct sheet_box){HEADS_AT + level, heads - level, c + 1, 1,
			BOX_LABEL, CELL_TEXT, tr(kind->columns[c].figure.label)});
		level = (utf8_width(tr(kind->columns[c].figure.label)) + NUMBERS - 1) / NUMBERS;
		lines = level > lines ? level : lines;
	}
	sheet_boxes_high(w, HEADS_AT + heads - 1, 5.5 * lines);
}

static void put_note(struct sheet_boxes *w, int row, int cols, enum box_look look,
	const char *text) {
	sheet_boxes_box(w, &(struct sheet_box){row, 1, 0, cols, look, CELL_TEXT, text});
	sheet_boxes_high(w, row, look == BOX_TITLE ? 12 : 8);
}

static void put_paper(struct sheet_boxes *w, const struct report_set *set, size_t i,
	const char *station) {
	const struct report_table *t = &set->table[i];
	int cols = (int)t->kind->column_count + 1, row = HEADS_AT + t->kind->headers;
	int first = cols < TWO_PAGES ? cols : cols / 2; /* what stands over all of it must be read on a page */
	char period[SPAN_BUF], day[DATE_BUF], value[FIGURE_BUF];
	struct str note = {0};

	span_format(&set->span[i], period);
	sheet_boxes_sheet(w, period, false, cols, NAMES, NUMBERS, row);
	put_note(w, 0, first, BOX_TITLE, tr(t->kind->label));
	str_addf(&note, "%s  %s", station, period);
	if (report_before_station(&set->report[i]))
		str_addf(&note, "  %s: %s", tr(N_("The period begins before the station counts")),
		         date_format(set->report[i].counted_from, day));
	put_note(w, 1, first, BOX_CENTRE, str_text(&note));
	put_heads(w, t);
	for (size_t k = 0; k < t->row_count; k++, row++) {
		sheet_boxes_box(w, &(struct sheet_box){row, 1, 0, 1, BOX_LABEL, CELL_TEXT,
			t->names[k]});
		for (int c = 1; c < cols; c++) {
			figure_format(&t->kind->columns[c - 1].figure,
			              report_table_cell(t, k, (size_t)c - 1), value);
			sheet_boxes_box(w, &(struct sheet_box){row, 1, c, 1, BOX_VALUE, CELL_COUNT,
				value});
		}
	}
	str_reset(&note);
	str_addf(&note, "%s______________    %s______________    %s______________", tr(N_("Filled in by: ")),
	         tr(N_("Checked by: ")), tr(N_("Stamp and date: ")));
	put_note(w, row++, first, BOX_NOTE, str_text(&note));
	str_reset(&note);
	str_addf(&note, "%s  %s", tr(N_("Audit head")), set->report[i].anchor);
	put_note(w, row, first, BOX_NOTE, str_text(&note));
	str_clear(&note);
}

static enum rc write_paper(const struct report_set *set, const char *station,
                           const struct table_to *to, char **final, struct err *err) {
	struct sheet_boxes *w;
	enum rc rc = sheet_boxes_new(&w, to->path, to->existing, err);

	for (size_t i = 0; rc == RC_OK && i < set->n; i++)
		put_paper(w, set, i, station);
	return rc == RC_OK ? sheet_boxes_close(w, RC_OK, final, err) : rc;
}

enum rc report_csv_write(const struct report_set *set, const char *station, const char *path,
                         enum text_source_encoding encoding, enum csv_existing existing,
                         char **final, struct err *err) {
	static const char *const rows[REPORT_BYS] = {"place", "team", "officer", "county"};
	const struct table_to to = {path, encoding, existing, tr(set->table[0].kind->label)};
	struct table_out *w = NULL;
	enum rc rc;

	if (table_is_book(path))
		return write_paper(set, station, &to, final, err);
	rc = table_out_new(&w, &to, err);
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
