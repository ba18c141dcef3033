/* The roof of the screens: starting and ending them, the actions every screen has, and what the
 * ground is told of them. SPDX-License-Identifier: MIT */
#include "ui/ui.h"

#include <curses.h>

#include "core/clock.h"
#include "core/file.h"
#include "model/access/session.h"
#include "model/station/clock.h"
#include "model/station/station.h"
#include "ui/list/bulk_view.h"
#include "ui/list/list.h"
#include "ui/list/list_out.h"
#include "ui/list/list_views.h"
#include "ui/loop/idle.h"
#include "ui/loop/screens.h"
#include "ui/loop/ui_priv.h"
#include "ui/terminal/tty.h"

enum { RESERVE = 256 * 1024 }; /* bytes */

static struct ui *running; /* for the handler that runs when memory is out */
static void *reserve;

/* ---- actions every screen has ---- */

static unsigned leave_choice(struct view *v, void *ctx, int choice) {
	return choice == 2 ? V_QUIT : V_REDRAW;
}

/* Esc is pressed too easily to end the day with it, and on a slow line the keys after it come
 * before the question is seen: staying is the first answer. */
static unsigned go_back(struct view *v, const struct key *k) {
	const char *const choices[] = {tr(N_("Stay")), tr(N_("Exit")), NULL};
	struct ask ask = {.question = tr(N_("Leave the program?")), .choices = choices,
	                  .answer = leave_choice};

	if (v->below != NULL || (k != NULL && k->kind != K_ESC))
		return V_CLOSE;
	ui_ask(v->ui, &ask);
	return V_REDRAW;
}

/* In a station the shell is nobody's business: the screen is locked only. */
static void suspend(struct view *v) {
	ui_push(v->ui, &lock_ops, NULL);
	if (!station_is_shared(v->st))
		term_suspend();
}

static void menu(struct view *v) { ui_menu(v->ui, NULL); }

static unsigned undo(struct view *v, const struct key *k) { return ui_undo(v->ui); }

static void redraw(struct view *v) { clearok(curscr, TRUE); }

static unsigned quit(struct view *v, const struct key *k) { return V_QUIT; }

static const struct {
	enum action_id id;
	const struct view_ops *push; /* this view comes up; NULL: run, or act */
	unsigned (*run)(struct view *v, const struct key *k);
	void (*act)(struct view *v);
	bool of_list;                /* only where there is a list */
} common[] = {
	{ACTION_HELP, .push = &help_ops},
	{ACTION_UNDO, .run = undo},
	{ACTION_MENU, .act = menu},
	{ACTION_COMMAND, .push = &command_ops},
	{ACTION_FILTER, .push = &filter_ops, .of_list = true},
	{ACTION_EXPORT, .act = list_out_export, .of_list = true},
	{ACTION_COLUMNS, .push = &columns_ops, .of_list = true},
	{ACTION_PRINT_LIST, .act = list_out_print, .of_list = true},
	{ACTION_LOCK, .push = &lock_ops},
	{ACTION_REDRAW, .act = redraw},
	{ACTION_SUSPEND, .act = suspend},
	{ACTION_BACK, .run = go_back},
	{ACTION_QUIT, .run = quit},
};

static unsigned common_action(struct view *v, enum action_id id, const struct key *k) {
	for (size_t i = 0; i < sizeof common / sizeof *common; i++) {
		if (common[i].id != id || (common[i].of_list && v->ops->list == NULL))
			continue;
		if (common[i].run != NULL)
			return common[i].run(v, k);
		if (common[i].act != NULL)
			common[i].act(v);
		else
			ui_push(v->ui, common[i].push, NULL);
		return V_REDRAW;
	}
	return screen_open(v->ui, id) ? V_REDRAW : V_NOT_MINE;
}

/* Nobody is on file in a county's database: nobody is found, and nothing to undo. */
static bool allows(const struct view *v, enum action_id id) {
	return screen_allows(v->actor, v->ops, id) &&
	       !(station_is_county(v->st) &&
	         (id == ACTION_FINDER || id == ACTION_UNDO || id == ACTION_CHECKS));
}

/* How its officer wants a list to come up. */
static void opened(struct view *v) {
	if (v->ops->list != NULL)
		list_views_take_default(v);
}

const struct idle_job *const idle_jobs[] = {&check_job, &backup_job, NULL};

const struct view_ops *ui_first(struct station *st, const struct actor *a) {
	return station_is_county(st) && access_answer(a->role, ACT_COUNTY) != ACCESS_NO ? &county_ops
	                                                                                : screen_first(a);
}

static void reenter(struct ui *ui) {
	char *login = mem_strdup(ui->actor->login);
	const char *key = ui->actor->key;

	ui->put_out = ui->quit = station_actor(ui->st, login, ui->actor->source, ui->actor, NULL) != RC_OK;
	ui->actor->key = key;
	free(login);
	if (ui->quit)
		return;
	ui_push(ui, ui_first(ui->st, ui->actor), NULL);
	ui_push(ui, &lock_ops, NULL);
	ui_say(ui, tr(N_("Your role here was changed meanwhile; these are its screens.")));
}

static void tell_elsewhere(struct ui *ui) {
	long long when = 0;
	char text[20];

	if (session_elsewhere(ui->st, ui->actor, true, &when, NULL) == RC_OK && when > 0)
		ui_sayf(ui, N_("You were in elsewhere: that session was ended at {time}."), "time",
		        clock_format_ms(when, text), NULL);
}

static void came_in(struct ui *ui) {
	drafts_tell(ui);
	backups_tell(ui);
	if (file_is_open_to_others(station_db_path(ui->st)))
		ui_say(ui,
		       tr(N_("Others on this machine can reach the folder of the database: close it with chmod 700.")));
	tell_elsewhere(ui);
}

const struct ui_hooks ui_hooks = {.screens = screens_by_id, .first = bulk_begin,
                                  .last = common_action, .allows = allows, .opened = opened,
                                  .reenter = reenter, .came_in = came_in, .jobs = idle_jobs};

/* ---- start and end ---- */

/* What was set by makes room to save in; a second failure within ends the program at once
 * (core/mem). */
static void out_of_memory(void) {
	mem_set_handler(term_give_back);
	free(reserve);
	reserve = NULL;
	if (running != NULL)
		ui_keep(running);
	term_stop();
}

static enum rc start_terminal(const struct station *st, struct err *err) {
	char *path = terminal_path(station_db_path(st));
	const char *name = getenv("TERM");
	struct terminal card;

	terminal_load(path, name != NULL ? name : "", &card);
	free(path);
	return term_start(&card, err);
}

enum rc ui_run(struct station *st, struct actor *actor, struct err *err) {
	struct ui ui = {.st = st, .actor = actor, .hooks = &ui_hooks};
	bool alive;
	enum rc rc = start_terminal(st, err);

	if (rc != RC_OK)
		return rc;
	running = &ui;
	station_set_hung_up(term_hung_up_since);
	ui.forms = form_memory_new();
	reserve = mem_alloc(RESERVE);
	mem_set_handler(out_of_memory);
	ui_push(&ui, ui_first(st, actor), NULL);
	ui.dirty = true;
	ui.last_key = (long long)clock_mono_ms();
	if (!station_has_room(st, err))
		ui_say(&ui, err->text);
	if (!term_shows_hanzi())
		ui_say(&ui,
		       tr(N_("No Chinese characters on this terminal: pinyin stands for them; names cannot be changed here.")));
	if (!lock_ask_first(&ui))
		came_in(&ui);
	alive = ui_loop(&ui);
	ui_keep(&ui);
	idle_end(&ui);
	while (ui.top != NULL)
		view_pop(&ui);
	mem_set_handler(NULL);
	running = NULL;
	free(reserve);
	reserve = NULL;
	term_stop();
	str_clear(&ui.message);
	form_memory_free(ui.forms);
	if (ui.put_out)
		return err_set(err, RC_DENIED, "rights.changed",
		               N_("What you may do here was changed meanwhile: come in again, or ask the head of the station."),
		               NULL);
	return alive ? RC_OK : err_set(err, RC_CANCELLED, "ui.hangup",
	                               N_("The line dropped or the program was told to end."),
	                               NULL);
}
