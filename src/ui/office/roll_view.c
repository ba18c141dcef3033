/* The roll of an activity or a round: a digit ticks the marked residents, or the one on the line.
 * SPDX-License-Identifier: MIT */
#include "model/ledger/roll.h"
#include "model/team/request.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"

struct roll_view {
	struct list_view lv;
	struct roll roll;
	long long ticked;
	char *title;
};

static enum rc open_roll(struct view *v, const void *arg, struct err *err) {
	struct roll_view *d = v->data;
	const struct field_env *env = station_env(v->st);
	const char *name;

	d->roll = *(const struct roll *)arg;
	d->lv.list.run.q.given = &d->roll;
	name = env->ref_name(env->ctx, ledger_find_def(d->roll.def->ledger)->entity->name,
		d->roll.record);
	d->title = mem_strdup(access_answer(v->actor->role, ACT_SAVE) == ACCESS_NO ? NULL : name);
	return RC_OK;
}

static void close_roll(struct view *v) { free(((struct roll_view *)v->data)->title); }

static enum rc load_roll(struct view *v, struct err *err) {
	struct roll_view *d = v->data;

	return roll_count(v->st, v->actor, &d->roll, &d->ticked, err);
}

static void head_roll(const struct view *v, struct str *left, struct str *right) {
	const struct roll_view *d = v->data;

	str_addf(left, "%s  %s", tr(d->roll.def->title), d->title ? d->title : "");
	str_fill(right, N_("{done} of {n}"), "done", NUM(d->ticked), "n", NUM(d->lv.list.ids.n),
		NULL);
}

static void top_roll(struct view *v, const struct area *a) {
	const struct roll_def *def = ((struct roll_view *)v->data)->roll.def;
	int x = 1;

	for (int i = 0; def->results[i] != NULL; i++)
		x = list_view_tab(a, x, i + 1, code_label(def->codes, code_of(def->results[i])),
			NULL, false);
	list_view_tab(a, x, 0, N_("Take off"), NULL, false);
}

/* Of these people only those for whom the digit changes anything. */
static enum rc to_change(struct view *v, int digit, struct ids *people, struct err *err) {
	struct roll_view *d = v->data;
	struct code *results = mem_zalloc(people->n + 1, sizeof *results);
	long long *records = mem_zalloc(people->n + 1, sizeof *records);
	enum rc rc = roll_results(v->st, v->actor, &d->roll, people->v, people->n, results,
		records, err);
	size_t kept = 0;

	for (size_t i = 0; rc == RC_OK && i < people->n; i++)
		if (digit > 0 ? !code_is(results[i], d->roll.def->results[digit - 1])
		              : records[i] != 0)
			people->v[kept++] = people->v[i];
	people->n = kept;
	free(results);
	free(records);
	return rc;
}

/* Each for itself, as x on the record would: another's entry waits for the head. */
static enum rc take_off(struct view *v, const struct ids *people, struct err *err) {
	struct roll_view *d = v->data;
	const struct event_def *def = event_find_def(d->roll.def->event);
	struct code *results = mem_zalloc(people->n + 1, sizeof *results);
	long long *records = mem_zalloc(people->n + 1, sizeof *records);
	struct record *rec = mem_zalloc(1, def->entity->size);
	enum rc rc = roll_results(v->st, v->actor, &d->roll, people->v, people->n, results,
		records, err);

	for (size_t i = 0; rc == RC_OK && i < people->n; i++) {
		if (records[i] == 0)
			continue;
		rc = event_get(v->st, v->actor, def, records[i], rec, err);
		if (rc == RC_OK)
			rc = record_void(v->st, v->actor, def->entity, records[i], rec->ver,
			                 tr(N_("taken off the roll")), err);
		entity_clear(def->entity, rec);
	}
	free(results);
	free(records);
	free(rec);
	return rc;
}

static unsigned tick(struct view *v, int digit) {
	struct roll_view *d = v->data;
	struct list *l = list_view_list(v);
	struct ids people = {0};
	struct err err = {0};
	int most = 0;

	while (d->roll.def->results[most] != NULL)
		most++;
	list_marked(l, &people);
	if (people.n == 0 && list_current(l) != 0)
		ids_add(&people, list_current(l));
	if (digit <= most && people.n > 0) {
		to_change(v, digit, &people, &err);
		if (err.rc == RC_OK && digit == 0)
			take_off(v, &people, &err);
		else if (err.rc == RC_OK && people.n > 0)
			roll_set(v->st, v->actor, &d->roll, people.v, people.n, digit, &err);
		if (err.rc == RC_OK && people.n == 0)
			ui_say(v->ui, tr(N_("It stands so already; nothing was changed.")));
		else if (err.rc == RC_OK)
			ui_sayf(v->ui, N_("Saved for {n}; u undoes."), "n", NUM(people.n), NULL);
		else
			ui_say_err(v->ui, &err);
	}
	if (err.rc == RC_OK && l->marks == 0 && l->at + 1 < l->ids.n)
		l->at++; /* one digit a line: the next one */
	if (err.rc == RC_OK)
		list_mark_only(l, &(struct ids){0});
	ids_clear(&people);
	return V_RELOAD | V_REDRAW;
}

static unsigned act_roll(struct view *v, enum action_id action, long long id, const struct key *k) {
	if (action == ACTION_DIGIT)
		return k != NULL && k->cp >= '0' && k->cp <= '9' ? tick(v,
			(int)(k->cp - '0')) : V_DONE;
	if (action != ACTION_OPEN)
		return V_NOT_MINE;
	ui_open(v->ui, SCREEN_FILE, &id);
	return V_REDRAW;
}

static bool can_roll(const struct view *v, enum action_id action) {
	const struct roll_view *d = v->data;

	return action != ACTION_DIGIT ||
	       (access_answer(v->actor->role, ACT_SAVE) != ACCESS_NO && !d->lv.unwritten);
}

static const struct list_screen screen = {
	.def = &roll_list, .top_rows = 1, .open = open_roll, .load = load_roll, .head = head_roll,
	.top = top_roll, .act = act_roll, .can = can_roll, .close = close_roll,
};

const struct view_ops roll_ops = {.name = "roll", LIST_VIEW_OPS(W_LEDGERS, struct roll_view,
	&screen)};
