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
/* access_db.c: whoever is called by one of these, a JSON array of names, ID and file numbers and
 * uids; sealed and void people too, for the record of what left the house alone. */
enum rc access_known_by(struct station *st, const char *said, struct ids *out, struct err *err);
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

/* disclosure_db.c: a row of disclosure and whom it held, in the open action. */
struct disclosure;
enum rc disclosure_add(struct change *c, struct station *st, const struct disclosure *d,
                       struct err *err);
/* out_db.c: every file in out/ that holds the resident is fetched no more; *files: how many. When
 * only sealed, accounts of who looked stay. After the commit: disclosure_sweep. */
struct out_whom {
	long long resident;
	const char *name, *id_no; /* by which rows that were not taken in are found */
	bool erased;
};
enum rc disclosure_forget(struct change *c, struct station *st, const struct out_whom *w,
                          long long *files, struct err *err);

/* access_db.c: of records of many people (residents, or what belongs to one), what is in another's
 * case is blanked but for who and where. */
enum rc cases_veil(struct station *st, const struct actor *a, const struct entity_def *def,
                   void *recs, size_t n, struct err *err);
/* access_db.c: claims follow from what a change touched; and what a station is, strict or not, from
 * its settings at opening. */
enum rc cases_follow(struct station *st, const struct change *c, struct err *err);
enum rc cases_switch(struct station *st, struct err *err);
/* second_db.c: may the actor answer this request? RC_DENIED where they were added, let in, or given
 * a role, a key or a password by another after it or in [access] second_days before; two_hands: or
 * the actor did so to who asks. */
struct approval;
enum rc second_may_answer(struct station *st, const struct actor *a, const struct approval *r,
                          bool two_hands, struct err *err);
/* second_db.c: does a paper stand for the second person? Not while there is another who could be;
 * RC_DENIED where there was one in the last [access] single_days. */
enum rc second_by_paper(struct station *st, const struct actor *a, bool *paper, struct err *err);

#endif
