/* A draft beside another form: open at another terminal of the same officer, or waiting while somebody else is begun.
 * SPDX-License-Identifier: MIT */
#include <signal.h>

#include "model/entry/draft.h"
#include "tui/form_station.h"

/* Alone, with two terminals: what is open in one is not offered in the other, until that one is gone. */
static void another_terminal_leaves_it_alone(void **state) {
	struct pty *first = new_resident(), *second;

	tap(first, "李秀英<Enter>9901", "4/18");
	second = start(NULL);
	assert_true(pty_wait_text(second, "示范镇", 0));
	assert_true(pty_settle(second, 100, 0));
	assert_false(pty_find(second, "上次断线", NULL, NULL));
	tap(second, "d", "别处打开");
	tap(second, "<Enter>", "请到那里继续");
	tap(second, "x<Seen>2", "请到那里继续");
	assert_int_equal(draft_count(), 1);
	tap(second, "<Esc>r", "全部");
	tap_into(second, "8a", "姓名");
	assert_false(pty_find(second, "李秀英", NULL, NULL));
	tap_away(second, "<Esc>", "身份证号");
	pty_signal(first, SIGKILL);
	assert_int_not_equal(pty_wait_exit(first, 0), PTY_RUNNING);
	pty_stop(first);
	tap(second, "a", "未完成的草稿：李秀英");
	tap_away(second, "<Enter><Esc>3", "身份证号");
	leave(second);
}

/* Somebody new while another new one waits: both are kept apart. */
static void another_person_is_begun_beside_a_draft(void **state) {
	struct pty *p = new_resident();

	tap(p, "李秀英<Enter><Esc>", "稍后继续");
	tap(p, "2a", "1 继续填写");
	tap_away(p, "2", "继续填写");
	assert_in_field(p, "姓名");
	assert_false(pty_find(p, "李秀英", NULL, NULL));
	tap(p, "陈春<Enter><Esc>", "稍后继续");
	tap_away(p, "2", "身份证号");
	assert_int_equal(draft_count(), 2);
	tap(p, "a", "未完成的草稿：陈春"); /* the newest; all of them in the list */
	tap_into(p, "<Enter>", "身份证号");
	tap_away(p, "<Esc>3", "身份证号");
	assert_int_equal(draft_count(), 1);
	tap(p, "a<Seen>1", "李秀英");
	tap_away(p, "<Esc>3", "身份证号");
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
