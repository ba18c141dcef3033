/* SPDX-License-Identifier: MIT */
#include "dump.h"

#include "core/utf8.h"
#include "exchange/import/table.h"
#include "exchange/sheet/xlsx_read.h"

enum { NAME_MOST = 100 }; /* characters */

struct dump {
	const char *file;
	struct header h;
	struct str *out, *told;
};

void dump_cell(struct str *out, const char *text, bool first) {
	if (!first)
		str_addc(out, ',');
	if (!strpbrk(text, "\",\r\n") && *text != ' ') {
		str_add(out, text);
		return;
	}
	str_addc(out, '"');
	for (; *text; text++) {
		if (*text == '"')
			str_addc(out, '"');
		str_addc(out, *text);
	}
	str_addc(out, '"');
}

static void fault(struct dump *d, long line, const char *what) {
	str_addf(d->told, "%s, line %ld: %s\n", d->file, line, what);
}

static bool is_figure(const char *s) {
	return *s && strspn(s, "0123456789.,:/-+ $%T") == strlen(s) && strpbrk(s, "0123456789");
}

/* May a line above the header be a title: at most its first cell filled, and that not with a row of cells parted
 * otherwise? With two columns a header that lost its delimiter looks the same. */
static bool is_title(const struct csv_record *rec, size_t usual) {
	static const char *const signs[] = {" ", ";", "|", "\t", ",", "，", "、", "；"};
	size_t words = 1;

	for (size_t i = 1; i < rec->count; i++)
		if (*csv_cell(rec, i))
			return false;
	for (const char *p = csv_cell(rec, 0); *p; p++)
		for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
			words += strncmp(p, signs[k], strlen(signs[k])) == 0;
	return words < usual && usual > 2;
}

static enum rc other_header(struct header *h, struct csv_reader *r, size_t usual, const char *file, struct err *err) {
	const struct csv_record *rec;
	enum rc rc;

	if (usual < 2)
		return err_set(err, RC_INVALID, "dump.narrow", "{file}: no delimiter found, no table", "file", file, NULL);
	while ((rc = csv_reader_next(r, &rec, err)) == RC_OK && rec) {
		size_t named = 0, figures = 0;

		for (size_t i = 0; i < rec->count; i++) {
			named += *csv_cell(rec, i) != '\0';
			figures += is_figure(csv_cell(rec, i));
		}
		if (rec->count == usual && named == usual && !figures) {
			header_map(h, NULL, rec, NULL, NULL);
			return RC_OK;
		}
		if (named && !is_title(rec, usual))
			return err_set(err, RC_INVALID, "dump.header",
			               "{file}, line {line}: no title, and no header of {cells} cells that all have names", "file",
			               file, "line", NUM(rec->line), "cells", NUM(usual), NULL);
	}
	return rc == RC_OK ? err_set(err, RC_INVALID, "dump.none", "{file}: no header", "file", file, NULL) : rc;
}

static void print_header(struct dump *d) {
	const struct header *h = &d->h;

	if (h->unnamed)
		fault(d, h->line, "a column without a name");
	for (size_t i = 0; i < h->count; i++) {
		const char *text = h->columns[i].text;
		if (utf8_count(text) > NAME_MOST)
			fault(d, h->line, "a name in the header is too long");
		for (size_t k = 0; k < i; k++)
			if (*text && strcmp(text, h->columns[k].text) == 0)
				fault(d, h->line, "a name stands twice in the header");
		dump_cell(d->out, text, i == 0);
	}
	str_addc(d->out, '\n');
}

/* A cell in marks of another kind, 'so'. */
static bool is_marked(const char *s) {
	size_t n = strlen(s);

	return n > 1 && *s == '\'' && s[n - 1] == '\'';
}

static void one_row(struct dump *d, const struct table_row *row) {
	if (row->kind == LINE_BLANK || row->kind == LINE_ABOVE)
		return;
	if (row->kind != LINE_RECORD) {
		if (!d->h.reg)
			fault(d, row->rec->line, "no record");
		return;
	}
	if (row->fit == COUNT_OFF || row->fit == COUNT_TRIMMED) {
		fault(d, row->rec->line, "too many or too few cells");
		return;
	}
	for (size_t i = 0; i < d->h.count; i++) {
		if (is_marked(csv_cell(row->rec, i)))
			fault(d, row->rec->line, "quotation marks of another kind");
		dump_cell(d->out, csv_cell(row->rec, i), i == 0);
	}
	str_addc(d->out, '\n');
}

/* Of a workbook the first sheet that is shown and has columns. */
static enum rc take_sheet(struct text_source *src, struct err *err) {
	const struct str *bytes = text_source_book(src);
	struct xlsx_rows rows = {.hidden_rows = 0};
	struct xlsx *x;
	bool hidden;
	enum rc rc = xlsx_open(&x, text_source_name(src), bytes->s, bytes->n, err);
	size_t i = 0;

	for (; rc == RC_OK && !strchr(str_text(&rows.csv), ',') && xlsx_sheet(x, i, &hidden); i++) {
		str_clear(&rows.csv);
		if (!hidden)
			rc = xlsx_read(x, i, &rows, err);
	}
	if (rc == RC_OK)
		rc = text_source_give_rows(src, xlsx_sheet(x, i - 1, NULL), &rows.csv, err);
	str_clear(&rows.csv);
	xlsx_close(x);
	return rc == RC_NOT_FOUND ? text_source_no_book(src, err) : rc;
}

int dump_file(const char *path, const char *reg, struct str *out, struct str *told) {
	struct text_source *src = NULL;
	struct table *t = NULL;
	struct table_row row = {0};
	struct dump d = {.out = out, .told = told};
	const struct table_options o = {.at = register_at, .reg = reg ? register_find(reg) : NULL,
	                                .other = other_header};
	size_t before = out->n;
	struct err err = {0};
	enum rc rc;

	TRY(text_source_open_book(&src, path, TEXT_SOURCE_AUTO, &err));
	if (text_source_book(src))
		TRY(take_sheet(src, &err));
	d.file = text_source_name(src);
	rc = table_open(&t, src, &o, &d.h, &err);
	if (rc == RC_OK)
		print_header(&d);
	while (rc == RC_OK) {
		rc = table_next(t, &row, &err);
		if (rc != RC_OK || !row.rec)
			break;
		one_row(&d, &row);
	}
out:
	if (rc != RC_OK)
		str_addf(told, "%s\n", err.text);
	if (told->n && out->n > before) {
		out->n = before;
		out->s[before] = '\0';
	}
	table_free(t);
	header_clear(&d.h);
	text_source_close(src);
	return rc != RC_OK ? err_exit_status(rc) : told->n ? 65 : 0;
}
