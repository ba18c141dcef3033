/* SPDX-License-Identifier: MIT */
#include "model/event/event.h"

#include "core/clock.h"
#include "model/event/coming.h"
#include "model/event/drug_testing.h"
#include "model/event/helping.h"
#include "model/event/leave.h"
#include "model/event/present.h"
#include "model/event/registers.h"

const struct event_def event_table[] = {
	{"test", N_("Drug tests"), &test_def, "sample", test_check, NULL, NULL, NULL},
	{"talk", N_("Talks"), &talk_def, "channel", talk_check, NULL, NULL, NULL},
	{"visit", N_("Visits"), &visit_def, "visited", NULL, NULL, NULL, NULL},
	{"phone", N_("Phone contacts"), &phone_contact_def, "spoke_with", NULL, NULL, NULL, NULL},
	{"report", N_("Self reports"), &self_report_def, "period", NULL, NULL, NULL, NULL},
	{"leave", N_("Leave"), &leave_def, "leave_from", leave_check, NULL, leave_stand, NULL},
	{"missed", N_("Missed tests"), &missed_def, "window_no", missed_check, NULL, NULL, NULL},
	{"warning", N_("Warnings"), &warning_def, "kind", warning_check, NULL, NULL, NULL},
	{"excused", N_("Excused"), &excused_def, "kind", excused_check, NULL, NULL, NULL},
	{"police", N_("Reports to the police"), &police_def, "reason", police_check, NULL, NULL, NULL},
	{"custody", N_("Away from the community"), &custody_def, "kind", custody_check, NULL, NULL, "until"},
	{"search", N_("Searches for people"), &search_def, NULL, search_check, NULL, NULL, NULL},
	{"assessment", N_("Assessments"), &assessment_def, "kind", assessment_check, "risk", NULL, NULL},
	{"work", N_("Work"), &employment_def, "workplace", NULL, "job", NULL, "until"},
	{"aid", N_("Help given"), &aid_def, "kind", aid_check, NULL, NULL, NULL},
	{"relative", N_("Relatives"), &relative_def, "relative_name", relative_check, NULL, NULL, "until"},
	{"control", N_("Control state"), &control_def, NULL, NULL, "control", NULL, NULL},
	{"use", N_("Use found"), &use_def, "found_by", NULL, NULL, NULL, NULL},
	{"stated", N_("Values said"), &stated_def, "basis", stated_check, "values", NULL, NULL},
	{.id = "intake", .label = N_("Case intakes"), .entity = &intake_def, .subkey = "came_by"},
	{.id = "pickup", .label = N_("Pick-ups"), .entity = &pickup_def,
	 .subkey = "release_on", .check = pickup_check},
	{.id = "move", .label = N_("Changes of place"), .entity = &moving_def, .subkey = "direction"},
	{.id = "dual", .label = N_("Dual control"), .entity = &dual_control_def,
	 .subkey = "other_station", .until = "until"},
	{.id = "lost", .label = N_("Out of reach"), .entity = &lost_def, .check = lost_check,
	 .until = "found"},
	{.id = "grid", .label = N_("Grids"), .entity = &grid_entry_def, .subkey = "grid",
	 .until = "until"},
	{.id = "checkin", .label = N_("Check-ins"), .entity = &check_in_def, .subkey = "kind",
	 .check = checkin_check},
	{.id = "followup", .label = N_("Follow-ups"), .entity = &follow_up_def, .subkey = "spoken_to"},
	{.id = "plan", .label = N_("Help plans"), .entity = &help_plan_def},
	{.id = "measure", .label = N_("Measures promised"), .entity = &measure_def,
	 .subkey = "what", .check = measure_check},
	{.id = "review", .label = N_("Reviews of plans"), .entity = &plan_review_def,
	 .subkey = "kind"},
	{.id = "help_case", .label = N_("Applications for help"), .entity = &help_case_def,
	 .subkey = "kind", .check = help_case_check, .until = "until"},
	{.id = "hardship", .label = N_("Hardships"), .entity = &hardship_def, .subkey = "kind",
	 .until = "until"},
	{.id = "care", .label = N_("In care"), .entity = &care_def, .subkey = "facility",
	 .until = "until"},
	{.id = "maintenance", .label = N_("Maintenance treatment"), .entity = &maintenance_def,
	 .subkey = "clinic", .until = "until"},
	{.id = "pair", .label = N_("Pairs"), .entity = &pairing_def, .subkey = "cadre",
	 .until = "until"},
	{.id = "counsel", .label = N_("Counselling one to one"), .entity = &counsel_def,
	 .subkey = "counsellor"},
	{.id = "family", .label = N_("Family contacts"), .entity = &family_contact_def,
	 .subkey = "relative_name"},
	{.id = "labour", .label = N_("Community work"), .entity = &labour_def, .subkey = "content"},
	{.id = "relief", .label = N_("Relief visits"), .entity = &relief_def, .subkey = "festival"},
	{.id = "referral", .label = N_("Referrals"), .entity = &referral_def, .subkey = "institution"},
	{.id = "attendance", .label = N_("Activities attended"), .entity = &attendance_def,
	 .subkey = "activity"},
	{.id = "round_line", .label = N_("Lines of rounds"), .entity = &round_line_def,
	 .subkey = "round"},
	{"document", N_("Dossier papers"), &document_def, "kind", NULL, NULL, NULL, NULL},
	{.entity = NULL},
};

const struct event_def *event_find_def(const char *id) {
	for (const struct event_def *d = event_table; d->entity; d++) {
		if (strcmp(d->id, id) == 0)
			return d;
	}
	return NULL;
}

const struct event_def *test_register(void) { return event_find_def("test"); }

void event_shown(const struct event_def *def, void *rec, struct date today) {
	if (def->stand)
		def->stand(rec, today);
}

enum rc event_check(const struct event_def *def, void *rec, struct date today,
                    struct findings *warnings, struct err *err) {
	enum rc rc = entity_check(def->entity, rec, today, err);

	if (rc == RC_OK)
		findings_phones(warnings, def->entity, rec);
	if (rc == RC_OK && def->until)
		rc = event_not_before(def->entity, def->until, ((const struct event *)rec)->occurred,
		                      field_date(entity_field(def->entity, def->until), rec), err);
	return rc == RC_OK && def->check ? def->check(rec, today, warnings, err) : rc;
}

static bool came_in(const struct record *rec) {
	return code_is(rec->source, "import") || code_is(rec->source, "return");
}

int event_late_by(const struct record *rec, struct date occurred) {
	char stamp[20];
	struct date on = DATE_NONE;

	if (came_in(rec))
		return 0;
	clock_format_ms(rec->recorded_at, stamp);
	stamp[10] = '\0';
	return date_parse_iso(stamp, &on) && date_is_set(occurred) &&
	                       on.n - occurred.n > EVENT_LATE_DAYS
	               ? on.n - occurred.n
	               : 0;
}

void event_recorded(const struct record *rec, struct date occurred, struct str *out) {
	char stamp[20], text[60];
	int late = event_late_by(rec, occurred);

	if (came_in(rec)) {
		str_add(out, tr(code_is(rec->source, "import") ? N_("imported") : N_("returned")));
		return;
	}
	if (late) {
		text_fill(text, sizeof text, tr(N_("late +{days}d")), "days", NUM(late), (char *)NULL);
		str_add(out, text);
		return;
	}
	clock_format_ms(rec->recorded_at, stamp);
	stamp[10] = '\0';
	str_add(out, stamp + 5);
}
