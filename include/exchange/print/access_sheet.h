/* The access report: who opened, changed, revealed or printed one person's file, when and why.
 * SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_PRINT_ACCESS_SHEET_H
#define EXCHANGE_PRINT_ACCESS_SHEET_H

#include "core/actor.h"
#include "core/err.h"
#include "model/station/station.h"

/* Print it for this file number, a sealed or void person's too; newest first. Names nobody but the
 * officers. *path (heap) is the page. For head and auditor: RC_DENIED; RC_NOT_FOUND. */
enum rc access_print(struct station *st, const struct actor *a, const char *file_no, char **path,
                     struct err *err);

#endif
