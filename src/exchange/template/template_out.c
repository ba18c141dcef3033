/* A form filled in. Every cell goes through `out` here or, of a register, in exchange/out/export.c,
 * of a list in listing.c.
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "exchange/template/template.h"

void template_fill(const struct template_words *w, const char *text, struct str *out) {
	const struct span today = span_of(SPAN_MONTH, clock_today()), *s = w->span ?
		w->span : &today;
	char month[SPAN_BUF], year[8], from[DATE_BUF], to[DATE_BUF], day[DATE_BUF];

	span_format(s, month);
	snprintf(year, sizeof year, "%.4s", date_format(s->from, from));
	str_fill(out, text, "station", w->station, "month", month, "year", year, "from", from, "to",
	         date_format(s->to, to), "day", date_format(clock_today(), day), NULL);
}

char *template_file_name(const struct template *t, const struct template_words *w) {
	struct str name = {0};

	template_fill(w, t->value[TEMPLATE_FILE] ? t->value[TEMPLATE_FILE] : "{station}-{month}",
	              &name);
	if (name.n == 0) /* the form says a blank name: a file of its ending alone would be hidden */
		str_add(&name, t->id);
	for (size_t i = 0; i < name.n; i++) /* anything stands in names; any machine reads it */
		if (strchr("/\\:*?\"<>|", name.s[i]) || (i == 0 && name.s[i] == '.'))
			name.s[i] = '-';
	str_add(&name, t->value[TEMPLATE_FORMAT] && strcmp(t->value[TEMPLATE_FORMAT], "xlsx") == 0
	        ? ".xlsx" : ".csv");
	return str_take(&name);
}

static bool has_lines(const struct template *t) {
	return !t->value[TEMPLATE_LINES] || str_in_list("yes,true,on,1,是",
	                                                t->value[TEMPLATE_LINES]);
}

/* "a|b": a line of two cells. */
static void put_line(const struct template_words *w, const char *text, struct table_out *out) {
	for (const char *p = text; text && *text;) {
		size_t n = strcspn(p, "|");
		char *part = mem_strndup(p, n);
		struct str cell = {0};

		template_fill(w, part, &cell);
		table_out_cell(out, CELL_TEXT, str_text(&cell));
		str_clear(&cell);
		free(part);
		if (p[n] == '\0') {
			table_out_end_row(out);
			break;
		}
		p += n + 1;
	}
}

void template_head(const struct template *t, const struct template_words *w, bool book,
                   struct table_out *out) {
	if (has_lines(t) && !book) {
		put_line(w, t->value[TEMPLATE_TITLE], out);
		put_line(w, t->value[TEMPLATE_ABOVE], out);
	}
	for (size_t i = 0; i < t->count; i++)
		table_out_cell(out, CELL_TEXT, t->columns[i].head);
	table_out_end_row(out);
}

void template_foot(const struct template *t, const struct template_words *w, bool book,
                   struct table_out *out) {
	if (has_lines(t) && book)
		put_line(w, t->value[TEMPLATE_ABOVE], out);
	if (has_lines(t))
		put_line(w, t->value[TEMPLATE_BELOW], out);
}

bool template_put(const struct template_column *c, const struct template_words *w, size_t row,
                  struct table_out *out) {
	struct str text = {0};

	if (c->is != TEMPLATE_TEXT && c->is != TEMPLATE_BLANK && c->is != TEMPLATE_NUMBER)
		return false;
	if (c->is == TEMPLATE_TEXT)
		template_fill(w, c->text, &text);
	else if (c->is == TEMPLATE_NUMBER)
		str_addf(&text, "%zu", row);
	table_out_cell(out, c->is == TEMPLATE_NUMBER ? CELL_COUNT : CELL_TEXT, str_text(&text));
	str_clear(&text);
	return true;
}

_Static_assert((int)RATE_BUF >= (int)FIGURE_BUF, "one text for both");

static void put_row(const struct template *t, const struct template_words *w,
                    const struct report_table *from, size_t row, size_t no,
                    	struct table_out *out) {
	char text[RATE_BUF];

	for (size_t i = 0; i < t->count; i++) {
		const struct template_column *c = &t->columns[i];
		const char *cell = text;

		if (template_put(c, w, no, out))
			continue;
		if (c->is == TEMPLATE_ROW)
			cell = from->names[row];
		else if (c->is == TEMPLATE_RATE)
			rate_say(c->key, report_table_cell(from, row, c->at),
			         report_table_cell(from, row, c->under), text);
		else
			figure_format(&t->kind->columns[c->at].figure,
			              report_table_cell(from, row, c->at), text);
		table_out_cell(out, c->is == TEMPLATE_ROW ? CELL_TEXT : CELL_COUNT, cell);
	}
	table_out_end_row(out);
}

enum rc template_report(const struct template *t, struct station *st, const struct actor *a,
                        const struct span *span, const char *path,
                        enum text_source_encoding encoding, enum csv_existing existing,
                        char **final, struct err *err) {
	const struct template_words w = {station_name(st), span};
	const char *together = t->value[TEMPLATE_TOGETHER] ? t->value[TEMPLATE_TOGETHER] : "last";
	bool book = table_is_book(path);
	struct str title = {0};
	struct report_set set = {0};
	struct table_out *out = NULL;
	size_t rows, no = 0;
	enum rc rc;

	TRY(report_set_make(st, a, t->kind, t->by, span, false, &set, err));
	template_fill(&w, t->value[TEMPLATE_TITLE], &title);
	TRY(table_out_new(&out, &(struct table_to){path, encoding, existing, str_text(&title)},
	                  err));
	template_head(t, &w, book, out);
	rows = set.table[0].row_count;
	if (t->one || strcmp(together, "first") == 0)
		put_row(t, &w, &set.table[0], rows - 1, ++no, out);
	for (size_t row = 0; !t->one && row + 1 < rows; row++)
		put_row(t, &w, &set.table[0], row, ++no, out);
	if (!t->one && strcmp(together, "last") == 0)
		put_row(t, &w, &set.table[0], rows - 1, ++no, out);
	template_foot(t, &w, book, out);
	rc = table_out_close(out, RC_OK, final, err);
out:
	report_set_clear(&set);
	str_clear(&title);
	return rc;
}
