/* SPDX-License-Identifier: MIT */
#include "ui/list/cell_table.h"

#include "core/utf8.h"

enum { MARKER_CELLS = 2 };

static int lines_of(const struct cell_table *g, const struct area *a) {
	return a->rows > g->source->headers ? a->rows - g->source->headers : 1;
}

/* The column behind the last one that fits when `left` is the first; at least one is shown. */
static size_t end_of(const struct cell_table *g, const struct area *a, size_t left) {
	int x = MARKER_CELLS + g->name_cells;
	size_t c = left;

	while (c < g->columns && (c == left || x + g->source->cells(g->ctx, c) <= a->cols))
		x += g->source->cells(g->ctx, c++);
	return c;
}

void cell_table_settle(struct cell_table *g) {
	if (g->row >= g->rows)
		g->row = g->rows ? g->rows - 1 : 0;
	if (g->column >= g->columns)
		g->column = g->columns ? g->columns - 1 : 0;
}

static void scroll(struct cell_table *g, const struct area *a) {
	size_t lines = (size_t)lines_of(g, a);

	if (g->top + lines > g->rows) /* the window grew: no empty lines below */
		g->top = g->rows > lines ? g->rows - lines : 0;
	if (g->row < g->top)
		g->top = g->row;
	if (g->row >= g->top + lines)
		g->top = g->row - lines + 1;
	if (g->column < g->left)
		g->left = g->column;
	while (g->column >= end_of(g, a, g->left))
		g->left++;
}

bool cell_table_act(struct cell_table *g, enum action_id id, const struct key *k,
                    const struct area *a) {
	size_t page = (size_t)lines_of(g, a), last = g->rows ? g->rows - 1 : 0;

	if (id == ACTION_DOWN)
		g->row += g->row < last;
	else if (id == ACTION_UP)
		g->row -= g->row > 0;
	else if (id == ACTION_PAGE_DOWN)
		g->row = g->row + page < last ? g->row + page : last;
	else if (id == ACTION_PAGE_UP)
		g->row = g->row > page ? g->row - page : 0;
	else if (id == ACTION_FIRST)
		g->row = 0;
	else if (id == ACTION_LAST)
		g->row = last;
	else if (id == ACTION_COLUMN_LEFT)
		g->column -= g->column > 0;
	else if (id == ACTION_COLUMN_RIGHT)
		g->column += g->column + 1 < g->columns;
	else if (id == ACTION_MENU && k != NULL && g->column + 1 < g->columns)
		g->column++;
	else
		return false;
	return true;
}

/* One header over all neighbours that share it. */
static void draw_heads(struct cell_table *g, const struct area *a, int line, size_t end) {
	struct str text = {0}, next = {0};
	int x = MARKER_CELLS + g->name_cells;

	for (size_t c = g->left; c < end;) {
		size_t from = c;
		int width = 0;

		str_reset(&text);
		g->source->head(g->ctx, line, c, &text);
		do {
			width += g->source->cells(g->ctx, c++);
			str_reset(&next);
			if (c < end)
				g->source->head(g->ctx, line, c, &next);
		} while (c < end && text.n > 0 && strcmp(str_text(&text), str_text(&next)) == 0);
		if (c - from > 1)
			paint_text(a->top + line, x + 1, width - 2, TONE_BOLD, str_text(&text));
		else
			paint_right(a->top + line, x, width - 1, TONE_BOLD, str_text(&text));
		x += width;
	}
	str_clear(&text);
	str_clear(&next);
}

static void draw_row(struct cell_table *g, int y, size_t row, size_t end) {
	struct str text = {0};
	int x = MARKER_CELLS + g->name_cells;

	paint_marker(y, row == g->row);
	g->source->name(g->ctx, row, &text);
	paint_text(y, MARKER_CELLS, g->name_cells - 1, TONE_PLAIN, str_text(&text));
	for (size_t c = g->left; c < end; c++) {
		bool here = row == g->row && c == g->column;
		int width = g->source->cells(g->ctx, c);

		str_reset(&text);
		g->source->cell(g->ctx, row, c, &text);
		paint_right(y, x, width - 1, TONE_PLAIN, str_text(&text));
		if (here) {
			paint_text(y, x + width - 2 - utf8_width(str_text(&text)), 1, TONE_PLAIN,
			           "["); /* at most in the gap before */
			paint_text(y, x + width - 1, 1, TONE_PLAIN, "]");
			paint_cursor(y, x + width - 2);
		}
		x += width;
	}
	str_clear(&text);
}

void cell_table_draw(struct cell_table *g, const struct area *a) {
	size_t end;
	int lines = lines_of(g, a);

	scroll(g, a);
	end = end_of(g, a, g->left);
	for (int y = 0; y < a->rows; y++)
		paint_blank(a->top + y);
	for (int line = 0; line < g->source->headers; line++)
		draw_heads(g, a, line, end);
	if (g->left > 0) /* there are more on this side, on that one */
		paint_text(a->top, MARKER_CELLS + g->name_cells - 2, 2, TONE_BOLD, "..");
	if (end < g->columns)
		paint_text(a->top, a->cols - 2, 2, TONE_BOLD, "..");
	for (int i = 0; i < lines && g->top + (size_t)i < g->rows; i++)
		draw_row(g, a->top + g->source->headers + i, g->top + (size_t)i, end);
}
