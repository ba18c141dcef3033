/* Saving a form: what is asked before, what is offered when it cannot be saved.
 * SPDX-License-Identifier: MIT */
#include "model/person/resident.h"
#include "ui/form/form_chain.h"
#include "ui/form/form_priv.h"
#include "ui/loop/ui_priv.h"

/* Read what the other has saved; the two versions are compared in a view of their own. */
void form_show_conflict(struct view *v, const struct err *why) {
	struct form_view *d = v->data;
	const struct form_def *def = d->form.def;
	void *theirs[FORM_RECORDS] = {NULL};
	struct err err = {0};
	int e;

	for (e = 0; e < FORM_RECORDS && def->entity[e]; e++) {
		theirs[e] = mem_zalloc(1, def->entity[e]->size);
		entity_init(def->entity[e], theirs[e]);
	}
	if (d->call.id != 0 && def->load(&d->call, theirs, &err) == RC_OK) {
		ui_push(v->ui, &conflict_ops, theirs);
		return;
	}
	while (e-- > 0) {
		entity_clear(def->entity[e], theirs[e]);
		free(theirs[e]);
	}
	if (why || err.text[0])
		form_fail(&d->form, err.text[0] ? &err : why);
}

static unsigned added(struct view *below, void *ctx, int choice) {
	struct form_view *d = below->data;
	struct form_item *it = form_item(&d->form);
	struct err err = {0};
	long long id = 0;
	char *name;

	if (choice != 1)
		return V_REDRAW;
	name = str_trim(mem_strdup(edit_text(&it->edit)));
	if (d->env.add(d->env.ctx, it->field->ref, name, &id, &err) == RC_OK)
		form_put_ref(&d->form, id);
	else
		form_fail(&d->form, &err);
	free(name);
	return V_REDRAW;
}

/* A name that no list knows: it may be new. */
unsigned form_offer_to_add(struct view *v) {
	struct form_view *d = v->data;
	struct form_item *it = form_item(&d->form);
	const char *choices[] = {tr(N_("Add it to the list")), tr(N_("Back to the field")), NULL};
	char question[300];
	struct ask ask = {.question = question, .choices = choices, .initial = 2, .answer = added};

	if (strcmp(d->form.err.id, "field.ref") != 0 || it->field->type != FT_REF ||
	    edit_is_empty(&it->edit))
		return V_REDRAW;
	text_fill(question, sizeof question, tr(N_("{label}: {name} is not in the list yet.")),
	          "label", tr(it->field->label), "name", edit_text(&it->edit), NULL);
	ui_ask(v->ui, &ask);
	return V_REDRAW;
}

/* What stands in the way is the guard's question; the right answer saves. */
static unsigned guard_answer(struct view *below, void *ctx, const char *text) {
	struct form_view *d = below->data;
	struct str question = {0}, answer = {0};

	if (text != NULL && d->form.def->guard(&d->call, d->form.rec, &question, &answer)) {
		d->guarded = strcmp(text, str_text(&answer)) == 0;
		if (!d->guarded)
			err_set(&d->form.err, RC_INVALID, "form.guard",
			        N_("That is another file. Compare the person and the file once more."),
			        NULL);
	}
	str_clear(&question);
	str_clear(&answer);
	return d->guarded ? form_save(below) : V_REDRAW;
}

static bool ask_guard(struct view *v) {
	struct form_view *d = v->data;
	struct str question = {0}, answer = {0};
	bool asks = !d->guarded && d->form.def->guard &&
	            d->form.def->guard(&d->call, d->form.rec, &question, &answer);

	if (asks)
		ui_ask_text(v->ui, &(struct ask_text){.question = str_text(&question),
		                                      .answer = guard_answer});
	str_clear(&question);
	str_clear(&answer);
	return asks;
}

static unsigned retry_answer(struct view *below, void *ctx, int choice) {
	return choice == 1 ? form_save(below) : V_REDRAW;
}

/* Others were saving all the time: nothing of the form is lost (rule 12.3). */
static void offer_retry(struct view *v) {
	struct form_view *d = v->data;
	const char *const choices[] = {tr(N_("Try again")), tr(N_("Back to the form")), NULL};

	form_autosave(v);
	ui_ask(v->ui, &(struct ask){.question = d->form.err.text,
	                            .choices = choices,
	                            .answer = retry_answer});
}

/* ---- doubts: one is confirmed once, a grave one by saying why ---- */

static bool is_sure(const struct form_view *d, const char *text) {
	const char *at = strstr(str_text(&d->sure), text);

	return at && at[strlen(text)] == '\n';
}

/* The doubts without an answer; the first one's field. *grave: one of them wants a reason. */
static const char *open_doubts(const struct form_view *d, const struct findings *told,
                               struct str *out, bool *grave) {
	const char *field = NULL;

	*grave = false;
	for (unsigned i = 0; i < told->n; i++) {
		const struct finding *f = &told->v[i];

		if (f->kind == FINDING_TELL || is_sure(d, f->text))
			continue;
		field = field ? field : f->field;
		*grave = *grave || f->kind == FINDING_REASON;
		str_addf(out, "%s\n", f->text);
	}
	return field;
}

/* As a record that is corrected had them already: they were answered when it was saved. */
static void take_old(struct form_view *d) {
	struct findings told = {.n = 0};
	struct str old = {0};
	bool grave;

	if (d->call.id == 0 || d->sure.n > 0 || !d->form.def->check)
		return;
	d->form.def->check(&d->call, d->form.base, &told, &(struct err){0});
	open_doubts(d, &told, &old, &grave);
	str_add(&d->sure, str_text(&old));
	str_clear(&old);
}

/* All that is open now was answered. */
static unsigned doubts_gone(struct view *v) {
	struct form_view *d = v->data;
	struct findings told = {.n = 0};
	struct str text = {0};
	bool grave;

	if (d->form.def->check)
		d->form.def->check(&d->call, d->form.rec, &told, &(struct err){0});
	form_doubts(&d->form, &told);
	open_doubts(d, &told, &text, &grave);
	str_add(&d->sure, str_text(&text));
	str_clear(&text);
	d->answered = true;
	return form_save(v);
}

static unsigned confirmed(struct view *below, void *ctx, int choice) {
	return choice == 1 ? doubts_gone(below) : V_REDRAW;
}

static void ask_why(struct view *v, const char *text);

static unsigned explained(struct view *below, void *ctx, const char *text) {
	struct form_view *d = below->data;

	if (text && !*text) {
		ask_why(below, "");
		return V_REDRAW;
	}
	if (!text) {
		ui_say(below->ui, "");
		return V_REDRAW;
	}
	free(d->why);
	d->why = mem_strdup(text);
	return doubts_gone(below);
}

static unsigned chosen(struct view *below, void *ctx, int choice) {
	static const char *const words[] = {"", N_("Typed wrongly"), N_("Compared with the paper")};

	if (choice == 3)
		ui_ask_text(below->ui, &(struct ask_text){.question = tr(N_("Why is it so?")),
		                                          .answer = explained});
	return choice == 1 || choice == 2 ? explained(below, ctx, tr(words[choice])) : V_REDRAW;
}

/* Of a correction it is mostly one of two. */
static void ask_why(struct view *v, const char *text) {
	const struct form_view *d = v->data;
	struct str question = {0};
	const char *const choices[] = {tr(N_("Typed wrongly")), tr(N_("Compared with the paper")),
	                               tr(N_("Another reason")), NULL};

	if (d->call.id == 0) {
		ui_say(v->ui, text);
		chosen(v, NULL, 3);
		return;
	}
	str_addf(&question, "%s%s", text, tr(N_("Why is it so?")));
	ui_ask(v->ui, &(struct ask){.question = str_text(&question), .choices = choices,
	                            .initial = 3, .answer = chosen});
	str_clear(&question);
}

static bool confirm_doubts(struct view *v, const struct findings *told) {
	struct form_view *d = v->data;
	const char *const choices[] = {tr(N_("It is right, save it")), tr(N_("Back to the form")),
	                               NULL};
	struct str text = {0};
	const char *field;
	bool grave;

	if (told->n == 0)
		return false;
	take_old(d);
	field = open_doubts(d, told, &text, &grave);
	if (field)
		form_goto(&d->form, form_find(&d->form, 0, field));
	for (char *p = text.s; p && *p; p++)
		*p = *p == '\n' ? ' ' : *p;
	if (grave) {
		ask_why(v, str_text(&text));
	} else if (field) {
		ui_ask(v->ui, &(struct ask){.question = str_text(&text),
		                            .choices = choices,
		                            .answer = confirmed});
	}
	str_clear(&text);
	return field != NULL;
}

/* ---- saving ---- */

unsigned form_save(struct view *v) {
	struct form_view *d = v->data;
	const struct form_def *def = d->form.def;
	struct findings told = {.n = 0};
	struct actor by = *d->call.actor;
	struct form_call call = d->call;
	struct str said = {0};
	struct err err = {0};
	bool is_new = d->call.id == 0;
	unsigned asked = d->form.questions, flags;
	enum rc rc;

	if (form_take_all(&d->form) != RC_OK) {
		if (d->form.questions != asked)
			ui_question(v);
		return form_offer_to_add(v);
	}
	if (def->check && def->check(&d->call, d->form.rec, &told, &err) != RC_OK) {
		form_fail(&d->form, &err);
		return V_REDRAW;
	}
	form_doubts(&d->form, &told);
	if (confirm_doubts(v, &told) || ask_guard(v))
		return V_REDRAW;
	by.why = d->why;
	call.actor = &by;
	rc = def->save(&call, d->form.rec, &said, &err);
	if (rc == RC_CONFLICT)
		form_show_conflict(v, &err);
	else if (rc != RC_OK)
		form_fail(&d->form, &err);
	else
		ui_say(v->ui, str_text(&said));
	str_clear(&said);
	if (rc == RC_BUSY)
		offer_retry(v);
	if (rc != RC_OK)
		return V_REDRAW;
	form_autosave_drop(v);
	if (is_new) /* a correction's day is no other record's */
		form_memory_keep(v->ui->forms, &d->form);
	if (chain_offer(v, is_new, &flags))
		return flags;
	return is_new && def->next ? d->go_on(v) : V_CLOSE | V_RELOAD;
}
