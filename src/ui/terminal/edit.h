/* SPDX-License-Identifier: MIT
 * A text editor over code points and cells, for one line or a box of a few rows. No curses inside:
 * it answers what to paint and where the cursor stands, so it is tested without a terminal.
 *
 * The unit the cursor moves over and the delete keys take away is a character with the combining
 * marks that follow it. A character of two cells is never shown by half at either edge.
 */
#ifndef UI_TERMINAL_EDIT_H
#define UI_TERMINAL_EDIT_H

#include <stdint.h>

#include "core/mem.h"

struct edit_cp {
	uint32_t cp;
	int cells; /* as painted after cleaning: 0 a mark, 1, 2 */
};

struct edit {
	struct edit_cp *v;
	size_t n, cap;
	size_t max;    /* most code points */
	/* index into v; never before a mark that belongs to the character left of it */
	size_t cursor;
	size_t first;  /* index of the first code point painted */
	int width;     /* cells of a row, at least 1 */
	/* 1: one line that scrolls sideways; more: a box that wraps and scrolls by rows */
	int rows;
	struct str text; /* what edit_text answered last */
};

enum edit_op {
	EDIT_LEFT,
	EDIT_RIGHT,
	EDIT_WORD_LEFT,
	EDIT_WORD_RIGHT,
	EDIT_HOME, /* of the line; of the row in a box */
	EDIT_END,
	EDIT_UP, /* rows of a box; nothing to do in a line */
	EDIT_DOWN,
	EDIT_BACKSPACE,
	EDIT_DELETE,
	EDIT_KILL_END,   /* to the end of the line; in a box to the next line break */
	EDIT_KILL_START, /* everything left of the cursor; in a box to the line break before */
};

/* An empty editor. rows > 1 makes it a box, which alone keeps line breaks. Owns memory:
 * edit_clear. */
void edit_init(struct edit *e, size_t max, int width, int rows);
void edit_clear(struct edit *e);
/* Emptied, and what was typed wiped from its memory: a password. */
void edit_wipe(struct edit *e);
/* Another size of the field (the window changed). */
void edit_resize(struct edit *e, int width, int rows);

/* Replace everything, cursor at the end; NULL empties. False: something did not fit in max and was
 * cut. */
bool edit_set(struct edit *e, const char *text);
/* What is in it, valid until the next call on e. */
const char *edit_text(struct edit *e);
static inline bool edit_is_empty(const struct edit *e) { return e->n == 0; }

/* Put one typed code point at the cursor. False: no room, or a control character (a line break only
 * in a box). */
bool edit_insert(struct edit *e, uint32_t cp);
/* Put n bytes of pasted UTF-8 at the cursor: line breaks and tabs become blanks in a line, other
 * controls are dropped, malformed bytes become U+FFFD. False: it did not all fit. */
bool edit_paste(struct edit *e, const char *text, size_t n);
/* True when something changed or moved. */
bool edit_do(struct edit *e, enum edit_op op);

/* Append what row `row` (0..rows-1) shows: cleaned text of at most width cells, not padded. */
void edit_paint(const struct edit *e, int row, struct str *out);
/* Where the cursor stands inside the field: 0 <= *row < rows, 0 <= *cell < width. */
void edit_cursor(const struct edit *e, int *row, int *cell);
/* Is something hidden to the left (above), to the right (below)? */
bool edit_hides_before(const struct edit *e);
bool edit_hides_after(const struct edit *e);

#endif
