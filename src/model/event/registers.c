#include "model/event/registers.h"

static const struct field_def assessment_fields[] = {ASSESSMENT_FIELDS(FIELD_ROW, assessment)};
const struct entity_def assessment_def = ENTITY("assessment", N_("Assessment"), assessment, assessment_fields);

static const struct field_def employment_fields[] = {EMPLOYMENT_FIELDS(FIELD_ROW, employment)};
const struct entity_def employment_def = ENTITY("employment", N_("Employment"), employment, employment_fields);

static const struct field_def aid_fields[] = {AID_FIELDS(FIELD_ROW, aid)};
const struct entity_def aid_def = ENTITY("aid", N_("Help given"), aid, aid_fields);

static const struct field_def relative_fields[] = {RELATIVE_FIELDS(FIELD_ROW, relative)};
const struct entity_def relative_def = ENTITY("relative", N_("Relative"), relative, relative_fields);

static const struct field_def document_fields[] = {DOCUMENT_FIELDS(FIELD_ROW, document)};
const struct entity_def document_def = ENTITY("document", N_("Dossier paper"), document, document_fields);

static const struct field_def control_fields[] = {CONTROL_FIELDS(FIELD_ROW, control_change)};
const struct entity_def control_def = ENTITY("control_change", N_("Change of control state"), control_change, control_fields);

enum rc relative_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	const struct relative *r = rec;

	(void)today;
	(void)err;
	if (code_is(r->co_supervisor, "yes") && !date_is_set(r->letter_on))
		findings_add(warnings, "letter_on", N_("The co-supervisor's letter is not signed yet."), NULL);
	return RC_OK;
}
