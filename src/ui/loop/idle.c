/* Work between keys: what the program does by itself once a screen stands, in steps so short that
 * no key waits, with a few words in the upper rule. Esc puts it off. SPDX-License-Identifier: MIT
 */
#include "core/clock.h"
#include "ui/loop/idle.h"
#include "ui/loop/ui_priv.h"
#include "ui/terminal/line_speed.h"

enum { QUIET_MS = 3000, STEP_MS = 50, SAY_MS = 1000 };

static void say(struct ui *ui, int percent, bool now) {
	long long at = (long long)clock_mono_ms();

	/* on a slow line a row of words a second is enough, and none while it still carries keys'
	 */
	if (percent == ui->idle.percent ||
	    (!now && (at < ui->idle.said_at + SAY_MS || line_speed_wait_ms() > 0)))
		return;
	ui->idle.percent = percent;
	ui->idle.said_at = at;
	ui->dirty = true;
}

static void take(struct ui *ui, const struct idle_job *job, bool asked) {
	void *data = job->begin(ui, asked);

	if (data == NULL)
		return;
	ui->idle.job = job;
	ui->idle.data = data;
	ui->idle.percent = -1;
	say(ui, 0, true);
}

void idle_end(struct ui *ui) {
	const struct idle_job *job = ui->idle.job;

	if (job == NULL)
		return;
	ui->idle.job = NULL;
	ui->dirty = true;
	job->end(ui, ui->idle.data);
}

void idle_start(struct ui *ui, const struct idle_job *job) {
	if (ui->idle.job == NULL)
		take(ui, job, true);
	else
		ui_say(ui, tr(N_("The program is busy with the line above; then again.")));
}

static const struct idle_job *next_job(const struct ui *ui) {
	return ui->hooks->jobs[ui->idle.next];
}

int idle_wait_ms(const struct ui *ui, int ms) {
	long long left;

	if (ui->idle.job != NULL)
		return 0;
	if (next_job(ui) == NULL)
		return ms;
	left = ui->last_key + QUIET_MS - (long long)clock_mono_ms();
	left = left < 0 ? 0 : left;
	return ms >= 0 && ms < left ? ms : (int)left;
}

void idle_go_on(struct ui *ui) {
	int percent = 0;

	if (ui->idle.job != NULL) {
		if (ui->idle.job->step(ui, ui->idle.data, STEP_MS, &percent))
			say(ui, percent, false);
		else
			idle_end(ui);
	} else if (next_job(ui) != NULL &&
	           (long long)clock_mono_ms() >= ui->last_key + QUIET_MS) {
		take(ui, ui->hooks->jobs[ui->idle.next++], false);
	}
}

bool idle_put_off(struct ui *ui) {
	if (ui->idle.job == NULL || ui->top == NULL || !(ui->top->ops->where & W_BASE))
		return false;
	idle_end(ui);
	ui_say(ui, tr(N_("Put off until the next time somebody comes in.")));
	return true;
}

const char *idle_text(const struct ui *ui, char *out, unsigned long size) {
	out[0] = '\0';
	if (ui->idle.job != NULL)
		text_fill(out, size, tr(N_(" {what} {n} %  Esc: later ")), "what",
		          tr(ui->idle.job->text), "n", NUM(ui->idle.percent), NULL);
	return out;
}
