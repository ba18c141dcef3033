/* One box finds anybody: 汉字, pinyin, village, the ends of numbers, mixed
 * (core/search_key.h). SPDX-License-Identifier: MIT */
#include "model/lists.h"
#include "model/order/people_list.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"
#include "ui/loop/ui_priv.h"
#include "ui/terminal/text_box.h"

enum { FIND_WAIT_MS = 150, BOX_ROWS = 2 };

struct finder {
	struct list_view lv;
	struct edit edit;
	unsigned (*chosen)(struct view *below, long long resident); /* NULL: the file is opened */
};

static enum rc open_finder(struct view *v, const void *arg, struct err *err) {
	struct finder *d = v->data;

	d->chosen = arg ? ((const struct finder_arg *)arg)->chosen : NULL;
	edit_init(&d->edit, 60, 40, 1);
	return RC_OK;
}

static void close_finder(struct view *v) { edit_clear(&((struct finder *)v->data)->edit); }

static void head_finder(const struct view *v, struct str *left, struct str *right) {
	str_add(left, tr(N_("Find person")));
	str_add(right, station_name(v->st));
}

static unsigned wake_finder(struct view *v) {
	struct finder *d = v->data;
	struct err err = {0};

	ui_tell_number_search(v);
	v->told = false;
	if (list_search(&d->lv.list, edit_text(&d->edit), &err) != RC_OK)
		ui_say_err(v->ui, &err);
	return V_REDRAW;
}

/* Enter opens the marked person's file in the finder's place, or gives the person to who asked. */
static unsigned choose(struct view *v) {
	struct finder *d = v->data;
	struct ui *ui = v->ui;
	struct view *below = v->below;
	unsigned (*chosen)(struct view *, long long) = d->chosen;
	long long id;

	wake_finder(v);
	id = list_current(&d->lv.list);
	if (id == 0)
		return V_REDRAW;
	ui_apply(ui, v, V_CLOSE); /* frees v and d */
	if (chosen)
		ui_apply(ui, below, chosen(below, id));
	else
		ui_open(ui, SCREEN_FILE, &id);
	return V_DONE;
}

static unsigned key_finder(struct view *v, const struct key *k) {
	struct finder *d = v->data;
	struct err err = {0};

	if (k->kind == K_ESC || (k->kind == K_FUNC && k->cp == 5))
		return V_CLOSE;
	if (k->kind == K_ENTER)
		return choose(v);
	if (k->kind == K_UP || k->kind == K_DOWN || k->kind == K_PGUP || k->kind == K_PGDN)
		return list_act(&d->lv.list, k->kind == K_UP     ? ACTION_UP
		                : k->kind == K_DOWN ? ACTION_DOWN
		                : k->kind == K_PGUP ? ACTION_PAGE_UP
		                                    : ACTION_PAGE_DOWN,
		                &err);
	if (!text_box_key(&d->edit, k))
		return V_NOT_MINE;
	ui_wake(v, FIND_WAIT_MS);
	return V_REDRAW;
}

static void draw_finder(struct view *v, const struct area *a) {
	int x = paint_run(a->top, 1, TONE_BOLD, tr(N_("Find"))) + 1;

	list_view_draw(v, a);
	/* last: the cursor stays in it */
	text_box_draw(&((struct finder *)v->data)->edit, a->top, x, 40);
}

static void status_finder(const struct view *v, struct str *out) {
	list_view_status(v, out);
	if (list_view_list(v)->ids.n == FOUND_MOST)
		str_addc(out, '+');
}

static const struct list_screen screen = {
	.def = &found_list, .top_rows = BOX_ROWS, .open = open_finder, .head = head_finder,
	.close = close_finder,
};

/* Without .list: what is typed is text, no action on lines. */
const struct view_ops finder_ops = {
	.name = "finder", .where = W_FINDER, .size = sizeof(struct finder), .lists = &screen,
	.open = list_view_open, .load = list_view_load, .head = list_view_head,
	.status = status_finder, .listed = list_view_listed, .draw = draw_finder, .key = key_finder,
	.wake = wake_finder, .resize = list_view_resize, .close = list_view_close,
};
