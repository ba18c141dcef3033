/* SPDX-License-Identifier: MIT */
#include "ui/terminal/line_speed.h"

#include <curses.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <termios.h>

#include "core/clock.h"
#include "core/utf8.h"

/* Bytes of a move, of a change of tone and of one with colour. */
enum { MOVE = 5, TONE = 4, COLOUR = 12, GAP = 5 };
/* Numbers of Linux devices: pseudo-terminals, and consoles below the serial lines of the same
 * number. */
enum { PTS_FIRST = 136, PTS_LAST = 143, TTY = 4, SERIAL_FIRST = 64 };

/* The next row is handed over before the line has run dry. */
enum { LEAD_US = 20000 };

static int speed;            /* bytes a second */
static long long free_at_us; /* when the line has nothing left to carry */

/* The trial of a line nobody has told the speed of: asked before a paint of this size and after it;
 * what carries more than FAST bytes a second is left alone. */
enum { TRIAL_LEAST = 500, FAST = 5760 };
static struct {
	bool wanted;
	int bytes, answers;
	long long since_ms;
} trial;

void line_speed_start(int bytes_a_second, bool measure) {
	speed = bytes_a_second;
	free_at_us = 0;
	memset(&trial, 0, sizeof trial);
	trial.wanted = measure && speed <= 0;
}

bool line_speed_tries(int bytes) {
	if (!trial.wanted || bytes < TRIAL_LEAST)
		return false;
	trial.wanted = false;
	trial.bytes = bytes;
	return true;
}

void line_speed_answered(void) {
	long long now = (long long)clock_mono_ms(), took = now - trial.since_ms;

	trial.since_ms = now;
	if (++trial.answers == 2 && took > 0 && trial.bytes * 1000LL / took < FAST)
		speed = (int)(trial.bytes * 1000LL / took);
}

static int bits_of(speed_t code) {
	static const struct {
		speed_t code;
		int bits;
	} speeds[] = {{B300, 300},     {B600, 600},      {B1200, 1200},   {B2400, 2400},
	              {B4800, 4800},   {B9600, 9600},    {B19200, 19200}, {B38400, 38400},
	              {B57600, 57600}, {B115200, 115200}};

	for (size_t i = 0; i < sizeof speeds / sizeof *speeds; i++)
		if (speeds[i].code == code)
			return speeds[i].bits;
	return 0;
}

int line_speed_of(int fd) {
	struct stat st;
	struct termios t;
	unsigned kind;

	if (fstat(fd, &st) != 0 || !S_ISCHR(st.st_mode) || tcgetattr(fd, &t) != 0)
		return 0;
	kind = major(st.st_rdev);
	if (kind == TTY && minor(st.st_rdev) < SERIAL_FIRST)
		return 0;
	/* 38,400 is what every pseudo-terminal is born with; telnet and ssh hand on the speed of
	 * the line before them. */
	if (kind >= PTS_FIRST && kind <= PTS_LAST && cfgetospeed(&t) == B38400)
		return 0;
	return bits_of(cfgetospeed(&t)) / 10;
}

struct look {
	wchar_t wc;
	attr_t attr;
	short pair;
};

static struct look look_at(WINDOW *w, int y, int x) {
	wchar_t wc[CCHARW_MAX + 1] = L"";
	struct look l = {.wc = L' '};
	cchar_t cell;

	if (mvwin_wch(w, y, x, &cell) != ERR &&
	    getcchar(&cell, wc, &l.attr, &l.pair, NULL) != ERR && wc[0] != L'\0')
		l.wc = wc[0];
	return l;
}

/* Changed cells, with a move where a run of them begins and the tones it goes through. */
static int row_cost(int y, bool all) {
	int bytes = 0, last = -GAP - 1;
	struct look tone = {0};

	for (int x = 0; x < COLS; x++) {
		struct look now = look_at(stdscr, y, x),
			    was = all ? (struct look){.wc = L' '} : look_at(curscr, y, x);
		char utf8[4];

		if (now.wc == was.wc && now.attr == was.attr && now.pair == was.pair)
			continue;
		bytes += x - last > GAP ? MOVE : x - last - 1;
		if (now.attr != tone.attr || now.pair != tone.pair)
			bytes += now.pair != tone.pair ? COLOUR : TONE;
		bytes += (int)utf8_put((uint32_t)now.wc, utf8);
		tone = now;
		x += utf8_cp_width((uint32_t)now.wc) == 2;
		last = x;
	}
	return bytes;
}

int line_speed_cost(int row) {
	int bytes, y, x;

	if (speed <= 0 && !trial.wanted)
		return 0;
	getyx(curscr, y, x);
	bytes = row_cost(row, is_cleared(curscr));
	wmove(curscr, y, x);
	return bytes > 0 ? bytes + MOVE : 0;
}

static long long now_us(void) { return (long long)clock_mono_ms() * 1000; }

void line_speed_sent(int bytes) {
	long long now = now_us();

	if (speed <= 0)
		return;
	free_at_us = (free_at_us > now ? free_at_us : now) + 1000000LL * bytes / speed;
}

int line_speed_wait_ms(void) {
	long long left = speed > 0 ? free_at_us - LEAD_US - now_us() : 0;

	return left > 0 ? (int)(left / 1000) + 1 : 0;
}
