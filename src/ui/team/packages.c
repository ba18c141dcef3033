/* The five packages: one line a resident, gaps first; Enter opens the form that fills a gap.
 * SPDX-License-Identifier: MIT */

#include "model/lists.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"
#include "ui/team/package_gap.h"

/* What a text asked for narrows: digits 3 to 5. */
enum narrow { NARROW_PLACE, NARROW_TEAM, NARROW_MEMBER, NARROW_COUNT };
static const struct {
	const char *label, *ref, *question;
} narrows[NARROW_COUNT] = {
	[NARROW_PLACE] = {N_("Village"), "place", N_("Only this village (blank: all):")},
	[NARROW_TEAM] = {N_("Team"), "help_team", N_("Only this help team (blank: all):")},
	[NARROW_MEMBER] = {N_("Member"), "team_member",
	                   N_("Only for whom this member holds a package (blank: all):")},
};

struct packages {
	struct list_view lv;
	char *only[NARROW_COUNT]; /* as shown; NULL: all */
	enum narrow asked;
};

static void close_five(struct view *v) {
	struct packages *d = v->data;

	for (int i = 0; i < NARROW_COUNT; i++)
		free(d->only[i]);
}

/* Not where names are masked: who is in which village would say who it is (rule 11.30). */
static bool narrows_for(const struct actor *a) {
	return access_answer(a->role, ACT_LIST) != ACCESS_MASKED;
}

static void top_five(struct view *v, const struct area *a) {
	const struct packages *d = v->data;
	bool gaps = d->lv.list.run.q.gaps;
	int x = paint_run(a->top, 1, gaps ? TONE_PLAIN : TONE_REVERSE, tr(N_("1All"))) + 2;

	x = paint_run(a->top, x, gaps ? TONE_REVERSE : TONE_PLAIN, tr(N_("2With gaps"))) + 2;
	for (int i = 0; i < NARROW_COUNT && narrows_for(v->actor); i++)
		x = list_view_tab(a, x, i + 3, narrows[i].label, d->only[i], d->only[i] != NULL);
}

static void foot_five(struct view *v, const struct area *a) {
	const struct list *l = list_view_list(v);

	gap_holders_draw(five_row_listed(&l->run, list_current(l)), a->top, a->cols);
}

static unsigned narrow_typed(struct view *v, void *ctx, const char *text) {
	struct packages *d = v->data;
	struct list_query *q = &d->lv.list.run.q;
	const struct field_env *env = station_env(v->st);
	const char *ref = narrows[d->asked].ref, *name = text;
	long long id = 0;

	if (text == NULL)
		return V_REDRAW;
	if (d->asked != NARROW_MEMBER && text[0]) {
		id = env->ref_find(env->ctx, ref, text);
		name = id ? env->ref_name(env->ctx, ref, id) : NULL;
		if (!name) {
			ui_say(v->ui, tr(N_("There is none of this name.")));
			return V_REDRAW;
		}
	}
	free(d->only[d->asked]);
	d->only[d->asked] = name[0] ? mem_strdup(name) : NULL;
	if (d->asked == NARROW_MEMBER)
		q->worker = d->only[NARROW_MEMBER];
	else
		*(d->asked == NARROW_PLACE ? &q->place : &q->team) = id;
	return list_view_again(v);
}

static unsigned choose(struct view *v, const struct key *k) {
	struct packages *d = v->data;
	struct ask_text ask = {.answer = narrow_typed};

	if (k == NULL || k->cp < '1' || k->cp > '5')
		return V_DONE;
	if (k->cp <= '2') {
		d->lv.list.run.q.gaps = k->cp == '2';
		return list_view_again(v);
	}
	if (!narrows_for(v->actor))
		return V_DONE;
	d->asked = (enum narrow)(k->cp - '3');
	ask.question = tr(narrows[d->asked].question);
	ask.initial = d->only[d->asked];
	ask.ref = narrows[d->asked].ref;
	ui_ask_text(v->ui, &ask);
	return V_REDRAW;
}

static unsigned act_five(struct view *v, enum action_id action, long long resident,
                         const struct key *k) {
	if (action == ACTION_DIGIT)
		return choose(v, k);
	if (action == ACTION_RECORD)
		gap_fill_any(v, resident);
	else if (action == ACTION_OPEN_FILE)
		ui_open(v->ui, SCREEN_FILE, &resident);
	else if (action == ACTION_ASSIGN)
		gap_assign(v, resident, PACKAGE_CELLS);
	else if (action == ACTION_CONFIRM)
		gap_confirm(v, resident);
	else
		return V_NOT_MINE;
	return action == ACTION_CONFIRM ? V_RELOAD | V_REDRAW : V_REDRAW;
}

static const struct list_screen screen = {
	.def = &five_list_def, .top_rows = 1, .foot_rows = 4, .top = top_five, .foot = foot_five,
	.act = act_five,
	.close = close_five,
};

const struct view_ops package_ops = {.name = "five", LIST_VIEW_OPS(W_FIVE, struct packages,
                                                                   &screen)};
