/* The county's tables of a period: stations or months by what a table of the return has.
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "core/utf8.h"
#include "exchange/out/county_csv.h"
#include "model/county/county.h"
#include "ui/list/cell_table.h"
#include "ui/list/list_out.h"
#include "ui/loop/screens.h"

enum { FOOT_ROWS = 4, NAME_CELLS = 16, CELLS_LEAST = 6, LABEL_CELLS = 8 };

struct tables {
	struct county_table table; /* kind NULL: not read yet */
	int tab;                   /* of the return */
	struct county_ask ask;
	struct cell_table grid;
};

/* The header of a column in two lines, broken in its middle. */
static void head(void *ctx, int line, size_t column, struct str *out) {
	const struct tables *d = ctx;
	struct str name = {0};
	size_t cut;
	int used, width;

	county_column_name(&d->table.columns[column], &name);
	width = utf8_width(str_text(&name));
	cut = utf8_fit(str_text(&name), width <= LABEL_CELLS ? width : (width + 1) / 2, &used);
	str_addn(out, str_text(&name) + (line ? cut : 0), line ? name.n - cut : cut);
	str_clear(&name);
}

static int cells(void *ctx, size_t column) {
	int wide = CELLS_LEAST;

	for (int line = 0; line < 2; line++) {
		struct str text = {0};

		head(ctx, line, column, &text);
		wide = utf8_width(str_text(&text)) > wide ? utf8_width(str_text(&text)) : wide;
		str_clear(&text);
	}
	return wide + 1;
}

static void name(void *ctx, size_t row, struct str *out) {
	str_add(out, ((const struct tables *)ctx)->table.rows[row].name);
}

static void cell(void *ctx, size_t row, size_t column, struct str *out) {
	const struct county_table *t = &((const struct tables *)ctx)->table;
	char text[RATE_BUF];

	str_add(out, county_cell_say(&t->columns[column], county_table_cell(t, row, column), text));
}

static const struct cell_table_source source = {.headers = 2, .head = head, .cells = cells,
                                                .name = name, .cell = cell};

static struct area grid_area(const struct area *a) {
	return (struct area){.top = a->top + 1, .rows = a->rows > FOOT_ROWS + 4
	                     ? a->rows - FOOT_ROWS - 1 : 3, .cols = a->cols};
}

static enum rc open_tables(struct view *v, const void *arg, struct err *err) {
	const struct date *month = arg;
	struct tables *d = v->data;
	char text[COUNTY_MONTH];
	struct date due;

	county_month_due(v->st, text); /* as the stations' head says */
	if (month != NULL || !date_parse_month(text, &due))
		due = month ? *month : clock_today();
	d->ask = (struct county_ask){.by = BY_STATION, .span = span_of(SPAN_MONTH, due)};
	d->grid = (struct cell_table){.ctx = d, .name_cells = NAME_CELLS, .source = &source};
	return RC_OK;
}

static void close_tables(struct view *v) { county_table_clear(&((struct tables *)v->data)->table); }

static enum rc load_tables(struct view *v, struct err *err) {
	struct tables *d = v->data;
	struct county_table fresh = {.kind = NULL};
	enum rc rc;

	d->ask.kind = county_kind_at(d->tab);
	rc = county_table_read(v->st, v->actor, &d->ask, &fresh, err);
	if (rc != RC_OK) {
		county_table_clear(&fresh);
		if (d->table.kind) { /* what stands there still */
			d->ask.span = d->table.span;
			d->ask.by = d->table.by;
		}
		return rc;
	}
	county_table_clear(&d->table);
	d->table = fresh;
	d->grid.rows = fresh.row_count;
	d->grid.columns = fresh.column_count;
	cell_table_settle(&d->grid);
	return RC_OK;
}

static void head_tables(const struct view *v, struct str *left, struct str *right) {
	const struct tables *d = v->data;
	char period[SPAN_BUF];

	str_addf(left, "%s  %s  %s", tr(county_kind_at(d->tab)->label),
	         span_format(&d->ask.span, period), tr(county_by_label(d->ask.by)));
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

/* The marked cell in words with both numbers of a rate, how it is counted, and who returned. */
static void draw_foot(const struct tables *d, const struct area *a, int top) {
	const struct county_table *t = &d->table;
	const struct county_column *c = &t->columns[d->grid.column];
	const struct county_cell *n = county_table_cell(t, d->grid.row, d->grid.column);
	struct area words = {.top = top + 2, .rows = 1, .cols = a->cols};
	char number[RATE_BUF], pair[COUNTY_PAIR_BUF];
	struct str text = {0};

	paint_rule(top);
	for (int y = 1; y < FOOT_ROWS; y++)
		paint_blank(top + y);
	str_addf(&text, "%s  ", t->rows[d->grid.row].name);
	county_column_name(c, &text);
	str_addf(&text, "  %s  %s", county_cell_say(c, n, number), county_cell_pair(c, n, pair));
	paint_text(top + 1, 2, a->cols - 3, TONE_BOLD, str_text(&text));
	str_reset(&text);
	county_column_formula(c, &text);
	paint_wrapped(&words, top + 2, 2, TONE_PLAIN, str_text(&text));
	str_reset(&text);
	str_addf(&text, "%s ", tr(N_("Stations that returned:")));
	county_table_say(t, &text);
	paint_text(top + 3, 2, a->cols - 3, TONE_PLAIN, str_text(&text));
	str_clear(&text);
}

static void draw_tables(struct view *v, const struct area *a) {
	struct tables *d = v->data;
	struct area inner = grid_area(a);
	char tab[64];
	int x = 1;

	paint_blank(a->top);
	for (int i = 0; i < COUNTY_TABS; i++) {
		const struct report_kind *k = county_kind_at(i);

		snprintf(tab, sizeof tab, "%d%s", i + 1, tr(k->tab ? k->tab : N_("Month")));
		x = paint_run(a->top, x, i == d->tab ? TONE_REVERSE : TONE_PLAIN, tab) + 2;
	}
	if (!d->table.kind)
		return;
	if (a->rows > FOOT_ROWS + 4)
		draw_foot(d, a, a->top + a->rows - FOOT_ROWS);
	cell_table_draw(&d->grid, &inner);
}

static enum rc write_table(struct view *v, const struct export_to *to, char **final,
                           struct err *err) {
	const struct tables *d = v->data;

	return county_csv_write(&d->table, to->path, to->encoding, CSV_KEEP, final, err);
}

static unsigned go_to(struct view *v, struct span span) {
	struct tables *d = v->data;

	if (date_before(clock_today(), span.from)) {
		ui_say(v->ui, tr(N_("That period has not begun yet")));
		return V_REDRAW;
	}
	d->ask.span = span;
	return V_RELOAD | V_REDRAW;
}

static unsigned span_chosen(struct view *v, void *ctx, int choice) {
	const struct tables *d = v->data;

	return choice ? go_to(v, span_of((enum span_kind)(choice - 1), d->ask.span.from))
	              : V_REDRAW;
}

static unsigned act_tables(struct view *v, enum action_id id, const struct key *k) {
	struct tables *d = v->data;
	struct area inner = grid_area(&v->area);
	const struct county_table_row *row = &d->table.rows[d->grid.row];
	char path[96], from[DATE_BUF];

	if (cell_table_act(&d->grid, id, k, &inner))
		return V_REDRAW;
	if (id == ACTION_DIGIT && k && k->cp >= '1' && k->cp < '1' + COUNTY_TABS) {
		d->tab = (int)(k->cp - '1');
		return V_RELOAD | V_REDRAW;
	}
	if (id == ACTION_PERIOD_BEFORE || id == ACTION_PERIOD_AFTER)
		return go_to(v, span_shift(&d->ask.span, id == ACTION_PERIOD_AFTER ? 1 : -1));
	if (id == ACTION_STATION_ROWS) {
		d->ask.by = (d->ask.by + 1) % (figures_are_coarse(v->actor) ? BY_PLACE : COUNTY_BYS);
		return V_RELOAD | V_REDRAW;
	}
	snprintf(path, sizeof path, "%s-%.7s.csv", tr(county_kind_at(d->tab)->label),
	         date_format(d->ask.span.from, from));
	if (id == ACTION_SPAN)
		report_ask_span(v, d->ask.span.kind, span_chosen);
	else if (id == ACTION_EXPORT)
		export_ask(v, path, write_table);
	else if (id == ACTION_OPEN && d->table.kind && d->ask.by == BY_STATION && row->key &&
	         !row->typed)
		ui_open(v->ui, SCREEN_COUNTY_RETURNS, &row->key);
	else if (id != ACTION_DIGIT && id != ACTION_OPEN)
		return V_NOT_MINE;
	return V_REDRAW;
}

const struct view_ops county_tables_ops = {
	.name = "county-tables", .where = W_COUNTY_TABLES | W_BASE, .size = sizeof(struct tables),
	.open = open_tables, .load = load_tables, .head = head_tables, .draw = draw_tables,
	.act = act_tables, .close = close_tables,
};
