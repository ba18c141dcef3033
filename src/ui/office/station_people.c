/* The station's screen: officers with their passwords and keys. SPDX-License-Identifier: MIT */
#include "core/secret.h"
#include "core/sshkey.h"
#include "model/access/officer.h"
#include "ui/form/forms.h"
#include "ui/loop/wizard.h"
#include "ui/office/station_view.h"

/* ---- passwords: typed twice, shown as stars ---- */

struct typed {
	long long officer;
	bool known;  /* one's own, and the one there is was given */
	char *first; /* NULL: not yet */
};

static void forget(void *ctx) {
	struct typed *t = ctx;

	if (t->first)
		secret_wipe(t->first, strlen(t->first));
	free(t->first);
	free(t);
}

static unsigned password_typed(struct view *v, void *ctx, const char *text);

static void ask(struct view *v, struct typed *t) {
	const char *question = !t->known ? N_("Your password until now:")
	                     : !t->first ? N_("New password (blank: none):") : N_("The same once more:");

	ui_ask_text(v->ui, &(struct ask_text){.question = tr(question), .secret = true,
	                                      .answer = password_typed, .ctx = t, .drop = forget});
}

static void set(struct view *v, const struct typed *t, const char *again) {
	struct err err = {0};

	if (strcmp(t->first, again) != 0)
		ui_say(v->ui, tr(N_("The two were not the same; nothing was changed")));
	else if (officer_set_password(v->st, v->actor, t->officer, again, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_say(v->ui, tr(*again ? N_("the password is set") : N_("there is no password now")));
}

static unsigned password_typed(struct view *v, void *ctx, const char *text) {
	struct typed *t = ctx;
	struct err err = {0};

	if (text && !t->known && officer_check_password(v->st, v->actor, text, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
	} else if (text && !t->known) {
		t->known = true;
		ask(v, t);
		return V_REDRAW;
	} else if (text && !t->first) {
		t->first = mem_strdup(text);
		ask(v, t);
		return V_REDRAW;
	} else if (text) {
		set(v, t, text);
	}
	forget(t);
	return V_RELOAD | V_REDRAW;
}

static void ask_password(struct view *v, long long officer) {
	struct typed *t = mem_zalloc(1, sizeof *t);

	t->officer = officer;
	t->known = officer != v->actor->officer || !officer_has_password(v->st, v->actor);
	ask(v, t);
}

void station_own_password(struct view *v) { ask_password(v, v->actor->officer); }

/* ---- keys ---- */

struct key_asked {
	long long officer;
	char *line;
	int also;
};

static const char *const kept[] = {N_("In the place of the keys there are"),
                                   N_("Beside the keys there are"), NULL};
static const struct wizard_step key_steps[] = {
	{.question = N_("The officer's public key, as the .pub file has it:"),
	 TO_TEXT(struct key_asked, line), .wanted = true},
	{.question = N_("How is it taken in?"), TO_CHOICE(struct key_asked, also), .choices = kept},
};

static unsigned key_taken(struct view *v, void *answers) {
	const struct key_asked *k = answers;
	char fingerprint[SSHKEY_FINGERPRINT];
	struct err err = {0};

	if (officer_add_key(v->st, v->actor, k->officer, k->line, k->also != 2, fingerprint, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_sayf(v->ui, N_("key {fingerprint} is taken in; as root: wubao officer keys > {file}"),
		        "fingerprint", fingerprint, "file",
		        conf_text(station_conf(v->st), "station", "authorized_keys"), NULL);
	return V_RELOAD | V_REDRAW;
}
static const struct wizard key_wizard = WIZARD(key_steps, struct key_asked, key_taken);

unsigned station_act_officer(struct view *v, enum action_id action, long long id) {
	if (action == ACTION_OFFICER_PASSWORD)
		ask_password(v, id);
	else if (action == ACTION_OFFICER_KEY)
		wizard_run(v, &key_wizard, &(struct key_asked){.officer = id});
	else
		form_open(v->ui, &officer_form, &(struct form_call){.id = action == ACTION_ADD ? 0 : id});
	return V_REDRAW;
}
