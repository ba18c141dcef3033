/* One order as the rules see it: what its term, its windows and its due rows rest on. Pure; the
 * database layer fills it and lends the arrays. SPDX-License-Identifier: MIT */
#ifndef MODEL_RULES_ORDER_FACTS_H
#define MODEL_RULES_ORDER_FACTS_H

#include "model/order/order.h"
#include "model/order/term.h"
#include "model/rules/profile.h"
#include "model/rules/window.h"

/* A state, and since when: a line of the log of states, a level of risk, a control state, a
 * work. */
struct status_fact {
	struct code state;
	struct date since;
};

/* From when on a resident is of which level of risk. */
struct risk_fact {
	struct date since; /* unset: from the beginning */
	struct code level;
};

/* What was recorded of one kind. */
struct event_list {
	struct event_fact *v;
	size_t n;
};

/* Which windows of talks, visits, reports and assessments are looked at: those that begin in
 * first..until (what came before the station recorded is nobody's slip). Those that ended before
 * `from` have left the worklist (rule 8.6). until unset: none. */
struct due_bounds {
	struct date first, from, until;
};

/* What becomes of test windows of before the station began that hold no record (rule 4.23): the
 * head has not said; they will be entered; they are closed. */
enum old_tests { OLD_TESTS_ASK, OLD_TESTS_ENTER, OLD_TESTS_CLOSE };

struct missed_test;
struct warning;
struct leave_fact;
struct sent_fact;
struct gap_facts;
struct use_fact;

struct order_facts {
	long long order;   /* its id */
	struct code kind;  /* detox | rehab */
	struct code state; /* awaiting | executing | suspended | terminated | moved | released */
	struct date ordered, served, ended, receipt;
	bool taken;             /* over from another place (rule 2.9): */
	struct date taken_on;   /* from this day on it is ours, */
	struct date begun;      /* and executed here from this one; unset: it waits */
	long long report_days;  /* the station's setting (rule 2.3); out of 1..15: 15 */
	struct term_input term; /* its suspensions excuse windows too (rule 4.11) */
	/* further days that excuse windows or answer them, but move no end (rules 4.20, 4.21) */
	const struct window_off *away;
	size_t away_count;
	struct date counted_from; /* the station's first day; unset: nothing is old */
	enum old_tests old_tests;
	const int *explained;   /* windows with a recorded reason for no test (rule 4.13) */
	size_t explained_count;
	const struct event_fact *tests; /* not void, of this order */
	size_t test_count;
	/* by day; only wanted where the station has written an overlay */
	const struct risk_fact *risks;
	size_t risk_count;
	/* by row of duty_kind_table, tests left out; NULL: none were read */
	const struct event_list *regular;
	const struct excuse_fact *excuses; /* of every kind; read with `regular` */
	size_t excuse_count;
	struct due_bounds bounds;
	/* What model/rules/legal_duty.h and model/rules/file_gap.h look at; nothing when it was not
	 * read. */
	const struct missed_test *missed;
	const struct warning *warnings;
	const struct leave_fact *leaves;
	/* Reports to the police that were sent, and use, both of the person; of files before the
	 * end only this order's. */
	const struct sent_fact *sent;
	const struct use_fact *uses;
	size_t missed_count, warning_count, leave_count, sent_count, use_count;
	const struct gap_facts *gaps;
	/* [rules]; 0: as usual, of file_days: no file before the end is asked for */
	long long near_times, near_days, file_days;
	/* contact is lost, as a record of the register says; when it was typed, 0: taken in */
	struct date lost;
	long long lost_recorded;
	/* the notice of release is in the file; read of released orders only */
	bool noticed;
};

/*
 * What is asked of this order for one kind: the profile's schedule, and from the day on which both
 * an overlay and the level it is for hold, whichever of the two gives more windows in a term like
 * this (rule 4.17). Neither an overlay nor an assessment changes a window that began before its
 * day.
 */
void order_facts_schedule(const struct order_facts *c, const struct profile_set *set,
                          const struct term *term, const char *kind, struct schedule *out);

/* Term and marked windows of one kind, whatever it is called: everything but the profile's rule for
 * it comes in from outside. Answered are those a person gave a reason for. The list may be
 * reused. */
void order_facts_windows_of(const struct order_facts *c, const struct profile_set *set,
                            const char *kind, const struct event_fact *events, size_t count,
                            struct term *term, struct window_list *out);

/* The two steps of order_facts_windows, for who learns only from the windows which tests to read;
 * the list may be reused. */
void order_facts_cut(const struct order_facts *c, const struct profile_set *set, const char *kind,
                     struct term *term, struct window_list *out);
void order_facts_mark(const struct order_facts *c, struct window_list *windows);
/* The second step of order_facts_windows_of. */
void order_facts_mark_kind(const struct order_facts *c, const char *kind,
                           const struct event_fact *events, size_t count,
                           struct window_list *windows);
/* Of the tests, with what answers them and what is old (rule 4.23). What ends after the order
 * itself (moved, terminated, released by a paper) is not asked for: nobody can be tested under an
 * order that is over (rule 4.11). */
void order_facts_windows(const struct order_facts *c, const struct profile_set *set,
                         struct term *term, struct window_list *out);

/* The same for another kind of duty_kind_table. */
void order_facts_regular_windows(const struct order_facts *c, const struct profile_set *set,
                                 size_t regular, struct term *term, struct window_list *out);

/* How many test windows each of these orders has over its whole term; 0: its term is not sound, or
 * nobody who may be seen. At most three queries. */
enum rc test_window_totals(struct station *st, const struct actor *a, const long long *orders,
                           size_t n, size_t *out, struct err *err);
/* Term and marked windows of an order on any day. *windows is reused; the caller clears it. */
enum rc test_windows(struct station *st, const struct actor *a, long long order, struct term *term,
                     struct window_list *windows, struct err *err);

#endif
