/* The words for what the audit says in codes. SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/tr.h"
#include "core/utf8.h"
#include "model/access/access.h"
#include "model/access/audit.h"
#include "texts.h"

enum { COLUMN = 15 };

static void every_use_case_has_a_word(void **state) {
	tr_set_lang(LANG_ZH);
	for (int i = 0; i < ACT_COUNT; i++) {
		const char *id = access_table[i].id, *label = audit_action_label(id);

		if (strcmp(label, id) == 0 || utf8_width(label) > COLUMN)
			fail_msg("%s: %s", id, label);
	}
	tr_set_lang(LANG_EN);
}

static void registers_share_their_endings(void **state) {
	static const char *const words[][2] = {{"test.add", "新增"},      {"resident.edit", "更正"},  {"missed.void", "作废"},
	                                       {"team.list", "看名单"},   {"five.search", "查找"},    {"order.state", "改状态"},
	                                       {"report.send", "上报"},   {"session_lost", "断线"},   {"login", "登录"},
	                                       {"resident.search-number", "按号码查找"}};

	tr_set_lang(LANG_ZH);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		assert_string_equal(audit_action_label(words[i][0]), words[i][1]);
	assert_string_equal(audit_result_label("ok"), "已完成");
	assert_string_equal(audit_result_label("denied"), "未准许");
	tr_set_lang(LANG_EN);
	assert_string_equal(audit_action_label("of.tomorrow"), "of.tomorrow");
	assert_string_equal(audit_result_label("of tomorrow"), "of tomorrow");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_use_case_has_a_word),
		cmocka_unit_test(registers_share_their_endings),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
