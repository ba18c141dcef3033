/* The help teams: members, residents, and which seats are empty; Enter opens the members. */
#include <stdlib.h>

#include "model/team/team.h"
#include "ui/list/list.h"
#include "ui/loop/screens.h"

enum team_column { COL_NAME, COL_MEMBERS, COL_RESIDENTS, COL_EMPTY, COL_COUNT };

struct teams {
	struct view *view;
	struct list list; /* its ctx is this struct */
	struct team_summary rows[LIST_PAGE];
	size_t row_count;
};

static const struct list_column columns[COL_COUNT] = {
	[COL_NAME] = {.label = N_("Help team"), .width = 20},
	[COL_MEMBERS] = {.label = N_("Members"), .width = 7, .right = true},
	[COL_RESIDENTS] = {.label = N_("Residents"), .width = 9, .right = true},
	[COL_EMPTY] = {.label = N_("Empty seats"), .width = -1},
};

static enum rc read_ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	struct teams *d = ctx;

	(void)ask;
	return team_list(d->view->st, d->view->actor, out, err);
}

static void forget_rows(struct teams *d) {
	for (size_t i = 0; i < d->row_count; i++)
		team_summary_clear(&d->rows[i]);
	d->row_count = 0;
}

static enum rc read_rows(void *ctx, const long long *ids, size_t n, struct err *err) {
	struct teams *d = ctx;
	enum rc rc = RC_OK;

	forget_rows(d);
	for (size_t i = 0; i < n && rc == RC_OK; i++) {
		rc = team_summary(d->view->st, d->view->actor, ids[i], &d->rows[i], err);
		d->row_count = i + 1;
	}
	return rc;
}

static void cell(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone) {
	const struct teams *d = ctx;
	const struct team_summary *t = &d->rows[row];

	if (row >= d->row_count)
		return;
	switch ((enum team_column)column) {
	case COL_NAME:
		str_add(out, t->name);
		break;
	case COL_MEMBERS:
		str_addf(out, "%lld", t->members);
		break;
	case COL_RESIDENTS:
		str_addf(out, "%lld", t->residents);
		break;
	case COL_EMPTY:
		if (team_empty_seats(SEATS_LAW, t->roles, t->role_count, out))
			*tone = TONE_ALERT;
		break;
	case COL_COUNT:
		break;
	}
}

static const struct list_source source = {
	.columns = columns,
	.column_count = COL_COUNT,
	.empty = N_("No help team yet: a adds one, i on the first screen takes in a file."),
	.ids = read_ids,
	.rows = read_rows,
	.cell = cell,
};

static enum rc open_teams(struct view *v, const void *arg, struct err *err) {
	struct teams *d = v->data;

	(void)arg;
	(void)err;
	d->view = v;
	list_init(&d->list, &source, d);
	return RC_OK;
}

static void close_teams(struct view *v) {
	struct teams *d = v->data;

	list_clear(&d->list);
	forget_rows(d);
}

static void resize_teams(struct view *v, const struct area *a) {
	struct teams *d = v->data;

	if (d->list.source != NULL)
		list_resize(&d->list, a);
}

static enum rc load_teams(struct view *v, struct err *err) {
	struct teams *d = v->data;

	resize_teams(v, &v->area);
	return list_load(&d->list, err);
}

static void head_teams(const struct view *v, struct str *left, struct str *right) {
	str_add(left, tr(N_("Help teams")));
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

static void draw_teams(struct view *v, const struct area *a) {
	struct teams *d = v->data;

	list_draw(&d->list, a);
}

/* A new team, or a new name for the marked one. */
static unsigned name_typed(struct view *v, void *ctx, const char *text) {
	struct teams *d = v->data;
	long long id = ctx ? list_current(&d->list) : 0;
	struct help_team t;
	struct err err = {0};
	enum rc rc = RC_OK;

	if (text == NULL || text[0] == '\0')
		return V_REDRAW;
	entity_init(&team_def, &t);
	if (id)
		rc = team_get(v->st, v->actor, id, &t, &err);
	free(t.name);
	t.name = mem_strdup(text);
	if (rc == RC_OK)
		rc = team_save(v->st, v->actor, &t, &err);
	if (rc != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_sayf(v->ui, N_("Saved: {name}."), "name", text, (char *)NULL);
	entity_clear(&team_def, &t);
	return V_RELOAD | V_REDRAW;
}

static unsigned act_teams(struct view *v, enum action_id id, const struct key *k) {
	struct teams *d = v->data;
	long long team = list_current(&d->list);
	size_t row = d->list.at - d->list.read_top;
	struct ask_text ask = {.question = tr(N_("Name of the help team:")), .answer = name_typed};
	struct err err = {0};
	unsigned flags = V_REDRAW;

	(void)k;
	if (id == ACTION_OPEN) {
		ui_push(v->ui, &team_ops, &team);
	} else if (id == ACTION_ADD) {
		ui_ask_text(v->ui, &ask);
	} else if (id == ACTION_EDIT && row < d->row_count) {
		ask.initial = d->rows[row].name;
		ask.ctx = d;
		ui_ask_text(v->ui, &ask);
	} else {
		flags = list_act(&d->list, id, &err);
	}
	if (err.rc != RC_OK)
		ui_say_err(v->ui, &err);
	return flags;
}

static bool can_teams(const struct view *v, enum action_id id) {
	const struct teams *d = v->data;

	return (id != ACTION_OPEN && id != ACTION_EDIT) || list_current(&d->list) != 0;
}

static struct list *list_of_teams(const struct view *v) { return &((struct teams *)v->data)->list; }

static void status_teams(const struct view *v, struct str *out) {
	list_status(&((const struct teams *)v->data)->list, out);
}

static const char *listed_teams(const struct view *v, size_t *hits) {
	*hits = ((const struct teams *)v->data)->list.ids.n;
	return "team.list";
}

const struct view_ops teams_ops = {
	.name = "teams",
	.where = W_TEAMS | W_LIST | W_ROWS | W_BASE,
	.size = sizeof(struct teams),
	.open = open_teams,
	.load = load_teams,
	.head = head_teams,
	.status = status_teams,
	.list = list_of_teams,
	.listed = listed_teams,
	.draw = draw_teams,
	.act = act_teams,
	.can = can_teams,
	.resize = resize_teams,
	.close = close_teams,
};
