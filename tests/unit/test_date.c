/* Civil dates: every day of three centuries, and every way to write one.
 * SPDX-License-Identifier: MIT */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/date.h"
#include "texts.h"

static struct date ymd(int y, int m, int d) {
	struct date out;
	if (!date_from_ymd(y, m, d, &out))
		fail_msg("%d-%d-%d exists", y, m, d);
	return out;
}

static void test_every_day(void **state) {
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	struct date d, before = {0}, parsed;
	char buf[DATE_BUF];
	bool first = true;
	for (int y = 1900; y <= 2199; y++)
		for (int m = 1; m <= 12; m++) {
			int last = days[m - 1] + (m == 2 && ((y % 4 == 0 && y % 100 != 0) || y % 400 == 0));
			assert_false(date_from_ymd(y, m, 0, &d));
			assert_false(date_from_ymd(y, m, last + 1, &d));
			for (int day = 1; day <= last; day++) {
				int ry, rm, rd;
				d = ymd(y, m, day);
				assert_true(first || (d.n == before.n + 1 && date_weekday(d) == (date_weekday(before) + 1) % 7));
				date_to_ymd(d, &ry, &rm, &rd);
				assert_true(ry == y && rm == m && rd == day);
				assert_true(date_parse_iso(date_format(d, buf), &parsed) && date_cmp(d, parsed) == 0);
				assert_int_equal(date_month_start(d).n, d.n - day + 1);
				assert_int_equal(date_month_end(d).n, d.n - day + last);
				before = d;
				first = false;
			}
		}
	assert_int_equal(ymd(1970, 1, 1).n, 0);
	assert_int_equal(ymd(2026, 11, 22).n, 20779);
	assert_int_equal(date_weekday(ymd(2026, 11, 22)), 6); /* a Sunday */
	assert_int_equal(date_weekday(ymd(1900, 1, 1)), 0);
}

static void test_limits(void **state) {
	struct date d = {77};
	assert_false(date_from_ymd(1899, 12, 31, &d));
	assert_false(date_from_ymd(2200, 1, 1, &d));
	assert_false(date_from_ymd(2024, 0, 1, &d));
	assert_false(date_from_ymd(2024, 13, 1, &d));
	assert_false(date_from_ymd(2024, INT_MIN, 1, &d));
	assert_false(date_from_ymd(2023, 2, 29, &d));
	assert_false(date_from_ymd(2100, 2, 29, &d));
	assert_int_equal(d.n, 77);
	is_day(DATE_NONE, "");
	assert_false(date_is_set(DATE_NONE));
	assert_true(date_before(DATE_NONE, ymd(1900, 1, 1)));
	assert_true(date_cmp(DATE_NONE, DATE_NONE) == 0);
	assert_true(date_cmp(ymd(2024, 1, 2), ymd(2024, 1, 1)) > 0);
	/* Unset stays unset. */
	assert_false(date_is_set(date_add_days(DATE_NONE, 5)));
	assert_false(date_is_set(date_add_months(DATE_NONE, -5)));
	assert_false(date_is_set(date_month_start(DATE_NONE)));
	assert_false(date_is_set(date_month_end(DATE_NONE)));
}

static void test_months(void **state) {
	static const struct {
		int y, m, d, n;
		const char *want;
	} table[] = {
	    {2024, 1, 31, 1, "2024-02-29"},  {2023, 1, 31, 1, "2023-02-28"},  {2024, 1, 31, 2, "2024-03-31"},
	    {2024, 3, 31, -1, "2024-02-29"}, {2024, 2, 29, 12, "2025-02-28"}, {2024, 2, 29, 48, "2028-02-29"},
	    {2025, 1, 15, 36, "2028-01-15"}, {2024, 12, 31, 2, "2025-02-28"}, {2024, 1, 1, -1, "2023-12-01"},
	    {2024, 1, 1, -12, "2023-01-01"}, {2024, 5, 31, -3, "2024-02-29"}, {2024, 7, 4, 0, "2024-07-04"},
	    {2024, 10, 31, 1, "2024-11-30"}, {1999, 12, 31, 14, "2001-02-28"},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		is_day(date_add_months(ymd(table[i].y, table[i].m, table[i].d), table[i].n), table[i].want);
	is_day(date_add_days(ymd(2024, 2, 28), 1), "2024-02-29");
	is_day(date_add_days(ymd(2024, 3, 1), -1), "2024-02-29");
	is_day(date_add_days(ymd(2026, 12, 31), 1), "2027-01-01");
}

static void test_age(void **state) {
	assert_int_equal(date_age(ymd(1985, 11, 22), ymd(2026, 11, 22)), 41);
	assert_int_equal(date_age(ymd(1985, 11, 23), ymd(2026, 11, 22)), 40);
	assert_int_equal(date_age(ymd(2004, 2, 29), ymd(2022, 2, 28)), 17);
	assert_int_equal(date_age(ymd(2004, 2, 29), ymd(2022, 3, 1)), 18);
	assert_int_equal(date_age(ymd(2026, 11, 22), ymd(2026, 11, 22)), 0);
	assert_int_equal(date_age(ymd(2026, 11, 23), ymd(2026, 11, 22)), -1);
	assert_int_equal(date_age(DATE_NONE, ymd(2026, 11, 22)), -1);
	assert_int_equal(date_age(ymd(2000, 1, 1), DATE_NONE), -1);
}

static void test_iso(void **state) {
	static const char *const no[] = {"", "2024-3-5", "2024-03-5", "2024/03/05", "2024-03-05 ", " 2024-03-05", "2024-02-30",
	                                 "20240305", "2024-03-05x", "+024-03-05", "2024-0３-05", "2024--3-05"};
	struct date d = {77};
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		assert_false(date_parse_iso(no[i], &d));
	assert_false(date_parse_iso(NULL, &d));
	assert_int_equal(d.n, 77);
	assert_true(date_parse_month("2026-10", &d));
	is_day(d, "2026-10-01");
	static const char *const bad[] = {"", "2026-13", "2026-00", "2026-1", "2026-10-01", "202610", "2026/10", "1899-12"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(date_parse_month(bad[i], &d));
	assert_false(date_parse_month(NULL, &d));
	is_day(d, "2026-10-01");
}

static void test_loose(void **state) {
	static const char *const fifth[] = {
	    "2024-03-05", "2024-3-5", "2024/3/5", "2024/03/05", "2024.3.5", "2024.03.05", "2024年3月5日", "2024年03月05日",
	    "2024年3月5号", "2024年3月5", "20240305", "２０２４－０３－０５", "２０２４／３／５", "２０２４．３．５", "２０２４年３月５日",
	    " 2024-03-05 ", "　2024-03-05　", "2024-03-05\t", "2024-03-05 00:00", "2024-03-05 00:00:00", "2024/3/5 8:30",
	    "2024-03-05T08:30:00", "2024年3月5日 08:30", "20240305 00:00:00", "2024 年 3 月 5 日", "2024。3。5", "2024—03—05",
	    "2024–03–05", "2024 - 3 - 5", "\357\273\2772024-03-05", "45356", "45356.0", "45356.75", "2024-03-05\xC2\xA0",
	};
	static const char *const not_a_date[] = {
	    "", " ", "abc", "2024", "2024-03", "2024年3月", "2024-03/05", "2024.03-05", "03-05-2024", "24-03-05", "2024-03-05x",
	    "2024-03-05 08", "2024-03-05 8:", "2024-03-05 08:60", "2024-03-05 25:00", "2024-003-05", "2024-03-005", "-2024-03-05",
	    "2024030", "202403055", "4535", "19999", "73051", "453560", "45356.7x", "2024月3年5日", "2024年3年5日", "2024/3/5日",
	    "二〇二四年三月五日", "同上", "2024-03-05 2024-03-06", "\xFF", "2024-03-05\xFF",
	};
	static const char *const no_such_day[] = {"2024-02-30", "2023-02-29", "2024-13-01", "2024-00-10", "2024-01-00", "20240230",
	                                          "2024年2月30日", "1899-12-31", "2200-01-01", "20241301", "0000-00-00"};
	struct date d;
	struct err err;
	for (size_t i = 0; i < sizeof fifth / sizeof *fifth; i++) {
		d = DATE_NONE;
		if (date_parse_loose(fifth[i], &d, &err) != RC_OK)
			fail_msg("%s: %s", fifth[i], err.text);
		is_day(d, "2024-03-05");
	}
	for (size_t i = 0; i < sizeof not_a_date / sizeof *not_a_date; i++) {
		err = (struct err){0};
		d.n = 77;
		if (date_parse_loose(not_a_date[i], &d, &err) != RC_INVALID || strcmp(err.id, "date.not-a-date") != 0)
			fail_msg("'%s': %s %d", not_a_date[i], err.id, (int)d.n);
		assert_int_equal(d.n, 77);
	}
	for (size_t i = 0; i < sizeof no_such_day / sizeof *no_such_day; i++) {
		err = (struct err){0};
		d.n = 77;
		if (date_parse_loose(no_such_day[i], &d, &err) != RC_INVALID || strcmp(err.id, "date.no-such-day") != 0)
			fail_msg("'%s': %s", no_such_day[i], err.id);
		assert_non_null(strstr(err.text, no_such_day[i])); /* the sentence quotes the value */
		assert_int_equal(d.n, 77);
	}
	assert_int_equal(date_parse_loose(NULL, &d, NULL), RC_INVALID);
	assert_int_equal(date_parse_loose("20000", &d, NULL), RC_OK);
	is_day(d, "1954-10-03");
	assert_int_equal(date_parse_loose("73050", &d, NULL), RC_OK);
	is_day(d, "2099-12-31");
}

/* What a file holds may be long, or meant for the terminal: the quotation is short and clean. */
static void test_quotation(void **state) {
	char text[400];
	struct date d;
	struct err err = {0};
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	assert_int_equal(date_parse_loose(text, &d, &err), RC_INVALID);
	assert_true(strlen(err.text) < 250);
	assert_int_equal(date_parse_loose("\x1B[2J\xC2\x9B", &d, &err), RC_INVALID);
	assert_null(strchr(err.text, '\x1B'));
	assert_null(strchr(err.text, '\x9B'));
	assert_non_null(strstr(err.text, "?[2J?"));
}

static void entry(const char *s, const char *want) {
	struct date d = {77};
	struct err err = {0};
	enum rc rc = date_parse_entry(s, ymd(2026, 11, 22), &d, &err);
	if (!want) {
		if (rc != RC_INVALID)
			fail_msg("'%s' is refused", s);
		assert_int_equal(d.n, 77);
		assert_true(err.text[0] && err.id[0]);
		return;
	}
	if (rc != RC_OK)
		fail_msg("'%s': %s", s, err.text);
	is_day(d, want);
}

static void test_entry(void **state) {
	entry("", "2026-11-22");
	entry("  ", "2026-11-22");
	entry(NULL, "2026-11-22");
	entry("-1", "2026-11-21");
	entry("+3", "2026-11-25");
	entry("-22", "2026-10-31");
	entry("+365", "2027-11-22");
	entry("－1", "2026-11-21");
	entry("＋３", "2026-11-25");
	entry("-0", "2026-11-22");
	entry("8", "2026-11-08");
	entry("08", "2026-11-08");
	entry("30", "2026-11-30");
	entry("８", "2026-11-08");
	entry("31", NULL);
	entry("0", NULL);
	entry("0308", "2026-03-08");
	entry("1231", "2026-12-31");
	entry("0229", NULL);
	entry("1301", NULL);
	entry("308", NULL);
	entry("20250308", "2025-03-08");
	entry("2025.3.8", "2025-03-08");
	entry("2025-03-08", "2025-03-08");
	entry("2025年3月8日", "2025-03-08");
	entry("45356", NULL); /* a serial is a spreadsheet's, not a person's */
	entry("+", NULL);
	entry("-", NULL);
	entry("+12345", NULL);
	entry("-1x", NULL);
	entry("--1", NULL);
	entry("x", NULL);
	entry("20250230", NULL);
}

static void test_clock(void **state) { /* rule 1.5 */
	char buf[20];
	clock_set_utc_offset(480);
	assert_string_equal(clock_format_ms(0, buf), "1970-01-01 08:00");
	assert_string_equal(clock_format_ms(1795363199999, buf), "2026-11-22 23:59");
	assert_string_equal(clock_format_ms(1795363200000, buf), "2026-11-23 00:00");
	assert_string_equal(clock_format_ms(-1, buf), "1970-01-01 07:59");
	assert_string_equal(clock_format_ms(-28800001, buf), "1969-12-31 23:59");
	clock_set_utc_offset(0);
	assert_string_equal(clock_format_ms(-60000, buf), "1969-12-31 23:59");
	assert_string_equal(clock_format_ms(-86400000, buf), "1969-12-31 00:00");
	clock_set_utc_offset(480);
	assert_false(clock_is_moved());
	clock_set_today(ymd(2024, 2, 29));
	assert_true(clock_is_moved());
	is_day(clock_today(), "2024-02-29");
	clock_set_today(DATE_NONE);
	assert_false(clock_is_moved());
	assert_true(clock_mono_ms() <= clock_mono_ms());
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_every_day), cmocka_unit_test(test_limits), cmocka_unit_test(test_months),
	    cmocka_unit_test(test_age),       cmocka_unit_test(test_iso),    cmocka_unit_test(test_loose),
	    cmocka_unit_test(test_quotation), cmocka_unit_test(test_entry),  cmocka_unit_test(test_clock),
	};
	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
