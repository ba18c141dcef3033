/* Queries in one line: values by their types, the loop's four ways out, what is counted.
 * SPDX-License-Identifier: MIT */
#include "fixture.h"

enum { THINGS = 9 };

static struct store *with_things(const struct place *p) {
	struct store *s = must_open(p->path, true);

	for (long long i = 1; i <= THINGS; i++)
		thing_make(s, i % 2 ? "odd" : "even", i);
	return s;
}

static void test_values(void **state) {
	struct store *s = with_things(*state);
	struct err err;
	struct ids ids = {0};
	char *text;
	long long n;

	must(query_int(s, &n, &err, "SELECT count(*) FROM thing WHERE name = ? AND amount > ?", "odd", 3), &err);
	assert_int_equal(n, 3);
	must(query_int(s, &n, &err, "SELECT amount FROM thing WHERE id = -1"), &err);
	assert_int_equal(n, 0);
	must(query_text(s, &text, &err, "SELECT ? || ?", code_of("a"), (struct date){0}), &err);
	assert_string_equal(text, "a1970-01-01");
	free(text);
	must(query_text(s, &text, &err, "SELECT name FROM thing WHERE id = ?", 0), &err);
	assert_null(text);
	must(query_int(s, &n, &err, "SELECT (? IS NULL) + (? IS NULL) + (? IS NULL) + (? IS NULL) + (? = 7)", NULL, DATE_NONE,
	               CODE_NONE, (struct ref){0}, bind_ref(7)), &err);
	assert_int_equal(n, 5);
	must(query_ids(s, &ids, &err, "SELECT amount FROM thing WHERE name = ? ORDER BY amount", "even"), &err);
	assert_int_equal(ids.n, 4);
	assert_int_equal(ids.v[3], 8);
	ids_clear(&ids);
	assert_int_equal(query_int(s, &n, &err, "SELECT none FROM thing"), RC_INTERNAL);
	assert_int_equal(n, 0);
	store_close(s);
}

static enum rc first_above(struct store *s, long long least, long long *out, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, s, err, "SELECT amount FROM thing ORDER BY amount") {
		if (stmt_int(q, 0) <= least)
			continue;
		*out = stmt_int(q, 0);
		return rc;
	}
	return rc;
}

/* A statement left half way would refuse its next use. */
static void test_ways_out(void **state) {
	struct store *s = with_things(*state);
	struct err err;
	enum rc rc = RC_OK;
	long long n = 0, found = 0;

	for (int again = 0; again < 2; again++) {
		must(first_above(s, 4, &found, &err), &err);
		assert_int_equal(found, 5);
		n = 0;
		QUERY_EACH(q, rc, s, &err, "SELECT id FROM thing")
			if (++n == 3)
				break;
		assert_int_equal(rc, RC_OK);
		assert_int_equal(n, 3);
	}
	n = 0;
	QUERY_EACH(q, rc, s, &err, "SELECT id FROM thing WHERE id > ?", 0)
		rc = ++n == 2 ? RC_CANCELLED : RC_OK;
	assert_int_equal(rc, RC_CANCELLED);
	assert_int_equal(n, 2);
	QUERY_EACH(q, rc, s, &err, "SELECT id FROM thing")
		n++;
	assert_int_equal(rc, RC_CANCELLED);
	assert_int_equal(n, 2);
	store_close(s);
}

static void test_counted(void **state) {
	struct store *s = with_things(*state);
	struct err err;
	enum rc rc = RC_OK;
	long long before = store_statements(s), n = 0;

	QUERY_EACH(q, rc, s, &err, "SELECT id FROM thing")
		n += stmt_int(q, 0);
	assert_int_equal(rc, RC_OK);
	must(query_int(s, &n, &err, "SELECT 1"), &err);
	must(query_int(s, &n, &err, "SELECT 1"), &err);
	assert_int_equal(store_statements(s) - before, 3);
	store_close(s);
}

int main(void) {
	const struct CMUnitTest tests[] = {STORE_TEST(test_values), STORE_TEST(test_ways_out), STORE_TEST(test_counted)};

	return cmocka_run_group_tests_name("store: query", tests, NULL, NULL);
}
