#include "model/drug_test.h"

static const struct field_def fields[] = {TEST_FIELDS(FIELD_ROW, drug_test)};
const struct entity_def test_def = ENTITY("drug_test", N_("Drug test"), drug_test, fields);

enum rc test_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	struct drug_test *t = rec;

	(void)today;
	(void)warnings;
	(void)err;
	if (!code_is_set(t->sample))
		t->sample = code_of("urine");
	if (!code_is_set(t->nature))
		t->nature = code_of("regular");
	return RC_OK;
}

const struct event_def *test_register(void) {
	return event_find_def("test");
}
