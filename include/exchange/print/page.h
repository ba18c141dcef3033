/* SPDX-License-Identifier: MIT
 * A printed page: a self-contained HTML file in a print style and a plain-text twin of at most 80
 * cells a line, its table folded where it is wider, and a workbook, all in `out/` beside the
 * database (0600).
 * Title, head lines, one table, lines to sign. Every print is logged before its file is written.
 */
#ifndef EXCHANGE_PRINT_PAGE_H
#define EXCHANGE_PRINT_PAGE_H

#include "core/actor.h"
#include "core/err.h"
#include "core/mem.h"
#include "exchange/csv/target.h"
#include "model/access/disclosure.h"

struct sheets;

enum { PAGE_COLUMNS = 64, PAGE_LINES = 12 };

/* Zero-initialise; page_clear when done. Every text is copied. */
struct page {
	char *title, *station;
	char *head[PAGE_LINES];   /* "label: value" lines under the title */
	size_t head_count;
	char *column[PAGE_COLUMNS];
	size_t column_count;
	bool count[PAGE_COLUMNS]; /* it holds numbers of things */
	char **cells;             /* row by row */
	size_t cell_count;
	/* of the table on one sheet of paper, title and columns again on the next; 0: one long
	 * table */
	size_t rows;
	char *sign[PAGE_LINES];   /* what is signed, stamped or dated at the foot */
	size_t sign_count;
	/* leave for many people was taken by the use case that made what it shows */
	bool asked;
	struct ids who;           /* the residents on it, for the record; some more than once */
	struct str fields;        /* what of them stands there beside the columns, comma-separated */
	const struct sheets *sheets; /* borrowed: written as a workbook too; NULL: not */
	const char *recipient, *purpose; /* borrowed; NULL: the house itself */
};

void page_clear(struct page *p);
void page_title(struct page *p, const char *station,
                const char *title); /* station "": stands nowhere on it */
void page_head(struct page *p, const char *label, const char *value);
void page_head_count(struct page *p, const char *label, long long n); /* nothing for 0 */
void page_column(struct page *p, const char *label); /* all columns before the first cell */
void page_column_as(struct page *p, const char *label, bool count); /* of numbers of things */
void page_columns(struct page *p, const char *const *labels, size_t n); /* N_() */
void page_cell(struct page *p, const char *text);    /* NULL is blank */
void page_sign(struct page *p, const char *label);

/* What printing or fetching a page of this kind asks leave for. */
enum access_action page_access(const char *kind);
/* With more than ACCESS_FEW people it is an export with names: approval_need_many, unless p->asked.
 * One more of the day's pages (BOUND_PAGES); then the print is on record with whom it holds
 * (disclosure_put; kind: a short ASCII word; record: the resident it is about, or 0; people: how
 * many it names), then out/KIND-ID.html, .txt and .xlsx are written beside the database. *path
 * (heap) is the HTML file. RC_DENIED, RC_FULL, RC_IO. */
enum rc page_print(struct station *st, const struct actor *a, const struct page *p,
                   const char *kind, long long record, size_t people, char **path, struct err *err);
/* The same of a page that was painted elsewhere; of p its title, people and fields are for the
 * record. */
enum rc page_put(struct station *st, const struct actor *a, const struct page *p, const char *kind,
                 long long record, size_t people, const struct str *html, const struct str *text,
                 char **path, struct err *err);
/* As a workbook, whose cells are what the page shows; errors as target_open. Whether one can hold
 * it. */
enum rc page_book(const struct page *p, const char *path, enum csv_existing existing, char **final,
                  struct err *err);
bool page_fits_book(const struct page *p);

static inline const char *page_at(const struct page *p, size_t row, size_t col) {
	size_t i = row * p->column_count + col;

	return i < p->cell_count ? p->cells[i] : "";
}
static inline size_t page_row_count(const struct page *p) {
	return p->column_count ? (p->cell_count + p->column_count - 1) / p->column_count : 0;
}
/* In characters, with its name. */
int page_column_width(const struct page *p, size_t col);

/* Append a text as HTML. */
void page_escape(struct str *out, const char *text);

#endif
