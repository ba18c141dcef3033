/* A dated, reasoned change of an order's state: which, since when, by what paper, why. */
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "file.h"

/* What may follow a state; reporting in is a date on the order's form. */
static const struct {
	const char *from, *to;
} ways[] = {
	{"executing", "released"},   {"executing", "suspended"}, {"executing", "terminated"}, {"executing", "moved"},
	{"suspended", "executing"},  {"suspended", "terminated"}, {"suspended", "moved"},
	{"awaiting", "terminated"},  {"awaiting", "moved"},
};
enum { WAYS_MOST = 4 };

bool file_can_change_state(const struct file *f) {
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (f->who.order.rec.id != 0 && code_is(f->who.order.state, ways[i].from))
			return true;
	return false;
}

static unsigned reason_typed(struct view *v, void *ctx, const char *text) {
	struct file *f = v->data;
	struct err err = {0};
	const struct treatment_order *o = &f->who.order;

	(void)ctx;
	if (text == NULL)
		return V_REDRAW;
	if (text[0] == '\0' && !code_is(f->next_state, "released")) {
		ui_say(v->ui, tr(N_("Nothing was changed: a reason is needed.")));
		return V_REDRAW;
	}
	if (order_set_state(v->st, v->actor, o->rec.id, o->rec.ver, f->next_state, f->next_since, text, f->next_document,
	                    &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_sayf(v->ui, N_("State changed: {state}."), "state", code_label(&codes_state, f->next_state), (char *)NULL);
	return V_RELOAD | V_REDRAW;
}

static unsigned document_typed(struct view *v, void *ctx, const char *text) {
	struct file *f = v->data;
	struct ask_text ask = {.question = tr(N_("Reason:")), .answer = reason_typed};

	(void)ctx;
	if (text == NULL)
		return V_REDRAW;
	free(f->next_document);
	f->next_document = text[0] != '\0' ? mem_strdup(text) : NULL;
	ui_ask_text(v->ui, &ask);
	return V_REDRAW;
}

static unsigned date_typed(struct view *v, void *ctx, const char *text) {
	struct file *f = v->data;
	struct ask_text again = {.question = tr(N_("Since (blank: today):")), .initial = text, .answer = date_typed};
	struct ask_text ask = {.question = tr(N_("Number of the document (may be blank):")), .answer = document_typed};
	struct err err = {0};

	(void)ctx;
	if (text == NULL)
		return V_REDRAW;
	if (date_parse_entry(text, clock_today(), &f->next_since, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
		ui_ask_text(v->ui, &again);
		return V_REDRAW;
	}
	ui_ask_text(v->ui, &ask);
	return V_REDRAW;
}

static unsigned state_chosen(struct view *v, void *ctx, int choice) {
	struct file *f = v->data;
	struct ask_text ask = {.question = tr(N_("Since (blank: today):")), .answer = date_typed};

	(void)ctx;
	for (size_t i = 0; i < sizeof ways / sizeof *ways && choice > 0; i++)
		if (code_is(f->who.order.state, ways[i].from) && --choice == 0) {
			f->next_state = code_of(ways[i].to);
			ui_ask_text(v->ui, &ask);
		}
	return V_REDRAW;
}

void file_change_state(struct file *f) {
	const char *choices[WAYS_MOST + 1] = {NULL};
	char question[200];
	struct ask ask = {.question = question, .choices = choices, .answer = state_chosen};
	size_t n = 0;

	for (size_t i = 0; i < sizeof ways / sizeof *ways && n < WAYS_MOST; i++)
		if (code_is(f->who.order.state, ways[i].from))
			choices[n++] = code_label(&codes_state, code_of(ways[i].to));
	text_fill(question, sizeof question, tr(N_("The order is {state} now. Change to:")), "state",
	          code_label(&codes_state, f->who.order.state), (char *)NULL);
	ui_ask(f->view->ui, &ask);
}
