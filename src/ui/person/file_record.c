/* Adding to a file, correcting and voiding what the marker is on, whatever the tab shows.
 * SPDX-License-Identifier: MIT */

#include "model/event/event_list.h"
#include "model/team/request.h"
#include "ui/form/forms.h"
#include "ui/person/file_view.h"

bool file_current(const struct file *f, struct file_item *out) {
	const struct event *e = file_current_event(f);
	const struct timeline_item *at =
		file_tab(f)->kind == FILE_TAB_MIXED
		        ? timeline_list_item(&f->list.run, list_current(&f->list)) : NULL;

	if (e != NULL) {
		*out = (struct file_item){file_register(f), e->rec.id, e->order_id.id, e->occurred,
		                          e->rec.voided_at != 0};
		return true;
	}
	if (at == NULL)
		return false;
	*out = (struct file_item){at->def, at->id, at->order_id, at->day, at->is_void};
	return true;
}

/* ---- add ---- */

static void add_to(struct file *f, const struct event_def *def) {
	f->adding = true;
	open_event_form(f->view->ui, def, f->id, f->who.order.rec.id, 0);
}

enum { CHOICES = 9 }; /* of one question */

static void ask_register(struct file *f, size_t first);

/* How many registers of the tab stand on the page of the question that begins there: the last
 * choice leads on where more follow. */
static size_t on_page(const struct file_tab *t, size_t first) {
	size_t n = 0;

	while (first + n < FILE_TAB_REGISTERS && t->registers[first + n])
		n++;
	return n <= CHOICES ? n : CHOICES - 1;
}

static unsigned register_chosen(struct view *v, void *ctx, int choice) {
	struct file *f = v->data;
	size_t first = f->asked, n = on_page(file_tab(f), first);

	if (choice > 0 && (size_t)choice <= n)
		add_to(f, event_find_def(file_tab(f)->registers[first + (size_t)choice - 1]));
	else if (choice > 0)
		ask_register(f, first + n);
	return V_REDRAW;
}

static void ask_register(struct file *f, size_t first) {
	const struct file_tab *t = file_tab(f);
	const char *choices[CHOICES + 1] = {NULL};
	struct ask ask = {.question = tr(N_("Add to which register?")), .choices = choices,
	                  .answer = register_chosen};
	size_t n = on_page(t, first);

	f->asked = first;
	for (size_t i = 0; i < n; i++)
		choices[i] = tr(event_find_def(t->registers[first + i])->label);
	if (t->registers[first + n])
		choices[n] = tr(N_("More.."));
	ui_ask(f->view->ui, &ask);
}

void file_add_record(struct file *f) {
	const struct file_tab *t = file_tab(f);

	add_to(f, t->registers[0] ? event_find_def(t->registers[0]) : test_register());
}

void file_add_other(struct file *f) { ask_register(f, 0); }

/* ---- show, correct ---- */

static void open_record(struct file *f, bool show) {
	struct form_call call = {.id = f->id, .resident = f->id, .show = show};
	struct file_item item;

	if (f->tab == 0) {
		form_open(f->view->ui, &resident_form, &call);
	} else if (file_current(f, &item) && item.def) {
		const struct form_def def = event_form(item.def);

		call.event = item.def;
		call.order = item.order;
		call.id = item.id;
		form_open(f->view->ui, &def, &call);
	}
}

void file_show_record(struct file *f) { open_record(f, true); }

void file_edit_record(struct file *f) { open_record(f, false); }

/* ---- void ---- */

static enum rc void_event(struct view *v, const struct file_item *at, const char *reason,
                          struct err *err) {
	struct event *e = mem_zalloc(1, at->def->entity->size);
	enum rc rc = event_get(v->st, v->actor, at->def, at->id, e, err);

	if (rc == RC_OK)
		rc = record_void(v->st, v->actor, at->def->entity, at->id, e->rec.ver, reason, err);
	entity_clear(at->def->entity, e);
	free(e);
	return rc;
}

/* Only the newest change of an order can be taken back: what is older has others resting on it. */
static enum rc void_state(struct view *v, const struct file_item *at, const char *reason,
                          struct err *err) {
	const struct timeline *all = timeline_list_all(&((struct file *)v->data)->list.run);
	struct treatment_order o;
	enum rc rc;

	for (size_t i = 0; i < all->n; i++) {
		const struct timeline_item *t = &all->v[i];

		if (!t->def && !t->is_void && t->order_id == at->order && t->id != at->id)
			return err_set(err, RC_INVALID, "state.not-newest",
				N_("Only the newest change of state can be taken back; begin "
				   "with that one."),
				NULL);
		if (!t->def && t->id == at->id)
			break;
	}
	rc = order_get(v->st, v->actor, at->order, &o, err);
	if (rc == RC_OK)
		rc = order_take_back(v->st, v->actor, at->order, o.rec.ver, reason, err);
	entity_clear(&order_def, &o);
	return rc;
}

static unsigned void_reason(struct view *v, void *ctx, const char *reason) {
	struct file *f = v->data;
	struct file_item item;
	struct err err = {0};
	enum rc rc = RC_OK;

	if (reason == NULL || reason[0] == '\0') {
		ui_say(v->ui, tr(N_("Nothing was voided: a reason is needed.")));
		return V_REDRAW;
	}
	if (f->tab == 0)
		rc = record_void(v->st, v->actor, &resident_def, f->id, f->who.person.rec.ver, reason, &err);
	else if (file_current(f, &item))
		rc = item.def ? void_event(v, &item, reason, &err)
		              : void_state(v, &item, reason, &err);
	ui_done(v->ui, &err, N_("Voided; the record stays in the history. u takes it back."));
	return f->tab == 0 && rc == RC_OK ? V_CLOSE | V_RELOAD : V_RELOAD | V_REDRAW;
}

/* The question names the record, so that the wrong one is noticed in time. */
void file_void_record(struct file *f) {
	struct file_item item;
	char text[160], day[DATE_BUF];
	struct ask_text why = {.question = text, .answer = void_reason};

	if (f->tab > 0 && file_current(f, &item))
		text_fill(text, sizeof text, tr(N_("Void the record of {day}. Reason:")), "day",
		          date_format(item.day, day), NULL);
	else
		text_fill(text, sizeof text, tr(N_("Void this person's whole file. Reason:")),
		          NULL);
	ui_ask_text(f->view->ui, &why);
}
