/* The form of a team's member: who, in which role, from when to when, and the letter.
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/team/team.h"
#include "ui/form/forms.h"

enum { OF_MEMBER, OF_CONTACT };

static const struct form_row rows[] = {
	FORM_SECTION(N_("Who")),
	FORM_FIELD(OF_MEMBER, "role"),
	FORM_FIELD(OF_CONTACT, "name"),
	FORM_FIELD(OF_CONTACT, "unit"),
	FORM_FIELD(OF_CONTACT, "phone"),
	FORM_SECTION(N_("In the team")),
	FORM_FIELD(OF_MEMBER, "since"),
	FORM_FIELD(OF_MEMBER, "until"),
	FORM_FIELD(OF_MEMBER, "letter_no"),
	FORM_FIELD(OF_MEMBER, "letter_on"),
	FORM_FIELD(OF_MEMBER, "note"),
};

static enum rc load(const struct form_call *c, void *const rec[], struct err *err) {
	const struct field_env *env = station_env(c->st);
	struct team_member *m = rec[OF_MEMBER];
	enum rc rc;

	if (c->id == 0) {
		m->team.id = c->order;
		m->since = clock_today();
		return RC_OK;
	}
	rc = member_get(c->st, c->actor, c->id, m, err);
	if (rc == RC_OK && m->contact.id)
		return contact_get(c->st, c->actor, m->contact.id, rec[OF_CONTACT], err);
	if (rc == RC_OK) /* an officer is known by the name alone */
		((struct contact *)rec[OF_CONTACT])->name =
			mem_strdup(env->ref_name(env->ctx, "officer", m->officer.id));
	return rc;
}

static enum rc check(const struct form_call *c, void *const rec[], struct findings *told,
                     struct err *err) {
	findings_phones(told, &contact_def, rec[OF_CONTACT]);
	return RC_OK;
}

static enum rc save(const struct form_call *c, void *const rec[], struct str *said,
                    struct err *err) {
	struct team_member *m = rec[OF_MEMBER];
	const struct field_env *env = station_env(c->st);
	const char *name;
	char text[240];
	enum rc rc = member_save_with(c->st, c->actor, m, rec[OF_CONTACT], err);

	if (rc != RC_OK)
		return rc;
	name = env->ref_name(env->ctx, "team_member", m->rec.id);
	text_fill(text, sizeof text, tr(N_("Saved: {name}, {role}.")), "name", name ? name : "",
	          "role", code_label(&codes_team_role, m->role), NULL);
	str_add(said, text);
	return RC_OK;
}

static void about(const struct form_call *c, void *const rec[], struct str *out) {
	const struct team_member *m = rec[OF_MEMBER];
	const struct field_env *env = station_env(c->st);
	const char *team = env->ref_name(env->ctx, "help_team", m->team.id);

	str_add(out, team ? team : "");
}

const struct form_def member_form = {
	.id = "member", .title = N_("Team member"), .rows = rows,
	.row_count = sizeof rows / sizeof *rows, .entity = {&member_def, &contact_def},
	.load = load, .check = check, .save = save, .about = about,
};
