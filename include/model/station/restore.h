/* SPDX-License-Identifier: MIT
 * A backup taken back, or rehearsed: unpacked beside the database into a folder of its own, every
 * member against the manifest, the database page by page, its schema and its audit chain, before
 * anything else is touched (rules 12.12, 12.13).
 */
#ifndef MODEL_STATION_RESTORE_H
#define MODEL_STATION_RESTORE_H

#include "core/mem.h"
#include "core/pack/pack.h"
#include "model/station/approval.h"

struct restore;
/* Unpack and check. secret: for a sealed one, else NULL. RC_CORRUPT: it is not as it was made. */
enum rc restore_open(struct restore **out, const char *db, const char *file,
                     const unsigned char *secret, struct err *err);
/* What was unpacked goes. NULL is fine. */
void restore_close(struct restore *r);

/* What stands in the station and not in the backup. */
struct restore_news {
	long long made_at;
	bool known;  /* there is a station to compare with, and it can be read */
	bool apart;  /* it went another way since: restored from an older one */
	long long damaged; /* records in it that are not what was saved */
	long long lost, first, last; /* audit entries, and their times (real ms) */
	struct str who;  /* names, ", " between */
	struct str what; /* the kinds of actions with their numbers, likewise */
};
/* st NULL: nothing is known. RC_DENIED: the backup is another station's. */
enum rc restore_compare(struct restore *r, struct station *st, struct restore_news *out,
                        struct err *err);
void restore_news_clear(struct restore_news *n);

/* Rehearse: all of the above, and a row of the audit that says how it went, also badly. */
enum rc restore_rehearse(struct station *st, const struct actor *a, const char *file,
                         const unsigned char *secret, struct restore_news *out, struct err *err);
/* May the actor restore over this station (ask: reason and papers)? As approval_need; in one that
 * can only be read just now nothing can be put on record, and the head's role is enough. */
enum rc restore_need(struct station *st, const struct actor *a, const char *file,
                     struct approval *ask, struct err *err);
/*
 * The backup stands in the station's place, with a row that says so in its audit. *st is closed
 * (NULL: there was none). kept: heap, the folder with what stood there before; NULL: nothing did.
 * RC_BUSY names who is in.
 */
enum rc restore_finish(struct restore *r, struct station **st, const char *login,
                       const struct restore_news *news, char **kept, struct err *err);
/* A note of restore_finish (struct backup_state) in words; appends. */
void restore_lost_text(const char *note, struct str *out);

#endif
