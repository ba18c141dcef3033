/* What the files of src/store share. SPDX-License-Identifier: MIT */
#ifndef STORE_INTERNAL_H
#define STORE_INTERNAL_H

#include <sqlite3.h>
#include <stdint.h>

#include "core/actor.h"
#include "core/hash.h"
#include "store/store.h"

enum {
	STORE_APPLICATION_ID = 0x57554241, /* "WUBA" */
	DRAFTS_APPLICATION_ID = 0x57554244, /* "WUBD" */
	STORE_WAIT_MS = 10000,
	STMT_BUCKETS = 64,
	STMT_KEPT = 192, /* prepared statements kept before the longest unused goes */
};

#define AHEAD_MS (45LL * 86400000)

struct stmt {
	struct store *store;
	/* NULL after the connection was reopened: prepared again by the next stmt_get */
	sqlite3_stmt *h;
	char *sql;
	unsigned long long hash;
	struct stmt *next; /* in its bucket */
	long long used;    /* the count of started then, for dropping the longest unused */
	bool busy;         /* got and not done */
	bool finished;     /* stepped to the end */
	int bind_code;     /* first failed bind */
};

struct store {
	enum rc (*reopen)(struct store *s, struct err *err); /* open.c's, after a fatal error */
	char *path;  /* real path: lock and journal names follow from it */
	sqlite3 *db; /* NULL when reopening failed */
	const struct migration *steps;
	size_t step_count;
	bool create, read_only;
	bool drafts;    /* struct store_options */
	bool open;      /* between begin and commit or rollback */
	bool reading;   /* between store_read_begin and its end */
	bool suspect;   /* after IOERR, FULL, CORRUPT, NOTADB: reopen first (rule 12.5) */
	bool damaged;   /* quick_check failed: reading only */
	int lock_fd;    /* PATH.lock, held exclusively by the one who writes */
	int session_fd; /* PATH.session, held shared as long as the store is open */
	int wait_ms;
	int64_t deadline; /* monotonic; of the busy handler */
	long long ahead_ms;    /* store_doubt_after */
	bool looks_kept;       /* the last look was written, in the audit or the spool */
	bool looks_lost;       /* and could not be */
	bool spooled, taking;  /* rows of this process lie in the spool; and are being taken in */
	void (*take)(void *ctx);
	void *take_ctx;
	int64_t busy_at;       /* monotonic; when the writers' lock was last waited for in vain */
	long long broken_pid;  /* the stopped process that held the lock and was ended; 0: none */
	long long last_time;   /* of the newest entry of the audit this process knows */
	long long doubted;     /* the last believed, while nobody confirmed the clock; 0 (doubt.c) */
	long long saves;       /* changes committed */
	int version;      /* user_version */
	long long reopened;
	struct stmt *stmts[STMT_BUCKETS];
	struct entity_sql *entity_sql;
	struct chain_walk *walk; /* while the audit is verified */
	struct proving *proving; /* while proofs are written */
	/* What an open action writes is not proved before its end: its sequences, 0: none is open.
	 */
	long long writing;
	unsigned char *proof_bytes;
	size_t proof_room;
	long long unproved; /* proof.c: records of entries before this one may be without; -1: not asked */
	int stmt_count;
	long long started; /* statements, since the store was opened */
};

/* error.c: PATH.damaged is made, so that the next process too opens it for reading only until it is
 * mended. */
void damage_mark(const struct store *s);
/* The sentence for an SQLite code; rule 12.5: marks the store suspect. Returns the rc. */
enum rc store_fail(struct store *s, int code, struct err *err);
/* As store_fail, for a connection that is not the store's (a backup's copy): path is what the
 * sentence names. */
enum rc sqlite_sentence(sqlite3 *db, int code, const char *path, struct err *err);
/* A failed system call on path: RC_DENIED, RC_FULL, RC_NOT_FOUND or RC_IO. */
enum rc errno_sentence(int errnum, const char *path, struct err *err);

/* open.c: open the connection and set it up; on failure s->db is NULL. */
enum rc connection_open(struct store *s, struct err *err);
void connection_close(struct store *s);
/* What a file of this kind says it is. */
static inline long long store_application_id(const struct store *s) {
	return s->drafts ? DRAFTS_APPLICATION_ID : STORE_APPLICATION_ID;
}
/* Reopen and check after a fatal error; RC_OK at once when there was none. */
static inline enum rc store_ready(struct store *s, struct err *err) {
	return !s->suspect && s->db != NULL ? RC_OK : s->reopen(s, err);
}

/* connection.c: first column of the first row, of a statement that is not kept ("" and *out as it
 * was where there is none); answers an SQLite code. */
int connection_int(sqlite3 *db, const char *sql, long long *out);
int connection_text(sqlite3 *db, const char *sql, char *out, size_t size);
/* Is the file ours, and of a version this program knows? Sets s->version. */
enum rc identity_check(struct store *s, struct err *err);

/* lock.c */
/* both files; the shared session lock is taken */
enum rc lock_open(struct store *s, struct err *err);
enum rc lock_writer(struct store *s, struct err *err); /* waits at most wait_ms */
void unlock_writer(struct store *s);
void lock_close(struct store *s);
extern long long (*lock_hung_up)(void); /* store_set_hung_up */
int lock_busy_handler(void *store, int count); /* sqlite3_busy_handler of every connection */

/* spool.c: what lies in it is taken in first, where that can be done at once. */
void spool_catch_up(struct store *s);

/* doubt.c: does an entry made now, behind one of this time (0: none), stand out of order? */
bool clock_is_off(const struct store *s, long long now, long long last);
/* Inside the transaction of such an entry: remembered until somebody confirms it. */
enum rc doubt_keep(struct store *s, long long now, long long last, const char *action,
                   struct err *err);

/* place.c: what lies at path. */
enum rc path_check(struct store *s, const char *path, const struct store_options *opt,
                   struct err *err);
/* Name of a file system a database must not lie on, or NULL: a pure function of statfs' f_type. */
const char *filesystem_refused(unsigned long type);
enum rc folder_sync(const char *path_inside, struct err *err);

/* migrate.c */
enum rc migrate(struct store *s, struct err *err);
/* Room for one more copy of the file and `more` bytes; RC_FULL names path. */
enum rc room_check(struct store *s, const char *path, long long more, struct err *err);

/* stmt.c */
enum rc store_misuse(const char *what, struct err *err); /* RC_INTERNAL: the program's own slip */
/* the handles only: callers may still hold a struct stmt */
void stmt_finalize_all(struct store *s);
void stmt_free_all(struct store *s);

/* audit.c: one row before its hash; texts borrowed. */
struct audit_row {
	long long seq, now;
	const struct actor *actor;
	const char *action, *table;
	long long record;
	const char *reason, *result;
	long long ver_before, ver_after;
	const char *fields, *detail;
	const unsigned char *covers; /* HASH_LEN bytes, or NULL */
};
enum rc audit_next(struct store *s, long long *seq, struct err *err);
/* Walk the chain behind row `after`, whose hash is given; *last gets the last good sequence. */
enum rc audit_verify_after(struct store *s, long long after, const unsigned char previous[HASH_LEN],
                           long long *last, struct err *err);
enum rc audit_append(struct store *s, const struct audit_row *row, struct err *err);

#endif
