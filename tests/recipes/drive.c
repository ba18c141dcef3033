/* SPDX-License-Identifier: MIT
 * Drives the screens from a script, for test-recipes: in the copy it stands as tests/tui/test_drive.c, so that the
 * makefile knows how to build it. Words of the command line: those of the program, after "--db" and the like. Lines of
 * standard input: "keys TEXT" as pty_keys takes them, "see TEXT" waits until it stands on the screen.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "tui/pty.h"

int main(int argc, char **argv) {
	const char *words[32] = {program_path()};
	char line[256];
	struct pty *p;
	int status;

	for (int i = 1; i < argc && i < 31; i++)
		words[i] = argv[i];
	p = pty_start(words, NULL);
	while (fgets(line, sizeof line, stdin) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (strncmp(line, "keys ", 5) == 0) {
			pty_keys(p, line + 5);
			pty_settle(p, 60, 0);
		} else if (strncmp(line, "see ", 4) != 0 || !pty_wait_text(p, line + 4, 0)) {
			printf("# not so: %s\n%s\n", line, pty_screen(p));
			pty_stop(p);
			return 1;
		}
	}
	status = pty_wait_exit(p, 0);
	pty_stop(p);
	return status == 0 ? 0 : 1;
}
