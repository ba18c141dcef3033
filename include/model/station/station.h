/* SPDX-License-Identifier: MIT
 * The station: one database with its INI, opened for one run of the program. The handle every use
 * case takes. A use case begins with usecase_begin or usecase_query, which ask the access table; it
 * does its work in one transaction and writes the audit row; screens and commands do neither.
 */
#ifndef MODEL_STATION_STATION_H
#define MODEL_STATION_STATION_H

#include "core/actor.h"
#include "core/conf.h"
#include "core/err.h"
#include "core/field.h"
#include "model/access/access.h"

struct station; /* opaque */

/* How an import or a form meets an existing person. MATCH_HEAD: void, sealed or held; only the head
 * may act, and the answer is the same word for all causes (需站长处理). */
enum match { MATCH_NONE, MATCH_FOUND, MATCH_HEAD };

struct station_options {
	const char *db;   /* path of the database */
	const char *ini;  /* path of the INI; NULL: db with its suffix replaced by .ini */
	bool read_only;
	const char *mode; /* station_init: single (NULL) or station, as the INI gets it */
	bool county;      /* station_init: a county's */
};

/* Open an existing station. Sentences for a missing, foreign, damaged, newer file and a bad INI. A
 * missing INI means defaults. Sets the utc offset and the county's codes. */
enum rc station_open(struct station **out, const struct station_options *opt, struct err *err);
void station_close(struct station *st); /* NULL is fine */

/* RC_DENIED where others on this machine can reach the folder of this database (rule 11.18). */
enum rc station_folder_is_closed(const char *db, struct err *err);
/* Make a new station: database, INI, and the first officer (head). Refuses an existing database. */
enum rc station_init(const struct station_options *opt, const char *name, const char *login,
                     const char *officer_name, struct err *err);

/* Who is this login here? Borrowed strings live as long as the station. RC_DENIED: not an officer
 * of this station. */
enum rc station_actor(struct station *st, const char *login, const char *source, struct actor *out,
                      struct err *err);

/* The actor as the officer stands on record now (rule 11.25), for who holds a screen open: may they
 * be in at all, and is the role the one they came in with? */
enum rc station_rights(struct station *st, const struct actor *a, bool *in, bool *as_before,
                       struct err *err);

const char *station_name(const struct station *st);
const struct conf *station_conf(const struct station *st);
const char *station_db_path(const struct station *st);
const char *station_ini_path(const struct station *st);
int station_schema_version(const struct station *st);
bool station_is_read_only(const struct station *st);
bool station_is_damaged(const struct station *st); /* read-only for that (rule 12.8) */

/* Names of places, teams, officers and residents behind refs, for forms, lists and files; ctx is
 * the station. */
const struct field_env *station_env(struct station *st);
/* From true to false names behind refs are read once a kind, however many are asked for: around a
 * page of a list. */
void station_names_hold(struct station *st, bool hold);
/* Choices for a pick list of entity `ref`: ids in the order of their names. RC_NOT_FOUND: no such
 * list. */
enum rc station_choices(struct station *st, const struct actor *a, const char *ref, struct ids *out,
                        struct err *err);
/* Names for a text field: what was said in it last, the actor's own first, then the names of
 * field->ref (villages; members of teams and officers); a line each, none twice. The first line is
 * empty when nothing was said yet. Appends. */
enum rc station_said(struct station *st, const struct actor *a, const struct entity_def *def,
                     const struct field_def *field, struct str *out, struct err *err);

/* store_set_hung_up, for the screens. */
void station_set_hung_up(long long (*since)(void));

/* Changes saved since it was opened, that hold a record. */
long long station_saves(const struct station *st);

/* Has another process saved something since the last call? Then lists read their ids again. */
bool station_has_changed(struct station *st);

/* Many small queries in a row (an import's first pass): until the end they see one state, and take
 * no lock each. Keep it short, since who wants to save waits for the end. A write ends it; inside a
 * change both do nothing. */
void station_read_begin(struct station *st);
void station_read_end(struct station *st);

/* Audit chain: number of good rows, or the first that does not fit; RC_CORRUPT too while a spool
 * that did not fit lies beside the database. */
enum rc station_verify(struct station *st, const struct actor *a, long long *rows, struct err *err);
enum rc station_audit_head(struct station *st, long long *seq, char hex[65], struct err *err);
/* A list, search or export leaves one row: kind and hit count in detail, never the term. */
enum rc station_note(struct station *st, const struct actor *a, const char *action,
                     const char *table, long long record, const char *reason, const char *detail,
                     struct err *err);
/* Is it a county's, which has stations instead of people? */
bool station_is_county(const struct station *st);
/* Several officers who have no folder of their own here (INI: mode = station)? */
bool station_is_shared(const struct station *st);

/* A denial is logged; when even that fails the denial is still the answer. resident 0: nobody's. */
void station_denied(struct station *st, const struct actor *a, enum access_action action,
                    long long resident);

/* Does the actor open only part of the files (caseload = strict)? Then nothing leaves for them that
 * names others too without leave. */
bool station_is_strict_for(const struct station *st, const struct actor *a);
/* Can anything be changed, and so be taken out, just now? RC_DENIED: opened read-only, or
 * damaged. */
enum rc station_may_write(struct station *st, struct err *err);
/* May the actor do this? RC_DENIED with a sentence; the denial is logged. For what no single use
 * case does. */
enum rc station_may(struct station *st, const struct actor *a, enum access_action action,
                    struct err *err);

/* The station's kinds of records, NULL behind the last; and by table, NULL: none of them. */
const struct entity_def *entity_at(size_t i);
const struct entity_def *station_entity(const char *table);
/* Of a register of the station that others refer to: SQL of a record's name, and of their order. */
bool entity_named(const char *table, const char **named, const char **order);
/* Compare every entity's table with its field list (at start in debug builds, and in a test). */
enum rc station_check_tables(struct station *st, struct err *err);
/* The file itself, page by page, every reference in it (rule 12.8), and its tables, views and
 * triggers against the schema steps run anew. */
enum rc station_check_file(struct station *st, struct err *err);

#endif
