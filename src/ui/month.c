/* The month's return: every number with its words, each opening its names. */
#include <stdio.h>
#include <stdlib.h>

#include "core/clock.h"
#include "list.h"
#include "model/report.h"
#include "screens.h"

enum { FORMULA_ROWS = 3, BAR_CELLS = 14, PAIR_CELLS = 10 };

struct month {
	struct view *view;
	struct list list;    /* its ctx is this struct; ids are positions: figures from 1, then rates */
	struct date first;   /* of the month shown */
	struct report report;
	long long *values;   /* of figure_table */
	long long page_ids[LIST_PAGE];
};

enum month_column { COL_SECTION, COL_LABEL, COL_VALUE, COL_NOTE, COL_COUNT };
static const struct list_column columns[COL_COUNT] = {
	[COL_SECTION] = {.label = N_("Part"), .width = 12},
	[COL_LABEL] = {.label = N_("Figure"), .width = 26},
	[COL_VALUE] = {.label = N_("Number"), .width = 8, .right = true},
	[COL_NOTE] = {.label = N_("Unit"), .width = -1},
};

/* Either the figure or the rate of a line is set. */
static const struct figure_def *figure_of(long long id) {
	return id >= 1 && (size_t)id <= figure_count ? &figure_table[id - 1] : NULL;
}

static const struct rate_def *rate_of(long long id) {
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
	const struct figure_def *f = figure_of(d->page_ids[row]);
	const struct figure_def *before = row > 0 ? figure_of(d->page_ids[row - 1]) : NULL;

	if (f != NULL && (before == NULL || before->section != f->section))
		str_add(out, tr(figure_section_label(f->section)));
	else if (f == NULL && (row == 0 || before != NULL))
		str_add(out, tr(N_("Rates")));
}

/* A rate's two numbers, and a bar for the eye. */
static void rate_note(long long over, long long under, struct str *out) {
	int full = under > 0 ? (int)(over * BAR_CELLS / under) : 0;

	size_t start = out->n;

	str_addf(out, "%lld/%lld ", over, under);
	while (out->n - start < PAIR_CELLS)
		str_addc(out, ' ');
	if (under <= 0)
		return;
	for (int i = 0; i < BAR_CELLS; i++)
		str_addc(out, i < full ? '#' : '.');
}

static void cell(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone) {
	const struct month *d = ctx;
	const struct figure_def *f = figure_of(d->page_ids[row]);
	const struct rate_def *r = rate_of(d->page_ids[row]);
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
			str_addf(out, "%lld", d->values[f - figure_table]);
		else
			str_add(out, rate_format(over, under, 1, buf));
		break;
	case COL_NOTE:
		if (f != NULL)
			str_add(out, tr(figure_unit_label(f->unit)));
		else
			rate_note(over, under, out);
		break;
	case COL_COUNT:
		break;
	}
}

static const struct list_source source = {
	.columns = columns, .column_count = COL_COUNT, .empty = "", .ids = read_ids, .rows = read_rows, .cell = cell};

/* ---- the view ---- */

static struct area list_area(const struct area *a) {
	return (struct area){.top = a->top, .rows = a->rows > FORMULA_ROWS ? a->rows - FORMULA_ROWS : 1,
	                     .cols = a->cols};
}

/* The month just over is what is sent; on the last day this one is done too. */
static struct date month_to_send(void) {
	struct date today = clock_today();

	if (date_cmp(today, date_month_end(today)) == 0)
		return date_month_start(today);
	return date_add_months(date_month_start(today), -1);
}

static enum rc open_month(struct view *v, const void *arg, struct err *err) {
	struct month *d = v->data;

	(void)arg;
	(void)err;
	d->view = v;
	d->first = month_to_send();
	d->values = mem_zalloc(figure_count, sizeof *d->values);
	list_init(&d->list, &source, d);
	return RC_OK;
}

static void close_month(struct view *v) {
	struct month *d = v->data;

	report_clear(&d->report);
	list_clear(&d->list);
	free(d->values);
}

static void resize_month(struct view *v, const struct area *a) {
	struct month *d = v->data;
	struct area inner = list_area(a);

	if (d->list.source != NULL)
		list_resize(&d->list, &inner);
}

static enum rc load_month(struct view *v, struct err *err) {
	struct month *d = v->data;
	struct report fresh = {0};
	enum rc rc = report_make(v->st, v->actor, d->first, date_month_end(d->first), &fresh, err);

	if (rc != RC_OK)
		return rc;
	report_clear(&d->report);
	d->report = fresh;
	for (size_t i = 0; i < figure_count; i++)
		d->values[i] = figure_total(&figure_table[i], d->report.rows, d->report.count, NULL);
	resize_month(v, &v->area);
	return list_load(&d->list, err);
}

static void head_month(const struct view *v, struct str *left, struct str *right) {
	const struct month *d = v->data;
	char text[120], month[DATE_BUF], day[DATE_BUF];

	date_format(d->first, month);
	month[7] = '\0';
	text_fill(text, sizeof text, tr(N_("Month report {month}")), "month", month, (char *)NULL);
	str_add(left, text);
	if (date_before(clock_today(), date_month_end(d->first))) {
		text_fill(text, sizeof text, tr(N_("running, as of {day}")), "day", date_format(clock_today(), day),
		          (char *)NULL);
		str_addf(left, "  %s", text);
	}
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

static void draw_month(struct view *v, const struct area *a) {
	struct month *d = v->data;
	struct area inner = list_area(a), words = {.top = a->top + inner.rows, .rows = FORMULA_ROWS, .cols = a->cols};
	const struct figure_def *f = figure_of(list_current(&d->list));
	const struct rate_def *r = rate_of(list_current(&d->list));

	paint_rule(words.top);
	if (f != NULL || r != NULL)
		paint_wrapped(&words, words.top + 1, 2, TONE_PLAIN, tr(f != NULL ? f->formula : r->formula));
	list_draw(&d->list, &inner);
}

static void open_figure(struct view *v, const struct figure_def *f) {
	struct month *d = v->data;
	struct ids people = {0}, shown = {0};
	char title[200], month[DATE_BUF];
	struct names_arg arg = {.title = title, .ids = &shown};
	struct err err = {0};

	date_format(d->first, month);
	month[7] = '\0';
	figure_total(f, d->report.rows, d->report.count, &people);
	text_fill(title, sizeof title, tr(N_("{month} {figure}")), "month", month, "figure", tr(f->label), (char *)NULL);
	if (report_names(v->st, v->actor, &people, &shown, &arg.sealed, &err) == RC_OK)
		ui_push(v->ui, &names_ops, &arg);
	else
		ui_say_err(v->ui, &err);
	ids_clear(&people);
	ids_clear(&shown);
}

static unsigned rate_choice(struct view *v, void *ctx, int choice) {
	struct month *d = v->data;
	const struct rate_def *r = rate_of(list_current(&d->list));

	(void)ctx;
	if (r != NULL && choice > 0)
		open_figure(v, figure_find(choice == 1 ? r->numerator : r->denominator));
	return V_REDRAW;
}

static void open_line(struct view *v) {
	struct month *d = v->data;
	const struct figure_def *f = figure_of(list_current(&d->list));
	const struct rate_def *r = rate_of(list_current(&d->list));

	if (f != NULL) {
		open_figure(v, f);
	} else if (r != NULL) {
		const char *const choices[] = {tr(figure_find(r->numerator)->label),
		                               tr(figure_find(r->denominator)->label), NULL};
		struct ask ask = {.question = tr(r->label), .choices = choices, .answer = rate_choice};

		ui_ask(v->ui, &ask);
	}
}

static unsigned act_month(struct view *v, enum action_id id, const struct key *k) {
	struct month *d = v->data;
	struct err err = {0};
	struct date next = date_add_months(d->first, id == ACTION_NEXT_MONTH ? 1 : -1);

	(void)k;
	if (id == ACTION_OPEN) {
		open_line(v);
		return V_REDRAW;
	}
	if (id != ACTION_NEXT_MONTH && id != ACTION_PREVIOUS_MONTH)
		return list_act(&d->list, id, &err);
	if (date_before(clock_today(), next)) {
		ui_say(v->ui, tr(N_("That month has not begun yet.")));
		return V_REDRAW;
	}
	d->first = next;
	return V_RELOAD | V_REDRAW;
}

static void status_month(const struct view *v, struct str *out) {
	const struct month *d = v->data;

	list_status(&d->list, out);
}

const struct view_ops month_ops = {
	.name = "month",
	.where = W_MONTH | W_BASE,
	.size = sizeof(struct month),
	.open = open_month,
	.load = load_month,
	.head = head_month,
	.status = status_month,
	.draw = draw_month,
	.act = act_month,
	.resize = resize_month,
	.close = close_month,
};
