/* Reports over a real station: what held on the day, several periods from one reading, tables and the twelve months.
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include "model/report/report_table.h"
#include "model/report/report_trend.h"

static long long count(const struct report *r, const char *figure) {
	return figure_total(figure_find(figure), r->rows, r->count, NULL);
}

static struct report made(struct fixture *f, const char *from, const char *to) {
	struct report r;

	OK(report_make(f->st, &f->actor, day(from), day(to), &r, &f->err));
	return r;
}

static void event(struct fixture *f, const char *reg, long long resident, const char *const *pairs) {
	OK(try_event(f, reg, resident, pairs, NULL));
}

/* The file said high; assessments say low from June on and medium from October on: each month has what held then. */
static void what_held_on_the_day_is_counted(void **state) {
	struct fixture *f = *state;
	long long a = add_resident(f, "张建国", 13);
	struct resident who;
	struct report r;

	OK(resident_get(f->st, &f->actor, a, &who, &f->err));
	who.risk = code_of("high");
	who.control = code_of("01");
	OK(resident_save(f->st, &f->actor, &who, &f->err));
	entity_clear(&resident_def, &who);
	add_order(f, a, "detox", "2026-01-05", "2026-01-10");
	event(f, "assessment", a, (const char *const[]){"occurred", "2026-06-15", "level", "low", NULL});
	event(f, "assessment", a, (const char *const[]){"occurred", "2026-10-31", "level", "mid", NULL});
	event(f, "control", a, (const char *const[]){"occurred", "2026-11-22", "control", "02", NULL});
	r = made(f, "2026-05-01", "2026-05-31");
	assert_int_equal(count(&r, "risk_high"), 1); /* before the first assessment: what the file said then */
	report_clear(&r);
	r = made(f, "2026-09-01", "2026-09-30");
	assert_int_equal(count(&r, "risk_low"), 1);
	assert_int_equal(count(&r, "in_control"), 1);
	report_clear(&r);
	r = made(f, "2026-10-01", "2026-10-31");
	assert_int_equal(count(&r, "risk_mid"), 1);
	assert_int_equal(count(&r, "lost"), 0);
	report_clear(&r);
	r = made(f, "2026-11-01", "2026-11-30");
	assert_int_equal(count(&r, "lost"), 1);
	report_clear(&r);
}

static void fill(struct fixture *f) {
	static const char *const names[] = {"张建国", "李秀英", "王小明", "赵新"};
	static const char *const orders[] = {"2025-03-01", "2025-11-20", "2026-04-02", "2026-09-10"};
	static const char *const tests[] = {"2026-08-15", "2026-09-20", "2026-10-10"};

	for (int i = 0; i < 4; i++) {
		long long r = add_resident(f, names[i], 13 + i);

		add_order(f, r, i % 2 ? "rehab" : "detox", orders[i], orders[i]);
		for (int t = 0; t < 3; t++)
			if (strcmp(orders[i], tests[t]) < 0)
				event(f, "test", r, (const char *const[]){"occurred", tests[t], "result", t == i ? "pos" : "neg", NULL});
		if (i < 2)
			event(f, "talk", r, (const char *const[]){"occurred", "2026-10-05", NULL});
	}
}

/* One reading for many periods gives for each what a reading of its own gives. */
static void bulk_periods_from_one_reading(void **state) {
	struct fixture *f = *state;
	struct report_source *s;
	struct span month = span_of(SPAN_MONTH, day("2026-11-22"));

	fill(f);
	for (int years = 0; years <= 1; years++) {
		OK(report_open(f->st, &f->actor, day("2025-01-01"), day("2026-11-30"), years, &s, &f->err));
		for (int m = 0; m > -20; m--) {
			struct span at = span_shift(&month, m);
			struct report many, one;

			report_fill(s, at.from, at.to, &many);
			OK(report_make(f->st, &f->actor, at.from, at.to, &one, &f->err));
			assert_int_equal(many.count, one.count);
			for (size_t i = 0; i < figure_count; i++)
				assert_int_equal(figure_total(&figure_table[i], many.rows, many.count, NULL),
				                 figure_total(&figure_table[i], one.rows, one.count, NULL));
			report_clear(&many);
			report_clear(&one);
		}
		report_close(s);
	}
}

/* Every cell has as many people behind it as it says, rows add up to everybody, sealed people are counted but not named. */
static void tables_and_their_people(void **state) {
	struct fixture *f = *state;
	struct span quarter;

	fill(f);
	assert_true(span_parse(SPAN_QUARTER, "2026-3", &quarter));
	for (size_t k = 0; k < report_kind_count; k++)
		for (int by = 0; by < REPORT_BYS; by++) {
			struct report_set set;

			OK(report_set_make(f->st, &f->actor, &report_kinds[k], (enum report_by)by, &quarter, true, &set, &f->err));
			assert_int_equal(set.n, REPORT_COMPARED);
			for (size_t c = 0; c < report_kinds[k].column_count; c++) {
				const struct report_table *t = &set.table[0];
				long long sum = 0;

				for (size_t row = 0; row < t->row_count; row++) {
					struct ids who = {0};

					report_table_people(t, &set.report[0], row, c, &who);
					if (report_kinds[k].columns[c].figure.unit == FIGURE_PERSONS)
						assert_int_equal(who.n, report_table_cell(t, row, c));
					else
						assert_true(who.n <= (size_t)report_table_cell(t, row, c));
					sum += row + 1 < t->row_count ? report_table_cell(t, row, c) : 0;
					ids_clear(&who);
				}
				assert_int_equal(sum, report_table_cell(t, t->row_count - 1, c));
			}
			report_set_clear(&set);
		}
}

static void twelve_months_are_the_months(void **state) {
	struct fixture *f = *state;
	struct trend t;

	fill(f);
	OK(trend_make(f->st, &f->actor, figure_find("tested"), figure_find("executing"), day("2026-10-31"), &t, &f->err));
	for (size_t m = 0; m < TREND_MONTHS; m++) {
		struct report r;
		struct ids who = {0};

		OK(report_make(f->st, &f->actor, t.month[m].from, t.month[m].to, &r, &f->err));
		assert_int_equal(t.top[t.row_count - 1][m], count(&r, "tested"));
		assert_int_equal(t.bottom[t.row_count - 1][m], count(&r, "executing"));
		OK(trend_people(f->st, &f->actor, &t, t.row_count - 1, m, &who, &f->err));
		assert_int_equal(who.n, count(&r, "tested"));
		ids_clear(&who);
		report_clear(&r);
	}
	assert_int_equal(trend_value(&t, t.row_count - 1, TREND_MONTHS - 1), 100); /* all four in October */
	assert_int_equal(trend_value(&t, t.row_count - 1, 0), 0);
	trend_clear(&t);
}

static void spans_are_read_and_moved(void **state) {
	struct span s, next;
	char buf[SPAN_BUF];

	assert_true(span_parse(SPAN_QUARTER, "2026-1", &s));
	assert_int_equal(date_cmp(s.from, day("2026-01-01")), 0);
	assert_int_equal(date_cmp(s.to, day("2026-03-31")), 0);
	next = span_shift(&s, -1);
	assert_string_equal(span_format(&next, buf), "2025 Q4");
	next = span_year_before(&s);
	assert_string_equal(span_format(&next, buf), "2025 Q1");
	assert_true(span_parse(SPAN_MONTH, "2024-02", &s));
	assert_int_equal(date_cmp(s.to, day("2024-02-29")), 0);
	s = span_of(SPAN_YEAR, day("2026-11-22"));
	assert_string_equal(span_format(&s, buf), "2026");
	assert_false(span_parse(SPAN_QUARTER, "2026-0", &s));
	assert_false(span_parse(SPAN_QUARTER, "2026-3x", &s));
	assert_false(span_parse(SPAN_YEAR, "2026-1", &s));
	assert_false(span_parse(SPAN_YEAR, "abc", &s));
	assert_false(span_parse(SPAN_YEAR, "26", &s));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(what_held_on_the_day_is_counted), STATION_TEST(bulk_periods_from_one_reading),
		STATION_TEST(tables_and_their_people),         STATION_TEST(twelve_months_are_the_months),
		cmocka_unit_test(spans_are_read_and_moved),
	};

	return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
