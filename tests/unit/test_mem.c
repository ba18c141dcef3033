/* The growing string, trimming, lists in a string, ids. SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "texts.h"

static void test_str(void **state) {
	struct str b = {0};
	assert_string_equal(str_text(&b), "");
	str_add(&b, NULL);
	assert_string_equal(str_text(&b), "");
	for (int i = 0; i < 1000; i++)
		str_addf(&b, "%d,", i % 10);
	assert_int_equal(b.n, 2000);
	assert_int_equal(strlen(b.s), 2000);
	str_reset(&b);
	assert_string_equal(str_text(&b), "");
	str_addn(&b, "abc", 2);
	str_addc(&b, 'x');
	assert_string_equal(b.s, "abx");
	char *s = str_take(&b);
	assert_string_equal(s, "abx");
	assert_null(b.s);
	free(s);
	s = str_take(&b);
	assert_string_equal(s, "");
	free(s);
	assert_null(mem_strdup(NULL));
	s = mem_printf("%s-%d", "a", 5);
	assert_string_equal(s, "a-5");
	free(s);
}

#ifdef WUBAO_CHECKS
static bool is_unused(const void *at) {
#ifdef __SANITIZE_ADDRESS__
	extern int __asan_address_is_poisoned(const volatile void *at);

	return __asan_address_is_poisoned(at);
#else
	return *(const unsigned char *)at == MEM_UNUSED;
#endif
}

/* Behind the text and the last element. */
static void test_behind(void **state) {
	struct str b = {0};
	int *v = NULL;
	size_t n = 0;

	(void)state;
	for (int i = 0; i < 9; i++) {
		str_addf(&b, "%s", "1234567890");
		VEC_PUSH(v, n, i);
		assert_false(is_unused(b.s + b.n) || v[n - 1] != i);
		assert_true(i % 3 || is_unused(b.s + b.n + 1)); /* grew at 0, 3 */
		assert_true(n == 4 || n == 8 || is_unused(v + n));
	}
	str_wipe(&b);
	assert_string_equal(b.s, "");
	str_clear(&b);
	free(v);
}
#endif

static void trims(const char *text, const char *want) {
	char *s = mem_strdup(text);
	assert_ptr_equal(str_trim(s), s);
	assert_string_equal(s, want);
	free(s);
}

static void test_trim(void **state) {
	trims("", "");
	trims("  ", "");
	trims(" a b ", "a b");
	trims("\t\r\n\v\fa\t", "a");
	trims("　张　三　", "张　三");
	trims("\xC2\xA0 a \xC2\xA0", "a");
	trims("\xEF\xBB\xBF" "a\xE2\x80\x8B\xE2\x80\x8F", "a");
	trims("\xE3\x80\x80", "");
	trims("\xE3\x80", "\xE3\x80");       /* half a blank is none */
	trims("\xA0", "\xA0");
	trims("丠", "丠");                    /* ends in the byte that ends a no-break space */
	trims("a\xE5\xC2\xA0", "a\xE5");
}

static void test_list(void **state) {
	assert_true(str_in_list("a,b,cd", "a"));
	assert_true(str_in_list("a,b,cd", "cd"));
	assert_false(str_in_list("a,b,cd", "c"));
	assert_false(str_in_list("a,b,cd", "a,b"));
	assert_false(str_in_list("a,b,cd", "A"));
	assert_false(str_in_list("", "a"));
	assert_false(str_in_list(NULL, "a"));
}

static void test_ids(void **state) {
	struct ids a = {0};
	for (long long i = 0; i < 1000; i++)
		ids_add(&a, i * i);
	assert_int_equal(a.n, 1000);
	assert_true(a.v[999] == 998001);
	ids_clear(&a);
	assert_int_equal(a.n, 0);
	assert_null(a.v);
}

struct pair {
	int a, b;
};

static void test_vec(void **state) {
	struct pair *v = NULL;
	size_t n = 0;

	for (int i = 0; i < 1000; i++)
		if (i % 2)
			VEC_PUSH(v, n, (struct pair){.a = i, .b = (int)n});
		else
			*VEC_ADD(v, n) = (struct pair){.a = i};
	assert_int_equal(n, 1000);
	for (int i = 0; i < 1000; i++) {
		assert_int_equal(v[i].a, i);
		assert_int_equal(v[i].b, i % 2 ? i : 0);
	}
	n = 5; /* it may shrink and grow again */
	for (int i = 0; i < 100; i++)
		VEC_PUSH(v, n, (struct pair){.a = -i});
	assert_int_equal(v[104].a, -99);
	assert_int_equal(v[4].a, 4);
	free(v);
}

int main(void) {
	const struct CMUnitTest tests[] = {
#ifdef WUBAO_CHECKS
	    cmocka_unit_test(test_behind),
#endif
	    cmocka_unit_test(test_str),
	    cmocka_unit_test(test_trim),
	    cmocka_unit_test(test_list),
	    cmocka_unit_test(test_ids),
	    cmocka_unit_test(test_vec),
	};
	return cmocka_run_group_tests_name("mem", tests, NULL, NULL);
}
