/* A page of people, each with the order that counts now, in a bounded number of queries: what lists
 * show of them. SPDX-License-Identifier: MIT */
#ifndef MODEL_ORDER_PERSON_ROW_H
#define MODEL_ORDER_PERSON_ROW_H

#include "model/order/order.h"
#include "model/person/resident.h"

struct person_row {
	struct resident person;       /* rec.id 0: nobody who may be seen (any more) */
	struct treatment_order order; /* the open one, else the latest; rec.id 0: none */
	struct term term;
};

/* n rows in the order of the ids, into out; person_rows_clear in any case. Three queries. */
enum rc person_rows_read(struct station *st, const struct actor *a, const long long *ids, size_t n,
                         struct person_row *out, struct err *err);
void person_rows_clear(struct person_row *rows, size_t n);
/* One; RC_NOT_FOUND. */
enum rc person_row_read(struct station *st, const struct actor *a, long long id,
                        struct person_row *out, struct err *err);

#endif
