/* What the order room lends to the other *_db.c files: orders and their log, inside a change.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_ORDER_ORDER_DB_H
#define MODEL_ORDER_ORDER_DB_H

#include "model/order/order.h"
#include "model/order/transition.h"
#include "model/station/usecase_db.h"

enum rc order_put(struct change *c, struct treatment_order *o, struct err *err);
/* The same, where the person's events are hung on their orders later, for many at once. */
enum rc order_put_alone(struct change *c, struct treatment_order *o, struct err *err);
/* RC_EXISTS when the order is open and another one of this person too (rule 2.1). */
enum rc order_check_single(struct change *c, const struct treatment_order *o, struct err *err);
/* On the register, in SQL. */
#define ORDER_OPEN "('awaiting', 'executing', 'suspended')"
/* The log of states: by day; who is served and reports in on one day waited first. The order's own
 * state and day of ending are those of its newest line (rule 3.7). */
#define STATUS_ORDER "since, state <> 'awaiting', id"
#define STATUS_NEWEST "since DESC, state = 'awaiting', id DESC"
/* A line made of what a roster said of an order, in SQL. */
#define STATUS_BY_ROSTER \
	"coalesce(import_id IN (SELECT id FROM import_log WHERE registry = 'roster'), 0)"
/* In SQL, of a line of a log by its alias: it came with another station's file (rule 13.6). */
#define LINE_HANDED(s) \
	"EXISTS (SELECT 1 FROM import_log i WHERE i.id = " s ".import_id AND i.file_name LIKE '" \
	HANDOVER_SOURCE "%')"
/* The day before this station's next line, NULL where there is none: of its own line that says
 * moved, the last day the order was away. */
#define LINE_UNTIL(s) \
	"(SELECT min(date(n.since, '-1 day')) FROM status_change n WHERE n.order_id = " s ".order_id" \
	" AND n.voided_at IS NULL AND NOT " LINE_HANDED("n") " AND (n.since > " s ".since OR" \
	" (n.since = " s ".since AND n.id > " s ".id)))"
/* Insert (rec.id 0) or change a line taken in with a log; status_follow is to come. */
enum rc status_put(struct change *c, struct status_change *s, struct err *err);
/* These orders become what their logs say, once all lines are there: half a log may say that an
 * ended one is open. Lines a roster made go where the log tells better (rule 3.4). Of an order that
 * cannot be what its log says `refused` is told why. Sorts the ids. */
enum rc status_follow(struct change *c, struct ids *orders,
                      void (*refused)(void *ctx, long long order, const struct err *why), void *ctx,
                      struct err *err);
enum rc status_add(struct change *c, const struct treatment_order *o,
                   const struct transition_ask *ask, struct err *err);
/* What the order as saved says of itself (`old`: as it was, rec.id 0 of a new one) goes into its
 * log: waiting and reporting in stand on their days, a state told has a line; a corrected day keeps
 * reason, paper and cause. Then order_log_follow. RC_INVALID: a later line contradicts it. */
enum rc order_log_write(struct change *c, const struct treatment_order *old,
                        struct treatment_order *o, struct err *err);
/* State and day of ending of the order become those of the newest line: the one place that sets
 * them. */
enum rc order_log_follow(struct change *c, struct treatment_order *o, struct err *err);
/* Every line of the order is void. */
enum rc order_log_void(struct change *c, long long order, const char *reason, struct err *err);
/* Open orders, of sealed people too, that name this worker name him anew, in the caller's change;
 * *n gets how many. Orders that have ended keep the name they ended with. */
enum rc order_rename_worker(struct change *c, const char *name, const char *now, size_t *n,
                            struct err *err);

#endif
