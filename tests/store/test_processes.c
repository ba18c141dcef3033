/* SPDX-License-Identifier: MIT
 * Several processes, sudden death, and a limit on the file's size.
 *
 *	test_processes [--kills N] [--writers N] [--each N]
 */
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>

#include "core/clock.h"
#include "store/fixture.h"

static int cycles = 200, writers = 4, saves = 50;

static enum rc add_to(struct store *s, long long id, long long by, struct err *err) {
	struct thing t;
	enum rc rc = record_load(s, &thing_def, id, &t, err);
	if (rc == RC_OK) {
		t.amount += by;
		rc = thing_update(s, &t, err);
	}
	entity_clear(&thing_def, &t);
	return rc;
}

static int exit_status(pid_t pid) {
	int status;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 100 + WTERMSIG(status);
}

/* Both have read version 1 before either saves. */
static void test_two_save_one_record(void **state) { /* rule 12.4 */
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	int ready[2], go[2];
	pid_t pids[2];
	char byte;
	long long id = thing_make(s, "one", 100);
	store_close(s);
	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(go), 0);
	for (int i = 0; i < 2; i++) {
		pids[i] = fork();
		if (pids[i] == 0) {
			struct err err;
			struct thing t;
			s = must_open(p->path, false);
			if (record_load(s, &thing_def, id, &t, &err) != RC_OK)
				_exit(98);
			t.amount += i == 0 ? 1 : 1000;
			if (write(ready[1], "r", 1) != 1 || read(go[0], &byte, 1) != 1)
				_exit(99);
			enum rc rc = thing_update(s, &t, &err);
			if (rc == RC_CONFLICT && t.amount != (i == 0 ? 101 : 1100))
				_exit(97);
			_exit((int)rc);
		}
	}
	close(ready[1]); /* or who died is waited for */
	for (int i = 0; i < 2; i++)
		assert_int_equal(read(ready[0], &byte, 1), 1);
	assert_int_equal(write(go[1], "gg", 2), 2);
	int a = exit_status(pids[0]), b = exit_status(pids[1]);
	assert_true((a == RC_OK && b == RC_CONFLICT) || (a == RC_CONFLICT && b == RC_OK));
	s = must_open(p->path, false);
	assert_int_equal(number(s, "SELECT amount FROM thing"), a == RC_OK ? 101 : 1100);
	assert_int_equal(number(s, "SELECT ver FROM thing"), 2);
	assert_int_equal(number(s, "SELECT count(*) FROM audit"), 2);
	assert_int_equal(number(s, "SELECT count(*) FROM history"), 1);
	assert_sound(s);
	store_close(s);
	close(ready[0]);
	close(go[0]);
	close(go[1]);
}

static int by_size(const void *a, const void *b) {
	return (*(const int *)a > *(const int *)b) - (*(const int *)a < *(const int *)b);
}

/* Everybody adds to one record and tries again after a conflict: no addition is lost or done twice. */
static void test_sum_is_exact(void **state) {
	struct place *p = *state;
	size_t all = (size_t)writers * (size_t)saves;
	int *took = mmap(NULL, all * sizeof *took, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0); /* ms of each */
	struct store *s = must_open(p->path, true);
	pid_t pids[8];
	long long id = thing_make(s, "sum", 0);
	store_close(s);
	for (int i = 0; i < writers; i++) {
		pids[i] = fork();
		if (pids[i] == 0) {
			struct err err;
			s = must_open(p->path, false);
			store_set_wait(s, 60000); /* a holder may itself wait long for a busy processor */
			for (int done = 0; done < saves;) {
				int64_t began = clock_mono_ms();
				enum rc rc = add_to(s, id, 1, &err);
				if (rc != RC_OK && rc != RC_CONFLICT)
					_exit((int)rc);
				took[i * saves + done] += (int)(clock_mono_ms() - began);
				done += rc == RC_OK;
			}
			store_close(s);
			_exit(0);
		}
	}
	for (int i = 0; i < writers; i++)
		assert_int_equal(exit_status(pids[i]), 0);
	qsort(took, all, sizeof *took, by_size);
	print_message("%d writers, %d saves each of one record: sum exact, p99 %d ms, worst %d ms with its conflicts\n", writers,
	              saves, took[(all - 1) * 99 / 100], took[all - 1]);
	munmap(took, all * sizeof *took);
	s = must_open(p->path, false);
	assert_int_equal(number(s, "SELECT amount FROM thing"), writers * saves);
	assert_int_equal(number(s, "SELECT ver FROM thing"), writers * saves + 1);
	assert_int_equal(number(s, "SELECT count(*) FROM audit"), writers * saves + 1);
	assert_sound(s);
	store_close(s);
}

/* One action of several records: two new ones with the same number, and the sum of all numbers. */
static enum rc save_pair(struct store *s, long long sum, long long n, struct err *err) {
	struct change c = {0};
	struct thing t[2], total;
	enum rc rc;
	entity_init(&thing_def, &t[0]);
	entity_init(&thing_def, &t[1]);
	entity_init(&thing_def, &total);
	rc = record_load(s, &thing_def, sum, &total, err);
	total.amount += n;
	if (rc == RC_OK)
		rc = change_begin(&c, s, &tester, "pair.add", err);
	for (int i = 0; rc == RC_OK && i < 2; i++) {
		set_text(&t[i].name, i == 0 ? "left" : "right");
		t[i].amount = n;
		rc = change_insert(&c, &thing_def, &t[i], err);
	}
	if (rc == RC_OK)
		rc = change_update(&c, &thing_def, &total, err);
	if (rc == RC_OK)
		rc = change_commit(&c, err);
	change_end(&c);
	entity_clear(&thing_def, &t[0]);
	entity_clear(&thing_def, &t[1]);
	entity_clear(&thing_def, &total);
	return rc;
}

static void saver(const char *path, long long first, int ack) {
	struct err err;
	struct store *s;
	if (open_steps(&s, path, STEPS, false, &err) != RC_OK)
		_exit(90);
	long long ready = 0;
	if (write(ack, &ready, sizeof ready) != sizeof ready)
		_exit(92);
	for (long long n = first;; n++)
		if (save_pair(s, 1, n, &err) != RC_OK || write(ack, &n, sizeof n) != sizeof n)
			_exit(91);
}

static void test_killed(void **state) {
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	unsigned seed = 7;
	long long acknowledged = 0, found = 0, n;
	thing_make(s, "sum", 0);
	store_close(s);
	for (int cycle = 0; cycle < cycles; cycle++) {
		int ack[2];
		assert_int_equal(pipe(ack), 0);
		pid_t pid = fork();
		if (pid == 0) {
			close(ack[0]);
			saver(p->path, found + 1, ack[1]);
		}
		close(ack[1]);
		/* Most cycles die amid a save, some while opening. */
		if (cycle % 8 != 0)
			assert_int_equal(read(ack[0], &n, sizeof n), sizeof n);
		nanosleep(&(struct timespec){.tv_nsec = 500000L + (long)(rand_r(&seed) % 30000) * 1000}, NULL);
		kill(pid, SIGKILL);
		assert_int_equal(exit_status(pid), 100 + SIGKILL);
		while (read(ack[0], &n, sizeof n) == sizeof n)
			acknowledged = n > 0 ? n : acknowledged;
		close(ack[0]);

		s = must_open(p->path, false);
		long long known = acknowledged > found ? acknowledged : found;
		found = number(s, "SELECT coalesce(max(amount), 0) FROM thing WHERE name = 'left'");
		assert_in_range(found, known, known + 1); /* the last may have died before its answer */
		assert_int_equal(number(s, "SELECT count(*) FROM thing WHERE name = 'left'"), found);
		assert_int_equal(number(s, "SELECT count(*) FROM thing a JOIN thing b ON b.amount = a.amount AND b.seq = a.seq "
		                           "WHERE a.name = 'left' AND b.name = 'right'"), found);
		assert_int_equal(number(s, "SELECT count(*) FROM thing"), 2 * found + 1);
		assert_int_equal(number(s, "SELECT amount FROM thing WHERE id = 1"), found * (found + 1) / 2);
		assert_int_equal(number(s, "SELECT count(*) FROM audit"), found + 1);
		assert_int_equal(number(s, "SELECT count(*) FROM history"), found);
		if (cycle % 20 == 19)
			assert_sound(s);
		store_close(s);
	}
	assert_true(found > 0);
	print_message("%d kills, %lld saves, %lld acknowledged: none lost\n", cycles, found, acknowledged);
}

/* The limit stands in for a full disk: the same answer, and a retry after making room. */
static int limit_body(const struct place *p) {
	struct store *s;
	struct stat st;
	struct err err;
	struct thing t;
	struct rlimit lim;
	if (open_steps(&s, p->path, STEPS, false, &err) != RC_OK || stat(p->path, &st) != 0)
		return 1;
	getrlimit(RLIMIT_FSIZE, &lim);
	lim.rlim_cur = (rlim_t)st.st_size + 8192;
	if (setrlimit(RLIMIT_FSIZE, &lim) != 0)
		return 2;
	entity_init(&thing_def, &t);
	set_text(&t.name, "big");
	t.remark = mem_zalloc(1, 300001);
	memset(t.remark, 'x', 300000);
	for (int i = 0; i < 3; i++)
		if (thing_insert(s, &t, &err) != RC_FULL || strstr(err.text, "Nothing was saved") == NULL)
			return 3 + i;
	/* Even with a limit below what is there already, so that the journal cannot be written. */
	lim.rlim_cur = 100;
	setrlimit(RLIMIT_FSIZE, &lim);
	if (thing_insert(s, &t, &err) != RC_FULL || add_to(s, 1, 5, &err) != RC_FULL)
		return 6;
	lim.rlim_cur = RLIM_INFINITY;
	if (setrlimit(RLIMIT_FSIZE, &lim) != 0)
		return 7;
	if (thing_insert(s, &t, &err) != RC_OK || add_to(s, 1, 1, &err) != RC_OK)
		return 8;
	entity_clear(&thing_def, &t);
	store_close(s);
	return 0;
}

static void test_size_limit(void **state) {
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	thing_make(s, "sum", 0);
	store_close(s);
	pid_t pid = fork();
	if (pid == 0)
		_exit(limit_body(p));
	assert_int_equal(exit_status(pid), 0);
	s = must_open(p->path, false);
	assert_int_equal(number(s, "SELECT count(*) FROM thing"), 2);
	assert_int_equal(number(s, "SELECT amount FROM thing WHERE id = 1"), 1);
	assert_int_equal(number(s, "SELECT count(*) FROM audit"), 3);
	assert_int_equal(number(s, "SELECT length(remark) FROM thing WHERE id = 2"), 300000);
	assert_sound(s);
	store_close(s);
}

/* ---- who holds the writers' lock and stands still ---- */

enum { LEAVES, STOPS, IS_TOLD_TO_STOP };

/* Begins, writes, says so; then goes on for a while, is stopped by somebody, or by its terminal. */
static pid_t hold_lock(const struct place *p, int how, int said) {
	pid_t pid = fork();
	struct change c = {0};
	struct thing t;
	struct store *s;
	struct err err;

	if (pid != 0)
		return pid;
	entity_init(&thing_def, &t);
	set_text(&t.name, "held");
	/* a group of its own, with its parent outside: an orphaned one is never stopped */
	if (setpgid(0, 0) != 0 || open_steps(&s, p->path, STEPS, false, &err) != RC_OK ||
	    change_begin(&c, s, &tester, "thing.add", &err) != RC_OK ||
	    change_insert(&c, &thing_def, &t, &err) != RC_OK || write(said, "h", 1) != 1)
		_exit(90);
	if (how == LEAVES)
		nanosleep(&(struct timespec){.tv_sec = 3, .tv_nsec = 600000000}, NULL);
	else
		raise(how == STOPS ? SIGSTOP : SIGTSTP);
	if (change_commit(&c, &err) != RC_OK || write(said, "c", 1) != 1)
		_exit(91);
	store_close(s);
	_exit(0);
}

static pid_t holder(const struct place *p, int how, int pipe_ends[2]) {
	char byte;

	assert_int_equal(pipe(pipe_ends), 0);
	pid_t pid = hold_lock(p, how, pipe_ends[1]);
	close(pipe_ends[1]);
	assert_int_equal(read(pipe_ends[0], &byte, 1), 1);
	return pid;
}

/* Rule 12.20: one that is stopped amid a save is ended, and that is on record; nothing of it stays. */
static void test_stopped_holder(void **state) {
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	struct thing t;
	struct err err;
	int said[2];

	thing_make(s, "one", 1);
	pid_t pid = holder(p, STOPS, said);
	entity_init(&thing_def, &t);
	set_text(&t.name, "two");
	must(thing_insert(s, &t, &err), &err);
	assert_int_equal(exit_status(pid), 100 + SIGKILL);
	assert_int_equal(number(s, "SELECT count(*) FROM thing WHERE name = 'held'"), 0);
	assert_int_equal(number(s, "SELECT count(*) FROM audit WHERE action = 'lock.broken'"), 1);
	assert_int_equal(number(s, "SELECT substr(detail, 5) FROM audit WHERE action = 'lock.broken'"), pid);
	thing_make(s, "three", 1);
	assert_int_equal(number(s, "SELECT count(*) FROM audit"), 4);
	assert_sound(s);
	entity_clear(&thing_def, &t);
	store_close(s);
}

/* A terminal cannot stop it there, and one that only takes long is waited for. */
static void test_slow_holder(void **state) {
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	int said[2], status;
	char byte;

	pid_t pid = holder(p, LEAVES, said);
	thing_make(s, "one", 1);
	assert_int_equal(exit_status(pid), 0);
	pid = holder(p, IS_TOLD_TO_STOP, said);
	assert_int_equal(waitpid(pid, &status, WUNTRACED), pid);
	assert_true(WIFSTOPPED(status));
	assert_int_equal(number(s, "SELECT count(*) FROM thing WHERE name = 'held'"), 2); /* it was saved before */
	thing_make(s, "two", 1); /* stopped, and holding nothing: nobody's business */
	kill(pid, SIGCONT);
	assert_int_equal(read(said[0], &byte, 1), 1);
	assert_int_equal(exit_status(pid), 0);
	assert_int_equal(number(s, "SELECT count(*) FROM audit WHERE action = 'lock.broken'"), 0);
	store_close(s);
}

/* Looks do not wait for who writes for long: they lie in the spool, and what gives out is refused. */
static void test_looks_beside_a_holder(void **state) { /* rule 12.19 */
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	struct err err;
	int said[2];
	char path[120];

	pid_t pid = holder(p, LEAVES, said);
	must(audit_note(s, &tester, "look", "thing", 1, NULL, "ok", NULL, &err), &err);
	assert_true(audit_has_spooled(s));
	assert_int_equal(number(s, "SELECT count(*) FROM audit"), 0);
	store_set_wait(s, 100);
	assert_int_equal(audit_note(s, &tester, "reveal", "thing", 1, "why", "ok", NULL, &err), RC_BUSY);
	store_set_wait(s, 10000);
	assert_int_equal(exit_status(pid), 0);
	snprintf(path, sizeof path, "%s/audit.spool", p->dir);
	assert_int_equal(access(path, F_OK), 0);
	store_close(s);
}

/* What a big save has changed stays in memory until its commit: who reads does not wait for it. */
static void test_readers_beside_a_big_save(void **state) { /* rule 12.19 */
	struct place *p = *state;
	struct store *s = must_open(p->path, true), *other = must_open(p->path, false);
	struct change c = {0};
	struct err err;

	must(change_begin(&c, s, &tester, "thing.add", &err), &err);
	for (int i = 0; i < 30; i++) {
		struct thing t;

		entity_init(&thing_def, &t);
		set_text(&t.name, "big");
		t.remark = mem_zalloc(1, 500001);
		memset(t.remark, 'x', 500000);
		must(change_insert(&c, &thing_def, &t, &err), &err);
		entity_clear(&thing_def, &t);
	}
	store_set_wait(other, 0);
	assert_int_equal(number(other, "SELECT count(*) FROM thing"), 0);
	must(change_commit(&c, &err), &err);
	assert_int_equal(number(other, "SELECT count(*) FROM thing"), 30);
	store_close(other);
	store_close(s);
}

int main(int argc, char **argv) {
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_two_save_one_record), STORE_TEST(test_sum_is_exact), STORE_TEST(test_size_limit),
		STORE_TEST(test_killed), STORE_TEST(test_stopped_holder), STORE_TEST(test_slow_holder),
		STORE_TEST(test_looks_beside_a_holder), STORE_TEST(test_readers_beside_a_big_save),
	};
	for (int i = 1; i + 1 < argc; i += 2) {
		int n = (int)strtol(argv[i + 1], NULL, 10);

		*(strcmp(argv[i], "--kills") == 0 ? &cycles : strcmp(argv[i], "--each") == 0 ? &saves : &writers) = n;
	}
	return cmocka_run_group_tests_name("store: processes", tests, NULL, NULL);
}
