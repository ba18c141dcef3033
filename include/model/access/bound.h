/* What one officer may do in a day before the head is told and the officer waits (rule 11.15): one
 * table, from which the settings come too. SPDX-License-Identifier: MIT */
#ifndef MODEL_ACCESS_BOUND_H
#define MODEL_ACCESS_BOUND_H

#include "model/station/station.h"

enum bound_kind {
	BOUND_NUMBERS,  /* numbers asked about that name nobody this officer sees in full */
	BOUND_PAGES,    /* pages printed */
	BOUND_REFUSED,  /* files of refused rows */
	BOUND_ATTACHED, /* megabytes brought in */
	BOUND_GLASS,    /* files opened in an emergency */
	BOUND_COUNT
};
struct bound_def {
	const char *id;    /* in day_count, and behind "bound." in the audit */
	const char *key;   /* of the section access in the settings: how many a day */
	const char *label; /* N_() what is counted */
};
extern const struct bound_def bound_table[BOUND_COUNT];

/*
 * n more of this by the actor today: RC_OK, counted in the open action or in one of its own. More
 * than the setting allows: RC_DENIED with a sentence, and once a day a request of kind "bound" waits
 * for the head, whose yes lets the officer go on for that day. Nothing is counted then.
 */
enum rc bound_take(struct station *st, const struct actor *a, enum bound_kind kind, long long n,
                   struct err *err);

#endif
