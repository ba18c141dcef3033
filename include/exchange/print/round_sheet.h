/* The sheet of a round: sheets of 30 lines by village, a box to tick for what is due, nothing that
 * names the programme. SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_PRINT_ROUND_SHEET_H
#define EXCHANGE_PRINT_ROUND_SHEET_H

#include "exchange/print/page.h"
#include "model/entry/round.h"

enum { ROUND_SHEET_LINES = 30 };

/* Plan, keep and print it. *out (round_clear) holds its number; *path as page_print's. */
enum rc round_print(struct station *st, const struct actor *a, struct date day, long long place,
                    struct round *out, char **path, struct err *err);

#endif
