#include "ui/loop/wizard.h"

#include <stdlib.h>
#include <string.h>

struct run {
	const struct wizard *w;
	size_t at;
	void *answers;
};

static void ask(struct view *v, struct run *r);

static char **text_of(const struct run *r, size_t step) {
	return (char **)(void *)((char *)r->answers + r->w->steps[step].text - 1);
}

static void end(void *ctx) {
	struct run *r = ctx;

	for (size_t i = 0; i < r->w->count; i++)
		if (r->w->steps[i].text > 0)
			free(*text_of(r, i));
	free(r->answers);
	free(r);
}

/* The step is answered: the next one that is wanted, or what all of them are for. */
static unsigned go_on(struct view *v, struct run *r) {
	const struct wizard_step *s = &r->w->steps[r->at];
	struct err err = {0};
	unsigned flags;

	if (s->check != NULL && s->check(v, r->answers, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
		ask(v, r);
		return V_REDRAW;
	}
	do
		r->at++;
	while (r->at < r->w->count && r->w->steps[r->at].when != NULL && !r->w->steps[r->at].when(v, r->answers));
	if (r->at < r->w->count) {
		ask(v, r);
		return V_REDRAW;
	}
	flags = r->w->done(v, r->answers);
	end(r);
	return flags;
}

static unsigned text_typed(struct view *v, void *ctx, const char *text) {
	struct run *r = ctx;
	char **out = text_of(r, r->at);

	if (text == NULL || (text[0] == '\0' && r->w->steps[r->at].wanted)) {
		end(r);
		return V_REDRAW;
	}
	free(*out);
	*out = mem_strdup(text);
	return go_on(v, r);
}

static unsigned chosen(struct view *v, void *ctx, int choice) {
	struct run *r = ctx;

	if (choice == 0) {
		end(r);
		return V_REDRAW;
	}
	*(int *)(void *)((char *)r->answers + r->w->steps[r->at].choice - 1) = choice;
	return go_on(v, r);
}

static void ask(struct view *v, struct run *r) {
	const struct wizard_step *s = &r->w->steps[r->at];
	const char *choices[WIZARD_CHOICES + 1] = {NULL}, *initial = s->text > 0 ? *text_of(r, r->at) : NULL;
	struct str question = {0};
	size_t n = 0;
	int at = 0;

	for (; s->choices != NULL && n < WIZARD_CHOICES && s->choices[n] != NULL; n++)
		choices[n] = tr(s->choices[n]);
	if (s->say != NULL)
		s->say(v, r->answers, &question, choices, &initial, &at);
	if (question.n == 0)
		str_add(&question, tr(s->question));
	if (s->text > 0)
		ui_ask_text(v->ui, &(struct ask_text){.question = str_text(&question), .initial = initial,
		                                      .answer = text_typed, .ctx = r, .drop = end});
	else
		ui_ask(v->ui, &(struct ask){.question = str_text(&question), .choices = choices, .initial = at,
		                            .answer = chosen, .ctx = r, .drop = end});
	str_clear(&question);
}

void wizard_run(struct view *v, const struct wizard *w, const void *initial) {
	struct run *r = mem_zalloc(1, sizeof *r);

	*r = (struct run){.w = w, .answers = mem_zalloc(1, w->size)};
	if (initial != NULL)
		memcpy(r->answers, initial, w->size);
	while (r->at < w->count && w->steps[r->at].when != NULL && !w->steps[r->at].when(v, r->answers))
		r->at++;
	ask(v, r);
}
