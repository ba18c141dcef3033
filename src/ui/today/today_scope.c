/* Whose lines Today shows: one village, one help team, one worker in charge, taken from the marked
 * line. SPDX-License-Identifier: MIT */
#include "ui/today/today.h"

#include "core/clock.h"
#include "model/person/resident.h"

enum { ALL = 1, MINE, VILLAGE, TEAM, WORKER };

/* One of the three conditions; word: what the head says of it. */
static unsigned show(struct view *v, long long place, long long team, const char *worker,
                     const char *word) {
	struct today *d = v->data;
	struct list_query *q = &d->lv.list.run.q;
	char *kept = mem_strdup(worker), *said = mem_strdup(word);

	free(d->worker);
	free(d->whose_word);
	d->worker = kept;
	d->whose_word = said;
	q->place = place;
	q->team = team;
	q->worker = kept;
	return list_view_again(v);
}

unsigned today_show_all(struct view *v) { return show(v, 0, 0, NULL, NULL); }

/* The village, team or worker of the marked line. */
static unsigned show_as(struct view *v, int choice) {
	const struct due_item *it = today_person(v);
	const struct field_env *names = station_env(v->st);
	long long place = 0, team = 0;
	struct resident r;
	struct str worker = {0};
	struct err err = {0};
	const char *word = NULL;
	unsigned flags = V_REDRAW;

	if (it == NULL)
		return V_REDRAW;
	if (resident_get(v->st, v->actor, it->resident, &r, &err) == RC_OK)
		due_in_charge(v->st, v->actor, clock_today(), &it->order_id, 1, &worker, &err);
	if (err.rc == RC_OK && choice == VILLAGE && (place = r.place.id) != 0)
		word = names->ref_name(names->ctx, "place", r.place.id);
	else if (err.rc == RC_OK && choice == TEAM && (team = r.team.id) != 0)
		word = names->ref_name(names->ctx, "help_team", r.team.id);
	else if (err.rc == RC_OK && choice == WORKER && worker.n)
		word = str_text(&worker);
	if (err.rc != RC_OK)
		ui_say_err(v->ui, &err);
	else if (word == NULL)
		ui_say(v->ui, tr(N_("The marked line says none.")));
	else
		flags = show(v, place, team, choice == WORKER ? word : NULL, word);
	str_clear(&worker);
	entity_clear(&resident_def, &r);
	return flags;
}

static unsigned chosen(struct view *v, void *ctx, int choice) {
	if (choice == ALL)
		return today_show_all(v);
	if (choice == MINE)
		return show(v, 0, 0, v->actor->name, v->actor->name);
	return choice >= VILLAGE ? show_as(v, choice) : V_REDRAW;
}

void today_ask_whose(struct view *v) {
	const char *const choices[] = {tr(N_("Everybody's")), tr(N_("Mine, as worker in charge")),
	                               tr(N_("Of the marked line's village")),
	                               tr(N_("Of its help team")),
	                               tr(N_("Of its worker in charge")), NULL};
	struct ask ask = {.question = tr(N_("Whose lines?")), .choices = choices, .initial = 1,
	                  .answer = chosen};

	ui_ask(v->ui, &ask);
}
