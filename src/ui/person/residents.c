/* Everybody on the register: named views on digits, filter, sort; Enter opens the file. */
#include "ui/person/residents.h"

#include <stdio.h>
#include <string.h>

#include "core/clock.h"
#include "model/person/search_key.h"
#include "ui/form/forms.h"
#include "ui/loop/screens.h"

enum { YEARS = 3, CONDITIONS = 9 };

static enum rc read_ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	struct residents *d = ctx;
	struct resident_query q = {.view = resident_views[d->shown_view].id, .find = ask->filter,
	                           .risk = d->risk, .term_year = d->term_year,
	                           .limit = d->in_full ? LIST_MAX + 1 : d->list.page};

	people_order(ask, &q);
	return resident_list(d->people.view->st, d->people.view->actor, &q, out, err);
}

static const struct list_source source = {
	.entity = &resident_def,
	.columns = people_columns,
	.column_count = PEOPLE_COLUMNS,
	.own = LIST_FILTERS | LIST_SORTS,
	.empty = N_("Nobody here yet: a adds a person, i takes in a roster."),
	.ids = read_ids,
	.rows = people_rows,
	.cell = people_cell,
};

static enum rc open_residents(struct view *v, const void *arg, struct err *err) {
	struct residents *d = v->data;

	(void)arg;
	(void)err;
	people_init(&d->people, v);
	d->source = source;
	list_init(&d->list, &d->source, d);
	return RC_OK;
}

static void close_residents(struct view *v) {
	struct residents *d = v->data;

	list_clear(&d->list);
	people_clear(&d->people);
	list_views_bar_clear(&d->saved);
}

static bool is_narrowed(const struct residents *d) {
	return code_is_set(d->risk) || d->term_year > 0;
}

static struct area list_area(const struct area *a) {
	return (struct area){.top = a->top + 1, .rows = a->rows - 1, .cols = a->cols};
}

static void resize_residents(struct view *v, const struct area *a) {
	struct residents *d = v->data;
	struct area inner = list_area(a);

	if (d->list.source != NULL)
		list_resize(&d->list, &inner);
}

static enum rc load_residents(struct view *v, struct err *err) {
	struct residents *d = v->data;
	long long before = list_newest(&d->list);
	enum rc rc;

	resize_residents(v, &v->area);
	if (!d->in_full)
		ui_wake(v, 1);
	d->source.empty = d->shown_view == 0 && !is_narrowed(d) ? source.empty : N_("Nobody is in this view.");
	rc = list_load(&d->list, err);
	if (rc == RC_OK)
		rc = list_views_bar_load(v, &d->saved, err);
	if (rc == RC_OK && d->adding && list_newest(&d->list) > before) {
		list_go(&d->list, list_newest(&d->list));
		d->adding = false;
		rc = list_read_page(&d->list, err);
	}
	return rc;
}

static unsigned wake_residents(struct view *v) {
	struct residents *d = v->data;

	d->in_full = true;
	return V_RELOAD | V_REDRAW;
}

static void add_conditions(const struct residents *d, struct str *out) {
	if (code_is_set(d->risk))
		people_add_risk(d->risk, out);
	if (d->term_year > 0)
		people_add_year(d->term_year, out);
}

static void head_residents(const struct view *v, struct str *left, struct str *right) {
	const struct residents *d = v->data;

	str_add(left, tr(N_("Residents")));
	if (is_narrowed(d))
		str_addc(left, ' ');
	add_conditions(d, left);
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

static void draw_residents(struct view *v, const struct area *a) {
	struct residents *d = v->data;
	struct area inner = list_area(a);
	char tab[80];
	int x = 1;

	for (size_t i = 0; !d->saved.own && resident_views[i].id[0] != '\0' && i < 9; i++) {
		snprintf(tab, sizeof tab, "%zu%s", i + 1, tr(resident_views[i].label));
		x = paint_run(a->top, x, i == d->shown_view ? TONE_REVERSE : TONE_PLAIN, tab) + 2;
	}
	list_views_bar_draw(&d->saved, a, x);
	list_draw(&d->list, &inner);
}

static unsigned choose_view(struct view *v, const struct key *k) {
	struct residents *d = v->data;
	size_t want = k != NULL && k->cp >= '1' && k->cp <= '9' ? k->cp - '1' : 9, n = 0;
	unsigned flags = list_views_bar_digit(v, &residents_saved, k);

	if (flags != V_NOT_MINE)
		return flags;
	while (resident_views[n].id[0] != '\0')
		n++;
	if (want >= n)
		return V_DONE;
	d->shown_view = want;
	d->list.at = 0;
	return V_RELOAD | V_REDRAW;
}

static unsigned narrow(struct residents *d, struct code risk, int term_year) {
	d->risk = risk;
	d->term_year = term_year;
	d->list.at = 0;
	return V_RELOAD | V_REDRAW;
}

/* Risk classes first, then the years, then none of them; one beside the other holds. */
static unsigned condition_chosen(struct view *v, void *ctx, int choice) {
	struct residents *d = v->data;
	int risks = 0;

	(void)ctx;
	while (code_item_at(&codes_risk, (size_t)risks))
		risks++;
	if (choice == 0)
		return V_REDRAW;
	if (choice <= risks)
		return narrow(d, code_of(code_item_at(&codes_risk, (size_t)choice - 1)->code), d->term_year);
	if (choice <= risks + YEARS)
		return narrow(d, d->risk, choice - risks);
	return narrow(d, CODE_NONE, 0);
}

static void ask_condition(struct view *v) {
	struct str text[CONDITIONS] = {{0}};
	const char *choices[CONDITIONS + 1] = {NULL};
	struct ask ask = {.question = tr(N_("Show only:")), .choices = choices, .answer = condition_chosen};
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

static unsigned act_residents(struct view *v, enum action_id id, const struct key *k) {
	struct residents *d = v->data;
	struct err err = {0};
	long long person = list_current(&d->list);
	unsigned flags;

	d->adding = id == ACTION_ADD;
	if (id == ACTION_OPEN && person != 0)
		ui_push(v->ui, &file_ops, &person);
	else if (id == ACTION_ADD)
		open_resident_form(v->ui, 0);
	else if (id == ACTION_EDIT && person != 0)
		open_resident_form(v->ui, person);
	else if (id == ACTION_ENTRY)
		entry_ask_kind(v);
	else if (id == ACTION_NARROW)
		ask_condition(v);
	else if (id == ACTION_BACK && d->list.filter[0] == '\0' && is_narrowed(d))
		return narrow(d, CODE_NONE, 0);
	else if (id == ACTION_EXPORT)
		residents_ask_export(v);
	else if (id == ACTION_OWN_VIEWS)
		list_views_bar_ask(v, &residents_saved);
	else if (id == ACTION_DIGIT)
		return choose_view(v, k);
	else {
		flags = list_act(&d->list, id, &err);
		if (err.rc != RC_OK)
			ui_say_err(v->ui, &err);
		return flags;
	}
	return V_REDRAW;
}

static struct list *list_of_residents(const struct view *v) { return &((struct residents *)v->data)->list; }

static void status_residents(const struct view *v, struct str *out) {
	const struct residents *d = v->data;

	list_status(&d->list, out);
}

static const char *listed_residents(const struct view *v, size_t *hits) {
	const struct residents *d = v->data;

	*hits = d->list.ids.n;
	return search_key_list_action(d->list.filter, "resident.list");
}

const struct view_ops residents_ops = {
	.name = "residents",
	.where = W_RESIDENTS | W_LIST | W_ROWS | W_BASE,
	.size = sizeof(struct residents),
	.open = open_residents,
	.load = load_residents,
	.head = head_residents,
	.status = status_residents,
	.list = list_of_residents,
	.person = view_row_is_person,
	.listed = listed_residents,
	.draw = draw_residents,
	.act = act_residents,
	.wake = wake_residents,
	.resize = resize_residents,
	.close = close_residents,
};
