/* Which kind of entry session, new or put aside. SPDX-License-Identifier: MIT */
#include "model/entry/round.h"
#include "ui/entry/entry_view.h"
#include "ui/loop/screens.h"
#include "ui/loop/ui_priv.h"

/* Of the session being asked for; prompts stand above each other, so there is one. */
static struct ids marked;

/* A new session asks its head first. */
static void start(struct view *below, const struct duty_kind_def *kind, long long sheet) {
	const struct entry_arg arg = {
		.kind = kind, .sheet = sheet, .people = sheet == ENTRY_MARKED ? &marked : NULL};
	struct ui *ui = below->ui;

	if (ui_push(ui, &entry_ops, &arg) != RC_OK)
		return;
	if (entry_reopen_form(ui->top))
		return;
	if (date_is_set(((struct entry_view *)ui->top->data)->listed))
		ui_say(ui, tr(N_("Here you go on where you left this session.")));
	else
		entry_open_head(ui->top, NULL, 0);
}

/* The other way round than entry_draft_name. NULL: not of a session. */
static const struct duty_kind_def *kind_of_draft(const char *form, long long *sheet) {
	static const char prefix[] = "entry.";
	const char *kind = form + sizeof prefix - 1;
	size_t n;

	if (strncmp(form, prefix, sizeof prefix - 1) != 0)
		return NULL;
	n = strcspn(kind, ".");
	*sheet = kind[n] ? strtoll(kind + n + 1, NULL, 10) : 0;
	for (size_t i = 0; i < duty_kind_count; i++)
		if (strncmp(kind, duty_kind_table[i].kind, n) == 0 &&
		    duty_kind_table[i].kind[n] == '\0')
			return &duty_kind_table[i];
	return NULL;
}

const char *entry_draft_label(const char *form) {
	long long sheet;
	const struct duty_kind_def *kind = kind_of_draft(form, &sheet);

	return kind ? tr(kind->label) : NULL;
}

void entry_go_on(struct view *below, const char *form) {
	long long sheet;
	const struct duty_kind_def *kind = kind_of_draft(form, &sheet);

	if (kind)
		start(below, kind, sheet);
}

static bool is_put_aside(struct view *v, const struct duty_kind_def *kind, long long sheet) {
	char *form = entry_draft_name(kind, sheet);
	struct draft draft = {0};
	bool found = draft_find(v->st, v->actor, form, 0, 0, 0, &draft, NULL) == RC_OK;

	draft_clear(&draft);
	free(form);
	return found;
}

static void ask_kind(struct view *v, long long *sheet);

static unsigned number_typed(struct view *v, void *ctx, const char *text) {
	char *end;
	long long number = text ? strtoll(text, &end, 10) : 0;
	struct ids residents = {0};
	struct date day;
	struct err err = {0};
	long long *sheet;

	if (text == NULL)
		return V_REDRAW;
	if (round_get(v->st, v->actor, number, &day, &residents, &err) == RC_OK) {
		sheet = mem_zalloc(1, sizeof *sheet);
		*sheet = number;
		ask_kind(v, sheet);
	} else {
		ui_say_err(v->ui, &err);
	}
	ids_clear(&residents);
	return V_REDRAW;
}

static void ask_number(struct view *v) {
	char last[24];

	snprintf(last, sizeof last, "%lld", round_last(v->st, v->actor));
	ui_ask_text(v->ui, &(struct ask_text){.question = tr(N_("Number of the sheet:")),
	                                      .initial = last,
	                                      .answer = number_typed});
}

static unsigned kind_chosen(struct view *below, void *ctx, int choice) {
	long long *sheet = ctx;

	if (choice > 0 && choice <= (int)duty_kind_count)
		start(below, &duty_kind_table[choice - 1], sheet ? *sheet : 0);
	else if (choice > (int)duty_kind_count)
		ask_number(below);
	free(sheet);
	return V_REDRAW;
}

/* sheet: on the heap, for the answer to free; NULL: who is due, and a sheet can be chosen. */
static void ask_kind(struct view *v, long long *sheet) {
	struct str text[DUTY_KIND_MOST] = {{0}};
	const char *choices[DUTY_KIND_MOST + 2] = {NULL};
	struct ask ask = {.question = tr(N_("Enter many of which kind?")),
	                  .choices = choices,
	                  .answer = kind_chosen,
	                  .ctx = sheet};

	for (size_t i = 0; i < duty_kind_count; i++) {
		str_add(&text[i], tr(duty_kind_table[i].label));
		if (is_put_aside(v, &duty_kind_table[i], sheet ? *sheet : 0))
			str_add(&text[i], tr(N_(" (put aside: go on)")));
		choices[i] = str_text(&text[i]);
	}
	if (!sheet && round_last(v->st, v->actor))
		choices[duty_kind_count] = tr(N_("In the order of a sheet for a round"));
	ui_ask(v->ui, &ask);
	for (size_t i = 0; i < duty_kind_count; i++)
		str_clear(&text[i]);
}

void entry_ask_kind(struct view *v) { ask_kind(v, NULL); }

void entry_ask_kind_for(struct view *v, const struct ids *people) {
	long long *sheet = mem_zalloc(1, sizeof *sheet);

	ids_clear(&marked);
	for (size_t i = 0; i < people->n; i++)
		ids_add(&marked, people->v[i]);
	*sheet = ENTRY_MARKED;
	ask_kind(v, sheet);
}
