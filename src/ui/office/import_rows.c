/* SPDX-License-Identifier: MIT */
#include "ui/office/import_view.h"

void import_rows_add(void *ctx, const struct plan_row *row) {
	struct import *d = ctx;
	struct import_row *r;
	bool changed = row->kind == PLAN_CHANGED && row->reason[0] == '\0';

	if (row == NULL)
		import_rows_clear(&d->rows);
	if (row == NULL || d->rows.n == LIST_MAX)
		return;
	r = VEC_ADD(d->rows.v, d->rows.n);
	*r = (struct import_row){.record = row->record,
	                         .line = row->line,
	                         .kind = row->kind,
	                         .verdict = row->verdict};
	if (row->column[0] != '\0')
		r->column = mem_strdup(row->column);
	if (changed && row->changes != NULL && row->changes[0] != '\0')
		r->reason = mem_strdup(row->changes);
	else if (row->reason[0] != '\0')
		r->reason = mem_strdup(row->reason);
}

void import_rows_clear(struct import_rows *rows) {
	for (size_t i = 0; i < rows->n; i++) {
		free(rows->v[i].column);
		free(rows->v[i].reason);
	}
	free(rows->v);
	*rows = (struct import_rows){0};
}

static bool is_shown(const struct import_row *r, enum import_show show) {
	switch (show) {
	case IMPORT_SHOW_ALL:
		return true;
	case IMPORT_SHOW_REFUSED:
		return r->kind == PLAN_REFUSED;
	case IMPORT_SHOW_NEW:
		return r->kind == PLAN_NEW;
	case IMPORT_SHOW_CHANGED:
		return r->kind == PLAN_CHANGED;
	case IMPORT_SHOW_SAME:
		return r->kind == PLAN_SAME;
	case IMPORT_SHOW_HEAD:
		return r->kind == PLAN_HEAD;
	case IMPORT_SHOWS:
		break;
	}
	return false;
}

enum { COL_RECORD, COL_LINE, COL_KIND, COL_FIELD, COL_REASON, COLUMNS };
static const struct list_column columns[COLUMNS] = {
	[COL_RECORD] = {.key = "record", .label = N_("Record no."), .width = 6, .number = true},
	[COL_LINE] = {.key = "line", .label = N_("Line"), .width = 6, .number = true},
	[COL_KIND] = {.key = "verdict", .label = N_("Verdict"), .width = 10},
	[COL_FIELD] = {.key = "column", .label = N_("Column"), .width = 12},
	[COL_REASON] = {.key = "reason", .label = N_("Reason"), .width = -1},
};

static enum rc read_ids(struct list_run *r, struct ids *out, struct err *err) {
	const struct import *d = r->q.given;

	for (size_t i = 0; i < d->rows.n; i++)
		if (is_shown(&d->rows.v[i], d->shown))
			ids_add(out, (long long)i + 1);
	return RC_OK;
}

static enum rc read_row(struct list_run *r, size_t row, long long id, struct err *err) {
	const struct import_row *i = &((const struct import *)r->q.given)->rows.v[id - 1];
	bool bad = i->verdict == VERDICT_BAD, warn = i->verdict == VERDICT_WARN;

	list_putf(r, row, COL_RECORD, "%ld", i->record);
	list_putf(r, row, COL_LINE, "%ld", i->line);
	list_putf(r, row, COL_KIND, "%s%s", bad ? "!" : warn ? "~" : "", plan_kind_label(i->kind));
	list_set_tone(r, row, COL_KIND, bad ? LIST_ALERT : warn ? LIST_SOON : LIST_PLAIN);
	list_put(r, row, COL_FIELD, i->column);
	list_put(r, row, COL_REASON, i->reason);
	return RC_OK;
}

const struct list_def import_list = {
	.id = "import", .label = N_("Import"),
	LIST_SHOWS(columns),
	.empty = N_("No record here."),
	.ids = read_ids, .row = read_row,
};

const char *import_reason(const struct import *d) {
	long long id = list_current(&d->lv.list);

	return id >= 1 && (size_t)id <= d->rows.n ? d->rows.v[id - 1].reason : NULL;
}
