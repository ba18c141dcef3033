/* Plans and help: their tables, and what they ask of their records.
 * SPDX-License-Identifier: MIT */
#include "model/event/helping.h"

#include "model/event/leave.h"
#include "model/event/present.h"

ENTITY_DEF(help_plan_def, N_("Help plan"), help_plan, HELP_PLAN_FIELDS);
ENTITY_DEF(measure_def, N_("Measure promised"), measure, MEASURE_FIELDS);
ENTITY_DEF(plan_review_def, N_("Review of the plan"), plan_review, PLAN_REVIEW_FIELDS);
ENTITY_DEF(help_case_def, N_("Application for help"), help_case, HELP_CASE_FIELDS);
ENTITY_DEF(hardship_def, N_("Hardships"), hardship, HARDSHIP_FIELDS);
ENTITY_DEF(care_def, N_("In care"), care, CARE_FIELDS);
ENTITY_DEF(maintenance_def, N_("Maintenance treatment"), maintenance, MAINTENANCE_FIELDS);
ENTITY_DEF(pairing_def, N_("Pair"), pairing, PAIRING_FIELDS);
ENTITY_DEF(counsel_def, N_("Counselling one to one"), counsel, COUNSEL_FIELDS);
ENTITY_DEF(family_contact_def, N_("Family contact"), family_contact, FAMILY_CONTACT_FIELDS);
ENTITY_DEF(labour_def, N_("Community work"), labour, LABOUR_FIELDS);
ENTITY_DEF(relief_def, N_("Relief visit"), relief, RELIEF_FIELDS);
ENTITY_DEF(referral_def, N_("Referral to a doctor"), referral, REFERRAL_FIELDS);
ENTITY_DEF(attendance_def, N_("Attended"), attendance, ATTENDANCE_FIELDS);

static const struct field_def round_line_fields[] = {
	ROUND_LINE_FIELDS(FIELD_ROW, round_line_record)};
const struct entity_def round_line_def =
	ENTITY("round_line", N_("Line of a round"), round_line_record, round_line_fields);

enum rc help_case_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	static const char *const stages[] = {"looked", "discussed", "noticed", "decided"};
	const struct help_case *h = rec;
	struct date before = h->occurred;

	for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
		struct date day = field_date(entity_field(&help_case_def, stages[i]), h);
		enum rc rc = event_not_before(&help_case_def, stages[i], before, day, err);

		if (rc != RC_OK)
			return rc;
		if (date_is_set(day))
			before = day;
	}
	if (code_is_set(h->result) && !date_is_set(h->decided))
		return err_field(err, "decided", "case.undecided",
		                 N_("A result has its day: say when it was decided."), NULL);
	if (date_is_set(h->paid_from) && !code_is(h->result, "granted"))
		return err_field(err, "result", "case.paid",
		                 N_("What is paid was granted: say so in the result."), NULL);
	return event_not_before(&help_case_def, "paid_from", h->occurred, h->paid_from, err);
}

enum rc measure_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	const struct measure *m = rec;
	enum rc rc = event_not_before(&measure_def, "due_on", m->occurred, m->due_on, err);

	return rc != RC_OK ? rc : event_not_before(&measure_def, "done_on", m->occurred,
	  m->done_on, err);
}
