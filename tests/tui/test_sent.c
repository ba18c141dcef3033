/* A month is looked at, marked as sent, corrected: on a real pty, 80x24, Chinese. One story, each part on the last.
 * SPDX-License-Identifier: MIT */
#include "core/file.h"
#include "tui/desk.h"

enum { ON_REGISTER = TOWN_PEOPLE + TOWN_FILLERS - 1 }; /* one was ordered in November */

static void month_is_shown_before_it_is_sent(void **state) {
	struct pty *p = start_at("m", "月报 2026-10");
	char total[16];

	tap(p, "c", "本月各数相符"); /* rule 9.21 */
	tap_to(p, "<Esc>", "月报 2026-10");
	tap(p, "o", "本月尚未上报");
	tap(p, "h", "还没有上报过");
	tap_to(p, "<Esc>y", "待上报 2026-10 第 0 号（首报）");
	snprintf(total, sizeof total, "%d", ON_REGISTER);
	expect_beside(p, "在册总数", total);
	pty_keys(p, "y");
	assert_true(pty_wait_row(p, 22, "备注", 0));
	tap(p, "纸质已报<Enter>", "> 2 暂不上报"); /* Enter alone sends nothing */
	tap_away(p, "<Enter>", "暂不上报");
	assert_true(pty_wait_row(p, 0, "待上报", 0));
	tap_to(p, "<Esc>", "月报 2026-10");
	assert_true(pty_settle(p, 60, 0));
	assert_null(strstr(pty_row(p, 0), "已上报"));
	tap_to(p, "y", "待上报");
	tap(p, "y<Seen>纸质已报<Enter>", "> 2 暂不上报");
	tap_to(p, "1", "月报 2026-10  已上报第 0 号");
	assert_true(pty_wait_row(p, 22, "已标为上报：2026-10 第 0 号", 0));
	snprintf(total, sizeof total, "已报 %d", ON_REGISTER);
	expect_beside(p, "在册总数", total);
	assert_true(pty_wait_gone(p, "补录", 0));
	tap(p, "y", "不需要更正");
	leave(p);
}

static void later_entries_stand_beside_it(void **state) {
	struct pty *p;
	char text[32];

	COMMAND("add", "resident", "姓名=补来", "paper=none");
	COMMAND("add", "order", "--resident", "00038", "kind=社区戒毒", "ordered=2026-10-01", "reported=2026-10-10");
	p = start_at("m", "月报 2026-10");
	assert_true(pty_wait_row(p, 0, "此后有变化", 0));
	snprintf(text, sizeof text, "已报 %d +1（补录）", ON_REGISTER);
	expect_beside(p, "在册总数", text);
	assert_true(pty_settle(p, 60, 0));
	for (int y = 0; y < 24; y++)
		assert_int_not_equal(pty_cell(p, y, 79).width, 0);
	/* Those who were counted, not who came later. */
	tap_to(p, "o", "2026-10 第 0 号（首报） 在册总数");
	snprintf(text, sizeof text, "/%d", ON_REGISTER);
	assert_true(pty_wait_row(p, 22, text, 0));
	tap_away(p, "/补来", "陈");
	assert_true(pty_settle(p, 60, 0));
	assert_false(pty_find(p, "> 补来", NULL, NULL));
	tap_to(p, "<Esc><Esc>", "月报");
	tap_to(p, "y", "待上报 2026-10 第 1 号（更正）");
	snprintf(text, sizeof text, "%d        %d", ON_REGISTER + 1, ON_REGISTER);
	expect_beside(p, "在册总数", text); /* new and old */
	assert_true(pty_wait_gone(p, "新型毒品", 0));         /* unchanged */
	tap(p, "y<Seen><Enter>", "> 2 暂不上报");
	tap_to(p, "1", "月报 2026-10  已上报第 1 号");
	assert_true(pty_wait_gone(p, "此后有变化", 0));
	leave(p);
}

static void sealed_people_are_a_number(void **state) {
	struct pty *p;
	char text[32];

	COMMAND("edit", "resident", "00037", "control=死亡");
	COMMAND("seal", "00037", "--reason", "死亡");
	p = start_at("m", "月报 2026-10");
	tap_to(p, "h", "上报记录");
	assert_true(pty_wait_text(p, "> 2026-10       0", 0));
	assert_true(pty_wait_text(p, "纸质已报", 0));
	tap_to(p, "<Enter>", "已上报 2026-10 第 0 号（首报）");
	assert_true(pty_wait_text(p, "审计链头 ", 0));
	snprintf(text, sizeof text, "%d", ON_REGISTER);
	expect_beside(p, "在册总数", text); /* as it was */
	tap_to(p, "<Enter>", "另有 1 人封存");
	snprintf(text, sizeof text, "/%d", ON_REGISTER - 1);
	assert_true(pty_wait_row(p, 22, text, 0));
	tap(p, "<Esc>p", "打印页面："); /* a long path takes more rows than one */
	assert_true(pty_wait_text(p, "/out/month-", 0));
	leave(p);
}

/* What cannot be true is told and asked about once; its people open; it keeps nobody from sending. */
static void doubts_are_told_before_it_is_sent(void **state) {
	struct pty *p;

	COMMAND("add", "control", "--resident", "00036", "occurred=2026-10-05", "control=死亡");
	COMMAND("add", "talk", "--resident", "00036", "occurred=2026-10-10", "summary=近况");
	p = start_at("m", "月报 2026-10");
	tap_to(p, "y", "待上报 2026-10 第 2 号（更正）");
	tap(p, "y", "死亡以后有谈话");
	tap_to(p, "2", "月报核对  2026-10");
	assert_true(pty_wait_text(p, "记录不能同时为真", 0));
	assert_true(pty_wait_row(p, 3, "死亡以后有谈话、走访、汇报或检测，人数 1", 0));
	pty_keys(p, "<Enter>");
	assert_true(pty_wait_row(p, 22, "1/1", 0));
	tap_to(p, "<Esc><Esc>", "待上报");
	pty_keys(p, "y<Seen>1");
	assert_true(pty_wait_row(p, 22, "备注", 0));
	tap_to(p, "<Enter><Seen>1", "月报 2026-10  已上报第 2 号");
	leave(p);
}

/* A station with a code writes the file the county takes (rule 20.5): when the month is marked, and again. */
static void the_file_for_the_county_is_written(void **state) {
	struct pty *p;
	struct str was = {0};
	char *at, *now;

	assert_int_equal(file_read(ini, 1 << 16, &was, NULL), RC_OK);
	at = strstr(was.s, "code = \"\"");
	assert_non_null(at);
	now = mem_printf("%.*scode = \"990001001\"%s", (int)(at - was.s), was.s, at + 9);
	put_file(ini, now);
	free(now);
	str_clear(&was);
	COMMAND("key", "make");
	COMMAND("add", "talk", "--resident", "00003", "occurred=2026-10-11", "summary=近况");
	p = start_at("m", "月报 2026-10");
	tap_to(p, "y", "待上报 2026-10 第 3 号（更正）");
	tap(p, "y<Seen>1<Seen><Enter><Seen>1", "2 只作标记");
	tap_to(p, "1", "月报 2026-10  已上报第 3 号");
	assert_true(pty_wait_text(p, "/out/return-", 0));
	tap_to(p, "h", "上报记录");
	tap_to(p, "<Enter>", "已上报 2026-10");
	tap(p, "w", "2 报县的签名文件");
	tap(p, "2", "/out/return-");
	leave(p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(month_is_shown_before_it_is_sent),
		cmocka_unit_test(later_entries_stand_beside_it),
		cmocka_unit_test(sealed_people_are_a_number),
		cmocka_unit_test(doubts_are_told_before_it_is_sent),
		cmocka_unit_test(the_file_for_the_county_is_written),
	};

	return cmocka_run_group_tests(tests, new_town, NULL);
}
