/* Choosing a change of an order's state: the steps that may follow, why another may not, and taking one back. */
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "model/order/transition.h"
#include "ui/form/forms.h"
#include "ui/person/file_view.h"

enum { STATES_MOST = 8 };

bool file_can_change_state(const struct file *f) {
	return f->who.order.rec.id != 0;
}

static unsigned reason_typed(struct view *v, void *ctx, const char *text) {
	struct file *f = v->data;
	struct err err = {0};

	(void)ctx;
	if (text == NULL)
		return V_REDRAW;
	if (order_take_back(v->st, v->actor, f->who.order.rec.id, f->who.order.rec.ver, text, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_say(v->ui, tr(N_("Taken back; the line stays in the history.")));
	return V_RELOAD | V_REDRAW;
}

/* The states an order in `from` could go to: those it may first, then those it may not. */
static size_t order_steps(struct code from, const struct transition *out[STATES_MOST]) {
	size_t n = 0;

	for (int refused = 0; refused < 2; refused++) {
		for (size_t i = 0; n < STATES_MOST && code_item_at(&codes_state, i); i++) {
			const struct transition *step = transition_find(from, code_of(code_item_at(&codes_state, i)->code));

			if (step && (step->refusal != NULL) == refused)
				out[n++] = step;
		}
	}
	return n;
}

static unsigned state_chosen(struct view *v, void *ctx, int choice) {
	struct file *f = v->data;
	const struct transition *step[STATES_MOST];
	struct ask_text why = {.question = tr(N_("Take the newest change back. Reason:")), .answer = reason_typed};
	int n = (int)order_steps(f->who.order.state, step);

	(void)ctx;
	if (choice > n) {
		ui_ask_text(v->ui, &why);
	} else if (choice > 0 && step[choice - 1]->refusal) {
		ui_say(v->ui, tr(step[choice - 1]->refusal));
	} else if (choice > 0) {
		const struct form_preset presets[] = {{"state", step[choice - 1]->to}, {NULL, NULL}};

		form_open(v->ui, &state_form,
		          &(struct form_call){.resident = f->id, .order = f->who.order.rec.id, .presets = presets});
	}
	return V_REDRAW;
}

/* "中止" where it may be, "(不能) 已解除: why" where not: choosing that says it whole. */
void file_change_state(struct file *f) {
	const struct transition *step[STATES_MOST];
	char *text[STATES_MOST] = {NULL};
	const char *choices[STATES_MOST + 2] = {NULL};
	char question[200];
	struct ask ask = {.question = question, .choices = choices, .answer = state_chosen};
	size_t n = order_steps(f->who.order.state, step);

	for (size_t i = 0; i < n; i++) {
		text[i] = step[i]->refusal ? mem_printf("%s %s: %s", tr(N_("(not)")),
		                                        code_label(&codes_state, code_of(step[i]->to)), tr(step[i]->refusal))
		                           : mem_strdup(tr(step[i]->label));
		choices[i] = text[i];
	}
	choices[n] = tr(N_("Take the newest change back"));
	text_fill(question, sizeof question, tr(N_("The order is {state} now. Change to:")), "state",
	          code_label(&codes_state, f->who.order.state), (char *)NULL);
	ui_ask(f->view->ui, &ask);
	for (size_t i = 0; i < n; i++)
		free(text[i]);
}
