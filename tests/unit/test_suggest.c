/* Nearest words. SPDX-License-Identifier: MIT */
#include "core/suggest.h"
#include "texts.h"

static const char *nearest(const char *word) {
	static const char *const words[] = {"init", "import", "export", "report", "list", "show", "due", "info", "help"};
	struct suggest s = suggest_begin(word);

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		suggest_try(&s, words[i]);
	return s.best;
}

static void test_distance(void **state) {
	assert_int_equal(suggest_distance("", ""), 0);
	assert_int_equal(suggest_distance("", "abc"), 3);
	assert_int_equal(suggest_distance("list", "LIST"), 0);
	assert_int_equal(suggest_distance("lits", "list"), 1); /* a swap is one slip */
	assert_int_equal(suggest_distance("kitten", "sitting"), 3);
}

static void test_nearest(void **state) {
	assert_string_equal(nearest("lits"), "list");
	assert_string_equal(nearest("imprt"), "import");
	assert_string_equal(nearest("rep"), "report");
	assert_string_equal(nearest("sho"), "show");
	assert_null(nearest("banana"));
	assert_null(nearest("x"));
	assert_null(nearest("登记"));
}

static void test_long_words_are_cut(void **state) {
	char a[300], b[300];

	for (size_t i = 0; i < sizeof a - 1; i++)
		a[i] = 'a', b[i] = 'b';
	a[sizeof a - 1] = b[sizeof b - 1] = '\0';
	assert_int_equal(suggest_distance(a, b), 64);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_distance),
		cmocka_unit_test(test_nearest),
		cmocka_unit_test(test_long_words_are_cut),
	};
	return cmocka_run_group_tests_name("suggest", tests, NULL, NULL);
}
