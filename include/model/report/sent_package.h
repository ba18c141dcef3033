/* SPDX-License-Identifier: MIT
 * The return of a month sent, as the package it was written in, and what the county answered
 * (rules 20.5, 20.6). Each number has one package, the same bytes for ever; each package names the
 * one written before it, of whatever month.
 */
#ifndef MODEL_REPORT_SENT_PACKAGE_H
#define MODEL_REPORT_SENT_PACKAGE_H

#include "model/report/sent.h"

struct sent_package {
	long long id;     /* 0: none was written */
	long long since;  /* changes against this number; < 0: all of it */
	char previous[2 * HASH_LEN + 1]; /* "": the first */
	char digest[2 * HASH_LEN + 1];   /* SHA-256 of its manifest */
	struct str bytes;
};
void sent_package_clear(struct sent_package *p);

/* That of a number that was sent, by sent.id. */
enum rc sent_package_get(struct station *st, const struct actor *a, long long sent,
                         struct sent_package *out, struct err *err);
/* Digest of the newest of all; "": none was written. */
enum rc sent_package_last(struct station *st, const struct actor *a, char digest[2 * HASH_LEN + 1],
                          struct err *err);
/* The newest number of the month before `no` that the county accepted; -1: none it is known of. */
enum rc sent_accepted(struct station *st, const struct actor *a, struct date month, long long no,
                      long long *accepted, struct err *err);
/* The number each village has here (place.id), which it keeps. */
enum rc sent_places_number(struct station *st, const struct actor *a, struct sent *s,
                           struct err *err);
/* Keep it, with its audit row. RC_CONFLICT: another was written meanwhile. */
enum rc sent_package_put(struct station *st, const struct actor *a, const struct sent *s,
                         const struct sent_package *p, struct err *err);

/* Somebody behind the figures of a month, by the uid they were counted under. */
struct sent_named {
	char uid[UID_LEN + 1];
	size_t place; /* of struct sent */
	long long resident;
};
/* Whom s counts and who may be named today, each uid once and in order. *out: heap in any case. */
enum rc sent_people_named(struct station *st, const struct actor *a, const struct sent *s,
                          struct sent_named **out, size_t *n, struct err *err);
/* NULL: not among them. */
const struct sent_named *sent_named_find(const struct sent_named *v, size_t n, const char *uid);
/* Whom the package of a number named when it was written (sent.id). RC_DENIED: one of them was
 * sealed since, and it is given no more. */
enum rc sent_package_named(struct station *st, const struct actor *a, long long sent,
                           struct ids *out, struct err *err);

/* ---- what the county says ---- */

struct sent_question {
	/* place as the return calls it, read back the village's name; "": about all of it */
	char *place, *figure, *text;
};
struct sent_answer {
	long long id;
	char of[2 * HASH_LEN + 1];     /* the package it is of */
	char digest[2 * HASH_LEN + 1]; /* its own manifest */
	struct date month;             /* of that package; filled by sent_answer_put too */
	long long no;
	bool accepted;
	struct date day;
	char *county, *reason;
	struct sent_question *questions;
	size_t question_count;
};
void sent_answer_clear(struct sent_answer *a);
/* Keep what was read and checked. *news false: it is here already. RC_NOT_FOUND: it is of no return
 * written here. */
enum rc sent_answer_put(struct station *st, const struct actor *a, struct sent_answer *answer,
                        bool *news, struct err *err);
/* Of one that was given back, in the head's words: nothing is to be corrected. */
enum rc sent_answer_reply(struct station *st, const struct actor *a, struct date month,
                          const char *reply, struct err *err);
/* The answers to a month's numbers, oldest first; *out is heap, each sent_answer_clear. */
enum rc sent_answers(struct station *st, const struct actor *a, struct date month,
                     struct sent_answer **out, size_t *n, struct err *err);

#endif
