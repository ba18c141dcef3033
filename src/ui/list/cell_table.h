/* A table one goes about in cell by cell: rows with names, columns under one to three header lines,
 * wider than the screen. SPDX-License-Identifier: MIT */
#ifndef UI_LIST_CELL_TABLE_H
#define UI_LIST_CELL_TABLE_H

#include "core/mem.h"
#include "ui/loop/action.h"
#include "ui/terminal/paint.h"

struct cell_table_source {
	int headers; /* lines of headers */
	/* Append the header of a column on a line; neighbours with the same text share it. Appends
	 * nothing where there is none. */
	void (*head)(void *ctx, int line, size_t column, struct str *out);
	/* Cells of a column, with the gap behind it. */
	int (*cells)(void *ctx, size_t column);
	void (*name)(void *ctx, size_t row, struct str *out);
	void (*cell)(void *ctx, size_t row, size_t column, struct str *out);
};

struct cell_table {
	const struct cell_table_source *source;
	void *ctx;
	size_t rows, columns;
	int name_cells;                /* cells of a name with the gap behind it */
	size_t row, column, top, left; /* marker, and what is first on the screen */
};

/* The marker back into the table after its size changed. */
void cell_table_settle(struct cell_table *g);
/* Moves: true when the action is one. The key Right moves too, but on the last column it opens the
 * numbered list as everywhere. */
bool cell_table_act(struct cell_table *g, enum action_id id, const struct key *k,
                    const struct area *a);
/* The marked cell stands in [brackets], the cursor is there. */
void cell_table_draw(struct cell_table *g, const struct area *a);

#endif
