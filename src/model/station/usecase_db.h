/* Inside the model's *_db.c files: the open station, and the frame every use case runs in.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_STATION_USECASE_DB_H
#define MODEL_STATION_USECASE_DB_H

#include "core/conf.h"
#include "model/access/access.h"
#include "model/station/station.h"
#include "store/change.h"
#include "store/query.h"
#include "store/store.h"

enum { NAMES_KINDS = 7 + 9 }; /* and of the station's registers, and the county's stations */
struct station {
	struct store *store;
	struct store *drafts; /* drafts.db, opened when first needed (draft_db.c); NULL before */
	struct conf *conf;
	struct profile_set *profiles; /* as the INI chooses */
	struct profile_book *book;    /* those it writes itself */
	char *db_path, *ini_path, *name;
	char session[27];            /* uid of this run */
	char *actor_login, *actor_name, *actor_role, *actor_source;
	struct field_env env;
	char *ref_text;              /* last answer of env.ref_name */
	bool names_held;             /* station_names_hold; by kind of ref (directory_db.c) */
	struct names_kept {
		bool read;
		struct name_kept {
			long long id;
			char *name;
		} *v;
		size_t n;
	} names[NAMES_KINDS];
	bool county;                 /* it is a county's */
	long long data_version;      /* as last seen by station_has_changed */
	bool due_held;               /* due_hold */
	long long leave;             /* the approval that approval_need found; 0: none, or it was used */
	/* What follows from every change, at its commit (due_follow): struct change. */
	enum rc (*follow)(void *st, const struct change *c, struct err *err);
};

/* Every officer's drafts about this person (a uid) go: after sealing. What cannot be taken away now
 * is never shown. */
void drafts_forget(struct station *st, const char *resident);

/* Checks access (logging a denial) and begins the transaction. Then do the work, change_commit, and
 * change_end at out: in every case. */
enum rc usecase_begin(struct change *c, struct station *st, const struct actor *a,
	enum access_action action, const char *audit_id, long long resident, struct err *err);
/* In a change just begun, since another may have written between the question and its lock: is the
 * actor still what they say? Else the change is ended and the denial logged. */
enum rc usecase_still(struct change *c, struct station *st, const struct actor *a, struct err *err);
/* SQL over a table whose records belong to a resident: who may be seen. Not by IN, for which SQLite
 * writes out the whole view, once a page. */
#define OF_VISIBLE "EXISTS (SELECT 1 FROM resident_visible v WHERE v.id = resident)"
#define JOIN_VISIBLE " CROSS JOIN resident_visible v ON v.id = resident"
/* Access check of a query; a denial is logged. */
enum rc usecase_query(struct station *st, const struct actor *a, enum access_action action,
                      long long resident, struct err *err);

/* What is kept twice, put right (wubao check): `one` for every record the query answers, all in one
 * audited change of ACT_MAINTAIN, whose detail is what=N; *differs gets N. */
enum rc usecase_mend(struct station *st, const struct actor *a, const char *audit_id,
                     const char *what, const char *sql,
                     enum rc (*one)(struct change *c, long long id, struct err *err),
                     long long *differs, struct err *err);

/* Where several rows are written together: is this refusal the row's own, which stays while the
 * others go on? */
bool usecase_row_stays(enum rc rc);
/* The real day, at the station, of a moment. */
struct date usecase_day_of(long long ms);
/* And the real milliseconds at which a day of the station begins. */
long long usecase_day_begins(struct station *st, struct date d);
/* Access to a number of people, which leaves no trace but a denial and so is shown in every state.
 */
enum rc usecase_count(struct station *st, const struct actor *a, struct err *err);
/* The actor as the officer stands on record now: may they be in, by the key they came in by, and as
 * what? role is heap, NULL where not. */
enum rc usecase_rights(struct station *st, const struct actor *a, bool *in, char **role,
                       struct err *err);
/* After a failure of what is no more than a look (log-in, a password tried): does it go on, with
 * its row in the spool? Where nothing can be written, or not now. */
bool usecase_look_stays(struct station *st, enum rc rc);
/* RC_DENIED with a sentence when nothing can be changed just now: opened read-only, or damaged. */
enum rc usecase_writes(struct station *st, struct err *err);

/* RC_DENIED with a sentence while the clock is in doubt: nothing dated, nothing given out. */
enum rc usecase_dated(struct station *st, struct err *err);

/* The same where more of the case is known than its resident; NULL: nothing. */
enum rc usecase_begin_case(struct change *c, struct station *st, const struct actor *a,
                           enum access_action action, const char *audit_id, long long resident,
                           const struct access_case *known, struct err *err);
enum rc usecase_query_case(struct station *st, const struct actor *a, enum access_action action,
                           long long resident, const struct access_case *known, struct err *err);
/* usecase_begin of ACT_VOID: looks up whether record id is the actor's own entry of today. */
enum rc usecase_begin_void(struct change *c, struct station *st, const struct actor *a,
                           const char *audit_id, const struct entity_def *def, long long id,
                           long long resident, struct err *err);
/* record_load of what belongs to a resident: RC_NOT_FOUND, in the same words as for nobody, when
 * that one is sealed or void; then out is blank. */
enum rc usecase_load(struct station *st, const struct actor *a, const struct entity_def *def,
                     long long id, void *out, struct err *err);
/* Do officers open their own cases only (caseload = strict)? */
bool usecase_is_strict(const struct station *st);

/* Of a query that answers id, and whether it may be met: its first row. */
#define query_match(s, m, id, err, ...) query_match_bound((s), QUERY(__VA_ARGS__), (m), (id), (err))
enum rc query_match_bound(struct store *s, const struct bind *query, enum match *m, long long *id,
                          struct err *err);

/* In SQL, of a table by its alias and a dot: it went with its import (import_undo), and to a file
 * that is taken in again it is not there. MATCH_STATE: the second column of a query by uid, where
 * that is -1: MATCH_NONE, and *id -1 says that the uid cannot be had again. */
#define TAKEN_BACK(e) \
	"(" e "voided_at IS NOT NULL AND " e "import_id IN (SELECT i.id FROM import_log i WHERE" \
	" i.voided_at IS NOT NULL))"
#define MATCH_STATE(e, good) "iif(" TAKEN_BACK(e) ", -1, " good ")"
/* By uid, of such a query. */
enum rc match_uid(struct station *st, const struct actor *a, const char *sql, const char *uid,
                  enum match *m, long long *id, struct err *err);

/* Teams by name; numbered ones, 第2 before 第10, by their number. */
#define TEAM_ORDER "CAST(substr(name, 2) AS INTEGER), name"
/* Villages by their place in lists, then by name; p: alias and dot. Nobody's village is first. */
#define PLACE_ORDER(p) "iif(" p "sort_no IS NULL, '~', substr('0000' || " p "sort_no, -5)) || " p "name"
/* Names behind refs, as struct field_env wants them; ctx is the station. */
const char *ref_name(void *ctx, const char *ref, long long id);
long long ref_find(void *ctx, const char *ref, const char *name);

#endif
