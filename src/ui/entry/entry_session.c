/* An entry session as pure state. SPDX-License-Identifier: MIT */
#include "ui/entry/entry_session.h"

#include "model/access/masking.h"
#include "ui/terminal/key.h"

static void *record_new(const struct event_def *reg) {
	void *rec = mem_zalloc(1, reg->entity->size);

	entity_init(reg->entity, rec);
	return rec;
}

static void record_free(const struct event_def *reg, void *rec) {
	if (rec)
		entity_clear(reg->entity, rec);
	free(rec);
}

void entry_init(struct entry *e, const struct duty_kind_def *kind) {
	*e = (struct entry){.kind = kind, .reg = entry_register(kind), .sheets = INT_NONE};
	e->answer_count = entry_answers(kind, e->answers);
	e->head = record_new(e->reg);
}

static void line_clear(struct entry_line *l) {
	free(l->name);
	free(l->place);
	free(l->period);
}

void entry_clear(struct entry *e) {
	entry_refuse(e);
	ids_clear(&e->order);
	free(e->form.text);
	for (size_t i = 0; i < e->n; i++) {
		entry_row_clear(&e->rows[i]);
		line_clear(&e->lines[i]);
	}
	free(e->rows);
	free(e->lines);
	if (e->reg)
		record_free(e->reg, e->head);
	*e = (struct entry){.kind = NULL};
}

/* ---- lines ---- */

static bool find(const struct entry *e, long long resident, size_t *at) {
	for (size_t i = 0; i < e->n; i++) {
		if (e->rows[i].resident == resident) {
			*at = i;
			return true;
		}
	}
	return false;
}

static void add_one(struct entry *e, const struct entry_row *row) {
	e->rows = vec_room(e->rows, e->n, sizeof *e->rows);
	e->rows[e->n] = *row;
	VEC_PUSH(e->lines, e->n, (struct entry_line){.answer = 0});
}

void entry_add(struct entry *e, const struct entry_row *rows, size_t n) {
	size_t at;

	for (size_t i = 0; i < n; i++)
		if (!find(e, rows[i].resident, &at))
			add_one(e, &rows[i]);
}

static void drop(struct entry *e, size_t i) {
	entry_row_clear(&e->rows[i]);
	line_clear(&e->lines[i]);
	memmove(&e->rows[i], &e->rows[i + 1], (e->n - i - 1) * sizeof *e->rows);
	memmove(&e->lines[i], &e->lines[i + 1], (e->n - i - 1) * sizeof *e->lines);
	e->n--;
}

void entry_drop_if(struct entry *e, bool (*gone)(const struct entry *e, size_t i)) {
	entry_refuse(e);
	for (size_t i = e->n; i-- > 0;)
		if (gone(e, i))
			drop(e, i);
	e->at = e->top = 0;
	e->again = 0;
}

static void scroll(struct entry *e) {
	size_t page = e->page ? e->page : 1;

	if (e->at < e->top)
		e->top = e->at;
	if (e->at >= e->top + page)
		e->top = e->at + 1 - page;
}

bool entry_go(struct entry *e, long long resident) {
	size_t at;

	if (!find(e, resident, &at))
		return false;
	e->at = at;
	e->again = 0;
	scroll(e);
	return true;
}

void entry_move(struct entry *e, long by) {
	long to = (long)e->at + by, last = e->n ? (long)e->n - 1 : 0;

	e->at = (size_t)(to < 0 ? 0 : to > last ? last : to);
	e->again = 0;
	scroll(e);
}

/* ---- answers ---- */

static void choose(struct entry *e, int digit) {
	entry_refuse(e);
	e->chosen = digit;
	e->pending = record_new(e->answers[digit - 1].reg);
	((struct event *)e->pending)->resident.id = e->rows[e->at].resident;
	entry_put_head(e->reg, e->head, e->answers[digit - 1].reg, e->pending);
	entry_fill(e->kind, &e->answers[digit - 1], &e->rows[e->at], e->lines[e->at].name,
	           e->pending);
}

enum entry_event entry_digit(struct entry *e, int digit) {
	int before = e->again;

	e->again = 0;
	if (before && digit == KEY_SURE - '0' && e->at < e->n) { /* not the key that chose it */
		choose(e, before);
		return ENTRY_CHOSEN;
	}
	if (digit < 1 || (size_t)digit > e->answer_count || e->at >= e->n)
		return ENTRY_NOTHING;
	if (e->rows[e->at].state == ENTRY_SAVED)
		return ENTRY_IS_SAVED;
	if (before)
		return ENTRY_DIFFERS;
	if (e->twice >> digit & 1) {
		e->again = digit;
		return ENTRY_AGAIN;
	}
	choose(e, digit);
	return ENTRY_CHOSEN;
}

const char *entry_asks(const struct entry *e) {
	const struct duty_kind_other *other = e->chosen ? e->answers[e->chosen - 1].other : NULL;

	return other ? other->asks : NULL;
}

void entry_refuse(struct entry *e) {
	if (e->pending)
		record_free(e->answers[e->chosen - 1].reg, e->pending);
	e->pending = NULL;
	e->chosen = 0;
}

void entry_set_form(struct entry *e, enum entry_part part, const char *text, size_t field) {
	bool answer = part == ENTRY_ANSWER_FORM;

	free(e->form.text);
	e->form = (struct entry_form){.part = part,
	                              .field = field,
	                              .text = mem_strdup(text),
	                              .resident = answer ? e->rows[e->at].resident : 0,
	                              .digit = answer ? e->chosen : 0};
}

bool entry_choose_again(struct entry *e) {
	if (!entry_go(e, e->form.resident) || e->rows[e->at].state == ENTRY_SAVED)
		return false;
	choose(e, e->form.digit);
	return entry_asks(e) != NULL;
}

/* An answer given once more after the sentence was read is meant. */
void entry_accept(struct entry *e) {
	struct entry_row *row = &e->rows[e->at];

	row->sure = row->state == ENTRY_STAYS;
	row->state = ENTRY_OPEN;
	entry_row_clear(row);
	row->reg = e->answers[e->chosen - 1].reg;
	row->rec = e->pending;
	e->lines[e->at].answer = e->chosen;
	e->pending = NULL;
	e->chosen = 0;
	entry_move(e, 1);
}

void entry_blank(struct entry *e) {
	e->again = 0;
	if (e->at >= e->n || e->rows[e->at].state == ENTRY_SAVED)
		return;
	entry_row_clear(&e->rows[e->at]);
	e->rows[e->at].state = ENTRY_OPEN;
	e->rows[e->at].sure = false;
	e->lines[e->at].answer = 0;
}

size_t entry_answered(const struct entry *e) {
	size_t n = 0;

	for (size_t i = 0; i < e->n; i++)
		n += e->lines[i].answer != 0;
	return n;
}

bool entry_agrees(const struct entry *e) {
	return e->sheets == INT_NONE || (long long)entry_answered(e) == e->sheets;
}

size_t entry_waiting(const struct entry *e) {
	size_t n = 0;

	for (size_t i = 0; i < e->n; i++)
		n += e->rows[i].rec && e->rows[i].state != ENTRY_SAVED;
	return n;
}

void entry_result(const struct entry *e, size_t i, struct str *out) {
	int digit = e->lines[i].answer;

	if (digit)
		str_addf(out, "%d %s", digit, entry_answer_label(&e->answers[digit - 1]));
	else if (i == e->at && e->again)
		str_addf(out, "%d ?", e->again);
}

void entry_remark(const struct entry *e, size_t i, const struct actor *a, struct str *out) {
	const struct entry_row *row = &e->rows[i];
	int digit = e->lines[i].answer;
	const struct duty_kind_other *other = digit ? e->answers[digit - 1].other : NULL;

	if (row->state == ENTRY_STAYS) {
		str_addf(out, "!%s", row->why);
		return;
	}
	if (row->state == ENTRY_SAVED)
		str_add(out, tr(N_("saved")));
	for (size_t k = 0; other && row->rec && k < row->reg->entity->count; k++) {
		const struct field_def *f = &row->reg->entity->fields[k];

		if (!str_in_list(other->asks, f->name) || field_is_blank(f, row->rec))
			continue;
		str_add(out, out->n ? ", " : "");
		masked_text(a, VIEW_LIST, f, row->rec, NULL, out);
	}
}

void entry_spread_head(struct entry *e) {
	for (size_t i = 0; i < e->n; i++)
		if (e->rows[i].rec && e->rows[i].state != ENTRY_SAVED)
			entry_put_head(e->reg, e->head, e->rows[i].reg, e->rows[i].rec);
}
