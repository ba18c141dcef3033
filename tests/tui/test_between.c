/* Between stations, and what else had a command alone: keys taken in and out, one person's file handed to another station
 * and its receipt brought back, two joined files parted, forms printed from the station's registers, an auditor's own
 * password (rules 18.7 to 18.9). SPDX-License-Identifier: MIT */
#include <glob.h>

#include "core/file.h"
#include "core/sign/minisign.h"
#include "tui/desk.h"

/* ---- two stations ---- */

struct desk {
	char folder[sizeof folder], db[sizeof db], ini[sizeof ini];
};
static struct desk first, second;

static struct desk here(void) {
	struct desk d;

	memcpy(d.folder, folder, sizeof folder);
	memcpy(d.db, db, sizeof db);
	memcpy(d.ini, ini, sizeof ini);
	return d;
}

static void go_to(const struct desk *d) {
	memcpy(folder, d->folder, sizeof folder);
	memcpy(db, d->db, sizeof db);
	memcpy(ini, d->ini, sizeof ini);
}

static const char *line_of(const struct sign_public *key) {
	static char line[SIGN_LINE];

	sign_public_line(key, line);
	return line;
}

/* The key of the station that is open. */
static const char *own_line(void) {
	struct sign_secret key;
	struct str text = {0};
	struct err err = {0};

	town_must(file_read(beside("s.db.key"), SIGN_TEXT_MAX, &text, &err), &err);
	town_must(sign_secret_parse(str_text(&text), &key, &err), &err);
	str_clear(&text);
	return line_of(&key.pub);
}

/* The last of the files in out/ that are named so. */
static char *last_out(const char *pattern) {
	glob_t found;
	char *path;

	assert_int_equal(glob(beside(pattern), 0, NULL, &found), 0);
	path = mem_strdup(found.gl_pathv[found.gl_pathc - 1]);
	globfree(&found);
	return path;
}

static int two_stations(void **state) {
	new_station(state);
	COMMAND("key", "make");
	second = here();
	new_town(state);
	COMMAND("key", "make");
	first = here();
	go_to(&second);
	char line[SIGN_LINE];

	snprintf(line, sizeof line, "%s", own_line());
	go_to(&first);
	COMMAND("key", "add", line, "--name", "乙站");
	return 0;
}

/* ---- the tests ---- */

/* rule 18.8 */
static void keys_are_taken_in_and_out(void **state) {
	struct sign_secret other;
	struct pty *p = start_at("E0", "站务设置  公钥");

	sign_make(&other);
	expect(p, "尚无，按 K 生成");
	press(p, "K", "已生成");
	expect(p, own_line());
	assert_false(pty_find(p, "尚无", NULL, NULL));
	tap(p, "a", "站名");
	tap(p, "<Seen>乙站<Enter>", "以 RW 开头");
	press(p, "<Seen>RWnonsense<Enter>", "公钥");
	for (int i = 0; i < 10; i++)
		pty_keys(p, "<BS>");
	pty_keys(p, line_of(&other.pub));
	press(p, "<Enter>", "乙站在电话里念过吗");
	press(p, "1", "本站"); /* not compared: not trusted */
	assert_int_equal(number("SELECT count(*) FROM partner_key"), 0);
	tap(p, "a", "站名");
	tap(p, "<Seen>乙站<Enter>", "以 RW 开头");
	pty_keys(p, "<Seen>");
	pty_keys(p, line_of(&other.pub));
	press(p, "<Enter>", "乙站在电话里念过吗");
	press(p, "2", "今后信任此公钥");
	assert_int_equal(number("SELECT count(*) FROM partner_key WHERE voided_at IS NULL"), 1);
	press(p, "gx", "本站的密钥不移除");
	press(p, "Gx", "原因");
	press(p, "<Seen>换了密钥<Enter>", "已不再信任");
	assert_int_equal(number("SELECT count(*) FROM partner_key WHERE voided_at IS NULL"), 0);
	leave(p);
}

/* The file of the first of the town. */
static struct pty *start_at_file(const char *title) {
	struct pty *p = start(NULL);

	show(p, "<F5>", "查人");
	pty_keys(p, town_people[0].name);
	show(p, "<Enter>", title);
	return p;
}

static void ask_for_file(struct pty *p, const char *next) {
	press(p, "h", "由哪个站接收此人");
	press(p, "1", "移交档案包：原因");
	press(p, "<Seen>迁居<Enter>", next);
}

/* The state, then the record of the papers as the dossier has them, then their list. */
static char *hand_over(void) {
	struct pty *p = start_at_file(town_people[0].name);

	ask_for_file(p, "把状态改为已变更执行地");
	show(p, "1", "状态变动");
	expect_beside(p, "接收单位", "乙站");
	pty_keys(p, "迁居<Enter>移字1号<Enter>");
	press(p, "<F2>", "无误，保存");
	show(p, "1", "已变更执行地");
	ask_for_file(p, "登记移交的材料");
	assert_false(pty_find(p, "把状态改为", NULL, NULL));
	show(p, "1", "变更");
	expect_beside(p, "对方单位", "乙站");
	expect_beside(p, "材料清单", "告知书");
	show(p, "<F2>", "已变更执行地");
	assert_int_equal(number("SELECT count(*) FROM moving WHERE direction = 'out' AND papers LIKE '%告知书%'"), 1);
	ask_for_file(p, "打印待签字的材料清单");
	press(p, "2", "待签字的清单：");
	leave(p);
	assert_int_equal(number("SELECT count(*) FROM disclosure WHERE kind = 'handover.file' AND recipient = '乙站'"), 3);
	return last_out("out/handover.file-*.tar");
}

/* At the second station, which does not know the first's key yet. */
static char *take(const char *path) {
	struct pty *p = start_at("i", "导入");

	pty_keys(p, path);
	press(p, "<Enter>", "对方念的公钥与此相同");
	press(p, "1", "移交档案包或其回执");
	tap(p, "c", "要导入的文件");
	pty_keys(p, "<Seen>");
	pty_keys(p, path);
	press(p, "<Enter>", "对方念的公钥与此相同");
	show(p, "2", "移交档案包");
	expect(p, "尚未写入");
	assert_int_equal(number("SELECT count(*) FROM resident"), 0);
	press(p, "y", "本站从哪天起执行");
	press(p, "<Seen><Enter>", "全部接收");
	press(p, "2", "请把回执寄回");
	leave(p);
	assert_int_equal(number("SELECT count(*) FROM resident"), 1);
	assert_int_equal(number("SELECT count(*) FROM treatment_order WHERE taken_on = '" TOWN_DAY "' AND moved_to IS NULL"), 1);
	return last_out("out/handover.file-*.tar");
}

/* rule 18.7 */
static void one_file_goes_over_and_its_receipt_comes_back(void **state) {
	char *path = hand_over(), *receipt;
	struct pty *p;

	go_to(&second);
	receipt = take(path);
	go_to(&first);
	assert_int_equal(number("SELECT count(*) FROM treatment_order WHERE receipt = '" TOWN_DAY "'"), 0);
	p = start_at("i", "导入");
	pty_keys(p, receipt);
	press(p, "<Enter>", "回执已");
	leave(p);
	assert_int_equal(number("SELECT count(*) FROM treatment_order WHERE receipt = '" TOWN_DAY "'"), 1);
	free(path);
	free(receipt);
}

/* rule 18.9 */
static void joined_files_are_parted(void **state) {
	struct pty *p;
	char id[IDNO_LEN + 1], no[40], name[60];

	town_idno(0, id);
	id[15] = id[15] == '9' ? '0' : (char)(id[15] + 1);
	id[IDNO_LEN - 1] = idno_check_digit(id);
	snprintf(no, sizeof no, "id_no=%s", id);
	snprintf(name, sizeof name, "name=%s", town_people[0].name);
	COMMAND("--yes", "add", "resident", name, no, "phone=13800007777");
	COMMAND("--yes", "join", "00001", "00038", "--reason", "同一人");
	COMMAND("add", "test", "--resident", "00001", "occurred=" TOWN_DAY, "result=neg");
	COMMAND("add", "talk", "--resident", "00001", "occurred=" TOWN_DAY, "channel=当面", "talker=王干事", "summary=好");
	p = start_at_file("[原档案 00038 号]");
	press(p, "J", "1/2  合并后登记的");
	press(p, "2", "2/2  合并后登记的");
	press(p, "1", "把档案 00038 从 00001 拆出");
	press(p, "<Seen>原来是两个人<Enter>", "00038");
	assert_null(strstr(pty_row(p, 0), "[原档案"));
	assert_int_equal(number("SELECT count(*) FROM joined WHERE parted IS NOT NULL"), 1);
	assert_int_equal(number("SELECT (SELECT count(*) FROM drug_test v JOIN resident r ON r.id = v.resident WHERE r.file_no ="
	                        " '00038') + (SELECT count(*) FROM talk t JOIN resident r ON r.id = t.resident WHERE"
	                        " r.file_no = '00038')"), 1);
	leave(p);
}

static void forms_are_printed_from_a_register(void **state) {
	struct pty *p;
	struct str page = {0};
	struct err err = {0};
	char *path;

	COMMAND("add", "session", "occurred=2026-11-20", "kind=讲座", "title=进村", "people=500");
	p = start_at("Z1", "宣传、培训、会议");
	press(p, "p", "打印哪一样");
	press(p, "1", "out/");
	path = last_out("out/form-*.html");
	town_must(file_read(path, 1 << 20, &page, &err), &err);
	assert_non_null(strstr(str_text(&page), "进村"));
	free(path);
	press(p, "p", "打印哪一样");
	press(p, "3", "空白表，f1 到 f15");
	press(p, "<Seen><BS><BS>f5<Enter>", "out/form-");
	str_clear(&page);
	leave(p);
}

static int new_station_with_officers(void **state) {
	station_of(make_officers);
	return 0;
}

static void an_auditor_has_a_password(void **state) {
	struct pty *p = start_with((const char *const[]){"--officer", "zhao", NULL}, NULL);

	expect(p, "请设锁屏密码");
	tap_to(p, "<Esc>", "审计");
	press(p, "W", "新密码");
	press(p, "<Seen>jiao-yu-3<Enter>", "再输一次");
	press(p, "<Seen>jiao-yu-3<Enter>", "密码已设");
	assert_int_equal(number("SELECT count(*) FROM officer_secret s JOIN officer o ON o.id = s.officer WHERE o.login ="
	                        " 'zhao' AND password IS NOT NULL"), 1);
	leave(p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(keys_are_taken_in_and_out, new_station),
		cmocka_unit_test_setup(one_file_goes_over_and_its_receipt_comes_back, two_stations),
		cmocka_unit_test_setup(joined_files_are_parted, new_town),
		cmocka_unit_test_setup(forms_are_printed_from_a_register, new_station),
		cmocka_unit_test_setup(an_auditor_has_a_password, new_station_with_officers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
