/* SPDX-License-Identifier: MIT */
#include "ui/terminal/paint.h"

#include <curses.h>
#include <limits.h>
#include <wchar.h>

#include "core/check.h"
#include "core/pinyin.h"
#include "core/process.h"
#include "core/utf8.h"
#include "ui/terminal/line_speed.h"
#include "ui/terminal/tty.h"

enum { CUT = 2 /* cells of ".." */ };
enum { DOT = 0xB7 /* in names */, GETA = 0x3013 /* stands for a 汉字 that cannot be shown */ };

static struct str clean, padded;
static int cursor_y, cursor_x;
/* Of what was painted: the row of the cursor first, then all from the top. */
static int rows_sent = INT_MAX;

static attr_t tone_attr(enum tone tone, short *pair) {
	bool colour = has_colors() && COLOR_PAIRS > 2;

	*pair = 0;
	switch (tone) {
	case TONE_PLAIN:
	case TONE_DIM:
		return A_NORMAL;
	case TONE_BOLD:
		return A_BOLD;
	case TONE_ALERT:
		*pair = colour ? 1 : 0;
		return A_BOLD;
	case TONE_SOON:
		*pair = colour ? 2 : 0;
		return A_NORMAL;
	case TONE_INPUT:
		return A_UNDERLINE;
	case TONE_REVERSE:
		return A_REVERSE;
	}
	return A_NORMAL;
}

/* A code point that curses (libc's wcwidth) and our own table measure differently would shift the
 * rest of the row: a mark of the same width stands for it on the screen; the data keep it. */
static wchar_t paintable(uint32_t cp) {
	int ours = utf8_cp_width(cp);

	/* drawn over two cells here */
	if (cp == DOT && (term_card()->dot == 2 || wcwidth(DOT) != 1))
		return L'.';
	if (cp > 0xFFFF && ours == 2 && term_card()->rare == 1)
		return GETA;
	if (wcwidth((wchar_t)cp) == ours)
		return (wchar_t)cp;
	if (ours == 2 && wcwidth(GETA) == 2)
		return GETA;
	return ours == 2 ? 0 : L'?';
}

static void put(int y, int x, enum tone tone, const char *s) {
	wchar_t row[512];
	size_t n = 0;
	const char *end = s + strlen(s);
	short pair;
	attr_t attr = tone_attr(tone, &pair);

	while (s < end && n + 2 < sizeof row / sizeof *row) {
		wchar_t wc = paintable(utf8_next(&s, end));

		if (wc == 0) { /* this encoding has no wide characters: two narrow ones */
			row[n++] = L'?';
			wc = L'?';
		}
		row[n++] = wc;
	}
	attr_set(attr, pair, NULL);
	mvaddnwstr(y, x, row, (int)n);
	attr_set(A_NORMAL, 0, NULL);
}

/* How many of `cells` lie on the screen from x on; a row outside has none. */
static int visible(int y, int x, int cells) {
	if (y < 0 || y >= LINES || x < 0 || x >= COLS)
		return 0;
	return cells < COLS - x ? cells : COLS - x;
}

/* A character of two cells may not end in the last column: old terminals wrap there. */
static void keep_last_column_narrow(int x, int cells) {
	const char *s = str_text(&padded), *end = s + padded.n, *last = s;

	if (x + cells < COLS)
		return;
	for (const char *p = s; p < end;) {
		last = p;
		utf8_next(&p, end);
	}
	if (last < end && utf8_width(last) == 2) {
		padded.n = (size_t)(last - s);
		padded.s[padded.n] = '\0';
		str_add(&padded, "  ");
	}
}

/* In pinyin what this terminal cannot show: every run of other than ASCII as one name. */
static void spell(struct str *out, const char *text) {
	while (*text) {
		const char *end = text;
		size_t from;
		char *run;

		for (; *text && (unsigned char)*text < 0x80; text++)
			str_addc(out, *text);
		for (end = text; (unsigned char)*end >= 0x80;)
			end++;
		run = mem_strndup(text, (size_t)(end - text));
		from = out->n;
		if (*run)
			pinyin_sort_key(run, out);
		for (size_t i = from; i < out->n; i++)
			if ((unsigned char)out->s[i] >= 0x80 || (unsigned char)out->s[i] < ' ')
				out->s[i] = '?';
		free(run);
		text = end;
	}
}

/* text as it can be shown, into clean. */
static void clean_text(const char *text) {
	struct str spelt = {0};

	if (!term_shows_hanzi() && text != NULL)
		spell(&spelt, text);
	str_reset(&clean);
	utf8_clean(&clean, text == NULL ? "" : term_shows_hanzi() ? text : str_text(&spelt));
	str_clear(&spelt);
}

void paint_text(int y, int x, int cells, enum tone tone, const char *text) {
	cells = visible(y, x, cells);
	clean_text(text);
	if (cells < CUT && x + CUT > COLS && utf8_width(str_text(&clean)) > cells) {
		x = COLS - CUT; /* behind the edge: what stands before it makes room for the sign */
		cells = visible(y, x, CUT);
		str_reset(&clean);
		str_add(&clean, "..");
	}
	if (cells <= 0)
		return;
	str_reset(&padded);
	utf8_pad(&padded, str_text(&clean), cells);
	keep_last_column_narrow(x, cells);
	put(y, x, tone, str_text(&padded));
}

void paint_right(int y, int x, int cells, enum tone tone, const char *text) {
	int width;

	clean_text(text);
	width = utf8_width(str_text(&clean));
	if (width >= cells) {
		paint_text(y, x, cells, tone, text);
		return;
	}
	paint_text(y, x, cells - width, TONE_PLAIN, "");
	paint_text(y, x + cells - width, width, tone, text);
}

int paint_run(int y, int x, enum tone tone, const char *text) {
	int width;

	clean_text(text);
	width = utf8_width(str_text(&clean));
	paint_text(y, x, width, tone, text);
	return x + visible(y, x, width);
}

void paint_rule(int y) {
	if (y >= 0 && y < LINES)
		mvhline(y, 0, '-', COLS);
}

void paint_blank(int y) {
	if (y >= 0 && y < LINES)
		mvhline(y, 0, ' ', COLS);
}

void paint_marker(int y, bool here) {
	if (y >= 0 && y < LINES)
		mvaddch(y, 0, here ? '>' : ' ');
}

void paint_cursor(int y, int x) {
	int lowest = LINES > 1 ? LINES - 2 : 0;

	if (y > lowest)
		y = lowest;
	if (x >= COLS)
		x = COLS - 1;
	cursor_y = y < 0 ? 0 : y;
	cursor_x = x < 0 ? 0 : x;
}

/* A blank looks the same in every tone but underlined or reversed. One between two texts of a tone
 * takes theirs, any other is plain: fewer changes of tone for the line to carry. Wider gaps are
 * cheaper skipped. */
static void tidy_blanks(int y) {
	enum { SKIPPED = 9 };
	attr_t before = A_NORMAL;
	short before_pair = 0;
	int from = 0; /* the blanks since the last text */

	for (int x = 0; x <= COLS; x++) {
		wchar_t wc[CCHARW_MAX + 1] = L"";
		attr_t attr = A_NORMAL;
		short pair = 0;
		cchar_t cell;

		if (x < COLS && (mvin_wch(y, x, &cell) == ERR ||
		                 getcchar(&cell, wc, &attr, &pair, NULL) == ERR))
			return;
		if (x < COLS && wc[0] == L' ' && (attr & (A_UNDERLINE | A_REVERSE)) == 0)
			continue;
		if (x > from) {
			bool join = x < COLS && x - from < SKIPPED && attr == before &&
			            pair == before_pair && (attr & (A_UNDERLINE | A_REVERSE)) == 0;

			mvchgat(y, from, x - from, join ? attr : A_NORMAL, join ? pair : 0, NULL);
		}
		from = x + 1;
		before = attr;
		before_pair = pair;
	}
}

void paint_send(void) {
	for (int y = 0; y < LINES; y++)
		tidy_blanks(y);
	rows_sent = 0;
	paint_send_more();
}

bool paint_is_under_way(void) { return rows_sent <= LINES; }

/* A wiped screen is sent whole: what curses keeps for rows not handed over is what stood there
 * before. */
void paint_send_more(void) {
	bool whole = is_cleared(curscr), asks;
	int bytes = 0, cost;

	CHECK(!process_holds());
	untouchwin(stdscr);
	for (; paint_is_under_way() && (whole || line_speed_wait_ms() == 0); rows_sent++) {
		int y = rows_sent == 0 ? cursor_y : rows_sent - 1;

		touchline(stdscr, y, 1);
		cost = rows_sent > 0 && y == cursor_y ? 0 : line_speed_cost(y);
		line_speed_sent(cost);
		bytes += cost;
	}
	asks = line_speed_tries(bytes);
	if (asks)
		term_ask();
	leaveok(stdscr, paint_is_under_way());
	move(cursor_y, cursor_x);
	wnoutrefresh(stdscr);
	doupdate();
	if (asks)
		term_ask();
}

int paint_wrapped(const struct area *a, int y, int x, enum tone tone, const char *text) {
	struct str all = {0};
	const char *s;
	int cells = a->cols - x - 1;

	utf8_clean(&all, text);
	for (s = str_text(&all); *s != '\0' && y < a->top + a->rows;) {
		size_t n = y + 1 < a->top + a->rows ? utf8_line(s, cells) : strlen(s);
		char *line = mem_strndup(s, n);

		paint_text(y++, x, cells, tone, line);
		str_reset(&clean);
		free(line);
		s += n;
		s += strspn(s, " ");
	}
	str_clear(&all);
	return y;
}
