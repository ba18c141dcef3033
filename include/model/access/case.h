/* SPDX-License-Identifier: MIT
 * Whose case somebody is under `caseload = strict` (rule 11.26). What a record says of it (the
 * worker of an order, a help team, who entered the person) is a claim: it opens nothing until the
 * head made or confirmed it, but for who was entered by the officer in the last 7 days.
 */
#ifndef MODEL_ACCESS_CASE_H
#define MODEL_ACCESS_CASE_H

#include "core/mem.h"
#include "model/station/station.h"

/* A claim that waits for the head. */
struct case_claim {
	long long id, resident, since; /* since: real ms */
	char *officer, *file_no, *name;
	const char *why; /* worker | team | entered */
};
/* Claims that wait, oldest first; for the head. */
enum rc cases_waiting(struct station *st, const struct actor *a, struct ids *out, struct err *err);
/* These, in one statement, in the order of the ids; case_claim_clear each when done. id 0: it
 * claims nothing any more. */
enum rc case_claims_get(struct station *st, const struct actor *a, const long long *ids, size_t n,
                        struct case_claim *out, struct err *err);
void case_claim_clear(struct case_claim *c);
/* Answer these, all in one action; what was answered meanwhile stays. *done: how many. */
enum rc cases_decide(struct station *st, const struct actor *a, const long long *ids, size_t n,
                     bool yes, size_t *done, struct err *err);

/* An import or a form met this person: under `strict` another's case is the head's, as a sealed
 * one. */
enum rc case_match(struct station *st, const struct actor *a, enum match *m, long long id,
                   struct err *err);

/* Of these records of one kind, or residents, those of one's own cases stay, in their order. */
enum rc cases_keep_own(struct station *st, const struct actor *a, const struct entity_def *def,
                       struct ids *ids, struct err *err);
/* May the actor do this with the resident's records? RC_DENIED with the sentence; nothing is
 * logged: asked before it is offered. 0: nobody yet, the role alone answers. */
enum rc case_may(struct station *st, const struct actor *a, enum access_action action,
                 long long resident, struct err *err);

#endif
