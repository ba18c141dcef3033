/* What a line of Today opens: the form that answers it, filled in. SPDX-License-Identifier: MIT */
#include "ui/today/today.h"

#include "core/clock.h"
#include "model/event/drug_testing.h"
#include "model/event/registers.h"
#include "model/rules/duty_kind.h"
#include "model/rules/file_gap.h"
#include "ui/form/forms.h"
#include "ui/loop/screens.h"
#include "ui/loop/ui_priv.h"

enum { MADE_UP = 1, TYPED_LATE, EXPLAINED };

/* A record for the line's window: a day outside of it is asked about, unless note (N_(), with {from}
 * and {to}) says which one it fills. */
static void open_for_window(struct view *v, const struct due_item *it, const struct event_def *reg,
                            const struct form_preset *presets, const char *note) {
	const struct form_def def = event_form(reg);
	char text[300] = "", from[DATE_BUF], to[DATE_BUF];

	if (note)
		text_fill(text, sizeof text, tr(note), "from", date_format(it->row.first, from), "to",
		          date_format(it->row.due_on, to), NULL);
	form_open(v->ui, &def, &(struct form_call){.event = reg, .resident = it->resident,
	                                           .order = it->order_id, .presets = presets,
	                                           .note = note ? text : NULL, .within = !note,
	                                           .from = it->row.first, .to = it->row.due_on});
}

/* A window that ended without a test is answered by a make-up test, by one that was taken and not
 * written down, or by what happened (rule 4.13). */
static unsigned missed_answer(struct view *v, void *ctx, int choice) {
	const struct due_item *it = today_item(v);
	char window[16], last[DATE_BUF];
	const struct form_preset made_up[] = {{"nature", "makeup"}, {NULL, NULL}};
	const struct form_preset explained[] = {{"window_no", window}, {NULL, NULL}};

	if (it == NULL)
		return V_REDRAW;
	snprintf(window, sizeof window, "%d", it->row.window);
	if (choice == MADE_UP)
		open_for_window(v, it, test_register(), made_up,
		                N_("A make-up counts for the window of its own day; {from} to {to} stays missed, and is answered."));
	else if (choice == TYPED_LATE)
		open_for_window(v, it, test_register(),
		                (const struct form_preset[]){
					{"occurred", date_format(it->row.due_on, last)}, {NULL, NULL}},
		                NULL);
	else if (choice == EXPLAINED)
		open_event_form_with(v->ui, event_find_def("missed"), it->resident, it->order_id,
		                     explained);
	return V_REDRAW;
}

static void ask_missed(struct view *v, const struct due_item *it) {
	const char *const choices[] = {tr(N_("Make-up test, taken now")),
	                               tr(N_("It was taken in time: record it")),
	                               tr(N_("It was missed: record what happened")), NULL};
	char text[200], first[DATE_BUF], last[DATE_BUF];
	struct ask ask = {.question = text, .choices = choices, .answer = missed_answer};

	text_fill(text, sizeof text, tr(N_("No test from {first} to {last}.")), "first",
	          date_format(it->row.first, first),
	          "last", date_format(it->row.due_on, last), NULL);
	ui_ask(v->ui, &ask);
}

/* The form of the kind's register; what is overdue may have happened in time, so it begins in its
 * window. */
static void open_regular(struct view *v, const struct due_item *it) {
	const struct duty_kind_def *kind = duty_kind_of_due(it->row.kind);
	struct form_preset preset[3] = {{NULL, NULL}};
	char last[DATE_BUF];
	size_t n = 0;

	if (kind->preset)
		preset[n++] = (struct form_preset){kind->preset, kind->value};
	if (date_before(it->row.due_on, clock_today()))
		preset[n++] = (struct form_preset){"occurred", date_format(it->row.due_on, last)};
	open_for_window(v, it, event_find_def(kind->reg), preset, NULL);
}

static unsigned overdue_answer(struct view *v, void *ctx, int choice) {
	const struct due_item *it = today_item(v);
	char last[DATE_BUF];

	if (it != NULL && choice == 1)
		open_regular(v, it);
	else if (it != NULL && choice == 2)
		open_event_form_with(v->ui, event_find_def("excused"), it->resident, it->order_id,
		                     (const struct form_preset[]){
					     {"kind", duty_kind_of_due(it->row.kind)->kind},
					     {"window_day", date_format(it->row.due_on, last)},
					     {NULL, NULL}});
	return V_REDRAW;
}

/* What is overdue was held and not written down, or was not held for a reason that is kept. */
static void record_regular(struct view *v, const struct due_item *it) {
	const char *const choices[] = {tr(N_("Record it")), tr(N_("It was not held: record why")),
	                               NULL};
	char text[200], first[DATE_BUF], last[DATE_BUF];
	struct ask ask = {.question = text, .choices = choices, .answer = overdue_answer};

	if (!date_before(it->row.due_on, clock_today())) {
		open_regular(v, it);
		return;
	}
	text_fill(text, sizeof text, tr(N_("{kind}: none from {first} to {last}.")), "kind",
	          tr(due_kind_label(it->row.kind)), "first", date_format(it->row.first, first),
	          "last",
	          date_format(it->row.due_on, last), NULL);
	ui_ask(v->ui, &ask);
}

/* What the line is about stands already: a leave wants its return, a sample its result. */
static void open_record(struct view *v, const struct due_item *it, const char *start) {
	const char *reg;
	long long id;
	struct err err = {0};

	if (due_record(v->st, v->actor, it, &reg, &id, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
		return;
	}
	open_event_form_at(v->ui, event_find_def(reg), it->resident, it->order_id, id, start);
}

/* The draft begun before, else one drawn up now; nothing is saved until a person has read it. */
static void open_police(struct view *v, const struct due_item *it, const char *reason) {
	struct police_report draft;
	struct err err = {0};
	char day[DATE_BUF];

	if (police_draft(v->st, v->actor, it->order_id, code_of(reason), &draft, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else if (draft.rec.id)
		open_event_form_at(v->ui, event_find_def("police"), it->resident, it->order_id,
		                   draft.rec.id, "sent");
	else
		open_event_form_with(v->ui, event_find_def("police"), it->resident, it->order_id,
		                     (const struct form_preset[]){{"reason", reason},
		                                                  {"facts", draft.facts},
		                                                  {"covers",
		                                                   date_format(draft.covers, day)},
		                                                  {"sent_by", v->actor->name},
		                                                  {NULL, NULL}});
	entity_clear(&police_def, &draft);
}

static void open_team(struct view *v, long long resident) {
	struct err err = {0};
	struct resident r;

	if (resident_get(v->st, v->actor, resident, &r, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_open(v->ui, SCREEN_TEAM, &r.team.id);
	entity_clear(&resident_def, &r);
}

void today_record(struct view *v) {
	const struct due_item *it = today_item(v);
	const struct due_kind_def kind = due_kind_of(it != NULL ? it->row.kind : DUE_TEST);
	int which = it != NULL && it->resident ? file_gap_which(it->row.kind, it->row.window) : 0;

	if (it == NULL)
		return;
	switch (kind.door) {
	case DOOR_TEST:
		if (date_before(it->row.due_on, clock_today()))
			ask_missed(v, it);
		else
			open_for_window(v, it, test_register(), NULL, NULL);
		return;
	case DOOR_DUTY:
		record_regular(v, it);
		return;
	case DOOR_STATE: /* the release is a change of state, in the file */
		if (ui_open(v->ui, SCREEN_FILE, &it->resident) == RC_OK)
			ui_do(v->ui, v->ui->top, ACTION_STATE, NULL);
		return;
	case DOOR_ORDER:
		open_order_form_at(v->ui, it->resident, it->order_id, kind.field);
		return;
	case DOOR_EVENT:
		open_event_form_with(v->ui, event_find_def(kind.reg), it->resident, it->order_id,
		                     (const struct form_preset[]){{kind.field, kind.value},
		                                                  {NULL, NULL}});
		return;
	case DOOR_RECORD:
		open_record(v, it, kind.field);
		return;
	case DOOR_POLICE:
		open_police(v, it, kind.value);
		return;
	case DOOR_CLOCKS:
		ui_open(v->ui, SCREEN_CLOCKS, &it->resident);
		return;
	case DOOR_RESIDENT:
		form_open(v->ui, &resident_form,
		          &(struct form_call){.id = it->resident, .resident = it->resident,
		                              .start = kind.field});
		return;
	case DOOR_TEAM:
		open_team(v, it->resident);
		return;
	case DOOR_PACKAGE:
		gap_assign(v, it->resident, (enum package_cell_id)(which - 1));
		return;
	case DOOR_OLD_TESTS:
		today_ask_old(v);
		return;
	case DOOR_DOSSIER:
		gap_open_paper(v, it->resident, it->order_id, &dossier_items[which - 1]);
		return;
	}
}
