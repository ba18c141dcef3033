/* Duties by what became of them (rules 19.1, 19.2): the numbers of a hand-made quarter, and over made stations the sums by
 * worker and by village against the month report. SPDX-License-Identifier: MIT */
#include "store/station.h"

#include "made.h"
#include "model/report/report_table.h"
#include "model/rules/worklist.h"

enum { STATIONS = 60 / MADE_SHARE, PEOPLE = 12, EVENTS = 60 };

static size_t column(const struct report_kind *kind, const char *id) {
	for (size_t c = 0; c < kind->column_count; c++)
		if (strcmp(kind->columns[c].figure.id, id) == 0)
			return c;
	fail_msg("no column %s", id);
	return 0;
}

static long long cell(const struct report_set *set, size_t row, const char *id) {
	return report_table_cell(&set->table[0], row, column(set->table[0].kind, id));
}

/* Of everybody. */
static long long total(const struct report_set *set, const char *id) {
	return cell(set, set->table[0].row_count - 1, id);
}

static struct report_set table(struct fixture *f, const char *kind, enum report_by by, enum span_kind of, const char *span) {
	struct report_set set;
	struct span s;

	assert_true(span_parse(of, span, &s));
	OK(report_set_make(f->st, &f->actor, report_kind_find(kind), by, &s, false, &set, &f->err));
	return set;
}

static long long person(struct fixture *f, const char *name, int sequence, const char *worker) {
	long long who = add_resident(f, name, sequence), order = add_order(f, who, "detox", "2026-05-01", "2026-05-01");
	struct treatment_order o;

	OK(order_get(f->st, &f->actor, order, &o, &f->err));
	o.worker = mem_strdup(worker);
	OK(order_save(f->st, &f->actor, &o, &f->err));
	entity_clear(&order_def, &o);
	return who;
}

static void test_of(struct fixture *f, long long who, const char *occurred, const char *nature) {
	add_event(f, "test", who, PAIRS("occurred", occurred, "result", "neg", "nature", nature));
}

static void recorded(struct fixture *f, const char *table, const char *occurred, int days) {
	char sql[240];

	snprintf(sql, sizeof sql, "UPDATE %s SET recorded_at = (strftime('%%s', occurred) + %d * 86400) * 1000 WHERE occurred = '%s'",
	         table, days, occurred);
	alter_saved(f, sql);
}

/* Rule 19.1. 张建国's windows are the months since May 2026: July missed, August made up in September, whose own window that
 * test fills, entered late; October in time, on the last day that is not late; November runs. */
static void each_window_has_one_outcome(void **state) {
	struct fixture *f = *state;
	long long a = person(f, "张建国", 13, "王干事"), b = person(f, "李秀英", 14, "陈干事");
	struct report_set set;

	station_began(f, "2026-01-01");
	test_of(f, a, "2026-09-20", "makeup");
	test_of(f, a, "2026-10-05", "regular");
	recorded(f, "drug_test", "2026-09-20", 4);
	recorded(f, "drug_test", "2026-10-05", 3);
	set = table(f, "completion", ROWS_BY_OFFICER, SPAN_QUARTER, "2026-3");
	assert_int_equal(set.table[0].row_count, 3);
	for (size_t row = 0; row < 2; row++) {
		bool is_a = strcmp(set.table[0].names[row], "王干事") == 0;

		assert_int_equal(cell(&set, row, "test_due"), 3);
		assert_int_equal(cell(&set, row, "test_timely"), 0);
		assert_int_equal(cell(&set, row, "test_late"), is_a);
		assert_int_equal(cell(&set, row, "test_redone"), is_a);
		assert_int_equal(cell(&set, row, "test_missed"), is_a ? 1 : 3);
	}
	report_set_clear(&set);
	set = table(f, "completion", ROWS_BY_VILLAGE, SPAN_MONTH, "2026-10");
	assert_int_equal(total(&set, "test_timely"), 1);
	assert_int_equal(total(&set, "test_late"), 0);
	assert_int_equal(total(&set, "test_open"), 0);
	report_set_clear(&set);
	test_of(f, b, "2026-11-20", "regular");
	add_event(f, "talk", b, PAIRS("occurred", "2026-11-03", "channel", "face", "talker", "王干事"));
	set = table(f, "completion", ROWS_BY_OFFICER, SPAN_MONTH, "2026-11");
	assert_int_equal(total(&set, "test_open"), 1);
	assert_int_equal(total(&set, "test_ahead"), 1);
	assert_int_equal(total(&set, "test_due"), 0);
	assert_int_equal(total(&set, "talk_open"), 1);
	assert_int_equal(total(&set, "talk_ahead"), 1);
	report_set_clear(&set);
}

/* A leave nobody has approved, and what is past its day, stand with who is in charge; of a month that is over nothing does. */
static void the_workload_of_today(void **state) {
	struct fixture *f = *state;
	long long a = person(f, "张建国", 13, "王干事");
	struct report_set set;

	station_began(f, "2026-01-01");
	person(f, "李秀英", 14, "陈干事");
	add_event(f, "leave", a, PAIRS("occurred", "2026-11-20", "reason", "探亲", "destination", "邻县", "leave_from",
	                               "2026-11-25", "leave_to", "2026-11-26", "out_of_county", "no"));
	OK(due_rebuild(f->st, &f->actor, NULL, &f->err));
	set = table(f, "workload", ROWS_BY_OFFICER, SPAN_MONTH, "2026-11");
	assert_int_equal(total(&set, "people"), 2);
	assert_int_equal(total(&set, "none"), 2);
	assert_int_equal(total(&set, "leave"), 0); /* it begins only on the 25th */
	assert_int_equal(total(&set, "overdue"), number(f, "SELECT count(*) FROM due WHERE due_on < '2026-11-22' AND"
	                                                   " group_no IN (10, 20, 30, 40, 60, 62, 64, 66, 70, 90, 94)"));
	assert_true(total(&set, "overdue") > 6);
	report_set_clear(&set);
	clock_set_today(day("2026-11-25"));
	set = table(f, "workload", ROWS_BY_OFFICER, SPAN_MONTH, "2026-11");
	assert_int_equal(total(&set, "leave"), 1);
	report_set_clear(&set);
	set = table(f, "workload", ROWS_BY_OFFICER, SPAN_MONTH, "2026-10");
	assert_int_equal(total(&set, "overdue"), 0);
	report_set_clear(&set);
}

static const char *const duties[] = {"test", "talk", "visit", "report", "assessment"};
static const char *const outcomes[] = {"timely", "late", "redone", "missed", "excused", "ahead", "open"};

static long long outcome(const struct report_set *set, size_t row, const char *duty, const char *what) {
	char id[40];

	snprintf(id, sizeof id, "%s_%s", duty, what);
	return cell(set, row, id);
}

/* Rule 19.2: a worker's and a village's add up to everybody's, the kinds to all; and everybody's are the return's numbers. */
static void agrees(struct fixture *f, const struct span *s, enum report_by by, long long *seen) {
	struct report_set set;
	struct report r;
	size_t last;

	OK(report_set_make(f->st, &f->actor, report_kind_find("completion"), by, s, false, &set, &f->err));
	OK(report_make(f->st, &f->actor, s->from, s->to, &r, &f->err));
	last = set.table[0].row_count - 1;
	for (size_t c = 0; c < set.table[0].kind->column_count; c++) {
		long long sum = 0;

		for (size_t row = 0; row < last; row++)
			sum += report_table_cell(&set.table[0], row, c);
		assert_int_equal(sum, report_table_cell(&set.table[0], last, c));
	}
	for (size_t d = 0; d < 3; d += 2) { /* tests and visits are in the return */
		const char *duty = duties[d], *const of = d ? "visits_" : "tests_";
		const struct { const char *figure; long long n; } want[] = {
			{"should", outcome(&set, last, duty, "due")},
			{"done", outcome(&set, last, duty, "timely") + outcome(&set, last, duty, "late")},
			{"missing", outcome(&set, last, duty, "redone") + outcome(&set, last, duty, "missed")},
		};

		for (size_t i = 0; i < 3; i++) {
			char id[40];

			snprintf(id, sizeof id, "%s%s", of, want[i].figure);
			assert_int_equal(report_total(&r, figure_find(id)), want[i].n);
		}
	}
	for (size_t o = 0; o < sizeof outcomes / sizeof *outcomes; o++) {
		long long sum = 0;

		for (size_t d = 0; d < sizeof duties / sizeof *duties; d++)
			sum += outcome(&set, last, duties[d], outcomes[o]);
		assert_int_equal(sum, outcome(&set, last, "all", outcomes[o]));
		seen[o] += sum;
	}
	report_clear(&r);
	report_set_clear(&set);
}

static void sums_are_the_numbers_of_the_return(void **state) {
	struct fixture *f = *state;
	sqlite3 *db = made_open(f->db);
	long long seen[sizeof outcomes / sizeof *outcomes] = {0};

	made_sql(db, "UPDATE setting SET value = '2015-01-01' WHERE key = 'station.began'");
	for (unsigned i = 1; i <= STATIONS; i++) {
		struct made m = {.seed = i, .residents = PEOPLE, .events = EVENTS, .days = 1700, .today = day("2026-11-22")};
		const struct span now = span_of(i % 3 ? SPAN_MONTH : SPAN_QUARTER, m.today);
		const struct span s = span_shift(&now, -(int)(i % 4));

		made_fill(db, &m);
		made_sql(db, "UPDATE drug_test SET recorded_at = (strftime('%s', occurred) + id % 9 * 86400) * 1000,"
		            " nature = iif(id % 5 = 0, 'makeup', nature)");
		agrees(f, &s, ROWS_BY_OFFICER, seen);
		agrees(f, &s, ROWS_BY_VILLAGE, seen);
	}
	for (size_t o = 0; o < sizeof outcomes / sizeof *outcomes; o++)
		if (MADE_SHARE == 1 && seen[o] < 5)
			fail_msg("the made stations hardly ever have %s: %lld", outcomes[o], seen[o]);
	sqlite3_close(db);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(each_window_has_one_outcome),
		STATION_TEST(the_workload_of_today),
		STATION_TEST(sums_are_the_numbers_of_the_return),
	};

	return cmocka_run_group_tests_name("completion", tests, NULL, NULL);
}
