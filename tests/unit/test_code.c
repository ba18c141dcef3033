/* Code lists: what a person or a file calls a value, and a county's own values.
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "core/code.h"
#include "core/tr.h"
#include "texts.h"

static const struct code_item items[] = {
    {"male", "男", "Male", "男性,M,1"},
    {"none", "无业（待业）", "Not employed", "无业,待业，在家"},
    {"other", "其他", "Other", NULL},
};
static struct code_list list = {.name = "trial", .items = items, .count = 3, .extensible = true};

static void parses(const char *text, const char *want) {
	struct code c = code_of("untouched");
	bool ok = code_parse(&list, text, &c);
	if (ok != (want != NULL))
		fail_msg("'%s' %s", text, ok ? c.s : "is not understood");
	assert_string_equal(c.s, want ? want : "untouched");
}

static void test_parse(void **state) {
	parses("male", "male");
	parses("MALE", "male");
	parses("Male", "male");
	parses("男", "male");
	parses(" 男　", "male");
	parses("男性", "male");
	parses("m", "male");
	parses("１", "male");
	parses("ＭＡＬＥ", "male");
	parses("无业（待业）", "none");
	parses("无业(待业)", "none");
	parses("无业", "none");
	parses("Not Employed", "none");
	parses("待业，在家", "none"); /* an alias may hold a full-width comma */
	parses("待业,在家", "none");
	parses("其他", "other");
	parses("", NULL);
	parses(" ", NULL);
	parses(",", NULL);
	parses("男,", NULL);
	parses("男性,M", NULL);
	parses("男女", NULL);
	parses("男（male）", "male"); /* one value under two names */
	parses("男(男性)", "male");
	parses("先生（男）", "male");
	parses("男（不明）", "male");
	parses("男（其他）", NULL); /* two values */
	parses("（男）", NULL);
	parses("男（", NULL);
	parses("mal", NULL);
	parses("2", NULL);
	parses("\xFF", NULL);
}

static void test_label(void **state) {
	tr_set_lang(LANG_ZH);
	assert_string_equal(code_label(&list, code_of("male")), "男");
	tr_set_lang(LANG_EN);
	assert_string_equal(code_label(&list, code_of("male")), "Male");
	assert_string_equal(code_label(&list, code_of("gone")), "gone"); /* a value the list no longer has */
	assert_string_not_equal(code_label(&list, code_of("gone")), code_label(&list, code_of("lost")));
	assert_string_equal(code_label(&list, CODE_NONE), "");
	tr_set_lang(LANG_ZH);
	assert_null(code_find(&list, code_of("gone")));
	assert_null(code_find(&list, CODE_NONE));
	assert_ptr_equal(code_find(&list, code_of("other")), &items[2]);
	assert_true(code_is(code_of("male"), "male"));
	assert_false(code_is(code_of("male"), "mal"));
	assert_true(code_is_set(code_of("x")));
	assert_false(code_is_set(CODE_NONE));
	assert_true(strlen(code_of("a-code-much-longer-than-it-may-be").s) < sizeof(struct code));
}

static void test_extend(void **state) {
	char code[] = "jade", zh[] = "玉器厂";
	assert_null(code_item_at(&list, 3));
	code_extend(&list, code, zh);
	memset(code, 'x', 4); /* the list keeps copies */
	memset(zh, 'x', 4);
	code_extend(&list, "tea", "茶场");
	parses("玉器厂", "jade");
	parses("jade", "jade");
	parses("茶场", "tea");
	assert_string_equal(code_label(&list, code_of("tea")), "茶场");
	assert_string_equal(code_item_at(&list, 2)->code, "other");
	assert_string_equal(code_item_at(&list, 3)->code, "jade");
	assert_string_equal(code_item_at(&list, 4)->code, "tea");
	assert_null(code_item_at(&list, 5));
	for (size_t i = 0; i < list.extra_count; i++) {
		union {
			const char *kept;
			char *mine;
		} a = {.kept = list.extra[i].code}, b = {.kept = list.extra[i].zh};
		free(a.mine);
		free(b.mine);
	}
	free(list.extra);
	list.extra = NULL;
	list.extra_count = 0;
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_parse),
	    cmocka_unit_test(test_label),
	    cmocka_unit_test(test_extend),
	};
	return cmocka_run_group_tests_name("code", tests, NULL, NULL);
}
