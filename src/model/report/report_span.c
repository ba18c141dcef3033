/* SPDX-License-Identifier: MIT */
#include "model/report/report_span.h"

#include <stdio.h>

#include "core/tr.h"

static int months_of(enum span_kind kind) {
	return kind == SPAN_MONTH ? 1 : kind == SPAN_QUARTER ? 3 : 12;
}

const char *span_kind_label(enum span_kind kind) {
	switch (kind) {
	case SPAN_MONTH:
		return N_("Month");
	case SPAN_QUARTER:
		return N_("Quarter");
	case SPAN_YEAR:
		return N_("Year");
	case SPAN_KINDS:
		break;
	}
	return "";
}

static struct span begins(enum span_kind kind, struct date first) {
	return (struct span){kind, first,
	                     date_add_days(date_add_months(first, months_of(kind)), -1)};
}

struct span span_of(enum span_kind kind, struct date day) {
	int y, m, d;

	date_to_ymd(day, &y, &m, &d);
	return begins(kind, date_add_months(date_month_start(day), -((m - 1) % months_of(kind))));
}

struct span span_shift(const struct span *s, int n) {
	return begins(s->kind, date_add_months(s->from, n * months_of(s->kind)));
}

struct span span_year_before(const struct span *s) {
	return begins(s->kind, date_add_months(s->from, -12));
}

bool span_parse(enum span_kind kind, const char *text, struct span *out) {
	struct date first;
	int year = 0, quarter = 1, used = 0;
	bool fits;

	if (kind == SPAN_MONTH) {
		if (!date_parse_month(text, &first))
			return false;
		*out = begins(kind, first);
		return true;
	}
	fits = kind == SPAN_YEAR ? sscanf(text, "%4d%n", &year, &used) == 1
	                         : sscanf(text, "%4d-%1d%n", &year, &quarter, &used) == 2;
	if (!fits || text[used] != '\0' || quarter < 1 || quarter > 4 ||
	    !date_from_ymd(year, 3 * quarter - 2, 1, &first))
		return false;
	*out = begins(kind, first);
	return true;
}

const char *span_format(const struct span *s, char *buf) {
	int y, m, d;

	date_to_ymd(s->from, &y, &m, &d);
	if (s->kind == SPAN_MONTH)
		snprintf(buf, SPAN_BUF, "%04d-%02d", y, m);
	else if (s->kind == SPAN_QUARTER)
		snprintf(buf, SPAN_BUF, "%04d Q%d", y, (m + 2) / 3);
	else
		snprintf(buf, SPAN_BUF, "%04d", y);
	return buf;
}
