/* What the law counts of one person: each clock, the records behind it, and where it is written. */
#include <stdio.h>
#include <stdlib.h>

#include "core/clock.h"
#include "model/access/masking.h"
#include "model/order/order.h"
#include "model/person/timeline.h"
#include "model/rules/duty_clock.h"
#include "ui/form/forms.h"
#include "ui/list/list.h"
#include "ui/loop/screens.h"

enum { ARTICLE_ROWS = 3 };

/* A clock, or (item > 0) the record of this place behind it. */
struct clock_line {
	size_t clock, item;
};

/* As painted: read with its page. */
struct clock_row {
	struct str what, count, day, state;
};

struct clocks {
	struct view *view;
	struct list list; /* its ctx is this struct; ids are places in lines, from 1 */
	long long resident, order;
	char *name;
	struct duty_clock_state all[DUTY_CLOCK_COUNT];
	struct clock_line *lines;
	size_t line_count;
	struct clock_row rows[LIST_PAGE];
};

enum clock_column { COL_WHAT, COL_COUNT, COL_DAY, COL_STATE, COLUMNS };
static const struct list_column columns[COLUMNS] = {
	[COL_WHAT] = {.label = N_("What is counted"), .width = 28},
	[COL_COUNT] = {.label = N_("Count"), .width = 12},
	[COL_DAY] = {.label = N_("Day"), .width = 10},
	[COL_STATE] = {.label = N_("State"), .width = -1},
};

static const struct clock_line *line_at(const struct clocks *d, long long id) {
	return id >= 1 && (size_t)id <= d->line_count ? &d->lines[id - 1] : NULL;
}

static const struct duty_clock_item *item_of(const struct clocks *d, const struct clock_line *l) {
	return l && l->item ? &d->all[l->clock].items[l->item - 1] : NULL;
}

static enum rc read_ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	const struct clocks *d = ctx;

	(void)ask;
	(void)err;
	for (size_t i = 0; i < d->line_count; i++)
		ids_add(out, (long long)i + 1);
	return RC_OK;
}

static void read_clock(const struct clocks *d, const struct clock_line *l, struct clock_row *row) {
	const struct duty_clock_state *s = &d->all[l->clock];
	char day[DATE_BUF];

	str_add(&row->what, tr(duty_clock_table[l->clock].label));
	if (s->limit)
		str_addf(&row->count, "%d/%d %s", s->value, s->limit, tr(duty_clock_table[l->clock].unit));
	if (date_is_set(s->day))
		str_add(&row->day, date_format(s->day, day));
	str_addf(&row->state, "%s%s", s->mark == DUTY_CLOCK_REACHED ? "!" : s->mark == DUTY_CLOCK_NEAR ? "~" : "",
	         tr(duty_clock_mark_label(s->mark)));
}

static enum rc read_item(const struct clocks *d, const struct duty_clock_item *item, struct clock_row *row,
                         struct err *err) {
	struct timeline_item line = {.def = item->reg ? event_find_def(item->reg) : NULL, .id = item->id, .day = item->day};
	struct str recorded = {0};
	char day[DATE_BUF];
	enum rc rc = RC_OK;

	str_add(&row->what, "  ");
	str_add(&row->day, date_format(item->day, day));
	if (line.def)
		rc = timeline_say(d->view->st, d->view->actor, &line, &row->what, &row->state, &recorded, err);
	else
		str_add(&row->what, tr(order_def.label));
	str_clear(&recorded);
	return rc;
}

static void clear_row(struct clock_row *row) {
	str_reset(&row->what);
	str_reset(&row->count);
	str_reset(&row->day);
	str_reset(&row->state);
}

static enum rc read_rows(void *ctx, const long long *ids, size_t n, struct err *err) {
	struct clocks *d = ctx;
	enum rc rc = RC_OK;

	for (size_t i = 0; i < n && rc == RC_OK; i++) {
		const struct clock_line *l = line_at(d, ids[i]);
		const struct duty_clock_item *item = item_of(d, l);

		clear_row(&d->rows[i]);
		if (item)
			rc = read_item(d, item, &d->rows[i], err);
		else if (l)
			read_clock(d, l, &d->rows[i]);
	}
	return rc;
}

static void cell(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone) {
	const struct clocks *d = ctx;
	const struct clock_row *r = &d->rows[row];

	switch ((enum clock_column)column) {
	case COL_WHAT:
		str_add(out, str_text(&r->what));
		break;
	case COL_COUNT:
		str_add(out, str_text(&r->count));
		break;
	case COL_DAY:
		str_add(out, str_text(&r->day));
		break;
	case COL_STATE:
		str_add(out, str_text(&r->state));
		*tone = str_text(out)[0] == '!' ? TONE_ALERT : str_text(out)[0] == '~' ? TONE_SOON : *tone;
		break;
	case COLUMNS:
		break;
	}
}

static const struct list_source source = {
	.columns = columns,
	.column_count = COLUMNS,
	.empty = N_("This resident has no order yet."),
	.ids = read_ids,
	.rows = read_rows,
	.cell = cell,
};

static void forget(struct clocks *d) {
	for (size_t i = 0; i < DUTY_CLOCK_COUNT; i++)
		duty_clock_state_clear(&d->all[i]);
	free(d->lines);
	d->lines = NULL;
	d->line_count = 0;
}

static enum rc open_clocks(struct view *v, const void *arg, struct err *err) {
	struct clocks *d = v->data;
	const struct field_env *names = station_env(v->st);
	struct str shown = {0};
	const char *name;

	d->view = v;
	d->resident = *(const long long *)arg;
	list_init(&d->list, &source, d);
	name = names->ref_name(names->ctx, "resident", d->resident);
	masked_name(v->actor, name, &shown);
	d->name = str_take(&shown);
	return resident_look(v->st, v->actor, d->resident, err);
}

static void close_clocks(struct view *v) {
	struct clocks *d = v->data;

	list_clear(&d->list);
	forget(d);
	free(d->name);
	for (size_t i = 0; i < LIST_PAGE; i++) {
		str_clear(&d->rows[i].what);
		str_clear(&d->rows[i].count);
		str_clear(&d->rows[i].day);
		str_clear(&d->rows[i].state);
	}
}

static struct area list_area(const struct area *a) {
	return (struct area){.top = a->top, .rows = a->rows > ARTICLE_ROWS + 2 ? a->rows - ARTICLE_ROWS : a->rows, .cols = a->cols};
}

static void resize_clocks(struct view *v, const struct area *a) {
	struct clocks *d = v->data;
	struct area inner = list_area(a);

	if (d->list.source != NULL)
		list_resize(&d->list, &inner);
}

static enum rc load_clocks(struct view *v, struct err *err) {
	struct clocks *d = v->data;
	struct treatment_order o;
	enum rc rc = order_current(v->st, v->actor, d->resident, &o, err);

	forget(d);
	d->order = rc == RC_OK ? o.rec.id : 0;
	entity_clear(&order_def, &o);
	if (rc == RC_OK)
		rc = duty_clocks_of(v->st, v->actor, d->order, d->all, err);
	for (size_t i = 0; rc == RC_OK && i < DUTY_CLOCK_COUNT; i++) {
		for (size_t k = 0; k <= d->all[i].count; k++) {
			VEC_PUSH(d->lines, d->line_count, (struct clock_line){i, k});
		}
	}
	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	resize_clocks(v, &v->area);
	return list_load(&d->list, err);
}

static void head_clocks(const struct view *v, struct str *left, struct str *right) {
	const struct clocks *d = v->data;
	char day[DATE_BUF];

	str_addf(left, "%s  %s", tr(N_("Clocks")), d->name ? d->name : "");
	str_add(right, date_format(clock_today(), day));
}

/* The article of the marked clock, over as many rows as it takes. */
static void draw_clocks(struct view *v, const struct area *a) {
	struct clocks *d = v->data;
	struct area inner = list_area(a);
	const struct clock_line *l = line_at(d, list_current(&d->list));
	const char *text = l ? tr(duty_clock_table[l->clock].article) : "";

	if (inner.rows < a->rows) {
		paint_rule(inner.top + inner.rows);
		paint_wrapped(a, inner.top + inner.rows + 1, 1, TONE_PLAIN, text);
	}
	list_draw(&d->list, &inner);
}

static unsigned act_clocks(struct view *v, enum action_id id, const struct key *k) {
	struct clocks *d = v->data;
	const struct duty_clock_item *item = item_of(d, line_at(d, list_current(&d->list)));
	struct err err = {0};
	unsigned flags;

	(void)k;
	if (id == ACTION_OPEN) {
		if (item && item->reg)
			open_event_form(v->ui, event_find_def(item->reg), d->resident, d->order, item->id);
		else if (d->order)
			open_order_form(v->ui, d->resident, d->order);
		return V_REDRAW;
	}
	flags = list_act(&d->list, id, &err);
	if (err.rc != RC_OK)
		ui_say_err(v->ui, &err);
	return flags == V_NOT_MINE ? flags : flags | V_REDRAW; /* the article follows the marker */
}

static void status_clocks(const struct view *v, struct str *out) {
	const struct clocks *d = v->data;

	list_status(&d->list, out);
}

const struct view_ops clocks_ops = {
	.name = "clocks",
	.where = W_CLOCKS | W_LIST | W_BASE,
	.size = sizeof(struct clocks),
	.open = open_clocks,
	.load = load_clocks,
	.head = head_clocks,
	.status = status_clocks,
	.draw = draw_clocks,
	.act = act_clocks,
	.resize = resize_clocks,
	.close = close_clocks,
};
