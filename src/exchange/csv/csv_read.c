/* SPDX-License-Identifier: MIT */
#include "exchange/csv/csv_read.h"

#include <csv.h>
#include <stdint.h>

#include "core/mem.h"
#include "core/tr.h"
#include "core/vec.h"
#include "exchange/sheet/xlsx_read.h"

enum { SNIFF_LINES = 40 };

struct csv_reader {
	struct text_source *src;
	struct csv_parser parser;
	bool parser_made;
	char delimiter;

	/* the record being read */
	struct csv_record rec;
	struct str bare;     /* the line without the = of ="..." */
	struct str text;     /* its cells, one NUL-ended after the other */
	size_t *starts;      /* of each cell in text; SIZE_MAX for an empty, unquoted one */
	const char **cells;
	size_t cap;
	bool row_done;       /* the row callback came */
	long merged_from;    /* record from which merged columns are filled; 0: not yet */
	bool too_many;

	bool inside;         /* the parser is inside a quoted cell that goes on in the next line */
	long quote_line;     /* where that cell began */
	long row_line;       /* first line of the record being read; 0: none begun */
	bool ended, failed;
	struct csv_fault fault;

	/* The lines of the record being read, and those behind it that a resumed reader has still
	 * to read again. */
	struct str held;
	size_t *ends;        /* of each in held */
	size_t held_count, held_at;
	long held_line;      /* of the first */
};

/* libcsv gives the callback no context, so the cap is a constant; too large reads as out of
 * memory. */
static void *capped_realloc(void *p, size_t n) { return n > CSV_CELL_MAX ? NULL : realloc(p, n); }

/* Of a merged column: its value, or NULL where that is not yet shown. */
static char *merged(const struct csv_reader *r, char *text, size_t *n) {
	if (!r->merged_from || r->rec.number + 1 < r->merged_from)
		return NULL;
	--*n;
	return text + 1;
}

static void on_cell(void *text, size_t n, void *ctx) {
	struct csv_reader *r = ctx;

	if (n && *(char *)text == *SHEET_MERGED && text_source_has_rows(r->src))
		text = merged(r, text, &n);
	if (r->rec.count >= CSV_CELLS_MAX) {
		r->too_many = true;
		return;
	}
	if (r->rec.count == r->cap) {
		r->cap = r->cap ? r->cap * 2 : 32;
		r->starts = mem_grow(r->starts, r->cap, sizeof *r->starts);
		r->cells = mem_grow(r->cells, r->cap, sizeof *r->cells);
	}
	r->starts[r->rec.count++] = text ? r->text.n : SIZE_MAX;
	if (text) {
		str_addn(&r->text, text, n);
		str_addc(&r->text, '\0');
	}
}

static void on_row(int c, void *ctx) {
	struct csv_reader *r = ctx;

	r->row_done = true;
}

static enum rc parser_start(struct csv_reader *r, struct err *err) {
	if (r->parser_made)
		csv_free(&r->parser);
	r->parser_made = false;
	if (csv_init(&r->parser,
	             CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_EMPTY_IS_NULL) != 0)
		return err_set(err, RC_INTERNAL, "csv.init", N_("The CSV reader did not start."),
		               NULL);
	r->parser_made = true;
	csv_set_delim(&r->parser, (unsigned char)r->delimiter);
	csv_set_realloc_func(&r->parser, capped_realloc);
	str_reset(&r->text);
	r->rec = (struct csv_record){0};
	r->row_done = r->too_many = r->inside = r->ended = r->failed = false;
	r->row_line = 0;
	r->fault = (struct csv_fault){0};
	return RC_OK;
}

/* The first n held lines are done with. */
static void let_go(struct csv_reader *r, size_t n) {
	size_t bytes = n ? r->ends[n - 1] : 0;

	if (!n)
		return;
	memmove(r->held.s, r->held.s + bytes, r->held.n - bytes);
	r->held.n -= bytes;
	r->held_count -= n;
	r->held_at -= n;
	r->held_line += (long)n;
	for (size_t i = 0; i < r->held_count; i++)
		r->ends[i] = r->ends[i + n] - bytes;
}

/* The next line: one that is read again, or of the source. */
static enum rc next_line(struct csv_reader *r, struct text_source_line *line, bool *more,
                         struct err *err) {
	enum rc rc = RC_OK;

	*more = true;
	if (r->held_at == r->held_count) {
		rc = text_source_next(r->src, line, more, err);
		if (rc != RC_OK || !*more)
			return rc;
		if (!r->held_count)
			r->held_line = line->no;
		str_addn(&r->held, line->text, line->n);
		VEC_PUSH(r->ends, r->held_count, r->held.n);
	}
	size_t from = r->held_at ? r->ends[r->held_at - 1] : 0;
	*line = (struct text_source_line){.text = r->held.s + from,
	                                  .n = r->ends[r->held_at] - from,
	                                  .no = r->held_line + (long)r->held_at};
	r->held_at++;
	return rc;
}

/* Count each candidate outside quotes, line by line; the one most lines agree on, weighed by its
 * count. */
static enum rc find_delimiter(struct csv_reader *r, struct err *err) {
	static const char candidates[] = ",\t;|";
	int counts[sizeof candidates - 1][SNIFF_LINES] = {{0}};
	struct text_source_line line;
	bool more = true, quoted = false;
	int lines = 0;
	long best = 0;

	r->delimiter = ',';
	while (lines < SNIFF_LINES) {
		enum rc rc = text_source_next(r->src, &line, &more, err);
		if (rc != RC_OK)
			return rc;
		if (!more)
			break;
		for (size_t i = 0; i < line.n; i++) {
			const char *c = strchr(candidates, line.text[i]);
			if (line.text[i] == '"')
				quoted = !quoted;
			else if (!quoted && c && *c)
				counts[c - candidates][lines]++;
		}
		lines += !quoted;
	}
	for (size_t k = 0; k < sizeof candidates - 1; k++) {
		for (int i = 0; i < lines; i++) {
			long agree = 0;
			for (int j = 0; j < lines; j++)
				agree += counts[k][j] == counts[k][i];
			if (agree * counts[k][i] > best) {
				best = agree * counts[k][i];
				r->delimiter = candidates[k];
			}
		}
	}
	return text_source_rewind(r->src, err);
}

enum rc csv_reader_new(struct csv_reader **out, struct text_source *src, char delimiter,
                       struct err *err) {
	struct csv_reader *r = mem_zalloc(1, sizeof *r);
	enum rc rc;

	*out = NULL;
	r->src = src;
	r->delimiter = delimiter;
	rc = text_source_rewind(src, err);
	if (rc == RC_OK && !delimiter)
		rc = find_delimiter(r, err);
	if (rc == RC_OK)
		rc = parser_start(r, err);
	if (rc == RC_OK)
		*out = r;
	else
		csv_reader_free(r);
	return rc;
}

void csv_reader_free(struct csv_reader *r) {
	if (!r)
		return;
	if (r->parser_made)
		csv_free(&r->parser);
	str_clear(&r->bare);
	str_clear(&r->text);
	str_clear(&r->held);
	free(r->ends);
	free(r->starts);
	free(r->cells);
	free(r);
}

char csv_reader_delimiter(const struct csv_reader *r) { return r->delimiter; }

void csv_reader_show_merged(struct csv_reader *r, long from) { r->merged_from = from; }

enum rc csv_reader_rewind(struct csv_reader *r, struct err *err) {
	enum rc rc = text_source_rewind(r->src, err);

	str_reset(&r->held);
	r->held_count = r->held_at = 0;
	return rc == RC_OK ? parser_start(r, err) : rc;
}

struct csv_fault csv_reader_fault(const struct csv_reader *r) { return r->fault; }

enum rc csv_reader_resume(struct csv_reader *r, struct err *err) {
	long number = r->rec.number;
	enum rc rc = parser_start(r, err);

	r->rec.number = number;
	r->held_at = r->held_count ? 1 : 0;
	return rc;
}

enum rc csv_fault_set(struct err *err, enum csv_fault_kind kind, const char *file,
                      const char *lines, const char *began) {
	static const struct {
		const char *id, *text;
	} faults[] = {
		[CSV_FAULT_CELLS] = {"csv.cells",
			N_("{file}, line {line}: more than 1000 cells in one row.")},
		[CSV_FAULT_CELL_SIZE] = {"csv.cell_size",
			N_("{file}, line {began}: a cell that begins here is larger than 256 KiB. "
			   "Probably its closing quotation mark is missing.")},
		[CSV_FAULT_QUOTE_OPEN] = {"csv.quote_open",
			N_("{file}, line {line}: text after a closing quotation mark. The "
			   "quotation mark opened in line {began} is probably not closed "
			   "there: close it, or remove it.")},
		[CSV_FAULT_QUOTE] = {"csv.quote",
			N_("{file}, line {line}: a quotation mark in an unexpected place. Double "
			   "it where it belongs to the text, or remove it.")},
		[CSV_FAULT_UNCLOSED] = {"csv.unclosed",
			N_("{file}, line {line}: the quotation mark opened here is never closed. "
			   "Close it, or remove it.")},
		[CSV_FAULT_SWALLOWED] = {"csv.swallowed",
			N_("{file}, line {began}: a cell in quotation marks begins here and holds "
			   "whole rows, up to line {line}. A quotation mark is missing or too "
			   "many: close the cell, or remove the marks.")},
	};

	return err_set(err, RC_INVALID, faults[kind].id, faults[kind].text, "file", file, "line",
	               lines, "began", began, NULL);
}

/* What went wrong, in words that say what to mend. */
static enum rc fault(struct csv_reader *r, enum csv_fault_kind kind, long line, long began,
                     struct err *err) {
	r->failed = true;
	r->fault = (struct csv_fault){kind, line, began};
	return csv_fault_set(err, kind, text_source_name(r->src), NUM(line), NUM(began));
}

static enum rc parse_error(struct csv_reader *r, int why, long line, bool was_inside,
                           struct err *err) {
	if (r->too_many)
		return fault(r, CSV_FAULT_CELLS, line, line, err);
	if (why == CSV_ENOMEM || why == CSV_ETOOBIG)
		return fault(r, CSV_FAULT_CELL_SIZE, line, was_inside ? r->quote_line : line, err);
	return fault(r, was_inside ? CSV_FAULT_QUOTE_OPEN : CSV_FAULT_QUOTE, line, r->quote_line,
	             err);
}

static void publish(struct csv_reader *r, const struct csv_record **rec) {
	r->rec.number++;
	r->rec.line = r->row_line;
	for (size_t i = 0; i < r->rec.count; i++)
		r->cells[i] = r->starts[i] == SIZE_MAX ? NULL : r->text.s + r->starts[i];
	r->rec.cells = r->cells;
	r->row_line = 0;
	*rec = &r->rec;
}

static bool is_blank_line(const char *p, size_t n, char delimiter) {
	while (n && (*p == ' ' || *p == '\r' || *p == '\n' || (*p == '\t' && delimiter != '\t')))
		p++, n--;
	return n == 0;
}

/* The end of a quoted cell that begins before p: past its closing quotation mark, or end. */
static const char *past_quotes(const char *p, const char *end) {
	while (p < end) {
		if (*p++ != '"')
			continue;
		if (p == end || *p != '"')
			return p;
		p++;
	}
	return end;
}

/* Programs that keep a number from the spreadsheet write ="99..." bare; as CSV that is a stray
 * quotation mark. The sign before it is left out. Answers whether the line has such a cell; then it
 * is in r->bare. */
static bool unwrap_formulas(struct csv_reader *r, const char *p, size_t n, bool inside) {
	const char *end = p + n, *done = p;

	str_reset(&r->bare);
	if (inside)
		p = past_quotes(p, end);
	while (p < end) {
		if (end - p > 2 && p[0] == '=' && p[1] == '"') {
			const char *q = memchr(p + 2, '"', (size_t)(end - p - 2));
			if (q && (q + 1 == end || q[1] == r->delimiter || q[1] == '\r' ||
			          q[1] == '\n')) {
				str_addn(&r->bare, done, (size_t)(p - done));
				done = p + 1;
			}
			p++;
		}
		if (p < end && *p == '"')
			p = past_quotes(p + 1, end);
		while (p < end && *p++ != r->delimiter)
			;
	}
	if (done == end - n)
		return false;
	str_addn(&r->bare, done, (size_t)(end - done));
	return true;
}

/* Feed one physical line. */
static enum rc feed(struct csv_reader *r, const struct text_source_line *line, struct err *err) {
	const char *p = line->text;
	size_t n = line->n, cells = r->rec.count;
	bool was_inside = r->inside;

	if (!was_inside) {
		r->row_line = line->no;
		/* Files put together by hand carry a byte-order mark where the next one began. */
		if (n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
			p += 3, n -= 3;
	}
	if (unwrap_formulas(r, p, n, was_inside)) {
		p = str_text(&r->bare);
		n = r->bare.n;
	}
	size_t eaten = csv_parse(&r->parser, p, n, on_cell, on_row, r);
	if (eaten != n || r->too_many)
		return parse_error(r, csv_error(&r->parser), line->no,
		                   was_inside && r->rec.count == cells, err);
	if (r->row_done) {
		r->inside = false;
		return RC_OK;
	}
	/* The row goes on: inside a quoted cell, or this is the last line of the file and has no
	 * ending. */
	if (!was_inside || r->rec.count > cells)
		r->quote_line = line->no;
	r->inside = true;
	return RC_OK;
}

/* The file is over: a last line without an ending is a record too; an open quote is an error. */
static enum rc finish(struct csv_reader *r, const struct csv_record **rec, struct err *err) {
	r->ended = true;
	if (csv_fini(&r->parser, on_cell, on_row, r) != 0) {
		int why = csv_error(&r->parser);
		return why == CSV_EPARSE
		       ? fault(r, CSV_FAULT_UNCLOSED, r->quote_line, r->quote_line, err)
		       : parse_error(r, why, r->quote_line, true, err);
	}
	if (r->too_many)
		return parse_error(r, CSV_SUCCESS, r->row_line, false, err);
	if (r->row_done)
		publish(r, rec);
	return RC_OK;
}

enum rc csv_reader_next(struct csv_reader *r, const struct csv_record **rec, struct err *err) {
	struct text_source_line line;
	bool more;

	*rec = NULL;
	if (r->failed)
		return err_set(err, RC_INTERNAL, "csv.spent",
		               N_("The CSV reader was asked again after an error."), NULL);
	if (r->ended)
		return RC_OK;
	str_reset(&r->text);
	r->rec.count = 0;
	r->row_done = false;
	let_go(r, r->held_at);
	do {
		enum rc rc = next_line(r, &line, &more, err);
		if (rc != RC_OK) {
			r->failed = true;
			return rc;
		}
		if (!more)
			return finish(r, rec, err);
		if (!r->inside && is_blank_line(line.text, line.n, r->delimiter)) {
			r->row_line = line.no;
			r->row_done = true;
			continue;
		}
		rc = feed(r, &line, err);
		if (rc != RC_OK)
			return rc;
	} while (!r->row_done);
	publish(r, rec);
	return RC_OK;
}

const char *csv_cell(const struct csv_record *rec, size_t i) {
	return i < rec->count && rec->cells[i] ? rec->cells[i] : "";
}
