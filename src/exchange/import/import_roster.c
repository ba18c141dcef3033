/* The roster: one row is a person and an order. SPDX-License-Identifier: MIT */
#include "core/names.h"
#include "core/tr.h"
#include "exchange/import/import.h"
#include "exchange/import/import_registers.h"
#include "model/access/case.h"
#include "model/order/term.h"
#include "model/rules/order_facts.h"

struct roster {
	struct resident person;
	struct treatment_order order;
	struct resident old_person;       /* as stored; rec.id 0: nobody yet */
	struct treatment_order old_order;
	/* the open order that this later one ends; rec.id 0: none */
	struct treatment_order ended;
	bool person_changed, order_changed;
	bool no_order; /* the row says nothing of an order: the person alone */
};

static enum rc check_person(void *rec, struct date today, struct findings *warnings,
                            struct err *err) {
	return resident_check(rec, today, warnings, err);
}

static enum rc check_order(void *rec, struct date today, struct findings *warnings,
                           struct err *err) {
	return order_check(rec, today, warnings, err);
}

static const struct register_part *person_part(const struct import_row *row) {
	return &row->header->reg->parts[0];
}
static const struct register_part *order_part(const struct import_row *row) {
	return &row->header->reg->parts[1];
}

static bool tells_order(const struct import_row *row) {
	for (size_t i = 0; i < row->header->count; i++)
		if (row->header->columns[i].kind == COLUMN_FIELD &&
		    row->header->columns[i].part == order_part(row) && row->cells[i] != CELL_BLANK)
			return true;
	return false;
}

static uint64_t order_hash(const struct treatment_order *o) {
	char day[DATE_BUF];
	struct str s = {0};
	uint64_t h;

	if (o->doc_no)
		number_fold(o->doc_no, &s);
	else
		str_addf(&s, "%s %s", o->kind.s, date_format(o->ordered, day));
	h = hash_short(str_text(&s), s.n);
	str_clear(&s);
	return h ? h : 1;
}

/* Without a state an order is awaited or executed. */
static bool would_be_open(const struct treatment_order *o) { return !code_is_set(o->state) ||
                                                            order_facts_is_open(o->state); }

/* A known person with another document: later than the last order it is a new one, never written
 * over the old. */
static void judge_later(struct import_row *row, struct date last, struct date ordered) {
	char day[DATE_BUF], text[240];

	date_format(last, day);
	if (!date_before(last, ordered)) {
		text_fill(text, sizeof text, tr(N_("Another order of {date} is on file that is "
		                                   "still open, and this one is not later. Correct "
		                                   "number or date, or give state and end.")),
		          "date", day, NULL);
		row_fault(row, "doc_no", text);
		return;
	}
	text_fill(text, sizeof text, tr(N_("A new order; the earlier one of {date} is ended by it. "
	                                   "Check how that one ended.")), "date", day, NULL);
	row_warn(row, "doc_no", text);
}

/* The order still open besides this new one: ended on its last day, or on the day of the new
 * order. */
static enum rc end_open_order(struct import *im, struct import_row *row, struct roster *r,
                              struct err *err) {
	struct treatment_order *o = &r->ended;
	struct term term;
	enum rc rc = order_current(im->st, im->actor, r->old_person.rec.id, o, err);

	if (rc == RC_NOT_FOUND) {
		entity_clear(&order_def, o);
		return RC_OK;
	}
	if (rc != RC_OK)
		return rc;
	if (!order_facts_is_open(o->state) || !would_be_open(&r->order)) {
		entity_clear(&order_def, o);
		return RC_OK;
	}
	judge_later(row, o->ordered, r->order.ordered);
	rc = order_term(im->st, im->actor, o, &term, err);
	if (rc != RC_OK)
		return rc;
	bool over = date_is_set(term.end) && date_before(term.end, r->order.ordered);
	o->state = code_of(over ? "released" : "terminated");
	o->ended = over ? term.end : r->order.ordered;
	row_check(im, row, &order_def, o, check_order);
	return RC_OK;
}

static enum rc judge_known(struct import *im, struct import_row *row, struct roster *r,
                           struct err *err) {
	enum match m;
	long long id;
	enum rc rc;

	row_merge(row, person_part(row), &r->person, &r->old_person);
	row_check(im, row, &resident_def, &r->person, check_person);
	r->person_changed = row_differs(row, person_part(row), &r->person, &r->old_person);
	if (r->no_order) {
		row->kind = r->person_changed ? PLAN_CHANGED : PLAN_SAME;
		return RC_OK;
	}
	TRY(order_match(im->st, im->actor, r->old_person.rec.id, &r->order, &m, &id, err));
	if (m == MATCH_HEAD)
		return row_to_head_record(im, row, "doc_no", &order_def, id, err);
	if (m == MATCH_FOUND) {
		TRY(order_get(im->st, im->actor, id, &r->old_order, err));
		row_merge(row, order_part(row), &r->order, &r->old_order);
		row_check(im, row, &order_def, &r->order, check_order);
		r->order_changed = row_differs(row, order_part(row), &r->order, &r->old_order);
		row->kind = r->person_changed || r->order_changed ? PLAN_CHANGED : PLAN_SAME;
		return RC_OK;
	}
	r->order.resident.id = r->old_person.rec.id;
	row_check(im, row, &order_def, &r->order, check_order);
	row->kind = PLAN_NEW;
	r->order_changed = true;
	rc = end_open_order(im, row, r, err);
out:
	return rc;
}

/* Nobody has the number yet; an earlier row of the file may. */
static void judge_unknown(struct import *im, struct import_row *row, struct roster *r,
                          const struct seen *seen) {
	row_check(im, row, &resident_def, &r->person, check_person);
	if (!r->no_order)
		row_check(im, row, &order_def, &r->order, check_order);
	row->kind = PLAN_NEW;
	r->person_changed = true;
	r->order_changed = !r->no_order;
	if (r->no_order && row->verdict != VERDICT_BAD)
		row_warn(row, "kind", tr(N_("No order is told: the person is taken in without one.")));
	if (!r->person.id_no && !r->person.other_paper && row->verdict != VERDICT_BAD)
		row_warn(row, "name", tr(N_("Nobody can be told apart by name alone: see whether "
		                            "this person is on file already.")));
	/* Where rows are written as they are judged, the earlier one would be on file. */
	if (im->batch || !seen || !seen->sub || row->verdict == VERDICT_BAD)
		return;
	if (seen->sub == order_hash(&r->order))
		row->kind = PLAN_CHANGED;
	else if (date_is_set(seen->day) && would_be_open(&r->order))
		judge_later(row, seen->day, r->order.ordered);
}

static enum rc roster_judge(struct import *im, struct import_row *row, struct err *err) {
	struct roster *r = row->data;
	struct person_match who;
	enum match met;
	long long id = 0;
	enum rc rc;

	row_refuse_copy(im, row);
	memcpy(r->order.rec.uid, row->uid, sizeof row->uid);
	r->no_order = !tells_order(row);
	row_require(row, person_part(row));
	if (!r->no_order)
		row_require(row, order_part(row));
	rc = person_find(im, row, &r->person, r->order.doc_no, &r->old_person, &who, err);
	if (rc == RC_OK && row->uid[0])
		rc = record_match_uid(im->st, im->actor, &order_def, row->uid, &met, &id, err);
	if (id < 0) /* a record number that went with its import */
		r->order.rec.uid[0] = '\0';
	if (rc != RC_OK)
		return rc;
	if (who.match == MATCH_FOUND)
		rc = judge_known(im, row, r, err);
	else
		judge_unknown(im, row, r, who.seen);
	if (rc == RC_OK && row->verdict != VERDICT_BAD && who.seen && !r->no_order) {
		who.seen->sub = order_hash(&r->order);
		if (would_be_open(&r->order))
			who.seen->day = r->order.ordered;
	}
	return rc;
}

static enum rc roster_apply(struct import *im, struct import_row *row, struct err *err) {
	struct roster *r = row->data;
	enum rc rc = RC_OK;

	if (im->keeps_person && !r->person.rec.id)
		memcpy(r->person.rec.uid, row->person, sizeof row->person);
	if (!r->person.rec.id)
		return import_batch_first(im->batch, &r->person, r->order_changed ? &r->order : NULL, err);
	if (r->person_changed)
		rc = import_batch_resident(im->batch, &r->person, err);
	if (rc == RC_OK && r->ended.rec.id)
		rc = import_batch_order(im->batch, &r->ended, err);
	if (rc == RC_OK && r->order_changed) {
		rc = import_batch_order(im->batch, &r->order, err);
	}
	return rc;
}

/* An export has a row for every order of every person, whose ids are those of the orders, and for
 * everybody without one: theirs below 0. */
static enum rc roster_list(const struct register_def *reg, struct station *st,
                           const struct actor *a, struct ids *out, struct err *err) {
	struct resident_query q = {.sort = SORT_FILE_NO};
	struct ids people = {0};
	enum rc rc = resident_list(st, a, &q, &people, err);

	if (rc == RC_OK)
		rc = cases_keep_own(st, a, &resident_def, &people, err);
	if (rc == RC_OK)
		rc = order_lists(st, a, &people, out, err);
	ids_clear(&people);
	return rc;
}

static enum rc roster_load(const struct register_def *reg, struct station *st,
                           const struct actor *a, const long long *ids, size_t n,
                           struct register_page *out, struct err *err) {
	const struct treatment_order *o = (const struct treatment_order *)(void *)out->recs[1];
	struct ids people = {0};
	enum rc rc = records_get(st, a, &order_def, ids, n, out->recs[1], err);

	for (size_t i = 0; i < n; i++)
		ids_add(&people, ids[i] < 0 ? -ids[i] : o[i].resident.id);
	if (rc == RC_OK)
		rc = residents_get(st, a, people.v, n, (struct resident *)(void *)out->recs[0], err);
	ids_clear(&people);
	return rc;
}

const struct register_def roster_register = {
	.id = "roster",
	.label = N_("Roster"),
	.parts = {{.entity = &resident_def, .offset = offsetof(struct roster, person)},
                  {.entity = &order_def, .offset = offsetof(struct roster, order)}},
	.part_count = 2,
	.kept = {{.entity = &resident_def, .offset = offsetof(struct roster, old_person)},
                 {.entity = &order_def, .offset = offsetof(struct roster, old_order)},
                 {.entity = &order_def, .offset = offsetof(struct roster, ended)}},
	.kept_count = 3,
	.first =
		"档案编号,姓名,性别,身份证号,联系电话,户籍地,现住址,所属村社,人员类别,决定书文号,决定日期,报到日期,毒品种类,"
		"风险等级,就业情况,帮教小组,备注",
	.data_size = sizeof(struct roster),
	.judge = roster_judge,
	.apply = roster_apply,
	.list = roster_list,
	.load = roster_load,
};
