/* SPDX-License-Identifier: MIT
 * The real program on a pseudo-terminal, its screen read back through libvterm. A test starts it, presses keys and
 * waits for what it expects to see; nothing here sleeps for a fixed time. All waits have a deadline, printed with the
 * screen when it passes; it counts the time in which the program sleeps, not that in which it waits for the processor.
 * Environment PTY_SLOW=n multiplies every deadline (a program that waits for another one).
 *
 *	struct pty *p = pty_start((const char *const[]){program_path(), "--db", db, NULL}, NULL);
 *	assert_true(pty_wait_text(p, "今日", 0));
 *	pty_keys(p, "j<Enter>");
 *	assert_true(pty_wait_text(p, "检测", 0));
 *	pty_keys(p, "Q");
 *	assert_int_equal(pty_wait_exit(p, 0), 0);
 *	pty_stop(p);
 */
#ifndef TESTS_TUI_PTY_H
#define TESTS_TUI_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "program.h"

struct pty;

struct pty_options {
	int rows, cols;         /* 0: 24 and 80 */
	const char *term;       /* NULL: xterm-256color */
	const char *charset;    /* the terminal's encoding as iconv knows it; NULL: UTF-8. Keys are sent as they are */
	bool silent;            /* the terminal answers no questions; the test does */
	int speed;              /* bits a second the line says it has; 0: what a pseudo-terminal is born with */
	const char *const *env; /* NULL-ended "NAME=value", on top of the fixed ones; "NAME" alone removes it */
};

/*
 * Start argv[0] on a new terminal in the environment of program.h. Exits the test when that cannot be done. Freed by
 * pty_stop, which kills what still runs.
 */
struct pty *pty_start(const char *const argv[], const struct pty_options *opt);
void pty_stop(struct pty *p);

/* ---- sending ---- */

/* Bytes as they are. */
void pty_send(struct pty *p, const char *bytes, size_t n);
/*
 * Text as typed, with keys in angle brackets: <Up> <Down> <Left> <Right> <Home> <End> <PgUp> <PgDn> <Ins> <Del> <BS>
 * <Tab> <S-Tab> <Enter> <Esc> <F1>..<F12> <C-x> (control) <lt> (a '<'). Encoded as a terminal in its present modes
 * sends them. <Seen> is no key: what comes after it waits until the screen has come to rest, as a question takes no
 * answer that was typed before it stood there. A key that follows <Esc> waits until the program has had time to take the Esc alone.
 */
void pty_keys(struct pty *p, const char *keys);
/* Pasted as a terminal pastes: in brackets when the program has asked for that. */
void pty_paste(struct pty *p, const char *text);
/* New window size, with its SIGWINCH. */
void pty_resize(struct pty *p, int rows, int cols);
/* The program alone is told so; the terminal stays as large as it is. */
void pty_tell_size(struct pty *p, int rows, int cols);
void pty_signal(struct pty *p, int sig);
/* The line drops: closes our end. Nothing can be read afterwards; pty_wait_exit still works. */
void pty_hangup(struct pty *p);
/* From now on nothing is read: the program fills the line and stands in its write. */
void pty_stall(struct pty *p);
/* From now on the line carries so many bytes a second, as a serial line of ten times as many bits does; 0: all. */
void pty_throttle(struct pty *p, int bytes_a_second);
/* CPU the program has used so far, or had used when pty_wait_exit saw its end. */
long long pty_cpu_us(const struct pty *p);
pid_t pty_pid(const struct pty *p);

/* ---- waiting: deadline in ms of the program's sleep, 0 for 5,000; true when it came true in time ---- */

typedef bool pty_condition(struct pty *p, void *ctx);
bool pty_wait(struct pty *p, pty_condition *cond, void *ctx, int ms);
bool pty_wait_text(struct pty *p, const char *text, int ms); /* the text stands on some row */
bool pty_wait_gone(struct pty *p, const char *text, int ms); /* it stands on none */
bool pty_wait_row(struct pty *p, int row, const char *text, int ms); /* it stands on that row */
bool pty_wait_cursor(struct pty *p, int row, int col, int ms);
/* Until nothing has been written for quiet_ms. For counting bytes and for keys that change nothing. */
bool pty_settle(struct pty *p, int quiet_ms, int ms);
/* Read for ms and say how many bytes came: 0 shows silence. */
size_t pty_listen(struct pty *p, int ms);
/* Exit status 0..255, -signal when killed by one, PTY_RUNNING when the deadline passes. */
enum { PTY_RUNNING = -1000 };
int pty_wait_exit(struct pty *p, int ms);
/* Has it closed its side, as far as was read? pty_wait_exit says how it ended. */
bool pty_ended(const struct pty *p);

/* ---- reading the screen; rows and columns from 0 ---- */

struct pty_cell {
	uint32_t cp;     /* first code point; 0 in an empty cell */
	uint32_t mark;   /* first combining mark, or 0 */
	int width;       /* 1 or 2; 0 in the right half of a wide one */
	bool bold, underline, reverse, blink, coloured; /* coloured: foreground or background not the default */
};
struct pty_cell pty_cell(const struct pty *p, int row, int col);
/* One row as UTF-8 without blanks at its end; valid until the next call. */
const char *pty_row(struct pty *p, int row);
/* All rows joined by newlines; valid until the next call. */
const char *pty_screen(struct pty *p);
/* First cell of the first place where text stands on a row. A wide character counts two columns. */
bool pty_find(struct pty *p, const char *text, int *row, int *col);
void pty_cursor(const struct pty *p, int *row, int *col, bool *visible);
void pty_size(const struct pty *p, int *rows, int *cols);
bool pty_in_alt_screen(const struct pty *p);
/* Does the line echo and wait for whole lines, as a shell leaves it? Also after the program has ended. */
bool pty_is_cooked(const struct pty *p);
int pty_bells(const struct pty *p);

/* ---- what was sent ---- */

/* Bytes written by the program since the last pty_mark (or the start). */
void pty_mark(struct pty *p);
size_t pty_bytes(const struct pty *p);
/* The last bytes written since the mark, at most 256 kB, not NUL-ended. */
const char *pty_raw(const struct pty *p, size_t *n);
/*
 * First thing written that a terminal of this kind does not understand, in words: an unknown escape sequence, a C1 or
 * stray control character, a byte that is not UTF-8. NULL while all is well.
 */
const char *pty_foreign(const struct pty *p);

#endif
