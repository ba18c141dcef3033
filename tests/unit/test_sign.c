/* Signatures and keys as minisign writes them, and JSON read back. SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/hash.h"
#include "core/pack/json_read.h"
#include "core/sign/minisign.h"
#include "texts.h"

/* A signature made by minisign itself, of the four bytes "test": published with its documentation. */
static const char their_key[] = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
static const char theirs[] =
	"untrusted comment: signature from minisign secret key\n"
	"RUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=\n"
	"trusted comment: timestamp:1556193335\tfile:test\n"
	"y/rUw2y8/hOUYjZU71eHp/Wo1KZ40fGy2VJEDl34XMJM+TX48Ss/17u3IvIfbVR1FkZZSNCisQbuQY+bHwhEBg==\n";

static void minisign_made_one_is_checked(void **state) {
	struct sign_public key;
	struct err err = {0};
	unsigned char id[SIGN_ID];
	char text[SIGN_ID_BUF], line[SIGN_LINE], *comment;

	assert_int_equal(sign_public_parse(their_key, &key, &err), RC_OK);
	sign_id_text(&key, text);
	assert_string_equal(text, "E7620F1842B4E81F");
	sign_public_line(&key, line);
	assert_string_equal(line, their_key);
	assert_int_equal(sign_check(theirs, "test", 4, &key, &err), RC_OK);
	assert_int_equal(sign_check(theirs, "tesT", 4, &key, &err), RC_CORRUPT);
	assert_int_equal(sign_look(theirs, id, &comment, &err), RC_OK);
	assert_memory_equal(id, key.id, SIGN_ID);
	assert_string_equal(comment, "timestamp:1556193335\tfile:test");
	free(comment);
}

/* Every bit of what is signed, of the key and of every line but the one nobody signed. */
static void a_changed_bit_is_refused(void **state) {
	struct sign_secret s;
	struct sign_public other;
	struct str sig = {0};
	struct err err = {0};
	unsigned char data[40], *key = (unsigned char *)&other;
	size_t from;
	int good = 0;

	random_bytes(data, sizeof data);
	sign_make(&s);
	sign_bytes(&s, data, sizeof data, "甲站 handover 000012", &sig);
	from = (size_t)(strchr(sig.s, '\n') - sig.s) + 1;
	assert_int_equal(sign_check(sig.s, data, sizeof data, &s.pub, &err), RC_OK);
	for (size_t i = 0; i < 8 * sizeof data; i++) {
		data[i / 8] ^= (unsigned char)(1 << i % 8);
		good += sign_check(sig.s, data, sizeof data, &s.pub, &err) == RC_OK;
		data[i / 8] ^= (unsigned char)(1 << i % 8);
	}
	for (size_t i = 8 * from; i < 8 * sig.n; i++) {
		sig.s[i / 8] = (char)(sig.s[i / 8] ^ 1 << i % 8);
		if (sign_check(sig.s, data, sizeof data, &s.pub, &err) == RC_OK)
			fail_msg("bit %zu of byte %zu of %zu", i % 8, i / 8, sig.n);
		sig.s[i / 8] = (char)(sig.s[i / 8] ^ 1 << i % 8);
	}
	for (size_t i = 0; i < 8 * sizeof other; i++) {
		other = s.pub;
		key[i / 8] ^= (unsigned char)(1 << i % 8);
		good += sign_check(sig.s, data, sizeof data, &other, &err) == RC_OK;
	}
	assert_int_equal(good, 0);
	for (size_t n = 0; n < sig.n - 1; n++) { /* cut anywhere; its last line end may go */
		char *cut = mem_strndup(sig.s, n);

		assert_int_not_equal(sign_check(cut, data, sizeof data, &s.pub, &err), RC_OK);
		free(cut);
	}
	str_clear(&sig);
}

static void a_secret_key_is_read_back(void **state) {
	struct sign_secret s, again;
	struct str text = {0}, pub = {0};
	struct sign_public key;
	struct err err = {0};

	sign_make(&s);
	sign_secret_text(&s, &text);
	assert_int_equal(sign_secret_parse(text.s, &again, &err), RC_OK);
	assert_memory_equal(&s, &again, sizeof s);
	sign_public_text(&s.pub, &pub);
	assert_int_equal(sign_public_parse(pub.s, &key, &err), RC_OK);
	assert_memory_equal(&key, &s.pub, sizeof key);
	text.s[150] = text.s[150] == 'A' ? 'B' : 'A'; /* within the secret */
	assert_int_equal(sign_secret_parse(text.s, &again, &err), RC_CORRUPT);
	assert_int_equal(sign_public_parse("RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO", &key, &err),
	                 RC_INVALID);
	assert_int_equal(sign_public_parse("ssh-ed25519 AAAA", &key, &err), RC_INVALID);
	str_clear(&text);
	str_clear(&pub);
}

static void only_its_own_key_opens(void **state) {
	struct sign_secret mine, other;
	struct str sealed = {0}, plain = {0};
	struct err err = {0};

	sign_make(&mine);
	sign_make(&other);
	assert_int_equal(sign_seal(&mine.pub, "甲乙丙", 9, &sealed, &err), RC_OK);
	for (size_t i = 0; i + 3 <= sealed.n; i++)
		assert_memory_not_equal(sealed.s + i, "乙", 3);
	assert_int_equal(sign_unseal(&other, sealed.s, sealed.n, &plain, &err), RC_DENIED);
	assert_int_equal(sign_unseal(&mine, sealed.s, sealed.n - 1, &plain, &err), RC_DENIED);
	assert_int_equal(sign_unseal(&mine, sealed.s, sealed.n, &plain, &err), RC_OK);
	assert_string_equal(str_text(&plain), "甲乙丙");
	str_clear(&sealed);
	str_clear(&plain);
}

static bool reads(const char *text) {
	struct json_value v;

	return json_read(text, strlen(text), &v);
}

static void json_is_read(void **state) {
	static const char *const bad[] = {"", "{", "{}{", "{\"a\":}", "{\"a\" 1}", "[1,]", "[1 2]", "\"a", "\"\\x\"",
	                                  "\"\n\"", "\"\\u00\"", "\"\\ud800\"", "nul", "{1:2}", "\xff", "\"\\u0000\""};
	static const char good[] = " {\"a\": [1, {\"b\": \"\\u4e2d\\\"x\\n\"}, null], \"n\": 12, \"a\": 3, \"big\": "
	                           "1234567890123456789} ";
	struct json_value v, a, one, b;
	char deep[64], *text;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (reads(bad[i]))
			fail_msg("taken: %s", bad[i]);
	memset(deep, '[', 40);
	deep[40] = '\0';
	assert_false(reads(deep));
	assert_true(json_read(good, strlen(good), &v));
	assert_true(json_member(&v, "a", &a));
	assert_true(json_item(&a, 1, &one));
	assert_false(json_item(&a, 3, &b));
	assert_false(json_member(&v, "b", &b)); /* one further in is not its member */
	text = json_member_text(&one, "b");
	assert_string_equal(text, "中\"x\n");
	free(text);
	assert_null(json_member_text(&v, "n"));
	assert_true(json_member(&v, "n", &one));
	assert_int_equal(json_int_of(&one), 12);
	assert_true(json_member(&v, "big", &one));
	assert_int_equal(json_int_of(&one), -1);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(minisign_made_one_is_checked), cmocka_unit_test(a_changed_bit_is_refused),
		cmocka_unit_test(a_secret_key_is_read_back),    cmocka_unit_test(only_its_own_key_opens),
		cmocka_unit_test(json_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
