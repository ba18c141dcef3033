/* The quick table of what is due, and what keeps it up. SPDX-License-Identifier: MIT */
#ifndef MODEL_RULES_DUE_DB_H
#define MODEL_RULES_DUE_DB_H

#include "model/rules/order_facts.h"
#include "model/station/usecase_db.h"

/* At the commit of every change: the due rows of whom it touched, and their search keys, once. */
enum rc due_follow(void *st, const struct change *c, struct err *err);
/*
 * The table holds rows of tests for whole terms, but of talks, visits, reports and assessments, of
 * which a term has some 180, only those whose window has begun or begins up to the end of the next
 * month and that nothing answered; those that ended some months ago in a group of their own. These
 * bounds are kept beside the table, with a word for the rules in force. As long as they hold,
 * nothing changes at midnight; with the first question of another month, or under other rules, the
 * table is made again.
 */
void due_bounds_read(struct station *st, struct due_bounds *out);
bool due_bounds_hold(struct station *st);
/* to those of today, inside a transaction */
enum rc due_bounds_set(struct station *st, struct err *err);
/* Has only time gone on since the bounds were kept? Then `out` is what is new: windows that begin
 * in first..until; of the rows kept those due_has_left move. */
bool due_bounds_roll(struct station *st, struct due_bounds *out);
/* Before the table is read. Where nothing can be written, or somebody else is writing, it is read
 * as it stands. */
void due_keep_up(struct station *st);

#endif
