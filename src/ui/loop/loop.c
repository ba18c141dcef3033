#include "ui/ui.h"

#include <curses.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "model/person/search_key.h"
#include "model/station/station.h"
#include "ui/list/bulk_view.h"
#include "ui/list/list.h"
#include "ui/list/list_out.h"
#include "ui/list/list_views.h"
#include "ui/loop/screens.h"
#include "ui/loop/ui_priv.h"
#include "ui/terminal/line_speed.h"
#include "ui/terminal/tty.h"

enum { LONG_MESSAGE = 100, RESERVE = 256 * 1024 }; /* bytes */
enum { REST_MS = 250, HELD_MOST_MS = 2000 };

static struct ui *running; /* for the handler that runs when memory is out */
static void *reserve;

/* What changes a record, on whatever screen: not offered to who only reads. */
static bool is_change(enum action_id id) {
	static const enum action_id changes[] = {ACTION_RECORD, ACTION_ADD,    ACTION_EDIT,    ACTION_VOID,     ACTION_ORDER,
	                                         ACTION_STATE,  ACTION_ASSIGN, ACTION_CONFIRM, ACTION_HAND_OVER};

	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
		if (changes[i] == id)
			return true;
	return false;
}

bool view_can(const struct view *v, enum action_id id) {
	if ((action_table[id].where & v->ops->where) == 0 || !screen_allows(v->actor, v->ops, id))
		return false;
	if (is_change(id) && access_answer(v->actor->role, ACT_SAVE) == ACCESS_NO)
		return false;
	if (id == ACTION_UNDO && access_answer(v->actor->role, ACT_VOID) == ACCESS_NO)
		return false;
	if ((id == ACTION_MOVE_TEAM || id == ACTION_ASSIGN) && access_answer(v->actor->role, ACT_SAVE) == ACCESS_NO)
		return false;
	if (v->ops->list != NULL && (id == ACTION_EXPORT || id == ACTION_PRINT_LIST) && !list_out_may(v))
		return false;
	if (id == ACTION_PRINT_LIST && access_answer(v->actor->role, ACT_PRINT) == ACCESS_NO)
		return false;
	return v->ops->can == NULL || v->ops->can(v, id);
}

long long view_row_is_person(const struct view *v, long long id) {
	(void)v;
	return id;
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
	err_set(&e, RC_OK, "", tmpl, pair[0], pair[1], pair[2], pair[3], pair[4], pair[5], pair[6], pair[7], pair[8],
	        pair[9], pair[10], pair[11], (char *)NULL);
	ui_say(ui, e.text);
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

/* The list that is left now, or that something is opened from. */
static void tell_list(struct view *v) {
	struct err err = {0};
	size_t hits = 0;
	char detail[40];

	while (v != NULL && v->ops->overlay)
		v = v->below;
	const char *action = v != NULL && v->ops->listed != NULL && !v->told ? v->ops->listed(v, &hits) : NULL;

	if (action == NULL)
		return;
	v->told = true;
	snprintf(detail, sizeof detail, "hits=%zu", hits);
	if (station_note(v->st, v->actor, action, "resident", 0, NULL, detail, &err) != RC_OK)
		ui_say_err(v->ui, &err);
}

void ui_tell_number_search(struct view *v) {
	size_t hits;
	const char *action = v->ops->listed != NULL ? v->ops->listed(v, &hits) : NULL;

	if (action != NULL && strcmp(action, KEY_NUMBER_SEARCH) == 0)
		tell_list(v);
}

enum rc ui_push(struct ui *ui, const struct view_ops *ops, const void *arg) {
	struct view *v = mem_zalloc(1, sizeof *v);
	struct err err = {0};
	enum rc rc = RC_OK;

	if (!ops->overlay)
		tell_list(ui->top);
	*v = (struct view){.ops = ops, .ui = ui, .st = ui->st, .actor = ui->actor, .below = ui->top};
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
	if (v->ops->list != NULL)
		list_views_take_default(v);
	ui->top = v;
	load(v);
	return RC_OK;
}

static void reload(struct view *v) {
	ui_fit(v);
	load(v);
}

static void pop(struct ui *ui) {
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
		reload(ui->top);
}

void ui_question_gone(struct ui *ui) { pop(ui); }

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
		pop(ui);
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

/* ---- actions every screen has ---- */

static unsigned leave_choice(struct view *v, void *ctx, int choice) {
	(void)v;
	(void)ctx;
	return choice == 2 ? V_QUIT : V_REDRAW;
}

/* Esc is pressed too easily to end the day with it, and on a slow line the keys after it come before the question is
 * seen: staying is the first answer. */
static unsigned go_back(struct ui *ui, const struct view *v, const struct key *k) {
	const char *const choices[] = {tr(N_("Stay")), tr(N_("Exit")), NULL};
	struct ask ask = {.question = tr(N_("Leave the program?")), .choices = choices, .answer = leave_choice};

	if (v->below != NULL || (k != NULL && k->kind != K_ESC))
		return V_CLOSE;
	ui_ask(ui, &ask);
	return V_REDRAW;
}

/* In a station the shell is nobody's business: the screen is locked only. */
static void suspend(struct ui *ui) {
	ui_push(ui, &lock_ops, NULL);
	if (!station_is_shared(ui->st))
		term_suspend();
}

static unsigned common_action(struct ui *ui, struct view *v, enum action_id id, const struct key *k) {
	if (id == ACTION_HELP) {
		ui_push(ui, &help_ops, NULL);
	} else if (id == ACTION_UNDO) {
		return ui_undo(ui);
	} else if (id == ACTION_MENU) {
		ui_menu(ui, NULL);
	} else if (id == ACTION_COMMAND) {
		ui_push(ui, &command_ops, NULL);
	} else if (id == ACTION_FILTER && v->ops->list != NULL) {
		ui_push(ui, &filter_ops, NULL);
	} else if (id == ACTION_EXPORT && v->ops->list != NULL) {
		list_out_export(v);
	} else if (id == ACTION_COLUMNS && v->ops->list != NULL) {
		ui_push(ui, &columns_ops, NULL);
	} else if (id == ACTION_PRINT_LIST && v->ops->list != NULL) {
		list_out_print(v);
	} else if (id == ACTION_LOCK) {
		ui_push(ui, &lock_ops, NULL);
	} else if (id == ACTION_REDRAW) {
		clearok(curscr, TRUE);
	} else if (id == ACTION_SUSPEND) {
		suspend(ui);
	} else if (id == ACTION_BACK) {
		return go_back(ui, v, k);
	} else if (id == ACTION_QUIT) {
		return V_QUIT;
	} else if (!screen_open(ui, id)) {
		return V_NOT_MINE;
	}
	return V_REDRAW;
}

void ui_do(struct ui *ui, struct view *v, enum action_id id, const struct key *k) {
	unsigned flags;

	if (bulk_begin(v, id))
		return;
	flags = v->ops->act != NULL ? v->ops->act(v, id, k) : V_NOT_MINE;

	if ((flags & V_NOT_MINE) != 0)
		flags = common_action(ui, v, id, k);
	ui_apply(ui, v, flags & ~(unsigned)V_NOT_MINE);
}

static void run_command_key(struct ui *ui, struct view *v, struct key k) {
	bool folded;
	enum action_id id;

	if (k.kind == K_PASTE)
		return;
	k = key_fold(k, &folded);
	id = action_of_key(&k, v->ops->where);
	if (id == ACTION_RECORD && !view_can(v, id)) /* who only reads opens the file */
		id = ACTION_OPEN_FILE;
	if (id == ACTION_NONE || !view_can(v, id))
		return;
	if (folded && !ui->ime_hint_given) {
		ui->ime_hint_given = true;
		ui_say(ui, tr(N_("Input method on: keys work all the same; Right arrow lists actions.")));
	}
	ui_do(ui, v, id, &k);
}

static void handle_key(struct ui *ui, const struct key *k) {
	struct view *v = ui->top;
	unsigned flags = V_NOT_MINE;

	if (v == NULL)
		return;
	if (k->kind == K_RESIZE) {
		for (struct view *each = v; each != NULL; each = each->below)
			ui_fit(each);
		ui->dirty = true;
		return;
	}
	if (ui_too_small()) /* nobody types what cannot be seen */
		return;
	ui->message_is_new = false;
	if (v->ops->key != NULL)
		flags = v->ops->key(v, k);
	if ((flags & V_NOT_MINE) != 0)
		run_command_key(ui, v, *k);
	else
		ui_apply(ui, v, flags);
	/* A message stays while the marker moves and goes when another screen comes up; a long one covers lines. */
	if (!ui->message_is_new && ui->message.n > 0 && (ui->top != v || ui->message.n > LONG_MESSAGE)) {
		str_reset(&ui->message);
		ui->dirty = true;
	}
}

/* ---- the loop ---- */

static int wait_ms(const struct view *v) {
	unsigned long long now = (unsigned long long)clock_mono_ms();

	if (v->wake_at == 0)
		return -1;
	return v->wake_at > now ? (int)(v->wake_at - now) : 0;
}

static void wake_if_due(struct ui *ui) {
	struct view *v = ui->top;

	if (v == NULL || v->wake_at == 0 || wait_ms(v) > 0)
		return;
	v->wake_at = 0;
	if (v->ops->wake != NULL)
		ui_apply(ui, v, v->ops->wake(v));
}

/* Another process saved something: lists read their ids again, the marker stays on its record. Forms are left alone,
 * saving them compares versions. */
static void notice_others(struct ui *ui) {
	if (ui->top == NULL || ui->quit || !station_has_changed(ui->st))
		return;
	ui->changes++;
	if ((ui->top->ops->where & W_BASE) != 0)
		reload(ui->top);
}

/* Milliseconds until painting makes sense: the line has nothing left to carry, and somebody who was faster than the line
 * has come to rest. */
static int paint_wait_ms(const struct ui *ui) {
	long long now = (long long)clock_mono_ms(), rest = ui->last_key + REST_MS - now, most = ui->held_since + HELD_MOST_MS - now;
	int line = line_speed_wait_ms();

	if (ui->held_since == 0)
		return line;
	rest = rest < most ? rest : most;
	return rest > line ? (int)rest : line;
}

/* All that is waiting is handled before anything is painted; what a view wanted to be woken for comes after. */
static bool take_batch(struct ui *ui) {
	struct key k;
	bool any = false;
	int wait = lock_wait_ms(ui, wait_ms(ui->top));

	if (ui->dirty && paint_wait_ms(ui) < wait)
		wait = paint_wait_ms(ui);
	for (term_read(&k, wait); k.kind != K_NONE && !ui->quit; term_read(&k, 0)) {
		if (k.kind == K_HANGUP)
			return false;
		if (k.kind != K_RESIZE)
			ui->last_key = (long long)clock_mono_ms();
		if (ui->held_since == 0 && line_speed_wait_ms() > 0)
			ui->held_since = ui->last_key;
		handle_key(ui, &k);
		any = true;
		if (ui->quit)
			return true;
	}
	if (!lock_if_idle(ui))
		return false;
	if (!any)
		wake_if_due(ui);
	notice_others(ui);
	return true;
}

enum draft_state ui_draft_state(const struct ui *ui) { return ui->quit ? DRAFT_LATER : DRAFT_OPEN; }

void ui_keep(struct ui *ui) {
	for (struct view *v = ui->top; v != NULL; v = v->below)
		if (v->ops->keep != NULL)
			v->ops->keep(v);
}

/* What was set by makes room to save in; a second failure within ends the program at once (core/mem). */
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

enum rc ui_run(struct station *st, const struct actor *actor, struct err *err) {
	struct ui ui = {.st = st, .actor = actor};
	bool alive = true;
	enum rc rc = start_terminal(st, err);

	if (rc != RC_OK)
		return rc;
	running = &ui;
	station_set_hung_up(term_hung_up_since);
	ui.forms = form_memory_new();
	reserve = mem_alloc(RESERVE);
	mem_set_handler(out_of_memory);
	ui_push(&ui, screen_first(actor), NULL);
	ui.dirty = true;
	ui.last_key = (long long)clock_mono_ms();
	drafts_tell(&ui);
	if (!term_shows_hanzi())
		ui_say(&ui, tr(N_("No Chinese characters on this terminal: pinyin stands for them; names cannot be changed here.")));
	lock_ask_first(&ui);
	while (alive && !ui.quit && ui.top != NULL) {
		if (ui.dirty && paint_wait_ms(&ui) == 0) {
			ui_repaint(&ui);
			ui.held_since = 0;
		}
		alive = take_batch(&ui);
	}
	ui_keep(&ui);
	while (ui.top != NULL)
		pop(&ui);
	mem_set_handler(NULL);
	running = NULL;
	free(reserve);
	reserve = NULL;
	term_stop();
	str_clear(&ui.message);
	form_memory_free(ui.forms);
	return alive ? RC_OK : err_set(err, RC_CANCELLED, "ui.hangup", N_("The line dropped or the program was told to end."),
	                               (char *)NULL);
}
