/* What a form asks before it saves, what it lets be unknown, and how it stands on a small terminal.
 * SPDX-License-Identifier: MIT */
#include "model/access/audit.h"
#include "model/event/leave.h"
#include "tui/form_station.h"

static void keep_reason(void *ctx, const struct audit_entry *e) { snprintf(ctx, 200, "%s", e->reason); }

/* The reason in the newest audit row of this action. */
static const char *reason_of(const char *action) {
	static char reason[200];
	struct audit_query q = {.action = action, .limit = 1, .from = DATE_NONE, .to = DATE_NONE};
	struct err err = {0};

	reason[0] = '\0';
	assert_int_equal(audit_read(st, &actor, &q, keep_reason, reason, &err), RC_OK);
	return reason;
}

/* One person alone took the test: saved with a reason, which is kept, and never asked for again. */
static void a_grave_doubt_wants_its_reason(void **state) {
	long long id = add_person("陈春", "2026-10-25");
	struct ids ids = {0};
	struct err err = {0};
	struct pty *p = start(NULL);

	assert_true(pty_wait_text(p, "陈春", 0));
	tap(p, "f", "社区戒毒");
	tap_to(p, "2a", "吸毒检测");
	tap_into(p, "1<F6>检测人<Enter>", "检测人");
	tap(p, "王干事<F2>", "检测须有两人在场");
	assert_true(pty_wait_text(p, "请说明原因", 0));
	check_cursor(p);
	tap_away(p, "<Esc>", "请说明原因"); /* back, nothing lost */
	assert_in_field(p, "第二检测人");
	tap(p, "<C-s>", "请说明原因");
	pty_keys(p, "<Enter>"); /* saying nothing is no reason */
	assert_true(pty_settle(p, 60, 0));
	assert_true(pty_wait_text(p, "请说明原因", 0));
	tap(p, "同事外出<Enter>", "> " TODAY);
	tap_to(p, "e", "更正");
	tap(p, "<F6>备注<Enter>补一句<F2>", "> " TODAY);
	leave(p);
	assert_int_equal(event_list(st, &actor, test_register(), id, 0, &ids, &err), RC_OK);
	assert_int_equal(ids.n, 1);
	ids_clear(&ids);
	assert_string_equal(reason_of("test.add"), "同事外出");
	assert_string_equal(reason_of("test.edit"), "");
}

/* What contradicts itself is asked about once, before it is saved. */
static void a_doubt_is_confirmed_once(void **state) {
	struct pty *p = new_resident();
	struct resident r;
	char id[IDNO_LEN + 1];

	memcpy(id, id_number("99010119900307001"), sizeof id);
	pty_keys(p, "陈春<Enter>");
	tap(p, id, "1990-03-07");
	/* A woman, by the officer's word; nobody knows the phone. */
	tap(p, "<F6>性别<Enter>2<F6>联系电话<Enter>？<F2>", "身份证号显示为男");
	assert_true(pty_wait_text(p, "1 无误，保存", 0));
	tap_into(p, "2", "性别");
	assert_int_equal(people(NULL), 0);
	tap(p, "<F2>", "1 无误，保存");
	tap(p, "<Enter>", "决定日期");
	tap_to(p, "<Esc>", "人员");
	tap_to(p, "e", "更正");
	assert_true(pty_wait_text(p, "不详", 0));
	tap_to(p, "<F6>就业情况<Enter>务农<F2>", "人员"); /* answered when it was saved */
	leave(p);
	assert_int_equal(people(&r), 1);
	assert_true(code_is(r.sex, "f"));
	assert_string_equal(r.unknown, "phone");
	assert_null(r.phone);
	assert_true(code_is(r.job, "farm"));
	entity_clear(&resident_def, &r);
}

static void add_refused(long long resident, const char *on, long long window) {
	struct missed_test m;
	struct err err = {0};

	entity_init(&missed_def, &m);
	m.resident.id = resident;
	m.occurred = m.notice_on = day(on);
	m.window_no = window;
	m.judged = code_of("refused");
	assert_int_equal(event_save(st, &actor, event_find_def("missed"), &m, &err), RC_OK);
	entity_clear(&missed_def, &m);
}

/* A letter begins with the newest refused test no letter names yet; about leaving it names none. One about no recorded test
 * is asked about; and the third time is confirmed with the records it rests on (rules 6.10 to 6.12). */
static void a_letter_names_its_test(void **state) {
	struct ids ids = {0};
	struct warning w;
	struct err err = {0};
	long long id = add_person("陈春", "2026-01-10");
	struct pty *p;

	add_refused(id, "2026-03-15", 1);
	add_refused(id, "2026-04-15", 3);
	p = start(NULL);
	assert_true(pty_wait_text(p, "陈春", 0));
	tap(p, "f", "社区戒毒");
	tap(p, "6A", "新增到哪一类");
	tap_to(p, "3", "告诫");
	tap(p, "<F6>告诫类型<Enter>拒检<Enter><F2><Seen>2", "拒检 2/3");
	tap_to(p, "A<Seen>3", "告诫");
	tap(p, "<F6>告诫类型<Enter>拒检<Enter><F6>所涉期次<Enter><C-u><Enter><F6>告诫日期<Enter>1118<Enter><F2>",
	    "没有与本告诫书对应的拒检、逃检记录");
	tap_into(p, "2", "所涉期次");
	tap(p, "<F6>另一次<Enter>是<Enter><F2>", "拒绝、逃避检测 3 次：2026-03-15 缺检说明");
	tap(p, "1", "4 以后再说"); /* and the report follows from it */
	tap(p, "4", "拒检 3/3!");
	leave(p);
	assert_int_equal(event_list(st, &actor, event_find_def("warning"), id, 0, &ids, &err), RC_OK);
	assert_int_equal(ids.n, 2);
	assert_int_equal(event_get(st, &actor, event_find_def("warning"), ids.v[0], &w, &err), RC_OK);
	assert_int_equal(w.window_no, 3);
	entity_clear(&warning_def, &w);
	ids_clear(&ids);
}

/* Ctrl does what a function key does, on a terminal that has none; the cursor stays in the field on a small one. */
static void small_terminals_do(void **state) {
	static const struct {
		int rows, cols;
	} sizes[] = {{20, 80}, {16, 60}};

	for (size_t i = 0; i < 2; i++) {
		struct pty *p = start(&(struct pty_options){.rows = sizes[i].rows, .cols = sizes[i].cols});

		tap(p, "r", "1在册");
		tap_into(p, "a", "姓名");
		pty_keys(p, "陈春<Enter>");
		for (size_t f = 2; f <= 26; f++) { /* down the whole form */
			char at[16];

			snprintf(at, sizeof at, " %zu/26", f);
			assert_true(pty_wait_text(p, at, 0));
			check_cursor(p);
			if (f < 26)
				pty_keys(p, "<Down>");
		}
		assert_in_field(p, "备注");
		tap(p, "第一行<C-n>第二行<C-g>", "到某项");
		tap_into(p, "dpzl<Enter>", "毒品种类"); /* by the initials of its name */
		tap(p, "<C-t>", "鸦片");
		check_cursor(p);
		tap_away(p, "bingdu<C-u>hailuoyin<Enter>", "鸦片");
		tap(p, "<C-n>", " 26/26"); /* to its second line */
		assert_true(pty_wait_text(p, "第二行", 0));
		check_cursor(p);
		tap(p, "<Esc>", "3  放弃"); /* and by digits alone */
		assert_true(pty_wait_text(p, "1  保存", 0));
		tap_away(p, "3", "放弃");
		leave(p);
	}
	assert_int_equal(people(NULL), 0);
}

/* Not found: one key records that contact is lost; what was saved does not show through the question. */
static void not_found_proposes_contact_lost(void **state) {
	long long id = add_person("陈春", "2026-10-25");
	struct ids ids = {0};
	struct err err = {0};
	struct pty *p = start(NULL);
	const char *below;
	int row;

	assert_true(pty_wait_text(p, "陈春", 0));
	tap(p, "f", "社区戒毒");
	tap_to(p, "6A<Seen>5", "查找脱失");
	tap_into(p, "<F6>摘要<Enter>", "摘要");
	tap(p, "邻居称外出<Enter>2<F2>", "自当日起记为失控。");
	assert_true(pty_wait_text(p, "3 看规则", 0));
	assert_true(pty_find(p, "3 看规则", &row, NULL));
	below = pty_row(p, row + 1);
	assert_string_equal(below + strspn(below, "-"), "");
	tap(p, "1", "下一步（规则17.6）：报告公安机关");
	tap(p, "2", "0全部");
	leave(p);
	assert_int_equal(event_list(st, &actor, event_find_def("control"), id, 0, &ids, &err), RC_OK);
	assert_int_equal(ids.n, 1);
	ids_clear(&ids);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		T(a_grave_doubt_wants_its_reason),
		T(a_doubt_is_confirmed_once),
		T(a_letter_names_its_test),
		T(not_found_proposes_contact_lost),
		T(small_terminals_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
