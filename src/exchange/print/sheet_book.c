/* Sheets as a workbook, each on a page of its own. SPDX-License-Identifier: MIT */
#include "core/tr.h"
#include "exchange/print/sheet_priv.h"
#include "exchange/sheet/sheet_boxes.h"

static void book_line(struct sheet_boxes *w, int row, double mm, enum box_look look,
                      const char *text) {
	sheet_boxes_box(w, &(struct sheet_box){row, 1, 0, SHEET_UNITS, look, CELL_TEXT, text});
	sheet_boxes_high(w, row, mm);
}

static void book_signs(struct sheet_boxes *w, const struct sheet *s, int row) {
	for (int i = 0; s->signs && i < SHEET_SIGNS && s->signs[i]; i++) {
		char *text = mem_printf("%s______________", tr(s->signs[i]));

		sheet_boxes_box(w, &(struct sheet_box){row + i / 2, 1, i % 2 ? SHEET_UNITS / 2 : 0,
		                                       SHEET_UNITS / 2, BOX_NOTE, CELL_TEXT, text});
		sheet_boxes_high(w, row + i / 2, 11);
		free(text);
	}
}

static void book_sheet_of(struct sheet_boxes *w, const struct sheets *b, const struct sheet *s) {
	const double unit = 3.3; /* characters: 24 of them are as wide as the page */
	int row = 0;

	sheet_boxes_sheet(w, s->title, true, SHEET_UNITS, unit, unit, 0);
	book_line(w, row++, 8, BOX_CENTRE, b->station);
	book_line(w, row++, 12, BOX_TITLE, s->title);
	for (size_t i = 0; i < s->n; i++, row++) {
		const struct sheet_row *r = &s->rows[i];

		for (size_t k = 0; k < r->n; k++)
			sheet_boxes_box(w, &(struct sheet_box){row, 1, r->cell[k].from,
			                                       r->cell[k].to - r->cell[k].from,
			                                       r->cell[k].label ? BOX_LABEL : r->lines > 1 ? BOX_TEXT : BOX_VALUE,
			                                       CELL_TEXT, r->cell[k].text});
		sheet_boxes_high(w, row, sheet_stretch(s) * sheet_row_mm(r));
	}
	book_signs(w, s, row);
}

enum rc sheets_book(const struct sheets *b, const char *path, struct err *err) {
	struct sheet_boxes *w;
	enum rc rc = sheet_boxes_new(&w, path, CSV_KEEP, err);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < b->n; i++)
		book_sheet_of(w, b, &b->v[i]);
	return sheet_boxes_close(w, RC_OK, NULL, err);
}
