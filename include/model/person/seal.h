/* Sealing (封存): proposed by the program, decided by the head; then only counted (rule 11.8).
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_PERSON_SEAL_H
#define MODEL_PERSON_SEAL_H

#include "model/station/approval.h"

enum seal_cause { SEAL_ENDED, SEAL_DEATH, SEAL_MOVED };
const char *seal_cause_label(enum seal_cause cause); /* N_() */

struct seal_proposal {
	long long resident;
	enum seal_cause cause;
	/* when after-care ended, the death was recorded, the hand-over was 30 days ago */
	struct date since;
};
struct seal_proposals {
	struct seal_proposal *v;
	size_t n;
};

/* Rule 11.8: three years without use and released; dead; moved away 30 days ago. By file number. */
enum rc seal_propose(struct station *st, const struct actor *a, struct seal_proposals *out,
                     struct err *err);
void seal_proposals_clear(struct seal_proposals *p);
/* The head's decision, with its reason; the person's open order must have ended (RC_INVALID), death
 * apart. */
enum rc seal_set(struct station *st, const struct actor *a, long long resident, const char *reason,
                 struct err *err);
/* The sealed person with this file number, for the head alone; RC_NOT_FOUND. */
enum rc seal_find(struct station *st, const struct actor *a, const char *file_no,
                  long long *resident, struct err *err);
/* Lawful opening: unit, document and article are wanted, and a second person (see approval_need).
 * RC_OK: it is open. ask->resident, reason and papers are set by the caller. */
enum rc seal_open(struct station *st, const struct actor *a, struct approval *ask, struct err *err);

#endif
