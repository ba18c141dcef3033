/* Holes in one person's file that a person mends once (rules 7.1, 7.6, 7.7): a table, each with its
 * word, its group and what opens to mend it. Pure. */
#ifndef MODEL_RULES_FILE_GAP_H
#define MODEL_RULES_FILE_GAP_H

#include "model/rules/due.h"
#include "model/team/package.h"

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
	bool has_team;
	const struct gap_member *members;
	size_t member_count;
	const struct gap_duty *duties; /* confirmed or not, the newest of each package last */
	size_t duty_count;
	const char *worker;            /* whom the order names; NULL */
	unsigned dossier;              /* bit i: item i of dossier_items is missing and has no row of its own */
};

/* What opens to mend it. */
enum file_gap_door { DOOR_ORDER, DOOR_DOCUMENT, DOOR_RELATIVE, DOOR_RESIDENT, DOOR_TEAM, DOOR_PACKAGE, DOOR_DOSSIER };

/* One thing that lacks: since when (later than today where something will run out), and which seat, package or paper, from
 * 1; 0: its word says all. */
struct file_gap_hole {
	struct date day;
	int which;
};
enum { FILE_GAP_HOLES = 32 };
struct file_gap_holes {
	struct file_gap_hole v[FILE_GAP_HOLES];
	int n;
};

struct file_gap_def {
	enum due_kind kind;
	enum due_base base;
	const char *label; /* N_() */
	enum file_gap_door door;
	const char *field, *value; /* of the form: where it starts, or what is filled in; NULL */
	/* Every hole of this kind: open since `since` when it always was, later where something ran out. */
	void (*open)(const struct gap_facts *f, struct date since, struct file_gap_holes *out);
};
extern const struct file_gap_def file_gap_table[];
extern const size_t file_gap_count;
const struct file_gap_def *file_gap_of(enum due_kind kind); /* NULL: no gap */
/* due_row.window of a hole: which one, and so many times FILE_GAP_MORE as there are more of its kind that opened on that day. */
enum { FILE_GAP_MORE = 100 };
int file_gap_which(int window);
/* The seat, package or paper meant by a row, and how many more, in the chosen language; nothing when its word says all.
 * Appends. */
void file_gap_say(enum due_kind kind, int window, struct str *out);

/* One row for each kind and day of holes, in the order of the table; facts NULL: none. `since`: the start of the term. A hole
 * that opens only when a membership or a letter ends is kept with that day, so that midnight changes no row. */
void file_gaps_find(const struct gap_facts *facts, struct date since, struct due_rows *out);

#endif
