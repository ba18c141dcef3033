/* A county's tables against a count that knows nothing of them (rules 21.20 to 21.24): random lines of made stations.
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/field.h"
#include "core/tr.h"
#include "model/county/unusual.h"

enum { STATIONS = 7, MONTHS = 3 };

static unsigned long long seed = 21;

static long long any(long long below) {
	seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (long long)((seed >> 33) % (unsigned long long)below);
}

static struct date day(const char *text) {
	struct date d;

	assert_true(date_parse_month(text, &d));
	return d;
}

static void begin(struct county_table *t, enum county_by by, enum span_kind kind, int stations) {
	const struct span span = span_of(kind, day("2026-07"));

	county_table_begin(t, report_kind_month(), by, &span);
	for (int i = 0; i < (by == BY_MONTH ? t->months : stations); i++)
		county_table_add_row(t, i, "", "");
	county_table_close_rows(t);
}

/* What a figure of several months is, by its id, as the formula of each says it. */
static void every_figure_says_how_it_goes_over_months(void **state) {
	static const struct {
		const char *id;
		enum figure_over over;
	} known[] = {
		{"register", OVER_STANDING}, {"executing", OVER_STANDING}, {"in_hardship", OVER_STANDING},
		{"fund_balance", OVER_STANDING}, {"population", OVER_STANDING}, {"without_use", OVER_STANDING},
		{"tests_done", OVER_FLOW}, {"deadlines", OVER_FLOW}, {"aid_amount", OVER_FLOW}, {"publicity", OVER_FLOW},
		{"met", OVER_PERSONS}, {"detox_new", OVER_PERSONS}, {"fetched", OVER_PERSONS}, {"executed", OVER_PERSONS},
		{"income_highest", OVER_HIGHEST},
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		assert_int_equal(figure_over(figure_find(known[i].id)), known[i].over);
	for (size_t i = 0; i < figure_count; i++) { /* the formula of people says which */
		const struct figure_def *f = &figure_table[i];
		bool last_day = strstr(f->formula, "the last day") && !strstr(f->formula, "period");
		bool standing = strncmp(f->formula, "Standing number", 15) == 0;

		if (f->unit == FIGURE_PERSONS && (last_day || standing) && figure_over(f) != OVER_STANDING)
			fail_msg("%s", f->id);
		if (f->unit == FIGURE_PERSONS && !standing && strstr(f->formula, "in the period") &&
		    figure_over(f) != OVER_PERSONS)
			fail_msg("%s", f->id);
	}
	assert_int_equal(rate_over(rate_find("control_rate")), OVER_STANDING);
	assert_int_equal(rate_over(rate_find("met_rate")), OVER_FLOW); /* both by month */
	assert_int_equal(report_kind_find("tests")->columns[0].figure.over, OVER_STANDING);
}

/* A quarter of stations and by month, told and counted apart: sums, last months, highest, rates from sums. */
static void tables_are_what_a_naive_count_says(void **state) {
	struct county_table by_station, by_month;
	static struct county_cell line[STATIONS][MONTHS][400];
	size_t n;

	begin(&by_station, BY_STATION, SPAN_QUARTER, STATIONS);
	begin(&by_month, BY_MONTH, SPAN_QUARTER, 0);
	n = by_station.column_count;
	assert_true(n <= 400 && n == figure_line_count());
	memset(line, 0, sizeof line);
	for (int k = 0; k < 20000; k++) {
		int s = (int)any(STATIONS), m = (int)any(MONTHS);
		struct county_cell *l = &line[s][m][any((long long)n)];

		if (!l->known)
			*l = (struct county_cell){any(100), any(50), true};
	}
	for (int s = 0; s < STATIONS; s++)
		for (int m = 0; m < MONTHS; m++)
			for (size_t c = 0; c < n; c++)
				if (line[s][m][c].known) {
					county_table_put(&by_station, (size_t)s, c, m, &line[s][m][c], true);
					county_table_put(&by_month, (size_t)m, c, m, &line[s][m][c], true);
				}
	for (size_t c = 0; c < n; c++) {
		enum figure_over over = by_station.columns[c].over;
		long long all = 0, under = 0;

		for (int s = 0; s < STATIONS; s++) {
			long long sum = 0;

			for (int m = 0; m < MONTHS; m++) {
				long long v = line[s][m][c].over;

				if (over == OVER_HIGHEST)
					sum = v > sum ? v : sum;
				else if (over != OVER_STANDING || m == MONTHS - 1)
					sum += v, under += line[s][m][c].under;
			}
			assert_int_equal(county_table_cell(&by_station, (size_t)s, c)->over, sum);
			all = over != OVER_HIGHEST ? all + sum : sum > all ? sum : all;
		}
		assert_int_equal(county_table_cell(&by_station, STATIONS, c)->over, all);
		assert_int_equal(county_table_cell(&by_month, MONTHS, c)->over, all);
		assert_int_equal(county_table_cell(&by_month, MONTHS, c)->under, under);
	}
	county_table_clear(&by_station);
	county_table_clear(&by_month);
}

static void put(struct county_table *t, size_t row, const char *id, long long over, long long under) {
	county_table_put(t, row, county_table_column(t, id), 0, &(struct county_cell){over, under, true}, true);
}

/* Rule 21.23: by quotient, equal ones alike, denominators below ten without a rank. */
static void stations_are_ranked_by_quotient(void **state) {
	static const long long n[5][2] = {{41, 49}, {9, 9}, {30, 30}, {82, 98}, {10, 20}};
	static const int wanted[6] = {2, 0, 1, 2, 4, 0};
	struct county_table t;
	int rank[6];
	char text[RATE_BUF];
	size_t column;

	begin(&t, BY_STATION, SPAN_MONTH, 5);
	for (size_t i = 0; i < 5; i++)
		put(&t, i, "test_rate", n[i][0], n[i][1]);
	column = county_table_column(&t, "test_rate");
	county_rank(&t, column, rank);
	assert_memory_equal(rank, wanted, sizeof rank);
	/* rule 21.21: 172 of 206, not the mean of five rates (85.5%) */
	assert_string_equal(county_cell_say(&t.columns[column], county_table_cell(&t, 5, column), text), "83.5%");
	assert_string_equal(county_cell_change(&t.columns[column], county_table_cell(&t, 0, column),
	                                       county_table_cell(&t, 4, column), text), "-33.7");
	put(&t, 0, "per_thousand", 4, 600); /* of 6.00 and of 5.00: 666.67, 800.00 */
	put(&t, 1, "per_thousand", 4, 500);
	column = county_table_column(&t, "per_thousand");
	assert_string_equal(county_cell_change(&t.columns[column], county_table_cell(&t, 0, column),
	                                       county_table_cell(&t, 1, column), text), "+133.33");
	county_table_clear(&t);
}

static bool found(const struct county_unusual *u, size_t row, const char *id) {
	for (size_t i = 0; i < u->found.n; i++)
		if (u->row[i] == row && strcmp(u->found.v[i].id, id) == 0)
			return true;
	return false;
}

/* Rule 21.24: station 0 has four things, station 1 none, station 2 too few months. */
static void what_stands_out_is_named(void **state) {
	struct county_table t[1 + UNUSUAL_PAST];
	struct county_unusual u = {.row = NULL};

	for (int m = 0; m <= UNUSUAL_PAST; m++) {
		begin(&t[m], BY_STATION, SPAN_MONTH, 3);
		for (size_t s = 0; s < (m < 3 ? 3 : 2); s++) {
			bool odd = s == 0 && m == 0, few = s == 2 && m == 0;

			t[m].rows[s].sent = 1;
			put(&t[m], s, "talks", odd || few ? 0 : 40 + m, 0);
			put(&t[m], s, "visits", odd ? 75 : 40 + m, 0);
			put(&t[m], s, "calls", m == 0 && s == 1 ? 9 : 4, 0); /* by 5 or less: nothing */
			put(&t[m], s, "tests_should", 20, 0);
			put(&t[m], s, "tests_done", odd ? 21 : 20, 0);
			put(&t[m], s, "tests_missing", 0, 0);
			put(&t[m], s, "register", odd ? 33 : 30, 0);
			put(&t[m], s, "register_new", odd ? 1 : 0, 0);
			put(&t[m], s, "register_left", 0, 0);
		}
	}
	county_unusual_find(t, 1 + UNUSUAL_PAST, &u);
	assert_true(found(&u, 0, "talks") && found(&u, 0, "visits"));
	assert_true(found(&u, 0, "test_windows") && found(&u, 0, "test_rate") && found(&u, 0, "register_flow"));
	assert_int_equal(u.found.n, 5);
	county_unusual_clear(&u);
	for (int m = 0; m <= UNUSUAL_PAST; m++)
		county_table_clear(&t[m]);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_figure_says_how_it_goes_over_months),
		cmocka_unit_test(tables_are_what_a_naive_count_says),
		cmocka_unit_test(stations_are_ranked_by_quotient),
		cmocka_unit_test(what_stands_out_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
