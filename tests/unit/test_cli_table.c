/* Rows as aligned text, CSV and JSON. SPDX-License-Identifier: MIT */
#include "cli/answer.h"
#include "cli/key_values.h"
#include "core/tr.h"
#include "texts.h"

static const struct table_col cols[] = {{"name", "N", false}, {"count", "Count", true}, {"note", "Note", false}};

static void fill(struct table *t) {
	*t = (struct table){.cols = cols, .col_count = 3};
	table_add(t, "张建国"), table_add(t, "7"), table_add(t, "a,\"b\"\nc");
	table_add(t, "x"), table_add(t, ""), table_add(t, "=1+1");
	table_add(t, "\x1b[2J\xff"), table_add(t, "12"), table_add(t, NULL);
}

static void test_text(void **state) {
	struct table t;
	struct str out = {0};

	tr_set_lang(LANG_EN);
	fill(&t);
	table_text(&t, &out);
	assert_string_equal(str_text(&out), "N       Count  Note\n"
	                                    "张建国      7  a,\"b\" c\n"
	                                    "x              =1+1\n"
	                                    "?[2J?      12\n");
	table_addf(&t, "%s; %s", "期末执行中及中止；均不含死亡、服刑", "期末在册；均不含死亡、服刑、强制隔离戒毒");
	assert_string_equal(t.cells[t.n - 1], "期末执行中及中止；均不含死亡、服刑; 期末在册；均不含死亡、服刑、强制隔离戒毒");
	table_clear(&t);
	str_clear(&out);
}

static void test_csv(void **state) {
	struct table t;
	struct str out = {0};

	fill(&t);
	table_csv(&t, &out);
	assert_string_equal(str_text(&out), "name,count,note\n"
	                                    "张建国,7,\"a,\"\"b\"\"\nc\"\n"
	                                    "x,,'=1+1\n"
	                                    "\x1b[2J\xff,12,\n");
	table_clear(&t);
	str_clear(&out);
}

static void test_json(void **state) {
	struct answer a = {.to_output = false};
	struct cli c = {.json = true, .answer = &a};
	struct table t;

	fill(&t);
	table_add(&t, "y"), table_add(&t, "--"), table_add(&t, "007");
	answer_table(&c, NULL, &t);
	assert_string_equal(str_text(&a.columns.out), "[\n {\"key\": \"name\", \"label\": \"N\", \"type\": \"text\"},\n"
	                                              " {\"key\": \"count\", \"label\": \"Count\", \"type\": \"number\"},\n"
	                                              " {\"key\": \"note\", \"label\": \"Note\", \"type\": \"text\"}");
	assert_string_equal(str_text(&a.rows.out),
	                    "[\n {\"name\": \"张建国\", \"count\": 7, \"note\": \"a,\\\"b\\\"\\nc\"},\n"
	                    " {\"name\": \"x\", \"count\": null, \"note\": \"=1+1\"},\n"
	                    " {\"name\": \"\\u001b[2J\xEF\xBF\xBD\", \"count\": 12, \"note\": null},\n"
	                    " {\"name\": \"y\", \"count\": \"--\", \"note\": \"007\"}");
	table_clear(&t);
	answer_clear(&a);
}

static void test_facts(void **state) {
	struct answer a = {.to_output = false};
	struct cli c = {.json = true, .answer = &a};
	struct key_values f = {NULL, 0};
	struct str out = {0};

	key_values_add(&f, "station", "S", "示范\"镇\"");
	key_values_add_int(&f, "rows", "Rows read", 12);
	answer_facts(&c, NULL, &f);
	assert_string_equal(str_text(&a.facts.out), "{\"station\": \"示范\\\"镇\\\"\", \"rows\": 12");
	answer_clear(&a);
	key_values_text(&f, &out);
	assert_string_equal(str_text(&out), "S          示范\"镇\"\nRows read  12\n");
	key_values_clear(&f);
	str_clear(&out);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_csv),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_facts),
	};
	return cmocka_run_group_tests_name("cli tables", tests, NULL, NULL);
}
