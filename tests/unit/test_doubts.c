/* What a record may say and seldom does: told, asked about, or wanting a reason. Nothing of it is refused.
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "model/event/drug_testing.h"
#include "model/order/order.h"
#include "model/person/resident.h"
#include "texts.h"

static struct findings order_doubts(const char *served, const char *reported, long long months, long long deducted,
                                    const char *end) {
	struct findings told = {.n = 0};
	struct treatment_order o;

	entity_init(&order_def, &o);
	o.kind = code_of("detox");
	o.ordered = day("2025-01-02");
	o.served = day(served);
	o.reported = day(reported);
	o.months = months;
	o.deducted = deducted;
	o.term_end = end ? day(end) : DATE_NONE;
	assert_int_equal(order_check(&o, day("2026-11-22"), &told, NULL), RC_OK);
	entity_clear(&order_def, &o);
	return told;
}

static void an_end_as_written_may_be_a_day_off(void **state) {
	static const char *const fit[] = {"2028-01-13", "2028-01-14", "2028-01-15"};
	static const char *const off[] = {"2028-01-12", "2028-01-16", "2027-01-14"};
	struct findings told;

	for (size_t i = 0; i < 3; i++)
		assert_int_equal(order_doubts("2025-01-10", "2025-01-15", 36, INT_NONE, fit[i]).n, 0);
	for (size_t i = 0; i < 3; i++) {
		told = order_doubts("2025-01-10", "2025-01-15", 36, INT_NONE, off[i]);
		assert_int_equal(told.n, 1);
		assert_int_equal(told.v[0].kind, FINDING_REASON);
		assert_string_equal(told.v[0].field, "term_end");
		assert_non_null(strstr(told.v[0].text, "2028-01-14"));
	}
	assert_int_equal(order_doubts("2025-01-10", "2025-01-15", 36, 100, "2027-10-06").n, 0); /* less the days deducted */
	assert_int_equal(order_doubts("2025-01-10", "2025-01-15", INT_NONE, INT_NONE, "2027-01-14").n, 0); /* no length given */
	assert_int_equal(order_doubts("2025-01-10", "2025-01-15", 36, INT_NONE, NULL).n, 0);
}

static void other_doubts_of_an_order(void **state) {
	struct findings told = order_doubts("2025-01-16", "2025-01-15", 36, INT_NONE, NULL);

	assert_int_equal(told.n, 1);
	assert_int_equal(told.v[0].kind, FINDING_ASK);
	assert_string_equal(told.v[0].field, "reported");
	told = order_doubts("2025-01-10", "2025-01-15", 37, INT_NONE, NULL);
	assert_int_equal(told.n, 1);
	assert_int_equal(told.v[0].kind, FINDING_REASON);
	assert_string_equal(told.v[0].field, "months");
	assert_int_equal(order_doubts("2025-01-15", "2025-01-15", 36, INT_NONE, NULL).n, 0);
}

static struct findings test_doubts(const char *tester, const char *tester2, const char *witness, const char *nature) {
	struct findings told = {.n = 0};
	struct drug_test t;

	entity_init(&test_def, &t);
	t.occurred = day("2026-11-02");
	t.result = code_of("neg");
	t.nature = code_of(nature);
	t.tester = mem_strdup(tester);
	t.tester2 = mem_strdup(tester2);
	t.witness = mem_strdup(witness);
	assert_int_equal(event_check(test_register(), &t, day("2026-11-22"), &told, NULL), RC_OK);
	entity_clear(&test_def, &t);
	return told;
}

static void a_test_is_taken_by_two(void **state) { /* rule 4.18 */
	struct findings told = test_doubts("王干事", NULL, NULL, "regular");

	assert_int_equal(told.n, 1);
	assert_int_equal(told.v[0].kind, FINDING_REASON);
	assert_string_equal(told.v[0].field, "tester2");
	assert_int_equal(test_doubts("王干事", "刘民警", NULL, "regular").n, 0);
	assert_int_equal(test_doubts("王干事", NULL, "刘民警", "regular").n, 0);
	assert_int_equal(test_doubts("王干事", NULL, NULL, "elsewhere").n, 0); /* others took it */
	assert_int_equal(test_doubts(NULL, NULL, NULL, "regular").n, 0);    /* nobody named yet: the file is not complete */
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_end_as_written_may_be_a_day_off),
		cmocka_unit_test(other_doubts_of_an_order),
		cmocka_unit_test(a_test_is_taken_by_two),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
