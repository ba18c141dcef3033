/* The county's screens: a station added, its return received, given back, accepted, and read as it came, with
 * names; what a reader and an auditor come to (rules 21.1, 21.2, 21.8, 21.10). SPDX-License-Identifier: MIT */
#include <glob.h>
#include <sys/stat.h>

#include "core/file.h"
#include "exchange/package/return_rows.h"
#include "tui/desk.h"

#define CODE "990001001"
static struct sign_secret key;

/* Whom it counts, sealed to the county's key. */
static void put_names(struct package *p, const char *path, const char *csv) {
	struct str text = {0}, sealed = {0};
	struct sign_secret county;
	struct err err = {0};

	town_must(file_read(beside("s.db.key"), 4096, &text, &err), &err);
	town_must(sign_secret_parse(str_text(&text), &county, &err), &err);
	town_must(sign_seal(&county.pub, csv, strlen(csv), &sealed, &err), &err);
	package_add(p, path, NULL, sealed);
	str_clear(&text);
}

/* The return of a month with one figure, as a station writes it; more people behind it than may leave by one's own
 * leave (rule 11.7). */
enum { BEHIND = 25 };
static void put_return(const char *month, const char *name) {
	struct str people = {0}, events = {0};
	struct county_return r = {.station = mem_strdup("甲站"), .code = mem_strdup(CODE), .full = true,
	                          .head = mem_strdup("1:00"), .program = mem_strdup("wubao")};
	struct package p;
	struct err err = {0};

	assert_true(date_parse_month(month, &r.month));
	r.as_of = date_month_end(r.month);
	return_place_add(&r, RETURN_STATION, "station", "甲站");
	return_line_add(&r, RETURN_FIGURES, 0, "register", BEHIND, INT_NONE);
	return_package(&r, &p);
	str_add(&people, "station,period,number,uid,file_no,name,id_no,sex,birth,place,kind,state\r\n"
	          CODE ",2026-10,0,A,00007,试\x1b甲,993151199708151276,男,1997-08-15,*,社区戒毒,执行中\r\n"
	          CODE ",2026-10,0,B,00008,试某乙,,男,,*,社区戒毒,执行中\r\n");
	str_add(&events, "station,period,number,place,id,uid,value\r\n"
	          CODE ",2026-10,0,*,register,A,1\r\n" CODE ",2026-10,0,*,other,B,1\r\n");
	for (int i = 1; i < BEHIND; i++) {
		str_addf(&people, CODE ",2026-10,0,C%02d,001%02d,试丙,,女,,*,社区戒毒,执行中\r\n", i, i);
		str_addf(&events, CODE ",2026-10,0,*,register,C%02d,1\r\n", i);
	}
	put_names(&p, RETURN_PEOPLE, str_text(&people));
	put_names(&p, RETURN_EVENTS, str_text(&events));
	str_clear(&people);
	str_clear(&events);
	package_close(&p, &key);
	town_must(package_write(&p, beside(name), &err), &err);
	package_clear(&p);
	return_clear(&r);
}

static void make_county(void) {
	COMMAND("county", "init", "--county", "示范县", "--mode", "station", "--login", "chen", "--officer", "陈科长");
	AS("chen", "officer", "add", "li", "李干事");
	AS("chen", "officer", "add", "zhao", "赵审计", "--role", "auditor");
	AS("chen", "officer", "add", "sun", "孙读", "--role", "reader");
	AS("chen", "key", "make");
	sign_make(&key);
}

static int new_county(void **state) {
	char in[400];

	station_of(make_county);
	snprintf(in, sizeof in, "%s/in", folder);
	assert_int_equal(mkdir(in, 0700), 0);
	return mkdir(beside("in/chen"), 0700);
}

static struct pty *come_in(const char *who, const char *title) {
	struct pty *p = start_with((const char *const[]){"--officer", who, NULL}, NULL);

	expect(p, "锁屏密码");
	press(p, "<Seen><Esc>", title);
	return p;
}

static void from_key_to_answer(void **state) {
	struct pty *p = come_in("chen", "县内各工作站");
	struct package answer;
	struct return_answer said;
	struct err err = {0};
	char line[SIGN_LINE];
	glob_t found;

	sign_public_line(&key.pub, line);
	expect(p, "还没有工作站");
	pty_keys(p, "a");
	expect(p, "站代码");
	pty_keys(p, "<Seen>" CODE "<Enter>");
	expect(p, "站名：");
	pty_keys(p, "<Seen>甲站<Enter>");
	expect(p, "以 RW 开头");
	pty_keys(p, "<Seen>");
	pty_keys(p, line);
	pty_keys(p, "<Enter>");
	expect(p, "起报月份");
	press(p, "<Seen>2026-09<Enter>", "从该月起收其上报");
	expect(p, "缺 9 月至 10 月");
	put_return("2026-10", "in/chen/a.tar");
	put_return("2026-09", "in/b.tar"); /* in nobody's folder: no prompt of a shared station opens it */
	pty_keys(p, "i");
	expect(p, "上报的文件或文件夹");
	pty_keys(p, "<Seen>");
	pty_keys(p, beside("in/b.tar"));
	press(p, "<Enter>", "缺 9 月至 10 月");
	pty_keys(p, "i");
	expect(p, "上报的文件或文件夹");
	pty_keys(p, "<Seen>");
	pty_keys(p, beside("in/chen/a.tar"));
	press(p, "<Enter>", "收 1 份，已有 0 份，未收 0 份");
	assert_true(row_has(p, CODE, "缺 9 月"));
	press(p, "<Enter>", "收到的上报  甲站");
	pty_keys(p, "b");
	expect(p, "退回所选上报的原因");
	pty_keys(p, "<Seen>数字不符<Enter>");
	expect(p, "所询问指标的编号");
	pty_keys(p, "<Seen>register<Enter>");
	expect(p, "询问的内容");
	press(p, "<Seen>请核对<Enter>", "已答复");
	assert_true(row_has(p, "2026-10", "已退回"));
	assert_int_equal(glob(beside("out/answer-*.tar"), 0, NULL, &found), 0);
	town_must(package_read(&answer, found.gl_pathv[0], &err), &err);
	globfree(&found);
	town_must(return_answer_read(&answer, &said, &err), &err);
	assert_false(said.accepted);
	assert_string_equal(said.reason, "数字不符");
	assert_int_equal(said.question_count, 1);
	assert_string_equal(said.questions[0].id, "register");
	return_answer_clear(&said);
	package_clear(&answer);
	press(p, "y", "接收所选上报");
	assert_true(pty_find(p, "1 先不写", NULL, NULL));
	press(p, "<Seen>1", "收到的上报  甲站");
	assert_true(row_has(p, "2026-10", "已退回"));
	press(p, "y", "接收所选上报");
	press(p, "<Seen>2", "已答复");
	assert_true(row_has(p, "2026-10", "已接收"));
	press(p, "<Enter>", "上报各数  甲站  2026-10 第 0 号");
	assert_true(row_has(p, "> 甲站", "25") && row_has(p, "> 甲站", "在册总数"));
	/* rule 21.10: whom it counts, for a reason, all of them to the head, and as text only */
	pty_keys(p, "<Enter>");
	expect(p, "为什么打开名单");
	press(p, "<Seen><Enter>", "上报各数"); /* without one nobody is named */
	assert_false(pty_find(p, "为什么打开名单", NULL, NULL) || pty_find(p, "00007", NULL, NULL));
	press(p, "<Enter>", "为什么打开名单");
	press(p, "<Seen>核对<Enter>", "试?甲");
	assert_true(row_has(p, "00007", "993151199708151276"));
	assert_true(pty_find(p, "1/25", NULL, NULL));
	assert_false(pty_find(p, "试某乙", NULL, NULL));
	leave(p);
}

/* The returns of the one station, as this officer. */
static struct pty *at_returns(const char *who) {
	struct pty *p = come_in(who, "县内各工作站");

	assert_false(pty_find(p, "新增", NULL, NULL));
	press(p, "<Enter>", "收到的上报  甲站");
	return p;
}

static void who_sees_what(void **state) {
	char line[SIGN_LINE];
	struct pty *p;

	sign_public_line(&key.pub, line);
	AS("chen", "county", "station", "add", "--code", CODE, "--name", "甲站", "--key", line, "--from", "2026-09");
	put_return("2026-10", "in/chen/a.tar");
	AS("chen", "county", "receive", beside("in/chen/a.tar"));
	p = at_returns("li");
	assert_false(pty_find(p, "退回", NULL, NULL));
	press(p, "<Enter>", "上报各数"); /* an officer opens nobody's name, with or without leave */
	press(p, "<Enter>", "上报各数");
	assert_false(pty_find(p, "名单", NULL, NULL));
	press(p, "<Esc><Esc>", "收上报");
	leave(p);
	p = at_returns("sun");
	assert_false(pty_find(p, "退回", NULL, NULL));
	press(p, "b<Enter>", "上报各数"); /* the key alone does nothing */
	press(p, "<Enter>", "上报各数"); /* nor are names a reader's */
	assert_false(pty_find(p, "名单", NULL, NULL));
	press(p, "<Esc><Esc>", "县内各工作站");
	assert_false(pty_find(p, "收上报", NULL, NULL));
	press(p, "t", "月报  2026-10");
	press(p, ">", "按 5 取整"); /* rule 21.27: not this month's, and October stays under its own name */
	assert_true(pty_wait_text(p, "月报  2026-10", 0));
	leave(p);
	p = come_in("zhao", "审计");
	assert_false(pty_find(p, "县内各工作站", NULL, NULL));
	leave(p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(from_key_to_answer, new_county),
		cmocka_unit_test_setup(who_sees_what, new_county),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
