/* SPDX-License-Identifier: MIT
 * Undo (rule 12.9): a compensating write - void what was added, put back what was changed, let what
 * was voided stand again - of one's own last changes of today, newest first, and only while the
 * record is as one's own action left it. A saved form and a saved entry session are one step each.
 * The steps are read from the audit: undone steps are known by the rows that undid them.
 *
 * What can be undone: records of the registers (added, corrected, voided), a resident's own data
 * (added, corrected). What cannot: orders and changes of state (they are dated, reasoned and never
 * overwritten: void them in the file), imports, teams and duties (but a hand-over: team.h),
 * sealing, officers and settings. Undo stops at such a change and says so.
 */
#ifndef MODEL_PERSON_UNDO_H
#define MODEL_PERSON_UNDO_H

#include "core/actor.h"
#include "core/err.h"
#include "model/station/station.h"

enum { UNDO_STEPS = 20 };
enum undo_kind { UNDO_ADD, UNDO_EDIT, UNDO_VOID };

/* What was undone. */
struct undone {
	enum undo_kind kind;
	const char *label;   /* N_(): the entity */
	size_t records;
	long long resident;  /* of the last of them */
};

/* RC_NOT_FOUND: nothing of today is left; RC_INVALID: the last change is of a kind that cannot be
 * undone, or records hang on the person added; RC_CONFLICT: somebody changed it since. Nothing is
 * written then. */
enum rc undo_last(struct station *st, const struct actor *a, struct undone *out, struct err *err);

#endif
