/* Backups: made while others save, aged out, sealed, refused when anything is off, and taken back with a kill at every
 * step. SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "core/pack/pack_priv.h"
#include "core/pack/recovery_key.h"
#include "model/station/attachment.h"
#include "model/station/backup.h"
#include "model/station/restore.h"
#define FIXTURE_MORE \
	char made[160], other[96];
#include "store/station.h"

/* The program's renames come here, and the process may end before the nth. */
static int renames_left = -1;
int rename(const char *from, const char *to) {
	if (renames_left > 0 && --renames_left == 0)
		_exit(9);
	return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

/* A stick of which one byte is another when it is read again. */
int fdatasync(int fd) {
	char link[40], path[200] = "";

	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	if (readlink(link, path, sizeof path - 1) > 0 && strstr(path, "/lying/"))
		assert_int_equal(pwrite(fd, "?", 1, 100), 1);
	return (int)syscall(SYS_fdatasync, fd);
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *at) {
	return remove(path);
}

static int remove_tree(const char *path) { return nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS); }

static int setup(void **state) {
	station_setup(state);
	struct fixture *f = *state;

	snprintf(f->other, sizeof f->other, "%s/other", f->dir);
	assert_int_equal(mkdir(f->other, 0700), 0);
	return 0;
}

static int teardown(void **state) {
	struct fixture *f = *state;

	station_close(f->st);
	remove_tree(f->dir);
	free(f);
	return 0;
}

static void reopen_at(struct fixture *f, const char *db) {
	struct station_options opt = {.db = db};

	station_close(f->st);
	f->st = NULL;
	OK(station_open(&f->st, &opt, &f->err));
	OK(station_actor(f->st, "wang", "cli", &f->actor, &f->err));
}

static enum rc back_up(struct fixture *f, int ms, int *steps) {
	struct backup_run *r = NULL;
	bool done = false;
	enum rc rc = backup_run_begin(&r, f->st, &f->actor, NULL, false, &f->err);

	for (*steps = 0; rc == RC_OK && !done; ++*steps)
		rc = backup_run_step(r, ms, &done, &f->err);
	if (rc == RC_OK)
		snprintf(f->made, sizeof f->made, "%s", backup_run_path(r));
	backup_run_end(r);
	return rc;
}

/* Everything in a database but what a restore itself adds. */
static char *dump(const char *db) {
	sqlite3 *h;
	sqlite3_stmt *tables, *rows;
	struct str out = {0};

	assert_int_equal(sqlite3_open_v2(db, &h, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(h, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN"
		" ('backup_log', 'session') ORDER BY name", -1, &tables, NULL), SQLITE_OK);
	while (sqlite3_step(tables) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(tables, 0);
		char *sql = mem_printf("SELECT * FROM \"%s\"%s", name,
			strcmp(name, "audit") == 0 ? " WHERE action NOT LIKE 'backup%' AND action <> 'restore'" :
			strcmp(name, "setting") == 0 ? " WHERE key <> 'backup.restored'" : "");

		str_addf(&out, "\n%s", name);
		assert_int_equal(sqlite3_prepare_v2(h, sql, -1, &rows, NULL), SQLITE_OK);
		while (sqlite3_step(rows) == SQLITE_ROW)
			for (int i = 0; i < sqlite3_column_count(rows); i++) {
				const char *t = (const char *)sqlite3_column_text(rows, i);

				str_addf(&out, "%c%s", i ? '|' : '\n', t ? t : "NULL");
			}
		sqlite3_finalize(rows);
		free(sql);
	}
	sqlite3_finalize(tables);
	sqlite3_close(h);
	return str_take(&out);
}

static int files_in(const char *dir, const char *inner) {
	char path[160];
	int n = 0;
	DIR *d;

	snprintf(path, sizeof path, "%s/%s", dir, inner);
	d = opendir(path);
	for (struct dirent *e; d && (e = readdir(d)) != NULL;)
		n += e->d_name[0] != '.';
	if (d)
		closedir(d);
	return n;
}

/* ---- what stays ---- */

static void test_rotation(void **state) { /* rule 12.11 */
	enum { DAYS = 800, DAY = 86400000 };
	struct backup_file *v = mem_zalloc(DAYS, sizeof *v);
	struct date today = day("2026-11-22");
	int kept = 0;

	for (int i = 0; i < DAYS; i++) /* at noon, here */
		v[i].made_at = (long long)(today.n - i) * DAY + DAY / 6;
	backup_rotate(v, DAYS, today);
	for (int i = 0; i < DAYS; i++) {
		kept += v[i].keep;
		assert_true(i >= 7 || v[i].keep);
		assert_true(i <= 366 || !v[i].keep);
	}
	/* Sunday: its week is in the seven, as this month's newest is; 3 weeks more and 11 months more */
	assert_int_equal(kept, 7 + 3 + 11);
	v[700].rehearsed_at = v[0].made_at;
	for (int i = 0; i < 100; i++)
		v[i].damaged = true;
	backup_rotate(v, DAYS, today);
	assert_true(v[700].keep);
	assert_true(v[100].keep && v[106].keep);
	assert_false(v[0].keep || v[99].keep);
	for (int i = 0; i < 100; i++) {
		v[i].damaged = false;
		v[i].holds_damaged = true;
	}
	backup_rotate(v, DAYS, today);
	assert_true(v[0].keep && v[6].keep && !v[7].keep && v[100].keep && v[106].keep);
	backup_rotate(v + 600, 1, today); /* nothing but one from long ago */
	assert_true(v[600].keep);
	free(v);
}

/* ---- the key ---- */

static void test_key(void **state) { /* rule 12.12 */
	static const char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	unsigned char key[PACK_KEY], secret[PACK_KEY], again[PACK_KEY];
	char text[RECOVERY_BUF], typed[RECOVERY_BUF], want[8];
	struct err err = {0};

	for (int round = 0; round < 20; round++) {
		recovery_make(key, secret);
		recovery_text(secret, text);
		assert_int_equal(strlen(text), RECOVERY_BUF - 1);
		assert_int_equal(recovery_parse(text, again, &err), RC_OK);
		assert_memory_equal(again, secret, PACK_KEY);
	}
	for (int i = 0; text[i]; i++) /* as a person types it */
		typed[i] = text[i] == '0' ? 'o' : text[i] == '1' ? 'l' : text[i] == ' ' ? '-' : (char)tolower(text[i]);
	typed[RECOVERY_BUF - 1] = '\0';
	assert_int_equal(recovery_parse(typed, again, &err), RC_OK);
	for (int i = 0; text[i]; i++) { /* every sign, every other one in its place: that group is named */
		for (int s = 0; text[i] != ' ' && s < 32; s++) {
			if (signs[s] == text[i])
				continue;
			memcpy(typed, text, sizeof text);
			typed[i] = signs[s];
			assert_int_equal(recovery_parse(typed, again, &err), RC_INVALID);
			snprintf(want, sizeof want, " %d ", i / 5 + 1);
			assert_string_equal(err.id, "recovery.group");
			assert_non_null(strstr(err.text, want));
		}
	}
	memcpy(typed, text, sizeof text); /* two groups exchanged */
	memcpy(typed, text + 5, 4);
	memcpy(typed + 5, text, 4);
	assert_int_equal(recovery_parse(typed, again, &err), RC_INVALID);
	assert_string_equal(err.id, "recovery.group");
	text[5 * 10 - 1] = '\0';
	assert_int_equal(recovery_parse(text, again, &err), RC_INVALID);
	assert_string_equal(err.id, "recovery.short");
}

/* Not synced: there are thousands. */
static void put_file(const char *path, const void *bytes, size_t n) {
	FILE *out = fopen(path, "w");

	assert_non_null(out);
	assert_int_equal(fwrite(bytes, 1, n, out), n);
	fclose(out);
}

/* Everything in it read, or why not. */
static enum rc read_pack(const char *path, const unsigned char *secret, struct str *out, struct err *err) {
	struct pack_in *p;
	char name[PACK_NAME], c;
	long long size;
	bool more = true;
	enum rc rc = pack_open(&p, path, err);

	str_reset(out);
	if (rc == RC_OK && secret)
		rc = pack_unseal(p, secret, err);
	while (rc == RC_OK && (rc = pack_next(p, name, &size, &more, err)) == RC_OK && more)
		for (str_addf(out, "%s:", name); rc == RC_OK && size > 0; size--)
			if ((rc = pack_take(p, &c, 1, err)) == RC_OK)
				str_addc(out, c);
	if (p)
		pack_close(p);
	return rc;
}

static void test_sealed(void **state) { /* rule 12.12 */
	struct fixture *f = *state;
	unsigned char key[PACK_KEY], secret[PACK_KEY], wrong[PACK_KEY], digest[HASH_LEN];
	char path[160], changed[170];
	struct str bytes = {0}, got = {0};
	struct pack_out *p;

	recovery_make(key, wrong);
	recovery_make(key, secret);
	snprintf(path, sizeof path, "%s/sealed", f->other);
	snprintf(changed, sizeof changed, "%s.changed", path);
	OK(pack_create(&p, path, key, &f->err));
	OK(pack_member(p, "a", 3, &f->err));
	OK(pack_put(p, "abc", 3, &f->err));
	OK(pack_member(p, "files/b", 0, &f->err));
	OK(pack_finish(p, digest, &f->err));
	pack_drop(p);
	OK(read_pack(path, secret, &got, &f->err));
	assert_string_equal(str_text(&got), "a:abcfiles/b:");
	REFUSED(read_pack(path, wrong, &got, &f->err), "pack.key");
	REFUSED(read_pack(path, NULL, &got, &f->err), "pack.damaged");
	OK(file_read(path, 1 << 20, &bytes, &f->err));
	assert_null(memmem(bytes.s, bytes.n, "abc", 3));
	/* a bit in every byte of the header and every fifth behind it, and every end */
	for (size_t i = 0; i < bytes.n; i += i < sizeof(struct pack_head) ? 1 : 5) {
		bytes.s[i] ^= 4;
		put_file(changed, bytes.s, bytes.n);
		bytes.s[i] ^= 4;
		assert_int_not_equal(read_pack(changed, secret, &got, &f->err), RC_OK);
	}
	for (size_t n = 0; n < bytes.n; n += 7) {
		put_file(changed, bytes.s, n);
		assert_int_not_equal(read_pack(changed, secret, &got, &f->err), RC_OK);
	}
	str_addc(&bytes, 'x');
	put_file(changed, bytes.s, bytes.n);
	assert_int_not_equal(read_pack(changed, secret, &got, &f->err), RC_OK);
	str_clear(&bytes);
	str_clear(&got);
}

/* A tar of somebody else's: names that lead out, links, bytes behind the end. */
static void test_odd_tars(void **state) {
	static const char *const names[] = {"../x", "/etc/x", "a/../../x", "a//x", "./x", "a/", ".x", "a\nb"};
	struct fixture *f = *state;
	unsigned char block[4 * TAR_BLOCK];
	char path[160];
	struct str got = {0};

	snprintf(path, sizeof path, "%s/odd", f->other);
	for (size_t i = 0; i <= sizeof names / sizeof *names + 2; i++) {
		memset(block, 0, sizeof block);
		tar_header(block, i < sizeof names / sizeof *names ? names[i] : "a", 0, true);
		if (i == sizeof names / sizeof *names) /* a link; its sum is right */
			block[156] = '2', block[153]++, block[153]++;
		if (i == sizeof names / sizeof *names + 1)
			block[3 * TAR_BLOCK] = 1;
		put_file(path, block, sizeof block - (i == sizeof names / sizeof *names + 1 ? 0 : TAR_BLOCK));
		if (i == sizeof names / sizeof *names + 2)
			OK(read_pack(path, NULL, &got, &f->err));
		else
			REFUSED(read_pack(path, NULL, &got, &f->err), "pack.damaged");
	}
	str_clear(&got);
}

/* ---- made while another saves ---- */

static void put_pair(sqlite3 *h, int i) {
	char sql[300];

	snprintf(sql, sizeof sql, "BEGIN IMMEDIATE; INSERT OR IGNORE INTO setting VALUES ('t.a', '0'), ('t.z', '0');"
	         "UPDATE setting SET value = '%d' WHERE key IN ('t.a', 't.z'); INSERT INTO setting VALUES ('t.%d', hex(zeroblob(300)));"
	         "COMMIT", i, i);
	if (sqlite3_exec(h, sql, NULL, NULL, NULL) != SQLITE_OK)
		sqlite3_exec(h, "ROLLBACK", NULL, NULL, NULL);
}

static void test_others_save(void **state) { /* rule 12.10 */
	struct fixture *f = *state;
	char copy[160];
	struct restore *r;
	int steps = 0;
	pid_t pid = fork();

	if (pid == 0) {
		sqlite3 *h;

		if (sqlite3_open(f->db, &h) != SQLITE_OK)
			_exit(1);
		sqlite3_busy_timeout(h, 1000);
		for (int i = 1; i < 100000; i++, usleep(1000))
			put_pair(h, i);
		_exit(0);
	}
	for (int i = 0; i < 3; i++) {
		OK(back_up(f, 1, &steps));
		assert_true(steps > 3);
		snprintf(copy, sizeof copy, "%s/m%d.db", f->other, i);
		OK(restore_open(&r, copy, f->made, NULL, &f->err));
		snprintf(copy, sizeof copy, "%s/restore-new/m%d.db", f->other, i);
		struct fixture in = {.st = NULL};
		snprintf(in.db, sizeof in.db, "%.95s", copy);
		assert_int_equal(number(&in, "SELECT count(DISTINCT value) FROM setting WHERE key IN ('t.a', 't.z')"),
		                 number(&in, "SELECT min(1, count(*)) FROM setting WHERE key = 't.a'"));
		restore_close(r);
	}
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

static void test_refused(void **state) {
	struct fixture *f = *state;
	struct rlimit small = {.rlim_cur = 300000, .rlim_max = RLIM_INFINITY}, usual;
	char page[4096];
	int steps, fd;
	struct restore *r;

	OK(back_up(f, -1, &steps));
	assert_int_equal(files_in(f->dir, "backup"), 1);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &usual);
	setrlimit(RLIMIT_FSIZE, &small); /* no room: nothing is left, the one before stays */
	assert_int_not_equal(back_up(f, -1, &steps), RC_OK);
	setrlimit(RLIMIT_FSIZE, &usual);
	assert_int_equal(f->err.rc, RC_FULL);
	assert_int_equal(files_in(f->dir, "backup"), 1);
	/* a page of an index made nonsense: the copy is looked at before it is believed */
	fd = open(f->db, O_RDWR);
	long long at = (number(f, "SELECT min(rootpage) FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'resident'") - 1) * 4096;
	memset(page, 0x5a, sizeof page);
	assert_int_equal(pwrite(fd, page, sizeof page, at), sizeof page);
	close(fd);
	reopen_at(f, f->db);
	assert_int_equal(back_up(f, -1, &steps), RC_CORRUPT);
	assert_int_equal(files_in(f->dir, "backup"), 1);
	/* a bit of the backup itself */
	fd = open(f->made, O_RDWR);
	assert_int_equal(pread(fd, page, 1, 200000), 1);
	page[0] ^= 1;
	assert_int_equal(pwrite(fd, page, 1, 200000), 1);
	close(fd);
	assert_int_equal(restore_open(&r, f->db, f->made, NULL, &f->err), RC_CORRUPT);
	assert_int_equal(files_in(f->dir, "restore-new"), 0);
}

/* ---- the machine is lost ---- */

/* Twenty times: what stood in the last backup stands on the new machine, the audit whole, and what came after is counted. */
static void test_machine_lost(void **state) { /* rule 12.13 */
	struct fixture *f = *state;
	struct restore_news news;
	struct restore *r;
	long long number_of, rows;
	char copy[160], *kept, *was, *is, last[160] = "";
	struct backup_state there;
	int steps;

	for (int round = 0; round < 20; round++) {
		char bytes[40];
		struct station *none = NULL;

		add_resident(f, "某某", 2 * round);
		snprintf(bytes, sizeof bytes, "paper %d", round);
		OK(attachment_add(f->st, &f->actor, bytes, strlen(bytes), &number_of, &f->err));
		OK(back_up(f, -1, &steps));
		was = dump(f->db);
		for (int i = 0; i < round % 4; i++)
			add_resident(f, "某某", 100 + 10 * round + i);
		snprintf(copy, sizeof copy, "%s/n%d.db", f->other, round);
		OK(restore_open(&r, copy, f->made, NULL, &f->err));
		OK(restore_compare(r, f->st, &news, &f->err));
		assert_int_equal(news.lost, 1 + round % 4); /* the row of the backup itself is the one more */
		assert_string_equal(str_text(&news.who), "王干事");
		OK(restore_finish(r, &none, "wang", &news, &kept, &f->err));
		restore_close(r);
		restore_news_clear(&news);
		assert_null(kept);
		reopen_at(f, copy);
		is = dump(copy);
		assert_string_equal(is, was);
		OK(station_verify(f->st, &f->actor, &rows, &f->err));
		assert_int_equal(files_in(f->other, "files"), round + 1);
		/* the log came along, its files did not: one is to be made today */
		OK(backup_state(f->st, &there, &f->err));
		assert_int_equal(there.days, -1);
		assert_false(there.made_today);
		free(there.restored);
		snprintf(last, sizeof last, "%s/files", f->other);
		remove_tree(last);
		free(was);
		free(is);
		reopen_at(f, f->db);
	}
}

/* Killed before every rename of a restore: the next start has all of the old, or all of the new. */
static void test_killed(void **state) { /* rule 12.13 */
	struct fixture *f = *state;
	int olds = 0, news_seen = 0, steps, status = 1;
	char *first, *second, file[160];

	OK(attachment_add(f->st, &f->actor, "p", 1, &(long long){0}, &f->err));
	OK(back_up(f, -1, &steps));
	first = dump(f->db);
	add_resident(f, "某某", 1);
	station_close(f->st);
	f->st = NULL;
	second = dump(f->db);
	snprintf(file, sizeof file, "%s/s.db", f->other);
	for (int n = 1; status != 0; n++) {
		char *is;
		pid_t pid;

		remove_tree(f->other); /* the station as it stands, once more */
		char *cp = mem_printf("%s/files", f->other);
		struct str bytes = {0};
		OK(file_make_parents(cp, &f->err));
		assert_int_equal(mkdir(cp, 0700), 0);
		OK(file_read(f->db, 1 << 24, &bytes, &f->err));
		OK(file_write_new(file, bytes.s, bytes.n, &f->err));
		free(cp);
		str_clear(&bytes);
		if ((pid = fork()) == 0) {
			struct station_options opt = {.db = file};
			struct restore_news news = {0};
			struct station *st = NULL;
			struct restore *r = NULL;
			char *kept;
			bool ok = station_open(&st, &opt, NULL) == RC_OK &&
			          restore_open(&r, file, f->made, NULL, NULL) == RC_OK &&
			          restore_compare(r, st, &news, NULL) == RC_OK;

			renames_left = n;
			_exit(ok && restore_finish(r, &st, "wang", &news, &kept, NULL) == RC_OK ? 0 : 1);
		}
		waitpid(pid, &status, 0);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) != 1);
		reopen_at(f, file);
		is = dump(file);
		olds += strcmp(is, second) == 0;
		news_seen += strcmp(is, first) == 0;
		assert_int_equal(olds + news_seen, n);
		assert_int_equal(files_in(f->other, "files"), strcmp(is, first) == 0);
		free(is);
		station_close(f->st);
		f->st = NULL;
		assert_true(n < 40);
	}
	assert_true(olds >= 1 && news_seen >= 6);
	free(first);
	free(second);
}

static void test_a_lying_stick(void **state) { /* rule 12.11 */
	struct fixture *f = *state;
	struct backup_run *r;
	char stick[120];
	bool done = false;

	snprintf(stick, sizeof stick, "%s/lying", f->dir);
	assert_int_equal(mkdir(stick, 0700), 0);
	OK(backup_run_begin(&r, f->st, &f->actor, stick, false, &f->err));
	OK(backup_run_step(r, -1, &done, &f->err));
	assert_true(done);
	assert_null(backup_run_second(r));
	assert_string_equal(backup_run_second_failed(r)->id, "backup.differs");
	backup_run_end(r);
	assert_int_equal(files_in(f->dir, "lying"), 0);
	assert_int_equal(files_in(f->dir, "backup"), 1);
}

/* Nobody may be in; who is, stays in. */
static void test_in_use(void **state) {
	struct fixture *f = *state;
	struct station_options opt = {.db = f->db};
	struct station *second = NULL;
	struct restore_news news;
	struct restore *r;
	char *kept;
	int steps;

	OK(back_up(f, -1, &steps));
	OK(station_open(&second, &opt, &f->err));
	OK(restore_open(&r, f->db, f->made, NULL, &f->err));
	OK(restore_compare(r, second, &news, &f->err));
	assert_int_equal(restore_finish(r, &second, "wang", &news, &kept, &f->err), RC_BUSY);
	add_resident(f, "某某", 1);
	station_close(f->st);
	f->st = NULL;
	OK(restore_finish(r, &second, "wang", &news, &kept, &f->err));
	assert_non_null(kept);
	assert_int_equal(number(f, "SELECT count(*) FROM resident"), 0);
	restore_close(r);
	restore_news_clear(&news);
	free(kept);
}

#define BACKUP_TEST(t) cmocka_unit_test_setup_teardown(t, setup, teardown)
int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rotation), cmocka_unit_test(test_key), BACKUP_TEST(test_sealed),
		BACKUP_TEST(test_odd_tars), BACKUP_TEST(test_others_save), BACKUP_TEST(test_refused),
		BACKUP_TEST(test_machine_lost), BACKUP_TEST(test_killed), BACKUP_TEST(test_in_use),
		BACKUP_TEST(test_a_lying_stick),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
