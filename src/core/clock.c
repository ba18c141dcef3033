/* SPDX-License-Identifier: MIT */
#include "core/clock.h"

#include <stdio.h>
#include <time.h>

static struct date moved = {INT32_MIN};
static int offset_minutes = 480;

int64_t clock_now_ms(void) {
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t clock_mono_ms(void) {
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Minutes since 1970 at the station, rounded down. */
static int64_t station_minutes(int64_t ms) {
	int64_t m = ms / 60000 + offset_minutes;

	return ms % 60000 < 0 ? m - 1 : m;
}

static struct date day_of(int64_t ms) {
	int64_t m = station_minutes(ms);

	return (struct date){(int32_t)(m >= 0 ? m / 1440 : (m - 1439) / 1440)};
}

struct date clock_today(void) { return date_is_set(moved) ? moved : day_of(clock_now_ms()); }

void clock_set_today(struct date d) { moved = d; }

_Bool clock_is_moved(void) { return date_is_set(moved); }

void clock_set_utc_offset(int minutes) { offset_minutes = minutes; }

const char *clock_format_ms(int64_t ms, char *buf) {
	char day[DATE_BUF];
	struct date d = day_of(ms);
	int in_day = (int)(station_minutes(ms) - (int64_t)d.n * 1440);

	snprintf(buf, 20, "%s %02d:%02d", date_format(d, day), in_day / 60 % 24, in_day % 60);
	return buf;
}
