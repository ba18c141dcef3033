/* What was printed lies in out/ beside the database until it is taken away: pages, each with its
 * plain-text twin. SPDX-License-Identifier: MIT */
#ifndef MODEL_ACCESS_PRINTOUT_H
#define MODEL_ACCESS_PRINTOUT_H

#include "model/station/station.h"

/* Take away every page whose twin holds this name: somebody sealed stands on none that could still
 * be fetched. A namesake's page goes too; it can be printed again. */
void printout_forget(struct station *st, const char *name);

#endif
