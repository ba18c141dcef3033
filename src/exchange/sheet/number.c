/* What a number of a workbook shows: dates and times by the cell's format, a percentage, zeros in
 * front; a number the spreadsheet has rewritten as it shows it. SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/date.h"
#include "exchange/sheet/xlsx_priv.h"

enum {
	SERIAL_MOST = 109574,  /* 2199-12-31, the last day there is here */
	SERIAL_GAP = 60,       /* 29 February 1900, which spreadsheets believe in */
	OFFSET_1904 = 1462,
	DAY_SECONDS = 86400,
};

/* The signs of a format's first section; quoted, escaped and bracketed ones mean nothing. */
struct signs {
	bool year, month, day, time, percent, other;
	int zeros, behind; /* zeros in all; behind the point */
};

static const char *skip_literal(const char *p) {
	const char *end;

	switch (*p) {
	case '"':
		end = strchr(p + 1, '"');
		return end ? end : p + strlen(p) - 1;
	case '\\':
	case '_':
	case '*':
		return p[1] ? p + 1 : p;
	default: /* '[' */
		end = strchr(p, ']');
		return end ? end : p;
	}
}

static struct signs read_signs(const char *code) {
	struct signs s = {0};
	bool point = false;

	for (const char *p = code; *p && *p != ';'; p++) {
		if (*p == '[' && strspn(p + 1, "hHmMsS") && p[1 + strspn(p + 1, "hHmMsS")] == ']')
			s.time = true; /* [h]: hours that go on past a day */
		if (strchr("\"\\_*[", *p)) {
			p = skip_literal(p);
		} else if (strncasecmp(p, "AM/PM", 5) == 0) {
			p += 4;
		} else if (strncasecmp(p, "General", 7) == 0) {
			s.other = true;
			p += 6;
		} else if ((*p == 'E' || *p == 'e') && (p[1] == '+' || p[1] == '-')) {
			s.other = true;
		} else if (*p == '0') {
			s.zeros++;
			s.behind += point;
		} else {
			point = point || *p == '.';
			s.year = s.year || strchr("yYeE", *p);
			s.month = s.month || strchr("mM", *p);
			s.day = s.day || strchr("dD", *p);
			s.time = s.time || strchr("hHsS", *p);
			s.percent = s.percent || *p == '%';
			s.other = s.other || strchr("#?.,@/", *p);
		}
	}
	return s;
}

struct number_format number_format_of(const char *code) {
	struct signs s = read_signs(code);
	bool date = s.year || s.day || (s.month && !s.time);

	if (date || s.time)
		return (struct number_format){date && s.time        ? NUMBER_DATE_TIME
		                              : s.time              ? NUMBER_TIME
		                              : s.year && !s.day && s.month ? NUMBER_MONTH
		                                                    : NUMBER_DATE, 0};
	if (s.percent)
		return (struct number_format){NUMBER_PERCENT, s.behind < 9 ? s.behind : 9};
	if (!s.other && s.zeros > 1)
		return (struct number_format){NUMBER_PADDED, s.zeros < 18 ? s.zeros : 18};
	return (struct number_format){NUMBER_PLAIN, 0};
}

/* Formats that have a number only, as the program of this country shows them. */
struct number_format number_format_builtin(long id) {
	static const struct {
		int from, to;
		struct number_format f;
	} known[] = {
		{9, 9, {NUMBER_PERCENT, 0}}, {10, 10, {NUMBER_PERCENT, 2}},
		{14, 16, {NUMBER_DATE, 0}}, {17, 17, {NUMBER_MONTH, 0}}, {18, 21, {NUMBER_TIME, 0}},
		{22, 22, {NUMBER_DATE_TIME, 0}}, {27, 27, {NUMBER_MONTH, 0}},
		{28, 31, {NUMBER_DATE, 0}}, {32, 35, {NUMBER_TIME, 0}}, {36, 36, {NUMBER_MONTH, 0}},
		{45, 47, {NUMBER_TIME, 0}}, {50, 50, {NUMBER_MONTH, 0}}, {51, 51, {NUMBER_DATE, 0}},
		{52, 52, {NUMBER_MONTH, 0}}, {53, 54, {NUMBER_DATE, 0}}, {55, 56, {NUMBER_TIME, 0}},
		{57, 57, {NUMBER_MONTH, 0}}, {58, 58, {NUMBER_DATE, 0}},
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (id >= known[i].from && id <= known[i].to)
			return known[i].f;
	return (struct number_format){NUMBER_PLAIN, 0};
}

static void show_plain(struct str *out, double x) {
	if (fabs(x) >= 1e15) /* past 15 digits a spreadsheet keeps zeros: shown as rewritten */
		str_addf(out, "%.5E", x);
	else if (x == (double)(long long)x)
		str_addf(out, "%.0f", x == 0 ? 0 : x);
	else
		str_addf(out, "%.15g", x);
}

static void show_day(struct str *out, long serial, bool month_only) {
	char buf[DATE_BUF];
	struct date first;
	int back = serial < SERIAL_GAP ? 1 : 2; /* serial 1 is 1900-01-01 */

	date_from_ymd(1900, 1, 1, &first);
	if (serial == SERIAL_GAP)
		str_add(out, month_only ? "1900-02" : "1900-02-29");
	else
		str_addn(out, date_format(date_add_days(first, (int)serial - back), buf),
		         month_only ? 7 : 10);
}

/* To the minute, as all times here. */
static void show_time(struct str *out, long seconds) {
	str_addf(out, "%02ld:%02ld", seconds / 3600, seconds / 60 % 60);
}

/* Days and seconds, where they are of the days there are. */
static bool show_moment(struct str *out, double x, enum number_kind kind, bool from_1904) {
	bool dated = kind != NUMBER_TIME;

	if (!(x >= 0 && x <= SERIAL_MOST))
		return false;
	long days = (long)x, seconds = (long)((x - (double)days) * DAY_SECONDS + 0.5);
	if (seconds == DAY_SECONDS) {
		days++;
		seconds = 0;
	}
	if (!dated) {
		show_time(out, days * DAY_SECONDS + seconds);
		return true;
	}
	if (kind == NUMBER_DATE_TIME && days == 0) {
		show_time(out, seconds);
		return true;
	}
	days += from_1904 ? OFFSET_1904 : 0;
	if (days < 1 || days > SERIAL_MOST)
		return false;
	show_day(out, days, kind == NUMBER_MONTH);
	if (kind == NUMBER_DATE_TIME && seconds) {
		str_addc(out, ' ');
		show_time(out, seconds);
	}
	return true;
}

void number_show(struct str *out, const char *stored, struct number_format f, bool from_1904) {
	char *end;
	double x = strtod(stored, &end);

	if (end == stored || *end || !isfinite(x)) {
		str_add(out, stored);
		return;
	}
	switch (f.kind) {
	case NUMBER_DATE:
	case NUMBER_MONTH:
	case NUMBER_TIME:
	case NUMBER_DATE_TIME:
		if (!show_moment(out, x, f.kind, from_1904))
			show_plain(out, x);
		break;
	case NUMBER_PERCENT:
		str_addf(out, fabs(x) < 1e13 ? "%.*f%%" : "%.*E%%", f.digits, x * 100);
		break;
	case NUMBER_PADDED:
		if (x >= 0 && x < 1e15 && x == (double)(long long)x)
			str_addf(out, "%0*.0f", f.digits, x);
		else
			show_plain(out, x);
		break;
	case NUMBER_PLAIN:
		show_plain(out, x);
		break;
	}
}
