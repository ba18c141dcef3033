/* Every figure of the return against month.sql over the same rows, for 1,000 made stations: number and people. */
#include "store/station.h"

#include "made.h"
#include "model/report.h"

enum { STATIONS = 1000, PEOPLE = 9, EVENTS = 45 };

static char *read_sql(const char *path) {
	struct str text = {0};
	char part[4096];
	FILE *in = fopen(path, "r");

	assert_non_null(in);
	for (size_t n; (n = fread(part, 1, sizeof part - 1, in)) > 0;) {
		part[n] = '\0';
		str_add(&text, part);
	}
	fclose(in);
	return str_take(&text);
}

/* The number by hand, and the people into who (ascending). */
static long long by_hand(sqlite3 *db, const struct figure_def *f, struct ids *who) {
	char sql[200];
	sqlite3_stmt *q = NULL;
	long long total = 0;

	snprintf(sql, sizeof sql, "SELECT resident, sum(\"%s\") FROM by_hand WHERE \"%s\" <> 0 GROUP BY resident ORDER BY resident",
	         f->id, f->id);
	if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) != SQLITE_OK)
		fail_msg("%s: %s", f->id, sqlite3_errmsg(db));
	while (sqlite3_step(q) == SQLITE_ROW) {
		ids_add(who, sqlite3_column_int64(q, 0));
		total += f->unit == FIGURE_PERSONS ? 1 : sqlite3_column_int64(q, 1);
	}
	sqlite3_finalize(q);
	return total;
}

/* A figure without its column in month.sql has no proof. */
static void every_figure_has_its_twin(sqlite3 *db) {
	char sql[160];

	for (size_t i = 0; i < figure_count; i++) {
		snprintf(sql, sizeof sql, "SELECT count(*) FROM pragma_table_info('by_hand', 'temp') WHERE name = '%s'",
		         figure_table[i].id);
		if (made_number(db, sql) != 1)
			fail_msg("figure %s has no column in month.sql", figure_table[i].id);
	}
	assert_int_equal(made_number(db, "SELECT count(*) FROM pragma_table_info('by_hand', 'temp')"), figure_count + 1);
}

static void compare(sqlite3 *db, const struct report *r, unsigned station, long long *seen) {
	for (size_t i = 0; i < figure_count; i++) {
		const struct figure_def *f = &figure_table[i];
		struct ids program = {0}, hand = {0};
		long long n = figure_total(f, r->rows, r->count, &program), want = by_hand(db, f, &hand);

		if (n != want || program.n != hand.n)
			fail_msg("station %u, %s: %lld by the program, %lld by hand", station, f->id, n, want);
		for (size_t k = 0; k < hand.n; k++)
			assert_int_equal(program.v[k], hand.v[k]);
		seen[i] += n;
		ids_clear(&program);
		ids_clear(&hand);
	}
}

static void figures_equal_sql_by_hand(void **state) {
	struct fixture *f = *state;
	sqlite3 *db = made_open(f->db);
	char *hand = read_sql(TEST_TOP "/tests/store/month.sql"), *sql = mem_printf("CREATE TEMP TABLE by_hand AS %s", hand);
	long long *seen = mem_zalloc(figure_count, sizeof *seen);
	struct str rare = {0};

	for (unsigned i = 1; i <= STATIONS; i++) {
		struct made m = {.seed = i, .residents = PEOPLE, .events = EVENTS, .days = 1400,
		                 .today = date_add_days(day("2026-11-22"), -(int)(i * 37 % 900))};
		/* The running month, those before, and sometimes a quarter. */
		struct date from = date_add_months(date_month_start(m.today), -(int)(i % 5)), to = date_month_end(from);
		char period[256], a[DATE_BUF], b[DATE_BUF], c[DATE_BUF];
		struct report r = {.count = 0};

		if (i % 7 == 0)
			from = date_add_months(from, -2);
		clock_set_today(m.today);
		made_fill(db, &m);
		snprintf(period, sizeof period,
		         "DROP TABLE IF EXISTS temp.period; DROP TABLE IF EXISTS temp.by_hand;"
		         "CREATE TEMP TABLE period AS SELECT '%s' AS first, '%s' AS last, '%s' AS as_of",
		         date_format(from, a), date_format(to, b), date_format(m.today, c));
		made_sql(db, period);
		made_sql(db, sql);
		if (i == 1)
			every_figure_has_its_twin(db);
		OK(report_make(f->st, &f->actor, from, to, &r, &f->err));
		compare(db, &r, i, seen);
		report_clear(&r);
	}
	for (size_t i = 0; i < figure_count; i++)
		if (seen[i] < 20)
			str_addf(&rare, " %s %lld", figure_table[i].id, seen[i]);
	if (rare.n)
		fail_msg("the made stations hardly ever have:%s", str_text(&rare));
	str_clear(&rare);
	free(seen);
	free(sql);
	free(hand);
	sqlite3_close(db);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(figures_equal_sql_by_hand),
	};

	return cmocka_run_group_tests_name("made figures", tests, NULL, NULL);
}
