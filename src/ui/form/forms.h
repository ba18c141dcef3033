/* The forms, as screens open them. Each puts a form on top; when it is left after a save the view
 * below loads again. Not RC_OK: the sentence is on the message line.
 * SPDX-License-Identifier: MIT */
#ifndef UI_FORM_FORMS_H
#define UI_FORM_FORMS_H

#include "model/event/event.h"
#include "model/ledger/ledger.h"
#include "ui/form/form.h"
#include "ui/loop/view.h"

extern const struct form_def resident_form, order_form, state_form, state_end_form,
	state_move_form, member_form, officer_form, place_form, station_name_form, due_form;
/* The form of a register: the test's own table, else every field in its order. */
struct form_def event_form(const struct event_def *event);
/* The form of one of the station's registers: every field in its order. */
struct form_def ledger_form(const struct ledger_def *ledger);

/* A positive result or a refusal on the wrong person is the worst of mistakes: where two names
 * could be taken for each other, the end of the file number is asked for (struct form_def,
 * guard). */
bool form_guard_grave(const struct form_call *c, const struct entity_def *def, const void *rec,
                      long long resident, struct str *question, struct str *answer);

/* def and call are copied; call's station and actor are filled in. */
enum rc form_open(struct ui *ui, const struct form_def *def, const struct form_call *call);

/* What screens call. id 0: new. A new resident goes on to the order form. */
static inline enum rc open_resident_form(struct ui *ui, long long id) {
	return form_open(ui, &resident_form, &(struct form_call){.id = id, .resident = id});
}
static inline enum rc open_order_form(struct ui *ui, long long resident, long long id) {
	return form_open(ui, &order_form,
	                 &(struct form_call){.id = id, .resident = resident, .order = id});
}
static inline enum rc open_order_form_at(struct ui *ui, long long resident, long long id,
                                         const char *field) {
	return form_open(
		ui, &order_form,
		&(struct form_call){.id = id, .resident = resident, .order = id, .start = field});
}
/* A member of a help team; call->order is the team. */
static inline enum rc open_member_form(struct ui *ui, long long team, long long id) {
	return form_open(ui, &member_form, &(struct form_call){.id = id, .order = team});
}
static inline enum rc open_ledger_form(struct ui *ui, const struct ledger_def *ledger, long long id,
                                       bool show) {
	const struct form_def def = ledger_form(ledger);

	return form_open(ui, &def, &(struct form_call){.ledger = ledger, .id = id, .show = show});
}
/* One event of a register. The order open on the day is found when saving; `order` is the one whose
 * line it came from, or 0. */
static inline enum rc open_event_form_at(struct ui *ui, const struct event_def *event,
                                         long long resident, long long order, long long id,
                                         const char *start) {
	const struct form_def def = event_form(event);

	return form_open(ui, &def,
	                 &(struct form_call){.event = event,
	                                     .id = id,
	                                     .resident = resident,
	                                     .order = order,
	                                     .start = start});
}
static inline enum rc open_event_form(struct ui *ui, const struct event_def *event,
                                      long long resident, long long order, long long id) {
	return open_event_form_at(ui, event, resident, order, id, NULL);
}
/* All that is due of a person, in one form. */
static inline enum rc open_due_form(struct ui *ui, long long resident) {
	return form_open(ui, &due_form, &(struct form_call){.resident = resident});
}
/* A new event with values the line it came from knows; line: that of Today it is meant for,
 * or NULL. */
static inline enum rc open_event_form_on(struct ui *ui, const struct event_def *event,
                                         long long resident, long long order,
                                         const struct due_row *line,
                                         const struct form_preset *presets) {
	const struct form_def def = event_form(event);

	return form_open(ui, &def,
	                 &(struct form_call){.event = event,
	                                     .resident = resident,
	                                     .order = order,
	                                     .line = line ? *line : (struct due_row){.group = 0},
	                                     .presets = presets});
}

#endif
