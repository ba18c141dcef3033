/* What in a month does not agree, is far from the months before or cannot be true; Enter shows whom
 * a line is about. SPDX-License-Identifier: MIT */
#include "model/lists.h"
#include "model/report/report_check.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"

struct doubts_view {
	struct list_view lv;
	char month[DATE_BUF]; /* 2026-10: the list's q.month */
};

static enum rc open_doubts(struct view *v, const void *arg, struct err *err) {
	struct doubts_view *d = v->data;

	date_format(((const struct sent_arg *)arg)->month, d->month);
	d->month[7] = '\0';
	d->lv.list.run.q.month = d->month;
	return RC_OK;
}

static void head_doubts(const struct view *v, struct str *left, struct str *right) {
	const struct doubts_view *d = v->data;

	str_addf(left, "%s  %s", tr(month_doubts_list.label), d->month);
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

/* The marked line whole. */
static void foot_doubts(struct view *v, const struct area *a) {
	const struct list *l = list_view_list(v);
	const struct report_doubts *all = l->run.data;
	long long id = list_current(l);

	paint_rule(a->top);
	if (id > 0 && (size_t)id <= all->n)
		paint_wrapped(a, a->top + 1, 1, TONE_PLAIN, all->v[id - 1].text);
}

static unsigned act_doubts(struct view *v, enum action_id action, long long id,
                           const struct key *k) {
	const struct doubts_view *d = v->data;
	const struct report_doubts *all = d->lv.list.run.data;

	if (action != ACTION_OPEN || id == 0)
		return V_NOT_MINE;
	if (all->v[id - 1].people.n > 0)
		names_open(v, all->v[id - 1].text, &all->v[id - 1].people);
	else
		ui_say(v->ui, all->v[id - 1].text);
	return V_REDRAW;
}

static const struct list_screen screen = {
	.def = &month_doubts_list, .foot_rows = 3, .open = open_doubts, .head = head_doubts,
	.foot = foot_doubts, .act = act_doubts,
};

const struct view_ops doubts_ops = {
	.name = "month-doubts", LIST_PAGE_OPS(W_SENT_LIST | W_ROWS, struct doubts_view, &screen),
	.list = list_view_list,
};
