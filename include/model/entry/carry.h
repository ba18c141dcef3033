/* SPDX-License-Identifier: MIT
 * A station's records as rows of text, and back into an empty station, each the one it was (rules
 * 10.46, 10.47): by its record number, with its version, who entered it and when, void ones too;
 * what it was before; the months as they were sent. What of a record points elsewhere does so by
 * record number, at an officer by login. Nothing of a sealed file is among it, nor approvals, keys,
 * passwords, the audit or the county's answers.
 */
#ifndef MODEL_ENTRY_CARRY_H
#define MODEL_ENTRY_CARRY_H

#include "core/actor.h"
#include "core/field.h"
#include "model/station/station.h"

enum { CARRY_COLUMNS = 100 };

/* The tables in the order in which they go in, by name; NULL past the end. label: N_(). */
const char *carry_table(size_t i, const char **label);
/* The names of its columns, of some cut out of *cut (heap). */
size_t carry_columns(size_t table, const char **names, char **cut);

/* Every row of a table: names of its columns and cells, as stored. */
typedef enum rc carry_row_fn(void *ctx, const char *const *names, const char *const *cells, size_t n,
                             struct err *err);
/* The head's. Whom the rows are about is added to people. RC_INVALID: a record is damaged. */
enum rc carry_out(struct station *st, const struct actor *a, size_t table, carry_row_fn *row,
                  void *ctx, struct ids *people, struct err *err);

/* Back, in one transaction with one entry, the head's. RC_CONFLICT: records are here already. */
struct carry;
enum rc carry_begin(struct carry **out, struct station *st, const struct actor *a, struct err *err);
/* A file begins: its columns by name, in any order. RC_INVALID: one is none of the table's. */
enum rc carry_head(struct carry *c, size_t table, const char *const *names, size_t n,
                   struct err *err);
/* RC_INVALID, RC_EXISTS: it cannot stand, as the sentence says; then nothing is to be taken. */
enum rc carry_row(struct carry *c, const char *const *cells, size_t n, struct err *err);
/* Frees c whatever rc is. RC_INVALID: a record names one that did not come. */
enum rc carry_end(struct carry *c, enum rc rc, const char *detail, struct err *err);

/* Every attached file: out, its bytes are read here and given to file(); in (c not NULL, before
 * carry_end), file() gets them and they are kept here. RC_CORRUPT: they are not what its record
 * says. */
typedef enum rc carry_file_fn(void *ctx, const char *hash, struct str *bytes, struct err *err);
enum rc carry_files(struct station *st, const struct actor *a, struct carry *c, carry_file_fn *file,
                    void *ctx, struct err *err);

#endif
