/* A terminal that takes nothing (^S) while an import is written: nobody else waits for it (rule 12.20).
 * SPDX-License-Identifier: MIT */
#include <poll.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "program.h"
#include "texts.h"

enum { ROWS = 2000, STEPS = 1500 };

static char db[200], roster[200];

static int run_words(const char *const *words) {
	const char *argv[16] = {program_path(), "--db", db, "--lang", "en", "--no-input", "-q"};
	size_t n = 7;

	while (*words)
		argv[n++] = *words++;
	struct program_result r = program_run(argv, NULL, NULL);
	int status = r.status;
	if (status != 0)
		fprintf(stderr, "# %s: %d %s\n", argv[7], status, r.err);
	program_result_clear(&r);
	return status;
}
#define RUN(...) run_words((const char *const[]){__VA_ARGS__, NULL})

static pid_t import_at_terminal(int *line) {
	const char *const argv[] = {program_path(), "--db", db, "--lang", "en", "--yes", "import", roster, NULL};
	pid_t pid;

	fflush(NULL);
	pid = forkpty(line, NULL, NULL, NULL);
	assert_true(pid >= 0);
	if (pid == 0) {
		char go;

		if (read(0, &go, 1) == 1) /* the ^S has been taken by then */
			program_exec(argv, "xterm", NULL);
		_exit(98);
	}
	return pid;
}

static int new_records(void) {
	const char *const argv[] = {program_path(), "--db", db, "--lang", "en", "--csv", "list", "--limit", "5000", NULL};
	struct program_result r = program_run(argv, NULL, NULL);
	int n = 0;

	for (const char *p = r.out; (p = strchr(p, '\n')) != NULL; p++)
		n++;
	program_result_clear(&r);
	return n - 1;
}

static void nobody_waits_for_a_stopped_terminal(void **state) {
	int line, status = 0, taken, patience = 40;
	char bytes[4096];
	pid_t pid = import_at_terminal(&line);

	assert_int_equal(write(line, "\x13", 1), 1);
	nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
	assert_int_equal(write(line, "g\n", 2), 2);
	for (int i = 0; i < STEPS && (taken = new_records()) < ROWS; i++) { /* until it is written, others work */
		assert_int_equal(RUN("show", "00001"), 0);
		int added = RUN("add", "talk", "--resident", "00001", "occurred=2026-10-20", "summary=近况平稳",
		                "channel=面谈", "talker=王干事");

		assert_true(added == 0 || (added == EX_TEMPFAIL && --patience > 0)); /* a busy machine writes long */
		assert_int_equal(waitpid(pid, &status, WNOHANG), 0); /* and it stands, with its last words unsaid */
	}
	assert_true(taken >= ROWS);
	assert_int_equal(RUN("list"), 0);
	assert_int_equal(write(line, "\x11", 1), 1);
	while (poll(&(struct pollfd){.fd = line, .events = POLLIN}, 1, 20000) > 0 && read(line, bytes, sizeof bytes) > 0)
		continue;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(program_exit_code(status), 0);
	close(line);
}

static int make_station(void **state) {
	snprintf(db, sizeof db, "%s/a.db", program_temp_dir());
	snprintf(roster, sizeof roster, "%s/roster.csv", program_temp_dir());
	if (RUN("init", "--station", "示范镇") != 0 || RUN("add", "resident", "name=薛洋", "id_no=993151199708151276") != 0)
		return -1;
	struct program_result r = program_run((const char *const[]){GEN_BIN, "--size", "2000", "--seed", "3", "--date",
	                                                            "2026-11-01", "--roster", roster, NULL}, NULL, NULL);
	int made = r.status;
	program_result_clear(&r);
	return made;
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(nobody_waits_for_a_stopped_terminal)};

	return cmocka_run_group_tests_name("cli: a stopped terminal", tests, make_station, NULL);
}
