/* Staff's lists: what was entered late, names to compare with the paper, what was saved while the
 * clock was wrong, files that may be one person's. Enter opens the file.
 * SPDX-License-Identifier: MIT */
#include "model/lists.h"
#include "ui/form/forms.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"
#include "ui/person/join_view.h"

static const struct list_def *const lists[] = {&late_list, &doubts_list, &clock_list,
                                               &dossier_gaps_list, &dossier_unfiled_list,
                                               &twins_list};
enum { LISTS = sizeof lists / sizeof *lists };

/* Who may not join sees no pairs, the last of them. */
static int count(const struct view *v) {
	return LISTS - (access_answer(v->actor->role, ACT_SAVE) == ACCESS_NO);
}

static enum rc open_checks(struct view *v, const void *arg, struct err *err) {
	list_view_show(v, lists[0]);
	return RC_OK;
}

static void head_checks(const struct view *v, struct str *left, struct str *right) {
	str_add(left, tr(N_("Lists to check")));
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

static void top_checks(struct view *v, const struct area *a) {
	int x = 1;

	for (int i = 0; i < count(v); i++)
		x = list_view_tab(a, x, i + 1, lists[i]->label, NULL,
		                  lists[i] == list_view_list(v)->run.def);
}

static bool is_twins(const struct view *v) { return list_view_list(v)->run.def == &twins_list; }

static unsigned act_checks(struct view *v, enum action_id action, long long id,
                           const struct key *k) {
	const struct twin_pair *pair = is_twins(v) ? twins_line(&list_view_list(v)->run, id) : NULL;
	long long person = list_view_person(v, id);

	if (action == ACTION_DIGIT)
		return k == NULL || k->cp < '1' || k->cp >= '1' + (unsigned)count(v)
		               ? V_DONE
		               : list_view_show(v, lists[k->cp - '1']);
	if (action == ACTION_JOIN && !is_twins(v))
		return list_view_show(v, &twins_list);
	if ((action == ACTION_OPEN || action == ACTION_JOIN) && pair)
		join_open(v, pair);
	else if (action == ACTION_APART && pair)
		join_ask_apart(v, pair);
	else if (action == ACTION_OPEN)
		ui_open(v->ui, SCREEN_FILE, &person);
	else if (action == ACTION_EDIT)
		open_resident_form(v->ui, person);
	else
		return V_NOT_MINE;
	return V_REDRAW;
}

static bool can_checks(const struct view *v, enum action_id action) {
	if (action == ACTION_APART || action == ACTION_MOVE_TEAM)
		return (action == ACTION_APART) == is_twins(v);
	return action != ACTION_EDIT || list_view_list(v)->run.def == &doubts_list;
}

static const struct list_screen screen = {
	.top_rows = 1, .open = open_checks, .head = head_checks, .top = top_checks,
	.act = act_checks, .can = can_checks,
};

const struct view_ops checks_ops = {.name = "checks", LIST_VIEW_OPS(W_CHECKS, struct list_view,
                                                                    &screen)};
