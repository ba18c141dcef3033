/* A form on the screen: opening, keys, saving, leaving. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/utf8.h"
#include "model/directory.h"
#include "model/station.h"
#include "ui/form_priv.h"
#include "ui/forms.h"
#include "ui/ui_priv.h"

struct open_arg {
	const struct form_def *def;
	struct form_call call;
};

/* ---- opening ---- */

static void list_refs(void *ctx, const char *ref, struct ids *out) {
	const struct view *v = ctx;

	station_choices(v->st, v->actor, ref, out, NULL);
}

static enum rc add_place(struct view *v, const char *name, long long *id, struct err *err) {
	struct place p;
	enum rc rc;

	entity_init(&place_def, &p);
	p.name = mem_strdup(name);
	rc = place_save(v->st, v->actor, &p, err);
	*id = p.rec.id;
	entity_clear(&place_def, &p);
	return rc;
}

static enum rc add_team(struct view *v, const char *name, long long *id, struct err *err) {
	struct help_team t;
	enum rc rc;

	entity_init(&team_def, &t);
	t.name = mem_strdup(name);
	rc = team_save(v->st, v->actor, &t, err);
	*id = t.rec.id;
	entity_clear(&team_def, &t);
	return rc;
}

/* What a form may add in passing: a village or a help team that is not in the list yet. */
static enum rc add_ref(void *ctx, const char *ref, const char *name, long long *id, struct err *err) {
	if (strcmp(ref, place_def.name) == 0)
		return add_place(ctx, name, id, err);
	if (strcmp(ref, team_def.name) == 0)
		return add_team(ctx, name, id, err);
	return err_set(err, RC_NOT_FOUND, "form.add", N_("This list cannot be added to from here."), NULL);
}

static void say_carried_day(struct form *f) {
	char day[DATE_BUF], text[160];

	for (size_t i = 0; i < f->n; i++) {
		const struct form_item *it = &f->items[i];
		const struct date *d = field_cptr(it->field, f->rec[it->entity]);

		if (!(it->flags & FR_RECENT) || it->field->type != FT_DATE || date_cmp(*d, f->today) == 0 || !date_is_set(*d))
			continue;
		text_fill(text, sizeof text, tr(N_("The day of the record before is kept: {day}.")), "day",
		          date_format(*d, day), NULL);
		str_add(&f->note, text);
	}
}

/* What a fresh form begins with: the record before, what the caller knows. */
static void fill(struct view *v, const struct form_call *call) {
	struct form_view *d = v->data;
	bool carried = call->id == 0 && form_memory_carry(v->ui->forms, &d->form);

	form_preset(&d->form, call->presets);
	form_start(&d->form, carried);
	if (carried)
		say_carried_day(&d->form);
	if (call->start)
		form_goto(&d->form, form_find(&d->form, 0, call->start));
}

static void mark_wanted(struct form_view *d) {
	for (size_t i = 0; d->def.wants && i < d->form.n; i++)
		d->form.items[i].wanted = d->def.wants(&d->call, d->form.rec, d->form.items[i].field->name);
}

/* Fill the view with this form: records loaded or new. On failure nothing is left to clear. */
static enum rc begin(struct view *v, const struct form_def *def, const struct form_call *call, struct err *err) {
	struct form_view *d = v->data;
	enum rc rc;

	d->def = *def;
	d->call = *call;
	d->top = 0;
	d->guarded = false;
	d->env = (struct form_env){.names = *station_env(v->st), .actor = v->actor, .ctx = v, .list = list_refs, .add = add_ref};
	form_init(&d->form, &d->def, &d->env, clock_today());
	rc = def->load(&d->call, d->form.rec, err);
	if (rc != RC_OK) {
		form_clear(&d->form);
		return rc;
	}
	if (form_memory_resume(v->ui->forms, &d->form, call)) {
		str_reset(&d->form.note);
		str_add(&d->form.note, tr(N_("Here you go on where you left this form.")));
	} else {
		fill(v, call);
	}
	d->call.presets = NULL;
	d->call.start = NULL;
	str_reset(&d->about);
	if (def->about)
		def->about(&d->call, d->form.rec, &d->about);
	mark_wanted(d);
	return RC_OK;
}

static enum rc form_view_open(struct view *v, const void *arg, struct err *err) {
	const struct open_arg *a = arg;
	enum rc rc = begin(v, a->def, &a->call, err);

	if (rc == RC_OK)
		form_resize(v, &v->area);
	return rc;
}

static void form_view_close(struct view *v) {
	struct form_view *d = v->data;

	form_clear(&d->form);
	str_clear(&d->about);
}

enum rc form_open(struct ui *ui, const struct form_def *def, const struct form_call *call) {
	struct open_arg arg = {.def = def, .call = *call};

	arg.call.st = ui->st;
	arg.call.actor = ui->actor;
	return ui_push(ui, &form_ops, &arg);
}

/* ---- saving and leaving ---- */

/* Read what the other has saved; the two versions are compared in a view of their own. */
static void show_conflict(struct view *v, const struct err *why) {
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
	form_fail(&d->form, err.text[0] ? &err : why);
}

/* On to the next form of the same matter (a new person's order). */
static unsigned go_on(struct view *v) {
	struct form_view *d = v->data;
	const struct form_def *next = d->form.def->next;
	struct form_call call = d->call;
	struct err err = {0};

	call.id = 0;
	call.event = NULL;
	call.resident = ((const struct record *)d->form.rec[0])->id;
	form_clear(&d->form);
	if (begin(v, next, &call, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
		return V_CLOSE | V_RELOAD;
	}
	form_resize(v, &v->area);
	return V_RELOAD | V_REDRAW; /* something was saved: the views below load again */
}

static unsigned offer_to_add(struct view *v);
static unsigned save(struct view *v);

/* What stands in the way is the guard's question; the right answer saves. */
static unsigned guard_answer(struct view *below, void *ctx, const char *text) {
	struct form_view *d = below->data;
	struct str question = {0}, answer = {0};

	(void)ctx;
	if (text != NULL && d->form.def->guard(&d->call, d->form.rec, &question, &answer)) {
		d->guarded = strcmp(text, str_text(&answer)) == 0;
		if (!d->guarded)
			err_set(&d->form.err, RC_INVALID, "form.guard", N_("That is another file. Compare the person and the file once more."),
			        NULL);
	}
	str_clear(&question);
	str_clear(&answer);
	return d->guarded ? save(below) : V_REDRAW;
}

static bool ask_guard(struct view *v) {
	struct form_view *d = v->data;
	struct str question = {0}, answer = {0};
	bool asks = !d->guarded && d->form.def->guard && d->form.def->guard(&d->call, d->form.rec, &question, &answer);

	if (asks)
		ui_ask_text(v->ui, &(struct ask_text){.question = str_text(&question), .answer = guard_answer});
	str_clear(&question);
	str_clear(&answer);
	return asks;
}

static unsigned save(struct view *v) {
	struct form_view *d = v->data;
	const struct form_def *def = d->form.def;
	struct str said = {0};
	struct err err = {0};
	bool is_new = d->call.id == 0;
	enum rc rc;

	if (form_take_all(&d->form) != RC_OK)
		return offer_to_add(v);
	if (def->check && def->check(&d->call, d->form.rec, &err) != RC_OK) {
		form_fail(&d->form, &err);
		return V_REDRAW;
	}
	if (ask_guard(v))
		return V_REDRAW;
	rc = def->save(&d->call, d->form.rec, &said, &err);
	if (rc == RC_CONFLICT)
		show_conflict(v, &err);
	else if (rc != RC_OK)
		form_fail(&d->form, &err);
	else
		ui_say(v->ui, str_text(&said));
	str_clear(&said);
	if (rc != RC_OK)
		return V_REDRAW;
	form_memory_keep(v->ui->forms, &d->form);
	return is_new && def->next ? go_on(v) : V_CLOSE | V_RELOAD;
}

static unsigned offer(struct view *v) {
	static const enum action_id all[] = {ACTION_SAVE,   ACTION_LATER,    ACTION_DISCARD, ACTION_PICK,
	                                     ACTION_REPEAT, ACTION_GO_FIELD, ACTION_NOTE,    ACTION_NONE};

	ui_menu(v->ui, all);
	return V_REDRAW;
}

static unsigned leave(struct view *v) {
	struct form_view *d = v->data;

	return form_changed(&d->form) ? offer(v) : V_CLOSE;
}

static unsigned added(struct view *below, void *ctx, int choice) {
	struct form_view *d = below->data;
	struct form_item *it = form_item(&d->form);
	struct err err = {0};
	long long id = 0;
	char *name;

	(void)ctx;
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
static unsigned offer_to_add(struct view *v) {
	struct form_view *d = v->data;
	struct form_item *it = form_item(&d->form);
	const char *choices[] = {tr(N_("Add it to the list")), tr(N_("Back to the field")), NULL};
	char question[300];
	struct ask ask = {.question = question, .choices = choices, .initial = 2, .answer = added};

	if (strcmp(d->form.err.id, "field.ref") != 0 || it->field->type != FT_REF || edit_is_empty(&it->edit))
		return V_REDRAW;
	text_fill(question, sizeof question, tr(N_("{label}: {name} is not in the list yet.")), "label",
	          tr(it->field->label), "name", edit_text(&it->edit), NULL);
	ui_ask(v->ui, &ask);
	return V_REDRAW;
}

static unsigned form_view_key(struct view *v, const struct key *k) {
	struct form_view *d = v->data;
	enum form_event done = form_key(&d->form, k);

	mark_wanted(d);
	switch (done) {
	case FORM_NOT_MINE:
		return V_NOT_MINE;
	case FORM_DONE:
		return k->kind == K_ENTER || k->kind == K_TAB || k->kind == K_DOWN ? offer_to_add(v) : V_REDRAW;
	case FORM_END:
		return offer(v);
	case FORM_LEAVE:
		return leave(v);
	}
	return V_NOT_MINE;
}

static void go_note(struct form *f) {
	for (size_t i = 0; i < f->n; i++) {
		if (f->items[i].field->type == FT_NOTE)
			form_goto(f, i);
	}
}

static unsigned form_view_act(struct view *v, enum action_id id, const struct key *k) {
	struct form_view *d = v->data;
	struct pick_arg pick = {.fields = id == ACTION_GO_FIELD};

	(void)k;
	if (id == ACTION_SAVE)
		return save(v);
	if (id == ACTION_DISCARD)
		return V_CLOSE;
	if (id == ACTION_LATER) {
		form_memory_park(v->ui->forms, &d->form, &d->call);
		v->ui->warned_of_forms = false;
		ui_say(v->ui, tr(N_("Put aside until you leave the program; open the same form to go on.")));
		return V_CLOSE;
	}
	if (id == ACTION_BACK)
		return leave(v);
	if (id == ACTION_PICK || id == ACTION_GO_FIELD) {
		ui_push(v->ui, &pick_ops, &pick);
	} else if (id == ACTION_REPEAT) {
		if (!form_repeat(&d->form, form_memory_last(v->ui->forms, d->form.def)))
			ui_say(v->ui, tr(N_("There is no value of a record before for this field.")));
	} else if (id == ACTION_NOTE) {
		go_note(&d->form);
	} else {
		return V_NOT_MINE;
	}
	return V_REDRAW;
}

const struct view_ops form_ops = {
	.name = "form",
	.where = W_FORM,
	.size = sizeof(struct form_view),
	.open = form_view_open,
	.head = form_head,
	.status = form_status,
	.draw = form_draw,
	.key = form_view_key,
	.act = form_view_act,
	.resize = form_resize,
	.close = form_view_close,
};
