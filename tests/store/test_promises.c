/* SPDX-License-Identifier: MIT
 * What was promised and is not done (rules 8.8 to 8.12): each kind stands on its day and goes with what answers it; over made
 * stations the table is what tests/store/promises.sql says.
 */
#include "store/station.h"

#include "made.h"
#include "model/lists.h"
#include "model/promise/promise.h"
#include "model/rules/worklist.h"

/* What promises, the day, and what answers: a new record ("+register"), or the record at a field. */
static const struct {
	enum due_kind kind;
	const char *reg, *pairs[12], *due, *answer, *with[8];
} cases[] = {
	{DUE_FETCH, "pickup", {"occurred", "2026-11-01", "release_on", "2026-11-25", "centre", "试所"}, "2026-11-25", "not_fetched",
	 {"拒绝"}},
	{DUE_LOST_SEARCH, "lost", {"occurred", "2026-11-01"}, "2026-11-08", "found", {"2026-11-20"}},
	{DUE_LOST_TELL, "lost", {"occurred", "2026-11-01"}, "2026-11-01", "told_police", {"2026-11-02"}},
	{DUE_COUNSEL, "counsel", {"occurred", "2026-11-01", "counsellor", "试师", "next_on", "2026-11-15"}, "2026-11-15", "+counsel",
	 {"occurred", "2026-11-15", "counsellor", "试师"}},
	{DUE_HARDSHIP, "hardship", {"occurred", "2025-11-30", "kind", "poor"}, "2026-11-30", "until", {"2026-11-20"}},
	{DUE_CARE, "care", {"occurred", "2026-10-10", "facility", "试院", "reason", "试"}, "2026-11-09", "until", {"2026-11-20"}},
	{DUE_MAINTENANCE, "maintenance", {"occurred", "2026-11-01", "drug", "methadone", "clinic", "试所"}, "2026-11-16", "filed",
	 {"2026-11-20"}},
	{DUE_DUAL_ANSWER, "dual", {"occurred", "2026-10-20", "here_as", "home", "other_station", "试站", "sent", "2026-11-01"},
	 "2026-11-16", "answered", {"2026-11-20"}},
	{DUE_DUAL_CONTACT, "dual", {"occurred", "2026-10-20", "here_as", "home", "other_station", "试站"}, "2026-11-30", "until",
	 {"2026-11-20"}},
	{DUE_PAIR, "pair", {"occurred", "2026-10-31", "cadre", "试干部"}, "2026-11-30", "until", {"2026-11-20"}},
	{DUE_CASE, "help_case", {"occurred", "2026-10-10", "kind", "allowance", "looked", "2026-10-20", "waits_for", "试员"},
	 "2026-11-19", "until", {"2026-11-20"}},
	{DUE_CASE_PAID, "help_case", {"occurred", "2026-10-10", "kind", "allowance", "decided", "2026-10-22", "result", "granted"},
	 "2026-11-21", "paid_from", {"2026-11-20"}},
	{DUE_MEASURE, "measure", {"occurred", "2026-11-01", "what", "试", "who", "试员", "due_on", "2026-12-01"}, "2026-12-01",
	 "done_on", {"2026-11-20"}},
	{DUE_PLAN_REVIEW, "plan", {"occurred", "2026-11-01", "review_on", "2027-05-01"}, "2027-05-01", "+review",
	 {"occurred", "2026-11-20", "kind", "half"}},
	{DUE_NEXT_REVIEW, "review", {"occurred", "2026-11-01", "kind", "half", "next_on", "2027-05-01"}, "2027-05-01", "+review",
	 {"occurred", "2026-11-20", "kind", "half"}},
	{DUE_MOVE, "move", {"occurred", "2026-11-01", "direction", "out", "other_station", "试站"}, "2026-11-16", "refused", {"住址不符"}},
};

static void expect_due(struct fixture *f, long long who, enum due_kind kind, const char *due) {
	char sql[160];

	snprintf(sql, sizeof sql, "SELECT count(*) FROM due WHERE resident = %lld AND kind = %d AND due_on = '%s'", who, (int)kind,
	         due ? due : "");
	if (number(f, sql) != (due != NULL))
		fail_msg("kind %d on %s", (int)kind, due);
	snprintf(sql, sizeof sql, "SELECT count(*) FROM due WHERE resident = %lld AND kind = %d", who, (int)kind);
	assert_int_equal(number(f, sql), due != NULL);
}

static void answer_at(struct fixture *f, const char *reg, long long id, const char *field, const char *value) {
	const struct event_def *def = event_find_def(reg);
	struct event *e = mem_zalloc(1, def->entity->size);

	OK(event_get(f->st, &f->actor, def, id, e, &f->err));
	OK(field_parse(entity_field(def->entity, field), e, value, station_env(f->st), &f->err));
	OK(event_save(f->st, &f->actor, def, e, &f->err));
	entity_clear(def->entity, e);
	free(e);
}

/* Of people without any order (rules 8.8, 8.9, 8.10). */
static void each_stands_on_its_day_until_it_is_answered(void **state) {
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char name[32];
		long long who, id;

		snprintf(name, sizeof name, "试%zu", i);
		who = add_resident(f, name, 100 + (int)i);
		id = add_event(f, cases[i].reg, who, cases[i].pairs);
		expect_due(f, who, cases[i].kind, cases[i].due);
		if (cases[i].answer[0] == '+')
			add_event(f, cases[i].answer + 1, who, cases[i].with);
		else
			answer_at(f, cases[i].reg, id, cases[i].answer, cases[i].with[0]);
		expect_due(f, who, cases[i].kind, NULL);
	}
}

static void what_was_heard_since_moves_the_day(void **state) {
	struct fixture *f = *state;
	long long who = add_resident(f, "试", 1);

	add_event(f, "lost", who, PAIRS("occurred", "2026-11-01"));
	add_event(f, "search", who, PAIRS("occurred", "2026-11-05", "summary", "未找到", "met", "notfound"));
	expect_due(f, who, DUE_LOST_SEARCH, "2026-11-12");
	add_event(f, "pair", who, PAIRS("occurred", "2026-08-01", "cadre", "试干部"));
	add_event(f, "care", who, PAIRS("occurred", "2026-08-01", "facility", "试院", "reason", "试"));
	expect_due(f, who, DUE_PAIR, "2026-09-30");
	add_event(f, "talk", who, PAIRS("occurred", "2026-11-02", "channel", "face"));
	expect_due(f, who, DUE_PAIR, "2026-12-31");
	expect_due(f, who, DUE_CARE, "2026-12-02");
}

/* An order after the pick-up (rule 8.8), which whoever needs none is not asked for. */
static void whoever_was_fetched_wants_an_order(void **state) {
	struct fixture *f = *state;
	long long who = add_resident(f, "试", 1), other = add_resident(f, "试二", 2);

	for (int i = 0; i < 2; i++)
		add_event(f, "pickup", i ? other : who, PAIRS("occurred", "2026-11-01", "release_on", "2026-11-10", "centre", "试所", "fetched",
		                                              "2026-11-10", "becomes", i ? "none" : "rehab"));
	expect_due(f, who, DUE_FETCHED_ORDER, "2026-11-25");
	expect_due(f, other, DUE_FETCHED_ORDER, NULL);
	add_order(f, who, "rehab", "2026-11-12", NULL);
	expect_due(f, who, DUE_FETCHED_ORDER, NULL);
}

/* Plans, grids and follow-ups are asked of everybody from the first one on that the station keeps (rule 8.12). */
static void what_the_station_does_not_keep_is_not_asked(void **state) {
	struct fixture *f = *state;
	long long who = add_resident(f, "试", 1), other = add_resident(f, "试二", 2), id;

	add_order(f, who, "detox", "2026-11-01", "2026-11-03");
	add_order(f, other, "detox", "2026-11-01", "2026-11-03");
	expect_due(f, who, DUE_PLAN, NULL);
	id = add_event(f, "plan", other, PAIRS("occurred", "2026-11-05"));
	expect_due(f, who, DUE_PLAN, "2026-12-03");
	expect_due(f, other, DUE_PLAN, NULL);
	expect_due(f, who, DUE_GRID, NULL);
	add_event(f, "grid", other, PAIRS("occurred", "2026-11-05", "grid", "一格"));
	expect_due(f, who, DUE_GRID, "2026-11-18");
	void_event(f, "plan", id);
	expect_due(f, who, DUE_PLAN, NULL);
}

/* Every 3, 6 and 12 months in the three years (rule 8.11); one in its window answers it, a later one those before. */
static void follow_ups_go_on_for_three_years(void **state) {
	const long long every[FOLLOWUP_YEARS] = {3, 6, 12}, none[FOLLOWUP_YEARS] = {0, 0, 12};
	static const char *const days[] = {"2026-02-28", "2026-05-30", "2026-08-30", "2026-11-30", "2027-05-30", "2027-11-30",
	                                   "2028-11-30"};
	struct promise_rules rules = {.every = {3, 6, 12}, .counted_from = day("2026-01-01")};
	struct promise_fact fact = {.day = day("2025-11-30"), .last = DATE_NONE};
	const struct promise_def *def = promise_of_due(DUE_FOLLOWUP);

	for (int n = 1; n <= 7; n++)
		assert_int_equal(followup_day(fact.day, every, n).n, day(days[n - 1]).n);
	assert_false(date_is_set(followup_day(fact.day, every, 8)));
	assert_int_equal(followup_day(fact.day, none, 1).n, day("2028-11-30").n);
	assert_int_equal(promise_due(def, &fact, &rules).n, day("2026-05-30").n); /* the first began before the station */
	fact.last = day("2026-05-30");
	assert_int_equal(promise_due(def, &fact, &rules).n, day("2026-08-30").n);
	fact.last = day("2026-05-31");
	assert_int_equal(promise_due(def, &fact, &rules).n, day("2026-11-30").n);
	fact.last = day("2028-06-01");
	assert_false(date_is_set(promise_due(def, &fact, &rules)));
}

/* Rule 8.9: who has moved is asked about by the other station, and the receipt once, with the order, wherever it is filled in;
 * a plan is reviewed until its order ends; nothing is asked of the dead. */
static void what_is_no_longer_ours_is_not_asked(void **state) {
	static const char *const to[] = {"executing", "moved", "released"};
	struct fixture *f = *state;
	struct treatment_order o;
	long long who[3], move = 0;

	clock_set_today(day("2026-12-20"));
	for (int i = 0; i < 3; i++) {
		who[i] = add_resident(f, to[i], 10 + i);
		add_order(f, who[i], "detox", "2023-11-01", "2023-11-03");
		add_event(f, "plan", who[i], PAIRS("occurred", "2026-10-01", "review_on", "2026-11-10"));
		add_event(f, "measure", who[i], PAIRS("occurred", "2026-10-01", "what", "试", "who", "试员", "due_on", "2026-11-10"));
		OK(order_current(f->st, &f->actor, who[i], &o, &f->err));
		if (i)
			OK(set_state(f->st, &f->actor, o.rec.id, o.rec.ver, to[i], day("2026-12-01"), "试", "试字1号", &f->err));
		if (i == 1)
			move = add_event(f, "move", who[i], PAIRS("occurred", "2026-12-02", "direction", "out", "other_station", "试站"));
		entity_clear(&order_def, &o);
		expect_due(f, who[i], DUE_PLAN_REVIEW, i ? NULL : "2026-11-10");
		expect_due(f, who[i], DUE_MEASURE, i == 1 ? NULL : "2026-11-10");
		expect_due(f, who[i], DUE_MOVE, NULL);
		expect_due(f, who[i], DUE_RECEIPT, i == 1 ? "2026-12-16" : NULL);
	}
	answer_at(f, "move", move, "receipt", "2026-12-10");
	expect_due(f, who[1], DUE_RECEIPT, NULL);
	add_event(f, "control", who[0], PAIRS("occurred", "2026-12-20", "control", "03"));
	expect_due(f, who[0], DUE_MEASURE, NULL);
}

/* Whom it waits for stands on the line; a reader sees no name. */
static void the_line_says_whom_it_waits_for(void **state) {
	struct fixture *f = *state;
	long long who = add_resident(f, "试", 1);
	struct actor reader;

	add_event(f, "measure", who, PAIRS("occurred", "2026-11-01", "what", "试", "who", "赵村干", "due_on", "2026-11-20"));
	play(f, &reader, "reader");
	for (int i = 0; i < 2; i++) {
		struct list_run r;
		struct ids ids = {0};

		list_run_init(&r, &due_list_def, f->st, i ? &reader : &f->actor);
		OK(list_run_ids(&r, &ids, &f->err));
		OK(list_run_rows(&r, ids.v, ids.n, &f->err));
		assert_int_equal(ids.n, 1);
		assert_int_equal(strstr(str_text(list_cell(&r, 0, 10)), "赵村干") != NULL, i == 0);
		ids_clear(&ids);
		list_run_clear(&r);
	}
}

static void the_table_is_the_sql_by_hand(void **state) {
	struct fixture *f = *state;
	struct made m = {.seed = 8, .residents = 2000 / MADE_SHARE, .events = 60, .today = clock_today(), .days = 1500};
	sqlite3 *db = made_open(f->db);
	char *hand = made_read(TEST_TOP "/tests/store/promises.sql"), *sql;

	made_fill(db, &m);
	made_sql(db, "UPDATE setting SET value = '2024-06-01' WHERE key = 'station.began'");
	OK(due_rebuild(f->st, &f->actor, NULL, &f->err));
	sql = mem_printf("CREATE TEMP TABLE hand AS %s", hand);
	made_sql(db, sql);
	for (size_t i = 0; i < promise_count; i++) {
		char each[400];

		snprintf(each, sizeof each, "SELECT count(*) FROM (SELECT resident, window_no, due_on FROM main.due WHERE kind = %d"
		         " EXCEPT SELECT resident, id, due_on FROM hand WHERE kind = %d)", (int)promise_table[i].kind, (int)promise_table[i].kind);
		if (made_number(db, each))
			fail_msg("kind %d: more than by hand", (int)promise_table[i].kind);
		snprintf(each, sizeof each, "SELECT count(*) FROM (SELECT resident, id, due_on FROM hand WHERE kind = %d"
		         " EXCEPT SELECT resident, window_no, due_on FROM main.due WHERE kind = %d)", (int)promise_table[i].kind,
		         (int)promise_table[i].kind);
		if (made_number(db, each))
			fail_msg("kind %d: less than by hand", (int)promise_table[i].kind);
		snprintf(each, sizeof each, "SELECT count(*) FROM hand WHERE kind = %d", (int)promise_table[i].kind);
		if (made_number(db, each) < 5 / MADE_SHARE)
			fail_msg("kind %d hardly happens: %lld", (int)promise_table[i].kind, made_number(db, each));
	}
	free(hand);
	free(sql);
	sqlite3_close(db);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(each_stands_on_its_day_until_it_is_answered),
		STATION_TEST(what_was_heard_since_moves_the_day),
		STATION_TEST(whoever_was_fetched_wants_an_order),
		STATION_TEST(what_the_station_does_not_keep_is_not_asked),
		STATION_TEST(follow_ups_go_on_for_three_years),
		STATION_TEST(what_is_no_longer_ours_is_not_asked),
		STATION_TEST(the_line_says_whom_it_waits_for),
		STATION_TEST(the_table_is_the_sql_by_hand),
	};

	return cmocka_run_group_tests_name("promises", tests, NULL, NULL);
}
