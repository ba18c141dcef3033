/* The imports of the station: what taking one back would do, and taking it back.
 * SPDX-License-Identifier: MIT */
#include "model/entry/import_undo.h"
#include "model/lists.h"
#include "ui/loop/screens.h"
#include "ui/loop/wizard.h"
#include "ui/office/import_view.h"

struct imports {
	struct list_view lv;
	char *look; /* what Enter found of the line `of` */
	long long of;
};

struct back {
	long long id;
	char *reason;
	int yes;
};

static char *say_look(const struct import_undo *u) {
	struct str out = {0};

	str_fill(&out, N_("{file}: {voided} records would be void, {restored} as they were before; "
	                  "{held} hinder it: {whose}"),
	         "file", u->log.file_name, "voided", NUM(u->voided), "restored", NUM(u->restored),
	         "held", NUM(u->held), "whose", u->whose ? u->whose : "-", NULL);
	return str_take(&out);
}

static enum rc look(struct view *v, long long id, struct err *err) {
	struct imports *d = v->data;
	struct import_undo u = {.voided = 0};
	enum rc rc = import_undo_look(v->st, v->actor, id, &u, err);

	free(d->look);
	d->look = rc == RC_OK ? say_look(&u) : NULL;
	d->of = id;
	if (rc == RC_OK && u.held > 0)
		rc = import_undo_held(&u, err);
	import_undo_clear(&u);
	return rc;
}

static void foot(struct view *v, const struct area *a) {
	const struct imports *d = v->data;

	paint_rule(a->top);
	for (int i = 1; i < a->rows; i++)
		paint_blank(a->top + i);
	paint_wrapped(a, a->top + 1, 1, TONE_PLAIN,
	              d->look != NULL && d->of == list_current(&d->lv.list) ? d->look
	              : tr(N_("Enter shows what taking the import back would do, x takes it back.")));
}

static void say_question(struct view *v, void *answers, struct wizard_words *w) {
	const struct imports *d = v->data;
	const char *const choices[] = {tr(N_("Take it back")), tr(N_("Do not take it back")), NULL};

	str_addf(&w->question, "%s", d->look);
	for (; choices[w->count] != NULL; w->count++)
		snprintf(w->choice[w->count], WIZARD_WORDS, "%s", choices[w->count]);
	w->at = 2;
}

static const struct wizard_step steps[] = {
	{.question = N_("Why is the import taken back?"), TO_TEXT(struct back, reason),
	 .wanted = true},
	{TO_CHOICE(struct back, yes), .say = say_question},
};

static unsigned taken_back(struct view *v, void *answers) {
	const struct back *b = answers;
	struct import_undo u = {.voided = 0};
	struct err err = {0};

	if (b->yes != 1)
		return V_REDRAW;
	if (import_undo(v->st, v->actor, b->id, b->reason, &u, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_sayf(v->ui, N_("{file}: {voided} records void, {restored} as they were before. "
		                  "The file can be taken in again."),
		        "file", u.log.file_name, "voided", NUM(u.voided), "restored",
		        NUM(u.restored), NULL);
	import_undo_clear(&u);
	((struct imports *)v->data)->of = 0;
	return V_RELOAD | V_REDRAW;
}
static const struct wizard wizard = WIZARD(steps, struct back, taken_back);

static unsigned act(struct view *v, enum action_id action, long long id, const struct key *k) {
	struct err err = {0};

	if (id == 0 || (action != ACTION_OPEN && action != ACTION_TAKE_BACK))
		return V_NOT_MINE;
	if (look(v, id, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else if (action == ACTION_TAKE_BACK)
		wizard_run(v, &wizard, &(struct back){.id = id});
	return V_REDRAW;
}

static bool can(const struct view *v, enum action_id action) {
	return !import_action(action) && action != ACTION_DIGIT;
}

static void close_imports(struct view *v) { free(((struct imports *)v->data)->look); }

static const struct list_screen screen = {
	.def = &imports_list, .foot_rows = 4, .foot = foot, .act = act, .can = can,
	.close = close_imports,
};

const struct view_ops imports_ops = {.name = "imports", LIST_PAGE_OPS(W_IMPORT, struct imports,
                                                                      &screen)};
