/* The list of an officer's drafts: forms left for later, and those in which the line was dropped. Enter goes on. */
#include "core/clock.h"
#include "ui/entry/drafts.h"
#include "ui/list/list.h"
#include "ui/loop/screens.h"

enum draft_column { COL_WHO, COL_FORM, COL_FIELD, COL_WHEN, COL_STATE, COL_COUNT };

struct drafts_view {
	struct view *view;
	struct list list; /* its ctx is this struct; its ids are those of the drafts */
	struct drafts drafts;
	const struct draft *rows[LIST_PAGE];
	struct str whose[LIST_PAGE];
};

static const struct list_column columns[COL_COUNT] = {
	[COL_WHO] = {.label = N_("Name"), .width = 16},
	[COL_FORM] = {.label = N_("Form"), .width = 18},
	[COL_FIELD] = {.label = N_("Field"), .width = 8},
	[COL_WHEN] = {.label = N_("Last kept"), .width = 16},
	[COL_STATE] = {.label = N_("State"), .width = -1},
};

static enum rc read_ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	struct drafts_view *d = ctx;
	enum rc rc;

	(void)ask;
	drafts_clear(&d->drafts);
	rc = draft_list(d->view->st, d->view->actor, &d->drafts, err);
	for (size_t i = 0; i < d->drafts.n; i++)
		ids_add(out, d->drafts.v[i].id);
	return rc;
}

static const struct draft *find(const struct drafts *all, long long id) {
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].id == id)
			return &all->v[i];
	return NULL;
}

static enum rc read_rows(void *ctx, const long long *ids, size_t n, struct err *err) {
	struct drafts_view *d = ctx;

	(void)err;
	for (size_t i = 0; i < n; i++) {
		d->rows[i] = find(&d->drafts, ids[i]);
		str_reset(&d->whose[i]);
		if (d->rows[i])
			draft_add_whose(d->view, d->rows[i], &d->whose[i]);
	}
	return RC_OK;
}

static void cell(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone) {
	const struct drafts_view *v = ctx;
	const struct draft *d = v->rows[row];
	char at[20];

	if (!d)
		return;
	switch ((enum draft_column)column) {
	case COL_WHO:
		str_add(out, str_text(&v->whose[row]));
		break;
	case COL_FORM:
		str_add(out, draft_title(d));
		break;
	case COL_FIELD:
		str_addf(out, "%lld", d->field + 1);
		break;
	case COL_WHEN:
		str_add(out, clock_format_ms(d->saved, at));
		break;
	case COL_STATE:
		if (d->state == DRAFT_OPEN && !d->elsewhere)
			*tone = TONE_ALERT;
		str_add(out, tr(d->elsewhere ? N_("open elsewhere") : d->state == DRAFT_OPEN ? N_("!line dropped") : N_("left for later")));
		break;
	case COL_COUNT:
		break;
	}
}

static const struct list_source source = {
	.columns = columns,
	.column_count = COL_COUNT,
	.empty = N_("No drafts: every form was saved or given up."),
	.ids = read_ids,
	.rows = read_rows,
	.cell = cell,
};

static enum rc open_drafts(struct view *v, const void *arg, struct err *err) {
	struct drafts_view *d = v->data;

	(void)arg;
	(void)err;
	d->view = v;
	list_init(&d->list, &source, d);
	return RC_OK;
}

static void close_drafts(struct view *v) {
	struct drafts_view *d = v->data;

	list_clear(&d->list);
	drafts_clear(&d->drafts);
	for (size_t i = 0; i < LIST_PAGE; i++)
		str_clear(&d->whose[i]);
}

static void resize_drafts(struct view *v, const struct area *a) {
	struct drafts_view *d = v->data;

	if (d->list.source != NULL)
		list_resize(&d->list, a);
}

static enum rc load_drafts(struct view *v, struct err *err) {
	struct drafts_view *d = v->data;

	resize_drafts(v, &v->area);
	return list_load(&d->list, err);
}

static void head_drafts(const struct view *v, struct str *left, struct str *right) {
	str_add(left, tr(N_("Drafts")));
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

static void draw_drafts(struct view *v, const struct area *a) {
	struct drafts_view *d = v->data;

	list_draw(&d->list, a);
}

static unsigned given_up(struct view *v, void *ctx, int choice) {
	struct drafts_view *d = v->data;
	struct draft at = {0};
	struct err err = {0};

	(void)ctx;
	if (choice != 2)
		return V_REDRAW;
	if (draft_get(v->st, v->actor, list_current(&d->list), &at, &err) == RC_OK && at.elsewhere)
		draft_say_elsewhere(v->ui);
	else if (err.text[0] || draft_drop(v->st, v->actor, &at, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_say(v->ui, tr(N_("The draft is given up.")));
	draft_clear(&at);
	return V_RELOAD | V_REDRAW;
}

static unsigned act_drafts(struct view *v, enum action_id id, const struct key *k) {
	struct drafts_view *d = v->data;
	const struct draft *at = find(&d->drafts, list_current(&d->list));
	const char *const choices[] = {tr(N_("Keep it")), tr(N_("Give it up")), NULL};
	struct ask ask = {.question = tr(N_("What was typed in this draft is gone then. Give it up?")), .choices = choices,
	                  .answer = given_up};
	struct err err = {0};
	unsigned flags;

	(void)k;
	if (id == ACTION_OPEN) {
		draft_go_on(v->ui, at);
	} else if (id == ACTION_DROP_DRAFT) {
		ui_ask(v->ui, &ask);
	} else {
		flags = list_act(&d->list, id, &err);
		if (err.rc != RC_OK)
			ui_say_err(v->ui, &err);
		return flags;
	}
	return V_REDRAW;
}

static bool can_drafts(const struct view *v, enum action_id id) {
	const struct drafts_view *d = v->data;

	if (id == ACTION_EXPORT || id == ACTION_PRINT_LIST) /* nothing half typed leaves the program */
		return false;
	return (id != ACTION_OPEN && id != ACTION_DROP_DRAFT) || find(&d->drafts, list_current(&d->list)) != NULL;
}

static struct list *list_of_drafts(const struct view *v) { return &((struct drafts_view *)v->data)->list; }

static void status_drafts(const struct view *v, struct str *out) {
	list_status(&((const struct drafts_view *)v->data)->list, out);
}

const struct view_ops drafts_ops = {
	.name = "drafts",
	.where = W_DRAFTS | W_LIST | W_ROWS | W_BASE,
	.size = sizeof(struct drafts_view),
	.open = open_drafts,
	.load = load_drafts,
	.head = head_drafts,
	.status = status_drafts,
	.list = list_of_drafts,
	.draw = draw_drafts,
	.act = act_drafts,
	.can = can_drafts,
	.resize = resize_drafts,
	.close = close_drafts,
};
