/* What an entry session asks in forms: its head, what an answer needs besides, whether the person
 * is the one meant. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/rules/breach_count.h"
#include "ui/entry/entry_view.h"
#include "ui/form/forms.h"
#include "ui/loop/ui_priv.h"

static struct entry_view *session(const struct form_call *c) {
	return ((struct view *)c->ctx)->data;
}

/* ---- part of the session's draft ---- */

static enum rc keep_part(const struct form_call *c, enum entry_part part, const char *text,
                         size_t field, struct err *err) {
	struct view *v = c->ctx;

	entry_set_form(&session(c)->e, part, text, field);
	return entry_keep(v, ui_draft_state(v->ui), err);
}

/* Saved or given up; a session in which nothing else was done yet leaves no draft. */
static void leave_part(const struct form_call *c) {
	struct view *v = c->ctx;
	struct entry_view *d = session(c);

	entry_set_form(&d->e, ENTRY_NO_FORM, NULL, 0);
	entry_refuse(&d->e);
	if (date_is_set(d->listed))
		entry_keep(v, DRAFT_OPEN, NULL);
	else if (draft_drop(v->st, v->actor, &d->draft, NULL) == RC_OK)
		draft_clear(&d->draft);
}

/* ---- the head ---- */

static enum rc keep_head(const struct form_call *c, const char *text, size_t field,
                         struct err *err) {
	return keep_part(c, date_is_set(session(c)->listed) ? ENTRY_LATER_HEAD : ENTRY_FIRST_HEAD,
	                 text, field, err);
}

/* Beside the register's own fields, behind the day: only for comparing. */
enum { HEAD_SHEETS = 1 };
struct in_hand {
	struct record rec;
	long long sheets;
};
static const struct field_def in_hand_fields[] = {
	{.name = "sheets", .type = FT_INT, .label = N_("Sheets in hand"), .max = ENTRY_LINES,
	 .offset = offsetof(struct in_hand, sheets), .help = N_("Compared with what was entered.")},
};
static const struct entity_def in_hand_def = ENTITY("in_hand", "", in_hand, in_hand_fields);

static enum rc load_head(const struct form_call *c, void *const rec[], struct err *err) {
	struct entry *e = &session(c)->e;

	entity_copy(e->reg->entity, rec[0], e->head);
	((struct in_hand *)rec[1])->sheets = e->sheets;
	return RC_OK;
}

static enum rc save_head(const struct form_call *c, void *const rec[], struct str *said,
                         struct err *err) {
	struct view *v = c->ctx;
	struct entry *e = &session(c)->e;
	enum rc rc;
	char n[24], text[160];

	entity_clear(e->reg->entity, e->head);
	entity_copy(e->reg->entity, e->head, rec[0]);
	e->sheets = ((const struct in_hand *)rec[1])->sheets;
	entry_spread_head(e);
	rc = entry_list(v, err);
	if (rc != RC_OK)
		return rc;
	snprintf(n, sizeof n, "%zu", e->n);
	text_fill(text, sizeof text, tr(N_("{n} people are due; F5 finds anybody else.")), "n", n,
	          (char *)NULL);
	str_add(said, text);
	return RC_OK;
}

/* Day, place, people, sample: what every form of the register carries on from record to record. */
void entry_open_head(struct view *v, const char *text, size_t field) {
	struct entry_view *d = v->data;
	const struct entity_def *entity = d->e.reg->entity;
	struct form_def def = event_form(d->e.reg);
	char day[DATE_BUF];
	const struct form_preset presets[] = {{"occurred", day}, {NULL, NULL}};
	size_t n = 0;

	for (size_t i = 0; i < entity->count && n < ENTRY_ROWS; i++) {
		const struct field_def *f = &entity->fields[i];

		if (f->flags & F_CARRY)
			d->rows[n++] = (struct form_row){
				.name = f->name,
				.flags = f->type == FT_DATE ? FR_RECENT | FR_TODAY : 0};
		if (f->type == FT_DATE && (f->flags & F_CARRY))
			d->rows[n++] = (struct form_row)FORM_FIELD(1, "sheets");
	}
	def.entity[1] = &in_hand_def;
	def.title = N_("Entry session");
	def.rows = d->rows;
	def.row_count = n;
	def.load = load_head;
	def.save = save_head;
	def.keep = keep_head;
	def.left = leave_part;
	def.check = NULL;
	def.guard = NULL;
	def.about = NULL;
	/* The day of the sheet, not of the record before. */
	date_format(((const struct event *)d->e.head)->occurred, day);
	form_open(v->ui, &def,
	          &(struct form_call){.event = d->e.reg,
	                              .ctx = v,
	                              .presets = d->sheet ? presets : NULL,
	                              .as_loaded = date_is_set(d->listed),
	                              .text = text,
	                              .field = text ? field : HEAD_SHEETS});
}

/* ---- what an answer asks ---- */

static enum rc load_ask(const struct form_call *c, void *const rec[], struct err *err) {
	const struct entry *e = &session(c)->e;

	entity_copy(c->event->entity, rec[0], e->pending);
	return RC_OK;
}

static enum rc check_ask(const struct form_call *c, void *const rec[], struct findings *told,
                         struct err *err) {
	enum rc rc = event_check(c->event, rec[0], clock_today(), NULL, err);

	/* Its own doubts are asked of nobody here: the session is saved later, all lines at once.
	 * A count that reaches its limit is this person's alone. */
	if (rc == RC_OK)
		breach_doubts(c->st, c->actor, c->event, rec[0], told);
	return rc;
}

static enum rc save_ask(const struct form_call *c, void *const rec[], struct str *said,
                        struct err *err) {
	struct entry *e = &session(c)->e;

	entity_clear(c->event->entity, e->pending);
	entity_copy(c->event->entity, e->pending, rec[0]);
	entry_accept(e);
	return RC_OK;
}

static enum rc keep_ask(const struct form_call *c, const char *text, size_t field,
                        struct err *err) {
	return keep_part(c, ENTRY_ANSWER_FORM, text, field, err);
}

void entry_open_asks(struct view *v, const char *text, size_t field) {
	struct entry_view *d = v->data;
	const struct event_def *reg = d->e.answers[d->e.chosen - 1].reg;
	struct form_def def = event_form(reg);
	size_t n = 0;

	snprintf(d->names, sizeof d->names, "%s", entry_asks(&d->e));
	for (char *p = d->names, *comma; p && n < ENTRY_ROWS; p = comma) {
		comma = strchr(p, ',');
		if (comma)
			*comma++ = '\0';
		d->rows[n++] = (struct form_row){.name = p};
	}
	def.id = "entry-answer";
	def.title = d->e.answers[d->e.chosen - 1].other->label; /* what was answered */
	def.rows = d->rows;
	def.row_count = n;
	def.load = load_ask;
	def.check = check_ask;
	def.save = save_ask;
	def.keep = keep_ask;
	def.left = leave_part;
	form_open(v->ui, &def,
	          &(struct form_call){.event = reg,
	                              .resident = d->e.rows[d->e.at].resident,
	                              .ctx = v,
	                              .text = text,
	                              .field = field});
}

/* Whose line cannot take the answer any more loses what was typed for it: it hung on that
 * person. */
bool entry_reopen_form(struct view *v) {
	struct entry_view *d = v->data;
	char *text = d->e.form.text; /* ours now: opening the form writes it anew */
	size_t field = d->e.form.field;

	d->e.form.text = NULL;
	if (d->e.form.part == ENTRY_ANSWER_FORM && entry_choose_again(&d->e)) {
		entry_open_asks(v, text, field);
	} else if (d->e.form.part == ENTRY_ANSWER_FORM) {
		entry_refuse(&d->e);
		entry_set_form(&d->e, ENTRY_NO_FORM, NULL, 0);
	} else if (d->e.form.part != ENTRY_NO_FORM) {
		entry_open_head(v, text, field);
	}
	free(text);
	return d->e.form.part != ENTRY_NO_FORM;
}

/* ---- the person meant ---- */

static bool guard_of(struct view *v, struct str *question, struct str *answer) {
	struct entry_view *d = v->data;
	const struct event_def *reg = d->e.answers[d->e.chosen - 1].reg;
	const struct form_call call = {.st = v->st, .actor = v->actor, .event = reg,
	                               .resident = d->e.rows[d->e.at].resident};
	void *const rec[FORM_RECORDS] = {d->e.pending};
	const struct form_def def = event_form(reg);

	return def.guard && def.guard(&call, rec, question, answer);
}

static unsigned guard_answered(struct view *v, void *ctx, const char *text) {
	struct entry_view *d = v->data;
	struct str question = {0}, answer = {0};
	bool right =
		text && guard_of(v, &question, &answer) && strcmp(text, str_text(&answer)) == 0;

	if (right) {
		entry_accept(&d->e);
		entry_keep(v, DRAFT_OPEN, NULL);
	} else {
		entry_refuse(&d->e);
		ui_say(v->ui,
		       tr(N_("That is another file. Compare the person and the file once more.")));
	}
	str_clear(&question);
	str_clear(&answer);
	return V_REDRAW;
}

bool entry_guards(struct view *v) {
	struct str question = {0}, answer = {0};
	bool asks = guard_of(v, &question, &answer);

	if (asks)
		ui_ask_text(v->ui, &(struct ask_text){.question = str_text(&question),
		                                      .answer = guard_answered});
	str_clear(&question);
	str_clear(&answer);
	return asks;
}
