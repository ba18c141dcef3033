/* SPDX-License-Identifier: MIT
 * What can be saved of a damaged database, into a new one (rule 12.22); the old one is only read.
 */
#ifndef MODEL_SALVAGE_H
#define MODEL_SALVAGE_H

#include "core/actor.h"
#include "core/err.h"
#include "core/mem.h"

/* Makes `to`, which must not be there yet. report: what was saved, table by table, and what not, by
 * its numbers alone; *lost: so many rows were not, or do not hold. by: who runs the program. */
enum rc station_salvage(const char *from, const char *to, const char *by, struct str *report,
                        long long *lost, struct err *err);

#endif
