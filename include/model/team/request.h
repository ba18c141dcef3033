/* Making void, or asking the head to (rule 11.28). SPDX-License-Identifier: MIT */
#ifndef MODEL_TEAM_REQUEST_H
#define MODEL_TEAM_REQUEST_H

#include "model/station/station.h"

/* Any record by its kind, as its own use case does it. What is not one's own of today becomes a
 * request to the head: RC_DENIED "approval.void" says its number. */
enum rc record_void(struct station *st, const struct actor *a, const struct entity_def *def,
                    long long id, long long ver, const char *reason, struct err *err);
/* approval_decide; the yes to a request of kind void does it at once, unless the record was changed
 * since it was asked: RC_CONFLICT, and nothing is answered. */
enum rc request_answer(struct station *st, const struct actor *a, long long id, bool yes,
                       struct err *err);

#endif
