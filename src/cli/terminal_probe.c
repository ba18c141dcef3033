/* SPDX-License-Identifier: MIT */
#include "cli/terminal_probe.h"

#include <poll.h>
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

#include "core/clock.h"

/* A terminal at the end of a slow line answers within two seconds; the rest of a key follows within
 * a quarter of one. */
enum { ANSWER_MS = 2000, REST_MS = 250, ANSWER_MOST = 64, TRIAL = 1000, FAST_MS = 20,
      SLOW_WAIT_MS = 12000 };

static struct termios before;

bool terminal_probe_begin(void) {
	struct termios raw;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) ||
	    tcgetattr(STDIN_FILENO, &before) != 0)
		return false;
	raw = before;
	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	raw.c_iflag &= ~(tcflag_t)(IXON | ICRNL);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	return tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0;
}

void terminal_probe_end(void) { tcsetattr(STDIN_FILENO, TCSADRAIN, &before); }

static void send(const char *bytes, size_t n) {
	fwrite(bytes, 1, n, stdout);
	fflush(stdout);
}

/* One byte, waiting at most ms. */
static bool next_byte(char *c, int ms) {
	struct pollfd p = {.fd = STDIN_FILENO, .events = POLLIN};

	return poll(&p, 1, ms) > 0 && (p.revents & POLLIN) != 0 && read(STDIN_FILENO, c, 1) == 1;
}

static void forget_waiting(void) { tcflush(STDIN_FILENO, TCIFLUSH); }

/* ESC [ row ; column R. */
static bool read_column(int *column, int ms) {
	char got[ANSWER_MOST];
	long long until = (long long)clock_mono_ms() + ms;
	int row;

	for (size_t n = 0; n + 1 < sizeof got;) {
		long long left = until - (long long)clock_mono_ms();

		if (left <= 0 || !next_byte(&got[n], (int)left))
			return false;
		if (n == 0 && got[0] != '\033')
			continue; /* a key pressed before */
		got[++n] = '\0';
		if (got[n - 1] == 'R')
			return sscanf(got, "\033[%d;%d", &row, column) == 2;
	}
	return false;
}

int terminal_probe_cells(const char *text) {
	char line[ANSWER_MOST];
	int column, n = snprintf(line, sizeof line, "\r%s\033[6n", text);

	forget_waiting();
	send(line, (size_t)n);
	column = read_column(&column, ANSWER_MS) ? column - 1 : -1;
	send("\r\033[K", 4);
	return column;
}

/* Milliseconds from asking to the answer, with so many bytes before the question; -1: none came. */
static long long answer_ms(size_t bytes) {
	static const char blanks[] = "\r                                       ";
	long long since = (long long)clock_mono_ms();
	int column;

	forget_waiting();
	for (size_t sent = 0; sent < bytes; sent += sizeof blanks - 1)
		send(blanks, sizeof blanks - 1);
	send("\r\033[6n", 5);
	return read_column(&column, SLOW_WAIT_MS) ? (long long)clock_mono_ms() - since : -1;
}

int terminal_probe_speed(void) {
	long long alone = answer_ms(0), with = alone >= 0 ? answer_ms(TRIAL) : -1;

	return with < 0 || with - alone < FAST_MS ? 0 : (int)(TRIAL * 1000 / (with - alone));
}

size_t terminal_probe_key(char *out, size_t size, int seconds, int *gap_ms) {
	size_t n = 0;
	int wait = seconds * 1000;

	if (gap_ms)
		*gap_ms = 0;
	while (n + 1 < size) {
		long long since = (long long)clock_mono_ms();
		int pause;

		if (!next_byte(&out[n], wait))
			break;
		pause = (int)((long long)clock_mono_ms() - since);
		if (gap_ms && n > 0 && pause > *gap_ms)
			*gap_ms = pause;
		n++;
		if (out[0] != '\033')
			break;
		wait = REST_MS;
	}
	out[n] = '\0';
	return n;
}
