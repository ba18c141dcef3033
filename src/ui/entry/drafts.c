/* The list of an officer's drafts: forms left for later, and those in which the line was dropped.
 * Enter goes on. What a form is called only the screens know, and nothing half typed leaves the
 * program: so it is a list of this screen alone. SPDX-License-Identifier: MIT */
#include "ui/entry/drafts.h"

#include "core/clock.h"
#include "model/person/resident.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"

enum { DRAFT_WHO, DRAFT_FORM, DRAFT_FIELD, DRAFT_WHEN, DRAFT_STATE, DRAFT_COLUMNS };
static const struct list_column columns[DRAFT_COLUMNS] = {
	[DRAFT_WHO] = {.field = "name", .width = 16},
	[DRAFT_FORM] = {.key = "form", .label = N_("Form"), .width = 18},
	[DRAFT_FIELD] = {.key = "field", .label = N_("Field"), .width = 8},
	[DRAFT_WHEN] = {.key = "kept", .label = N_("Last kept"), .width = 16},
	[DRAFT_STATE] = {.key = "state", .label = N_("State"), .width = -1},
};

static void forget(struct list_run *r) { drafts_clear(r->data); }

static enum rc read_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct drafts *all = r->data;
	enum rc rc;

	forget(r);
	rc = draft_list(r->st, r->actor, all, err);
	for (size_t i = 0; i < all->n; i++)
		ids_add(out, all->v[i].id);
	return rc;
}

static const struct draft *draft_at(const struct list_run *r, long long id) {
	const struct drafts *all = r->data;

	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].id == id)
			return &all->v[i];
	return NULL;
}

static void put_row(struct list_run *r, size_t row, const struct draft *d,
                    const struct resident *whose) {
	bool lost = d->state == DRAFT_OPEN && !d->elsewhere;
	char at[20];

	if (whose->rec.id != 0)
		list_put_record(r, row, &resident_def, whose);
	else
		draft_add_whose(r->st, r->actor, d, list_cell(r, row, DRAFT_WHO));
	list_put(r, row, DRAFT_FORM, draft_title(d));
	list_putf(r, row, DRAFT_FIELD, "%lld", d->field + 1);
	list_put(r, row, DRAFT_WHEN, clock_format_ms(d->saved, at));
	list_put(r, row, DRAFT_STATE,
	         tr(d->elsewhere ? N_("open elsewhere")
	            : lost       ? N_("!line dropped")
	                         : N_("left for later")));
	list_set_tone(r, row, DRAFT_STATE, lost ? LIST_ALERT : LIST_PLAIN);
}

static enum rc read_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct resident *whose = mem_zalloc(n + 1, sizeof *whose);
	long long *who = mem_zalloc(n + 1, sizeof *who);
	const struct draft *d;
	enum rc rc;

	for (size_t i = 0; i < n; i++)
		if ((d = draft_at(r, ids[i])) != NULL)
			who[i] = d->resident;
	rc = residents_get(r->st, r->actor, who, n, whose, err);
	for (size_t i = 0; i < n; i++) {
		if (rc == RC_OK && (d = draft_at(r, ids[i])) != NULL)
			put_row(r, i, d, &whose[i]);
		entity_clear(&resident_def, &whose[i]);
	}
	free(who);
	free(whose);
	return rc;
}

static const struct list_def drafts_list = {
	.id = "drafts", .label = N_("Drafts"), .entity = &resident_def,
	LIST_SHOWS(columns),
	.empty = N_("No drafts: every form was saved or given up."),
	.size = sizeof(struct drafts), .ids = read_ids, .rows = read_rows, .clear = forget,
};

static unsigned given_up(struct view *v, void *ctx, int choice) {
	struct draft at = {0};
	struct err err = {0};

	if (choice != 2)
		return V_REDRAW;
	if (draft_get(v->st, v->actor, list_current(list_view_list(v)), &at, &err) == RC_OK &&
	    at.elsewhere)
		draft_say_elsewhere(v->ui);
	else if (err.text[0] || draft_drop(v->st, v->actor, &at, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_say(v->ui, tr(N_("The draft is given up.")));
	draft_clear(&at);
	return V_RELOAD | V_REDRAW;
}

static unsigned act_drafts(struct view *v, enum action_id action, long long id,
                           const struct key *k) {
	const struct draft *at = draft_at(&list_view_list(v)->run, id);
	const char *const choices[] = {tr(N_("Keep it")), tr(N_("Give it up")), NULL};
	struct ask ask = {.question =
	                          tr(N_("What was typed in this draft is gone then. Give it up?")),
	                  .choices = choices,
	                  .answer = given_up};

	if (action == ACTION_OPEN && at != NULL)
		draft_go_on(v->ui, at);
	else if (action == ACTION_DROP_DRAFT)
		ui_ask(v->ui, &ask);
	else
		return V_NOT_MINE;
	return V_REDRAW;
}

static bool can_drafts(const struct view *v, enum action_id action) {
	/* nothing half typed leaves the program */
	return action != ACTION_EXPORT && action != ACTION_PRINT_LIST;
}

static const struct list_screen screen = {
	.def = &drafts_list, .act = act_drafts, .can = can_drafts};

const struct view_ops drafts_ops = {.name = "drafts",
                                    LIST_VIEW_OPS(W_DRAFTS, struct list_view, &screen)};
