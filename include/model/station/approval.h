/* SPDX-License-Identifier: MIT
 * What one person asks and another decides (rules 11.6, 11.7): an export of many, the lawful
 * opening of a sealed file; and break-glass, which is reviewed afterwards. Where a station has one
 * officer a paper stands for the second person and the row is marked `single`.
 */
#ifndef MODEL_STATION_APPROVAL_H
#define MODEL_STATION_APPROVAL_H

#include "core/actor.h"
#include "core/field.h"
#include "model/access/access.h"
#include "model/station/codes.h"
#include "model/station/station.h"

#define APPROVAL_FIELDS(X, S) \
	X(S, text, kind, N_("Kind"), .width = 8, .max = 16, .flags = F_LIST) \
	X(S, text, table_name, N_("Register"), .width = 10, .max = 32, .flags = F_LIST) \
	X(S, int, record, N_("Record"), .width = 8) \
	X(S, ref, resident, N_("Resident"), .width = 12, .ref = "resident") \
	X(S, note, reason, N_("Reason"), .width = 30, .flags = F_REQUIRED | F_LIST) \
	X(S, text, unit, N_("Unit"), .width = 20, .max = 60) \
	X(S, text, document, N_("Document number"), .width = 20, .max = 60) \
	X(S, text, article, N_("Legal basis"), .width = 20, .max = 60) \
	X(S, code, single, N_("Paper instead of a second person"), .width = 4, .codes = &codes_yes) \
	X(S, int, until, N_("Open until"), .width = 16) \
	X(S, text, answer, N_("Answer"), .width = 6, .max = 8, .flags = F_LIST) \
	X(S, ref, decided_by, N_("Answered by"), .width = 12, .ref = "officer") \
	X(S, int, decided_at, N_("Decided"), .width = 16) \
	X(S, int, used_at, N_("Used"), .width = 16)

ENTITY_STRUCT(approval_def, approval, APPROVAL_FIELDS);

/* Kinds: "export" (record: how many people), "void" (record: of the table), "unseal", "erase",
 * "restore", "bound", "glass". Label for the screen; the kind itself when
 * unknown. */
const char *approval_label(const char *kind);

/*
 * May the actor do this now? Where the table says asks or second: RC_OK with an approval of these
 * that is not used; it is used up by the act itself, in the act's own transaction (approval_use, or
 * `leave` of a disclosure), so that what is broken off keeps it; else the request is put on record,
 * unless it waits already, and RC_DENIED says so. ask: kind, table_name, resident, reason and
 * papers; rec.id gets the request's number.
 */
enum rc approval_need(struct station *st, const struct actor *a, enum access_action action,
                      struct approval *ask, struct err *err);
/* Within the act: what approval_need found for it last, if it needed any, is used up; an entry of
 * its own before the act's. RC_DENIED: by another run of the same officer. */
struct change;
enum rc approval_use(struct change *c, struct station *st, struct err *err);
/* The same where the act leaves no entry here. */
enum rc approval_use_now(struct station *st, const struct actor *a, struct err *err);
/* Leave to put so many people with their names on paper or into a file (`what`: a short ASCII word;
 * why: a sentence or word, logged): up to ACCESS_FEW nothing is asked, beyond it ACT_EXPORT_MANY is
 * needed, as approval_need. */
enum rc approval_need_many(struct station *st, const struct actor *a, const char *what,
                           size_t people, const char *why, struct err *err);
/* To make void what is another's, or not of today: a request for the head, one at a time, whose yes
 * does it (request_answer, model/team/request.h). RC_DENIED says so. */
enum rc approval_ask_void(struct station *st, const struct actor *a, const char *table,
                          long long record, long long resident, const char *reason,
                          struct err *err);
/* How many wait for the actor's answer, cases to confirm among them, and how many of the actor's
 * own were answered since they were in before. One or two statements; no look, nothing is logged.
 */
struct approval_news {
	long long waiting, cases, answered;
};
enum rc approval_news(struct station *st, const struct actor *a, struct approval_news *out,
                      struct err *err);
/* Does it take two people, whatever their roles: a sealed file opened or erased? */
bool approval_takes_two(const struct approval *r);
/* What waits for an answer or a review, oldest first; then one's own that were answered lately. */
enum rc approval_waiting(struct station *st, const struct actor *a, struct ids *out,
                         struct err *err);
/* out is initialised by the call; entity_clear(&approval_def, out) when done. */
enum rc approval_get(struct station *st, const struct actor *a, long long id, struct approval *out,
                     struct err *err);
/* Many at once, each initialised, in the order of the ids; whom[i]: the name of whom it is about as
 * the actor sees it, heap, NULL where that one is not visible. Two statements. */
enum rc approvals_get(struct station *st, const struct actor *a, const long long *ids, size_t n,
                      struct approval *out, char **whom, struct err *err);
/* Exports and reviews: the head. Unsealing, erasing and restoring: any officer. Never one's own
 * request: RC_DENIED. */
enum rc approval_decide(struct station *st, const struct actor *a, long long id, bool yes,
                        struct err *err);

/* How often a paper stood for the second person on these days, both included: the month's return
 * says it. The caller has asked for ACT_REPORT. */
enum rc approval_count_single(struct station *st, struct date from, struct date to, long long *n,
                              struct err *err);

/* Open another's case for 30 minutes, reading only; it waits for the head's review. */
enum rc glass_open(struct station *st, const struct actor *a, long long resident,
                   const char *reason, struct err *err);
/* Until when (real ms) the actor sees this case by an emergency only; past when it is over, 0 where
 * none is needed. */
enum rc glass_until(struct station *st, const struct actor *a, long long resident, long long *until,
                    struct err *err);

#endif
