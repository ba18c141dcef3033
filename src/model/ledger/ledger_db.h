/* What the room of the station's registers lends to other *_db.c files, inside a change.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_LEDGER_LEDGER_DB_H
#define MODEL_LEDGER_LEDGER_DB_H

#include "model/ledger/ledgers.h"
#include "model/station/usecase_db.h"

enum rc ledger_put(struct station *st, struct change *c, const struct ledger_def *def, void *rec,
                   struct err *err);
/* RC_CONFLICT while other records refer to it. */
enum rc ledger_is_free(struct station *st, const struct ledger_def *def, long long id,
                       struct err *err);
/* What an account held at the end of a day (DATE_NONE: with all that is in it), without the entry
 * `without` (0: with all), in fen. */
enum rc ledger_balance(struct station *st, struct code account, struct date on, long long without,
                       long long *out, struct err *err);

/* Residents under an order on a day, full-time workers, and how many are wanted (rule 15.4). */
struct staffing {
	long long people, workers, wanted;
	bool kept; /* is there a list of the staff at all? */
};
enum rc ledger_staffing(struct station *st, struct date on, struct staffing *out, struct err *err);

#endif
