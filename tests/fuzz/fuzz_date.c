/* Dates: what is accepted is a day that exists, written out it parses to itself.
 * SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>

#include "core/date.h"
#include "core/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_day(struct date d) {
	char text[DATE_BUF];
	struct date again;
	date_format(d, text);
	if (!date_parse_iso(text, &again) || date_cmp(d, again) != 0)
		abort();
	if (date_parse_loose(text, &again, NULL) != RC_OK || date_cmp(d, again) != 0)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	char *text = mem_strndup((const char *)data, size);
	struct date d, today;
	struct err err = {0};
	date_from_ymd(2026, 11, 22, &today);
	if (date_parse_iso(text, &d) || date_parse_month(text, &d))
		check_day(d);
	if (date_parse_loose(text, &d, &err) == RC_OK)
		check_day(d);
	else if (!err.text[0])
		abort();
	err = (struct err){0};
	if (date_parse_entry(text, today, &d, &err) == RC_OK)
		check_day(d);
	else if (!err.text[0])
		abort();
	free(text);
	return 0;
}
