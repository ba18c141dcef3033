/* Rows of boxes, and how they come to fit a page. SPDX-License-Identifier: MIT */
#include "exchange/print/sheet.h"

#include "core/tr.h"
#include "core/utf8.h"
#include "exchange/print/sheet_priv.h"

enum {
	TITLE_LINES = 3,  /* station, title, blank */
	SIGN_LINES = 2,   /* a line of two of them, with the blank one above */
	LABEL_UNITS = 3,
	LEAST_LINES = 3,  /* a long text keeps so many on the form itself */
	PIECE_LINES = 20, /* of a text on an attached sheet, in one box */
};
/* Of the print style in sheet_paint.c: a line of 10.5 pt and a row's borders and padding. */
static const double line_mm = 4.9, row_mm = 1.9, title_mm = 20, sign_mm = 11;

static void row_clear(struct sheet_row *r) {
	for (size_t i = 0; i < r->n; i++)
		free(r->cell[i].text);
	r->n = 0;
}

void sheets_clear(struct sheets *b) {
	for (size_t i = 0; i < b->n; i++) {
		for (size_t k = 0; k < b->v[i].n; k++)
			row_clear(&b->v[i].rows[k]);
		free(b->v[i].rows);
		free(b->v[i].title);
	}
	free(b->v);
	free(b->station);
	*b = (struct sheets){.n = 0};
}

void sheets_add(struct sheets *b, const char *title, const char *const *signs) {
	struct str clean = {0};

	utf8_clean(&clean, title);
	VEC_PUSH(b->v, b->n, ((struct sheet){.title = str_take(&clean), .signs = signs}));
}

struct sheet_row *sheets_row(struct sheets *b, int least) {
	struct sheet *s = &b->v[b->n - 1];

	VEC_PUSH(s->rows, s->n, ((struct sheet_row){.least = least, .lines = least ? least : 1}));
	return &s->rows[s->n - 1];
}

void sheets_cell(struct sheets *b, int units, bool label, const char *text) {
	struct sheet *s = &b->v[b->n - 1];
	struct sheet_row *r = &s->rows[s->n - 1];
	int from = r->n ? r->cell[r->n - 1].to : 0;
	struct str clean = {0};
	int need;

	if (r->n == SHEET_CELLS)
		return;
	utf8_clean(&clean, text ? text : "");
	r->cell[r->n++] = (struct sheet_cell){str_take(&clean), from, from + units, label};
	need = sheet_cell_lines(&r->cell[r->n - 1]);
	r->lines = need > r->lines ? need : r->lines;
}

/* ---- how high ---- */

int sheet_cell_lines(const struct sheet_cell *c) {
	const char *rest = c->text;
	int lines = 0;

	do {
		rest += utf8_line(rest, sheet_cell_width(c));
		rest += strspn(rest, " ");
		lines++;
	} while (*rest);
	return lines;
}

static int row_needs(const struct sheet_row *r) {
	int need = 1;

	for (size_t i = 0; i < r->n; i++) {
		int lines = sheet_cell_lines(&r->cell[i]);

		need = lines > need ? lines : need;
	}
	return need;
}

static int sign_rows(const struct sheet *s) {
	int n = 0;

	while (s->signs && n < SHEET_SIGNS && s->signs[n])
		n++;
	return (n + 1) / 2;
}

int sheet_text_lines(const struct sheet *s) {
	int lines = TITLE_LINES + 1 + SIGN_LINES * sign_rows(s);

	for (size_t i = 0; i < s->n; i++)
		lines += s->rows[i].lines + 1;
	return lines;
}

double sheet_mm(const struct sheet *s) {
	double mm = title_mm + sign_mm * sign_rows(s);

	for (size_t i = 0; i < s->n; i++)
		mm += line_mm * s->rows[i].lines + row_mm;
	return mm;
}

double sheet_row_mm(const struct sheet_row *r) { return line_mm * r->lines + row_mm; }

/* The text twin fills up first; what it leaves of the page makes the rows easier to write in. */
double sheet_stretch(const struct sheet *s) {
	static const double most = 1.35, spare_mm = 4;
	double rows = sheet_mm(s) - title_mm - sign_mm * sign_rows(s);
	double stretch = rows > 0 ? 1 + (SHEET_MM - spare_mm - sheet_mm(s)) / rows : 1;

	return stretch < 1 ? 1 : stretch > most ? most : stretch;
}

static bool fits(const struct sheet *s) {
	return sheet_text_lines(s) <= SHEET_LINES && sheet_mm(s) <= SHEET_MM;
}

/* ---- what gives way: blank lines of tables, then of boxes, then the end of long texts ---- */

static bool drop_spare(struct sheet *s) {
	for (size_t i = s->n; i-- > 0;) {
		if (!s->rows[i].spare)
			continue;
		row_clear(&s->rows[i]);
		for (size_t k = i + 1; k < s->n; k++)
			s->rows[k - 1] = s->rows[k];
		s->n--;
		return true;
	}
	return false;
}

/* What a box keeps of its long texts: a label stands there whole. */
static int keeps(const struct sheet_row *r) {
	int lines = LEAST_LINES;

	for (size_t i = 0; i < r->n; i++)
		if (r->cell[i].label && sheet_cell_lines(&r->cell[i]) > lines)
			lines = sheet_cell_lines(&r->cell[i]);
	return lines;
}

/* The highest box that has lines nothing stands on (slack), or a long text to cut. */
static bool lower_one(struct sheet *s, bool slack) {
	struct sheet_row *best = NULL;

	for (size_t i = 0; i < s->n; i++) {
		struct sheet_row *r = &s->rows[i];

		if (r->least == 0 || r->lines <= (slack ? row_needs(r) : keeps(r)))
			continue;
		if (best == NULL || r->lines > best->lines)
			best = r;
	}
	if (best)
		best->lines--;
	return best != NULL;
}

/* The cell keeps what its lines hold, with a mark; the rest is answered (heap). */
static char *cut_cell(struct sheet_cell *c, int lines) {
	const char *mark = tr(N_("(see attached sheet)")), *at = c->text;
	int room = sheet_cell_width(c) - utf8_width(mark);
	struct str kept = {0};
	char *rest;

	for (int i = 1; i < lines; i++) {
		at += utf8_line(at, sheet_cell_width(c));
		at += strspn(at, " ");
	}
	at += room > 1 ? utf8_line(at, room) : 0;
	rest = mem_strdup(at + strspn(at, " "));
	str_addn(&kept, c->text, (size_t)(at - c->text));
	str_add(&kept, mark);
	free(c->text);
	c->text = str_take(&kept);
	return rest;
}

/* In boxes that a page can hold several of. */
static void attach_text(struct sheets *b, const char *label, const char *rest) {
	struct sheet_cell box = {NULL, LABEL_UNITS, SHEET_UNITS, false};

	while (*rest) {
		const char *at = rest;
		char *piece;

		for (int i = 0; i < PIECE_LINES && *at; i++) {
			at += utf8_line(at, sheet_cell_width(&box));
			at += strspn(at, " ");
		}
		piece = mem_strndup(rest, (size_t)(at - rest));
		sheets_row(b, 0);
		sheets_cell(b, LABEL_UNITS, true, label);
		sheets_cell(b, SHEET_UNITS - LABEL_UNITS, false, piece);
		free(piece);
		rest = at;
	}
}

static void attach(struct sheets *b, const char *title, const char *label, const char *rest) {
	if (!b->v[b->n - 1].title[0]) {
		free(b->v[b->n - 1].title);
		b->v[b->n - 1].title = mem_printf("%s%s", title, tr(N_(" (attached sheet)")));
	}
	attach_text(b, label, rest);
}

/* What was cut off goes to a sheet of its own, behind. */
static void cut_rows(struct sheets *b, size_t at) {
	struct sheets more = {.n = 0};

	sheets_add(&more, "", NULL);
	for (size_t i = 0; i < b->v[at].n; i++) {
		struct sheet_row *r = &b->v[at].rows[i];
		const char *label = "";

		for (size_t k = 0; k < r->n; k++) {
			if (r->cell[k].label)
				label = r->cell[k].text;
			if (r->least && sheet_cell_lines(&r->cell[k]) > r->lines) {
				char *rest = cut_cell(&r->cell[k], r->lines);

				attach(&more, b->v[at].title, label, rest);
				free(rest);
			}
		}
	}
	if (more.v[0].n) {
		VEC_PUSH(b->v, b->n, more.v[0]);
		more.n = 0;
	}
	sheets_clear(&more);
}

static void copy_row(struct sheets *b, const struct sheet_row *r) {
	sheets_row(b, r->least)->head = r->head;
	for (size_t i = 0; i < r->n; i++)
		sheets_cell(b, r->cell[i].to - r->cell[i].from, r->cell[i].label, r->cell[i].text);
}

/* Rows from `at` on go to the next sheet, under the names of their columns. */
static void move_on(struct sheets *b, size_t sheet, size_t at) {
	const char *mark = tr(N_(" (continued)")), *before = b->v[sheet].title;
	size_t head = at, n = strlen(mark), all = strlen(before);
	char *title;

	while (head > 0 && !b->v[sheet].rows[head].head)
		head--;
	title = mem_printf("%s%s", before, all > n && strcmp(before + all - n,
	                   mark) == 0 ? "" : mark);
	sheets_add(b, title, NULL);
	free(title);
	if (head < at && b->v[sheet].rows[head].head)
		copy_row(b, &b->v[sheet].rows[head]);
	for (size_t i = at; i < b->v[sheet].n; i++) {
		copy_row(b, &b->v[sheet].rows[i]);
		row_clear(&b->v[sheet].rows[i]);
	}
	b->v[sheet].n = at;
}

/* The first row that is below the foot of the page; a row of the table always stays. */
static size_t overflow(struct sheet *s) {
	size_t all = s->n, n = all, least = s->n && s->rows[0].head ? 2 : 1;

	while (n > least && !fits(s))
		s->n = --n;
	s->n = all;
	return n > least && n < all && s->rows[n - 1].head ? n - 1 : n;
}

void sheets_fit(struct sheets *b) {
	size_t at = b->n - 1, from;
	struct sheet *s = &b->v[at];

	while (!fits(s) && (drop_spare(s) || lower_one(s, true) || lower_one(s, false)))
		;
	from = fits(s) ? s->n : overflow(s);
	if (from < s->n) {
		move_on(b, at, from);
		sheets_fit(b); /* what went on has the same to go through */
	}
	from = b->n;
	cut_rows(b, at);
	if (b->n > from)
		sheets_fit(b);
}
