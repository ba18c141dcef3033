/* The plan of an import on the screen: a file that is not understood, its columns and words told by hand and remembered,
 * and an import taken back. 80x24 and 60x16, a real pty. SPDX-License-Identifier: MIT */
#include <iconv.h>

#include "core/file.h"
#include "core/mem.h"
#include "tui/desk.h"

/* The table stands in line 3, three of its columns have the office's own names, one means nothing here. */
#define TITLES "示范镇社区戒毒花名册,,,,,,,\n填报单位：示范镇,,,,,,,\n"
#define HEAD "姓名,证件种类,其他证件号码,类型,入册日子,所属村社,文化程度,摸底情况\n"
static const char roster[] = TITLES HEAD "赵新,passport,P9900001,社区戒毒,2026-11-01,石桥,识字班,好\n"
                             "钱多,passport,P9900002,社区戒毒,2026-11-02,新桥村,识字班,好\n"
                             "孙远,passport,P9900003,社区康复,2026-11-03,南河村,初中,好\n";
static const char later[] = TITLES HEAD "周晚,passport,P9900004,社区戒毒,2026-11-04,石桥,识字班,好\n";

static void show_screen(struct pty *p) {
	if (getenv("IMPORT_SHOW"))
		printf("%s\n", pty_screen(p));
}

static void write_gb18030(const char *path, const char *text) {
	char out[2048], *to = out, *from = mem_strdup(text), *at = from;
	size_t left = strlen(text), room = sizeof out;
	struct err err = {0};
	iconv_t cd = iconv_open("GB18030", "UTF-8");

	assert_true(cd != (iconv_t)-1);
	assert_int_equal(iconv(cd, &at, &left, &to, &room), 0);
	iconv_close(cd);
	free(from);
	town_must(file_write_new(path, out, sizeof out - room, &err), &err);
}

static void name_file(struct pty *p, const char *keys, const char *path) {
	press(p, keys, "要导入的文件");
	pty_keys(p, "<C-u>");
	pty_keys(p, path);
	pty_keys(p, "<Enter>");
}

/* The marker to the line on which this stands. */
static void mark(struct pty *p, const char *text) {
	int row;

	expect(p, text);
	pty_keys(p, "<Home>");
	for (int i = 0; i < 99; i++) {
		assert_true(pty_settle(p, 60, 0));
		if (pty_find(p, text, &row, NULL) && pty_row(p, row)[0] == '>')
			return;
		pty_keys(p, "<Down>");
	}
	fail_msg("the marker does not come to %s", text);
}

static void choose_line(struct pty *p, const char *text) {
	mark(p, text);
	pty_keys(p, "<Enter>");
}

/* Of the line under the marker, by what stands in it: this choice. */
static void choose(struct pty *p, const char *line, const char *choice, const char *then) {
	mark(p, line);
	press(p, "<Enter>", "它的含义");
	choose_line(p, choice);
	expect(p, then);
}

/* From the first look to the plan: the header lacks columns until two are told. */
static struct pty *plan_the_roster(const char *path, const struct pty_options *opt) {
	struct pty *p = start(opt);

	name_file(p, "i", path);
	expect(p, "按 e 说明怎样读");
	expect(p, "人员类别");
	show_screen(p);
	show(p, "m", "文件各列");
	show_screen(p);
	choose(p, "类型", "人员类别", "人工指定");
	expect(p, "决定日期"); /* still lacks this one */
	choose(p, "入册日子", "决定日期", "人工指定");
	expect(p, "新增 3");
	show_screen(p);
	show(p, "<Esc>", "导入");
	return p;
}

static void a_file_not_understood_is_explained(void **state) {
	struct pty *p;

	write_gb18030(beside("r.csv"), roster);
	p = plan_the_roster(beside("r.csv"), NULL);
	/* what is lost or made stands first, the rest behind t */
	assert_true(pty_wait_row(p, 3, "不认识的列，未导入：摸底情况", 0));
	expect(p, "t 共");
	show_screen(p);
	show(p, "t", "导入说明");
	expect(p, "库中没有，将新建：所属村社 (2) 新桥村、南河村");
	expect(p, "类型＝人员类别");
	expect(p, "gb18030");
	show_screen(p);
	show(p, "<Esc>", "导入");
	/* another encoding does not fit: said, and the plan stays */
	press(p, "e", "哪一项认错了");
	press(p, "1", "文件的编码");
	press(p, "2", "r.csv");
	expect(p, "3新增 3");
	show_screen(p);
	/* the line of the header, told */
	press(p, "e", "哪一项认错了");
	press(p, "3", "第几行");
	press(p, "x<Enter>", "请写行号");
	press(p, "<C-u>2<Enter>", "没有表头"); /* no header stands there */
	expect(p, "3新增 3");
	press(p, "e", "哪一项认错了");
	press(p, "3", "第几行");
	press(p, "3<Enter>", "新增 3，变更 0");
	/* what it holds: talks need other columns */
	press(p, "e", "哪一项认错了");
	show(p, "4", "文件的内容");
	show_screen(p);
	choose_line(p, "谈话");
	expect(p, "按谈话");
	expect(p, "3新增 3");
	show_screen(p);
	tap_to(p, "<Esc>", "今日");
	leave(p);
}

static void words_are_told_and_remembered(void **state) {
	struct pty *p;

	write_gb18030(beside("r.csv"), roster);
	write_gb18030(beside("s.csv"), later);
	p = plan_the_roster(beside("r.csv"), NULL);
	show(p, "w", "待说明的词");
	expect_beside(p, "石桥", "未说明");
	show_screen(p);
	choose(p, "石桥", "石桥村", "石桥村");
	choose(p, "识字班", "小学", "小学");
	expect_beside(p, "识字班", "小学");
	expect_beside(p, "> 文化程度", "识字班"); /* the marker is where it was */
	show_screen(p);
	show(p, "<Esc>", "导入");
	press(p, "y", "先不写");
	press(p, "1", "已完成");
	show_screen(p);
	/* the next file of this header asks nothing */
	name_file(p, "c", beside("s.csv"));
	expect(p, "新增 1");
	show(p, "t", "导入说明");
	expect(p, "按以前对同样表头的答复");
	show_screen(p);
	show(p, "<Esc>", "导入");
	show(p, "w", "待说明的词");
	expect_beside(p, "识字班", "小学");
	show(p, "<Esc>", "导入");
	/* the import is taken back */
	show(p, "I", "导入记录");
	show_screen(p);
	mark(p, "r.csv");
	press(p, "<Enter>", "将作废");
	show_screen(p);
	press(p, "x", "撤回的原因");
	press(p, "取错文件<Enter>", "> 2 不撤回");
	show_screen(p);
	press(p, "1", "可以再导入");
	show_screen(p);
	press(p, "x", "已经撤回过");
	show(p, "<Esc>", "导入");
	show(p, "<Esc>", "今日");
	press(p, "<F5>赵新", "没有找到");
	pty_keys(p, "<Esc>");
	leave(p);
}

/* Somebody it brought was changed since: named, and nothing is taken back. */
static void what_hinders_is_named(void **state) {
	struct pty *p;

	put_file(beside("t.csv"), "姓名,证件种类,其他证件号码,人员类别,决定日期,所属村社\n"
	                          "赵新,passport,P9900001,社区戒毒,2026-11-01,石桥村\n");
	COMMAND("import", beside("t.csv"), "--yes");
	COMMAND("add", "talk", "--resident", "00038", "occurred=2026-11-20", "summary=近况");
	p = start_at("I", "导入记录");
	mark(p, "t.csv");
	press(p, "x", "没有撤回");
	show_screen(p);
	assert_false(pty_find(p, "撤回的原因", NULL, NULL));
	leave(p);
}

/* Esc stops a long file: nothing of it is there, and it can be read again. */
static void esc_stops_the_reading(void **state) {
	struct str text = {0};
	struct pty *p;

	str_add(&text, "姓名,证件种类,其他证件号码,人员类别,决定日期,所属村社\n");
	for (int i = 0; i < 60000; i++)
		str_addf(&text, "赵某,passport,P99%05d,社区戒毒,2026-11-01,石桥村\n", i);
	put_file(beside("long.csv"), str_text(&text));
	str_clear(&text);
	p = start(NULL);
	press(p, "i", "要导入的文件");
	pty_keys(p, beside("long.csv"));
	tap(p, "<Enter>", "Esc");
	assert_true(pty_wait_text(p, "正在读取", 0));
	pty_send(p, "\033", 1);
	expect(p, "没有写入任何内容");
	expect(p, "按 e 说明怎样读");
	show_screen(p);
	COMMAND("add", "place", "name=后山村"); /* nothing is held */
	tap_to(p, "<Esc>", "今日");
	leave(p);
}

static void the_least_window(void **state) {
	static const char *const keys[] = {"t", "m", "w", "I"};
	struct pty *p;

	write_gb18030(beside("r.csv"), roster);
	p = plan_the_roster(beside("r.csv"), &(struct pty_options){.rows = 16, .cols = 60});
	expect(p, "3新增 3");
	expect(p, "摸底情况");
	expect(p, "> "); /* a record under the marker, and its foot below */
	show_screen(p);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		pty_keys(p, keys[i]);
		assert_true(pty_settle(p, 100, 0));
		show_screen(p);
		tap_to(p, "<Esc>", "导入  ");
	}
	tap_to(p, "<Esc>", "今日");
	leave(p);
}

/* Of a workbook the first sheet that is understood, and another by the list (rule 10.31). */
static void a_sheet_is_chosen(void **state) {
	struct pty *p = start(NULL);

	name_file(p, "i", TEST_DATA "/roster-book.xlsx");
	expect(p, "可以导入的工作表有：名册、新增");
	expect(p, "隐藏行 1");
	expect(p, "3新增 3");
	show_screen(p);
	for (int i = 0; i < 2; i++) {
		press(p, "e", "哪一项认错了");
		show(p, "4", "文件的内容");
		show_screen(p);
		choose_line(p, i ? "工作表 名册" : "工作表 新增");
		expect(p, i ? "3新增 3" : "3新增 1");
	}
	tap_to(p, "<Esc>", "今日");
	leave(p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_file_not_understood_is_explained, new_town),
		cmocka_unit_test_setup(words_are_told_and_remembered, new_town),
		cmocka_unit_test_setup(what_hinders_is_named, new_town),
		cmocka_unit_test_setup(esc_stops_the_reading, new_town),
		cmocka_unit_test_setup(the_least_window, new_town),
		cmocka_unit_test_setup(a_sheet_is_chosen, new_town),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
