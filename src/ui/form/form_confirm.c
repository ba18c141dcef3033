/* What a form asks before it saves: a doubt is confirmed once, a grave one by saying why. */
#include <stdlib.h>
#include <string.h>

#include "model/person/resident.h"
#include "ui/form/form_priv.h"
#include "ui/loop/ui_priv.h"

static bool is_sure(const struct form_view *d, const char *text) {
	const char *at = strstr(str_text(&d->sure), text);

	return at && at[strlen(text)] == '\n';
}

/* The doubts without an answer; the first one's field. *grave: one of them wants a reason. */
static const char *open_doubts(const struct form_view *d, const struct findings *told, struct str *out, bool *grave) {
	const char *field = NULL;

	*grave = false;
	for (unsigned i = 0; i < told->n; i++) {
		const struct finding *f = &told->v[i];

		if (f->kind == FINDING_TELL || is_sure(d, f->text))
			continue;
		field = field ? field : f->field;
		*grave = *grave || f->kind == FINDING_REASON;
		str_addf(out, "%s\n", f->text);
	}
	return field;
}

/* As a record that is corrected had them already: they were answered when it was saved. */
static void take_old(struct form_view *d) {
	struct findings told = {.n = 0};
	struct str old = {0};
	bool grave;

	if (d->call.id == 0 || d->sure.n > 0)
		return;
	d->form.def->check(&d->call, d->form.base, &told, &(struct err){0});
	open_doubts(d, &told, &old, &grave);
	str_add(&d->sure, str_text(&old));
	str_clear(&old);
}

/* All that is open now was answered. */
static unsigned go_on(struct view *v) {
	struct form_view *d = v->data;
	struct findings told = {.n = 0};
	struct str text = {0};
	bool grave;

	if (d->form.def->check(&d->call, d->form.rec, &told, &(struct err){0}) == RC_OK) {
		open_doubts(d, &told, &text, &grave);
		str_add(&d->sure, str_text(&text));
	}
	str_clear(&text);
	return form_save(v);
}

static unsigned confirmed(struct view *below, void *ctx, int choice) {
	(void)ctx;
	return choice == 1 ? go_on(below) : V_REDRAW;
}

static void ask_why(struct view *v);

static unsigned explained(struct view *below, void *ctx, const char *text) {
	struct form_view *d = below->data;

	(void)ctx;
	if (text && !*text) {
		ask_why(below);
		return V_REDRAW;
	}
	if (!text) {
		ui_say(below->ui, "");
		return V_REDRAW;
	}
	free(d->why);
	d->why = mem_strdup(text);
	return go_on(below);
}

static void ask_why(struct view *v) {
	ui_ask_text(v->ui, &(struct ask_text){.question = tr(N_("Why is it so?")), .answer = explained});
}

bool form_confirm_doubts(struct view *v, const struct findings *told) {
	struct form_view *d = v->data;
	const char *const choices[] = {tr(N_("It is right, save it")), tr(N_("Back to the form")), NULL};
	struct str text = {0};
	const char *field;
	bool grave;

	if (told->n == 0)
		return false;
	take_old(d);
	field = open_doubts(d, told, &text, &grave);
	if (field)
		form_goto(&d->form, form_find(&d->form, 0, field));
	for (char *p = text.s; p && *p; p++)
		*p = *p == '\n' ? ' ' : *p;
	if (grave) {
		ui_say(v->ui, str_text(&text));
		ask_why(v);
	} else if (field) {
		ui_ask(v->ui, &(struct ask){.question = str_text(&text), .choices = choices, .answer = confirmed});
	}
	str_clear(&text);
	return field != NULL;
}
