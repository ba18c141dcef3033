/* SPDX-License-Identifier: MIT */
#include "exchange/import/table.h"

#include <stdint.h>

#include "core/idno.h"
#include "core/tr.h"
#include "core/vec.h"
#include "exchange/csv/line_list.h"
#include "exchange/import/table_priv.h"

enum { FAULTS_MOST = 1000,
       TITLES_MOST = 3 /* lines above a header with more than one cell */ };

/* The scan: broken lines, the cells of each record, quoted cells of several lines. */

static void note_fault(struct table *t, struct csv_fault f) {
	line_list_add(&t->faults[f.kind].lines, f.line);
	line_list_add(&t->faults[f.kind].began, f.began);
	t->fault_count++;
}

/* The lines of a quoted cell behind its first: how many delimiters they have, and whether a piece
 * between two is an ID number. */
static void look_inside(struct table *t, const char *cell, long began) {
	struct swallow s = {.began = began, .line = began, .least = SIZE_MAX};
	const char delimiter = csv_reader_delimiter(t->reader);

	for (const char *p = strpbrk(cell, "\r\n"); p && *p; p += strcspn(p, "\r\n")) {
		size_t n = 0, len;
		p += *p == '\r' && p[1] == '\n' ? 2 : 1;
		s.line++;
		for (const char *q = p; *q && *q != '\r' && *q != '\n'; q += len) {
			char id[IDNO_LEN + 1];
			bool first = n == 0;
			len = strcspn(q, (char[]){delimiter, '\r', '\n', '\0'});
			char *piece = mem_strndup(q, len);
			n += q[len] == delimiter;
			s.id = s.id || ((!first || q[len] == delimiter) && len >= IDNO_LEN &&
			                idno_parse(piece, id, NULL) == RC_OK);
			free(piece);
			len += q[len] == delimiter;
		}
		s.most = n > s.most ? n : s.most;
		s.least = n < s.least ? n : s.least;
	}
	if (s.line > began && (s.most || s.id))
		VEC_PUSH(t->swallows, t->swallow_count, s);
}

static void note_record(struct table *t, const struct csv_record *rec) {
	struct mark m = {.count = (unsigned short)rec->count};
	long line = rec->line;
	size_t filled = 0;

	for (size_t i = 0; i < rec->count; i++) {
		const char *cell = csv_cell(rec, i);
		if (*cell) {
			m.filled_to = (unsigned short)(i + 1);
			filled++;
		}
		/* A cell of a sheet cannot have swallowed others. */
		if (text_source_has_rows(t->src) || !strpbrk(cell, "\r\n"))
			continue;
		look_inside(t, cell, line);
		for (const char *p = cell; *p; p++)
			line += *p == '\n' || (*p == '\r' && p[1] != '\n');
	}
	m.filled = (unsigned short)filled;
	VEC_PUSH(t->marks, t->mark_count, m);
}

static enum rc tell_faults(struct table *t, struct err *err) {
	struct str all = {0};
	struct err one;

	for (int kind = CSV_FAULT_NONE + 1; kind < CSV_FAULT_KINDS; kind++) {
		struct fault_lines *f = &t->faults[kind];
		if (!f->lines.n)
			continue;
		csv_fault_set(&one, (enum csv_fault_kind)kind, text_source_name(t->src),
		              line_list_text(&f->lines), line_list_text(&f->began));
		str_addf(&all, "%s%s", all.n ? " " : "", one.text);
	}
	if (all.n && err) {
		*err = one;
		err->text[0] = '\0';
		text_fill(err->text, sizeof err->text, "{all}", "all", str_text(&all), NULL);
	}
	str_clear(&all);
	return RC_INVALID;
}

static enum rc scan(struct table *t, struct err *err) {
	const struct csv_record *rec = NULL;
	enum rc rc = csv_reader_rewind(t->reader, err);

	while (rc == RC_OK) {
		rc = csv_reader_next(t->reader, &rec, err);
		if (rc == RC_OK && !rec)
			break;
		if (rc == RC_OK) {
			note_record(t, rec);
			continue;
		}
		struct csv_fault f = csv_reader_fault(t->reader);
		if (f.kind == CSV_FAULT_NONE)
			return rc;
		note_fault(t, f);
		rc = t->fault_count < FAULTS_MOST ? csv_reader_resume(t->reader, err) : RC_OK;
		if (t->fault_count >= FAULTS_MOST)
			break;
	}
	return rc == RC_OK && t->fault_count ? tell_faults(t, err) : rc;
}

/* A quoted cell that holds rows: its lines have about as many delimiters as the header. */
static enum rc check_swallows(struct table *t, struct err *err) {
	size_t cells = t->h->raw_count - 1, need = cells - cells / 4;

	for (size_t i = 0; i < t->swallow_count; i++) {
		const struct swallow *s = &t->swallows[i];
		if (s->id || (need >= 2 ? s->most >= need : s->most == 1 && s->least == 1))
			note_fault(t, (struct csv_fault){CSV_FAULT_SWALLOWED, s->line, s->began});
	}
	return t->fault_count ? tell_faults(t, err) : RC_OK;
}

/* How many cells most records have that could be whole; without two alike, as many as the
 * header. */
static size_t find_usual(const struct table *t, size_t from, size_t names, size_t header) {
	size_t *seen = mem_zalloc(CSV_CELLS_MAX + 1, sizeof *seen), best = header;

	for (size_t i = from; i < t->mark_count; i++)
		if (t->marks[i].filled > 1 && t->marks[i].filled_to <= names)
			seen[t->marks[i].count]++;
	if (seen[names] > seen[best])
		best = names;
	for (size_t n = 1; n <= CSV_CELLS_MAX; n++)
		if (seen[n] > 1 && seen[n] > seen[best])
			best = n;
	free(seen);
	return best;
}

/* Does the file leave out the blank cells at the end of each row, and not of one alone? */
static bool is_trimmed(const struct table *t, size_t from) {
	size_t cut = 0;

	for (size_t i = from; i < t->mark_count; i++) {
		if (t->marks[i].filled < 2)
			continue;
		/* One that lacks what it needs was broken, not trimmed. */
		if (t->marks[i].filled_to != t->marks[i].count || t->marks[i].count < t->least)
			return false;
		cut += t->marks[i].count < t->usual;
	}
	return cut > 1 && t->h->reg;
}

/* The least cells a record can do with: up to the last column it must have. */
static size_t find_least(const struct header *h) {
	size_t least = 1;

	for (size_t i = 0; i < h->count && h->reg; i++) {
		const struct column *c = &h->columns[i];
		if (c->kind == COLUMN_UID || c->kind == COLUMN_REASON ||
		    (c->kind == COLUMN_FIELD && ((c->field->flags & F_REQUIRED) ||
		                                 str_in_list(KEY_FIELDS, c->field->name))))
			least = i + 1;
	}
	return least;
}

/* Are the rows above the header a table of their own, rather than titles? */
static bool is_table_above(const struct table *t) {
	size_t many = 0, wide = 0;

	for (long i = 0; i < t->h->record - 1; i++) {
		many += t->marks[i].filled > 1;
		wide += t->marks[i].filled * 2u > t->h->count;
	}
	return wide > 1 || many > TITLES_MOST;
}

/* Does the header go on with a record, whose line was not ended? */
static bool holds_record(const struct header *h) {
	for (size_t i = 0; i < h->count; i++)
		for (const char *p = h->columns[i].text; p && *p; p++)
			if (strspn(p, "0123456789") > 7)
				return true;
	return false;
}

static enum rc judge_header(struct table *t, struct err *err) {
	const struct header *h = t->h;
	size_t from = (size_t)(h->record + h->rows - 1), unknown = 0;

	if (is_table_above(t))
		return err_set(err, RC_INVALID, "header.above",
		               N_("{file}, line {line}: the rows above this header are a table of "
		                  "their own. Put it into a file of its own; nothing was taken."),
		               "file", text_source_name(t->src), "line", NUM(h->line), NULL);

	if (holds_record(h))
		return err_set(err, RC_INVALID, "header.record",
		               N_("{file}, line {line}: the header holds numbers: a line break is "
		                  "missing between it and the first record."), "file",
		               text_source_name(t->src), "line", NUM(h->line), NULL);
	t->usual = find_usual(t, from, h->count, h->raw_count);
	for (size_t i = from; i < t->mark_count; i++)
		t->usual_ends = t->usual_ends || (t->marks[i].count == t->usual &&
		                                  t->marks[i].filled_to == t->usual);
	t->least = find_least(h);
	t->trimmed = is_trimmed(t, from);
	for (t->last = (long)t->mark_count; t->last && t->marks[t->last - 1].filled < 2; t->last--)
		;
	for (size_t i = 0; i < h->count; i++)
		unknown += h->columns[i].kind == COLUMN_UNKNOWN;
	/* Where all names are known none can be two that lost what parted them. */
	if (t->usual > h->raw_count && unknown)
		return err_set(err, RC_INVALID, "header.narrow",
		               N_("{file}, line {line}: the header has {names} names, the rows "
		                  "{cells} cells. A delimiter or a name is missing in the header; "
		                  "nothing was taken."), "file", text_source_name(t->src), "line",
		               NUM(h->line), "names", NUM(h->count), "cells", NUM(t->usual), NULL);
	return check_swallows(t, err);
}

enum rc table_open(struct table **out, struct text_source *src, const struct table_options *o,
                   struct header *h, struct err *err) {
	struct table *t = mem_zalloc(1, sizeof *t);
	const char *file = text_source_name(src);
	enum rc rc;

	*out = NULL;
	t->src = src;
	t->h = h;
	t->at = o->at;
	t->given = o->given;
	TRY(csv_reader_new(&t->reader, src, text_source_has_rows(src) ? ',' : o->delimiter, err));
	TRY(scan(t, err));
	rc = header_find(h, t->reader, file, o->at, o->reg, o->given, err);
	if (rc == RC_INVALID && o->other) {
		header_clear(h);
		rc = csv_reader_rewind(t->reader, err);
		size_t first = 0;
		while (first + 1 < t->mark_count && t->marks[first].filled < 2)
			first++;
		if (rc == RC_OK && t->mark_count)
			rc = o->other(h, t->reader, find_usual(t, 0, CSV_CELLS_MAX,
			                                       t->marks[first].count), file, err);
	}
	if (rc == RC_OK)
		csv_reader_show_merged(t->reader, h->record + h->rows);
	if (rc == RC_OK)
		rc = judge_header(t, err);
	if (rc == RC_OK)
		rc = table_rewind(t, err);
out:
	if (rc == RC_OK)
		*out = t;
	else
		table_free(t);
	return rc;
}

void table_free(struct table *t) {
	if (!t)
		return;
	csv_reader_free(t->reader);
	for (int i = 0; i < CSV_FAULT_KINDS; i++) {
		line_list_clear(&t->faults[i].lines);
		line_list_clear(&t->faults[i].began);
	}
	free(t->marks);
	free(t->swallows);
	free(t->order);
	free(t->cells);
	free(t);
}

size_t table_column(const struct table *t, size_t i) { return t->order ? t->order[i] : i; }
char table_delimiter(const struct table *t) { return csv_reader_delimiter(t->reader); }

enum rc table_rewind(struct table *t, struct err *err) {
	free(t->order);
	t->order = NULL;
	return csv_reader_rewind(t->reader, err);
}

/* A spreadsheet writes its rows in blocks of 16, each as wide as its widest: do all records of this
 * one's block have its count? *ends: one of them ends in a cell that is filled. */
static bool is_block(const struct table *t, size_t number, bool *ends) {
	size_t from = (number - 1) / 16 * 16, n = 0;

	*ends = false;
	for (size_t i = from; i < from + 16 && i < t->mark_count; i++) {
		const struct mark *m = &t->marks[i];
		if (!m->count)
			continue;
		if (m->count != t->marks[number - 1].count)
			return false;
		*ends = *ends || m->filled_to == m->count;
		n++;
	}
	return n > 1;
}

static enum count_fit count_fit(const struct table *t, const struct csv_record *rec) {
	const struct mark *m = &t->marks[rec->number - 1];
	size_t names = t->h->count;
	bool ends = false, alike = is_block(t, (size_t)rec->number, &ends);
	bool filled = m->filled_to == m->count;

	if (m->filled_to > names)
		return COUNT_OFF;
	if (m->count >= names && (m->count == t->usual || alike))
		return COUNT_RIGHT;
	if (m->count == names && filled && t->usual >= names)
		return COUNT_RIGHT;
	if (m->count > names || m->count < t->least || t->h->unnamed || t->order)
		return COUNT_OFF;
	if (m->count == t->usual ? t->usual_ends : alike && ends)
		return COUNT_FILLED;
	return t->trimmed && m->count < t->usual ? COUNT_TRIMMED : COUNT_OFF;
}

/* The record's cells in the order of the first header. */
static void reorder(struct table *t, const struct csv_record *rec) {
	t->cells = mem_grow(t->cells, t->h->count, sizeof *t->cells);
	for (size_t i = 0; i < t->h->count; i++)
		t->cells[i] = csv_cell(rec, t->order[i]);
	t->rec = *rec;
	t->rec.count = t->h->count;
	t->rec.cells = t->cells;
}

enum rc table_next(struct table *t, struct table_row *row, struct err *err) {
	const struct csv_record *rec;
	enum rc rc = csv_reader_next(t->reader, &rec, err);
	bool header = false;

	*row = (struct table_row){.usual = t->usual};
	if (rc != RC_OK || !rec)
		return rc;
	row->rec = rec;
	row->kind = LINE_ABOVE;
	if (rec->number < t->h->record + t->h->rows)
		return RC_OK;
	rc = table_header_again(t, rec, &header, err);
	if (rc != RC_OK)
		return rc;
	row->kind = header ? LINE_HEADER : header_line_kind(t->h, rec);
	/* What stands alone in its line is a signature only below the records: elsewhere it is what
	 * a line break cut off. */
	if (row->kind == LINE_SIGNATURE && rec->count == 1 && rec->number < t->last)
		row->kind = LINE_RECORD;
	if (row->kind != LINE_RECORD)
		return RC_OK;
	row->fit = count_fit(t, rec);
	if (t->order && row->fit != COUNT_OFF) {
		reorder(t, rec);
		row->rec = &t->rec;
	}
	return RC_OK;
}
