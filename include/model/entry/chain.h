/* From a slip to its paper: what follows from a record, filled from what is there (rules 17.1 to
 * 17.8). A step is one row of the table; forms, Today and prints read it. Nothing is done by
 * itself: a person says yes, later, or why not. SPDX-License-Identifier: MIT */
#ifndef MODEL_ENTRY_CHAIN_H
#define MODEL_ENTRY_CHAIN_H

#include "model/event/event.h"
#include "model/rules/due.h"

struct chain_step {
	const char *after;     /* id in event_table, or CHAIN_ORDER */
	const char *when, *is; /* a field of that record, and values that fit; NULL: any */
	/* the line of Today that must stand, of the record where it is about one; 0: none */
	enum due_kind due;
	bool late;             /* and be overdue */
	/* SQL that answers a row where the step is done: ?1 order, ?2 record, ?3 person */
	const char *unless;
	const char *next;      /* id in event_table, or CHAIN_STATE */
	/* "field=value,...": $name is that field of the record; @content, @after and @answer are
	 * worked out */
	const char *fill;
	const char *label;     /* N_(): the paper */
	const char *rule;
	const char *clock;     /* of duty_clock_table: its article is quoted; NULL: none */
	const char *content;   /* N_(): the words of a letter */
	const char *declined;  /* field of the record that keeps why not; NULL: of reports */
	bool at_once;          /* nothing in it wants reading: saved without a form */
};
#define CHAIN_ORDER "order"
#define CHAIN_STATE "state"
extern const struct chain_step chain_table[]; /* the NULL `after` ends it */

enum { CHAIN_VALUES = 10 };
/* The step that follows now, and what is known of its record. */
struct chain_next {
	const struct chain_step *step; /* NULL: nothing follows */
	long long resident, order;
	long long from, id;            /* the record it follows; the one begun before, 0: none */
	struct code kind;              /* of the order */
	struct {
		char field[24];
		char *value;
	} v[CHAIN_VALUES];
	size_t n;
};
void chain_clear(struct chain_next *next);
/* After this saved record of a register, or of CHAIN_ORDER a struct treatment_order. chain_clear in
 * any case. */
enum rc chain_after(struct station *st, const struct actor *a, const char *reg, const void *rec,
                    struct chain_next *out, struct err *err);
/* The same by the record's id. */
enum rc chain_after_id(struct station *st, const struct actor *a, const char *reg, long long id,
                       struct chain_next *out, struct err *err);
/* The rule with its article, in the chosen language. Appends. */
void chain_rule(const struct chain_next *next, struct str *out);
/* It is not done, and why stays with the record, or of a report with one that is not sent: it does
 * not come back. RC_INVALID without a reason. */
enum rc chain_decline(struct station *st, const struct actor *a, const struct chain_next *next,
                      const char *reason, struct err *err);
/* Save what follows as it is; *id: the record. */
enum rc chain_save(struct station *st, const struct actor *a, const struct chain_next *next,
                   long long *id, struct err *err);
/* From when to when a test window of an order goes, as text; "" where there is none. */
void chain_window(struct station *st, const struct actor *a, long long order, int window,
                  char first[DATE_BUF], char last[DATE_BUF]);
/* The next number of this register's papers in this year, from those used; heap, NULL: the register
 * has none. */
char *chain_number(struct station *st, const char *reg, struct err *err);

#endif
