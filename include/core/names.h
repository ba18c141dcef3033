/* Several names in one field, as officers write them: 王干事、刘民警. SPDX-License-Identifier: MIT */
#ifndef CORE_NAMES_H
#define CORE_NAMES_H

#include "core/mem.h"

/* Does a text like 王干事、刘民警 name this person? Whole names only. */
bool names_hold(const char *text, const char *name);
/* The text with that person under another name; everybody else and what parts them as it was.
 * Appends. */
void names_put(const char *text, const char *name, const char *now, struct str *out);

#endif
