/* What an officer does in a day, as tables: the keys field by field, and the station it is done at.
 * Both gates, of keystrokes and of slips, play these. SPDX-License-Identifier: MIT */
#ifndef TESTS_TUI_TASKS_H
#define TESTS_TUI_TASKS_H

#include <stdbool.h>

enum {
	STEP_WAYS = 3,

	S_CORE = 1 << 0, /* who it is about, dates, results: what the county counts */
	S_FREE = 1 << 1, /* free text: any word may be meant, a slip in it is silent by nature */
	S_OPTIONAL = 1 << 2, /* a form without this field has nothing to fill */
	S_DECIDED = 1 << 3,  /* thought about even where it is only accepted */
};

enum step_kind {
	STEP_END,
	STEP_GO,   /* keys of command; `shown` stands on the screen then */
	STEP_SAY,  /* typed where the cursor stands */
	STEP_FILL, /* the row of this field shows `shown` then; nothing is typed where it does
		      already */
	STEP_ASK,  /* the answer where this question stands on the screen */
};

struct step {
	enum step_kind kind;
	const char *field; /* label of the row, words of the question; of GO and SAY what it is in
			      the table of slips */
	const char *shown;
	const char *ways[STEP_WAYS]; /* keys as pty_keys takes them, the fewest first; the first
					that does is taken */
	unsigned flags;
};

struct task {
	const char *id, *name;
	int records; /* seconds are told by the record */
	int weight;  /* so many of a day's slips, of 400 */
	const struct step *steps;
};
/* The NULL id ends it. */
extern const struct task task_table[];

/* Makes the station all of them begin at; its day is TOWN_DAY. */
void tasks_station(void);

#endif
