/* From each of the five slips to its papers: which step is proposed, what it is filled with, what is left on Today, and
 * what a reason takes away for good. SPDX-License-Identifier: MIT */
#include "store/station.h"

#include "model/entry/chain.h"
#include "model/event/registers.h"
#include "model/rules/worklist.h"

static long long rows(struct fixture *f, long long who, enum due_kind kind) {
	char sql[120];

	snprintf(sql, sizeof sql, "SELECT count(*) FROM due WHERE resident = %lld AND kind = %d", who, kind);
	return number(f, sql);
}

static const char *value(const struct chain_next *next, const char *field) {
	for (size_t i = 0; i < next->n; i++)
		if (strcmp(next->v[i].field, field) == 0)
			return next->v[i].value;
	return "";
}

/* After this record the step of this rule and register is proposed ("" for none). */
static void next_is(struct fixture *f, struct chain_next *out, const char *reg, long long id, const char *rule,
                    const char *next) {
	OK(chain_after_id(f->st, &f->actor, reg, id, out, &f->err));
	assert_string_equal(out->step ? out->step->rule : "", rule);
	assert_string_equal(out->step ? out->step->next : "", next);
}

/* The record the step proposes, saved as its form would, with more or other values. */
static long long do_next(struct fixture *f, const struct chain_next *next, const char *const *more) {
	const char *pairs[2 * CHAIN_VALUES + 20];
	size_t n = 0;

	for (size_t i = 0; i < next->n; i++) {
		pairs[n++] = next->v[i].field;
		pairs[n++] = next->v[i].value;
	}
	while (*more)
		pairs[n++] = *more++;
	pairs[n] = NULL;
	return add_event(f, next->step->next, next->resident, pairs);
}

static long long set(struct fixture *f, const char *reg, long long id, const char *const *pairs) {
	const struct event_def *def = event_find_def(reg);
	struct event *e = mem_zalloc(1, def->entity->size);

	OK(event_get(f->st, &f->actor, def, id, e, &f->err));
	for (size_t i = 0; pairs[i]; i += 2)
		OK(field_parse(entity_field(def->entity, pairs[i]), e, pairs[i + 1], station_env(f->st), &f->err));
	OK(event_save(f->st, &f->actor, def, e, &f->err));
	entity_clear(def->entity, e);
	free(e);
	return id;
}

static long long executing(struct fixture *f, int n) {
	long long who = add_resident(f, "陈春", n);

	add_order(f, who, "detox", "2026-01-01", "2026-01-10");
	return who;
}

static long long refused(struct fixture *f, long long who, const char *window, const char *on) {
	return add_event(f, "missed", who, PAIRS("occurred", on, "window_no", window, "judged", "refused", "notice_on", on));
}

/* Rules 17.1, 17.2, 17.3, 17.7: missed test, letter, report at the limit, decision, end of the order. */
static void a_missed_test_leads_to_the_end(void **state) {
	struct fixture *f = *state;
	struct chain_next next;
	long long who = executing(f, 11), missed, letter, report;

	missed = refused(f, who, "2", "2026-03-20");
	next_is(f, &next, "missed", missed, "17.2", "warning");
	assert_string_equal(value(&next, "kind"), "refused");
	assert_string_equal(value(&next, "window_no"), "2");
	assert_non_null(strstr(value(&next, "content"), "2026-03-20"));
	assert_non_null(strstr(value(&next, "content"), "2026-02-10"));
	assert_int_equal(rows(f, who, DUE_NO_LETTER), 1);
	letter = do_next(f, &next, PAIRS("occurred", "2026-03-21"));
	chain_clear(&next);
	assert_int_equal(rows(f, who, DUE_NO_LETTER), 0);
	assert_int_equal(rows(f, who, DUE_UNSERVED), 1);
	next_is(f, &next, "missed", missed, "", "");
	next_is(f, &next, "warning", letter, "", ""); /* not at the limit */
	set(f, "warning", letter, PAIRS("served", "2026-03-22", "served_how", "当面"));
	assert_int_equal(rows(f, who, DUE_UNSERVED), 0);

	refused(f, who, "3", "2026-04-20");
	missed = refused(f, who, "4", "2026-05-20");
	assert_int_equal(rows(f, who, DUE_NO_LETTER), 2);
	next_is(f, &next, "missed", missed, "17.2", "warning"); /* its own letter, not that of another */
	assert_string_equal(value(&next, "window_no"), "4");
	letter = do_next(f, &next, PAIRS("occurred", "2026-05-21", "not_served", "住址无人"));
	chain_clear(&next);
	assert_int_equal(rows(f, who, DUE_UNSERVED), 0);
	next_is(f, &next, "missed", missed, "17.3", "police");
	chain_clear(&next);
	next_is(f, &next, "warning", letter, "17.3", "police");
	assert_string_equal(value(&next, "reason"), "breach");
	assert_non_null(strstr(value(&next, "facts"), "2026-05-20"));
	report = do_next(f, &next, PAIRS("occurred", "2026-05-22"));
	chain_clear(&next);
	assert_int_equal(rows(f, who, DUE_POLICE_BREACH), 1); /* a draft */
	assert_int_equal(rows(f, who, DUE_POLICE_DRAFT), 0);  /* and one line is enough */
	next_is(f, &next, "warning", letter, "17.3", "police");
	assert_int_equal(next.id, report);
	chain_clear(&next);
	set(f, "police", report, PAIRS("sent", "2026-05-23", "to_whom", "石桥派出所"));
	assert_int_equal(rows(f, who, DUE_POLICE_BREACH), 0);
	assert_int_equal(rows(f, who, DUE_POLICE_ANSWER), 1);
	next_is(f, &next, "police", report, "", "");
	set(f, "police", report, PAIRS("answer", "isolation", "answered", "2026-06-01", "answer_no", "石公戒决〔2026〕7号"));
	assert_int_equal(rows(f, who, DUE_POLICE_ANSWER), 0);
	assert_int_equal(rows(f, who, DUE_DECISION), 1);
	next_is(f, &next, "police", report, "17.7", "state");
	assert_string_equal(value(&next, "state"), "terminated");
	assert_string_equal(value(&next, "cause"), "isolation");
	assert_string_equal(value(&next, "since"), "2026-06-01");
	assert_string_equal(value(&next, "document"), "石公戒决〔2026〕7号");
	OK(order_set_state(f->st, &f->actor, next.order, 1, &(struct transition_ask){
		.to = code_of("terminated"), .since = day("2026-06-01"), .reason = "强制隔离戒毒", .document = "7",
		.cause = code_of("isolation"), .papers_sent = DATE_NONE, .receipt = DATE_NONE}, &f->err));
	chain_clear(&next);
	assert_int_equal(rows(f, who, DUE_DECISION), 0);
}

/* Rules 17.1, 17.7: "no" wants a reason, is kept, and does not come back; of a report nothing counts as sent. */
static void a_reason_takes_a_step_away(void **state) {
	struct fixture *f = *state;
	struct chain_next next;
	long long who = executing(f, 12), missed;

	refused(f, who, "2", "2026-03-20");
	refused(f, who, "3", "2026-04-20");
	missed = refused(f, who, "4", "2026-05-20");
	next_is(f, &next, "missed", missed, "17.2", "warning");
	REFUSED(chain_decline(f->st, &f->actor, &next, "", &f->err), "chain.reason");
	OK(chain_decline(f->st, &f->actor, &next, "已口头告诫", &f->err));
	chain_clear(&next);
	assert_int_equal(rows(f, who, DUE_NO_LETTER), 2);
	next_is(f, &next, "missed", missed, "17.3", "police");
	OK(chain_decline(f->st, &f->actor, &next, "派出所已在办", &f->err));
	chain_clear(&next);
	next_is(f, &next, "missed", missed, "", "");
	assert_int_equal(rows(f, who, DUE_POLICE_BREACH), 0);
	assert_int_equal(rows(f, who, DUE_POLICE_DRAFT), 0);
	assert_int_equal(rows(f, who, DUE_POLICE_ANSWER), 0);
	assert_int_equal(number(f, "SELECT count(*) FROM police_report WHERE not_sent = '派出所已在办' AND sent IS NULL AND"
	                           " facts LIKE '%2026-05-20%'"), 1);
	missed = refused(f, who, "5", "2026-06-20"); /* what is new is asked again */
	assert_int_equal(rows(f, who, DUE_POLICE_BREACH), 1);
}

/* Rule 17.4: the overdue report-in. */
static void a_late_report_in_is_warned_and_reported(void **state) {
	struct fixture *f = *state;
	struct chain_next next;
	long long who = add_resident(f, "陈春", 13), order = add_order(f, who, "detox", "2026-10-01", NULL), letter;

	next_is(f, &next, CHAIN_ORDER, order, "17.4", "warning");
	assert_string_equal(value(&next, "kind"), "report");
	assert_non_null(strstr(value(&next, "content"), "2026-10-16"));
	assert_int_equal(rows(f, who, DUE_POLICE_REFUSAL), 0); /* late alone is nothing a person has said */
	letter = do_next(f, &next, PAIRS("occurred", "2026-10-20"));
	chain_clear(&next);
	next_is(f, &next, CHAIN_ORDER, order, "", "");
	next_is(f, &next, "warning", letter, "17.4", "police");
	assert_string_equal(value(&next, "reason"), "refusal");
	assert_int_equal(rows(f, who, DUE_UNSERVED), 1);
	do_next(f, &next, PAIRS("occurred", "2026-10-21", "sent", "2026-10-21", "to_whom", "石桥派出所"));
	chain_clear(&next);
	assert_int_equal(rows(f, who, DUE_POLICE_REFUSAL), 0);
	assert_int_equal(rows(f, who, DUE_POLICE_ANSWER), 1);
	who = add_resident(f, "陈夏", 14);
	order = add_order(f, who, "detox", "2026-11-15", NULL); /* in time still */
	next_is(f, &next, CHAIN_ORDER, order, "", "");
}

/* Rules 17.5, 17.3: nobody back from leave; a person says that it is an absence, and three are a breach. */
static void an_overdue_leave_becomes_an_absence(void **state) {
	struct fixture *f = *state;
	struct chain_next next;
	long long who = executing(f, 15), leave, letter;

	leave = add_event(f, "leave", who, PAIRS("occurred", "2026-11-01", "reason", "探亲", "destination", "邻县",
	                                         "out_of_county", "yes", "leave_from", "2026-11-02", "leave_to", "2026-11-05",
	                                         "written", "yes", "approver", "王干事", "approved_on", "2026-11-01"));
	next_is(f, &next, "leave", leave, "17.5", "warning");
	assert_string_equal(value(&next, "kind"), "away");
	assert_string_equal(value(&next, "away_from"), "2026-11-06");
	letter = do_next(f, &next, PAIRS("occurred", "2026-11-10", "away_until", "2026-11-10", "served", "2026-11-10"));
	chain_clear(&next);
	next_is(f, &next, "leave", leave, "", "");
	next_is(f, &next, "warning", letter, "", "");
	for (int i = 0; i < 2; i++)
		letter = add_event(f, "warning", who, PAIRS("occurred", i ? "2026-11-18" : "2026-11-14", "kind", "away",
		                                            "away_from", i ? "2026-11-17" : "2026-11-13", "away_until",
		                                            i ? "2026-11-17" : "2026-11-13", "served", "2026-11-18"));
	next_is(f, &next, "warning", letter, "17.3", "police"); /* the unauthorised absence */
	assert_string_equal(value(&next, "reason"), "breach");
	chain_clear(&next);
}

/* Rule 17.6: searched for, out of contact, reported. */
static void a_lost_person_is_reported(void **state) {
	struct fixture *f = *state;
	struct chain_next next;
	long long who = executing(f, 16), id;

	add_event(f, "search", who, PAIRS("occurred", "2026-11-10", "summary", "电话停机", "met", "notfound"));
	id = add_event(f, "search", who, PAIRS("occurred", "2026-11-20", "summary", "三处未见", "met", "notfound"));
	next_is(f, &next, "search", id, "17.6", "control");
	OK(chain_save(f->st, &f->actor, &next, &id, &f->err));
	chain_clear(&next);
	assert_int_equal(number(f, "SELECT count(*) FROM resident WHERE control = '02'"), 1);
	next_is(f, &next, "control", id, "17.6", "police");
	assert_string_equal(value(&next, "reason"), "lost");
	assert_non_null(strstr(value(&next, "facts"), "2026-11-10"));
	assert_non_null(strstr(value(&next, "facts"), "三处未见"));
	assert_int_equal(rows(f, who, DUE_POLICE_LOST), 1); /* left for later, it stands on Today */
	do_next(f, &next, PAIRS("occurred", "2026-11-21", "sent", "2026-11-21", "to_whom", "石桥派出所"));
	chain_clear(&next);
	next_is(f, &next, "control", id, "", "");
	assert_int_equal(rows(f, who, DUE_POLICE_LOST), 0);
	assert_int_equal(rows(f, who, DUE_POLICE_ANSWER), 1);
}

/* Rule 17.8: the next number, as the newest is written, in this year. */
static void numbers_go_on(void **state) {
	struct fixture *f = *state;
	static const struct {
		const char *used, *next;
	} cases[] = {{NULL, "告诫〔2026〕1号"}, {"石禁告〔2025〕31号", "石禁告〔2026〕1号"},
	             {"石禁告〔2026〕9号", "石禁告〔2026〕10号"}, {"石禁告〔2026〕2号", "石禁告〔2026〕10号"},
	             {"告-2026-007", "告-2026-008"}, {"无号", "告-2026-008"}};
	long long who = executing(f, 17);

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *got;

		if (cases[i].used)
			add_event(f, "warning", who, PAIRS("occurred", "2026-11-01", "kind", "other", "doc_no", cases[i].used));
		got = chain_number(f->st, "warning", &f->err);
		assert_string_equal(got, cases[i].next);
		free(got);
	}
	assert_null(chain_number(f->st, "talk", &f->err));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(a_missed_test_leads_to_the_end),
		STATION_TEST(a_reason_takes_a_step_away),
		STATION_TEST(a_late_report_in_is_warned_and_reported),
		STATION_TEST(an_overdue_leave_becomes_an_absence),
		STATION_TEST(a_lost_person_is_reported),
		STATION_TEST(numbers_go_on),
	};

	tr_set_lang(LANG_ZH);
	return cmocka_run_group_tests_name("chain", tests, NULL, NULL);
}
