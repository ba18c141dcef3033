/* The station's screen: the key it signs with and those of other stations it trusts (rule 18.8).
 * SPDX-License-Identifier: MIT */
#include "model/station/partner.h"
#include "ui/loop/wizard.h"
#include "ui/office/station_view.h"

struct answers {
	long long id; /* of the key that is taken out */
	char *name, *line, *reason;
	int same;
};

/* ---- take one in ---- */

static enum rc check_line(struct view *v, void *answers, struct err *err) {
	struct sign_public key;

	return sign_public_parse(((const struct answers *)answers)->line, &key, err);
}

/* What a voice on the telephone is asked to read out. */
static void say_same(struct view *v, void *answers, struct wizard_words *w) {
	const struct answers *a = answers;
	struct sign_public key;
	char id[SIGN_ID_BUF] = "";

	if (sign_public_parse(a->line, &key, NULL) == RC_OK)
		sign_id_text(&key, id);
	str_fill(&w->question, N_("Key {key}: did {name} read it out to you, and is it the same?"),
	         "key", id, "name", a->name, NULL);
}

static const char *const same[] = {N_("Not yet"), N_("Yes, the same: trust it"), NULL};
static const struct wizard_step add_steps[] = {
	{.question = N_("Whose key is it? The station's name:"), TO_TEXT(struct answers, name),
	 .wanted = true},
	{.question = N_("Its public key, the line that begins with RW:"),
	 TO_TEXT(struct answers, line), .wanted = true, .check = check_line},
	{TO_CHOICE(struct answers, same), .choices = same, .say = say_same},
};

static unsigned added(struct view *v, void *answers) {
	const struct answers *a = answers;
	struct sign_public key;
	struct err err = {0};
	enum rc rc = a->same == 2 ? sign_public_parse(a->line, &key, &err) : RC_CANCELLED;

	if (rc == RC_CANCELLED)
		return V_REDRAW;
	if (rc == RC_OK)
		partner_add(v->st, v->actor, a->name, &key, &err);
	return ui_done(v->ui, &err, N_("The key is trusted from now on."));
}
static const struct wizard add_wizard = WIZARD(add_steps, struct answers, added);

/* ---- take one out ---- */

static const struct wizard_step drop_steps[] = {
	{.question = N_("The marked key is trusted no more. Reason:"), TO_TEXT(struct answers, reason),
	 .wanted = true},
};

static unsigned dropped(struct view *v, void *answers) {
	const struct answers *a = answers;
	struct partner_key p;
	struct err err = {0};

	if (partner_get(v->st, v->actor, a->id, &p, &err) == RC_OK)
		partner_drop(v->st, v->actor, p.name, a->reason, &err);
	entity_clear(&partner_def, &p);
	return ui_done(v->ui, &err, N_("The key is trusted no more."));
}
static const struct wizard drop_wizard = WIZARD(drop_steps, struct answers, dropped);

unsigned station_act_key(struct view *v, enum action_id action, long long id) {
	struct err err = {0};

	if (action == ACTION_ADD)
		wizard_run(v, &add_wizard, NULL);
	else if (action == ACTION_DROP_KEY && id > PARTNERS_OWN)
		wizard_run(v, &drop_wizard, &(struct answers){.id = id - PARTNERS_OWN});
	else if (action == ACTION_DROP_KEY)
		ui_say(v->ui, tr(N_("This station's own key stays: what it signed is known by it.")));
	else if (signing_key_make(v->st, v->actor, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_say(v->ui, tr(N_("Made. Its line goes to the other stations; copy the .key file "
		                    "beside the database to a safe place.")));
	return V_RELOAD | V_REDRAW;
}
