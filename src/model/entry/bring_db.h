/* What the files of a bringing share, inside its change. SPDX-License-Identifier: MIT */
#ifndef MODEL_ENTRY_BRING_DB_H
#define MODEL_ENTRY_BRING_DB_H

#include "model/entry/bring.h"
#include "model/order/order.h"
#include "model/person/resident.h"
#include "model/station/tables.h"
#include "model/station/usecase_db.h"

/* A record of the copy that is one of another uid here: a village of the same name. */
struct bring_named {
	const struct entity_def *def;
	long long there, here;
};
/* A ref of a record here to one of the copy that was not here yet. */
struct bring_later {
	const struct entity_def *def;
	const struct field_def *field;
	long long id, there;
};
struct bringing {
	struct station *st;
	const struct actor *actor;
	struct store *here, *there;
	struct change *c;
	const char *take;
	struct import_log log;
	struct bring_plan *plan;
	struct bring_named *named;
	size_t named_n;
	struct bring_later *later;
	size_t later_n;
	struct ids people, orders; /* whose values, and which logs, follow */
};

/* Which record here is record id of the copy's table; 0: none (yet). */
enum rc bring_here(struct bringing *b, const char *table, long long id, long long *here,
                   struct err *err);
/* A line of the plan about this record here, or one about to be; field NULL: the whole. */
void bring_note(struct bringing *b, enum bring_kind kind, const struct entity_def *def,
                const struct field_def *field, const void *here, const void *there, bool theirs);
/* Was the copy's side chosen for this record? */
bool bring_takes(const struct bringing *b, const char *uid);
/* Whose values and which log follow from it. */
void bring_concerns(struct bringing *b, const struct entity_def *def, const void *rec);
/* A record only there, its refs in numbers of this file. *here: its id, 0 where another stands for
 * it. */
enum rc bring_new(struct bringing *b, const struct entity_def *def, void *t, long long *here,
                  struct err *err);
/* What stands here where only one may stand goes, because the copy's was chosen. */
enum rc bring_make_room(struct bringing *b, const struct entity_def *def, const void *t,
                        struct err *err);
/* Is it a line of the log of an order that is void here? It goes with it. */
enum rc bring_hangs_on_void(struct bringing *b, const struct entity_def *def, const void *rec,
                            bool *yes, struct err *err);
/* Where the logs of both sides together make two orders of one person run, the copy's does not. */
enum rc bring_orders(struct bringing *b, struct err *err);
/* An order that runs again there, while another runs here: it stays as it is here, unless it was
 * chosen. */
enum rc bring_reopened(struct bringing *b, struct treatment_order *t,
                       const struct treatment_order *h, struct err *err);
/* Of a person: numbers that are somebody else's here. h: the record as it is here, which keeps its
 * own; NULL: it is new, and *was gets the file number it had there. */
enum rc bring_free_numbers(struct bringing *b, struct resident *t, const struct resident *h,
                           char **was, struct err *err);
/* Values that follow from newer records, or are made of other fields: both sides' are right. */
bool bring_follows(const struct entity_def *def, const struct field_def *f);
/* A record of the copy as it was when both were one. */
enum rc bring_base(struct bringing *b, const struct entity_def *def, long long there, void *base,
                   struct err *err);
/* Changed on both sides, neither void: t is the copy's, h ours. */
enum rc bring_merge(struct bringing *b, const struct entity_def *def, void *t, void *h,
                    struct err *err);
/* All the copy wrote into one table since both were one. */
enum rc bring_table(struct bringing *b, const struct entity_def *def, struct err *err);
/* The refs that had to wait. */
enum rc bring_late(struct bringing *b, struct err *err);
/* The copy's entries since then, *entries of them new here, and its joinings. */
enum rc bring_books(struct bringing *b, long long *entries, struct err *err);
/* Files attached there; after the commit. */
void bring_files(struct bringing *b, const char *file);

/* import_undo_db.c: what people's values and these orders' states are follows from the records that
 * stand now. Sorts the people. */
enum rc import_follow(struct change *c, struct ids *people, const struct ids *orders,
                      struct err *err);

#endif
