/* SPDX-License-Identifier: MIT
 * The station's own registers: what it held, whom it works with, what it spent (chapter 15). Each
 * is an entity of its own fields and a row of ledger_table; saving, voiding, listing, finding,
 * importing and exporting them is written once. None hangs on a resident.
 */
#ifndef MODEL_LEDGER_LEDGER_H
#define MODEL_LEDGER_LEDGER_H

#include "core/actor.h"
#include "core/field.h"
#include "model/person/resident.h"
#include "model/station/list_def.h"
#include "model/station/station.h"

struct ledger_def {
	const char *id;    /* "session": command line, audit ("session.add"), register of an import */
	const char *label; /* N_(): title of its list */
	const struct entity_def *entity;
	/* field names, comma-separated: which record a row of a file without a number means; when
	 * the first is not given in it, or blank, `or_key` */
	const char *key, *or_key;
	const char *order; /* SQL: of its list */
	const char *named; /* SQL: how others refer to one; NULL: none does */
	/* What the field flags cannot say; may fill defaults; warnings may be NULL. NULL: nothing
	 * more. */
	enum rc (*check)(void *rec, struct date today, struct findings *warnings, struct err *err);
	/* What only the other records can say, inside the change. NULL: nothing. */
	enum rc (*may)(struct station *st, const void *rec, struct err *err);
};
/* In the order of the screen, which is that of an import into an empty station: what others refer
 * to comes first. The NULL entity ends it (src/model/ledger/ledger.c). */
extern const struct ledger_def ledger_table[];
const struct ledger_def *ledger_find_def(const char *id); /* NULL: none */
const struct ledger_def *ledger_of_table(const char *table); /* NULL: none */

/* The check form and import share: the field flags, then its own. */
enum rc ledger_check(const struct ledger_def *def, void *rec, struct date today,
                     struct findings *warnings, struct err *err);
/* Of days that follow each other: the first that lies before one before it is refused. fields:
 * NULL-ended. */
enum rc ledger_in_order(const struct entity_def *def, const void *rec, const char *const *fields,
                        struct err *err);

/* out is initialised by the call; entity_clear(def->entity, out) when done. Whom a record is about
 * is left out while that file is sealed, or another's case. */
enum rc ledger_get(struct station *st, const struct actor *a, const struct ledger_def *def,
                   long long id, void *out, struct err *err);
/* Who on file the records are about, for the account of what left. Adds to out. */
enum rc ledger_people(struct station *st, const struct actor *a, const struct ledger_def *def,
                      const struct ids *ids, struct ids *out, struct err *err);
/* Many, in one statement, into an array of its structs; what is not there stays blank, id 0. */
enum rc ledgers_get(struct station *st, const struct actor *a, const struct ledger_def *def,
                    const long long *ids, size_t n, void *out, struct err *err);
/* Insert (rec.id 0) or update by rec.ver. */
enum rc ledger_save(struct station *st, const struct actor *a, const struct ledger_def *def,
                    void *rec, struct err *err);
/* RC_CONFLICT while other records refer to it. */
enum rc ledger_void(struct station *st, const struct actor *a, const struct ledger_def *def,
                    long long id, long long ver, const char *reason, struct err *err);
/* Not void, in its order; from, to: of a dated one (DATE_NONE: open). */
enum rc ledger_list(struct station *st, const struct actor *a, const struct ledger_def *def,
                    struct date from, struct date to, struct ids *out, struct err *err);
/* Of the same key as rec; void ones too. */
enum rc ledger_match(struct station *st, const struct actor *a, const struct ledger_def *def,
                     const void *rec, struct ids *out, struct err *err);
enum rc ledger_match_uid(struct station *st, const struct actor *a, const struct ledger_def *def,
                         const char *uid, enum match *m, long long *id, struct err *err);
/* How many stand in it, by the index of ledger_table. */
enum rc ledger_counts(struct station *st, const struct actor *a, long long *counts,
                      struct err *err);

/* The field a list is cut by day with: occurred, else since; NULL: it has no day. */
const struct field_def *ledger_day_field(const struct ledger_def *def);
/* The list of a register, made of its field table once; lives as long as the program. */
const struct list_def *ledger_list_def(const struct ledger_def *def);
/* Columns a command shows of it. Appends. */
void ledger_list_columns(const struct ledger_def *def, struct str *out);
/* The registers, with how many records each has; an id is its place from 1. */
extern const struct list_def ledgers_list;

#endif
