/* Leaves of everybody on one screen, each answer one key (rule 19.3): what the head does, what an officer is not offered and
 * not allowed, and the line of Today. 80x24, in Chinese, on a real pty. SPDX-License-Identifier: MIT */
#include "model/event/leave.h"
#include "tui/desk.h"

static void leave_of(const char *file, const char *from, const char *to, const char *out, const char *approver) {
	char a[40], b[40], c[40], d[60];

	snprintf(a, sizeof a, "leave_from=%s", from);
	snprintf(b, sizeof b, "leave_to=%s", to);
	snprintf(c, sizeof c, "out_of_county=%s", out);
	snprintf(d, sizeof d, "approver=%s", approver);
	if (*approver)
		AS(town_officer(), "add", "leave", "--resident", file, "occurred=2026-11-08", "reason=探亲", "destination=外地", a, b,
		   c, d, "approved_on=2026-11-08");
	else
		AS(town_officer(), "add", "leave", "--resident", file, "occurred=2026-11-08", "reason=务工", "destination=外地", a, b, c);
}

static void make_leaves(void) {
	make_officers();
	leave_of("00002", "2026-11-26", "2026-11-27", "no", "");
	leave_of("00005", "2026-11-25", "2026-11-26", "no", "");
	leave_of("00003", "2026-11-10", "2026-11-18", "no", "王干事");
	leave_of("00004", "2026-11-20", "2026-11-24", "yes", "王干事");
}

static int new_leaves(void **state) {
	station_of(make_leaves);
	return 0;
}

static struct pty *start_as(const char *login) {
	struct pty *p = start_with((const char *const[]){"--officer", login, NULL}, NULL);

	expect(p, "密码");
	show(p, "<Esc>", TOWN_NAME);
	return p;
}

/* What the database holds of the leave that begins on this day. */
static void is_leave(const char *from, const char *state, const char *approver, const char *note) {
	struct ids all = {0};
	struct err err = {0};

	town_must(event_list(st, &actor, event_find_def("leave"), 0, 0, &all, &err), &err);
	for (size_t i = 0; i < all.n; i++) {
		struct leave l;

		town_must(event_get(st, &actor, event_find_def("leave"), all.v[i], &l, &err), &err);
		if (date_cmp(l.leave_from, town_day(from)) == 0) {
			assert_string_equal(l.leave_state.s, state);
			assert_string_equal(l.approver, approver);
			assert_string_equal(l.note ? l.note : "", note);
		}
		entity_clear(&leave_def, &l);
	}
	ids_clear(&all);
}

/* Rule 19.3. */
static void the_head_answers_by_one_key(void **state) {
	struct pty *p = start_as(town_officer());

	assert_true(row_has(p, "待批请假", "0001待批请假         2"));
	press(p, "0001", "请假审批"); /* the lines of that count; Enter opens the record where it is approved */
	press(p, "<Enter>", "审批人");
	show(p, "<Esc>3", "今日");
	show(p, "0001L", "请假在外");
	expect_beside(p, "欧阳小龙", "待审批");
	expect_beside(p, "李秀英", "逾期未销假 4 天");
	assert_true(row_has(p, "Enter 打开", "a 批准"));
	press(p, "<Home>a", "已批准。u 撤销");
	expect_beside(p, "欧阳小龙", "同意");
	press(p, "2", "1/1"); /* what waits for approval */
	press(p, "x", "原因：");
	press(p, "<Enter>", "1/1"); /* without a reason nothing is done */
	press(p, "x", "原因：");
	press(p, "正在重点管控期<Enter>", "没有人在外");
	press(p, "4b", "哪日销假");
	press(p, "-1<Enter>", "没有人在外");
	press(p, "6", "张建国");
	press(p, "r", "没有人在外");
	press(p, "5", "张建国");
	press(p, "e", "续假至哪日");
	press(p, "20261130<Enter>", "没有人在外"); /* no longer back soon */
	press(p, "1", "2026-11-30");
	press(p, "u", "2026-11-24"); /* as every record: what was said last is taken back */
	press(p, "v", "村社");
	press(p, "河口社区<Enter>", "1/1");
	expect(p, "欧阳小龙");
	show(p, "<Esc><Esc>", "今日");
	assert_true(pty_wait_gone(p, "待批请假", 0)); /* a count of nothing has no place here */
	leave(p);
	join_station();
	is_leave("2026-11-25", "approved", actor.name, "");
	is_leave("2026-11-26", "refused", actor.name, "正在重点管控期");
	is_leave("2026-11-10", "back", "王干事", "");
	part_station(NULL);
}

/* An officer is not offered it, and the use case says no and keeps that on record; the written report is theirs. */
static void an_officer_does_not_approve(void **state) {
	struct pty *p = start_as("li");
	struct err err = {0};
	struct ids all = {0};

	show(p, "L", "请假在外");
	assert_false(row_has(p, "Enter 打开", "a 批准"));
	press(p, "a", "2026-11-25");
	expect_beside(p, "欧阳小龙", "待审批");
	leave(p);
	join_station();
	town_must(station_actor(st, "li", "cli", &actor, &err), &err);
	town_must(leaves_away(st, &actor, 0, &all, &err), &err);
	assert_int_equal(all.n, 4);
	assert_int_equal(leave_answer(st, &actor, all.v[0], LEAVE_APPROVE, DATE_NONE, "", &err), RC_DENIED);
	assert_int_equal(leave_answer(st, &actor, all.v[0], LEAVE_REFUSE, DATE_NONE, "否", &err), RC_DENIED);
	assert_int_equal(leave_answer(st, &actor, all.v[3], LEAVE_WRITTEN, DATE_NONE, "", &err), RC_OK);
	is_leave("2026-11-20", "approved", "王干事", "");
	ids_clear(&all);
	part_station(NULL);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_head_answers_by_one_key, new_leaves),
		cmocka_unit_test_setup(an_officer_does_not_approve, new_leaves),
	};

	return cmocka_run_group_tests_name("leave", tests, NULL, NULL);
}
