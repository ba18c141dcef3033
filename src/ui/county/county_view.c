/* The county's first screen: how its stations stand. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "exchange/county/receive.h"
#include "model/access/disclosure.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"
#include "ui/loop/wizard.h"

/* ---- receive ---- */

/* Why the first that was not taken was not. */
static void on_file(void *ctx, const struct county_file *f) {
	struct str *why = ctx;

	if (f->err.rc != RC_OK && !why->n)
		str_add(why, f->err.text);
}

static unsigned receive(struct view *v, void *ctx, const char *path) {
	struct county_receipt done = {.files = 0};
	struct str why = {0};
	struct err err = {0};
	char **files = NULL;
	size_t n = 0;

	if (path == NULL || path[0] == '\0')
		return V_REDRAW;
	if (disclosure_may_open(v->st, v->actor, path, &err) == RC_OK &&
	    county_files(path, &files, &n, &err) == RC_OK &&
	    county_receive(v->st, v->actor, files, n, on_file, &why, &done, &err) == RC_OK)
		ui_sayf(v->ui, N_("{taken} returns taken, {same} were here, {refused} not taken. {why}"),
		        "taken", NUM(done.taken), "same", NUM(done.same), "refused",
		        NUM(done.refused), "why", str_text(&why), NULL);
	else
		ui_say_err(v->ui, &err);
	for (size_t i = 0; i < n; i++)
		free(files[i]);
	free(files);
	free(done.gaps.v);
	str_clear(&why);
	return V_RELOAD | V_REDRAW;
}

/* ---- a new station ---- */

struct station_answers {
	char *code, *name, *line, *month;
};
static const struct wizard_step add_steps[] = {
	{.question = N_("Code of the station, as on its returns:"),
	 TO_TEXT(struct station_answers, code), .wanted = true},
	{.question = N_("Its name:"), TO_TEXT(struct station_answers, name), .wanted = true},
	{.question = N_("Its public key, the line that begins with RW:"),
	 TO_TEXT(struct station_answers, line), .wanted = true},
	{.question = N_("First month it returns, like 2026-10:"),
	 TO_TEXT(struct station_answers, month), .wanted = true},
};

static unsigned added(struct view *v, void *answers) {
	const struct station_answers *a = answers;
	struct county_station s;
	struct err err = {0};

	entity_init(&county_station_def, &s);
	s.code = mem_strdup(a->code);
	s.name = mem_strdup(a->name);
	s.key = mem_strdup(a->line);
	s.first_month = mem_strdup(a->month);
	county_station_save(v->st, v->actor, &s, &err);
	entity_clear(&county_station_def, &s);
	return ui_done(v->ui, &err, N_("Its returns are taken from that month on."));
}
static const struct wizard add_wizard = WIZARD(add_steps, struct station_answers, added);

/* ---- the screen ---- */

static unsigned act(struct view *v, enum action_id action, long long id, const struct key *k) {
	const struct ask_text file = {.question = tr(N_("File or folder of returns:")),
	                              .answer = receive};

	if (action == ACTION_OPEN)
		ui_open(v->ui, SCREEN_COUNTY_RETURNS,
		        &county_stand_at(&list_view_list(v)->run, id)->id);
	else if (action == ACTION_RECEIVE)
		ui_ask_text(v->ui, &file);
	else if (action == ACTION_ADD)
		wizard_run(v, &add_wizard, NULL);
	else if (action == ACTION_MONTH)
		ui_open(v->ui, SCREEN_COUNTY_FIGURES, NULL);
	else if (action == ACTION_TABLES)
		ui_open(v->ui, SCREEN_COUNTY_TABLES, NULL);
	else
		return V_NOT_MINE;
	return V_REDRAW;
}

static bool can(const struct view *v, enum action_id action) {
	return action != ACTION_ADD ||
	       access_answer(v->actor->role, ACT_COUNTY_SETUP) == ACCESS_YES;
}

static void head(const struct view *v, struct str *left, struct str *right) {
	char month[COUNTY_MONTH], day[DATE_BUF];

	county_month_due(v->st, month);
	str_addf(left, "%s  ", tr(list_view_list(v)->run.def->label));
	str_fill(left, N_("{month} was to be here by {day}"), "month", month, "day",
	         date_format(county_due(v->st, month), day), NULL);
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

static const struct list_screen screen = {
	.def = &county_stations_list, .head = head, .act = act, .can = can};

const struct view_ops county_ops = {
	.name = "county", LIST_VIEW_OPS(W_COUNTY | W_COUNTY_ROOT, struct list_view, &screen)};
