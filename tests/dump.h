/* SPDX-License-Identifier: MIT
 * What the import sees of a file, as plain CSV (RFC 4180, UTF-8, LF): its header and its rows, each cell in its column;
 * lines that are no records are left out. A file of no register needs a header all of whose cells have names.
 */
#ifndef TESTS_DUMP_H
#define TESTS_DUMP_H

#include "core/mem.h"

/* reg NULL: found by the header. Appends to out; what cannot be read for sure goes to told, a line each with the file's
 * line, and nothing to out. Answers 0 or 65, another status when the file cannot be had. */
int dump_file(const char *path, const char *reg, struct str *out, struct str *told);
void dump_cell(struct str *out, const char *text, bool first); /* with the delimiter before it */

#endif
