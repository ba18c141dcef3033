/* Which order of a person the file shows: the one that counts now, until another is chosen. Its
 * card, term, papers and records are then those shown. SPDX-License-Identifier: MIT */
#include "ui/person/file_view.h"

enum { ORDERS_SHOWN = 9 };

struct order_choice {
	long long id[ORDERS_SHOWN];
	char words[ORDERS_SHOWN][120];
	const char *choices[ORDERS_SHOWN + 1];
	int n, initial;
};

static unsigned chosen(struct view *v, void *ctx, int choice) {
	struct order_choice *c = ctx;
	struct file *f = v->data;
	bool changes = choice > 0 && c->id[choice - 1] != f->who.order.rec.id;

	if (changes) {
		f->order = c->id[choice - 1];
		f->list.run.q.order = f->order;
	}
	free(c);
	return changes ? V_RELOAD | V_REDRAW : V_REDRAW;
}

/* Newest first, as many as there are digits for. */
static enum rc read_choices(struct file *f, struct order_choice *c, struct err *err) {
	struct view *v = f->view;
	struct ids ids = {0};
	enum rc rc = order_list(v->st, v->actor, f->id, &ids, err);

	for (size_t i = ids.n; i > 0 && rc == RC_OK && c->n < ORDERS_SHOWN; i--) {
		struct treatment_order o;
		char day[DATE_BUF];

		rc = order_get(v->st, v->actor, ids.v[i - 1], &o, err);
		c->id[c->n] = o.rec.id;
		snprintf(c->words[c->n], sizeof c->words[0], "%s %s %s",
		         date_format(o.ordered, day), code_label(&codes_order, o.kind),
		         code_label(&codes_state, o.state));
		c->choices[c->n] = c->words[c->n];
		if (o.rec.id == f->who.order.rec.id)
			c->initial = c->n + 1;
		c->n++;
		entity_clear(&order_def, &o);
	}
	ids_clear(&ids);
	return rc;
}

void file_choose_order(struct file *f) {
	struct order_choice *c = mem_zalloc(1, sizeof *c);
	struct err err = {0};

	if (read_choices(f, c, &err) != RC_OK || c->n < 2) {
		if (err.rc != RC_OK)
			ui_say_err(f->view->ui, &err);
		else
			ui_say(f->view->ui, tr(N_("There is no other order.")));
		free(c);
		return;
	}
	ui_ask(f->view->ui, &(struct ask){.question = tr(N_("Which order:")),
	                                  .choices = c->choices, .initial = c->initial,
	                                  .answer = chosen, .ctx = c, .drop = free});
}

enum rc file_order_load(struct file *f, struct err *err) {
	struct view *v = f->view;
	struct treatment_order *o = &f->who.order;
	enum rc rc;

	if (f->order == 0 || f->order == o->rec.id)
		return RC_OK;
	entity_clear(&order_def, o);
	rc = order_get(v->st, v->actor, f->order, o, err);
	return rc == RC_OK ? order_term(v->st, v->actor, o, &f->who.term, err) : rc;
}
