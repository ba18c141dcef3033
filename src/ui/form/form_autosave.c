/* What is typed in a form is kept as a draft (rule 12.7): when a field is left, every few seconds,
 * before the screen locks and when the line drops. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/station/station.h"
#include "ui/form/form_priv.h"
#include "ui/loop/ui_priv.h"

enum { AUTOSAVE_MS = 15000, RETRY_MS = 2000, HINT_WAIT_MS = 150 };

static const struct record *record_of(const struct form_view *d) { return d->form.rec[0]; }

/* Which form and record, and what it hangs on. */
static struct draft begin_draft(const struct form_view *d) {
	return (struct draft){.form = mem_strdup(d->def.id),
	                      .table = mem_strdup(d->def.entity[0]->name),
	                      .uid = mem_strdup(record_of(d)->uid),
	                      .record = d->call.id,
	                      .resident = d->call.resident,
	                      .other = d->call.order,
	                      .ver = record_of(d)->ver};
}

/* Orders and events find their draft by the person alone; who has none goes by what else the record
 * hangs on. */
static enum rc find(struct view *v, struct draft *out, struct err *err) {
	struct form_view *d = v->data;

	if (d->call.draft != 0)
		return draft_get(v->st, v->actor, d->call.draft, out, err);
	return draft_find(v->st, v->actor, d->def.id, d->call.id, d->call.resident,
	                  d->call.resident ? 0 : d->call.order, out, err);
}

bool form_autosave_resume(struct view *v, bool *stale) {
	struct form_view *d = v->data;
	struct err err = {0};
	bool found;

	*stale = false;
	draft_clear(&d->draft);
	if (d->def.keep) {
		if (!d->call.text)
			return false;
		form_start(&d->form);
		return form_draft_read(&d->form, d->call.text, d->call.field, stale);
	}
	if (find(v, &d->draft, &err) != RC_OK)
		return false;
	form_start(&d->form);
	found = form_draft_read(&d->form, d->draft.text, (size_t)d->draft.field, stale);
	if (!found) /* another program's: let it lie, and keep beside it */
		draft_clear(&d->draft);
	return found;
}

static bool same_text(const struct draft *kept, const char *text, size_t field,
                      enum draft_state state) {
	return kept->id && kept->text && strcmp(kept->text, text) == 0 &&
	       kept->field == (long long)field && kept->state == state;
}

static enum rc keep_in_screen(struct form_view *d, struct err *err) {
	struct str text = {0};
	bool changed = form_changed(&d->form);
	enum rc rc;

	if (changed)
		form_draft_write(&d->form, &text);
	rc = d->def.keep(&d->call, changed ? str_text(&text) : NULL, d->form.cur, err);
	str_clear(&text);
	return rc;
}

/* Save what differs from the last time. */
static enum rc keep_as(struct view *v, enum draft_state state, struct err *err) {
	struct form_view *d = v->data;
	struct draft next, *kept = &d->draft;
	struct str text = {0};
	enum rc rc;

	if (station_is_read_only(v->st))
		return RC_OK;
	if (d->def.keep)
		return keep_in_screen(d, err);
	if (!form_changed(&d->form)) {
		form_autosave_drop(v);
		return RC_OK;
	}
	form_draft_write(&d->form, &text);
	if (same_text(kept, str_text(&text), d->form.cur, state)) {
		str_clear(&text);
		return RC_OK;
	}
	next = begin_draft(d);
	next.id = kept->id;
	next.turn = kept->turn;
	next.began = kept->began;
	next.field = (long long)d->form.cur;
	next.state = state;
	next.text = str_take(&text);
	rc = draft_save(v->st, v->actor, &next, err);
	if (rc != RC_OK) {
		draft_clear(&next);
		return rc;
	}
	draft_clear(kept);
	*kept = next;
	return RC_OK;
}

void form_autosave(struct view *v) {
	struct form_view *d = v->data;
	struct err err = {0};
	enum rc rc = keep_as(v, ui_draft_state(v->ui), &err);

	d->hint_waits = false;
	d->keep_ms = rc == RC_BUSY ? RETRY_MS : AUTOSAVE_MS;
	ui_wake(v, d->keep_ms);
	if (rc == RC_OK || rc == RC_BUSY) {
		d->unkept = d->unkept && rc != RC_OK;
	} else if (!d->unkept) {
		d->unkept = true;
		ui_sayf(v->ui, N_("What you type cannot be kept as a draft: {why} Save early."),
		        "why", err.text, (char *)NULL);
	}
}

unsigned form_autosave_wake(struct view *v) {
	struct form_view *d = v->data;

	if (d->hint_waits) {
		d->hint_waits = false;
		ui_wake(v, d->keep_ms);
		return V_REDRAW;
	}
	form_autosave(v);
	return form_autosave_look(v) ? V_REDRAW : V_DONE;
}

void form_autosave_left(struct view *v, size_t before) {
	struct form_view *d = v->data;
	bool left = d->form.cur != before;

	if (!left && !d->hint_waits)
		return;
	if (left)
		form_autosave(v);
	d->hint_waits = true;
	ui_wake(v, HINT_WAIT_MS);
}

bool form_autosave_later(struct view *v) {
	struct form_view *d = v->data;
	struct err err = {0};

	if (keep_as(v, DRAFT_LATER, &err) == RC_OK)
		return true;
	form_fail(&d->form, &err);
	return false;
}

void form_autosave_drop(struct view *v) {
	struct form_view *d = v->data;
	struct err err = {0};

	if (d->def.keep)
		d->def.left(&d->call);
	else if (draft_drop(v->st, v->actor, &d->draft, &err) == RC_OK)
		draft_clear(&d->draft);
}

bool form_autosave_look(struct view *v) {
	struct form_view *d = v->data;
	const struct field_env *env = station_env(v->st);
	struct str hint = {0};
	long long officer = 0, since = 0;
	char at[20], text[160];
	bool changed;

	if (d->call.id != 0)
		draft_elsewhere(v->st, v->actor, d->def.entity[0]->name, d->call.id, &officer,
		                &since);
	if (officer != 0) {
		const char *name = env->ref_name(env->ctx, "officer", officer);

		text_fill(text, sizeof text,
		          tr(N_("Somebody else is editing this record: {name}, since {time}.")),
		          "name", name ? name : "", "time",
		          clock_format_ms(since, at) + DATE_LEN + 1, NULL);
		str_add(&hint, text);
	}
	changed = strcmp(str_text(&hint), str_text(&d->hint)) != 0;
	str_clear(&d->hint);
	d->hint = hint;
	return changed;
}
