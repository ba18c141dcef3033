/* SPDX-License-Identifier: MIT */
#include "ui/list/bulk_view.h"

#include "core/clock.h"
#include "core/field.h"
#include "model/lists.h"
#include "model/station/codes.h"
#include "model/team/bulk.h"
#include "model/team/package.h"
#include "ui/list/list_out.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"
#include "ui/loop/ui_priv.h"
#include "ui/loop/wizard.h"

struct bulk {
	struct list_view lv;
	enum action_id action;
	struct together_rows people; /* the list's q.given */
	bool tried; /* what is left could not be done */
};

struct bulk_arg {
	enum action_id action;
	const struct ids *people;
};

static enum rc open_many(struct view *v, const void *arg, struct err *err) {
	const struct bulk_arg *a = arg;
	struct bulk *d = v->data;

	d->action = a->action;
	d->people.v = mem_zalloc(a->people->n + 1, sizeof *d->people.v);
	for (size_t i = 0; i < a->people->n; i++)
		d->people.v[d->people.n++].resident = a->people->v[i];
	d->lv.list.run.q.given = &d->people;
	return RC_OK;
}

static void close_many(struct view *v) { free(((struct bulk *)v->data)->people.v); }

static void head_many(const struct view *v, struct str *left, struct str *right) {
	const struct bulk *d = v->data;

	str_fill(left, d->tried ? N_("{action}: could not be done for {n}")
	                        : N_("{action}: for these {n} people?"),
	         "action", tr(action_table[d->action].label), "n", NUM(d->people.n), NULL);
	str_add(right, tr(d->tried ? N_("they stay marked") : N_("Enter does it, Esc leaves it")));
}

/* ---- after it was done ---- */

/* Lines of the list below stay marked for whom it was not done. */
static void mark_the_rest(struct view *below, const struct bulk *d) {
	struct list *l = below->ops->list(below);
	struct ids marked = {0}, rest = {0};

	list_marked(l, &marked);
	for (size_t i = 0; i < marked.n; i++)
		for (size_t k = 0; k < d->people.n; k++)
			if (!d->people.v[k].done &&
			    d->people.v[k].resident == below->ops->person(below, marked.v[i]))
				ids_add(&rest, marked.v[i]);
	ids_sort(&rest);
	list_mark_only(l, &rest);
	ids_clear(&marked);
	ids_clear(&rest);
}

static void drop_done(struct bulk *d) {
	size_t kept = 0;

	for (size_t i = 0; i < d->people.n; i++)
		if (!d->people.v[i].done)
			d->people.v[kept++] = d->people.v[i];
	d->people.n = kept;
}

/* Those it was done for go from the list; the others stay with their sentences. */
static unsigned finish(struct view *v, size_t done) {
	struct bulk *d = v->data;

	mark_the_rest(v->below, d);
	drop_done(d);
	d->tried = true;
	ui_sayf(v->ui, d->people.n ? N_("Done for {n}; the others say why.")
	                           : N_("Done for {n} people."), "n", NUM(done), NULL);
	if (d->people.n > 0)
		return V_RELOAD | V_REDRAW;
	return V_CLOSE | V_RELOAD;
}

static unsigned done_or_not(struct view *v, enum rc rc, size_t done, const struct err *err) {
	if (rc == RC_OK)
		return finish(v, done);
	ui_say_err(v->ui, err);
	return V_REDRAW;
}

/* ---- what can be done for many ---- */

struct answers {
	char *team, *member;
	int package;
};

static unsigned move_team(struct view *v, void *answers) {
	struct bulk *d = v->data;
	const struct field_env *env = station_env(v->st);
	long long team = env->ref_find(env->ctx, "help_team",
	                               ((const struct answers *)answers)->team);
	struct err err = {0};
	size_t done = 0;
	enum rc rc;

	if (team == 0) {
		ui_say(v->ui, tr(N_("There is none of this name.")));
		return V_REDRAW;
	}
	rc = together_team(v->st, v->actor, d->people.v, d->people.n, team,
	                   ((const struct answers *)answers)->member, &done, &err);
	return done_or_not(v, rc, done, &err);
}

static const struct wizard_step team_steps[] = {
	{.question = N_("Change to which help team:"), TO_TEXT(struct answers, team),
	 .ref = "help_team", .wanted = true},
	{.question = N_("Who is in charge there (blank: as now):"), TO_TEXT(struct answers, member),
	 .ref = "team_member"},
};
static const struct wizard team_wizard = WIZARD(team_steps, struct answers, move_team);

static void ask_team(struct view *v) { wizard_run(v, &team_wizard, NULL); }

static unsigned assign(struct view *v, void *answers) {
	struct bulk *d = v->data;
	const struct answers *a = answers;
	struct code package = code_of(package_table[a->package - 1].id);
	struct err err = {0};
	size_t done = 0;
	enum rc rc = together_assign(v->st, v->actor, d->people.v, d->people.n, package, a->member,
	                             clock_today(), &done, &err);

	return done_or_not(v, rc, done, &err);
}

static void say_packages(struct view *v, void *answers, struct wizard_words *w) {
	for (; w->count < PACKAGE_CELLS; w->count++)
		snprintf(w->choice[w->count], WIZARD_WORDS, "%s",
		         code_label(&codes_duty, code_of(package_table[w->count].id)));
}

static const struct wizard_step package_steps[] = {
	{.question = N_("Which package?"), TO_CHOICE(struct answers, package), .say = say_packages},
	{.question = N_("Name of the member who holds it from today on:"),
	 TO_TEXT(struct answers, member), .ref = "team_member", .wanted = true},
};
static const struct wizard package_wizard = WIZARD(package_steps, struct answers, assign);

static void ask_package(struct view *v) { wizard_run(v, &package_wizard, NULL); }

static void ask_entry(struct view *v) {
	struct bulk *d = v->data;
	struct ui *ui = v->ui;
	struct view *below = v->below;
	struct ids people = {0};

	for (size_t i = 0; i < d->people.n; i++)
		ids_add(&people, d->people.v[i].resident);
	ui_apply(ui, v, V_CLOSE); /* frees v and d */
	entry_ask_kind_for(below, &people);
	ids_clear(&people);
}

/* One row for each action of the table that takes marked lines: what is asked next, of this view;
 * or, for what the list below does by itself with its marks, of that one. */
static const struct bulk_way {
	enum action_id action;
	void (*ask)(struct view *v);
	bool below;
} ways[] = {
	{ACTION_EXPORT, list_out_export, true},
	{ACTION_PRINT_LIST, list_out_print, true},
	{ACTION_MOVE_TEAM, ask_team, false},
	{ACTION_ASSIGN, ask_package, false},
	{ACTION_ENTRY, ask_entry, false},
};

static unsigned go_on(struct view *v) {
	const struct bulk *d = v->data;
	struct view *below = v->below;

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		if (ways[i].action != d->action)
			continue;
		if (ways[i].below)
			ui_apply(v->ui, v, V_CLOSE); /* frees v and d */
		ways[i].ask(ways[i].below ? below : v);
		break;
	}
	return V_DONE;
}

static unsigned act_many(struct view *v, enum action_id action, long long id, const struct key *k) {
	return action == ACTION_GO_ON ? go_on(v) : V_NOT_MINE;
}

static bool can_many(const struct view *v, enum action_id action) {
	return action != ACTION_GO_ON || !((const struct bulk *)v->data)->tried;
}

static const struct list_screen screen = {
	.def = &together_list, .open = open_many, .head = head_many, .act = act_many,
	.can = can_many, .close = close_many,
};

/* No W_ROWS, no .list: its lines are looked at, nothing else. */
const struct view_ops bulk_ops = {
	.name = "marked", .where = W_MANY | W_LIST | W_BASE, .size = sizeof(struct bulk),
	.lists = &screen, .open = list_view_open, .load = list_view_load, .head = list_view_head,
	.status = list_view_status, .listed = list_view_listed, .draw = list_view_draw,
	.act = list_view_act, .can = list_view_can, .resize = list_view_resize,
	.close = list_view_close,
};

/* Without a mark the line itself is meant, where the screen has no other way for one. */
static bool takes_one(const struct view *v, enum action_id id) {
	return id == ACTION_MOVE_TEAM || (id == ACTION_ASSIGN && !(v->ops->where & W_FIVE));
}

bool bulk_begin(struct view *v, enum action_id id) {
	struct list *l = v->ops->list != NULL && v->ops->person != NULL ? v->ops->list(v) : NULL;
	struct ids lines = {0}, people = {0};
	bool any;

	if (l == NULL || !(action_table[id].where & W_MARKED))
		return false;
	list_marked(l, &lines);
	if (lines.n == 0 && takes_one(v, id) && list_current(l) != 0)
		ids_add(&lines, list_current(l));
	for (size_t i = 0; i < lines.n; i++) {
		long long person = v->ops->person(v, lines.v[i]);

		if (person != 0 && !ids_include(&people, person))
			ids_add(&people, person);
	}
	any = people.n > 0;
	if (any)
		ui_push(v->ui, &bulk_ops, &(struct bulk_arg){.action = id, .people = &people});
	ids_clear(&lines);
	ids_clear(&people);
	return any;
}
