/* What the person room lends to the other *_db.c files. SPDX-License-Identifier: MIT */
#ifndef MODEL_PERSON_PERSON_DB_H
#define MODEL_PERSON_PERSON_DB_H

#include "model/person/resident.h"
#include "model/station/usecase_db.h"

/* Inside an erasure: void what only this resident's documents name; and, when that is committed,
 * take the files away that no row names any more. */
enum rc attachment_erase(struct station *st, struct change *c, long long resident, struct err *err);
void attachment_sweep(struct station *st);
/* Inside a change: officers' saved views that look for this resident by name, pinyin or file number
 * are taken away (rule 11.23). */
enum rc resident_forget_searches(struct store *s, long long id, struct err *err);
/* Inside a change: write one record with all that depends on it but the due rows. */
enum rc resident_put(struct change *c, struct resident *r, struct err *err);
/* The same without what is said of them today, which the caller does. */
enum rc resident_put_alone(struct change *c, struct resident *r, struct err *err);
/* Whoever is on file in this village, sealed people too; of action `moved` alone (0: all) those it
 * brought there who were not moved since. */
enum rc residents_of_place(struct store *s, long long place, long long moved, struct ids *out,
                           struct err *err);
/* At the end of a change, of the people it touched: the numbers that came on file or went from it,
 * those an import wrote over apart (rule 11.21). */
enum rc numbers_follow(const struct change *c, const struct ids *people, struct err *err);
/* Into rec, as it stands: the fields action seq changed, as they were before it. */
enum rc history_put_back(struct store *s, const struct entity_def *def, long long id, long long seq,
                         void *rec, struct err *err);
/* The same of this action and all after it: as it stood before them. */
enum rc history_put_back_to(struct store *s, const struct entity_def *def, long long id,
                            long long seq, void *rec, struct err *err);
/* Inside a change: the next free file number, of who has none. */
enum rc resident_give_file_no(struct change *c, struct resident *r, struct err *err);
/* Inside a transaction: pinyin and initials of everybody again. */
enum rc resident_spell_all(struct store *s, struct err *err);
/* Inside a transaction, at its end: the search keys of whom the triggers named. Every commit has it
 * done (due_follow); search_keys_keep_up does it in a transaction of its own where something is
 * left, and after another table of readings. */
enum rc search_keys_refresh(struct store *s, struct err *err);
void search_keys_keep_up(struct station *st);

#endif
