/* The kinds of events that are asked for again and again (domain.md 4): one row a kind, everything else reads it. */
#ifndef MODEL_REGULAR_H
#define MODEL_REGULAR_H

#include <stddef.h>

#include "model/due.h"
#include "model/profile.h"
#include "model/window.h"

struct regular_def {
	const char *kind;     /* name in the rules and in the INI: test, talk... */
	const char *label;    /* N_() */
	enum window_mode mode; /* of a rule in the INI that names none (domain.md 4.1, 13) */
	enum due_kind due;
	enum due_base base;
	const char *reg;      /* id in event_table, whose form records one */
	const char *preset, *value; /* field of that form filled in; NULL: none */
};
extern const struct regular_def regular_table[];
enum { REGULAR_COUNT = 7 };

const struct regular_def *regular_find(const char *kind); /* NULL: none */
/* The row that a due row of this kind came from; NULL: none. */
const struct regular_def *regular_of_due(enum due_kind due);

/* What is asked of one order now, and why. */
struct regular_rule {
	const struct profile *profile;    /* NULL: nothing is written for this kind */
	const struct schedule_rule *rule; /* NULL: likewise */
	size_t windows;                   /* in the whole term */
	struct window window;             /* that holds today, by the rule shown; ordinal 0: none */
};
struct station;
struct actor;
/* One row for each of regular_table, for the windows that begin now or hold today. */
enum rc regular_rules(struct station *st, const struct actor *a, long long order, struct regular_rule out[REGULAR_COUNT],
                      struct err *err);

#endif
