/* SPDX-License-Identifier: MIT
 * Eight officers at their screens, each saving talks through the form at the same station: none is refused, all are saved.
 * With --bench (make bench): how long from F2 until it is said, the 99th of a hundred beside that of one officer alone; eight
 * who think in between stay within three times of it, eight who all press F2 at one moment within twelve. Ratios: the machine drops out of them.
 */
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "core/clock.h"
#include "tui/desk.h"

#include "made.h"

enum { OFFICERS = 8, EACH = MADE_SHARE > 1 ? 2 : 5, BENCH_EACH = 20, THINK_MS = 600, READY = -1 };
static const double most_paced = 3, most_unpaced = 12;
static bool bench;
static int rounds; /* so far: each has files of its own */

static void make_office(void) {
	town_make(db);
	put_file(ini, "[station]\nname = " TOWN_NAME "\nmode = station\n");
	for (int i = 0; i < OFFICERS; i++) {
		char login[] = "o1", name[] = "干事1";

		login[1] = (char)('1' + i);
		name[strlen(name) - 1] = login[1];
		COMMAND("--officer", town_officer(), "officer", "add", login, name);
	}
}

static void want(struct pty *p, const char *keys, const char *text) {
	pty_keys(p, keys);
	if (pty_wait_text(p, text, 0))
		return;
	printf("no %s in\n%s\n", text, pty_screen(p));
	fflush(stdout);
	_exit(1);
}

/* A child: one officer at one file, a talk after the other; milliseconds of each into the pipe. */
static void officer(int i, int saves, int think_ms, int go, int out) {
	char login[] = "o1", name[40], found[60], words[60], byte;
	unsigned dice = (unsigned)i + 1;
	struct pty *p;

	login[1] = (char)('1' + i);
	town_filler(OFFICERS * rounds + i, name, sizeof name);
	snprintf(found, sizeof found, "> %s", name);
	p = start_with((const char *const[]){"--officer", login, NULL}, NULL);
	want(p, "", "请设锁屏密码");
	want(p, "<Esc>", "今日");
	pty_settle(p, 60, 0);
	want(p, "<F5>", "查找");
	want(p, name, found);
	want(p, "<Enter>", "执行中");
	pty_settle(p, 60, 0);
	for (int n = 0; n < saves; n++) {
		long long began;

		want(p, n ? "a" : "3a", "谈话  新增");
		snprintf(words, sizeof words, "<Seen><Up><C-u>11%02d<Enter>近况%d", 22 - n, n);
		pty_keys(p, words);
		pty_settle(p, 30, 0);
		if (!think_ms && (write(out, &(long long){READY}, sizeof(long long)) < 0 || read(go, &byte, 1) != 1))
			_exit(2);
		if (think_ms)
			nanosleep(&(struct timespec){.tv_nsec = (long)(rand_r(&dice) % (unsigned)think_ms) * 1000000}, NULL);
		began = clock_mono_ms();
		want(p, "<F2>", "已登记");
		began = clock_mono_ms() - began;
		if (write(out, &began, sizeof began) != sizeof began)
			_exit(2);
		pty_settle(p, 60, 0);
		if (pty_find(p, "按 9 确认", NULL, NULL))
			_exit(3);
	}
	pty_keys(p, "Q");
	_exit(pty_wait_exit(p, 0));
}

static int by_size(const void *a, const void *b) {
	long long x = *(const long long *)a, y = *(const long long *)b;

	return (x > y) - (x < y);
}

/* So many officers at work; without time to think all press F2 at one moment, each time. Answers the 99th of a hundred of their times. */
static double at_once(int officers, int saves, int think_ms) {
	int out[2], go[2], status, ready = 0;
	static long long times[OFFICERS * BENCH_EACH];
	size_t n = 0;
	long long ms;

	assert_int_equal(pipe(out), 0);
	assert_int_equal(pipe(go), 0);
	for (int i = 0; i < officers; i++)
		if (fork() == 0)
			officer(i, saves, think_ms, go[0], out[1]);
	close(out[1]);
	while (read(out[0], &ms, sizeof ms) == sizeof ms) {
		if (ms != READY)
			times[n++] = ms;
		else if (++ready == officers) {
			assert_int_equal(write(go[1], "gggggggg", (size_t)officers), officers);
			ready = 0;
		}
	}
	for (int i = 0; i < officers; i++) {
		wait(&status);
		assert_int_equal(status, 0); /* refused, or something else than it should */
	}
	rounds++;
	close(out[0]);
	close(go[0]);
	close(go[1]);
	assert_int_equal(n, officers * saves);
	qsort(times, n, sizeof *times, by_size);
	return (double)times[(n - 1) * 99 / 100];
}

static long long count(const char *sql) {
	sqlite3 *s = made_open(db);
	long long n = made_number(s, sql);

	sqlite3_close(s);
	return n;
}

static void all_is_saved(void **state) { /* rule 12.3 */
	int saves = bench ? BENCH_EACH : EACH;
	double one = 0, paced = 0, unpaced;
	long long before = count("SELECT count(*) FROM talk"), all = OFFICERS * saves;

	if (bench) {
		one = at_once(1, saves, 0);
		paced = at_once(OFFICERS, saves, THINK_MS);
		all += all / OFFICERS + all;
	}
	unpaced = at_once(OFFICERS, saves, 0);
	assert_int_equal(count("SELECT count(*) FROM talk") - before, all);
	assert_int_equal(count("SELECT count(*) FROM audit WHERE action = 'talk.add' AND result = 'ok'"), all);
	assert_int_equal(count("SELECT count(DISTINCT seq) FROM talk"), all + before);
	print_message("%d officers, %lld talks through the form: none refused, all saved\n", OFFICERS, all);
	if (!bench)
		return;
	print_message("p99 %.0f ms of one, paced %.0f (%.1f times), without pause %.0f (%.1f times)\n", one, paced, paced / one,
	              unpaced, unpaced / one);
	assert_true(paced <= most_paced * one);
	assert_true(unpaced <= most_unpaced * one);
}

static int new_office(void **state) {
	station_of(make_office);
	return 0;
}

int main(int argc, char **argv) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(all_is_saved)};

	bench = argc > 1 && strcmp(argv[1], "--bench") == 0;
	return cmocka_run_group_tests_name("eight officers", tests, new_office, NULL);
}
