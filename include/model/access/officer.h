/* SPDX-License-Identifier: MIT
 * Officers: who they are, the keys they come in by, their passwords (rule 11.13). Changing officers
 * is the head's; everybody changes their own password.
 */
#ifndef MODEL_ACCESS_OFFICER_H
#define MODEL_ACCESS_OFFICER_H

#include "core/mem.h"
#include "model/station/station.h"
#include "model/station/tables.h"

/* All that are not void, by login; the ids are the caller's. */
enum rc officer_list(struct station *st, const struct actor *a, struct ids *out, struct err *err);
/* out is initialised by the call; entity_clear(&officer_def, out) when done. RC_NOT_FOUND. */
enum rc officer_get(struct station *st, const struct actor *a, long long id, struct officer *out,
                    struct err *err);
/* Many at once, in the order of the ids, in one statement; each initialised. */
enum rc officers_get(struct station *st, const struct actor *a, const long long *ids, size_t n,
                     struct officer *out, struct err *err);
enum rc officer_find(struct station *st, const struct actor *a, const char *login,
                     struct officer *out, struct err *err);
/* Insert (rec.id 0) or update by rec.ver. A login is a lower-case letter, then letters, digits, -
 * or _, and is never changed or used again; the last head in use stays one. Another name goes into
 * all open orders that name the officer, of sealed people too, as part of the same action; refused
 * where the old name is another officer's as well. */
enum rc officer_save(struct station *st, const struct actor *a, struct officer *o, struct err *err);
/* Take in a public key (one line of a .pub file) beside, or instead of, those there are.
 * fingerprint may be NULL. */
enum rc officer_add_key(struct station *st, const struct actor *a, long long officer,
                        const char *line, bool replace, char *fingerprint, struct err *err);
/* Is this the fingerprint of a key the officer has now? RC_DENIED: a key taken away, or another's.
 * Officers without any key on record pass. */
enum rc officer_check_key(struct station *st, const struct actor *a, const char *fingerprint,
                          struct err *err);
/* The whole key file of sshd: one line a key of an officer in use, which can do nothing but start
 * program. Appends. */
enum rc officer_key_file(struct station *st, const struct actor *a, const char *program,
                         struct str *out, struct err *err);

/* NULL or "" takes it away. Another's password: the head. */
enum rc officer_set_password(struct station *st, const struct actor *a, long long officer,
                             const char *password, struct err *err);
bool officer_has_password(struct station *st, const struct actor *a);
/* RC_OK: right. RC_DENIED: wrong; RC_BUSY: not yet, the sentence says how long. Five wrong ones in
 * a row make one wait 30 s, doubling to an hour; it is kept in the database and logged. */
enum rc officer_check_password(struct station *st, const struct actor *a, const char *password,
                               struct err *err);

#endif
