/* Choosing a change of an order's state: the steps that may follow, why another may not, and taking
 * one back. SPDX-License-Identifier: MIT */

#include "model/order/transition.h"
#include "ui/form/forms.h"
#include "ui/loop/wizard.h"
#include "ui/person/file_view.h"

enum { STATES_MOST = 8 };

/* The states an order in `from` could go to: those it may first, then those it may not. */
static size_t order_steps(struct code from, const struct transition *out[STATES_MOST]) {
	size_t n = 0;

	for (int refused = 0; refused < 2; refused++) {
		for (size_t i = 0; n < STATES_MOST && code_item_at(&codes_state, i); i++) {
			const struct transition *step =
				transition_find(from, code_of(code_item_at(&codes_state, i)->code));

			if (step && (step->refusal != NULL) == refused)
				out[n++] = step;
		}
	}
	return n;
}

struct answers {
	int choice;
	char *reason;
	const struct transition *step[STATES_MOST];
	int steps;
};

/* "中止" where it may be, "(不能) 已解除: why" where not: choosing that says it whole. */
static void say_states(struct view *v, void *answers, struct wizard_words *w) {
	const struct code now = ((const struct file *)v->data)->who.order.state;
	struct answers *a = answers;

	a->steps = (int)order_steps(now, a->step);
	for (int i = 0; i < a->steps; i++) {
		const struct transition *t = a->step[i];

		if (t->refusal)
			snprintf(w->choice[i], WIZARD_WORDS, "%s %s: %s", tr(N_("(not)")),
			         code_label(&codes_state, code_of(t->to)), tr(t->refusal));
		else
			snprintf(w->choice[i], WIZARD_WORDS, "%s", tr(t->label));
	}
	snprintf(w->choice[a->steps], WIZARD_WORDS, "%s", tr(N_("Take the newest change back")));
	w->count = a->steps + 1;
	str_fill(&w->question, N_("The order is {state} now. Change to:"), "state",
	         code_label(&codes_state, now), NULL);
}

/* Which change that is: an officer takes back what is named. */
static void say_newest(struct view *v, void *answers, struct wizard_words *w) {
	const struct file *f = v->data;
	struct status_change s;
	struct str why = {0};
	char day[DATE_BUF];

	if (status_newest(v->st, v->actor, f->who.order.rec.id, &s, NULL) == RC_OK) {
		if (s.reason)
			str_addf(&why, " %s", s.reason);
		str_fill(&w->question, N_("Take back: {state} since {day}{why}. Reason:"), "state",
		         code_label(&codes_state, s.state), "day", date_format(s.since, day), "why",
		         str_text(&why), NULL);
	}
	str_clear(&why);
	entity_clear(&status_def, &s);
}

static bool takes_back(struct view *v, const void *answers) {
	const struct answers *a = answers;

	return a->choice > a->steps;
}

static unsigned change(struct view *v, void *answers) {
	const struct file *f = v->data;
	const struct answers *a = answers;
	struct err err = {0};

	if (takes_back(v, a)) {
		order_take_back(v->st, v->actor, f->who.order.rec.id, f->who.order.rec.ver,
		                a->reason, &err);
		return ui_done(v->ui, &err, N_("Taken back; the line stays in the history."));
	}
	if (a->step[a->choice - 1]->refusal) {
		ui_say(v->ui, tr(a->step[a->choice - 1]->refusal));
	} else {
		const char *to = a->step[a->choice - 1]->to;
		const struct form_preset presets[] = {{"state", to}, {NULL, NULL}};

		form_open(v->ui, strcmp(to, "terminated") == 0 ? &state_end_form
		                 : strcmp(to, "moved") == 0    ? &state_move_form
		                                               : &state_form,
		          &(struct form_call){.resident = f->id, .order = f->who.order.rec.id,
		                              .presets = presets});
	}
	return V_REDRAW;
}

static const struct wizard_step steps[] = {
	{TO_CHOICE(struct answers, choice), .say = say_states},
	{TO_TEXT(struct answers, reason), .say = say_newest,
	 .when = takes_back},
};
static const struct wizard wizard = WIZARD(steps, struct answers, change);

void file_change_state(struct file *f) { wizard_run(f->view, &wizard, NULL); }
