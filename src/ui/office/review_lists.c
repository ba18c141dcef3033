/* Staff's lists: what was entered late, and names to compare with the paper. Enter opens the file. */
#include <stdio.h>

#include "model/access/masking.h"
#include "model/person/name_check.h"
#include "model/person/resident.h"
#include "model/person/timeline.h"
#include "ui/form/forms.h"
#include "ui/list/list.h"
#include "ui/loop/screens.h"

enum checks_shown { CHECKS_LATE, CHECKS_NAMES, CHECKS_SHOWS };
enum { CELLS = 5 };

struct checks {
	struct view *view;
	struct list list; /* its ctx is this struct */
	enum checks_shown shown;
	struct timeline late; /* an id of that list is the place in it, from 1; of the other one the resident */
	struct str cells[LIST_PAGE][CELLS];
	size_t row_count;
};

static const struct list_column late_columns[] = {
	{.label = N_("Name"), .width = 10, .flags = F_NAME},
	{.label = N_("Day"), .width = 10},
	{.label = N_("Record"), .width = 8},    {.label = N_("Recorded"), .width = 11},
	{.label = N_("What it says"), .width = -1, .flags = F_SENSITIVE},
};
static const struct list_column name_columns[] = {
	{.label = N_("Name"), .width = 15, .flags = F_NAME},
	{.label = N_("Other names"), .width = 12, .flags = F_NAME},
	{.label = N_("File number"), .width = 12},
	{.label = N_("To check"), .width = -1},
};

static enum rc late_ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	struct checks *d = ctx;
	enum rc rc;

	(void)ask;
	timeline_clear(&d->late);
	rc = timeline_late(d->view->st, d->view->actor, &d->late, err);
	for (size_t i = 0; rc == RC_OK && i < d->late.n; i++)
		ids_add(out, (long long)i + 1);
	return rc;
}

static enum rc name_ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	struct checks *d = ctx;

	(void)ask;
	return names_to_check(d->view->st, d->view->actor, out, err);
}

static void forget_rows(struct checks *d) {
	for (size_t i = 0; i < d->row_count; i++)
		for (size_t k = 0; k < CELLS; k++)
			str_clear(&d->cells[i][k]);
	d->row_count = 0;
}

static void add_field(const struct checks *d, const char *field, const struct resident *r, struct str *out) {
	masked_text(d->view->actor, VIEW_LIST, entity_field(&resident_def, field), r, station_env(d->view->st), out);
}

static enum rc late_row(struct checks *d, long long id, struct str cell[CELLS], struct err *err) {
	const struct timeline_item *item = &d->late.v[id - 1];
	struct resident r;
	char day[DATE_BUF];
	enum rc rc = resident_get(d->view->st, d->view->actor, item->resident, &r, err);

	if (rc != RC_OK)
		return rc;
	add_field(d, "name", &r, &cell[0]);
	entity_clear(&resident_def, &r);
	str_add(&cell[1], date_format(item->day, day));
	return timeline_say(d->view->st, d->view->actor, item, &cell[2], &cell[4], &cell[3], err);
}

static enum rc name_row(struct checks *d, long long id, struct str cell[CELLS], struct err *err) {
	struct resident r;
	enum rc rc = resident_get(d->view->st, d->view->actor, id, &r, err);

	if (rc != RC_OK)
		return rc;
	add_field(d, "name", &r, &cell[0]);
	add_field(d, "alias", &r, &cell[1]);
	add_field(d, "file_no", &r, &cell[2]);
	name_doubts_text(name_doubts(r.name) | name_doubts(r.alias), &cell[3]);
	entity_clear(&resident_def, &r);
	return RC_OK;
}

static enum rc read_rows(void *ctx, const long long *ids, size_t n, struct err *err) {
	struct checks *d = ctx;
	enum rc rc = RC_OK;

	forget_rows(d);
	for (size_t i = 0; i < n && i < LIST_PAGE && rc == RC_OK; i++) {
		d->row_count = i + 1;
		rc = (d->shown == CHECKS_LATE ? late_row : name_row)(d, ids[i], d->cells[i], err);
		if (rc == RC_NOT_FOUND) /* voided since the ids were read: an empty line until the next load */
			rc = RC_OK;
	}
	return rc;
}

static void cell(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone) {
	const struct checks *d = ctx;

	(void)tone;
	if (row < d->row_count)
		str_add(out, str_text(&d->cells[row][column]));
}

static const struct {
	const char *label;
	struct list_source source;
} lists[CHECKS_SHOWS] = {
	[CHECKS_LATE] = {N_("Late entries"), {.columns = late_columns, .column_count = sizeof late_columns / sizeof *late_columns,
	                                      .empty = N_("Nothing was entered late."), .ids = late_ids, .rows = read_rows,
	                                      .cell = cell}},
	[CHECKS_NAMES] = {N_("Names to check"), {.columns = name_columns,
	                                         .column_count = sizeof name_columns / sizeof *name_columns,
	                                         .empty = N_("No name wants checking."), .ids = name_ids,
	                                         .rows = read_rows, .cell = cell}},
};

static enum rc open_checks(struct view *v, const void *arg, struct err *err) {
	struct checks *d = v->data;

	(void)arg;
	(void)err;
	d->view = v;
	list_init(&d->list, &lists[d->shown].source, d);
	return RC_OK;
}

static void close_checks(struct view *v) {
	struct checks *d = v->data;

	list_clear(&d->list);
	forget_rows(d);
	timeline_clear(&d->late);
}

static struct area list_area(const struct area *a) {
	return (struct area){.top = a->top + 1, .rows = a->rows - 1, .cols = a->cols};
}

static void resize_checks(struct view *v, const struct area *a) {
	struct checks *d = v->data;
	struct area inner = list_area(a);

	if (d->list.source != NULL)
		list_resize(&d->list, &inner);
}

static enum rc load_checks(struct view *v, struct err *err) {
	struct checks *d = v->data;

	resize_checks(v, &v->area);
	return list_load(&d->list, err);
}

static void head_checks(const struct view *v, struct str *left, struct str *right) {
	str_add(left, tr(N_("Lists to check")));
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

static void draw_checks(struct view *v, const struct area *a) {
	struct checks *d = v->data;
	struct area inner = list_area(a);
	char tab[80];
	int x = 1;

	for (int i = 0; i < CHECKS_SHOWS; i++) {
		snprintf(tab, sizeof tab, "%d%s", i + 1, tr(lists[i].label));
		x = paint_run(a->top, x, i == (int)d->shown ? TONE_REVERSE : TONE_PLAIN, tab) + 2;
	}
	list_draw(&d->list, &inner);
}

static unsigned choose_list(struct checks *d, const struct key *k) {
	if (k == NULL || k->cp < '1' || k->cp >= '1' + CHECKS_SHOWS)
		return V_DONE;
	d->shown = (enum checks_shown)(k->cp - '1');
	list_clear(&d->list);
	forget_rows(d);
	list_init(&d->list, &lists[d->shown].source, d);
	return V_RELOAD | V_REDRAW;
}

/* Whom a line is about; 0: no line. */
static long long person_of_checks(const struct view *v, long long id) {
	const struct checks *d = v->data;

	return d->shown == CHECKS_NAMES || id == 0 ? id : d->late.v[id - 1].resident;
}

static unsigned act_checks(struct view *v, enum action_id id, const struct key *k) {
	struct checks *d = v->data;
	long long person = person_of_checks(v, list_current(&d->list));
	struct err err = {0};
	unsigned flags = V_REDRAW;

	if (id == ACTION_OPEN)
		ui_push(v->ui, &file_ops, &person);
	else if (id == ACTION_EDIT)
		open_resident_form(v->ui, person);
	else if (id == ACTION_DIGIT)
		flags = choose_list(d, k);
	else
		flags = list_act(&d->list, id, &err);
	if (err.rc != RC_OK)
		ui_say_err(v->ui, &err);
	return flags;
}

static bool can_checks(const struct view *v, enum action_id id) {
	const struct checks *d = v->data;

	if (id == ACTION_EDIT && d->shown != CHECKS_NAMES)
		return false;
	return (id != ACTION_OPEN && id != ACTION_EDIT) || list_current(&d->list) != 0;
}

static struct list *list_of_checks(const struct view *v) { return &((struct checks *)v->data)->list; }

static void status_checks(const struct view *v, struct str *out) {
	list_status(&((const struct checks *)v->data)->list, out);
}

static const char *listed_checks(const struct view *v, size_t *hits) {
	const struct checks *d = v->data;

	*hits = d->list.ids.n;
	return d->shown == CHECKS_LATE ? "event.late" : "resident.names";
}

const struct view_ops checks_ops = {
	.name = "checks",
	.where = W_CHECKS | W_LIST | W_ROWS | W_BASE,
	.size = sizeof(struct checks),
	.open = open_checks,
	.load = load_checks,
	.head = head_checks,
	.status = status_checks,
	.list = list_of_checks,
	.person = person_of_checks,
	.listed = listed_checks,
	.draw = draw_checks,
	.act = act_checks,
	.can = can_checks,
	.resize = resize_checks,
	.close = close_checks,
};
