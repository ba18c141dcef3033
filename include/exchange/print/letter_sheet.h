/* The letters of a slip as pages to print and sign (exchange/print/page.h): the notice to be
 * tested, the written warning, the report to the police with its certificate and the receipt of
 * what was handed over (rules 6.6, 17.2 to 17.4). One table. SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_PRINT_LETTER_SHEET_H
#define EXCHANGE_PRINT_LETTER_SHEET_H

#include "core/actor.h"
#include "model/event/registers.h"

/* Is a letter made of records of this register? */
bool letter_is_of(const struct entity_def *def);
/* Every letter of the record, each a page of its own: *path (heap) is the first, *n how many. The
 * ID number is masked unless `why` is given: then it stands whole, which is logged with the reason.
 * RC_INVALID: the record makes none. */
enum rc letters_print(struct station *st, const struct actor *a, const struct entity_def *def,
                      const void *rec, const char *why, char **path, size_t *n, struct err *err);
/* The report alone, of a draft too; otherwise as above. */
enum rc police_print(struct station *st, const struct actor *a, const struct police_report *p,
                     const char *why, char **path, struct err *err);

#endif
