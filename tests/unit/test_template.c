/* Forms of a county: what is wrong with one is one sentence with file, line and what to do (rule
 * 18.20). SPDX-License-Identifier: MIT */
#include "core/tr.h"
#include "exchange/template/template.h"
#include "texts.h"

#define HEAD "[template]\ntitle = T\nof = risk\n"

static const struct {
	const char *text, *says;
} mistakes[] = {
	{"\xEF\xBB\xBF[template]\n", "f.ini:1: begins with a byte order mark; save it as UTF-8 without one"},
	{"[template]\ntitle\n", "f.ini:2: neither a [section] nor a 'key = value'"},
	{"[template]\ntitel = T\n", "f.ini:2: unknown key 'titel'; did you mean 'title'?"},
	{"[template]\n[colums]\n", "f.ini:2: unknown section [colums]; did you mean [columns]?"},
	{"[template]\ntitle = T\ntitle = U\n", "f.ini:3: 'title' is given twice, first in line 2"},
	{"[template]\ntitle = \"T\n", "f.ini:2: the quotes around the value of 'title' do not match"},
	{"[template]\ntitle = T\xff\n", "f.ini:2: not UTF-8; save the file as plain UTF-8 text"},
	{"[template]\ntitle = T\n[columns]\nall = A\n",
	 "f.ini:1: wants [template] with title and of, and [columns]; wubao templates --show month prints "
	 "one to begin with"},
	{HEAD, "f.ini:1: wants [template] with title and of, and [columns]; wubao templates --show month "
	       "prints one to begin with"},
	{"[template]\ntitle = T\nof = rsk\n[columns]\nall = A\n",
	 "f.ini:3: 'rsk' is neither month, a table of wubao report --kind, a register of wubao help import, nor "
	 "list: with a list of wubao list"},
	{HEAD "encoding = gbk\n", "f.ini:4: 'gbk' is none of utf8,gb18030"},
	{HEAD "masking = open\n", "f.ini:4: 'open' is none of masked,identified"},
	{HEAD "lines = some\n", "f.ini:4: 'some' is neither yes nor no"},
	{HEAD "[columns]\nhihg = H\n", "f.ini:5: no column 'hihg' here; did you mean 'high'?"},
	{HEAD "[columns]\nregister_new = N\n",
	 "f.ini:5: no column 'register_new' here; wubao templates --columns risk lists them"},
	{HEAD "[columns]\nall = A\n[texts]\nunit = U\n",
	 "f.ini:7: 'unit' stands not under [columns]; put it there first, with its header"},
	{HEAD "above = \"{name}\"\n[columns]\nall = A\n",
	 "f.ini:4: '{name}' is none of {station} {month} {year} {from} {to} {day}"},
	{HEAD "file = \"../x\"\n[columns]\nall = A\n",
	 "f.ini:4: '../x' names a folder; write the name alone, without /"},
	{"[template]\ntitle = T\nof = roster\nrows = team\n[columns]\nname = N\n",
	 "f.ini:4: a register or list has its own rows; take the line 'rows' out"},
};

static void test_mistakes(void **state) {
	tr_set_lang(LANG_EN);
	for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
		struct template t;
		struct err err = {0};
		struct str text = {0};

		str_add(&text, mistakes[i].text);
		assert_int_equal(template_read(&t, "f", "f.ini", &text, &err), RC_CONFIG);
		assert_string_equal(err.text, mistakes[i].says);
		template_clear(&t);
		str_clear(&text);
	}
}

/* Every one that comes with the program is good, each of its columns of a kind that is counted. */
static void test_shipped(void **state) {
	size_t columns = 0;

	for (size_t i = 0; i < template_shipped_count; i++) {
		struct template t;
		struct err err = {0};
		struct str text = {0};

		str_add(&text, template_shipped[i].text);
		assert_int_equal(template_read(&t, template_shipped[i].id, "", &text, &err), RC_OK);
		columns += t.count;
		template_clear(&t);
		str_clear(&text);
	}
	assert_int_equal(template_shipped_count, 8);
	assert_int_equal(columns, 61 + 12 + 10 + 26 + 7 + 7 + 36 + 15);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mistakes),
		cmocka_unit_test(test_shipped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
