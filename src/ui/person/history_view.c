/* What became of the record under the marker of a file, and the void ones restored.
 * SPDX-License-Identifier: MIT */
#include "model/person/history.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"
#include "ui/person/file_view.h"

struct history_screen {
	struct list_view lv;
	struct history_of of;
};

static enum rc open_history(struct view *v, const void *arg, struct err *err) {
	struct history_screen *d = v->data;

	d->of = *(const struct history_of *)arg;
	d->lv.list.run.q.person = d->of.resident;
	d->lv.list.run.q.given = &d->of;
	return RC_OK;
}

static void head_history(const struct view *v, struct str *left, struct str *right) {
	const struct history_screen *d = v->data;

	str_addf(left, "%s  %s", tr(N_("History")),
	         tr(d->of.reg ? d->of.reg->entity->label : resident_def.label));
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

static bool can_history(const struct view *v, enum action_id action) {
	return action != ACTION_OPEN && action != ACTION_DIGIT && action != ACTION_OPEN_FILE &&
	       (action < ACTION_APPROVE || action > ACTION_OF_VILLAGE);
}

static unsigned act_history(struct view *v, enum action_id action, long long id,
                            const struct key *k) {
	return V_NOT_MINE;
}

static const struct list_screen screen = {.def = &history_list, .open = open_history,
                                          .head = head_history, .act = act_history,
                                          .can = can_history};

const struct view_ops history_ops = {
	.name = "history",
	LIST_PAGE_OPS(W_CLOCKS | W_LIST, struct history_screen, &screen)};

void file_history(struct file *f) {
	struct history_of of = {.id = f->id, .resident = f->id};
	struct file_item item;

	if (file_current(f, &item) && item.def)
		of = (struct history_of){item.def, item.id, f->id};
	ui_open(f->view->ui, SCREEN_HISTORY, &of);
}

/* ---- void records ---- */

unsigned file_show_void(struct file *f) {
	f->voids = !f->voids;
	f->list.run.q.all = f->voids;
	ui_say(f->view->ui, tr(f->voids ? N_("Void records are shown too, with their reason.")
	                                : N_("Void records are left out again.")));
	return V_RELOAD | V_REDRAW;
}

static unsigned restored(struct view *v, void *ctx, const char *reason) {
	struct file *f = v->data;
	struct file_item item;
	struct err err = {0};

	if (reason == NULL || !file_current(f, &item) || !item.def)
		return V_REDRAW;
	(void)record_restore(v->st, v->actor, item.def, item.id, reason, &err);
	return ui_done(v->ui, &err, N_("The record stands again."));
}

void file_restore(struct file *f) {
	ui_ask_text(f->view->ui, &(struct ask_text){
		.question = tr(N_("Let this record stand again. Why?")), .answer = restored});
}
