/* What of a person changes in time, inside a change (rule 3.6). SPDX-License-Identifier: MIT */
#ifndef MODEL_EVENT_VALUE_DB_H
#define MODEL_EVENT_VALUE_DB_H

#include "model/event/registers.h"
#include "model/station/usecase_db.h"

/* The file was opened: what stands in it has held from the beginning, as far as anybody knows. */
enum rc values_say_first(struct change *c, const struct resident *r, struct err *err);
/* The form, or a roster, says other values than the file did: each from today on. */
enum rc values_say(struct change *c, const struct resident *old, const struct resident *now,
                   struct err *err);
/* A record of this register was written or made void: the person's fields follow, where the
 * register is one that says them (struct event_def). */
enum rc values_recorded(struct change *c, const struct event_def *def, const struct event *e,
                        struct err *err);
/* The person's fields become those of the newest records. */
enum rc values_follow(struct change *c, long long resident, struct err *err);
/* Whose fields are not what their newest record says: none, unless something else wrote them.
 * ids_clear. */
enum rc values_astray(struct store *s, struct ids *out, struct err *err);

#endif
