/*
 * The audit chain: hash = BLAKE2b-256(tag, hash of the row before, the row's columns). Every column goes in with
 * its type and length, so that NULL, 0, "" and text cut at a NUL all differ. Tamper-evident, not tamper-proof:
 * whoever can write the file can build a new chain; anchors outside it (trust.md 2) show that.
 */
#include <stdio.h>
#include <string.h>

#include "core/clock.h"
#include "core/mem.h"
#include "store/change.h"
#include "store/internal.h"

#define TAG "wubao audit 1"
#define COLUMNS \
	"seq, time, boot, officer, role, session, key_fingerprint, source, action, table_name, record, reason, result, " \
	"ver_before, ver_after, fields, detail, moved_today"
enum { COLUMN_COUNT = 18 };

struct cell {
	int type; /* SQLITE_NULL, SQLITE_INTEGER, SQLITE_TEXT; others only in a row somebody forged */
	long long i;
	const void *s;
	size_t n;
};

static struct cell cell_int(long long v) {
	return (struct cell){.type = SQLITE_INTEGER, .i = v};
}

static struct cell cell_ref(long long v) {
	return v != 0 ? cell_int(v) : (struct cell){.type = SQLITE_NULL};
}

static struct cell cell_text(const char *s) {
	return s != NULL ? (struct cell){.type = SQLITE_TEXT, .s = s, .n = strlen(s)} : (struct cell){.type = SQLITE_NULL};
}

static struct cell cell_read(struct stmt *q, int col) {
	struct cell c = {.type = sqlite3_column_type(q->h, col)};
	if (c.type == SQLITE_INTEGER) {
		c.i = stmt_int(q, col);
	} else if (c.type != SQLITE_NULL) {
		c.s = sqlite3_column_blob(q->h, col);
		c.n = stmt_bytes(q, col);
	}
	return c;
}

static void chain_hash(const unsigned char *previous, const struct cell *cells, unsigned char out[HASH_LEN]) {
	struct hash h;
	hash_begin(&h);
	hash_add_text(&h, TAG);
	hash_add(&h, previous, HASH_LEN);
	for (int i = 0; i < COLUMN_COUNT; i++) {
		const struct cell *c = &cells[i];
		hash_add_int(&h, c->type);
		if (c->type == SQLITE_INTEGER) {
			hash_add_int(&h, c->i);
		} else if (c->type != SQLITE_NULL) {
			hash_add_int(&h, (long long)c->n);
			if (c->n > 0)
				hash_add(&h, c->s, c->n);
		}
	}
	hash_end(&h, out);
}

/* Sequence and hash of the newest row; 0 and zeros when there is none. */
static enum rc newest(struct store *s, long long *seq, unsigned char hash[HASH_LEN], struct err *err) {
	struct stmt *q = NULL;
	bool row = false;
	*seq = 0;
	memset(hash, 0, HASH_LEN);
	enum rc rc = stmt_get(s, "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1", &q, err);
	if (rc == RC_OK)
		rc = stmt_step(q, &row, err);
	if (rc == RC_OK && row) {
		*seq = stmt_int(q, 0);
		if (stmt_bytes(q, 1) == HASH_LEN)
			memcpy(hash, sqlite3_column_blob(q->h, 1), HASH_LEN);
	}
	stmt_done(q);
	return rc;
}

enum rc audit_next(struct store *s, long long *seq, struct err *err) {
	unsigned char hash[HASH_LEN];
	enum rc rc = newest(s, seq, hash, err);
	++*seq;
	return rc;
}

enum rc audit_append(struct store *s, const struct audit_row *row, struct err *err) {
	unsigned char previous[HASH_LEN], hash[HASH_LEN];
	const struct actor *a = row->actor;
	struct stmt *q = NULL;
	long long last;
	char day[DATE_BUF];

	enum rc rc = newest(s, &last, previous, err);
	if (rc == RC_OK)
		rc = stmt_get(s, "INSERT INTO audit (" COLUMNS ", hash) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", &q, err);
	if (rc != RC_OK)
		return rc;
	const struct cell cells[COLUMN_COUNT] = {
		cell_int(row->seq), cell_int(row->now), cell_int(clock_mono_ms()),
		cell_ref(a->officer), cell_text(a->role), cell_text(a->session),
		cell_text(a->key), cell_text(a->source), cell_text(row->action),
		cell_text(row->table), cell_ref(row->record), cell_text(row->reason),
		cell_text(row->result), cell_ref(row->ver_before), cell_ref(row->ver_after),
		cell_text(row->fields), cell_text(row->detail),
		cell_text(clock_is_moved() ? date_format(clock_today(), day) : NULL),
	};
	for (int i = 0; i < COLUMN_COUNT; i++) {
		if (cells[i].type == SQLITE_INTEGER)
			stmt_bind_int(q, i + 1, cells[i].i);
		else
			stmt_bind_text(q, i + 1, cells[i].s);
	}
	chain_hash(previous, cells, hash);
	stmt_bind_blob(q, COLUMN_COUNT + 1, hash, HASH_LEN);
	return stmt_run(q, err);
}

enum rc audit_note(struct store *s, const struct actor *actor, const char *action, const char *table, long long record,
                   const char *reason, const char *result, const char *detail, struct err *err) {
	struct audit_row row = {.now = clock_now_ms(), .actor = actor, .action = action, .table = table, .record = record,
	                        .reason = reason, .result = result, .detail = detail};
	enum rc rc = store_begin(s, err);
	if (rc != RC_OK)
		return rc;
	rc = audit_next(s, &row.seq, err);
	if (rc == RC_OK)
		rc = audit_append(s, &row, err);
	if (rc == RC_OK)
		return store_commit(s, err);
	store_rollback(s);
	return rc;
}

static enum rc broken(long long seq, struct err *err) {
	char number[24];
	snprintf(number, sizeof number, "%lld", seq);
	return err_set(err, RC_CORRUPT, "audit.broken",
	               N_("The audit was changed from outside: entry {seq} does not fit. Keep the file and tell the county."), "seq",
	               number, NULL);
}

enum rc audit_verify_after(struct store *s, long long after, const unsigned char previous[HASH_LEN], long long *last,
                           struct err *err) {
	unsigned char hash[HASH_LEN], want[HASH_LEN];
	struct cell cells[COLUMN_COUNT];
	struct stmt *q = NULL;
	bool row = false;
	long long good = after, made = 0;

	memcpy(hash, previous, HASH_LEN);
	/* One statement, so that what is written meanwhile does not disturb. */
	enum rc rc = stmt_get(s, "SELECT " COLUMNS ", hash, (SELECT max(seq) FROM sqlite_sequence WHERE name = 'audit') "
	                         "FROM audit WHERE seq > ? ORDER BY seq", &q, err);
	if (rc == RC_OK)
		stmt_bind_int(q, 1, after);
	while (rc == RC_OK && (rc = stmt_step(q, &row, err)) == RC_OK && row) {
		for (int i = 0; i < COLUMN_COUNT; i++)
			cells[i] = cell_read(q, i);
		chain_hash(hash, cells, want);
		made = stmt_int(q, COLUMN_COUNT + 1);
		if (stmt_int(q, 0) != good + 1 || stmt_bytes(q, COLUMN_COUNT) != HASH_LEN ||
		    memcmp(sqlite3_column_blob(q->h, COLUMN_COUNT), want, HASH_LEN) != 0)
			rc = broken(good + 1, err);
		memcpy(hash, want, HASH_LEN);
		good += rc == RC_OK;
	}
	stmt_done(q);
	if (rc == RC_OK && good == after)
		rc = store_scalar(s, "SELECT max(seq) FROM sqlite_sequence WHERE name = 'audit'", &made, err);
	if (rc == RC_OK && made != good)
		rc = broken(good + 1, err);
	*last = good;
	return rc;
}

enum rc audit_verify(struct store *s, long long *rows, struct err *err) {
	static const unsigned char none[HASH_LEN] = {0};
	/* Nothing may come before the first row. */
	long long before = 0;
	*rows = 0;
	enum rc rc = store_scalar(s, "SELECT count(*) FROM audit WHERE seq < 1", &before, err);
	if (rc == RC_OK && before > 0)
		rc = broken(1, err);
	return rc == RC_OK ? audit_verify_after(s, 0, none, rows, err) : rc;
}

enum rc audit_head(struct store *s, long long *seq, char hex[65], struct err *err) {
	unsigned char hash[HASH_LEN];
	enum rc rc = newest(s, seq, hash, err);
	hash_hex(hash, HASH_LEN, hex);
	return rc;
}

enum rc audit_hash_at(struct store *s, long long seq, char hex[65], struct err *err) {
	struct stmt *q = NULL;
	bool row = false;
	enum rc rc = stmt_get(s, "SELECT hash FROM audit WHERE seq = ?", &q, err);
	if (rc == RC_OK) {
		stmt_bind_int(q, 1, seq);
		rc = stmt_step(q, &row, err);
	}
	hex[0] = '\0';
	if (rc == RC_OK && row && stmt_bytes(q, 0) == HASH_LEN)
		hash_hex(sqlite3_column_blob(q->h, 0), HASH_LEN, hex);
	stmt_done(q);
	return rc == RC_OK && hex[0] == '\0' ? RC_NOT_FOUND : rc;
}
