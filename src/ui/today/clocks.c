/* What the law counts of one person: each clock, the records behind it, and where it is written.
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/access/masking.h"
#include "model/lists.h"
#include "model/rules/duty_clock.h"
#include "ui/form/forms.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"

struct clocks {
	struct list_view lv;
	char *name;
};

static enum rc open_clocks(struct view *v, const void *arg, struct err *err) {
	struct clocks *d = v->data;
	const struct field_env *names = station_env(v->st);
	struct str shown = {0};

	d->lv.list.run.q.person = *(const long long *)arg;
	masked_name(v->actor, names->ref_name(names->ctx, "resident", d->lv.list.run.q.person),
	            &shown);
	d->name = str_take(&shown);
	return resident_look(v->st, v->actor, d->lv.list.run.q.person, err);
}

static void close_clocks(struct view *v) { free(((struct clocks *)v->data)->name); }

static void head_clocks(const struct view *v, struct str *left, struct str *right) {
	const struct clocks *d = v->data;
	char day[DATE_BUF];

	str_addf(left, "%s  %s", tr(N_("Clocks")), d->name ? d->name : "");
	str_add(right, date_format(clock_today(), day));
}

/* The article of the marked clock and what it is worth, over as many rows as it takes. */
static void foot_clocks(struct view *v, const struct area *a) {
	const struct list *l = list_view_list(v);
	const struct duty_clock_item *item;
	const struct duty_clock_def *clock = clocks_at(&l->run, list_current(l), &item);

	struct str text = {0};

	paint_rule(a->top);
	if (clock != NULL)
		str_addf(&text, "[%s] %s", tr(profile_mark_label(clock->mark)),
		         tr(clocks_article(&l->run, clock)));
	paint_wrapped(a, a->top + 1, 1, TONE_PLAIN, str_text(&text));
	str_clear(&text);
}

static unsigned act_clocks(struct view *v, enum action_id action, long long id,
                           const struct key *k) {
	const struct list_run *r = &list_view_list(v)->run;
	const struct duty_clock_item *item;

	if (action != ACTION_OPEN)
		return V_NOT_MINE;
	clocks_at(r, id, &item);
	if (item != NULL && item->reg != NULL)
		open_event_form(v->ui, event_find_def(item->reg), r->q.person, clocks_order(r),
		                item->id);
	else if (clocks_order(r) != 0)
		open_order_form(v->ui, r->q.person, clocks_order(r));
	return V_REDRAW;
}

/* Who is away shares the place of actions. */
static bool can_clocks(const struct view *v, enum action_id action) {
	return action != ACTION_DIGIT && action != ACTION_OPEN_FILE &&
	       (action < ACTION_APPROVE || action > ACTION_OF_VILLAGE);
}

static const struct list_screen screen = {
	.def = &clocks_list, .foot_rows = 4, .open = open_clocks, .head = head_clocks,
	.foot = foot_clocks, .act = act_clocks, .can = can_clocks, .close = close_clocks,
};

const struct view_ops clocks_ops = {.name = "clocks", LIST_PAGE_OPS(W_CLOCKS | W_LIST,
                                                                    struct clocks, &screen)};
