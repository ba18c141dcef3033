/* SPDX-License-Identifier: MIT */
#include "ui/loop/wizard.h"

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

static void skip(struct view *v, struct run *r) {
	const struct wizard *w = r->w;

	while (r->at < w->count && w->steps[r->at].when != NULL &&
	       !w->steps[r->at].when(v, r->answers))
		r->at++;
}

/* The step is answered: the next one that is wanted, or what all of them are for. */
static unsigned go_on(struct view *v, struct run *r) {
	const struct wizard_step *s = &r->w->steps[r->at];
	struct err err = {0};
	unsigned flags;

	if (s->check != NULL && s->check(v, r->answers, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
		if (s->ends)
			end(r);
		else
			ask(v, r);
		return V_REDRAW;
	}
	r->at++;
	skip(v, r);
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
	const char *choices[WIZARD_CHOICES + 1] = {NULL}, *typed = s->text > 0
	                                          ? *text_of(r, r->at) : NULL;
	struct wizard_words w = {.count = 0};

	for (; s->choices != NULL && w.count < WIZARD_CHOICES &&
	     s->choices[w.count] != NULL; w.count++)
		choices[w.count] = tr(s->choices[w.count]);
	if (s->say != NULL)
		s->say(v, r->answers, &w);
	for (int i = 0; s->choices == NULL && i < w.count; i++)
		choices[i] = w.choice[i];
	if (w.question.n == 0 && s->question != NULL)
		str_add(&w.question, tr(s->question));
	if (s->text > 0)
		ui_ask_text(v->ui, &(struct ask_text){.question = str_text(&w.question),
		                                      .initial = typed != NULL ? typed : w.initial,
		                                      .ref = s->ref, .answer = text_typed,
		                                      .ctx = r, .drop = end});
	else if (w.count == 1 && s->alone)
		chosen(v, r, 1);
	else if (w.count > 0)
		ui_ask(v->ui, &(struct ask){.question = str_text(&w.question), .choices = choices,
		                            .initial = w.at, .answer = chosen, .ctx = r,
		                            .drop = end});
	else
		end(r);
	str_clear(&w.question);
}

void wizard_run(struct view *v, const struct wizard *w, const void *initial) {
	struct run *r = mem_zalloc(1, sizeof *r);

	*r = (struct run){.w = w, .answers = mem_zalloc(1, w->size)};
	if (initial != NULL)
		memcpy(r->answers, initial, w->size);
	for (size_t i = 0; i < w->count; i++)
		if (w->steps[i].text > 0)
			*text_of(r, i) = mem_strdup(*text_of(r, i));
	skip(v, r);
	ask(v, r);
}
