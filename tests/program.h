/* Starting other programs from a test, always with the same environment.
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_PROGRAM_H
#define TESTS_PROGRAM_H

#include <stddef.h>

/* The program under test: $WUBAO, or the one built beside this test. */
const char *program_path(void);

/*
 * In a forked child: become argv[0] (a path, or a name found in PATH) with a fresh environment: PATH, HOME, TMPDIR and
 * the sanitizers' options from ours, LANG=C.UTF-8, TZ=UTC, TERM=term. own is a NULL-ended list of "NAME=value" put on
 * top ("NAME" alone removes it), or NULL. Exits 127 when that fails.
 */
_Noreturn void program_exec(const char *const argv[], const char *term, const char *const own[]);

/* From a wait status: 0..255, or -signal. */
int program_exit_code(int status);

/* What a run without a terminal gave. Free with program_result_clear. */
struct program_result {
	int status;        /* as program_exit_code */
	char *out, *err;   /* NUL-ended */
	size_t out_n, err_n;
};
/* Run argv to its end; input (may be NULL: nothing) is its standard input. */
struct program_result program_run(const char *const argv[], const char *const own[], const char *input);
void program_result_clear(struct program_result *r);

/* A new empty folder under TMPDIR, removed with what is in it when the test program exits. Kept until then. */
const char *program_temp_dir(void);

#endif
