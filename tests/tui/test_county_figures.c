/* The county's month on the screen: its figures, the stations behind one, the returns of one; the tables of a quarter,
 * month by month (rules 21.20, 21.21, 21.23). SPDX-License-Identifier: MIT */
#include <sys/stat.h>

#include "exchange/package/return_rows.h"
#include "tui/desk.h"

enum { STATIONS = 2 };
static struct sign_secret key[STATIONS];

/* Station s: 20 on the register and one more each month; of 12 tests 12, 11, 10 done. */
static void put_return(int s, int month) {
	struct county_return r = {.station = mem_printf("%d站", s + 1), .code = mem_printf("99000100%d", s + 1), .full = true,
	                          .head = mem_strdup("1:00"), .program = mem_strdup("wubao")};
	char name[40], text[20];
	struct package p;
	struct err err = {0};

	snprintf(text, sizeof text, "2026-%02d", month);
	assert_true(date_parse_month(text, &r.month));
	r.as_of = date_month_end(r.month);
	return_place_add(&r, RETURN_STATION, "station", r.station);
	return_line_add(&r, RETURN_FIGURES, 0, "register", 20 + s * 10 + month - 8, INT_NONE);
	return_line_add(&r, RETURN_FIGURES, 0, "talks", 40, INT_NONE);
	return_line_add(&r, RETURN_FIGURES, 0, "test_rate", 12 - s - (month - 8), 12);
	return_package(&r, &p);
	package_close(&p, &key[s]);
	snprintf(name, sizeof name, "in/%d-%d.tar", s, month);
	town_must(package_write(&p, beside(name), &err), &err);
	package_clear(&p);
	return_clear(&r);
}

static void make_county(void) {
	char line[SIGN_LINE], in[400];

	COMMAND("county", "init", "--county", "示范县");
	snprintf(in, sizeof in, "%s/in", folder);
	assert_int_equal(mkdir(in, 0700), 0);
	for (int s = 0; s < STATIONS; s++) {
		const char *const names[] = {"1站", "2站"}, *const codes[] = {"990001001", "990001002"};

		sign_make(&key[s]);
		sign_public_line(&key[s].pub, line);
		COMMAND("county", "station", "add", "--code", codes[s], "--name", names[s], "--key", line, "--from",
		        "2026-08");
		for (int month = 8; month <= 10 - s; month++) /* the second did not return October */
			put_return(s, month);
	}
	COMMAND("county", "receive", in);
	COMMAND("county", "typed", "2026-09", "在册总数", "12", "--source", "戒毒所");
}

static int new_county(void **state) {
	station_of(make_county);
	return 0;
}

static void from_the_county_to_a_return(void **state) {
	struct pty *p = start_with((const char *const[]){NULL}, NULL);

	expect(p, "县内各工作站");
	pty_keys(p, "<Seen>");
	press(p, "m", "县月报  2026-10  1/2 站已报");
	assert_true(row_has(p, "在册总数", "22"));
	press(p, "<Enter>", "1/3 "); /* the stations by this figure alone, and together */
	assert_true(row_has(p, "1站", "22"));
	press(p, "1", "县月报  2026-10");
	press(p, "<", "县月报  2026-09  2/2 站已报");
	assert_true(row_has(p, "在册总数", "52"));
	assert_true(row_has(p, "在册总数", "+2"));
	press(p, "2", "各站对比  2026-09");
	press(p, "/尿检完成率<Enter>", "21/24"); /* 11 of 12 and 10 of 12 */
	assert_true(row_has(p, "1站", "91.7%") && row_has(p, "2站", "83.3%") && row_has(p, "合计", "87.5%"));
	press(p, "<Enter>", "收到的上报  1站");
	press(p, "<Esc>4", "站外手工录入的数  2026-09"); /* rule 21.25 */
	assert_true(row_has(p, "  在册总数", "戒毒所") && row_has(p, "戒毒所", "12"));
	press(p, "1", "县月报  2026-09");
	assert_true(pty_find(p, "手工录入：戒毒所 12", NULL, NULL));
	leave(p);
}

static void tables_of_a_quarter(void **state) {
	struct pty *p = start_with((const char *const[]){NULL}, NULL);

	expect(p, "县内各工作站");
	pty_keys(p, "<Seen>");
	press(p, "t", "月报  2026-10  工作站");
	assert_true(row_has(p, "1站", "[22]") && row_has(p, "已报站数", "2026-10 1/2，缺 2站"));
	press(p, "c", "按什么时期统计");
	press(p, "<Seen>2", "月报  2026 Q4");
	press(p, "<", "月报  2026 Q3");
	assert_true(row_has(p, "合计", "52"));
	press(p, "r", "月报  2026 Q3  月份");
	assert_true(row_has(p, "2026-08", "50"));
	press(p, "r", "月报  2026 Q3  点位");
	press(p, "r<Enter>", "收到的上报  1站");
	leave(p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(from_the_county_to_a_return, new_county),
		cmocka_unit_test_setup(tables_of_a_quarter, new_county),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
