/* What was promised, from the records. SPDX-License-Identifier: MIT */
#ifndef MODEL_PROMISE_PROMISE_DB_H
#define MODEL_PROMISE_PROMISE_DB_H

#include "model/promise/promise.h"
#include "model/station/usecase_db.h"

struct promise_row {
	long long resident, order, record; /* order: the person's newest; 0: none */
	enum due_kind kind;
	struct date due_on;
};
/* Of these people (NULL: of everybody who may be seen); free *out. */
enum rc promises_of(struct station *st, const struct ids *people, struct promise_row **out,
                    size_t *n, struct err *err);
/* The registers that promise_table waits for and the station keeps, as one word of a setting. The
 * change touched one of them and they are others now: the table of due rows is made again with the
 * next question. */
enum rc promises_follow(struct station *st, const struct change *c, struct err *err);
/* Months between follow-ups, and since when they are counted. */
void followup_rules(struct station *st, struct promise_rules *out);

#endif
