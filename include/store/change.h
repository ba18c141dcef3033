/* SPDX-License-Identifier: MIT
 * One user action: a transaction, its records, the history of what they were, and its audit row,
 * together or not at all. Records are read and written through their field tables.
 */
#ifndef STORE_CHANGE_H
#define STORE_CHANGE_H

#include "core/actor.h"
#include "core/field.h"
#include "core/hash.h"
#include "store/store.h"

/* Load record id of the entity into out (initialised by the call; entity_clear when done).
 * RC_NOT_FOUND. */
enum rc record_load(struct store *s, const struct entity_def *def, long long id, void *out,
                    struct err *err);
/* Many at once, of any entities, in one statement: each out is initialised by the call,
 * entity_clear when done. What is not there, or fails `also` (" CROSS JOIN ..." to the table;
 * NULL: nothing), stays blank, id 0. */
struct record_want {
	const struct entity_def *def;
	long long id;
	void *out;
};
enum rc records_read(struct store *s, const struct record_want *v, size_t n, const char *also,
                     struct err *err);
/* The same of one entity, into an array of its structs; and as a view has them that shows all its
 * columns, and not every record. */
enum rc records_load_seen(struct store *s, const struct entity_def *def, const char *view,
                          const long long *ids, size_t n, void *out, struct err *err);
enum rc records_load(struct store *s, const struct entity_def *def, const char *also,
                     const long long *ids, size_t n, void *out, struct err *err);
/* The columns of a record in the order record_read expects, for joins: "t.id, t.uid, ..., t.name,
 * ...". Heap string. */
char *record_columns(const struct entity_def *def, const char *alias);
/* Read a record out of the current row, from column `first` on. out must be initialised or cleared.
 * Returns the next column. */
int record_read(struct stmt *q, int first, const struct entity_def *def, void *out);
/* The sentence for who would go on from a record that is damaged: RC_INVALID. */
enum rc record_is_damaged(struct err *err);
/* Do the table's columns and the field table agree? The sentence names the first that does not. */
enum rc record_check_table(struct store *s, const struct entity_def *def, struct err *err);

/* What an entry vouches for: the sum of its members, and how many they are. */
struct covers {
	unsigned char sum[HASH_LEN];
	long long n;
};
void covers_add(struct covers *c, const void *member, size_t n);
/* As audit.covers has it: the sum, its last two bytes the number (65535: or more), so that who has
 * as many members can compare. false: of nothing. */
bool covers_bytes(const struct covers *c, unsigned char out[HASH_LEN]);

/* What one action wrote, by entity; ids may stand in it more than once. */
struct touched {
	const struct entity_def *def;
	struct ids ids;
	bool changed; /* not all of them are new */
};
struct change {
	struct store *store;
	const struct actor *actor;
	const char *action;    /* id of the action, like "test.add" */
	long long seq;         /* this action's audit sequence */
	long long now;         /* real milliseconds, the same for all its records */
	long long began;       /* monotonic: was the clock set meanwhile? */
	/* What the audit row says; the first record written fills the blanks. */
	const char *table;
	long long record;
	long long ver_before, ver_after;
	struct str fields;     /* changed field names, comma-separated; never values */
	const char *reason;    /* why, as typed (void, reveal); borrowed */
	/* counts and hashes of an import or export; never names or numbers; borrowed */
	const char *detail;
	/* What the audit row vouches for (change_cover), and as it was at the mark. */
	struct covers covers, covers_marked;
	struct code source;    /* of the records made: typed | import | return */
	long long import_id;
	bool open, wrote;      /* wrote: a record */
	long long rows_before; /* to see at the end whether anything was written */
	struct touched *touched, *written; /* written: by the entry so far */
	size_t touched_count, written_count;
	/* What follows from what was touched, made by the commit (NULL: nothing); ctx is whose who
	 * set it. */
	enum rc (*follow)(void *ctx, const struct change *c, struct err *err);
	void *ctx;
};

/* store_begin, and the next audit sequence. */
enum rc change_begin(struct change *c, struct store *s, const struct actor *actor,
                     const char *action, struct err *err);
/*
 * New record: id, uid (unless set), ver 1, seq, recorded_* are filled in rec. RC_EXISTS: a unique
 * value is there already; for a uid that was set it means that an earlier try was saved though its
 * answer was lost. insert, update and void change rec at once. When the action fails afterwards,
 * record_put_back before a retry.
 */
enum rc change_insert(struct change *c, const struct entity_def *def, void *rec, struct err *err);
/* A new record of another copy of this station (bring.c): uid, version, day, officer, source and
 * void as it has them there; what its refs and its import name is the caller's, seq the action's.
 * RC_EXISTS and RC_INVALID as change_insert; then nothing is written. */
enum rc change_bring(struct change *c, const struct entity_def *def, void *rec, struct err *err);
/* The newest entry that the audits of both have; 0: not even the first, they are two stations'. */
enum rc audit_common(struct store *here, struct store *there, long long *seq, struct err *err);
/*
 * Write the fields that differ from what is stored, WHERE id = ? AND ver = rec->ver; old values go
 * to history. Nothing differs: RC_OK, no new version. Somebody was faster, or it is void:
 * RC_CONFLICT.
 */
enum rc change_update(struct change *c, const struct entity_def *def, void *rec, struct err *err);
/* Void with a reason instead of deleting; ver as the caller read it. reason is borrowed until the
 * commit. */
enum rc change_void(struct change *c, const struct entity_def *def, long long id, long long ver,
                    const char *reason, struct err *err);
/* Take a void back: the record stands again as it stood before. ver as the void left it. */
enum rc change_unvoid(struct change *c, const struct entity_def *def, long long id, long long ver,
                      struct err *err);
/*
 * Several records saved together, each with an audit row of its own: append the row of what was
 * written so far and go on under the next sequence, in the same transaction. Nothing written yet:
 * nothing happens. action, reason, detail and source stay for the next one.
 */
enum rc change_next(struct change *c, struct err *err);
/* Where several records are written and one may be refused without the others: what is written from
 * the mark on is kept (back false) or taken back alone. Marks do not nest. */
enum rc change_mark(struct change *c, struct err *err);
enum rc change_mark_end(struct change *c, bool back, struct err *err);
/* The action's audit row vouches for these bytes too, whatever their order: the same sum can be
 * made again of what is stored then. Two kinds of bytes begin differently. */
void change_cover(struct change *c, const void *bytes, size_t n);
/* Record id was written by SQL of the use case's own: what follows from it, follows. */
void change_touch(struct change *c, const struct entity_def *def, long long id);
/* Record id was written so, its seq set to the action's: it is proved anew when the entry is made.
 */
void change_wrote(struct change *c, const struct entity_def *def, long long id);
/* Do now what follows from what was touched so far; the commit does it for the rest. */
enum rc change_follow(struct change *c, struct err *err);
/* Put back what change_insert or change_update set in rec, from a copy of rec->rec taken before;
 * the uid stays. */
void record_put_back(struct record *rec, const struct record *before);
/*
 * What follows, the audit row, the commit. On any failure nothing of the action remains. When the
 * action wrote nothing and says no detail there is no audit row either, and the answer is RC_OK.
 * Frees as change_end does.
 */
enum rc change_commit(struct change *c, struct err *err);
/* Roll back unless committed; always safe. Also frees; call it at out: in every use case. */
void change_end(struct change *c);
/* The end of a use case: change_commit when rc is RC_OK, change_end; after a failure rec (NULL:
 * none) is put back as it was `before`. */
enum rc change_close(struct change *c, enum rc rc, struct record *rec, const struct record *before,
                     struct err *err);

/* ---- is the clock right? (doubt.c) ---- */

enum { CLOCK_SLACK_MS = 120000 };
#define CLOCK_CONFIRM "clock.confirm" /* the entry with which somebody says that it is */
/* An entry made before the one before it, or more than so many days behind it (45 until set), puts
 * the clock in doubt; that stays, whatever the clock says afterwards. */
void store_doubt_after(struct store *s, long long days);
/* As the database has it now: true, and *believed the time of the last entry before the doubt. */
bool store_doubt(struct store *s, long long *believed);
/* The same from what this process knows, without asking: for what is painted. */
bool store_doubt_known(const struct store *s, long long *believed);
/* Within a change whose action is CLOCK_CONFIRM: it is over. */
enum rc store_doubt_end(struct change *c, struct err *err);

/* An audit row of its own for something that changes no record (look, list, export, denial). Own
 * transaction; where that cannot be had (only read, the disk full, another's writing for longer
 * than a look may wait) a row of audit.spool beside the database, synced, and RC_DENIED where not
 * even that can be written. What gives something out (reveal, print, export, file, fetch) is
 * written in the database or refused. */
enum rc audit_note(struct store *s, const struct actor *actor, const char *action,
                   const char *table, long long record, const char *reason, const char *result,
                   const char *detail, struct err *err);
/* Can looks be kept? Where the last could not, by trying: with a row. first: also where nobody
 * knows yet, before a list whose own row comes after it. */
enum rc audit_can_note(struct store *s, const struct actor *actor, bool first, struct err *err);
/* Do rows of this process lie in the spool? */
bool audit_has_spooled(const struct store *s);
/* Who takes them in (audit_spool_take) before the next change. And room kept beside it for the
 * looks of a full disk. */
void audit_spool_by(struct store *s, void (*take)(void *ctx), void *ctx);
void audit_spool_reserve(const struct store *s);
/* What of a row of the spool its readers want; the action is no C string. */
struct spool_row {
	long long time, officer;
	const char *action;
	size_t action_len;
};
/* Every row of the spool, in order; RC_OK when there is none. One that was changed from outside is
 * put away; RC_DENIED where that cannot be. */
enum rc audit_spool_each(struct store *s, void (*each)(void *ctx, const struct spool_row *row),
                         void *ctx, struct err *err);
/*
 * Take the spool into the audit, in one transaction with what `each` does for its rows, and take it
 * away. Every row keeps what it says but its number; a row `audit.spool` follows with count and
 * hash of the last, so that a file already taken in is not taken twice. Of one that does not fit
 * (rule 12.23) nothing is taken in: then that row's result is `broken`, its detail says why, and
 * the file stays as audit.spool.broken. RC_OK when there is no spool, or it is another database's.
 */
enum rc audit_spool_take(struct store *s, const struct actor *by,
                         enum rc (*each)(void *ctx, const struct spool_row *row, struct err *err),
                         void *ctx, struct err *err);
/* RC_CORRUPT as long as a spool that did not fit lies beside the database. */
enum rc audit_spool_check(struct store *s, struct err *err);
/* Walk the chain; RC_CORRUPT names the first sequence that does not fit. *rows gets the number of
 * good rows. */
enum rc audit_verify(struct store *s, long long *rows, struct err *err);
/* Hash (hex, 65 bytes) of one row; RC_NOT_FOUND. */
enum rc audit_hash_at(struct store *s, long long seq, char hex[65], struct err *err);
/* Sequence and hash (hex, 65 bytes) of the newest row. */
enum rc audit_head(struct store *s, long long *seq, char hex[65], struct err *err);

#endif
