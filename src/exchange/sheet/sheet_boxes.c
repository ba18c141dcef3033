/* SPDX-License-Identifier: MIT */
#include "exchange/sheet/sheet_boxes.h"

#include "core/mem.h"
#include "exchange/sheet/sheet_priv.h"

static const double pt_of_mm = 72 / 25.4;
/* Inches of margin: a page is as in the print style of exchange/print/sheet_paint.c. */
static const double side = 15 / 25.4, above = 12 / 25.4;

struct sheet_boxes {
	struct target file;
	struct book book;
	size_t first; /* rows of the first sheet */
	bool failed;
};

enum rc sheet_boxes_new(struct sheet_boxes **out, const char *path, enum csv_existing existing,
                        struct err *err) {
	struct sheet_boxes *w = mem_zalloc(1, sizeof *w);
	enum rc rc = target_open(&w->file, path, existing, err);

	if (rc == RC_OK)
		rc = book_open(&w->book, &w->file, false, err);
	*out = rc == RC_OK ? w : NULL;
	if (rc != RC_OK)
		sheet_boxes_close(w, rc, NULL, err);
	return rc;
}

void sheet_boxes_sheet(struct sheet_boxes *w, const char *title, bool upright, int columns,
                       double first, double width, int names) {
	lxw_worksheet *s;

	w->failed = w->failed || book_sheet(&w->book, title, NULL) != RC_OK;
	if (w->failed)
		return;
	s = w->book.sheet;
	worksheet_fit_to_pages(s, upright ? 1 : book_pages((int)(first + width * columns)),
		names ? 0 : 1);
	worksheet_set_column(s, 0, 0, first, NULL);
	worksheet_set_column(s, 1, (lxw_col_t)(columns - 1), width, NULL);
	worksheet_gridlines(s, LXW_HIDE_ALL_GRIDLINES);
	if (!upright)
		worksheet_set_landscape(s);
	worksheet_set_header(s, ""); /* its title stands on it already */
	if (upright) {
		worksheet_set_margins(s, side, side, above, above);
		worksheet_center_horizontally(s);
	}
	if (names) {
		worksheet_freeze_panes(s, (lxw_row_t)names, 1);
		worksheet_repeat_columns(s, 0, 0);
		worksheet_repeat_rows(s, 0, (lxw_row_t)(names - 1));
	}
}

void sheet_boxes_widths(struct sheet_boxes *w, const int *characters, int columns) {
	int all = 0;

	for (int c = 0; c < columns && !w->failed; c++) {
		worksheet_set_column(w->book.sheet, (lxw_col_t)c, (lxw_col_t)c, characters[c], NULL);
		all += characters[c];
	}
	if (!w->failed)
		worksheet_fit_to_pages(w->book.sheet, book_pages(all), 0);
}

void sheet_boxes_box(struct sheet_boxes *w, const struct sheet_box *b) {
	static const enum book_style styles[] = {
		[BOX_TITLE] = STYLE_TITLE, [BOX_CENTRE] = STYLE_CENTRE, [BOX_NOTE] = STYLE_NOTE,
		[BOX_LABEL] = STYLE_LABEL, [BOX_VALUE] = STYLE_VALUE, [BOX_TEXT] = STYLE_TOP};
	lxw_row_t row = (lxw_row_t)b->row, last = (lxw_row_t)(b->row + b->rows - 1);
	lxw_col_t col = (lxw_col_t)b->col, end = (lxw_col_t)(b->col + b->cols - 1);
	const char *text = b->text ? b->text : "";
	enum book_style style = b->kind == CELL_COUNT ? STYLE_NUMBER : styles[b->look];
	lxw_error why = LXW_NO_ERROR;

	if (w->failed)
		return;
	if (b->rows > 1 || b->cols > 1)
		why = worksheet_merge_range(w->book.sheet, row, col, last, end, "", book_style(&w->book, style));
	if (why == LXW_NO_ERROR)
		why = book_put(&w->book, row, col, b->kind, text, style, style);
	w->failed = why != LXW_NO_ERROR;
	if (w->book.sheet->index == 0 && last + 1 > w->first)
		w->first = last + 1;
}

void sheet_boxes_high(struct sheet_boxes *w, int row, double mm) {
	if (!w->failed)
		worksheet_set_row(w->book.sheet, (lxw_row_t)row, mm * pt_of_mm, NULL);
}

enum rc sheet_boxes_close(struct sheet_boxes *w, enum rc rc, char **path, struct err *err) {
	if (rc == RC_OK && w->failed)
		rc = book_failed(err);
	if (rc == RC_OK)
		rc = book_finish(&w->book, &w->file, w->first, err);
	if (rc == RC_OK)
		rc = target_finish(&w->file, 0, err);
	if (rc == RC_OK && path)
		*path = mem_strdup(w->file.path);
	book_clear(&w->book);
	target_clear(&w->file);
	free(w);
	return rc;
}
