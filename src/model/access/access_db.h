/* What the access room lends to the other *_db.c files: who may be seen, by whom.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_ACCESS_ACCESS_DB_H
#define MODEL_ACCESS_ACCESS_DB_H

#include "core/secret.h"
#include "model/station/usecase_db.h"

/* password_db.c: what a row of the spool means for the count of wrong passwords; ctx is the
 * station. */
enum rc password_take(void *ctx, const struct spool_row *row, struct err *err);
/* access_db.c: RC_NOT_FOUND when the resident is sealed, void or nobody. */
enum rc access_visible(struct station *st, long long resident, struct err *err);
/* access_db.c: by file number, sealed and void people too (visible ones first). RC_NOT_FOUND. */
enum rc access_find_any(struct station *st, const char *file_no, long long *id, struct err *err);
/* access_db.c: is the resident of the actor's caseload, or opened by break-glass? Fills own and
 * glass. */
enum rc access_caseload(struct station *st, const struct actor *a, long long resident,
                        struct access_case *c, struct err *err);
/* access_db.c: the station's own secret, made when it is first wanted: with it numbers are told
 * apart that nobody may read, and drafts lie sealed. */
enum rc access_secret(struct store *s, unsigned char secret[SECRET_KEY], struct err *err);
/* bound_db.c, inside a change: a number that nobody is on file under any more counts as asked
 * about; one that is on file now does not. NULL is fine. */
enum rc number_off_file(const struct change *c, const char *number, struct err *err);
enum rc number_on_file(struct store *s, const char *number, struct err *err);

#endif
