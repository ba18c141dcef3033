/* cmocka with what it wants before it, and what tests write as text: days, and ID numbers of nobody, from area 99.
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_TEXTS_H
#define TESTS_TEXTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/date.h"
#include "core/idno.h"

static inline struct date day(const char *iso) {
	struct date d = DATE_NONE;

	assert_true(date_parse_iso(iso, &d));
	return d;
}

static inline void is_day(struct date got, const char *want) {
	char buf[DATE_BUF];

	assert_string_equal(date_format(got, buf), want);
}

/* With its right check digit; valid until the next call. */
static inline const char *id_number(const char *first17) {
	static char id[IDNO_LEN + 1];

	memcpy(id, first17, 17);
	id[17] = idno_check_digit(id);
	return id;
}

#endif
