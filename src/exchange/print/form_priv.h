/* A document of forms while it is filled. SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_PRINT_FORM_PRIV_H
#define EXCHANGE_PRINT_FORM_PRIV_H

#include "exchange/print/form.h"
#include "model/access/masking.h"
#include "model/event/event.h"
#include "model/order/order.h"

/* Zero but for st, a and view; form_doc_clear when done. */
struct form_doc {
	struct station *st;
	const struct actor *a;
	enum masked_view view;
	struct sheets sheets;
	struct page page;             /* whom and what fields it holds, for the record */
	struct resident r;            /* whom it is about; rec.id 0: nobody */
	struct treatment_order o;     /* rec.id 0: none */
	struct term term;
};
void form_doc_clear(struct form_doc *d);
/* Whom it is about; resident 0: nobody. With why, after a reveal. */
enum rc form_doc_open(struct form_doc *d, long long resident, long long order, const char *why,
                      struct err *err);
/* One form at the end of it: record as in form_ask, -1: blank. */
enum rc form_doc_add(struct form_doc *d, const struct print_form *f, long long record,
                     struct err *err);
/* Every record of one register under the order as a table of its list's columns, of all orders
 * where the document has none; nothing where there are none. */
enum rc form_doc_register(struct form_doc *d, const struct event_def *def, struct err *err);
/* On record, then written (page_put). */
enum rc form_doc_write(struct form_doc *d, const char *kind, const char *title, char **path,
                       struct err *err);
/* A field of a record as this document shows it, in a cell; its label is noted for the record. */
void form_doc_value(struct form_doc *d, int units, const struct field_def *f, const void *rec);

#endif
