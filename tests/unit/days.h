/* Days in tests: written as text, compared as text. SPDX-License-Identifier: MIT */
#ifndef UNIT_DAYS_H
#define UNIT_DAYS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/date.h"

static inline struct date day(const char *iso) {
	struct date d = DATE_NONE;

	assert_true(date_parse_iso(iso, &d));
	return d;
}

static inline void is_day(struct date got, const char *want) {
	char buf[DATE_BUF];

	assert_string_equal(date_format(got, buf), want);
}

#endif
