/* Passwords: kept as Argon2id by libsodium, refused when they are short or known; and texts sealed
 * by a key.
 * SPDX-License-Identifier: MIT */
#ifndef CORE_SECRET_H
#define CORE_SECRET_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "core/mem.h"

enum { SECRET_MIN = 8, SECRET_MAX = 256, SECRET_BUF = 128 };

/* Good enough? At least SECRET_MIN characters, not in the list of common ones, not the login, no
 * mere row or repetition of one sign. No rule about kinds of characters. RC_INVALID with a
 * sentence. */
enum rc secret_check(const char *password, const char *login, struct err *err);
/* For storing; one at a time, it takes 64 MiB and a moment. RC_INTERNAL when memory is short. */
enum rc secret_hash(const char *password, char out[SECRET_BUF], struct err *err);
bool secret_verify(const char *stored, const char *password);
/* Overwrite what was typed. */
void secret_wipe(void *p, size_t n);
/* Milliseconds to wait after so many wrong tries in a row: none before the fifth, then 30 s,
 * doubling to 1 h. */
long long secret_wait_ms(long long failures);

/* A text that lies on the disk only whoever has the key can read: SECRET_MARK and letters. seal
 * appends; open answers the text (heap), NULL: changed, another key's, or not sealed at all. */
enum { SECRET_KEY = 32 };
#define SECRET_MARK "sealed:"
void secret_seal(const unsigned char key[SECRET_KEY], const char *text, struct str *out);
char *secret_open(const unsigned char key[SECRET_KEY], const char *sealed);

#endif
