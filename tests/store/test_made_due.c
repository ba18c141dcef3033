/* SPDX-License-Identifier: MIT
 * The due table against the rules, over 10,000 made histories: every row of it is what the pure computation says of the order
 * alone, and the rows of the tests are also what a walk by days says, which shares nothing with the rules but the calendar.
 * And over random saves, voids and changes of state through the use cases: the table never lags behind.
 */
#include "store/station.h"

#include "made.h"
#include "model/rules/due.h"
#include "model/rules/due_db.h"
#include "model/rules/order_facts_db.h"
#include "model/rules/worklist.h"
#include "model/station/usecase_db.h"

enum { HISTORIES = 10000 / MADE_SHARE, EVENTS = 24, DAYS_MOST = 4200, INTERVALS_MOST = 40, TESTS_MOST = 80, WINDOWS_MOST = 120 };

/* ---- the walk ---- */

struct naive {
	struct date start, end;          /* of the term; start unset: there is none */
	struct date tests[TESTS_MOST];   /* that count */
	bool makeup[TESTS_MOST];
	int explained[TESTS_MOST];
	struct interval off[INTERVALS_MOST]; /* suspensions and custody */
	struct interval away[INTERVALS_MOST]; /* illness, other reasons, leave */
	size_t test_count, explained_count, off_count, away_count, suspension_count; /* suspensions stand first */
	bool rehab;
	int months;
};

static sqlite3_stmt *ask(sqlite3 *db, const char *sql) {
	sqlite3_stmt *q = NULL;

	if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	return q;
}

static struct date column_day(sqlite3_stmt *q, int col) {
	const char *text = (const char *)sqlite3_column_text(q, col);

	return text ? day(text) : DATE_NONE;
}

/* n months after d, the month's last day where it has no such day; without core/date's own months. */
static struct date months_on(struct date d, int n) {
	struct date out;
	int y, m, dd;

	date_to_ymd(d, &y, &m, &dd);
	y += (m - 1 + n) / 12;
	m = (m - 1 + n) % 12 + 1;
	while (!date_from_ymd(y, m, dd, &out))
		dd--;
	return out;
}

static bool is_off(const struct naive *v, size_t count, bool ended_only, struct date d) {
	for (size_t i = 0; i < count; i++)
		if (d.n >= v->off[i].from.n && (date_is_set(v->off[i].to) ? d.n <= v->off[i].to.n : !ended_only))
			return true;
	return false;
}

/* The last day of the term: as written, else so many months, counted off day by day without those under a suspension. */
static void walk_term(struct naive *v, struct date written_end, long long months, long long deducted) {
	struct date d = v->start, same;
	int left, y, m, from_day, to_day;

	v->months = 36;
	if (months >= 1)
		v->months = (int)months;
	else if (date_is_set(written_end))
		for (v->months = 1; months_on(v->start, v->months).n < written_end.n; v->months++)
			continue;
	v->end = written_end;
	if (date_is_set(written_end))
		return;
	same = months_on(v->start, v->months);
	date_to_ymd(v->start, &y, &m, &from_day);
	date_to_ymd(same, &y, &m, &to_day);
	left = same.n - v->start.n + (to_day < from_day) - (int)deducted; /* from 29 February to 28 February, that day included */
	for (left = left < 1 ? 1 : left; left > 0; d.n++)
		left -= !is_off(v, v->suspension_count, true, d);
	v->end = date_add_days(d, -1);
}

/* Does a window of the shipped rhythms begin with month k of the term? Written out, not computed. */
static bool begins(const struct naive *v, int k) {
	if (!v->rehab)
		return k < 12 || (k < 24 ? k % 2 == 0 : k % 3 == 0);
	if (v->months <= 24)
		return k % 2 == 0;
	return k < 12 ? k % 2 == 0 : k < 24 ? k % 3 == 0 : k % 6 == 0;
}

struct naive_window {
	struct date first, last;
	bool done, excused, answered, away;
};

static void look_at(const struct naive *v, struct naive_window *w) {
	struct naive other = {.away_count = 0};
	int days = 0, off = 0, away = 0;

	memcpy(other.off, v->away, sizeof other.off);
	for (struct date d = w->first; d.n <= w->last.n; d.n++, days++) {
		off += is_off(v, v->off_count, false, d);
		away += is_off(&other, v->away_count, false, d);
	}
	for (size_t i = 0; i < v->test_count; i++)
		w->done = w->done || (v->tests[i].n >= w->first.n && v->tests[i].n <= w->last.n);
	w->excused = !w->done && (is_off(v, v->off_count, false, w->last) || 2 * off > days);
	w->answered = w->away = !w->done && !w->excused &&
	              (is_off(&other, v->away_count, false, w->last) || 2 * away > days);
}

/* Windows of the tests of one order; returns how many. */
static size_t walk(const struct naive *v, struct naive_window *out) {
	size_t n = 0;
	int k = 0;

	for (struct date d = v->start; d.n <= v->end.n; d.n++) {
		bool month = d.n == months_on(v->start, k).n;

		if (month && begins(v, k++) && (n == 0 || d.n < v->end.n))
			out[n++] = (struct naive_window){.first = d};
		out[n - 1].last = d;
	}
	for (size_t i = 0; i < n; i++)
		look_at(v, &out[i]);
	for (size_t i = 0; i < v->test_count; i++) { /* by day: a make-up test answers the nearest finding before it */
		size_t w = n;

		while (v->makeup[i] && w > 0 && (out[w - 1].last.n >= v->tests[i].n || out[w - 1].excused || out[w - 1].done ||
		                                 out[w - 1].answered))
			w--;
		if (v->makeup[i] && w > 0)
			out[w - 1].answered = true;
	}
	for (size_t i = 0; i < v->explained_count; i++)
		if (v->explained[i] >= 1 && (size_t)v->explained[i] <= n) {
			out[v->explained[i] - 1].answered = true;
			out[v->explained[i] - 1].away = false;
		}
	return n;
}

/* What the walk rests on, by statements of its own; those of one order each. */
struct reader {
	sqlite3_stmt *log, *custody, *tests, *explained, *due;
};

static void reader_open(struct reader *r, sqlite3 *db) {
	r->log = ask(db, "SELECT state, since FROM status_change WHERE order_id = ? AND voided_at IS NULL"
	                 " ORDER BY since, state <> 'awaiting', id");
	r->custody = ask(db, "SELECT occurred, until, kind IN ('hospital', 'other') FROM custody WHERE order_id = ?1 AND"
	                     " voided_at IS NULL UNION ALL SELECT leave_from, CASE WHEN returned < coalesce(extends_to,"
	                     " leave_to) THEN returned ELSE coalesce(extends_to, leave_to) END, 1 FROM leave WHERE order_id ="
	                     " ?1 AND voided_at IS NULL AND leave_state IN ('approved', 'reported', 'extended', 'back',"
	                     " 'overdue')");
	r->tests = ask(db, "SELECT occurred, nature = 'makeup' FROM drug_test WHERE order_id = ? AND voided_at IS NULL AND"
	                   " result IN ('neg', 'pos') AND NOT (coalesce(nature, '') = 'elsewhere' AND"
	                   " coalesce(review, 'passed') <> 'passed') ORDER BY occurred");
	r->explained = ask(db, "SELECT window_no FROM missed_test WHERE order_id = ? AND voided_at IS NULL");
	r->due = ask(db, "SELECT group_no, due_on, kind, window_no, first_day FROM due WHERE order_id = ?1 AND resident = ?2"
	                 " AND kind < 64" /* what was promised is in test_promises.c */
	                 " ORDER BY group_no, due_on, kind, window_no");
}

static void reader_close(struct reader *r) {
	sqlite3_finalize(r->log);
	sqlite3_finalize(r->custody);
	sqlite3_finalize(r->tests);
	sqlite3_finalize(r->explained);
	sqlite3_finalize(r->due);
}

static void read_facts(struct reader *r, long long order, struct naive *v) {
	bool open = false;

	sqlite3_bind_int64(r->log, 1, order);
	while (sqlite3_step(r->log) == SQLITE_ROW) {
		if (open)
			v->off[v->off_count - 1].to = date_add_days(column_day(r->log, 1), -1);
		open = strcmp((const char *)sqlite3_column_text(r->log, 0), "suspended") == 0;
		if (open)
			v->off[v->off_count++] = (struct interval){column_day(r->log, 1), DATE_NONE};
	}
	v->suspension_count = v->off_count;
	for (sqlite3_bind_int64(r->custody, 1, order); sqlite3_step(r->custody) == SQLITE_ROW;) {
		struct interval days = {column_day(r->custody, 0), column_day(r->custody, 1)};

		if (sqlite3_column_int(r->custody, 2))
			v->away[v->away_count++] = days;
		else
			v->off[v->off_count++] = days;
	}
	for (sqlite3_bind_int64(r->tests, 1, order); sqlite3_step(r->tests) == SQLITE_ROW; v->test_count++) {
		v->tests[v->test_count] = column_day(r->tests, 0);
		v->makeup[v->test_count] = sqlite3_column_int(r->tests, 1);
	}
	for (sqlite3_bind_int64(r->explained, 1, order); sqlite3_step(r->explained) == SQLITE_ROW;)
		v->explained[v->explained_count++] = sqlite3_column_int(r->explained, 0);
	sqlite3_reset(r->log);
	sqlite3_reset(r->custody);
	sqlite3_reset(r->tests);
	sqlite3_reset(r->explained);
	assert_true(v->off_count < INTERVALS_MOST && v->away_count < INTERVALS_MOST && v->test_count < TESTS_MOST && v->explained_count < TESTS_MOST);
}

/* ---- one order: the table, the rules, the walk ---- */

struct row {
	int group, kind, window;
	struct date due_on, first;
};
enum { ROWS_MOST = 400 };

static int by_row(const void *x, const void *y) {
	const struct row *a = x, *b = y;
	const int d[] = {a->group - b->group, a->due_on.n - b->due_on.n, a->kind - b->kind, a->window - b->window};

	for (size_t i = 0; i < sizeof d / sizeof *d; i++)
		if (d[i])
			return d[i];
	return 0;
}

static size_t rows_of_table(struct reader *r, long long order, long long resident, struct row *out) {
	size_t n = 0;

	sqlite3_bind_int64(r->due, 1, order);
	sqlite3_bind_int64(r->due, 2, resident);
	for (; sqlite3_step(r->due) == SQLITE_ROW; n++)
		out[n] = (struct row){.group = sqlite3_column_int(r->due, 0), .due_on = column_day(r->due, 1),
		                      .kind = sqlite3_column_int(r->due, 2), .window = sqlite3_column_int(r->due, 3),
		                      .first = column_day(r->due, 4)};
	sqlite3_reset(r->due);
	assert_true(n < ROWS_MOST);
	return n;
}

static size_t rows_of_rules(struct fixture *f, const struct treatment_order *o, struct row *out) {
	struct team_cache teams = {0};
	struct order_facts_data d = {0};
	struct due_rows rows = {0};
	struct due_bounds bounds;
	size_t n;

	due_bounds_read(f->st, &bounds);
	assert_true(date_is_set(bounds.until));
	OK(order_facts_load(f->st, o, &d, &f->err));
	if (!code_is(o->state, "awaiting"))
		OK(order_facts_load_regular(f->st, o, &bounds, &d, &f->err));
	OK(order_facts_load_gaps(f->st, o, &d, &teams, &f->err));
	due_compute(&d.course, f->st->profiles, &rows);
	n = rows.n;
	assert_true(n < ROWS_MOST);
	for (size_t i = 0; i < n; i++)
		out[i] = (struct row){.group = rows.v[i].group, .due_on = rows.v[i].due_on, .kind = (int)rows.v[i].kind,
		                      .window = rows.v[i].window, .first = rows.v[i].first};
	if (n)
		qsort(out, n, sizeof *out, by_row);
	due_rows_clear(&rows);
	order_facts_clear(&d);
	team_cache_clear(&teams);
	return n;
}

/* A report to the police is one row a person and reason, that of the first evidence (rule 6.16): does another order have
 * an earlier one? */
static bool is_told_elsewhere(struct fixture *f, sqlite3 *db, const struct treatment_order *o, const struct row *row) {
	static struct row rules[ROWS_MOST];
	sqlite3_stmt *others = ask(db, "SELECT id FROM treatment_order WHERE resident = ?1 AND id <> ?2 AND voided_at IS NULL");
	bool told = false;

	sqlite3_bind_int64(others, 1, o->resident.id);
	sqlite3_bind_int64(others, 2, o->rec.id);
	while (sqlite3_step(others) == SQLITE_ROW) {
		struct treatment_order other;
		size_t n;

		OK(record_load(f->st->store, &order_def, sqlite3_column_int64(others, 0), &other, &f->err));
		n = rows_of_rules(f, &other, rules);
		for (size_t i = 0; i < n; i++)
			told = told || (rules[i].kind == row->kind && (rules[i].due_on.n < row->due_on.n ||
			                (rules[i].due_on.n == row->due_on.n && other.rec.id < o->rec.id)));
		entity_clear(&order_def, &other);
	}
	sqlite3_finalize(others);
	return told;
}

/* Compare the rows of the tests, and return how many there are. What ended before the station began stands apart, at the
 * end (rule 8.5). */
static size_t compare_walk(struct reader *r, const struct treatment_order *o, struct date began, const struct row *rows,
                           size_t n) {
	static struct naive_window w[WINDOWS_MOST];
	struct naive v = {.start = date_is_set(o->term_start) ? o->term_start : order_term_reported(o), .rehab = code_is(o->kind, "rehab")};
	size_t windows, at = 0, found = 0;

	if (!date_is_set(v.start) || !order_facts_is_open(o->state) || code_is(o->state, "awaiting"))
		return 0;
	read_facts(r, o->rec.id, &v);
	walk_term(&v, o->term_end, o->months, o->deducted == INT_NONE ? 0 : o->deducted);
	assert_true(v.end.n - v.start.n < DAYS_MOST);
	windows = walk(&v, w);
	for (size_t k = 0; k < 3 * windows; k++) { /* ours, those of people away, then the old ones */
		static const int groups[] = {DUE_BASE_TEST, DUE_BASE_TEST_AWAY, DUE_BASE_OLD_TEST};
		size_t i = k % windows;
		int group = groups[k / windows];
		bool old = w[i].last.n < began.n;

		if (w[i].done || w[i].excused || (w[i].answered && (!w[i].away || old)) || w[i].last.n < o->taken_on.n ||
		    group != (old ? DUE_BASE_OLD_TEST : w[i].away ? DUE_BASE_TEST_AWAY : DUE_BASE_TEST))
			continue;
		while (at < n && rows[at].kind != DUE_TEST)
			at++;
		assert_true(at < n);
		assert_int_equal(rows[at].window, i + 1);
		assert_int_equal(rows[at].first.n, w[i].first.n);
		assert_int_equal(rows[at].due_on.n, w[i].last.n);
		assert_int_equal(rows[at].group, group);
		at++;
		found++;
	}
	while (at < n && rows[at].kind != DUE_TEST)
		at++;
	assert_int_equal(at, n);
	return found;
}

struct seen {
	size_t orders, rows, tests;
};

/* All orders (of one resident): those of people on the lists as the rules say, the others nothing. */
static void compare_all(struct fixture *f, sqlite3 *db, long long resident, struct seen *seen) {
	static struct row table[ROWS_MOST], rules[ROWS_MOST];
	sqlite3_stmt *orders = ask(db, "SELECT o.id, o.resident, o.voided_at IS NULL AND r.voided_at IS NULL AND r.sealed IS NULL"
	                               " FROM treatment_order o"
	                               " JOIN resident r ON r.id = o.resident WHERE ?1 = 0 OR o.resident = ?1");
	char *text = setting_get(f->st->store, "station.began");
	struct date began = day(text);
	struct reader r;

	free(text);
	reader_open(&r, db);
	sqlite3_bind_int64(orders, 1, resident);
	while (sqlite3_step(orders) == SQLITE_ROW) {
		long long id = sqlite3_column_int64(orders, 0);
		size_t n = rows_of_table(&r, id, sqlite3_column_int64(orders, 1), table), want = 0;
		struct treatment_order o;

		if (sqlite3_column_int(orders, 2)) {
			OK(record_load(f->st->store, &order_def, id, &o, &f->err));
			for (size_t i = 0, all = rows_of_rules(f, &o, rules); i < all; i++)
				if (rules[i].group != DUE_BASE_POLICE || !is_told_elsewhere(f, db, &o, &rules[i]))
					rules[want++] = rules[i];
			seen->tests += compare_walk(&r, &o, began, table, n);
			entity_clear(&order_def, &o);
		}
		assert_int_equal(n, want);
		for (size_t i = 0; i < n; i++) {
			assert_int_equal(by_row(&table[i], &rules[i]), 0);
			assert_int_equal(table[i].first.n, rules[i].first.n);
		}
		seen->orders++;
		seen->rows += n;
	}
	sqlite3_finalize(orders);
	reader_close(&r);
}

static void the_table_is_the_computation(void **state) {
	struct fixture *f = *state;
	sqlite3 *db = made_open(f->db);
	struct made m = {.seed = 20261122, .residents = HISTORIES, .events = EVENTS, .today = clock_today(), .days = 1500};
	struct seen seen = {0};

	made_fill(db, &m);
	made_sql(db, "UPDATE setting SET value = '2025-06-01' WHERE key = 'station.began'");
	OK(due_rebuild(f->st, &f->actor, NULL, &f->err));
	compare_all(f, db, 0, &seen);
	assert_int_equal(seen.rows, made_number(db, "SELECT count(*) FROM due WHERE kind < 64"));
	assert_true(seen.orders > HISTORIES && seen.rows > 4 * HISTORIES && seen.tests > HISTORIES);
	/* Months go by; nothing is computed but what is new, and it is as if everything were. */
	for (int i = 0; i < 3; i++) {
		long long counts[64];

		assert_true(due_group_count < 64);
		clock_set_today(date_add_months(clock_today(), i == 1 ? 4 : 1));
		assert_true(due_is_behind(f->st));
		OK(due_counts(f->st, &f->actor, clock_today(), counts, &f->err));
		assert_false(due_is_behind(f->st));
	}
	compare_all(f, db, 0, &seen);
	OK(station_check_file(f->st, &f->err)); /* the rows made past the use cases are rows like any others */
	sqlite3_close(db);
}

/* ---- through the use cases ---- */

enum { PEOPLE = 12, STEPS = 260 / MADE_SHARE };
static unsigned seed = 7;

static int pick(int low, int high) {
	seed = seed * 1664525u + 1013904223u;
	return low + (int)((seed >> 8) % (unsigned)(high - low + 1));
}

static void random_test(struct fixture *f, long long who, const char *on) {
	static const char *const results[] = {"neg", "neg", "neg", "pos", "invalid"};
	static const char *const natures[] = {"regular", "regular", "makeup", "irregular", "elsewhere"};

	add_event(f, "test", who, PAIRS("occurred", on, "result", results[pick(0, 4)], "nature", natures[pick(0, 4)]));
}

static void random_void(struct fixture *f, sqlite3 *db, long long who) {
	static const char *const tables[][2] = {{"test", "drug_test"}, {"custody", "custody"}, {"missed", "missed_test"}};
	const char *const *t = tables[pick(0, 2)];
	char sql[160];
	long long id;

	snprintf(sql, sizeof sql, "SELECT coalesce(max(id), 0) FROM %s WHERE resident = %lld AND voided_at IS NULL", t[1], who);
	id = made_number(db, sql);
	if (id)
		void_event(f, t[0], id);
}

/* A step of the log; what the table of transitions does not allow leaves everything as it was. */
static void random_state(struct fixture *f, long long who, struct date on) {
	static const char *const states[] = {"suspended", "executing", "suspended", "executing", "terminated"};
	struct treatment_order o;
	struct err ignored = {0};

	OK(order_current(f->st, &f->actor, who, &o, &f->err));
	if (pick(0, 5) == 0)
		(void)order_take_back(f->st, &f->actor, o.rec.id, o.rec.ver, "录入有误", &ignored);
	else
		(void)set_state(f->st, &f->actor, o.rec.id, o.rec.ver, states[pick(0, 4)], on, "试", "试字1号", &ignored);
	entity_clear(&order_def, &o);
}

static void correct_order(struct fixture *f, long long who) {
	struct treatment_order o;
	struct err ignored = {0};

	OK(order_current(f->st, &f->actor, who, &o, &f->err));
	if (pick(0, 1) && date_is_set(o.reported))
		o.reported = date_add_days(o.reported, pick(-5, 5));
	else
		o.deducted = pick(0, 60);
	(void)order_save(f->st, &f->actor, &o, &ignored);
	entity_clear(&order_def, &o);
}

static void step(struct fixture *f, sqlite3 *db, long long who) {
	struct date d = date_add_days(clock_today(), -pick(0, 500));
	char on[DATE_BUF], until[DATE_BUF], window[8];

	date_format(d, on);
	date_format(date_add_days(d, pick(0, 60)), until);
	snprintf(window, sizeof window, "%d", pick(1, 20));
	switch (pick(0, 9)) {
	case 0:
		random_void(f, db, who);
		break;
	case 1:
		(void)try_event(f, "custody", who, PAIRS("occurred", on, "until", until, "kind", "detained"), NULL);
		break;
	case 2:
		add_event(f, "missed", who, PAIRS("occurred", on, "window_no", window, "judged", "reason"));
		break;
	case 3:
		random_state(f, who, d);
		break;
	case 4:
		correct_order(f, who);
		break;
	case 5:
		add_event(f, "talk", who, PAIRS("occurred", on));
		break;
	default:
		random_test(f, who, on);
	}
}

static void the_table_never_lags(void **state) {
	struct fixture *f = *state;
	sqlite3 *db = made_open(f->db);
	long long who[PEOPLE];
	struct seen seen = {0};

	made_sql(db, "UPDATE setting SET value = '2015-01-01' WHERE key = 'station.began'");
	for (int i = 0; i < PEOPLE; i++) {
		char name[32], on[DATE_BUF];
		struct date reported = date_add_days(clock_today(), -pick(0, 1000));

		snprintf(name, sizeof name, "试%d", i);
		who[i] = add_resident(f, name, 100 + i);
		date_format(reported, on);
		add_order(f, who[i], i % 3 ? "detox" : "rehab", on, i % 5 ? on : NULL);
	}
	for (int i = 0; i < STEPS; i++) {
		long long one = who[pick(0, PEOPLE - 1)];

		step(f, db, one);
		compare_all(f, db, one, &seen);
	}
	assert_true(seen.tests > STEPS);
	compare_all(f, db, 0, &seen);
	due_is_fresh(f);
	sqlite3_close(db);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(the_table_is_the_computation),
		STATION_TEST(the_table_never_lags),
	};

	return cmocka_run_group_tests_name("made due", tests, NULL, NULL);
}
