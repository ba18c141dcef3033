/* What the event room lends to the other *_db.c files: records of the registers, inside a
 * change. SPDX-License-Identifier: MIT */
#ifndef MODEL_EVENT_EVENT_DB_H
#define MODEL_EVENT_EVENT_DB_H

#include "model/event/registers.h"
#include "model/order/order.h"
#include "model/station/usecase_db.h"

/* Every record of a register under this order, oldest first, as an array of its structs;
 * event_free_all. */
enum rc event_load_all(struct station *st, const struct entity_def *def, long long order,
                       void **out, size_t *n, struct err *err);
void event_free_all(const struct entity_def *def, void *all, size_t n);
enum rc event_put(struct station *st, struct change *c, const struct event_def *def, void *rec,
                  struct err *err);
/* After an order came, went or changed its days: every event of the resident carries again the
 * order that was open on its day. */
enum rc event_rehang(struct change *c, const long long *people, size_t n, struct err *err);
/* What the dossier of an order rests on; *papers (heap) are the facts'. brief: whether there is a
 * record, not how many. */
struct dossier_facts;
struct dossier_paper;
/* The same of an order besides which nothing is on file. */
void dossier_bare(const struct treatment_order *o, struct dossier_facts *f);
enum rc dossier_read(struct station *st, const struct treatment_order *o, bool brief,
                     struct dossier_facts *f, struct dossier_paper **papers, struct err *err);

#endif
