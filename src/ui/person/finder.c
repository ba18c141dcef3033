/* One box finds anybody: 汉字, pinyin, village, the ends of numbers, mixed (model/person/search_key.h). */
#include "model/person/search_key.h"
#include "ui/list/people_list.h"

#include "ui/loop/screens.h"
#include "ui/loop/ui_priv.h"
#include "ui/terminal/text_box.h"

enum { FIND_MOST = 200, FIND_WAIT_MS = 150, BOX_ROWS = 2 };

struct finder {
	struct people people; /* first: the list's ctx */
	struct list list;
	struct edit edit;
	unsigned (*chosen)(struct view *below, long long resident); /* NULL: the file is opened */
};

static enum rc read_ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	struct finder *d = ctx;
	struct resident_query q = {.find = ask->filter, .sort = SORT_PINYIN, .limit = FIND_MOST};

	if (ask->filter[0] == '\0')
		return RC_OK;
	return resident_list(d->people.view->st, d->people.view->actor, &q, out, err);
}

static const struct list_source source = {
	.entity = &resident_def,
	.columns = people_columns,
	.column_count = PEOPLE_COLUMNS,
	.own = LIST_FILTERS,
	.empty = N_("Type name, pinyin, village, file number, last four of the ID or the end of a phone; several words narrow."),
	.none = N_("Nobody found: try one character less, pinyin, or the village."),
	.ids = read_ids,
	.rows = people_rows,
	.cell = people_cell,
};

static enum rc open_finder(struct view *v, const void *arg, struct err *err) {
	struct finder *d = v->data;

	(void)err;
	d->chosen = arg ? ((const struct finder_arg *)arg)->chosen : NULL;
	people_init(&d->people, v);
	list_init(&d->list, &source, d);
	edit_init(&d->edit, 60, 40, 1);
	return RC_OK;
}

static void close_finder(struct view *v) {
	struct finder *d = v->data;

	list_clear(&d->list);
	people_clear(&d->people);
	edit_clear(&d->edit);
}

static struct area list_area(const struct area *a) {
	return (struct area){.top = a->top + BOX_ROWS, .rows = a->rows > BOX_ROWS ? a->rows - BOX_ROWS : 1,
	                     .cols = a->cols};
}

static void resize_finder(struct view *v, const struct area *a) {
	struct finder *d = v->data;
	struct area inner = list_area(a);

	if (d->list.source != NULL)
		list_resize(&d->list, &inner);
}

static enum rc load_finder(struct view *v, struct err *err) {
	struct finder *d = v->data;

	resize_finder(v, &v->area);
	return list_load(&d->list, err);
}

static void head_finder(const struct view *v, struct str *left, struct str *right) {
	str_add(left, tr(N_("Find person")));
	str_add(right, station_name(v->st));
}

static unsigned wake_finder(struct view *v) {
	struct finder *d = v->data;
	struct err err = {0};

	d->list.at = 0;
	ui_tell_number_search(v);
	v->told = false;
	if (list_search(&d->list, edit_text(&d->edit), &err) != RC_OK)
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
	id = list_current(&d->list);
	if (id == 0)
		return V_REDRAW;
	ui_apply(ui, v, V_CLOSE); /* frees v and d */
	if (chosen)
		ui_apply(ui, below, chosen(below, id));
	else
		ui_push(ui, &file_ops, &id);
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
		return list_act(&d->list,
		                k->kind == K_UP     ? ACTION_UP
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
	struct finder *d = v->data;
	struct area inner = list_area(a);
	int x = paint_run(a->top, 1, TONE_BOLD, tr(N_("Find"))) + 1;

	list_draw(&d->list, &inner);
	text_box_draw(&d->edit, a->top, x, 40);
}

static void status_finder(const struct view *v, struct str *out) {
	const struct finder *d = v->data;

	list_status(&d->list, out);
	if (d->list.ids.n == FIND_MOST)
		str_addc(out, '+');
}

static const char *listed_finder(const struct view *v, size_t *hits) {
	const struct finder *d = v->data;

	*hits = d->list.ids.n;
	return search_key_list_action(d->list.filter, NULL);
}

const struct view_ops finder_ops = {
	.name = "finder",
	.where = W_FINDER,
	.size = sizeof(struct finder),
	.open = open_finder,
	.load = load_finder,
	.head = head_finder,
	.status = status_finder,
	.listed = listed_finder,
	.draw = draw_finder,
	.key = key_finder,
	.wake = wake_finder,
	.resize = resize_finder,
	.close = close_finder,
};
