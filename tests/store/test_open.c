/* Opening what is there and what is not: codes, sentences, and nothing touched that is not ours.
 * SPDX-License-Identifier: MIT */
#include <errno.h>
#include <sys/file.h>

#include "store/fixture.h"
#include "store/internal.h"

static void expect(const char *path, bool create, enum rc want, const char *id) {
	struct store *s;
	struct err err;
	enum rc rc = open_steps(&s, path, STEPS, create, &err);
	if (rc != want || strcmp(err.id, id) != 0)
		fail_msg("%s: rc %d %s, not %d %s: %s", path, rc, err.id, want, id, err.text);
	assert_null(s);
	assert_true(strlen(err.text) > 20);
	assert_null(strchr(err.text, '{'));
}

static unsigned long file_hash(const char *path) {
	unsigned long h = 5381;
	FILE *f = fopen(path, "rb");
	assert_non_null(f);
	for (int ch; (ch = getc(f)) != EOF;)
		h = h * 33 + (unsigned long)ch;
	fclose(f);
	return h;
}

static void test_create(void **state) {
	struct place *p = *state;
	struct stat st;
	umask(0);
	struct store *s = must_open(p->path, true);
	assert_int_equal(store_version(s), STEPS);
	assert_false(store_is_read_only(s));
	assert_string_equal(store_path(s), p->path);
	assert_true(store_free_bytes(s) > 0);
	assert_int_equal(stat(p->path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	thing_make(s, "a", 1);
	char journal[128];
	snprintf(journal, sizeof journal, "%s-journal", p->path);
	assert_int_equal(stat(journal, &st), 0); /* TRUNCATE keeps it, empty */
	assert_int_equal(st.st_size, 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(number(s, "PRAGMA application_id"), 0x57554241);
	assert_int_equal(number(s, "PRAGMA synchronous"), 2);
	assert_int_equal(number(s, "PRAGMA foreign_keys"), 1);
	assert_int_equal(number(s, "PRAGMA secure_delete"), 1);
	assert_int_equal(number(s, "PRAGMA trusted_schema"), 0);
	assert_int_equal(number(s, "PRAGMA cell_size_check"), 1);
	assert_int_equal(number(s, "PRAGMA temp_store"), 2);
	assert_int_equal(number(s, "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'truncate'"), 1);
	store_close(s);
	expect(p->path, true, RC_EXISTS, "store.file_exists");
	s = must_open(p->path, false);
	assert_sound(s);
	store_close(s);
	umask(077);
}

static void test_not_ours(void **state) {
	struct place *p = *state;
	char garbage[8192];
	char other[128];

	expect(p->path, false, RC_NOT_FOUND, "store.missing");
	assert_int_equal(access(p->path, F_OK), -1);
	snprintf(other, sizeof other, "%s/none/a.db", p->dir);
	expect(other, true, RC_NOT_FOUND, "file.missing");

	write_file(p->path, "", 0);
	expect(p->path, false, RC_CORRUPT, "store.empty");
	memset(garbage, 'x', sizeof garbage);
	write_file(p->path, garbage, sizeof garbage);
	expect(p->path, false, RC_CORRUPT, "store.not_database");
	write_file(p->path, "short", 5);
	expect(p->path, false, RC_CORRUPT, "store.not_database");
	expect(p->dir, false, RC_CORRUPT, "store.folder_given");
	unlink(p->path);
	assert_int_equal(mkfifo(p->path, 0600), 0);
	expect(p->path, false, RC_CORRUPT, "store.not_file");
	unlink(p->path);

	raw(p->path, "CREATE TABLE resident (id INTEGER); PRAGMA user_version = 1");
	unsigned long before = file_hash(p->path);
	expect(p->path, false, RC_CORRUPT, "store.foreign");
	assert_true(file_hash(p->path) == before);
}

static void test_newer(void **state) {
	struct place *p = *state;
	store_close(must_open(p->path, true));
	raw(p->path, "PRAGMA user_version = 99");
	expect(p->path, false, RC_NEWER, "store.newer");
}

/* A newer program may bring the file up to date while this one has it open. */
static void test_moved_on(void **state) {
	struct place *p = *state;
	struct err err;
	struct thing t;
	struct store *s = must_open(p->path, true);
	raw(p->path, "PRAGMA user_version = 3");
	entity_init(&thing_def, &t);
	set_text(&t.name, "a");
	assert_int_equal(thing_insert(s, &t, &err), RC_NEWER);
	entity_clear(&thing_def, &t);
	store_close(s);
}

static void test_hard_link_and_modes(void **state) {
	struct place *p = *state;
	struct stat st;
	char other[128];
	store_close(must_open(p->path, true));
	snprintf(other, sizeof other, "%s/b.db", p->dir);
	assert_int_equal(link(p->path, other), 0);
	expect(p->path, false, RC_CONFIG, "store.two_names");
	unlink(other);
	/* A symbolic link leads to the one lock file of the real name. */
	assert_int_equal(symlink(p->path, other), 0);
	struct store *s = must_open(other, false);
	assert_string_equal(store_path(s), p->path);
	store_close(s);
	chmod(p->path, 0644);
	store_close(must_open(p->path, false));
	assert_int_equal(stat(p->path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
}

/* Run as somebody without root's rights; the child's exit status is the number of the check that failed. */
static int as_nobody(const struct place *p, int (*body)(const struct place *)) {
	int status;
	if (geteuid() == 0 && (chown(p->dir, 65534, 65534) != 0 || chown(p->path, 65534, 65534) != 0))
		return -1;
	pid_t pid = fork();
	if (pid == 0) {
		if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
			_exit(99);
		_exit(body(p));
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static enum rc try_open(const char *path, bool read_only, struct store **s, struct err *err) {
	struct store_options opt = {.migrations = steps, .migration_count = STEPS, .read_only = read_only};
	return store_open(s, path, &opt, err);
}

static int permission_body(const struct place *p) {
	struct store *s;
	struct err err;
	long long n = 0;
	char new_path[128];

	if (chmod(p->path, 0) != 0 || try_open(p->path, false, &s, &err) != RC_DENIED)
		return 1;
	if (chmod(p->path, 0400) != 0 || try_open(p->path, false, &s, &err) != RC_DENIED)
		return 2;
	if (try_open(p->path, true, &s, &err) != RC_OK)
		return 3;
	store_close(s);
	/* A folder in which nothing can be written: lock files of an earlier session there, then gone. */
	chmod(p->path, 0600);
	for (int round = 0; round < 2; round++) {
		chmod(p->dir, 0500);
		if (round == 1 && try_open(p->path, false, &s, &err) != RC_DENIED)
			return 4;
		if (round == 1 && strcmp(err.id, "store.folder") != 0)
			return 5;
		if (try_open(p->path, true, &s, &err) != RC_OK)
			return 6;
		if (query_int(s, &n, &err, "SELECT count(*) FROM thing") != RC_OK || n != 1)
			return 7;
		if (!store_is_read_only(s) || store_begin(s, &err) != RC_DENIED)
			return 8;
		store_close(s);
		snprintf(new_path, sizeof new_path, "%s/new.db", p->dir);
		if (open_steps(&s, new_path, STEPS, true, &err) != RC_DENIED)
			return 9;
		chmod(p->dir, 0700);
		for (int i = 0; i < 3; i++) {
			static const char *const suffix[] = {".lock", ".session", "-journal"};
			snprintf(new_path, sizeof new_path, "%s%s", p->path, suffix[i]);
			unlink(new_path);
		}
	}
	chmod(p->dir, 0);
	if (try_open(p->path, false, &s, &err) != RC_DENIED)
		return 10;
	return 0;
}

static void test_permissions(void **state) {
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	thing_make(s, "a", 1);
	store_close(s);
	char name[128];
	for (int i = 0; i < 3; i++) {
		static const char *const suffix[] = {".lock", ".session", "-journal"};
		snprintf(name, sizeof name, "%s%s", p->path, suffix[i]);
		unlink(name);
	}
	int failed = as_nobody(p, permission_body);
	chmod(p->dir, 0700);
	if (failed == 99 || failed == -1) {
		print_message("skipped: as root without the right to become another user\n");
		skip();
	}
	assert_int_equal(failed, 0);
}

static void test_read_only_older(void **state) {
	struct place *p = *state;
	struct store *s;
	struct err err;
	assert_int_equal(open_steps(&s, p->path, 1, true, &err), RC_OK);
	store_close(s);
	assert_int_equal(try_open(p->path, true, &s, &err), RC_DENIED);
	assert_string_equal(err.id, "store.older");
}

/* A writer killed before its commit leaves a journal: a reader cannot play it back, a writer does so unasked. */
static void test_hot_journal(void **state) {
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	struct err err;
	int status;
	thing_make(s, "before", 1);
	store_close(s);
	pid_t pid = fork();
	if (pid == 0) {
		sqlite3 *db;
		sqlite3_open(p->path, &db);
		sqlite3_exec(db, "PRAGMA journal_mode=TRUNCATE; PRAGMA cache_size=1; BEGIN; UPDATE thing SET name = 'half';"
		                 "CREATE TABLE big (x); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000)"
		                 "INSERT INTO big SELECT zeroblob(500) FROM n;", NULL, NULL, NULL);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(try_open(p->path, true, &s, &err), RC_DENIED);
	assert_string_equal(err.id, "store.unfinished");
	s = must_open(p->path, false);
	assert_int_equal(number(s, "SELECT count(*) FROM thing WHERE name = 'before'"), 1);
	assert_sound(s);
	store_close(s);
}

/* One byte at `at` of the page that holds the text. */
static void break_page_of(const char *path, const char *text, int at) {
	enum { PAGE = 4096 };
	unsigned char page[PAGE];
	FILE *f = fopen(path, "r+b");
	bool done = false;

	for (long n = 0; !done && fread(page, 1, PAGE, f) == PAGE; n++)
		for (int i = 0; !done && i + (int)strlen(text) < PAGE; i++)
			if (memcmp(page + i, text, strlen(text)) == 0) {
				fseek(f, n * PAGE + at, SEEK_SET);
				done = fputc(0xee, f) == 0xee;
			}
	assert_true(done);
	assert_int_equal(fclose(f), 0);
}

/* Left by who was killed, and broken on top: seen at once, before anything is shown; without the first nobody looks. */
static void test_unclean_end_is_looked_at(void **state) { /* rule 12.21 */
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	int status;

	thing_make(s, "where-the-page-is", 1);
	store_close(s);
	break_page_of(p->path, "where-the-page-is", 0);
	s = must_open(p->path, false);
	assert_false(store_is_damaged(s));
	store_close(s);
	pid_t pid = fork();
	if (pid == 0) {
		sqlite3 *db;
		sqlite3_open(p->path, &db);
		sqlite3_exec(db, "PRAGMA journal_mode=TRUNCATE; PRAGMA cache_size=1; BEGIN; CREATE TABLE big (x);"
		                 "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000)"
		                 "INSERT INTO big SELECT zeroblob(500) FROM n;", NULL, NULL, NULL);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	s = must_open(p->path, false);
	assert_true(store_is_damaged(s));
	assert_true(store_is_read_only(s));
	store_close(s);
}

static void test_wrong_journal_mode(void **state) { /* rule 12.1 */
	struct place *p = *state;
	struct store *s;
	struct err err = {0};
	sqlite3 *db;
	store_close(must_open(p->path, true));
	/* Another program has made it WAL and keeps it open: our mode cannot be set. */
	assert_int_equal(sqlite3_open(p->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "PRAGMA journal_mode=WAL; SELECT count(*) FROM thing", NULL, NULL, NULL), SQLITE_OK);
	enum rc rc = open_steps(&s, p->path, STEPS, false, &err);
	assert_true(rc == RC_CONFIG || rc == RC_BUSY);
	assert_true(strlen(err.text) > 20);
	sqlite3_close(db);
	s = must_open(p->path, false);
	assert_int_equal(number(s, "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'truncate'"), 1);
	store_close(s);
}

/* Damage met while working: said once, then reading goes on where it can, and nothing is written any more. */
static void test_damage(void **state) { /* rule 12.8 */
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	struct err err;
	struct thing t;
	char zeros[4096 * 8] = {0};
	for (int i = 0; i < 400; i++)
		thing_make(s, "a name long enough to fill some pages with records and their index entries", i);
	long long size = number(s, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
	store_close(s);
	int fd = open(p->path, O_WRONLY);
	assert_int_equal(pwrite(fd, zeros, sizeof zeros, size - (long long)sizeof zeros), (ssize_t)sizeof zeros);
	close(fd);

	s = must_open(p->path, false);
	enum rc rc = RC_OK;
	for (int id = 400; rc == RC_OK && id > 0; id--) {
		rc = record_load(s, &thing_def, id, &t, &err);
		entity_clear(&thing_def, &t);
	}
	assert_int_equal(rc, RC_CORRUPT);
	assert_int_equal(store_begin(s, &err), RC_CORRUPT);
	assert_true(store_is_read_only(s));
	assert_int_equal(store_begin(s, &err), RC_CORRUPT);
	assert_string_equal(err.id, "store.damaged");
	must(record_load(s, &thing_def, 1, &t, &err), &err);
	entity_clear(&thing_def, &t);
	store_close(s);
}

static void test_session_lock(void **state) {
	struct place *p = *state;
	char name[128];
	struct store *s = must_open(p->path, true), *second = must_open(p->path, false);
	snprintf(name, sizeof name, "%s.session", p->path);
	int fd = open(name, O_RDWR);
	assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), -1); /* what a restore does */
	assert_int_equal(errno, EWOULDBLOCK);
	store_close(s);
	assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), -1);
	store_close(second);
	assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
	expect(p->path, false, RC_BUSY, "store.restoring");
	close(fd);
}

static void test_filesystems(void **state) { /* rule 12.1 */
	assert_string_equal(filesystem_refused(0x6969), "NFS");
	assert_string_equal(filesystem_refused(0xff534d42), "CIFS");
	assert_string_equal(filesystem_refused((unsigned long)(long)(int)0xff534d42), "CIFS");
	assert_string_equal(filesystem_refused(0xfe534d42), "SMB");
	assert_string_equal(filesystem_refused(0x65735546), "FUSE");
	assert_string_equal(filesystem_refused(0x4d44), "vfat");
	assert_string_equal(filesystem_refused(0x2011bab0), "exfat");
	assert_null(filesystem_refused(0xef53));     /* ext4 */
	assert_null(filesystem_refused(0x9123683e)); /* btrfs */
	assert_null(filesystem_refused(0x58465342)); /* xfs */
	assert_null(filesystem_refused(0x01021994)); /* tmpfs */
	assert_null(filesystem_refused(0x794c7630)); /* overlay */
}

static int descriptors_body(const struct place *p) {
	struct store *s;
	struct err err;
	close(0);
	close(1);
	close(2);
	if (open_steps(&s, p->path, STEPS, true, &err) != RC_OK)
		return 1;
	for (int fd = 0; fd <= 2; fd++) {
		struct stat st;
		if (fstat(fd, &st) != 0 || !S_ISCHR(st.st_mode))
			return 2;
	}
	if (write(2, "x", 1) != 1 || s->lock_fd <= 2)
		return 3;
	store_close(s);
	return 0;
}

static void test_descriptors(void **state) {
	int status;
	pid_t pid = fork();
	if (pid == 0)
		_exit(descriptors_body(*state));
	waitpid(pid, &status, 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_create), STORE_TEST(test_not_ours), STORE_TEST(test_newer), STORE_TEST(test_moved_on),
		STORE_TEST(test_hard_link_and_modes), STORE_TEST(test_permissions), STORE_TEST(test_read_only_older),
		STORE_TEST(test_hot_journal), STORE_TEST(test_unclean_end_is_looked_at), STORE_TEST(test_wrong_journal_mode), STORE_TEST(test_damage),
		STORE_TEST(test_session_lock),
		STORE_TEST(test_filesystems), STORE_TEST(test_descriptors),
	};
	return cmocka_run_group_tests_name("store: open", tests, NULL, NULL);
}
