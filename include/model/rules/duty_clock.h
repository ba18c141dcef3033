/* The statutory clocks of one order (rules 2.2, 2.12, 2.13, 2.15, 6.1 to 6.4): a table, each row
 * with the text it rests on and the records it was counted from. Pure but for the last function.
 * The program counts; a person decides. SPDX-License-Identifier: MIT */
#ifndef MODEL_RULES_DUTY_CLOCK_H
#define MODEL_RULES_DUTY_CLOCK_H

#include "core/actor.h"
#include "core/mem.h"
#include "model/rules/abstinence.h"
#include "model/rules/order_facts.h"
#include "model/station/list_def.h"
#include "model/station/station.h"

/* QUIET: nothing runs. RUNS: counting. NEAR: as near as its row says. REACHED: the limit, or the
 * day, is there. */
enum duty_clock_mark { DUTY_CLOCK_QUIET, DUTY_CLOCK_RUNS, DUTY_CLOCK_NEAR, DUTY_CLOCK_REACHED };

/* One record a clock was counted from. */
struct duty_clock_item {
	const char *reg; /* id of event_table; NULL: the order itself */
	long long id;    /* 0: the order itself */
	struct date day;
	bool nothing;    /* it adds nothing: a letter about a test that is counted already */
};

/* Zero-initialise; duty_clock_state_clear when done. */
struct duty_clock_state {
	enum duty_clock_mark mark;
	int value, limit;  /* as counted; limit 0: only a day */
	struct date day;   /* the last day, or the day it is full; unset: none */
	const char *why;   /* N_(): why nothing is counted, in the place of the mark; NULL */
	struct duty_clock_item *items; /* by day within each kind */
	size_t count;
};
void duty_clock_state_clear(struct duty_clock_state *s);

/* What a clock looks at beside the facts of its order: its person, its term, and today. */
struct duty_clock_case {
	long long order;
	const struct order_facts *course; /* with what model/rules/legal_duty.h looks at */
	const struct abstinence_case *person;
	struct term term;
	struct date today;
};

struct duty_clock_def {
	const char *id;      /* short ASCII */
	const char *label;   /* N_() */
	/* N_(): where it is written, and what it says; of rehab: NULL: the same */
	const char *article, *article_rehab;
	char mark;           /* as in struct profile */
	const char *unit;    /* N_(): of value and limit */
	/* [rules] key of the INI that sets the limit, or when it is near; NULL: fixed */
	const char *key;
	/* near from so much of the value on, or so many days before the day; as built in */
	int near;
	/* reason (of codes_police) for which its records are evidence once it is reached; NULL */
	const char *police;
	void (*count)(const struct duty_clock_def *def, const struct duty_clock_case *c,
	              struct duty_clock_state *out);
};
extern const struct duty_clock_def duty_clock_table[];
enum { DUTY_CLOCK_COUNT = 10 };
const struct duty_clock_def *duty_clock_find(const char *id); /* NULL: none */
/* The article for an order of this kind (rule 6.7), N_(). */
const char *duty_clock_article(const struct duty_clock_def *def, struct code order_kind);

/* The whole line in the chosen language: "拒检 2/3 次", "报到期限 2026-11-16". Appends. */
void duty_clock_say(const struct duty_clock_def *def, const struct duty_clock_state *s,
                    struct str *out);
const char *duty_clock_mark_label(enum duty_clock_mark mark); /* N_() */

/* The notice comes within so many days after the release (rule 2.12). */
enum { RELEASE_NOTICE_DAYS = 7, RECEIPT_DAYS = 15 };

/* Every clock of one order as of today; duty_clock_state_clear each, also after a failure. */
enum rc duty_clocks_of(struct station *st, const struct actor *a, long long order,
                    struct duty_clock_state out[DUTY_CLOCK_COUNT], struct err *err);

/* ---- as a list of one person (q.person) ---- */

/* list_query.given of clocks_list; NULL: each clock with its records below it. */
struct clocks_given {
	const struct duty_clock_def *records_of; /* these records alone; NULL: the clocks alone */
};

/* The order that counts; 0: none. */
long long clocks_order(const struct list_run *r);
/* The article of a clock for that order, N_(). */
const char *clocks_article(const struct list_run *r, const struct duty_clock_def *clock);
/* Which clock a line belongs to, NULL: none; *item: the record it is, NULL where it is the clock
 * itself. */
const struct duty_clock_def *clocks_at(const struct list_run *r, long long id,
                                       const struct duty_clock_item **item);

#endif
