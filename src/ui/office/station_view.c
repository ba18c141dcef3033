/* Everything about the station itself in one place, by numbers: officers, who is in, villages,
 * settings, rhythms, names, attached files, where all of it lies, keys.
 * SPDX-License-Identifier: MIT */
#include "ui/office/station_view.h"

#include "model/lists.h"
#include "model/station/station.h"
#include "ui/form/forms.h"
#include "ui/loop/screens.h"

enum { FOOT_ROWS = 4 };

static unsigned act_name(struct view *v, enum action_id action, long long id) {
	form_open(v->ui, &station_name_form, &(struct form_call){.id = 0});
	return V_REDRAW;
}

static unsigned act_attached(struct view *v, enum action_id action, long long id) {
	long long person = list_view_person(v, id);

	if (person)
		ui_open(v->ui, SCREEN_FILE, &person);
	else
		ui_say(v->ui, tr(N_("No document names this file yet.")));
	return V_REDRAW;
}

/* ---- below the list ---- */

static const char *cell(struct view *v, const char *key) {
	const struct list *l = list_view_list(v);

	for (size_t i = 0; i < l->run.def->column_count; i++)
		if (strcmp(list_column_key(l->run.def, i), key) == 0)
			return list_text(&l->run, list_row(l), i);
	return "";
}

static void foot_setting(struct view *v, long long id, struct str *out) {
	str_addf(out, "%s = %s\n%s\n", cell(v, "key"), cell(v, "value"), cell(v, "help"));
}

static void foot_rhythm(struct view *v, long long id, struct str *out) {
	str_addf(out, "%s  %s  %s\n%s\n", cell(v, "kind"), cell(v, "rhythm"), cell(v, "windows"),
	         cell(v, "basis"));
}

static void foot_place(struct view *v, long long id, struct str *out) {
	if (*cell(v, "former"))
		str_addf(out, "%s: %s\n", tr(N_("Called before")), cell(v, "former"));
}

static void foot_key(struct view *v, long long id, struct str *out) {
	str_addf(out, "%s  %s\n%s\n", cell(v, "name"), cell(v, "key_id"), cell(v, "line"));
}

static void foot_fact(struct view *v, long long id, struct str *out) {
	str_addf(out, "%s\n", cell(v, "value"));
}

/* A file is on the officer's own machine: these lines are typed there. */
static void foot_attached(struct view *v, long long id, struct str *out) {
	const char *line = station_is_shared(v->st) ? "ssh wubao@station " : "wubao ";
	const char *in = station_is_shared(v->st) ? "< " : "";

	str_addf(out, "%s: %sattach %s%s\n", tr(N_("bring one in")), line, in, tr(N_("FILE")));
	if (id)
		str_addf(out, "%s: %sfetch %s > %s\n", tr(N_("take it out")), line,
		         cell(v, "number"), tr(N_("FILE")));
}

/* ---- the tabs ---- */

static const struct station_tab tabs[] = {
	{&officers_list, ACT_OFFICERS,
	 {ACTION_ADD, ACTION_EDIT, ACTION_OPEN, ACTION_OFFICER_PASSWORD, ACTION_OFFICER_KEY}, ACT_OFFICERS,
	 station_act_officer, NULL},
	{&sessions_list, ACT_OFFICERS, {ACTION_NONE}, ACT_OFFICERS, NULL, NULL},
	{&places_list, ACT_LIST,
	 {ACTION_ADD, ACTION_EDIT, ACTION_OPEN, ACTION_JOIN_VILLAGE, ACTION_PART_VILLAGE}, ACT_SETTINGS,
	 station_act_place, foot_place},
	{&settings_list, ACT_OFFICERS, {ACTION_EDIT, ACTION_OPEN}, ACT_OFFICERS,
	 station_act_setting, foot_setting},
	{&rhythms_list, ACT_LIST, {ACTION_EDIT, ACTION_OPEN}, ACT_OFFICERS, station_act_rhythm,
	 foot_rhythm},
	{&names_list, ACT_LIST, {ACTION_ADD}, ACT_OFFICERS, act_name, NULL},
	{&attached_list, ACT_PRINT, {ACTION_OPEN}, ACT_PRINT, act_attached, foot_attached},
	{&facts_list, ACT_LIST, {ACTION_NONE}, ACT_LIST, NULL, foot_fact},
	{&partners_list, ACT_OFFICERS, {ACTION_ADD, ACTION_DROP_KEY, ACTION_MAKE_KEY}, ACT_OFFICERS,
	 station_act_key, foot_key},
};
enum { TABS = sizeof tabs / sizeof *tabs };
/* Between the eighth and the last, which has 0, the backups, a screen of their own. */
enum { BACKUPS_TAB = 9 };

/* The digit of tab i. */
static int digit_of(size_t i) { return i + 1 < BACKUPS_TAB ? (int)i + 1 : 0; }

static bool may(const struct view *v, enum access_action action) {
	return access_answer(v->actor->role, action) != ACCESS_NO;
}

static const struct station_tab *tab_of(const struct view *v) {
	return &tabs[((const struct station_view *)v->data)->tab];
}

static unsigned show(struct view *v, size_t tab) {
	((struct station_view *)v->data)->tab = tab;
	return list_view_show(v, tabs[tab].def);
}

static enum rc open_station(struct view *v, const void *arg, struct err *err) {
	size_t first = 0;

	while (!may(v, tabs[first].access))
		first++;
	show(v, first);
	return RC_OK;
}

static void head_station(const struct view *v, struct str *left, struct str *right) {
	str_addf(left, "%s  %s", tr(N_("Station settings")), tr(tab_of(v)->def->label));
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

/* A number stays the same thing for every role. */
static void top_station(struct view *v, const struct area *a) {
	int x = 1;

	for (size_t i = 0; i < TABS; i++) {
		if (digit_of(i) == 0 && may(v, ACT_QUEUE))
			x = list_view_tab(a, x, BACKUPS_TAB, N_("Backups"), NULL, false);
		if (may(v, tabs[i].access))
			x = list_view_tab(a, x, digit_of(i), tabs[i].def->label, NULL, tab_of(v) == &tabs[i]);
	}
}

static void foot_station(struct view *v, const struct area *a) {
	const struct station_tab *t = tab_of(v);
	struct area text = {.top = a->top, .rows = a->rows, .cols = a->cols};
	struct str out = {0};
	char *line, *at;
	int y = a->top + 1;

	paint_rule(a->top);
	for (int i = 1; i < a->rows; i++)
		paint_blank(a->top + i);
	if (t->foot)
		t->foot(v, list_current(list_view_list(v)), &out);
	at = mem_strdup(str_text(&out));
	for (char *p = at; (line = strsep(&p, "\n")) != NULL;)
		if (*line)
			y = paint_wrapped(&text, y, 1, TONE_PLAIN, line);
	free(at);
	str_clear(&out);
}

static bool has(const struct station_tab *t, enum action_id action) {
	for (size_t i = 0; i < sizeof t->actions / sizeof *t->actions; i++)
		if (t->actions[i] == action)
			return true;
	return false;
}

static unsigned show_digit(struct view *v, int digit) {
	for (size_t i = 0; i < TABS; i++)
		if (digit_of(i) == digit && may(v, tabs[i].access))
			return show(v, i);
	if (digit == BACKUPS_TAB && may(v, ACT_QUEUE))
		ui_push(v->ui, &backups_ops, NULL);
	return V_REDRAW;
}

static unsigned act_station(struct view *v, enum action_id action, long long id,
                            const struct key *k) {
	const struct station_tab *t = tab_of(v);

	if (action == ACTION_DIGIT)
		return k != NULL ? show_digit(v, (int)(k->cp - '0')) : V_DONE;
	if (action == ACTION_OWN_PASSWORD)
		station_own_password(v);
	else if (has(t, action))
		return t->act(v, action, id);
	else
		return V_NOT_MINE;
	return V_REDRAW;
}

static bool can_station(const struct view *v, enum action_id action) {
	const struct station_tab *t = tab_of(v);

	switch ((int)action) {
	case ACTION_ADD:
	case ACTION_EDIT:
	case ACTION_OPEN:
	case ACTION_OFFICER_PASSWORD:
	case ACTION_OFFICER_KEY:
	case ACTION_JOIN_VILLAGE:
	case ACTION_PART_VILLAGE:
	case ACTION_MAKE_KEY:
	case ACTION_DROP_KEY:
		return has(t, action) && may(v, t->change);
	default:
		return true;
	}
}

static const struct list_screen screen = {
	.top_rows = 1, .foot_rows = FOOT_ROWS, .follow_new = true, .open = open_station,
	.head = head_station, .top = top_station, .foot = foot_station, .act = act_station,
	.can = can_station,
};

const struct view_ops station_ops = {
	.name = "station", LIST_VIEW_OPS(W_STATION, struct station_view, &screen)};
