/* The drafts of an officer: forms left for later, and those in which the line was dropped. Enter goes on. */
#include <stdio.h>
#include <string.h>

#include "core/clock.h"
#include "forms.h"
#include "list.h"
#include "model/draft.h"
#include "screens.h"
#include "ui_priv.h"

enum draft_column { COL_WHO, COL_FORM, COL_FIELD, COL_WHEN, COL_STATE, COL_COUNT };

struct drafts_view {
	struct view *view;
	struct list list; /* its ctx is this struct; its ids are those of the drafts */
	struct drafts drafts;
	const struct draft *rows[LIST_PAGE];
};

static const struct list_column columns[COL_COUNT] = {
	[COL_WHO] = {.label = N_("Name"), .width = 16},
	[COL_FORM] = {.label = N_("Form"), .width = 18},
	[COL_FIELD] = {.label = N_("Field"), .width = 8},
	[COL_WHEN] = {.label = N_("Kept at"), .width = 16},
	[COL_STATE] = {.label = N_("State"), .width = -1},
};

/* ---- which form ---- */

/* False: this program has no such form (another version's draft). */
static bool form_of(const struct draft *d, struct form_def *def, struct form_call *call) {
	static const struct form_def *const forms[] = {&resident_form, &order_form, &state_form, &member_form};
	const struct event_def *event = event_find_def(d->form);

	*call = (struct form_call){.event = event, .id = d->record, .resident = d->resident, .order = d->other,
	                           .draft = d->id};
	if (event)
		*def = event_form(event);
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		if (strcmp(forms[i]->id, d->form) != 0)
			continue;
		*def = *forms[i];
		return true;
	}
	return event != NULL;
}

static const char *form_title(const struct draft *d) {
	struct form_def def;
	struct form_call call;

	if (entry_draft_label(d->form))
		return entry_draft_label(d->form);
	if (!form_of(d, &def, &call))
		return d->form;
	return tr(def.title ? def.title : def.entity[0]->label);
}

static const char *whose(struct view *v, const struct draft *d) {
	const struct field_env *env = station_env(v->st);
	const char *name = d->resident ? env->ref_name(env->ctx, "resident", d->resident) : NULL;

	return name ? name : tr(entry_draft_label(d->form) ? N_("Entry session") : N_("(new)"));
}

static void go_on(struct ui *ui, const struct draft *d) {
	struct form_def def;
	struct form_call call;

	if (entry_draft_label(d->form))
		entry_go_on(ui->top, d->form);
	else if (form_of(d, &def, &call))
		form_open(ui, &def, &call);
	else
		ui_say(ui, tr(N_("This draft is of a form that this program does not have.")));
}

/* ---- the list ---- */

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
	for (size_t i = 0; i < n; i++)
		d->rows[i] = find(&d->drafts, ids[i]);
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
		str_add(out, whose(v->view, d));
		break;
	case COL_FORM:
		str_add(out, form_title(d));
		break;
	case COL_FIELD:
		str_addf(out, "%lld", d->field + 1);
		break;
	case COL_WHEN:
		str_add(out, clock_format_ms(d->saved, at));
		break;
	case COL_STATE:
		if (d->state == DRAFT_OPEN)
			*tone = TONE_ALERT;
		str_add(out, tr(d->state == DRAFT_OPEN ? N_("!line dropped") : N_("left for later")));
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
	if (draft_get(v->st, v->actor, list_current(&d->list), &at, &err) != RC_OK ||
	    draft_drop(v->st, v->actor, &at, &err) != RC_OK)
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
		go_on(v->ui, at);
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

	if (id == ACTION_SORT || id == ACTION_SORT_LEFT || id == ACTION_SORT_RIGHT || id == ACTION_FILTER ||
	    id == ACTION_MARK || id == ACTION_MARK_ALL || id == ACTION_FIND_NEXT || id == ACTION_FIND_PREVIOUS)
		return false;
	return (id != ACTION_OPEN && id != ACTION_DROP_DRAFT) || find(&d->drafts, list_current(&d->list)) != NULL;
}

static void status_drafts(const struct view *v, struct str *out) {
	list_status(&((const struct drafts_view *)v->data)->list, out);
}

const struct view_ops drafts_ops = {
	.name = "drafts",
	.where = W_DRAFTS | W_LIST | W_BASE,
	.size = sizeof(struct drafts_view),
	.open = open_drafts,
	.load = load_drafts,
	.head = head_drafts,
	.status = status_drafts,
	.draw = draw_drafts,
	.act = act_drafts,
	.can = can_drafts,
	.resize = resize_drafts,
	.close = close_drafts,
};

/* ---- at the log-in ---- */

/* The newest in which the line was dropped, or NULL. */
static const struct draft *newest_lost(const struct drafts *all) {
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].state == DRAFT_OPEN)
			return &all->v[i];
	return NULL;
}

static unsigned lost_answer(struct view *below, void *ctx, int choice) {
	struct drafts all;
	const struct draft *lost;

	(void)ctx;
	draft_list(below->st, below->actor, &all, NULL);
	lost = newest_lost(&all);
	if (choice == 1 && lost)
		go_on(below->ui, lost);
	else if (choice == 2)
		ui_push(below->ui, &drafts_ops, NULL);
	drafts_clear(&all);
	return V_REDRAW;
}

void drafts_tell(struct ui *ui) {
	struct view *v = ui->top;
	struct drafts all;
	struct err err = {0};
	const struct draft *lost;
	char n[24], field[24], question[300], list[80];
	const char *const choices[] = {tr(N_("Go on")), list, tr(N_("Later")), NULL};
	struct ask ask = {.question = question, .choices = choices, .answer = lost_answer};

	if (v == NULL)
		return;
	if (draft_list(ui->st, ui->actor, &all, &err) != RC_OK)
		ui_say_err(ui, &err);
	lost = newest_lost(&all);
	snprintf(n, sizeof n, "%zu", all.n);
	if (lost) {
		snprintf(field, sizeof field, "%lld", lost->field + 1);
		text_fill(question, sizeof question, tr(N_("The line was dropped last time: {name}, {form}, field {n}. Go on?")),
		          "name", whose(v, lost), "form", form_title(lost), "n", field, NULL);
		text_fill(list, sizeof list, tr(N_("List of drafts ({n})")), "n", n, NULL);
		ui_ask(ui, &ask);
	} else if (all.n > 0) {
		ui_sayf(ui, N_("{n} drafts wait; d lists them."), "n", n, (char *)NULL);
	}
	drafts_clear(&all);
}
