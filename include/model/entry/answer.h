/* SPDX-License-Identifier: MIT
 * What a new record answers on the worklist, told before it is saved and after; one reason for many
 * lines (rule 8.7).
 */
#ifndef MODEL_ENTRY_ANSWER_H
#define MODEL_ENTRY_ANSWER_H

#include "model/event/event.h"
#include "model/rules/worklist.h"

/* The lines a record takes from the worklist, in their order. answers_clear in any case. */
struct answers {
	long long order;        /* that is open on the record's day; 0: none */
	struct due_rows filled; /* windows, which a record of its register or a reason answers */
};
void answers_clear(struct answers *w);
/* As the rules would have it with this new, checked record (its resident set). */
enum rc answer_foresee(struct station *st, const struct actor *a, const struct event_def *reg,
                       const void *rec, struct answers *out, struct err *err);
bool answers_hold(const struct answers *w, long long order, const struct due_row *line);
/* Asked where the record, meant for this line of this order, leaves it open: what it counts for
 * instead. Lines that are no window are not looked at. */
void answer_doubts(struct station *st, const struct actor *a, const struct event_def *reg,
                   const void *rec, long long order, const struct due_row *line,
                   struct findings *told);
/* After it was saved: "Counted for talk 11-01..11-30. Still open: ..." of the register's windows
 * that have ended and of the line it was meant for (kind 0: none). Appends; nothing where there is
 * nothing to say. */
void answers_say(struct station *st, const struct answers *w, const struct event_def *reg,
                 long long order, const struct due_row *line, struct str *out);
/* A test, talk, visit, report or assessment whose window has ended. */
bool answer_takes_reason(const struct due_item *line);
/*
 * One reason for lines that have ended: for each a record of why nothing was held, of a test as
 * missed with a good reason, of today. All of a kind in one transaction with one step of undo; a
 * line that cannot have it stays, and `why` gets whose and the sentence of the first. *done: how
 * many. Not RC_OK: nothing more was saved.
 */
enum rc answer_together(struct station *st, const struct actor *a, const struct due_item *lines,
                        size_t n, const char *reason, size_t *done, struct str *why,
                        struct err *err);

#endif
