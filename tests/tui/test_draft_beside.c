/* A draft beside another form: open at another terminal of the same officer, or waiting while somebody else is begun.
 * SPDX-License-Identifier: MIT */
#include <signal.h>

#include "model/entry/draft.h"
#include "tui/form_station.h"

/* Alone, with two terminals: what is open in one is not offered in the other, until that one is gone. */
static void another_terminal_leaves_it_alone(void **state) {
	struct pty *first = new_resident(), *second;

	pty_keys(first, "李秀英<Enter>9901");
	assert_true(pty_wait_text(first, "4/18", 0));
	second = start(NULL);
	assert_true(pty_wait_text(second, "示范镇", 0));
	assert_true(pty_settle(second, 100, 0));
	assert_false(pty_find(second, "上次断线", NULL, NULL));
	pty_keys(second, "d");
	assert_true(pty_wait_text(second, "别处打开", 0));
	pty_keys(second, "<Enter>");
	assert_true(pty_wait_text(second, "请到那里继续", 0));
	pty_keys(second, "x<Seen>2");
	assert_true(pty_wait_text(second, "请到那里继续", 0));
	assert_int_equal(draft_count(), 1);
	pty_keys(second, "<Esc>r");
	assert_true(pty_wait_text(second, "全部", 0));
	pty_keys(second, "8a");
	assert_in_field(second, "姓名");
	assert_false(pty_find(second, "李秀英", NULL, NULL));
	pty_keys(second, "<Esc>");
	assert_true(pty_wait_gone(second, "身份证号", 0));
	pty_signal(first, SIGKILL);
	assert_int_not_equal(pty_wait_exit(first, 0), PTY_RUNNING);
	pty_stop(first);
	pty_keys(second, "a");
	assert_true(pty_wait_text(second, "未完成的草稿：李秀英", 0));
	pty_keys(second, "<Enter><Esc>3");
	assert_true(pty_wait_gone(second, "身份证号", 0));
	leave(second);
}

/* Somebody new while another new one waits: both are kept apart. */
static void another_person_is_begun_beside_a_draft(void **state) {
	struct pty *p = new_resident();

	pty_keys(p, "李秀英<Enter><Esc>");
	assert_true(pty_wait_text(p, "稍后继续", 0));
	pty_keys(p, "2a");
	assert_true(pty_wait_text(p, "1 继续填写", 0));
	pty_keys(p, "2");
	assert_true(pty_wait_gone(p, "继续填写", 0));
	assert_in_field(p, "姓名");
	assert_false(pty_find(p, "李秀英", NULL, NULL));
	pty_keys(p, "陈春<Enter><Esc>");
	assert_true(pty_wait_text(p, "稍后继续", 0));
	pty_keys(p, "2");
	assert_true(pty_wait_gone(p, "身份证号", 0));
	assert_int_equal(draft_count(), 2);
	pty_keys(p, "a");
	assert_true(pty_wait_text(p, "未完成的草稿：陈春", 0)); /* the newest; all of them in the list */
	pty_keys(p, "<Enter>");
	assert_in_field(p, "身份证号");
	pty_keys(p, "<Esc>3");
	assert_true(pty_wait_gone(p, "身份证号", 0));
	assert_int_equal(draft_count(), 1);
	pty_keys(p, "a<Seen>1");
	assert_true(pty_wait_text(p, "李秀英", 0));
	pty_keys(p, "<Esc>3");
	assert_true(pty_wait_gone(p, "身份证号", 0));
	leave(p);
	assert_int_equal(draft_count(), 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		T(another_terminal_leaves_it_alone),
		T(another_person_is_begun_beside_a_draft),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
