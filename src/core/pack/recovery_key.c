/* SPDX-License-Identifier: MIT */
#include "core/pack/recovery_key.h"

#include <sodium.h>

#include "core/hash.h"
#include "core/mem.h"
#include "core/tr.h"

static const char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

enum { BITS = RECOVERY_GROUPS * 15, SPARE = (BITS + 7) / 8 };

void recovery_make(unsigned char public_half[PACK_KEY], unsigned char secret[PACK_KEY]) {
	random_bytes(secret, PACK_KEY);
	crypto_scalarmult_base(public_half, secret);
}

/* Times x in the field of 32, so that one wrong sign, two exchanged or a group in another's place
 * never give the same check sign. */
static int times(int a, int x) {
	for (; x > 0; x--)
		a = a << 1 ^ (a & 16 ? 0x25 : 0);
	return a;
}

static int check_sign(const int v[3], int group) {
	return times(v[0], 1) ^ times(v[1], 2) ^ times(v[2], 3) ^ group;
}

/* The secret, and behind it as much of its digest as the groups have room for. */
static void with_digest(const unsigned char secret[PACK_KEY], unsigned char all[SPARE]) {
	unsigned char digest[HASH_LEN];

	hash_once(secret, PACK_KEY, digest);
	memcpy(all, secret, PACK_KEY);
	memcpy(all + PACK_KEY, digest, SPARE - PACK_KEY);
	all[SPARE - 1] &= (unsigned char)(0xff << (SPARE * 8 - BITS));
}

void recovery_text(const unsigned char secret[PACK_KEY], char out[RECOVERY_BUF]) {
	unsigned char all[SPARE];
	int bit = 0;

	with_digest(secret, all);
	for (int g = 0; g < RECOVERY_GROUPS; g++, *out++ = g < RECOVERY_GROUPS ? ' ' : '\0') {
		int v[3] = {0};

		for (int i = 0; i < 15; i++, bit++)
			v[i / 5] = v[i / 5] << 1 | (all[bit / 8] >> (7 - bit % 8) & 1);
		for (int i = 0; i < 3; i++)
			*out++ = signs[v[i]];
		*out++ = signs[check_sign(v, g)];
	}
	sodium_memzero(all, sizeof all);
}

/* -1: no sign of a key. */
static int value_of(char c) {
	const char *at;

	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
	at = c ? strchr(signs, c) : NULL;
	return at ? (int)(at - signs) : -1;
}

static enum rc wrong_group(int group, struct err *err) {
	return err_set(err, RC_INVALID, "recovery.group",
	               N_("Group {n} of the recovery key is misread, or a sign is missing before "
	                  "it: look at the paper again."), "n", NUM(group + 1), NULL);
}

enum rc recovery_parse(const char *text, unsigned char secret[PACK_KEY], struct err *err) {
	unsigned char all[SPARE + 1] = {0}, again[SPARE];
	int v[RECOVERY_GROUP] = {0}, n = 0, bit = 0;

	for (; *text; text++) {
		int sign = value_of(*text), group = n / RECOVERY_GROUP;

		if (strchr(" -\t\r\n", *text))
			continue;
		if (sign < 0 || group >= RECOVERY_GROUPS)
			return wrong_group(group < RECOVERY_GROUPS ? group : RECOVERY_GROUPS - 1, err);
		v[n++ % RECOVERY_GROUP] = sign;
		if (n % RECOVERY_GROUP != 0)
			continue;
		if (v[3] != check_sign(v, group))
			return wrong_group(group, err);
		for (int i = 0; i < 15; i++, bit++)
			all[bit / 8] |= (unsigned char)((v[i / 5] >> (4 - i % 5) & 1) << (7 - bit % 8));
	}
	if (n < RECOVERY_GROUPS * RECOVERY_GROUP)
		return err_set(err, RC_INVALID, "recovery.short",
		               N_("The recovery key has {all} groups of four; here are {n}."), "all",
		               NUM(RECOVERY_GROUPS), "n", NUM(n / RECOVERY_GROUP), NULL);
	memcpy(secret, all, PACK_KEY);
	with_digest(secret, again);
	if (memcmp(again, all, SPARE) != 0)
		return err_set(err, RC_INVALID, "recovery.odd",
		               N_("These groups are each right, but they are not of one key."),
		               NULL);
	sodium_memzero(all, sizeof all);
	return RC_OK;
}
