#include "ui/office/import_view.h"

#include <stdlib.h>

void import_rows_add(void *ctx, const struct plan_row *row) {
	struct import *d = ctx;
	struct import_row *r;
	bool changed = row->kind == PLAN_CHANGED && row->reason[0] == '\0';

	if (d->count == LIST_MAX)
		return;
	r = VEC_ADD(d->rows, d->count);
	*r = (struct import_row){.record = row->record, .line = row->line, .kind = row->kind, .verdict = row->verdict};
	if (row->column[0] != '\0')
		r->column = mem_strdup(row->column);
	if (changed && row->changes != NULL && row->changes[0] != '\0')
		r->reason = mem_strdup(row->changes);
	else if (row->reason[0] != '\0')
		r->reason = mem_strdup(row->reason);
}

void import_rows_clear(struct import *d) {
	for (size_t i = 0; i < d->count; i++) {
		free(d->rows[i].column);
		free(d->rows[i].reason);
	}
	free(d->rows);
	d->rows = NULL;
	d->count = 0;
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

static enum rc read_ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	const struct import *d = ctx;

	(void)ask;
	(void)err;
	for (size_t i = 0; i < d->count; i++)
		if (is_shown(&d->rows[i], d->shown))
			ids_add(out, (long long)i + 1);
	return RC_OK;
}

static enum rc read_rows(void *ctx, const long long *ids, size_t n, struct err *err) {
	struct import *d = ctx;

	(void)err;
	for (size_t i = 0; i < n; i++)
		d->page_ids[i] = ids[i];
	return RC_OK;
}

enum import_column { COL_RECORD, COL_LINE, COL_KIND, COL_FIELD, COL_REASON, COL_COUNT };
static const struct list_column columns[COL_COUNT] = {
	[COL_RECORD] = {.label = N_("Record no."), .width = 6, .right = true},
	[COL_LINE] = {.label = N_("Line"), .width = 6, .right = true},
	[COL_KIND] = {.label = N_("Verdict"), .width = 10},
	[COL_FIELD] = {.label = N_("Column"), .width = 12},
	[COL_REASON] = {.label = N_("Reason"), .width = -1},
};

static void cell(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone) {
	const struct import *d = ctx;
	const struct import_row *r = &d->rows[d->page_ids[row] - 1];

	switch ((enum import_column)column) {
	case COL_RECORD:
		str_addf(out, "%ld", r->record);
		break;
	case COL_LINE:
		str_addf(out, "%ld", r->line);
		break;
	case COL_KIND:
		str_addf(out, "%s%s", r->verdict == VERDICT_BAD ? "!" : r->verdict == VERDICT_WARN ? "~" : "",
		         plan_kind_label(r->kind));
		*tone = r->verdict == VERDICT_BAD ? TONE_ALERT : r->verdict == VERDICT_WARN ? TONE_SOON : TONE_PLAIN;
		break;
	case COL_FIELD:
		str_add(out, r->column);
		break;
	case COL_REASON:
		str_add(out, r->reason);
		break;
	case COL_COUNT:
		break;
	}
}

const struct list_source import_source = {
	.columns = columns, .column_count = COL_COUNT, .empty = N_("No record here."), .ids = read_ids, .rows = read_rows,
	.cell = cell};

const char *import_reason(const struct import *d) {
	long long id = list_current(&d->list);

	return id >= 1 && (size_t)id <= d->count ? d->rows[id - 1].reason : NULL;
}
