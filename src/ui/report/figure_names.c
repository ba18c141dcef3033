/* The names behind a number: exactly the people it counted. SPDX-License-Identifier: MIT */

#include "model/lists.h"
#include "model/report/report.h"
#include "model/report/sent.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"

struct names {
	struct list_view lv;
	struct ids wanted; /* sorted: the list's q.given */
	char *title;
	long long sealed, gone;
};

static enum rc open_names(struct view *v, const void *arg, struct err *err) {
	const struct names_arg *a = arg;
	struct names *d = v->data;

	d->title = mem_strdup(a->title);
	d->sealed = a->sealed;
	d->gone = a->gone;
	for (size_t i = 0; i < a->ids->n; i++)
		ids_add(&d->wanted, a->ids->v[i]);
	ids_sort(&d->wanted);
	d->lv.list.run.q.given = &d->wanted;
	return RC_OK;
}

static void close_names(struct view *v) {
	struct names *d = v->data;

	ids_clear(&d->wanted);
	free(d->title);
}

static void head_names(const struct view *v, struct str *left, struct str *right) {
	const struct names *d = v->data;

	str_add(left, d->title);
	if (d->sealed > 0)
		str_fill(right, N_("and {n} sealed"), "n", NUM(d->sealed), NULL);
	if (d->gone > 0) {
		str_add(right, d->sealed > 0 ? "  " : "");
		str_fill(right, N_("no longer on file: {n}"), "n", NUM(d->gone), NULL);
	}
}

static unsigned act_names(struct view *v, enum action_id action, long long person,
                          const struct key *k) {
	if (action == ACTION_OPEN)
		ui_open(v->ui, SCREEN_FILE, &person);
	else if (action == ACTION_ENTRY)
		entry_ask_kind(v);
	else
		return V_NOT_MINE;
	return V_REDRAW;
}

static const struct list_screen screen = {
	.def = &figure_names_list, .open = open_names, .head = head_names, .act = act_names,
	.close = close_names,
};

const struct view_ops names_ops = {.name = "names", LIST_VIEW_OPS(W_NAMES, struct names, &screen)};

bool report_view_can(const struct view *v, enum action_id id) {
	enum access_action asks = id == ACTION_PRINT ? ACT_PRINT : ACT_REPORT_NAMES;

	if ((id == ACTION_SPAN || id == ACTION_ROWS) && figures_are_coarse(v->actor))
		return false; /* whole months of the station, and nothing else (rule 11.24) */
	return (id != ACTION_OPEN && id != ACTION_PRINT) ||
	       access_answer(v->actor->role, asks) != ACCESS_NO;
}

void names_open(struct view *v, const char *title, const struct ids *people) {
	struct ids shown = {0};
	struct names_arg arg = {.title = title, .ids = &shown};
	struct err err = {0};

	if (report_names(v->st, v->actor, people, &shown, &arg.sealed, &err) == RC_OK)
		ui_open(v->ui, SCREEN_NAMES, &arg);
	else
		ui_say_err(v->ui, &err);
	ids_clear(&shown);
}

void sent_open_names(struct view *v, const struct sent *s, const char *figure) {
	struct ids shown = {0};
	char title[200], month[SENT_TITLE_BUF];
	struct names_arg arg = {.title = title, .ids = &shown};
	struct err err = {0};

	snprintf(title, sizeof title, "%s %s", sent_title(s, month),
	         tr(figure_line_of(figure).label));
	if (sent_names(v->st, v->actor, s, figure, &shown, &arg.sealed, &arg.gone, &err) == RC_OK)
		ui_open(v->ui, SCREEN_NAMES, &arg);
	else
		ui_say_err(v->ui, &err);
	ids_clear(&shown);
}
