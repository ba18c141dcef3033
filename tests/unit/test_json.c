/* JSON as it is written: commas, lines, keys and what must be escaped.
 * SPDX-License-Identifier: MIT */
#include "core/json.h"
#include "texts.h"

static void test_layout(void **state) {
	struct json j = {.depth = 0};

	json_object(&j, NULL);
	json_text(&j, "name", "赵\"一\\\n\x01");
	json_int(&j, "n", -3);
	json_bool(&j, "yes", true);
	json_line(&j);
	json_text(&j, "none", NULL);
	json_number(&j, "blank", "");
	json_array(&j, "list");
	json_int(&j, NULL, 1);
	json_int(&j, NULL, 2);
	json_end(&j);
	json_line(&j);
	json_rows(&j, "rows");
	for (int i = 0; i < 2; i++) {
		json_object(&j, NULL);
		json_number(&j, "v", i ? "7" : "");
		json_end(&j);
	}
	json_end(&j);
	json_rows(&j, "empty");
	json_end(&j);
	json_end(&j);
	assert_int_equal(j.depth, 0);
	assert_string_equal(j.out.s, "{\"name\": \"赵\\\"一\\\\\\n\\u0001\", \"n\": -3, \"yes\": true,\n"
	                             " \"none\": null, \"blank\": null, \"list\": [1, 2],\n"
	                             " \"rows\": [\n {\"v\": null},\n {\"v\": 7}\n], \"empty\": []}");
	str_clear(&j.out);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_layout)};

	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
