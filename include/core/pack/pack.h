/* SPDX-License-Identifier: MIT
 * Several files in one that leaves the house: a plain tar archive, which any tar opens, or the
 * same sealed to a public key. The same members give the same bytes: no times, no owners.
 *
 * The reader believes nothing: a name that leads elsewhere, a link, a folder, bytes behind the end
 * are refused before a byte of that member is handed out; a sealed file changed anywhere is refused
 * at the chunk that was changed, one cut short at its end. What is in a member the caller checks.
 */
#ifndef CORE_PACK_PACK_H
#define CORE_PACK_PACK_H

#include <stdbool.h>

#include "core/err.h"
#include "core/hash.h"
#include "core/mem.h"

enum { PACK_KEY = 32, PACK_NAME = 100 };

/* PATH.part until it is finished. key: sealed to it; NULL: plain. */
struct pack_out;
enum rc pack_create(struct pack_out **out, const char *path, const unsigned char *key,
                    struct err *err);
/* Plain, appended to `to`, which lives as long. */
struct pack_out *pack_memory(struct str *to);
/* The next member; the one before has had all its bytes. */
enum rc pack_member(struct pack_out *p, const char *name, long long size, struct err *err);
enum rc pack_put(struct pack_out *p, const void *data, size_t n, struct err *err);
/* On disk under its name; digest: of the file's bytes. Afterwards pack_drop. */
enum rc pack_finish(struct pack_out *p, unsigned char digest[HASH_LEN], struct err *err);
/* Frees; what is not finished is taken away. NULL is fine. */
void pack_drop(struct pack_out *p);

struct pack_in;
enum rc pack_open(struct pack_in **out, const char *path, struct err *err);
/* The public key it is sealed to; NULL: it is plain. */
const unsigned char *pack_sealed_to(const struct pack_in *p);
/* Before the first pack_next of a sealed one. RC_DENIED: another key's. */
enum rc pack_unseal(struct pack_in *p, const unsigned char secret[PACK_KEY], struct err *err);
/* The next member; all bytes of the one before were taken. *more false: it ended well. */
enum rc pack_next(struct pack_in *p, char name[PACK_NAME], long long *size, bool *more,
                  struct err *err);
/* Its next n bytes. */
enum rc pack_take(struct pack_in *p, void *data, size_t n, struct err *err);
void pack_close(struct pack_in *p); /* NULL is fine */

/* For all who read one: RC_CORRUPT with the sentence that it is not as it was made. */
enum rc pack_damaged(const char *path, struct err *err);

#endif
