/* The resident form: who the person is. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "core/idno.h"
#include "model/team/team.h"
#include "ui/form/form_subject.h"
#include "ui/form/forms.h"

static const struct form_row rows[] = {
	FORM_SECTION(N_("Person")),
	FORM_FIELD(0, "name"),
	FORM_FIELD(0, "id_no"),
	FORM_FIELD_AS(0, "sex", FR_PASSED),
	FORM_FIELD_AS(0, "birth", FR_PASSED),
	FORM_FIELD(0, "place"),
	FORM_FIELD(0, "address"),
	FORM_FIELD(0, "phone"),
	FORM_FIELD(0, "job"),
	FORM_FIELD(0, "drug"),
	FORM_FIELD(0, "risk"),
	FORM_SECTION(N_("Work and family")),
	FORM_FIELD(0, "workplace"),
	FORM_FIELD(0, "education"),
	FORM_FIELD(0, "marital"),
	FORM_FIELD(0, "hardship"),
	FORM_FIELD(0, "registered"),
	FORM_FIELD(0, "other_contact"),
	FORM_SECTION(N_("Register and file")),
	FORM_FIELD(0, "team"),
	FORM_FIELD(0, "control"),
	FORM_FIELD(0, "found"),
	FORM_FIELD(0, "isolations"),
	FORM_FIELD(0, "alias"),
	FORM_FIELD(0, "spelling"),
	FORM_FIELD(0, "paper"),
	FORM_FIELD(0, "other_paper"),
	FORM_FIELD(0, "file_no"),
	FORM_FIELD(0, "note"),
};

static enum rc load(const struct form_call *c, void *const rec[], struct err *err) {
	enum rc rc;

	if (c->id == 0)
		return RC_OK;
	rc = resident_look(c->st, c->actor, c->id, err);
	return rc == RC_OK ? resident_get(c->st, c->actor, c->id, rec[0], err) : rc;
}

static enum rc check(const struct form_call *c, void *const rec[], struct findings *told,
                     struct err *err) {
	enum rc rc = resident_check(rec[0], clock_today(), told, err);

	return rc == RC_OK ? duty_lead_check(c->st, c->actor, rec[0], told, err) : rc;
}

static enum rc save(const struct form_call *c, void *const rec[], struct str *said,
                    struct err *err) {
	struct resident *r = rec[0];
	struct findings warnings = {0};
	char text[300];
	enum rc rc = resident_save(c->st, c->actor, r, err);

	if (rc != RC_OK)
		return rc;
	text_fill(text, sizeof text,
	          tr(c->id ? N_("Saved {name}, file {file}.")
	                   : N_("Saved {name}, file {file}. Now the order.")),
	          "name", r->name, "file", r->file_no, NULL);
	str_add(said, text);
	if (resident_check(r, clock_today(), &warnings, NULL) == RC_OK)
		form_add_warnings(&warnings, said);
	return RC_OK;
}

/* What an ID number says goes where nothing stands yet; what stands there and differs is named, not
 * changed. */
static void derive(void *const rec[], const char *field, struct str *say) {
	struct resident *r = rec[0];
	struct code sex;
	struct date birth;
	char day[DATE_BUF], text[200];

	if (!r->id_no || (strcmp(field, "id_no") != 0 && strcmp(field, "sex") != 0 &&
	                  strcmp(field, "birth") != 0))
		return;
	birth = idno_birth(r->id_no);
	sex = code_of(idno_is_male(r->id_no) ? "m" : "f");
	if (strcmp(field, "id_no") == 0) {
		if (!code_is_set(r->sex))
			r->sex = sex;
		if (!date_is_set(r->birth))
			r->birth = birth;
		if (!code_is_set(r->paper))
			r->paper = code_of("id");
	}
	if ((code_is_set(r->sex) && !code_is(r->sex, sex.s)) ||
	    (date_is_set(r->birth) && date_cmp(r->birth, birth) != 0))
		text_fill(text, sizeof text,
		          tr(N_("The ID number says {sex}, born {day}: please compare.")), "sex",
		          code_label(&codes_sex, sex), "day", date_format(birth, day), NULL);
	else if (strcmp(field, "id_no") == 0)
		text_fill(text, sizeof text, tr(N_("From the ID number: {sex}, born {day}.")),
		          "sex", code_label(&codes_sex, sex), "day", date_format(birth, day), NULL);
	else
		return;
	str_reset(say);
	str_add(say, text);
}

/* Who has this ID number: by name where the actor may know it. */
static bool known(const struct form_call *c, void *const rec[], const char *field,
                  struct str *question, long long *whose) {
	const struct resident *r = rec[0];
	struct resident other;
	struct err err = {0};
	enum match m = MATCH_NONE;
	enum rc rc;

	if (strcmp(field, "id_no") != 0 || !r->id_no)
		return false;
	rc = resident_doubt_number(c->st, c->actor, r->id_no, r->rec.id, &m, whose, &err);
	if (rc == RC_DENIED) {
		*whose = 0;
		str_add(question, err.text);
		return true;
	}
	if (rc != RC_OK || m == MATCH_NONE)
		return false;
	if (m == MATCH_FOUND && resident_get(c->st, c->actor, *whose, &other, NULL) == RC_OK) {
		str_fill(question, N_("This ID number is on file: {name}, file {file}."), "name",
		         other.name, "file", other.file_no, NULL);
		entity_clear(&resident_def, &other);
		return true;
	}
	*whose = 0;
	str_add(question, tr(N_("This ID number is on file already. Ask the head of the station.")));
	return true;
}

static void about(const struct form_call *c, void *const rec[], struct str *out) {
	if (c->id != 0)
		form_subject_person(c, rec[0], out);
}

const struct form_def resident_form = {
	.id = "resident", .title = N_("Resident"), .rows = rows,
	.row_count = sizeof rows / sizeof *rows, .entity = {&resident_def}, .load = load,
	.check = check, .save = save, .derive = derive, .known = known, .next = &order_form,
	.about = about,
};
