/* What a form looks like: fields with their echo, what is wrong, what can be typed.
 * SPDX-License-Identifier: MIT */
#include "core/utf8.h"
#include "ui/form/form_priv.h"

enum { LABEL_X = 2, LABEL_MOST = 24, FOOT_LINES = 4, NAME_CELLS = 26 /* 13 汉字 */ };

static int label_cells(const struct form *f) {
	int most = 0;

	for (size_t i = 0; i < f->n; i++) {
		int w = utf8_width(tr(f->items[i].field->label));

		if (w > most)
			most = w;
	}
	return most < LABEL_MOST ? most : LABEL_MOST;
}

static int value_x(const struct form *f) { return LABEL_X + label_cells(f) + 2; }

/* Cells the value of this field is typed in; one more than it needs, for the cursor behind it. */
static int value_cells(const struct field_def *field, int room) {
	int want = room;

	switch (field->type) {
	case FT_DATE:
		want = 14;
		break;
	case FT_IDNO:
		want = 19;
		break;
	case FT_INT:
	case FT_MONEY:
		want = 12;
		break;
	case FT_CODE:
	case FT_PHONE:
		want = 21;
		break;
	case FT_REF:
		want = NAME_CELLS + 1;
		break;
	case FT_TEXT:
		want = field->width < NAME_CELLS ? NAME_CELLS + 1 : field->width + 1;
		break;
	case FT_NOTE:
		break;
	}
	return want < room ? want : room;
}

void form_resize(struct view *v, const struct area *a) {
	struct form_view *d = v->data;
	int room = a->cols - value_x(&d->form) - 1;

	for (size_t i = 0; i < d->form.n; i++) {
		struct form_item *it = &d->form.items[i];

		edit_resize(&it->edit, value_cells(it->field, room), it->edit.rows);
	}
}

void form_head(const struct view *v, struct str *left, struct str *right) {
	const struct form_view *d = v->data;

	str_addf(left, "%s  %s", tr(d->def.title ? d->def.title : d->def.entity[0]->label),
	         tr(d->call.show ? N_("shown") : d->call.id ? N_("correct") : N_("new")));
	str_add(right, str_text(&d->about));
}

void form_status(const struct view *v, struct str *out) {
	const struct form_view *d = v->data;

	str_addf(out, "%zu/%zu", d->form.cur + 1, d->form.n);
}

static int item_lines(const struct form_item *it) {
	return widget_rows(it->field) + (it->section != NULL);
}

/* Keep the current field and its neighbours in sight. */
static void scroll(struct form_view *d, int rows) {
	const struct form *f = &d->form;
	int at = 0, all = 0, lines;

	for (size_t i = 0; i < f->n; i++) {
		if (i < f->cur)
			at += item_lines(&f->items[i]);
		all += item_lines(&f->items[i]);
	}
	lines = item_lines(&f->items[f->cur]);
	/* A page at a time: a scroll of one line repaints everything just the same. */
	if (at < d->top)
		d->top = at + lines - rows / 2 - 1;
	if (at + lines > d->top + rows)
		d->top = at - rows / 2;
	if (d->top > all - rows)
		d->top = all - rows;
	if (d->top < 0)
		d->top = 0;
}

static char mark_of(const struct form_item *it, const void *rec) {
	if (it->bad || it->again)
		return '!';
	return !(it->flags & FR_FREE) && (it->wanted || (it->field->flags & F_REQUIRED)) &&
	                       field_is_blank(it->field, rec)
	               ? '*'
	               : ' ';
}

static void paint_item(struct form_view *d, struct form_item *it, int y, int row, bool here) {
	struct form *f = &d->form;
	int x = value_x(f);
	struct str shown = {0};
	char mark[2] = {row == 0 ? mark_of(it, f->rec[it->entity]) : ' ', '\0'};

	if (row == 0) {
		paint_marker(y, here);
		paint_text(y, 1, 1, TONE_ALERT, mark);
		paint_text(y, LABEL_X, label_cells(f), it->read_only ? TONE_DIM : TONE_PLAIN,
		           tr(it->field->label));
	}
	widget_paint(f, it, row, &shown);
	paint_text(y, x, it->edit.width,
	           here            ? TONE_INPUT
	           : it->read_only ? TONE_DIM
	                           : TONE_PLAIN,
	           str_text(&shown));
	if (it->edit.rows == 1 && edit_hides_before(&it->edit))
		paint_text(y, x - 1, 1, TONE_DIM, "<");
	if (it->edit.rows == 1 && edit_hides_after(&it->edit))
		paint_text(y, x + it->edit.width, 1, TONE_DIM, ">");
	str_reset(&shown);
	if (row == 0 && here && it->again)
		str_add(&shown, tr(N_("once more")));
	else if (row == 0)
		widget_echo(f, it, &shown);
	if (shown.n > 0)
		paint_run(y, x + it->edit.width + 1, here ? TONE_BOLD : TONE_DIM, str_text(&shown));
	str_clear(&shown);
}

static void paint_fields(struct form_view *d, const struct area *a, int rows, int *cursor_y,
                         int *cursor_x) {
	struct form *f = &d->form;
	int line = -d->top, row, cell;

	for (size_t i = 0; i < f->n; i++) {
		struct form_item *it = &f->items[i];

		if (it->section) {
			if (line >= 0 && line < rows)
				paint_text(a->top + line, 0, a->cols, TONE_BOLD, tr(it->section));
			line++;
		}
		for (int r = 0; r < widget_rows(it->field); r++, line++) {
			if (line < 0 || line >= rows)
				continue;
			paint_item(d, it, a->top + line, r, i == f->cur);
			edit_cursor(&it->edit, &row, &cell);
			if (i == f->cur && r == row) {
				*cursor_y = a->top + line;
				*cursor_x = value_x(f) + cell;
			}
		}
	}
}

void form_draw(struct view *v, const struct area *a) {
	struct form_view *d = v->data;
	struct form *f = &d->form;
	int rows = a->rows - FOOT_LINES, y = a->top + rows, cursor_y = a->top, cursor_x = 0;
	struct str hint = {0};

	if (rows < 1)
		return;
	scroll(d, rows);
	paint_fields(d, a, rows, &cursor_y, &cursor_x);
	paint_rule(y++);
	if (f->err.text[0])
		paint_wrapped(a, y, LABEL_X, TONE_ALERT, f->err.text);
	else if (f->note.n > 0 || d->hint.n > 0)
		paint_wrapped(a, y, LABEL_X, TONE_BOLD,
		              str_text(f->note.n > 0 ? &f->note : &d->hint));
	if (!d->hint_waits && !d->call.show)
		widget_hint(f, form_item(f), &hint);
	paint_blank(a->top + a->rows - 1);
	paint_text(a->top + a->rows - 1, LABEL_X, a->cols - LABEL_X - 1, TONE_DIM, str_text(&hint));
	str_clear(&hint);
	paint_cursor(cursor_y, cursor_x);
}
