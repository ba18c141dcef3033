/* What was promised, from the records. SPDX-License-Identifier: MIT */
#ifndef MODEL_PROMISE_PROMISE_DB_H
#define MODEL_PROMISE_PROMISE_DB_H

#include "model/promise/promise.h"
#include "model/station/usecase_db.h"

struct promise_row {
	/* order: the person's newest; record 0: the order promises */
	long long resident, order, record;
	enum due_kind kind;
	struct date due_on;
};
/* Of these people (NULL: of everybody who may be seen), of one row of the table or of all (NULL);
 * bare: of whom nothing but orders is on file, so no other record promises. free *out. */
enum rc promises_of(struct station *st, const struct promise_def *only, const struct ids *people,
                    bool bare, struct promise_row **out, size_t *n, struct err *err);
/* The change touched a register that rows wait for (promise_def.once) and the station keeps it now,
 * or no longer: is this one of them? Called for every row, it keeps what was known. */
enum rc promise_turned(struct station *st, const struct change *c, const struct promise_def *def,
                       bool *turned, struct err *err);
/* Months between follow-ups, and since when they are counted. */
void followup_rules(struct station *st, struct promise_rules *out);

#endif
