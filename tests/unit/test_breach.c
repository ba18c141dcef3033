/* Rules 6.3 and 6.4 counted by hand; leaves, warnings and tests as their registers check them.
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/tr.h"
#include "model/event/drug_testing.h"
#include "model/rules/breach_count.h"
#include "model/rules/legal_duty.h"
#include "texts.h"

static struct missed_test a_missed(long long id, const char *on, const char *judged, char *warning_no) {
	struct missed_test m;

	entity_init(&missed_def, &m);
	m.rec.id = id;
	m.occurred = day(on);
	m.judged = code_of(judged);
	m.warning_no = warning_no;
	return m;
}

static struct warning a_warning(long long id, const char *on, const char *kind, const char *from, const char *until) {
	struct warning w;

	entity_init(&warning_def, &w);
	w.rec.id = id;
	w.occurred = day(on);
	w.kind = code_of(kind);
	w.away_from = from ? day(from) : DATE_NONE;
	w.away_until = until ? day(until) : DATE_NONE;
	return w;
}

static void nothing_is_nothing(void **state) {
	struct breach_count b;
	struct str line = {0};

	tr_set_lang(LANG_ZH);
	breach_count_make(NULL, 0, NULL, 0, day("2026-11-22"), &b);
	breach_count_line(&b, &line);
	assert_string_equal(str_text(&line), "拒检 0/3  擅离 0/3  累计 0/30 天");
	tr_set_lang(LANG_EN);
	str_clear(&line);
	breach_count_clear(&b);
}

/* A missed window is no refusal; one refusal told by two records counts once. */
static void refusals(void **state) {
	char number[] = "示公〔2026〕告3号", as_typed[] = "示公[2026]告 ３号", lone[] = "告（2026）9", lone_too[] = "告【2026】9";
	struct missed_test missed[] = {
		a_missed(1, "2026-01-10", "reason", NULL),
		a_missed(2, "2026-03-10", "refused", number),
		a_missed(3, "2026-05-10", "evaded", NULL),
	};
	struct warning warnings[] = {
		a_warning(1, "2026-03-12", "refused", NULL, NULL), /* names the same paper as missed 2 */
		a_warning(2, "2026-05-10", "evaded", NULL, NULL),  /* on the day of missed 3 */
		a_warning(3, "2026-07-01", "refused", NULL, NULL), /* another one */
		a_warning(4, "2026-08-01", "report", NULL, NULL),  /* nothing of this */
		a_warning(5, "2026-08-02", "refused", NULL, NULL), /* of no test, and not said to be another time */
		a_warning(6, "2026-06-20", "evaded", NULL, NULL),  /* another one by the number of the third */
		a_warning(7, "2026-09-01", "refused", NULL, NULL), /* about missed 2, whenever it is written */
		a_warning(8, "2026-09-02", "refused", NULL, NULL), /* of the excused one: no refusal */
		a_warning(9, "2026-05-10", "refused", NULL, NULL), /* another one, on the day of missed 3 */
	};
	struct breach_count b;
	struct str line = {0};

	warnings[0].doc_no = as_typed;
	warnings[2].another = warnings[5].another = warnings[8].another = code_of("yes");
	warnings[2].doc_no = lone;
	warnings[5].doc_no = lone_too;
	missed[0].window_no = 2;
	missed[1].window_no = warnings[6].window_no = 4;
	missed[2].window_no = 6;
	warnings[7].window_no = 2;
	assert_ptr_equal(breach_test_of(&warnings[0], missed, 3), &missed[1]);
	assert_ptr_equal(breach_test_of(&warnings[6], missed, 3), &missed[1]);
	assert_null(breach_test_of(&warnings[7], missed, 3));
	assert_null(breach_test_of(&warnings[8], missed, 3));
	breach_count_make(missed, 3, warnings, 8, day("2026-11-22"), &b);
	assert_int_equal(b.refusals, 3);
	assert_int_equal(b.absences, 0);
	assert_int_equal(b.count, 9);
	assert_string_equal(b.items[0].reg, "missed");
	assert_int_equal(b.items[0].id, 2);
	assert_int_equal(b.items[1].times, 0);
	assert_int_equal(b.items[4].id, 6); /* the earlier of the two letters of one number has the time */
	assert_int_equal(b.items[4].times, 1);
	for (size_t i = 5; i < b.count; i++)
		assert_int_equal(b.items[i].times, 0);
	breach_count_line(&b, &line);
	assert_non_null(strstr(str_text(&line), "3/3!"));
	str_clear(&line);
	breach_count_clear(&b);
}

static void absences(void **state) {
	struct warning warnings[] = {
		a_warning(1, "2026-02-01", "away", "2026-01-10", "2026-01-20"), /* 11 days */
		a_warning(2, "2026-02-05", "away", "2026-01-18", "2026-01-22"), /* the same absence, 2 days more */
		a_warning(3, "2026-03-01", "away", "2026-01-23", "2026-01-24"), /* goes on the next day: 2 days more */
		a_warning(4, "2026-06-01", "away", NULL, NULL),                 /* a time without its days */
		a_warning(5, "2026-11-10", "away", "2026-11-07", NULL),         /* not back: 7..22 November, 16 days */
	};
	struct breach_count b;
	struct str line = {0};

	breach_count_make(NULL, 0, warnings, 5, day("2026-11-22"), &b);
	assert_int_equal(b.absences, 3);
	assert_int_equal(b.days, 31);
	assert_int_equal(b.items[1].times, 0);
	assert_int_equal(b.items[1].days, 2);
	assert_int_equal(b.items[3].days, 0);
	assert_int_equal(b.items[3].times, 1);
	breach_count_line(&b, &line);
	assert_non_null(strstr(str_text(&line), "31/30!"));
	breach_count_clear(&b);
	/* The law says: more than 30 days. */
	breach_count_make(NULL, 0, warnings, 5, day("2026-11-21"), &b);
	assert_int_equal(b.days, 30);
	str_reset(&line);
	breach_count_line(&b, &line);
	assert_null(strstr(str_text(&line), "30/30!"));
	str_clear(&line);
	breach_count_clear(&b);
}

/* Told is the newest evidence: a fourth refusal wants a second report, and so does one typed after the report was. */
static void the_newest_breach_is_told(void **state) {
	struct missed_test missed[] = {
		a_missed(1, "2026-01-10", "refused", NULL), a_missed(2, "2026-03-10", "refused", NULL),
		a_missed(3, "2026-05-10", "evaded", NULL),  a_missed(4, "2026-07-10", "refused", NULL),
	};
	struct warning away = a_warning(1, "2026-08-20", "away", "2026-07-12", "2026-08-20");
	struct sent_fact sent = {.reason = code_of("breach"), .covers = day("2026-05-10"), .sent = day("2026-06-01")};
	struct order_facts c = {.warnings = &away, .sent = &sent, .sent_count = 1};
	const struct {
		size_t missed, warnings;
		const char *covers;
		bool told;
	} cases[] = {{3, 0, "2026-05-10", true}, {3, 0, "2026-05-09", false}, {4, 0, "2026-05-10", false},
	             {4, 0, "2026-07-10", true}, {4, 1, "2026-07-10", false}, /* 30 days were full on 08-10, the 31st is 08-11 */
	             {4, 1, "2026-08-11", true}, {4, 1, "2026-08-10", false}, {2, 0, "2026-12-31", false}};
	struct breach_count b;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		sent.covers = day(cases[i].covers);
		c.warning_count = cases[i].warnings;
		breach_count_make(missed, cases[i].missed, &away, cases[i].warnings, day("2026-11-22"), &b);
		assert_int_equal(legal_duty_breach_is_told(&c, &b), cases[i].told);
		breach_count_clear(&b);
	}
	missed[2].rec.source = code_of("typed");
	missed[2].rec.recorded_at = 2000;
	sent.recorded = 1000;
	breach_count_make(missed, 3, NULL, 0, day("2026-11-22"), &b);
	assert_false(legal_duty_breach_is_told(&c, &b));
	sent.recorded = 3000;
	assert_true(legal_duty_breach_is_told(&c, &b));
	breach_count_clear(&b);
}

static struct leave a_leave(const char *from, const char *to) {
	struct leave l;

	entity_init(&leave_def, &l);
	l.occurred = day("2026-10-01");
	l.leave_from = day(from);
	l.leave_to = day(to);
	return l;
}

/* Where the county asks for no approval, a report is enough and may be extended. */
static void leave_without_approval(void **state) {
	struct leave l = a_leave("2026-11-01", "2026-11-05");
	struct findings told = {.n = 0};
	struct err err = {RC_OK};

	leave_ask_approval(false);
	assert_int_equal(leave_check(&l, day("2026-11-22"), &told, &err), RC_OK);
	assert_string_equal(l.leave_state.s, "reported");
	assert_string_equal(leave_state_on(&l, day("2026-11-06")).s, "overdue");
	l.extends_to = day("2026-11-10");
	assert_int_equal(leave_check(&l, day("2026-11-22"), &told, &err), RC_OK);
	assert_string_equal(l.leave_state.s, "extended");
	leave_ask_approval(true);
}

static void leave_states(void **state) {
	struct date today = day("2026-11-22");
	struct leave l = a_leave("2026-11-01", "2026-11-05");
	struct findings told = {.n = 0};
	struct err err = {RC_OK};
	char approver[] = "王干事";

	assert_int_equal(leave_check(&l, today, &told, &err), RC_OK);
	assert_string_equal(l.leave_state.s, "pending");
	/* the day alone approves nothing, and what was saved can be saved again */
	l.approved_on = day("2026-10-02");
	for (int again = 0; again < 2; again++)
		assert_int_equal(leave_check(&l, today, NULL, &err), RC_OK);
	assert_string_equal(l.leave_state.s, "pending");
	l.approved_on = DATE_NONE;
	l.extends_to = day("2026-11-10");
	assert_int_equal(leave_check(&l, today, &told, &err), RC_INVALID);
	assert_string_equal(err.id, "leave.not-approved");
	l.approver = approver;
	l.approved_on = day("2026-10-02");
	assert_int_equal(leave_check(&l, today, &told, &err), RC_OK);
	assert_string_equal(l.leave_state.s, "extended");
	assert_string_equal(leave_state_on(&l, day("2026-11-10")).s, "extended");
	assert_string_equal(leave_state_on(&l, day("2026-11-11")).s, "overdue");
	l.returned = day("2026-11-09");
	assert_int_equal(leave_check(&l, today, &told, &err), RC_OK);
	assert_string_equal(l.leave_state.s, "back");
	assert_string_equal(leave_state_on(&l, today).s, "back");
	assert_int_equal(leave_days(&l), 9);
	l.leave_state = code_of("refused");
	assert_int_equal(leave_check(&l, today, &told, &err), RC_INVALID);
	assert_string_equal(err.id, "leave.off");
	l.extends_to = l.returned = DATE_NONE;
	assert_int_equal(leave_check(&l, today, &told, &err), RC_OK);
	assert_string_equal(leave_state_on(&l, today).s, "refused");
	assert_int_equal(told.n, 0);
}

/* Rule 6.20: a state that was picked has what it rests on, or is refused by name. */
static void a_picked_state_is_not_dropped(void **state) {
	static const struct {
		const char *picked, *field; /* NULL: taken */
	} cases[] = {{"approved", "approver"}, {"extended", "extends_to"}, {"overdue", "leave_state"},
	             {"refused", NULL}, {"withdrawn", NULL}, {"pending", NULL}};
	char approver[] = "王干事";
	struct findings told = {.n = 0};
	struct err err = {RC_OK};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct leave l = a_leave("2026-11-01", "2026-11-25");

		l.leave_state = code_of(cases[i].picked);
		assert_int_equal(leave_check(&l, day("2026-11-22"), &told, &err), cases[i].field ? RC_INVALID : RC_OK);
		if (cases[i].field)
			assert_string_equal(err.field, cases[i].field);
		else
			assert_string_equal(l.leave_state.s, cases[i].picked);
	}
	assert_int_equal(told.n, 0);
	struct leave l = a_leave("2026-11-01", "2026-11-25");
	l.leave_state = code_of("approved");
	l.approver = approver;
	assert_int_equal(leave_check(&l, day("2026-11-22"), &told, &err), RC_OK);
	assert_int_equal(told.n, 1);
	assert_string_equal(told.v[0].field, "approved_on");
	assert_int_equal(told.v[0].kind, FINDING_ASK);
}

/* Rule 6.21: nobody is late from a leave nobody gave; who is, by how many days. */
static void what_was_never_approved_is_not_overdue(void **state) {
	struct leave l = a_leave("2026-11-01", "2026-11-05");
	struct str said = {0};

	l.leave_state = code_of("pending");
	assert_string_equal(leave_state_on(&l, day("2026-11-13")).s, "pending");
	leave_ask_approval(false);
	assert_string_equal(leave_state_on(&l, day("2026-11-13")).s, "overdue");
	leave_ask_approval(true);
	l.leave_state = code_of("approved");
	assert_int_equal(leave_late(&l, day("2026-11-05")), 0);
	leave_say_late(&l, day("2026-11-05"), &said);
	assert_int_equal(said.n, 0);
	leave_say_late(&l, day("2026-11-13"), &said);
	assert_string_equal(str_text(&said), " 8 days");
	str_clear(&said);
}

/* Rule 6.1: three days or more out of the county ask for a written report. */
static void leave_asks_for_a_written_report(void **state) {
	static const struct {
		const char *to, *out, *written;
		unsigned told;
	} cases[] = {{"2026-11-03", "yes", "no", 1}, {"2026-11-02", "yes", "no", 0}, {"2026-11-03", "no", "no", 0},
	             {"2026-11-03", "yes", "yes", 0}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct leave l = a_leave("2026-11-01", cases[i].to);
		struct findings told = {.n = 0};

		l.out_of_county = code_of(cases[i].out);
		l.written = code_of(cases[i].written);
		assert_int_equal(leave_check(&l, day("2026-11-22"), &told, NULL), RC_OK);
		assert_int_equal(told.n, cases[i].told);
	}
}

static void warnings_with_days(void **state) {
	struct warning w = a_warning(1, "2026-11-10", "refused", "2026-11-01", NULL);
	struct findings told = {.n = 0};
	struct err err = {RC_OK};
	struct date today = day("2026-11-22");

	assert_int_equal(warning_check(&w, today, &told, &err), RC_OK);
	assert_int_equal(told.n, 1);
	told.n = 0;
	w.kind = code_of("away");
	assert_int_equal(warning_check(&w, today, &told, &err), RC_OK);
	assert_int_equal(told.n, 0);
	w.away_until = day("2026-10-31");
	assert_int_equal(warning_check(&w, today, &told, &err), RC_INVALID);
	assert_string_equal(err.field, "away_until");
	w.away_from = DATE_NONE;
	assert_int_equal(warning_check(&w, today, &told, &err), RC_INVALID);
	assert_string_equal(err.field, "away_from");
	w.away_until = DATE_NONE;
	assert_int_equal(warning_check(&w, today, &told, &err), RC_OK);
	assert_int_equal(told.n, 1);
}

static void tests_on_their_way(void **state) {
	struct drug_test t;
	struct findings told = {.n = 0};
	struct err err = {RC_OK};
	struct date today = day("2026-11-22");

	entity_init(&test_def, &t);
	t.occurred = today;
	t.result = code_of("sent");
	assert_int_equal(test_check(&t, today, &told, &err), RC_INVALID);
	assert_string_equal(err.field, "result");
	t.sample = code_of("hair");
	assert_int_equal(test_check(&t, today, &told, &err), RC_OK);
	t.review = code_of("pending");
	assert_int_equal(test_check(&t, today, &told, &err), RC_OK);
	assert_int_equal(told.n, 1);
	t.nature = code_of("elsewhere");
	assert_int_equal(test_check(&t, today, &told, &err), RC_OK);
	assert_int_equal(told.n, 2);
	t.review = CODE_NONE;
	assert_int_equal(test_check(&t, today, &told, &err), RC_OK);
	assert_string_equal(t.review.s, "passed");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_nothing), cmocka_unit_test(refusals),
		cmocka_unit_test(absences),           cmocka_unit_test(leave_states), cmocka_unit_test(a_picked_state_is_not_dropped),
		cmocka_unit_test(what_was_never_approved_is_not_overdue),
		cmocka_unit_test(leave_without_approval),
		cmocka_unit_test(leave_asks_for_a_written_report), cmocka_unit_test(warnings_with_days),
		cmocka_unit_test(tests_on_their_way), cmocka_unit_test(the_newest_breach_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
