/* The periods a report is asked for: a month, a quarter, a year. Pure.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_REPORT_REPORT_SPAN_H
#define MODEL_REPORT_REPORT_SPAN_H

#include <stdbool.h>
#include <stddef.h>

#include "core/date.h"

enum span_kind { SPAN_MONTH, SPAN_QUARTER, SPAN_YEAR, SPAN_KINDS };
const char *span_kind_label(enum span_kind kind); /* N_() */

struct span {
	enum span_kind kind;
	struct date from, to; /* both included */
};

/* The one that holds the day. */
struct span span_of(enum span_kind kind, struct date day);
/* So many of its kind later (before: negative). */
struct span span_shift(const struct span *s, int n);
/* The same a year before. */
struct span span_year_before(const struct span *s);
/* "2026-10", "2026-3" (the third quarter), "2026". */
bool span_parse(enum span_kind kind, const char *text, struct span *out);
enum { SPAN_BUF = 32 };
/* "2026-10", "2026 Q3", "2026". Into buf[SPAN_BUF]; returns buf. */
const char *span_format(const struct span *s, char *buf);

#endif
