/* Empty seats of a team, who holds a package by default, what is evidence for it and what a gap.
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "core/names.h"
#include "core/tr.h"
#include "model/team/package.h"
#include "model/team/team.h"
#include "texts.h"

static void test_empty_seats(void **state) {
	const struct code some[] = {code_of("worker"), code_of("police"), code_of("cadre")};
	struct str out = {0};

	assert_int_equal(team_empty_seats(SEATS_LAW, some, 3, &out), 3);
	assert_string_equal(str_text(&out), "medical worker, family member, volunteer");
	str_reset(&out);
	assert_int_equal(team_empty_seats(SEATS_PARTIES, some, 3, &out), 3);
	assert_string_equal(str_text(&out), "social worker, hospital, family");
	str_reset(&out);
	assert_int_equal(team_empty_seats(SEATS_LAW, NULL, 0, &out), 5);
	str_clear(&out);
}

static void test_names(void **state) {
	assert_true(names_hold("王干事、刘民警", "刘民警"));
	assert_true(names_hold("王干事、刘民警", "王干事"));
	assert_true(names_hold("王干事/刘民警", "刘民警"));
	assert_true(names_hold("刘民警", "刘民警"));
	assert_false(names_hold("刘民警员", "刘民警"));
	assert_false(names_hold("老刘民警", "刘民警"));
	assert_false(names_hold("王干事、", ""));
	assert_false(names_hold(NULL, "刘民警"));
	assert_true(names_hold("张三丰，张三", "张三"));
}

static struct package_member *members(size_t n, const char *const (*who)[2]) {
	struct package_member *m = calloc(n, sizeof *m);

	for (size_t i = 0; i < n; i++)
		m[i] = (struct package_member){(long long)i + 1, code_of(who[i][0]), mem_strdup(who[i][1])};
	return m;
}

static const char *const team[][2] = {{"police", "刘民警"}, {"worker", "王干事"}, {"cadre", "赵支书"}, {"worker", "陈干事"}};

static void test_defaults(void **state) { /* rule 7.4 */
	struct package_row row = {.members = members(4, team), .member_count = 4};

	assert_int_equal(package_default(PACKAGE_PERSON, row.members, 4, NULL), 3);
	assert_int_equal(package_default(PACKAGE_PUBLICITY, row.members, 4, NULL), 2);
	assert_int_equal(package_default(PACKAGE_ATTITUDE, row.members, 4, NULL), 2);
	assert_int_equal(package_default(PACKAGE_TESTING, row.members, 4, NULL), 1);
	assert_int_equal(package_default(PACKAGE_FILING, row.members, 4, NULL), 2);
	/* The person in charge is nobody by role: whom the order names, if he is of the team. */
	assert_int_equal(package_default(PACKAGE_LEAD, row.members, 4, NULL), 0);
	assert_int_equal(package_default(PACKAGE_LEAD, row.members, 4, "陈干事"), 4);
	assert_int_equal(package_default(PACKAGE_LEAD, row.members, 4, "孙干事"), 0);
	row.members[1].role = code_of("social");
	assert_int_equal(package_default(PACKAGE_ATTITUDE, row.members, 4, NULL), 2);
	assert_int_equal(package_default(PACKAGE_FILING, row.members, 4, NULL), 4);
	assert_int_equal(package_default(PACKAGE_TESTING, row.members + 1, 3, NULL), 0);
	package_row_clear(&row);
}

static struct package_row some_row(void) {
	struct package_row row = {.members = members(4, team), .member_count = 4, .percent = 100};

	for (int i = 0; i < PACKAGE_CELLS; i++) {
		row.cell[i].day = row.cell[i].since = DATE_NONE;
		row.cell[i].member = package_default((enum package_cell_id)i, row.members, 4, "王干事");
	}
	return row;
}

/* The holder's own visit counts before a later one of somebody else; strangers leave the gap. */
static void test_evidence(void **state) { /* rule 7.5 */
	struct package_row row = some_row();
	const struct package_cell *c = &row.cell[PACKAGE_PERSON];

	package_add_evidence(&row, PACKAGE_PERSON, "visit", day("2026-11-20"), "路人", NULL);
	assert_int_equal(c->by, BY_OTHER);
	assert_string_equal(c->who, "路人");
	package_judge(&row, day("2026-11-22"), 31, false);
	assert_int_equal(c->gap, PACKAGE_GAP_NOTHING);
	package_add_evidence(&row, PACKAGE_PERSON, "talk", day("2026-11-10"), "王干事", NULL);
	assert_int_equal(c->by, BY_TEAM);
	assert_string_equal(c->who, "王干事");
	package_judge(&row, day("2026-11-22"), 31, false);
	assert_int_equal(c->gap, PACKAGE_GAP_NONE);
	package_add_evidence(&row, PACKAGE_PERSON, "visit", day("2026-10-01"), "王干事", "赵支书");
	assert_int_equal(c->by, BY_HOLDER);
	assert_int_equal(date_cmp(c->day, day("2026-10-01")), 0);
	package_add_evidence(&row, PACKAGE_PERSON, "visit", day("2026-09-01"), "赵支书", NULL);
	assert_int_equal(date_cmp(c->day, day("2026-10-01")), 0);
	package_judge(&row, day("2026-11-01"), 31, false);
	assert_int_equal(c->gap, PACKAGE_GAP_NONE);
	package_judge(&row, day("2026-11-02"), 31, false);
	assert_int_equal(c->gap, PACKAGE_GAP_OLD);
	/* The other packages: the last one, whoever made it. */
	package_add_evidence(&row, PACKAGE_ATTITUDE, "talk", day("2026-03-01"), "王干事", NULL);
	assert_int_equal(row.cell[PACKAGE_ATTITUDE].by, BY_HOLDER);
	package_add_evidence(&row, PACKAGE_ATTITUDE, "report", day("2026-04-01"), "外来", NULL);
	assert_int_equal(row.cell[PACKAGE_ATTITUDE].by, BY_TEAM);
	assert_string_equal(row.cell[PACKAGE_ATTITUDE].source, "report");
	package_add_evidence(&row, PACKAGE_ATTITUDE, "talk", day("2026-02-01"), "王干事", NULL);
	assert_int_equal(date_cmp(row.cell[PACKAGE_ATTITUDE].day, day("2026-04-01")), 0);
	package_row_clear(&row);
}

static void test_gaps(void **state) { /* rule 7.5 */
	struct package_row row = some_row();
	struct str text = {0};

	row.percent = 70;
	row.cell[PACKAGE_TESTING].member = 0;
	package_add_evidence(&row, PACKAGE_TESTING, "test", day("2025-11-02"), "外来", NULL);
	package_add_evidence(&row, PACKAGE_ATTITUDE, "report", day("2026-11-02"), NULL, NULL);
	package_judge(&row, day("2026-11-22"), 31, false);
	assert_int_equal(row.cell[PACKAGE_LEAD].gap, PACKAGE_GAP_NONE);
	assert_int_equal(row.cell[PACKAGE_PERSON].gap, PACKAGE_GAP_NOTHING);
	assert_int_equal(row.cell[PACKAGE_PUBLICITY].gap, PACKAGE_GAP_NONE); /* no register can show it yet */
	assert_int_equal(row.cell[PACKAGE_ATTITUDE].gap, PACKAGE_GAP_NONE);
	assert_int_equal(row.cell[PACKAGE_TESTING].gap, PACKAGE_GAP_NO_HOLDER);
	assert_int_equal(row.cell[PACKAGE_FILING].gap, PACKAGE_GAP_INCOMPLETE);
	assert_int_equal(row.gaps, 3);
	package_cell_text(&row, PACKAGE_TESTING, day("2026-11-22"), false, &text);
	assert_string_equal(str_text(&text), "2025-11-02?");
	str_reset(&text);
	package_cell_text(&row, PACKAGE_TESTING, day("2026-11-22"), true, &text);
	assert_string_equal(str_text(&text), "2025-11?");
	str_reset(&text);
	package_cell_text(&row, PACKAGE_FILING, day("2026-11-22"), false, &text);
	assert_string_equal(str_text(&text), "70%");
	str_reset(&text);
	package_cell_text(&row, PACKAGE_PERSON, day("2026-11-22"), false, &text);
	assert_string_equal(str_text(&text), "--");
	/* A window that ended unanswered makes the last test old, whenever it was. */
	row.cell[PACKAGE_TESTING].member = 1;
	package_judge(&row, day("2026-11-22"), 31, true);
	assert_int_equal(row.cell[PACKAGE_TESTING].gap, PACKAGE_GAP_OLD);
	str_reset(&text);
	package_cell_text(&row, PACKAGE_TESTING, day("2025-11-22"), false, &text);
	assert_string_equal(str_text(&text), "11-02!");
	str_clear(&text);
	package_row_clear(&row);
}

static void test_checks(void **state) {
	struct team_member m;
	struct duty d;
	struct err err = {0};

	entity_init(&member_def, &m);
	m.team.id = 1;
	m.role = code_of("police");
	assert_int_equal(member_check(&m, day("2026-11-22"), &err), RC_INVALID);
	assert_string_equal(err.field, "contact");
	m.contact.id = m.officer.id = 1;
	assert_int_equal(member_check(&m, day("2026-11-22"), &err), RC_INVALID);
	m.officer.id = 0;
	assert_int_equal(member_check(&m, day("2026-11-22"), &err), RC_OK);
	m.since = day("2026-03-01");
	m.until = day("2026-02-28");
	assert_int_equal(member_check(&m, day("2026-11-22"), &err), RC_INVALID);
	assert_string_equal(err.field, "until");
	entity_init(&duty_def, &d);
	d.package = code_of("lead");
	d.member.id = 1;
	assert_int_equal(duty_check(&d, day("2026-11-22"), &err), RC_INVALID);
	assert_string_equal(err.field, "since");
	assert_true(period_holds(day("2026-01-01"), DATE_NONE, day("2026-01-01")));
	assert_false(period_holds(day("2026-01-01"), DATE_NONE, day("2025-12-31")));
	assert_true(period_holds(DATE_NONE, day("2026-01-01"), day("2026-01-01")));
	assert_false(period_holds(DATE_NONE, day("2026-01-01"), day("2026-01-02")));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty_seats), cmocka_unit_test(test_names), cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_evidence),    cmocka_unit_test(test_gaps),  cmocka_unit_test(test_checks),
	};

	tr_set_lang(LANG_EN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
