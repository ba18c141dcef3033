/* Proofs: what a record is, as a digest that an entry of the audit vouches for.
 * SPDX-License-Identifier: MIT */
#ifndef STORE_PROOF_H
#define STORE_PROOF_H

#include "store/change.h"
#include "store/internal.h"
#include "store/record.h"
#include "store/proof_walk.h"

struct cell; /* store/chain.h */
enum { PROOF_SEQ = 8, PROOF_LEN = PROOF_SEQ + HASH_LEN, PROOF_COLUMNS = 100 };

/* What proof_made makes proofs for. */
struct proving {
	struct change *c;
	const struct entity_sql *e;
};
/* Records of entries before this one may be without a proof. */
long long proofs_since(struct store *s);
/* Does the row, its columns from `first` on as record_columns gives them, fit its proof? What the
 * open action writes does. */
bool proof_holds(struct stmt *q, int first, const struct entity_def *def);
/* The same of cells that were read; and what reads PROOF_COLUMNS of them, borrowed from the row. */
void proof_cells(struct stmt *q, int first, const struct entity_def *def, struct cell *cells);
bool proof_holds_cells(struct stmt *q, int first, const struct entity_def *def,
                       const struct cell *cells);
/* The proof that the row as it stands would have, by its own seq. */
void proof_of_row(struct stmt *q, int first, const struct entity_def *def,
                  unsigned char proof[PROOF_LEN]);
/* The same of a stored record, whatever `damaged` says of it. */
enum rc proof_fits(struct store *s, const struct entity_def *def, long long id, bool *fits,
                   struct err *err);
/* Prove what the action wrote under its sequence so far; the entry's covers take it in. */
enum rc proof_write(struct change *c, struct err *err);
/* The sequence a proof begins with, and what the entry of it vouches for of that record. */
long long proof_seq(const unsigned char proof[PROOF_LEN]);
void proof_member(struct covers *c, const char *table, long long id,
                  const unsigned char proof[PROOF_LEN]);
/* Gives the connection the SQL function that proof_write's statement asks. */
int proof_function(struct store *s);

#endif
