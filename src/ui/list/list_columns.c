/* Which columns of the list below are shown, and in which order: over the list, which follows every
 * key. SPDX-License-Identifier: MIT */

#include "core/field.h"
#include "model/access/masking.h"
#include "ui/list/list.h"
#include "ui/list/list_views.h"
#include "ui/loop/ui_priv.h"

struct columns {
	/* columns of the list's source: those shown first, in their order */
	size_t item[LIST_COLUMNS];
	bool on[LIST_COLUMNS];
	size_t count, at, top;
	char *before;              /* as it was, for Esc */
};

static struct list *list_below(const struct view *v) { return v->below->ops->list(v->below); }

/* What a list may not show whole it never shows: such a column cannot be chosen. */
static bool may_be_shown(const struct view *v, size_t column) {
	const struct list_def *def = list_below(v)->run.def;
	const struct field_def *f = list_column_field(def, column);

	if (def->columns[column].extra == PRINTED)
		return false;
	return f == NULL || !(f->flags & (F_MASKED | F_SENSITIVE)) ||
	       masked_how(v->actor, VIEW_LIST, f) == SHOWN_WHOLE;
}

static bool is_item(const struct columns *d, size_t column) {
	for (size_t i = 0; i < d->count; i++)
		if (d->item[i] == column)
			return true;
	return false;
}

static enum rc open_columns(struct view *v, const void *arg, struct err *err) {
	struct columns *d = v->data;
	const struct list_run *r = &list_below(v)->run;
	struct str before = {0};

	list_columns_text(r, &before);
	d->before = str_take(&before);
	for (; d->count < r->shown_count; d->count++) {
		d->item[d->count] = r->shown[d->count];
		d->on[d->count] = true;
	}
	for (size_t c = 0; c < r->def->column_count && d->count < LIST_COLUMNS; c++)
		if (!is_item(d, c) && may_be_shown(v, c))
			d->item[d->count++] = c;
	return RC_OK;
}

static void close_columns(struct view *v) { free(((struct columns *)v->data)->before); }

static size_t on_count(const struct columns *d) {
	size_t n = 0;

	for (size_t i = 0; i < d->count; i++)
		n += d->on[i];
	return n;
}

/* At least one stays. */
static unsigned toggle(struct columns *d, size_t i) {
	if (i >= d->count || (d->on[i] && on_count(d) == 1))
		return V_DONE;
	d->at = i;
	d->on[i] = !d->on[i];
	return V_REDRAW;
}

static unsigned move(struct columns *d, int step) {
	size_t to = d->at + (size_t)step, column = d->item[d->at];
	bool on = d->on[d->at];

	if (to >= d->count)
		return V_DONE;
	d->item[d->at] = d->item[to];
	d->on[d->at] = d->on[to];
	d->item[to] = column;
	d->on[to] = on;
	d->at = to;
	return V_REDRAW;
}

static void show(const struct view *v) {
	const struct columns *d = v->data;
	struct list *l = list_below(v);
	struct err err = {0};

	l->run.shown_count = 0;
	for (size_t i = 0; i < d->count; i++)
		if (d->on[i])
			l->run.shown[l->run.shown_count++] = d->item[i];
	if (list_read_again(l, &err) != RC_OK) /* a page holds only what was shown */
		ui_say_err(v->ui, &err);
}

static unsigned key_columns(struct view *v, const struct key *typed) {
	struct columns *d = v->data;
	bool folded;
	struct key k = key_fold(*typed, &folded);
	unsigned flags;

	if (k.kind == K_ESC) {
		list_take_columns(&list_below(v)->run, d->before, NULL);
		list_read_again(list_below(v), &(struct err){0});
	}
	if (k.kind == K_CHAR && k.cp == '0')
		list_views_keep_default(v->below);
	if (k.kind == K_ESC || k.kind == K_ENTER || (k.kind == K_CHAR && k.cp == '0'))
		return V_CLOSE;
	if ((k.kind == K_UP && d->at > 0) || (k.kind == K_DOWN && d->at + 1 < d->count)) {
		d->at += k.kind == K_UP ? (size_t)-1 : 1;
		return V_REDRAW;
	}
	if (k.kind == K_LEFT || k.kind == K_RIGHT)
		flags = move(d, k.kind == K_LEFT ? -1 : 1);
	else if (k.kind == K_CHAR && k.cp == ' ')
		flags = toggle(d, d->at);
	else if (k.kind == K_CHAR && k.cp >= '1' && k.cp <= '9')
		flags = toggle(d, k.cp - '1');
	else
		return V_DONE;
	show(v);
	return flags;
}

static void draw_columns(struct view *v, const struct area *a) {
	struct columns *d = v->data;
	const struct list *l = list_below(v);
	int most = a->rows > 8 ? a->rows - 5 : 3, rows = (int)d->count < most
	           ? (int)d->count : most;
	int y = a->top + a->rows - rows - 1;
	size_t fit = list_columns_that_fit(l, a->cols), shown = 0;
	char line[160];

	if (d->at < d->top)
		d->top = d->at;
	if (d->at >= d->top + (size_t)rows)
		d->top = d->at + 1 - (size_t)rows;
	paint_rule(y - 1);
	paint_blank(y);
	paint_text(y++, 1, a->cols - 2, TONE_BOLD,
		tr(N_("Space or digit: show or not; Left, Right: earlier, later; Enter: done; 0: keep for me; Esc: back")));
	for (size_t i = 0; i < d->top; i++)
		shown += d->on[i];
	for (size_t i = d->top; i < d->top + (size_t)rows; i++, y++) {
		shown += d->on[i];
		snprintf(line, sizeof line, "%2zu [%s] %s%s", i + 1, d->on[i] ? "x" : " ",
		         tr(list_column_head(l->run.def, d->item[i])), d->on[i] && shown > fit
		         ? tr(N_("  (no room on this screen)")) : "");
		paint_blank(y);
		paint_marker(y, i == d->at);
		paint_text(y, 2, a->cols - 3, TONE_PLAIN, line);
		if (i == d->at)
			paint_cursor(y, 0);
	}
}

const struct view_ops columns_ops = {.name = "list-columns", .where = W_TEXT, .overlay = true,
                                     .size = sizeof(struct columns), .open = open_columns,
                                     .key = key_columns, .draw = draw_columns,
                                     .close = close_columns};
