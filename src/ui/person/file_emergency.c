/* Another officer's case opened in an emergency: asked for where it was refused, a banner while it lasts, shut after it. */
#include <string.h>

#include "core/clock.h"
#include "model/station/approval.h"
#include "ui/loop/screens.h"
#include "ui/person/file_view.h"

static long long asked; /* whose file is being asked for; prompts stand above each other, so there is one */

static unsigned answered(struct view *below, void *ctx, const char *text) {
	struct err err = {0};

	(void)ctx;
	if (text == NULL)
		return V_REDRAW;
	if (glass_open(below->st, below->actor, asked, text, &err) == RC_OK)
		ui_open(below->ui, SCREEN_FILE, &asked);
	else
		ui_say_err(below->ui, &err);
	return V_REDRAW;
}

void file_glass_ask(struct view *v, long long resident, const struct err *refused) {
	struct ask_text ask = {.question = tr(N_("Open it in an emergency, for 30 minutes, reading only. Why?")),
	                       .answer = answered};

	if (strcmp(refused->id, "access.case") != 0 || access_answer(v->actor->role, ACT_BREAK_GLASS) == ACCESS_NO)
		return;
	asked = resident;
	ui_ask_text(v->ui, &ask);
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
	ui_say(v->ui, tr(N_("The 30 minutes are over; the file is shut.")));
	return V_CLOSE | V_RELOAD | V_REDRAW;
}

void file_glass_banner(const struct file *f, struct str *out) {
	char when[20];

	if (f->glass_until)
		str_addf(out, "!%s %s  ", tr(N_("Emergency, reading only, until")),
		         strchr(clock_format_ms(f->glass_until, when), ' ') + 1);
}
