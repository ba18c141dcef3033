/* Looks while the station can only be read: kept in audit.spool, taken in afterwards, each change of it seen.
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "core/file.h"
#include "model/access/disclosure.h"
#include "model/access/officer.h"
#include "model/access/session.h"
#include "model/person/seal.h"
#include "model/rules/worklist.h"
#include "model/station/backup_priv_db.h"

enum { LOOKS = 3, SPOOL_MOST = 1 << 20 };

static const char *spool(const struct fixture *f, const char *suffix) {
	static char paths[2][128];
	static int turn;
	char *path = paths[turn ^= 1];

	snprintf(path, sizeof paths[0], "%s/audit.spool%s", f->dir, suffix);
	return path;
}

static bool is_there(const char *path) { return access(path, F_OK) == 0; }

static void reopen_for(struct fixture *f, bool read_only) {
	struct station_options opt = {.db = f->db, .read_only = read_only};

	station_close(f->st);
	OK(station_open(&f->st, &opt, &f->err));
	OK(station_actor(f->st, "wang", "cli", &f->actor, &f->err));
}

static long long spooled_looks(struct fixture *f) {
	return number(f, "SELECT count(*) FROM audit WHERE action = 'look'");
}

static void put(const char *path, const struct str *text) {
	struct err err;

	unlink(path);
	assert_int_equal(file_write_new(path, text->s, text->n, &err), RC_OK);
}

/* A station with one person, read only, looked at LOOKS times; the spool's bytes. */
static long long look_read_only(struct fixture *f, struct str *bytes) {
	long long who = add_resident(f, "单建国", 17), rows;

	reopen_for(f, true);
	for (int i = 0; i < LOOKS; i++)
		OK(resident_look(f->st, &f->actor, who, &f->err));
	OK(file_read(spool(f, ""), SPOOL_MOST, bytes, &f->err));
	OK(station_verify(f->st, &f->actor, &rows, &f->err));
	return who;
}

static void looks_are_spooled_and_taken_in(void **state) { /* rules 11.10, 12.8 */
	struct fixture *f = *state;
	struct str bytes = {0};
	struct stat st;
	long long rows, before, who = look_read_only(f, &bytes);

	assert_int_equal(stat(spool(f, ""), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(spooled_looks(f), 0);
	REFUSED(resident_reveal(f->st, &f->actor, who, "id_no", "asked", &f->err), "station.read-only");
	REFUSED(disclosure_put(f->st, &f->actor, &(struct disclosure){.kind = "file", .action = "print", .access = ACT_PRINT,
	                       .page = true}, &rows, &f->err), "station.read-only");
	REFUSED(disclosure_put(f->st, &f->actor, &(struct disclosure){.kind = OUT_EXPORT, .action = "export"}, NULL, &f->err),
	        "station.read-only");
	assert_true(stat(spool(f, ""), &st) == 0 && (size_t)st.st_size == bytes.n); /* and neither counts as one that was made */
	before = number(f, "SELECT max(seq) FROM audit");

	reopen_for(f, false);
	assert_false(is_there(spool(f, "")));
	assert_int_equal(number(f, "SELECT max(seq) FROM audit"), before + LOOKS + 1);
	assert_int_equal(spooled_looks(f), LOOKS);
	assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE action = 'look' AND officer = 1 AND role = 'head' AND"
	                           " source = 'cli' AND table_name = 'resident' AND result = 'ok'"), LOOKS);
	assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE action = 'audit.spool' AND result = 'ok' AND"
	                           " detail LIKE 'rows=3 head=%'"), 1);
	OK(station_verify(f->st, &f->actor, &rows, &f->err));
	assert_int_equal(rows, before + LOOKS + 1);

	/* Killed between the commit and the unlink: what was taken in is not taken twice. */
	put(spool(f, ""), &bytes);
	reopen_for(f, false);
	assert_false(is_there(spool(f, "")));
	assert_int_equal(spooled_looks(f), LOOKS);
	assert_int_equal(number(f, "SELECT max(seq) FROM audit"), before + LOOKS + 1);
	str_clear(&bytes);
}

/* A byte flipped anywhere in it, the end cut within a row: it shows, and nothing of it is taken in. */
static void a_changed_spool_shows(void **state) { /* rule 12.23 */
	struct fixture *f = *state;
	struct str bytes = {0}, bad = {0};
	long long rows;

	look_read_only(f, &bytes);
	for (size_t at = bytes.n % 3; at <= bytes.n; at += 3) { /* to the very end */
		str_reset(&bad);
		str_addn(&bad, bytes.s, bytes.n);
		if (at < bytes.n)
			bad.s[at] ^= 0x20;
		else
			bad.n--; /* cut */
		put(spool(f, ""), &bad);
		reopen_for(f, false);
		if (!is_there(spool(f, ".broken")) || is_there(spool(f, "")))
			fail_msg("byte %zu of %zu changed: not seen", at, bytes.n);
		REFUSED(station_verify(f->st, &f->actor, &rows, &f->err), "audit.spool-broken");
		unlink(spool(f, ".broken"));
		assert_int_equal(spooled_looks(f), 0); /* nothing of it */
	}
	OK(station_verify(f->st, &f->actor, &rows, &f->err));
	assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE action = 'audit.spool' AND result = 'ok'"), 0);

	/* Nothing is written behind what does not fit: it is kept, and looks go on in another. */
	for (int i = 0; i < 2; i++) {
		put(spool(f, ""), &bad);
		reopen_for(f, true);
		OK(resident_look(f->st, &f->actor, 1, &f->err));
		assert_true(is_there(spool(f, i ? ".broken2" : ".broken")));
	}
	reopen_for(f, false);
	assert_int_equal(spooled_looks(f), 1);
	unlink(spool(f, ".broken"));
	unlink(spool(f, ".broken2"));
	str_clear(&bad);
	str_clear(&bytes);
}

/* None of it is taken in, it is kept, and the audit says why. */
static void is_refused(struct fixture *f, const char *why, long long looks) {
	char sql[160];

	reopen_for(f, false);
	snprintf(sql, sizeof sql, "SELECT max(seq) FROM audit WHERE action = 'audit.spool' AND result = 'broken' AND detail"
	                          " LIKE 'why=%s %%'", why);
	if (number(f, sql) != number(f, "SELECT max(seq) FROM audit"))
		fail_msg("%s: not refused", why);
	assert_int_equal(spooled_looks(f), looks);
	assert_int_equal(unlink(spool(f, ".broken")), 0);
	assert_false(is_there(spool(f, "")));
}

/* The spool of one in a folder of its own, whose files have the same names. */
static void another_station(struct fixture *f, struct str *bytes) {
	char dir[100], db[128], path[128];
	struct station_options opt = {.db = db};
	struct station *st;

	snprintf(dir, sizeof dir, "%s/two/", f->dir);
	snprintf(db, sizeof db, "%s%s", dir, strrchr(f->db, '/') + 1);
	snprintf(path, sizeof path, "%saudit.spool", dir);
	assert_int_equal(mkdir(dir, 0700), 0);
	OK(station_init(&opt, "另一镇", "wang", "王站长", &f->err));
	opt.read_only = true;
	OK(station_open(&st, &opt, &f->err));
	OK(station_note(st, &f->actor, "look", "resident", 1, NULL, NULL, &f->err));
	station_close(st);
	OK(file_read(path, SPOOL_MOST, bytes, &f->err));
	backup_remove_folder(dir);
}

/* Another station's, one taken in before, one cut between two rows, and what is no file of ours. */
static void a_strange_spool_is_refused_whole(void **state) { /* rule 12.23 */
	struct fixture *f = *state;
	struct str all = {0}, one = {0}, cut = {0}, two = {0};
	long long who = look_read_only(f, &all);
	char other[128];

	unlink(spool(f, ""));
	reopen_for(f, true);
	OK(resident_look(f->st, &f->actor, who, &f->err));
	OK(file_read(spool(f, ""), SPOOL_MOST, &one, &f->err));
	unlink(spool(f, ""));
	str_addn(&cut, all.s, one.n); /* one row of three */
	put(spool(f, ""), &cut);
	is_refused(f, "changed", 0);

	put(spool(f, ""), &one);
	reopen_for(f, false);
	assert_int_equal(spooled_looks(f), 1);
	put(spool(f, ""), &all);
	is_refused(f, "old", 1);

	another_station(f, &two);
	put(spool(f, ""), &two);
	is_refused(f, "station", 1);
	snprintf(other, sizeof other, "%s/other", f->dir);
	for (int kind = 0; kind < 4; kind++) {
		put(other, &one);
		assert_int_equal(kind == 0 ? symlink(other, spool(f, "")) : kind == 1 ? link(other, spool(f, ""))
		                 : kind == 2 ? mkfifo(spool(f, ""), 0600)
		                 : rename(other, spool(f, "")) || (geteuid() == 0 ? chown(spool(f, ""), 1, 1)
		                                                                  : link(spool(f, ""), other)), 0);
		is_refused(f, "no-file", 1);
	}
	unlink(other);
	str_clear(&all);
	str_clear(&one);
	str_clear(&cut);
	str_clear(&two);
}

/* A disk full (here: a limit on files) takes nothing from reading: looks lie in the spool, and the next change that
 * succeeds takes them in. What gives out is refused. */
static void full_is_no_blindness(void **state) { /* rule 12.19 */
	struct fixture *f = *state;
	long long who = add_resident(f, "单建国", 17);
	struct rlimit lim, none;
	struct resident r;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &none);
	lim = none;
	lim.rlim_cur = 4000;
	setrlimit(RLIMIT_FSIZE, &lim);
	for (int i = 0; i < LOOKS; i++) {
		OK(resident_look(f->st, &f->actor, who, &f->err));
		OK(resident_get(f->st, &f->actor, who, &r, &f->err));
		entity_clear(&resident_def, &r);
	}
	assert_true(is_there(spool(f, "")));
	assert_int_equal(resident_reveal(f->st, &f->actor, who, "id_no", "核对", &f->err), RC_FULL);
	OK(session_begin(f->st, &f->actor, 4242, "boot", "confined=none", &f->err));
	setrlimit(RLIMIT_FSIZE, &none);
	assert_int_equal(spooled_looks(f), 0);
	add_resident(f, "王建国", 18);
	assert_int_equal(spooled_looks(f), LOOKS);
	assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE action = 'login'"), 1);
	assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE action = 'reveal'"), 0);
	assert_false(is_there(spool(f, "")));
}

/* Another's writing that lasts keeps nobody from looking, nor out: a second, and no more after that (rule 12.19). */
static void who_writes_keeps_nobody_out(void **state) {
	struct fixture *f = *state;
	long long who = add_resident(f, "单建国", 17), began;
	char lock[128];
	int fd;

	OK(officer_set_password(f->st, &f->actor, f->actor.officer, "correct horse", &f->err));
	snprintf(lock, sizeof lock, "%s.lock", f->db);
	fd = open(lock, O_RDWR | O_CLOEXEC);
	assert_true(fd >= 0 && flock(fd, LOCK_EX) == 0);
	began = clock_mono_ms();
	REFUSED(officer_check_password(f->st, &f->actor, "wrong horse", &f->err), "password.wrong");
	OK(officer_check_password(f->st, &f->actor, "correct horse", &f->err));
	OK(session_begin(f->st, &f->actor, 4242, "boot", "confined=none", &f->err));
	OK(resident_look(f->st, &f->actor, who, &f->err));
	assert_in_range(clock_mono_ms() - began, 900, 5000); /* one wait, not ten */
	close(fd);
	add_resident(f, "王建国", 18);
	assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE action IN ('unlock.try', 'unlock', 'login', 'look')"), 5);
	assert_int_equal(number(f, "SELECT failures FROM officer_secret"), 0);
}

static void where_nothing_can_be_written_only_counts_are_shown(void **state) {
	struct fixture *f = *state;
	long long who = add_resident(f, "单建国", 17), counts[64];
	struct resident r;

	OK(officer_set_password(f->st, &f->actor, f->actor.officer, "correct horse", &f->err));
	reopen_for(f, true);
	assert_int_equal(mkdir(spool(f, ""), 0700), 0); /* what even root cannot write a row to */
	REFUSED(resident_look(f->st, &f->actor, who, &f->err), "audit.nowhere");
	REFUSED(resident_get(f->st, &f->actor, who, &r, &f->err), "audit.nowhere");
	entity_clear(&resident_def, &r);
	REFUSED(officer_check_password(f->st, &f->actor, "correct horse", &f->err), "file.denied");
	OK(due_counts(f->st, &f->actor, clock_today(), counts, &f->err));
	assert_int_equal(rmdir(spool(f, "")), 0);
	OK(resident_get(f->st, &f->actor, who, &r, &f->err));
	entity_clear(&resident_def, &r);
	unlink(spool(f, "")); /* that it can be kept again was tried with a row */
}

/* Rule 11.13: reading only is no way round the waiting, nor is opening for writing in between. */
static void wrong_passwords_count_while_reading_only(void **state) {
	struct fixture *f = *state;

	OK(officer_set_password(f->st, &f->actor, f->actor.officer, "correct horse", &f->err));
	REFUSED(officer_check_password(f->st, &f->actor, "wrong horse", &f->err), "password.wrong");
	reopen_for(f, true);
	for (int i = 1; i < 3; i++)
		REFUSED(officer_check_password(f->st, &f->actor, "wrong horse", &f->err), "password.wrong");
	reopen_for(f, false);
	assert_int_equal(number(f, "SELECT failures FROM officer_secret"), 3);
	reopen_for(f, true);
	for (int i = 3; i < 5; i++)
		REFUSED(officer_check_password(f->st, &f->actor, "wrong horse", &f->err), "password.wrong");
	REFUSED(officer_check_password(f->st, &f->actor, "correct horse", &f->err), "password.wait");
	reopen_for(f, false);
	REFUSED(officer_check_password(f->st, &f->actor, "correct horse", &f->err), "password.wait");
	assert_int_equal(number(f, "SELECT failures FROM officer_secret"), 5);
	assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE action = 'unlock.try'"), 5);
	OK(officer_set_password(f->st, &f->actor, f->actor.officer, "correct horse", &f->err));
	reopen_for(f, true);
	OK(officer_check_password(f->st, &f->actor, "correct horse", &f->err));
	REFUSED(officer_check_password(f->st, &f->actor, "wrong horse", &f->err), "password.wrong");
	reopen_for(f, false);
	assert_int_equal(number(f, "SELECT failures FROM officer_secret"), 1);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(looks_are_spooled_and_taken_in),
		STATION_TEST(a_changed_spool_shows),
		STATION_TEST(a_strange_spool_is_refused_whole),
		STATION_TEST(full_is_no_blindness),
		STATION_TEST(who_writes_keeps_nobody_out),
		STATION_TEST(where_nothing_can_be_written_only_counts_are_shown),
		STATION_TEST(wrong_passwords_count_while_reading_only),
	};

	tr_set_lang(LANG_EN);
	return cmocka_run_group_tests_name("store: audit.spool", tests, NULL, NULL);
}
