/* Inside the room of packages: one person's records, register by register.
 * SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_PACKAGE_PERSON_ROWS_H
#define EXCHANGE_PACKAGE_PERSON_ROWS_H

#include "exchange/import/register.h"
#include "exchange/package/package.h"

/* What a file without a name is told of: its members lie below this. */
#define PERSON_MEMBERS "data/"

/* A member for each register that holds a record of this person; *rows gets how many there are. */
enum rc person_rows_add(struct package *p, struct station *st, const struct actor *a,
                        long long resident, long *rows, struct err *err);
/* The register of a member by its path; NULL: none that is handed over. */
const struct register_def *person_rows_register(const char *path);

/* A cell of a record as it is handed over, in words that do not hang on the language somebody has
 * chosen here. Appends. */
void person_cell(struct station *st, const struct actor *a, const struct field_def *f,
                 const void *rec, struct str *out);

#endif
