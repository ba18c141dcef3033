/* Two files of one person on the screens: the list of pairs, both side by side, joined by a key and a reason; two people by
 * another (rules 16.1, 16.4). SPDX-License-Identifier: MIT */
#include "tui/desk.h"

/* The first of the town again, with a number that says another of his day. */
static int town_with_a_double(void **state) {
	char id[IDNO_LEN + 1], number[40], name[60];
	int rc = new_town(state);

	town_idno(0, id);
	id[15] = id[15] == '9' ? '0' : (char)(id[15] + 1);
	id[IDNO_LEN - 1] = idno_check_digit(id);
	snprintf(number, sizeof number, "id_no=%s", id);
	snprintf(name, sizeof name, "name=%s", town_people[0].name);
	COMMAND("--yes", "add", "resident", name, number, "phone=13800007777", "note=同村");
	return rc;
}

static void pairs(struct pty *p) {
	show(p, "l", "待查名单");
	press(p, "6", town_people[0].name);
}

static void joined_by_a_key(void **state) {
	struct pty *p = start(NULL);

	pairs(p);
	show(p, "<Enter>", "并入");
	expect(p, "同村");
	assert_null(strstr(pty_screen(p), "7777"));
	press(p, "2", "采用");
	press(p, "J", "原因");
	press(p, "同一人建了两份<Enter>", "已并入");
	expect(p, "没有疑似同一人的档案");
	leave(p);
}

static void two_people_leave_the_list(void **state) {
	struct pty *p = start(NULL);

	pairs(p);
	press(p, "D", "确认是两个人");
	press(p, "1", "没有疑似同一人的档案");
	leave(p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(joined_by_a_key, town_with_a_double),
		cmocka_unit_test_setup(two_people_leave_the_list, town_with_a_double),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
