/* Pairs of files that may be one person (rule 16.1): found and shown, never joined by themselves.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_PERSON_TWINS_H
#define MODEL_PERSON_TWINS_H

#include "model/person/resident.h"

struct list_run;

/* Why two files may be one person, from the surest on. */
enum twin_cause {
	TWIN_NUMBER = 1 << 0, /* the same number, 15 or 18 digits, X or x, with blanks or without */
	TWIN_BORN = 1 << 1,   /* name and birth date, in other characters, dots and widths too */
	TWIN_SOUND = 1 << 2,  /* birth date, and the name sounds alike */
	TWIN_NEAR = 1 << 3,   /* name and village, and nearly the birth date */
	TWIN_PHONE = 1 << 4,  /* telephone, and nearly the name */
};
struct twin_pair {
	long long a, b; /* a: the older file */
	unsigned causes;
};
struct twins {
	struct twin_pair *v;
	size_t n;
};
/* Of these people, in any order; pure. By id of the older, then of the newer file. */
void twins_find(const struct resident *people, size_t n, struct twins *out);
void twins_clear(struct twins *t);
/* "number, telephone" in the chosen language. Appends. */
void twins_causes_text(unsigned causes, struct str *out);

/* Of all whom the actor may write about, without those said to be two people. */
enum rc twins_scan(struct station *st, const struct actor *a, struct twins *out, struct err *err);
/* Line `id` of twins_list; NULL: it has gone. */
const struct twin_pair *twins_line(const struct list_run *r, long long id);

#endif
