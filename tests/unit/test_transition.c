/* Which state may follow which, what each step asks for, and what is said (rules 3.2, 3.3).
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/mem.h"
#include "core/tr.h"
#include "model/order/state_facts.h"
#include "model/rules/order_facts.h"
#include "model/station/codes.h"
#include "texts.h"

/* Rows: from; columns: to; in the order of codes_state. */
static const char *const matrix[] = {
	".e.tm.", /* awaiting */
	"..stmr", /* executing */
	".e.t..", /* suspended */
	"......", /* terminated */
	"......", /* moved */
	"......", /* released */
};

static struct treatment_order an_order(const char *state) {
	struct treatment_order o;

	entity_init(&order_def, &o);
	o.kind = code_of("detox");
	o.state = code_of(state);
	o.ordered = day("2023-11-01");
	o.reported = day("2023-11-10");
	return o;
}

static const struct term term3 = {.start = {19671}, .end = {20766}, .proposed = {20766}, .months = 36};

static enum rc check(const struct treatment_order *o, const char *to, const char *since, const char *reason,
                     const char *document, struct err *err) {
	const struct transition_ask ask = {.to = code_of(to), .since = since ? day(since) : DATE_NONE, .reason = reason,
	                                   .document = document, .cause = code_of("other"), .moved_to = "邻县"};

	*err = (struct err){RC_OK};
	return transition_check(o, &term3, day("2024-02-01"), &ask, day("2026-11-22"), err);
}

static void the_matrix_holds(void **state) {
	struct err err;

	for (size_t i = 0; i < codes_state.count; i++) {
		for (size_t k = 0; k < codes_state.count; k++) {
			struct treatment_order o = an_order(codes_state.items[i].code);
			const char *to = codes_state.items[k].code;
			const struct transition *t = transition_find(o.state, code_of(to));
			bool allowed = matrix[i][k] != '.';

			assert_int_equal(t == NULL, i == k);
			if (!t)
				continue;
			assert_int_equal(t->refusal == NULL, allowed);
			assert_int_equal(t->label != NULL, allowed);
			assert_true(!t->paper || code_find(&codes_document, code_of(t->paper)));
			assert_int_equal(check(&o, to, "2026-11-20", "因故", "文1号", &err), allowed ? RC_OK : RC_INVALID);
			if (!allowed) {
				assert_string_equal(err.field, "state");
				assert_string_equal(err.text, tr(t->refusal));
			}
		}
	}
	assert_int_equal(transition_count, codes_state.count * (codes_state.count - 1));
}

static void the_same_and_the_unknown_are_refused(void **state) {
	struct treatment_order o = an_order("executing");
	struct err err;

	assert_int_equal(check(&o, "executing", "2026-11-20", "因故", "1", &err), RC_INVALID);
	assert_string_equal(err.id, "state.same");
	assert_int_equal(check(&o, "gone", "2026-11-20", "因故", "1", &err), RC_INVALID);
	assert_string_equal(err.id, "state.unknown");
}

static void days_are_bounded_by_the_log_and_today(void **state) {
	static const struct {
		const char *since, *id;
	} days[] = {{NULL, "state.no-day"},          {"2026-11-23", "state.future"}, {"2024-01-31", "state.early"},
	            {"2023-10-31", "state.early"}, {"2024-02-01", NULL},          {"2026-11-22", NULL}};
	struct treatment_order o = an_order("executing");
	struct err err;

	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		assert_int_equal(check(&o, "suspended", days[i].since, "拘留", "文1", &err), days[i].id ? RC_INVALID : RC_OK);
		if (days[i].id) {
			assert_string_equal(err.id, days[i].id);
			assert_string_equal(err.field, "since");
		}
	}
}

static void reason_and_paper_are_asked_for(void **state) {
	struct treatment_order o = an_order("executing");
	struct err err;

	assert_int_equal(check(&o, "suspended", "2026-01-01", "", "文1", &err), RC_INVALID);
	assert_string_equal(err.field, "reason");
	assert_int_equal(check(&o, "moved", "2026-01-01", "迁居", NULL, &err), RC_INVALID);
	assert_string_equal(err.field, "document");
	o = an_order("awaiting");
	assert_int_equal(check(&o, "executing", "2026-01-01", NULL, NULL, &err), RC_OK);
}

static void what_a_step_wants_is_known_before(void **state) {
	static const struct {
		const char *from, *to, *since;
		bool reason, document;
		const char *more; /* the field only this step asks for */
	} steps[] = {
		{"executing", "suspended", "2026-01-01", true, true, ""},
		{"suspended", "executing", "2026-01-01", true, true, ""},
		{"awaiting", "executing", "2026-01-01", false, false, ""},
		{"executing", "released", "2026-01-01", false, true, ""}, /* before the last day of the term */
		{"executing", "released", "2026-11-10", false, false, ""},
		{"executing", "terminated", "2026-01-01", true, true, "cause"},
		{"awaiting", "moved", "2026-01-01", true, true, "moved_to"},
	};

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		struct treatment_order o = an_order(steps[i].from);
		const struct transition_ask ask = {.to = code_of(steps[i].to), .since = day(steps[i].since)};

		assert_int_equal(transition_wants(&o, &term3, &ask, "reason"), steps[i].reason);
		assert_int_equal(transition_wants(&o, &term3, &ask, "document"), steps[i].document);
		assert_int_equal(transition_wants(&o, &term3, &ask, "cause"), strcmp(steps[i].more, "cause") == 0);
		assert_int_equal(transition_wants(&o, &term3, &ask, "moved_to"), strcmp(steps[i].more, "moved_to") == 0);
	}
}

/* Rule 2.12: from the last day on the release comes by itself; rule 2.14: before it only another
 * document ends it. */
static void release_waits_for_the_term(void **state) {
	struct treatment_order o = an_order("executing");
	struct err err;

	o.doc_no = mem_strdup("石公决字1号");
	assert_int_equal(date_cmp(term3.end, day("2026-11-09")), 0);
	assert_int_equal(check(&o, "released", "2026-11-09", NULL, NULL, &err), RC_OK);
	assert_int_equal(check(&o, "released", "2026-11-08", "表现好", NULL, &err), RC_INVALID);
	assert_string_equal(err.id, "state.early-release");
	assert_non_null(strstr(err.text, "2026-11-09"));
	assert_int_equal(check(&o, "released", "2026-11-08", "表现好", "石公决字1号", &err), RC_INVALID);
	assert_int_equal(check(&o, "released", "2026-11-08", "表现好", "石公解字9号", &err), RC_OK);
	entity_clear(&order_def, &o);
}

static void applied_to_the_order(void **state) {
	struct treatment_order o = an_order("awaiting");
	struct transition_ask ask = {.to = code_of("executing"), .since = day("2023-11-12")};

	o.reported = DATE_NONE;
	transition_apply(&o, &ask);
	assert_int_equal(date_cmp(o.reported, ask.since), 0);
	assert_false(date_is_set(o.ended));
	ask = (struct transition_ask){.to = code_of("suspended"), .since = day("2024-05-01")};
	transition_apply(&o, &ask);
	assert_false(date_is_set(o.ended));
	ask = (struct transition_ask){.to = code_of("executing"), .since = day("2024-06-01")};
	transition_apply(&o, &ask);
	assert_int_equal(date_cmp(o.reported, day("2023-11-12")), 0);
	ask = (struct transition_ask){.to = code_of("terminated"), .since = day("2024-07-01")};
	transition_apply(&o, &ask);
	assert_int_equal(date_cmp(o.ended, day("2024-07-01")), 0);
}

/* Rules 3.8, 3.9: what hangs on a change, with its counts and days. */
static void what_hangs_on_it_is_named(void **state) {
	const struct {
		const char *to, *since;
		struct state_facts f; /* but the ask and the days */
		const char *said;     /* sentences joined by "|" */
	} cases[] = {
		{"released", "2026-11-10", {.died = DATE_NONE, .other = DATE_NONE}, ""},
		{"released", "2026-11-20", {.died = DATE_NONE, .other = DATE_NONE}, "比期满日（2026-11-09）晚 11 天。|"},
		{"suspended", "2026-11-20", {.died = DATE_NONE, .other = DATE_NONE, .inside = 2, .from = {20777}, .to = {20779}},
		 "中止期间（2026-11-20 至 2026-11-22）有检测、谈话 2 次。|"},
		{"terminated", "2026-11-20", {.died = DATE_NONE, .other = DATE_NONE, .police = 1, .findings = 3, .leaves = 1, .papers = 4,
		 .after = 5, .makes = {"death"}},
		 "同时登记管控情况：死亡。|尚未上报公安 1 项；状态变更后仍须上报。|逾期未办 3 项。|"
		 "未销假 1 次。|档案尚缺 4 项。|该日之后还有记录 5 条。|"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct transition_ask ask = {.to = code_of(cases[i].to), .since = day(cases[i].since)};
		struct state_facts f = cases[i].f;
		struct findings told = {.n = 0};
		struct str said = {0};

		f.ask = &ask;
		f.today = day("2026-11-22");
		f.end = term3.end;
		state_findings(&f, &told);
		for (unsigned k = 0; k < told.n; k++) {
			assert_int_equal(told.v[k].kind, FINDING_ASK);
			str_addf(&said, "%s|", told.v[k].text);
		}
		assert_string_equal(str_text(&said), cases[i].said);
		str_clear(&said);
	}
}

/* 350 days before its end, and 31 days back, by the day. */
static void early_and_old_days_are_asked_about(void **state) {
	struct transition_ask ask = {.to = code_of("released"), .since = date_add_days(term3.end, -350)};
	struct state_facts f = {.ask = &ask, .end = term3.end, .other = DATE_NONE, .died = DATE_NONE};
	struct findings told = {.n = 0};

	f.today = date_add_days(ask.since, STATE_OLD_DAYS);
	state_findings(&f, &told);
	assert_int_equal(told.n, 1);
	assert_string_equal(told.v[0].text, "比期满日（2026-11-09）早 350 天。");
	told.n = 0;
	f.today = date_add_days(f.today, 1);
	state_findings(&f, &told);
	assert_int_equal(told.n, 2);
	assert_string_equal(told.v[1].text, "该日在 32 天前：按补录登记。");
}

static void what_is_said(void **state) { /* rule 2.9 */
	struct treatment_order o = an_order("executing");
	struct transition_ask ask = {.to = code_of("executing"), .since = day("2026-10-01")};
	struct term t = term3;
	struct str said = {0};

	transition_said(&o, &t, &ask, &said);
	assert_non_null(strstr(str_text(&said), "2026-10-01"));
	assert_null(strstr(str_text(&said), "2026-12-09"));
	str_reset(&said);
	t.extended = 30;
	t.proposed = date_add_days(t.end, 30);
	t.end_written = true;
	transition_said(&o, &t, &ask, &said);
	assert_non_null(strstr(str_text(&said), "30"));
	assert_non_null(strstr(str_text(&said), "2026-12-09"));
	assert_non_null(strstr(str_text(&said), "2026-11-09"));
	str_clear(&said);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_matrix_holds),
		cmocka_unit_test(the_same_and_the_unknown_are_refused),
		cmocka_unit_test(days_are_bounded_by_the_log_and_today),
		cmocka_unit_test(reason_and_paper_are_asked_for), cmocka_unit_test(what_a_step_wants_is_known_before),
		cmocka_unit_test(release_waits_for_the_term),
		cmocka_unit_test(applied_to_the_order),
		cmocka_unit_test(what_hangs_on_it_is_named), cmocka_unit_test(early_and_old_days_are_asked_about),
		cmocka_unit_test(what_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
