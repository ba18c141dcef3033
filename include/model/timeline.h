/* 全部: everything recorded of one person, of all registers and the log of states, by day. */
#ifndef MODEL_TIMELINE_H
#define MODEL_TIMELINE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/actor.h"
#include "core/field.h"
#include "model/event.h"
#include "model/station.h"

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
	size_t n, cap;
};
void timeline_clear(struct timeline *t);

/* One person's, newest day first, of one day the last recorded first. Void records only when with_void. */
enum rc timeline_read(struct station *st, const struct actor *a, long long resident, bool with_void,
                      struct timeline *out, struct err *err);
/* Late entries of all visible people: typed more than EVENT_LATE_DAYS after their day, the last recorded first. */
enum rc timeline_late(struct station *st, const struct actor *a, struct timeline *out, struct err *err);
/* What a page of them says, as timeline_say says one; each blank where the record is not there any more. In one query a
 * register. Zero-initialise; timeline_words_clear when done, also after a failure. */
struct timeline_words {
	struct str what, text, recorded;
	char uid[27]; /* for edit and void; blank for a change of state, which `state --undo` takes back */
	bool there;
};
void timeline_words_clear(struct timeline_words *words, size_t n);
enum rc timeline_say_all(struct station *st, const struct actor *a, const struct timeline_item *const *items, size_t n,
                         struct timeline_words *out, struct err *err);
/* What the record says: register (or "State"), the fields of its list, how it was recorded. Each is appended to. */
enum rc timeline_say(struct station *st, const struct actor *a, const struct timeline_item *item, struct str *what,
                     struct str *text, struct str *recorded, struct err *err);

/* Of a run of late_list or events_list (model/lists.h): the item of a line; NULL: id is 0. */
struct list_run;
const struct timeline_item *timeline_listed(const struct list_run *r, long long id);
/* Is it of one of these registers (ids, NULL-ended)? NULL or none named: all, and the changes of state, whose def is NULL.
 * As list_query.given they narrow events_list. */
bool timeline_holds(const char *const *registers, const struct event_def *def);

#endif
