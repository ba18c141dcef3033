/* What became of one record: added, corrected field by field, void, restored; and letting a void
 * one stand again. SPDX-License-Identifier: MIT */
#ifndef MODEL_PERSON_HISTORY_H
#define MODEL_PERSON_HISTORY_H

#include "model/event/event.h"
#include "model/station/list_def.h"

/* Of which record: q.given of history_list. reg NULL: the data of the resident. */
struct history_of {
	const struct event_def *reg;
	long long id, resident;
};

/* Newest first; values as the actor sees the record's own fields. */
extern const struct list_def history_list;

/* A void record of a register stands again, by the head, for a reason: not one of an import taken
 * back (RC_INVALID), which comes back with it. */
enum rc record_restore(struct station *st, const struct actor *a, const struct event_def *def,
                       long long id, const char *reason, struct err *err);

#endif
