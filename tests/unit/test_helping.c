/* Intervals, stages of an application, pick-ups. SPDX-License-Identifier: MIT */
#include <string.h>

#include "model/event/coming.h"
#include "model/event/helping.h"
#include "texts.h"

static enum rc checked(const char *id, void *rec, const char *field) {
	struct findings told = {.n = 0};
	struct err err = {0};
	enum rc rc = event_check(event_find_def(id), rec, day("2026-11-22"), &told, &err);

	if (rc != RC_OK)
		assert_string_equal(err.field, field);
	return rc;
}

/* Rule 14.1. */
static void an_interval_ends_no_earlier_than_it_begins(void **state) {
	struct hardship h;

	entity_init(&hardship_def, &h);
	h.resident.id = 1;
	h.kind = code_of("allowance");
	h.occurred = day("2026-03-01");
	h.until = day("2026-06-30");
	assert_int_equal(checked("hardship", &h, ""), RC_OK);
	h.until = day("2026-02-28");
	assert_int_equal(checked("hardship", &h, "until"), RC_INVALID);
	entity_clear(&hardship_def, &h);
}

/* Rule 14.10. */
static void an_application_goes_by_its_stages(void **state) {
	struct help_case h;

	entity_init(&help_case_def, &h);
	h.resident.id = 1;
	h.kind = code_of("allowance");
	h.occurred = day("2026-03-01");
	h.looked = day("2026-03-10");
	h.noticed = day("2026-03-05");
	assert_int_equal(checked("help_case", &h, "noticed"), RC_INVALID);
	h.noticed = day("2026-03-20");
	h.result = code_of("granted");
	assert_int_equal(checked("help_case", &h, "decided"), RC_INVALID);
	h.decided = day("2026-04-01");
	assert_int_equal(checked("help_case", &h, ""), RC_OK);
	h.paid_from = day("2026-04-05");
	h.result = code_of("refused");
	assert_int_equal(checked("help_case", &h, "result"), RC_INVALID);
	entity_clear(&help_case_def, &h);
}

/* Rules 13.20, 13.21, 14.20: told of before the day; fetched no earlier; an answer may be "not known". */
static void a_pick_up_is_known_before_its_day(void **state) {
	struct findings told = {.n = 0};
	struct err err = {0};
	struct pickup p;

	entity_init(&pickup_def, &p);
	p.resident.id = 1;
	p.occurred = day("2026-11-20");
	p.release_on = day("2026-12-01");
	p.centre = strdup("市强戒所");
	assert_int_equal(checked("pickup", &p, ""), RC_OK);
	p.fetched = day("2026-11-21");
	assert_int_equal(checked("pickup", &p, "fetched"), RC_INVALID);
	p.release_on = day("2026-11-10");
	p.fetched = DATE_NONE;
	assert_int_equal(event_check(event_find_def("pickup"), &p, day("2026-11-22"), &told, &err), RC_OK);
	assert_int_equal(told.n, 1);
	entity_clear(&pickup_def, &p);
	assert_non_null(code_find(&codes_intake_end, code_of("none")));
	assert_non_null(code_find(&codes_yes_open, code_of("open")));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_interval_ends_no_earlier_than_it_begins),
		cmocka_unit_test(an_application_goes_by_its_stages),
		cmocka_unit_test(a_pick_up_is_known_before_its_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
