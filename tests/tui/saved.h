/* What a database holds, to be compared by name and value. SPDX-License-Identifier: MIT */
#ifndef TESTS_TUI_SAVED_H
#define TESTS_TUI_SAVED_H

#include <stdbool.h>
#include <stddef.h>

/* Every record, and every reason that was given, a line each, sorted; heap. */
char *saved_read(const char *path);
/* Has it a record that neither of the others has? */
bool saved_more(const char *is, const char *one, const char *two);
/* In words, the first record of `is` that is not in `want`, by the fields that differ. */
void saved_differ(const char *want, const char *is, char *out, size_t size);

#endif
