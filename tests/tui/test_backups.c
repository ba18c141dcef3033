/* The day's backup between keys, and the head's screen of backups.
 * SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <sqlite3.h>

#include "tui/desk.h"

/* How many whole ones lie there. */
static int backups(void) {
	DIR *d = opendir(beside("backup"));
	int n = 0;

	for (struct dirent *e; d && (e = readdir(d)) != NULL;)
		n += strstr(e->d_name, ".wubao") && !strstr(e->d_name, ".part");
	if (d)
		closedir(d);
	return n;
}

static bool is_done(struct pty *p, void *ctx) { return backups() == *(int *)ctx; }

/* Nobody touches a key for a while: it begins by itself, keys go on meanwhile, and a slow line is not filled with it. */
static void daily(void **state) { /* rule 12.10 */
	enum { PAPERS = 3, SIZE = 8 << 20, LINE = 960, FEW = 700 };
	char *paper = calloc(1, SIZE + 1);
	int one = 1;
	struct pty *p;

	memset(paper, 'x', SIZE);
	for (int i = 0; i < PAPERS; i++) {
		paper[i] = 'a';
		put_file(beside("paper"), paper);
		COMMAND("attach", beside("paper"));
	}
	free(paper);
	COMMAND("check"); /* the day's */
	p = start(NULL);
	assert_int_equal(backups(), 0);
	assert_true(pty_wait_text(p, "Esc 推迟", 8000));
	pty_keys(p, "<Esc>"); /* put off: nothing is left; or it was done before the key came */
	pty_settle(p, 300, 0);
	assert_int_equal(backups(), pty_find(p, "推迟到下次", NULL, NULL) ? 0 : 1);
	assert_int_not_equal(access(beside("backup/copy.part"), F_OK), 0);
	pty_stop(p);
	if (backups() > 0)
		return;
	p = start(NULL);
	assert_true(pty_wait_text(p, "Esc 推迟", 8000));
	press(p, "?", "帮助：本屏按键"); /* Esc closes what stands above, and the work goes on */
	tap_to(p, "<Esc>", "今日");
	assert_true(pty_wait(p, is_done, &one, 20000));
	leave(p);

	p = start(NULL); /* once a day */
	assert_int_equal((int)pty_listen(p, 4000), 0);
	assert_int_equal(backups(), 1);
	pty_throttle(p, LINE);
	pty_keys(p, "B");
	assert_true(pty_wait_row(p, 0, "备份", 20000));
	assert_true(pty_settle(p, 300, 20000));
	pty_mark(p);
	pty_keys(p, "b");
	one = 2;
	assert_true(pty_wait(p, is_done, &one, 20000));
	assert_true(pty_wait_text(p, "备份完成", 20000));
	assert_true(pty_bytes(p) < FEW);
	pty_throttle(p, 0);
	leave(p);
}

/* A row changed behind the program's back is found between keys, shown on Today, and in what is backed up then. */
static void days_check(void **state) { /* rule 12.14 */
	int one = 1;
	sqlite3 *file;
	struct pty *p;

	assert_int_equal(sqlite3_open(db, &file), SQLITE_OK);
	assert_int_equal(sqlite3_exec(file, "UPDATE place SET name = name || '改' WHERE id = 1", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_changes(file), 1);
	sqlite3_close(file);
	p = start(NULL);
	assert_true(pty_wait(p, is_done, &one, 20000));
	assert_true(pty_wait_text(p, "其中有 1 条损坏记录", 20000));
	assert_true(pty_wait_text(p, "损坏记录 1 条，与保存时不符", 0));
	leave(p);
	p = start(NULL); /* once a day */
	assert_true(pty_wait_text(p, "损坏记录 1 条，与保存时不符", 8000));
	pty_settle(p, 300, 0);
	assert_int_equal((int)pty_listen(p, 4000), 0);
	leave(p);
}

static void the_heads_screen(void **state) {
	char group[8], want[16];
	int row, col;
	struct pty *p = start(NULL);

	show(p, "B", "备份");
	expect(p, "还没有备份");
	tap(p, "b", "备份完成");
	expect(p, "已核对");
	press(p, "e", "完好。时间");
	expect(p, "已演练");
	tap(p, "K", "请马上抄在纸上");
	expect(p, "18  ");
	assert_true(pty_settle(p, 300, 0)); /* all groups stand there */
	char *groups = strdup(pty_screen(p));
	tap(p, "<Enter>", "请照纸输入第");
	assert_true(pty_find(p, "请照纸输入第", &row, &col));
	int g = (int)strtol(strstr(pty_row(p, row), "第") + strlen("第"), NULL, 10);
	snprintf(want, sizeof want, "%2d  ", g);
	char *at = strstr(groups, want);
	assert_non_null(at);
	snprintf(group, sizeof group, "%.4s", at + 4);
	assert_false(pty_find(p, group, NULL, NULL)); /* it was shown once */
	pty_keys(p, "<Seen>");
	pty_keys(p, group);
	tap(p, "<Enter>", "今后的备份都用这把密钥封");
	tap(p, "K", "已有恢复密钥");
	tap(p, "<Seen>2", "请马上抄在纸上");
	tap(p, "<Enter>", "请照纸输入第");
	tap(p, "<Seen>0000<Enter>", "未设密钥");
	free(groups);
	leave(p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(days_check, new_town),
		cmocka_unit_test_setup(daily, new_town),
		cmocka_unit_test_setup(the_heads_screen, new_town),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
