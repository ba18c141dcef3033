/* An entry session opened, kept as a draft, closed. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/entry/round.h"
#include "ui/entry/entry_view.h"
#include "ui/form/forms.h"
#include "ui/loop/ui_priv.h"

/* Which digits are typed twice is what the form of the register says of their values. */
static void mark_twice(struct entry *e) {
	for (size_t i = 0; i < e->answer_count; i++) {
		const struct entry_answer *a = &e->answers[i];
		const struct field_def *f =
			a->field ? entity_field(a->reg->entity, a->field) : NULL;
		const struct form_def def = event_form(a->reg);
		void *rec = mem_zalloc(1, a->reg->entity->size);
		const void *const recs[FORM_RECORDS] = {rec};

		entity_init(a->reg->entity, rec);
		if (f && (f->flags & F_TWICE) &&
		    field_parse(f, rec, a->value, NULL, NULL) == RC_OK &&
		    (!def.twice || def.twice(recs, f->name)))
			e->twice |= 1u << (i + 1);
		entity_clear(a->reg->entity, rec);
		free(rec);
	}
}

char *entry_draft_name(const struct duty_kind_def *kind, long long sheet) {
	return sheet ? mem_printf("entry.%s.%lld", kind->kind, sheet)
	             : mem_printf("entry.%s", kind->kind);
}

/* The head of a new session is what a new record of the register begins with. */
static enum rc begin(struct view *v, struct err *err) {
	struct entry_view *d = v->data;
	const struct form_def def = event_form(d->e.reg);
	void *const rec[FORM_RECORDS] = {d->e.head};

	return def.load(&(struct form_call){.st = v->st, .actor = v->actor, .event = d->e.reg}, rec,
	                err);
}

/* Its day is the head's, unless it lies ahead; a draft has a head of its own, and who was
 * marked. */
static enum rc read_sheet(struct view *v, const struct entry_arg *a, bool fresh, struct err *err) {
	struct entry_view *d = v->data;
	struct date day = DATE_NONE;
	enum rc rc = RC_OK;

	for (size_t i = 0; fresh && a->people && i < a->people->n; i++)
		ids_add(&d->e.order, a->people->v[i]);
	if (d->sheet > 0) {
		ids_clear(&d->e.order);
		rc = round_get(v->st, v->actor, d->sheet, &day, &d->e.order, err);
	}

	if (rc == RC_OK && fresh && date_is_set(day) && !date_before(clock_today(), day))
		((struct event *)d->e.head)->occurred = day;
	return rc;
}

void entry_view_close(struct view *v) {
	struct entry_view *d = v->data;

	entry_clear(&d->e);
	draft_clear(&d->draft);
	free(d->why);
}

/* What was put aside, if it can still be read. False: none. */
static bool read_draft(struct view *v) {
	struct entry_view *d = v->data;
	const struct duty_kind_def *kind = d->e.kind;
	char *form = entry_draft_name(kind, d->sheet);
	bool good = false;

	if (draft_find(v->st, v->actor, form, 0, 0, 0, &d->draft, NULL) == RC_OK) {
		good = entry_read(&d->e, d->draft.text);
		if (good) {
			if (d->e.form.part != ENTRY_FIRST_HEAD)
				d->listed = ((const struct event *)d->e.head)->occurred;
			d->e.top = 0; /* the page was not known yet */
		} else {
			entry_clear(&d->e);
			entry_init(&d->e, kind);
		}
	}
	free(form);
	return good;
}

enum rc entry_view_open(struct view *v, const void *arg, struct err *err) {
	const struct entry_arg *a = arg;
	struct entry_view *d = v->data;
	enum rc rc = station_may(v->st, v->actor, ACT_SAVE, err);
	bool resumed;

	if (rc != RC_OK)
		return rc;
	d->listed = DATE_NONE;
	entry_init(&d->e, a->kind);
	d->sheet = a->sheet;
	resumed = read_draft(v);
	mark_twice(&d->e);
	if (!resumed)
		rc = begin(v, err);
	if (rc == RC_OK)
		rc = read_sheet(v, a, !resumed, err);
	if (rc != RC_OK) {
		d->finished = true;
		entry_view_close(v);
	}
	return rc;
}

/* Has the officer done anything in this session that would be lost? */
static bool is_begun(const struct entry_view *d) {
	return date_is_set(d->listed) || d->e.form.text || d->draft.id;
}

enum rc entry_keep(struct view *v, enum draft_state state, struct err *err) {
	struct entry_view *d = v->data;
	struct str text = {0};
	enum rc rc;

	if (d->finished || !is_begun(d))
		return RC_OK;
	entry_text(&d->e, &text);
	if (d->draft.id && d->draft.text && d->draft.state == state &&
	    strcmp(d->draft.text, str_text(&text)) == 0) {
		str_clear(&text);
		return RC_OK;
	}
	free(d->draft.text);
	d->draft.text = str_take(&text);
	d->draft.state = state;
	d->draft.field = (long long)d->e.at;
	if (!d->draft.form)
		d->draft.form = entry_draft_name(d->e.kind, d->sheet);
	rc = draft_save(v->st, v->actor, &d->draft, err);
	if (rc != RC_OK) { /* it is not what is kept: try again next time */
		free(d->draft.text);
		d->draft.text = NULL;
	}
	return rc;
}

void entry_keep_waiting(struct view *v) {
	const struct entry *e = &((struct entry_view *)v->data)->e;

	if (entry_waiting(e) || e->form.part != ENTRY_NO_FORM)
		entry_keep(v, ui_draft_state(v->ui), NULL);
}

void entry_finish(struct view *v) {
	struct entry_view *d = v->data;

	d->finished = true;
	draft_drop(v->st, v->actor, &d->draft, NULL);
}
