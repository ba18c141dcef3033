/* Two people saved one record: both versions side by side, field by field. */
#include <stdio.h>
#include <string.h>

#include "core/utf8.h"
#include "model/masked.h"
#include "ui/form_priv.h"
#include "ui/ui_priv.h"

enum { LABEL_X = 2, LABEL_CELLS = 18, FOOT_LINES = 6 };

struct conflict_view {
	struct conflict conflict;
	const struct form_def *def;
	size_t top;
};

static struct form *form_below(const struct view *v) {
	struct form_view *d = v->below->data;

	return &d->form;
}

static enum rc conflict_open(struct view *v, const void *arg, struct err *err) {
	struct conflict_view *d = v->data;
	void *const *theirs = arg;
	struct form *f = form_below(v);

	(void)err;
	d->def = f->def;
	conflict_init(&d->conflict, f, theirs);
	return RC_OK;
}

static void conflict_close(struct view *v) {
	struct conflict_view *d = v->data;

	conflict_clear(&d->conflict, d->def);
}

static unsigned settle(struct view *v) {
	struct conflict_view *d = v->data;

	conflict_settle(&d->conflict, form_below(v));
	ui_say(v->ui, tr(N_("Both versions are in the form now as you chose; F2 saves it.")));
	return V_CLOSE;
}

static unsigned conflict_key(struct view *v, const struct key *typed) {
	struct conflict_view *d = v->data;
	struct conflict *c = &d->conflict;
	bool folded;
	struct key k = key_fold(*typed, &folded);

	if (k.kind == K_ESC)
		return V_CLOSE;
	if (k.kind == K_ENTER || (k.kind == K_FUNC && k.cp == 2))
		return settle(v);
	if (k.kind == K_CHAR && (k.cp == '1' || k.cp == '2') && c->n > 0) {
		c->rows[c->mark].mine = k.cp == '1';
		c->mark += c->mark + 1 < c->n;
	} else if (k.kind == K_CHAR && (k.cp == '3' || k.cp == '4')) {
		for (size_t i = 0; i < c->n; i++)
			c->rows[i].mine = k.cp == '3';
	} else if (k.kind == K_UP && c->mark > 0) {
		c->mark--;
	} else if (k.kind == K_DOWN && c->mark + 1 < c->n) {
		c->mark++;
	} else {
		return V_NOT_MINE;
	}
	return V_REDRAW;
}

static void conflict_head(const struct view *v, struct str *left, struct str *right) {
	(void)v;
	str_add(left, tr(N_("Somebody saved this record while you were typing")));
	str_add(right, tr(N_("nothing is lost")));
}

static void add_value(const struct form *f, const struct field_def *field, const void *rec, struct str *out) {
	if (field_is_blank(field, rec))
		str_add(out, "--");
	else
		masked_text(f->env->actor, VIEW_FILE, field, rec, &f->env->names, out);
}

static void paint_row(const struct view *v, const struct conflict_row *row, int y, int cells) {
	const struct conflict_view *d = v->data;
	const struct form *f = form_below(v);
	struct str mine = {0}, theirs = {0};

	str_add(&mine, row->mine ? "[x] " : "[ ] ");
	add_value(f, row->field, f->rec[row->entity], &mine);
	str_add(&theirs, row->mine ? "[ ] " : "[x] ");
	add_value(f, row->field, d->conflict.theirs[row->entity], &theirs);
	paint_text(y, LABEL_X, LABEL_CELLS, TONE_PLAIN, tr(row->field->label));
	paint_text(y, LABEL_X + LABEL_CELLS + 1, cells, row->mine ? TONE_BOLD : TONE_PLAIN, str_text(&mine));
	paint_text(y, LABEL_X + LABEL_CELLS + cells + 2, cells, row->mine ? TONE_PLAIN : TONE_BOLD, str_text(&theirs));
	str_clear(&mine);
	str_clear(&theirs);
}

static void conflict_draw(struct view *v, const struct area *a) {
	struct conflict_view *d = v->data;
	struct conflict *c = &d->conflict;
	int cells = (a->cols - LABEL_X - LABEL_CELLS - 4) / 2, y = a->top;
	size_t rows = a->rows > FOOT_LINES ? (size_t)(a->rows - FOOT_LINES) : 1;

	if (c->mark < d->top)
		d->top = c->mark;
	if (c->mark >= d->top + rows)
		d->top = c->mark - rows + 1;
	paint_text(y, LABEL_X, LABEL_CELLS, TONE_BOLD, tr(N_("Field")));
	paint_text(y, LABEL_X + LABEL_CELLS + 1, cells, TONE_BOLD, tr(N_("Mine")));
	paint_text(y++, LABEL_X + LABEL_CELLS + cells + 2, cells, TONE_BOLD, tr(N_("Theirs")));
	paint_cursor(y, 0);
	for (size_t i = d->top; i < c->n && i < d->top + rows; i++, y++) {
		paint_marker(y, i == c->mark);
		paint_row(v, &c->rows[i], y, cells);
		if (i == c->mark)
			paint_cursor(y, 0);
	}
	if (c->n == 0)
		paint_wrapped(a, y, LABEL_X, TONE_PLAIN, tr(N_("Both versions say the same; Enter goes back to the form.")));
	y = a->top + a->rows - 4;
	paint_rule(y++);
	y = paint_wrapped(a, y, LABEL_X, TONE_PLAIN,
	                  tr(N_("1 mine for this field   2 theirs for this field   3 mine for all   4 theirs for all")));
	paint_wrapped(a, y, LABEL_X, TONE_PLAIN, tr(N_("Enter back to the form with what is chosen   Esc back without choosing")));
}

const struct view_ops conflict_ops = {
	.name = "conflict",
	.where = W_TEXT,
	.size = sizeof(struct conflict_view),
	.open = conflict_open,
	.head = conflict_head,
	.draw = conflict_draw,
	.key = conflict_key,
	.close = conflict_close,
};
