/* A county's month: figure by figure, its stations by one of them, what stands out, what was typed
 * in. A number opens the stations behind it, a station its return. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/county/county.h"
#include "model/county/unusual.h"
#include "model/lists.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"

enum { FOOT_ROWS = 4 };

struct figures {
	struct list_view lv;
	char month[COUNTY_MONTH]; /* the list's q.month */
	const char *figure;       /* id: the stations by this one; NULL: by every rate */
};

static const struct list_def *const lists[] = {&county_month_list, &county_league_list,
                                               &county_unusual_list, &county_typed_list};
enum { FIGURES, LEAGUE, UNUSUAL, TYPED, LISTS };

static int tab_of(const struct view *v) {
	int i = 0;

	while (lists[i] != list_view_list(v)->run.def)
		i++;
	return i;
}

static unsigned show(struct view *v, int tab, const char *figure) {
	struct figures *d = v->data;

	list_view_show(v, lists[tab]);
	d->figure = figure;
	d->lv.list.run.q.month = d->month;
	d->lv.list.run.q.given = tab == LEAGUE ? figure : NULL;
	return V_RELOAD | V_REDRAW;
}

static enum rc open_figures(struct view *v, const void *arg, struct err *err) {
	struct figures *d = v->data;

	county_month_due(v->st, d->month);
	show(v, FIGURES, NULL);
	return RC_OK;
}

static const struct county_table *table_of(const struct view *v) {
	return county_lines_table(&list_view_list(v)->run);
}

static void head_figures(const struct view *v, struct str *left, struct str *right) {
	const struct figures *d = v->data;
	const struct county_table *t = table_of(v);

	str_addf(left, "%s  %s", tr(list_view_list(v)->run.def->label), d->month);
	if (t && t->kind)
		str_addf(left, "  %d/%d %s", t->sent[0], t->wanted[0], tr(N_("stations")));
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

/* May the actor see this one? */
static bool has(const struct view *v, int tab) {
	return tab >= 0 && tab < LISTS &&
	       access_answer(v->actor->role, lists[tab]->access) == ACCESS_YES;
}

static void top_figures(struct view *v, const struct area *a) {
	int x = 1;

	for (int i = 0; i < LISTS; i++)
		if (has(v, i))
			x = list_view_tab(a, x, i + 1, lists[i]->label, NULL, i == tab_of(v));
}

/* How the marked line is counted, or all of what is told. */
static void foot_figures(struct view *v, const struct area *a) {
	const struct list *l = list_view_list(v);
	long long id = list_current(l);
	struct str text = {0}, typed = {0};

	paint_rule(a->top);
	for (int i = 1; i < FOOT_ROWS; i++)
		paint_blank(a->top + i);
	if (id == 0 || tab_of(v) == TYPED || !table_of(v)->kind)
		return;
	if (tab_of(v) == UNUSUAL) {
		const struct county_unusual_lines *d = l->run.data;

		str_add(&text, d->odd.found.v[id - 1].text);
	} else {
		size_t rows = tab_of(v) == LEAGUE ? table_of(v)->row_count : 1;

		county_column_formula(&table_of(v)->columns[(size_t)(id - 1) / rows], &text);
		if (tab_of(v) == FIGURES)
			county_table_typed(table_of(v), (size_t)id - 1, &typed);
		if (typed.n)
			str_fill(&text, N_("  Typed in: {what}"), "what", str_text(&typed), NULL);
	}
	paint_wrapped(a, a->top + 1, 1, TONE_PLAIN, str_text(&text));
	str_clear(&text);
	str_clear(&typed);
}

/* Whose line it is, as a row of the table. */
static size_t row_of(const struct view *v, long long id) {
	const struct county_unusual_lines *d = list_view_list(v)->run.data;

	return tab_of(v) == LEAGUE ? (size_t)(id - 1) % table_of(v)->row_count
	                           : d->odd.row[id - 1];
}

static unsigned open_line(struct view *v, long long id) {
	const struct county_table *t = table_of(v);
	size_t row;

	if (tab_of(v) == TYPED)
		return V_REDRAW;
	if (tab_of(v) == FIGURES)
		return show(v, LEAGUE, figure_line_at((size_t)id - 1).id);
	row = row_of(v, id);
	if (row + 1 < t->row_count && !t->rows[row].typed)
		ui_open(v->ui, SCREEN_COUNTY_RETURNS, &t->rows[row].key);
	return V_REDRAW;
}

static unsigned turn(struct view *v, int months) {
	struct figures *d = v->data;
	char today[DATE_BUF], next[COUNTY_MONTH];

	county_month_add(d->month, months, next);
	if (strncmp(date_format(clock_today(), today), next, COUNTY_MONTH - 1) < 0) {
		ui_say(v->ui, tr(N_("That month has not begun yet.")));
		return V_REDRAW;
	}
	memcpy(d->month, next, sizeof next);
	return V_RELOAD | V_REDRAW;
}

static unsigned act_figures(struct view *v, enum action_id action, long long id,
                            const struct key *k) {
	const struct figures *d = v->data;
	struct date first;

	if (action == ACTION_DIGIT)
		return k && has(v, (int)k->cp - '1') ? show(v, (int)k->cp - '1', NULL) : V_DONE;
	if (action == ACTION_BACK && d->figure && k && k->kind == K_ESC)
		return show(v, FIGURES, NULL); /* where it was opened */
	if (action == ACTION_OPEN && id != 0)
		return open_line(v, id);
	if (action == ACTION_PERIOD_BEFORE || action == ACTION_PERIOD_AFTER)
		return turn(v, action == ACTION_PERIOD_AFTER ? 1 : -1);
	if (action != ACTION_TABLES || !date_parse_month(d->month, &first))
		return V_NOT_MINE;
	ui_open(v->ui, SCREEN_COUNTY_TABLES, &first);
	return V_REDRAW;
}

static const struct list_screen screen = {
	.top_rows = 1, .foot_rows = FOOT_ROWS, .open = open_figures, .head = head_figures,
	.top = top_figures, .foot = foot_figures, .act = act_figures,
};

const struct view_ops county_figures_ops = {
	.name = "county-figures", LIST_VIEW_OPS(W_COUNTY_FIGURES, struct figures, &screen)};
