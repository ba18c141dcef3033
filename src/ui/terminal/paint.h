/* SPDX-License-Identifier: MIT
 * Painting. Every text goes through utf8_clean and is padded or cut to whole cells here; nothing
 * else writes to the screen. Only the main loop calls doupdate. Never clear(): curses sends the
 * difference.
 */
#ifndef UI_TERMINAL_PAINT_H
#define UI_TERMINAL_PAINT_H

#include <stdbool.h>

/* How a text looks where the terminal can; words and signs carry the meaning, tones only help. */
enum tone {
	TONE_PLAIN,
	TONE_BOLD,   /* titles, column heads */
	TONE_ALERT,  /* overdue, refused: orange */
	TONE_SOON,   /* soon due: blue */
	TONE_DIM,    /* hints, what is not in force */
	TONE_INPUT,  /* a field one can type in: underlined */
	TONE_REVERSE /* a chosen tab */
};

/* The part of the screen a view may paint: rows top .. top+rows-1, all columns. */
struct area {
	int top, rows, cols;
};

/* text in exactly `cells` cells from (y, x), padded, or cut with ".."; where all of it lies behind
 * the right edge, the sign alone stands there. */
void paint_text(int y, int x, int cells, enum tone tone, const char *text);
/* The same, right-aligned. */
void paint_right(int y, int x, int cells, enum tone tone, const char *text);
/* text in as many cells as it needs, at most to the right edge; returns the column after it. */
int paint_run(int y, int x, enum tone tone, const char *text);
/* An ASCII rule over the whole row. */
void paint_rule(int y);
/* An empty row. */
void paint_blank(int y);
/* The row's marker column: '>' or a blank. */
void paint_marker(int y, bool here);
/* Where the hardware cursor stands after this refresh. The last row is never used: the row above is
 * taken. */
void paint_cursor(int y, int x);
/* Send what was painted, cursor in its place: all of it on a fast line, else the rows there is room
 * for, that of the cursor first; paint_send_more goes on. For the main loop only. */
void paint_send(void);
bool paint_is_under_way(void);
void paint_send_more(void);
/* A paragraph: text broken into lines of at most area->cols - x cells from row y on; returns the
 * row after the last line painted. 汉字 break anywhere, words at blanks; what the area has no line
 * for is cut with "..". */
int paint_wrapped(const struct area *a, int y, int x, enum tone tone, const char *text);

#endif
