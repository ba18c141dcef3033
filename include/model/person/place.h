/* Villages: joined and parted, with those who live there (rule 18.2).
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_PERSON_PLACE_H
#define MODEL_PERSON_PLACE_H

#include "model/station/tables.h"

/* Every village that is not void, in the station's order. */
enum rc place_list(struct station *st, const struct actor *a, struct ids *out, struct err *err);
/* out is initialised by the call; entity_clear(&place_def, out) when done. RC_NOT_FOUND. */
enum rc place_get(struct station *st, const struct actor *a, long long id, struct place *out,
                  struct err *err);
/* Many at once, with how many live there on file now, and the names they had, newest first, 、
 * between them (heap, "" for none). */
struct place_line {
	struct place place;
	long long people;
	char *former;
};
enum rc places_get(struct station *st, const struct actor *a, const long long *ids, size_t n,
                   struct place_line *out, struct err *err);
void place_line_clear(struct place_line *p);
/*
 * From today on `from` is part of `into`: whoever lives there moves today, sealed people too; what
 * was before today keeps the old village, in files and figures. The head's. *moved: how many.
 * RC_INVALID: into itself, into one that is joined itself, or it is joined already.
 */
enum rc place_join(struct station *st, const struct actor *a, long long from, long long into,
                   long long *moved, struct err *err);
/* Taken back: whoever moved by it and not since lives there again, from today on. On the day of the
 * joining nothing of it stays but the audit. */
enum rc place_part(struct station *st, const struct actor *a, long long from, long long *moved,
                   struct err *err);

#endif
