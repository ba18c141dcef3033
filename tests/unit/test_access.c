/* Who may do what: the whole matrix against a copy written from the requirement, in every case there can be.
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/tr.h"
#include "model/access/access.h"
#include "model/station/codes.h"
#include "texts.h"

/* One letter a role (officer head auditor reader): - no, y yes, c case, m masked, r reason, t today, a asks, 2 second. */
static const struct row {
	const char *id, *letters;
} matrix[] = {
	{"list", "yy-m"},        {"look", "cy-m"},        {"save", "cy--"},
	{"reveal", "rr--"},      {"void", "ty--"},        {"import", "yy--"},
	{"import.held", "-y--"}, {"export.masked", "yy--"}, {"export.identified", "yy--"},
	{"export.many", "ay--"}, {"export.pseudonym", "-y--"}, {"report", "yy-y"},
		    {"report.send", "-y--"}, {"report.names", "yy--"},
	{"print", "yy--"},       {"order.state", "cy--"}, {"settings", "yy--"},
	{"resident.join", "ay--"}, {"officers", "-y--"}, {"seal", "-y--"},        {"unseal", "-2--"},
	{"erase", "-2--"},       {"restore", "-2--"},     {"break-glass", "r---"},
	{"queue", "-y--"},       {"audit", "-yy-"},       {"audit.own", "yyy-"},
	{"audit.all", "--y-"},   {"maintain", "yy--"}, {"second", "yy--"},
	{"password", "yyyy"}, {"county", "yy-y"}, {"county.receive", "yy--"},
	{"county.answer", "-y--"}, {"county.setup", "-y--"}, {"county.names", "-r--"},
};
enum { ROWS = sizeof matrix / sizeof *matrix };

static const struct row *row_of(const char *id) {
	for (size_t i = 0; i < ROWS; i++) {
		if (strcmp(matrix[i].id, id) == 0)
			return &matrix[i];
	}
	fail_msg("action %s stands in no row of the requirement", id);
	return NULL;
}

static bool expected(char letter, enum access_action action, const struct access_case *c) {
	switch (letter) {
	case 'y':
	case 'm':
		return true;
	case 'c':
		return !c->strict || c->own || (c->glass && action == ACT_LOOK);
	case 'r':
		return c->reason;
	case 't':
		return c->today || c->approved;
	case 'a':
	case '2':
		return c->approved;
	default:
		return false;
	}
}

static void test_matrix(void **state) { /* rule 11.3 */
	assert_int_equal(ROWS, ACT_COUNT);
	assert_int_equal(ROLE_COUNT, codes_role.count);
	for (int action = 0; action < ACT_COUNT; action++) {
		const struct access_def *def = &access_table[action];
		const struct row *row;

		assert_int_equal(def->action, action);
		assert_non_null(def->id);
		row = row_of(def->id);
		assert_int_equal(strlen(row->letters), ROLE_COUNT);
		for (int role = 0; role < ROLE_COUNT; role++) {
			const struct actor a = {.officer = 1, .role = access_roles[role]};

			for (unsigned bits = 0; bits < 64; bits++) {
				const struct access_case c = {.strict = bits & 1, .own = bits & 2, .glass = bits & 4,
				                              .today = bits & 8, .reason = bits & 16, .approved = bits & 32};
				struct err err = {.rc = RC_OK};
				enum rc rc = access_decide(&a, action, &c, &err);
				bool may = expected(row->letters[role], action, &c);

				if ((rc == RC_OK) != may)
					fail_msg("%s as %s in case %u: %d", def->id, a.role, bits, rc);
				if (!may) {
					assert_int_equal(rc, RC_DENIED);
					assert_int_equal(err.rc, RC_DENIED);
					assert_true(err.text[0] != '\0');
				}
			}
		}
	}
}

/* Each row of the requirement is an action of the program, and no id stands twice. */
static void test_ids(void **state) {
	for (size_t i = 0; i < ROWS; i++) {
		int found = 0;

		for (int action = 0; action < ACT_COUNT; action++)
			found += strcmp(access_table[action].id, matrix[i].id) == 0;
		if (found != 1)
			fail_msg("%s: %d actions", matrix[i].id, found);
	}
}

static void test_unknown_roles(void **state) {
	static const char *const roles[] = {NULL, "", "Head", "root", "officer,head", "head "};
	const struct access_case all = {.own = true, .today = true, .reason = true, .approved = true};

	for (int action = 0; action < ACT_COUNT; action++) {
		for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
			const struct actor a = {.role = roles[i]};

			assert_int_equal(access_decide(&a, action, &all, NULL), RC_DENIED);
		}
		assert_int_equal(access_decide(NULL, action, &all, NULL), RC_DENIED);
	}
}

/* What a role can never do is refused before anything of the case is known. */
static void test_allows(void **state) {
	const struct actor officer = {.role = "officer"}, reader = {.role = "reader"}, auditor = {.role = "auditor"};

	assert_int_equal(access_allows(&officer, ACT_REVEAL, 0, NULL), RC_OK);
	assert_int_equal(access_allows(&officer, ACT_EXPORT_MANY, 0, NULL), RC_DENIED);
	assert_int_equal(access_allows(&reader, ACT_LOOK, 5, NULL), RC_OK);
	assert_int_equal(access_allows(&reader, ACT_REVEAL, 5, NULL), RC_DENIED);
	for (int action = 0; action < ACT_COUNT; action++)
		assert_int_equal(access_allows(&auditor, action, 0, NULL),
		                 strncmp(access_table[action].id, "audit", 5) == 0 || action == ACT_PASSWORD ? RC_OK : RC_DENIED);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_matrix),
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_unknown_roles),
		cmocka_unit_test(test_allows),
	};

	tr_set_lang(LANG_EN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
