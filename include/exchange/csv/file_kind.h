/* SPDX-License-Identifier: MIT
 * Files that are no text table, whatever their name says: told by their first bytes.
 */
#ifndef EXCHANGE_CSV_FILE_KIND_H
#define EXCHANGE_CSV_FILE_KIND_H

#include <stddef.h>

#include "core/err.h"

/* RC_INVALID with what the file is and what to do with it; RC_OK when its first bytes may be those
 * of a table. */
enum rc file_kind_check(const char *file, const char *head, size_t n, struct err *err);

#endif
