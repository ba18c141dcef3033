/* SPDX-License-Identifier: MIT */
#include "model/team/team.h"

static const struct field_def contact_fields[] = {CONTACT_FIELDS(FIELD_ROW, contact)};
const struct entity_def contact_def = ENTITY("contact", N_("Contact"), contact, contact_fields);

static const struct field_def member_fields[] = {MEMBER_FIELDS(FIELD_ROW, team_member)};
const struct entity_def member_def = ENTITY("team_member", N_("Team member"), team_member,
                                            member_fields);

static const struct field_def duty_fields[] = {DUTY_FIELDS(FIELD_ROW, duty)};
const struct entity_def duty_def = ENTITY("duty", N_("Package duty"), duty, duty_fields);

bool period_holds(struct date from, struct date to, struct date day) {
	return (!date_is_set(from) || !date_before(day, from)) &&
	       (!date_is_set(to) || !date_before(to, day));
}

static enum rc ends_after_start(struct date from, struct date to, struct err *err) {
	if (!date_is_set(from) || !date_is_set(to) || !date_before(to, from))
		return RC_OK;
	return err_field(err, "until", "team.sequence", N_("The end lies before the start. Correct"
	                                                   " one of the two."), NULL);
}

enum rc member_check(const struct team_member *m, struct date today, struct err *err) {
	enum rc rc = entity_check(&member_def, m, today, err);

	if (rc == RC_OK && (m->contact.id != 0) == (m->officer.id != 0))
		rc = err_field(err, "contact", "member.who", N_("Name either a contact or an"
		                                                " officer of the station."), NULL);
	return rc == RC_OK ? ends_after_start(m->since, m->until, err) : rc;
}

enum rc duty_check(const struct duty *d, struct date today, struct err *err) {
	enum rc rc = entity_check(&duty_def, d, today, err);

	return rc == RC_OK ? ends_after_start(d->since, d->until, err) : rc;
}
