/* SPDX-License-Identifier: MIT
 * Every record against its proof, then every entry of the audit against the sum of what it vouches
 * for (rule 12.14). In steps, between which others write: what they change meanwhile is told apart
 * by its entry.
 */
#ifndef STORE_PROOF_WALK_H
#define STORE_PROOF_WALK_H

#include "store/change.h"

/* What failed: a record, or, table "audit", an entry of which one member is not what it was, and
 * nobody can tell which. */
struct proof_found {
	const char *table;
	long long record;
};
struct proof_entry {
	long long seq;
	struct covers sum;
	const char *table; /* of one of its members */
	long long record;
	/* Of a damaged one: as it stands, and as its content would have it. */
	unsigned char proof[40], made[40];
};
struct proof_walk {
	struct store *store;
	long long base;      /* entries before this one, a salvage, are compared no more */
	long long until;     /* entries up to this one are summed */
	struct covers *sums; /* by sequence */
	/* Instead of these, of a walk over some records; else the proofs of damaged ones. */
	struct proof_entry *few;
	size_t few_count;
	struct proof_found *later, *found;
	size_t later_count, found_count;
	long long records;
	long long without;   /* of these without a proof, from before there were any */
};
enum rc proof_walk_begin(struct proof_walk *w, struct store *s, struct err *err);
/* Records of the entity behind number *after, at most `most`; *after: the last one; *more: there
 * may be others. */
enum rc proof_walk_records(struct proof_walk *w, const struct entity_def *def, long long *after,
                           int most, bool *more, struct err *err);
/* All records walked: the entries. entity: the definition of a table of records, NULL of another.
 */
enum rc proof_walk_entries(struct proof_walk *w, const struct entity_def *(*entity)(const char *table),
                           struct err *err);
void proof_walk_end(struct proof_walk *w);
/* The records of the entity alone whose `column` is id, in a walk begun as zeros; and then the
 * entries all of whose members were among those walked, which is nearly all of a person's. */
enum rc proof_walk_some(struct proof_walk *w, const struct entity_def *def, const char *column,
                        long long id, struct err *err);
enum rc proof_walk_few(struct proof_walk *w, struct err *err);
/* What no record is, an entry can vouch for too: its bytes as change_cover had them. */
void proof_walk_add(struct proof_walk *w, long long seq, const void *bytes, size_t n);
/* Such a thing: entry seq let out what it says of this person (table disclosed). */
enum { DISCLOSED_BYTES = sizeof "disclosed" + 2 * HASH_PART };
void disclosed_bytes(long long seq, long long resident, unsigned char out[DISCLOSED_BYTES]);

/* Take on the entity's records that have no proof yet, in an action named PROOF_ADOPT. */
#define PROOF_ADOPT "proof.adopt"
enum rc proof_adopt(struct change *c, const struct entity_def *def, struct err *err);

#endif
