/* Prepared statements, kept by their text. SPDX-License-Identifier: MIT */
#include "core/check.h"
#include "core/mem.h"
#include "store/internal.h"

static struct stmt *find(struct store *s, const char *sql, unsigned long long hash) {
	for (struct stmt *q = s->stmts[hash % STMT_BUCKETS]; q != NULL; q = q->next)
		if (q->hash == hash && strcmp(q->sql, sql) == 0)
			return q;
	return NULL;
}

static void unlink_and_free(struct stmt *q) {
	struct stmt **at = &q->store->stmts[q->hash % STMT_BUCKETS];
	while (*at != q)
		at = &(*at)->next;
	*at = q->next;
	q->store->stmt_count--;
	sqlite3_finalize(q->h);
	free(q->sql);
	free(q);
}

static void drop_longest_unused(struct store *s) {
	struct stmt *oldest = NULL;
	for (int b = 0; b < STMT_BUCKETS; b++)
		for (struct stmt *q = s->stmts[b]; q != NULL; q = q->next)
			if (!q->busy && (oldest == NULL || q->used < oldest->used))
				oldest = q;
	if (oldest != NULL)
		unlink_and_free(oldest);
}

void stmt_finalize_all(struct store *s) {
	for (int b = 0; b < STMT_BUCKETS; b++)
		for (struct stmt *q = s->stmts[b]; q != NULL; q = q->next) {
			sqlite3_finalize(q->h);
			q->h = NULL;
		}
}

void stmt_free_all(struct store *s) {
	for (int b = 0; b < STMT_BUCKETS; b++)
		while (s->stmts[b] != NULL)
			unlink_and_free(s->stmts[b]);
}

enum rc store_misuse(const char *what, struct err *err) {
	return err_set(err, RC_INTERNAL, "store.misuse",
	               N_("The program made a mistake with the database ({detail}). Nothing was "
	                  "saved; please report it."),
	               "detail", what, NULL);
}

/* SQLite rolls back by itself after some errors; nothing of the action may then go on outside a
 * transaction. */
static enum rc still_whole(struct store *s, struct err *err) {
	if (s->open && (s->suspect || s->db == NULL || sqlite3_get_autocommit(s->db)))
		return err_set(err, RC_IO, "store.broken_off",
		               N_("Saving was broken off by an earlier error. Nothing was saved; "
		                  "try again."), NULL);
	return RC_OK;
}

enum rc stmt_get(struct store *s, const char *sql, struct stmt **out, struct err *err) {
	*out = NULL;
	enum rc rc = still_whole(s, err);
	if (rc != RC_OK || (rc = store_ready(s, err)) != RC_OK)
		return rc;

	unsigned long long hash = hash_short(sql, strlen(sql));
	struct stmt *q = find(s, sql, hash);
	if (q != NULL && q->busy)
		return store_misuse("statement in use", err);
	if (q == NULL) {
		if (s->stmt_count >= STMT_KEPT)
			drop_longest_unused(s);
		q = mem_zalloc(1, sizeof *q);
		*q = (struct stmt){.store = s, .sql = mem_strdup(sql), .hash = hash,
		                   .next = s->stmts[hash % STMT_BUCKETS]};
		s->stmts[hash % STMT_BUCKETS] = q;
		s->stmt_count++;
	}
	if (q->h == NULL) {
		int code = sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &q->h,
		                              NULL);
		if (code != SQLITE_OK || q->h == NULL) {
			rc = code != SQLITE_OK ? store_fail(s, code, err)
			                       : store_misuse("empty statement", err);
			unlink_and_free(q);
			return rc;
		}
	}
	q->busy = true;
	q->finished = false;
	q->bind_code = SQLITE_OK;
	q->used = ++s->started;
	*out = q;
	return RC_OK;
}

static void bound(struct stmt *q, int code) {
	CHECK(q->busy);
	if (code != SQLITE_OK && q->bind_code == SQLITE_OK)
		q->bind_code = code;
}

void stmt_bind_int(struct stmt *q, int i, long long v) { bound(q, sqlite3_bind_int64(q->h, i, v)); }

void stmt_bind_text(struct stmt *q, int i, const char *v) {
	bound(q, sqlite3_bind_text(q->h, i, v, -1, SQLITE_STATIC));
}

void stmt_bind_blob(struct stmt *q, int i, const void *v, size_t n) {
	bound(q, sqlite3_bind_blob64(q->h, i, v, n, SQLITE_STATIC));
}

void stmt_bind_date(struct stmt *q, int i, struct date d) {
	char buf[DATE_BUF];
	if (date_is_set(d))
		bound(q, sqlite3_bind_text(q->h, i, date_format(d, buf), -1, SQLITE_TRANSIENT));
	else
		stmt_bind_null(q, i);
}

void stmt_bind_code(struct stmt *q, int i, struct code c) {
	if (code_is_set(c))
		bound(q, sqlite3_bind_text(q->h, i, c.s, -1, SQLITE_TRANSIENT));
	else
		stmt_bind_null(q, i);
}

void stmt_bind_ref(struct stmt *q, int i, long long id) {
	if (id != 0)
		stmt_bind_int(q, i, id);
	else
		stmt_bind_null(q, i);
}

void stmt_bind_ids(struct stmt *q, int i, const long long *ids, size_t n) {
	struct str json = {0};
	char digits[24];

	for (size_t k = 0; k < n; k++) { /* thousands of them, so no format is read for each */
		unsigned long long v = ids[k] < 0 ? 0ULL - (unsigned long long)ids[k]
		                                  : (unsigned long long)ids[k];
		size_t at = sizeof digits;

		do
			digits[--at] = (char)('0' + v % 10);
		while ((v /= 10) > 0);
		if (ids[k] < 0)
			digits[--at] = '-';
		digits[--at] = k == 0 ? '[' : ',';
		str_addn(&json, digits + at, sizeof digits - at);
	}
	str_add(&json, n > 0 ? "]" : "[]");
	bound(q, sqlite3_bind_text(q->h, i, str_text(&json), -1, SQLITE_TRANSIENT));
	str_clear(&json);
}

void stmt_bind_null(struct stmt *q, int i) { bound(q, sqlite3_bind_null(q->h, i)); }

enum rc stmt_step(struct stmt *q, bool *row, struct err *err) {
	struct store *s = q->store;
	CHECK(q->busy);
	*row = false;
	if (q->finished)
		return RC_OK;
	enum rc rc = still_whole(s, err);
	if (rc != RC_OK)
		return rc;
	if (q->h == NULL)
		return err_set(err, RC_IO, "store.reopened",
		               N_("Reading was broken off because the database had to be opened "
		                  "again. Try again."),
		               NULL);
	if (!s->open && !sqlite3_stmt_readonly(q->h))
		return store_misuse("writing outside an action", err);
	if (q->bind_code != SQLITE_OK)
		return store_fail(s, q->bind_code, err);

	int code = sqlite3_step(q->h);
	if (code == SQLITE_ROW) {
		*row = true;
		return RC_OK;
	}
	q->finished = true;
	int end = sqlite3_reset(q->h); /* lets the read lock go at once */
	if (code == SQLITE_DONE && end == SQLITE_OK)
		return RC_OK;
	return store_fail(s, code == SQLITE_DONE ? end : code, err);
}

enum rc stmt_run(struct stmt *q, struct err *err) {
	bool row;
	enum rc rc = stmt_step(q, &row, err);
	if (rc == RC_OK && row)
		rc = store_misuse("a row where none is expected", err);
	stmt_done(q);
	return rc;
}

void stmt_done(struct stmt *q) {
	if (q == NULL || !q->busy)
		return;
	q->busy = false;
	if (q->h == NULL)
		return;
	/* An error was reported by the step that met it; reset only repeats its code. */
	(void)sqlite3_reset(q->h);
	(void)sqlite3_clear_bindings(q->h);
}

/* A row must stand there, and it must have such a column: SQLite would answer 0 and say nothing. */
static sqlite3_stmt *row_of(struct stmt *q, int col) {
	CHECK(q->busy && !q->finished && col >= 0 && col < sqlite3_data_count(q->h));
	return q->h;
}

long long stmt_int(struct stmt *q, int col) { return sqlite3_column_int64(row_of(q, col), col); }

bool stmt_is_null(struct stmt *q, int col) {
	return sqlite3_column_type(row_of(q, col), col) == SQLITE_NULL;
}

const char *stmt_text(struct stmt *q, int col) {
	return (const char *)sqlite3_column_text(row_of(q, col), col);
}

size_t stmt_bytes(struct stmt *q, int col) {
	return (size_t)sqlite3_column_bytes(row_of(q, col), col);
}

struct date stmt_date(struct stmt *q, int col) {
	struct date d = DATE_NONE;
	const char *text = stmt_text(q, col);
	if (text != NULL && !date_parse_iso(text, &d))
		d = DATE_NONE;
	return d;
}

struct code stmt_code(struct stmt *q, int col) {
	struct code c = CODE_NONE;
	const char *text = stmt_text(q, col);
	size_t n = text != NULL ? strlen(text) : 0;
	if (n > 0 && n < sizeof c.s)
		memcpy(c.s, text, n + 1);
	return c;
}

long long store_last_id(struct store *s) {
	return s->db != NULL ? sqlite3_last_insert_rowid(s->db) : 0;
}

long long store_changes(struct store *s) { return s->db != NULL ? sqlite3_changes64(s->db) : 0; }

long long store_statements(const struct store *s) { return s->started; }
