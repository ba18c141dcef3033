/* Every register has its place in a person's file. SPDX-License-Identifier: MIT */
#include "texts.h"
#include "ui/person/file_view.h"

static void every_register_stands_in_one_tab(void **state) {
	for (const struct event_def *d = event_table; d->entity; d++) {
		int tabs = 0;

		for (size_t i = 0; i < FILE_TABS; i++)
			tabs += file_tabs[i].registers[0] && file_tab_holds(&file_tabs[i], d);
		if (tabs != 1)
			fail_msg("%s stands in %d tabs", d->id, tabs);
	}
}

static void a_tab_names_registers_that_are_there(void **state) {
	for (size_t i = 0; i < FILE_TABS; i++) {
		for (size_t k = 0; k < FILE_TAB_REGISTERS && file_tabs[i].registers[k]; k++)
			assert_non_null(event_find_def(file_tabs[i].registers[k]));
		assert_true(file_tabs[i].kind != FILE_TAB_REGISTER || (file_tabs[i].registers[0] && !file_tabs[i].registers[1]));
	}
}

static void the_last_tab_holds_everything(void **state) {
	assert_true(file_tab_holds(&file_tabs[FILE_TABS - 1], NULL));
	assert_false(file_tab_holds(&file_tabs[2], NULL));
	for (const struct event_def *d = event_table; d->entity; d++)
		assert_true(file_tab_holds(&file_tabs[FILE_TABS - 1], d));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_register_stands_in_one_tab),
		cmocka_unit_test(a_tab_names_registers_that_are_there),
		cmocka_unit_test(the_last_tab_holds_everything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
