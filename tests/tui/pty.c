#include "tui/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include "core/utf8.h"
#include "tui/whole.h"

enum { RAW_MAX = 256 * 1024, DEADLINE_MS = 5000, ESC_ALONE_MS = 200, LOOK_MS = 50, AT_LAST = 40 };

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

static void die(const char *what) {
	fprintf(stderr, "pty: %s: %s\n", what, strerror(errno));
	exit(99);
}

static void *grab(size_t n) {
	void *m = calloc(1, n);
	if (!m)
		die("memory");
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

static struct patience patience(int ms) {
	const char *slow = getenv("PTY_SLOW");
	long times = slow ? strtol(slow, NULL, 10) : 1;
	long long t = now_ms(), left = (ms > 0 ? ms : DEADLINE_MS) * (times > 0 ? times : 1);
	return (struct patience){left, t + left * AT_LAST, t};
}

static bool is_over(struct patience *w, const struct pty *p) {
	long long t = now_ms(), passed = t - w->looked;

	w->looked = t;
	if (is_idle(p))
		w->left -= passed < 2 * LOOK_MS ? passed : 2 * LOOK_MS;
	return w->left <= 0 || t >= w->end;
}

/* ---- what the terminal does not know ---- */

static void note_foreign(struct pty *p, const char *fmt, ...) {
	if (p->foreign[0])
		return;
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(p->foreign, sizeof p->foreign, fmt, ap);
	va_end(ap);
}

static int on_control(unsigned char c, void *user) {
	note_foreign(user, "control character 0x%02x", (unsigned)c);
	return 1;
}

static int on_csi(const char *leader, const long args[], int n, const char *intermed, char command, void *user) {
	/* xterm's smcup and rmcup save and restore the window title with CSI 22;0;0t and CSI 23;0;0t. */
	if (command == 't' && n > 0 && (args[0] == 22 || args[0] == 23))
		return 1;
	note_foreign(user, "CSI %s%s%c with %d arguments, the first %ld", leader ? leader : "", intermed ? intermed : "",
	             command, n, n > 0 ? args[0] : -1L);
	return 1;
}

#if VTERM_VERSION_MAJOR == 0 && VTERM_VERSION_MINOR < 2
static int on_osc(const char *command, size_t n, void *user) {
	note_foreign(user, "OSC %.*s", (int)n, command);
	return 1;
}
static int on_dcs(const char *command, size_t n, void *user) {
	note_foreign(user, "DCS %.*s", (int)n, command);
	return 1;
}
static const VTermParserCallbacks unknown = {.control = on_control, .csi = on_csi, .osc = on_osc, .dcs = on_dcs};
#else
static int on_osc(int command, VTermStringFragment frag, void *user) {
	(void)frag;
	note_foreign(user, "OSC %d", command);
	return 1;
}
static int on_dcs(const char *command, size_t n, VTermStringFragment frag, void *user) {
	(void)frag;
	note_foreign(user, "DCS %.*s", (int)n, command);
	return 1;
}
static const VTermStateFallbacks unknown = {.control = on_control, .csi = on_csi, .osc = on_osc, .dcs = on_dcs};
#endif

/* libvterm passes over C1 characters and bad UTF-8 in silence; a real terminal may obey or mangle them. */
static void check_bytes(struct pty *p, const unsigned char *s, size_t n) {
	for (size_t i = 0; i < n; i++) {
		unsigned char c = s[i];
		if (p->utf8_left) {
			if ((c & 0xC0) != 0x80)
				note_foreign(p, "a cut UTF-8 character before byte 0x%02x", (unsigned)c);
			else if (p->utf8_seen == 0xC2 && c < 0xA0)
				note_foreign(p, "C1 control U+%04X", (unsigned)c);
			p->utf8_seen = 0;
			p->utf8_left = (c & 0xC0) == 0x80 ? p->utf8_left - 1 : 0;
		} else if (c >= 0x80) {
			p->utf8_left = c >= 0xF0 && c < 0xF5 ? 3 : c >= 0xE0 && c < 0xF0 ? 2 : c >= 0xC2 && c < 0xE0 ? 1 : 0;
			p->utf8_seen = c;
			if (!p->utf8_left)
				note_foreign(p, "byte 0x%02x, which is not UTF-8", (unsigned)c);
		} else if (c < 0x20 && !strchr("\a\b\t\n\r\033\016\017", c)) {
			note_foreign(p, "control character 0x%02x", (unsigned)c);
		}
	}
}

/* ---- the screen's events ---- */

static int on_prop(VTermProp prop, VTermValue *val, void *user) {
	struct pty *p = user;
	if (prop == VTERM_PROP_CURSORVISIBLE)
		p->cursor_visible = val->boolean;
	else if (prop == VTERM_PROP_ALTSCREEN)
		p->alt_screen = val->boolean;
	return 1;
}

static int on_bell(void *user) {
	((struct pty *)user)->bells++;
	return 1;
}

static const VTermScreenCallbacks screen_events = {.settermprop = on_prop, .bell = on_bell};

static void on_output(const char *s, size_t n, void *user) {
	const struct pty *p = user;
	if (!p->silent || n == 0 || s[n - 1] != 'R') /* a report of the cursor's place */
		pty_send(user, s, n);
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
	struct pty *p = grab(sizeof *p);
	p->rows = opt->rows ? opt->rows : 24;
	p->cols = opt->cols ? opt->cols : 80;
	p->raw = grab(RAW_MAX);
	p->cursor_visible = true;
	p->silent = opt->silent;
	p->is_utf8 = !opt->charset;
	whole_init(&p->stream, opt->charset);
	p->vt = vterm_new(p->rows, p->cols);
	if (!p->vt)
		die("libvterm");
	vterm_set_utf8(p->vt, 1);
	vterm_output_set_callback(p->vt, on_output, p);
	p->screen = vterm_obtain_screen(p->vt);
	vterm_screen_enable_altscreen(p->screen, 1);
	vterm_screen_set_callbacks(p->screen, &screen_events, p);
	vterm_screen_set_unrecognised_fallbacks(p->screen, &unknown, p);
	vterm_screen_reset(p->screen, 1);

	struct winsize ws = {.ws_row = (unsigned short)p->rows, .ws_col = (unsigned short)p->cols};
	fflush(NULL);
	p->pid = forkpty(&p->fd, NULL, NULL, &ws);
	if (p->pid < 0)
		die("forkpty");
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

void pty_stall(struct pty *p) {
	p->stalled = true;
}

long long pty_cpu_us(const struct pty *p) {
	char path[64];
	long long ns = 0;

	if (!p->pid)
		return (p->usage.ru_utime.tv_sec + p->usage.ru_stime.tv_sec) * 1000000LL + p->usage.ru_utime.tv_usec +
		       p->usage.ru_stime.tv_usec;
	snprintf(path, sizeof path, "/proc/%ld/schedstat", (long)p->pid);

	FILE *f = fopen(path, "re");

	if (!f || fscanf(f, "%lld", &ns) != 1)
		die(path);
	fclose(f);
	return ns / 1000;
}

pid_t pty_pid(const struct pty *p) {
	return p->pid;
}

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
		check_bytes(p, (const unsigned char *)s, n);
	size_t whole = whole_take(&p->stream, s, n, utf8, &bad);
	if (!p->is_utf8 && bad)
		note_foreign(p, "byte 0x%02x, which its encoding does not have there", (unsigned)bad);
	if (!p->is_utf8)
		check_bytes(p, (const unsigned char *)utf8, whole);
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

static void drain(struct pty *p) {
	for (int reads = 0; reads < 1000 && pump(p, 0) == 1; reads++)
		continue; /* bounded: a program that never stops writing must still meet a deadline */
}

static bool wait_until(struct pty *p, pty_condition *cond, void *ctx, int ms) {
	struct patience w = patience(ms);
	for (;;) {
		drain(p);
		if (cond(p, ctx))
			return true;
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

static bool has_text(struct pty *p, void *ctx) {
	return pty_find(p, ctx, NULL, NULL);
}
static bool lacks_text(struct pty *p, void *ctx) {
	return !pty_find(p, ctx, NULL, NULL);
}

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

int pty_wait_exit(struct pty *p, int ms) {
	struct patience w = patience(ms);
	while (p->pid) {
		if (wait4(p->pid, &p->status, WNOHANG, &p->usage) == p->pid) {
			drain(p);
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

static const struct {
	const char *name;
	VTermKey key;
	VTermModifier mod;
} keys_by_name[] = {
	{"Up", VTERM_KEY_UP, VTERM_MOD_NONE},       {"Down", VTERM_KEY_DOWN, VTERM_MOD_NONE},
	{"Left", VTERM_KEY_LEFT, VTERM_MOD_NONE},   {"Right", VTERM_KEY_RIGHT, VTERM_MOD_NONE},
	{"Home", VTERM_KEY_HOME, VTERM_MOD_NONE},   {"End", VTERM_KEY_END, VTERM_MOD_NONE},
	{"PgUp", VTERM_KEY_PAGEUP, VTERM_MOD_NONE}, {"PgDn", VTERM_KEY_PAGEDOWN, VTERM_MOD_NONE},
	{"Ins", VTERM_KEY_INS, VTERM_MOD_NONE},     {"Del", VTERM_KEY_DEL, VTERM_MOD_NONE},
	{"BS", VTERM_KEY_BACKSPACE, VTERM_MOD_NONE},{"Tab", VTERM_KEY_TAB, VTERM_MOD_NONE},
	{"S-Tab", VTERM_KEY_TAB, VTERM_MOD_SHIFT},  {"Enter", VTERM_KEY_ENTER, VTERM_MOD_NONE},
	{"Esc", VTERM_KEY_ESCAPE, VTERM_MOD_NONE},
};

static void press(struct pty *p, const char *name, size_t n) {
	if (n == 2 && memcmp(name, "lt", 2) == 0) {
		pty_send(p, "<", 1);
		return;
	}
	if (n == 3 && memcmp(name, "C-", 2) == 0) {
		char c = (char)(name[2] & 0x1F);
		pty_send(p, &c, 1);
		return;
	}
	if (n >= 2 && name[0] == 'F' && name[1] >= '1' && name[1] <= '9') {
		vterm_keyboard_key(p->vt, (VTermKey)VTERM_KEY_FUNCTION((int)strtol(name + 1, NULL, 10)), VTERM_MOD_NONE);
		return;
	}
	for (size_t i = 0; i < sizeof keys_by_name / sizeof *keys_by_name; i++) {
		if (strlen(keys_by_name[i].name) == n && memcmp(keys_by_name[i].name, name, n) == 0) {
			vterm_keyboard_key(p->vt, keys_by_name[i].key, keys_by_name[i].mod);
			return;
		}
	}
	fprintf(stderr, "pty: no key <%.*s>\n", (int)n, name);
	exit(99);
}

void pty_keys(struct pty *p, const char *keys) {
	bool after_esc = false;
	drain(p); /* the modes the keys depend on */
	while (*keys) {
		if (after_esc)
			pty_settle(p, ESC_ALONE_MS, 0);
		const char *close_at = *keys == '<' ? strchr(keys, '>') : NULL;
		after_esc = strncmp(keys, "<Esc>", 5) == 0;
		if (close_at) {
			press(p, keys + 1, (size_t)(close_at - keys - 1));
			keys = close_at + 1;
		} else {
			const char *from = keys;
			do
				keys++;
			while ((*keys & 0xC0) == 0x80);
			pty_send(p, from, (size_t)(keys - from));
		}
	}
}

void pty_paste(struct pty *p, const char *text) {
	drain(p);
	vterm_keyboard_start_paste(p->vt);
	pty_send(p, text, strlen(text));
	vterm_keyboard_end_paste(p->vt);
}

void pty_resize(struct pty *p, int rows, int cols) {
	struct winsize ws = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	drain(p);
	p->rows = rows;
	p->cols = cols;
	vterm_set_size(p->vt, rows, cols);
	if (p->fd >= 0 && ioctl(p->fd, TIOCSWINSZ, &ws) != 0)
		die("window size");
}

void pty_signal(struct pty *p, int sig) {
	if (p->pid)
		kill(p->pid, sig);
}

/* ---- the screen ---- */

struct pty_cell pty_cell(const struct pty *p, int row, int col) {
	struct pty_cell c = {0};
	VTermScreenCell v;
	if (row < 0 || col < 0 || row >= p->rows || col >= p->cols ||
	    !vterm_screen_get_cell(p->screen, (VTermPos){.row = row, .col = col}, &v))
		return c;
	if (v.chars[0] == (uint32_t)-1) /* right half of a wide character */
		return c;
	c.cp = v.chars[0];
	c.mark = v.chars[0] ? v.chars[1] : 0;
	c.width = v.width;
	c.bold = v.attrs.bold;
	c.underline = v.attrs.underline;
	c.reverse = v.attrs.reverse;
	c.blink = v.attrs.blink;
	c.coloured = !VTERM_COLOR_IS_DEFAULT_FG(&v.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&v.bg);
	return c;
}

/* Append a row to out; returns bytes, trailing blanks cut. col_of (may be NULL) gets the column of each byte. */
static size_t row_text(const struct pty *p, int row, char *out, int *col_of) {
	size_t n = 0, end = 0;
	for (int col = 0; col < p->cols;) {
		struct pty_cell c = pty_cell(p, row, col);
		size_t from = n;
		n += utf8_put(c.cp ? c.cp : ' ', out + n);
		if (c.mark)
			n += utf8_put(c.mark, out + n);
		if (c.cp && c.cp != ' ')
			end = n;
		for (; col_of && from < n; from++)
			col_of[from] = col;
		col += c.width > 1 ? c.width : 1;
	}
	out[end] = '\0';
	return end;
}

static size_t row_room(const struct pty *p) {
	return (size_t)p->cols * 8 + 1;
}

const char *pty_row(struct pty *p, int row) {
	free(p->text);
	p->text = grab(row_room(p));
	row_text(p, row, p->text, NULL);
	return p->text;
}

const char *pty_screen(struct pty *p) {
	free(p->text);
	p->text = grab(row_room(p) * (size_t)p->rows + 1);
	size_t n = 0;
	for (int row = 0; row < p->rows; row++) {
		n += row_text(p, row, p->text + n, NULL);
		p->text[n++] = '\n';
	}
	p->text[n] = '\0';
	return p->text;
}

bool pty_find(struct pty *p, const char *text, int *row, int *col) {
	char *line = grab(row_room(p));
	int *col_of = grab(row_room(p) * sizeof *col_of);
	bool found = false;
	for (int r = 0; r < p->rows && !found; r++) {
		row_text(p, r, line, col_of);
		const char *at = strstr(line, text);
		found = at != NULL;
		if (found && row)
			*row = r;
		if (found && col)
			*col = col_of[at - line];
	}
	free(line);
	free(col_of);
	return found;
}

void pty_cursor(const struct pty *p, int *row, int *col, bool *visible) {
	VTermPos pos;
	vterm_state_get_cursorpos(vterm_obtain_state(p->vt), &pos);
	if (row)
		*row = pos.row;
	if (col)
		*col = pos.col;
	if (visible)
		*visible = p->cursor_visible;
}

void pty_size(const struct pty *p, int *rows, int *cols) {
	*rows = p->rows;
	*cols = p->cols;
}

bool pty_in_alt_screen(const struct pty *p) {
	return p->alt_screen;
}

int pty_bells(const struct pty *p) {
	return p->bells;
}

void pty_mark(struct pty *p) {
	drain(p);
	p->bytes = 0;
	p->raw_n = 0;
}

size_t pty_bytes(const struct pty *p) {
	return p->bytes;
}

const char *pty_raw(const struct pty *p, size_t *n) {
	*n = p->raw_n;
	return p->raw;
}

const char *pty_foreign(const struct pty *p) {
	return p->foreign[0] ? p->foreign : NULL;
}
