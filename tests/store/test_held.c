/* What holds while somebody else is at the file: the writer's lock, a copy, settings that are refused; and the sum an
 * audit row covers. SPDX-License-Identifier: MIT */
#include <sys/file.h>

#include "store/backup.h"
#include "store/internal.h"
#include "store/fixture.h"

/* From its first step an action holds SQLite's own lock too: a program without our lock file cannot come between. */
static void an_action_holds_the_file(void **state) { /* rule 12.2 */
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	struct err err;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(p->path, &db), SQLITE_OK);
	must(store_begin(s, &err), &err);
	assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_BUSY);
	store_rollback(s);
	assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	store_close(s);
}

static void writers_wait_at_the_lock_file(void **state) { /* rule 12.3 */
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	struct err err;
	char name[128];
	int fd;

	snprintf(name, sizeof name, "%s.lock", p->path);
	fd = open(name, O_RDWR);
	assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
	store_set_wait(s, 20);
	assert_int_equal(store_begin(s, &err), RC_BUSY);
	close(fd);
	must(store_begin(s, &err), &err);
	store_rollback(s);
	store_close(s);
}

/* Whoever copies by opening the file drops this process's locks of it when it is closed: what is being read could then
 * be written over. */
static void a_copy_opens_nothing_by_itself(void **state) { /* rule 12.6 */
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	struct err err;
	char copy[128];

	snprintf(copy, sizeof copy, "%s.copy", p->path);
	store_read_begin(s);
	assert_int_equal(number(s, "SELECT count(*) FROM thing"), 0);
	must(backup_to(s, copy, &err), &err);
	pid_t pid = fork(); /* locks are between processes */
	if (pid == 0) {
		struct flock shared = {.l_type = F_WRLCK, .l_start = 0x40000002, .l_len = 510}; /* SQLite's readers */
		int fd = open(p->path, O_RDWR);
		_exit(fcntl(fd, F_GETLK, &shared) == 0 && shared.l_type == F_RDLCK ? 0 : 1);
	}
	int status;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	store_read_end(s);
	store_close(s);
}

/* An index that says other than its table: the copy fails its check, so the step after it is not taken. */
static void a_copy_that_is_not_whole_is_none(void **state) { /* rule 12.6 */
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	struct err err;
	char copy[128];

	snprintf(copy, sizeof copy, "%s.copy", p->path);
	thing_make(s, "one", 1);
	store_close(s);
	raw(p->path, "CREATE INDEX thing_name ON thing (name); PRAGMA writable_schema=ON;"
	             "UPDATE sqlite_schema SET sql = 'CREATE INDEX thing_name ON thing (amount)' WHERE name = 'thing_name'");
	s = must_open(p->path, false);
	assert_int_not_equal(backup_to(s, copy, &err), RC_OK);
	assert_int_equal(access(copy, F_OK), -1);
	store_close(s);
}

static int deaf(void *ctx, int action, const char *name, const char *value, const char *db, const char *by) {
	return action == SQLITE_PRAGMA && value != NULL && strcmp(name, ctx) == 0 ? SQLITE_IGNORE : SQLITE_OK;
}

static const char *refused;

static int make_deaf(sqlite3 *db, char **message, const void *api) {
	return sqlite3_set_authorizer(db, deaf, (void *)(uintptr_t)refused);
}

/* A setting that is taken in silence and not kept: nobody works without it. */
static void a_setting_not_taken_stops(void **state) { /* rule 12.1 */
	static const char *const names[] = {"journal_mode", "foreign_keys", "temp_store"};
	struct place *p = *state;
	struct store *s;
	struct err err;

	store_close(must_open(p->path, true));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		refused = names[i];
		sqlite3_auto_extension((void (*)(void))make_deaf);
		enum rc rc = open_steps(&s, p->path, STEPS, false, &err);
		sqlite3_reset_auto_extension();
		assert_int_equal(rc, RC_CONFIG);
		assert_string_equal(err.id, "store.pragma");
	}
}

/* The sum a row covers is in its hash: taken away or changed, the chain breaks there. */
static void the_covered_sum_is_vouched_for(void **state) { /* rule 11.10 */
	static const char *const changes[] = {"covers = NULL", "covers = zeroblob(32)"};
	struct place *p = *state;

	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		struct store *s = must_open(p->path, true);
		struct change c = {0};
		struct err err;
		char sql[160];
		long long rows;

		must(change_begin(&c, s, &tester, "thing.add", &err), &err);
		change_cover(&c, "content", 7);
		c.detail = "x";
		must(change_commit(&c, &err), &err);
		must(audit_verify(s, &rows, &err), &err);
		snprintf(sql, sizeof sql, "DROP TRIGGER IF EXISTS audit_no_update; UPDATE audit SET %s", changes[i]);
		raw(p->path, sql);
		assert_int_equal(audit_verify(s, &rows, &err), RC_CORRUPT);
		store_close(s);
		unlink(p->path);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STORE_TEST(an_action_holds_the_file), STORE_TEST(writers_wait_at_the_lock_file),
		STORE_TEST(a_copy_opens_nothing_by_itself), STORE_TEST(a_copy_that_is_not_whole_is_none),
		STORE_TEST(a_setting_not_taken_stops), STORE_TEST(the_covered_sum_is_vouched_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
