/* The audit's chain: a row as its eighteen columns, their canonical bytes, and the hash over
 * them. SPDX-License-Identifier: MIT */
#ifndef STORE_CHAIN_H
#define STORE_CHAIN_H

#include "store/internal.h"

#define CHAIN_COLUMNS \
	"seq, time, boot, officer, role, session, key_fingerprint, source, action, table_name, record, reason, result, " \
	"ver_before, ver_after, fields, detail, moved_today"
enum { CHAIN_COUNT = 18 };

struct cell {
	/* SQLITE_NULL, SQLITE_INTEGER, SQLITE_TEXT; others only in a row somebody forged */
	int type;
	long long i;
	const void *s; /* borrowed */
	size_t n;
};

/* Bytes that grow and are used again for every row; zero-initialise, free(v) when done. */
struct chain_bytes {
	unsigned char *v;
	size_t n, cap;
};
/* hash = BLAKE2b-256(tag, hash of the row before, the columns; behind them what the row covers,
 * HASH_LEN bytes, where it is not NULL). b keeps what was hashed: CHAIN_PREFIX bytes, the row. */
enum { CHAIN_PREFIX = HASH_PART + 13 + HASH_LEN };
void chain_hash(struct chain_bytes *b, const unsigned char previous[HASH_LEN],
                const struct cell cells[CHAIN_COUNT], const unsigned char *covers,
                unsigned char out[HASH_LEN]);

/* audit.c: the columns of a row; day is where a moved today is written. And: appended as they are,
 * seq set by the caller. */
void audit_cells(const struct audit_row *row, struct cell cells[CHAIN_COUNT], char day[DATE_BUF]);
enum rc audit_append_cells(struct store *s, const struct cell cells[CHAIN_COUNT],
                           const unsigned char *covers, struct err *err);

/* spool.c: a row for the audit of a store that is only read. RC_DENIED: that cannot be written
 * either. */
enum rc spool_append(struct store *s, const struct audit_row *row, struct err *err);
#define SPOOL_BROKEN "audit.spool.broken"
enum { SPOOL_DETAIL = 2 * HASH_LEN + 40 };

/* Gives the connection the SQL function that chain_verify_after asks of every row. */
int chain_function(struct store *s);

#endif
