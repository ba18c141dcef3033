/* The list of papers that goes with a person to another place (F11), for both sides to sign.
 * SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_PRINT_PAPERS_SHEET_H
#define EXCHANGE_PRINT_PAPERS_SHEET_H

#include "core/actor.h"
#include "core/err.h"
#include "model/station/station.h"

/* Every item of the dossier of the order that counts now, with what the file holds of it (rule
 * 13.9).
 * to: the receiving place, or NULL for the order's own. *path (heap) is the HTML file.
 * RC_NOT_FOUND: no order yet; else as page_print. */
enum rc papers_print(struct station *st, const struct actor *a, long long resident, const char *to,
                     char **path, struct err *err);

#endif
