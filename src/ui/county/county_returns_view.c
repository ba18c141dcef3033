/* The returns of a station of the county, what they say, and the county's answer.
 * SPDX-License-Identifier: MIT */
#include "exchange/county/receive.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"
#include "ui/loop/wizard.h"

struct of_one {
	struct list_view lv;
	long long id; /* of the station, or of the return: the list's q.given */
	char *title;
};

static void close_one(struct view *v) { free(((struct of_one *)v->data)->title); }

static void head(const struct view *v, struct str *left, struct str *right) {
	const struct of_one *d = v->data;

	str_addf(left, "%s  %s", tr(d->lv.list.run.def->label), d->title);
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

/* ---- the answer ---- */

struct answers {
	long long id;
	int accept;
	char *reason, *figure, *question;
};

static bool has_figure(struct view *v, const void *answers) {
	const struct answers *a = answers;

	return a->figure && a->figure[0];
}

static const char *const verdicts[] = {N_("Not yet"), N_("Accept it"), NULL};
static const struct wizard_step accept_steps[] = {
	{.question = N_("Accept the marked return? A file for the station is written."),
	 TO_CHOICE(struct answers, accept), .choices = verdicts},
};
static const struct wizard_step back_steps[] = {
	{.question = N_("Why does the marked return go back?"), TO_TEXT(struct answers, reason),
	 .wanted = true},
	{.question = N_("Id of a figure asked about (blank: none):"),
	 TO_TEXT(struct answers, figure)},
	{.question = N_("What is asked about it?"), TO_TEXT(struct answers, question),
	 .when = has_figure, .wanted = true},
};

static unsigned answered(struct view *v, void *answers) {
	const struct answers *a = answers;
	char *path = NULL, *questions = NULL;
	struct err err = {0};

	if (a->accept == 1)
		return V_REDRAW;
	if (has_figure(v, answers))
		questions = mem_printf("%s=%s", a->figure, a->question);
	county_answer_file(v->st, v->actor,
	                   &(struct county_answer){.id = a->id, .accept = a->accept != 0,
	                                           .reason = a->reason, .questions = questions},
	                   NULL, &path, &err);
	free(questions);
	return V_RELOAD |
	       ui_written(v->ui, &err, N_("Answered; the file for the station is {path}"), path);
}
static const struct wizard accept_wizard = WIZARD(accept_steps, struct answers, answered);
static const struct wizard back_wizard = WIZARD(back_steps, struct answers, answered);

/* ---- the returns of one station ---- */

static enum rc open_returns(struct view *v, const void *arg, struct err *err) {
	struct of_one *d = v->data;
	struct county_station s;
	enum rc rc;

	d->id = *(const long long *)arg;
	d->lv.list.run.q.given = &d->id;
	rc = county_station_get(v->st, v->actor, d->id, &s, err);
	d->title = mem_strdup(s.name);
	entity_clear(&county_station_def, &s);
	return rc;
}

static unsigned act_returns(struct view *v, enum action_id action, long long id,
                            const struct key *k) {
	if (action == ACTION_OPEN)
		ui_open(v->ui, SCREEN_COUNTY_ROWS, &id);
	else if (action == ACTION_ACCEPT)
		wizard_run(v, &accept_wizard, &(struct answers){.id = id});
	else if (action == ACTION_GIVE_BACK)
		wizard_run(v, &back_wizard, &(struct answers){.id = id});
	else
		return V_NOT_MINE;
	return V_REDRAW;
}

static const struct list_screen returns_screen = {
	.def = &county_returns_list, .open = open_returns, .head = head, .act = act_returns,
	.close = close_one};
const struct view_ops county_returns_ops = {
	.name = "county-returns",
	LIST_VIEW_OPS(W_COUNTY | W_COUNTY_RETURNS, struct of_one, &returns_screen)};

/* ---- the figures of one return ---- */

static enum rc open_rows(struct view *v, const void *arg, struct err *err) {
	struct of_one *d = v->data;
	const struct field_env *env = station_env(v->st);
	struct county_got r;
	char which[60];
	enum rc rc;

	d->id = *(const long long *)arg;
	d->lv.list.run.q.given = &d->id;
	rc = county_returns_get(v->st, v->actor, &d->id, 1, &r, err);
	if (rc == RC_OK)
		text_fill(which, sizeof which, tr(N_("{month} number {no}")), "month", r.period, "no",
		          NUM(r.no), (char *)NULL);
	if (rc == RC_OK)
		d->title = mem_printf("%s  %s", env->ref_name(env->ctx, "county_station", r.station.id),
		                      which);
	entity_clear(&county_return_def, &r);
	return rc;
}

static const struct county_row *row_at(const struct view *v, long long id) {
	return &((const struct county_rows *)list_view_list(v)->run.data)->v[id - 1];
}

/* A number of people has names behind it, where the station sent them. */
static bool can_rows(const struct view *v, enum action_id action) {
	long long id = list_current(list_view_list(v));
	const struct county_row *r = id ? row_at(v, id) : NULL;

	if (action != ACTION_OPEN)
		return true;
	return r && r->tab == 0 && r->denominator == INT_NONE &&
	       access_answer(v->actor->role, ACT_COUNTY_NAMES) != ACCESS_NO;
}

struct opening {
	long long line;
	char *reason;
};
static const struct wizard_step open_steps[] = {
	{.question = N_("Why are these names opened? It is logged."),
	 TO_TEXT(struct opening, reason), .wanted = true},
};

static unsigned opened(struct view *v, void *answers) {
	const struct of_one *d = v->data;
	const struct opening *o = answers;
	const struct county_row *r = row_at(v, o->line);
	struct county_names names;
	char *title = mem_printf("%s  %s  %s", d->title, r->place_name,
	                         r->label);
	struct err err = {0};

	if (county_names_open(v->st, v->actor, d->id, r->figure, r->place, o->reason, &names,
	                      &err) == RC_OK)
		ui_open(v->ui, SCREEN_COUNTY_NAMES, &(struct county_names_arg){title, &names});
	else
		ui_say_err(v->ui, &err);
	county_names_clear(&names);
	free(title);
	return V_REDRAW;
}
static const struct wizard open_wizard = WIZARD(open_steps, struct opening, opened);

static unsigned act_rows(struct view *v, enum action_id action, long long id, const struct key *k) {
	if (action != ACTION_OPEN)
		return V_NOT_MINE;
	wizard_run(v, &open_wizard, &(struct opening){.line = id});
	return V_REDRAW;
}

static const struct list_screen rows_screen = {
	.def = &county_rows_list, .open = open_rows, .head = head, .act = act_rows, .can = can_rows,
	.close = close_one};
const struct view_ops county_rows_ops = {
	.name = "county-rows", LIST_VIEW_OPS(W_COUNTY_ROWS, struct of_one, &rows_screen)};

/* ---- names that were opened: looked at, nothing else ---- */

struct opened_names {
	struct list_view lv;
	struct county_names names; /* the list's q.given */
	char *title;
};

static enum rc open_names(struct view *v, const void *arg, struct err *err) {
	const struct county_names_arg *a = arg;
	struct opened_names *d = v->data;

	d->title = mem_strdup(a->title);
	d->names = *a->names;
	*a->names = (struct county_names){NULL, 0};
	d->lv.list.run.q.given = &d->names;
	return RC_OK;
}

static void close_names(struct view *v) {
	struct opened_names *d = v->data;

	county_names_clear(&d->names);
	free(d->title);
}

static void head_names(const struct view *v, struct str *left, struct str *right) {
	str_add(left, ((const struct opened_names *)v->data)->title);
	str_add(right, v->actor->name);
}

static const struct list_screen names_screen = {
	.def = &county_names_list, .open = open_names, .head = head_names, .close = close_names};
const struct view_ops county_names_ops = {
	.name = "county-names", LIST_PAGE_OPS(W_LIST, struct opened_names, &names_screen)};
