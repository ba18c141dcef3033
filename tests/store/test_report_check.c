/* Figures that check each other before a month is sent (rule 9.21): what does not agree, what is far from the months
 * before, what cannot both be true. SPDX-License-Identifier: MIT */
#include "store/station.h"

#include "core/conf.h"
#include "model/report/report_check.h"
#include "model/report/sent.h"

static const struct report_doubt *must(const struct report_doubts *d, const char *id, const char *text) {
	const struct report_doubt *found = report_doubts_find(d, id);

	if (!found)
		fail_msg("no doubt %s", id);
	if (!strstr(found->text, text))
		fail_msg("%s: %s", id, found->text);
	return found;
}

static void check(struct fixture *f, const char *from, const char *to, struct report_doubts *out) {
	struct report r;

	OK(report_make(f->st, &f->actor, day(from), day(to), &r, &f->err));
	OK(report_check(f->st, &f->actor, &r, out, &f->err));
	report_clear(&r);
}

/* A station without a fault says nothing, in a month of its own and in one before it. */
static void sound_figures_raise_no_doubt(void **state) {
	struct fixture *f = *state;
	struct report_doubts d;
	long long who = add_resident(f, "试甲", 1);

	add_order(f, who, "detox", "2026-03-01", "2026-03-10");
	add_event(f, "test", who, PAIRS("occurred", "2026-10-09", "result", "neg"));
	check(f, "2026-10-01", "2026-10-31", &d);
	assert_int_equal(d.n, 0);
	report_doubts_clear(&d);
	check(f, "2026-01-01", "2026-01-31", &d);
	assert_int_equal(d.n, 0);
	report_doubts_clear(&d);
}

/* As an old file had it, whatever the forms would say. */
static void ended(struct fixture *f, int order, const char *on) {
	char sql[500];

	snprintf(sql, sizeof sql,
	         "UPDATE treatment_order SET state = 'terminated', ended = '%s' WHERE id = %d; INSERT INTO status_change (uid, ver,"
	         " seq, recorded_at, source, resident, order_id, state, since) SELECT printf('%%026d', %d), 1, 1, 1, 'typed',"
	         " resident, id, state, ended FROM treatment_order WHERE id = %d",
	         on, order, order, order);
	alter(f, sql);
}

static void records_that_cannot_both_be_true(void **state) {
	struct fixture *f = *state;
	struct report_doubts d;
	long long who[5], order;
	const struct report_doubt *two;

	for (int i = 0; i < 5; i++) {
		who[i] = add_resident(f, "试甲", i + 1);
		order = add_order(f, who[i], "detox", "2026-03-01", "2026-03-10");
	}
	/* 1: under two orders; 2: a talk after the death, one on the day of it is fine; 3: tested in prison, and employed there;
	 * 4: nothing but a test on the first day of isolation; 5: ended before it was reported. */
	ended(f, 1, "2026-11-05");
	alter(f, "INSERT INTO treatment_order (uid, ver, seq, recorded_at, source, resident, kind, ordered, reported, state)"
	         " SELECT printf('%026d', 7), 1, 1, 1, 'typed', resident, 'rehab', '2026-05-01', '2026-05-02', 'executing' FROM"
	         " treatment_order WHERE id = 1;"
	         " INSERT INTO status_change (uid, ver, seq, recorded_at, source, resident, order_id, state, since)"
	         " SELECT printf('%026d', 70), 1, 1, 1, 'typed', resident, id, state, reported FROM treatment_order WHERE kind = 'rehab'");
	add_event(f, "control", who[1], PAIRS("occurred", "2026-10-05", "control", "03"));
	add_event(f, "talk", who[1], PAIRS("occurred", "2026-10-05", "channel", "face"));
	check(f, "2026-10-01", "2026-10-31", &d);
	assert_null(report_doubts_find(&d, "after_death"));
	report_doubts_clear(&d);
	add_event(f, "talk", who[1], PAIRS("occurred", "2026-10-20", "channel", "face"));
	add_event(f, "control", who[2], PAIRS("occurred", "2026-03-10", "control", "01"));
	add_event(f, "work", who[2], PAIRS("occurred", "2026-06-01", "job", "company"));
	add_event(f, "custody", who[2], PAIRS("occurred", "2026-10-01", "kind", "prison"));
	add_event(f, "test", who[2], PAIRS("occurred", "2026-10-12", "result", "neg"));
	add_event(f, "custody", who[3], PAIRS("occurred", "2026-10-12", "kind", "isolation"));
	add_event(f, "test", who[3], PAIRS("occurred", "2026-10-12", "result", "neg"));
	alter(f, "DELETE FROM status_change WHERE order_id = 5 AND state = 'executing'");
	/* held, with a control state: in none of its three numbers, which is no doubt (rule 3.11) */
	add_event(f, "control", who[2], PAIRS("occurred", "2026-03-10", "control", "01"));
	ended(f, 5, "2026-03-05");
	assert_int_equal(order, 5);
	check(f, "2026-10-01", "2026-10-31", &d);
	assert_null(report_doubts_find(&d, "controls")); /* held: on the register, neither located nor lost */
	two = must(&d, "two_orders", "1");
	assert_int_equal(two->people.n, 1);
	assert_int_equal(two->people.v[0], who[0]);
	assert_int_equal(must(&d, "after_death", "1")->people.v[0], who[1]);
	assert_int_equal(must(&d, "work_in_prison", "1")->people.v[0], who[2]);
	assert_int_equal(must(&d, "test_in_custody", "1")->people.n, 1);
	assert_int_equal(must(&d, "test_in_custody", "1")->people.v[0], who[2]);
	assert_int_equal(must(&d, "ended_before_reported", "1")->people.v[0], who[4]);
	assert_null(report_doubts_find(&d, "controls"));
	must(&d, "kinds", "5"); /* four people execute, and five orders of two kinds */
	report_doubts_clear(&d);
	check(f, "2026-09-01", "2026-09-30", &d);
	assert_null(report_doubts_find(&d, "after_death")); /* of the month only */
	report_doubts_clear(&d);
}

/* The register of the month before as it was sent, whatever is known now (rule 9.19). */
static void the_register_goes_on_from_what_was_sent(void **state) {
	struct fixture *f = *state;
	struct report_doubts d;

	add_order(f, add_resident(f, "试甲", 1), "detox", "2026-03-01", "2026-03-10");
	send_report_of(f, day("2026-09-01"));
	add_order(f, add_resident(f, "试乙", 2), "detox", "2026-10-01", "2026-10-10");
	check(f, "2026-10-01", "2026-10-31", &d);
	assert_null(report_doubts_find(&d, "register_flow")); /* 1 + 1 = 2 */
	report_doubts_clear(&d);
	add_order(f, add_resident(f, "试丙", 3), "detox", "2026-09-01", "2026-09-10"); /* entered late */
	check(f, "2026-10-01", "2026-10-31", &d);
	must(&d, "register_flow", "= 2");
	report_doubts_clear(&d);
}

/* Beyond what the months before had by more than half of what lies between them and by more than five, six months known. */
static void numbers_far_from_the_months_before(void **state) {
	struct report r = {.from = day("2026-10-01"), .to = day("2026-10-31"), .as_of = day("2026-11-22"),
	                   .counted_from = day("2020-01-01")};
	struct report_row row = {.from = r.from, .day = r.to, .last = true};
	struct report_past past = {0};
	size_t talks = (size_t)(figure_find("talks") - figure_table);
	static const struct {
		int known;
		long long low, high, now;
		bool far;
	} cases[] = {{6, 10, 20, 25, false}, {6, 10, 20, 26, true}, {5, 10, 20, 26, false}, {6, 10, 20, 5, false},
	             {6, 10, 20, 4, true},   {12, 3, 3, 8, false},  {12, 3, 3, 9, true},    {12, 0, 100, 149, false},
	             {12, 0, 100, 151, true}};

	r.rows = &row;
	r.count = 1;
	for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
		struct report_doubts d = {0};
		const struct report_doubt *found;

		for (int m = 0; m < REPORT_PAST; m++) {
			past.value[m] = mem_zalloc(figure_count, sizeof *past.value[m]);
			past.value[m][talks] = m % 2 ? cases[c].low : cases[c].high;
			past.known[m] = m >= REPORT_PAST - cases[c].known;
		}
		row.tally[TALLY_TALKS] = cases[c].now;
		report_check_numbers(&r, &past, &d);
		found = report_doubts_find(&d, "talks");
		if ((found != NULL) != cases[c].far)
			fail_msg("case %zu: %s", c, found ? found->text : "nothing");
		report_doubts_clear(&d);
		for (int m = 0; m < REPORT_PAST; m++)
			free(past.value[m]);
	}
}

/* Does this doubt stand after a figure of a register got this value? */
static bool doubts(struct report_row *row, long long *counts, const struct report_past *past, const char *figure, long long n,
                   const char *id) {
	struct report r = {.rows = row, .count = 1, .from = row->from, .to = row->day};
	struct report_doubts d = {0};
	bool found;

	counts[figure_find(figure)->count - 1] = n;
	report_check_numbers(&r, past, &d);
	found = report_doubts_find(&d, id) != NULL;
	report_doubts_clear(&d);
	return found;
}

/* Rule 9.29: what was found is taken on, not taken on or open; who stands in something stood in it, or is new. */
static void registers_agree_with_themselves(void **state) {
	static const char *const stays[][2] = {{"in_hardship", "hardship_new"}, {"in_care", "care_new"},
	                                       {"maintained", "maintained_new"}, {"paired", "paired_new"}};
	struct report_row row = {.from = day("2026-10-01"), .day = day("2026-10-31"), .kind = code_of("detox"),
	                         .state = code_of("executing"), .last = true, .was_open = true, .person = {.resident = 1}};
	struct report_past past = {.known = {[REPORT_PAST - 1] = true}};
	long long *counts = mem_zalloc(figure_counts_count, sizeof *counts);

	row.counts = counts;
	for (int m = 0; m < REPORT_PAST; m++)
		past.value[m] = mem_zalloc(figure_count, sizeof *past.value[m]);
	assert_true(doubts(&row, counts, NULL, "intakes", 3, "intakes"));
	assert_true(doubts(&row, counts, NULL, "intakes_taken", 1, "intakes"));
	assert_true(doubts(&row, counts, NULL, "intakes_not", 1, "intakes"));
	assert_false(doubts(&row, counts, NULL, "intakes_open", 1, "intakes"));
	assert_true(doubts(&row, counts, NULL, "publicity_attended", 1, "publicity_attended"));
	assert_true(doubts(&row, counts, NULL, "course_passed", 1, "courses_passed"));
	assert_true(doubts(&row, counts, NULL, "fetched", 1, "fetched_rate"));
	assert_false(doubts(&row, counts, NULL, "released_from_centre", 1, "fetched_rate"));
	for (size_t i = 0; i < sizeof stays / sizeof *stays; i++) {
		long long *before = &past.value[REPORT_PAST - 1][figure_find(stays[i][0]) - figure_table];

		assert_true(doubts(&row, counts, &past, stays[i][0], 1, stays[i][0]));
		*before = 1; /* stood so the month before */
		assert_false(doubts(&row, counts, &past, stays[i][0], 1, stays[i][0]));
		*before = 0;
		past.known[REPORT_PAST - 1] = false; /* nothing is known of it */
		assert_false(doubts(&row, counts, &past, stays[i][0], 1, stays[i][0]));
		past.known[REPORT_PAST - 1] = true;
		row.was_open = false; /* came onto the register */
		assert_false(doubts(&row, counts, &past, stays[i][0], 1, stays[i][0]));
		row.was_open = true;
		assert_false(doubts(&row, counts, &past, stays[i][1], 1, stays[i][0]));
	}
	for (int m = 0; m < REPORT_PAST; m++)
		free(past.value[m]);
	free(counts);
}

static void choose(const char *line) {
	char path[] = "/tmp/wubao-check-XXXXXX";
	FILE *f = fdopen(mkstemp(path), "w");
	struct conf *conf = conf_new();
	struct err err = {0};

	assert_non_null(f);
	fprintf(f, "[figures]\n%s\n", line);
	fclose(f);
	assert_int_equal(conf_load(conf, path, &err), RC_OK);
	assert_int_equal(figure_choose(conf, &err), RC_OK);
	conf_free(conf);
	unlink(path);
}

/* A base the county made too small is named with the rate. */
static void a_numerator_is_not_above_its_denominator(void **state) {
	struct report_row row = {.from = day("2026-10-01"), .day = day("2026-10-31"), .kind = code_of("detox"),
	                         .state = code_of("executing"), .last = true,
	                         .was_open = true};
	struct report r = {.rows = &row, .count = 1, .from = row.from, .to = row.day};
	struct report_doubts d = {0};

	row.person = (struct report_person){.resident = 1, .birth = day("1990-01-01"), .job = code_of("farm")};
	report_check_numbers(&r, NULL, &d);
	if (d.n > 0)
		fail_msg("%s: %s", d.v[0].id, d.v[0].text);
	choose("able = died");
	report_check_numbers(&r, NULL, &d);
	must(&d, "employment_rate", "1 >");
	report_doubts_clear(&d);
	choose("");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(sound_figures_raise_no_doubt),
		STATION_TEST(records_that_cannot_both_be_true),
		STATION_TEST(the_register_goes_on_from_what_was_sent),
		cmocka_unit_test(registers_agree_with_themselves),
		cmocka_unit_test(numbers_far_from_the_months_before),
		cmocka_unit_test(a_numerator_is_not_above_its_denominator),
	};

	return cmocka_run_group_tests_name("report check", tests, NULL, NULL);
}
