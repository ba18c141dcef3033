/* The numbers of a file unmasked for a short while, for a reason. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "ui/person/file_view.h"

enum { REVEAL_MS = 30000 };

static void masked_fields(struct str *out) {
	for (size_t i = 0; i < resident_def.count; i++) {
		if (resident_def.fields[i].flags & F_MASKED)
			str_addf(out, "%s%s", out->n ? "," : "", resident_def.fields[i].name);
	}
}

static unsigned reveal_answer(struct view *v, void *ctx, const char *text) {
	struct file *f = v->data;
	struct str fields = {0};
	struct err err = {0};

	if (text == NULL)
		return V_REDRAW;
	masked_fields(&fields);
	if (resident_reveal(v->st, v->actor, f->id, str_text(&fields), text, &err) == RC_OK) {
		f->revealed_until = (long long)clock_mono_ms() + REVEAL_MS;
		ui_wake(v, REVEAL_MS);
		ui_say(v->ui, tr(N_("Shown for 30 seconds; it is in the log.")));
	} else {
		ui_say_err(v->ui, &err);
	}
	str_clear(&fields);
	return V_REDRAW;
}

unsigned file_reveal(struct view *v) {
	struct file *f = v->data;
	struct ask_text ask = {.question = tr(N_("Why are the numbers needed?")),
	                       .answer = reveal_answer};

	if (file_is_revealed(f)) {
		f->revealed_until = 0;
		return V_REDRAW;
	}
	file_show_tab(f, 0); /* which reads nothing of its own */
	ui_ask_text(v->ui, &ask);
	return V_REDRAW;
}

unsigned file_mask_again(struct view *v) {
	struct file *f = v->data;

	f->revealed_until = 0;
	file_glass_wait(f);
	return file_glass_is_over(f) ? file_glass_shut(v) : V_REDRAW;
}
