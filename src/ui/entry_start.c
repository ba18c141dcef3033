/* Which kind of entry session, new or put aside. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "entry_view.h"
#include "screens.h"
#include "ui_priv.h"

/* A new session asks its head first. */
static void start(struct view *below, const struct regular_def *kind, const struct ids *order) {
	const struct entry_arg arg = {.kind = kind, .order = order};
	struct ui *ui = below->ui;

	if (ui_push(ui, &entry_ops, &arg) != RC_OK)
		return;
	if (date_is_set(((struct entry_view *)ui->top->data)->listed))
		ui_say(ui, tr(N_("Here you go on where you left this session.")));
	else
		entry_open_head(ui->top);
}

static unsigned kind_chosen(struct view *below, void *ctx, int choice) {
	(void)ctx;
	if (choice > 0 && choice <= REGULAR_COUNT)
		start(below, &regular_table[choice - 1], NULL);
	return V_REDRAW;
}

static bool is_put_aside(struct view *v, const struct regular_def *kind) {
	char *form = mem_printf("entry.%s", kind->kind);
	struct draft draft = {0};
	bool found = draft_find(v->st, v->actor, form, 0, 0, &draft, NULL) == RC_OK;

	draft_clear(&draft);
	free(form);
	return found;
}

void entry_ask_kind(struct view *v) {
	struct str text[REGULAR_COUNT] = {{0}};
	const char *choices[REGULAR_COUNT + 1] = {NULL};
	struct ask ask = {.question = tr(N_("Enter many of which kind?")), .choices = choices, .answer = kind_chosen};

	for (size_t i = 0; i < REGULAR_COUNT; i++) {
		str_add(&text[i], tr(regular_table[i].label));
		if (is_put_aside(v, &regular_table[i]))
			str_add(&text[i], tr(N_(" (put aside: go on)")));
		choices[i] = str_text(&text[i]);
	}
	ui_ask(v->ui, &ask);
	for (size_t i = 0; i < REGULAR_COUNT; i++)
		str_clear(&text[i]);
}
