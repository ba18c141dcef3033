/* SPDX-License-Identifier: MIT
 * Keys and signatures in the formats of minisign (Ed25519, prehashed with BLAKE2b-512), so that
 * whoever has that program can check what a station signed, and the other way round. A public key
 * seals bytes too, which only its secret half opens.
 */
#ifndef CORE_SIGN_MINISIGN_H
#define CORE_SIGN_MINISIGN_H

#include "core/err.h"
#include "core/mem.h"

enum { SIGN_ID = 8, SIGN_KEY = 32, SIGN_SECRET = 64, SIGN_LINE = 57, SIGN_ID_BUF = 17,
       SIGN_TEXT_MAX = 4096, SIGN_COMMENT_MAX = 1024 };
/* The first line of what sign_bytes makes, and minisign by itself; nobody signs it. */
#define SIGN_FIRST "untrusted comment: signature from wubao\n"
#define SIGN_FIRST_THEIRS "untrusted comment: signature from minisign secret key\n"

struct sign_public {
	unsigned char id[SIGN_ID], key[SIGN_KEY];
};
struct sign_secret {
	struct sign_public pub;
	unsigned char secret[SIGN_SECRET];
};

void sign_make(struct sign_secret *out);
/* Appends. */
void sign_base64(struct str *out, const void *data, size_t n);
/* 16 digits and letters, as minisign prints a key's id. */
void sign_id_text(const struct sign_public *p, char out[SIGN_ID_BUF]);
/* The line that is the key: base64 of "Ed", id and key. */
void sign_public_line(const struct sign_public *p, char out[SIGN_LINE]);
/* Both lines of a .pub file. Appends. */
void sign_public_text(const struct sign_public *p, struct str *out);
/* Of a .pub file, or of its second line alone. RC_INVALID. */
enum rc sign_public_parse(const char *text, struct sign_public *out, struct err *err);
/* As minisign -W keeps it: no password, so the file's permission is what guards it. Appends; wiped
 * by the caller. */
void sign_secret_text(const struct sign_secret *s, struct str *out);
enum rc sign_secret_parse(const char *text, struct sign_secret *out, struct err *err);

/* The four lines of a .minisig file; comment: one line, which the signature covers. Appends. */
void sign_bytes(const struct sign_secret *s, const void *data, size_t n, const char *comment,
                struct str *out);
/* What a .minisig file says before it is believed: whose key, and the comment (heap).
 * RC_INVALID: it is none, or of the old kind that is not prehashed. */
enum rc sign_look(const char *text, unsigned char id[SIGN_ID], char **comment, struct err *err);
/* Did this key sign these bytes and this comment? RC_CORRUPT. */
enum rc sign_check(const char *text, const void *data, size_t n, const struct sign_public *p,
                   struct err *err);

/* Appends. RC_INVALID: a key that cannot seal. */
enum rc sign_seal(const struct sign_public *p, const void *data, size_t n, struct str *out,
                  struct err *err);
/* Appends. RC_DENIED: sealed to another key, or changed since. */
enum rc sign_unseal(const struct sign_secret *s, const void *data, size_t n, struct str *out,
                    struct err *err);

#endif
