/* The names behind a number: exactly the people it counted. */
#include <stdio.h>
#include <stdlib.h>

#include "model/person/search_key.h"
#include "model/report/report.h"
#include "ui/list/people_list.h"
#include "ui/loop/screens.h"

struct names {
	struct people people; /* first: the list's ctx */
	struct list list;
	struct ids wanted;    /* sorted */
	char *title;
	long long sealed, gone;
};

static int by_id(const void *a, const void *b) {
	long long x = *(const long long *)a, y = *(const long long *)b;

	return (x > y) - (x < y);
}

/* The people's own query gives order and filter; of its answer those counted stay. */
static enum rc read_ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	struct names *d = ctx;
	struct resident_query q = {.find = ask->filter};
	struct ids all = {0};
	enum rc rc;

	people_order(ask, &q);
	rc = resident_list(d->people.view->st, d->people.view->actor, &q, &all, err);
	for (size_t i = 0; rc == RC_OK && i < all.n; i++)
		if (d->wanted.n > 0 &&
		    bsearch(&all.v[i], d->wanted.v, d->wanted.n, sizeof *d->wanted.v, by_id) != NULL)
			ids_add(out, all.v[i]);
	ids_clear(&all);
	return rc;
}

static const struct list_source source = {
	.entity = &resident_def,
	.columns = people_columns,
	.column_count = PEOPLE_COLUMNS,
	.own = LIST_FILTERS | LIST_SORTS,
	.empty = N_("Nobody."),
	.ids = read_ids,
	.rows = people_rows,
	.cell = people_cell,
};

static enum rc open_names(struct view *v, const void *arg, struct err *err) {
	const struct names_arg *a = arg;
	struct names *d = v->data;

	(void)err;
	people_init(&d->people, v);
	list_init(&d->list, &source, d);
	d->title = mem_strdup(a->title);
	d->sealed = a->sealed;
	d->gone = a->gone;
	for (size_t i = 0; i < a->ids->n; i++)
		ids_add(&d->wanted, a->ids->v[i]);
	if (d->wanted.n > 0)
		qsort(d->wanted.v, d->wanted.n, sizeof *d->wanted.v, by_id);
	return RC_OK;
}

static void close_names(struct view *v) {
	struct names *d = v->data;

	list_clear(&d->list);
	people_clear(&d->people);
	ids_clear(&d->wanted);
	free(d->title);
}

static void resize_names(struct view *v, const struct area *a) {
	struct names *d = v->data;

	if (d->list.source != NULL)
		list_resize(&d->list, a);
}

static enum rc load_names(struct view *v, struct err *err) {
	struct names *d = v->data;

	list_resize(&d->list, &v->area);
	return list_load(&d->list, err);
}

static void head_names(const struct view *v, struct str *left, struct str *right) {
	const struct names *d = v->data;
	char n[24], text[80];

	str_add(left, d->title);
	if (d->sealed > 0) {
		snprintf(n, sizeof n, "%lld", d->sealed);
		text_fill(text, sizeof text, tr(N_("and {n} sealed")), "n", n, (char *)NULL);
		str_add(right, text);
	}
	if (d->gone > 0) {
		snprintf(n, sizeof n, "%lld", d->gone);
		text_fill(text, sizeof text, tr(N_("no longer on file: {n}")), "n", n, (char *)NULL);
		str_addf(right, "%s%s", d->sealed > 0 ? "  " : "", text);
	}
}

static void draw_names(struct view *v, const struct area *a) {
	struct names *d = v->data;

	list_draw(&d->list, a);
}

static unsigned act_names(struct view *v, enum action_id id, const struct key *k) {
	struct names *d = v->data;
	long long person = list_current(&d->list);
	struct err err = {0};
	unsigned flags = V_REDRAW;

	(void)k;
	if (id == ACTION_OPEN) {
		if (person != 0)
			ui_push(v->ui, &file_ops, &person);
	} else if (id == ACTION_ENTRY) {
		entry_ask_kind(v);
	} else {
		flags = list_act(&d->list, id, &err);
	}
	if (err.rc != RC_OK)
		ui_say_err(v->ui, &err);
	return flags;
}

static struct list *list_of_names(const struct view *v) { return &((struct names *)v->data)->list; }

static void status_names(const struct view *v, struct str *out) {
	const struct names *d = v->data;

	list_status(&d->list, out);
}

static const char *listed_names(const struct view *v, size_t *hits) {
	const struct names *d = v->data;

	*hits = d->list.ids.n;
	return search_key_has_tail(d->list.filter) ? KEY_NUMBER_SEARCH : "report.names";
}

const struct view_ops names_ops = {
	.name = "names",
	.where = W_NAMES | W_LIST | W_ROWS | W_BASE,
	.size = sizeof(struct names),
	.open = open_names,
	.load = load_names,
	.head = head_names,
	.status = status_names,
	.list = list_of_names,
	.person = view_row_is_person,
	.listed = listed_names,
	.draw = draw_names,
	.act = act_names,
	.resize = resize_names,
	.close = close_names,
};

void names_open(struct view *v, const char *title, const struct ids *people) {
	struct ids shown = {0};
	struct names_arg arg = {.title = title, .ids = &shown};
	struct err err = {0};

	if (report_names(v->st, v->actor, people, &shown, &arg.sealed, &err) == RC_OK)
		ui_push(v->ui, &names_ops, &arg);
	else
		ui_say_err(v->ui, &err);
	ids_clear(&shown);
}
