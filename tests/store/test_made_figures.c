/* Every figure of the return against month.sql over the same rows, for 1,000 made stations: number and people.
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include "made.h"
#include "model/report/report.h"

enum { STATIONS = 1000 / MADE_SHARE, PEOPLE = 8, EVENTS = 40, RARE = 20, FEW = 3 };

/* What month.sql says: a row an order, those of a resident together, a column a figure. */
struct hand {
	sqlite3_stmt *q;
	int *column;                 /* of each figure */
	long long *resident, *value; /* value[row * figure_count + figure] */
	size_t n;
};

static void hand_open(struct hand *h, sqlite3 *db) {
	char *sql = made_read(TEST_TOP "/tests/store/month.sql");

	if (sqlite3_prepare_v2(db, sql, -1, &h->q, NULL) != SQLITE_OK)
		fail_msg("month.sql: %s", sqlite3_errmsg(db));
	free(sql);
	h->column = mem_zalloc(figure_count, sizeof *h->column);
	for (size_t i = 0; i < figure_count; i++) { /* a figure without its column has no proof */
		h->column[i] = sqlite3_column_count(h->q) - 1;
		while (h->column[i] > 0 && strcmp(sqlite3_column_name(h->q, h->column[i]), figure_table[i].id) != 0)
			h->column[i]--;
		if (h->column[i] == 0)
			fail_msg("figure %s has no column in month.sql", figure_table[i].id);
	}
	assert_int_equal(sqlite3_column_count(h->q), figure_count + 1);
}

static void hand_close(struct hand *h) {
	sqlite3_finalize(h->q);
	free(h->column);
	free(h->resident);
	free(h->value);
}

static void hand_read(struct hand *h) {
	int code;

	for (h->n = 0; (code = sqlite3_step(h->q)) == SQLITE_ROW; h->n++) {
		h->resident = mem_grow(h->resident, h->n + 1, sizeof *h->resident);
		h->value = mem_grow(h->value, (h->n + 1) * figure_count, sizeof *h->value);
		h->resident[h->n] = sqlite3_column_int64(h->q, 0);
		for (size_t i = 0; i < figure_count; i++)
			h->value[h->n * figure_count + i] = sqlite3_column_int64(h->q, h->column[i]);
	}
	assert_int_equal(code, SQLITE_DONE);
	sqlite3_reset(h->q);
}

/* The number by hand, and the people into who. */
static long long by_hand(const struct hand *h, size_t figure, struct ids *who) {
	long long total = 0;

	for (size_t i = 0; i < h->n; i++) {
		long long value = h->value[i * figure_count + figure];
		bool again = who->n > 0 && who->v[who->n - 1] == h->resident[i];

		if (value == 0)
			continue;
		if (figure_table[figure].unit == FIGURE_HIGHEST) {
			who->n = value > total ? 0 : who->n;
			again = value < total || again;
			total = value > total ? value : total;
		} else if (figure_table[figure].unit != FIGURE_PERSONS)
			total += value;
		else
			total += !again;
		if (!again && h->resident[i])
			ids_add(who, h->resident[i]);
	}
	return total;
}

static void compare(const struct hand *h, const struct report *r, unsigned station, long long *seen) {
	for (size_t i = 0; i < figure_count; i++) {
		struct ids program = {0}, hand = {0};
		long long n = figure_total(&figure_table[i], r->rows, r->count, &program), want = by_hand(h, i, &hand);

		if (n != want || program.n != hand.n)
			fail_msg("station %u, %s: %lld by the program, %lld by hand", station, figure_table[i].id, n, want);
		for (size_t k = 0; k < hand.n; k++)
			assert_int_equal(program.v[k], hand.v[k]);
		seen[i] += llabs(n); /* a balance may be below nothing */
		ids_clear(&program);
		ids_clear(&hand);
	}
}

static void figures_equal_sql_by_hand(void **state) {
	struct fixture *f = *state;
	sqlite3 *db = made_open(f->db);
	struct hand hand = {.n = 0};
	long long *seen = mem_zalloc(figure_count, sizeof *seen);
	struct str rare = {0};

	made_sql(db, "CREATE TEMP TABLE period (first TEXT, last TEXT, as_of TEXT)");
	/* Some windows of visits began before the station counts. */
	made_sql(db, "UPDATE setting SET value = '2025-01-15' WHERE key = 'station.began'");
	hand_open(&hand, db);
	for (unsigned i = 1; i <= STATIONS; i++) {
		struct made m = {.seed = i, .residents = PEOPLE, .events = EVENTS, .days = 1700, .present = true,
		                 .today = date_add_days(day("2026-11-22"), -(int)(i * 37 % 900))};
		/* The running month, those before, and sometimes a quarter. */
		struct date from = date_add_months(date_month_start(m.today), -(int)(i % 5)), to = date_month_end(from);
		char period[256], a[DATE_BUF], b[DATE_BUF], c[DATE_BUF];
		struct report r = {.count = 0};

		if (i % 7 == 0)
			from = date_add_months(from, -2);
		clock_set_today(m.today);
		made_fill(db, &m);
		snprintf(period, sizeof period, "DELETE FROM period; INSERT INTO period VALUES ('%s', '%s', '%s')",
		         date_format(from, a), date_format(to, b), date_format(m.today, c));
		made_sql(db, period);
		/* Most of what is counted lies after the station began; old tests undecided, entered, closed. */
		made_sql(db, i % 4 ? "UPDATE setting SET value = '2015-01-01' WHERE key = 'station.began'"
		                   : "UPDATE setting SET value = (SELECT first FROM period) WHERE key = 'station.began'");
		made_sql(db, i % 8 == 0 ? "INSERT OR REPLACE INTO setting (key, value) VALUES ('tests.before', 'enter x')"
		                        : "INSERT OR REPLACE INTO setting (key, value) VALUES ('tests.before', 'close x')");
		hand_read(&hand);
		OK(report_make(f->st, &f->actor, from, to, &r, &f->err));
		compare(&hand, &r, i, seen);
		report_clear(&r);
	}
	for (size_t i = 0; i < figure_count; i++)
		/* who is held is rare: each kind by itself is in tests/unit/test_window.c */
		if (seen[i] < (figure_table[i].section >= FIGURE_COMING ? FEW : RARE) && MADE_SHARE == 1 && strncmp(figure_table[i].id, "excused_", 8) != 0)
			str_addf(&rare, " %s %lld", figure_table[i].id, seen[i]);
	if (rare.n)
		fail_msg("the made stations hardly ever have:%s", str_text(&rare));
	str_clear(&rare);
	free(seen);
	hand_close(&hand);
	sqlite3_close(db);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(figures_equal_sql_by_hand),
	};

	return cmocka_run_group_tests_name("made figures", tests, NULL, NULL);
}
