/* What each line of the month's return says. SPDX-License-Identifier: MIT */
#include "model/report/sent.h"

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
	[MONTH_ID] = {.key = "id", .label = N_("Id"), .width = 12, .extra = PRINTED},
};

struct date month_to_send(void) {
	struct date today = clock_today();

	if (date_cmp(today, date_month_end(today)) == 0)
		return date_month_start(today);
	return date_add_months(date_month_start(today), -1);
}

const struct figure_def *month_figure(long long id) {
	return id >= 1 && (size_t)id <= figure_line_count() ? figure_line_at((size_t)id - 1).figure
	                                                    : NULL;
}

const struct rate_def *month_rate(long long id) {
	return id >= 1 && (size_t)id <= figure_line_count() ? figure_line_at((size_t)id - 1).rate
	                                                    : NULL;
}

static void month_clear(struct list_run *r) {
	struct month_lines *d = r->data;

	report_clear(&d->report);
	sent_clear(&d->sent);
	sent_clear(&d->next);
	free(d->found);
	*d = (struct month_lines){0};
}

static enum rc month_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct month_lines *d = r->data;
	struct date first = month_to_send();
	const char *find = r->q.find ? r->q.find : "";
	enum rc rc = r->q.month ? date_read_month(r->q.month, &first, err) : RC_OK;

	if (rc != RC_OK)
		return rc;
	if (d->found == NULL || strcmp(d->found, find) == 0) { /* else other words over the same */
		month_clear(r);
		rc = report_make(r->st, r->actor, first, date_month_end(first), &d->report, err);
		if (rc != RC_OK)
			return rc;
		if (!d->report.coarse)
			sent_draft(r->st, r->actor, &d->report, &d->sent, &d->next,
			           &d->unsound);
	}
	free(d->found);
	d->found = mem_strdup(find);
	for (size_t i = 1; i <= figure_line_count(); i++)
		ids_add(out, (long long)i);
	return RC_OK;
}

/* A rate's two numbers, and of a share a bar for the eye where nothing else stands there. */
static void add_pair(const struct report_line *l, bool bar, struct str *out) {
	int full = l->under > 0 ? (int)(l->value * BAR_CELLS / l->under) : 0;
	size_t start = out->n;

	str_addf(out, "%s/%s ", l->over_text, l->under_text);
	while (out->n - start < PAIR_CELLS)
		str_addc(out, ' ');
	bar = bar && l->value <= l->under && !l->is.rate->mean && !l->is.rate->of_thousand;
	for (int i = 0; l->under > 0 && bar && i < BAR_CELLS; i++)
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
		text_fill(text, sizeof text, tr(N_("{n} (late)")), "n", str_text(&late),
		          (char *)NULL);
		str_addf(out, " %s", text);
	}
	if (c.changed)
		list_set_tone(r, row, MONTH_NOTE, LIST_BOLD);
	str_clear(&late);
}

/* The part is named once, on its first line and on the first of a page. */
static enum rc month_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	const struct month_lines *d = r->data;
	const char *before = "";
	struct report_line l;

	for (size_t row = 0; row < n && report_line_at(&d->report, (size_t)ids[row] - 1, &l);
	     row++) {
		if (r->codes || strcmp(before, l.is.section) != 0)
			list_put(r, row, MONTH_SECTION, tr(l.is.section));
		before = l.is.section;
		list_set_tone(r, row, MONTH_SECTION, LIST_BOLD);
		list_put(r, row, MONTH_LABEL, tr(l.is.label));
		if (l.is.rate && r->codes)
			l.number[l.under > 0 ? strcspn(l.number, "%") : 0] = '\0';
		list_put(r, row, MONTH_VALUE, l.number);
		list_put(r, row, MONTH_NOTE, tr(l.is.unit));
		if (l.is.rate)
			add_pair(&l, d->sent.figure_count == 0 && !r->codes,
			         list_cell(r, row, MONTH_NOTE));
		list_put(r, row, MONTH_ID, l.is.id);
		put_sent(r, row, l.is.id);
	}
	return RC_OK;
}

const struct list_def month_list = {
	.id = "month", .label = N_("Month report"),
	LIST_SHOWS(columns), .takes = LIST_BY_MONTH,
	.empty = "",
	.size = sizeof(struct month_lines), .ids = month_ids, .rows = month_rows,
	.clear = month_clear,
};
