/* The station's screen: villages, joined and parted. SPDX-License-Identifier: MIT */
#include "model/person/place.h"
#include "ui/form/forms.h"
#include "ui/loop/wizard.h"
#include "ui/office/station_view.h"

struct join {
	long long from, into, people;
	char *name; /* into which */
	char from_name[WIZARD_WORDS];
	int choice;
};

static void say_into(struct view *v, void *answers, struct wizard_words *w) {
	const struct join *j = answers;
	char text[300];

	text_fill(text, sizeof text, tr(N_("Into which village is {name} joined?")), "name",
	          j->from_name, NULL);
	str_add(&w->question, text);
}

static enum rc check_into(struct view *v, void *answers, struct err *err) {
	struct join *j = answers;

	j->into = place_find(v->st, j->name);
	if (j->into == 0)
		return err_set(err, RC_NOT_FOUND, "filter.place",
		               N_("No village or community is called {name}"), "name", j->name, NULL);
	return RC_OK;
}

static void say_sure(struct view *v, void *answers, struct wizard_words *w) {
	const struct join *j = answers;
	char text[500];

	text_fill(text, sizeof text,
	          tr(N_("From today {n} people of {name} live in {into}; what was before keeps the "
	                "old name. Join them?")),
	          "n", NUM(j->people), "name", j->from_name, "into", j->name, NULL);
	str_add(&w->question, text);
}

static const char *const sure[] = {N_("Look again first"), N_("Join them"), NULL};
static const struct wizard_step join_steps[] = {
	{TO_TEXT(struct join, name), .ref = "place", .wanted = true, .say = say_into,
	 .check = check_into},
	{TO_CHOICE(struct join, choice), .choices = sure, .say = say_sure},
};

static unsigned join_said(struct view *v, void *answers) {
	const struct join *j = answers;
	struct err err = {0};
	long long moved = 0;

	if (j->choice != 2)
		return V_REDRAW;
	if (place_join(v->st, v->actor, j->from, j->into, &moved, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_sayf(v->ui, N_("{name} is joined into {into}, with {n} people; o takes it back."),
		        "name", j->from_name, "into", j->name, "n", NUM(moved), NULL);
	return V_RELOAD | V_REDRAW;
}
static const struct wizard join_wizard = WIZARD(join_steps, struct join, join_said);

static void join(struct view *v, long long id) {
	struct join j = {.from = id};
	struct place_line p;
	struct err err = {0};

	if (places_get(v->st, v->actor, &id, 1, &p, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
	} else {
		snprintf(j.from_name, sizeof j.from_name, "%s", p.place.name ? p.place.name : "");
		j.people = p.people;
		wizard_run(v, &join_wizard, &j);
	}
	place_line_clear(&p);
}

static unsigned parted(struct view *v, void *ctx, int choice) {
	struct err err = {0};
	long long moved = 0;

	if (choice != 2)
		return V_REDRAW;
	if (place_part(v->st, v->actor, ((struct station_view *)v->data)->line, &moved, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_sayf(v->ui, N_("Parted again; {n} people live there."), "n", NUM(moved), NULL);
	return V_RELOAD | V_REDRAW;
}

unsigned station_act_place(struct view *v, enum action_id action, long long id) {
	const char *const choices[] = {tr(sure[0]), tr(N_("Take the joining back")), NULL};

	if (action == ACTION_JOIN_VILLAGE) {
		join(v, id);
	} else if (action == ACTION_PART_VILLAGE) {
		((struct station_view *)v->data)->line = id;
		ui_ask(v->ui, &(struct ask){.question = tr(N_("Who moved by the joining and not "
		                                              "since lives there again from today. "
		                                              "Part them?")),
		                            .choices = choices, .answer = parted});
	} else {
		form_open(v->ui, &place_form, &(struct form_call){.id = action == ACTION_ADD ? 0 : id});
	}
	return V_REDRAW;
}
