/* The lines of an entry session: who is on them, and how they are painted.
 * SPDX-License-Identifier: MIT */
#include "model/access/masking.h"
#include "ui/entry/entry_view.h"
#include "ui/person/person_head.h"
#include "ui/terminal/paint.h"

enum {
	COL_NUMBER = 1,
	COL_NAME = 6,
	COL_PLACE = 19,
	COL_PERIOD = 30,
	COL_RESULT = 37,
	COL_REMARK = 52
};

/* ---- who ---- */

/* Those of a sheet come in its order, due or not: who was not met is skipped. */
static enum rc list_sheet(struct view *v, struct date day, struct err *err) {
	struct entry_view *d = v->data;
	enum rc rc = RC_OK;

	for (size_t i = 0; i < d->e.order.n && rc == RC_OK; i++) {
		struct entry_row row;
		struct err gone = {0};

		rc = entry_row_for(v->st, v->actor, d->e.kind, day, d->e.order.v[i], &row, &gone);
		if (rc == RC_OK)
			entry_add(&d->e, &row, 1);
		else if (rc == RC_NOT_FOUND || strcmp(gone.id, "access.case") == 0)
			rc = RC_OK;
		else if (err)
			*err = gone;
	}
	return rc;
}

static bool has_no_answer(const struct entry *e, size_t i) { return e->lines[i].answer == 0; }

enum rc entry_list(struct view *v, struct err *err) {
	struct entry_view *d = v->data;
	struct date day = ((const struct event *)d->e.head)->occurred;
	struct entry_row *rows = NULL;
	size_t n = 0;
	enum rc rc;

	if (date_cmp(day, d->listed) == 0)
		return RC_OK;
	entry_drop_if(&d->e, has_no_answer);
	if (d->sheet) {
		rc = list_sheet(v, day, err);
	} else {
		rc = entry_due(v->st, v->actor, d->e.kind, day, &rows, &n, err);
		entry_add(&d->e, rows, n);
	}
	if (rc == RC_OK)
		rc = entry_name_lines(v, err);
	if (rc == RC_OK)
		d->listed = day;
	free(rows);
	return rc;
}

static bool is_gone(const struct entry *e, size_t i) { return e->lines[i].name == NULL; }

static void say_period(struct view *v, const struct entry_row *row, struct str *out) {
	const struct entry_view *d = v->data;
	char day[DATE_BUF];

	if (d->e.kind->due == DUE_TEST && row->window)
		people_add_period(v, row->order_id, row->window, out, NULL);
	else if (date_is_set(row->due_on))
		str_addf(out, "%s", date_format(row->due_on, day) + 5);
}

static enum rc name_line(struct view *v, size_t i, struct err *err) {
	struct entry_view *d = v->data;
	struct entry_line *l = &d->e.lines[i];
	struct err gone = {0};
	struct resident r;
	struct str text = {0};
	enum rc rc = resident_get(v->st, v->actor, d->e.rows[i].resident, &r, &gone);

	if (rc == RC_OK) {
		masked_text(v->actor, VIEW_LIST, entity_field(&resident_def, "name"), &r, NULL,
		            &text);
		l->name = str_take(&text);
		masked_text(v->actor, VIEW_LIST, entity_field(&resident_def, "place"), &r,
		            station_env(v->st), &text);
		l->place = str_take(&text);
		say_period(v, &d->e.rows[i], &text);
		l->period = str_take(&text);
	} else if (err) {
		*err = gone;
	}
	entity_clear(&resident_def, &r);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc entry_name_lines(struct view *v, struct err *err) {
	struct entry_view *d = v->data;
	size_t at = d->e.at;
	enum rc rc = RC_OK;

	for (size_t i = 0; i < d->e.n && rc == RC_OK; i++)
		if (!d->e.lines[i].name)
			rc = name_line(v, i, err);
	if (rc != RC_OK)
		return rc;
	entry_drop_if(&d->e, is_gone);
	entry_move(&d->e, (long)at);
	return RC_OK;
}

/* ---- paint ---- */

static void draw_line(struct view *v, const struct area *a, size_t i, int y) {
	const struct entry_view *d = v->data;
	const struct entry *e = &d->e;
	const struct entry_line *l = &e->lines[i];
	enum tone tone = e->rows[i].state == ENTRY_STAYS ? TONE_ALERT : TONE_PLAIN;
	struct str text = {0};

	str_addf(&text, "%4zu", i + 1);
	paint_text(y, COL_NUMBER, COL_NAME - COL_NUMBER - 1, TONE_PLAIN, str_text(&text));
	paint_text(y, COL_NAME, COL_PLACE - COL_NAME - 1, TONE_PLAIN, l->name);
	paint_text(y, COL_PLACE, COL_PERIOD - COL_PLACE - 1, TONE_PLAIN, l->place);
	paint_text(y, COL_PERIOD, COL_RESULT - COL_PERIOD - 1, TONE_PLAIN, l->period);
	str_reset(&text);
	entry_result(e, i, &text);
	if (i == e->at && !text.n)
		str_addc(&text, '_');
	paint_text(y, COL_RESULT, COL_REMARK - COL_RESULT - 1, tone, str_text(&text));
	str_reset(&text);
	entry_remark(e, i, v->actor, &text);
	paint_text(y, COL_REMARK, a->cols - COL_REMARK - 1, tone, str_text(&text));
	str_clear(&text);
	paint_marker(y, i == e->at);
	if (i == e->at)
		paint_cursor(y, COL_RESULT);
}

static void draw_heads(const struct area *a) {
	paint_text(a->top, COL_NAME, COL_PLACE - COL_NAME - 1, TONE_BOLD,
	           tr(entity_field(&resident_def, "name")->label));
	paint_text(a->top, COL_PLACE, COL_PERIOD - COL_PLACE - 1, TONE_BOLD,
	           tr(entity_field(&resident_def, "place")->label));
	paint_text(a->top, COL_PERIOD, COL_RESULT - COL_PERIOD - 1, TONE_BOLD, tr(N_("Window")));
	paint_text(a->top, COL_RESULT, COL_REMARK - COL_RESULT - 1, TONE_BOLD, tr(N_("Result")));
	paint_text(a->top, COL_REMARK, a->cols - COL_REMARK - 1, TONE_BOLD, tr(N_("Remark")));
}

/* What the digits mean; on a line that stayed behind, why it did. */
static void draw_legend(const struct entry *e, const struct area *a, int y) {
	struct str text = {0};

	if (e->at < e->n && e->rows[e->at].state == ENTRY_STAYS)
		str_addf(&text, "!%s", e->rows[e->at].why);
	for (size_t i = 0; !text.n || (i && i < e->answer_count); i++)
		str_addf(&text, "%s%zu %s%s", i ? "  " : "", i + 1,
		         entry_answer_label(&e->answers[i]),
		         e->twice >> (i + 1) & 1 ? tr(N_(" (then 9)")) : "");
	paint_text(y, 1, a->cols - 2, TONE_BOLD, str_text(&text));
	str_clear(&text);
}

void entry_draw(struct view *v, const struct area *a) {
	struct entry_view *d = v->data;
	int y = a->top + 1, end = a->top + a->rows - 2;

	draw_heads(a);
	if (d->e.n == 0) {
		paint_text(y, COL_NAME, a->cols - COL_NAME - 2, TONE_PLAIN,
			tr(date_is_set(d->listed)
			           ? N_("Nobody is due on this day: F5 finds who is to be entered, e changes the day.")
			           : N_("Nobody is listed yet: e asks for day and place.")));
		paint_cursor(y, 0);
	}
	for (size_t i = d->e.top; i < d->e.n && y < end; i++, y++)
		draw_line(v, a, i, y);
	paint_rule(end);
	draw_legend(&d->e, a, end + 1);
}

void entry_head(const struct view *v, struct str *left, struct str *right) {
	const struct entry_view *d = v->data;
	const struct entry *e = &d->e;
	char people[24], done[48], text[120];

	str_addf(left, "%s %s", tr(N_("Entry session")), tr(e->kind->label));
	if (d->sheet > 0)
		str_addf(left, " #%lld", d->sheet);
	for (size_t i = 0; i < e->reg->entity->count; i++) {
		const struct field_def *f = &e->reg->entity->fields[i];

		if (!(f->flags & F_CARRY) || field_is_blank(f, e->head))
			continue;
		str_add(left, " ");
		masked_text(v->actor, VIEW_LIST, f, e->head, station_env(v->st), left);
	}
	snprintf(people, sizeof people, "%zu", e->n);
	snprintf(done, sizeof done, "%zu", entry_answered(e));
	if (e->sheets != INT_NONE)
		snprintf(done, sizeof done, "%zu/%lld", entry_answered(e), e->sheets);
	text_fill(text, sizeof text, tr(N_("{people} people, {done} entered")), "people", people,
	          "done", done, (char *)NULL);
	str_add(right, text);
}
