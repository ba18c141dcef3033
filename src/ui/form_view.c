/* A form on the screen: painting its fields, and what its actions do. */
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

enum { LABEL_X = 2, LABEL_MOST = 24, FOOT_LINES = 4 };

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

/* Fill the view with this form: records loaded or new. On failure nothing is left to clear. */
static enum rc begin(struct view *v, const struct form_def *def, const struct form_call *call, struct err *err) {
	struct form_view *d = v->data;
	bool carried = false;
	enum rc rc;

	d->def = *def;
	d->call = *call;
	d->top = 0;
	d->env = (struct form_env){.names = *station_env(v->st), .ctx = v, .list = list_refs, .add = add_ref};
	form_init(&d->form, &d->def, &d->env, clock_today());
	rc = def->load(&d->call, d->form.rec, err);
	if (rc != RC_OK) {
		form_clear(&d->form);
		return rc;
	}
	if (d->call.id == 0)
		carried = form_memory_carry(v->ui->forms, &d->form);
	form_start(&d->form, carried);
	if (carried)
		say_carried_day(&d->form);
	str_reset(&d->about);
	if (def->about)
		def->about(&d->call, d->form.rec, &d->about);
	return RC_OK;
}

static int label_cells(const struct form *f) {
	int most = 0;

	for (size_t i = 0; i < f->n; i++) {
		int w = utf8_width(tr(f->items[i].field->label));

		if (w > most)
			most = w;
	}
	return most < LABEL_MOST ? most : LABEL_MOST;
}

static int value_x(const struct form *f) {
	return LABEL_X + label_cells(f) + 2;
}

/* Cells the value of this field is typed in; one more than it needs, for the cursor behind it. */
static int value_cells(const struct field_def *field, int room) {
	int want = room;

	switch (field->type) {
	case FT_DATE:
		want = 14;
		break;
	case FT_IDNO:
		want = 19;
		break;
	case FT_INT:
	case FT_MONEY:
		want = 12;
		break;
	case FT_CODE:
	case FT_REF:
	case FT_PHONE:
		want = 21;
		break;
	case FT_TEXT:
		want = field->width < 20 ? 21 : field->width + 1;
		break;
	case FT_NOTE:
		break;
	}
	return want < room ? want : room;
}

static void form_resize(struct view *v, const struct area *a) {
	struct form_view *d = v->data;
	int room = a->cols - value_x(&d->form) - 1;

	for (size_t i = 0; i < d->form.n; i++) {
		struct form_item *it = &d->form.items[i];

		edit_resize(&it->edit, value_cells(it->field, room), it->edit.rows);
	}
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
	return V_REDRAW;
}

static unsigned offer_to_add(struct view *v);

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
	static const enum action_id all[] = {ACTION_SAVE,     ACTION_DISCARD, ACTION_PICK, ACTION_REPEAT,
	                                     ACTION_GO_FIELD, ACTION_NOTE,    ACTION_NONE};

	ui_menu(v->ui, all);
	return V_REDRAW;
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

	switch (form_key(&d->form, k)) {
	case FORM_NOT_MINE:
		return V_NOT_MINE;
	case FORM_DONE:
		return k->kind == K_ENTER || k->kind == K_TAB || k->kind == K_DOWN ? offer_to_add(v) : V_REDRAW;
	case FORM_END:
		return offer(v);
	case FORM_LEAVE:
		return form_changed(&d->form) ? offer(v) : V_CLOSE;
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

static bool form_view_can(const struct view *v, enum action_id id) {
	(void)v;
	return id != ACTION_LATER; /* drafts are not kept yet */
}

/* ---- painting ---- */

static void form_view_head(const struct view *v, struct str *left, struct str *right) {
	const struct form_view *d = v->data;

	str_addf(left, "%s  %s", tr(d->def.title ? d->def.title : d->def.entity[0]->label), tr(d->call.id ? N_("correct") : N_("new")));
	str_add(right, str_text(&d->about));
}

static void form_view_status(const struct view *v, struct str *out) {
	const struct form_view *d = v->data;

	str_addf(out, "%zu/%zu", d->form.cur + 1, d->form.n);
}

static int item_lines(const struct form_item *it) {
	return widget_rows(it->field) + (it->section != NULL);
}

/* Keep the current field and its neighbours in sight. */
static void scroll(struct form_view *d, int rows) {
	const struct form *f = &d->form;
	int at = 0, all = 0, lines;

	for (size_t i = 0; i < f->n; i++) {
		if (i < f->cur)
			at += item_lines(&f->items[i]);
		all += item_lines(&f->items[i]);
	}
	lines = item_lines(&f->items[f->cur]);
	/* A page at a time: a scroll of one line repaints everything just the same. */
	if (at < d->top)
		d->top = at + lines - rows / 2 - 1;
	if (at + lines > d->top + rows)
		d->top = at - rows / 2;
	if (d->top > all - rows)
		d->top = all - rows;
	if (d->top < 0)
		d->top = 0;
}

static char mark_of(const struct form_item *it, const void *rec) {
	if (it->bad || it->again)
		return '!';
	return (it->field->flags & F_REQUIRED) && field_is_blank(it->field, rec) ? '*' : ' ';
}

static void paint_item(struct form_view *d, struct form_item *it, int y, int row, bool here) {
	struct form *f = &d->form;
	int x = value_x(f);
	struct str shown = {0};
	char mark[2] = {row == 0 ? mark_of(it, f->rec[it->entity]) : ' ', '\0'};

	if (row == 0) {
		paint_marker(y, here);
		paint_text(y, 1, 1, TONE_ALERT, mark);
		paint_text(y, LABEL_X, label_cells(f), it->read_only ? TONE_DIM : TONE_PLAIN, tr(it->field->label));
	}
	widget_paint(f, it, row, &shown);
	paint_text(y, x, it->edit.width, here ? TONE_INPUT : it->read_only ? TONE_DIM : TONE_PLAIN, str_text(&shown));
	if (row == 0 && edit_hides_before(&it->edit) && it->edit.rows == 1)
		paint_text(y, x - 1, 1, TONE_DIM, "<");
	str_reset(&shown);
	if (row == 0 && here && it->again)
		str_add(&shown, tr(N_("once more")));
	else if (row == 0)
		widget_echo(f, it, &shown);
	if (shown.n > 0)
		paint_run(y, x + it->edit.width + 1, here ? TONE_BOLD : TONE_DIM, str_text(&shown));
	str_clear(&shown);
}

static void paint_fields(struct form_view *d, const struct area *a, int rows, int *cursor_y, int *cursor_x) {
	struct form *f = &d->form;
	int line = -d->top, row, cell;

	for (size_t i = 0; i < f->n; i++) {
		struct form_item *it = &f->items[i];

		if (it->section) {
			if (line >= 0 && line < rows)
				paint_text(a->top + line, 0, a->cols, TONE_BOLD, tr(it->section));
			line++;
		}
		for (int r = 0; r < widget_rows(it->field); r++, line++) {
			if (line < 0 || line >= rows)
				continue;
			paint_item(d, it, a->top + line, r, i == f->cur);
			edit_cursor(&it->edit, &row, &cell);
			if (i == f->cur && r == row) {
				*cursor_y = a->top + line;
				*cursor_x = value_x(f) + cell;
			}
		}
	}
}

static void form_view_draw(struct view *v, const struct area *a) {
	struct form_view *d = v->data;
	struct form *f = &d->form;
	int rows = a->rows - FOOT_LINES, y = a->top + rows, cursor_y = a->top, cursor_x = 0;
	struct str hint = {0};

	if (rows < 1)
		return;
	scroll(d, rows);
	paint_fields(d, a, rows, &cursor_y, &cursor_x);
	paint_rule(y++);
	if (f->err.text[0])
		paint_wrapped(a, y, LABEL_X, TONE_ALERT, f->err.text);
	else if (f->note.n > 0)
		paint_wrapped(a, y, LABEL_X, TONE_BOLD, str_text(&f->note));
	widget_hint(f, form_item(f), &hint);
	paint_blank(a->top + a->rows - 1);
	paint_text(a->top + a->rows - 1, LABEL_X, a->cols - LABEL_X - 1, TONE_DIM, str_text(&hint));
	str_clear(&hint);
	paint_cursor(cursor_y, cursor_x);
}

const struct view_ops form_ops = {
	.name = "form",
	.where = W_FORM,
	.size = sizeof(struct form_view),
	.open = form_view_open,
	.head = form_view_head,
	.status = form_view_status,
	.draw = form_view_draw,
	.key = form_view_key,
	.act = form_view_act,
	.can = form_view_can,
	.resize = form_resize,
	.close = form_view_close,
};
