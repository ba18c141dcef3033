/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "tui/pty_own.h"

enum { RAW_MAX = 256 * 1024, DEADLINE_MS = 5000, LOOK_MS = 50, AT_LAST = 40 };

_Noreturn void pty_die(const char *what) {
	fprintf(stderr, "pty: %s: %s\n", what, strerror(errno));
	exit(99);
}

void *pty_grab(size_t n) {
	void *m = calloc(1, n);
	if (!m)
		pty_die("memory");
	return m;
}

static long long now_ms(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

/* Whether the program sleeps and so has done what it could; one that waits for the processor has not. */
static bool is_idle(const struct pty *p) {
	char path[64], state; /* so it is too once it has ended */

	snprintf(path, sizeof path, "/proc/%ld/stat", (long)p->pid);

	FILE *f = fopen(path, "re");

	bool busy = f && fscanf(f, "%*d (%*[^)]) %c", &state) == 1 && (state == 'R' || state == 'D');

	if (f)
		fclose(f);
	return !busy;
}

/*
 * A deadline counts the time in which the program slept, so that a busy machine fails nothing; the clock counts only
 * for what never sleeps, after AT_LAST times as long. Time in which we were not woken ourselves counts as one look.
 */
struct patience {
	long long left, end, looked;
};

static long slowness(void) {
	const char *slow = getenv("PTY_SLOW");
	long times = slow ? strtol(slow, NULL, 10) : 1;

	return times > 0 ? times : 1;
}

static struct patience patience(int ms) {
	long long t = now_ms(), left = (ms > 0 ? ms : DEADLINE_MS) * slowness();
	return (struct patience){left, t + left * AT_LAST, t};
}

static bool is_over(struct patience *w, const struct pty *p) {
	long long t = now_ms(), passed = t - w->looked;

	w->looked = t;
	if (is_idle(p))
		w->left -= passed < 2 * LOOK_MS ? passed : 2 * LOOK_MS;
	return w->left <= 0 || t >= w->end;
}

/* ---- starting and stopping ---- */

static void set_speed(int bits) {
	struct termios t;
	if (bits == 0 || tcgetattr(0, &t) != 0)
		return;
	cfsetospeed(&t, bits == 9600 ? B9600 : B2400);
	tcsetattr(0, TCSANOW, &t);
}

struct pty *pty_start(const char *const argv[], const struct pty_options *opt) {
	static const struct pty_options plain = {0};
	if (!opt)
		opt = &plain;
	struct pty *p = pty_grab(sizeof *p);
	p->rows = opt->rows ? opt->rows : 24;
	p->cols = opt->cols ? opt->cols : 80;
	p->raw = pty_grab(RAW_MAX);
	p->cursor_visible = true;
	p->silent = opt->silent;
	p->is_utf8 = !opt->charset;
	whole_init(&p->stream, opt->charset);
	pty_screen_init(p);

	struct winsize ws = {.ws_row = (unsigned short)p->rows, .ws_col = (unsigned short)p->cols};
	fflush(NULL);
	p->pid = forkpty(&p->fd, NULL, NULL, &ws);
	if (p->pid < 0)
		pty_die("forkpty");
	if (p->pid == 0) {
		set_speed(opt->speed);
		program_exec(argv, opt->term ? opt->term : "xterm-256color", opt->env);
	}
	fcntl(p->fd, F_SETFD, FD_CLOEXEC);
	fcntl(p->fd, F_SETFL, O_NONBLOCK);
	return p;
}

void pty_stop(struct pty *p) {
	if (!p)
		return;
	pty_hangup(p);
	if (p->pid) {
		kill(p->pid, SIGKILL);
		waitpid(p->pid, &p->status, 0);
	}
	vterm_free(p->vt);
	whole_clear(&p->stream);
	free(p->raw);
	free(p->text);
	free(p);
}

void pty_hangup(struct pty *p) {
	if (p->fd >= 0)
		close(p->fd);
	p->fd = -1;
}

void pty_throttle(struct pty *p, int bytes_a_second) {
	p->rate = bytes_a_second;
	p->busy_until_us = 0;
}

void pty_stall(struct pty *p) { p->stalled = true; }

long long pty_cpu_us(const struct pty *p) {
	char path[64];
	long long ns = 0;

	if (!p->pid)
		return (p->usage.ru_utime.tv_sec + p->usage.ru_stime.tv_sec) * 1000000LL + p->usage.ru_utime.tv_usec +
		       p->usage.ru_stime.tv_usec;
	snprintf(path, sizeof path, "/proc/%ld/schedstat", (long)p->pid);

	FILE *f = fopen(path, "re");

	if (!f || fscanf(f, "%lld", &ns) != 1)
		pty_die(path);
	fclose(f);
	return ns / 1000;
}

pid_t pty_pid(const struct pty *p) { return p->pid; }

/* ---- reading ---- */

static void take(struct pty *p, const char *s, size_t n) {
	char utf8[WHOLE_ROOM];
	int bad = 0;
	p->bytes += n;
	if (n > RAW_MAX - p->raw_n) { /* keep the newest: n is at most a read's size, far below RAW_MAX */
		size_t keep = RAW_MAX / 2 < p->raw_n ? RAW_MAX / 2 : p->raw_n;
		memmove(p->raw, p->raw + p->raw_n - keep, keep);
		p->raw_n = keep;
	}
	memcpy(p->raw + p->raw_n, s, n);
	p->raw_n += n;
	if (p->is_utf8)
		pty_check_bytes(p, (const unsigned char *)s, n);
	size_t whole = whole_take(&p->stream, s, n, utf8, &bad);
	if (!p->is_utf8 && bad)
		pty_note_foreign(p, "byte 0x%02x, which its encoding does not have there", (unsigned)bad);
	if (!p->is_utf8)
		pty_check_bytes(p, (const unsigned char *)utf8, whole);
	vterm_input_write(p->vt, utf8, whole);
}

/* Read what comes within ms; 1 something came, 0 nothing, -1 the other end is closed. */
static int pump(struct pty *p, int ms) {
	if (p->fd < 0 || p->ended || p->stalled)
		return -1;
	struct pollfd pf = {.fd = p->fd, .events = POLLIN};
	char buf[WHOLE_MOST];
	size_t room = sizeof buf;
	if (p->rate) { /* so many at a time, then as long as the line is busy with them */
		long long left = p->busy_until_us / 1000 - now_ms();
		room = (size_t)p->rate / 40 + 1;
		if (left > 0) {
			long long nap = left < ms ? left : ms;
			nanosleep(&(struct timespec){.tv_sec = nap / 1000, .tv_nsec = nap % 1000 * 1000000}, NULL);
			if (left >= ms)
				return 0;
			ms -= (int)left;
		}
	}
	int r = poll(&pf, 1, ms);
	if (r <= 0)
		return 0;
	ssize_t n = read(p->fd, buf, room);
	if (p->rate && n > 0) {
		long long now = now_ms() * 1000;
		p->busy_until_us = (p->busy_until_us > now ? p->busy_until_us : now) + n * 1000000LL / p->rate;
	}
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	if (n <= 0) { /* EIO. Our side stays open: closing it now could still kill the program on its last steps */
		p->ended = true;
		return -1;
	}
	take(p, buf, (size_t)n);
	return 1;
}

void pty_drain(struct pty *p) {
	for (int reads = 0; reads < 1000 && pump(p, 0) == 1; reads++)
		continue; /* bounded: a program that never stops writing must still meet a deadline */
}

void pty_rest(struct pty *p) {
	enum { QUIET_MS = 10, WORK_US = 60000 };
	struct patience w = patience(0);

	if (p->rate || p->silent || p->stalled || p->ended || !p->pid)
		return;
	long long work_end = pty_cpu_us(p) + WORK_US * slowness(), quiet_since = now_ms();
	while (!is_over(&w, p) && pty_cpu_us(p) < work_end) {
		int r = pump(p, QUIET_MS);

		if (r < 0)
			return;
		if (r > 0 || !is_idle(p))
			quiet_since = now_ms();
		else if (now_ms() - quiet_since >= QUIET_MS)
			return;
	}
}

static bool wait_until(struct pty *p, pty_condition *cond, void *ctx, int ms) {
	struct patience w = patience(ms);
	for (;;) {
		pty_drain(p);
		if (cond(p, ctx)) {
			pty_rest(p);
			return true;
		}
		if (is_over(&w, p) || pump(p, w.left < LOOK_MS ? (int)w.left : LOOK_MS) < 0)
			return cond(p, ctx);
	}
}

static bool fail_wait(struct pty *p, const char *what) {
	int row, col;
	bool visible;
	pty_cursor(p, &row, &col, &visible);
	fprintf(stderr, "# waited in vain for: %s\n# cursor %d,%d%s\n", what, row, col, visible ? "" : " hidden");
	for (int r = 0; r < p->rows; r++)
		fprintf(stderr, "# %02d|%s\n", r, pty_row(p, r));
	return false;
}

bool pty_wait(struct pty *p, pty_condition *cond, void *ctx, int ms) {
	return wait_until(p, cond, ctx, ms) || fail_wait(p, "a condition");
}

static bool has_text(struct pty *p, void *ctx) { return pty_find(p, ctx, NULL, NULL); }
static bool lacks_text(struct pty *p, void *ctx) { return !pty_find(p, ctx, NULL, NULL); }

struct place {
	int row, col;
	const char *text;
};
static bool row_has_text(struct pty *p, void *ctx) {
	const struct place *at = ctx;
	return strstr(pty_row(p, at->row), at->text) != NULL;
}
static bool cursor_is_at(struct pty *p, void *ctx) {
	const struct place *at = ctx;
	int row, col;
	pty_cursor(p, &row, &col, NULL);
	return row == at->row && col == at->col;
}

bool pty_wait_text(struct pty *p, const char *text, int ms) {
	return wait_until(p, has_text, (void *)(uintptr_t)text, ms) || fail_wait(p, text);
}

bool pty_wait_gone(struct pty *p, const char *text, int ms) {
	if (wait_until(p, lacks_text, (void *)(uintptr_t)text, ms))
		return true;
	char what[300];
	snprintf(what, sizeof what, "the end of %s", text);
	return fail_wait(p, what);
}

bool pty_wait_row(struct pty *p, int row, const char *text, int ms) {
	if (wait_until(p, row_has_text, &(struct place){row, 0, text}, ms))
		return true;
	char what[300];
	snprintf(what, sizeof what, "row %d: %s", row, text);
	return fail_wait(p, what);
}

bool pty_wait_cursor(struct pty *p, int row, int col, int ms) {
	if (wait_until(p, cursor_is_at, &(struct place){row, col, NULL}, ms))
		return true;
	char what[80];
	snprintf(what, sizeof what, "cursor at %d,%d", row, col);
	return fail_wait(p, what);
}

bool pty_settle(struct pty *p, int quiet_ms, int ms) {
	struct patience w = patience(ms);
	long long quiet_since = now_ms();
	for (;;) {
		int r = pump(p, quiet_ms < LOOK_MS ? quiet_ms : LOOK_MS);
		long long t = now_ms();
		if (r < 0)
			return true;
		if (r > 0 || !is_idle(p))
			quiet_since = t;
		else if (t - quiet_since >= quiet_ms)
			return true;
		if (is_over(&w, p))
			return fail_wait(p, "silence");
	}
}

size_t pty_listen(struct pty *p, int ms) {
	size_t before = p->bytes;
	long long end = now_ms() + ms;
	for (long long left = ms; left > 0 && pump(p, (int)left) >= 0; left = end - now_ms())
		continue;
	return p->bytes - before;
}

bool pty_ended(const struct pty *p) { return p->ended; }

int pty_wait_exit(struct pty *p, int ms) {
	struct patience w = patience(ms);
	while (p->pid) {
		if (wait4(p->pid, &p->status, WNOHANG, &p->usage) == p->pid) {
			pty_drain(p);
			p->pid = 0;
			break;
		}
		if (is_over(&w, p))
			return PTY_RUNNING;
		if (pump(p, 10) < 0) /* nothing to wait for but the process itself */
			nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
	}
	return program_exit_code(p->status);
}

/* ---- sending ---- */

void pty_send(struct pty *p, const char *bytes, size_t n) {
	while (n > 0 && p->fd >= 0 && !p->ended) {
		ssize_t w = write(p->fd, bytes, n);
		if (w > 0) {
			bytes += w;
			n -= (size_t)w;
		} else if (errno == EAGAIN) { /* the program is writing too: read, or both would wait for ever */
			pump(p, 10);
		} else if (errno != EINTR) {
			p->ended = true;
		}
	}
}

void pty_tell_size(struct pty *p, int rows, int cols) {
	struct winsize ws = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	if (p->fd >= 0 && ioctl(p->fd, TIOCSWINSZ, &ws) != 0)
		pty_die("window size");
}

void pty_resize(struct pty *p, int rows, int cols) {
	pty_drain(p);
	p->rows = rows;
	p->cols = cols;
	vterm_set_size(p->vt, rows, cols);
	pty_tell_size(p, rows, cols);
}

void pty_signal(struct pty *p, int sig) {
	if (p->pid)
		kill(p->pid, sig);
}

bool pty_is_cooked(const struct pty *p) {
	struct termios t;
	return tcgetattr(p->fd, &t) == 0 && (t.c_lflag & ICANON) && (t.c_lflag & ECHO) && (t.c_iflag & ICRNL);
}

void pty_mark(struct pty *p) {
	pty_drain(p);
	p->bytes = 0;
	p->raw_n = 0;
}

size_t pty_bytes(const struct pty *p) { return p->bytes; }

const char *pty_raw(const struct pty *p, size_t *n) {
	*n = p->raw_n;
	return p->raw;
}
