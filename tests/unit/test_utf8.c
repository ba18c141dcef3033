/* UTF-8: strict decoding, cells, cutting, cleaning. SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "core/utf8.h"
#include "texts.h"

static void test_malformed(void **state) {
	static const struct {
		const char *bytes;
		size_t bad; /* how many U+FFFD come out */
	} table[] = {
	    {"\x80", 1},                 /* continuation alone */
	    {"\xBF\x80", 2},
	    {"\xC0\xAF", 2},             /* overlong '/' */
	    {"\xC1\xBF", 2},
	    {"\xE0\x80\xAF", 3},         /* overlong in three */
	    {"\xE0\x9F\xBF", 3},         /* last overlong in three */
	    {"\xF0\x80\x80\xAF", 4},
	    {"\xF0\x8F\xBF\xBF", 4},     /* last overlong in four */
	    {"\xED\xA0\x80", 3},         /* surrogates */
	    {"\xED\xBF\xBF", 3},
	    {"\xF4\x90\x80\x80", 4},     /* above U+10FFFF */
	    {"\xF5\x80\x80\x80", 4},
	    {"\xFE", 1},
	    {"\xFF", 1},
	    {"\xE4\xBD", 2},             /* cut off */
	    {"\xF0\x9D\x84", 3},
	    {"\xE4\x41\x42", 1},         /* next character eats nothing */
	    {"a\xC2", 1},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		const char *s = table[i].bytes, *end = s + strlen(s);
		size_t bad = 0, all = 0;
		assert_false(utf8_is_valid(s, strlen(s)));
		while (s < end) {
			const char *from = s;
			bad += utf8_next(&s, end) == 0xFFFD;
			all += (size_t)(s - from);
		}
		assert_int_equal(bad, table[i].bad);
		assert_int_equal(all, strlen(table[i].bytes));
	}
	assert_true(utf8_is_valid("", 0));
	assert_true(utf8_is_valid("\xEF\xBF\xBD", 3)); /* U+FFFD itself is a character */
	assert_true(utf8_is_valid("\xF4\x8F\xBF\xBF\xED\x9F\xBF\xEE\x80\x80", 10));
	assert_false(utf8_is_valid("\xE5\xBC\xA0", 2));
}

static void test_every_code_point(void **state) {
	char bytes[5];
	struct str out = {0};
	for (uint32_t cp = 1; cp <= 0x110000; cp++) {
		size_t n = utf8_put(cp, bytes);
		if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF)) {
			assert_int_equal(n, 0);
			continue;
		}
		bytes[n] = '\0';
		const char *s = bytes;
		assert_int_equal(utf8_next(&s, bytes + n), cp);
		assert_ptr_equal(s, bytes + n);
		str_reset(&out);
		utf8_clean(&out, bytes);
		/* Clean text stays as it is when cleaned again, and is painted as wide as it says. */
		const char *p = str_text(&out);
		uint32_t got = utf8_next(&p, p + out.n);
		assert_true(*p == '\0');
		assert_true(got >= 0x20 && !(got >= 0x7F && got <= 0x9F));
		assert_false((got >= 0x200B && got <= 0x200F) || (got >= 0x2028 && got <= 0x202E) ||
		             (got >= 0x2060 && got <= 0x206F) || got == 0xFEFF || got == 0x61C || got == 0xAD ||
		             got == 0x180E || (got >= 0xFE00 && got <= 0xFE0F) || (got >= 0xE0000 && got <= 0xE0FFF) ||
		             got == 0x115F || got == 0x3164 || got == 0xFFA0 || (got >= 0xFFF9 && got <= 0xFFFB));
		assert_true(got == cp || got == '?' || ((cp == '\n' || cp == '\t') && got == ' '));
		assert_in_range(utf8_cp_width(got), 0, 2);
		assert_int_equal(utf8_cp_width(got), utf8_width(str_text(&out)));
	}
	str_clear(&out);
	assert_int_equal(utf8_cp_width(0x110000), -1);
}

static void test_width(void **state) {
	assert_int_equal(utf8_width("汉"), 2);
	assert_int_equal(utf8_width("é"), 1);
	assert_int_equal(utf8_width("e\xCC\x81"), 1);
	assert_int_equal(utf8_width("𬱖"), 2);
	assert_int_equal(utf8_width("䶮"), 2);
	assert_int_equal(utf8_width("㛃"), 2);
	assert_int_equal(utf8_width("𠮷"), 2);
	assert_int_equal(utf8_cp_width(0x2FA1F), 2); /* not assigned, plane 2 */
	assert_int_equal(utf8_cp_width(0x3FFFD), 2);
	assert_int_equal(utf8_cp_width(0x323B0), 2);
	assert_int_equal(utf8_width("😀"), 2);
	assert_int_equal(utf8_width("吉克·曲布"), 9);
	assert_int_equal(utf8_width("●…—“”─"), 6); /* ambiguous: one cell each */
	assert_int_equal(utf8_width("　，（）"), 8);
	assert_int_equal(utf8_width("ｱﾞ"), 2); /* half-width kana */
	assert_int_equal(utf8_width("각"), 2);
	assert_int_equal(utf8_width("\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8"), 2); /* the same in three jamo */
	assert_int_equal(utf8_cp_width('\n'), -1);
	assert_int_equal(utf8_cp_width(0x7F), -1);
	assert_int_equal(utf8_cp_width(0x9B), -1);
	assert_int_equal(utf8_cp_width(0x200B), 0);
	assert_int_equal(utf8_width(""), 0);
	for (uint32_t cp = 0x4E00; cp <= 0x9FFF; cp++)
		assert_int_equal(utf8_cp_width(cp), 2);
}

static void test_count_cut(void **state) {
	static const char s[] = "a汉𬱖z"; /* 1 + 3 + 4 + 1 bytes */
	static const size_t cut[] = {0, 1, 1, 1, 4, 4, 4, 4, 8, 9, 9};
	assert_int_equal(utf8_count(s), 4);
	assert_int_equal(utf8_count("\xE4\xBD"), 2);
	for (size_t n = 0; n < sizeof cut / sizeof *cut; n++)
		assert_int_equal(utf8_cut(s, n), cut[n]);
	assert_int_equal(utf8_cut("a\xE6\xB1", 9), 1); /* already cut at a byte */
	assert_int_equal(utf8_cut("a\xF0\xAC\xB1", 4), 1);
	assert_int_equal(utf8_cut("\xFF" "a", 2), 2);
	assert_int_equal(utf8_cut("", 5), 0);
}

static void test_fit(void **state) {
	int used;
	assert_int_equal(utf8_fit("汉字ab", 3, &used), 3);
	assert_int_equal(used, 2);
	assert_int_equal(utf8_fit("汉字ab", 4, &used), 6);
	assert_int_equal(used, 4);
	assert_int_equal(utf8_fit("汉字ab", 99, &used), 8);
	assert_int_equal(used, 6);
	assert_int_equal(utf8_fit("汉字", 0, NULL), 0);
	assert_int_equal(utf8_fit("汉", 1, &used), 0);
	assert_int_equal(used, 0);
	/* A mark stays with its letter. */
	assert_int_equal(utf8_fit("e\xCC\x81x", 1, &used), 3);
	assert_int_equal(used, 1);
}

static void padded(const char *s, int cells, const char *want) {
	struct str out = {0};
	utf8_pad(&out, s, cells);
	assert_string_equal(str_text(&out), want);
	assert_int_equal(utf8_width(str_text(&out)), cells > 0 ? cells : 0);
	str_clear(&out);
}

static void test_pad(void **state) {
	padded("张建国", 8, "张建国  ");
	padded("张建国", 7, "张建国 ");
	padded("张建国", 6, "张建国");
	padded("张建国", 5, "张.. ");
	padded("张建国", 4, "张..");
	padded("张建国", 3, ".. ");
	padded("张建国", 2, "..");
	padded("张建国", 1, ".");
	padded("张建国", 0, "");
	padded("张建国", -3, "");
	padded("吉克·曲布", 8, "吉克·.. ");
	padded("吉克·曲布", 9, "吉克·曲布");
	padded("abc", 3, "abc");
	padded("abcd", 3, "a..");
	padded("", 3, "   ");
	padded("e\xCC\x81", 2, "e\xCC\x81 ");
	/* Whatever the text and the width, the cells are exact. */
	static const char *const texts[] = {"汉a字b", "a汉b字", "𬱖·䶮", "e\xCC\x81汉e\xCC\x81", "\xFF汉\xE6", "a\nb"};
	struct str out = {0};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		for (int cells = 0; cells < 12; cells++) {
			str_reset(&out);
			utf8_pad(&out, texts[i], cells);
			assert_int_equal(utf8_width(str_text(&out)), cells);
		}
	str_clear(&out);
}

static void cleaned(const char *s, const char *want) {
	struct str out = {0};
	utf8_clean(&out, s);
	assert_string_equal(str_text(&out), want);
	str_clear(&out);
}

static void test_clean(void **state) {
	cleaned("", "");
	cleaned("张建国 abc", "张建国 abc");
	cleaned("a\x1B[2Jb", "a?[2Jb");
	cleaned("a\nb\tc", "a b c");
	cleaned("a\r\nb", "a b");
	cleaned("a\rb", "a?b");
	cleaned("\xC2\x9B" "31m", "?31m");   /* C1 CSI */
	cleaned("\x9B", "?");                /* the same as a bare byte */
	cleaned("a\x7F", "a?");
	cleaned("\xE2\x80\xAE" "abc", "?abc"); /* right-to-left override */
	cleaned("a\xE2\x80\x8B" "b", "a?b");   /* zero-width space */
	cleaned("\xEF\xBB\xBFx", "?x");
	cleaned("\xED\xA0\x80", "???");
	cleaned("\xE6\xB1", "??");
	cleaned("e\xCC\x81", "e\xCC\x81");
	cleaned("☺\xEF\xB8\x8F", "☺?");
	struct str out = {0};
	str_add(&out, "x");
	utf8_clean(&out, "y"); /* appends */
	assert_string_equal(out.s, "xy");
	str_clear(&out);
}

static void test_quote(void **state) {
	char text[100] = "";
	struct str out = {0};
	utf8_quote(&out, NULL);
	assert_string_equal(str_text(&out), "");
	utf8_quote(&out, "a\x1B");
	assert_string_equal(str_text(&out), "a?");
	for (size_t n = 0; n < 30; n++) {
		memcpy(text + 3 * n, "张", 4);
		str_reset(&out);
		utf8_quote(&out, text);
		assert_true(out.n <= 60 && utf8_is_valid(out.s, out.n));
		assert_int_equal(strcmp(out.s, text) == 0, n < 20);
	}
	str_clear(&out);
}

static void test_fold(void **state) {
	struct str out = {0};
	utf8_fold_width(&out, "ＡＢｚ０９！～　汉、。é\xFF");
	assert_string_equal(str_text(&out), "ABz09!~ 汉、。é\xFF");
	str_clear(&out);
	assert_int_equal(utf8_fold_key(0xFF1F), '?');
	assert_int_equal(utf8_fold_key(0xFF0F), '/');
	assert_int_equal(utf8_fold_key(0xFF1A), ':');
	assert_int_equal(utf8_fold_key(0xFF11), '1');
	assert_int_equal(utf8_fold_key(0xFF47), 'g');
	assert_int_equal(utf8_fold_key(0x3001), '/');
	assert_int_equal(utf8_fold_key(0x3002), '.');
	assert_int_equal(utf8_fold_key(0x3010), '[');
	assert_int_equal(utf8_fold_key(0x3011), ']');
	assert_int_equal(utf8_fold_key(0x3000), ' ');
	assert_int_equal(utf8_fold_key('q'), 'q');
	assert_int_equal(utf8_fold_key(0x6C49), 0x6C49);
}

static void named(const char *s, const char *want) {
	char *got = name_normalise(s);
	if (want)
		assert_string_equal(got, want);
	else
		assert_null(got);
	if (got) { /* mending twice changes nothing more */
		char *again = name_normalise(got);
		assert_string_equal(again, got);
		free(again);
	}
	free(got);
}

static void test_name(void **state) {
	named(" 秦强根　", "秦强根");
	named("张 三", "张三");
	named("张　　三", "张三");
	named("张\xC2\xA0三", "张三");
	named("\xEF\xBB\xBF张\xE2\x80\x8B三", "张三");
	named("吉克•曲布", "吉克·曲布");
	named("吉克．曲布", "吉克·曲布");
	named("吉克・曲布", "吉克·曲布");
	named("吉克‧曲布", "吉克·曲布");
	named("吉克∙曲布", "吉克·曲布");
	named("吉克 · 曲布", "吉克·曲布");
	named("John   Smith", "John Smith");
	named("Ｊｏｈｎ　Ｓｍｉｔｈ", "John Smith");
	named("张三 Bob", "张三 Bob");
	named("𬱖 䶮", "𬱖䶮");
	named("诸葛静㛃", "诸葛静㛃");
	named("", NULL);
	named(" 　\t", NULL);
	named(NULL, NULL);
	named("张\xFF", "张\xFF");
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_malformed), cmocka_unit_test(test_every_code_point), cmocka_unit_test(test_width),
	    cmocka_unit_test(test_count_cut), cmocka_unit_test(test_fit),              cmocka_unit_test(test_pad),
	    cmocka_unit_test(test_clean),     cmocka_unit_test(test_fold),             cmocka_unit_test(test_name),
	    cmocka_unit_test(test_quote),
	};
	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
