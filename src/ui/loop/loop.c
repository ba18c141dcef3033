/* The loop: keys to actions, one painting for each batch of input. It knows no screen.
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/station/station.h"
#include "ui/loop/idle.h"
#include "ui/loop/ui_priv.h"
#include "ui/terminal/line_speed.h"
#include "ui/terminal/tty.h"

enum { LONG_MESSAGE = 100 }; /* bytes */

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
		ui_say(ui,
		       tr(N_("Input method on: keys work all the same; Right arrow lists actions.")));
	}
	ui_do(ui, v, id, &k);
}

/* Typed ahead of a question: read before it was painted, or while the line still carries it. */
static bool is_ahead(struct ui *ui, struct view *v) {
	const char *said = tr(N_("Keys pressed before the question was shown were left out."));

	if (!v->asks)
		return false;
	v->asks = !v->painted || line_speed_wait_ms() > 0;
	if (!v->asks || v->left_out)
		return v->asks;
	v->left_out = ui->dirty = true;
	str_addf(&ui->message, "%s%s", ui->message.n ? "  " : "", said);
	return true;
}

/* Who may no longer be in leaves as on a dropped line; who is something else now comes in anew,
 * behind the lock, by the first screen of what they are (rule 11.25). False: the key is nobody's.
 */
static bool rights_stand(struct ui *ui) {
	bool in = true, as_before = true;

	if (station_rights(ui->st, ui->actor, &in, &as_before, NULL) != RC_OK || as_before)
		return true;
	ui_keep(ui);
	if (!in) {
		ui->put_out = ui->quit = true;
		return false;
	}
	while (ui->top != NULL)
		view_pop(ui);
	ui->hooks->reenter(ui);
	return false;
}

/* Another process saved something: lists read their ids again, the marker stays on its record.
 * Forms are left alone, saving them compares versions. False: it was no longer this officer's to
 * go on with. */
static bool notice_others(struct ui *ui) {
	if (ui->top == NULL || ui->quit || !station_has_changed(ui->st))
		return true;
	ui->changes++;
	if (!rights_stand(ui))
		return false;
	if ((ui->top->ops->where & W_BASE) != 0)
		view_reload(ui->top);
	return true;
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
	if (!notice_others(ui))
		return;
	if (is_ahead(ui, v) || (k->kind == K_ESC && idle_put_off(ui)))
		return;
	ui->message_is_new = false;
	if (v->ops->key != NULL)
		flags = v->ops->key(v, k);
	if ((flags & V_NOT_MINE) != 0)
		run_command_key(ui, v, *k);
	else
		ui_apply(ui, v, flags);
	/* A message stays while the marker moves and goes when another screen comes up; a long one
	 * covers lines. */
	if (!ui->message_is_new && ui->message.n > 0 && (ui->top != v ||
	                                                 ui->message.n > LONG_MESSAGE)) {
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

/* All that is waiting is handled before anything is painted; what a view wanted to be woken for
 * comes after. */
static bool take_batch(struct ui *ui) {
	struct key k;
	bool any = false;
	int wait = idle_wait_ms(ui, lock_wait_ms(ui, wait_ms(ui->top)));

	if ((ui->dirty || paint_is_under_way()) && line_speed_wait_ms() < wait)
		wait = line_speed_wait_ms();
	for (term_read(&k, wait); k.kind != K_NONE && !ui->quit; term_read(&k, 0)) {
		if (k.kind == K_HANGUP)
			return false;
		if (k.kind != K_RESIZE)
			ui->last_key = (long long)clock_mono_ms();
		handle_key(ui, &k);
		any = true;
		if (ui->quit)
			return true;
	}
	if (!lock_if_idle(ui))
		return false;
	if (!any) {
		wake_if_due(ui);
		idle_go_on(ui);
	}
	(void)notice_others(ui);
	return true;
}

bool ui_loop(struct ui *ui) {
	bool alive = true;

	while (alive && !ui->quit && ui->top != NULL) {
		if (ui->dirty && line_speed_wait_ms() == 0)
			ui_repaint(ui);
		else if (paint_is_under_way())
			paint_send_more();
		alive = take_batch(ui);
	}
	return alive;
}
