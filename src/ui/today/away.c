/* Who is away now, and what waits for approval: every answer is one key on its line (rule 19.3).
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/event/event_list.h"
#include "model/event/leave.h"
#include "model/lists.h"
#include "model/station/tables.h"
#include "ui/form/forms.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"
#include "ui/loop/wizard.h"

static struct list_query *query_of(const struct view *v) { return &list_view_list(v)->run.q; }

static const struct leave *marked(const struct view *v) {
	const struct list *l = list_view_list(v);

	return (const struct leave *)event_list_record(&l->run, list_row(l));
}

static void top_away(struct view *v, const struct area *a) {
	const struct field_env *names = station_env(v->st);
	int x = 1;

	for (int i = 0; i < AWAY_PARTS; i++)
		x = list_view_tab(a, x, i + 1, away_part_label((enum away_part)i), NULL,
		                  i == query_of(v)->group);
	if (query_of(v)->place)
		paint_run(a->top, x + 2, TONE_BOLD,
		          names->ref_name(names->ctx, "place", query_of(v)->place));
}

/* ---- the answers ---- */

struct answers {
	long long leave, place;
	enum leave_answer what;
	char *text;
	struct date day;
};

static enum rc check_day(struct view *v, void *answers, struct err *err) {
	struct answers *a = answers;

	a->day = clock_today();
	return a->text[0] ? date_parse_entry(a->text, clock_today(), &a->day, err) : RC_OK;
}

static enum rc check_village(struct view *v, void *answers, struct err *err) {
	struct answers *a = answers;

	a->place = a->text[0] ? place_find(v->st, a->text) : 0;
	return !a->text[0] || a->place
	               ? RC_OK
	               : err_set(err, RC_NOT_FOUND, "place.none",
	                         N_("No village or community is called {name}"), "name", a->text,
	                         (char *)NULL);
}

static unsigned answered(struct view *v, void *answers) {
	static const char *const said[] = {
		[LEAVE_APPROVE] = N_("The leave is approved.  u undoes."),
		[LEAVE_REFUSE] = N_("The leave is refused.  u undoes."),
		[LEAVE_EXTEND] = N_("The leave is extended.  u undoes."),
		[LEAVE_WRITTEN] = N_("It was reported in writing.  u undoes."),
		[LEAVE_RETURN] = N_("Back from leave.  u undoes.")};
	const struct answers *a = answers;
	struct err err = {0};

	(void)leave_answer(v->st, v->actor, a->leave, a->what, a->day, a->text, &err);
	return ui_done(v->ui, &err, said[a->what]);
}

static unsigned narrowed(struct view *v, void *answers) {
	query_of(v)->place = ((const struct answers *)answers)->place;
	return list_view_again(v);
}

static const struct wizard_step reason_steps[] = {
	{.question = N_("Refuse this leave. Why?"), TO_TEXT(struct answers, text), .wanted = true}};
static const struct wizard_step extend_steps[] = {
	{.question = N_("Extended to which day?"), TO_TEXT(struct answers, text), .wanted = true,
         .check = check_day}};
static const struct wizard_step back_steps[] = {
	{.question = N_("Back since which day? (blank: today)"), TO_TEXT(struct answers, text),
         .check = check_day}};
static const struct wizard_step village_steps[] = {
	{.question = N_("Village (blank: all):"), TO_TEXT(struct answers, text), .ref = "place",
         .check = check_village}};
static const struct {
	enum action_id action;
	enum leave_answer what;
	struct wizard ask; /* without steps: nothing is asked */
} doings[] = {
	{ACTION_APPROVE, LEAVE_APPROVE, {.done = answered}},
	{ACTION_REFUSE, LEAVE_REFUSE, WIZARD(reason_steps, struct answers, answered)},
	{ACTION_EXTEND, LEAVE_EXTEND, WIZARD(extend_steps, struct answers, answered)},
	{ACTION_IN_WRITING, LEAVE_WRITTEN, {.done = answered}},
	{ACTION_RETURNED, LEAVE_RETURN, WIZARD(back_steps, struct answers, answered)},
	{ACTION_OF_VILLAGE, LEAVE_APPROVE, WIZARD(village_steps, struct answers, narrowed)},
};

static unsigned act_away(struct view *v, enum action_id action, long long id, const struct key *k) {
	long long person = list_view_person(v, id);

	for (size_t i = 0; i < sizeof doings / sizeof *doings; i++) {
		struct answers a = {.leave = id, .what = doings[i].what, .day = clock_today()};

		if (doings[i].action != action)
			continue;
		if (doings[i].ask.count == 0)
			return doings[i].ask.done(v, &a);
		wizard_run(v, &doings[i].ask, &a);
		return V_REDRAW;
	}
	if (action == ACTION_DIGIT) {
		if (k == NULL || k->cp < '1' || k->cp >= '1' + AWAY_PARTS)
			return V_DONE;
		query_of(v)->group = (int)(k->cp - '1');
		return list_view_again(v);
	}
	if (action == ACTION_OPEN_FILE)
		ui_open(v->ui, SCREEN_FILE, &person);
	else if (action == ACTION_OPEN)
		open_event_form(v->ui, event_find_def("leave"), person, 0, id);
	else
		return V_NOT_MINE;
	return V_REDRAW;
}

/* What the line takes; the record itself is asked again when it is done. */
static bool can_away(const struct view *v, enum action_id action) {
	const struct leave *l = marked(v);

	if (l == NULL || action < ACTION_APPROVE || action > ACTION_RETURNED)
		return true;
	if (action == ACTION_APPROVE || action == ACTION_REFUSE)
		return leave_waits(l) || code_is(l->leave_state, "pending");
	if (action == ACTION_IN_WRITING)
		return !code_is(l->written, "yes");
	return !code_is(l->leave_state, "pending");
}

static const struct list_screen screen = {
	.def = &away_list, .top_rows = 1, .top = top_away, .act = act_away, .can = can_away,
};

const struct view_ops away_ops = {.name = "away", LIST_VIEW_OPS(W_CLOCKS, struct list_view, &screen)};
