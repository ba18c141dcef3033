/* SPDX-License-Identifier: MIT
 * What a list shows belongs to the source that read it: lists that become shorter under the marker, tabs that change
 * under a question. Each of these once read or freed rows that were no longer there; the sanitizers see it again.
 * 80x24, Chinese, a real pty.
 */
#include "tui/desk.h"

/* The marker stands on the last line of all when a count with fewer lines is opened. */
static void a_count_is_shorter_than_the_list(void **state) {
	struct pty *p = start(NULL);

	pty_keys(p, "G");
	assert_true(pty_settle(p, 60, 0));
	press(p, "1", "[须上报公安]");
	press(p, "1G", "尿检");
	press(p, "5", "[待报到]");
	leave(p);
}

/* The marker stands among the counts of nothing, which a lower window has no place for. */
static void counts_go_from_under_the_marker(void **state) {
	char empty[520];
	struct program_result made;
	struct pty *p;

	snprintf(empty, sizeof empty, "%s.empty.db", db);
	made = program_run((const char *const[]){program_path(), "--db", empty, "init", "--station", "空站",
	                                         "--no-input", NULL}, NULL, NULL);
	assert_int_equal(made.status, 0);
	program_result_clear(&made);
	p = pty_start((const char *const[]){program_path(), "--db", empty, "--lang", "zh", NULL},
	              &(struct pty_options){.rows = 40, .cols = 80});
	assert_true(pty_wait_text(p, "逾期未报到", 0));
	pty_keys(p, "<Up>");
	assert_true(pty_settle(p, 60, 0));
	pty_resize(p, 17, 67);
	assert_true(pty_wait_gone(p, "逾期未报到", 0));
	pty_keys(p, "<Down><Up>");
	assert_true(pty_settle(p, 60, 0));
	leave(p);
}

static struct pty *open_file(void) {
	struct pty *p = start(NULL);

	press(p, "r", "人员");
	press(p, "/张建国<Enter>", "(1)");
	press(p, "<Enter>", "检测日期");
	return p;
}

/* Another terminal saves a talk of 张建国 while a question stands here. */
static void somebody_adds_a_talk(void) {
	struct program_result r = program_run(
		(const char *const[]){program_path(), "--db", db, "--today", TOWN_DAY, "--no-input", "add",
	                              "talk", "--resident", "00004", "occurred=2026-11-20", "channel=phone",
	                              "talker=王干事", "summary=近况", NULL}, NULL, NULL);

	if (r.status != 0)
		fail_msg("%s", r.err);
	program_result_clear(&r);
}

/* The answer is for the record the question named, though a newer one now stands in its place. */
static void an_answer_is_for_what_was_asked(void **state) {
	struct pty *p = open_file();

	press(p, "0", "内容");
	pty_keys(p, "<Down>"); /* the values said stand first */
	press(p, "x", "作废 2026-11-04 的记录");
	somebody_adds_a_talk();
	press(p, "录错人", "录错人"); /* by now the other one is noticed */
	press(p, "<Enter>", "已作废");
	assert_true(pty_wait_text(p, "2026-11-20", 0));
	assert_false(pty_find(p, "2026-11-04", NULL, NULL));
	leave(p);
}

/* The import asks for its file once, however often what stands below has changed. */
static void a_file_is_asked_for_once(void **state) {
	struct pty *p = start(NULL);

	press(p, "i", "要导入的文件");
	somebody_adds_a_talk();
	press(p, "none.csv<Enter>", "none.csv");
	press(p, "<Enter>", "none.csv");
	tap_away(p, "<Esc>", "要导入的文件");
	leave(p);
}

/* The numbers are asked for while a tab of records is shown: its rows go before another tab's come. */
static void numbers_asked_for_over_records(void **state) {
	struct pty *p = open_file();

	press(p, "2", "2026-11-04");
	press(p, "R<Seen><Esc>", "身份证");
	press(p, "3", "还没有记录");
	press(p, "2", "2026-11-04");
	press(p, "R<Seen><Esc>", "身份证");
	pty_keys(p, "<Tab>");
	assert_true(pty_settle(p, 60, 0));
	leave(p);
}

/* The same over the tab of everything. */
static void numbers_asked_for_over_everything(void **state) {
	struct pty *p = open_file();

	press(p, "0", "内容");
	press(p, "R<Seen><Esc>", "身份证");
	press(p, "2", "2026-11-04");
	press(p, "0", "内容");
	press(p, "R<Seen><Esc>", "身份证");
	pty_keys(p, "<Tab>");
	assert_true(pty_settle(p, 60, 0));
	pty_resize(p, 40, 100);
	assert_true(pty_settle(p, 60, 0));
	leave(p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_count_is_shorter_than_the_list),
		cmocka_unit_test(counts_go_from_under_the_marker),
		cmocka_unit_test(numbers_asked_for_over_records),
		cmocka_unit_test(numbers_asked_for_over_everything),
		cmocka_unit_test(an_answer_is_for_what_was_asked),
		cmocka_unit_test(a_file_is_asked_for_once),
	};

	return cmocka_run_group_tests(tests, new_town, NULL);
}
