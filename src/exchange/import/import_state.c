/* The log of states: a row is one line of one order's log (rule 3.4).
 * SPDX-License-Identifier: MIT */
#include "core/tr.h"
#include "exchange/import/import.h"
#include "exchange/import/import_registers.h"
#include "model/order/order.h"

struct row_data {
	struct resident person;       /* as in the file: who is meant */
	struct status_change line;
	struct treatment_order order; /* as in the file: which of the person's orders */
	struct status_change old;     /* as stored; rec.id 0: none */
};

static enum rc check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	const struct status_change *s = rec;

	return code_is_set(s->cause) && !code_is(s->state, "terminated")
	               ? err_field(err, "cause", "state.cause",
	                           N_("Only a termination has a cause."), NULL)
	               : RC_OK;
}

static enum rc match(struct import *im, struct import_row *row, struct ids *out, struct err *err) {
	return status_match(im->st, im->actor, row_record(row), out, err);
}

static enum rc match_uid(struct import *im, struct import_row *row, enum match *m, long long *id,
                         struct err *err) {
	return record_match_uid(im->st, im->actor, &status_def, row->uid, m, id, err);
}

static enum rc get(const struct register_def *reg, struct station *st, const struct actor *a,
                   long long id, void *rec, struct err *err) {
	return status_get(st, a, id, rec, err);
}

static enum register_fit fits(struct import_row *row, const void *stored) { return FIT_EQUAL; }

/* No state begins before its order, or before the day it was reported on, which may be earlier
 * (rule 3.4). */
static enum rc refuse_early(struct import *im, struct import_row *row, struct row_data *d,
                          struct err *err) {
	struct treatment_order o;
	struct date first = DATE_NONE;
	char day[DATE_BUF], text[240];
	enum rc rc = order_get(im->st, im->actor, d->line.order_id.id, &o, err);

	if (rc == RC_OK)
		first = order_first_day(&o, o.ordered);
	if (rc == RC_OK && date_before(d->line.since, first)) {
		text_fill(text, sizeof text, tr(N_("The order is of {day}, and this state is said"
		                                   " to have begun before: check the day.")), "day",
		          date_format(first, day), NULL);
		row_fault(row, "since", text);
	}
	entity_clear(&order_def, &o);
	return rc;
}

/* Which order the line is of: by number, else by kind and day. */
static enum rc find_order(struct import *im, struct import_row *row, struct row_data *d,
                          struct err *err) {
	enum match m;
	enum rc rc = order_match(im->st, im->actor, d->line.resident.id, &d->order, &m,
	                         &d->line.order_id.id, err);

	if (rc == RC_OK && m != MATCH_FOUND)
		row_fault(row, "doc_no", tr(N_("This person has no such order here. Import the"
		                               " roster first.")));
	return rc == RC_OK && m == MATCH_FOUND ? refuse_early(im, row, d, err) : rc;
}

static enum rc state_judge(struct import *im, struct import_row *row, struct err *err) {
	struct row_data *d = row->data;
	bool goes_on = false;
	enum rc rc;

	row_require(row, &row->header->reg->parts[1]);
	row_check(im, row, &status_def, &d->line, check);
	rc = keyed_owner(im, row, err);
	if (rc == RC_OK && row->verdict != VERDICT_BAD)
		rc = find_order(im, row, d, err);
	if (rc == RC_OK && row->verdict != VERDICT_BAD)
		rc = keyed_find(im, row, err);
	if (rc != RC_OK || row->verdict == VERDICT_BAD)
		return rc;
	row->kind = PLAN_NEW;
	if (d->old.rec.id)
		keyed_become(im, row);
	else
		rc = status_goes_on(im->st, im->actor, &d->line, im->keeps_person, &goes_on,
		                    err);
	if (goes_on)
		row_fault(row, "since", tr(N_("An order that has ended does not go on: the log has"
		                              " a line that contradicts this one.")));
	return rc;
}

static enum rc state_apply(struct import *im, struct import_row *row, struct err *err) {
	struct row_data *d = row->data;
	enum rc rc = import_batch_status(im->batch, &d->line, err);

	if (rc == RC_OK) {
		import_claim(im, d->line.rec.id);
		import_line(im, d->line.order_id.id, row->number);
	}
	return rc;
}

static enum rc rows_list(const struct register_def *reg, struct station *st, const struct actor *a,
                         struct ids *out, struct err *err) {
	return status_list(st, a, 0, out, err);
}

static enum rc state_load(const struct register_def *reg, struct station *st, const struct actor *a,
                          const long long *ids, size_t n, struct register_page *out,
                          struct err *err) {
	struct ids orders = {0};
	enum rc rc = keyed_load(reg, st, a, ids, n, out, err);

	for (size_t i = 0; i < n; i++)
		ids_add(&orders, ((const struct status_change *)register_page_at(reg, out, 1, i))->order_id.id);
	if (rc == RC_OK)
		rc = records_get(st, a, &order_def, orders.v, n, out->recs[2], err);
	ids_clear(&orders);
	return rc;
}

const struct register_def state_register = {
	.id = "state", .label = N_("Log of states"),
	.parts = {{.entity = &resident_def, .offset = offsetof(struct row_data, person),
	           .only = OWNER_FIELDS},
	          {.entity = &status_def, .offset = offsetof(struct row_data, line)},
	          {.entity = &order_def, .offset = offsetof(struct row_data, order),
	           .only = "kind,doc_no,ordered"}},
	.part_count = 3,
	.kept = {{.entity = &status_def, .offset = offsetof(struct row_data, old)}},
	.kept_count = 1, .first = HEADER_UID ",档案编号,姓名,身份证号,人员类别,决定书文号,决定日期",
	.data_size = sizeof(struct row_data),
	.told = "state", .match = match, .match_uid = match_uid, .fits = fits, .check = check,
	.get = get, .judge = state_judge, .apply = state_apply, .list = rows_list,
	.load = state_load,
};
