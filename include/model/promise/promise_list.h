/* What a line of the worklist says of a promise. SPDX-License-Identifier: MIT */
#ifndef MODEL_PROMISE_PROMISE_LIST_H
#define MODEL_PROMISE_PROMISE_LIST_H

#include "core/actor.h"
#include "core/mem.h"
#include "model/promise/promise.h"
#include "model/station/station.h"

/* Whom promises of these kinds and records (due_row.window) wait for, in one statement; nothing:
 * who is in charge. Appends to out[n]. */
enum rc promises_wait_for(struct station *st, const struct actor *a, const enum due_kind *kinds,
                          const long long *records, size_t n, struct str *out, struct err *err);

#endif
