/* SPDX-License-Identifier: MIT */
#include "ui/terminal/edit.h"

#include "core/secret.h"
#include "core/utf8.h"

/* One row as laid out: v[start..end) is painted, the next row begins at next (beyond a line
 * break). */
struct row {
	size_t start, end, next;
	bool last;
};

/* Cells the cleaned form of a code point takes: what is replaced by '?' counts as one. */
static int painted_cells(uint32_t cp) {
	char raw[5] = "";
	struct str clean = {0};
	int cells;

	raw[utf8_put(cp, raw)] = '\0';
	utf8_clean(&clean, raw);
	cells = utf8_width(str_text(&clean));
	str_clear(&clean);
	return cells;
}

/* Does v[i] belong to the character left of it? A mark at the very beginning or after a line break
 * has none. */
static bool is_mark(const struct edit *e, size_t i) {
	return i > 0 && i < e->n && e->v[i].cells == 0 && e->v[i - 1].cp != '\n';
}

static size_t after(const struct edit *e, size_t i) {
	if (i < e->n)
		i++;
	while (is_mark(e, i))
		i++;
	return i;
}

static size_t before(const struct edit *e, size_t i) {
	if (i > 0)
		i--;
	while (is_mark(e, i))
		i--;
	return i;
}

/* Cells of the character that begins at i; the place of the end counts one, for the cursor. */
static int cells_at(const struct edit *e, size_t i) {
	return i >= e->n || e->v[i].cells == 0 ? 1 : e->v[i].cells;
}

static int cells_between(const struct edit *e, size_t from, size_t to) {
	int sum = 0;

	for (size_t i = from; i < to; i = after(e, i))
		sum += cells_at(e, i);
	return sum;
}

/* A box keeps its last column for the cursor at the end of a row. */
static int row_cells(const struct edit *e) {
	return e->rows == 1 ? e->width : e->width > 1 ? e->width - 1 : 1;
}

static struct row row_from(const struct edit *e, size_t start) {
	struct row r = {.start = start, .end = start, .next = start};
	int used = 0, room = row_cells(e);

	while (r.end < e->n) {
		int c = cells_at(e, r.end);

		if (e->rows > 1 && e->v[r.end].cp == '\n') {
			r.next = r.end + 1;
			return r;
		}
		if (used + c > room && (e->rows == 1 || r.end > start)) {
			r.next = r.end;
			return r;
		}
		used += c;
		r.end = after(e, r.end);
	}
	r.next = r.end;
	r.last = true;
	return r;
}

/* Number of the row that holds index i, counted from the top of a box; *start gets where it
 * begins. */
static int row_of(const struct edit *e, size_t i, size_t *start) {
	struct row r = row_from(e, 0);
	int n = 0;

	while (!r.last && i >= r.next) {
		r = row_from(e, r.next);
		n++;
	}
	*start = r.start;
	return n;
}

static size_t row_start(const struct edit *e, int n) {
	struct row r = row_from(e, 0);

	while (n-- > 0 && !r.last)
		r = row_from(e, r.next);
	return r.start;
}

static void scroll_box(struct edit *e) {
	size_t start;
	int all = row_of(e, e->n, &start) + 1;
	int top = row_of(e, e->first, &start), at = row_of(e, e->cursor, &start);

	if (at < top)
		top = at;
	if (at >= top + e->rows)
		top = at - e->rows + 1;
	if (top > all - e->rows)
		top = all > e->rows ? all - e->rows : 0;
	e->first = row_start(e, top);
}

/* Jump by a third of the field rather than creep: a full repaint at every key is dear on a slow
 * line. */
static void scroll_line(struct edit *e) {
	int all = cells_between(e, 0, e->n), third = e->width / 3;

	if (all + (e->cursor == e->n) <= e->width) {
		e->first = 0;
		return;
	}
	if (e->cursor <= e->first) {
		e->first = e->cursor;
		while (e->first > 0 && cells_between(e, e->first, e->cursor) < third)
			e->first = before(e, e->first);
	}
	if (cells_between(e, e->first, e->cursor) + cells_at(e, e->cursor) > e->width)
		while (e->first < e->cursor &&
		       cells_between(e, e->first, e->cursor) + cells_at(e, e->cursor) >
		               e->width - third)
			e->first = after(e, e->first);
}

/* After every change: cursor and first at the beginning of a character, the cursor in sight. */
static void settle(struct edit *e) {
	if (e->cursor > e->n)
		e->cursor = e->n;
	while (is_mark(e, e->cursor))
		e->cursor++;
	if (e->first > e->n)
		e->first = e->n;
	while (is_mark(e, e->first))
		e->first--;
	if (e->rows > 1)
		scroll_box(e);
	else
		scroll_line(e);
}

void edit_init(struct edit *e, size_t max, int width, int rows) {
	memset(e, 0, sizeof *e);
	e->max = max;
	e->width = width > 0 ? width : 1;
	e->rows = rows > 0 ? rows : 1;
}

void edit_clear(struct edit *e) {
	free(e->v);
	str_clear(&e->text);
	memset(e, 0, sizeof *e);
}

void edit_wipe(struct edit *e) {
	if (e->v)
		secret_wipe(e->v, e->cap * sizeof *e->v);
	str_wipe(&e->text);
	edit_set(e, "");
}

void edit_resize(struct edit *e, int width, int rows) {
	e->width = width > 0 ? width : 1;
	e->rows = rows > 0 ? rows : 1;
	settle(e);
}

const char *edit_text(struct edit *e) {
	char raw[4];

	str_reset(&e->text);
	for (size_t i = 0; i < e->n; i++)
		str_addn(&e->text, raw, utf8_put(e->v[i].cp, raw));
	return str_text(&e->text);
}

static bool put(struct edit *e, uint32_t cp) {
	char raw[4];

	if (e->n >= e->max || utf8_put(cp, raw) == 0)
		return false;
	if (e->n == e->cap) {
		e->cap = e->cap ? e->cap * 2 : 32;
		e->v = mem_grow(e->v, e->cap, sizeof *e->v);
	}
	memmove(e->v + e->cursor + 1, e->v + e->cursor, (e->n - e->cursor) * sizeof *e->v);
	e->v[e->cursor].cp = cp;
	e->v[e->cursor].cells = cp == '\n' ? 1 : painted_cells(cp);
	e->n++;
	e->cursor++;
	return true;
}

static bool is_control(uint32_t cp) {
	return cp < 0x20 || (cp >= 0x7f && cp < 0xa0);
}

bool edit_insert(struct edit *e, uint32_t cp) {
	if (is_control(cp) && !(cp == '\n' && e->rows > 1))
		return false;
	if (!put(e, cp))
		return false;
	settle(e);
	return true;
}

bool edit_paste(struct edit *e, const char *text, size_t n) {
	const char *s = text, *end = text + n;
	bool all = true;

	while (s < end) {
		uint32_t cp = utf8_next(&s, end);

		if (cp == '\r') {
			if (s < end && *s == '\n')
				s++;
			cp = '\n';
		}
		if (cp == '\t' || (cp == '\n' && e->rows == 1))
			cp = ' ';
		if (is_control(cp) && cp != '\n')
			continue;
		if (!put(e, cp))
			all = false;
	}
	settle(e);
	return all;
}

bool edit_set(struct edit *e, const char *text) {
	e->n = e->cursor = e->first = 0;
	return edit_paste(e, text ? text : "", text ? strlen(text) : 0);
}

static bool cut(struct edit *e, size_t from, size_t to) {
	if (from >= to)
		return false;
	memmove(e->v + from, e->v + to, (e->n - to) * sizeof *e->v);
	e->n -= to - from;
	e->cursor = from;
	settle(e);
	return true;
}

static bool move(struct edit *e, size_t to) {
	bool moved = to != e->cursor;

	e->cursor = to;
	settle(e);
	return moved;
}

/* Blanks and the punctuation of both scripts part words. */
static bool is_between_words(uint32_t cp) {
	if (cp < 0x80)
		return !((cp >= '0' && cp <= '9') || ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z'));
	return cp == 0xa0 || cp == 0xb7 || (cp >= 0x3000 && cp <= 0x303f) ||
	       (cp >= 0xff00 && cp <= 0xff0f) || (cp >= 0xff1a && cp <= 0xff20);
}

static size_t word_left(const struct edit *e) {
	size_t i = e->cursor;

	while (i > 0 && is_between_words(e->v[before(e, i)].cp))
		i = before(e, i);
	while (i > 0 && !is_between_words(e->v[before(e, i)].cp))
		i = before(e, i);
	return i;
}

static size_t word_right(const struct edit *e) {
	size_t i = e->cursor;

	while (i < e->n && !is_between_words(e->v[i].cp))
		i = after(e, i);
	while (i < e->n && is_between_words(e->v[i].cp))
		i = after(e, i);
	return i;
}

/* One row up or down, to the character nearest the same column. */
static bool move_row(struct edit *e, int by) {
	size_t start, to;
	int n = row_of(e, e->cursor, &start), column = cells_between(e, start, e->cursor), used = 0;
	struct row r;

	if (n + by < 0 || (by > 0 && row_from(e, start).last))
		return false;
	r = row_from(e, row_start(e, n + by));
	for (to = r.start; to < r.end && used + cells_at(e, to) <= column; to = after(e, to))
		used += cells_at(e, to);
	if (to == r.end && to > r.start && r.next == r.end && !r.last)
		to = before(e, to);
	return move(e, to);
}

/* The end of the cursor's row; where it wraps without a break, before its last character. */
static size_t row_last(const struct edit *e, size_t start) {
	struct row r = row_from(e, start);

	return r.last || r.next > r.end ? r.end : before(e, r.end);
}

static size_t line_break(const struct edit *e, bool forward) {
	size_t i = e->cursor;

	if (e->rows == 1)
		return forward ? e->n : 0;
	if (forward)
		while (i < e->n && e->v[i].cp != '\n')
			i++;
	else
		while (i > 0 && e->v[i - 1].cp != '\n')
			i--;
	return i;
}

bool edit_do(struct edit *e, enum edit_op op) {
	size_t start = 0;

	if (e->rows > 1)
		row_of(e, e->cursor, &start);
	switch (op) {
	case EDIT_LEFT:
		return move(e, before(e, e->cursor));
	case EDIT_RIGHT:
		return move(e, after(e, e->cursor));
	case EDIT_WORD_LEFT:
		return move(e, word_left(e));
	case EDIT_WORD_RIGHT:
		return move(e, word_right(e));
	case EDIT_HOME:
		return move(e, start);
	case EDIT_END:
		return move(e, e->rows > 1 ? row_last(e, start) : e->n);
	case EDIT_UP:
		return e->rows > 1 && move_row(e, -1);
	case EDIT_DOWN:
		return e->rows > 1 && move_row(e, 1);
	case EDIT_BACKSPACE:
		return cut(e, before(e, e->cursor), e->cursor);
	case EDIT_DELETE:
		return cut(e, e->cursor, after(e, e->cursor));
	case EDIT_KILL_END:
		return cut(e, e->cursor, line_break(e, true));
	case EDIT_KILL_START:
		return cut(e, line_break(e, false), e->cursor);
	}
	return false;
}

static struct row shown_row(const struct edit *e, int row) {
	struct row r = row_from(e, e->first);

	while (row-- > 0) {
		if (r.last)
			return (struct row){.start = e->n, .end = e->n, .next = e->n, .last = true};
		r = row_from(e, r.next);
	}
	return r;
}

void edit_paint(const struct edit *e, int row, struct str *out) {
	struct row r = shown_row(e, row);
	struct str raw = {0};
	char b[4];

	if (cells_between(e, r.start, r.end) > e->width)
		return; /* one wide character in a field of one cell */
	for (size_t i = r.start; i < r.end; i++) {
		if (e->v[i].cells == 0 && !is_mark(e, i))
			str_addc(&raw, ' '); /* a mark needs something to stand on */
		str_addn(&raw, b, utf8_put(e->v[i].cp, b));
	}
	utf8_clean(out, str_text(&raw));
	str_clear(&raw);
}

void edit_cursor(const struct edit *e, int *row, int *cell) {
	size_t start = e->first, top;

	*row = 0;
	if (e->rows > 1)
		*row = row_of(e, e->cursor, &start) - row_of(e, e->first, &top);
	*cell = cells_between(e, start, e->cursor);
	if (*cell >= e->width)
		*cell = e->width - 1;
}

bool edit_hides_before(const struct edit *e) {
	return e->first > 0;
}

bool edit_hides_after(const struct edit *e) {
	return !shown_row(e, e->rows - 1).last;
}
