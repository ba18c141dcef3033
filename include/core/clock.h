/* The one place that reads the machine's clock. Tests replace this module when linking.
 * SPDX-License-Identifier: MIT */
#ifndef CORE_CLOCK_H
#define CORE_CLOCK_H

#include <stdint.h>

#include "core/date.h"

/* The station's day: --today if given, else the real clock at UTC + offset whatever TZ says. */
struct date clock_today(void);
/* Real milliseconds since 1970 UTC: what `recorded at` and the audit use. */
int64_t clock_now_ms(void);
/* Monotonic milliseconds, for timeouts. */
int64_t clock_mono_ms(void);
/* Move the day that rules and defaults see; DATE_NONE goes back to the real one. */
void clock_set_today(struct date d);
/* Is the day moved by --today? Then a banner shows and the audit says so. */
_Bool clock_is_moved(void);
/* Minutes east of UTC; 480 until set. */
void clock_set_utc_offset(int minutes);
/* Real day and time at the station, "YYYY-MM-DD HH:MM", from milliseconds, into buf[20]. */
const char *clock_format_ms(int64_t ms, char *buf);

#endif
