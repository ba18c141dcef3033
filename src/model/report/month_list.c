/* What each line of the month's return says. */
#include "model/report/month_list.h"

#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/field.h"
#include "model/lists.h"

enum { BAR_CELLS = 14, PAIR_CELLS = 10 };

enum { MONTH_SECTION, MONTH_LABEL, MONTH_VALUE, MONTH_NOTE, MONTH_ID, MONTH_COLUMNS };
static const struct list_column columns[MONTH_COLUMNS] = {
	[MONTH_SECTION] = {.key = "section", .label = N_("Part"), .width = 12},
	[MONTH_LABEL] = {.key = "label", .label = N_("Figure"), .width = 26},
	[MONTH_VALUE] = {.key = "value", .label = N_("Number"), .width = 8, .number = true},
	[MONTH_NOTE] = {.key = "unit", .label = N_("Unit"), .width = -1},
	[MONTH_ID] = {.key = "id", .label = N_("Id"), .width = 12, .extra = true},
};

struct date month_to_send(void) {
	struct date today = clock_today();

	if (date_cmp(today, date_month_end(today)) == 0)
		return date_month_start(today);
	return date_add_months(date_month_start(today), -1);
}

const struct figure_def *month_figure(long long id) {
	return id >= 1 && (size_t)id <= figure_count ? &figure_table[id - 1] : NULL;
}

const struct rate_def *month_rate(long long id) {
	size_t at = (size_t)id - figure_count;

	return id >= 1 && (size_t)id > figure_count && at <= rate_count ? &rate_table[at - 1] : NULL;
}

static void month_clear(struct list_run *r) {
	struct month_lines *d = r->data;

	report_clear(&d->report);
	sent_clear(&d->sent);
	sent_clear(&d->next);
	free(d->values);
	*d = (struct month_lines){0};
}

static enum rc month_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct month_lines *d = r->data;
	struct date first = month_to_send();
	enum rc rc;

	if (r->q.month != NULL && !date_parse_month(r->q.month, &first))
		return err_set(err, RC_USAGE, "sent.month", N_("A month is written like 2026-10"), (char *)NULL);
	month_clear(r);
	rc = report_make(r->st, r->actor, first, date_month_end(first), &d->report, err);
	if (rc != RC_OK)
		return rc;
	d->values = mem_zalloc(figure_count, sizeof *d->values);
	for (size_t i = 0; i < figure_count; i++)
		d->values[i] = figure_total(&figure_table[i], d->report.rows, d->report.count, NULL);
	sent_draft(r->st, r->actor, &d->report, &d->sent, &d->next, &d->unsound);
	for (size_t i = 1; i <= figure_count + rate_count; i++)
		ids_add(out, (long long)i);
	return RC_OK;
}

/* A rate's two numbers, and a bar for the eye where nothing else stands there. */
static void add_pair(long long over, long long under, bool bar, struct str *out) {
	int full = under > 0 ? (int)(over * BAR_CELLS / under) : 0;
	size_t start = out->n;

	str_addf(out, "%lld/%lld ", over, under);
	while (out->n - start < PAIR_CELLS)
		str_addc(out, ' ');
	for (int i = 0; under > 0 && bar && i < BAR_CELLS; i++)
		str_addc(out, i < full ? '#' : '.');
}

/* "sent 41  +1 (late)". */
static void put_sent(struct list_run *r, size_t row, const char *figure) {
	const struct month_lines *d = r->data;
	struct str *out = list_cell(r, row, MONTH_NOTE), late = {0};
	size_t f = sent_find(&d->sent, figure);
	struct sent_change c;
	struct sent_row sent;
	char text[80];

	if (f == d->sent.figure_count)
		return;
	c = sent_compare(&d->sent, f, &d->next);
	sent_row_fill(&d->sent, &(const struct sent){0}, sent_line(&d->sent, f, 0), &sent);
	text_fill(text, sizeof text, tr(N_("sent {n}")), "n", sent.value, (char *)NULL);
	str_addf(out, "  %s", text);
	sent_change_text(figure, &c, &late);
	if (late.n > 0) {
		text_fill(text, sizeof text, tr(N_("{n} (late)")), "n", str_text(&late), (char *)NULL);
		str_addf(out, " %s", text);
	}
	if (c.changed)
		list_set_tone(r, row, MONTH_NOTE, LIST_BOLD);
	str_clear(&late);
}

static void put_rate(struct list_run *r, size_t row, const struct rate_def *rate) {
	const struct month_lines *d = r->data;
	long long over = d->values[figure_find(rate->numerator) - figure_table];
	long long under = d->values[figure_find(rate->denominator) - figure_table];
	char text[RATE_BUF];

	list_put(r, row, MONTH_LABEL, tr(rate->label));
	rate_format(over, under, 1, text);
	if (!r->codes)
		list_put(r, row, MONTH_VALUE, text);
	else if (under > 0)
		str_addn(list_cell(r, row, MONTH_VALUE), text, strcspn(text, "%"));
	add_pair(over, under, d->sent.figure_count == 0 && !r->codes, list_cell(r, row, MONTH_NOTE));
}

/* The part is named once, on its first line and on the first of a page. */
static enum rc month_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	const struct month_lines *d = r->data;
	const char *before = "";

	(void)err;
	for (size_t row = 0; row < n; row++) {
		const struct figure_def *f = month_figure(ids[row]);
		const struct rate_def *rate = month_rate(ids[row]);
		const char *section = tr(f != NULL ? figure_section_label(f->section) : N_("Rates"));
		char text[FIGURE_BUF];

		if (r->codes || strcmp(before, section) != 0)
			list_put(r, row, MONTH_SECTION, section);
		before = section;
		list_set_tone(r, row, MONTH_SECTION, LIST_BOLD);
		if (f != NULL) {
			list_put(r, row, MONTH_LABEL, tr(f->label));
			list_put(r, row, MONTH_VALUE, figure_format(f, d->values[f - figure_table], text));
			list_put(r, row, MONTH_NOTE, tr(figure_unit_label(f->unit)));
		} else {
			put_rate(r, row, rate);
		}
		list_put(r, row, MONTH_ID, f != NULL ? f->id : rate->id);
		put_sent(r, row, f != NULL ? f->id : rate->id);
	}
	return RC_OK;
}

const struct list_def month_list = {
	.id = "month",
	.label = N_("Month report"),
	.columns = columns,
	.column_count = MONTH_COLUMNS,
	.takes = LIST_BY_MONTH,
	.empty = "",
	.size = sizeof(struct month_lines),
	.ids = month_ids,
	.rows = month_rows,
	.clear = month_clear,
};
