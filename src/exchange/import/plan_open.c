/* A plan's file opened: a text, or the sheet of a workbook that a register understands (rules
 * 10.30, 10.31). SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "core/tr.h"
#include "core/vec.h"
#include "exchange/import/plan_priv.h"
#include "exchange/sheet/xlsx_read.h"

struct opening {
	struct plan *p;
	const struct register_def *reg;
	struct xlsx *book;
};

/* The header of what the source holds now. */
static enum rc open_table(const struct opening *o, struct err *err) {
	struct plan *p = o->p;

	return table_open(&p->table, p->src,
	                  &(struct table_options){.at = register_at, .reg = o->reg,
	                                          .delimiter = p->options.delimiter,
	                                          .given = &p->given},
	                  &p->im.header, err);
}

static enum rc take_sheet(const struct opening *o, size_t i, struct err *err) {
	struct plan *p = o->p;
	struct xlsx_rows rows;
	enum rc rc = xlsx_read(o->book, i, &rows, err);

	if (rc == RC_OK)
		rc = text_source_give_rows(p->src, xlsx_sheet(o->book, i, NULL), &rows.csv, err);
	str_clear(&rows.csv);
	if (rc != RC_OK)
		return rc;
	free(p->sheet);
	p->sheet = mem_strdup(xlsx_sheet(o->book, i, NULL));
	p->hidden_rows = rows.hidden_rows;
	p->hidden_columns = rows.hidden_columns;
	return open_table(o, err);
}

/* By its name, else by its number. */
static enum rc find_named(const struct opening *o, size_t *out, struct err *err) {
	const char *wanted = o->p->options.sheet, *name;
	struct str names = {0};
	char *end;
	unsigned long n = strtoul(wanted, &end, 10);
	size_t i;

	for (i = 0; (name = xlsx_sheet(o->book, i, NULL)); i++) {
		str_addf(&names, "%s%s", i ? "、" : "", name);
		if (strcmp(name, wanted) == 0)
			break;
	}
	if (!name && !*end && n >= 1 && n <= i)
		name = xlsx_sheet(o->book, i = n - 1, NULL);
	*out = i;
	if (!name)
		err_set(err, RC_NOT_FOUND, "sheet.name",
		        N_("{file} has no sheet {sheet}. It has: {names}."), "file",
		        text_source_name(o->p->src), "sheet", wanted, "names", str_text(&names),
		        NULL);
	str_clear(&names);
	return name ? RC_OK : RC_NOT_FOUND;
}

/* Every sheet that is shown and fits a register, into the plan's list; the first of them in *out,
 * or where none fits the first that has a header at all, or the first shown. */
static enum rc find_fitting(const struct opening *o, size_t *out, struct err *err) {
	struct plan *p = o->p;
	size_t shown = 0, first = 0;
	bool near = false;
	struct err tried = {.rc = RC_OK};
	const char *name;
	bool hidden;
	enum rc rc = RC_OK;

	for (size_t i = 0; (name = xlsx_sheet(o->book, i, &hidden)); i++)
		if (!hidden && !shown++)
			first = i;
	*out = first;
	for (size_t i = first; shown > 1 && (name = xlsx_sheet(o->book, i, &hidden)); i++) {
		if (hidden)
			continue;
		rc = take_sheet(o, i, &tried);
		table_free(p->table);
		p->table = NULL;
		header_clear(&p->im.header);
		if (rc != RC_OK && rc != RC_INVALID) {
			*err = tried;
			return rc;
		}
		if (rc == RC_OK ? !p->sheets.n
		    : !p->sheets.n && !near && strcmp(tried.id, "header.none") != 0) {
			near = rc != RC_OK;
			*out = i;
		}
		if (rc == RC_OK)
			VEC_PUSH(p->sheets.v, p->sheets.n, mem_strdup(name));
	}
	return RC_OK;
}

static enum rc open_book(struct opening *o, struct err *err) {
	struct plan *p = o->p;
	const struct str *bytes = text_source_book(p->src);
	size_t sheet = 0, named = 0;
	enum rc rc = xlsx_open(&o->book, text_source_name(p->src), bytes->s, bytes->n, err);

	if (rc == RC_NOT_FOUND)
		return text_source_no_book(p->src, err);
	if (rc == RC_OK && p->options.sheet)
		rc = find_named(o, &named, err);
	if (rc == RC_OK)
		rc = find_fitting(o, &sheet, err);
	if (rc == RC_OK)
		rc = take_sheet(o, p->options.sheet ? named : sheet, err);
	xlsx_close(o->book);
	return rc;
}

enum rc plan_open(struct plan *p, const struct register_def *reg, struct err *err) {
	const struct plan_options *options = &p->options;
	struct opening o = {.p = p, .reg = reg};
	enum rc rc = options->bytes
	             ? text_source_open_bytes(&p->src, options->path, options->bytes->s,
	                                      options->bytes->n, err)
	             : text_source_open_book(&p->src, options->path, options->encoding, err);

	if (rc == RC_OK)
		rc = plan_give_columns(p, err);
	if (rc != RC_OK)
		return rc;
	if (text_source_book(p->src))
		return open_book(&o, err);
	if (options->sheet)
		return err_set(err, RC_USAGE, "sheet.none",
		               N_("{file} is no workbook: it has no sheets."), "file",
		               text_source_name(p->src), NULL);
	return open_table(&o, err);
}

void plan_cell_name(const struct plan *p, const struct import_row *row, struct str *out) {
	if (!p->sheet || row->at == SIZE_MAX)
		return;
	str_addf(out, "%s!", p->sheet);
	sheet_cell_name(out, table_column(p->table, row->at), row->line);
}
