/* The sheet for a round: which day, which village, printed. */
#include <stdio.h>
#include <stdlib.h>

#include "core/clock.h"
#include "exchange/print/round_sheet.h"
#include "model/station/tables.h"
#include "ui/loop/screens.h"

static void print(struct view *v, struct date day, long long place) {
	struct round trip = {.id = 0};
	struct err err = {0};
	char number[24], people[24];
	char *path = NULL;

	if (round_print(v->st, v->actor, day, place, &trip, &path, &err) == RC_OK) {
		snprintf(number, sizeof number, "%lld", trip.id);
		snprintf(people, sizeof people, "%zu", trip.n);
		ui_sayf(v->ui, N_("Sheet {number} with {people} people: {path}"), "number", number, "people", people, "path", path,
		        (char *)NULL);
	} else {
		ui_say_err(v->ui, &err);
	}
	free(path);
	round_clear(&trip);
}

/* The day waits on the heap while the village is asked. */
static unsigned village_typed(struct view *v, void *ctx, const char *text) {
	struct date *day = ctx;
	long long place = text && text[0] ? place_find(v->st, text) : 0;

	if (text && text[0] && place == 0)
		ui_sayf(v->ui, N_("No village or community is called {name}"), "name", text, (char *)NULL);
	else if (text)
		print(v, *day, place);
	free(day);
	return V_REDRAW;
}

static unsigned day_typed(struct view *v, void *ctx, const char *text) {
	struct date *day;
	struct err err = {0};

	(void)ctx;
	if (text == NULL)
		return V_REDRAW;
	day = mem_zalloc(1, sizeof *day);
	*day = clock_today();
	if (text[0] && date_parse_entry(text, clock_today(), day, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
		free(day);
		return V_REDRAW;
	}
	ui_ask_text(v->ui, &(struct ask_text){.question = tr(N_("Village (blank: all):")), .answer = village_typed, .ctx = day});
	return V_REDRAW;
}

void round_ask(struct view *v) {
	ui_ask_text(v->ui, &(struct ask_text){.question = tr(N_("Day of the round (blank: today):")), .answer = day_typed});
}
