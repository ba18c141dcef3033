/* The hand-over file from a person's file: for whom, why, then what goes with it: the change of
 * state, the record of the papers, their list to sign (rules 13.4, 18.7).
 * SPDX-License-Identifier: MIT */
#include "exchange/package/handover.h"
#include "exchange/print/papers_sheet.h"
#include "model/event/dossier.h"
#include "model/station/partner.h"
#include "ui/form/forms.h"
#include "ui/list/list_out.h"
#include "ui/loop/wizard.h"
#include "ui/person/file_view.h"

/* ---- what goes with it ---- */

enum { NEXT_STATE, NEXT_RECORD, NEXT_LIST, NEXT_NOTHING, NEXTS };
static const char *const nexts[NEXTS] = {
	N_("Change the state to moved"), N_("Record the papers that go"),
	N_("Print the list of papers to sign"), N_("Nothing more now")};

struct next {
	char *to;
	bool here; /* the order is still on the register */
};

static void drop(void *ctx) {
	free(((struct next *)ctx)->to);
	free(ctx);
}

/* F11, with what the dossier holds. */
static void record_papers(struct file *f, const char *to) {
	struct dossier d;
	struct str papers = {0};
	const struct form_preset presets[] = {{"direction", "out"}, {"other_station", to},
	                                      {"papers", NULL}, {NULL, NULL}};
	struct form_preset all[sizeof presets / sizeof *presets];
	struct err err = {0};

	memcpy(all, presets, sizeof all);
	if (dossier_of(f->view->st, f->view->actor, f->id, f->order, &d, &err) == RC_OK)
		dossier_papers(&d, &papers);
	all[2].value = str_text(&papers);
	open_event_form_on(f->view->ui, event_find_def("move"), f->id, f->who.order.rec.id, NULL, all);
	str_clear(&papers);
}

static void change_state(struct file *f, const char *to) {
	const struct form_preset presets[] = {{"state", "moved"}, {"moved_to", to}, {NULL, NULL}};

	form_open(f->view->ui, &state_move_form,
	          &(struct form_call){.resident = f->id, .order = f->who.order.rec.id,
	                              .presets = presets});
}

static unsigned next_chosen(struct view *v, void *ctx, int choice) {
	struct next *n = ctx;
	struct file *f = v->data;
	struct err err = {0};
	char *path = NULL;
	unsigned flags = V_RELOAD | V_REDRAW;

	if (choice > 0 && !n->here)
		choice++;
	if (choice == NEXT_STATE + 1)
		change_state(f, n->to);
	else if (choice == NEXT_RECORD + 1)
		record_papers(f, n->to);
	else if (choice == NEXT_LIST + 1) {
		papers_print(v->st, v->actor, f->id, n->to, &path, &err);
		flags = ui_written(v->ui, &err, N_("The list to sign is {path}"), path);
	}
	drop(n);
	return flags;
}

static void ask_next(struct view *v, const struct handover_made *made, const char *to) {
	struct next *n = mem_zalloc(1, sizeof *n);
	const char *choices[NEXTS + 1] = {NULL};
	char *where = list_out_where(v, made->file, made->path);
	int first = made->still_here ? 0 : 1;

	*n = (struct next){mem_strdup(to), made->still_here};
	for (int i = first; i < NEXTS; i++)
		choices[i - first] = tr(nexts[i]);
	ui_ask(v->ui, &(struct ask){.question = where, .choices = choices, .answer = next_chosen,
	                            .ctx = n, .drop = drop});
	free(where);
}

/* ---- for whom, why ---- */

struct answers {
	int choice;
	char *to, *reason;
};

/* The stations whose keys are trusted, by digit; a ninth and more by name. */
static void say_stations(struct view *v, void *answers, struct wizard_words *w) {
	struct ids ids = {0};
	struct err err = {0};
	enum rc rc = partner_list(v->st, v->actor, &ids, &err);
	size_t most = ids.n <= WIZARD_CHOICES ? ids.n : WIZARD_CHOICES - 1;

	for (size_t i = 0; rc == RC_OK && i < most; i++) {
		struct partner_key p;

		rc = partner_get(v->st, v->actor, ids.v[i], &p, &err);
		snprintf(w->choice[i], WIZARD_WORDS, "%s", p.name ? p.name : "");
		entity_clear(&partner_def, &p);
	}
	w->count = rc == RC_OK ? (int)most : 0;
	if (most < ids.n)
		snprintf(w->choice[w->count++], WIZARD_WORDS, "%s", tr(N_("Another one, by its name")));
	if (rc != RC_OK)
		ui_say_err(v->ui, &err);
	else if (ids.n == 0)
		ui_say(v->ui, tr(N_("No other station's key is known here yet: the head takes it "
		                    "in, station settings, 0.")));
	str_add(&w->question, tr(N_("Which station takes this person on?")));
	ids_clear(&ids);
}

static bool by_name(struct view *v, const void *answers) {
	struct ids ids = {0};
	bool yes = ((const struct answers *)answers)->choice == WIZARD_CHOICES &&
	           partner_list(v->st, v->actor, &ids, NULL) == RC_OK && ids.n > WIZARD_CHOICES;

	ids_clear(&ids);
	return yes;
}

static const struct wizard_step steps[] = {
	{TO_CHOICE(struct answers, choice), .say = say_stations},
	{.question = N_("Name of the station, as its key is called here:"),
	 TO_TEXT(struct answers, to), .wanted = true, .when = by_name},
	{.question = N_("Hand-over file of this person: why? It is logged."),
	 TO_TEXT(struct answers, reason), .wanted = true},
};

static enum rc receiver(struct view *v, const struct answers *a, char **to, struct err *err) {
	struct ids ids = {0};
	struct partner_key p;
	enum rc rc = partner_list(v->st, v->actor, &ids, err);

	*to = a->to && *a->to ? mem_strdup(a->to) : NULL;
	if (rc == RC_OK && !*to && (size_t)a->choice <= ids.n) {
		rc = partner_get(v->st, v->actor, ids.v[a->choice - 1], &p, err);
		*to = mem_strdup(p.name ? p.name : "");
		entity_clear(&partner_def, &p);
	}
	ids_clear(&ids);
	return rc;
}

static unsigned make(struct view *v, void *answers) {
	const struct answers *a = answers;
	struct handover_make o = {.resident = ((const struct file *)v->data)->id, .reason = a->reason};
	struct handover_made made = {.rows = 0};
	struct err err = {0};
	char *to = NULL;
	enum rc rc = receiver(v, a, &to, &err);

	o.to = to;
	if (rc == RC_OK)
		rc = handover_file_make(v->st, v->actor, &o, &made, &err);
	if (rc == RC_OK)
		ask_next(v, &made, to);
	else
		ui_say_err(v->ui, &err);
	handover_made_clear(&made);
	free(to);
	return V_REDRAW;
}
static const struct wizard wizard = WIZARD(steps, struct answers, make);

void file_hand_over(struct file *f) { wizard_run(f->view, &wizard, NULL); }
