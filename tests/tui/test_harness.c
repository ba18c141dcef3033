/* The harness against programs whose behaviour is known, so that a screen test that fails blames the screen.
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "tui/pty.h"

static struct pty *shell(const char *script, const struct pty_options *opt) {
	return pty_start((const char *const[]){"sh", "-c", script, NULL}, opt);
}

static void echoed_text_is_seen(void **state) {
	int row, col;
	bool visible;
	struct pty *p = pty_start((const char *const[]){"cat", NULL}, NULL);
	pty_keys(p, "ab五包c");
	assert_true(pty_wait_text(p, "ab五包c", 0));
	assert_true(pty_find(p, "包", &row, &col));
	assert_int_equal(row, 0);
	assert_int_equal(col, 4);
	assert_int_equal(pty_cell(p, 0, 2).cp, 0x4E94);
	assert_int_equal(pty_cell(p, 0, 2).width, 2);
	assert_int_equal(pty_cell(p, 0, 3).width, 0);
	assert_int_equal(pty_cell(p, 0, 6).cp, 'c');
	assert_false(pty_find(p, "没有", NULL, NULL));
	assert_true(pty_wait_cursor(p, 0, 7, 0));
	pty_cursor(p, NULL, NULL, &visible);
	assert_true(visible);
	pty_keys(p, "<Enter><C-d>");
	assert_int_equal(pty_wait_exit(p, 0), 0);
	assert_null(pty_foreign(p));
	pty_stop(p);
}

static void rows_and_attributes_are_read(void **state) {
	struct pty *p = shell("printf '\\033[2J\\033[3;5H\\033[1mX\\033[0;7mY\\033[0;31mZ\\033[0m. \\033[H\\033[?25l\\a'; read x", NULL);
	assert_true(pty_wait_row(p, 2, "    XYZ.", 0));
	assert_true(pty_cell(p, 2, 4).bold);
	assert_false(pty_cell(p, 2, 5).bold);
	assert_true(pty_cell(p, 2, 5).reverse);
	assert_true(pty_cell(p, 2, 6).coloured);
	assert_false(pty_cell(p, 2, 7).coloured);
	assert_string_equal(pty_row(p, 2), "    XYZ.");
	assert_string_equal(pty_row(p, 3), "");
	assert_true(strncmp(pty_screen(p), "\n\n    XYZ.\n", 11) == 0);
	assert_true(pty_wait_cursor(p, 0, 0, 0));
	bool visible = true;
	assert_true(pty_settle(p, 50, 0));
	pty_cursor(p, NULL, NULL, &visible);
	assert_false(visible);
	assert_int_equal(pty_bells(p), 1);
	assert_null(pty_foreign(p));
	pty_stop(p);
}

static bool has_bell(struct pty *p, void *ctx) { return pty_bells(p) >= *(int *)ctx; }

static void keys_follow_the_modes(void **state) {
	struct pty *p = shell("stty raw -echo; printf 'ready '; exec cat -v", NULL);
	assert_true(pty_wait_text(p, "ready", 0));
	pty_keys(p, "<Up><F5><S-Tab><PgDn><BS><C-x><lt>");
	assert_true(pty_wait_text(p, "ready ^[[A^[[15~^[[Z^[[6~^?^X<", 0));
	pty_keys(p, "<Esc>j");
	assert_true(pty_wait_text(p, "^[j", 0));
	pty_paste(p, "粘贴");
	assert_true(pty_wait_text(p, "jM-gM-2M-^XM-hM-4M-4", 0)); /* nobody asked for brackets */
	pty_stop(p);

	p = shell("stty raw -echo; printf '\\033[?1h\\033[?2004hready '; exec cat -v", NULL);
	assert_true(pty_wait_text(p, "ready", 0));
	pty_keys(p, "<Up>");
	pty_paste(p, "x");
	assert_true(pty_wait_text(p, "ready ^[OA^[[200~x^[[201~", 0));
	assert_null(pty_foreign(p));
	pty_stop(p);
}

static void foreign_output_is_named(void **state) {
	static const char *const bad[] = {
		"\\033[99;1~y", "\\302\\205", "\\377", "\\001", "\\344\\272x",
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		char script[200];
		snprintf(script, sizeof script, "printf '%s'; printf '\\r\\n END'; read x", bad[i]);
		struct pty *p = shell(script, NULL);
		assert_true(pty_wait_text(p, "END", 0));
		assert_non_null(pty_foreign(p));
		pty_stop(p);
	}
	/* What terminfo's xterm entry sends is all known: title stack, alternate screen, repeated characters. */
	struct pty *p = shell("tput smcup; printf 'a\\033[5b END'; read x", NULL);
	assert_true(pty_wait_text(p, "aaaaaa END", 0));
	assert_true(pty_in_alt_screen(p));
	assert_null(pty_foreign(p));
	pty_stop(p);
}

static void bytes_are_counted_from_a_mark(void **state) {
	int one = 1;
	size_t n;
	struct pty *p = shell("stty -echo; printf ready; read x; printf 12345; printf '\\a'; read x", NULL);
	assert_true(pty_wait_text(p, "ready", 0));
	assert_true(pty_settle(p, 50, 0));
	pty_mark(p);
	assert_int_equal(pty_bytes(p), 0);
	pty_keys(p, "<Enter>");
	assert_true(pty_wait(p, has_bell, &one, 0));
	assert_int_equal(pty_bytes(p), 6);
	assert_memory_equal(pty_raw(p, &n), "12345\a", 6);
	assert_int_equal(n, 6);
	assert_int_equal(pty_listen(p, 100), 0);
	pty_stop(p);
}

static void a_resize_reaches_the_program(void **state) {
	int rows, cols;
	struct pty *p = shell("trap 'stty size' WINCH; echo ready; while :; do sleep 0.02; done",
	                      &(struct pty_options){.rows = 10, .cols = 40});
	assert_true(pty_wait_text(p, "ready", 0));
	pty_size(p, &rows, &cols);
	assert_int_equal(rows * 100 + cols, 1040);
	pty_resize(p, 1, 1);
	pty_listen(p, 100);
	pty_resize(p, 20, 66);
	assert_true(pty_wait_text(p, "20 66", 0));
	pty_stop(p);
}

static void ends_are_told_apart(void **state) {
	struct pty *p = shell("exit 65", NULL);
	assert_int_equal(pty_wait_exit(p, 0), 65);
	pty_stop(p);

	p = shell("sleep 60", NULL);
	assert_int_equal(pty_wait_exit(p, 50), PTY_RUNNING);
	pty_signal(p, SIGTERM);
	assert_int_equal(pty_wait_exit(p, 0), -SIGTERM);
	pty_stop(p);

	p = shell("printf ready; exec sleep 60", NULL); /* never reads: only the signal can end it */
	assert_true(pty_wait_text(p, "ready", 0));
	pty_hangup(p);
	assert_int_equal(pty_wait_exit(p, 0), -SIGHUP);
	pty_stop(p);
}

static void the_environment_is_ours(void **state) {
	struct pty *p = shell("echo $LANG/$TZ/$TERM/$MORE; read x",
	                      &(struct pty_options){.env = (const char *const[]){"MORE=五", "TZ", NULL}});
	assert_true(pty_wait_text(p, "C.UTF-8//xterm-256color/五", 0));
	pty_stop(p);
}

static void a_run_gives_status_and_both_streams(void **state) {
	struct program_result r = program_run(
		(const char *const[]){"sh", "-c", "cat; echo $A >&2; exit 3", NULL}, (const char *const[]){"A=b", NULL}, "in");
	assert_int_equal(r.status, 3);
	assert_string_equal(r.out, "in");
	assert_string_equal(r.err, "b\n");
	program_result_clear(&r);

	r = program_run((const char *const[]){"no-such-program-here", NULL}, NULL, NULL);
	assert_int_equal(r.status, 127);
	program_result_clear(&r);

	struct stat st;
	const char *a = program_temp_dir(), *b = program_temp_dir();
	assert_string_not_equal(a, b);
	assert_int_equal(stat(a, &st), 0);
	assert_true(S_ISDIR(st.st_mode));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(echoed_text_is_seen),
		cmocka_unit_test(rows_and_attributes_are_read),
		cmocka_unit_test(keys_follow_the_modes),
		cmocka_unit_test(foreign_output_is_named),
		cmocka_unit_test(bytes_are_counted_from_a_mark),
		cmocka_unit_test(a_resize_reaches_the_program),
		cmocka_unit_test(ends_are_told_apart),
		cmocka_unit_test(the_environment_is_ours),
		cmocka_unit_test(a_run_gives_status_and_both_streams),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
