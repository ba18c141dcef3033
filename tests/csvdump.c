/* SPDX-License-Identifier: MIT
 * csvdump FILE [REGISTER]: what the import sees of a file, as plain CSV (RFC 4180, UTF-8, LF): its header and its rows,
 * each cell in its column; lines that are no records are left out. A file of no register needs a header all of whose
 * cells have names. What cannot be read for sure is told on stderr, with its line, and nothing is printed: exit 65.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "core/tr.h"
#include "core/utf8.h"
#include "exchange/import/table.h"

enum { NAME_MOST = 100 }; /* characters */

static struct str out;
static long faults;

static void add_cell(const char *text, int first) {
	if (!first)
		str_addc(&out, ',');
	if (!strpbrk(text, "\",\r\n") && *text != ' ') {
		str_add(&out, text);
		return;
	}
	str_addc(&out, '"');
	for (; *text; text++) {
		if (*text == '"')
			str_addc(&out, '"');
		str_addc(&out, *text);
	}
	str_addc(&out, '"');
}

static void fault(const char *file, long line, const char *what) {
	fprintf(stderr, "%s, line %ld: %s\n", file, line, what);
	faults++;
}

static bool is_figure(const char *s) {
	return *s && strspn(s, "0123456789.,:/-+ $%T") == strlen(s) && strpbrk(s, "0123456789");
}

/* May a line above the header be a title: at most its first cell filled, and that not with a row of cells parted
 * otherwise? */
static bool is_title(const struct csv_record *rec, size_t usual) {
	const char *text = csv_cell(rec, 0);
	size_t words = 0;

	for (size_t i = 1; i < rec->count; i++)
		if (*csv_cell(rec, i))
			return false;
	for (const char *p = text; *p; p++)
		words += !strchr(" ;|\t,", *p) && (p == text || strchr(" ;|\t,", p[-1]));
	return words < usual;
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
			header_map(h, NULL, rec, NULL);
			return RC_OK;
		}
		if (named && !is_title(rec, usual))
			return err_set(err, RC_INVALID, "dump.header",
			               "{file}, line {line}: no title, and no header of {cells} cells that all have names", "file",
			               file, "line", NUM(rec->line), "cells", NUM(usual), NULL);
	}
	return rc == RC_OK ? err_set(err, RC_INVALID, "dump.none", "{file}: no header", "file", file, NULL) : rc;
}

static void print_header(const struct header *h, const char *file) {
	for (size_t i = 0; i < h->count; i++) {
		const char *text = h->columns[i].text;
		if (utf8_count(text) > NAME_MOST)
			fault(file, h->line, "a name in the header is too long");
		for (size_t k = 0; k < i; k++)
			if (*text && strcmp(text, h->columns[k].text) == 0)
				fault(file, h->line, "a name stands twice in the header");
		add_cell(text, i == 0);
	}
	str_addc(&out, '\n');
}

/* Cells in marks of another kind, 'so': of a column, whether there are any. */
static bool is_marked(const char *s) {
	size_t n = strlen(s);

	return n > 1 && *s == '\'' && s[n - 1] == '\'';
}

static void one_row(const struct header *h, const struct table_row *row, const char *file) {
	if (row->kind == LINE_BLANK || row->kind == LINE_ABOVE)
		return;
	if (row->kind != LINE_RECORD) {
		if (!h->reg)
			fault(file, row->rec->line, "no record");
		return;
	}
	if (row->fit == COUNT_OFF || row->fit == COUNT_TRIMMED) {
		fault(file, row->rec->line, "too many or too few cells");
		return;
	}
	for (size_t i = 0; i < h->count; i++) {
		if (is_marked(csv_cell(row->rec, i)))
			fault(file, row->rec->line, "quotation marks of another kind");
		add_cell(csv_cell(row->rec, i), i == 0);
	}
	str_addc(&out, '\n');
}

int main(int argc, char **argv) {
	struct text_source *src = NULL;
	struct table *t = NULL;
	struct header h = {0};
	struct table_row row = {0};
	struct err err = {0};
	enum rc rc;

	tr_set_lang(LANG_EN);
	if (argc < 2 || (argc > 2 && !register_find(argv[2]))) {
		fprintf(stderr, "usage: csvdump FILE [REGISTER]\n");
		return 64;
	}
	TRY(text_source_open(&src, argv[1], TEXT_SOURCE_AUTO, &err));
	const struct table_options o = {.at = register_at, .reg = argc > 2 ? register_find(argv[2]) : NULL,
	                                .other = other_header};
	rc = table_open(&t, src, &o, &h, &err);
	if (rc == RC_OK)
		print_header(&h, text_source_name(src));
	while (rc == RC_OK) {
		rc = table_next(t, &row, &err);
		if (rc != RC_OK || !row.rec)
			break;
		one_row(&h, &row, text_source_name(src));
	}
out:
	if (rc != RC_OK)
		fprintf(stderr, "%s\n", err.text);
	else if (!faults)
		fwrite(str_text(&out), 1, out.n, stdout);
	table_free(t);
	header_clear(&h);
	text_source_close(src);
	str_clear(&out);
	return rc == RC_OK && !faults ? 0 : rc == RC_OK ? 65 : err_exit_status(rc);
}
