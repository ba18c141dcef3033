/* The sheet for a round: which day, which village, printed. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "exchange/print/round_sheet.h"
#include "model/station/tables.h"
#include "ui/loop/screens.h"
#include "ui/loop/wizard.h"

static void print(struct view *v, struct date day, long long place) {
	struct round trip = {.id = 0};
	struct err err = {0};
	char number[24], people[24];
	char *path = NULL;

	if (round_print(v->st, v->actor, day, place, &trip, &path, &err) == RC_OK) {
		snprintf(number, sizeof number, "%lld", trip.id);
		snprintf(people, sizeof people, "%zu", trip.n);
		ui_sayf(v->ui, N_("Sheet {number} with {people} people: {path}"), "number", number,
		        "people", people, "path", path, (char *)NULL);
	} else {
		ui_say_err(v->ui, &err);
	}
	free(path);
	round_clear(&trip);
}

struct answers {
	char *day, *village;
	struct date date;
	long long place; /* 0: every village */
};

static enum rc check_day(struct view *v, void *answers, struct err *err) {
	struct answers *a = answers;

	a->date = clock_today();
	return a->day[0] ? date_parse_entry(a->day, clock_today(), &a->date, err) : RC_OK;
}

static enum rc check_village(struct view *v, void *answers, struct err *err) {
	struct answers *a = answers;

	a->place = a->village[0] ? place_find(v->st, a->village) : 0;
	return !a->village[0] || a->place ? RC_OK
	                                  : err_set(err, RC_NOT_FOUND, "place.none",
	                                            N_("No village or community is called {name}"),
	                                            "name", a->village, (char *)NULL);
}

static unsigned answered(struct view *v, void *answers) {
	const struct answers *a = answers;

	print(v, a->date, a->place);
	return V_REDRAW;
}

void round_ask(struct view *v) {
	static const struct wizard_step steps[] = {
		{.question = N_("Day of the round (blank: today):"),
	         .text = offsetof(struct answers, day) + 1,
	         .check = check_day},
		{.question = N_("Village (blank: all):"),
	         .text = offsetof(struct answers, village) + 1,
	         .check = check_village},
	};
	static const struct wizard wizard = WIZARD(steps, struct answers, answered);

	wizard_run(v, &wizard, NULL);
}
