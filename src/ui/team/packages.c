/* The five packages: one line a resident, gaps first; Enter opens the form that fills a gap. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "model/team/team.h"
#include "ui/list/list.h"
#include "ui/loop/screens.h"
#include "ui/team/package_gap.h"

enum { FOOT_ROWS = 4 };
enum package_column { COL_NAME, COL_LEAD, COL_GAPS = COL_LEAD + PACKAGE_CELLS, COL_COUNT };

/* What a text asked for narrows: digits 3 to 5. */
enum narrow { NARROW_PLACE, NARROW_TEAM, NARROW_MEMBER, NARROW_COUNT };
static const struct {
	const char *label, *ref, *question;
} narrows[NARROW_COUNT] = {
	[NARROW_PLACE] = {N_("Village"), "place", N_("Only this village (blank: all):")},
	[NARROW_TEAM] = {N_("Team"), "help_team", N_("Only this help team (blank: all):")},
	[NARROW_MEMBER] = {N_("Member"), NULL, N_("Only for whom this member holds a package (blank: all):")},
};

struct packages {
	struct view *view;
	struct list list; /* its ctx is this struct */
	struct package_row rows[LIST_PAGE];
	char *names[LIST_PAGE];
	size_t row_count;
	bool gaps_only;
	char *only[NARROW_COUNT]; /* as shown; NULL: all */
	long long id[NARROW_COUNT];
	enum narrow asked;
	struct gap_ask gap;
};

static const struct list_column columns[COL_COUNT] = {
	[COL_NAME] = {.label = N_("Name"), .width = 10, .flags = F_NAME},
	[COL_LEAD] = {.label = N_("In charge"), .width = 8, .flags = F_WORKER},
	[COL_LEAD + PACKAGE_PERSON] = {.label = N_("For the person"), .width = 8, .flags = F_WORKER},
	[COL_LEAD + PACKAGE_PUBLICITY] = {.label = N_("Publicity"), .width = 8, .flags = F_WORKER},
	[COL_LEAD + PACKAGE_ATTITUDE] = {.label = N_("Attitude"), .width = 8, .flags = F_WORKER},
	[COL_LEAD + PACKAGE_TESTING] = {.label = N_("Testing"), .width = 8, .flags = F_WORKER},
	[COL_LEAD + PACKAGE_FILING] = {.label = N_("Filing"), .width = 6, .flags = F_WORKER},
	[COL_GAPS] = {.label = N_("Gaps"), .width = 4, .right = true},
};

static enum rc read_ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	struct packages *d = ctx;
	struct package_query q = {.place = d->id[NARROW_PLACE], .team = d->id[NARROW_TEAM], .member = d->only[NARROW_MEMBER],
	                       .find = ask->filter[0] ? ask->filter : NULL, .gaps_only = d->gaps_only};

	return package_list(d->view->st, d->view->actor, &q, out, err);
}

static void forget_rows(struct packages *d) {
	for (size_t i = 0; i < d->row_count; i++) {
		package_row_clear(&d->rows[i]);
		free(d->names[i]);
	}
	d->row_count = 0;
}

static enum rc read_rows(void *ctx, const long long *ids, size_t n, struct err *err) {
	struct packages *d = ctx;
	const struct field_env *env = station_env(d->view->st);
	enum rc rc = RC_OK;

	forget_rows(d);
	for (size_t i = 0; i < n && rc == RC_OK; i++) {
		rc = package_get(d->view->st, d->view->actor, ids[i], &d->rows[i], err);
		d->names[i] = mem_strdup(env->ref_name(env->ctx, "resident", ids[i]));
		d->row_count = i + 1;
	}
	return rc;
}

static void cell(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone) {
	const struct packages *d = ctx;
	const struct package_row *r = &d->rows[row];

	if (row >= d->row_count)
		return;
	if (column == COL_NAME) {
		str_add(out, d->names[row]);
	} else if (column == COL_GAPS) {
		str_addf(out, "%d", r->gaps);
	} else {
		enum package_cell_id id = (enum package_cell_id)(column - COL_LEAD);

		package_cell_text(r, id, clock_today(), true, out);
		if (r->cell[id].gap != PACKAGE_GAP_NONE)
			*tone = TONE_ALERT;
	}
}

static const struct list_source source = {
	.columns = columns,
	.column_count = COL_COUNT,
	.own = LIST_FILTERS,
	.empty = N_("Nobody here: only orders being executed are listed."),
	.ids = read_ids,
	.rows = read_rows,
	.cell = cell,
};

static enum rc open_five(struct view *v, const void *arg, struct err *err) {
	struct packages *d = v->data;

	(void)arg;
	(void)err;
	d->view = v;
	list_init(&d->list, &source, d);
	return RC_OK;
}

static void close_five(struct view *v) {
	struct packages *d = v->data;

	list_clear(&d->list);
	forget_rows(d);
	gap_ask_clear(&d->gap);
	for (int i = 0; i < NARROW_COUNT; i++)
		free(d->only[i]);
}

static void resize_five(struct view *v, const struct area *a) {
	struct packages *d = v->data;
	struct area inner = {.top = a->top + 1, .rows = a->rows > FOOT_ROWS + 2 ? a->rows - FOOT_ROWS - 1 : 2,
	                     .cols = a->cols};

	if (d->list.source != NULL)
		list_resize(&d->list, &inner);
}

static enum rc load_five(struct view *v, struct err *err) {
	struct packages *d = v->data;

	resize_five(v, &v->area);
	return list_load(&d->list, err);
}

static void head_five(const struct view *v, struct str *left, struct str *right) {
	str_add(left, tr(N_("Gaps in the five packages")));
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

static void draw_five(struct view *v, const struct area *a) {
	struct packages *d = v->data;
	struct area inner = {.top = a->top + 1, .rows = a->rows - FOOT_ROWS - 1, .cols = a->cols};
	size_t row = d->list.at - d->list.read_top;
	char text[160];
	int x = paint_run(a->top, 1, d->gaps_only ? TONE_PLAIN : TONE_REVERSE, tr(N_("1All"))) + 2;

	x = paint_run(a->top, x, d->gaps_only ? TONE_REVERSE : TONE_PLAIN, tr(N_("2With gaps"))) + 2;
	for (int i = 0; i < NARROW_COUNT; i++) {
		snprintf(text, sizeof text, "%d%s%s%s", i + 3, tr(narrows[i].label), d->only[i] ? " " : "",
		         d->only[i] ? d->only[i] : "");
		x = paint_run(a->top, x, d->only[i] ? TONE_REVERSE : TONE_PLAIN, text) + 2;
	}
	list_draw(&d->list, &inner);
	if (a->rows > FOOT_ROWS + 2)
		gap_holders_draw(row < d->row_count ? &d->rows[row] : NULL, a->top + a->rows - FOOT_ROWS, a->cols);
}

/* The record of this name, else the first whose name holds the text. */
static long long find_named(struct view *v, const char *ref, const char *text) {
	const struct field_env *env = station_env(v->st);
	struct ids ids = {0};
	long long id = env->ref_find(env->ctx, ref, text);

	if (!id && station_choices(v->st, v->actor, ref, &ids, NULL) == RC_OK) {
		for (size_t i = 0; i < ids.n && !id; i++) {
			const char *name = env->ref_name(env->ctx, ref, ids.v[i]);

			id = name && strstr(name, text) ? ids.v[i] : 0;
		}
	}
	ids_clear(&ids);
	return id;
}

static unsigned narrow_typed(struct view *v, void *ctx, const char *text) {
	struct packages *d = v->data;
	const struct field_env *env = station_env(v->st);
	const char *ref = narrows[d->asked].ref, *name = text;
	long long id = 0;

	(void)ctx;
	if (text == NULL)
		return V_REDRAW;
	if (ref && text[0]) {
		id = find_named(v, ref, text);
		name = id ? env->ref_name(env->ctx, ref, id) : NULL;
		if (!name) {
			ui_say(v->ui, tr(N_("There is none of this name.")));
			return V_REDRAW;
		}
	}
	free(d->only[d->asked]);
	d->only[d->asked] = name[0] ? mem_strdup(name) : NULL;
	d->id[d->asked] = id;
	d->list.at = 0;
	return V_RELOAD | V_REDRAW;
}

static unsigned choose(struct packages *d, const struct key *k) {
	struct ask_text ask = {.answer = narrow_typed};

	if (k == NULL || k->cp < '1' || k->cp > '5')
		return V_DONE;
	if (k->cp <= '2') {
		d->gaps_only = k->cp == '2';
		d->list.at = 0;
		return V_RELOAD | V_REDRAW;
	}
	d->asked = (enum narrow)(k->cp - '3');
	ask.question = tr(narrows[d->asked].question);
	ask.initial = d->only[d->asked];
	ui_ask_text(d->view->ui, &ask);
	return V_REDRAW;
}

static unsigned act_five(struct view *v, enum action_id id, const struct key *k) {
	struct packages *d = v->data;
	long long resident = list_current(&d->list);
	struct err err = {0};
	unsigned flags = V_REDRAW;

	if (id == ACTION_DIGIT)
		return choose(d, k);
	if (id == ACTION_RECORD) {
		gap_fill_any(v, &d->gap, resident);
	} else if (id == ACTION_OPEN_FILE) {
		ui_push(v->ui, &file_ops, &resident);
	} else if (id == ACTION_ASSIGN) {
		gap_assign(v, &d->gap, resident, PACKAGE_CELLS);
	} else if (id == ACTION_CONFIRM) {
		gap_confirm(v, resident);
		flags |= V_RELOAD;
	} else {
		flags = list_act(&d->list, id, &err);
	}
	if (err.rc != RC_OK)
		ui_say_err(v->ui, &err);
	return flags;
}

static bool can_five(const struct view *v, enum action_id id) {
	const struct packages *d = v->data;

	return (id != ACTION_RECORD && id != ACTION_OPEN_FILE && id != ACTION_ASSIGN && id != ACTION_CONFIRM) ||
	       list_current(&d->list) != 0;
}

static struct list *list_of_five(const struct view *v) { return &((struct packages *)v->data)->list; }

static void status_five(const struct view *v, struct str *out) {
	list_status(&((const struct packages *)v->data)->list, out);
}

static const char *listed_five(const struct view *v, size_t *hits) {
	const struct packages *d = v->data;

	*hits = d->list.ids.n;
	return d->list.filter[0] != '\0' ? "five.search" : "five.list";
}

const struct view_ops package_ops = {
	.name = "five",
	.where = W_FIVE | W_LIST | W_ROWS | W_BASE,
	.size = sizeof(struct packages),
	.open = open_five,
	.load = load_five,
	.head = head_five,
	.status = status_five,
	.list = list_of_five,
	.person = view_row_is_person,
	.listed = listed_five,
	.draw = draw_five,
	.act = act_five,
	.can = can_five,
	.resize = resize_five,
	.close = close_five,
};
