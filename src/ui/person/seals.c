/* Whose file should be sealed, as the rules propose; the head decides. And the lawful way back,
 * with its papers. SPDX-License-Identifier: MIT */

#include "model/lists.h"
#include "model/person/seal.h"
#include "ui/list/list_view.h"
#include "ui/loop/wizard.h"

struct answers {
	long long resident;
	char *number, *unit, *document, *article, *reason;
};

static unsigned set_seal(struct view *v, void *answers) {
	const struct answers *a = answers;
	struct err err = {0};

	seal_set(v->st, v->actor, a->resident, a->reason[strspn(a->reason, " ")] ? a->reason : NULL,
	         &err);
	return ui_done(v->ui, &err, N_("The file is sealed: it is only counted now."));
}

/* With all papers there: ask for it, or, after a second person said yes to these very words,
 * open. */
static unsigned open_sealed(struct view *v, void *answers) {
	const struct answers *a = answers;
	struct approval ask;
	struct err err = {0};
	enum rc rc = RC_OK;

	entity_init(&approval_def, &ask);
	ask.unit = mem_strdup(a->unit);
	ask.document = mem_strdup(a->document);
	ask.article = mem_strdup(a->article);
	ask.reason = mem_strdup(a->reason);
	TRY(seal_find(v->st, v->actor, a->number, &ask.resident.id, &err));
	TRY(seal_open(v->st, v->actor, &ask, &err));
	ui_sayf(v->ui, N_("file {number} is open again"), "number", a->number, NULL);
out:
	if (rc != RC_OK)
		ui_say_err(v->ui, &err);
	entity_clear(&approval_def, &ask);
	return V_RELOAD | V_REDRAW;
}

static const struct wizard_step seal_steps[] = {
	{.question = N_("Seal this file: it is only counted then. Why?"),
	 TO_TEXT(struct answers, reason)},
};
static const struct wizard seal_wizard = WIZARD(seal_steps, struct answers, set_seal);
static const struct wizard_step unseal_steps[] = {
	{.question = N_("File number of the sealed file:"), TO_TEXT(struct answers, number)},
	{.question = N_("The unit that asks:"), TO_TEXT(struct answers, unit)},
	{.question = N_("The number of its document:"), TO_TEXT(struct answers, document)},
	{.question = N_("The article of law it rests on:"), TO_TEXT(struct answers, article)},
	{.question = N_("Why; it is logged:"), TO_TEXT(struct answers, reason)},
};
static const struct wizard unseal_wizard = WIZARD(unseal_steps, struct answers, open_sealed);

static unsigned act_seals(struct view *v, enum action_id action, long long person,
                          const struct key *k) {
	if (action == ACTION_SEAL)
		wizard_run(v, &seal_wizard, &(struct answers){.resident = person});
	else if (action == ACTION_UNSEAL)
		wizard_run(v, &unseal_wizard, NULL);
	else if (action == ACTION_OPEN_FILE)
		ui_open(v->ui, SCREEN_FILE, &person);
	else
		return V_NOT_MINE;
	return V_REDRAW;
}

static const struct list_screen screen = {.def = &seals_list, .act = act_seals};

const struct view_ops seals_ops = {.name = "seals", LIST_VIEW_OPS(W_SEALS, struct list_view,
                                                                  &screen)};
