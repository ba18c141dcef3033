/* 全部: everything recorded of one person, of all registers and the log of states, by day.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_PERSON_TIMELINE_H
#define MODEL_PERSON_TIMELINE_H

#include "core/actor.h"
#include "core/field.h"
#include "model/event/event.h"
#include "model/station/station.h"

struct timeline_item {
	const struct event_def *def; /* its register; NULL: a change of state */
	long long id, resident, order_id;
	struct date day;
	long long recorded_at;       /* real milliseconds UTC */
	struct code source;
	bool is_void;
};

/* Zero-initialise; timeline_clear when done. */
struct timeline {
	struct timeline_item *v;
	size_t n;
};
void timeline_clear(struct timeline *t);

/* One person's, newest day first, of one day the last recorded first. Void records only when
 * with_void. */
enum rc timeline_read(struct station *st, const struct actor *a, long long resident, bool with_void,
                      struct timeline *out, struct err *err);
/* Late entries of all visible people: typed more than EVENT_LATE_DAYS after their day, the last
 * recorded first. */
enum rc timeline_late(struct station *st, const struct actor *a, struct timeline *out,
                      struct err *err);
/* What a record says: register (or "State"), the fields of its list, how it was recorded; blank
 * where it is gone since, or of somebody sealed. Zero-initialise; timeline_words_clear. */
struct timeline_words {
	struct str what, text, recorded;
	char uid[27];
};
void timeline_words_clear(struct timeline_words *w);
/* Of a page of items, in one statement. */
enum rc timeline_say_many(struct station *st, const struct actor *a,
                          const struct timeline_item *const *items, size_t n,
                          struct timeline_words *out, struct err *err);
/* Of one; each is appended to. */
enum rc timeline_say(struct station *st, const struct actor *a, const struct timeline_item *item,
                     struct str *what, struct str *text, struct str *recorded, struct err *err);

#endif
