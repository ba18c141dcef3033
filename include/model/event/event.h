/* SPDX-License-Identifier: MIT
 * Registers of events on a resident (tests, talks, visits...): each is an entity that begins with
 * EVENT_FIELDS and a row here. Saving, voiding, listing, finding, importing and exporting them is
 * written once.
 */
#ifndef MODEL_EVENT_EVENT_H
#define MODEL_EVENT_EVENT_H

#include "core/actor.h"
#include "core/field.h"
#include "model/person/resident.h"
#include "model/station/station.h"

/* What every event's struct begins with. */
struct event {
	struct record rec;
	EVENT_FIELDS(FIELD_MEMBER, event, , , )
};
/* The struct of a register, in one line. */
#define EVENT_STRUCT(def, S, FIELDS) \
	ENTITY_STRUCT(def, S, FIELDS); \
	_Static_assert(offsetof(struct S, place_text) == offsetof(struct event, place_text), \
	               #S " begins as struct event")

struct event_def {
	const char *id;     /* "test": command line, audit ("test.add"), register of an import */
	const char *label;  /* N_(): title of its list and tab */
	const struct entity_def *entity;
	const char *subkey; /* field that with person and day tells records apart; NULL: none */
	/* What the field flags cannot say; may fill defaults; warnings may be NULL. NULL: nothing
	 * more. */
	enum rc (*check)(void *rec, struct date today, struct findings *warnings, struct err *err);
	/* The person's value it is a record of (view person_value), in the person's terms, of
	 * `stated` any of them: the resident's field follows the newest, in the same transaction.
	 * NULL: none. */
	const char *follows;
	/* As the record stands on a day, for showing only: what time alone has changed in it. NULL:
	 * nothing. */
	void (*stand)(void *rec, struct date today);
	/* An interval: the day it ended, never before `occurred`; blank: it runs. Or NULL. */
	const char *until;
};
/* Before a record is shown (never before it is edited): def->stand. */
void event_shown(const struct event_def *def, void *rec, struct date today);
/* Every register, in the order of the file's tabs; the NULL entity ends it
 * (src/model/event/event.c). */
extern const struct event_def event_table[];
const struct event_def *event_find_def(const char *id); /* NULL: none */

/* The record check form and import share: the field flags, then the register's own. */
enum rc event_check(const struct event_def *def, void *rec, struct date today,
                    struct findings *warnings, struct err *err);

/* out is initialised by the call; entity_clear(def->entity, out) when done. */
enum rc event_get(struct station *st, const struct actor *a, const struct event_def *def,
                  long long id, void *out, struct err *err);
/* Many, in one statement: an array of n of the register's structs in the order of the ids, each
 * entity_clear when done; what is not there (any more), or of somebody sealed, stays blank, id
 * 0. */
enum rc events_get(struct station *st, const struct actor *a, const struct event_def *def,
                   const long long *ids, size_t n, void *out, struct err *err);
/* A typed record is late when it was entered more than so many days after its day. */
enum { EVENT_LATE_DAYS = 3 };
/* By how many days a typed record is late; 0: it is not. */
int event_late_by(const struct record *rec, struct date occurred);
/* How a record came in, for its list line: the day (MM-DD) it was recorded, "late +12d"
 * (补录+12天), imported, returned. Appends. */
void event_recorded(const struct record *rec, struct date occurred, struct str *out);

/* Insert (rec.id 0) or update by rec.ver; resident must be set, the order open on the day is found
 * here. The due rows of the resident are computed again in the same transaction. */
enum rc event_save(struct station *st, const struct actor *a, const struct event_def *def,
                   void *rec, struct err *err);
enum rc event_void(struct station *st, const struct actor *a, const struct event_def *def,
                   long long id, long long ver, const char *reason, struct err *err);
/* Whose risk, control state, work, village or team is not what the newest record says (rule 3.6) is
 * put right, in the audit; *differs gets how many. */
enum rc values_mend(struct station *st, const struct actor *a, long long *differs,
                    struct err *err);
/* Not void, newest first; resident 0: of all visible residents, oldest first (export); order 0: of
 * every order. */
enum rc event_list(struct station *st, const struct actor *a, const struct event_def *def,
                   long long resident, long long order, struct ids *out, struct err *err);
/* Of one resident the void ones, that stand behind the others where they are shown. */
enum rc event_list_void(struct station *st, const struct actor *a, const struct event_def *def,
                        long long resident, long long order, struct ids *out, struct err *err);
/* Same person, day and sub-key as rec: ids as recorded; void ones too when with_void. */
enum rc event_match(struct station *st, const struct actor *a, const struct event_def *def,
                    const void *rec, bool with_void, struct ids *out, struct err *err);
/* What MATCH_HEAD met, of any entity: for the head, and when its person (if it has one) may be
 * seen, that it is void, since when and why (heap); else NULL. Asks no question that could be
 * refused. */
enum rc record_held(struct station *st, const struct actor *a, const struct entity_def *entity,
                    long long id, char **out, struct err *err);
/* By uid; *m says whether it is there and may be met. Of any entity that hangs on a resident. */
enum rc record_match_uid(struct station *st, const struct actor *a, const struct entity_def *entity,
                         const char *uid, enum match *m, long long *id, struct err *err);
/* Some of any such entity, as events_get. */
enum rc records_get(struct station *st, const struct actor *a, const struct entity_def *def,
                    const long long *ids, size_t n, void *out, struct err *err);
enum rc event_match_uid(struct station *st, const struct actor *a, const struct event_def *def,
                        const char *uid, enum match *m, long long *id, struct err *err);

#endif
