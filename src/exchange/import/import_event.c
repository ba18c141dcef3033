/* Registers of events: a row is something that happened to a person on a day.
 * SPDX-License-Identifier: MIT */
#include "core/tr.h"
#include "exchange/import/import.h"
#include "exchange/import/import_registers.h"
#include "model/rules/breach_count.h"

static enum rc match(struct import *im, struct import_row *row, struct ids *out, struct err *err) {
	return event_match(im->st, im->actor, row->header->reg->event, row_record(row), true, out,
	                   err);
}

static enum rc match_uid(struct import *im, struct import_row *row, enum match *m, long long *id,
                         struct err *err) {
	return event_match_uid(im->st, im->actor, row->header->reg->event, row->uid, m, id, err);
}

static enum rc get(const struct register_def *reg, struct station *st, const struct actor *a,
                   long long id, void *rec, struct err *err) {
	return event_get(st, a, reg->event, id, rec, err);
}

enum register_fit row_fits_stored(struct import_row *row, const void *old) {
	const struct entity_def *def = row->header->reg->parts[1].entity;

	for (size_t i = 0; i < def->count; i++) {
		const struct field_def *f = &def->fields[i];

		if (!(f->flags & F_SYSTEM) && row_given(row, f->name) &&
		    field_compare(f, row_record(row), old) != 0)
			return FIT_FIRST;
	}
	return FIT_EQUAL;
}

/* A letter without its test and a count that reaches its limit are told of the row; the count also
 * at the end of the import, which has taken in the rows before it. */
static void tell_counts(struct import *im, struct import_row *row) {
	struct findings told = {.n = 0};

	breach_doubts(im->st, im->actor, row->header->reg->event, row_record(row), &told);
	for (unsigned i = 0; i < told.n; i++) {
		char number[24], text[480];

		row_warn(row, told.v[i].field, told.v[i].text);
		if (!im->batch || strcmp(told.v[i].field, "window_no") == 0)
			continue;
		text_fill(text, sizeof text, tr(N_("Row {row}: {text}")), "row",
		          num_text(number, row->number), "text", told.v[i].text, NULL);
		VEC_PUSH(im->reached.v, im->reached.n, mem_strdup(text));
	}
}

static enum rc event_judge(struct import *im, struct import_row *row, struct err *err) {
	const struct register_def *reg = row->header->reg;
	const struct event *e = row_record(row);
	long long order;
	enum rc rc;

	row_require(row, &reg->parts[1]);
	row_check(im, row, reg->parts[1].entity, row_record(row), reg->check);
	rc = keyed_owner(im, row, err);
	if (rc == RC_OK && row->verdict != VERDICT_BAD)
		rc = keyed_find(im, row, err);
	if (rc != RC_OK || row->verdict == VERDICT_BAD)
		return rc;
	if (((struct record *)row_stored(row))->id)
		keyed_become(im, row);
	else
		row->kind = PLAN_NEW;
	rc = order_on_day(im->st, im->actor, e->resident.id, e->occurred, &order, err);
	if (rc == RC_OK && !order && row->verdict != VERDICT_BAD)
		row_warn(row, "occurred", tr(N_("No order was in force on this day: it is kept, "
		                                "and counts in no period.")));
	if (rc == RC_OK && row->verdict != VERDICT_BAD)
		tell_counts(im, row);
	return rc;
}

static enum rc event_apply(struct import *im, struct import_row *row, struct err *err) {
	struct event *e = row_record(row);
	enum rc rc = import_batch_event(im->batch, row->header->reg->event, e, err);

	if (rc == RC_OK)
		import_claim(im, e->rec.id);
	return rc;
}

static enum rc list(const struct register_def *reg, struct station *st, const struct actor *a,
                    struct ids *out, struct err *err) {
	return event_list(st, a, reg->event, 0, 0, out, err);
}

void event_register_fill(struct register_def *reg, const struct event_def *def) {
	size_t at = register_aligned(sizeof(struct resident)), size = register_aligned(def->entity->size);

	*reg = (struct register_def){
		.id = def->id,
		.label = def->label,
		.parts = {{.entity = &resident_def, .only = OWNER_FIELDS},
	                  {.entity = def->entity, .offset = at}},
		.part_count = 2,
		.kept = {{.entity = def->entity, .offset = at + size}},
		.kept_count = 1,
		.first = HEADER_UID ",档案编号,姓名,身份证号",
		.event = def,
		.data_size = at + 2 * size,
		.told = "occurred",
		.match = match,
		.match_uid = match_uid,
		.fits = row_fits_stored,
		.check = def->check,
		.get = get,
		.pair = keyed_pair,
		.judge = event_judge,
		.apply = event_apply,
		.list = list,
		.load = keyed_load,
	};
}
