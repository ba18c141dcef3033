/* A form on the screen: opening, keys, leaving. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/access/case.h"
#include "core/hash.h"
#include "model/station/station.h"
#include "model/station/tables.h"
#include "ui/form/form_priv.h"
#include "ui/form/forms.h"
#include "ui/loop/ui_priv.h"

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

static char *list_said(void *ctx, const struct entity_def *def, const struct field_def *field) {
	const struct view *v = ctx;
	struct str out = {0};

	station_said(v->st, v->actor, def, field, &out, NULL);
	return out.n > 1 ? str_take(&out) : (str_clear(&out), NULL);
}

/* What a form may add in passing: a village or a help team that is not in the list yet. */
static enum rc add_ref(void *ctx, const char *ref, const char *name, long long *id,
                       struct err *err) {
	if (strcmp(ref, place_def.name) == 0)
		return add_place(ctx, name, id, err);
	if (strcmp(ref, team_def.name) == 0)
		return add_team(ctx, name, id, err);
	return err_set(err, RC_NOT_FOUND, "form.add", N_("This list cannot be added to from here."),
	               NULL);
}

/* A day that is not today's was carried or proposed: it is said, and the cursor stands on it. */
static void show_other_day(struct form *f) {
	char day[DATE_BUF], text[160];

	for (size_t i = 0; i < f->n; i++) {
		const struct form_item *it = &f->items[i];
		const struct date *d = field_cptr(it->field, f->rec[it->entity]);

		if (!(it->flags & FR_RECENT) || it->field->type != FT_DATE || it->read_only ||
		    date_cmp(*d, f->today) == 0 || !date_is_set(*d))
			continue;
		form_goto(f, i);
		text_fill(text, sizeof text, tr(N_("Not today's date: {day}. Compare it.")), "day",
		          date_format(*d, day), NULL);
		str_add(&f->note, text);
	}
}

static void mark_wanted(struct form_view *d) {
	for (size_t i = 0; d->def.wants && i < d->form.n; i++)
		d->form.items[i].wanted =
			d->def.wants(&d->call, d->form.rec, d->form.items[i].field->name);
}

/* What a fresh form begins with: the record before, what the caller knows, what was last said. */
static void fill(struct view *v, const struct form_call *call) {
	struct form_view *d = v->data;

	if (call->id == 0 && !call->as_loaded)
		form_memory_carry(v->ui->forms, &d->form);
	form_preset(&d->form, call->presets);
	form_propose(&d->form);
	mark_wanted(d);
	form_start(&d->form);
	if (call->start)
		form_goto(&d->form, form_find(&d->form, 0, call->start));
	else if (call->field)
		form_goto(&d->form, call->field);
	if (call->id == 0)
		show_other_day(&d->form);
	for (size_t i = 0; call->show && i < d->form.n; i++)
		d->form.items[i].read_only = true;
}

static unsigned go_on(struct view *v);
static unsigned follow(struct view *v, const struct form_def *def, const struct form_call *call);

/* Nobody types a form that is refused in the end: what is on file is shown, nothing new begins. */
static enum rc may_write(struct form_view *d, struct err *err) {
	struct err why = {0};

	if (d->call.show)
		return RC_OK;
	d->reading = case_may(d->call.st, d->call.actor, ACT_SAVE, d->call.resident, &why) != RC_OK;
	d->call.show = d->reading && d->call.id != 0;
	if (d->reading && !d->call.show)
		*err = why;
	return d->reading && !d->call.show ? why.rc : RC_OK;
}

/* Fill the view with this form: records loaded or new. On failure nothing is left to clear. */
static enum rc begin(struct view *v, const struct form_def *def, const struct form_call *call,
                     struct err *err) {
	struct form_view *d = v->data;
	enum rc rc;

	d->def = *def;
	d->call = *call;
	d->top = 0;
	d->guarded = d->answered = false;
	d->go_on = go_on;
	d->follow = follow;
	str_reset(&d->sure);
	free(d->why);
	d->why = NULL;
	d->env = (struct form_env){.names = *station_env(v->st),
	                           .actor = v->actor,
	                           .ctx = v,
	                           .list = list_refs,
	                           .said = list_said,
	                           .add = add_ref};
	form_init(&d->form, &d->def, &d->env, clock_today());
	rc = may_write(d, err);
	if (rc == RC_OK)
		rc = def->load(&d->call, d->form.rec, err);
	if (rc != RC_OK) {
		form_clear(&d->form);
		return rc;
	}
	for (int e = 0; e < FORM_RECORDS && def->shows && def->entity[e]; e++)
		if (!def->shows(&d->call, e))
			form_leave_out(&d->form, e);
	call = &d->call;
	if (call->id == 0) /* now, so that a draft of what was saved after all is known by it */
		uid_make(((struct record *)d->form.rec[0])->uid);
	form_names(&d->form);
	d->resumed = !d->another && !call->show && form_autosave_resume(v, &d->stale);
	if (d->resumed) {
		str_reset(&d->form.note);
		str_add(&d->form.note, tr(N_("Here you go on where you left this form.")));
	} else {
		draft_clear(&d->draft);
		fill(v, call);
	}
	d->call.presets = NULL;
	d->call.start = NULL;
	d->call.draft = 0;
	d->call.text = NULL;
	str_reset(&d->about);
	if (def->about)
		def->about(&d->call, d->form.rec, &d->about);
	mark_wanted(d);
	return RC_OK;
}

static enum rc form_view_open(struct view *v, const void *arg, struct err *err) {
	const struct open_arg *a = arg;
	enum rc rc = begin(v, a->def, &a->call, err);

	if (rc == RC_OK) {
		form_resize(v, &v->area);
		form_autosave_wake(v);
	}
	return rc;
}

static void form_view_close(struct view *v) {
	struct form_view *d = v->data;

	form_clear(&d->form);
	draft_clear(&d->draft);
	str_clear(&d->about);
	str_clear(&d->sure);
	free(d->why);
	str_clear(&d->hint);
}

/* ---- going on and leaving ---- */

/* The same form anew: beside the draft, or to correct what it showed. */
static unsigned begin_again(struct view *v) {
	struct form_view *d = v->data;
	const struct form_def def = d->def;
	const struct form_call call = d->call;
	struct err err = {0};

	form_clear(&d->form);
	if (begin(v, &def, &call, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
		return V_CLOSE;
	}
	form_resize(v, &v->area);
	return V_REDRAW;
}

/* The draft stays where it is, in the list of drafts. */
static unsigned begin_another(struct view *v, void *ctx, int choice) {
	struct form_view *d = v->data;

	if (choice != 2)
		return V_REDRAW;
	d->another = true;
	return begin_again(v);
}

/* Somebody new, and somebody else was begun and put aside: which of the two is meant? */
static void ask_which(struct view *v) {
	struct form_view *d = v->data;
	const char *const choices[] = {tr(N_("Go on with it")), tr(N_("Begin another")), NULL};
	struct str name = {0};
	char question[200];

	if (!form_draft_value(d->draft.text, "name", &name))
		str_add(&name, tr(N_("(new)")));
	text_fill(question, sizeof question, tr(N_("A draft of {name} is waiting.")), "name",
	          str_text(&name), NULL);
	ui_ask(v->ui,
	       &(struct ask){.question = question, .choices = choices, .answer = begin_another});
	str_clear(&name);
}

enum rc form_open(struct ui *ui, const struct form_def *def, const struct form_call *call) {
	struct open_arg arg = {.def = def, .call = *call};

	arg.call.st = ui->st;
	arg.call.actor = ui->actor;

	enum rc rc = ui_push(ui, &form_ops, &arg);

	if (rc == RC_OK && ((struct form_view *)ui->top->data)->stale)
		form_show_conflict(ui->top, NULL);
	else if (rc == RC_OK && ((struct form_view *)ui->top->data)->resumed && call->draft == 0 &&
	         call->id == 0 && call->resident == 0 && !def->keep)
		ask_which(ui->top);
	return rc;
}

/* On to the next form of the same matter (a new person's order). */
static unsigned go_on(struct view *v) {
	struct form_view *d = v->data;
	struct form_call call = d->call;

	call.id = 0;
	call.event = NULL;
	call.resident = ((const struct record *)d->form.rec[0])->id;
	return follow(v, d->form.def->next, &call);
}

/* Keys typed ahead were meant for the form before. */
static unsigned follow(struct view *v, const struct form_def *def, const struct form_call *ask) {
	struct form_view *d = v->data;
	struct form_call call = *ask;
	struct err err = {0};

	call.st = v->st;
	call.actor = v->actor;
	form_clear(&d->form);
	if (call.event)
		ui_question(v);
	if (begin(v, def, &call, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
		return V_CLOSE | V_RELOAD;
	}
	form_resize(v, &v->area);
	return V_RELOAD | V_REDRAW; /* something was saved: the views below load again */
}

static unsigned offer(struct view *v) {
	static const enum action_id all[] = {ACTION_SAVE, ACTION_LATER,  ACTION_DISCARD,
	                                     ACTION_PICK, ACTION_REPEAT, ACTION_GO_FIELD,
	                                     ACTION_NOTE, ACTION_NONE};
	/* A form that is part of another screen is left with it. */
	static const enum action_id part[] = {ACTION_SAVE,   ACTION_DISCARD,  ACTION_PICK,
	                                      ACTION_REPEAT, ACTION_GO_FIELD, ACTION_NOTE,
	                                      ACTION_NONE};
	const struct form_view *d = v->data;

	ui_menu(v->ui, d->def.keep ? part : all);
	return V_REDRAW;
}

static unsigned leave(struct view *v) {
	struct form_view *d = v->data;

	if (d->call.show)
		return V_CLOSE;
	if (form_changed(&d->form))
		return offer(v);
	form_autosave_drop(v);
	return V_CLOSE;
}

/* ---- a record shown: nothing is typed until it is to be corrected ---- */

static unsigned shown_key(struct view *v, const struct key *k) {
	struct form_view *d = v->data;
	size_t most = d->form.n - 1, page = v->area.rows > 6 ? (size_t)v->area.rows - 5 : 1,
	       by = k->kind == K_PGDN || k->kind == K_PGUP ? page : 1, *cur = &d->form.cur;

	if (k->kind == K_ENTER)
		return V_CLOSE;
	if (k->kind == K_DOWN || k->kind == K_PGDN || k->kind == K_TAB)
		*cur = *cur + by < most ? *cur + by : most;
	else if (k->kind == K_UP || k->kind == K_PGUP || k->kind == K_BACKTAB)
		*cur -= *cur < by ? *cur : by;
	else
		return V_NOT_MINE;
	return V_REDRAW;
}

/* What can be done on a record that is shown, and on a form. */
static bool form_can(const struct view *v, enum action_id id) {
	const struct form_view *d = v->data;
	static const enum action_id typing[] = {ACTION_SAVE,     ACTION_LATER, ACTION_DISCARD,
	                                        ACTION_PICK,     ACTION_REPEAT,
	                                        ACTION_GO_FIELD, ACTION_NOTE};

	for (size_t i = 0; d->call.show && i < sizeof typing / sizeof *typing; i++)
		if (id == typing[i])
			return false;
	return id != ACTION_EDIT || (d->call.show && !d->reading);
}

/* ---- somebody who is on file already ---- */

static unsigned known_answer(struct view *v, void *ctx, int choice) {
	struct form_view *d = v->data;

	if (choice == 1)
		ui_open(v->ui, SCREEN_FILE, &d->known);
	return V_REDRAW;
}

/* Told as soon as the field is left, not when all the rest was typed. */
static void tell_known(struct view *v, size_t field) {
	struct form_view *d = v->data;
	const char *const choices[] = {tr(N_("Open that file")), tr(N_("Back to the number")), NULL};
	struct str question = {0};

	if (field == d->form.cur || !d->def.known || d->form.items[field].touched ||
	    field_compare(d->form.items[field].field, d->form.rec[0], d->form.base[0]) == 0 ||
	    !d->def.known(&d->call, d->form.rec, d->form.items[field].field->name, &question,
	                  &d->known))
		return;
	form_goto(&d->form, field);
	if (d->known)
		ui_ask(v->ui, &(struct ask){.question = str_text(&question), .choices = choices,
		                            .initial = 2, .answer = known_answer});
	else
		snprintf(d->form.err.text, sizeof d->form.err.text, "%s", str_text(&question));
	str_clear(&question);
}

static unsigned form_view_key(struct view *v, const struct key *k) {
	struct form_view *d = v->data;
	size_t before = d->form.cur;
	unsigned asked = d->form.questions;
	enum form_event done;

	if (d->call.show)
		return shown_key(v, k);
	done = form_key(&d->form, k);
	if (d->form.questions != asked)
		ui_question(v);
	mark_wanted(d);
	form_autosave_left(v, before);
	tell_known(v, before);
	switch (done) {
	case FORM_NOT_MINE:
		return V_NOT_MINE;
	case FORM_DONE:
		return k->kind == K_ENTER || k->kind == K_TAB || k->kind == K_DOWN
		               ? form_offer_to_add(v)
		               : V_REDRAW;
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

static unsigned put_aside(struct view *v) {
	if (!form_autosave_later(v))
		return V_REDRAW;
	ui_say(v->ui,
	       tr(N_("Kept as a draft: open the same form, or the list of drafts (d on the first screen), to go on.")));
	return V_CLOSE;
}

static unsigned form_view_act(struct view *v, enum action_id id, const struct key *k) {
	struct form_view *d = v->data;
	struct pick_arg pick = {.fields = id == ACTION_GO_FIELD};

	if (id == ACTION_SAVE)
		return form_save(v);
	if (id == ACTION_EDIT) {
		d->call.show = false;
		return begin_again(v);
	}
	if (id == ACTION_DISCARD) {
		form_autosave_drop(v);
		return V_CLOSE;
	}
	if (id == ACTION_LATER)
		return d->def.keep ? offer(v) : put_aside(v);
	if (id == ACTION_BACK)
		return leave(v);
	if (id == ACTION_PICK || id == ACTION_GO_FIELD) {
		ui_push(v->ui, &pick_ops, &pick);
	} else if (id == ACTION_REPEAT) {
		if (!form_repeat(&d->form, form_memory_last(v->ui->forms, d->form.def)))
			ui_say(v->ui,
			       tr(N_("There is no value of a record before for this field.")));
	} else if (id == ACTION_NOTE) {
		go_note(&d->form);
	} else {
		return V_NOT_MINE;
	}
	return V_REDRAW;
}

const struct view_ops form_ops = {
	.name = "form", .where = W_FORM, .size = sizeof(struct form_view), .open = form_view_open,
	.head = form_head, .status = form_status, .draw = form_draw, .key = form_view_key,
	.act = form_view_act, .can = form_can, .resize = form_resize, .wake = form_autosave_wake,
	.keep = form_autosave, .close = form_view_close,
};
