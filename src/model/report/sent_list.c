/* The months as they were sent, and the lines of one number of a month.
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/lists.h"
#include "model/report/sent.h"

enum { SENT_MONTH, SENT_NO, SENT_WHEN, SENT_BY, SENT_NOTE, SENT_ANCHOR, SENT_COLUMNS };
static const struct list_column month_columns[SENT_COLUMNS] = {
	[SENT_MONTH] = {.key = "month", .label = N_("Month"), .width = 8},
	[SENT_NO] = {.key = "no", .label = N_("Number of the sending"), .width = 5, .number = true},
	[SENT_WHEN] = {.key = "sent", .label = N_("Marked as sent"), .width = 17},
	[SENT_BY] = {.key = "officer", .label = N_("Officer"), .width = 12},
	[SENT_NOTE] = {.key = "note", .label = N_("Note"), .width = -1},
	[SENT_ANCHOR] = {.key = "anchor", .label = N_("Audit head"), .width = 20, .extra = PRINTED},
};

struct months_sent {
	struct sent *v;
	size_t n;
};

static void months_clear(struct list_run *r) {
	struct months_sent *m = r->data;

	for (size_t i = 0; i < m->n; i++)
		sent_clear(&m->v[i]);
	free(m->v);
	*m = (struct months_sent){0};
}

static enum rc month_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct months_sent *m = r->data;
	enum rc rc;

	months_clear(r);
	rc = sent_list(r->st, r->actor, &m->v, &m->n, err);
	for (size_t i = 0; rc == RC_OK && i < m->n; i++)
		ids_add(out, (long long)i + 1);
	return rc;
}

const struct sent *months_sent_at(const struct list_run *r, long long id) {
	return &((const struct months_sent *)r->data)->v[id - 1];
}

static enum rc month_row(struct list_run *r, size_t row, long long id, struct err *err) {
	const struct sent *s = months_sent_at(r, id);
	const struct field_env *env = station_env(r->st);
	char day[DATE_BUF], when[20];

	str_addn(list_cell(r, row, SENT_MONTH), date_format(s->month, day), 7);
	list_putf(r, row, SENT_NO, "%lld", s->no);
	list_put(r, row, SENT_WHEN, clock_format_ms(s->sent_at, when));
	list_put(r, row, SENT_BY, env->ref_name(env->ctx, "officer", s->sent_by));
	list_put(r, row, SENT_NOTE, s->note);
	list_put(r, row, SENT_ANCHOR, s->anchor);
	return RC_OK;
}

const struct list_def months_sent_list = {
	.id = "sent-list", .label = N_("Months sent"),
	LIST_SHOWS(month_columns),
	.empty = N_("No month was sent yet."),
	.size = sizeof(struct months_sent), .ids = month_ids, .row = month_row,
	.clear = months_clear,
};

/* ---- one number ---- */

enum { LINE_SECTION, LINE_LABEL, LINE_VALUE, LINE_BEFORE, LINE_PAIR, LINE_ID, LINE_COLUMNS };
static const struct list_column line_columns[LINE_COLUMNS] = {
	[LINE_SECTION] = {.key = "section", .label = N_("Part"), .width = 12},
	[LINE_LABEL] = {.key = "label", .label = N_("Figure"), .width = 26},
	[LINE_VALUE] = {.key = "value", .label = N_("Number"), .width = 8, .number = true},
	[LINE_BEFORE] = {.key = "before", .label = N_("Before"), .width = 8, .number = true},
	[LINE_PAIR] = {.key = "unit", .label = N_("Unit"), .width = -1},
	[LINE_ID] = {.key = "id", .label = N_("Id"), .width = 12, .extra = PRINTED},
};

static void lines_clear(struct list_run *r) {
	struct sent_lines *d = r->data;

	sent_clear(&d->sent);
	sent_clear(&d->before);
}

static enum rc read_draft(struct list_run *r, struct date month, struct err *err) {
	struct sent_lines *d = r->data;
	struct report report = {0};
	enum rc rc = report_make(r->st, r->actor, month, date_month_end(month), &report, err);

	if (rc == RC_OK)
		rc = sent_draft(r->st, r->actor, &report, &d->before, &d->sent, err);
	report_clear(&report);
	return rc;
}

static enum rc line_ids(struct list_run *r, struct ids *out, struct err *err) {
	const long long *no = r->q.given;
	struct sent_lines *d = r->data;
	struct date month;
	enum rc rc = date_read_month(r->q.month, &month, err);

	lines_clear(r);
	if (rc != RC_OK)
		return rc;
	if (no != NULL && *no < 0)
		rc = read_draft(r, month, err);
	else
		rc = sent_get(r->st, r->actor, month, no != NULL ? *no : -1, &d->sent, err);
	if (rc == RC_OK && d->sent.id != 0 && d->sent.no > 0)
		rc = sent_now(r->st, r->actor, month, d->sent.no - 1, &d->before, err);
	for (size_t i = 0; rc == RC_OK && i < d->sent.line_count; i++)
		if (sent_row_shown(&d->sent, &d->sent.lines[i], false))
			ids_add(out, (long long)i + 1);
	return rc;
}

/* A rate without its sign for another program, nothing where nothing divides. */
static void put_value(struct list_run *r, size_t row, size_t column, const char *value,
                      const char *under) {
	if (!r->codes || under[0] == '\0')
		list_put(r, row, column, value);
	else if (strcmp(under, "0") != 0)
		str_addn(list_cell(r, row, column), value, strcspn(value, "%"));
}

/* The part is named once, on its first line and on the first of a page. */
static enum rc line_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	const struct sent_lines *d = r->data;
	const char *before = NULL;

	for (size_t row = 0; row < n; row++) {
		const struct sent_line *l = &d->sent.lines[ids[row] - 1];
		struct sent_row s;

		sent_row_fill(&d->sent, &d->before, l, &s);
		if (r->codes || before != s.is.section)
			list_put(r, row, LINE_SECTION, tr(s.is.section));
		before = s.is.section;
		list_set_tone(r, row, LINE_SECTION, LIST_BOLD);
		list_put(r, row, LINE_LABEL, tr(s.is.label));
		put_value(r, row, LINE_VALUE, s.value, s.under);
		put_value(r, row, LINE_BEFORE, s.before, s.under_before);
		if (s.over[0] != '\0')
			list_putf(r, row, LINE_PAIR, "%s/%s", s.over, s.under);
		else
			list_put(r, row, LINE_PAIR, tr(s.is.unit));
		list_put(r, row, LINE_ID, d->sent.figures[l->figure]);
	}
	return RC_OK;
}

const struct list_def sent_lines_list = {
	.id = "sent", .label = N_("Sent"),
	LIST_SHOWS(line_columns), .takes = LIST_BY_MONTH,
	.empty = "",
	.size = sizeof(struct sent_lines), .ids = line_ids, .rows = line_rows, .clear = lines_clear,
};
