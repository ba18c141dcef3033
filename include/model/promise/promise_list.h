/* What a line of the worklist says of a promise. SPDX-License-Identifier: MIT */
#ifndef MODEL_PROMISE_PROMISE_LIST_H
#define MODEL_PROMISE_PROMISE_LIST_H

#include "core/actor.h"
#include "core/mem.h"
#include "model/promise/promise.h"
#include "model/station/station.h"

/* Whom a promise waits for, as its record (due_row.window) says; nothing: who is in charge.
 * Appends. */
enum rc promise_waits_for(struct station *st, const struct actor *a, enum due_kind kind,
                          long long record, struct str *out, struct err *err);

#endif
