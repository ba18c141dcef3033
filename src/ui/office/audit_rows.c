/* The lines of the audit's screen. */
#include <string.h>

#include "core/clock.h"
#include "core/field.h"
#include "model/access/audit.h"
#include "ui/office/audit_view.h"

static const struct list_column columns[COL_COUNT] = {
	[COL_TIME] = {.label = N_("Time"), .width = 16},     [COL_OFFICER] = {.label = N_("Officer"), .width = 8},
	[COL_ACTION] = {.label = N_("Action"), .width = 15}, [COL_TABLE] = {.label = N_("Register"), .width = 8},
	[COL_RESULT] = {.label = N_("Result"), .width = 6},  [COL_REASON] = {.label = N_("Reason"), .width = -1, .flags = F_SENSITIVE},
};

static struct audit_query query(const struct audit_view *d) {
	return (struct audit_query){.officer = d->only[NARROW_OFFICER], .action = d->only[NARROW_ACTION],
	                            .resident = d->resident, .from = d->day, .to = d->day};
}

static void add_id(void *ctx, const struct audit_entry *e) {
	ids_add(ctx, e->seq);
}

static enum rc read_ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	struct audit_view *d = ctx;
	struct audit_query q = query(d);

	(void)ask;
	q.limit = LIST_MAX;
	return audit_read(d->view->st, d->view->actor, &q, add_id, out, err);
}

void audit_forget_rows(struct audit_view *d) {
	for (size_t i = 0; i < d->row_count; i++)
		for (size_t k = 0; k < CELLS; k++)
			str_clear(&d->cells[i][k]);
	d->row_count = 0;
}

static void add_row(void *ctx, const struct audit_entry *e) {
	struct audit_view *d = ctx;
	struct str *cell = d->cells[d->row_count];
	char when[20];

	if (d->row_count == LIST_PAGE || e->seq != d->wanted[d->row_count])
		return;
	d->row_count++;
	str_add(&cell[COL_TIME], clock_format_ms(e->time, when));
	str_add(&cell[COL_OFFICER], e->officer);
	str_add(&cell[COL_ACTION], audit_action_label(e->action));
	str_add(&cell[COL_TABLE], audit_table_label(e->table));
	str_add(&cell[COL_RESULT], audit_result_label(e->result));
	str_add(&cell[COL_REASON], e->reason);
	str_addf(&cell[CELL_DETAIL], "%s%s%s", e->fields, *e->fields ? "  " : "", e->detail);
	str_addf(&cell[CELL_ORIGIN], "%lld  %s  %s  %s  %s  %s", e->seq, e->action, e->role, e->source, e->session, e->key);
	if (e->record)
		str_addf(&cell[CELL_DETAIL], "%s%s %lld", cell[CELL_DETAIL].n ? "  " : "", tr(N_("Record")), e->record);
}

static bool is_newest_first(const long long *ids, size_t n) {
	for (size_t i = 1; i < n; i++)
		if (ids[i] >= ids[i - 1])
			return false;
	return true;
}

/* Newest first, the entries lie between the first and the last number, with those a filter left out; in another order
 * each is read by itself. */
static enum rc read_rows(void *ctx, const long long *ids, size_t n, struct err *err) {
	struct audit_view *d = ctx;
	struct audit_query q = query(d);
	size_t each = is_newest_first(ids, n) ? n : 1;
	enum rc rc = RC_OK;

	audit_forget_rows(d);
	d->wanted = ids;
	for (size_t i = 0; i < n && rc == RC_OK; i += each) {
		q.newest = ids[i];
		q.oldest = ids[i + each - 1];
		rc = audit_read(d->view->st, d->view->actor, &q, add_row, d, err);
	}
	d->wanted = NULL;
	return rc;
}

static void cell(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone) {
	const struct audit_view *d = ctx;

	if (row >= d->row_count)
		return;
	str_add(out, str_text(&d->cells[row][column]));
	if (column == COL_RESULT && strcmp(str_text(out), audit_result_label("ok")) != 0)
		*tone = TONE_ALERT;
}

const struct list_source audit_source = {
	.columns = columns,
	.column_count = COL_COUNT,
	.access = ACT_AUDIT_OWN,
	.empty = N_("No entries."),
	.ids = read_ids,
	.rows = read_rows,
	.cell = cell,
};
