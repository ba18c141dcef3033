/* Rows of the audit: appended, the newest, and the hash of one. SPDX-License-Identifier: MIT */
#include "core/check.h"
#include "core/clock.h"
#include "store/chain.h"
#include "store/change.h"
#include "store/query.h"

static struct cell cell_int(long long v) {
	return (struct cell){.type = SQLITE_INTEGER, .i = v};
}

static struct cell cell_ref(long long v) {
	return v != 0 ? cell_int(v) : (struct cell){.type = SQLITE_NULL};
}

static struct cell cell_text(const char *s) {
	if (s == NULL)
		return (struct cell){.type = SQLITE_NULL};
	return (struct cell){.type = SQLITE_TEXT, .s = s, .n = strlen(s)};
}

/* Sequence and hash of the newest row; 0 and zeros when there is none. And s->last_time. */
static enum rc newest(struct store *s, long long *seq, unsigned char hash[HASH_LEN],
                      struct err *err) {
	enum rc rc = RC_OK;

	*seq = 0;
	memset(hash, 0, HASH_LEN);
	QUERY_EACH(q, rc, s, err, "SELECT seq, hash, time FROM audit ORDER BY seq DESC LIMIT 1") {
		*seq = stmt_int(q, 0);
		s->last_time = stmt_int(q, 2);
		if (stmt_bytes(q, 1) == HASH_LEN)
			memcpy(hash, sqlite3_column_blob(q->h, 1), HASH_LEN);
	}
	return rc;
}

enum rc audit_next(struct store *s, long long *seq, struct err *err) {
	unsigned char hash[HASH_LEN];
	enum rc rc = newest(s, seq, hash, err);
	++*seq;
	return rc;
}

void audit_cells(const struct audit_row *row, struct cell cells[CHAIN_COUNT], char day[DATE_BUF]) {
	const struct actor *a = row->actor;
	const struct cell made[CHAIN_COUNT] = {
		cell_int(row->seq), cell_int(row->now), cell_int(clock_mono_ms()),
		cell_ref(a->officer), cell_text(a->role), cell_text(a->session),
		cell_text(a->key), cell_text(a->source), cell_text(row->action),
		cell_text(row->table), cell_ref(row->record), cell_text(row->reason),
		cell_text(row->result), cell_ref(row->ver_before), cell_ref(row->ver_after),
		cell_text(row->fields), cell_text(row->detail),
		cell_text(clock_is_moved() ? date_format(clock_today(), day) : NULL),
	};
	memcpy(cells, made, sizeof made);
}

static void bind_cell(struct stmt *q, int i, const struct cell *c) {
	int code = c->type == SQLITE_INTEGER ? sqlite3_bind_int64(q->h, i, c->i)
	           : c->type == SQLITE_NULL
	                   ? sqlite3_bind_null(q->h, i)
	                   : sqlite3_bind_text64(q->h, i, c->s, c->n, SQLITE_STATIC, SQLITE_UTF8);
	if (code != SQLITE_OK && q->bind_code == SQLITE_OK)
		q->bind_code = code;
}

enum rc audit_append_cells(struct store *s, const struct cell cells[CHAIN_COUNT],
                           const unsigned char *covers, struct err *err) {
	unsigned char previous[HASH_LEN], hash[HASH_LEN];
	struct chain_bytes bytes = {0};
	struct stmt *q = NULL;
	long long last;

	enum rc rc = newest(s, &last, previous, err);
	if (rc != RC_OK)
		return rc;
	CHECK(cells[0].type == SQLITE_INTEGER && cells[0].i > last);
	rc = stmt_get(s, "INSERT INTO audit (" CHAIN_COLUMNS ", covers, hash)"
	                 " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", &q, err);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < CHAIN_COUNT; i++)
		bind_cell(q, i + 1, &cells[i]);
	chain_hash(&bytes, previous, cells, covers, hash);
	free(bytes.v);
	if (covers != NULL)
		stmt_bind_blob(q, CHAIN_COUNT + 1, covers, HASH_LEN);
	stmt_bind_blob(q, CHAIN_COUNT + 2, hash, HASH_LEN);
	return stmt_run(q, err);
}

enum rc audit_append(struct store *s, const struct audit_row *row, struct err *err) {
	struct cell cells[CHAIN_COUNT];
	char day[DATE_BUF];
	long long last;
	enum rc rc;

	audit_cells(row, cells, day);
	rc = audit_append_cells(s, cells, row->covers, err);
	last = s->last_time;
	s->last_time = row->now;
	return rc == RC_OK ? doubt_keep(s, row->now, last, row->action, err) : rc;
}

enum rc audit_head(struct store *s, long long *seq, char hex[65], struct err *err) {
	unsigned char hash[HASH_LEN];
	enum rc rc = newest(s, seq, hash, err);
	hash_hex(hash, HASH_LEN, hex);
	return rc;
}

enum rc audit_hash_at(struct store *s, long long seq, char hex[65], struct err *err) {
	enum rc rc = RC_OK;

	hex[0] = '\0';
	QUERY_EACH(q, rc, s, err, "SELECT hash FROM audit WHERE seq = ?", seq)
		if (stmt_bytes(q, 0) == HASH_LEN)
			hash_hex(sqlite3_column_blob(q->h, 0), HASH_LEN, hex);
	return rc == RC_OK && hex[0] == '\0' ? RC_NOT_FOUND : rc;
}
