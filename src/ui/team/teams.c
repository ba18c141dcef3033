/* The help teams: members, residents, and which seats are empty; Enter opens the members.
 * SPDX-License-Identifier: MIT */

#include "model/lists.h"
#include "model/team/team.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"

/* A new team, or (ctx) a new name for the marked one. */
static unsigned name_typed(struct view *v, void *ctx, const char *text) {
	long long id = ctx ? list_current(list_view_list(v)) : 0;
	struct help_team t;
	struct err err = {0};
	enum rc rc = RC_OK;

	if (text == NULL || text[0] == '\0')
		return V_REDRAW;
	entity_init(&team_def, &t);
	if (id)
		rc = team_get(v->st, v->actor, id, &t, &err);
	free(t.name);
	t.name = mem_strdup(text);
	if (rc == RC_OK)
		rc = team_save(v->st, v->actor, &t, &err);
	if (rc != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_sayf(v->ui, N_("Saved: {name}."), "name", text, NULL);
	entity_clear(&team_def, &t);
	return V_RELOAD | V_REDRAW;
}

static unsigned act_teams(struct view *v, enum action_id action, long long team,
                          const struct key *k) {
	const struct list *l = list_view_list(v);
	struct ask_text ask = {.question = tr(N_("Name of the help team:")), .answer = name_typed};

	if (action == ACTION_EDIT) {
		ask.initial = list_text(&l->run, list_row(l), 0);
		ask.ctx = v;
	}
	if (action == ACTION_OPEN)
		ui_open(v->ui, SCREEN_TEAM, &team);
	else if (action == ACTION_ADD || action == ACTION_EDIT)
		ui_ask_text(v->ui, &ask);
	else
		return V_NOT_MINE;
	return V_REDRAW;
}

static const struct list_screen screen = {.def = &teams_list, .act = act_teams};

const struct view_ops teams_ops = {.name = "teams", LIST_VIEW_OPS(W_TEAMS, struct list_view,
                                                                  &screen)};
