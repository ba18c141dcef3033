/* SPDX-License-Identifier: MIT */
#include "core/secret.h"

#include <sodium.h>
#include <strings.h>

#include "core/hash.h"
#include "core/mem.h"
#include "core/tr.h"
#include "core/utf8.h"

#include "core/blocklist.h"

_Static_assert(SECRET_BUF >= crypto_pwhash_STRBYTES, "a hash fits");

static bool is_listed(const char *password) {
	for (size_t i = 0; i < blocklist_count; i++) {
		if (strcasecmp(blocklist[i], password) == 0)
			return true;
	}
	return false;
}

/* abcdefgh, 87654321, ........ */
static bool is_row(const char *p) {
	size_t n = strlen(p), same = 0, up = 0, down = 0;

	for (size_t i = 1; i < n; i++) {
		same += p[i] == p[i - 1];
		up += p[i] == p[i - 1] + 1;
		down += p[i] == p[i - 1] - 1;
	}
	return same + 1 >= n || up + 1 >= n || down + 1 >= n;
}

enum rc secret_check(const char *password, const char *login, struct err *err) {
	size_t bytes = strlen(password);

	if (!utf8_is_valid(password, bytes) || bytes > SECRET_MAX)
		return err_set(err, RC_INVALID, "password.odd",
		               N_("The password is too long, or no readable text."), NULL);
	if (utf8_count(password) < SECRET_MIN)
		return err_set(err, RC_INVALID, "password.short",
		               N_("A password has 8 characters or more."), NULL);
	if (is_listed(password) || is_row(password) || (login && strcasecmp(login, password) == 0))
		return err_set(err, RC_INVALID, "password.common",
		               N_("This password is among the first anybody would try. Take "
		                  "another, a few words for instance."), NULL);
	return RC_OK;
}

enum rc secret_hash(const char *password, char out[SECRET_BUF], struct err *err) {
	memset(out, 0, SECRET_BUF);
	if (sodium_init() >= 0 &&
	    crypto_pwhash_str(out, password, strlen(password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
	                      crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0)
		return RC_OK;
	return err_set(err, RC_INTERNAL, "password.memory",
	               N_("Not enough memory to take in a password; try again."), NULL);
}

bool secret_verify(const char *stored, const char *password) {
	return stored && strlen(password) <= SECRET_MAX && sodium_init() >= 0 &&
	       crypto_pwhash_str_verify(stored, password, strlen(password)) == 0;
}

void secret_wipe(void *p, size_t n) { sodium_memzero(p, n); }

long long secret_wait_ms(long long failures) {
	enum { FREE = 5, FIRST = 30000, MOST = 3600000 };
	long long wait = FIRST;

	if (failures < FREE)
		return 0;
	for (long long i = FREE; i < failures && wait < MOST; i++)
		wait *= 2;
	return wait < MOST ? wait : MOST;
}

/* ---- what lies sealed on the disk ---- */

_Static_assert(SECRET_KEY == crypto_secretbox_KEYBYTES, "secretbox");
enum { SEAL_MORE = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES };

void secret_seal(const unsigned char key[SECRET_KEY], const char *text, struct str *out) {
	size_t n = strlen(text), room = sodium_base64_encoded_len(
		n + SEAL_MORE, sodium_base64_VARIANT_ORIGINAL);
	unsigned char *box = mem_alloc(n + SEAL_MORE);
	char *shown = mem_alloc(room);

	random_bytes(box, crypto_secretbox_NONCEBYTES);
	crypto_secretbox_easy(box + crypto_secretbox_NONCEBYTES, (const unsigned char *)text, n,
	                      box, key);
	str_add(out, SECRET_MARK);
	str_add(out, sodium_bin2base64(shown, room, box, n + SEAL_MORE,
	                               sodium_base64_VARIANT_ORIGINAL));
	free(shown);
	free(box);
}

char *secret_open(const unsigned char key[SECRET_KEY], const char *sealed) {
	const char *text = sealed + sizeof SECRET_MARK - 1;
	size_t most, n = 0;
	unsigned char *box, *clear;
	bool good;

	if (strncmp(sealed, SECRET_MARK, sizeof SECRET_MARK - 1) != 0)
		return NULL;
	most = strlen(text);
	box = mem_alloc(most + 1);
	clear = mem_zalloc(1, most + 1);
	good = sodium_base642bin(box, most + 1, text, most, NULL, &n, NULL,
	                         sodium_base64_VARIANT_ORIGINAL) == 0 && n >= SEAL_MORE &&
	       crypto_secretbox_open_easy(clear, box + crypto_secretbox_NONCEBYTES,
	                                  n - crypto_secretbox_NONCEBYTES, box, key) == 0;
	free(box);
	if (!good) {
		free(clear);
		return NULL;
	}
	return (char *)clear;
}
