/* Coming and going: their tables, and what they ask of their records.
 * SPDX-License-Identifier: MIT */
#include "model/event/coming.h"

#include "model/event/leave.h"

ENTITY_DEF(intake_def, N_("Case intake"), intake, INTAKE_FIELDS);
ENTITY_DEF(pickup_def, N_("Pick-up from a centre"), pickup, PICKUP_FIELDS);
ENTITY_DEF(moving_def, N_("Change of place"), moving, MOVING_FIELDS);
ENTITY_DEF(dual_control_def, N_("Dual control"), dual_control, DUAL_CONTROL_FIELDS);
ENTITY_DEF(lost_def, N_("Out of reach"), lost, LOST_FIELDS);
ENTITY_DEF(grid_entry_def, N_("Grid"), grid_entry, GRID_ENTRY_FIELDS);
ENTITY_DEF(check_in_def, N_("Check-in"), check_in, CHECK_IN_FIELDS);
ENTITY_DEF(follow_up_def, N_("Follow-up after release"), follow_up, FOLLOW_UP_FIELDS);

enum rc pickup_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	const struct pickup *p = rec;

	if (date_is_set(p->fetched) && !code_is_set(p->met))
		findings_ask(warnings, "met", N_("Was the resident met in person?"), NULL);
	if (!date_is_set(p->fetched) && date_before(p->release_on, today) && !p->not_fetched)
		findings_add(warnings, "fetched",
		             N_("The day of release has passed: say when, or why not."), NULL);
	return event_not_before(&pickup_def, "fetched", p->release_on, p->fetched, err);
}

enum rc checkin_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	const struct check_in *c = rec;

	if (code_is(c->kind, "month") && (c->days_due == INT_NONE || c->days_done == INT_NONE))
		return err_field(err, c->days_due == INT_NONE ? "days_due" : "days_done",
		                 "checkin.days", N_("A month says on how many days, of how many."),
		                 NULL);
	if (c->days_due != INT_NONE && c->days_done != INT_NONE && c->days_done > c->days_due)
		return err_field(err, "days_done", "checkin.more",
		                 N_("More days than were asked for."), NULL);
	return RC_OK;
}

enum rc lost_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	const struct lost *l = rec;

	if (!date_is_set(l->told_police) && !date_is_set(l->found))
		findings_add(warnings, "told_police",
		             N_("The police are to be told of who stays out of reach."), NULL);
	return event_not_before(&lost_def, "told_police", l->occurred, l->told_police, err);
}
