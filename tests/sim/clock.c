/* SPDX-License-Identifier: MIT
 * The simulator's clock and its chance, in the place of core/clock and core/random: what they say follows from the seed.
 */
#include "core/clock.h"

#include <stdio.h>

#include "core/hash.h"
#include "sim/sim.h"

static int64_t now_ms = 1700000000000, mono_ms = 1000;
static uint64_t dice;

void sim_seed(unsigned seed) { dice = seed * 0x9E3779B97F4A7C15u + 1; }

void random_bytes(void *out, size_t n) {
	unsigned char *p = out;

	while (n-- > 0) {
		dice = dice * 6364136223846793005u + 1442695040888963407u;
		*p++ = (unsigned char)(dice >> 56);
	}
}

int64_t clock_now_ms(void) { return now_ms += 7; }

int64_t clock_mono_ms(void) { return mono_ms += 1; }

/* At nine in the morning: the station's day is the machine's, nothing is moved. */
void clock_set_today(struct date d) { now_ms = ((int64_t)d.n * 1440 + 60) * 60000; }

struct date clock_today(void) {
	return (struct date){(int32_t)((now_ms / 60000 + 480) / 1440)};
}

_Bool clock_is_moved(void) { return false; }

void clock_set_utc_offset(int minutes) {}

const char *clock_format_ms(int64_t ms, char *buf) {
	int64_t m = ms / 60000 + 480;
	char day[DATE_BUF];

	snprintf(buf, 20, "%s %02d:%02d", date_format((struct date){(int32_t)(m / 1440)}, day), (int)(m / 60 % 24), (int)(m % 60));
	return buf;
}
