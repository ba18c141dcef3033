/* Handing all duties of one member to another: to whom, from when, sure? */
#include <stdio.h>
#include <stdlib.h>

#include "core/clock.h"
#include "exchange/print/handover_sheet.h"
#include "ui/team/team_view.h"

static unsigned sure(struct view *v, void *ctx, int choice) {
	struct team *d = v->data;
	const struct handover h = {.from = d->from, .to = d->to, .team = d->summary.id, .day = d->day};
	struct handover_items items = {0};
	struct err err = {0};
	char *path = NULL;

	(void)ctx;
	if (choice == 1) {
		if (handover_apply(v->st, v->actor, &h, &items, &err) != RC_OK)
			ui_say_err(v->ui, &err);
		else if (handover_print(v->st, v->actor, &h, &items, &path, &err) == RC_OK)
			ui_sayf(v->ui, N_("Handed over; the sheet to sign is {path}"), "path", path, (char *)NULL);
		else
			ui_sayf(v->ui, N_("Handed over, but the sheet was not written: {why}"), "why", err.text, (char *)NULL);
	}
	free(path);
	handover_clear(&items);
	return V_RELOAD | V_REDRAW;
}

static unsigned day_typed(struct view *v, void *ctx, const char *text) {
	struct team *d = v->data;
	struct handover h = {.from = d->from, .to = d->to, .team = d->summary.id};
	const char *const choices[] = {tr(N_("Hand over and print the sheet")), tr(N_("Leave it")), NULL};
	char question[200], n[24], people[24];
	struct ask ask = {.question = question, .choices = choices, .initial = 1, .answer = sure};
	struct handover_items items = {0};
	struct err err = {0};

	(void)ctx;
	if (text == NULL)
		return V_REDRAW;
	if (date_parse_entry(text, clock_today(), &d->day, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
		return V_REDRAW;
	}
	h.day = d->day;
	if (handover_plan(v->st, v->actor, &h, &items, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
	} else {
		snprintf(n, sizeof n, "%zu", items.n);
		snprintf(people, sizeof people, "%zu", items.residents);
		text_fill(question, sizeof question, tr(N_("{from} to {to}: {n} duties for {people} residents.")), "from", d->from,
		          "to", d->to, "n", n, "people", people, (char *)NULL);
		ui_ask(v->ui, &ask);
	}
	handover_clear(&items);
	return V_REDRAW;
}

static unsigned successor_typed(struct view *v, void *ctx, const char *text) {
	struct team *d = v->data;
	struct ask_text ask = {.question = tr(N_("First day of the new holder (blank: today):")), .answer = day_typed};

	(void)ctx;
	if (text == NULL || text[0] == '\0')
		return V_REDRAW;
	free(d->to);
	d->to = mem_strdup(text);
	ui_ask_text(v->ui, &ask);
	return V_REDRAW;
}

void team_hand_over(struct view *v) {
	struct team *d = v->data;
	char question[160];
	struct ask_text ask = {.question = question, .answer = successor_typed};

	free(d->from);
	d->from = mem_strdup(list_text(&d->lv.list.run, list_row(&d->lv.list), 0));
	text_fill(question, sizeof question, tr(N_("Who takes over from {name}?")), "name", d->from, (char *)NULL);
	ui_ask_text(v->ui, &ask);
}
