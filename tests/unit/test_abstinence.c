/* The three years without use over whole histories (rules 2.15 to 2.18), worked out by hand.
 * SPDX-License-Identifier: MIT */
#include "core/tr.h"
#include "model/rules/abstinence.h"
#include "texts.h"

static struct abstinence_order orders[3];
static struct custody_fact custody[3];
static struct use_fact uses[3];
static struct abstinence_case person;

static void nobody(void) {
	person = (struct abstinence_case){.orders = orders, .custody = custody, .uses = uses};
}

/* began "": not reported in */
static struct abstinence_order *add_order(const char *kind, const char *ordered, const char *began, const char *state) {
	struct abstinence_order *o = &orders[person.order_count++];

	*o = (struct abstinence_order){.kind = code_of(kind), .state = code_of(state), .ordered = day(ordered),
	                               .began = *began ? day(began) : DATE_NONE};
	return o;
}

static void add_custody(const char *kind, const char *from, const char *until) {
	custody[person.custody_count] = (struct custody_fact){
		.days = {day(from), *until ? day(until) : DATE_NONE}, .kind = code_of(kind),
		.id = 71 + (long long)person.custody_count};
	person.custody_count++;
}

static void add_use(const char *reg, const char *on) {
	uses[person.use_count] = (struct use_fact){.reg = reg, .day = day(on), .id = 51 + (long long)person.use_count};
	person.use_count++;
}

/* What holds on a day: whence it counts, since the base, how many uses; "": it does not. */
static void counts(const char *on, enum abstinence_how how, const char *base, const char *from, size_t used,
                   long long release) {
	struct abstinence a;

	abstinence_of(&person, day(on), &a);
	assert_int_equal(a.how, how);
	is_day(a.base, base);
	if (*from)
		is_day(a.from, from);
	else
		assert_false(date_is_set(a.from));
	assert_int_equal(a.count, used);
	assert_int_equal(a.custody, release);
	if (how == ABSTINENCE_UNDECIDED)
		assert_string_equal(tr(abstinence_why(how)), "由人确定");
	assert_int_equal(how == ABSTINENCE_RUNS || how == ABSTINENCE_NONE, abstinence_why(how) == NULL);
}

static void from_the_start_and_from_the_last_use(void **state) { /* rule 2.15 */
	struct abstinence a;

	nobody();
	abstinence_of(&person, day("2026-01-01"), &a);
	assert_int_equal(a.how, ABSTINENCE_NONE);
	add_order("detox", "2020-03-01", "2020-03-15", "released");
	add_use("test", "2021-05-01");
	add_use("use", "2024-07-09"); /* after the release */
	counts("2021-04-30", ABSTINENCE_RUNS, "2020-03-15", "2020-03-15", 0, 0);
	counts("2021-05-01", ABSTINENCE_RUNS, "2020-03-15", "2021-05-01", 1, 0);
	counts("2024-07-08", ABSTINENCE_RUNS, "2020-03-15", "2021-05-01", 1, 0); /* three years full since May */
	counts("2026-11-22", ABSTINENCE_RUNS, "2020-03-15", "2024-07-09", 2, 0);
	assert_true(abstinence_is_full(day("2021-05-01"), day("2024-05-01")));
	assert_false(abstinence_is_full(day("2021-05-01"), day("2024-04-30")));
	assert_true(abstinence_is_full(day("2020-02-29"), day("2023-02-28")));
	assert_false(abstinence_is_full(DATE_NONE, day("2023-02-28")));
	add_order("detox", "2024-08-01", "2024-08-10", "executing"); /* ordered for it: from its start */
	counts("2026-11-22", ABSTINENCE_RUNS, "2024-08-10", "2024-08-10", 0, 0);
}

/* Detox breached, isolation, release, rehab, use, rehab over. */
static void a_breach_and_what_followed(void **state) { /* rules 2.16, 2.17 */
	struct abstinence_order *detox, *rehab;

	nobody();
	detox = add_order("detox", "2018-01-10", "2018-01-20", "executing");
	counts("2018-12-31", ABSTINENCE_RUNS, "2018-01-20", "2018-01-20", 0, 0);
	detox->failed = true;
	add_use("use", "2019-01-05"); /* use alone does not tell what followed */
	counts("2019-02-01", ABSTINENCE_UNDECIDED, "2018-01-20", "", 0, 0);
	detox->state = code_of("terminated");
	counts("2019-02-01", ABSTINENCE_UNDECIDED, "2018-01-20", "", 0, 0);
	add_custody("isolation", "2019-02-10", "2021-02-09");
	counts("2020-06-01", ABSTINENCE_OUT, "", "", 0, 0);
	counts("2021-02-09", ABSTINENCE_OUT, "2021-02-09", "", 0, 71); /* its last day */
	counts("2021-02-10", ABSTINENCE_RUNS, "2021-02-09", "2021-02-09", 0, 71);
	rehab = add_order("rehab", "2021-02-01", "2021-02-20", "executing");
	counts("2023-01-01", ABSTINENCE_RUNS, "2021-02-09", "2021-02-09", 0, 71); /* of rehab the release counts */
	add_use("test", "2023-03-03");
	counts("2023-03-03", ABSTINENCE_RUNS, "2021-02-09", "2023-03-03", 1, 71);
	rehab->state = code_of("released");
	counts("2026-03-03", ABSTINENCE_RUNS, "2021-02-09", "2023-03-03", 1, 71);
	rehab->failed = true; /* and that too was reported as a breach: a release before it tells nothing */
	counts("2026-03-03", ABSTINENCE_UNDECIDED, "2021-02-20", "", 0, 0);
}

static void what_begins_the_time(void **state) { /* rules 2.16, 2.17 */
	nobody();
	add_order("rehab", "2022-01-01", "2022-01-15", "executing"); /* no release recorded */
	counts("2023-01-01", ABSTINENCE_RUNS, "2022-01-15", "2022-01-15", 0, 0);
	add_custody("detained", "2022-05-01", "2022-05-10"); /* detention is no isolation */
	counts("2023-01-01", ABSTINENCE_RUNS, "2022-01-15", "2022-01-15", 0, 0);
	add_custody("isolation", "2020-01-15", "2022-01-10");
	counts("2023-01-01", ABSTINENCE_RUNS, "2022-01-10", "2022-01-10", 0, 72);
	nobody();
	add_custody("isolation", "2015-01-15", "2017-01-14");
	add_order("detox", "2019-01-01", "2019-01-10", "released"); /* of detox the later of both */
	counts("2023-01-01", ABSTINENCE_RUNS, "2019-01-10", "2019-01-10", 0, 0);
	add_order("rehab", "2022-01-01", "2022-01-15", "executing"); /* a release before another order is not its own */
	counts("2023-01-01", ABSTINENCE_RUNS, "2022-01-15", "2022-01-15", 0, 0);
	nobody();
	add_order("rehab", "2022-01-01", "", "awaiting"); /* released, not reported in yet */
	add_custody("isolation", "2020-01-15", "2022-01-10");
	counts("2022-01-20", ABSTINENCE_RUNS, "2022-01-10", "2022-01-10", 0, 71);
	nobody();
	add_order("detox", "2022-01-01", "", "awaiting")->failed = true; /* refused, told to the police */
	counts("2022-03-01", ABSTINENCE_UNDECIDED, "2022-01-01", "", 0, 0);
	add_order("detox", "2022-04-01", "2022-04-10", "executing"); /* a later order tells */
	counts("2022-05-01", ABSTINENCE_RUNS, "2022-04-10", "2022-04-10", 0, 0);
}

static void neither_clean_nor_relapsed(void **state) { /* rule 2.18 */
	nobody();
	add_order("detox", "2020-03-01", "2020-03-15", "executing");
	add_custody("prison", "2021-01-01", "2021-12-31");
	counts("2021-06-01", ABSTINENCE_OUT, "2020-03-15", "", 0, 0);
	counts("2022-01-01", ABSTINENCE_RUNS, "2020-03-15", "2020-03-15", 0, 0);
	person.died = true;
	counts("2022-01-01", ABSTINENCE_OUT, "2020-03-15", "", 0, 0);
	person.died = false;
	orders[0].state = code_of("moved");
	counts("2024-01-01", ABSTINENCE_OUT, "2020-03-15", "", 0, 0);
	add_order("detox", "2025-01-01", "2025-01-05", "executing"); /* back again */
	counts("2025-06-01", ABSTINENCE_RUNS, "2025-01-05", "2025-01-05", 0, 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(from_the_start_and_from_the_last_use),
		cmocka_unit_test(a_breach_and_what_followed),
		cmocka_unit_test(what_begins_the_time),
		cmocka_unit_test(neither_clean_nor_relapsed),
	};

	tr_set_lang(LANG_ZH);
	return cmocka_run_group_tests_name("abstinence", tests, NULL, NULL);
}
