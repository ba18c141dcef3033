/* The cells of a sheet, as rows of CSV. SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/tr.h"
#include "core/vec.h"
#include "exchange/csv/csv_write.h"
#include "exchange/sheet/xlsx_priv.h"

/* A filled cell; its text lies in cells.text. */
struct cell {
	uint32_t row, column;
	size_t at;
};

/* A column merged from its first row to its last. */
struct merge {
	uint32_t first, last, column;
};

struct cells {
	struct cell *v;
	size_t n;
	struct str text;
	struct merge *merges;
	size_t merge_count;
	bool hidden[SHEET_COLUMNS_MOST], filled[SHEET_COLUMNS_MOST];
	size_t width;

	long row, hidden_rows;
	bool row_hidden, row_filled;
	/* the cell being read */
	size_t column, next; /* next: the one a cell without a name stands in */
	char type[12];
	long style;
	struct str value;
	bool formula, silent;
};

static void on_row(struct xml *xml, const char **atts) {
	struct cells *c = xml->ctx;
	const char *r = xml_attr(atts, "r");
	long row = r ? strtol(r, NULL, 10) : c->row + 1;

	if (row > ROWS_MOST)
		xml_too_large(xml);
	else if (row <= c->row)
		xml_damaged(xml);
	c->row = row;
	c->row_hidden = xml_is(xml_attr(atts, "hidden"));
	c->row_filled = false;
	c->next = 0;
}

static void on_cell(struct xml *xml, const char **atts) {
	struct cells *c = xml->ctx;
	const char *r = xml_attr(atts, "r"), *t = xml_attr(atts, "t"), *s = xml_attr(atts, "s");
	const char *end;
	long row;

	if (!r)
		c->column = c->next;
	else if (!sheet_cell_parse(r, &c->column, &row, &end) || *end || row != c->row)
		xml_damaged(xml);
	c->next = c->column + 1;
	c->type[0] = '\0';
	if (t && strlen(t) < sizeof c->type)
		memcpy(c->type, t, strlen(t) + 1);
	c->style = s ? strtol(s, NULL, 10) : 0;
	c->formula = false;
	str_reset(&c->value);
}

static void on_columns(struct cells *c, const char **atts) {
	const char *min = xml_attr(atts, "min"), *max = xml_attr(atts, "max");
	long from = min ? strtol(min, NULL, 10) : 1, to = max ? strtol(max, NULL, 10) : from;

	for (long i = from; xml_is(xml_attr(atts, "hidden")) && i >= 1 && i <= to &&
	     i <= SHEET_COLUMNS_MOST; i++)
		c->hidden[i - 1] = true;
}

static void on_merge(struct xml *xml, const char **atts) {
	struct cells *c = xml->ctx;
	const char *ref = xml_attr(atts, "ref"), *end;
	size_t column, last_column;
	long first, last;

	if (!ref || !sheet_cell_parse(ref, &column, &first, &end) || *end != ':' ||
	    !sheet_cell_parse(end + 1, &last_column, &last, &end) || *end) {
		xml_damaged(xml);
		return;
	}
	if (c->merge_count >= MERGES_MOST)
		xml_too_large(xml);
	else if (last > first && column < SHEET_COLUMNS_MOST)
		VEC_PUSH(c->merges, c->merge_count,
		         (struct merge){(uint32_t)first, (uint32_t)last, (uint32_t)column});
}

static void on_sheet(struct xml *xml, const char *name, const char **atts) {
	struct cells *c = xml->ctx;

	if (strcmp(name, "row") == 0)
		on_row(xml, atts);
	else if (strcmp(name, "c") == 0)
		on_cell(xml, atts);
	else if (strcmp(name, "f") == 0)
		c->formula = true;
	else if (strcmp(name, "rPh") == 0)
		c->silent = true;
	else if (strcmp(name, "v") == 0 || (strcmp(name, "t") == 0 && !c->silent))
		xml->text = &c->value;
	else if (strcmp(name, "col") == 0)
		on_columns(c, atts);
	else if (strcmp(name, "mergeCell") == 0)
		on_merge(xml, atts);
}

/* What the cell shows. */
static void show(struct xml *xml, struct str *out) {
	struct cells *c = xml->ctx;
	const struct xlsx *book = xml->book;
	const char *value = str_text(&c->value);
	char *end;

	if (!*value)
		return;
	if (strcmp(c->type, "s") == 0) {
		unsigned long i = strtoul(value, &end, 10);

		if (end == value || *end || i >= book->string_count)
			xml_damaged(xml);
		else
			str_add(out, book->texts.s + book->strings[i]);
	} else if (strcmp(c->type, "b") == 0) {
		str_add(out, xml_is(value) ? "TRUE" : "FALSE");
	} else if (strcmp(c->type, "d") == 0) { /* an ISO day, midnight left out */
		size_t n = strcspn(value, "T");
		bool midnight = strncmp(value + n, "T00:00:00", 9) == 0;

		str_addn(out, value, n);
		if (value[n] && !midnight)
			str_addf(out, " %.5s", value + n + 1);
	} else if (*c->type == '\0' || strcmp(c->type, "n") == 0) {
		number_show(out, value, c->style >= 0 && (size_t)c->style < book->style_count
		                        ? book->styles[c->style]
		                        : (struct number_format){NUMBER_PLAIN, 0}, book->from_1904);
	} else {
		sheet_text(out, value);
	}
}

static void end_cell(struct xml *xml) {
	struct cells *c = xml->ctx;
	size_t at = c->text.n;

	if (c->formula && !c->value.n && strcmp(c->type, "str") != 0)
		str_add(&c->text, SHEET_UNWORKED);
	show(xml, &c->text);
	if (c->text.n == at)
		return;
	str_addc(&c->text, '\0');
	if (c->column >= SHEET_COLUMNS_MOST || c->n >= CELLS_MOST ||
	    c->text.n > SHEET_BYTES_MOST) {
		xml_too_large(xml);
		return;
	}
	VEC_PUSH(c->v, c->n, (struct cell){(uint32_t)c->row, (uint32_t)c->column, at});
	c->filled[c->column] = true;
	c->width = c->column >= c->width ? c->column + 1 : c->width;
	c->row_filled = true;
}

static void on_sheet_end(struct xml *xml, const char *name) {
	struct cells *c = xml->ctx;

	xml->text = NULL;
	if (strcmp(name, "rPh") == 0)
		c->silent = false;
	else if (strcmp(name, "c") == 0)
		end_cell(xml);
	else if (strcmp(name, "row") == 0)
		c->hidden_rows += c->row_hidden && c->row_filled;
}

/* ---- as CSV ---- */

static int by_first(const void *a, const void *b) {
	const struct merge *x = a, *y = b;

	return (x->first > y->first) - (x->first < y->first);
}

/* What stands in a merged column, by column: until which row, and its first cell's text. */
struct standing {
	uint32_t last;
	const char *text;
};

static void put_row(struct str *out, const struct cells *c, const char *const *row,
                    const struct standing *above, uint32_t number) {
	for (size_t i = 0; i < c->width; i++) {
		bool merged = !row[i] && above[i].text && number <= above[i].last;

		if (i)
			str_addc(out, ',');
		if (row[i] || merged)
			csv_enclose(out, merged ? SHEET_MERGED : "", merged ? above[i].text : row[i], "");
	}
}

/* Row by row to the last filled one. A row with nothing of its own stays blank below a merge. */
static bool put_rows(struct str *out, struct cells *c) {
	const char **row = mem_zalloc(SHEET_COLUMNS_MOST, sizeof *row);
	struct standing *above = mem_zalloc(SHEET_COLUMNS_MOST, sizeof *above);
	uint32_t last = c->n ? c->v[c->n - 1].row : 0;
	size_t at = 0, merge = 0;

	if (c->merge_count)
		qsort(c->merges, c->merge_count, sizeof *c->merges, by_first);
	for (uint32_t number = 1; number <= last && out->n <= SHEET_BYTES_MOST; number++) {
		bool own = at < c->n && c->v[at].row == number;

		if (own)
			memset(row, 0, SHEET_COLUMNS_MOST * sizeof *row);
		for (; at < c->n && c->v[at].row == number; at++)
			row[c->v[at].column] = c->text.s + c->v[at].at;
		for (; merge < c->merge_count && c->merges[merge].first == number; merge++) {
			const struct merge *m = &c->merges[merge];

			above[m->column] = (struct standing){m->last, own ? row[m->column] : NULL};
		}
		if (own)
			put_row(out, c, row, above, number);
		str_addc(out, '\r');
	}
	free(row);
	free(above);
	return out->n <= SHEET_BYTES_MOST;
}

static enum rc finish(const struct xml *xml, struct cells *c, struct xlsx_rows *out,
                      struct err *err) {
	if (!put_rows(&out->csv, c))
		return err_set(err, RC_INVALID, "sheet.large",
		               N_("{file} {sheet}: the sheet is larger than 64 MB of text. Save it "
		                  "as CSV and take that."), "file", xml->book->file, "sheet",
		               xml->book->sheet, NULL);
	out->hidden_rows = c->hidden_rows;
	for (size_t i = 0; i < SHEET_COLUMNS_MOST; i++)
		out->hidden_columns += c->hidden[i] && c->filled[i];
	return RC_OK;
}

enum rc sheet_read(struct xlsx *x, const char *part, const char *bytes, size_t n,
                   struct xlsx_rows *out, struct err *err) {
	struct cells *c = mem_zalloc(1, sizeof *c);
	struct xml xml = {.book = x, .part = "", .start = on_sheet, .end = on_sheet_end, .ctx = c};
	bool found = true;
	enum rc rc;

	*out = (struct xlsx_rows){.hidden_rows = 0};
	rc = part ? xml_part(&xml, part, &found, err) : xml_bytes(&xml, bytes, n, err);
	if (rc == RC_OK && !found)
		rc = err_set(err, RC_INVALID, "sheet.empty", N_("{file} has no sheet with cells."),
		             "file", x->file, NULL);
	if (rc == RC_OK)
		rc = finish(&xml, c, out, err);
	free(c->v);
	free(c->merges);
	str_clear(&c->text);
	str_clear(&c->value);
	free(c);
	return rc;
}
