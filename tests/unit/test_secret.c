/* Passwords and public keys: what is taken, what is refused and in which words.
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/secret.h"
#include "core/sshkey.h"
#include "core/tr.h"
#include "texts.h"

#define KEY "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOrLBdjurjJ7Gx0IG9FGmLt1YbuLiQfrf3HAT32UYc2Z"
#define SHORT_RSA \
	"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQCzqq5HPURwHZZPrl0TCG4KKgmhOjmCugxAe7QwbOH+EYEcPBcQ9DdKF4og1lBEzo4JKhqonMqSEA" \
	"BkjmInsxRC0Hgi+9+EtainGu0rKbf9X5dfSMcfkQQmX8qg1LmTozNAOxEvc7RQHQP6n1EkpLPq5aunWv5IJ4mvquNk24B4xQ=="

static void test_check(void **state) {
	static const char *const good[] = {"correct horse", "石桥村的大黄狗跑", "xK7rr2pw", "kwmzpatq"};
	static const struct {
		const char *text, *id;
	} bad[] = {
		{"", "password.short"},           {"1234567", "password.short"},    {"石桥村的大黄狗", "password.short"},
		{"12345678", "password.common"},  {"PASSWORD1", "password.common"}, {"abcdefghijk", "password.common"},
		{"qqqqqqqqq", "password.common"}, {"zhangsan1", "password.common"}, {"87654321", "password.common"},
		{"\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8", "password.odd"},
	};
	char longest[SECRET_MAX + 2];
	struct err err;

	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_int_equal(secret_check(good[i], "zhangsan1", &err), RC_OK);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(secret_check(bad[i].text, "zhangsan1", &err), RC_INVALID);
		assert_string_equal(err.id, bad[i].id);
	}
	memset(longest, 'a', sizeof longest);
	longest[0] = 'b';
	longest[sizeof longest - 1] = '\0';
	assert_int_equal(secret_check(longest, NULL, &err), RC_INVALID);
	longest[sizeof longest - 2] = '\0';
	longest[5] = 'z';
	assert_int_equal(secret_check(longest, NULL, &err), RC_OK);
}

static void test_hash(void **state) {
	char one[SECRET_BUF], two[SECRET_BUF];

	assert_int_equal(secret_hash("correct horse", one, NULL), RC_OK);
	assert_int_equal(secret_hash("correct horse", two, NULL), RC_OK);
	assert_string_not_equal(one, two);
	assert_non_null(strstr(one, "argon2id"));
	assert_null(strstr(one, "horse"));
	assert_true(secret_verify(one, "correct horse"));
	assert_false(secret_verify(one, "correct horsf"));
	assert_false(secret_verify(one, ""));
	assert_false(secret_verify("", "correct horse"));
	assert_false(secret_verify(NULL, "correct horse"));
}

static void test_wait(void **state) {
	static const long long seconds[] = {0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600};

	for (size_t i = 0; i < sizeof seconds / sizeof *seconds; i++)
		assert_int_equal(secret_wait_ms((long long)i), seconds[i] * 1000);
	assert_int_equal(secret_wait_ms(1LL << 60), 3600000);
}

static void test_keys(void **state) {
	static const char *const bad[] = {
		"", "ssh-ed25519", "ssh-ed25519 ", "ssh-ed25519 AAAA", "ssh-dss AAAAB3NzaC1kc3MAAAA",
		"command=\"sh\" " KEY, "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIOrLBdjurjJ7Gx0IG9FGmLt1YbuLiQfrf3HAT32UYc2Z",
		KEY " a\n" KEY " b", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOrLBdjurjJ7Gx0IG9FGmLt1YbuLiQfrf3HAT32UYc2Z$",
		"-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n",
	};
	struct sshkey key;
	struct err err;

	assert_int_equal(sshkey_parse(KEY " a@b\n", &key, &err), RC_OK);
	assert_string_equal(key.text, KEY);
	assert_string_equal(key.fingerprint, "SHA256:vMQtZWv1PeRboM+BISVa55spDr5Eg24Nu2Q2oa0qpio");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (sshkey_parse(bad[i], &key, &err) == RC_OK)
			fail_msg("taken: %s", bad[i]);
		assert_string_equal(err.id, "key.bad");
	}
	assert_int_equal(sshkey_parse(SHORT_RSA " weak", &key, &err), RC_INVALID);
	assert_string_equal(err.id, "key.weak");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_check),
		cmocka_unit_test(test_hash),
		cmocka_unit_test(test_wait),
		cmocka_unit_test(test_keys),
	};

	tr_set_lang(LANG_EN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
