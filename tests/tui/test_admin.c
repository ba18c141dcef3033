/* The station's own screen: each thing that was a command alone, once, by its keys.
 * SPDX-License-Identifier: MIT */
#include "core/file.h"
#include "tui/desk.h"

static int new_station_with_officers(void **state) {
	station_of(make_officers);
	return 0;
}

static void officers(void **state) {
	struct pty *p = start_at("E", "站务设置  专干");

	expect(p, "站长");
	tap_into(p, "a", "登录名");
	tap_into(p, "qian<Enter>", "姓名");
	press(p, "钱干事<Enter><F2>", "已保存：钱干事");
	expect_beside(p, "qian", "钱干事");
	/* another's password, shown as stars, twice the same */
	tap(p, "/qian<Enter>p", "新密码（留空即不设）");
	press(p, "<Seen>jiao-yu-3", "*********");
	assert_false(pty_find(p, "jiao-yu-3", NULL, NULL));
	tap(p, "<Enter>", "再输一次");
	press(p, "<Seen>jiao-yu-4<Enter>", "两次输入不同");
	tap(p, "p", "新密码（留空即不设）");
	tap(p, "<Seen>jiao-yu-3<Enter>", "再输一次");
	press(p, "<Seen>jiao-yu-3<Enter>", "密码已设");
	assert_int_equal(number("SELECT count(*) FROM officer_secret s JOIN officer o ON o.id = s.officer WHERE o.login = 'qian'"
	                        " AND password IS NOT NULL AND instr(password, 'jiao') = 0"), 1);
	tap(p, "y", "该专干的公钥");
	tap(p, "<Seen>ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGk1h0Yv2sJq3c7Wq1mC4yYj8m8n1r6Xh3bq2Jm0oQwE qian@pc<Enter>",
	    "怎样存入");
	press(p, "<Seen>1", "wubao officer keys > ");
	assert_int_equal(number("SELECT count(*) FROM officer_key k JOIN officer o ON o.id = k.officer WHERE o.login = 'qian'"), 1);
	show(p, "2", "站务设置  在线");
	leave(p);
}

static void own_password(void **state) {
	struct pty *p = start_at("E8", "站务设置  本站");

	expect(p, "剩余空间");
	tap(p, "W", "新密码");
	tap(p, "<Seen>jiao-yu-3<Enter>", "再输一次");
	press(p, "<Seen>jiao-yu-3<Enter>", "密码已设");
	tap(p, "W", "现在的密码"); /* there is one now: it is asked for */
	press(p, "<Seen>wrong-one<Enter>", "密码不对");
	leave(p);
}

static void villages(void **state) {
	struct pty *p = start_at("E3", "站务设置  村社");
	long long people = number("SELECT count(*) FROM resident r JOIN place p ON p.id = r.place WHERE p.name = '石桥村'");

	tap_into(p, "a", "村社名称");
	press(p, "新村<Enter><F2>", "已保存：新村");
	tap(p, "/石桥<Enter>J", "并入哪个村社");
	tap(p, "<Seen>新村<Enter>", "归入新村");
	press(p, "<Seen>2", "按 o 可撤回");
	assert_int_equal(number("SELECT count(*) FROM resident r JOIN place p ON p.id = r.place WHERE p.name = '新村'"), people);
	tap(p, "o", "撤回合并吗");
	press(p, "<Seen>2", "归回原村社");
	assert_int_equal(number("SELECT count(*) FROM resident r JOIN place p ON p.id = r.place WHERE p.name = '石桥村'"), people);
	leave(p);
}

static void settings(void **state) {
	struct pty *p = start_at("E4", "站务设置  设置");
	struct str text = {0};
	struct err err = {0};

	tap(p, "/rules.head_days<Enter><Enter>", "留空即用默认值");
	press(p, "<Seen><C-u>0<Enter>", "1..366");
	tap(p, "<Enter>", "留空即用默认值");
	press(p, "<Seen><C-u>40<Enter>", "head_days = 40");
	tap(p, "/rules.visits<Enter><Enter>", "2 two");
	press(p, "<Seen>2", "visits = two");
	show(p, "5", "站务设置  频次");
	tap(p, "/谈话<Enter>e", "每年次数：");
	tap(p, "<Seen><C-u>24<Enter>", "从哪天起");
	tap(p, "<Seen>2026-12-01<Enter>", "依据");
	press(p, "<Seen>县禁毒办通知<Enter>", "下次启动程序时生效");
	expect(p, "2026-12-01");
	leave(p);
	town_must(file_read(ini, 1 << 16, &text, &err), &err);
	assert_non_null(strstr(str_text(&text), "head_days = 40"));
	assert_non_null(strstr(str_text(&text), "@2026-12-01]\ntalk = \"24\"\nbasis = \"县禁毒办通知\""));
	str_clear(&text);
	leave(start(NULL)); /* it opens with them */
}

static void name_and_files(void **state) {
	struct pty *p;

	put_file(beside("paper"), "协议书");
	COMMAND("attach", beside("paper"));
	p = start_at("E6", "站务设置  站名");
	tap(p, "a", "依据文书");
	press(p, "示范街道<Enter><F2>", "已保存：示范街道");
	assert_true(pty_wait_row(p, 0, "示范街道", 0));
	expect(p, TOWN_NAME);
	show(p, "7", "站务设置  附件");
	expect(p, "还没有文书写明它");
	expect(p, "fetch ");
	show(p, "9", "备份");
	leave(p);
}

/* What is not one's own is not there: no tab, no action. */
static void an_officers_tabs(void **state) {
	struct pty *p = start_with((const char *const[]){"--officer", "li", NULL}, NULL);

	assert_true(pty_wait_text(p, "请设锁屏密码", 0));
	tap_to(p, "<Esc>", "今日");
	show(p, "E", "站务设置  村社");
	assert_false(pty_find(p, "4设置", NULL, NULL));
	assert_false(pty_find(p, "合并村社", NULL, NULL));
	pty_keys(p, "1");
	show(p, "5", "站务设置  频次");
	assert_false(pty_find(p, "更正", NULL, NULL));
	leave(p);
}

#define TEST(fn) cmocka_unit_test_setup(fn, new_town)
int main(void) {
	const struct CMUnitTest tests[] = {TEST(officers),       TEST(own_password), TEST(villages), TEST(settings),
	                                   TEST(name_and_files), 
	                                   cmocka_unit_test_setup(an_officers_tabs, new_station_with_officers)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
