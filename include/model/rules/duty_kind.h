/* SPDX-License-Identifier: MIT
 * The kinds of events that are asked for again and again (rules 4.1, 5.1): one row a kind,
 * everything else reads it. A kind asked for of an existing register is one row of
 * src/model/rules/duty_kind.c and nothing more: its name in lists of values (codes_regular), its
 * built-in rhythm (duty_kind_profile), the records that answer it, its lines on the worklist and in
 * entry sessions are made of that row. Only a county that wants its own rhythm of it needs the keys
 * of the settings (core/conf_def.c), and only a line of its own on Today a row of due_groups.
 */
#ifndef MODEL_RULES_DUTY_KIND_H
#define MODEL_RULES_DUTY_KIND_H

#include "core/field.h"
#include "model/rules/due.h"
#include "model/rules/profile.h"
#include "model/rules/window.h"

struct duty_kind_def {
	const char *kind;     /* name in the rules and in the INI: test, talk... */
	const char *label;    /* N_() */
	enum window_mode mode; /* of a rule in the INI that names none (rule 5.6) */
	/* stored, never renumber; a new kind takes the number after DUE_KIND_LAST */
	enum due_kind due;
	enum due_base base;
	const char *reg;      /* id in event_table, whose form records one */
	/* "field=code": records that answer a window have it; NULL: every one does */
	const char *counts;
	const char *preset, *value; /* field of that form filled in; NULL: none */
	/* Of an entry session (model/entry/entry.h): one digit a resident. */
	/* code field of the register a digit fills, by its list; NULL: one digit says it was
	 * done */
	const char *answer;
	size_t answer_count; /* only so many values of the list; 0: all */
	/* "field=value,...", filled in with every answer; @ stands for the resident's name; NULL:
	 * none */
	const char *besides;
	/* further digits, for who gave none; ended by a NULL label */
	const struct duty_kind_other *others;
	/* N_(): one neutral word for a sheet that must not name the programme
	 * (model/entry/round.h) */
	const char *tick;
};
/* Who gave no result: another register says why. */
struct duty_kind_other {
	const char *label;         /* N_() */
	const char *reg;           /* id in event_table */
	const char *field, *value; /* what is known of the record, @ for the kind; NULL: nothing */
	/* field that takes the window: its ordinal, in a date its last day; NULL: none */
	const char *window;
	const char *asks;          /* fields the officer is asked for, comma-separated */
};
extern const struct duty_kind_def duty_kind_table[];
extern const size_t duty_kind_count;
enum { DUTY_KIND_MOST = 16 };
/* The built-in rhythm of every kind but the tests; always in a profile_set. */
extern const struct profile duty_kind_profile;

const struct duty_kind_def *duty_kind_find(const char *kind); /* NULL: none */
/* The row that a due row of this kind came from; NULL: none. */
const struct duty_kind_def *duty_kind_of_due(enum due_kind due);

/* Does a record of the kind's register (its entity) answer windows of this kind? */
bool duty_kind_takes(const struct duty_kind_def *kind, const struct entity_def *def,
                     const void *rec);

/* What is asked of one order now, and why. */
struct duty_kind_rule {
	const struct profile *profile;    /* NULL: nothing is written for this kind */
	const struct schedule_rule *rule; /* NULL: likewise */
	size_t windows;                   /* in the whole term */
	struct window window;             /* that holds today, by the rule shown; ordinal 0: none */
};
struct station;
struct actor;
/* One row for each of duty_kind_table (the rest is left alone), for the windows that begin now or
 * hold today. */
enum rc duty_kind_rules(struct station *st, const struct actor *a, long long order,
                        struct duty_kind_rule out[DUTY_KIND_MOST], struct err *err);

#endif
