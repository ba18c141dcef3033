/* A page as a workbook of one sheet (rule 10.44). SPDX-License-Identifier: MIT */
#include "core/tr.h"
#include "core/utf8.h"
#include "exchange/out/table_out.h"
#include "exchange/print/page.h"
#include "exchange/sheet/sheet_boxes.h"

enum { NARROW = 6, WIDE = 40, UPRIGHT = 95 /* characters across a page */, LINES_MOST = 20,
       ROWS_MOST = 1000000, CELL_MOST = 8000 /* bytes: what is more a cell may not hold */ };
static const double line_mm = 5.5;

int page_column_width(const struct page *p, size_t col) {
	int width = utf8_width(p->column[col]);

	for (size_t r = 0; r < page_row_count(p); r++) {
		int w = utf8_width(page_at(p, r, col));

		width = w > width ? w : width;
	}
	return width;
}

/* Over the whole width. */
static void put_line(struct sheet_boxes *w, int row, int cols, enum box_look look,
                     const char *text) {
	sheet_boxes_box(w, &(struct sheet_box){row, 1, 0, cols, look, CELL_TEXT, text});
	sheet_boxes_high(w, row, look == BOX_TITLE ? 12 : 8);
}

static int put_head(struct sheet_boxes *w, const struct page *p, int cols) {
	int row = 0;

	if (p->station[0])
		put_line(w, row++, cols, BOX_CENTRE, p->station);
	put_line(w, row++, cols, BOX_TITLE, p->title);
	for (size_t i = 0; i < p->head_count; i++)
		put_line(w, row++, cols, BOX_NOTE, p->head[i]);
	return row;
}

/* Not every program finds the height of a row itself. */
static void put_row(struct sheet_boxes *w, const struct page *p, const int *width, int row,
                    size_t from) {
	int lines = 1;

	for (size_t c = 0; c < p->column_count; c++) {
		const char *text = page_at(p, from, c);
		enum cell_kind kind = table_out_kind(p->count[c], text);
		int high = utf8_width(text) / (width[c] - 1) + 1;

		lines = high > lines ? high : lines;
		sheet_boxes_box(w, &(struct sheet_box){row, 1, (int)c, 1, BOX_VALUE, kind, text});
	}
	if (lines > 1)
		sheet_boxes_high(w, row, line_mm * (lines < LINES_MOST ? lines : LINES_MOST));
}

static void put_table(struct sheet_boxes *w, const struct page *p) {
	int width[PAGE_COLUMNS + 1] = {0}, all = 0, cols = (int)p->column_count, row;

	for (int c = 0; c < cols; c++) {
		int wide = page_column_width(p, (size_t)c) + 2;

		width[c] = wide < NARROW ? NARROW : wide > WIDE ? WIDE : wide;
		all += width[c];
	}
	row = (p->station[0] != '\0') + 1 + (int)p->head_count;
	sheet_boxes_sheet(w, p->title, all <= UPRIGHT, cols, NARROW, NARROW, row + 1);
	sheet_boxes_widths(w, width, cols);
	row = put_head(w, p, cols);
	for (int c = 0; c < cols; c++)
		sheet_boxes_box(w, &(struct sheet_box){row, 1, c, 1, BOX_LABEL, CELL_TEXT,
			p->column[c]});
	row++;
	for (size_t i = 0; i < page_row_count(p); i++)
		put_row(w, p, width, row++, i);
	for (size_t i = 0; i < p->sign_count; i++) {
		char *text = mem_printf("%s______________", p->sign[i]);

		put_line(w, row++, cols, BOX_NOTE, text);
		free(text);
	}
}

bool page_fits_book(const struct page *p) {
	for (size_t i = 0; i < p->cell_count; i++)
		if (strlen(p->cells[i]) > CELL_MOST)
			return false;
	return p->column_count > 0 && page_row_count(p) < ROWS_MOST;
}

enum rc page_book(const struct page *p, const char *path, enum csv_existing existing, char **final,
                  struct err *err) {
	struct sheet_boxes *w;
	enum rc rc = sheet_boxes_new(&w, path, existing, err);

	if (rc != RC_OK)
		return rc;
	put_table(w, p);
	return sheet_boxes_close(w, RC_OK, final, err);
}
