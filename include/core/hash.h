/* libsodium, wrapped: hashing, random bytes and record uids. SPDX-License-Identifier: MIT */
#ifndef CORE_HASH_H
#define CORE_HASH_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { HASH_LEN = 32, UID_LEN = 26 };

/* BLAKE2b-256, streaming. */
struct hash {
	_Alignas(64) unsigned char state[512];
};
void hash_begin(struct hash *h);
void hash_add(struct hash *h, const void *data, size_t n);
/* Length-prefixed, so that ("ab","c") and ("a","bc") differ; NULL differs from "". */
void hash_add_text(struct hash *h, const char *s);
void hash_add_int(struct hash *h, long long v);
void hash_end(struct hash *h, unsigned char out[HASH_LEN]);
void hash_hex(const unsigned char *bytes, size_t n, char *out); /* out[2n+1] */
/* The other way round; false: not n bytes in small letters and digits. */
bool hash_from_hex(const char *hex, unsigned char *out, size_t n);
/* The same of bytes that lie together: what many small hash_add would give, without their cost. */
void hash_once(const void *data, size_t n, unsigned char out[HASH_LEN]);
/* What hash_add_text and hash_add_int put before a text ('t', 'n' for NULL) and for a number ('i'):
 * one byte says what follows, eight (lowest first) its length or value, so that no two lists of
 * parts look the same. */
enum { HASH_PART = 9 };
static inline void hash_part(unsigned char out[HASH_PART], char kind, uint64_t v) {
	v = htole64(v);
	out[0] = (unsigned char)kind;
	memcpy(out + 1, &v, sizeof v);
}
/* SHA-256 in hex, which every other program knows too. */
void hash_sha256(const void *data, size_t n, char hex[2 * HASH_LEN + 1]);
/* The same of what is left to read of a file; false: errno says why not. */
bool hash_sha256_fd(int fd, char hex[2 * HASH_LEN + 1]);
/* The digest of a set, its members in any order: add one member's bytes to the sum, which begins as
 * zeros. A member added twice counts twice. */
void hash_sum(unsigned char sum[HASH_LEN], const void *member, size_t n);
/* 64-bit keyed short hash for in-memory tables. */
unsigned long long hash_short(const void *data, size_t n);

/* 16 random bytes as 26 characters of Crockford base32. random_bytes is replaced at link time by
 * tests. */
void uid_make(char out[UID_LEN + 1]);
bool uid_is_valid(const char *s);
void random_bytes(void *out, size_t n); /* in core/random.c */

#endif
