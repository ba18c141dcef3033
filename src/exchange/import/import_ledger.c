/* The station's own registers: a row is one of its records, and hangs on nobody (chapter 15).
 * SPDX-License-Identifier: MIT */
#include "exchange/import/import.h"
#include "exchange/import/import_registers.h"

/* Nobody's row: what stands where a register of events has the person. */
static const struct entity_def nobody = {.name = "", .label = "", .size = sizeof(struct record)};

static enum rc match(struct import *im, struct import_row *row, struct ids *out, struct err *err) {
	return ledger_match(im->st, im->actor, row->header->reg->ledger, row_record(row), out, err);
}

static enum rc match_uid(struct import *im, struct import_row *row, enum match *m, long long *id,
                         struct err *err) {
	return ledger_match_uid(im->st, im->actor, row->header->reg->ledger, row->uid, m, id, err);
}

static enum rc get(const struct register_def *reg, struct station *st, const struct actor *a,
                   long long id, void *rec, struct err *err) {
	return ledger_get(st, a, reg->ledger, id, rec, err);
}

static enum rc pair(struct import *im, struct import_row *row, long long *id, struct err *err) {
	enum rc rc = RC_OK;

	*id = 0;
	if (row->verdict == VERDICT_BAD || row->uid[0])
		return RC_OK;
	rc = keyed_find_by_key(im, row, err);
	if (rc == RC_OK && ((struct record *)row_stored(row))->id &&
	    row_fits_stored(row, row_stored(row)) == FIT_EQUAL) {
		*id = ((struct record *)row_stored(row))->id;
		import_claim(im, *id);
	}
	return rc;
}

static enum rc judge(struct import *im, struct import_row *row, struct err *err) {
	const struct register_def *reg = row->header->reg;
	enum rc rc;

	row_require(row, &reg->parts[1]);
	row_check(im, row, reg->parts[1].entity, row_record(row), reg->check);
	if (!row->uid[0])
		row_refuse_masked(row);
	if (row->verdict == VERDICT_BAD)
		return RC_OK;
	rc = keyed_find(im, row, err);
	if (rc != RC_OK || row->verdict == VERDICT_BAD)
		return rc;
	if (((struct record *)row_stored(row))->id)
		keyed_become(im, row);
	else
		row->kind = PLAN_NEW;
	return RC_OK;
}

static enum rc apply(struct import *im, struct import_row *row, struct err *err) {
	struct record *r = row_record(row);
	enum rc rc = import_batch_ledger(im->batch, row->header->reg->ledger, r, err);

	if (rc == RC_OK)
		import_claim(im, r->id);
	return rc;
}

/* In the order they were recorded: what others refer to and what is spent later come first. */
static enum rc list(const struct register_def *reg, struct station *st, const struct actor *a,
                    struct ids *out, struct err *err) {
	enum rc rc = ledger_list(st, a, reg->ledger, DATE_NONE, DATE_NONE, out, err);

	ids_sort(out);
	return rc;
}

static enum rc load(const struct register_def *reg, struct station *st, const struct actor *a,
                    const long long *ids, size_t n, struct register_page *out, struct err *err) {
	return ledgers_get(st, a, reg->ledger, ids, n, out->recs[1], err);
}

void ledger_register_fill(struct register_def *reg, const struct ledger_def *def) {
	size_t at = register_aligned(sizeof(struct record)), size = register_aligned(def->entity->size);

	*reg = (struct register_def){
		.id = def->id,
		.label = def->label,
		.parts = {{.entity = &nobody, .only = ""}, {.entity = def->entity, .offset = at}},
		.part_count = 2,
		.kept = {{.entity = def->entity, .offset = at + size}},
		.kept_count = 1,
		.first = HEADER_UID,
		.ledger = def,
		.data_size = at + 2 * size,
		.told = def->entity->fields[0].name,
		.match = match,
		.match_uid = match_uid,
		.fits = row_fits_stored,
		.check = def->check,
		.get = get,
		.pair = pair,
		.judge = judge,
		.apply = apply,
		.list = list,
		.load = load,
	};
}
