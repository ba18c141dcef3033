/* Two files of one person side by side: what both say differently, which of the two holds, and the
 * joining. SPDX-License-Identifier: MIT */
#include "ui/person/join_view.h"

#include "model/lists.h"
#include "model/person/join.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"
#include "ui/loop/wizard.h"

struct join_view {
	struct list_view lv;
	struct join_plan plan; /* the list's q.given */
};

struct answers {
	struct twin_pair pair;
	int yes;
	char *reason;
};

static enum rc open_join(struct view *v, const void *arg, struct err *err) {
	const struct twin_pair *pair = arg;
	struct join_view *d = v->data;

	d->lv.list.run.q.given = &d->plan;
	return join_ask(v->st, v->actor, pair->a, pair->b, &d->plan, err);
}

static void close_join(struct view *v) { join_plan_clear(&((struct join_view *)v->data)->plan); }

static void head_join(const struct view *v, struct str *left, struct str *right) {
	const struct join_view *d = v->data;

	str_fill(left, N_("{number} stays, {other} goes into it"), "number", d->plan.kept_no, "other",
	         d->plan.gone_no, NULL);
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

static void foot_join(struct view *v, const struct area *a) {
	paint_rule(a->top);
	paint_wrapped(a, a->top + 1, 1, TONE_PLAIN,
	              tr(N_("1 the left one holds, 2 the right one; Enter changes it. J joins.")));
}

static unsigned join_done(struct view *v, void *answers) {
	const struct answers *a = answers;
	const struct join_view *d = v->data;
	const struct join_words words = {.reason = a->reason};
	struct err err = {0};

	if (join_files(v->st, v->actor, &d->plan, &words, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
		return V_REDRAW;
	}
	ui_sayf(v->ui, N_("file {number} is joined into file {other}: wubao part {other} undoes it"),
	        "number", d->plan.gone_no, "other", d->plan.kept_no, NULL);
	return V_CLOSE | V_RELOAD | V_REDRAW;
}

static const struct wizard_step join_steps[] = {
	{.question = N_("Join these two files into one. Why?"), TO_TEXT(struct answers, reason),
	 .wanted = true},
};
static const struct wizard join_wizard = WIZARD(join_steps, struct answers, join_done);

static const struct list_screen screen;

static unsigned apart_done(struct view *v, void *answers) {
	const struct answers *a = answers;
	struct err err = {0};

	if (a->yes != 1)
		return V_REDRAW;
	join_not_same(v->st, v->actor, a->pair.a, a->pair.b, &err);
	return ui_done(v->ui, &err, N_("kept: these are two people")) |
	       (err.rc == RC_OK && v->ops->lists == &screen ? V_CLOSE : 0);
}

static const char *const yes_no[] = {N_("Yes, two people"), N_("No"), NULL};
static const struct wizard_step apart_steps[] = {
	{.question = N_("These are two people, and the pair leaves the list?"),
	 TO_CHOICE(struct answers, yes), .choices = yes_no},
};
static const struct wizard apart_wizard = WIZARD(apart_steps, struct answers, apart_done);

void join_ask_apart(struct view *v, const struct twin_pair *pair) {
	wizard_run(v, &apart_wizard, &(struct answers){.pair = *pair});
}

static unsigned act_join(struct view *v, enum action_id action, long long id,
                         const struct key *k) {
	struct join_view *d = v->data;
	struct join_question *q = id > 0 && (size_t)id <= d->plan.n ? &d->plan.v[id - 1] : NULL;

	if (action == ACTION_JOIN) {
		wizard_run(v, &join_wizard, NULL);
		return V_REDRAW;
	}
	if (action == ACTION_APART) {
		join_ask_apart(v, &(struct twin_pair){d->plan.kept, d->plan.gone, 0});
		return V_REDRAW;
	}
	if (action == ACTION_OPEN && q)
		q->take_b = !q->take_b;
	else if (action == ACTION_DIGIT && q && k && (k->cp == '1' || k->cp == '2'))
		q->take_b = k->cp == '2';
	else
		return action == ACTION_DIGIT || action == ACTION_OPEN ? V_DONE : V_NOT_MINE;
	return V_RELOAD | V_REDRAW;
}

static bool can_join(const struct view *v, enum action_id action) {
	return action != ACTION_EDIT && action != ACTION_MOVE_TEAM;
}

static const struct list_screen screen = {
	.def = &join_list, .foot_rows = 2, .lineless = true, .open = open_join, .head = head_join,
	.foot = foot_join, .act = act_join, .can = can_join, .close = close_join,
};

const struct view_ops join_ops = {
	.name = "join", LIST_PAGE_OPS(W_CHECKS | W_LIST, struct join_view, &screen),
};

void join_open(struct view *v, const struct twin_pair *pair) { ui_push(v->ui, &join_ops, pair); }
