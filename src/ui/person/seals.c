/* Whose file should be sealed, as the rules propose; the head decides. And the lawful way back, with its papers. */
#include <stdlib.h>
#include <string.h>

#include "model/lists.h"
#include "model/person/seal.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"

/* What an opening asks for, in this order. */
enum paper { PAPER_NUMBER, PAPER_UNIT, PAPER_DOCUMENT, PAPER_ARTICLE, PAPER_REASON, PAPERS };
static const char *const questions[PAPERS] = {
	[PAPER_NUMBER] = N_("File number of the sealed file:"), [PAPER_UNIT] = N_("The unit that asks:"),
	[PAPER_DOCUMENT] = N_("The number of its document:"), [PAPER_ARTICLE] = N_("The article of law it rests on:"),
	[PAPER_REASON] = N_("Why; it is logged:"),
};

struct seals {
	struct list_view lv;
	long long asked; /* whose sealing is being decided */
	char *paper[PAPERS];
	int step;        /* of the papers: what is asked now */
};

static void forget_papers(struct seals *d) {
	for (int i = 0; i < PAPERS; i++) {
		free(d->paper[i]);
		d->paper[i] = NULL;
	}
	d->step = PAPER_NUMBER;
}

static void close_seals(struct view *v) { forget_papers(v->data); }

static unsigned reason_typed(struct view *v, void *ctx, const char *text) {
	struct seals *d = v->data;
	struct err err = {0};

	(void)ctx;
	if (text == NULL)
		return V_REDRAW;
	if (seal_set(v->st, v->actor, d->asked, text[strspn(text, " ")] ? text : NULL, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_say(v->ui, tr(N_("The file is sealed: it is only counted now.")));
	return V_RELOAD | V_REDRAW;
}

/* With all papers there: ask for it, or, after a second person said yes to these very words, open. */
static void open_sealed(struct view *v) {
	struct seals *d = v->data;
	struct approval ask;
	struct err err = {0};
	enum rc rc;

	entity_init(&approval_def, &ask);
	ask.unit = mem_strdup(d->paper[PAPER_UNIT]);
	ask.document = mem_strdup(d->paper[PAPER_DOCUMENT]);
	ask.article = mem_strdup(d->paper[PAPER_ARTICLE]);
	ask.reason = mem_strdup(d->paper[PAPER_REASON]);
	rc = seal_find(v->st, v->actor, d->paper[PAPER_NUMBER], &ask.resident.id, &err);
	if (rc == RC_OK)
		rc = seal_open(v->st, v->actor, &ask, &err);
	if (rc == RC_OK)
		ui_sayf(v->ui, N_("file {number} is open again"), "number", d->paper[PAPER_NUMBER], (char *)NULL);
	else
		ui_say_err(v->ui, &err);
	entity_clear(&approval_def, &ask);
}

static unsigned paper_typed(struct view *v, void *ctx, const char *text);

static void ask_paper(struct view *v) {
	struct seals *d = v->data;
	struct ask_text ask = {.question = tr(questions[d->step]), .answer = paper_typed};

	ui_ask_text(v->ui, &ask);
}

static unsigned paper_typed(struct view *v, void *ctx, const char *text) {
	struct seals *d = v->data;

	(void)ctx;
	if (text == NULL)
		return V_REDRAW;
	d->paper[d->step++] = mem_strdup(text);
	if (d->step < PAPERS)
		ask_paper(v);
	else
		open_sealed(v);
	return d->step < PAPERS ? V_REDRAW : V_RELOAD | V_REDRAW;
}

static unsigned act_seals(struct view *v, enum action_id action, long long person, const struct key *k) {
	struct seals *d = v->data;
	struct ask_text ask = {.question = tr(N_("Seal this file: it is only counted then. Why?")), .answer = reason_typed};

	(void)k;
	d->asked = person;
	if (action == ACTION_SEAL) {
		ui_ask_text(v->ui, &ask);
	} else if (action == ACTION_UNSEAL) {
		forget_papers(d);
		ask_paper(v);
	} else if (action == ACTION_OPEN_FILE) {
		ui_open(v->ui, SCREEN_FILE, &person);
	} else {
		return V_NOT_MINE;
	}
	return V_REDRAW;
}

static const struct list_screen screen = {.def = &seals_list, .act = act_seals, .close = close_seals};

const struct view_ops seals_ops = {.name = "seals", LIST_VIEW_OPS(W_SEALS, struct seals, &screen)};
