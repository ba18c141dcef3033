/* SPDX-License-Identifier: MIT
 * The audit chain: hash = BLAKE2b-256(tag, hash of the row before, the row's columns). Every column
 * goes in with its type and length, so that NULL, 0, "" and text cut at a NUL all differ.
 * Tamper-evident, not tamper-proof: whoever can write the file can build a new chain; anchors
 * outside it (rule 11.10) show that.
 */
#include "store/chain.h"

#include "core/check.h"
#include "core/mem.h"
#include "store/change.h"
#include "store/query.h"

static const char tag[] = "wubao audit 1";
_Static_assert(CHAIN_PREFIX == HASH_PART + sizeof tag - 1 + HASH_LEN,
               "CHAIN_PREFIX is what comes before the row");

static unsigned char *put_part(unsigned char *at, char kind, long long v) {
	hash_part(at, kind, (uint64_t)v);
	return at + HASH_PART;
}

static unsigned char *put_bytes(unsigned char *at, const void *s, size_t n) {
	if (n > 0)
		memcpy(at, s, n);
	return at + n;
}

/* One buffer and one call: hashing part by part cost more than reading the rows. */
void chain_hash(struct chain_bytes *b, const unsigned char previous[HASH_LEN],
                const struct cell cells[CHAIN_COUNT], const unsigned char *covers,
                unsigned char out[HASH_LEN]) {
	size_t most = CHAIN_PREFIX + (CHAIN_COUNT + 1) * 2 * HASH_PART + HASH_LEN;
	for (int i = 0; i < CHAIN_COUNT; i++)
		most += cells[i].n;
	if (b->cap < most)
		b->v = mem_grow(b->v, b->cap = most * 2, 1);

	unsigned char *at = put_part(b->v, 't', sizeof tag - 1);
	at = put_bytes(at, tag, sizeof tag - 1);
	at = put_bytes(at, previous, HASH_LEN);
	for (int i = 0; i < CHAIN_COUNT; i++) {
		const struct cell *c = &cells[i];
		at = put_part(at, 'i', c->type);
		if (c->type == SQLITE_INTEGER) {
			at = put_part(at, 'i', c->i);
		} else if (c->type != SQLITE_NULL) {
			at = put_part(at, 'i', (long long)c->n);
			at = put_bytes(at, c->s, c->n);
		}
	}
	if (covers != NULL)
		at = put_bytes(put_part(at, 'c', HASH_LEN), covers, HASH_LEN);
	b->n = (size_t)(at - b->v);
	CHECK(b->n <= b->cap);
	hash_once(b->v, b->n, out);
}

/* Where the walk is: the hash of the last good row, and its number. */
struct chain_walk {
	struct chain_bytes bytes;
	unsigned char hash[HASH_LEN];
	long long good;
};

/* audit_breaks(columns, covers, hash): 1 for the first row that does not fit. As a function SQLite
 * hands it the columns of a row at once, which costs half of asking for them one by one after every
 * step. */
static void breaks(sqlite3_context *ctx, int count, sqlite3_value **v) {
	struct store *s = sqlite3_user_data(ctx);
	struct chain_walk *w = s->walk;
	struct cell cells[CHAIN_COUNT];
	unsigned char want[HASH_LEN];
	bool covered = sqlite3_value_type(v[CHAIN_COUNT]) != SQLITE_NULL,
	     sound = !covered || sqlite3_value_bytes(v[CHAIN_COUNT]) == HASH_LEN;

	for (int i = 0; i < CHAIN_COUNT; i++) {
		cells[i] = (struct cell){.type = sqlite3_value_type(v[i])};
		if (cells[i].type == SQLITE_INTEGER) {
			cells[i].i = sqlite3_value_int64(v[i]);
		} else if (cells[i].type != SQLITE_NULL) {
			cells[i].s = sqlite3_value_blob(v[i]);
			cells[i].n = (size_t)sqlite3_value_bytes(v[i]);
		}
	}
	chain_hash(&w->bytes, w->hash, cells,
	           covered && sound ? sqlite3_value_blob(v[CHAIN_COUNT]) : NULL, want);
	bool fits = sound && cells[0].i == w->good + 1 && sqlite3_value_bytes(v[count - 1]) == HASH_LEN &&
	            memcmp(sqlite3_value_blob(v[count - 1]), want, HASH_LEN) == 0;
	if (fits) {
		memcpy(w->hash, want, HASH_LEN);
		w->good++;
	}
	sqlite3_result_int(ctx, !fits);
}

int chain_function(struct store *s) {
	return sqlite3_create_function_v2(s->db, "audit_breaks", CHAIN_COUNT + 2,
		SQLITE_UTF8 | SQLITE_DIRECTONLY, s, breaks, NULL, NULL, NULL);
}

static enum rc broken(long long seq, struct err *err) {
	char number[24];
	snprintf(number, sizeof number, "%lld", seq);
	return err_set(err, RC_CORRUPT, "audit.broken",
	               N_("The audit was changed from outside: entry {seq} does not fit. Keep the "
	                  "file and tell the county."),
	               "seq", number, NULL);
}

enum rc audit_verify_after(struct store *s, long long after, const unsigned char previous[HASH_LEN],
                           long long *last, struct err *err) {
	struct chain_walk walk = {.good = after};
	bool fits = false;
	enum rc rc = RC_OK;

	CHECK(s->walk == NULL);
	memcpy(walk.hash, previous, HASH_LEN);
	s->walk = &walk;
	/* One statement, so that what is written meanwhile does not disturb. */
	QUERY_EACH (q, rc, s, err,
		"SELECT (SELECT seq FROM audit WHERE seq > ? AND audit_breaks(" CHAIN_COLUMNS
		", covers, hash)"
		" ORDER BY seq LIMIT 1), (SELECT max(seq) FROM sqlite_sequence WHERE name = "
		"'audit')",
		after)
		fits = stmt_is_null(q, 0) && stmt_int(q, 1) == walk.good;
	s->walk = NULL;
	free(walk.bytes.v);
	*last = walk.good;
	return rc == RC_OK && !fits ? broken(walk.good + 1, err) : rc;
}

enum rc audit_verify(struct store *s, long long *rows, struct err *err) {
	static const unsigned char none[HASH_LEN] = {0};
	/* Nothing may come before the first row. */
	long long before = 0;
	*rows = 0;
	enum rc rc = query_int(s, &before, err, "SELECT count(*) FROM audit WHERE seq < 1");
	if (rc == RC_OK && before > 0)
		rc = broken(1, err);
	return rc == RC_OK ? audit_verify_after(s, 0, none, rows, err) : rc;
}
