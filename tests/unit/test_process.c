/* The process: what it inherits and what it can reach, tried in children.
 * SPDX-License-Identifier: MIT */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/process.h"
#include "texts.h"

static char dir[64], inside[96], sub[96], outside[64];

static void put(const char *path) {
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	close(fd);
}

static int setup(void **state) {
	snprintf(dir, sizeof dir, "/tmp/wubao-process-XXXXXX");
	snprintf(outside, sizeof outside, "/tmp/wubao-outside-XXXXXX");
	assert_non_null(mkdtemp(dir));
	assert_non_null(mkdtemp(outside));
	snprintf(inside, sizeof inside, "%s/in", dir);
	snprintf(sub, sizeof sub, "%s/out", outside);
	put(inside);
	put(sub);
	return 0;
}

static int teardown(void **state) {
	unlink(inside);
	unlink(sub);
	rmdir(dir);
	rmdir(outside);
	return 0;
}

/* What a child that runs f answers: 0 well, else the line that failed (mod 256). */
static int child(int (*f)(void)) {
	int status = 0;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0)
		_exit(f() & 0xff);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

#define WANT(x) \
	do { \
		if (!(x)) \
			return __LINE__; \
	} while (0)

static int begin_child(void) {
	struct rlimit core;
	mode_t mask;

	setenv("LD_PRELOAD_X", "1", 1);
	setenv("GCONV_PATH", "/tmp", 1);
	setenv("LOCPATH", "/tmp", 1);
	setenv("EDITOR", "vi", 1);
	setenv("TERM", "vt100", 1);
	close(0);
	close(2);
	WANT(process_begin());
	WANT(fcntl(0, F_GETFD) >= 0 && fcntl(2, F_GETFD) >= 0);
	WANT(getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_max == 0);
	WANT(!getenv("LD_PRELOAD_X") && !getenv("GCONV_PATH") && !getenv("LOCPATH") && !getenv("EDITOR"));
	WANT(getenv("TERM") && strcmp(getenv("TERM"), "vt100") == 0);
#ifndef __SANITIZE_ADDRESS__
	WANT(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0);
#endif
	mask = umask(0);
	WANT(mask == 077);
	raise(SIGPIPE);
	raise(SIGXFSZ);
	return 0;
}

static void test_begin(void **state) { assert_int_equal(child(begin_child), 0); }

static int confine_child(void) {
	const struct process_path paths[] = {{dir, true}};
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	char made[128], moved[128];
	char *const argv[] = {(char[]){"true"}, NULL};
	int fd;

	process_confine(paths, 1);
	if (strcmp(process_confined(), "none") == 0)
		return 77;
	snprintf(made, sizeof made, "%s/made", dir);
	snprintf(moved, sizeof moved, "%s/moved", dir);
	fd = open(made, O_WRONLY | O_CREAT | O_EXCL, 0600);
	WANT(fd >= 0 && write(fd, "x", 1) == 1 && ftruncate(fd, 0) == 0);
	close(fd);
	WANT(rename(made, moved) == 0 && unlink(moved) == 0);
	WANT(open(sub, O_RDONLY) < 0 && errno == EACCES);
	WANT(open(sub, O_WRONLY | O_APPEND) < 0 && errno == EACCES);
	WANT(unlink(sub) != 0 && errno == EACCES);
	WANT(open("/etc/passwd", O_RDONLY) >= 0);
	WANT(open("/etc/wubao-try", O_WRONLY | O_CREAT, 0600) < 0);
	execv("/bin/true", argv);
	WANT(errno == EACCES);
	fd = socket(AF_INET, SOCK_STREAM, 0);
	if (fd >= 0 && strcmp(process_confined(), "landlock 3") > 0)
		WANT(connect(fd, (struct sockaddr *)&to, sizeof to) != 0 && errno == EACCES);
	return 0;
}

static void test_confine(void **state) { /* rule 11.14 */
	int answer = child(confine_child);

	if (answer == 77) {
		print_message("no Landlock in this kernel: skipped\n");
		skip();
	}
	assert_int_equal(answer, 0);
}

/* A second call narrows, and a folder that is not there yet stands for the one above it. */
static int narrow_child(void) {
	char missing[128];
	struct process_path paths[] = {{missing, true}, {outside, false}};

	snprintf(missing, sizeof missing, "%s/a/b/c.db", dir);
	process_confine(paths, 2);
	if (strcmp(process_confined(), "none") == 0)
		return 77;
	WANT(open(inside, O_RDWR) >= 0);
	WANT(open(sub, O_RDONLY) >= 0);
	WANT(open(sub, O_RDWR) < 0);
	process_confine(paths, 1);
	WANT(open(sub, O_RDONLY) < 0);
	WANT(open(inside, O_RDWR) >= 0);
	return 0;
}

static void test_narrow(void **state) {
	int answer = child(narrow_child);

	if (answer == 77)
		skip();
	assert_int_equal(answer, 0);
}

/* Of a draft's process: one that ended, and a number from before the machine was started. */
static void test_runs(void **state) {
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0)
		_exit(0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	assert_false(process_runs(pid, clock_now_ms()));
	assert_true(process_runs(getpid(), clock_now_ms()));
	assert_false(process_runs(getpid(), 0));
	assert_false(process_runs(0, clock_now_ms()));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_begin),
		cmocka_unit_test(test_runs),
		cmocka_unit_test_setup_teardown(test_confine, setup, teardown),
		cmocka_unit_test_setup_teardown(test_narrow, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
