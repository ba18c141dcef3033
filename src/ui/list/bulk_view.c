#include "ui/list/bulk_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/field.h"
#include "model/access/masking.h"
#include "model/team/bulk.h"
#include "model/team/package.h"
#include "ui/list/list_out.h"
#include "ui/list/people_list.h"
#include "ui/loop/screens.h"
#include "ui/loop/ui_priv.h"

enum bulk_column { COL_NAME, COL_PLACE, COL_FILE_NO, COL_WHY, COL_COUNT };

struct bulk {
	struct people people; /* first: the list's ctx */
	struct list list;
	enum action_id action;
	struct together_row *rows;
	size_t n;
	struct code package;
	bool tried; /* what is left could not be done */
};

static const struct list_column columns[COL_COUNT] = {
	[COL_NAME] = {.field = "name", .width = 15},
	[COL_PLACE] = {.field = "place", .width = 10},
	[COL_FILE_NO] = {.label = N_("File"), .field = "file_no", .width = 8},
	[COL_WHY] = {.label = N_("Why not"), .width = -1},
};

static enum rc read_ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	const struct bulk *d = ctx;

	(void)ask;
	(void)err;
	for (size_t i = 0; i < d->n; i++)
		ids_add(out, d->rows[i].resident);
	return RC_OK;
}

static const struct together_row *row_of(const struct bulk *d, long long resident) {
	size_t i = 0;

	while (i + 1 < d->n && d->rows[i].resident != resident)
		i++;
	return &d->rows[i];
}

static void cell(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone) {
	static const enum people_column shown[] = {PEOPLE_NAME, PEOPLE_PLACE, PEOPLE_FILE_NO};
	struct bulk *d = ctx;

	if (column < COL_WHY) {
		people_cell(ctx, row, shown[column], out, tone);
		return;
	}
	str_add(out, row_of(d, d->people.rows[row].person.rec.id)->why);
	*tone = TONE_ALERT;
}

static const struct list_source source = {
	.entity = &resident_def,
	.columns = columns,
	.column_count = COL_COUNT,
	.empty = N_("Nobody."),
	.ids = read_ids,
	.rows = people_rows,
	.cell = cell,
};

struct bulk_arg {
	enum action_id action;
	const struct ids *people;
};

static enum rc open_many(struct view *v, const void *arg, struct err *err) {
	const struct bulk_arg *a = arg;
	struct bulk *d = v->data;

	(void)err;
	people_init(&d->people, v);
	list_init(&d->list, &source, d);
	d->action = a->action;
	d->rows = mem_zalloc(a->people->n + 1, sizeof *d->rows);
	for (size_t i = 0; i < a->people->n; i++)
		d->rows[d->n++].resident = a->people->v[i];
	return RC_OK;
}

static void close_many(struct view *v) {
	struct bulk *d = v->data;

	list_clear(&d->list);
	people_clear(&d->people);
	free(d->rows);
}

static void resize_many(struct view *v, const struct area *a) {
	struct bulk *d = v->data;

	if (d->list.source != NULL)
		list_resize(&d->list, a);
}

static enum rc load_many(struct view *v, struct err *err) {
	struct bulk *d = v->data;

	list_resize(&d->list, &v->area);
	return list_load(&d->list, err);
}

static void head_many(const struct view *v, struct str *left, struct str *right) {
	const struct bulk *d = v->data;
	char text[120], n[24];

	snprintf(n, sizeof n, "%zu", d->n);
	text_fill(text, sizeof text, tr(d->tried ? N_("{action}: could not be done for {n}") : N_("{action}: for these {n} people?")),
	          "action", tr(action_table[d->action].label), "n", n, (char *)NULL);
	str_add(left, text);
	str_add(right, tr(d->tried ? N_("they stay marked") : N_("Enter does it, Esc leaves it")));
}

static void draw_many(struct view *v, const struct area *a) { list_draw(&((struct bulk *)v->data)->list, a); }

/* ---- after it was done ---- */

static int by_id(const void *a, const void *b) {
	long long x = *(const long long *)a, y = *(const long long *)b;

	return (x > y) - (x < y);
}

/* Lines of the list below stay marked for whom it was not done. */
static void mark_the_rest(struct view *below, const struct bulk *d) {
	struct list *l = below->ops->list(below);
	struct ids marked = {0}, rest = {0};

	list_marked(l, &marked);
	for (size_t i = 0; i < marked.n; i++)
		for (size_t k = 0; k < d->n; k++)
			if (!d->rows[k].done && d->rows[k].resident == below->ops->person(below, marked.v[i]))
				ids_add(&rest, marked.v[i]);
	if (rest.n > 0)
		qsort(rest.v, rest.n, sizeof *rest.v, by_id);
	list_mark_only(l, &rest);
	ids_clear(&marked);
	ids_clear(&rest);
}

static void drop_done(struct bulk *d) {
	size_t kept = 0;

	for (size_t i = 0; i < d->n; i++)
		if (!d->rows[i].done)
			d->rows[kept++] = d->rows[i];
	d->n = kept;
}

/* Those it was done for go from the list; the others stay with their sentences. */
static unsigned finish(struct view *v, size_t done) {
	struct bulk *d = v->data;
	struct ui *ui = v->ui;
	char n[24];

	snprintf(n, sizeof n, "%zu", done);
	mark_the_rest(v->below, d);
	drop_done(d);
	d->tried = true;
	ui_sayf(ui, d->n ? N_("Done for {n}; the others say why.") : N_("Done for {n} people."), "n", n, (char *)NULL);
	if (d->n > 0)
		return V_RELOAD | V_REDRAW;
	return V_CLOSE | V_RELOAD;
}

static unsigned done_or_not(struct view *v, enum rc rc, size_t done, const struct err *err) {
	if (rc == RC_OK)
		return finish(v, done);
	ui_say_err(v->ui, err);
	return V_REDRAW;
}

/* ---- what can be done for many ---- */

static unsigned team_typed(struct view *v, void *ctx, const char *name) {
	struct bulk *d = v->data;
	const struct field_env *env = station_env(v->st);
	long long team = name && name[0] ? env->ref_find(env->ctx, "help_team", name) : 0;
	struct err err = {0};
	size_t done = 0;
	enum rc rc;

	(void)ctx;
	if (name == NULL || name[0] == '\0')
		return V_REDRAW;
	if (team == 0) {
		ui_say(v->ui, tr(N_("There is none of this name.")));
		return V_REDRAW;
	}
	rc = together_team(v->st, v->actor, d->rows, d->n, team, &done, &err);
	return done_or_not(v, rc, done, &err);
}

static void ask_team(struct view *v) {
	ui_ask_text(v->ui, &(struct ask_text){.question = tr(N_("Change to which help team:")), .answer = team_typed});
}

static unsigned member_typed(struct view *v, void *ctx, const char *name) {
	struct bulk *d = v->data;
	struct err err = {0};
	size_t done = 0;
	enum rc rc;

	(void)ctx;
	if (name == NULL || name[0] == '\0')
		return V_REDRAW;
	rc = together_assign(v->st, v->actor, d->rows, d->n, d->package, name, clock_today(), &done, &err);
	return done_or_not(v, rc, done, &err);
}

static unsigned package_chosen(struct view *v, void *ctx, int choice) {
	struct bulk *d = v->data;

	(void)ctx;
	if (choice < 1)
		return V_REDRAW;
	d->package = code_of(package_table[choice - 1].id);
	ui_ask_text(v->ui, &(struct ask_text){.question = tr(N_("Name of the member who holds it from today on:")),
	                                      .answer = member_typed});
	return V_REDRAW;
}

static void ask_package(struct view *v) {
	const char *choices[PACKAGE_CELLS + 1] = {NULL};

	for (int i = 0; i < PACKAGE_CELLS; i++)
		choices[i] = code_label(&codes_duty, code_of(package_table[i].id));
	ui_ask(v->ui, &(struct ask){.question = tr(N_("Which package?")), .choices = choices, .answer = package_chosen});
}

static void ask_entry(struct view *v) {
	struct bulk *d = v->data;
	struct ui *ui = v->ui;
	struct view *below = v->below;
	struct ids people = {0};

	for (size_t i = 0; i < d->n; i++)
		ids_add(&people, d->rows[i].resident);
	ui_apply(ui, v, V_CLOSE); /* frees v and d */
	entry_ask_kind_for(below, &people);
	ids_clear(&people);
}

/* One row for each action of the table that takes marked lines: what is asked next, of this view; or, for what the list
 * below does by itself with its marks, of that one. */
static const struct bulk_way {
	enum action_id action;
	void (*ask)(struct view *v);
	bool below;
} ways[] = {
	{ACTION_EXPORT, list_out_export, true},
	{ACTION_PRINT_LIST, list_out_print, true},
	{ACTION_MOVE_TEAM, ask_team, false},
	{ACTION_ASSIGN, ask_package, false},
	{ACTION_ENTRY, ask_entry, false},
};

static unsigned go_on(struct view *v) {
	const struct bulk *d = v->data;
	struct view *below = v->below;

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		if (ways[i].action != d->action)
			continue;
		if (ways[i].below)
			ui_apply(v->ui, v, V_CLOSE); /* frees v and d */
		ways[i].ask(ways[i].below ? below : v);
		break;
	}
	return V_DONE;
}

static unsigned act_many(struct view *v, enum action_id id, const struct key *k) {
	struct bulk *d = v->data;
	struct err err = {0};
	unsigned flags;

	(void)k;
	if (id == ACTION_GO_ON)
		return go_on(v);
	flags = list_act(&d->list, id, &err);
	if (err.rc != RC_OK)
		ui_say_err(v->ui, &err);
	return flags;
}

static bool can_many(const struct view *v, enum action_id id) {
	return id != ACTION_GO_ON || !((const struct bulk *)v->data)->tried;
}

static void status_many(const struct view *v, struct str *out) { list_status(&((const struct bulk *)v->data)->list, out); }

static const char *listed_many(const struct view *v, size_t *hits) {
	*hits = ((const struct bulk *)v->data)->n;
	return "resident.marked";
}

const struct view_ops bulk_ops = {
	.name = "marked",
	.where = W_MANY | W_LIST | W_BASE,
	.size = sizeof(struct bulk),
	.open = open_many,
	.load = load_many,
	.head = head_many,
	.status = status_many,
	.listed = listed_many,
	.draw = draw_many,
	.act = act_many,
	.can = can_many,
	.resize = resize_many,
	.close = close_many,
};

static bool has(const struct ids *ids, long long id) {
	for (size_t i = 0; i < ids->n; i++)
		if (ids->v[i] == id)
			return true;
	return false;
}

/* Without a mark the line itself is meant, where the screen has no other way for one. */
static bool takes_one(const struct view *v, enum action_id id) {
	return id == ACTION_MOVE_TEAM || (id == ACTION_ASSIGN && !(v->ops->where & W_FIVE));
}

bool bulk_begin(struct view *v, enum action_id id) {
	struct list *l = v->ops->list != NULL && v->ops->person != NULL ? v->ops->list(v) : NULL;
	struct ids lines = {0}, people = {0};
	bool any;

	if (l == NULL || !(action_table[id].where & W_MARKED))
		return false;
	list_marked(l, &lines);
	if (lines.n == 0 && takes_one(v, id) && list_current(l) != 0)
		ids_add(&lines, list_current(l));
	for (size_t i = 0; i < lines.n; i++) {
		long long person = v->ops->person(v, lines.v[i]);

		if (person != 0 && !has(&people, person))
			ids_add(&people, person);
	}
	any = people.n > 0;
	if (any)
		ui_push(v->ui, &bulk_ops, &(struct bulk_arg){.action = id, .people = &people});
	ids_clear(&lines);
	ids_clear(&people);
	return any;
}
