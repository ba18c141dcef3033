/* Holes in one person's file that a person mends once (rules 7.1, 7.6, 7.7); their words and what
 * opens to mend them stand with the kinds of due rows. Pure. SPDX-License-Identifier: MIT */
#ifndef MODEL_RULES_FILE_GAP_H
#define MODEL_RULES_FILE_GAP_H

#include "model/rules/due.h"
#include "model/rules/team_shape.h"

/* A member of the help team, whenever. */
struct gap_member {
	long long id;
	struct code role;
	char *name;
	struct date since, until, letter_on;
};
/* A package in a member's hands. */
struct gap_duty {
	struct code package;
	long long member;
	struct date until;
};

struct gap_facts {
	bool agreed;                   /* the order says when the agreement was signed */
	bool pledge, agreement, guarantee; /* the paper is in the dossier */
	bool co_supervised;            /* a relative co-supervises under a letter... */
	struct date co_until;          /* ...until; unset: for good */
	bool no_control;               /* the person has no control state (rule 9.7) */
	bool words;                    /* a word of a sheet is kept beside a field that is open */
	bool has_team;
	const struct gap_member *members;
	size_t member_count;
	const struct gap_duty *duties; /* confirmed or not, the newest of each package last */
	size_t duty_count;
	const char *worker;            /* whom the order names; NULL */
	/* bit i: item i of dossier_items is missing and has no row of its own */
	unsigned dossier;
};

/* due_row.window of a hole: which one, and so many times FILE_GAP_MORE as there are more of its
 * kind that opened on that day. */
enum { FILE_GAP_MORE = 100 };
int file_gap_which(enum due_kind kind, int window); /* of no gap: window */
/* The seat, package or paper meant by a row, and how many more, in the chosen language; nothing
 * when its word says all. Appends. */
void file_gap_say(enum due_kind kind, int window, struct str *out);

/* One row for each kind and day of holes, in the order of the table; facts NULL: none. `since`: the
 * start of the term. A hole that opens only when a membership or a letter ends is kept with that
 * day, so that midnight changes no row. */
void file_gaps_find(const struct gap_facts *facts, struct date since, struct due_rows *out);

#endif
