/* SPDX-License-Identifier: MIT */
#include "core/hash.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

_Static_assert(sizeof(crypto_generichash_state) <= sizeof((struct hash){0}.state),
               "struct hash holds the state");
_Static_assert(HASH_LEN == crypto_generichash_BYTES, "BLAKE2b-256");

/* Picks the fastest code for this machine once; the results are the same without it. */
static void start_sodium(void) {
	static bool ready;
	if (!ready)
		ready = sodium_init() >= 0;
}

static crypto_generichash_state *state_of(struct hash *h) { return (void *)h->state; }

void hash_begin(struct hash *h) {
	start_sodium();
	crypto_generichash_init(state_of(h), NULL, 0, HASH_LEN);
}

void hash_add(struct hash *h, const void *data, size_t n) {
	crypto_generichash_update(state_of(h), data, n);
}

static void add_part(struct hash *h, char kind, uint64_t v) {
	unsigned char part[HASH_PART];
	hash_part(part, kind, v);
	hash_add(h, part, sizeof part);
}

void hash_add_text(struct hash *h, const char *s) {
	if (!s) {
		add_part(h, 'n', 0);
		return;
	}
	size_t n = strlen(s);
	add_part(h, 't', n);
	hash_add(h, s, n);
}

void hash_add_int(struct hash *h, long long v) { add_part(h, 'i', (uint64_t)v); }

void hash_end(struct hash *h, unsigned char out[HASH_LEN]) {
	crypto_generichash_final(state_of(h), out, HASH_LEN);
}

void hash_once(const void *data, size_t n, unsigned char out[HASH_LEN]) {
	start_sodium();
	crypto_generichash(out, HASH_LEN, data, n, NULL, 0);
}

void hash_sum(unsigned char sum[HASH_LEN], const void *member, size_t n) {
	unsigned char one[HASH_LEN];

	hash_once(member, n, one);
	sodium_add(sum, one, HASH_LEN);
}

void hash_hex(const unsigned char *bytes, size_t n, char *out) {
	sodium_bin2hex(out, 2 * n + 1, bytes, n);
}

bool hash_from_hex(const char *hex, unsigned char *out, size_t n) {
	size_t got = 0;

	return strlen(hex) == 2 * n && strspn(hex, "0123456789abcdef") == 2 * n &&
	       sodium_hex2bin(out, n, hex, 2 * n, NULL, &got, NULL) == 0 && got == n;
}

unsigned long long hash_short(const void *data, size_t n) {
	static unsigned char key[crypto_shorthash_KEYBYTES];
	static bool has_key;
	unsigned char out[crypto_shorthash_BYTES];
	if (!has_key) {
		random_bytes(key, sizeof key);
		has_key = true;
	}
	crypto_shorthash(out, data, n, key);
	unsigned long long v = 0;
	for (size_t i = 0; i < sizeof out; i++)
		v = v << 8 | out[i];
	return v;
}

void hash_sha256(const void *data, size_t n, char hex[2 * HASH_LEN + 1]) {
	unsigned char sum[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(sum, data, n);
	hash_hex(sum, sizeof sum, hex);
}

bool hash_sha256_fd(int fd, char hex[2 * HASH_LEN + 1]) {
	unsigned char sum[crypto_hash_sha256_BYTES], part[16384];
	crypto_hash_sha256_state h;
	ssize_t n;

	crypto_hash_sha256_init(&h);
	while ((n = read(fd, part, sizeof part)) != 0) {
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0)
			crypto_hash_sha256_update(&h, part, (unsigned long long)n);
	}
	crypto_hash_sha256_final(&h, sum);
	hash_hex(sum, sizeof sum, hex);
	return true;
}

static const char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

void uid_make(char out[UID_LEN + 1]) {
	unsigned char raw[16];
	random_bytes(raw, sizeof raw);
	/* 128 bits fill 26 digits of 5 bits but for two: they are zeros in front. */
	unsigned acc = 0;
	int bits = 2, at = 0;
	for (size_t i = 0; i < sizeof raw; i++) {
		acc = acc << 8 | raw[i];
		bits += 8;
		while (bits >= 5) {
			bits -= 5;
			out[at++] = crockford[acc >> bits & 31];
		}
		acc &= (1u << bits) - 1;
	}
	out[at] = '\0';
}

bool uid_is_valid(const char *s) {
	if (!s || strlen(s) != UID_LEN || s[0] > '7')
		return false;
	return strspn(s, crockford) == UID_LEN;
}
