/* SPDX-License-Identifier: MIT
 * Whatever ends the program gives the terminal back: out of the other screen, nothing of anybody left on it, the line
 * as it was. A real pty.
 */
#include <signal.h>

#include "tui/desk.h"

static struct pty *start_on(const char *term) {
	struct pty *p = start(&(struct pty_options){.term = term});

	assert_true(pty_wait_text(p, "单建国", 0));
	assert_false(pty_is_cooked(p));
	return p;
}

static void is_given_back(struct pty *p) {
	size_t n;
	const char *raw = pty_raw(p, &n);
	struct str sent = {0};

	if (pty_in_alt_screen(p))
		fail_msg("still on the other screen:\n%s", pty_screen(p));
	assert_true(pty_is_cooked(p));
	assert_false(pty_find(p, "单建国", NULL, NULL));
	str_addn(&sent, raw, n);
	assert_non_null(strstr(str_text(&sent), "\033[?2004l"));
	str_clear(&sent);
	assert_null(pty_foreign(p));
}

/* A sanitized program tells of the first three itself and ends with a status. */
static void fatal_signals(void **state) {
	static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGUSR1, SIGXCPU};

	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct pty *p = start_on(NULL);
		int status;

		pty_mark(p);
		pty_signal(p, signals[i]);
		status = pty_wait_exit(p, 0);
		if (status != -signals[i] && !(i < 3 && status > 0))
			fail_msg("signal %d: status %d", signals[i], status);
		is_given_back(p);
		pty_stop(p);
	}
}

/* Nothing is read on the other side: it ends all the same. */
static void a_line_that_takes_nothing(void **state) {
	struct pty *p = start_on(NULL);

	pty_stall(p);
	for (int i = 0; i < 60; i++)
		pty_send(p, "\014G\014g", 4);
	pty_listen(p, 300);
	pty_signal(p, SIGABRT);
	assert_int_equal(pty_wait_exit(p, 0), -SIGABRT);
	pty_stop(p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fatal_signals),
		cmocka_unit_test(a_line_that_takes_nothing),
	};

	return cmocka_run_group_tests(tests, new_town, NULL);
}
