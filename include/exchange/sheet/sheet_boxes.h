/* SPDX-License-Identifier: MIT
 * A workbook as paper has it: boxes over several rows and columns, with borders, each sheet on one
 * page wide (rule 10.44). For what is small: all of it is in memory until it is written.
 */
#ifndef EXCHANGE_SHEET_SHEET_BOXES_H
#define EXCHANGE_SHEET_SHEET_BOXES_H

#include "exchange/sheet/sheet_write.h"

enum box_look { BOX_TITLE, BOX_CENTRE, BOX_NOTE, BOX_LABEL, BOX_VALUE, BOX_TEXT }; /* borders from BOX_LABEL on; BOX_TEXT of several lines */

struct sheet_box {
	int row, rows, col, cols;
	enum box_look look;
	enum cell_kind kind;
	const char *text; /* NULL is blank */
};

struct sheet_boxes; /* heap; sheet_boxes_close */

/* Errors as target_open. */
enum rc sheet_boxes_new(struct sheet_boxes **out, const char *path, enum csv_existing existing,
                        struct err *err);
/* A new sheet, upright or across: one page, or with `names` as many as its rows need and as many
 * across as its columns do. first, width: of the first column and of the others, in characters; the
 * first `names` rows and the first column stay and come again. */
void sheet_boxes_sheet(struct sheet_boxes *w, const char *title, bool upright, int columns,
                       double first, double width, int names);
void sheet_boxes_box(struct sheet_boxes *w, const struct sheet_box *b);
/* Each column of the sheet as wide as this. */
void sheet_boxes_widths(struct sheet_boxes *w, const int *characters, int columns);
void sheet_boxes_high(struct sheet_boxes *w, int row, double mm);
enum rc sheet_boxes_close(struct sheet_boxes *w, enum rc rc, char **path, struct err *err);

#endif
