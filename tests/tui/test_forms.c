/* The forms as an officer meets them: by keys only, in Chinese, on 80x24.
 * SPDX-License-Identifier: MIT */
#include "tui/form_station.h"

static void a_person_is_added_by_keys(void **state) {
	struct pty *p = new_resident();
	struct resident r;
	struct treatment_order o;
	struct err err = {0};
	char id[IDNO_LEN + 1], keys[200], day[DATE_BUF];

	memcpy(id, id_number("99010119900307001"), sizeof id);
	tap_into(p, "吉克·曲布<Enter>", "身份证号");
	tap(p, id, "1990-03-07"); /* what the number says */
	assert_in_field(p, "所属村社"); /* sex and birth are filled in: passed over */
	tap(p, "石桥村<Enter>", "加进名单");
	tap_into(p, "1", "现住址");
	snprintf(keys, sizeof keys, "石桥村二组𠮷号<Enter>13800005678<Enter>务农<Enter>");
	tap_into(p, keys, "毒品种类");
	tap(p, "<F2>", "决定日期"); /* on to the order */
	assert_in_field(p, "类别");
	tap(p, "1社戒决字〔2026〕1号<Enter>", "只输其中的数字也行");
	tap(p, "20262<Enter>", "先是社戒决字〔2026〕1号，后是20262"); /* both are shown */
	tap_into(p, "社戒决字〔2026〕1号<Enter><Seen>20261<Enter>", "决定机关");
	tap(p, "<Enter>1110<Enter>", "再输一次");
	tap(p, "1101<Enter>", "先是2026-11-10，后是2026-11-01");
	tap_into(p, "1110<Enter><Seen>1110<Enter>", "送达日期");
	tap(p, "-3<Enter>", "2026-11-19     周四");
	tap(p, "<Enter><F2>", "决定书已保存，报到期限：2026-12-04止"); /* what comes next */
	assert_true(pty_wait_text(p, "吉克·曲布", 0));
	leave(p);

	assert_int_equal(people(&r), 1);
	assert_string_equal(r.name, "吉克·曲布");
	assert_string_equal(r.id_no, id);
	assert_true(code_is(r.sex, "m"));
	assert_string_equal(date_format(r.birth, day), "1990-03-07");
	assert_string_equal(r.address, "石桥村二组𠮷号");
	assert_int_not_equal(r.place.id, 0);
	assert_int_equal(order_current(st, &actor, r.rec.id, &o, &err), RC_OK);
	assert_true(code_is(o.kind, "detox"));
	assert_string_equal(o.doc_no, "社戒决字〔2026〕1号");
	assert_string_equal(date_format(o.ordered, day), "2026-11-10");
	assert_string_equal(date_format(o.served, day), "2026-11-19");
	entity_clear(&order_def, &o);
	entity_clear(&resident_def, &r);
}

static void wrong_values_are_named_and_kept(void **state) {
	struct pty *p = new_resident();

	tap(p, "李秀英<Enter>990101199003070010", "校验");
	assert_true(pty_wait_text(p, "990101199003070010", 0)); /* still there to be mended */
	assert_in_field(p, "身份证号");
	tap_into(p, "<S-Tab>", "姓名");
	assert_true(pty_wait_gone(p, "校验", 0));
	tap(p, "<Down>", "校验");
	assert_in_field(p, "身份证号");
	tap_into(p, "<C-u><Enter>", "性别");
	tap(p, "3<Enter>", "男、女"); /* what may be typed */
	assert_in_field(p, "性别");
	tap_into(p, "<BS>2", "出生日期");
	tap(p, "20250230", "没有这一天");
	assert_in_field(p, "出生日期");
	tap(p, "<F2>", "没有这一天");
	assert_true(pty_wait_text(p, "20250230", 0));
	assert_int_equal(people(NULL), 0);
	tap(p, "<Esc>", "放弃");
	tap(p, "<Esc>", "李秀英"); /* back to the form, with everything */
	assert_true(pty_wait_text(p, "20250230", 0));
	assert_in_field(p, "出生日期");
	tap(p, "<Esc>", "放弃");
	tap_away(p, "3", "李秀英");
	leave(p);
	assert_int_equal(people(NULL), 0);
}

static void a_test_is_recorded_from_today(void **state) {
	long long id = add_person("陈春", "2026-10-25");
	struct pty *p = start(NULL);
	struct ids ids = {0};
	struct err err = {0};
	struct drug_test t;
	char day[DATE_BUF];

	assert_true(pty_wait_text(p, "陈春", 0));
	tap(p, "<Enter>", "吸毒检测");
	assert_true(pty_wait_text(p, TODAY, 0));
	assert_true(pty_wait_text(p, "定期", 0));
	assert_in_field(p, "结果"); /* the day is today's */
	tap(p, "1", "阴性");
	assert_in_field(p, "性质");
	tap(p, "<F2>", "已登记：陈春");
	assert_true(pty_wait_text(p, "下期2026-11-25起，2026-12-24止", 0));
	check_cursor(p);
	leave(p);
	assert_int_equal(event_list(st, &actor, test_register(), id, 0, &ids, &err), RC_OK);
	assert_int_equal(ids.n, 1);
	assert_int_equal(event_get(st, &actor, test_register(), ids.v[0], &t, &err), RC_OK);
	assert_string_equal(date_format(t.occurred, day), TODAY);
	assert_true(code_is(t.result, "neg"));
	assert_true(code_is(t.nature, "regular"));
	entity_clear(&test_def, &t);
	ids_clear(&ids);
}

static void a_positive_result_is_confirmed(void **state) {
	struct pty *p;

	add_person("陈春", "2026-10-25");
	p = start(NULL);
	assert_true(pty_wait_text(p, "陈春", 0));
	tap_into(p, "<Enter>", "结果");
	tap(p, "3", "此数字不是检测结果"); /* of an entry session: refused */
	tap(p, "<BS>2", "阳性：按 9 确认");
	assert_in_field(p, "结果");
	tap(p, "<F2>", "按 9 确认，按 Shift-Tab");
	tap(p, "2", "不一致");
	pty_send(p, "29", 2); /* before it was asked */
	assert_true(pty_wait_text(p, "提问显示之前按下的键未采用", 0));
	assert_in_field(p, "结果");
	tap_into(p, "9", "性质");
	tap(p, "<F2>", "请及时报告公安机关");
	leave(p);
}

static void a_number_of_another_file_is_refused(void **state) {
	struct pty *p;
	const char *id;

	add_person("张建国", "2026-09-20");
	p = new_resident();
	id = id_number("99010119900307001");
	tap_into(p, "张建<Enter>", "身份证号");
	/* Told as soon as it is typed, with whose and the way there. */
	tap(p, id, "该身份证号已在档：张建国，档案编号00001");
	tap_to(p, "1", "张建国");
	assert_true(pty_wait_text(p, "社区戒毒", 0));
	tap_to(p, "<Esc>", "新增"); /* back in the form, with everything */
	assert_in_field(p, "身份证号");
	assert_true(pty_wait_text(p, id, 0));
	tap(p, "<F2>", "另一份档案已有");
	assert_in_field(p, "身份证号");
	tap(p, "<Esc>", "放弃");
	tap_away(p, "3", "放弃");
	leave(p);
	assert_int_equal(people(NULL), 1);
}

/* Somebody else changes the same person while the form stands open. */
static void change_behind_the_form(long long id, const char *address) {
	struct resident r;
	struct err err = {0};

	assert_int_equal(resident_get(st, &actor, id, &r, &err), RC_OK);
	free(r.address);
	r.address = mem_strdup(address);
	free(r.workplace);
	r.workplace = mem_strdup("茶场");
	assert_int_equal(resident_save(st, &actor, &r, &err), RC_OK);
	entity_clear(&resident_def, &r);
}

static void a_conflict_shows_both_versions(void **state) {
	long long id = add_person("张建国", "2026-09-20");
	struct pty *p = start(NULL);
	struct resident r;

	tap(p, "r", "张建国");
	tap(p, "e", "990101************"); /* masked, none of the last four */
	tap(p, "<F6>", "到某项");
	tap_into(p, "现住<Enter>", "现住址");
	pty_keys(p, "石桥村<Enter>");
	change_behind_the_form(id, "高坪村");
	tap(p, "<F2>", "别人也保存了这条记录");
	assert_true(pty_wait_text(p, "[x] 石桥村", 0));
	assert_true(pty_wait_text(p, "[ ] 高坪村", 0));
	assert_true(pty_wait_text(p, "[x] 茶场", 0)); /* only they changed it */
	check_cursor(p);
	tap(p, "<Esc>", "石桥村");
	tap(p, "<F2>", "[x] 石桥村"); /* left unsettled it comes again */
	tap(p, "2", "[x] 高坪村");
	tap(p, "<Up>1<Enter>", "F2 保存");
	tap(p, "<F2>", "已保存：张建国");
	leave(p);
	assert_int_equal(people(&r), 1);
	assert_string_equal(r.address, "石桥村");
	assert_string_equal(r.workplace, "茶场");
	assert_string_equal(r.id_no, id_number("99010119900307001"));
	assert_int_equal(r.rec.ver, 3);
	entity_clear(&resident_def, &r);
}

/* A person may have no paper at all; otherwise an ID number is asked for. */
static void without_paper(struct pty *p) {
	tap(p, "<F2>", "缺身份证号");
	assert_in_field(p, "身份证号");
	tap_into(p, "<F6>证件<Enter>", "证件种类");
	tap_into(p, "无证件<Enter>", "其他证件号码");
}

static void naughty_names_are_kept_or_refused_in_words(void **state) {
	static const char *const kept[] = {"𠮷田", "李e\xcc\x81", "😀", "O'Brien", "䶮·𬭎"};
	struct resident r;

	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		struct pty *p;

		if (i > 0) {
			part_station(state);
			make_station(state);
		}
		p = new_resident();
		pty_keys(p, kept[i]);
		without_paper(p);
		pty_keys(p, "<F2><Seen>");
		if (pty_find(p, "姓名是否完整", NULL, NULL)) /* one sign alone, letters among 汉字 */
			pty_keys(p, "1");
		assert_true(pty_wait_text(p, "决定日期", 0));
		tap_away(p, "<Esc>", "决定日期");
		assert_true(pty_wait_text(p, "1/1", 0)); /* in the list without its order */
		leave(p);
		assert_int_equal(people(&r), 1);
		assert_string_equal(r.name, kept[i]);
		entity_clear(&resident_def, &r);
	}
}

static void controls_do_not_reach_the_terminal(void **state) {
	struct pty *p = new_resident();

	pty_paste(p, "王\xe2\x80\xae" "五\x1b[31m\n\t六");
	assert_true(pty_wait_text(p, "王", 0));
	assert_true(pty_settle(p, 100, 0));
	assert_null(pty_foreign(p));
	check_cursor(p);
	pty_keys(p, "<F2>");
	assert_true(pty_settle(p, 200, 0));
	assert_null(pty_foreign(p));
	pty_keys(p, "<Esc>");
	assert_true(pty_settle(p, 200, 0));
	if (pty_find(p, "放弃", NULL, NULL))
		pty_keys(p, "3");
	assert_true(pty_settle(p, 200, 0));
	leave(p);
}

static void a_resize_keeps_what_was_typed(void **state) {
	struct pty *p = new_resident();

	tap(p, "李秀英<Enter>9901", "4/18");
	assert_true(pty_settle(p, 100, 0)); /* libvterm dies of a wide character written to a screen of one column */
	pty_resize(p, 1, 1);
	assert_true(pty_settle(p, 100, 0));
	pty_resize(p, 16, 60);
	assert_true(pty_wait_text(p, "李秀英", 0));
	assert_true(pty_wait_text(p, "4/18", 0));
	assert_in_field(p, "身份证号");
	pty_resize(p, 24, 80);
	assert_true(pty_wait_text(p, "4/18", 0));
	tap(p, "<Esc>", "放弃");
	tap_away(p, "3", "李秀英");
	leave(p);
}

static void a_namesake_is_asked_for_the_file(void **state) {
	struct resident r;
	struct err err = {0};
	struct pty *p;

	add_person("陈春", "2026-10-25");
	entity_init(&resident_def, &r);
	r.name = mem_strdup("程璨");
	r.paper = code_of("none");
	assert_int_equal(resident_save(st, &actor, &r, &err), RC_OK);
	entity_clear(&resident_def, &r);
	p = start(NULL);
	assert_true(pty_wait_text(p, "陈春", 0));
	tap_into(p, "<Enter>", "结果");
	tap(p, "2<Seen>9<F2>", "档案编号末两位");
	check_cursor(p);
	tap(p, "02<Enter>", "不是这份档案");
	tap(p, "<Seen><F2><Seen>", "档案编号末两位");
	tap(p, "01<Enter>", "请及时报告公安机关");
	leave(p);
}

/* A missed window is answered by what happened, and the line goes. */
static void a_missed_test_is_explained(void **state) {
	struct pty *p;

	add_person("陈春", "2026-09-20"); /* the first window ended on 10-19, the second runs */
	p = start(NULL);
	assert_true(pty_wait_text(p, "2026-10-19", 0));
	tap(p, "7<Enter>", "2026-09-20 至 2026-10-19 没有尿检");
	tap(p, "3", "期次            1");
	assert_in_field(p, "未检原因");
	assert_true(pty_wait_text(p, "正当理由", 0));
	tap(p, "<F2>", "已登记：陈春");
	assert_true(pty_wait_gone(p, "2026-10-19", 0));
	leave(p);
}

static void the_record_before_is_carried(void **state) {
	struct pty *p;

	add_person("陈春", "2026-10-25");
	p = start(NULL);
	tap(p, "f", "社区戒毒");
	tap_into(p, "2a", "结果");
	/* A name is asked about once. */
	tap(p, "<S-Tab>20<Enter>1<Enter><Enter>工作站<Enter>王干事<Enter>刘民警<F2>", "工作站”在本站不常见");
	assert_true(pty_settle(p, 60, 0));
	tap(p, "1", "已登记");
	assert_true(pty_wait_text(p, "2026-11-20", 0));
	tap(p, "a", "不是今天的日期：2026-11-20，请核对");
	assert_true(pty_wait_text(p, "刘民警", 0));
	assert_in_field(p, "检测日期");
	tap_away(p, "<Esc>", "不是今天的日期"); /* nothing typed: nothing asked */
	tap_to(p, "e", "更正");
	tap(p, "<F6>检测日期<Enter>1005<Enter>", "48天前");
	tap_into(p, "<Enter>", "结果");
	tap(p, "<F2>", "检测日期原为2026-11-20，改为2026-10-05");
	tap_to(p, "1", "陈春");
	assert_true(pty_wait_text(p, "> 2026-10-05", 0));
	/* A correction leaves nothing to the next record: still the day of the one before. */
	tap(p, "a", "不是今天的日期：2026-11-20，请核对");
	tap_to(p, "<Esc>", "陈春");
	leave(p);
}

/* Somebody comes to the desk: the form waits as a draft, also when the program is left. */
static void a_form_put_aside_goes_on(void **state) {
	struct pty *p = new_resident();

	tap(p, "李秀英<Enter>9901<Esc>", "稍后继续");
	tap_away(p, "2", "身份证号");
	assert_true(pty_wait_text(p, "已存为草稿", 0));
	leave(p);
	p = start(NULL);
	assert_true(pty_wait_text(p, "有 1 份草稿", 0));
	tap(p, "r", "全部");
	tap(p, "8a", "未完成的草稿：李秀英");
	tap(p, "1", "接着填上次没填完的内容");
	assert_true(pty_wait_text(p, "李秀英", 0));
	assert_true(pty_wait_text(p, "4/18", 0));
	assert_in_field(p, "身份证号");
	tap(p, "<Esc>", "放弃");
	tap_away(p, "3", "李秀英");
	leave(p);
	assert_int_equal(people(NULL), 0);
}

static size_t bytes_of(struct pty *p, const char *keys) {
	assert_true(pty_settle(p, 100, 0));
	pty_mark(p);
	pty_keys(p, keys);
	assert_true(pty_settle(p, 100, 0));
	return pty_bytes(p);
}

/* On a slow line every byte is waited for. */
static void typing_is_cheap(void **state) {
	struct pty *p = new_resident();
	size_t letter = bytes_of(p, "a"), character = bytes_of(p, "张"), field;

	bytes_of(p, "<Enter>");
	field = bytes_of(p, "<Up>");
	assert_true(letter <= 24);
	assert_true(character <= 30);
	assert_true(field <= 120); /* the marker, two underlines and the line of hints */
	tap(p, "<Esc>", "放弃");
	tap_away(p, "3", "放弃");
	leave(p);
}

/* A register without a table of its own: its form shows its fields. */
static void every_register_has_its_form(void **state) {
	long long id = add_person("陈春", "2026-10-25");
	struct pty *p = start(NULL);
	const struct event_def *talks = event_find_def("talk");
	struct ids ids = {0};
	struct err err = {0};

	assert_true(pty_wait_text(p, "陈春", 0));
	tap(p, "f", "社区戒毒");
	tap(p, "3a", TODAY);
	assert_in_field(p, "摘要");
	tap(p, "<F9>第一行<F9>第二行<F2>", "已登记：陈春");
	leave(p);
	assert_int_equal(event_list(st, &actor, talks, id, 0, &ids, &err), RC_OK);
	assert_int_equal(ids.n, 1);
	ids_clear(&ids);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		T(a_person_is_added_by_keys), T(wrong_values_are_named_and_kept), T(a_test_is_recorded_from_today),
		T(a_positive_result_is_confirmed), T(a_number_of_another_file_is_refused), T(a_conflict_shows_both_versions),
		T(naughty_names_are_kept_or_refused_in_words), T(controls_do_not_reach_the_terminal),
		T(a_resize_keeps_what_was_typed), T(the_record_before_is_carried), T(a_missed_test_is_explained), T(a_namesake_is_asked_for_the_file), T(every_register_has_its_form), T(typing_is_cheap), T(a_form_put_aside_goes_on),
	};

	return cmocka_run_group_tests_name("tui/forms", tests, NULL, NULL);
}
