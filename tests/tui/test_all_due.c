/* All that is due of a person in one form: the common part once, each part its own record, saved and undone together
 * (rule 17.9). SPDX-License-Identifier: MIT */
#include "tui/desk.h"

#define OF_TODAY(table, more) "SELECT count(*) FROM " table " WHERE occurred = '" TOWN_DAY "' AND voided_at IS NULL" more
#define WAITS "SELECT count(*) FROM due d JOIN resident r ON r.id = d.resident WHERE r.name = '李秀英' AND d.first_day <= '" \
	TOWN_DAY "' AND d.due_on >= '" TOWN_DAY "' AND d.kind IN (2, 5, 6)"

/* A station that counts since the month began: talks and visits are due as well. */
static int counted(void **state) {
	new_town(state);
	put_file(ini, "[station]\nname = " TOWN_NAME "\n[rules]\ncounted_from = 2026-11-01\n");
	return 0;
}

static void one_form_for_all(void **state) {
	struct pty *p;

	p = start(NULL);
	press(p, "/李秀英<Enter>", "李秀英");
	press(p, "D", "应办各项  新增");
	expect(p, "结果");
	expect(p, "走访");
	press(p, "<F2>", "请至少填一部分");
	press(p, "<F6>", "到某项");
	press(p, "blr<Enter>王干事<Enter>刘民警<Enter>1", "阴性");
	press(p, "近况平稳<Enter>1", "稳定");
	press(p, "<Enter>1", "已找到");
	assert_int_equal(number(WAITS), 3);
	press(p, "<F2>", "不常见");
	press(p, "1", "/李秀英 (11)");
	assert_int_equal(number(OF_TODAY("drug_test", " AND tester = '王干事' AND tester2 = '刘民警' AND result = 'neg'")), 1);
	assert_int_equal(number(OF_TODAY("talk", " AND talker = '王干事' AND summary = '近况平稳' AND mood = 'steady'")), 1);
	assert_int_equal(number(OF_TODAY("visit", " AND visitor2 = '刘民警' AND visited = '李秀英' AND met = 'found'")), 1);
	assert_int_equal(number(OF_TODAY("self_report", "")), 0); /* left out */
	assert_int_equal(number(WAITS), 0);
	press(p, "u", "/李秀英 (13)");
	assert_int_equal(number(WAITS), 3); /* one step takes all of it back */
	leave(p);
}

/* From the file; what was typed is a draft as of any form; where nothing waits it says so. */
static void from_the_file(void **state) {
	struct pty *p;

	p = start(NULL);
	press(p, "/李秀英<Enter>f", "李秀英");
	press(p, "D", "应办各项  新增");
	press(p, "<F6>", "到某项");
	press(p, "zy<Enter>近况平稳<Enter><Esc>", "稍后继续");
	press(p, "2", "存为草稿");
	press(p, "D", "近况平稳");
	expect(p, "近况平稳");
	press(p, "<Esc>", "放弃");
	press(p, "3", "李秀英");
	leave(p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(one_form_for_all, counted),
		cmocka_unit_test_setup(from_the_file, counted),
	};

	return cmocka_run_group_tests_name("all_due", tests, NULL, NULL);
}
