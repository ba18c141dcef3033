/* SPDX-License-Identifier: MIT
 * Files from the stations into the county's database, and its answers out of it (chapter 21).
 */
#ifndef EXCHANGE_COUNTY_RECEIVE_H
#define EXCHANGE_COUNTY_RECEIVE_H

#include "core/vec.h"
#include "model/county/county.h"

/* What became of one file: err.rc RC_OK and how, or the sentence why nothing of it was taken. */
struct county_file {
	const char *path;
	char code[16], month[COUNTY_MONTH];
	long long no;
	enum county_taken how;
	struct err err;
};
struct county_receipt {
	long files, taken, same, refused;
	struct county_gaps gaps; /* of the stations they came from; free(v) */
};
/* The packages in a folder and those in it, by name; a file is itself. Append; names are heap. */
enum rc county_files(const char *path, char ***out, size_t *n, struct err *err);
/* In any order; `each` after each file. */
enum rc county_receive(struct station *st, const struct actor *a, char *const *paths, size_t n,
                       void (*each)(void *ctx, const struct county_file *f), void *ctx,
                       struct county_receipt *out, struct err *err);

/* Answer it, and write what goes back to the station, a package signed by this county's key, to `path`;
 * NULL: into out/ by a number. *where (heap, may be NULL): where it lies. */
enum rc county_answer_file(struct station *st, const struct actor *a, const struct county_answer *o,
                           const char *path, char **where, struct err *err);
/* Whom a return counts in this figure (NULL: in any) at this place (a key; NULL: at all), as they came
 * sealed; by this county's key, for who may and with a reason. county_names_clear in any case.
 * RC_DENIED: sealed to another key; RC_INVALID: not written as names are. */
enum rc county_names_open(struct station *st, const struct actor *a, long long id,
                          const char *figure, const char *place, const char *reason,
                          struct county_names *out, struct err *err);
/* Is every return still what its station signed: its manifest, the signature, and the members made
 * again of the rows? *bad: how many are not; `each` gets each of these. */
enum rc county_check(struct station *st, const struct actor *a, long *all, long *bad,
                     void (*each)(void *ctx, const struct county_got *r, const char *why),
                     void *ctx, struct err *err);

#endif
