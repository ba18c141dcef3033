/* SPDX-License-Identifier: MIT
 * The database file: opening, locking, transactions, statements. sqlite3.h is included nowhere but
 * in src/store. Only model code in *_db.c files and main may include this.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "core/code.h"
#include "core/date.h"
#include "core/err.h"
#include "core/field.h"

struct store; /* one open database; used by one thread */

/* One step of the schema, embedded from data/schema/NNN-name.sql. Append-only once landed. */
struct migration {
	int version; /* 1, 2, 3, ... */
	const char *name;
	const char *sql;
};

struct store_options {
	const struct migration *migrations;
	size_t migration_count;
	bool create;           /* make a new file (0600, O_EXCL) and run every migration */
	bool read_only;
	bool allow_filesystem; /* open even on NFS, CIFS, FUSE, vfat, exfat */
	bool drafts; /* the file of drafts: made when it is missing, synchronous=NORMAL, an
	              * application id of its own so that neither file is taken for the other, no
	              * session lock (no restore meets it) */
	bool must_exist;       /* with drafts: RC_NOT_FOUND instead of making it */
};

/*
 * Open path. Sets and reads back every pragma of rule 12.1 (journal_mode=TRUNCATE,
 * synchronous=FULL, foreign_keys, secure_delete, temp_store, trusted_schema, cell_size_check,
 * defensive, application_id); takes the session lock (PATH.session, shared); migrates an older file
 * after a backup (PATH.before-vN). Sentences and codes: missing file RC_NOT_FOUND; not a database
 * or another program's RC_CORRUPT; newer RC_NEWER; folder or file without permission RC_DENIED;
 * read-only folder RC_DENIED; create over an existing file RC_EXISTS; bad file system RC_CONFIG.
 */
enum rc store_open(struct store **out, const char *path, const struct store_options *opt,
                   struct err *err);
void store_close(struct store *s); /* NULL is fine */
/* Take away a file just made, closed again, that could not be finished: half a station would refuse
 * the next try. */
void store_remove_new(const char *path);
const char *store_path(const struct store *s);
bool store_is_read_only(const struct store *s);
bool store_is_damaged(const struct store *s); /* read-only for that */
int store_version(const struct store *s);
/* Bytes free where the database lies, -1 when unknown (rule 12.6). */
long long store_free_bytes(const struct store *s);

/* The whole file, page by page, and every reference: RC_CORRUPT with a sentence when something is
 * broken. Slow. */
enum rc store_check(struct store *s, struct err *err);
/* The pages of one table and its indexes, quickly; as above. */
enum rc store_check_pages(struct store *s, const char *table, struct err *err);
/* Tables, indexes, views and triggers against those the steps make: RC_CORRUPT names the first one
 * that is missing, added or another. */
enum rc store_check_schema(struct store *s, struct err *err);

/*
 * Main ignores SIGXFSZ and SIGPIPE and sets umask 077 before the first store_open: a file-size
 * limit then comes back as RC_FULL. After an I/O error, a full disk or damage the next use closes,
 * reopens and quick_checks (rule 12.5); damage found leaves the store read-only
 * (store_is_read_only), and every begin answers RC_CORRUPT. It also leaves PATH.damaged: who opens
 * the file next looks at all of it first, and reads only unless it was mended or restored.
 *
 * One user action = one transaction. Begin waits on the lock file (PATH.lock) at most wait_ms, then
 * BEGIN IMMEDIATE; RC_BUSY with a sentence after that. Commit answers RC_OK only after SQLite said
 * so; on any other answer the transaction is rolled back. Rollback is safe to call when none is
 * open. Disk full and file-size limits answer RC_FULL, I/O errors RC_IO, damage RC_CORRUPT.
 */
enum rc store_begin(struct store *s, struct err *err);
enum rc store_commit(struct store *s, struct err *err);
void store_rollback(struct store *s);
/* Write the whole file anew: what a page once held can stay in its free places when it is split,
 * secure_delete or not. Outside every transaction; needs room for a second copy, and that nobody
 * else reads or writes meanwhile (RC_BUSY). */
enum rc store_rebuild(struct store *s, struct err *err);
bool store_in_transaction(const struct store *s);
/* Hold the read lock over many small queries; store_begin ends it, and inside a transaction both do
 * nothing. When it cannot be had the queries take their own locks, as ever. */
void store_read_begin(struct store *s);
void store_read_end(struct store *s);
int store_set_wait(struct store *s, int wait_ms); /* 10,000 until set; answers what was */
enum { WAIT_TRY_MS = 200 }; /* for what another time does as well */
/* As a look waits, which is spooled then: a second, and no more at all for a while once that was in
 * vain. Answers what was, to be set again. */
int store_set_wait_look(struct store *s);
/* Changes committed since the store was opened that wrote or named a record. */
long long store_saves(const struct store *s);
/* When the line dropped (monotonic ms), 0 while it holds: from then on every wait of every store,
 * also one that has begun, ends 2 s later (rule 12.3). NULL: never asked. */
void store_set_hung_up(long long (*since)(void));

/* Changes when another process has committed since the last call (PRAGMA data_version). */
long long store_data_version(struct store *s);

/* Prepared statements, kept by SQL text for the life of the store. A statement got is reset and has
 * no bindings. Getting SQL that does not compile is a bug: RC_INTERNAL; so is writing outside a
 * transaction, and getting a text whose statement somebody still holds. store/query.h does all of
 * get, bind, step, done in a line. */
struct stmt;
enum rc stmt_get(struct store *s, const char *sql, struct stmt **out, struct err *err);
void stmt_bind_int(struct stmt *q, int i, long long v);
/* NULL binds NULL; v must live until stmt_done */
void stmt_bind_text(struct stmt *q, int i, const char *v);
void stmt_bind_blob(struct stmt *q, int i, const void *v, size_t n);
void stmt_bind_date(struct stmt *q, int i, struct date d); /* ISO text or NULL */
void stmt_bind_code(struct stmt *q, int i, struct code c); /* text or NULL; c is copied */
void stmt_bind_ref(struct stmt *q, int i, long long id);   /* 0 binds NULL */
void stmt_bind_null(struct stmt *q, int i);
/* As a JSON array, for "id IN (SELECT value FROM json_each(?1))": one statement for any number of
 * ids. */
void stmt_bind_ids(struct stmt *q, int i, const long long *ids, size_t n);
/* RC_OK and *row = true while there are rows. A failed bind shows here. */
enum rc stmt_step(struct stmt *q, bool *row, struct err *err);
/* Step a statement that returns no row, and finish it. */
enum rc stmt_run(struct stmt *q, struct err *err);
/* reset and clear bindings; always call it, even after an error; NULL is fine */
void stmt_done(struct stmt *q);
long long stmt_int(struct stmt *q, int col);             /* 0 for NULL */
bool stmt_is_null(struct stmt *q, int col);
/* NULL for NULL; valid until the next step */
const char *stmt_text(struct stmt *q, int col);
size_t stmt_bytes(struct stmt *q, int col);
struct date stmt_date(struct stmt *q, int col);          /* DATE_NONE for NULL */
struct code stmt_code(struct stmt *q, int col);
long long store_last_id(struct store *s);
long long store_changes(struct store *s);                /* rows changed by the last statement */
/* Statements started since the store was opened: what a page or a move of the screen asks the
 * database. */
long long store_statements(const struct store *s);

/* Settings kept in the database (table setting). NULL when absent; owned by the caller. */
char *setting_get(struct store *s, const char *key);
/* Inside a transaction. */
enum rc setting_set(struct store *s, const char *key, const char *value, struct err *err);

#endif
