/* SPDX-License-Identifier: MIT
 * A round on foot: who has something due on a day, by village, on a numbered sheet; what was seen
 * is entered afterwards in the order of the sheet. A sheet lies about on kitchen tables: nothing on
 * it may name the programme (rule 11.12), so kinds are one neutral word each (duty_kind_table) and
 * texts that name it are left out.
 */
#ifndef MODEL_ENTRY_ROUND_H
#define MODEL_ENTRY_ROUND_H

#include "core/actor.h"
#include "model/rules/duty_kind.h"
#include "model/station/station.h"

/* Words that name the programme, in both languages; ended by NULL. */
extern const char *const round_words[];
/* Does the text hold one of them? Pure; letters of either case; NULL: no. */
bool round_names_programme(const char *text);

enum { ROUND_MOST = 200 };

struct round_line {
	long long resident, place; /* place 0: none */
	unsigned due;              /* bit i: duty_kind_table[i] */
};
struct round {
	long long id; /* number of the sheet, 0: not kept yet */
	struct date day;
	struct round_line *v;
	size_t n;
};
void round_clear(struct round *t);

/* Who has a window of any regular open on `day` that waits for a record, by village and name; place
 * 0: everywhere. At most ROUND_MOST: RC_INVALID beyond, choose a village. */
enum rc round_plan(struct station *st, const struct actor *a, struct date day, long long place,
                   struct round *out, struct err *err);
/* Give the sheet its number and keep its order. ACT_PRINT; with more than ACCESS_FEW people the
 * rules of an export with names hold (ACT_EXPORT_MANY: an officer asks, the head approves). */
enum rc round_keep(struct station *st, const struct actor *a, struct round *t, struct err *err);
/* A kept sheet: day, and the visible residents on it in its order. RC_NOT_FOUND. */
enum rc round_get(struct station *st, const struct actor *a, long long id, struct date *day,
                  struct ids *residents, struct err *err);
/* Number of one's own last sheet; 0: none. */
long long round_last(struct station *st, const struct actor *a);

#endif
