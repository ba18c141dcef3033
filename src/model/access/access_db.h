/* What the access room lends to the other *_db.c files: who may be seen, by whom.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_ACCESS_ACCESS_DB_H
#define MODEL_ACCESS_ACCESS_DB_H

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

/* access_db.c: of records of many people (residents, or what belongs to one), what is in another's case is
 * blanked but for who and where. */
enum rc cases_veil(struct station *st, const struct actor *a, const struct entity_def *def,
                   void *recs, size_t n, struct err *err);
/* access_db.c: claims follow from what a change touched; and what a station is, strict or not, from its
 * settings at opening. */
enum rc cases_follow(struct station *st, const struct change *c, struct err *err);
enum rc cases_switch(struct station *st, struct err *err);
/* second_db.c: may the actor answer this request? RC_DENIED where they were added, let in, or given a
 * role, a key or a password by another after it or in [access] second_days before; two_hands: or the
 * actor did so to who asks. */
struct approval;
enum rc second_may_answer(struct station *st, const struct actor *a, const struct approval *r,
                          bool two_hands, struct err *err);
/* second_db.c: does a paper stand for the second person? Not while there is another who could be;
 * RC_DENIED where there was one in the last [access] single_days. */
enum rc second_by_paper(struct station *st, const struct actor *a, bool *paper, struct err *err);

#endif
