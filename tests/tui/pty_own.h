/* The two halves of a terminal under test: the line the program writes to (pty.c), and what it shows (pty_screen.c).
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_TUI_PTY_OWN_H
#define TESTS_TUI_PTY_OWN_H

#include <sys/resource.h>
#include <vterm.h>

#include "tui/pty.h"
#include "tui/whole.h"

struct pty {
	int fd;       /* -1 after a hang-up */
	bool ended;   /* the program has closed its side */
	bool stalled; /* nobody reads our side */
	int rate;     /* bytes a second that are read; 0: all */
	long long busy_until_us;
	pid_t pid;    /* 0 once waited for */
	int status;
	struct rusage usage; /* once waited for */
	bool silent;
	bool is_utf8;
	struct whole stream;
	VTerm *vt;
	VTermScreen *screen;
	int rows, cols;
	bool cursor_visible, alt_screen;
	int bells;
	size_t bytes; /* since the mark */
	char *raw;
	size_t raw_n;
	char foreign[160];
	int utf8_left, utf8_seen; /* continuation bytes still due; control strings are ASCII */
	char *text;   /* answer of pty_row and pty_screen */
};

/* Ends the test, with what the system says about it. */
_Noreturn void pty_die(const char *what);
/* Cleared memory. */
void *pty_grab(size_t n);
/* Take what has come, without waiting. */
void pty_drain(struct pty *p);

void pty_screen_init(struct pty *p);
/* Remember the first thing that the terminal does not understand. */
void pty_note_foreign(struct pty *p, const char *fmt, ...);
/* libvterm passes over C1 characters and bad UTF-8 in silence; a real terminal may obey or mangle them. */
void pty_check_bytes(struct pty *p, const unsigned char *s, size_t n);

/* What was waited for may be the beginning of a paint: until it is whole, what is looked at or pressed next waits. Not
 * for long work, which may be what is to be seen; a line with a speed, a silent or a stalled terminal are as they are. */
void pty_rest(struct pty *p);

#endif
