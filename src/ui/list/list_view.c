/* SPDX-License-Identifier: MIT */
#include "ui/list/list_view.h"

#include "model/access/case.h"
#include "model/station/station.h"
#include "ui/list/list_out.h"

static struct list_view *of(const struct view *v) { return v->data; }

static bool has_foot(const struct view *v, const struct area *a) {
	const struct list_screen *s = v->ops->lists;

	return s->foot_rows > 0 && a->rows > s->foot_rows + 2;
}

static struct area list_area(struct view *v, const struct area *a) {
	const struct list_screen *s = v->ops->lists;
	int top = s->rows_above != NULL ? s->rows_above(v, a) : s->top_rows;
	int rows = a->rows - top - (has_foot(v, a) ? s->foot_rows : 0);

	return (struct area){.top = a->top + top, .rows = rows > 1 ? rows : 1, .cols = a->cols};
}

enum rc list_view_open(struct view *v, const void *arg, struct err *err) {
	const struct list_screen *s = v->ops->lists;
	enum rc rc = RC_OK;

	if (s->def != NULL)
		list_init(&of(v)->list, s->def, v->st, v->actor);
	if (s->open != NULL)
		rc = s->open(v, arg, err);
	if (rc != RC_OK) /* a view that did not open is not closed by the loop */
		list_view_close(v);
	return rc;
}

unsigned list_view_show(struct view *v, const struct list_def *def) {
	if (of(v)->list.painted.n > 0)
		ui_leave_list(v);
	list_clear(&of(v)->list);
	list_init(&of(v)->list, def, v->st, v->actor);
	return V_RELOAD | V_REDRAW;
}

unsigned list_view_again(struct view *v) {
	of(v)->list.at = 0;
	return V_RELOAD | V_REDRAW;
}

void list_view_close(struct view *v) {
	if (v->ops->lists->close != NULL)
		v->ops->lists->close(v);
	list_clear(&of(v)->list);
}

void list_view_resize(struct view *v, const struct area *a) {
	struct area inner;

	if (of(v)->list.run.def == NULL) /* not open yet */
		return;
	inner = list_area(v, a);
	list_resize(&of(v)->list, &inner);
}

void list_view_ask_line(struct view *v) {
	struct list_view *d = of(v);
	long long person = v->ops->person != NULL && d->list.run.def != NULL
		? v->ops->person(v, list_current(&d->list)) : 0;
	bool asks = person != 0 && station_is_strict_for(v->st, v->actor);

	d->unseen = asks && case_may(v->st, v->actor, ACT_LOOK, person, NULL) != RC_OK;
	d->unwritten = asks && case_may(v->st, v->actor, ACT_SAVE, person, NULL) != RC_OK;
}

/* Opening the file is offered all the same: an emergency is asked about there. */
static bool line_allows(const struct list_view *d, enum action_id id) {
	unsigned long long where = action_table[id].where;

	if (id == ACTION_CLOCKS)
		return !d->unseen;
	return !d->unwritten || !(where & W_LINE) || action_table[id].needs != ACT_SAVE + 1 ||
	       (d->list.marks > 0 && (where & W_MARKED || id == ACTION_EXPLAIN));
}

enum rc list_view_load(struct view *v, struct err *err) {
	struct list_view *d = of(v);
	long long before = list_newest(&d->list);
	enum rc rc = v->ops->lists->load != NULL ? v->ops->lists->load(v, err) : RC_OK;

	if (rc != RC_OK || d->list.run.def == NULL)
		return rc;
	list_view_resize(v, &v->area);
	d->list.run.q.limit = v->ops->lists->first_page && !d->in_full ? d->list.page
	                                                               : LIST_MAX + 1;
	if (v->ops->lists->first_page && !d->in_full)
		ui_wake(v, 1);
	rc = list_load(&d->list, err);
	if (rc == RC_OK && d->adding && !d->growing && list_newest(&d->list) > before) {
		d->adding = false;
		list_go(&d->list, list_newest(&d->list));
		rc = list_read_page(&d->list, err);
	}
	d->growing = false;
	if (rc == RC_OK && v->ops->lists->loaded != NULL)
		v->ops->lists->loaded(v);
	list_view_ask_line(v);
	return rc;
}

unsigned list_view_wake(struct view *v) {
	of(v)->growing = !of(v)->in_full;
	of(v)->in_full = true;
	return V_RELOAD | V_REDRAW;
}

void list_view_head(const struct view *v, struct str *left, struct str *right) {
	if (v->ops->lists->head != NULL) {
		v->ops->lists->head(v, left, right);
		return;
	}
	str_add(left, tr(of(v)->list.run.def->label));
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

void list_view_status(const struct view *v, struct str *out) {
	if (of(v)->list.run.def != NULL)
		list_status(&of(v)->list, out);
}

const char *list_view_listed(const struct view *v, size_t *hits) {
	*hits = of(v)->list.ids.n;
	return of(v)->list.run.def != NULL ? list_run_audit(&of(v)->list.run) : NULL;
}

struct list *list_view_list(const struct view *v) { return &of(v)->list; }

long long list_view_person(const struct view *v, long long id) {
	const struct list_run *r = &of(v)->list.run;

	return r->def->person != NULL && id != 0 ? r->def->person(r, id) : 0;
}

void list_view_draw(struct view *v, const struct area *a) {
	const struct list_screen *s = v->ops->lists;
	struct area inner = list_area(v, a);
	struct area foot = {.top = inner.top + inner.rows, .rows = s->foot_rows, .cols = a->cols};

	if (s->top != NULL)
		s->top(v, a);
	if (of(v)->list.run.def != NULL)
		list_draw(&of(v)->list, &inner);
	if (s->foot != NULL && has_foot(v, a))
		s->foot(v, &foot);
	if (s->over != NULL)
		s->over(v, a);
}

unsigned list_view_act(struct view *v, enum action_id id, const struct key *k) {
	struct list_view *d = of(v);
	struct err err = {0};
	unsigned flags = V_NOT_MINE;

	d->adding = false;
	if (id == ACTION_ADD && v->ops->lists->first_page && !d->in_full) {
		d->in_full = true; /* only beside all of them it shows which one is new */
		list_view_load(v, &err);
	}
	d->adding = v->ops->lists->follow_new && id == ACTION_ADD;
	if (v->ops->lists->act != NULL)
		flags = v->ops->lists->act(v, id, list_current(&d->list), k);
	if (flags == V_NOT_MINE && d->list.run.def != NULL)
		flags = list_act(&d->list, id, &err);
	if (id >= ACTION_FIND_NEXT && id <= ACTION_LAST)
		list_view_ask_line(v);
	if (err.rc != RC_OK)
		ui_say_err(v->ui, &err);
	return flags;
}

bool list_view_can(const struct view *v, enum action_id id) {
	if ((action_table[id].where & W_LINE) != 0 && !v->ops->lists->lineless &&
	    list_current(&of(v)->list) == 0)
		return false;
	if ((id == ACTION_EXPORT || id == ACTION_PRINT_LIST) && !list_out_may(v))
		return false;
	if (!line_allows(of(v), id))
		return false;
	return v->ops->lists->can == NULL || v->ops->lists->can(v, id);
}

int list_view_tab(const struct area *a, int x, int digit, const char *label, const char *value,
                  bool chosen) {
	char text[160];

	snprintf(text, sizeof text, "%d%s%s%s", digit, tr(label), value != NULL ? " " : "",
	         value != NULL ? value : "");
	return paint_run(a->top, x, chosen ? TONE_REVERSE : TONE_PLAIN, text) + 2;
}
