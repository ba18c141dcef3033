/* A report to the police as a page to print (rule 6.6), in the form of exchange/print/page.h.
 * SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_PRINT_POLICE_SHEET_H
#define EXCHANGE_PRINT_POLICE_SHEET_H

#include "model/event/registers.h"

/* Of a saved report or a draft. why NULL: the ID number is masked; else it stands there whole,
 * after a reveal for this reason, which is on record first (RC_DENIED as of resident_reveal). *path
 * (heap) is the HTML file. The print is logged. */
enum rc police_print(struct station *st, const struct actor *a, const struct police_report *p,
                     const char *why, char **path, struct err *err);

#endif
