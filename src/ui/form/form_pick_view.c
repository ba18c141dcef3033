/* The pick list over a form: type to narrow it, a number or Enter takes.
 * SPDX-License-Identifier: MIT */
#include "ui/form/form_priv.h"
#include "ui/loop/ui_priv.h"
#include "ui/terminal/text_box.h"

enum { MOST_LINES = 12 };

struct pick_view {
	struct pick pick;
	bool fields;
	size_t top, typed; /* the number typed so far */
};

static struct form *form_below(const struct view *v) {
	struct form_view *d = v->below->data;

	return &d->form;
}

static enum rc pick_view_open(struct view *v, const void *arg, struct err *err) {
	struct pick_view *d = v->data;
	const struct pick_arg *a = arg;
	struct form *f = form_below(v);

	d->fields = a->fields;
	if (d->fields)
		pick_open_fields(&d->pick, f);
	else if (!pick_open(&d->pick, f, form_item(f)))
		return err_set(err, RC_NOT_FOUND, "form.list",
		               N_("This field has no list to choose from."), NULL);
	return RC_OK;
}

static void pick_view_close(struct view *v) {
	struct pick_view *d = v->data;

	pick_clear(&d->pick);
}

static unsigned choose(struct view *v, size_t shown) {
	struct pick_view *d = v->data;
	struct form *f = form_below(v);
	const struct pick_row *row;

	if (shown >= d->pick.shown_n)
		return V_DONE;
	row = &d->pick.rows[d->pick.shown[shown]];
	if (d->fields)
		form_goto(f, (size_t)row->id);
	else if (row->code)
		form_put(f, row->code);
	else if (row->id)
		form_put_ref(f, row->id);
	return V_CLOSE;
}

/* Numbers name the lines shown; of many records they may be part of a name, so there they go into
 * the filter. */
static bool is_numbered(const struct pick *p) {
	return p->shown_n <= 9 || (p->n > 0 && p->rows[0].code != NULL);
}

/* A number takes its line, of ten and more lines only with Enter. */
static unsigned type_number(struct view *v, size_t digit) {
	struct pick_view *d = v->data;
	size_t n = d->typed * 10 + digit;

	if (n < 1 || n > d->pick.shown_n)
		n = digit;
	if (n < 1 || n > d->pick.shown_n)
		return V_DONE;
	d->typed = n;
	d->pick.mark = n - 1;
	return d->pick.shown_n < 10 ? choose(v, n - 1) : V_REDRAW;
}

static unsigned pick_view_key(struct view *v, const struct key *typed) {
	struct pick_view *d = v->data;
	struct pick *p = &d->pick;
	bool folded;
	struct key k = key_fold(*typed, &folded);
	size_t page = MOST_LINES;

	if (k.kind == K_ESC)
		return V_CLOSE;
	if (k.kind == K_ENTER)
		return choose(v, p->mark);
	if (k.kind == K_CHAR && k.cp >= '0' && k.cp <= '9' && is_numbered(p))
		return type_number(v, k.cp - '0');
	d->typed = 0;
	if (k.kind == K_UP || k.kind == K_PGUP)
		p->mark -= k.kind == K_UP ? p->mark > 0 : p->mark < page ? p->mark : page;
	else if (k.kind == K_DOWN || k.kind == K_PGDN)
		p->mark += k.kind == K_DOWN ? 1 : page;
	else if (text_box_key(&p->filter, typed))
		pick_filter(p);
	else
		return V_NOT_MINE;
	if (p->mark >= p->shown_n)
		p->mark = p->shown_n ? p->shown_n - 1 : 0;
	return V_REDRAW;
}

static void pick_view_draw(struct view *v, const struct area *a) {
	struct pick_view *d = v->data;
	struct pick *p = &d->pick;
	size_t rows = a->rows > 6 ? (size_t)a->rows - 4 : 2, i;
	int y, x;
	char number[24];

	if (rows > MOST_LINES)
		rows = MOST_LINES;
	if (p->n < rows)
		rows = p->n;
	if (p->mark < d->top)
		d->top = p->mark;
	if (p->mark >= d->top + rows)
		d->top = p->mark - rows + 1;
	y = a->top + a->rows - (int)rows - 2;
	paint_rule(y++);
	paint_blank(y);
	x = paint_run(y, 2, TONE_BOLD,
	              d->fields ? tr(N_("Go to field"))
	                        : tr(form_item(form_below(v))->field->label));
	snprintf(number, sizeof number, "%zu/%zu", p->shown_n ? p->mark + 1 : 0, p->shown_n);
	paint_right(y, a->cols - 14, 12, TONE_DIM, number);
	for (i = 0; i < rows; i++) {
		int line = y + 1 + (int)i;

		paint_blank(line);
		if (d->top + i >= p->shown_n) {
			if (i == 0)
				paint_text(line, 2, a->cols - 3, TONE_PLAIN,
				           tr(N_("Nothing matches.")));
			continue;
		}
		paint_marker(line, d->top + i == p->mark);
		snprintf(number, sizeof number, "%zu", d->top + i + 1);
		if (is_numbered(p))
			paint_text(line, 2, 2, TONE_BOLD, number);
		paint_text(line, 5, a->cols - 6, TONE_PLAIN, p->rows[p->shown[d->top + i]].label);
	}
	text_box_draw(&p->filter, y, x + 2, 30);
}

const struct view_ops pick_ops = {
	.name = "pick", .where = W_TEXT, .overlay = true, .size = sizeof(struct pick_view),
	.open = pick_view_open, .draw = pick_view_draw, .key = pick_view_key,
	.close = pick_view_close,
};
