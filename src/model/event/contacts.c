#include "model/event/contacts.h"

static const struct field_def talk_fields[] = {TALK_FIELDS(FIELD_ROW, talk)};
const struct entity_def talk_def = ENTITY("talk", N_("Talk"), talk, talk_fields);

static const struct field_def visit_fields[] = {VISIT_FIELDS(FIELD_ROW, visit)};
const struct entity_def visit_def = ENTITY("visit", N_("Visit"), visit, visit_fields);

static const struct field_def phone_contact_fields[] = {PHONE_CONTACT_FIELDS(FIELD_ROW, phone_contact)};
const struct entity_def phone_contact_def =
	ENTITY("phone_contact", N_("Phone contact"), phone_contact, phone_contact_fields);

static const struct field_def self_report_fields[] = {SELF_REPORT_FIELDS(FIELD_ROW, self_report)};
const struct entity_def self_report_def = ENTITY("self_report", N_("Self report"), self_report, self_report_fields);

static const struct field_def search_fields[] = {SEARCH_FIELDS(FIELD_ROW, search)};
const struct entity_def search_def = ENTITY("search", N_("Search for a person"), search, search_fields);

enum rc talk_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	struct talk *t = rec;

	(void)today;
	(void)warnings;
	(void)err;
	if (!code_is_set(t->channel))
		t->channel = code_of("face");
	return RC_OK;
}
