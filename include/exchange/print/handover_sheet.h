/* The sheet of a hand-over: what went from whom to whom, person by person, with lines to sign.
 * SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_PRINT_HANDOVER_SHEET_H
#define EXCHANGE_PRINT_HANDOVER_SHEET_H

#include "exchange/print/page.h"
#include "model/team/team.h"

/* Make and print it (page_print); *path as there. */
enum rc handover_print(struct station *st, const struct actor *a, const struct handover *h,
                       const struct handover_items *items, char **path, struct err *err);

#endif
