/* Another officer's case opened in an emergency: asked for where it was refused, a banner while it
 * lasts, shut after it. SPDX-License-Identifier: MIT */

#include "core/clock.h"
#include "model/station/approval.h"
#include "ui/loop/wizard.h"
#include "ui/person/file_view.h"

struct answers {
	long long resident;
	char *why;
};

static unsigned answered(struct view *below, void *answers) {
	const struct answers *a = answers;
	struct err err = {0};

	if (glass_open(below->st, below->actor, a->resident, a->why, &err) == RC_OK)
		ui_open(below->ui, SCREEN_FILE, &a->resident);
	else
		ui_say_err(below->ui, &err);
	return V_REDRAW;
}

static const struct wizard_step steps[] = {
	{.question = N_("Open it in an emergency, for 30 minutes, reading only. Why?"),
	 TO_TEXT(struct answers, why)},
};
static const struct wizard wizard = WIZARD(steps, struct answers, answered);

void file_glass_ask(struct view *v, long long resident, const struct err *refused) {
	if (strcmp(refused->id, "access.case") != 0 || access_answer(v->actor->role,
	                                                             ACT_BREAK_GLASS) == ACCESS_NO)
		return;
	wizard_run(v, &wizard, &(struct answers){.resident = resident});
}

enum rc file_glass_load(struct file *f, struct err *err) {
	enum rc rc = glass_until(f->view->st, f->view->actor, f->id, &f->glass_until, err);

	if (rc == RC_OK && !file_is_revealed(f))
		file_glass_wait(f);
	return rc;
}

void file_glass_wait(struct file *f) {
	if (f->glass_until && !file_glass_is_over(f))
		ui_wake(f->view, (int)(f->glass_until - clock_now_ms()));
}

bool file_glass_is_over(const struct file *f) {
	return f->glass_until && f->glass_until <= clock_now_ms();
}

unsigned file_glass_shut(struct view *v) {
	const struct file *f = v->data;

	ui_say(v->ui, f->glass_until > 1 ? tr(N_("The 30 minutes are over; the file is shut."))
	                                 : tr(N_("This is another officer's case now; the file is shut.")));
	return V_CLOSE | V_RELOAD | V_REDRAW;
}

void file_glass_banner(const struct file *f, struct str *out) {
	char when[20];

	if (f->glass_until)
		str_addf(out, "!%s %s  ", tr(N_("Emergency, reading only, until")),
		         strchr(clock_format_ms(f->glass_until, when), ' ') + 1);
}
