/* What became of a record, in its detail; void records in the file's lists, and the head lets one stand again. 80x24, in
 * Chinese, on a real pty. SPDX-License-Identifier: MIT */
#include "model/event/registers.h"
#include "model/person/history.h"
#include "tui/desk.h"

static struct err err;

/* The one talk of the station. */
static long long the_talk(struct talk *t) {
	struct ids all = {0};
	long long id;

	town_must(event_list(st, &actor, event_find_def("talk"), 0, 0, &all, &err), &err);
	id = all.n ? all.v[0] : 0;
	ids_clear(&all);
	if (t)
		town_must(event_get(st, &actor, event_find_def("talk"), id, t, &err), &err);
	return id;
}

static void make_talk(void) {
	struct talk t;

	make_officers();
	AS(town_officer(), "add", "talk", "--resident", "00004", "occurred=2026-11-20", "summary=近况平稳", "channel=面谈", "talker=王干事");
	AS(town_officer(), "edit", "resident", "00004", "phone=13800005678");
	AS(town_officer(), "edit", "resident", "00004", "phone=13900001234");
	join_station();
	town_must(station_actor(st, "li", "cli", &actor, &err), &err);
	the_talk(&t);
	free(t.summary);
	t.summary = mem_strdup("情绪低落");
	town_must(event_save(st, &actor, event_find_def("talk"), &t, &err), &err);
	entity_clear(&talk_def, &t);
	part_station(NULL);
}

static int new_talk(void **state) {
	station_of(make_talk);
	return 0;
}

static struct pty *start_as(const char *login) {
	struct pty *p = start_with((const char *const[]){"--officer", login, NULL}, NULL);

	expect(p, "密码");
	show(p, "<Esc>", TOWN_NAME);
	press(p, "<F5>", "查");
	press(p, "张建国", "石桥村");
	show(p, "<Enter>", "张建国");
	return p;
}

/* Rule 19.4. Added, corrected, void, restored: each with who and what stood there; numbers are masked in the past as in the present. */
static void a_record_tells_what_became_of_it(void **state) {
	struct pty *p = start_as(town_officer());

	press(p, "3", "情绪低落");
	show(p, "H", "修改记录  谈话");
	expect_beside(p, "李干事", "近况平稳          情绪低落");
	assert_true(row_has(p, "新增", town_officer()));
	show(p, "<Esc>", "张建国");
	press(p, "x", "原因：");
	press(p, "录错人<Enter>", "已作废");
	assert_true(pty_wait_gone(p, "情绪低落", 0));
	press(p, "X", "已显示作废记录");
	expect_beside(p, "情绪低落", "作废");
	expect_beside(p, "情绪低落", "(录错人)");
	show(p, "H", "修改记录  谈话");
	expect_beside(p, "作废", "录错人");
	show(p, "<Esc>", "张建国");
	press(p, "4X4X3", "情绪低落"); /* on every tab, as chosen; left out and in again */
	press(p, "U", "恢复这条记录");
	press(p, "确是本人<Enter>", "记录已恢复");
	show(p, "XH", "修改记录  谈话");
	expect_beside(p, "恢复", "录错人");
	show(p, "<Esc>1", "张建国");
	show(p, "H", "修改记录  人员");
	expect(p, "138****");
	expect(p, "139****");
	assert_null(strstr(pty_screen(p), "5678"));
	assert_null(strstr(pty_screen(p), "1234"));
	leave(p);
	join_station();
	assert_int_equal(record_restore(st, &actor, event_find_def("talk"), the_talk(NULL), "x", &err), RC_INVALID); /* not void */
	part_station(NULL);
}

/* It is the head's alone, for a reason, and each try is on record. */
static void an_officer_restores_nothing(void **state) {
	long long id;
	struct talk t;

	join_station();
	id = the_talk(&t);
	town_must(event_void(st, &actor, event_find_def("talk"), id, t.rec.ver, "录错人", &err), &err);
	assert_int_equal(record_restore(st, &actor, event_find_def("talk"), id, "", &err), RC_INVALID);
	town_must(station_actor(st, "li", "cli", &actor, &err), &err);
	assert_int_equal(record_restore(st, &actor, event_find_def("talk"), id, "x", &err), RC_DENIED);
	assert_int_equal(the_talk(NULL), 0);
	entity_clear(&talk_def, &t);
	part_station(NULL);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_record_tells_what_became_of_it, new_talk),
		cmocka_unit_test_setup(an_officer_restores_nothing, new_talk),
	};

	return cmocka_run_group_tests_name("history", tests, NULL, NULL);
}
