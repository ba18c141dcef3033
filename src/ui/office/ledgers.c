/* The station's own registers: which there are, and one of them. SPDX-License-Identifier: MIT */
#include "exchange/print/form.h"
#include "model/ledger/roll.h"
#include "model/ledger/station_due.h"
#include "model/team/request.h"
#include "ui/form/forms.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"

/* ---- which there are ---- */

static unsigned act_ledgers(struct view *v, enum action_id action, long long id,
                            const struct key *k) {
	if (action == ACTION_DIGIT) {
		id = k != NULL && k->cp > '0' && k->cp <= '9' ? (long long)(k->cp - '0') : 0;
		action = ACTION_OPEN;
	}
	if (action != ACTION_OPEN)
		return V_NOT_MINE;
	if (id >= 1 && (size_t)id <= list_view_list(v)->ids.n)
		ui_open(v->ui, SCREEN_LEDGER, &ledger_table[id - 1]);
	return V_REDRAW;
}

static const struct list_screen all_screen = {
	.def = &ledgers_list, .act = act_ledgers,
};

const struct view_ops ledgers_ops = {.name = "ledgers", LIST_VIEW_OPS(W_LEDGERS, struct list_view,
                                                                      &all_screen)};

/* ---- one of them ---- */

struct ledger_view {
	struct list_view lv;
	const struct ledger_def *def;
	long long printing; /* the record whose form is printed; 0: there is none */
};

static enum rc open_ledger(struct view *v, const void *arg, struct err *err) {
	struct ledger_view *d = v->data;

	d->def = arg != NULL ? arg : ledger_table;
	list_view_show(v, ledger_list_def(d->def));
	return RC_OK;
}

static unsigned void_reason(struct view *v, void *ctx, const char *reason) {
	struct ledger_view *d = v->data;
	struct record *rec = mem_zalloc(1, d->def->entity->size);
	long long id = list_current(list_view_list(v));
	struct err err = {0};

	if (reason == NULL || reason[0] == '\0')
		err_set(&err, RC_INVALID, "void.reason",
			N_("Nothing was voided: a reason is needed."),
		        NULL);
	else if (ledger_get(v->st, v->actor, d->def, id, rec, &err) == RC_OK)
		record_void(v->st, v->actor, d->def->entity, id, rec->ver, reason, &err);
	entity_clear(d->def->entity, rec);
	free(rec);
	return ui_done(v->ui, &err,
		N_("Voided; the record stays in the history. u takes it back."));
}

/* ---- its form, and any other one empty ---- */

static unsigned print_form_of_station(struct view *v, const struct form_ask *ask) {
	struct err err = {0};
	char *path = NULL;

	form_print(v->st, v->actor, ask, &path, &err);
	return ui_written(v->ui, &err, N_("The page to print is {path}"), path);
}

static unsigned form_typed(struct view *v, void *ctx, const char *word) {
	const struct form_ask ask = {.form = word ? print_form_find(word) : NULL, .blank = true};

	if (ask.form)
		return print_form_of_station(v, &ask);
	if (word && *word)
		ui_sayf(v->ui, N_("There is no form called {word}; see wubao print."), "word", word, NULL);
	return V_REDRAW;
}

/* Of a record, the form of it; empty; or another one, empty, which is told by its name. */
static unsigned what_printed(struct view *v, void *ctx, int choice) {
	const struct ledger_view *d = v->data;
	const struct form_ask ask = {.form = print_form_of(d->def->id), .blank = choice == 2,
	                             .record = choice == 1 ? d->printing : 0};

	if (choice == 3 || (choice == 1 && !ask.form))
		ui_ask_text(v->ui, &(struct ask_text){.answer = form_typed, .initial = "f1",
		            .question = tr(N_("An empty form, f1 to f15 or notice:"))});
	else if (choice == 1 && !d->printing)
		ui_say(v->ui, tr(N_("There is no record here to print; 2 prints the form empty.")));
	else if (choice > 0)
		return print_form_of_station(v, &ask);
	return V_REDRAW;
}

static void print(struct view *v, long long id) {
	struct ledger_view *d = v->data;
	const struct print_form *form = print_form_of(d->def->id);
	const char *choices[4] = {NULL};
	struct str blank = {0};
	size_t n = 0;

	d->printing = id;
	if (form) {
		str_fill(&blank, N_("{form}, empty"), "form", tr(form->title), NULL);
		choices[n++] = tr(form->title);
		choices[n++] = str_text(&blank);
	}
	choices[n] = tr(N_("Another form, empty"));
	ui_ask(v->ui, &(struct ask){.question = tr(N_("Print what?")), .choices = choices,
	                            .answer = what_printed});
	str_clear(&blank);
}

static unsigned act_ledger(struct view *v, enum action_id action, long long id,
                           const struct key *k) {
	const struct ledger_view *d = v->data;
	const struct ask_text why = {.question = tr(N_("Void the marked record. Reason:")),
	                             .answer = void_reason};

	if (action == ACTION_ADD)
		open_ledger_form(v->ui, d->def, 0, false);
	else if (action == ACTION_OPEN && roll_of(d->def) != NULL)
		ui_open(v->ui, SCREEN_ROLL, &(struct roll){roll_of(d->def), id});
	else if (action == ACTION_EDIT || action == ACTION_OPEN)
		open_ledger_form(v->ui, d->def, id, action == ACTION_OPEN);
	else if (action == ACTION_VOID)
		ui_ask_text(v->ui, &why);
	else if (action == ACTION_PRINT)
		print(v, id);
	else
		return V_NOT_MINE;
	return V_REDRAW;
}

static bool can_ledger(const struct view *v, enum action_id action) {
	if (action == ACTION_PRINT)
		return access_answer(v->actor->role, ACT_PRINT) != ACCESS_NO;
	return action != ACTION_HAND_OVER;
}

static const struct list_screen one_screen = {
	.follow_new = true, .open = open_ledger, .act = act_ledger, .can = can_ledger,
};

const struct view_ops ledger_ops = {
	.name = "ledger", LIST_VIEW_OPS(W_TEAM | W_TEAMS, struct ledger_view, &one_screen)};

/* ---- what the station itself has to do ---- */

static void open_return(struct view *v, const struct station_due *d) {
	struct sent_arg arg = {.no = d->done};
	char month[8];

	snprintf(month, sizeof month, "%.7s", d->what);
	if (date_parse_month(month, &arg.month))
		ui_open(v->ui, SCREEN_SENT, &arg);
}

/* A line opens its record to be filled in, or the register where there is no one record. */
static unsigned act_due(struct view *v, enum action_id action, long long id, const struct key *k) {
	const struct station_due *d = station_due_at(&list_view_list(v)->run, id);

	if (action != ACTION_OPEN || d == NULL)
		return action == ACTION_DIGIT ? V_DONE : V_NOT_MINE;
	if (d->kind == STATION_RETURN)
		open_return(v, d);
	else if (d->id == 0 || access_answer(v->actor->role, ACT_SAVE) == ACCESS_NO)
		ui_open(v->ui, SCREEN_LEDGER, station_due_ledger(d->kind));
	else
		open_ledger_form(v->ui, station_due_ledger(d->kind), d->id, false);
	return V_REDRAW;
}

static const struct list_screen due_screen = {
	.def = &station_due_list, .act = act_due,
};

const struct view_ops station_due_ops = {
	.name = "station-due", LIST_VIEW_OPS(W_LEDGERS, struct list_view, &due_screen)};
