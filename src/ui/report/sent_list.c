/* The months that were sent, each number a line; Enter shows it as it was sent. */
#include <stdio.h>
#include <stdlib.h>

#include "core/clock.h"
#include "model/report/sent.h"
#include "ui/list/list.h"
#include "ui/loop/screens.h"

struct sent_list {
	struct view *view;
	struct list list;  /* its ctx is this struct; ids are positions, from 1 */
	struct sent *heads;
	size_t n;
	long long page_ids[LIST_PAGE];
};

enum sent_list_column { COL_MONTH, COL_NO, COL_WHEN, COL_BY, COL_NOTE, COL_COUNT };
static const struct list_column columns[COL_COUNT] = {
	[COL_MONTH] = {.label = N_("Month"), .width = 8},
	[COL_NO] = {.label = N_("Number of the sending"), .width = 5, .right = true},
	[COL_WHEN] = {.label = N_("Marked as sent"), .width = 17},
	[COL_BY] = {.label = N_("Officer"), .width = 12},
	[COL_NOTE] = {.label = N_("Note"), .width = -1},
};

static void forget(struct sent_list *d) {
	for (size_t i = 0; i < d->n; i++)
		sent_clear(&d->heads[i]);
	free(d->heads);
	d->heads = NULL;
	d->n = 0;
}

static enum rc read_ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	struct sent_list *d = ctx;
	enum rc rc;

	(void)ask;
	forget(d);
	rc = sent_list(d->view->st, d->view->actor, &d->heads, &d->n, err);
	for (size_t i = 0; i < d->n; i++)
		ids_add(out, (long long)i + 1);
	return rc;
}

static enum rc read_rows(void *ctx, const long long *ids, size_t n, struct err *err) {
	struct sent_list *d = ctx;

	(void)err;
	for (size_t i = 0; i < n; i++)
		d->page_ids[i] = ids[i];
	return RC_OK;
}

static void cell(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone) {
	const struct sent_list *d = ctx;
	const struct sent *s = &d->heads[d->page_ids[row] - 1];
	const struct field_env *env = station_env(d->view->st);
	char text[DATE_BUF], when[20];

	(void)tone;
	switch ((enum sent_list_column)column) {
	case COL_MONTH:
		date_format(s->month, text);
		str_addn(out, text, 7);
		break;
	case COL_NO:
		str_addf(out, "%lld", s->no);
		break;
	case COL_WHEN:
		str_add(out, clock_format_ms(s->sent_at, when));
		break;
	case COL_BY:
		str_add(out, env->ref_name(env->ctx, "officer", s->sent_by));
		break;
	case COL_NOTE:
		str_add(out, s->note);
		break;
	case COL_COUNT:
		break;
	}
}

static const struct list_source source = {.columns = columns, .column_count = COL_COUNT,
                                          .empty = N_("No month was sent yet."), .ids = read_ids, .rows = read_rows,
                                          .cell = cell};

static enum rc open_list(struct view *v, const void *arg, struct err *err) {
	struct sent_list *d = v->data;

	(void)arg;
	(void)err;
	d->view = v;
	list_init(&d->list, &source, d);
	return RC_OK;
}

static void close_list(struct view *v) {
	struct sent_list *d = v->data;

	list_clear(&d->list);
	forget(d);
}

static void resize_list(struct view *v, const struct area *a) {
	struct sent_list *d = v->data;

	if (d->list.source != NULL)
		list_resize(&d->list, a);
}

static enum rc load_list(struct view *v, struct err *err) {
	struct sent_list *d = v->data;

	resize_list(v, &v->area);
	return list_load(&d->list, err);
}

static void head_list(const struct view *v, struct str *left, struct str *right) {
	str_add(left, tr(N_("Months sent")));
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

static void draw_list(struct view *v, const struct area *a) {
	struct sent_list *d = v->data;

	list_draw(&d->list, a);
}

static unsigned act_list(struct view *v, enum action_id id, const struct key *k) {
	struct sent_list *d = v->data;
	long long at = list_current(&d->list);
	struct err err = {0};

	(void)k;
	if (id == ACTION_OPEN) {
		const struct sent_arg arg = {.month = d->heads[at - 1].month, .no = d->heads[at - 1].no};

		ui_push(v->ui, &sent_ops, &arg);
		return V_REDRAW;
	}
	return list_act(&d->list, id, &err);
}

static bool can_list(const struct view *v, enum action_id id) {
	const struct sent_list *d = v->data;

	return id != ACTION_OPEN || list_current(&d->list) != 0;
}

static struct list *list_of_list(const struct view *v) { return &((struct sent_list *)v->data)->list; }

static void status_list(const struct view *v, struct str *out) {
	list_status(&((const struct sent_list *)v->data)->list, out);
}

const struct view_ops sent_list_ops = {
	.name = "sent-list",
	.where = W_SENT_LIST | W_ROWS | W_BASE,
	.size = sizeof(struct sent_list),
	.open = open_list,
	.load = load_list,
	.head = head_list,
	.status = status_list,
	.list = list_of_list,
	.draw = draw_list,
	.act = act_list,
	.can = can_list,
	.resize = resize_list,
	.close = close_list,
};
