/* Two files of one person brought together, and parted again (rules 16.2 to 16.9). One stays; the
 * other points to it, is in no list and no figure, and every number it had finds the one that
 * stays. SPDX-License-Identifier: MIT */
#ifndef MODEL_PERSON_JOIN_H
#define MODEL_PERSON_JOIN_H

#include "core/mem.h"
#include "model/station/approval.h"

/* What both files say differently: a field of the person, the order that runs, who holds a
 * package. Of a sealed file no value is told. */
struct join_question {
	char *key;   /* "phone", "order", "duty.test" */
	char *label; /* translated */
	char *a, *b; /* of the file that stays, of the one that goes; "" blank */
	bool take_b; /* b's holds: at first where a's is blank */
};
struct join_plan {
	long long kept, gone;
	char *kept_no, *gone_no;
	bool sealed; /* one of them is: it takes two people */
	struct join_question *v;
	size_t n;
};
/* What is asked before they are joined; a look at both files. RC_INVALID: one file, a sealed one
 * that would stay while an open one goes, or records that are damaged. Clear in any case. */
enum rc join_ask(struct station *st, const struct actor *a, long long kept, long long gone,
                 struct join_plan *out, struct err *err);
void join_plan_clear(struct join_plan *p);
/* b's holds in this question; false: there is no such one. */
bool join_take(struct join_plan *p, const char *key, bool b);
/* Reason and, where a paper stands for the second person, unit and document; borrowed. */
struct join_words {
	const char *reason, *unit, *document;
};
/* Join them as the plan says, all in one transaction. An officer's waits for the head, one with a
 * sealed file for a second person (approval_need); the same plan and words then join them. */
enum rc join_files(struct station *st, const struct actor *a, const struct join_plan *p,
                   const struct join_words *words, struct err *err);

/* A record made since: it stays, or goes to the file that is parted. */
struct part_later {
	const struct entity_def *def;
	long long id;
	char uid[27];
	struct date day;
	bool give;
};
struct part_plan {
	long long joined, kept, gone;
	char *kept_no, *gone_no;
	bool sealed;
	struct part_later *v;
	size_t n;
};
/* File numbers of those that were joined into this one and not parted since, newest first, with
 * blanks between. Appends. */
enum rc part_numbers(struct station *st, const struct actor *a, long long kept, struct str *out,
                     struct err *err);
/* The file that was joined into this one last. RC_NOT_FOUND: none. Clear in any case. */
enum rc part_ask(struct station *st, const struct actor *a, long long kept, struct part_plan *out,
                 struct err *err);
void part_plan_clear(struct part_plan *p);
/* All is as it was before, but what was changed since. Who may: as join_files. */
enum rc part_files(struct station *st, const struct actor *a, const struct part_plan *p,
                   const struct join_words *words, struct err *err);

/* Two people after all: the pair leaves the list, with who said so and when. */
enum rc join_not_same(struct station *st, const struct actor *a, long long one, long long other,
                      struct err *err);

#endif
