/* What one officer may do in a day before the head is told and the officer waits (rule 11.15): one
 * table, from which the settings come too. SPDX-License-Identifier: MIT */
#ifndef MODEL_ACCESS_BOUND_H
#define MODEL_ACCESS_BOUND_H

#include "model/station/station.h"

enum bound_kind {
	BOUND_NUMBERS,  /* numbers asked about that nobody this officer sees is on file under */
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
 * Numbers asked about (rule 11.21), each counted once a day as long as nobody is on file under it:
 * by a plan (plan: the digest of its file), a form, a search, a command (NULL). Past the bound the
 * head is told; the officer waits with the next ones when what was asked beside the largest plan of
 * the day is past it too, so that one roster can be planned, mended and taken in by nobody's leave.
 * n 0: may one more be asked? Whoever answers such requests never waits.
 */
enum rc numbers_asked(struct station *st, const struct actor *a, const char *const *numbers,
                      size_t n, const char *plan, struct err *err);

/*
 * n more of this by the actor today: RC_OK, counted in the open action or in one of its own. More
 * than the setting allows: RC_DENIED with a sentence, and once a day a request of kind "bound"
 * waits for the head, whose yes lets the officer go on for that day. Nothing is counted then. The
 * head never waits.
 */
enum rc bound_take(struct station *st, const struct actor *a, enum bound_kind kind, long long n,
                   struct err *err);

#endif
