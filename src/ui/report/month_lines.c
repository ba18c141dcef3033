/* What each line of the month's return says. */
#include "ui/report/month.h"

enum { BAR_CELLS = 14, PAIR_CELLS = 10 };

enum month_column { COL_SECTION, COL_LABEL, COL_VALUE, COL_NOTE, COL_COUNT };
static const struct list_column columns[COL_COUNT] = {
	[COL_SECTION] = {.label = N_("Part"), .width = 12},
	[COL_LABEL] = {.label = N_("Figure"), .width = 26},
	[COL_VALUE] = {.label = N_("Number"), .width = 8, .right = true},
	[COL_NOTE] = {.label = N_("Unit"), .width = -1},
};

const struct figure_def *month_figure(long long id) {
	return id >= 1 && (size_t)id <= figure_count ? &figure_table[id - 1] : NULL;
}

const struct rate_def *month_rate(long long id) {
	size_t at = (size_t)id - figure_count;

	return id >= 1 && (size_t)id > figure_count && at <= rate_count ? &rate_table[at - 1] : NULL;
}

static long long value_of(const struct month *d, const char *figure) {
	for (size_t i = 0; i < figure_count; i++)
		if (&figure_table[i] == figure_find(figure))
			return d->values[i];
	return 0;
}

static enum rc read_ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	(void)ctx;
	(void)ask;
	(void)err;
	for (size_t i = 1; i <= figure_count + rate_count; i++)
		ids_add(out, (long long)i);
	return RC_OK;
}

static enum rc read_rows(void *ctx, const long long *ids, size_t n, struct err *err) {
	struct month *d = ctx;

	(void)err;
	for (size_t i = 0; i < n; i++)
		d->page_ids[i] = ids[i];
	return RC_OK;
}

/* The part is named once, on its first line and on the first line of a page. */
static void section_cell(const struct month *d, size_t row, struct str *out) {
	const struct figure_def *f = month_figure(d->page_ids[row]);
	const struct figure_def *before = row > 0 ? month_figure(d->page_ids[row - 1]) : NULL;

	if (f != NULL && (before == NULL || before->section != f->section))
		str_add(out, tr(figure_section_label(f->section)));
	else if (f == NULL && (row == 0 || before != NULL))
		str_add(out, tr(N_("Rates")));
}

/* A rate's two numbers, and a bar for the eye where nothing else stands there. */
static void rate_note(long long over, long long under, bool bar, struct str *out) {
	int full = under > 0 ? (int)(over * BAR_CELLS / under) : 0;

	size_t start = out->n;

	str_addf(out, "%lld/%lld ", over, under);
	while (out->n - start < PAIR_CELLS)
		str_addc(out, ' ');
	if (under <= 0 || !bar)
		return;
	for (int i = 0; i < BAR_CELLS; i++)
		str_addc(out, i < full ? '#' : '.');
}

static void cell(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone) {
	const struct month *d = ctx;
	const struct figure_def *f = month_figure(d->page_ids[row]);
	const struct rate_def *r = month_rate(d->page_ids[row]);
	long long over = r != NULL ? value_of(d, r->numerator) : 0, under = r != NULL ? value_of(d, r->denominator) : 0;
	char buf[RATE_BUF];

	switch ((enum month_column)column) {
	case COL_SECTION:
		section_cell(d, row, out);
		*tone = TONE_BOLD;
		break;
	case COL_LABEL:
		str_add(out, tr(f != NULL ? f->label : r->label));
		break;
	case COL_VALUE:
		if (f != NULL)
			str_add(out, figure_format(f, d->values[f - figure_table], buf));
		else
			str_add(out, rate_format(over, under, 1, buf));
		break;
	case COL_NOTE:
		if (f != NULL)
			str_add(out, tr(figure_unit_label(f->unit)));
		else
			rate_note(over, under, d->sent.figure_count == 0, out);
		month_sent_note(d, f != NULL ? f->id : r->id, out, tone);
		break;
	case COL_COUNT:
		break;
	}
}

const struct list_source month_source = {
	.columns = columns, .column_count = COL_COUNT, .empty = "", .ids = read_ids, .rows = read_rows, .cell = cell};
