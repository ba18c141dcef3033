/* SPDX-License-Identifier: MIT */
#include "core/date.h"

#include "core/mem.h"
#include "core/tr.h"
#include "core/utf8.h"

static bool is_leap(int y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; }

static int month_days(int y, int m) {
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return m == 2 && is_leap(y) ? 29 : days[m - 1];
}

/* Days since 1970-01-01 of a civil date in the proleptic Gregorian calendar: years are counted from
 * March, so that the leap day is the last of its year, in eras of 400 years. */
static int32_t days_from_civil(int y, int m, int d) {
	int era, yoe, doy, doe;

	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	yoe = y - era * 400;
	doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

bool date_from_ymd(int y, int m, int d, struct date *out) {
	if (y < 1900 || y > 2199 || m < 1 || m > 12 || d < 1 || d > month_days(y, m))
		return false;
	out->n = days_from_civil(y, m, d);
	return true;
}

void date_to_ymd(struct date date, int *y, int *m, int *day) {
	int z = date.n + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;

	*day = doy - (153 * mp + 2) / 5 + 1;
	*m = mp < 10 ? mp + 3 : mp - 9;
	*y = yoe + era * 400 + (*m <= 2);
}

struct date date_add_days(struct date d, int days) {
	if (!date_is_set(d))
		return d;
	return (struct date){d.n + days};
}

struct date date_add_months(struct date d, int months) {
	int y, m, day, total;

	if (!date_is_set(d))
		return d;
	date_to_ymd(d, &y, &m, &day);
	total = y * 12 + (m - 1) + months;
	y = total / 12;
	m = total % 12 + 1;
	if (day > month_days(y, m))
		day = month_days(y, m);
	return (struct date){days_from_civil(y, m, day)};
}

struct date date_month_start(struct date d) {
	int y, m, day;

	if (!date_is_set(d))
		return d;
	date_to_ymd(d, &y, &m, &day);
	return (struct date){d.n - day + 1};
}

struct date date_month_end(struct date d) {
	int y, m, day;

	if (!date_is_set(d))
		return d;
	date_to_ymd(d, &y, &m, &day);
	return (struct date){d.n - day + month_days(y, m)};
}

int date_weekday(struct date d) {
	int w = (d.n + 3) % 7; /* 1970-01-01 was a Thursday */

	return w < 0 ? w + 7 : w;
}

int date_age(struct date birth, struct date at) {
	int by, bm, bd, y, m, d;

	if (!date_is_set(birth) || !date_is_set(at) || date_before(at, birth))
		return -1;
	date_to_ymd(birth, &by, &bm, &bd);
	date_to_ymd(at, &y, &m, &d);
	return y - by - (m < bm || (m == bm && d < bd));
}

static char *put_digits(char *p, unsigned v, int n) {
	for (int i = n - 1; i >= 0; i--, v /= 10)
		p[i] = (char)('0' + v % 10);
	return p + n;
}

/* By hand: an import formats some millions of days, and printf is what it then waits for. */
const char *date_format(struct date d, char *buf) {
	int y, m, day;
	char *p = buf;

	if (date_is_set(d)) {
		date_to_ymd(d, &y, &m, &day);
		p = put_digits(p, (unsigned)y, 4);
		*p++ = '-';
		p = put_digits(p, (unsigned)m, 2);
		*p++ = '-';
		p = put_digits(p, (unsigned)day, 2);
	}
	*p = '\0';
	return buf;
}

/* Read 1..max digits; returns how many, 0 for none. */
static int digits(const char **p, int max, int *value) {
	int n = 0;

	*value = 0;
	while (n < max && **p >= '0' && **p <= '9') {
		*value = *value * 10 + (**p - '0');
		(*p)++;
		n++;
	}
	return n;
}

bool date_parse_iso(const char *s, struct date *out) {
	int y, m, d;

	if (!s || strlen(s) != 10 || digits(&s, 4, &y) != 4 || *s++ != '-' ||
	    digits(&s, 2, &m) != 2 || *s++ != '-' || digits(&s, 2, &d) != 2)
		return false;
	return date_from_ymd(y, m, d, out);
}

bool date_parse_month(const char *s, struct date *first) {
	int y, m;

	if (!s || digits(&s, 4, &y) != 4 || *s++ != '-' || digits(&s, 2, &m) != 2 || *s)
		return false;
	return date_from_ymd(y, m, 1, first);
}

enum rc date_read_month(const char *s, struct date *first, struct err *err) {
	return date_parse_month(s, first) ? RC_OK
	       : err_set(err, RC_USAGE, "date.month", N_("A month is written like 2026-10"), NULL);
}

/* A time of day after a date, "00:00" or "08:30:00"; blanks before it. It is read over: we keep
 * days. */
static bool is_time_or_end(const char *p) {
	int v, parts = 0;

	while (*p == ' ' || *p == 'T')
		p++;
	if (!*p)
		return true;
	do {
		if (digits(&p, 2, &v) == 0 || v > (parts ? 59 : 24))
			return false;
		parts++;
	} while (*p == ':' && p++);
	return parts >= 2 && *p == '\0';
}

/* Skip what stands after the year or the month: a sign, or the character `han` for it. */
static bool separator(const char **p, const char *han, char *sign) {
	while (**p == ' ')
		(*p)++;
	if (strncmp(*p, han, strlen(han)) == 0) {
		*p += strlen(han);
		*sign = 'h';
	} else if (**p && strchr("-/.", **p))
		*sign = *(*p)++;
	else
		return false;
	while (**p == ' ')
		(*p)++;
	return true;
}

/* Year, month, day with signs between. false: not of that shape; *exists says whether the day
 * exists. */
static bool parse_parts(const char *p, struct date *out, bool *exists) {
	int y, m, d;
	char s1 = 0, s2 = 0;

	if (digits(&p, 4, &y) != 4 || !separator(&p, "年", &s1) || !digits(&p, 2, &m) ||
	    !separator(&p, "月", &s2) || s1 != s2 || !digits(&p, 2, &d))
		return false;
	while (*p == ' ')
		p++;
	if (s1 == 'h' && strncmp(p, "日", strlen("日")) == 0)
		p += strlen("日");
	else if (s1 == 'h' && strncmp(p, "号", strlen("号")) == 0)
		p += strlen("号");
	if (!is_time_or_end(p))
		return false;
	*exists = date_from_ymd(y, m, d, out);
	return true;
}

static bool parse_eight(const char *p, struct date *out, bool *exists) {
	int v;

	if (digits(&p, 8, &v) != 8 || !is_time_or_end(p))
		return false;
	*exists = date_from_ymd(v / 10000, v / 100 % 100, v % 100, out);
	return true;
}

/* A spreadsheet's day number: 1900-01-01 is 1 and a 1900-02-29 that never was counts, so day 0 is
 * 1899-12-30. */
static bool parse_serial(const char *p, struct date *out) {
	int v;

	if (digits(&p, 5, &v) != 5)
		return false;
	if (*p == '.') {
		p++;
		while (*p >= '0' && *p <= '9')
			p++;
	}
	if (*p || v < 20000 || v > 73050)
		return false;
	out->n = v - 25569;
	return true;
}

/* Full width folded, the dashes people type unified, blanks trimmed. Heap. */
static char *normalise(const char *s) {
	struct str b = {0}, c = {0};

	utf8_fold_width(&b, s ? s : "");
	for (const char *p = str_text(&b); *p;) {
		static const char *const dashes[] = {"—", "–", "－", "−", "‐"};
		bool dash = false;

		for (size_t i = 0; i < sizeof dashes / sizeof *dashes && !dash; i++) {
			if (strncmp(p, dashes[i], strlen(dashes[i])) == 0) {
				str_addc(&c, '-');
				p += strlen(dashes[i]);
				dash = true;
			}
		}
		if (!dash && strncmp(p, "。", strlen("。")) == 0) {
			str_addc(&c, '.');
			p += strlen("。");
		} else if (!dash)
			str_addc(&c, *p++);
	}
	str_clear(&b);
	return str_trim(str_take(&c));
}

static enum rc refuse(const char *given, bool day_missing, struct err *err) {
	struct str shown = {0};

	utf8_quote(&shown, given);
	if (day_missing)
		err_set(err, RC_INVALID, "date.no-such-day",
		        N_("There is no such day: {value}. Correct the date, like 2025-03-08."),
		        "value", str_text(&shown), NULL);
	else
		err_set(err, RC_INVALID, "date.not-a-date",
		        N_("Not a date: {value}. Write it like 2025-03-08 or 20250308."), "value",
		        str_text(&shown), NULL);
	str_clear(&shown);
	return RC_INVALID;
}

enum rc date_parse_loose(const char *s, struct date *out, struct err *err) {
	char *t = normalise(s);
	struct date d = DATE_NONE;
	bool exists = true, shaped;

	shaped = parse_parts(t, &d, &exists) || parse_eight(t, &d, &exists) || parse_serial(t, &d);
	free(t);
	if (!shaped || !exists)
		return refuse(s, shaped, err);
	*out = d;
	return RC_OK;
}

/* -1, +3, 8, 0308: the short forms of a form. */
static bool parse_short(const char *t, struct date today, struct date *out, bool *exists) {
	const char *p = t;
	int y, m, d, v, n;

	*exists = true;
	date_to_ymd(today, &y, &m, &d);
	if (*p == '+' || *p == '-') {
		n = digits(&(const char *){p + 1}, 4, &v);
		if (n == 0 || p[1 + n])
			return false;
		*out = date_add_days(today, *p == '-' ? -v : v);
		return true;
	}
	n = digits(&p, 4, &v);
	if (*p || n == 0 || n == 3)
		return false;
	*exists = n == 4 ? date_from_ymd(y, v / 100, v % 100, out) : date_from_ymd(y, m, v, out);
	return true;
}

enum rc date_parse_entry(const char *s, struct date today, struct date *out, struct err *err) {
	char *t = normalise(s);
	struct date d = DATE_NONE;
	bool exists = true, shaped;

	if (!*t) {
		free(t);
		*out = today;
		return RC_OK;
	}
	shaped = parse_short(t, today, &d, &exists) || parse_parts(t, &d, &exists) ||
	         parse_eight(t, &d, &exists);
	free(t);
	if (!shaped || !exists)
		return refuse(s, shaped, err);
	*out = d;
	return RC_OK;
}

/* Up to `most` digits; how many, *v their value. */
static int read_digits(const char **s, int most, int *v) {
	int n = 0;

	for (*v = 0; n < most && **s >= '0' && **s <= '9'; n++)
		*v = *v * 10 + (*(*s)++ - '0');
	return n;
}

bool time_parse(const char *s, char out[TIME_BUF]) {
	static const char *const between[] = {":", ".", "点", "时"};
	struct str folded = {0};
	const char *p;
	int hour, minute = 0, n;
	bool good;

	utf8_fold_width(&folded, s);
	p = str_text(&folded);
	n = (int)strspn(p, "0123456789");
	good = read_digits(&p, n > 2 ? n - 2 : 2, &hour) > 0 && n <= 4;
	for (size_t i = 0; n <= 2 && i < sizeof between / sizeof *between; i++)
		if (strncmp(p, between[i], strlen(between[i])) == 0) {
			p += strlen(between[i]);
			break;
		}
	good = good && *p != '\0' && read_digits(&p, 2, &minute) > 0;
	p += strncmp(p, "分", 3) == 0 ? 3 : 0;
	good = good && *p == '\0' && n > 0 && hour < 24 && minute < 60;
	str_clear(&folded);
	if (good)
		snprintf(out, TIME_BUF, "%02d:%02d", hour, minute);
	return good;
}
