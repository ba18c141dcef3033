/* Which lines of the worklist a record answers: the rules with it and without.
 * SPDX-License-Identifier: MIT */
#include "model/entry/answer.h"

#include "core/clock.h"
#include "model/access/masking.h"
#include "model/entry/entry.h"
#include "model/event/drug_testing.h"
#include "model/event/leave.h"
#include "model/event/registers.h"
#include "model/rules/due_db.h"
#include "model/rules/order_facts_db.h"
#include "model/station/usecase_db.h"

enum { SHOWN = 2 }; /* so many windows are named, the others counted */

void answers_clear(struct answers *w) { due_rows_clear(&w->filled); }

static bool is_row(const struct due_row *a, const struct due_row *b) {
	return a->kind == b->kind && a->window == b->window;
}

static bool holds(const struct due_rows *rows, const struct due_row *row) {
	for (size_t i = 0; i < rows->n; i++)
		if (is_row(&rows->v[i], row))
			return true;
	return false;
}

bool answers_hold(const struct answers *w, long long order, const struct due_row *line) {
	return w->order == order && holds(&w->filled, line);
}

/* The record among the facts, as the registers' readers would have read it. */
static void add_fact(struct order_facts_data *d, const struct event_def *reg, const void *rec) {
	const struct event *e = rec;
	struct event_fact fact = {.day = e->occurred, .valid = true};

	if (reg == test_register()) {
		const struct drug_test *t = rec;

		VEC_PUSH(d->tests, d->test_count,
		         test_fact(t->occurred, t->result, t->nature, t->review));
	} else if (reg->entity == &missed_def) {
		VEC_PUSH(d->explained, d->explained_count,
		         (int)((const struct missed_test *)rec)->window_no);
	} else if (reg->entity == &excused_def) {
		const struct excused *x = rec;

		VEC_PUSH(d->excuses, d->excuse_count, (struct excuse_fact){x->kind, x->window_day});
	}
	for (size_t k = 0; k < d->regular_count; k++)
		if (strcmp(duty_kind_table[k].reg, reg->id) == 0 &&
		    duty_kind_table[k].due != DUE_TEST &&
		    duty_kind_takes(&duty_kind_table[k], reg->entity, rec))
			VEC_PUSH(d->regular[k].v, d->regular[k].n, fact);
	d->course.tests = d->tests;
	d->course.test_count = d->test_count;
	d->course.explained = d->explained;
	d->course.explained_count = d->explained_count;
	d->course.excuses = d->excuses;
	d->course.excuse_count = d->excuse_count;
}

enum rc answer_foresee(struct station *st, const struct actor *a, const struct event_def *reg,
                       const void *rec, struct answers *out, struct err *err) {
	const struct event *e = rec;
	struct order_facts_data d = {0};
	struct due_rows before = {0}, after = {0};
	struct due_bounds bounds;
	struct treatment_order o;
	enum rc rc;

	*out = (struct answers){0};
	entity_init(&order_def, &o);
	due_bounds_read(st, &bounds);
	TRY(order_on_day(st, a, e->resident.id, e->occurred, &out->order, err));
	if (out->order == 0)
		goto out;
	entity_clear(&order_def, &o);
	TRY(order_get(st, a, out->order, &o, err));
	TRY(order_facts_load(st, &o, &d, err));
	if (date_is_set(bounds.until) && !code_is(o.state, "awaiting"))
		TRY(order_facts_load_regular(st, &o, &bounds, &d, err));
	due_compute(&d.course, st->profiles, &before);
	add_fact(&d, reg, rec);
	due_compute(&d.course, st->profiles, &after);
	for (size_t i = 0; i < before.n; i++)
		if (!holds(&after, &before.v[i]))
			VEC_PUSH(out->filled.v, out->filled.n, before.v[i]);
out:
	due_rows_clear(&before);
	due_rows_clear(&after);
	order_facts_clear(&d);
	entity_clear(&order_def, &o);
	return rc;
}

/* "talk 11-01..11-30, talk 12-01..12-31 and 3 more" */
static void say_rows(const struct due_row *v, size_t n, struct str *out) {
	char first[DATE_BUF], last[DATE_BUF], more[24];

	for (size_t i = 0; i < n && i < SHOWN; i++) {
		const struct due_row *r = &v[i];

		str_addf(out, "%s%s", i ? tr(N_(", ")) : "", tr(due_kind_label(r->kind)));
		if (date_cmp(r->first, r->due_on) != 0)
			str_addf(out, " %s..%s", date_format(r->first, first) + 5,
			         date_format(r->due_on, last) + 5);
	}
	snprintf(more, sizeof more, "%zu", n - SHOWN);
	if (n > SHOWN)
		str_fill(out, N_(" and {n} more"), "n", more, NULL);
}

/* A window of this register, whatever kind asks for it; of a reason the kind it names. */
static bool is_of(const struct event_def *reg, const struct due_row *row) {
	const struct duty_kind_def *kind = duty_kind_of_due(row->kind);

	for (const struct duty_kind_other *o = kind ? kind->others : NULL; o && o->label; o++)
		if (strcmp(o->reg, reg->id) == 0)
			return true;
	return kind && strcmp(kind->reg, reg->id) == 0;
}

void answer_doubts(struct station *st, const struct actor *a, const struct event_def *reg,
                   const void *rec, long long order, const struct due_row *line,
                   struct findings *told) {
	struct answers w;
	struct str filled = {0}, meant = {0};

	if (!is_of(reg, line))
		return;
	if (answer_foresee(st, a, reg, rec, &w, NULL) == RC_OK && !answers_hold(&w, order, line)) {
		say_rows(w.filled.v, w.filled.n, &filled);
		say_rows(line, 1, &meant);
		findings_ask(told, "occurred",
		             w.filled.n ? N_("This counts for {filled}; {line} stays open.")
		                        : N_("This fills no window that waits; {line} stays open."),
		             "filled", str_text(&filled), "line", str_text(&meant), NULL);
	}
	answers_clear(&w);
	str_clear(&filled);
	str_clear(&meant);
}

void answers_say(struct station *st, const struct answers *w, const struct event_def *reg,
                 long long order, const struct due_row *line, struct str *out) {
	struct due_rows open = {0};
	struct str text = {0};
	bool why = strcmp(reg->id, "missed") == 0 || strcmp(reg->id, "excused") == 0;
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, NULL,
	           "SELECT kind, due_on, window_no, first_day FROM due WHERE order_id = ?1 AND"
	           " group_no NOT IN (?2, ?3) ORDER BY due_on, kind", order ? order : w->order,
	           DUE_BASE_OLD_TEST, DUE_BASE_UNANSWERED) {
		struct due_row r = {.kind = (enum due_kind)stmt_int(q, 0), .due_on = stmt_date(q, 1),
		                    .window = (int)stmt_int(q, 2), .first = stmt_date(q, 3)};
		const struct duty_kind_def *kind = duty_kind_of_due(r.kind);

		if (is_row(line, &r) || (kind && strcmp(kind->reg, reg->id) == 0 &&
		                         date_before(r.due_on, clock_today())))
			VEC_PUSH(open.v, open.n, r);
	}
	say_rows(w->filled.v, w->filled.n, &text);
	if (text.n)
		str_fill(out, why ? N_("Said why of {windows}. ") : N_("Counted for {windows}. "),
		         "windows", str_text(&text), NULL);
	str_reset(&text);
	say_rows(open.v, open.n, &text);
	if (text.n)
		str_fill(out, N_("Still open: {windows}. "), "windows", str_text(&text), NULL);
	str_clear(&text);
	due_rows_clear(&open);
}

/* ---- one reason for many lines ---- */

bool answer_takes_reason(const struct due_item *line) {
	return duty_kind_of_due(line->row.kind) && date_before(line->row.due_on, clock_today());
}

/* The record that says why the line's window has none: the last of the kind's other answers. */
static void *reason_record(const struct due_item *it, const struct duty_kind_def *kind,
                           const char *reason, struct entry_row *row) {
	const struct duty_kind_other *o = kind->others;
	struct entry_answer answer;
	const struct field_def *good, *cause;
	struct event *e;

	while (o[1].label)
		o++;
	answer = (struct entry_answer){.reg = event_find_def(o->reg), .other = o,
	                               .field = o->field, .value = o->value};
	row->reg = answer.reg;
	e = mem_zalloc(1, row->reg->entity->size);
	entity_init(row->reg->entity, e);
	e->resident.id = it->resident;
	e->occurred = clock_today();
	entry_fill(kind, &answer, row, "", e);
	good = entity_field(row->reg->entity, "judged");
	cause = entity_field(row->reg->entity, good ? "cause" : "reason");
	if (good)
		field_parse(good, e, "reason", NULL, NULL);
	field_parse(cause, e, reason, NULL, NULL);
	return e;
}

/* Whose line, and why it stays: of the first alone. */
static void stays(struct station *st, const struct actor *a, long long resident, const char *text,
                  struct str *why) {
	const struct field_env *names = station_env(st);
	const char *name = resident ? names->ref_name(names->ctx, "resident", resident) : NULL;

	if (why->n)
		return;
	if (name) {
		masked_name(a, name, why);
		str_add(why, ": ");
	}
	str_add(why, text);
}

/* The lines of one kind. */
static enum rc answer_kind(struct station *st, const struct actor *a,
                           const struct duty_kind_def *kind, const struct due_item *lines, size_t n,
                           const char *reason, size_t *done, struct str *why, struct err *err) {
	struct entry_row *rows = mem_zalloc(n + 1, sizeof *rows);
	size_t count = 0, saved = 0;
	struct resident r;
	enum rc rc = RC_OK;

	for (size_t i = 0; i < n && rc == RC_OK; i++) {
		struct entry_row *row = &rows[count];

		if (lines[i].row.kind != kind->due || !answer_takes_reason(&lines[i]))
			continue;
		rc = resident_get(st, a, lines[i].resident, &r, err);
		if (rc == RC_NOT_FOUND) { /* sealed meanwhile */
			stays(st, a, 0, tr(N_("This person is not on file any more.")), why);
			rc = RC_OK;
			continue;
		}
		*row = (struct entry_row){.resident = lines[i].resident, .ver = r.rec.ver,
		                          .order_id = lines[i].order_id,
		                          .window = lines[i].row.window, .due_on = lines[i].row.due_on};
		entity_clear(&resident_def, &r);
		row->rec = reason_record(&lines[i], kind, reason, row);
		count++;
	}
	if (rc == RC_OK && count)
		rc = entry_save(st, a, kind, rows, count, &saved, err);
	*done += saved;
	for (size_t i = 0; i < count; i++) {
		if (rc == RC_OK && rows[i].state == ENTRY_STAYS)
			stays(st, a, rows[i].resident, rows[i].why, why);
		entry_row_clear(&rows[i]);
	}
	free(rows);
	return rc;
}

enum rc answer_together(struct station *st, const struct actor *a, const struct due_item *lines,
                        size_t n, const char *reason, size_t *done, struct str *why,
                        struct err *err) {
	enum rc rc = RC_OK;

	*done = 0;
	if (!reason || !*reason)
		return err_field(err, "reason", "answer.reason", N_("Say why nothing was held."), NULL);
	for (size_t k = 0; rc == RC_OK && k < duty_kind_count; k++)
		rc = answer_kind(st, a, &duty_kind_table[k], lines, n, reason, done, why, err);
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		if (!answer_takes_reason(&lines[i]))
			stays(st, a, lines[i].resident,
			      tr(N_("A reason answers tests, talks, visits, reports and assessments"
			            " whose window has ended.")), why);
	return rc;
}
