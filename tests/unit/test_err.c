/* Error sentences: filled, translated, cut at a character; exit statuses.
 * SPDX-License-Identifier: MIT */
#include <string.h>
#include <sysexits.h>

#include "core/err.h"
#include "core/tr.h"
#include "core/utf8.h"
#include "texts.h"

static void filled(const char *want, unsigned long size, const char *tmpl, const char *name, const char *value) {
	char out[64];
	memset(out, 'z', sizeof out);
	text_fill(out, size, tmpl, name, value, "other", "O", NULL);
	assert_string_equal(out, want);
}

static void test_fill(void **state) {
	filled("a X b", 64, "a {n} b", "n", "X");
	filled("XX", 64, "{n}{n}", "n", "X");
	filled("XO", 64, "{n}{other}", "n", "X");
	filled("a  b", 64, "a {n} b", "n", NULL);
	filled("a {m} b", 64, "a {m} b", "n", "X");
	filled("a {n", 64, "a {n", "n", "X");
	filled("a } b", 64, "a } b", "n", "X");
	filled("{}", 64, "{}", "n", "X");
	filled("{other}", 64, "{n}", "n", "{other}"); /* a value is never read as a template */
	filled("%s%n", 64, "{n}", "n", "%s%n");
	filled("", 64, "", "n", "X");
	/* Cut at a character, with the sign of it; what just fits is whole. */
	filled("abcdef", 7, "abcdef", "n", "X");
	filled("abc..", 6, "abcdef", "n", "X");
	filled("a..", 4, "abcdef", "n", "X");
	filled("..", 3, "abcdef", "n", "X");
	filled("", 2, "abcdef", "n", "X");
	filled("", 1, "abcdef", "n", "X");
	filled("a..", 6, "a{n}", "n", "张建国");
	filled("a张..", 7, "a{n}", "n", "张建国");
	filled("a张..", 9, "a{n}", "n", "张建国");
	filled("a张建..", 10, "a{n}", "n", "张建国");
	filled("a张建国", 11, "a{n}", "n", "张建国");
	filled("𬱖..", 8, "{n}", "n", "𬱖𬱖");
	char one = 'z';
	text_fill(&one, 0, "abc", NULL);
	assert_int_equal(one, 'z');
}

static void test_set(void **state) {
	struct err e = {.field = "before"};
	tr_set_lang(LANG_EN);
	assert_int_equal(err_set(&e, RC_BUSY, "x.y", "Try {n} again.", "n", "it", NULL), RC_BUSY);
	assert_int_equal(e.rc, RC_BUSY);
	assert_string_equal(e.id, "x.y");
	assert_string_equal(e.field, "");
	assert_string_equal(e.text, "Try it again.");
	assert_int_equal(err_field(&e, "id_no", "x.z", "No.", NULL), RC_INVALID);
	assert_string_equal(e.field, "id_no");
	assert_int_equal(e.rc, RC_INVALID);
	assert_int_equal(err_set(NULL, RC_IO, "x", "y", NULL), RC_IO);
	assert_int_equal(err_field(NULL, "f", "x", "y", NULL), RC_INVALID);
	tr_set_lang(LANG_ZH);
	err_set(&e, RC_INVALID, "idno.length", "An ID number has 18 characters, this one has {n}.", "n", "17", NULL);
	assert_string_equal(e.text, "身份证号应为 18 位，现为 17 位。");
	err_set(&e, RC_INVALID, "x", "There is no translation of this.", NULL);
	assert_string_equal(e.text, "There is no translation of this.");
}

static void test_long(void **state) {
	char value[2000];
	struct err e;
	for (size_t i = 0; i + 3 < sizeof value; i += 3)
		memcpy(value + i, "张", 4);
	for (int lead = 0; lead < 4; lead++) {
		err_set(&e, RC_INVALID, "a-very-long-name-of-an-error-that-does-not-fit-in", "{lead}{v}", "lead", &"abc"[lead],
		        "v", value, NULL);
		assert_true(strlen(e.text) < sizeof e.text && strlen(e.text) > sizeof e.text - 5);
		assert_true(utf8_is_valid(e.text, strlen(e.text)));
		assert_int_equal(strlen(e.id), sizeof e.id - 1);
	}
}

static void test_exit(void **state) {
	static const struct {
		enum rc rc;
		int status;
	} table[] = {
	    {RC_OK, EX_OK},           {RC_USAGE, EX_USAGE},   {RC_INVALID, EX_DATAERR}, {RC_NOT_FOUND, EX_NOINPUT},
	    {RC_BUSY, EX_TEMPFAIL},   {RC_DENIED, EX_NOPERM}, {RC_IO, EX_IOERR},        {RC_FULL, EX_IOERR},
	    {RC_CORRUPT, EX_DATAERR}, {RC_CONFIG, EX_CONFIG}, {RC_INTERNAL, EX_SOFTWARE},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		assert_int_equal(err_exit_status(table[i].rc), table[i].status);
	for (enum rc rc = RC_USAGE; rc <= RC_INTERNAL; rc++)
		assert_int_not_equal(err_exit_status(rc), 0);
}

static void test_lang(void **state) {
	enum lang lang = LANG_EN;
	assert_true(tr_parse_lang("zh_CN.UTF-8", &lang) && lang == LANG_ZH);
	assert_true(tr_parse_lang("en_US.UTF-8", &lang) && lang == LANG_EN);
	assert_true(tr_parse_lang("zh", &lang) && lang == LANG_ZH);
	assert_true(tr_parse_lang("en", &lang) && lang == LANG_EN);
	assert_false(tr_parse_lang("C.UTF-8", &lang));
	assert_false(tr_parse_lang("eng", &lang));
	assert_false(tr_parse_lang("z", &lang));
	assert_false(tr_parse_lang("", &lang));
	assert_false(tr_parse_lang(NULL, &lang));
	assert_int_equal(lang, LANG_EN);
	tr_set_lang(LANG_ZH);
	assert_string_equal(tr("Name"), "姓名");
	tr_set_lang(LANG_EN);
	assert_string_equal(tr("Name"), "Name");
	tr_set_lang(LANG_ZH);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_fill), cmocka_unit_test(test_set),  cmocka_unit_test(test_long),
	    cmocka_unit_test(test_exit), cmocka_unit_test(test_lang),
	};
	return cmocka_run_group_tests_name("err", tests, NULL, NULL);
}
