/* SPDX-License-Identifier: MIT */
#include "cli/table.h"

#include "cli/answer.h"
#include "cli/cmd.h"
#include "cli/out.h"
#include "core/utf8.h"
#include "exchange/out/table_out.h"
#include "model/access/masking.h"
#include "model/station/station.h"

enum { GAP = 2, WIDEST = 48 };

void table_add(struct table *t, const char *cell) {
	VEC_PUSH(t->cells, t->n, mem_strdup(cell ? cell : ""));
}

void table_addf(struct table *t, const char *fmt, ...) {
	va_list ap;

	va_start(ap, fmt);
	VEC_PUSH(t->cells, t->n, mem_vprintf(fmt, ap));
	va_end(ap);
}

void table_add_field(const struct cli *c, struct table *t, const struct field_def *f,
                     const void *rec) {
	struct str cell = {0};

	masked_text(&c->actor, VIEW_LIST, f, rec, station_env(c->station), &cell);
	table_add(t, str_text(&cell));
	str_clear(&cell);
}

void table_clear(struct table *t) {
	for (size_t i = 0; i < t->n; i++)
		free(t->cells[i]);
	free(t->cells);
	t->cells = NULL;
	t->n = 0;
}

static const char *cell_at(const struct table *t, size_t row, size_t col) {
	return t->cells[row * t->col_count + col];
}

static size_t row_count(const struct table *t) { return t->n / t->col_count; }

/* The last column is neither padded nor cut. */
static void add_text_cell(struct str *out, const char *cell, int width, bool right, bool last) {
	struct str clean = {0};
	int used;

	utf8_clean(&clean, cell);
	used = utf8_width(str_text(&clean));
	if (right && used < width)
		str_addf(out, "%*s", width - used, "");
	if (last || (right && used <= width))
		str_add(out, str_text(&clean));
	else
		utf8_pad(out, str_text(&clean), width);
	if (!last)
		str_addf(out, "%*s", GAP, "");
	str_clear(&clean);
}

static void end_line(struct str *out) {
	while (out->n > 0 && out->s[out->n - 1] == ' ')
		out->s[--out->n] = '\0';
	str_addc(out, '\n');
}

static int column_width(const struct table *t, size_t col) {
	int width = *t->cols[col].head ? utf8_width(tr(t->cols[col].head)) : 0;

	for (size_t r = 0; r < row_count(t); r++) {
		int w = utf8_width(cell_at(t, r, col));

		if (w > width)
			width = w;
	}
	return width < WIDEST ? width : WIDEST;
}

void table_text(const struct table *t, struct str *out) {
	int *width = mem_zalloc(t->col_count, sizeof *width);
	bool headed = false;

	for (size_t i = 0; i < t->col_count; i++) {
		width[i] = column_width(t, i);
		headed = headed || *t->cols[i].head;
	}
	for (size_t i = 0; headed && i < t->col_count; i++)
		add_text_cell(out, *t->cols[i].head ? tr(t->cols[i].head) : "", width[i],
		              t->cols[i].number, i + 1 == t->col_count);
	if (headed)
		end_line(out);
	for (size_t r = 0; r < row_count(t); r++) {
		for (size_t i = 0; i < t->col_count; i++)
			add_text_cell(out, cell_at(t, r, i), width[i], t->cols[i].number,
			              i + 1 == t->col_count);
		end_line(out);
	}
	free(width);
}

static void add_csv_cell(struct str *out, const char *cell, bool number) {
	struct str safe = {0};

	if (number)
		str_add(&safe, cell);
	else
		csv_guard(&safe, cell);
	csv_quote(out, str_text(&safe));
	str_clear(&safe);
}

void table_csv(const struct table *t, struct str *out) {
	for (size_t i = 0; i < t->col_count; i++)
		str_addf(out, "%s%s", i ? "," : "", t->cols[i].key);
	str_addc(out, '\n');
	for (size_t r = 0; r < row_count(t); r++) {
		for (size_t i = 0; i < t->col_count; i++) {
			if (i)
				str_addc(out, ',');
			add_csv_cell(out, cell_at(t, r, i), t->cols[i].number);
		}
		str_addc(out, '\n');
	}
}

static struct {
	bool made;
	struct err err;
} file;

static void print_to_file(const struct cli *c, const struct table *t, const char *path) {
	const char *encoding = c->list_out ? cli_opt(c, "encoding") : NULL;
	struct table_to to = {path, TEXT_SOURCE_UTF8, c->yes ? CSV_REPLACE : CSV_KEEP,
	                      t->title ? t->title : station_name(c->station)};
	struct table_out *o;
	char *where = NULL;
	enum rc rc;

	if (encoding)
		text_source_encoding_parse(encoding, &to.encoding);
	rc = table_out_new(&o, &to, &file.err);

	file.made = true;
	for (size_t i = 0; o && i < t->col_count; i++)
		table_out_cell(o, CELL_TEXT,
			*t->cols[i].head ? tr(t->cols[i].head) : t->cols[i].key);
	for (size_t i = 0; o && i < t->n; i++) {
		if (i % t->col_count == 0)
			table_out_end_row(o);
		table_out_cell(o, table_out_kind(t->cols[i % t->col_count].number, t->cells[i]),
			t->cells[i]);
	}
	if (o)
		table_out_end_row(o);
	if (table_out_close(o, rc, &where, &file.err) == RC_OK && strcmp(path, "-") != 0)
		out_say(c, N_("{count} rows written to {file}"), "count", NUM(row_count(t)), "file", where, NULL);
	free(where);
}

void table_made(void) { file.made = true; }

enum rc table_finish(const struct cli *c, struct err *err) {
	if (cli_global(c, "output") && !file.made)
		return err_set(err, RC_USAGE, "table.none",
		               N_("wubao {command} has no table to write into a file; the rest is done."),
		               "command", c->cmd->name, NULL);
	if (file.err.rc != RC_OK)
		*err = file.err;
	return file.err.rc;
}

void table_print(const struct cli *c, const struct table *t) {
	struct str out = {0};

	if (cli_book(c)) {
		print_to_file(c, t, cli_book(c));
		return;
	}
	answer_table(c, NULL, t);
	if (c->csv)
		table_csv(t, &out);
	else if (!c->json)
		table_text(t, &out);
	if (c->csv)
		out_bytes(stdout, str_text(&out), out.n);
	else
		out_text(stdout, str_text(&out));
	if (!c->json && !c->csv && row_count(t) == 0)
		out_say(c, N_("Nothing to list."), NULL);
	str_clear(&out);
}
