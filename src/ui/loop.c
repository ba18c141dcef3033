#include "ui/ui.h"

#include <curses.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/utf8.h"
#include "ui/screens.h"
#include "ui/term.h"
#include "ui/ui_priv.h"

enum { MIN_ROWS = 16, MIN_COLS = 60, HEAD_ROWS = 2, FOOT_ROWS = 3, STATUS_CELLS = 10 };

static struct ui *running; /* for the handler that runs when memory is out */

struct view *ui_base(struct ui *ui) {
	struct view *v = ui->top;

	while (v != NULL && v->ops->overlay && v->below != NULL)
		v = v->below;
	return v;
}

bool view_can(const struct view *v, enum action_id id) {
	if ((action_table[id].where & v->ops->where) == 0)
		return false;
	return v->ops->can == NULL || v->ops->can(v, id);
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

bool ui_hung_up(const struct ui *ui) {
	(void)ui;
	return term_hung_up();
}

static void fit(struct view *v) {
	int rows = LINES - HEAD_ROWS - FOOT_ROWS;

	v->area = (struct area){.top = HEAD_ROWS, .rows = rows > 1 ? rows : 1, .cols = COLS > 8 ? COLS : 8};
	if (v->ops->resize != NULL)
		v->ops->resize(v, &v->area);
}

static void load(struct view *v) {
	struct err err = {0};

	if (v->ops->load != NULL && v->ops->load(v, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	v->ui->dirty = true;
}

enum rc ui_push(struct ui *ui, const struct view_ops *ops, const void *arg) {
	struct view *v = mem_zalloc(1, sizeof *v);
	struct err err = {0};
	enum rc rc = RC_OK;

	*v = (struct view){.ops = ops, .ui = ui, .st = ui->st, .actor = ui->actor, .below = ui->top};
	v->data = mem_zalloc(1, ops->size > 0 ? ops->size : 1);
	fit(v);
	if (ops->open != NULL)
		rc = ops->open(v, arg, &err);
	if (rc != RC_OK) {
		ui_say_err(ui, &err);
		free(v->data);
		free(v);
		return rc;
	}
	ui->top = v;
	load(v);
	return RC_OK;
}

static void pop(struct ui *ui) {
	struct view *v = ui->top;

	ui->top = v->below;
	if (v->ops->close != NULL)
		v->ops->close(v);
	free(v->data);
	free(v);
	ui->dirty = true;
}

void ui_apply(struct ui *ui, struct view *v, unsigned flags) {
	if ((flags & V_QUIT) != 0)
		ui->quit = true;
	if ((flags & V_CLOSE) != 0 && v == ui->top) {
		pop(ui);
		if (ui->top == NULL)
			ui->quit = true;
		else if ((flags & V_RELOAD) != 0) {
			fit(ui->top);
			load(ui->top);
		}
		return;
	}
	if ((flags & V_RELOAD) != 0)
		load(v);
	if ((flags & V_REDRAW) != 0)
		ui->dirty = true;
}

/* ---- actions every screen has ---- */

static unsigned command_answer(struct view *below, void *ctx, const char *text) {
	enum action_id id;

	(void)ctx;
	if (text == NULL || text[0] == '\0')
		return V_REDRAW;
	id = action_of_name(text, below->ops->where);
	if (id == ACTION_NONE || !view_can(below, id)) {
		ui_sayf(below->ui, N_("This screen has no action {name}; ? lists them all."), "name", text, (char *)NULL);
		return V_REDRAW;
	}
	ui_do(below->ui, below, id, NULL);
	return V_REDRAW;
}

static unsigned common_action(struct ui *ui, struct view *v, enum action_id id) {
	struct ask_text command = {.question = tr(N_("Command:")), .answer = command_answer};

	if (id == ACTION_FINDER) {
		ui_push(ui, &finder_ops, NULL);
	} else if (id == ACTION_HELP) {
		ui_push(ui, &help_ops, NULL);
	} else if (id == ACTION_MENU) {
		ui_menu(ui, NULL);
	} else if (id == ACTION_COMMAND) {
		ui_ask_text(ui, &command);
	} else if (id == ACTION_FILTER && v->ops->search != NULL) {
		ui_push(ui, &filter_ops, NULL);
	} else if (id == ACTION_LOCK) {
		ui_push(ui, &lock_ops, NULL);
	} else if (id == ACTION_REDRAW) {
		clearok(curscr, TRUE);
	} else if (id == ACTION_SUSPEND) {
		term_suspend();
	} else if (id == ACTION_BACK) {
		return V_CLOSE;
	} else if (id == ACTION_QUIT) {
		return V_QUIT;
	} else {
		return V_NOT_MINE;
	}
	return V_REDRAW;
}

void ui_do(struct ui *ui, struct view *v, enum action_id id, const struct key *k) {
	unsigned flags = v->ops->act != NULL ? v->ops->act(v, id, k) : V_NOT_MINE;

	if ((flags & V_NOT_MINE) != 0)
		flags = common_action(ui, v, id);
	ui_apply(ui, v, flags & ~(unsigned)V_NOT_MINE);
}

static void run_command_key(struct ui *ui, struct view *v, struct key k) {
	bool folded;
	enum action_id id;

	if (k.kind == K_PASTE)
		return;
	k = key_fold(k, &folded);
	id = action_of_key(&k, v->ops->where);
	if (id == ACTION_NONE || !view_can(v, id))
		return;
	if (folded && !ui->ime_hint_given) {
		ui->ime_hint_given = true;
		ui_say(ui, tr(N_("A Chinese input method is on; the key was understood all the same.")));
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
			fit(each);
		ui->dirty = true;
		return;
	}
	ui->message_is_new = false;
	if (v->ops->key != NULL)
		flags = v->ops->key(v, k);
	if ((flags & V_NOT_MINE) != 0)
		run_command_key(ui, v, *k);
	else
		ui_apply(ui, v, flags);
	/* A message stays while the marker moves and goes when another screen comes up. */
	if (!ui->message_is_new && ui->message.n > 0 && ui->top != v) {
		str_reset(&ui->message);
		ui->dirty = true;
	}
}

/* ---- painting ---- */

static void paint_head(const struct view *v) {
	struct str left = {0}, right = {0};
	int width;

	if (v->ops->head != NULL)
		v->ops->head(v, &left, &right);
	width = utf8_width(str_text(&right));
	if (width > COLS / 2)
		width = COLS / 2;
	paint_text(0, 0, COLS - width - 1, TONE_BOLD, str_text(&left));
	paint_text(0, COLS - width - 1, width, TONE_PLAIN, str_text(&right));
	paint_rule(1);
	if (clock_is_moved()) {
		char day[DATE_BUF], banner[160];

		text_fill(banner, sizeof banner, tr(N_(" the day is set to {day} ")), "day", date_format(clock_today(), day),
		          (char *)NULL);
		paint_run(1, 4, TONE_ALERT, banner);
	}
	str_clear(&left);
	str_clear(&right);
}

static int bottom_item(const struct view *v, int x, int limit, const struct action_def *a, bool paint) {
	/* Back from the first screen leaves. */
	const char *label = tr(a->id == ACTION_BACK && v->below == NULL ? action_table[ACTION_QUIT].label : a->label);
	char key[16];
	int cells;

	action_first_key(a, v->ops->where, key, sizeof key);
	cells = (int)strlen(key) + 1 + utf8_width(label);
	if (x + cells > limit)
		return x;
	if (paint) {
		int at = paint_run(LINES - 1, x, TONE_BOLD, key);

		paint_run(LINES - 1, at + 1, TONE_PLAIN, label);
	}
	return x + cells + 2;
}

/* Help and the way back keep their place; the others come in rank order as far as they fit. */
static void paint_bottom(const struct view *v) {
	const struct action_def *help = &action_table[ACTION_HELP], *back = &action_table[ACTION_BACK];
	int tail = 0, x = 1;

	if (view_can(v, ACTION_HELP))
		tail = bottom_item(v, 0, COLS, help, false);
	if (view_can(v, ACTION_BACK))
		tail = bottom_item(v, tail, COLS, back, false);
	for (int rank = 1; rank < 10; rank++)
		for (int i = 1; i < ACTION_COUNT; i++) {
			const struct action_def *a = &action_table[i];

			if (a->bottom == rank && a->keys[0] != '\0' && view_can(v, a->id))
				x = bottom_item(v, x, a == help || a == back ? COLS : COLS - tail, a, true);
		}
}

static void paint_foot(struct ui *ui, const struct view *v) {
	struct str status = {0};

	paint_rule(LINES - 3);
	if (v->ops->status != NULL)
		v->ops->status(v, &status);
	paint_text(LINES - 2, 1, STATUS_CELLS - 1, TONE_PLAIN, str_text(&status));
	paint_text(LINES - 2, STATUS_CELLS + 1, COLS - STATUS_CELLS - 1, TONE_PLAIN, str_text(&ui->message));
	paint_bottom(v);
	str_clear(&status);
}

static void paint_views(struct ui *ui, struct view *v) {
	if (v->ops->overlay && v->below != NULL) {
		paint_views(ui, v->below);
	} else if (v->ops->head != NULL) {
		paint_head(v);
		paint_foot(ui, v);
	}
	if (v->ops->draw != NULL)
		v->ops->draw(v, &v->area);
}

static void repaint(struct ui *ui) {
	ui->dirty = false;
	erase();
	if (LINES < MIN_ROWS || COLS < MIN_COLS) {
		paint_text(LINES / 2, 0, COLS, TONE_PLAIN, tr(N_("Make the window larger (60x16).")));
		paint_cursor(LINES / 2, 0);
	} else if (ui->top != NULL) {
		paint_cursor(LINES - 2, 0);
		paint_views(ui, ui->top);
	}
	paint_send();
}

bool ui_progress(struct ui *ui, const char *what, long long done, long long total) {
	unsigned long long now = (unsigned long long)clock_mono_ms();
	char line[200], a[32], b[32];
	struct key k;

	if (now < ui->progress_at)
		return !term_hung_up();
	ui->progress_at = now + 500;
	snprintf(a, sizeof a, "%lld", done);
	snprintf(b, sizeof b, "%lld", total);
	text_fill(line, sizeof line, total > 0 ? tr(N_("{what} {done} of {total}   Esc stops")) : tr(N_("{what} {done}   Esc stops")),
	          "what", what, "done", a, "total", b, (char *)NULL);
	paint_text(LINES - 2, 1, COLS - 1, TONE_PLAIN, line);
	paint_cursor(LINES - 2, 0);
	paint_send();
	ui->dirty = true;
	for (term_read(&k, 0); k.kind != K_NONE; term_read(&k, 0))
		if (k.kind == K_ESC || k.kind == K_HANGUP)
			return false;
	return true;
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

/* All that is waiting is handled before anything is painted. */
static bool take_batch(struct ui *ui) {
	struct key k;

	for (term_read(&k, wait_ms(ui->top)); k.kind != K_NONE && !ui->quit; term_read(&k, 0)) {
		if (k.kind == K_HANGUP)
			return false;
		handle_key(ui, &k);
		if (ui->quit)
			return true;
	}
	wake_if_due(ui);
	return true;
}

static void out_of_memory(void) {
	for (struct view *v = running != NULL ? running->top : NULL; v != NULL; v = v->below)
		if (v->ops->hangup != NULL)
			v->ops->hangup(v);
	term_stop();
}

enum rc ui_run(struct station *st, const struct actor *actor, struct err *err) {
	struct ui ui = {.st = st, .actor = actor};
	bool alive = true;
	enum rc rc = term_start(err);

	if (rc != RC_OK)
		return rc;
	running = &ui;
	ui.forms = form_memory_new();
	mem_set_handler(out_of_memory);
	if (ui_push(&ui, &today_ops, NULL) != RC_OK)
		ui_push(&ui, &residents_ops, NULL);
	ui.dirty = true;
	while (alive && !ui.quit && ui.top != NULL) {
		if (ui.dirty)
			repaint(&ui);
		alive = take_batch(&ui);
	}
	if (!alive)
		for (struct view *v = ui.top; v != NULL; v = v->below)
			if (v->ops->hangup != NULL)
				v->ops->hangup(v);
	while (ui.top != NULL)
		pop(&ui);
	mem_set_handler(NULL);
	running = NULL;
	term_stop();
	str_clear(&ui.message);
	form_memory_free(ui.forms);
	return alive ? RC_OK : err_set(err, RC_CANCELLED, "ui.hangup", N_("The line dropped or the program was told to end."),
	                               (char *)NULL);
}
