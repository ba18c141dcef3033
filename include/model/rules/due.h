/* What is due for one order, and the groups the worklist shows (rules 8.1, 8.2). Pure.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_RULES_DUE_H
#define MODEL_RULES_DUE_H

#include "model/rules/order_facts.h"

/* Numbers under which rows are kept (column `group` of table due), in the order of rule 8.1: (1)
 * duty reports 10, (2) report-in 20, (3) leave 30, (4) tests 40, (5) near a breach 50, (6) talks,
 * visits, self-reports 60, (7) assessment 70, (8) gaps 80, (9) end of term 90; apart from them old
 * tests (rule 8.5) and what left the worklist unanswered (rule 8.6). */
enum due_base {
	DUE_BASE_POLICE = 10, DUE_BASE_PICKUP = 12, DUE_BASE_LOST = 16,
	DUE_BASE_REPORT_IN = 20, DUE_BASE_LEAVE = 30, DUE_BASE_TEST = 40,
	DUE_BASE_TEST_AWAY = 42, /* answered once it has ended (rule 4.21): shown while it closes */
	DUE_BASE_NEAR = 50, DUE_BASE_TALK = 60, DUE_BASE_VISIT = 62, DUE_BASE_REPORT = 64,
	DUE_BASE_LEAVE_REPORT = 66, DUE_BASE_PROMISE = 68, DUE_BASE_ASSESSMENT = 70, DUE_BASE_FILE = 80,
	DUE_BASE_LETTER = 82, DUE_BASE_TEAM = 84, DUE_BASE_DOSSIER = 86, DUE_BASE_FOLLOWUP = 88,
	DUE_BASE_TERM = 90,
	DUE_BASE_LABORATORY = 92, DUE_BASE_RELEASE = 94, DUE_BASE_OLD_TEST = 96,
	DUE_BASE_UNANSWERED = 97, DUE_BASE_APPROVAL = 98,
	/* of a group: rows of every base that can be overdue; of talks, visits and reports */
	DUE_BASE_ANY = 0, DUE_BASE_REGULAR = 1
};

/* What a row asks for (column `kind`); numbers are stored, never renumber. */
enum due_kind {
	DUE_REPORT_IN = 1, DUE_TEST = 2, DUE_TERM_END = 3, DUE_FIX_TERM = 4, DUE_TALK = 5,
	DUE_VISIT = 6, DUE_REPORT = 7, DUE_WRITTEN = 8, DUE_SUMMARY = 9, DUE_ASSESSMENT = 10,
	DUE_POLICE_REFUSAL = 11, DUE_POLICE_BREACH = 12, DUE_POLICE_RELAPSE = 13, /* rule 6.6 */
	DUE_LEAVE_RETURN = 14, DUE_NEAR_REFUSALS = 15, DUE_NEAR_ABSENCES = 16, DUE_NEAR_DAYS = 17,
	DUE_AGREEMENT = 18, DUE_PLEDGE = 19, DUE_GUARANTEE = 20, DUE_LETTERS = 21, DUE_NO_TEAM = 22,
	DUE_EMPTY_SEAT = 23,
	DUE_NO_HOLDER = 24, DUE_DOSSIER = 25, /* gaps: model/rules/file_gap.h */
	DUE_LABORATORY = 26, DUE_LEAVE_WRITTEN = 27, DUE_RELEASE_FILE = 28, DUE_RELEASE_NOTICE = 29,
	DUE_OLD_TESTS = 30, /* one line for all of them, no row */
	DUE_CONTROL = 31, /* a gap as well */
	DUE_RECEIPT = 32, /* of the papers handed on with an order (rule 3.12) */
	DUE_WORDS = 33, /* a gap as well: words of a sheet beside fields that are open (rule 10.11) */
	/* rules 17.2, 17.3, 17.7: a refusal without its letter, a letter not served, a report
	 * begun, a report without a decision, a decision the order does not follow yet */
	DUE_NO_LETTER = 34, DUE_UNSERVED = 35, DUE_POLICE_DRAFT = 36, DUE_POLICE_ANSWER = 37,
	DUE_DECISION = 38, DUE_POLICE_LOST = 39, /* rule 17.6 */
	DUE_LEAVE_APPROVAL = 40, /* rule 19.3 */
	DUE_KIND_LAST = DUE_LEAVE_APPROVAL,
	/* what was promised, each a row of model/promise/promise.h */
	DUE_FETCH = 64, DUE_FETCHED_ORDER = 65, DUE_LOST_SEARCH = 66, DUE_LOST_TELL = 67,
	DUE_COUNSEL = 68, DUE_HARDSHIP = 69, DUE_CARE = 70, DUE_MAINTENANCE = 71,
	DUE_DUAL_ANSWER = 72, DUE_DUAL_CONTACT = 73, DUE_PAIR = 74, DUE_GRID = 75, DUE_CASE = 76,
	DUE_CASE_PAID = 77, DUE_PLAN = 78, DUE_MEASURE = 79, DUE_PLAN_REVIEW = 80,
	DUE_NEXT_REVIEW = 81, DUE_MOVE = 82, DUE_FOLLOWUP = 83
};

/* What answers a row. */
enum due_door {
	DOOR_ORDER,    /* the form of the order, at `field` */
	DOOR_NEW_ORDER,
	DOOR_EVENT,    /* a new record of `reg`; field set: filled in as `value` */
	DOOR_RECORD,   /* the record the row is about (due_record), at `field` */
	DOOR_CHAIN,    /* what follows from that record (model/entry/chain.h) */
	DOOR_POLICE,   /* a report to the police, its reason `value` */
	DOOR_RESIDENT, /* the form of the resident, at `field` */
	DOOR_DUTY,     /* of duty_kind_table: its register */
	DOOR_STATE, DOOR_CLOCKS, DOOR_TEAM, DOOR_PACKAGE, DOOR_DOSSIER, DOOR_OLD_TESTS
};
/* Where rows of a kind stand, what they are called and what opens: one row here is all a kind
 * needs. */
struct due_kind_def {
	enum due_base base;
	const char *label; /* N_() */
	enum due_door door;
	const char *reg, *field, *value;
};
struct due_kind_def due_kind_of(enum due_kind kind); /* label "" and the rest blank: no such kind */
const char *due_kind_label(enum due_kind kind); /* N_() */

struct due_row {
	int group;           /* enum due_base */
	struct date due_on;  /* last day to do it; overdue from the day after */
	enum due_kind kind;
	/* ordinal of the window; what tells rows of one kind and day apart (gap: which one); 0:
	 * none */
	int window;
	struct date first;   /* first day of the window, else due_on */
};

/* Zero-initialise; may be reused; due_rows_clear when done. */
struct due_rows {
	struct due_row *v;
	size_t n;
};
void due_rows_clear(struct due_rows *rows);
/* Nothing is added on an unset day: such a row could never be sorted or shown. */
void due_rows_add(struct due_rows *rows, enum due_kind kind, struct date due_on, int window,
                  struct date first);

/*
 * The due rows of one order, in the order of group, day, window:
 *   awaiting: one row on the report deadline (rule 2.2);
 *   executing: one row on the last day of the term (rule 2.12), and one for EVERY window that is
 *     neither done, nor excused, nor a finding that a make-up test has answered;
 *   executing or suspended without a sound term: one row "mend the term" on the day of the order;
 *   suspended: the windows as above (those under the suspension are excused), no end of term;
 *   talks, visits, reports, assessments of an order executing or suspended: one row for every such
 *     window in c->bounds, in the order of duty_kind_table, before the end of the term; those
 *     due_has_left in DUE_BASE_UNANSWERED;
 *   executing or suspended: test windows of before the station in DUE_BASE_OLD_TEST (rule 8.5);
 *   in any state, ended too: one row for each reason of rule 6.6 for which there is evidence that
 *     no report sent to the police covers, on the day of the first such evidence (rule 6.16);
 *   open: the papers of a slip still to come (legal_duty_papers);
 *   executing or suspended: each leave nobody came back from, on its last day; each that waits for
 *     approval, on its first day (rule 19.3); each leave the law
 *     wants reported in writing and that was not, on its first day (rule 6.1); each count of rules
 *     6.3, 6.4 that is near its limit, on the day it came near; each hole of file_gap.h; each
 *     sample still at the laboratory;
 *   executing: the file that goes to the police before the end of the term, on its last day, until
 *     it is sent (rule 2.13);
 *   released since the station began: the notice of it, a week later, until it is in the file
 *     (rule 2.12); moved since then: the receipt of its papers, until its day is known (rule 3.12).
 * Every unanswered window, not only the earliest of each kind: which window is the earliest still
 * open changes at midnight and with --today, which window is unanswered does not. Keeping all (22
 * at most in a term of three years) leaves the table untouched until a record changes.
 */
void due_compute(const struct order_facts *c, const struct profile_set *set, struct due_rows *out);
/* Of these the talks, visits, reports and assessments alone: all that rests on c->bounds. The tests
 * may be left unread. */
void due_compute_regulars(const struct order_facts *c, const struct profile_set *set,
                          struct due_rows *out);

/* Has a regular left the worklist by age (rule 8.6)? It ended before the bounds; one that is asked
 * for once in so many months stays until as long again has gone by before the month of today. */
bool due_has_left(const struct due_row *r, const struct due_bounds *b);

/* When is a row of a group's base shown in it? */
enum due_when {
	DUE_OVERDUE, /* due_on < today */
	DUE_SOON,    /* today <= due_on <= today + days */
	DUE_UP_TO,   /* due_on <= today + days: soon and overdue in one line */
	DUE_ALWAYS,
	DUE_LONG_OVERDUE, /* due_on < today by more days than the head's list asks for */
	DUE_OPEN,    /* begun, and due_on > today + days: due this month, behind what presses */
};

/* One line of Today: rows of `base` whose day answers `when`. */
struct due_group {
	int id;             /* unique; the order on the screen */
	int base;           /* enum due_base */
	const char *name;   /* short ASCII, for --json and the command line */
	const char *label;  /* N_() */
	enum due_when when;
	int days;           /* DUE_SOON, DUE_UP_TO */
	bool deadline;      /* due_on is a last day; else the day since when something lacks */
};
extern const struct due_group due_groups[];
extern const size_t due_group_count;

const struct due_group *due_group_find(int id);
/* The first and last due_on that the group shows on `today`, both included and both always set:
 * what a query compares with. */
void due_group_range(const struct due_group *g, struct date today, struct date *from,
                     struct date *to);
/* Is the group a list of its own, whose rows are not among those of the worklist, or there again?
 */
bool due_group_is_apart(const struct due_group *g);
/* Does the group show rows of this base at all? That of DUE_BASE_ANY those of every base with a
 * deadline. */
bool due_group_takes(const struct due_group *g, int base);
/* More than so many days overdue is long ([rules] head_days): set when a station is opened; 30
 * until then. */
void due_long_overdue(long long days);
/* The group that shows a row of this base and day, or NULL when none shows it yet. */
const struct due_group *due_group_of(int base, struct date due_on, struct date today);

#endif
