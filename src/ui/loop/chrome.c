/* What stands around every screen: head, rules, message, keys; and painting it all once per batch
 * of input. SPDX-License-Identifier: MIT */
#include <curses.h>

#include "core/clock.h"
#include "core/process.h"
#include "core/utf8.h"
#include "model/station/clock.h"
#include "ui/list/list.h"
#include "ui/loop/idle.h"
#include "ui/loop/ui_priv.h"
#include "ui/terminal/line_speed.h"
#include "ui/terminal/tty.h"

enum { STATUS_CELLS = 10 };

static void paint_doubt(const struct view *v, int x) {
	struct clock_state clock;
	char banner[200];

	station_clock_known(v->st, &clock);
	if (!clock.doubted)
		return;
	text_fill(banner, sizeof banner,
	          tr(N_(" clock {now}, last entry {believed}: the head confirms it ")), "now",
	          clock.now, "believed", clock.believed, NULL);
	paint_run(1, x, TONE_ALERT, banner);
}

static void paint_head(const struct view *v) {
	struct str left = {0}, right = {0};
	int width, room, x = 4;

	if (v->ops->head != NULL)
		v->ops->head(v, &left, &right);
	if (v->ops->list != NULL && v->ops->list(v)->filter[0] != '\0')
		str_addf(&left, "  /%s (%zu)", v->ops->list(v)->filter, v->ops->list(v)->ids.n);
	width = utf8_width(str_text(&right));
	/* what the left side leaves, half the row at least */
	room = COLS - utf8_width(str_text(&left)) - 3;
	if (room < COLS / 2)
		room = COLS / 2;
	if (width > room)
		width = room;
	paint_text(0, 0, COLS - width - 2, TONE_BOLD, str_text(&left));
	paint_text(0, COLS - width - 1, width, TONE_PLAIN, str_text(&right));
	paint_rule(1);
	if (clock_is_moved()) {
		char day[DATE_BUF], banner[160];

		text_fill(banner, sizeof banner, tr(N_(" the day is set to {day} ")), "day",
		          date_format(clock_today(), day), NULL);
		x = paint_run(1, x, TONE_ALERT, banner) + 2;
	}
	{
		char job[80];

		if (*idle_text(v->ui, job, sizeof job))
			x = paint_run(1, x, TONE_BOLD, job) + 2;
	}
	if (station_is_read_only(v->st))
		paint_run(1, x, TONE_ALERT,
			tr(station_is_damaged(v->st)
		                   ? N_(" database damaged, read only: restore the newest good backup ")
		                   : N_(" read only: nothing can be saved ")));
	else
		paint_doubt(v, x);
	str_clear(&left);
	str_clear(&right);
}

static int bottom_item(const struct view *v, int x, int limit, const struct action_def *a,
                       bool paint) {
	/* Back from the first screen leaves. */
	const char *label = tr(a->id == ACTION_BACK && v->below == NULL
	                       ? action_table[ACTION_QUIT].label : a->label);
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
	const struct action_def *help = &action_table[ACTION_HELP],
	                                *back = &action_table[ACTION_BACK];
	int tail = 0, x = 1;

	if (view_can(v, ACTION_HELP))
		tail = bottom_item(v, 0, COLS, help, false);
	if (view_can(v, ACTION_BACK))
		tail = bottom_item(v, tail, COLS, back, false);
	for (int rank = 1; rank < 10; rank++)
		for (int i = 1; i < ACTION_COUNT; i++) {
			const struct action_def *a = &action_table[i];

			if (a->bottom == rank && a->keys[0] != '\0' && view_can(v, a->id))
				x = bottom_item(v, x, a == help ||
				                a == back ? COLS : COLS - tail - 1, a, true);
		}
}

/* A sentence too long for its row goes up over the screen's lowest lines, until the next key. */
static void paint_message(const struct ui *ui, const struct view *v) {
	const char *text = str_text(&ui->message);
	int x = STATUS_CELLS + 1, room = COLS - x - 1, lines = utf8_width(text) / (COLS - 4) + 1;
	struct area all = {.top = 0, .rows = LINES - 1, .cols = COLS};

	if (utf8_width(text) <= room || ui->top->ops->overlay) { /* what asks has those lines */
		paint_text(LINES - 2, x, COLS - x, TONE_PLAIN, text);
		return;
	}
	if (lines > v->area.rows)
		lines = v->area.rows;
	for (int y = LINES - 3 - lines; y < LINES - 1; y++)
		paint_blank(y);
	paint_rule(LINES - 3 - lines);
	paint_wrapped(&all, LINES - 2 - lines, 1, TONE_BOLD, text);
}

/* Over a screen stands a question, a list or a text box: the screen's own keys do nothing then. */
static void paint_bottom_over(void) {
	int x = paint_run(LINES - 1, 1, TONE_BOLD, "Enter");

	x = paint_run(LINES - 1, x + 1, TONE_PLAIN, tr(N_("OK")));
	x = paint_run(LINES - 1, x + 2, TONE_BOLD, "Esc");
	paint_run(LINES - 1, x + 1, TONE_PLAIN, tr(action_table[ACTION_BACK].label));
}

static void paint_foot(const struct ui *ui, const struct view *v) {
	struct str status = {0};

	paint_rule(LINES - 3);
	if (v->ops->status != NULL)
		v->ops->status(v, &status);
	paint_text(LINES - 2, 1, STATUS_CELLS - 1, TONE_PLAIN, str_text(&status));
	if (ui->top->ops->overlay)
		paint_bottom_over();
	else
		paint_bottom(v);
	str_clear(&status);
}

static void paint_views(const struct ui *ui, struct view *v) {
	if (v->ops->overlay && v->below != NULL) {
		paint_views(ui, v->below);
	} else if (v->ops->head != NULL) {
		paint_head(v);
		paint_foot(ui, v);
	}
	if (v->ops->draw != NULL)
		v->ops->draw(v, &v->area);
	if (!v->ops->overlay && v->ops->head != NULL)
		paint_message(ui, v);
}

void ui_repaint(struct ui *ui) {
	ui->dirty = false;
	erase();
	if (ui_too_small()) {
		paint_text(LINES / 2, 0, COLS, TONE_PLAIN,
		           tr(N_("Make the window larger (60x16).")));
		paint_cursor(LINES / 2, 0);
	} else if (ui->top != NULL) {
		paint_cursor(LINES - 2, 0);
		paint_views(ui, ui->top);
		ui->top->painted = true;
	}
	paint_send();
}

static void paint_progress(struct ui *ui, const char *what, long long done, long long total) {
	char line[200];

	text_fill(line, sizeof line, tr(total > 0 ? N_("{what} {done} of {total}   Esc stops")
	                       : N_("{what} {done}   Esc stops")), "what",
	          what, "done", NUM(done), "total", NUM(total), NULL);
	paint_text(LINES - 2, 1, COLS - 1, TONE_PLAIN, line);
	paint_cursor(LINES - 2, 0);
	paint_send();
	ui->dirty = true;
}

bool ui_progress(struct ui *ui, const char *what, long long done, long long total) {
	unsigned long long now = (unsigned long long)clock_mono_ms();
	struct key k;

	if (now < ui->progress_at || (line_speed_wait_ms() > 0 && !process_holds()))
		return !term_hung_up();
	ui->progress_at = now + 500;
	/* with the lock held nothing is painted: the terminal may take nothing, and all would wait
	 */
	if (!process_holds())
		paint_progress(ui, what, done, total);
	for (term_read(&k, 0); k.kind != K_NONE; term_read(&k, 0))
		if (k.kind == K_ESC || k.kind == K_HANGUP)
			return false;
	return true;
}
