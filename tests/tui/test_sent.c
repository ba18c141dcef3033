/* A month is looked at, marked as sent, corrected: on a real pty, 80x24, Chinese. One story, each part on the last.
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tui/town.h"

static char db[512];
enum { ON_REGISTER = TOWN_PEOPLE + TOWN_FILLERS - 1 }; /* one was ordered in November */

static struct pty *start(void) {
	struct pty *p =
		pty_start((const char *const[]){program_path(), "--db", db, "--today", TOWN_DAY, "--lang", "zh", NULL}, NULL);

	assert_true(pty_wait_row(p, 0, "今日", 0));
	pty_keys(p, "m");
	assert_true(pty_wait_row(p, 0, "月报 2026-10", 0));
	return p;
}

static void leave(struct pty *p) {
	assert_null(pty_foreign(p));
	pty_keys(p, "Q");
	assert_int_equal(pty_wait_exit(p, 0), 0);
	pty_stop(p);
}

static void command(const char *const *words) {
	const char *all[24] = {program_path(), "--db", db, "--today", TOWN_DAY, "--no-input", "-q"};
	struct program_result done;
	size_t n = 7;

	while (*words != NULL)
		all[n++] = *words++;
	done = program_run(all, NULL, NULL);
	if (done.status != 0)
		fail_msg("%s: %s", all[7], done.err);
	program_result_clear(&done);
}
#define COMMAND(...) command((const char *const[]){__VA_ARGS__, NULL})

struct label_and_text {
	const char *label, *text;
};

static bool stands_beside(struct pty *p, void *ctx) {
	const struct label_and_text *want = ctx;
	int row;

	return pty_find(p, want->label, &row, NULL) && strstr(pty_row(p, row), want->text) != NULL;
}

/* Wait until the text stands on the row of this label. */
static bool wait_beside(struct pty *p, const char *label, const char *text) {
	return pty_wait(p, stands_beside, &(struct label_and_text){label, text}, 0);
}

static void month_is_shown_before_it_is_sent(void **state) {
	(void)state;
	struct pty *p = start();
	char total[16];

	pty_keys(p, "o");
	assert_true(pty_wait_text(p, "本月尚未上报", 0));
	pty_keys(p, "h");
	assert_true(pty_wait_text(p, "还没有上报过", 0));
	pty_keys(p, "<Esc>y");
	assert_true(pty_wait_row(p, 0, "待上报 2026-10 第 0 号（首报）", 0));
	snprintf(total, sizeof total, "%d", ON_REGISTER);
	assert_true(wait_beside(p, "在册总数", total));
	pty_keys(p, "y");
	assert_true(pty_wait_row(p, 22, "备注", 0));
	pty_keys(p, "纸质已报<Enter>");
	assert_true(pty_wait_text(p, "> 2 暂不上报", 0)); /* Enter alone sends nothing */
	pty_keys(p, "<Enter>");
	assert_true(pty_wait_gone(p, "暂不上报", 0));
	assert_true(pty_wait_row(p, 0, "待上报", 0));
	pty_keys(p, "<Esc>");
	assert_true(pty_wait_row(p, 0, "月报 2026-10", 0));
	assert_true(pty_settle(p, 60, 0));
	assert_null(strstr(pty_row(p, 0), "已上报"));
	pty_keys(p, "y");
	assert_true(pty_wait_row(p, 0, "待上报", 0));
	pty_keys(p, "y纸质已报<Enter>");
	assert_true(pty_wait_text(p, "> 2 暂不上报", 0));
	pty_keys(p, "1");
	assert_true(pty_wait_row(p, 0, "月报 2026-10  已上报第 0 号", 0));
	assert_true(pty_wait_row(p, 22, "已标为上报：2026-10 第 0 号", 0));
	snprintf(total, sizeof total, "已报 %d", ON_REGISTER);
	assert_true(wait_beside(p, "在册总数", total));
	assert_true(pty_wait_gone(p, "补录", 0));
	pty_keys(p, "y");
	assert_true(pty_wait_text(p, "不需要更正", 0));
	leave(p);
}

static void later_entries_stand_beside_it(void **state) {
	(void)state;
	struct pty *p;
	char text[32];

	COMMAND("add", "resident", "姓名=补来", "paper=none");
	COMMAND("add", "order", "--resident", "00038", "kind=社区戒毒", "ordered=2026-10-01", "reported=2026-10-10");
	p = start();
	assert_true(pty_wait_row(p, 0, "此后有变化", 0));
	snprintf(text, sizeof text, "已报 %d +1（补录）", ON_REGISTER);
	assert_true(wait_beside(p, "在册总数", text));
	assert_true(pty_settle(p, 60, 0));
	for (int y = 0; y < 24; y++)
		assert_int_not_equal(pty_cell(p, y, 79).width, 0);
	pty_keys(p, "o"); /* those who were counted, not who came later */
	assert_true(pty_wait_row(p, 0, "2026-10 第 0 号（首报） 在册总数", 0));
	snprintf(text, sizeof text, "/%d", ON_REGISTER);
	assert_true(pty_wait_row(p, 22, text, 0));
	pty_keys(p, "/补来");
	assert_true(pty_wait_gone(p, "陈", 0));
	assert_true(pty_settle(p, 60, 0));
	assert_false(pty_find(p, "> 补来", NULL, NULL));
	pty_keys(p, "<Esc><Esc>");
	assert_true(pty_wait_row(p, 0, "月报", 0));
	pty_keys(p, "y");
	assert_true(pty_wait_row(p, 0, "待上报 2026-10 第 1 号（更正）", 0));
	snprintf(text, sizeof text, "%d        %d", ON_REGISTER + 1, ON_REGISTER);
	assert_true(wait_beside(p, "在册总数", text)); /* new and old */
	assert_true(pty_wait_gone(p, "新型毒品", 0));         /* unchanged */
	pty_keys(p, "y<Enter>");
	assert_true(pty_wait_text(p, "> 2 暂不上报", 0));
	pty_keys(p, "1");
	assert_true(pty_wait_row(p, 0, "月报 2026-10  已上报第 1 号", 0));
	assert_true(pty_wait_gone(p, "此后有变化", 0));
	leave(p);
}

static void sealed_people_are_a_number(void **state) {
	(void)state;
	struct pty *p;
	char text[32];

	COMMAND("edit", "resident", "00037", "control=死亡");
	COMMAND("seal", "00037", "--reason", "死亡");
	p = start();
	pty_keys(p, "h");
	assert_true(pty_wait_row(p, 0, "上报记录", 0));
	assert_true(pty_wait_text(p, "> 2026-10       0", 0));
	assert_true(pty_wait_text(p, "纸质已报", 0));
	pty_keys(p, "<Enter>");
	assert_true(pty_wait_row(p, 0, "已上报 2026-10 第 0 号（首报）", 0));
	assert_true(pty_wait_text(p, "审计链头 ", 0));
	snprintf(text, sizeof text, "%d", ON_REGISTER);
	assert_true(wait_beside(p, "在册总数", text)); /* as it was */
	pty_keys(p, "<Enter>");
	assert_true(pty_wait_row(p, 0, "另有封存 1 人", 0));
	snprintf(text, sizeof text, "/%d", ON_REGISTER - 1);
	assert_true(pty_wait_row(p, 22, text, 0));
	pty_keys(p, "<Esc>p");
	assert_true(pty_wait_text(p, "打印页面：", 0)); /* a long path takes more rows than one */
	assert_true(pty_wait_text(p, "/out/month-", 0));
	leave(p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(month_is_shown_before_it_is_sent),
		cmocka_unit_test(later_entries_stand_beside_it),
		cmocka_unit_test(sealed_people_are_a_number),
	};

	snprintf(db, sizeof db, "%s/town.db", program_temp_dir());
	town_make(db);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
