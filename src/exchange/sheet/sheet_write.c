/* SPDX-License-Identifier: MIT */
#include "exchange/sheet/sheet_write.h"

#include <errno.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "core/file.h"
#include "core/mem.h"
#include "core/tr.h"
#include "core/utf8.h"
#include "exchange/sheet/sheet_priv.h"

/* Character widths; a column of long texts folds them. */
enum { NARROWEST = 6, WIDEST = 50, BESIDE = 2, ARROW = 3, LINE_PT = 15 };

struct sheet_writer {
	struct target file;
	struct book book;
	lxw_row_t row;
	lxw_col_t col, cols;        /* of this row, of the widest one */
	size_t rows_written;        /* with a cell in them */
	int width[SHEET_COLUMNS];
	enum cell_kind kind[SHEET_COLUMNS]; /* of its last cell */
	char *head[SHEET_COLUMNS];
	int lines;                  /* of the highest cell of this row */
	bool any, done;
	char *too_long;             /* the column of a cell that no workbook holds */
	bool too_many;
};

enum rc sheet_writer_new(struct sheet_writer **out, const char *path, const char *title,
                         enum csv_existing existing, struct err *err) {
	struct sheet_writer *w = mem_zalloc(1, sizeof *w);
	enum rc rc = target_open(&w->file, path, existing, err);

	*out = NULL;
	if (rc == RC_OK)
		rc = book_open(&w->book, &w->file, true, err);
	if (rc == RC_OK)
		rc = book_sheet(&w->book, title, err);
	if (rc == RC_OK) {
		worksheet_set_landscape(w->book.sheet);
		worksheet_gridlines(w->book.sheet, LXW_SHOW_ALL_GRIDLINES);
		worksheet_freeze_panes(w->book.sheet, 1, 0);
		worksheet_repeat_rows(w->book.sheet, 0, 0);
		*out = w;
	} else {
		sheet_writer_close(w, rc, NULL, err);
	}
	return rc;
}

static void put(struct sheet_writer *w, enum cell_kind kind, const char *text) {
	int lines = utf8_width(text) / (WIDEST + 1) + 1;
	enum book_style style;

	for (const char *p = text; (p = strchr(p, '\n')) != NULL; p++)
		lines++;
	w->lines = lines > w->lines ? lines : w->lines;
	style = w->row == 0 ? STYLE_HEAD : lines > 1 ? STYLE_LONG
	        : kind == CELL_COUNT ? STYLE_SIGN : STYLE_TEXT;
	if (book_put(&w->book, w->row, w->col, w->row == 0 ? CELL_TEXT : kind, text, style,
	             STYLE_COUNT) != LXW_NO_ERROR && w->too_long == NULL)
		w->too_long = mem_strdup(w->head[w->col] ? w->head[w->col] : "");
}

void sheet_writer_cell(struct sheet_writer *w, enum cell_kind kind, const char *text) {
	int width = text ? utf8_width(text) + (w->row == 0 ? ARROW : 0) : 0;

	if (w->col == SHEET_COLUMNS || w->row == LXW_ROW_MAX) {
		w->too_many = true;
		return;
	}
	if (w->row == 0)
		w->head[w->col] = mem_strdup(text ? text : "");
	if (text && *text) {
		w->any = true;
		w->kind[w->col] = kind;
		w->width[w->col] = width > w->width[w->col] ? width : w->width[w->col];
		put(w, kind, text);
	}
	w->col++;
}

void sheet_writer_end_row(struct sheet_writer *w) {
	if (w->lines > 1) /* not every program finds the height itself */
		worksheet_set_row(w->book.sheet, w->row, LINE_PT * (w->lines < 20 ? w->lines : 20), NULL);
	w->lines = 0;
	w->rows_written += w->any;
	w->any = false;
	w->cols = w->col > w->cols ? w->col : w->cols;
	w->col = 0;
	if (w->row < LXW_ROW_MAX)
		w->row++;
}

/* A blank cell that somebody fills in later holds text where its column does. */
static void set_columns(struct sheet_writer *w) {
	int all = 0;

	for (lxw_col_t c = 0; c < w->cols; c++) {
		int width = w->width[c] + w->width[c] / 8 + BESIDE; /* capitals are wide */
		enum book_style style = w->kind[c] == CELL_DATE ? STYLE_DATE
		                        : w->kind[c] == CELL_COUNT ? STYLE_COUNT : STYLE_TEXT;

		width = width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width;
		all += width;
		worksheet_set_column(w->book.sheet, c, c, width, book_style(&w->book, style));
	}
	worksheet_fit_to_pages(w->book.sheet, book_pages(all), 0);
	if (w->cols && w->row)
		worksheet_autofilter(w->book.sheet, 0, 0, w->row - 1, (lxw_col_t)(w->cols - 1));
}

static enum rc finish(struct sheet_writer *w, struct err *err) {
	if (w->done)
		return RC_OK;
	if (w->too_long)
		return err_set(err, RC_INVALID, "sheet.cell",
		               N_("A text under {column} is longer than a cell of a workbook holds: write a .csv file."),
		               "column", w->too_long, NULL);
	if (w->too_many)
		return err_set(err, RC_INVALID, "sheet.rows",
		               N_("That is more than a sheet of a workbook holds: write a .csv file."), NULL);
	set_columns(w);
	w->done = true;
	return book_finish(&w->book, &w->file, w->rows_written, err);
}

enum rc sheet_writer_hash(struct sheet_writer *w, char hex[2 * HASH_LEN + 1], struct err *err) {
	unsigned char sum[HASH_LEN], buf[8192];
	struct hash h;
	off_t at = 0;
	ssize_t n;
	enum rc rc = finish(w, err);

	if (rc != RC_OK)
		return rc;
	hash_begin(&h);
	while ((n = pread(w->file.fd, buf, sizeof buf, at)) > 0 || (n < 0 && errno == EINTR)) {
		hash_add(&h, buf, n > 0 ? (size_t)n : 0);
		at += n > 0 ? n : 0;
	}
	if (n < 0)
		return file_error(err, w->file.name, errno);
	hash_end(&h, sum);
	hash_hex(sum, sizeof sum, hex);
	return RC_OK;
}

enum rc sheet_writer_close(struct sheet_writer *w, enum rc rc, char **path, struct err *err) {
	if (rc == RC_OK)
		rc = finish(w, err);
	if (rc == RC_OK)
		rc = target_finish(&w->file, 0, err);
	if (rc == RC_OK && path)
		*path = mem_strdup(w->file.path);
	book_clear(&w->book);
	target_clear(&w->file);
	for (size_t i = 0; i < SHEET_COLUMNS; i++)
		free(w->head[i]);
	free(w->too_long);
	free(w);
	return rc;
}
