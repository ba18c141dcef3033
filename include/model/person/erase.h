/* Erasing (销毁): a sealed file whose retention has ended, by two people (rules 11.7, 11.9). The
 * rows stay, empty and void. SPDX-License-Identifier: MIT */
#ifndef MODEL_PERSON_ERASE_H
#define MODEL_PERSON_ERASE_H

#include "model/station/approval.h"

struct erase_proposal {
	long long resident;
	struct date sealed, until; /* kept until; it has passed */
};
struct erase_proposals {
	struct erase_proposal *v;
	size_t n;
};

/* Sealed files past their retention (INI access.keep_years after the day of sealing), the oldest
 * first; for the head. */
enum rc erase_propose(struct station *st, const struct actor *a, struct erase_proposals *out,
                      struct err *err);
void erase_proposals_clear(struct erase_proposals *p);
/*
 * Overwrite all fields and the history of the person and of every record that hangs on the person,
 * whatever its register, and make them void; uids, months sent and the audit stay. ask->resident,
 * reason, and unit and document where the station has one officer, are set by the caller; a second
 * person is asked (see approval_need). RC_INVALID: not sealed, or to be kept longer. RC_BUSY,
 * erase.rebuild: erased, but the file could not be written anew after it. *rows: how many rows were
 * overwritten.
 */
enum rc erase_person(struct station *st, const struct actor *a, struct approval *ask,
                     long long *rows, struct err *err);
/* How many were erased: they are in no figure computed since. */
enum rc erase_count(struct station *st, const struct actor *a, long long *n, struct err *err);

#endif
