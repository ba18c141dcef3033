/* What is due, from the `due` table. Groups and the pure computation are in model/rules/due.h.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_RULES_WORKLIST_H
#define MODEL_RULES_WORKLIST_H

#include "core/actor.h"
#include "model/rules/due.h"
#include "model/station/list_def.h"
#include "model/station/station.h"

/* One line of the worklist. */
struct due_item {
	int group;            /* the due_group's id it was listed under; 0: none shows it yet */
	struct due_row row;
	long long resident, order_id;
};

/* Whose lines: all conditions hold. */
struct due_whose {
	long long place, team; /* 0: any */
	/* in charge: named in the order, alone or with others, or by default; NULL: any */
	const char *worker;
};

/* How many rows each group of due_groups[] shows on `today`, counted to 1,000 ("999+" then). counts
 * has due_group_count entries. whose: NULL: everybody's. */
enum rc due_counts_of(struct station *st, const struct actor *a, const struct due_whose *whose,
                      struct date today, long long *counts, struct err *err);
/* Rows of a group (0: all groups in their order, each row once) in the order of their dates, at
 * most `most`. Among all, old tests are one line of nobody (DUE_OLD_TESTS, their number as its
 * window), and what is apart (due_group_is_apart) is left out. Heap array, free(). */
enum rc due_list_of(struct station *st, const struct actor *a, const struct due_whose *whose,
                    int group, struct date today, size_t most, struct due_item **out, size_t *n,
                    struct err *err);
static inline enum rc due_counts(struct station *st, const struct actor *a, struct date today,
                                 long long *counts, struct err *err) {
	return due_counts_of(st, a, NULL, today, counts, err);
}
static inline enum rc due_list(struct station *st, const struct actor *a, int group,
                               struct date today, size_t most, struct due_item **out, size_t *n,
                               struct err *err) {
	return due_list_of(st, a, NULL, group, today, most, out, n, err);
}
/* Who is in charge of each of these orders, in one query; nothing where nobody is known.
 * Appends. */
enum rc due_in_charge(struct station *st, const struct actor *a, struct date today,
                      const long long *orders, size_t n, struct str *out, struct err *err);
/* The record a line is about, where it is one that stands already (a leave, a sample at the
 * laboratory, one that promises): its register and id; 0 for every other line. */
enum rc due_record(struct station *st, const struct actor *a, const struct due_item *item,
                   const char **reg, long long *id, struct err *err);
/*
 * With the first question of a month, or under other rules, the table is made again, which takes a
 * large station some seconds: is that so now? While held, questions are answered from the table as
 * it stands: Today paints first.
 */
bool due_is_behind(struct station *st);
void due_hold(struct station *st, bool held);
/* Throw the table away and compute it again; *differs (may be NULL) gets the number of rows that
 * were not equal. */
enum rc due_rebuild(struct station *st, const struct actor *a, long long *differs, struct err *err);

/* Old tests (rule 8.5): what the head said of them; say it, with the reason, which stays in the
 * audit and beside it. OLD_TESTS_ASK: nothing, again. RC_DENIED: not the head; RC_INVALID: no
 * reason. */
enum rc old_tests_said(struct station *st, const struct actor *a, enum old_tests *out,
                       struct err *err);
enum rc old_tests_decide(struct station *st, const struct actor *a, enum old_tests what,
                         const char *reason, struct err *err);

/* ---- as a list: by groups (q.group) and by whose it is. An id stays with its line ---- */

/* The columns `wubao due` shows. */
#define DUE_LIST_COMMAND "group,file_no,name,place,duty,window,due_on,days"

/* The line of an id; NULL: there is none. */
const struct due_item *due_list_item(const struct list_run *r, long long id);
/* Were there more lines than the limit? Then these are the first ones. */
bool due_list_is_cut(const struct list_run *r);
/* Conditions of the query on whose lines; NULL: none. */
const struct due_whose *due_list_whose(const struct list_query *q, struct due_whose *out);

#endif
