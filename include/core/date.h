/* Civil dates as day numbers. No time zone, no libc calendar: strptime and timegm both bend
 * 2024-02-30. SPDX-License-Identifier: MIT */
#ifndef CORE_DATE_H
#define CORE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"

/* A day, counted from 1970-01-01. A struct so that an int cannot slip in. */
struct date {
	int32_t n;
};
#define DATE_NONE ((struct date){INT32_MIN})
enum { DATE_LEN = 10, DATE_BUF = 16 }; /* bytes of "YYYY-MM-DD"; with its NUL, and room */

static inline bool date_is_set(struct date d) { return d.n != INT32_MIN; }
/* <0, 0, >0; an unset date comes before every other. */
static inline int date_cmp(struct date a, struct date b) { return (a.n > b.n) - (a.n < b.n); }
static inline bool date_before(struct date a, struct date b) { return a.n < b.n; }

/* Years 1900..2199; false (and out untouched) for days that do not exist. */
bool date_from_ymd(int y, int m, int d, struct date *out);
void date_to_ymd(struct date d, int *y, int *m, int *day);
struct date date_add_days(struct date d, int days);
/* Same day n months on, the month's last day where it has no such day (2024-01-31 + 1 =
 * 2024-02-29). */
struct date date_add_months(struct date d, int months);
struct date date_month_start(struct date d);
struct date date_month_end(struct date d);
int date_weekday(struct date d); /* 0 = Monday */
/* Whole years from birth to the day at; -1 when either is unset or at is before birth. */
int date_age(struct date birth, struct date at);

/* "YYYY-MM-DD", or "" when unset, into buf[DATE_BUF]; returns buf. */
const char *date_format(struct date d, char *buf);

/* Exactly YYYY-MM-DD (how we store it). */
bool date_parse_iso(const char *s, struct date *out);

/*
 * Any way a spreadsheet or a person writes a date (rule 10.7): 2024-03-05, 2024/3/5, 2024.3.5,
 * 2024年3月5日, 20240305, full-width digits and signs, blanks around, a time after it ("2024-03-05
 * 00:00"), a spreadsheet serial (20000..73050). RC_INVALID with a sentence that quotes the value
 * otherwise.
 */
enum rc date_parse_loose(const char *s, struct date *out, struct err *err);

/*
 * What an officer types in a form: "" = today, -1 and +3 relative, 8 = the 8th of this month,
 * 0308 = this year's 8 March, and all of date_parse_loose but the serial.
 */
enum rc date_parse_entry(const char *s, struct date today, struct date *out, struct err *err);

/* A time of day as people write it (9:05, 09:05, 0905, 905, 9：5, 9点5分): "09:05" into out. */
enum { TIME_BUF = 6 };
bool time_parse(const char *s, char out[TIME_BUF]);

/* Whole month, "YYYY-MM"; the second says so, RC_USAGE. */
bool date_parse_month(const char *s, struct date *first);
enum rc date_read_month(const char *s, struct date *first, struct err *err);

#endif
