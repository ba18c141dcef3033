/* The kinds of events that are asked for again and again (domain.md 4): one row a kind, everything else reads it. */
#ifndef MODEL_REGULAR_H
#define MODEL_REGULAR_H

#include <stddef.h>

#include "model/due.h"
#include "model/profile.h"

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

#endif
