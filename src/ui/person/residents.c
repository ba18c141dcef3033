/* Everybody on the register: named views on digits, filter, sort; Enter opens the file.
 * SPDX-License-Identifier: MIT */

#include "core/clock.h"
#include "exchange/out/export.h"
#include "model/lists.h"
#include "model/order/people_list.h"
#include "model/station/station.h"
#include "ui/form/forms.h"
#include "ui/list/list_out.h"
#include "ui/list/list_view.h"
#include "ui/list/list_views.h"
#include "ui/loop/screens.h"

enum { YEARS = 3, CONDITIONS = 9 };

struct residents { /* its view, risk and year of the term are conditions of lv.list.run.q */
	struct list_view lv;
	struct list_views_bar saved;
	size_t shown_view;
};

static bool is_narrowed(const struct residents *d) {
	return code_is_set(d->lv.list.run.q.risk) || d->lv.list.run.q.term_year > 0;
}

static unsigned narrow(struct view *v, size_t shown, struct code risk, int term_year) {
	struct residents *d = v->data;
	struct list_query *q = &d->lv.list.run.q;

	d->shown_view = shown;
	q->view = resident_views[shown].id;
	q->risk = risk;
	q->term_year = term_year;
	d->lv.list.empty = shown == 0 && !is_narrowed(d) ? NULL : N_("Nobody is in this view.");
	return list_view_again(v);
}

static enum rc open_residents(struct view *v, const void *arg, struct err *err) {
	narrow(v, 0, CODE_NONE, 0);
	return RC_OK;
}

static enum rc load_residents(struct view *v, struct err *err) {
	return list_views_bar_load(v, &((struct residents *)v->data)->saved, err);
}

static void close_residents(struct view *v) {
	list_views_bar_clear(&((struct residents *)v->data)->saved);
}

static void head_residents(const struct view *v, struct str *left, struct str *right) {
	const struct residents *d = v->data;
	const struct list_query *q = &d->lv.list.run.q;

	str_add(left, tr(N_("Residents")));
	if (is_narrowed(d))
		str_addc(left, ' ');
	if (code_is_set(q->risk))
		people_add_risk(q->risk, left);
	if (q->term_year > 0)
		people_add_year(q->term_year, left);
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

static void top_residents(struct view *v, const struct area *a) {
	struct residents *d = v->data;
	int x = 1;

	for (size_t i = 0; !d->saved.own && resident_views[i].id[0] != '\0' && i < 9; i++)
		x = list_view_tab(a, x, (int)i + 1, resident_views[i].label, NULL,
		                  i == d->shown_view);
	list_views_bar_draw(&d->saved, a, x);
}

/* ---- what a saved view keeps: "ending high 2": view, risk, year of the term ---- */

static struct list_views_bar *bar_of(const struct view *v) {
	return &((struct residents *)v->data)->saved;
}

static void say_conditions(const struct view *v, struct str *out) {
	const struct list_query *q = &((const struct residents *)v->data)->lv.list.run.q;

	str_addf(out, "%s %s %d", q->view, code_is_set(q->risk) ? q->risk.s : "-", q->term_year);
}

/* What is no view or class (any more) is the first one, and none. */
static void take_conditions(struct view *v, const char *text) {
	char view[24] = "", risk[24] = "";
	size_t shown = 0;
	int year = 0;

	sscanf(text, "%23s %23s %d", view, risk, &year);
	for (size_t i = 0; resident_views[i].id[0] != '\0'; i++)
		if (strcmp(resident_views[i].id, view) == 0)
			shown = i;
	narrow(v, shown, risk[0] != '\0' && code_find(&codes_risk, code_of(risk))
	                 ? code_of(risk) : CODE_NONE, year);
}

static const struct list_views_screen residents_saved = {.bar = bar_of, .say = say_conditions,
                                                         .take = take_conditions};

static unsigned choose_view(struct view *v, const struct key *k) {
	struct residents *d = v->data;
	const struct list_query *q = &d->lv.list.run.q;
	size_t want = k != NULL && k->cp >= '1' && k->cp <= '9' ? k->cp - '1' : 9, n = 0;
	unsigned flags = list_views_bar_digit(v, &residents_saved, k);

	if (flags != V_NOT_MINE)
		return flags;
	while (resident_views[n].id[0] != '\0')
		n++;
	return want >= n ? V_DONE : narrow(v, want, q->risk, q->term_year);
}

/* Risk classes first, then the years, then none of them; one beside the other holds. */
static unsigned condition_chosen(struct view *v, void *ctx, int choice) {
	struct residents *d = v->data;
	const struct list_query *q = &d->lv.list.run.q;
	int risks = 0;

	while (code_item_at(&codes_risk, (size_t)risks))
		risks++;
	if (choice == 0)
		return V_REDRAW;
	if (choice <= risks)
		return narrow(v, d->shown_view, code_of(code_item_at(&codes_risk,
		                                                     (size_t)choice - 1)->code),
		                                                     q->term_year);
	if (choice <= risks + YEARS)
		return narrow(v, d->shown_view, q->risk, choice - risks);
	return narrow(v, d->shown_view, CODE_NONE, 0);
}

static void ask_condition(struct view *v) {
	struct str text[CONDITIONS] = {{0}};
	const char *choices[CONDITIONS + 1] = {NULL};
	struct ask ask = {.question = tr(N_("Show only:")), .choices = choices,
	                  .answer = condition_chosen};
	size_t n = 0;

	for (size_t i = 0; code_item_at(&codes_risk, i) && n + YEARS + 1 < CONDITIONS; i++)
		people_add_risk(code_of(code_item_at(&codes_risk, i)->code), &text[n++]);
	for (int year = 1; year <= YEARS; year++)
		people_add_year(year, &text[n++]);
	str_add(&text[n++], tr(N_("No condition")));
	for (size_t i = 0; i < n; i++)
		choices[i] = str_text(&text[i]) + strspn(str_text(&text[i]), " ");
	ask.initial = (int)n;
	ui_ask(v->ui, &ask);
	for (size_t i = 0; i < n; i++)
		str_clear(&text[i]);
}

static bool export_progress(void *ctx, long done, long total) {
	struct view *v = ctx;

	return ui_progress(v->ui, tr(N_("Writing")), done, total);
}

/* The roster, masked: what leaves with names and numbers needs more than a key. */
static enum rc write_roster(struct view *v, const struct export_to *to, char **final,
                            struct err *err) {
	struct export_options o = {.reg = "roster", .path = to->path, .encoding = to->encoding,
	                           .existing = CSV_KEEP, .progress = export_progress, .ctx = v,
	                           .file = to->number};

	return export_write(v->st, v->actor, &o, NULL, final, err);
}

static void export_roster(struct view *v) {
	char path[64], day[DATE_BUF];

	date_format(clock_today(), day);
	snprintf(path, sizeof path, "%s-%s.csv", tr(N_("roster-masked")), day);
	export_ask(v, path, write_roster);
}

static unsigned export_chosen(struct view *v, void *ctx, int choice) {
	if (choice == 1)
		export_roster(v);
	else if (choice == 2)
		list_out_export(v);
	return V_REDRAW;
}

static void ask_export(struct view *v) {
	const char *const choices[] = {
		tr(N_("The whole roster, masked, as it can be taken in again")),
		tr(N_("The list as it is shown, or its marked lines")), NULL};
	struct ask ask = {.question = tr(N_("Write which file?")), .choices = choices,
	                  .answer = export_chosen};

	ui_ask(v->ui, &ask);
}

static unsigned act_residents(struct view *v, enum action_id action, long long person,
                              const struct key *k) {
	struct residents *d = v->data;

	if (action == ACTION_DIGIT)
		return choose_view(v, k);
	if (action == ACTION_BACK && d->lv.list.filter[0] == '\0' && is_narrowed(d))
		return narrow(v, d->shown_view, CODE_NONE, 0);
	if (action == ACTION_OPEN && person != 0)
		ui_open(v->ui, SCREEN_FILE, &person);
	else if (action == ACTION_ADD)
		open_resident_form(v->ui, 0);
	else if (action == ACTION_EDIT && person != 0)
		open_resident_form(v->ui, person);
	else if (action == ACTION_ENTRY)
		entry_ask_kind(v);
	else if (action == ACTION_NARROW)
		ask_condition(v);
	else if (action == ACTION_EXPORT)
		ask_export(v);
	else if (action == ACTION_OWN_VIEWS)
		list_views_bar_ask(v, &residents_saved);
	else
		return V_NOT_MINE;
	return V_REDRAW;
}

static const struct list_screen screen = {
	.def = &residents_list, .top_rows = 1, .first_page = true, .lineless = true,
	.follow_new = true, .open = open_residents, .load = load_residents, .head = head_residents,
	.top = top_residents, .act = act_residents, .close = close_residents,
};

const struct view_ops residents_ops = {.name = "residents",
                                       LIST_VIEW_OPS(W_RESIDENTS, struct residents, &screen)};
