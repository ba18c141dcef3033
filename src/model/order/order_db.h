/* What the order room lends to the other *_db.c files: orders and their log, inside a change.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_ORDER_ORDER_DB_H
#define MODEL_ORDER_ORDER_DB_H

#include "model/order/order.h"
#include "model/station/usecase_db.h"

enum rc order_put(struct change *c, struct treatment_order *o, struct err *err);
/* RC_EXISTS when the order is open and another one of this person too (rule 2.1). */
enum rc order_check_single(struct change *c, const struct treatment_order *o, struct err *err);
/* The log of states: by day; who is served and reports in on one day waited first. */
#define STATUS_ORDER "since, state <> 'awaiting', id"
enum rc status_add(struct change *c, const struct treatment_order *o, struct code state,
                   struct date since, const char *reason, const char *document, struct err *err);
/* Open orders, of sealed people too, that name this worker name him anew, in the caller's change;
 * *n gets how many. Orders that have ended keep the name they ended with. */
enum rc order_rename_worker(struct change *c, const char *name, const char *now, size_t *n,
                            struct err *err);

#endif
