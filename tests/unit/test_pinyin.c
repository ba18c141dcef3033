/* Pinyin keys: every reading finds the person, the likeliest one sorts.
 * SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "core/pinyin.h"
#include "core/pinyin_table.h"
#include "texts.h"

/* Is the word among those that keys() tells of the name? */
static bool tells(void (*keys)(const char *, struct str *), const char *name, const char *word) {
	struct str out = {0};
	char wanted[80];
	snprintf(wanted, sizeof wanted, " %s ", word);
	keys(name, &out);
	str_addc(&out, ' ');
	bool found = strstr(out.s, wanted) != NULL;
	if (!found)
		print_message("%s: no%s in%s\n", name, wanted, out.s);
	str_clear(&out);
	return found;
}

static bool has_key(const char *name, const char *key) { return tells(pinyin_initials, name, key); }

static void sorts_as(const char *name, const char *want) {
	struct str out = {0};
	pinyin_sort_key(name, &out);
	assert_string_equal(str_text(&out), want);
	str_clear(&out);
}

static void initials_are(const char *name, const char *want) {
	struct str out = {0};
	pinyin_initials(name, &out);
	assert_string_equal(str_text(&out), want);
	str_clear(&out);
}

static void test_surnames(void **state) {
	static const struct {
		const char *name, *keys[4], *sorted;
	} table[] = {
	    {"单建国", {"sjg", "djg", "cjg"}, "shan jian guo"},
	    {"曾强", {"zq", "cq"}, "zeng qiang"},
	    {"仇英", {"qy", "cy"}, "qiu ying"},
	    {"解芳", {"xf", "jf"}, "xie fang"},
	    {"覃明", {"qm", "tm"}, "qin ming"},
	    {"缪丽", {"ml"}, "miao li"},
	    {"薄云", {"by"}, "bo yun"},
	    {"朴英", {"py"}, "piao ying"},
	    {"乐华", {"yh", "lh"}, "yue hua"},
	    {"查良", {"zl", "cl"}, "zha liang"},
	    {"区文", {"ow", "qw"}, "ou wen"},
	    {"盖明", {"gm"}, "ge ming"},
	    {"翟强", {"zq", "dq"}, "zhai qiang"},
	    {"尉迟明", {"ycm", "wcm"}, "yu chi ming"},
	    {"长孙明", {"zsm", "csm"}, "zhang sun ming"},
	    {"万俟云", {"mqy", "wqy", "wsy"}, "mo qi yun"},
	    {"单于明", {"cym", "sym", "dym"}, "chan yu ming"},
	    {"诸葛静㛃", {"zgjj"}, "zhu ge jing jie"},
	    {"吕丽", {"ll"}, "lv li"},
	    {"重阳", {"cy", "zy"}, "chong yang"},
	    {"张建国", {"zjg"}, "zhang jian guo"},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		for (int k = 0; k < 4 && table[i].keys[k]; k++)
			assert_true(has_key(table[i].name, table[i].keys[k]));
		sorts_as(table[i].name, table[i].sorted);
	}
}

static bool mixes(const char *name, const char *spelling, const char *keys) {
	struct str out = {0};
	if (name)
		pinyin_mixed(name, &out);
	else
		pinyin_mixed_spelling(spelling, &out);
	bool same = strcmp(str_text(&out), keys) == 0;
	if (!same)
		print_message("%s: %s\n", name ? name : spelling, str_text(&out));
	str_clear(&out);
	return same;
}

/* Some syllables in full, the others as initials; the last letter typed may begin the last syllable. */
static void test_mixed(void **state) {
	struct str out = {0};
	assert_true(mixes("张建国", NULL, " zjianguo zhangjguo zjguo"));
	assert_true(mixes("李明", NULL, " lming"));
	assert_true(mixes("单明", NULL, " sming dming"));
	assert_true(mixes("李", NULL, ""));
	assert_true(mixes("", NULL, ""));
	assert_true(mixes(NULL, "shan jian guo", " sjianguo shanjguo sjguo"));
	assert_true(mixes(NULL, "shan", ""));
	pinyin_mixed("张张张张张张张张张张张张张张张张张张张张张张张张张张张张张张张张张张", &out);
	int keys = 0;
	for (const char *p = out.s; *p; p++)
		keys += *p == ' ';
	assert_int_equal(keys, 16);
	str_clear(&out);
}

static bool reads_as(const char *name, const char *full) { return tells(pinyin_readings, name, full); }

/* Surnames and other characters of several readings, in full and by each of them. */
static void test_full_readings(void **state) {
	static const struct {
		const char *name, *readings[4];
	} table[] = {
	    {"单建国", {"shanjianguo", "danjianguo", "chanjianguo"}},
	    {"曾强", {"zengqiang", "cengqiang"}},
	    {"仇英", {"qiuying", "chouying"}},
	    {"解芳", {"xiefang", "jiefang"}},
	    {"覃明", {"qinming", "tanming"}},
	    {"缪丽", {"miaoli", "mouli"}},
	    {"薄云", {"boyun", "baoyun"}},
	    {"朴英", {"piaoying", "puying"}},
	    {"乐华", {"yuehua", "lehua"}},
	    {"欧阳小龙", {"ouyangxiaolong"}},
	    {"吉克·曲布", {"jikequbu"}},
	    {"万俟云", {"moqiyun", "wanqiyun"}},
	    {"张重行", {"zhangchongxing", "zhangzhongxing", "zhangzhonghang"}},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		for (int k = 0; k < 4 && table[i].readings[k]; k++)
			assert_true(reads_as(table[i].name, table[i].readings[k]));
}

static void test_own_spelling(void **state) {
	static const struct {
		const char *typed, *kept;
	} table[] = {
	    {"shan jian guo", "shan jian guo"}, {" Shan  Jian Guo ", "shan jian guo"}, {"l\303\274 li", "lv li"},
	    {"shan1", NULL}, {"单", NULL}, {"", NULL}, {"  ", NULL}, {"shan-jian", NULL},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct str out = {0};
		str_add(&out, "x");
		bool good = pinyin_tidy(table[i].typed, &out);
		assert_int_equal(good, table[i].kept != NULL);
		assert_string_equal(str_text(&out) + 1, table[i].kept ? table[i].kept : "");
		str_clear(&out);
	}
}

/* Each surname of the list is found by the initials of each of its readings, and by the table's own. */
static void test_all_of_the_list(void **state) {
	assert_true(pinyin_surname_count >= 40);
	for (unsigned long i = 0; i < pinyin_surname_count; i++) {
		const char *p = pinyin_surnames[i].readings;
		while (*p) {
			char key[16];
			size_t n = 0, len = strcspn(p, "/");
			for (size_t at = 0; at < len; at++)
				if (at == 0 || p[at - 1] == ' ')
					key[n++] = p[at];
			key[n] = '\0';
			assert_true(has_key(pinyin_surnames[i].name, key));
			p += len + (p[len] == '/');
		}
	}
}

static void test_order(void **state) {
	struct str out = {0};
	pinyin_initials("单建国", &out);
	assert_int_equal(strncmp(out.s, " sjg", 4), 0); /* the surname's reading first */
	str_clear(&out);
	initials_are("张建国", " zjg");
	initials_are("Bob 2", " bob2");
	initials_are("吉克·曲布", " jkqb");
	initials_are("", "");
	initials_are(NULL, "");
	initials_are("·", "");
	initials_are("\xF0\x9F\x98\x80", "");
	initials_are("\xFF张", " z");
}

static void test_limit(void **state) {
	struct str out = {0};
	size_t blanks = 0;
	pinyin_initials("单单单单单单单单单单单单单单单单单单单单单单单单单单单单单单单单单单单单", &out);
	for (const char *p = out.s; *p; p++)
		blanks += *p == ' ';
	assert_int_equal(blanks, 24);
	/* One unlikely reading anywhere comes before two at once. */
	str_reset(&out);
	pinyin_initials("曾单乐都", &out);
	assert_non_null(strstr(out.s, " cd"));
	assert_int_equal(strncmp(out.s, " zdld", 5), 0);
	str_clear(&out);
}

static void test_sort(void **state) {
	struct str a = {0}, b = {0};
	sorts_as("吉克·曲布", "ji ke qu bu");
	sorts_as("Bob Lee", "bob lee");
	sorts_as("张Bob", "zhang bob");
	sorts_as("", "");
	sorts_as(NULL, "");
	sorts_as("😀", "😀");
	pinyin_sort_key("祖明", &a);
	pinyin_sort_key("😀明", &b);
	assert_true(strcmp(a.s, b.s) < 0); /* unknown characters after all letters */
	str_clear(&a);
	str_clear(&b);
}

static void test_table(void **state) {
	assert_true(pinyin_count > 40000);
	for (unsigned long i = 0; i < pinyin_count; i++) {
		const char *s = pinyin_syllables[pinyin_table[i].key & 2047];
		if (i)
			assert_true(pinyin_table[i - 1].key >> 11 < pinyin_table[i].key >> 11);
		assert_true(strlen(s) >= 1 && strlen(s) <= 6);
		assert_int_equal(strspn(s, "abcdefghijklmnopqrstuvwxyz"), strlen(s));
		assert_true(pinyin_table[i].initials & 1u << (s[0] - 'a'));
	}
	assert_true(strlen(pinyin_version()) > 10);
	assert_non_null(strchr(pinyin_version(), '/'));
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_surnames), cmocka_unit_test(test_full_readings), cmocka_unit_test(test_mixed),
	    cmocka_unit_test(test_own_spelling), cmocka_unit_test(test_all_of_the_list), cmocka_unit_test(test_order),
	    cmocka_unit_test(test_limit),    cmocka_unit_test(test_sort),            cmocka_unit_test(test_table),
	};
	return cmocka_run_group_tests_name("pinyin", tests, NULL, NULL);
}
