/* SPDX-License-Identifier: MIT
 * An import's write side: many records in one transaction, one audit row, every record carrying
 * import_id. Records were checked by the caller with the same *_check functions the forms use.
 */
#ifndef MODEL_ENTRY_IMPORT_BATCH_H
#define MODEL_ENTRY_IMPORT_BATCH_H

#include "model/event/drug_testing.h"
#include "model/order/order.h"
#include "model/person/resident.h"

struct import_batch;

/* Access check, transaction, import_log row. hash is the file's BLAKE2b in hex. */
enum rc import_batch_begin(struct import_batch **out, struct station *st, const struct actor *a,
                           const char *file_name, const char *hash, const char *registry,
                           struct err *err);
/* Insert (rec.id 0) or update by rec.ver, as the single use cases do, but inside the batch. */
enum rc import_batch_resident(struct import_batch *b, struct resident *r, struct err *err);
/* Somebody new, with their first order (NULL: none is told). */
enum rc import_batch_first(struct import_batch *b, struct resident *r, struct treatment_order *o,
                           struct err *err);
enum rc import_batch_order(struct import_batch *b, struct treatment_order *o, struct err *err);
enum rc import_batch_event(struct import_batch *b, const struct event_def *def, void *rec,
                           struct err *err);
/* The place or team of this name, made if new. */
enum rc import_batch_place(struct import_batch *b, const char *name, long long *id,
                           struct err *err);
enum rc import_batch_team(struct import_batch *b, const char *name, long long *id, struct err *err);
struct status_change;
enum rc import_batch_status(struct import_batch *b, struct status_change *s, struct err *err);
struct contact;
struct team_member;
struct duty;
struct ledger_def;
enum rc import_batch_contact(struct import_batch *b, struct contact *k, struct err *err);
enum rc import_batch_member(struct import_batch *b, struct team_member *m, struct err *err);
enum rc import_batch_ledger(struct import_batch *b, const struct ledger_def *def, void *rec,
                            struct err *err);
enum rc import_batch_duty(struct import_batch *b, struct duty *d, struct err *err);
/* Before a row that may be refused; and what was written of it is kept, or taken back alone. */
enum rc import_batch_mark(struct import_batch *b, struct err *err);
enum rc import_batch_mark_end(struct import_batch *b, bool back, struct err *err);
/* Is this answer about the row alone, so that the others can be taken without it? */
bool import_batch_row_stays(enum rc rc);
/* The orders whose logs were taken in become what these say. Where a log cannot be so, `refused` is
 * told the order and why, and nothing may be committed. */
enum rc import_batch_follow(struct import_batch *b,
                            void (*refused)(void *ctx, long long order, const struct err *why),
                            void *ctx, struct err *err);
/* Write counts and digest (BLAKE2b over the sorted uid+ver of all records written), rebuild `due`
 * for the residents touched, audit, commit. Frees b whatever the answer. */
enum rc import_batch_commit(struct import_batch *b, long long n_new, long long n_changed,
                            long long n_same, long long n_refused, struct err *err);
/* A file of refused rows is about to be there (file: its number in out/, 0: it lies elsewhere): on
 * record with whoever `who`, a JSON array of names, numbers and uids, is about, and one more of the
 * day (BOUND_REFUSED). In the batch, or without one (NULL) on its own. */
enum rc import_batch_refused(struct import_batch *b, struct station *st, const struct actor *a,
                             const char *who, long long file, struct err *err);
/* Nothing remains. Frees b. */
void import_batch_abort(struct import_batch *b);

#endif
