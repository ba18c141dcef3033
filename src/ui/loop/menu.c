/* What the screen below can do: the numbered list (Right arrow), the help screen, and the blank
 * screen. SPDX-License-Identifier: MIT */

#include "core/utf8.h"
#include "ui/loop/ui_priv.h"
#include "ui/terminal/text_box.h"

/* Moves have their arrow keys already; the list would only grow longer. */
static bool is_move(enum action_id id) {
	return (id >= ACTION_DOWN && id <= ACTION_LAST) || id == ACTION_MENU ||
	       id == ACTION_DIGIT || id == ACTION_REDRAW;
}

/* ---- numbered list ---- */

struct menu_data {
	enum action_id item[ACTION_COUNT];
	int count, at, top, typed;
};

static enum rc menu_open(struct view *v, const void *arg, struct err *err) {
	struct menu_data *d = v->data;
	const struct menu_arg *a = arg;

	if (a->only != NULL) { /* a form's offer to save, which nobody asked for */
		ui_question(v);
		for (; d->count < ACTION_COUNT && a->only[d->count] != ACTION_NONE; d->count++)
			d->item[d->count] = a->only[d->count];
		return RC_OK;
	}
	for (int rank = 1; rank <= 10; rank++)
		for (int i = 1; i < ACTION_COUNT; i++)
			if (action_table[i].bottom == rank % 10 && !is_move(action_table[i].id) &&
			    view_can(v->below, action_table[i].id))
				d->item[d->count++] = action_table[i].id;
	return RC_OK;
}

static unsigned menu_run(struct view *v) {
	struct menu_data *d = v->data;
	enum action_id id = d->item[d->at];
	struct ui *ui = v->ui;
	struct view *below = v->below;

	ui_apply(ui, v, V_CLOSE); /* frees v and d */
	ui_do(ui, below, id, NULL);
	return V_DONE;
}

/* A number runs its line as soon as no longer number can be meant. */
static unsigned menu_digit(struct view *v, int digit) {
	struct menu_data *d = v->data;
	int n = d->typed * 10 + digit;

	if (n < 1 || n > d->count)
		n = digit;
	if (n < 1 || n > d->count)
		return V_DONE;
	d->typed = n;
	d->at = n - 1;
	return n * 10 > d->count ? menu_run(v) : V_REDRAW;
}

/* The keys beside the lines do what they say. */
static unsigned menu_shortcut(struct view *v, const struct key *k) {
	struct menu_data *d = v->data;
	enum action_id id = action_of_key(k, v->below->ops->where);

	for (int i = 0; i < d->count; i++)
		if (d->item[i] == id) {
			d->at = i;
			return menu_run(v);
		}
	return V_NOT_MINE;
}

static unsigned menu_key(struct view *v, const struct key *typed) {
	struct menu_data *d = v->data;
	bool folded;
	struct key k = key_fold(*typed, &folded);

	if (k.kind == K_ESC || k.kind == K_LEFT || (k.kind == K_CHAR && k.cp == 'q'))
		return V_CLOSE;
	if (d->count == 0)
		return V_DONE;
	if (k.kind == K_ENTER)
		return menu_run(v);
	if (k.kind == K_CHAR && k.cp >= '0' && k.cp <= '9')
		return menu_digit(v, (int)(k.cp - '0'));
	if (k.kind == K_UP && d->at > 0)
		d->at--;
	else if (k.kind == K_DOWN && d->at + 1 < d->count)
		d->at++;
	else
		return menu_shortcut(v, &k);
	d->typed = 0;
	return V_REDRAW;
}

static void action_line(const struct action_def *a, char *out, size_t size) {
	char keys[48];
	struct str line = {0};

	utf8_pad(&line, tr(a->label), 14);
	str_add(&line, "  ");
	utf8_pad(&line, action_keys_text(a, keys, sizeof keys), 10);
	snprintf(out, size, "%s  %s", str_text(&line), tr(a->help));
	str_clear(&line);
}

static void menu_draw(struct view *v, const struct area *a) {
	struct menu_data *d = v->data;
	int rows = d->count < a->rows ? d->count : a->rows, y = a->top + a->rows - rows;
	char line[400], number[16];

	if (d->at < d->top)
		d->top = d->at;
	if (d->at >= d->top + rows)
		d->top = d->at - rows + 1;
	if (y > a->top) /* else the head's own rule is there */
		paint_rule(y - 1);
	for (int i = d->top; i < d->top + rows; i++, y++) {
		action_line(&action_table[d->item[i]], line, sizeof line);
		snprintf(number, sizeof number, "%2d", i + 1);
		paint_blank(y);
		paint_marker(y, i == d->at);
		paint_text(y, 1, 3, TONE_BOLD, number);
		paint_text(y, 5, a->cols - 5, TONE_PLAIN, line);
		if (i == d->at)
			paint_cursor(y, 0);
	}
}

const struct view_ops menu_ops = {.name = "menu", .where = W_TEXT, .overlay = true,
                                  .size = sizeof(struct menu_data), .open = menu_open,
                                  .key = menu_key, .draw = menu_draw};

void ui_menu(struct ui *ui, const enum action_id *only) {
	struct menu_arg arg = {.only = only};

	ui_push(ui, &menu_ops, &arg);
}

/* ---- help ---- */

struct help_data {
	struct edit edit;
	enum action_id item[ACTION_COUNT];
	int count, at, top;
};

static bool help_matches(const struct action_def *a, const char *text) {
	char keys[48];

	return action_begins(a, text) || strstr(tr(a->label), text) != NULL ||
	       strstr(tr(a->help), text) != NULL ||
	       strstr(a->name, text) != NULL || strcmp(action_keys_text(a, keys, sizeof keys),
	                                               text) == 0;
}

static void help_fill(struct view *v) {
	struct help_data *d = v->data;
	const char *text = edit_text(&d->edit);

	d->count = d->at = d->top = 0;
	for (int i = 1; i < ACTION_COUNT; i++)
		if (view_can(v->below, action_table[i].id) && help_matches(&action_table[i], text))
			d->item[d->count++] = action_table[i].id;
}

static enum rc help_open(struct view *v, const void *arg, struct err *err) {
	struct help_data *d = v->data;

	edit_init(&d->edit, 40, 30, 1);
	help_fill(v);
	return RC_OK;
}

static void help_close(struct view *v) { edit_clear(&((struct help_data *)v->data)->edit); }

static unsigned help_run(struct view *v) {
	struct help_data *d = v->data;
	enum action_id id = d->count > 0 ? d->item[d->at] : ACTION_NONE;
	struct ui *ui = v->ui;
	struct view *below = v->below;

	ui_apply(ui, v, V_CLOSE); /* frees v and d */
	if (id != ACTION_NONE)
		ui_do(ui, below, id, NULL);
	return V_DONE;
}

static unsigned help_move(struct help_data *d, int lines) {
	int to = d->at + lines, last = d->count - 1;

	to = to > last ? last : to;
	to = to < 0 ? 0 : to;
	if (to == d->at)
		return V_DONE;
	d->at = to;
	return V_REDRAW;
}

static unsigned help_key(struct view *v, const struct key *k) {
	struct help_data *d = v->data;

	if (k->kind == K_ESC || (k->kind == K_FUNC && k->cp == 1))
		return V_CLOSE;
	if (k->kind == K_ENTER)
		return help_run(v);
	if (k->kind == K_UP || k->kind == K_DOWN)
		return help_move(d, k->kind == K_UP ? -1 : 1);
	if (k->kind == K_PGUP || k->kind == K_PGDN)
		return help_move(d, k->kind == K_PGUP ? 2 - v->area.rows : v->area.rows - 2);
	if (!text_box_key(&d->edit, k))
		return V_NOT_MINE;
	help_fill(v);
	return V_REDRAW;
}

static void help_head(const struct view *v, struct str *left, struct str *right) {
	str_add(left, tr(N_("Help: keys of this screen")));
	str_add(right, tr(N_("type to filter, Enter runs the line")));
}

static void help_draw(struct view *v, const struct area *a) {
	struct help_data *d = v->data;
	int rows = a->rows - 2, x = paint_run(a->top, 1, TONE_BOLD, tr(N_("Filter")));
	char line[400];

	if (d->at < d->top)
		d->top = d->at;
	if (d->at >= d->top + rows)
		d->top = d->at - rows + 1;
	for (int i = 0; i < rows && d->top + i < d->count; i++) {
		action_line(&action_table[d->item[d->top + i]], line, sizeof line);
		paint_marker(a->top + 2 + i, d->top + i == d->at);
		paint_text(a->top + 2 + i, 2, a->cols - 2, TONE_PLAIN, line);
	}
	if (d->count == 0)
		paint_text(a->top + 2, 2, a->cols - 2, TONE_PLAIN, tr(N_("Nothing matches.")));
	text_box_draw(&d->edit, a->top, x + 2, 30);
}

const struct view_ops help_ops = {.name = "help", .where = W_HELP, .size = sizeof(struct help_data),
                                  .open = help_open, .head = help_head, .key = help_key,
                                  .draw = help_draw, .close = help_close};
