/* The months that were sent, each number a line; Enter shows it as it was sent.
 * SPDX-License-Identifier: MIT */
#include "model/lists.h"
#include "model/report/sent.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"

static unsigned act_list(struct view *v, enum action_id action, long long id, const struct key *k) {
	const struct sent *s = id != 0 ? months_sent_at(&list_view_list(v)->run, id) : NULL;

	if (action != ACTION_OPEN)
		return V_NOT_MINE;
	ui_open(v->ui, SCREEN_SENT, &(struct sent_arg){.month = s->month, .no = s->no});
	return V_REDRAW;
}

static const struct list_screen screen = {.def = &months_sent_list, .act = act_list};

const struct view_ops sent_list_ops = {
	.name = "sent-list", LIST_PAGE_OPS(W_SENT_LIST | W_ROWS, struct list_view, &screen),
	.list = list_view_list,
};
