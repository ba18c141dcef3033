/* A kind nobody has asked for yet, over a register there is: the one row below is all the code it takes.
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#define DUE_MADE ((enum due_kind)(DUE_KIND_LAST + 1))
#define DUTY_KIND_MORE(X) \
	X("phone", "phone contact", "电访", "打电话", (MONTHLY(12), .mark = 'U', .basis = "a county's word"), \
	  .mode = WINDOW_CALENDAR_MONTH, .due = DUE_MADE, .base = DUE_BASE_TALK, .reg = "phone", .counts = "reached=yes", \
	  .answer = "reached", .others = not_held, .tick = "Called")
#include "model/rules/duty_kind.c" /* stands in for the library's own table */

#include "model/entry/entry.h"
#include "model/rules/worklist.h"

/* The made kind's lines on Today, by their last day. */
static size_t on_today(struct fixture *f, struct date *days, size_t most) {
	struct due_item *items = NULL;
	size_t n = 0, made = 0;

	OK(due_list(f->st, &f->actor, DUE_BASE_TALK, clock_today(), 100, &items, &n, &f->err));
	for (size_t i = 0; i < n; i++)
		if (items[i].row.kind == DUE_MADE && made < most)
			days[made++] = items[i].row.due_on;
	free(items);
	return made;
}

static void is_on_today(struct fixture *f, const char *today, const char *first, const char *second) {
	struct date days[8];
	size_t want = (size_t)(first != NULL) + (size_t)(second != NULL);

	clock_set_today(day(today));
	assert_int_equal(on_today(f, days, 8), want);
	if (first)
		assert_int_equal(days[0].n, day(first).n);
	if (second)
		assert_int_equal(days[1].n, day(second).n);
	due_is_fresh(f);
}

static void a_row_is_due_soon_missing_excused_and_done(void **state) {
	struct fixture *f = *state;
	long long id = add_resident(f, "试一", 11), excuse;

	add_order(f, id, "detox", "2026-06-01", "2026-06-01");
	is_on_today(f, "2026-12-10", NULL, NULL);                 /* asked for, three weeks to go */
	is_on_today(f, "2026-12-24", "2026-12-31", NULL);         /* soon */
	is_on_today(f, "2027-01-10", "2026-12-31", NULL);         /* missing */
	is_on_today(f, "2027-01-25", "2026-12-31", "2027-01-31"); /* and the next one soon */
	add_event(f, "phone", id, PAIRS("occurred", "2027-01-20", "reached", "no"));
	is_on_today(f, "2027-01-25", "2026-12-31", "2027-01-31"); /* nobody was reached: no answer */
	add_event(f, "phone", id, PAIRS("occurred", "2027-01-21", "reached", "yes"));
	is_on_today(f, "2027-01-25", "2026-12-31", NULL); /* done */
	excuse = add_event(f, "excused", id,
	                   PAIRS("occurred", "2027-01-22", "kind", "电访", "window_day", "2026-12-03", "reason", "停机"));
	is_on_today(f, "2027-01-25", NULL, NULL); /* excused */
	void_event(f, "excused", excuse);
	is_on_today(f, "2027-01-25", "2026-12-31", NULL);
}

static void a_row_has_its_word_its_rule_and_its_answers(void **state) {
	struct fixture *f = *state;
	struct duty_kind_rule rules_now[DUTY_KIND_MOST];
	struct entry_answer answers[ENTRY_ANSWERS];
	const struct duty_kind_def *made = duty_kind_find("phone");
	struct code code;
	long long id = add_resident(f, "试二", 12), order = add_order(f, id, "detox", "2026-06-01", "2026-06-01");

	assert_non_null(made);
	assert_ptr_equal(duty_kind_of_due(DUE_MADE), made);
	assert_string_equal(due_kind_label(DUE_MADE), "phone contact");
	assert_true(code_parse(&codes_regular, "打电话", &code));
	assert_string_equal(code.s, "phone");
	OK(duty_kind_rules(f->st, &f->actor, order, rules_now, &f->err));
	assert_ptr_equal(rules_now[made - duty_kind_table].profile, &duty_kind_profile);
	assert_int_equal(rules_now[made - duty_kind_table].windows, 36);
	assert_int_equal(entry_answers(made, answers), 3); /* reached, not reached, not held */
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(a_row_is_due_soon_missing_excused_and_done),
		STATION_TEST(a_row_has_its_word_its_rule_and_its_answers),
	};

	return cmocka_run_group_tests_name("new regular", tests, NULL, NULL);
}
