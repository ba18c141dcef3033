/* One figure or rate over twelve months: a bar a month, or villages by months as signs that grow
 * denser. SPDX-License-Identifier: MIT */

#include "core/clock.h"
#include "model/report/report_trend.h"
#include "ui/list/cell_table.h"
#include "ui/loop/screens.h"

enum { FOOT_ROWS = 3, BARS_MOST = 48, BARS_VALUE = 14, BARS_BESIDES = 18, HEAT_CELL = 5,
      BARS_NAME = 9, HEAT_NAME = 11 };

struct trend_view {
	struct view *view;
	struct trend trend;
	const struct rate_def *rate; /* NULL: a figure */
	const struct figure_def *figure;
	struct date last;
	bool loaded, heat;
	struct cell_table bars, villages;
};

/* From nothing to the most: five signs that also show without colour. */
static char sign_of(long long value, long long most) {
	static const char signs[] = ".:+*#";
	long long step = value <= 0 ? 0 : 1 + (value * 4 - 1) / most;

	return signs[step > 4 ? 4 : step];
}

static void month_name(void *ctx, size_t row, struct str *out) {
	const struct trend_view *d = ctx;
	char text[SPAN_BUF];

	str_add(out, span_format(&d->trend.month[row], text));
}

static void bar_head(void *ctx, int line, size_t column, struct str *out) {
}

/* A bar's full length: a narrow window shortens it, for the number behind it is to be read. */
static int bar_length(const struct trend_view *d) {
	int room = d->view->area.cols - BARS_BESIDES - BARS_VALUE;

	return room < BARS_MOST ? room : BARS_MOST;
}

static int bar_cells(void *ctx, size_t column) { return bar_length(ctx) + BARS_VALUE; }

static int heat_cells(void *ctx, size_t column) { return HEAT_CELL; }

static void bar(void *ctx, size_t row, size_t column, struct str *out) {
	const struct trend_view *d = ctx;
	const struct trend *t = &d->trend;
	size_t all = t->row_count - 1;
	long long most = t->under ? 100 : trend_most(t, all, all + 1),
	                 value = trend_value(t, all, row);
	int length = bar_length(d);
	long long full = value > 0 ? value * length / most : 0;
	char text[RATE_BUF];

	for (int i = 0; i < length; i++)
		str_addc(out, i < full || (i == 0 && value > 0) ? '#' : '.');
	str_addf(out, " %9s", trend_format(t, all, row, text));
}

static void village_name(void *ctx, size_t row, struct str *out) {
	str_add(out, ((const struct trend_view *)ctx)->trend.names[row]);
}

static void heat_head(void *ctx, int line, size_t column, struct str *out) {
	const struct trend_view *d = ctx;
	char text[SPAN_BUF];

	span_format(&d->trend.month[column], text);
	if (line == 0)
		str_addf(out, "%.4s", text);
	else
		str_add(out, text + 5);
}

/* Villages are compared with each other, everybody with the other months. */
static void heat(void *ctx, size_t row, size_t column, struct str *out) {
	const struct trend_view *d = ctx;
	const struct trend *t = &d->trend;
	size_t all = t->row_count - 1;
	long long most = t->under ? 100 : row == all ? trend_most(t, all, all + 1)
	                                             : trend_most(t, 0, all);
	long long value = trend_value(t, row, column);

	if (value < 0)
		str_add(out, "-");
	else
		str_addf(out, "%lld%c", value, sign_of(value, most));
}

static const struct cell_table_source bar_source = {.headers = 0, .head = bar_head,
                                                    .cells = bar_cells, .name = month_name,
                                                    .cell = bar};
static const struct cell_table_source heat_source = {.headers = 2, .head = heat_head,
                                                     .cells = heat_cells, .name = village_name,
                                                     .cell = heat};

static struct cell_table *shown(struct trend_view *d) { return d->heat ? &d->villages : &d->bars; }

static struct area cell_table_area(const struct area *a) {
	return (struct area){.top = a->top + 2, .rows = a->rows > FOOT_ROWS + 4
	                     ? a->rows - FOOT_ROWS - 2 : 2, .cols = a->cols};
}

static enum rc open_trend(struct view *v, const void *arg, struct err *err) {
	struct trend_view *d = v->data;
	const struct trend_arg *asked = arg;

	d->view = v;
	d->figure = asked->figure;
	d->rate = asked->rate;
	d->last = asked->last;
	d->bars = (struct cell_table){.source = &bar_source, .ctx = d, .rows = TREND_MONTHS,
	                              .columns = 1, .row = TREND_MONTHS - 1,
	                              .name_cells = BARS_NAME};
	d->villages = (struct cell_table){.source = &heat_source, .ctx = d, .columns = TREND_MONTHS,
	                                  .column = TREND_MONTHS - 1, .name_cells = HEAT_NAME};
	return RC_OK;
}

static void close_trend(struct view *v) { trend_clear(&((struct trend_view *)v->data)->trend); }

static enum rc load_trend(struct view *v, struct err *err) {
	struct trend_view *d = v->data;
	const struct figure_def *over = d->rate ? figure_find(d->rate->numerator) : d->figure;
	struct trend fresh;
	enum rc rc = trend_make(v->st, v->actor, over, d->rate ? figure_find(d->rate->denominator)
	                                                       : NULL, d->last, &fresh, err);

	if (rc != RC_OK) {
		trend_clear(&fresh);
		return rc;
	}
	trend_clear(&d->trend);
	d->trend = fresh;
	d->loaded = true;
	d->villages.rows = fresh.row_count;
	cell_table_settle(&d->villages);
	return RC_OK;
}

static void head_trend(const struct view *v, struct str *left, struct str *right) {
	const struct trend_view *d = v->data;

	str_addf(left, "%s  %s", tr(N_("Twelve months")), tr(d->rate ? d->rate->label
	                                                             : d->figure->label));
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

static void draw_trend(struct view *v, const struct area *a) {
	struct trend_view *d = v->data;
	struct area inner = cell_table_area(a), words = {.top = a->top + a->rows - FOOT_ROWS,
	                                                 .rows = FOOT_ROWS, .cols = a->cols};
	char text[FORMULA_BUF];
	int x = paint_run(a->top, 1, d->heat ? TONE_PLAIN : TONE_REVERSE, tr(N_("1Months"))) + 2;

	x = paint_run(a->top, x, d->heat ? TONE_REVERSE : TONE_PLAIN,
	              tr(N_("2Villages by month"))) + 4;
	if (d->heat)
		paint_run(a->top, x, TONE_DIM, tr(N_("few . : + * # many")));
	paint_blank(a->top + 1);
	if (!d->loaded)
		return;
	for (int y = 1; y < FOOT_ROWS; y++)
		paint_blank(words.top + y);
	paint_rule(words.top);
	paint_wrapped(&words, words.top + 1, 2, TONE_PLAIN, d->rate ? rate_formula(d->rate, text)
	                                                            : figure_formula(d->figure));
	cell_table_draw(shown(d), &inner);
}

static void open_names(struct view *v) {
	struct trend_view *d = v->data;
	size_t row = d->heat ? d->villages.row : d->trend.row_count - 1;
	size_t month = d->heat ? d->villages.column : d->bars.row;
	struct ids people = {0};
	struct str title = {0};
	struct err err = {0};
	char period[SPAN_BUF];

	str_addf(&title, "%s %s %s", span_format(&d->trend.month[month], period),
	         d->trend.names[row], tr(d->trend.over->label));
	if (trend_people(v->st, v->actor, &d->trend, row, month, &people, &err) == RC_OK)
		names_open(v, str_text(&title), &people);
	else
		ui_say_err(v->ui, &err);
	str_clear(&title);
	ids_clear(&people);
}

static unsigned go_to(struct view *v, int months) {
	struct trend_view *d = v->data;
	struct date last = date_add_months(date_month_start(d->last), months);

	if (date_before(clock_today(), last)) {
		ui_say(v->ui, tr(N_("That month has not begun yet.")));
		return V_REDRAW;
	}
	d->last = last;
	return V_RELOAD | V_REDRAW;
}

static unsigned act_trend(struct view *v, enum action_id id, const struct key *k) {
	struct trend_view *d = v->data;
	struct area inner = cell_table_area(&v->area);

	if (cell_table_act(shown(d), id, k, &inner))
		return V_REDRAW;
	if (id == ACTION_PERIOD_BEFORE || id == ACTION_PERIOD_AFTER)
		return go_to(v, id == ACTION_PERIOD_AFTER ? 1 : -1);
	if (id == ACTION_DIGIT && k && (k->cp == '1' || k->cp == '2'))
		d->heat = k->cp == '2';
	else if (id == ACTION_OPEN)
		open_names(v);
	else if (id != ACTION_DIGIT)
		return V_NOT_MINE;
	return V_REDRAW;
}

const struct view_ops trend_ops = {
	.name = "trend", .where = W_TREND | W_BASE, .size = sizeof(struct trend_view),
	.open = open_trend, .load = load_trend, .head = head_trend, .draw = draw_trend,
	.act = act_trend, .can = report_view_can, .close = close_trend,
};
