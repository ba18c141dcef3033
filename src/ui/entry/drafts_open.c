/* Going on with a draft: its form or session, and the question at the log-in.
 * SPDX-License-Identifier: MIT */
#include "ui/entry/drafts.h"
#include "ui/form/forms.h"
#include "ui/loop/screens.h"
#include "ui/loop/ui_priv.h"

/* False: this program has no such form (another version's draft). */
static bool form_of(const struct draft *d, struct form_def *def, struct form_call *call) {
	static const struct form_def *const forms[] = {&resident_form, &order_form, &state_form,
	                                               &state_end_form, &state_move_form,
	                                               &member_form, &officer_form, &place_form,
	                                               &station_name_form, &due_form};
	const struct event_def *event = event_find_def(d->form);
	const struct ledger_def *ledger = ledger_find_def(d->form);

	*call = (struct form_call){.event = event,
	                           .ledger = ledger,
	                           .id = d->record,
	                           .resident = d->resident,
	                           .order = d->other,
	                           .draft = d->id};
	if (event || ledger)
		*def = event ? event_form(event) : ledger_form(ledger);
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		if (strcmp(forms[i]->id, d->form) != 0)
			continue;
		*def = *forms[i];
		return true;
	}
	return event != NULL || ledger != NULL;
}

const char *draft_title(const struct draft *d) {
	struct form_def def;
	struct form_call call;

	if (entry_draft_label(d->form))
		return entry_draft_label(d->form);
	if (!form_of(d, &def, &call))
		return d->form;
	return tr(def.title ? def.title : def.entity[0]->label);
}

void draft_add_whose(struct station *st, const struct actor *a, const struct draft *d,
                     struct str *out) {
	const struct field_env *env = station_env(st);
	const char *name = d->resident ? env->ref_name(env->ctx, "resident", d->resident) : NULL;
	struct draft whole = {0};

	if (name)
		str_add(out, name);
	else if (entry_draft_label(d->form))
		str_add(out, tr(N_("Entry session")));
	else if (draft_get(st, a, d->id, &whole, NULL) == RC_OK &&
	         !form_draft_value(whole.text, "name", out))
		str_add(out, tr(N_("(new)")));
	draft_clear(&whole);
}

void draft_say_elsewhere(struct ui *ui) {
	ui_say(ui,
	       tr(N_("This form is open at another terminal of yours: go on there, or leave it there first.")));
}

void draft_go_on(struct ui *ui, const struct draft *d) {
	struct form_def def;
	struct form_call call;

	if (d->elsewhere)
		draft_say_elsewhere(ui);
	else if (entry_draft_label(d->form))
		entry_go_on(ui->top, d->form);
	else if (form_of(d, &def, &call))
		form_open(ui, &def, &call);
	else
		ui_say(ui, tr(N_("This draft is of a form that this program does not have.")));
}

/* ---- at the log-in ---- */

/* The newest in which the line was dropped, or NULL. */
static const struct draft *newest_lost(const struct drafts *all) {
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].state == DRAFT_OPEN && !all->v[i].elsewhere)
			return &all->v[i];
	return NULL;
}

static unsigned lost_answer(struct view *below, void *ctx, int choice) {
	struct drafts all;
	const struct draft *lost;

	draft_list(below->st, below->actor, &all, NULL);
	lost = newest_lost(&all);
	if (choice == 1 && lost)
		draft_go_on(below->ui, lost);
	else if (choice == 2)
		ui_open(below->ui, SCREEN_DRAFTS, NULL);
	drafts_clear(&all);
	return V_REDRAW;
}

void drafts_tell(struct ui *ui) {
	struct view *v = ui->top;
	struct drafts all;
	struct err err = {0};
	const struct draft *lost;
	struct str name = {0};
	char n[24], field[24], question[300], list[80];
	const char *const choices[] = {tr(N_("Go on")), list, tr(N_("Later")), NULL};
	struct ask ask = {.question = question, .choices = choices, .answer = lost_answer};

	if (v == NULL)
		return;
	if (draft_list(ui->st, ui->actor, &all, &err) != RC_OK)
		ui_say_err(ui, &err);
	lost = newest_lost(&all);
	snprintf(n, sizeof n, "%zu", all.n);
	if (lost) {
		snprintf(field, sizeof field, "%lld", lost->field + 1);
		draft_add_whose(v->st, v->actor, lost, &name);
		text_fill(question, sizeof question,
			tr(N_("The line was dropped last time: {name}, {form}, field {n}. Go on?")),
			"name", str_text(&name), "form", draft_title(lost), "n", field, NULL);
		text_fill(list, sizeof list, tr(N_("List of drafts ({n})")), "n", n, NULL);
		ui_ask(ui, &ask);
	} else if (all.n > 0) {
		ui_sayf(ui, N_("{n} drafts wait; d lists them."), "n", n, (char *)NULL);
	}
	str_clear(&name);
	drafts_clear(&all);
}
