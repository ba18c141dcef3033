/* BLAKE2b against its known answers, parts that must not run together, and record uids.
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/hash.h"
#include "texts.h"

/* Replaces core/random.c: counts up, so that what uid_make does with the bytes is known. */
static unsigned char next_byte;
static int calls;

void random_bytes(void *out, size_t n) {
	unsigned char *p = out;
	calls++;
	for (size_t i = 0; i < n; i++)
		p[i] = next_byte;
}

static void hex_of(const char *a, const char *b, char out[2 * HASH_LEN + 1]) {
	struct hash h;
	unsigned char bytes[HASH_LEN];
	hash_begin(&h);
	hash_add(&h, a, strlen(a));
	hash_add(&h, b, strlen(b));
	hash_end(&h, bytes);
	hash_hex(bytes, sizeof bytes, out);
}

static void test_once(void **state) {
	char parts[2 * HASH_LEN + 1], whole[2 * HASH_LEN + 1];
	unsigned char bytes[HASH_LEN];
	hex_of("ab", "c", parts);
	hash_once("abc", 3, bytes);
	hash_hex(bytes, sizeof bytes, whole);
	assert_string_equal(whole, parts);
}

static void test_known(void **state) {
	char hex[2 * HASH_LEN + 1];
	hex_of("", "", hex);
	assert_string_equal(hex, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
	hex_of("a", "bc", hex);
	assert_string_equal(hex, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
	hex_of("abc", "", hex);
	assert_string_equal(hex, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

static void parts(const char *a, const char *b, bool numbers, unsigned char out[HASH_LEN]) {
	struct hash h;
	hash_begin(&h);
	if (numbers) {
		hash_add_int(&h, 1);
		hash_add_int(&h, -1);
	}
	hash_add_text(&h, a);
	hash_add_text(&h, b);
	hash_end(&h, out);
}

static void test_parts(void **state) {
	static const struct {
		const char *a, *b;
		bool numbers;
	} table[] = {
	    {"ab", "c", false}, {"a", "bc", false}, {"abc", "", false}, {"", "abc", false}, {"abc", NULL, false},
	    {NULL, "abc", false}, {NULL, NULL, false}, {"", "", false}, {"", "", true}, {NULL, NULL, true},
	};
	enum { N = sizeof table / sizeof *table };
	unsigned char sums[N][HASH_LEN], again[HASH_LEN];
	for (size_t i = 0; i < N; i++) {
		parts(table[i].a, table[i].b, table[i].numbers, sums[i]);
		parts(table[i].a, table[i].b, table[i].numbers, again);
		assert_memory_equal(sums[i], again, HASH_LEN);
		for (size_t j = 0; j < i; j++)
			assert_memory_not_equal(sums[i], sums[j], HASH_LEN);
	}
}

static void test_uid(void **state) {
	char uid[UID_LEN + 1];
	next_byte = 0x00;
	uid_make(uid);
	assert_string_equal(uid, "00000000000000000000000000");
	assert_true(uid_is_valid(uid));
	next_byte = 0xFF;
	uid_make(uid);
	assert_string_equal(uid, "7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
	assert_true(uid_is_valid(uid));
	next_byte = 0x55; /* 001 01010 10101 01010 ... : 128 bits behind two zeros */
	uid_make(uid);
	assert_string_equal(uid, "2NANANANANANANANANANANANAN");
	assert_int_equal(strlen(uid), UID_LEN);
	assert_false(uid_is_valid(NULL));
	assert_false(uid_is_valid(""));
	assert_false(uid_is_valid("0000000000000000000000000"));
	assert_false(uid_is_valid("000000000000000000000000000"));
	assert_false(uid_is_valid("8ZZZZZZZZZZZZZZZZZZZZZZZZZ")); /* more than 128 bits */
	static const char wrong[] = "ILOUilou*- ";
	for (const char *p = wrong; *p; p++) {
		uid[13] = *p;
		assert_false(uid_is_valid(uid));
	}
}

static void test_short(void **state) {
	next_byte = 7;
	unsigned long long a = hash_short("abc", 3);
	int before = calls;
	assert_true(a == hash_short("abc", 3));
	assert_int_equal(calls, before); /* one key for the whole run */
	assert_true(a != hash_short("abd", 3));
	assert_true(a != hash_short("abc", 2));
	assert_true(hash_short("", 0) == hash_short(NULL, 0));
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_known), cmocka_unit_test(test_once),
	    cmocka_unit_test(test_parts),
	    cmocka_unit_test(test_uid),
	    cmocka_unit_test(test_short),
	};
	return cmocka_run_group_tests_name("hash", tests, NULL, NULL);
}
