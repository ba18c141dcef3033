#include "model/event/drug_testing.h"

static const struct field_def fields[] = {TEST_FIELDS(FIELD_ROW, drug_test)};
const struct entity_def test_def = ENTITY("drug_test", N_("Drug test"), drug_test, fields);

enum rc test_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	struct drug_test *t = rec;

	(void)today;
	if (!code_is_set(t->sample))
		t->sample = code_of("urine");
	if (!code_is_set(t->nature))
		t->nature = code_of("regular");
	if (code_is(t->nature, "elsewhere") && !code_is_set(t->review))
		t->review = code_of("passed");
	if (code_is_set(t->review) && !code_is(t->nature, "elsewhere"))
		findings_ask(warnings, "review", N_("Only a test elsewhere has a report sheet to review."), NULL);
	if (code_is(t->sample, "urine") && (code_is(t->result, "sent") || code_is(t->result, "received")))
		return err_field(err, "result", "test.on-the-way",
		                 N_("A urine test is read on the spot. Only hair, saliva and blood go to a laboratory."), NULL);
	if (t->tester && !t->tester2 && !t->witness && !code_is(t->nature, "elsewhere"))
		findings_want_reason(warnings, "tester2", N_("A test is taken by two: only one person is named."), NULL);
	if (code_is(t->nature, "elsewhere") && code_is(t->review, "pending"))
		findings_add(warnings, "review", N_("The test counts once its report sheet has passed."), NULL);
	return RC_OK;
}

const struct event_def *test_register(void) {
	return event_find_def("test");
}
