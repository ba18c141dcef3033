/* The tables of a period: states, tests, risk, assignments; every cell opens its names.
 * SPDX-License-Identifier: MIT */

#include "core/clock.h"
#include "core/utf8.h"
#include "exchange/out/report_csv.h"
#include "exchange/print/report_sheet.h"
#include "ui/list/cell_table.h"
#include "ui/list/list_out.h"
#include "ui/loop/screens.h"

enum { FOOT_ROWS = 4, NAME_CELLS = 10, NUMBER_CELLS = 5, LABEL_CELLS = 6 };

struct tables {
	struct view *view;
	struct report_set set; /* n 0: nothing counted yet */
	const struct report_kind *kind;
	enum report_by by;
	struct span span;
	struct cell_table grid;
};

static const struct report_column *column_of(const struct tables *d, size_t column) {
	return &d->kind->columns[column];
}

/* A label that is too long for one line is broken in its middle; bytes of the first line. */
static size_t break_of(const char *label) {
	int used, width = utf8_width(label);

	return utf8_fit(label, width <= LABEL_CELLS ? width : width / 2, &used);
}

static int cells(void *ctx, size_t column) {
	const struct tables *d = ctx;
	const char *label = tr(column_of(d, column)->figure.label);
	int second = utf8_width(label + break_of(label)), first = utf8_width(label) - second;
	int wide = d->kind->headers == 2   ? utf8_width(label)
	           : d->kind->headers == 3 ? LABEL_CELLS : first > second ? first : second;

	return (wide > NUMBER_CELLS ? wide : NUMBER_CELLS) + 1;
}

static void head(void *ctx, int line, size_t column, struct str *out) {
	const struct tables *d = ctx;
	const struct report_column *c = column_of(d, column);
	const char *label = tr(c->figure.label);
	size_t cut = break_of(label);

	if (d->kind->headers == 1)
		str_addn(out, line == 0 ? label : label + cut,
		         line == 0 ? cut : strlen(label + cut));
	else if (line == 0)
		report_table_top(&d->set.table[0], column, out);
	else
		str_add(out, line + 1 < d->kind->headers ? tr(c->middle) : label);
}

static void name(void *ctx, size_t row, struct str *out) {
	const struct tables *d = ctx;

	str_add(out, d->set.table[0].names[row]);
}

static void cell(void *ctx, size_t row, size_t column, struct str *out) {
	const struct tables *d = ctx;

	str_addf(out, "%lld", report_table_cell(&d->set.table[0], row, column));
}

static const struct cell_table_source two_lines = {.headers = 2, .head = head, .cells = cells,
                                                   .name = name, .cell = cell};
static const struct cell_table_source three_lines = {.headers = 3, .head = head, .cells = cells,
                                                     .name = name, .cell = cell};

static struct area cell_table_area(const struct area *a) {
	return (struct area){.top = a->top + 1, .rows = a->rows > FOOT_ROWS + 4
	                     ? a->rows - FOOT_ROWS - 1 : 3, .cols = a->cols};
}

static void begin(struct view *v, const struct report_kind *kind, struct date month) {
	struct tables *d = v->data;

	d->view = v;
	d->kind = kind;
	d->by = d->kind->by;
	d->span = span_of(SPAN_MONTH, month);
	d->grid = (struct cell_table){.ctx = d, .name_cells = NAME_CELLS};
}

/* At the month the screen below looks at, else the one before this. */
static enum rc open_tables(struct view *v, const void *arg, struct err *err) {
	const struct date *month = arg;

	begin(v, &report_kinds[0], month ? *month : date_add_months(date_month_start(clock_today()), -1));
	return RC_OK;
}

/* The head's: the month so far, by who is in charge. */
static enum rc open_overview(struct view *v, const void *arg, struct err *err) {
	begin(v, report_kind_find("workload"), clock_today());
	return RC_OK;
}

static void close_tables(struct view *v) { report_set_clear(&((struct tables *)v->data)->set); }

static enum rc load_tables(struct view *v, struct err *err) {
	struct tables *d = v->data;
	struct report_set fresh;
	enum rc rc = report_set_make(v->st, v->actor, d->kind, d->by, &d->span, true, &fresh, err);

	if (rc != RC_OK) {
		report_set_clear(&fresh);
		return rc;
	}
	report_set_clear(&d->set);
	d->set = fresh;
	d->grid.source = d->kind->headers < 3 ? &two_lines : &three_lines;
	d->grid.rows = d->set.table[0].row_count;
	d->grid.columns = d->kind->column_count;
	cell_table_settle(&d->grid);
	return RC_OK;
}

static void head_tables(const struct view *v, struct str *left, struct str *right) {
	const struct tables *d = v->data;
	char period[SPAN_BUF];

	str_addf(left, "%s  %s  %s", tr(d->kind->label), span_format(&d->span, period),
	         tr(report_by_label(d->by)));
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

/* The marked cell in words: its number, the period before, a year before, and how it is counted. */
static void draw_foot(struct tables *d, const struct area *a, int top) {
	const struct report_table *t = &d->set.table[0];
	struct area words = {.top = top + 1, .rows = FOOT_ROWS - 1, .cols = a->cols};
	bool everybody = d->grid.row + 1 == t->row_count;
	struct str text = {0};

	str_addf(&text, "%s  ", t->names[d->grid.row]);
	report_column_name(column_of(d, d->grid.column), &text);
	for (size_t i = 0; i < d->set.n; i++) {
		size_t row = i ? report_table_row(&d->set.table[i], t->keys[d->grid.row], everybody)
		               : d->grid.row;

		str_addf(&text, "  %s %lld", tr(report_set_label(i)),
		         row < d->set.table[i].row_count
		         ? report_table_cell(&d->set.table[i], row, d->grid.column) : 0);
	}
	paint_rule(top);
	for (int y = 1; y < FOOT_ROWS; y++)
		paint_blank(top + y);
	paint_text(top + 1, 2, a->cols - 3, TONE_BOLD, str_text(&text));
	words.top = top + 2;
	words.rows = FOOT_ROWS - 2;
	paint_wrapped(&words, top + 2, 2, TONE_PLAIN,
	              tr(column_of(d, d->grid.column)->figure.formula));
	str_clear(&text);
}

static void draw_tables(struct view *v, const struct area *a) {
	struct tables *d = v->data;
	struct area inner = cell_table_area(a);
	char tab[64];
	int x = 1;

	paint_blank(a->top);
	for (size_t i = 0; i < report_kind_count; i++) {
		snprintf(tab, sizeof tab, "%zu%s", i + 1, tr(report_kinds[i].tab));
		x = paint_run(a->top, x, &report_kinds[i] == d->kind ? TONE_REVERSE : TONE_PLAIN,
		              tab) + 2;
	}
	if (d->set.n == 0)
		return;
	if (a->rows > FOOT_ROWS + 4)
		draw_foot(d, a, a->top + a->rows - FOOT_ROWS);
	cell_table_draw(&d->grid, &inner);
}

static void open_names(struct view *v) {
	struct tables *d = v->data;
	struct ids people = {0};
	struct str title = {0};
	char period[SPAN_BUF];

	report_table_people(&d->set.table[0], &d->set.report[0], d->grid.row, d->grid.column,
	                    &people);
	str_addf(&title, "%s %s ", span_format(&d->span, period),
	         d->set.table[0].names[d->grid.row]);
	report_column_name(column_of(d, d->grid.column), &title);
	names_open(v, str_text(&title), &people);
	str_clear(&title);
	ids_clear(&people);
}

static enum rc write_table(struct view *v, const struct export_to *to, char **final,
                           struct err *err) {
	struct tables *d = v->data;

	return report_csv_write(&d->set, station_name(v->st), to->path, to->encoding, CSV_KEEP,
	                        final, err);
}

static void export_table(struct view *v) {
	struct tables *d = v->data;
	char path[96], from[DATE_BUF];

	snprintf(path, sizeof path, "%s-%.7s.csv", tr(d->kind->label),
	         date_format(d->span.from, from));
	export_ask_form(v, d->kind->id, &d->span, path, write_table);
}

static void print_table(struct view *v) {
	struct tables *d = v->data;
	struct err err = {0};
	char *path = NULL;

	report_print(v->st, v->actor, &d->set, &path, &err);
	ui_written(v->ui, &err, N_("Written: {file}"), path);
}

static unsigned choose_kind(struct tables *d, size_t i) {
	if (i >= report_kind_count)
		return V_REDRAW;
	d->kind = &report_kinds[i];
	d->by = d->kind->by;
	d->grid.row = d->grid.column = d->grid.top = d->grid.left = 0;
	return V_RELOAD | V_REDRAW;
}

static unsigned go_to(struct view *v, struct span span) {
	struct tables *d = v->data;

	if (date_before(clock_today(), span.from)) {
		ui_say(v->ui, tr(N_("That period has not begun yet")));
		return V_REDRAW;
	}
	if (report_may(v->st, v->actor, span.from, span.to, NULL) != RC_OK) {
		ui_say(v->ui, tr(N_("That period is not over yet")));
		return V_REDRAW;
	}
	d->span = span;
	return V_RELOAD | V_REDRAW;
}

static unsigned span_chosen(struct view *v, void *ctx, int choice) {
	struct tables *d = v->data;

	return choice ? go_to(v, span_of((enum span_kind)(choice - 1), d->span.from)) : V_REDRAW;
}

static unsigned rows_chosen(struct view *v, void *ctx, int choice) {
	struct tables *d = v->data;

	if (choice == 0)
		return V_REDRAW;
	d->by = (enum report_by)(choice - 1);
	return V_RELOAD | V_REDRAW;
}

void report_ask_span(struct view *v, enum span_kind now,
                     unsigned (*answer)(struct view *v, void *ctx, int choice)) {
	const char *const choices[] = {tr(span_kind_label(SPAN_MONTH)),
	                               tr(span_kind_label(SPAN_QUARTER)),
	                               tr(span_kind_label(SPAN_YEAR)), NULL};
	struct ask ask = {.question = tr(N_("Which period?")), .choices = choices,
	                  .initial = (int)now + 1, .answer = answer};

	ui_ask(v->ui, &ask);
}

static void ask_rows(struct view *v) {
	const struct tables *d = v->data;
	const char *const choices[] = {tr(report_by_label(ROWS_BY_VILLAGE)),
	                               tr(report_by_label(ROWS_BY_TEAM)),
	                               tr(report_by_label(ROWS_BY_OFFICER)),
	                               tr(report_by_label(ROWS_BY_COUNTY)), NULL};
	struct ask ask = {.question = tr(N_("What are the rows?")), .choices = choices,
	                  .initial = (int)d->by + 1, .answer = rows_chosen};

	ui_ask(v->ui, &ask);
}

static unsigned act_tables(struct view *v, enum action_id id, const struct key *k) {
	struct tables *d = v->data;
	struct area inner = cell_table_area(&v->area);

	if (cell_table_act(&d->grid, id, k, &inner))
		return V_REDRAW;
	if (id == ACTION_DIGIT)
		return choose_kind(d, k ? (size_t)(k->cp - '1') : report_kind_count);
	if (id == ACTION_PERIOD_BEFORE || id == ACTION_PERIOD_AFTER)
		return go_to(v, span_shift(&d->span, id == ACTION_PERIOD_AFTER ? 1 : -1));
	if (id == ACTION_SPAN)
		report_ask_span(v, d->span.kind, span_chosen);
	else if (id == ACTION_ROWS)
		ask_rows(v);
	else if (id == ACTION_OPEN)
		open_names(v);
	else if (id == ACTION_EXPORT)
		export_table(v);
	else if (id == ACTION_PRINT)
		print_table(v);
	else
		return V_NOT_MINE;
	return V_REDRAW;
}

#define TABLES(name_, open_) { \
	.name = name_, .where = W_TABLES | W_BASE, .size = sizeof(struct tables), .open = open_, \
	.load = load_tables, .head = head_tables, .draw = draw_tables, .act = act_tables, \
	.can = report_view_can, .close = close_tables, \
}
const struct view_ops tables_ops = TABLES("tables", open_tables);
const struct view_ops overview_ops = TABLES("overview", open_overview);
