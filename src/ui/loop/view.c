/* The ground of the screens: the stack of views, what is said, what an answer of a handler means,
 * which actions can be done. What lies above (the table of screens, common actions, marked lines)
 * is known by ui->hooks alone. SPDX-License-Identifier: MIT */
#include <curses.h>

#include "core/clock.h"
#include "core/search_key.h"
#include "model/station/station.h"
#include "ui/list/list.h"
#include "ui/loop/ui_priv.h"

enum { MIN_ROWS = 16, MIN_COLS = 60, HEAD_ROWS = 2, FOOT_ROWS = 3 };

void ui_fit(struct view *v) {
	int rows = LINES - HEAD_ROWS - FOOT_ROWS;

	v->area = (struct area){.top = HEAD_ROWS, .rows = rows > 1 ? rows : 1, .cols = COLS > 8
	                        ? COLS : 8};
	if (v->ops->resize != NULL)
		v->ops->resize(v, &v->area);
}

bool ui_too_small(void) { return LINES < MIN_ROWS || COLS < MIN_COLS; }

bool view_can(const struct view *v, enum action_id id) {
	const struct action_def *a = &action_table[id];

	if ((a->where & v->ops->where) == 0)
		return false;
	if (a->needs != 0 && access_answer(v->actor->role,
	                                   (enum access_action)(a->needs - 1)) == ACCESS_NO)
		return false;
	if (v->ui->hooks->allows != NULL && !v->ui->hooks->allows(v, id))
		return false;
	return v->ops->can == NULL || v->ops->can(v, id);
}

unsigned ui_search(struct view *v, const char *text) {
	struct err err = {0};

	if (list_search(v->ops->list(v), text, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	return V_REDRAW;
}

void ui_say(struct ui *ui, const char *text) {
	str_reset(&ui->message);
	str_add(&ui->message, text);
	ui->message_is_new = true;
	ui->dirty = true;
}

void ui_say_err(struct ui *ui, const struct err *err) {
	ui_say(ui, err->text[0] != '\0' ? err->text : tr(N_("That did not work.")));
}

void ui_sayf(struct ui *ui, const char *tmpl, ...) {
	struct err e = {0};
	const char *pair[17] = {0};
	va_list ap;
	int n = 0;

	va_start(ap, tmpl);
	while (n < 16 && (pair[n] = va_arg(ap, const char *)) != NULL)
		n++;
	va_end(ap);
	pair[n & ~1] = NULL;
	err_set(&e, RC_OK, "", tmpl, pair[0], pair[1], pair[2], pair[3], pair[4], pair[5], pair[6],
	        pair[7], pair[8], pair[9], pair[10], pair[11], NULL);
	ui_say(ui, e.text);
}

unsigned ui_done(struct ui *ui, const struct err *err, const char *said) {
	if (err->rc != RC_OK)
		ui_say_err(ui, err);
	else
		ui_say(ui, tr(said));
	return V_RELOAD | V_REDRAW;
}

unsigned ui_written(struct ui *ui, const struct err *err, const char *tmpl, char *path) {
	if (err->rc != RC_OK)
		ui_say_err(ui, err);
	else
		ui_sayf(ui, tmpl, "file", path, "path", path, NULL);
	free(path);
	return V_REDRAW;
}

void ui_question(struct view *v) {
	v->asks = true;
	v->painted = v->left_out = false;
}

void ui_wake(struct view *v, int ms) {
	v->wake_at = ms > 0 ? (unsigned long long)clock_mono_ms() + (unsigned long long)ms : 0;
}

static void load(struct view *v) {
	struct err err = {0};

	v->seen = v->ui->changes;
	v->told = false;
	if (v->ops->load != NULL && v->ops->load(v, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	v->ui->dirty = true;
}

/* The list that is left now, or that something is opened from; one of contents with whom it showed
 * since it was last told. */
static void tell_list(struct view *v) {
	struct err err = {0};
	size_t hits = 0;
	char detail[40];
	struct list *l;
	enum rc rc;

	while (v != NULL && v->ops->overlay)
		v = v->below;
	l = v != NULL && v->ops->list != NULL ? v->ops->list(v) : NULL;
	const char *action = v != NULL && v->ops->listed != NULL &&
	                     (!v->told || (l != NULL && l->painted.n > 0))
		? v->ops->listed(v, &hits) : NULL;

	if (action == NULL)
		return;
	v->told = true;
	snprintf(detail, sizeof detail, "hits=%zu", hits);
	if (l != NULL && l->run.def != NULL && l->run.def->contents) {
		rc = list_run_note(&l->run, hits, &l->painted, &err);
		ids_clear(&l->painted);
	} else {
		rc = station_note(v->st, v->actor, action, "resident", 0, NULL, detail, &err);
	}
	if (rc != RC_OK)
		ui_say_err(v->ui, &err);
}

void ui_leave_list(struct view *v) { tell_list(v); }

void ui_tell_number_search(struct view *v) {
	size_t hits;
	const char *action = v->ops->listed != NULL ? v->ops->listed(v, &hits) : NULL;

	if (action != NULL && strcmp(action, LIST_NUMBER_SEARCH) == 0)
		tell_list(v);
}

enum rc ui_push(struct ui *ui, const struct view_ops *ops, const void *arg) {
	struct view *v = mem_zalloc(1, sizeof *v);
	struct err err = {0};
	enum rc rc = RC_OK;

	if (!ops->overlay)
		tell_list(ui->top);
	*v = (struct view){
		.ops = ops, .ui = ui, .st = ui->st, .actor = ui->actor, .below = ui->top};
	v->data = mem_zalloc(1, ops->size > 0 ? ops->size : 1);
	ui_fit(v);
	if (ops->open != NULL)
		rc = ops->open(v, arg, &err);
	if (rc != RC_OK) {
		ui_say_err(ui, &err);
		free(v->data);
		free(v);
		return rc;
	}
	if (ui->hooks->opened != NULL)
		ui->hooks->opened(v);
	ui->top = v;
	load(v);
	return RC_OK;
}

enum rc ui_open(struct ui *ui, enum screen_id id,
                const void *arg) { return ui_push(ui, ui->hooks->screens[id], arg); }

void view_reload(struct view *v) {
	ui_fit(v);
	load(v);
}

void view_pop(struct ui *ui) {
	struct view *v = ui->top;

	if (!v->ops->overlay)
		tell_list(v);
	ui->top = v->below;
	if (v->ops->close != NULL)
		v->ops->close(v);
	free(v->data);
	free(v);
	ui->dirty = true;
}

/* What was saved meanwhile, here or elsewhere, is shown. */
static void catch_up(struct ui *ui) {
	if (ui->top->seen != ui->changes && (ui->top->ops->where & W_BASE) != 0)
		view_reload(ui->top);
}

void ui_answered(struct ui *ui, struct view *asked, unsigned flags) {
	ui_apply(ui, asked, flags);
	if (!ui->quit)
		catch_up(ui);
}

void ui_apply(struct ui *ui, struct view *v, unsigned flags) {
	if ((flags & V_QUIT) != 0)
		ui->quit = true;
	if ((flags & V_RELOAD) != 0)
		ui->changes++;
	if ((flags & V_CLOSE) != 0 && v == ui->top) {
		view_pop(ui);
		if (ui->top == NULL)
			ui->quit = true;
		else
			catch_up(ui);
		return;
	}
	if ((flags & V_RELOAD) != 0)
		load(v);
	if ((flags & V_REDRAW) != 0)
		ui->dirty = true;
}

void ui_do(struct ui *ui, struct view *v, enum action_id id, const struct key *k) {
	unsigned flags;

	if (ui->hooks->first != NULL && ui->hooks->first(v, id))
		return;
	flags = v->ops->act != NULL ? v->ops->act(v, id, k) : V_NOT_MINE;
	if ((flags & V_NOT_MINE) != 0 && ui->hooks->last != NULL)
		flags = ui->hooks->last(v, id, k);
	ui_apply(ui, v, flags & ~(unsigned)V_NOT_MINE);
}

enum draft_state ui_draft_state(const struct ui *ui) { return ui->quit ? DRAFT_LATER : DRAFT_OPEN; }

void ui_keep(struct ui *ui) {
	for (struct view *v = ui->top; v != NULL; v = v->below)
		if (v->ops->keep != NULL)
			v->ops->keep(v);
}
