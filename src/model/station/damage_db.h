/* Inside the model: what does not hold, and the table it is kept in.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_STATION_DAMAGE_DB_H
#define MODEL_STATION_DAMAGE_DB_H

#include "model/station/day_check.h"
#include "model/station/usecase_db.h"
#include "store/proof_walk.h"

/* What the walk found, each once, and whose it is. */
enum rc damage_list(struct damages *d, struct station *st, const struct proof_walk *w,
                    struct err *err);
/* It goes into the table; all: nothing else stays there. The audit's detail says how many. */
enum rc damage_write(struct damages *d, struct change *c, bool all, struct err *err);
/* Before a person's file is shown: what of it does not hold stands in the table, so that all who
 * read show it so. */
enum rc damage_look(struct station *st, const struct actor *a, long long resident, struct err *err);

#endif
