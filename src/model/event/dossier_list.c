/* Dossiers as lists: the items of one, the gaps of everybody's, what is closed and not filed.
 * SPDX-License-Identifier: MIT */
#include "core/tr.h"
#include "model/event/dossier.h"
#include "model/lists.h"
#include "model/order/people_list.h"

/* ---- one person's, item by item ---- */

enum item_column { ITEM_NO, ITEM_LABEL, ITEM_THERE, ITEM_COUNT, ITEM_FIRST, ITEM_LAST,
                  ITEM_COLUMNS };
static const struct list_column item_columns[] = {
	[ITEM_NO] = {.key = "no", .label = N_("No."), .width = 4, .number = true},
	[ITEM_LABEL] = {.key = "item", .label = N_("Paper or record"), .width = 30},
	[ITEM_THERE] = {.key = "there", .label = N_("There"), .width = 14},
	[ITEM_COUNT] = {.key = "count", .label = N_("Count"), .width = 5, .number = true},
	[ITEM_FIRST] = {.key = "first", .label = N_("First day"), .width = 10, .day = true},
	[ITEM_LAST] = {.key = "last", .label = N_("Last day"), .width = -1, .day = true},
};

static enum rc item_ids(struct list_run *r, struct ids *out, struct err *err) {
	enum rc rc = dossier_of(r->st, r->actor, r->q.person, r->q.order, r->data, err);

	for (long long i = 0; rc == RC_OK && i < DOSSIER_ITEMS; i++)
		ids_add(out, i + 1);
	return rc;
}

static enum rc item_row(struct list_run *r, size_t row, long long id, struct err *err) {
	static const char *const marks[] = {N_("not asked for"), N_("missing"), N_("there")};
	const struct dossier *d = r->data;
	size_t i = (size_t)id - 1;

	list_putf(r, row, ITEM_NO, "%d", dossier_number(i));
	list_put(r, row, ITEM_LABEL, dossier_label(&dossier_items[i]));
	list_put(r, row, ITEM_THERE, tr(marks[d->mark[i]]));
	if (d->mark[i] == MARK_MISSING)
		list_set_tone(r, row, ITEM_THERE, LIST_ALERT);
	if (d->count[i])
		list_putf(r, row, ITEM_COUNT, "%lld", d->count[i]);
	list_put_date(r, row, ITEM_FIRST, d->first[i]);
	list_put_date(r, row, ITEM_LAST, d->last[i]);
	return RC_OK;
}

const struct list_def dossier_list = {
	.id = "dossier", .label = N_("Dossier"),
	LIST_SHOWS(item_columns), .takes = LIST_BY_PERSON, .own = LIST_OF_ONE, .access = ACT_LOOK,
	.empty = N_("No order yet."),
	.size = sizeof(struct dossier), .ids = item_ids, .row = item_row,
};

/* ---- everybody's ---- */

enum gap_column {
	GAP_NAME, GAP_PLACE, GAP_STATE, GAP_PERCENT, GAP_MISSING, GAP_ENDED, GAP_FILE_NO,
	GAP_WORKER,
	GAP_COLUMNS
};
static const struct list_column gap_columns[] = {
	[GAP_NAME] = {.field = "name", .width = 12},
	[GAP_PLACE] = {.field = "place", .width = 8},
	[GAP_STATE] = {.of = &order_def, .field = "state", .width = 8},
	[GAP_PERCENT] = {.key = "percent", .label = N_("Dossier, per cent"), .head = N_("Full"),
	                 .width = 5,
	                 .number = true},
	[GAP_MISSING] = {.key = "missing", .label = N_("Missing papers"), .width = 20, .narrow = 12},
	[GAP_ENDED] = {.of = &order_def, .field = "ended", .extra = EXTRA},
	[GAP_FILE_NO] = {.field = "file_no", .head = N_("File"), .width = 8},
	[GAP_WORKER] = {.of = &order_def, .field = "worker", .width = 10, .extra = EXTRA},
};

/* A page of people, each with the dossier of the order that counts now. */
static enum rc read_page(struct list_run *r, const long long *ids, size_t n,
                         struct person_row *rows, struct dossier *d, struct err *err) {
	const struct treatment_order **orders = mem_zalloc(n + 1, sizeof *orders);
	enum rc rc = person_rows_read(r->st, r->actor, ids, n, rows, err);

	for (size_t i = 0; i < n; i++)
		orders[i] = &rows[i].order;
	if (rc == RC_OK)
		rc = dossiers_of(r->st, r->actor, orders, n, d, err);
	free(orders);
	return rc;
}

static bool has_gap(const struct person_row *p, const struct dossier *d) {
	return order_facts_is_open(p->order.state) && d->there < d->wanted;
}

static bool is_unfiled(const struct person_row *p, const struct dossier *d) {
	return !order_facts_is_open(p->order.state) && !date_is_set(d->filed);
}

static enum rc keep_ids(struct list_run *r, struct ids *out,
                        bool (*keep)(const struct person_row *p, const struct dossier *d),
                        struct err *err) {
	struct resident_query q = people_query(r);
	struct person_row *rows = mem_zalloc(LIST_PAGE, sizeof *rows);
	struct dossier *d = mem_zalloc(LIST_PAGE, sizeof *d);
	struct ids all = {0};
	enum rc rc;

	q.limit = 0;
	rc = resident_list(r->st, r->actor, &q, &all, err);
	for (size_t from = 0; from < all.n && rc == RC_OK; from += LIST_PAGE) {
		size_t n = all.n - from < LIST_PAGE ? all.n - from : LIST_PAGE;

		rc = read_page(r, all.v + from, n, rows, d, err);
		for (size_t i = 0; i < n && rc == RC_OK; i++)
			if (rows[i].order.rec.id && keep(&rows[i], &d[i]))
				ids_add(out, all.v[from + i]);
		person_rows_clear(rows, n);
	}
	ids_clear(&all);
	free(rows);
	free(d);
	return rc;
}

static enum rc gap_ids(struct list_run *r, struct ids *out, struct err *err) {
	return keep_ids(r, out, has_gap, err);
}

static enum rc unfiled_ids(struct list_run *r, struct ids *out, struct err *err) {
	return keep_ids(r, out, is_unfiled, err);
}

static enum rc gap_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct person_row *rows = mem_zalloc(n + 1, sizeof *rows);
	struct dossier *d = mem_zalloc(n + 1, sizeof *d);
	enum rc rc = read_page(r, ids, n, rows, d, err);

	for (size_t i = 0; i < n && rc == RC_OK; i++) {
		if (rows[i].person.rec.id == 0)
			continue;
		list_put_record(r, i, &resident_def, &rows[i].person);
		list_put_record(r, i, &order_def, &rows[i].order);
		list_putf(r, i, GAP_PERCENT, "%d", d[i].percent);
		dossier_missing(&d[i], list_cell(r, i, GAP_MISSING));
	}
	person_rows_clear(rows, n);
	free(rows);
	free(d);
	return rc;
}

#define GAPS_OF(...) \
	.entity = &resident_def, LIST_SHOWS(gap_columns), \
	.takes = LIST_BY_PLACE | LIST_BY_TEAM | LIST_BY_WORKER, .own = LIST_FILTERS, \
	.rows = gap_rows, .person = list_row_is_person, .contents = true, __VA_ARGS__

const struct list_def dossier_gaps_list = {
	.id = "dossier_gaps", .label = N_("Gaps of dossiers"), .audit = "dossier.gaps",
	.empty = N_("No paper is missing."), GAPS_OF(.ids = gap_ids),
};

const struct list_def dossier_unfiled_list = {
	.id = "unfiled", .label = N_("Closed and not filed"), .audit = "dossier.unfiled",
	.empty = N_("Every closed file is in the archive."), GAPS_OF(.ids = unfiled_ids),
};
