/* The forms of the station's small tables: an officer, a village, another name of the station.
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/access/officer.h"
#include "model/person/place.h"
#include "model/settings.h"
#include "ui/form/forms.h"

static void say_saved(struct str *said, const char *name) {
	char text[240];

	text_fill(text, sizeof text, tr(N_("Saved: {name}.")), "name", name, NULL);
	str_add(said, text);
}

/* ---- an officer ---- */

static enum rc load_officer(const struct form_call *c, void *const rec[], struct err *err) {
	struct officer *o = rec[0];

	if (c->id)
		return officer_get(c->st, c->actor, c->id, o, err);
	o->role = code_of("officer");
	o->active = code_of("yes");
	return RC_OK;
}

static enum rc save_officer(const struct form_call *c, void *const rec[], struct str *said,
                            struct err *err) {
	struct officer *o = rec[0];
	enum rc rc = officer_save(c->st, c->actor, o, err);

	if (rc == RC_OK)
		say_saved(said, o->name);
	return rc;
}

const struct form_def officer_form = {.id = "officer", .entity = {&officer_def},
                                      .load = load_officer, .save = save_officer};

/* ---- a village ---- */

static const struct form_row place_rows[] = {
	FORM_FIELD(0, "name"), FORM_FIELD(0, "kind"), FORM_FIELD(0, "sort_no"),
	FORM_FIELD(0, "population"), FORM_FIELD(0, "code"), FORM_FIELD(0, "active"),
};

static enum rc load_place(const struct form_call *c, void *const rec[], struct err *err) {
	struct place *p = rec[0];

	if (c->id)
		return place_get(c->st, c->actor, c->id, p, err);
	p->active = code_of("yes");
	return RC_OK;
}

static enum rc save_place(const struct form_call *c, void *const rec[], struct str *said,
                          struct err *err) {
	struct place *p = rec[0];
	enum rc rc = place_save(c->st, c->actor, p, err);

	if (rc == RC_OK)
		say_saved(said, p->name);
	return rc;
}

const struct form_def place_form = {
	.id = "place", .rows = place_rows, .row_count = sizeof place_rows / sizeof *place_rows,
	.entity = {&place_def}, .load = load_place, .save = save_place,
};

/* ---- another name of the station ---- */

static enum rc load_name(const struct form_call *c, void *const rec[], struct err *err) {
	((struct station_name *)rec[0])->since = clock_today();
	return RC_OK;
}

static enum rc save_name(const struct form_call *c, void *const rec[], struct str *said,
                         struct err *err) {
	struct station_name *n = rec[0];
	enum rc rc = station_rename(c->st, c->actor, n, err);

	if (rc == RC_OK)
		say_saved(said, n->name);
	return rc;
}

const struct form_def station_name_form = {.id = "station_name", .entity = {&station_name_def},
                                           .load = load_name, .save = save_name};
