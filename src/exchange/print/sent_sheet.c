#include "exchange/print/sent_sheet.h"

#include <stdio.h>
#include <string.h>

#include "core/clock.h"
#include "core/field.h"
#include "core/tr.h"

enum { SHEET_COLUMNS = 8 };

/* Before stands beside the value, and only in a correction. */
static const char *const heads[SHEET_COLUMNS] = {N_("Section"), N_("Figure"),    N_("Village"),     N_("Value"),
                                                 N_("Before"),  N_("Numerator"), N_("Denominator"), N_("Unit")};

static void number(char out[24], long long v) {
	snprintf(out, 24, "%lld", v);
}

static void value_of(const char *figure, const struct sent_line *l, char value[RATE_BUF], char over[24],
                     char under[24]) {
	if (l->denominator == INT_NONE) {
		sent_number(figure, l->numerator, value);
		return;
	}
	rate_format(l->numerator, l->denominator, 1, value);
	number(over, l->numerator);
	number(under, l->denominator);
}

/* The same line of what was sent before; a village that was not named counted 0. */
static struct sent_line line_before(const struct sent *s, const struct sent *before, const struct sent_line *l) {
	struct sent_line none = {.denominator = l->denominator == INT_NONE ? INT_NONE : 0};
	size_t figure = sent_find(before, s->figures[l->figure]);

	for (size_t i = 0; i < before->place_count; i++) {
		const struct sent_line *found = strcmp(before->places[i].uid, s->places[l->place].uid) == 0
		                                    ? sent_line(before, figure, i) : NULL;

		if (found)
			return *found;
	}
	return none;
}

void sent_row_fill(const struct sent *s, const struct sent *before, const struct sent_line *l, struct sent_row *out) {
	const struct sent_place *p = &s->places[l->place];

	const char *id = s->figures[l->figure];
	const struct figure_def *f = figure_find(id);

	*out = (struct sent_row){.is = sent_label(id), .place = p->name};
	if (f)
		snprintf(out->formula, sizeof out->formula, "%s", figure_formula(f));
	for (size_t i = 0; i < rate_count; i++)
		if (strcmp(rate_table[i].id, id) == 0)
			rate_formula(&rate_table[i], out->formula);
	if (strcmp(p->uid, SENT_NOWHERE) == 0)
		out->place = tr(N_("no village"));
	value_of(id, l, out->value, out->over, out->under);
	if (before->figure_count) {
		struct sent_line was = line_before(s, before, l);

		value_of(id, &was, out->before, out->over_before, out->under_before);
	}
}

bool sent_row_shown(const struct sent *s, const struct sent_line *l, bool places) {
	return (l->place == 0 || places) && !sent_label(s->figures[l->figure]).base;
}

const char *sent_title(const struct sent *s, char buf[SENT_TITLE_BUF]) {
	char month[DATE_BUF], no[24];

	date_format(s->month, month);
	month[7] = '\0';
	number(no, s->no);
	text_fill(buf, SENT_TITLE_BUF, tr(s->no ? N_("{month}, number {no} (correction)") : N_("{month}, number {no} (first)")),
	          "month", month, "no", no, NULL);
	return buf;
}

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
	number(text, s->no);
	csv_head(w, tr(N_("Number of the sending")), text);
	csv_head(w, tr(N_("Marked as sent")), clock_format_ms(s->sent_at, sent_on));
	csv_head(w, tr(N_("Note")), s->note);
	csv_head(w, tr(N_("Audit head")), s->anchor);
	number(text, s->single);
	if (s->single > 0)
		csv_head(w, tr(N_("Papers in place of a second person")), text);
}

enum rc sent_csv_write(const struct sent *s, const struct sent *before, bool places, const char *path,
                       enum text_source_encoding encoding, enum csv_existing existing, char **final, struct err *err) {
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
		const char *const cells[] = {tr(r.is.section), tr(r.is.label),   r.place,       r.value, r.before, r.over, r.under,
		                             tr(r.is.unit),    r.over_before, r.under_before, r.formula};

		for (size_t k = 0; k < sizeof cells / sizeof *cells; k++)
			csv_writer_cell(w, cells[k]);
		csv_writer_end_row(w);
	}
	rc = csv_writer_finish(w, err);
	if (rc == RC_OK && final != NULL)
		*final = mem_strdup(csv_writer_path(w));
	csv_writer_free(w);
	return rc;
}

/* ---- page ---- */

/* "83.7% = 36/43" */
static void pair_cell(struct page *p, const char *value, const char *over, const char *under) {
	char text[RATE_BUF + 60];

	snprintf(text, sizeof text, "%s = %s/%s", value, over, under);
	page_cell(p, *over ? text : value);
}

static void page_lines(struct page *p, const struct sent *s, const struct sent *before, bool places) {
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

enum rc sent_print(struct station *st, const struct actor *a, const struct sent *s, const struct sent *before,
                   bool places, char **path, struct err *err) {
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
