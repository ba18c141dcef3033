/* What of a person changes in time, inside a change (rule 3.6). SPDX-License-Identifier: MIT */
#ifndef MODEL_EVENT_VALUE_DB_H
#define MODEL_EVENT_VALUE_DB_H

#include "model/event/registers.h"
#include "model/station/usecase_db.h"

/* The file was opened: what stands in it has held from the beginning, as far as anybody knows. */
/* order: the one in force today, or 0. */
enum rc values_say_first(struct change *c, const struct resident *r, long long order,
                         struct err *err);
/* The form, or a roster, says other values than the file did: each from today on. */
enum rc values_say(struct change *c, const struct resident *old, const struct resident *now,
                   struct err *err);
/* A record of this register was written: the person's fields follow, where the register is one that
 * says them (struct event_def), and it holds before what was said earlier on its day. */
enum rc values_recorded(struct change *c, const struct event_def *def, const struct event *e,
                        struct err *err);
/* A record of this register was made void, or stands again. */
enum rc values_changed(struct change *c, const struct event_def *def, long long resident,
                       struct err *err);

#endif
