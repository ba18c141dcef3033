/* The statutory counts of one order with the records behind them (rules 6.3, 6.4). Pure. The
 * program counts what a person has recorded and decides nothing: a missed window alone is no
 * refusal, a leave overstayed alone no absence. SPDX-License-Identifier: MIT */
#ifndef MODEL_RULES_BREACH_COUNT_H
#define MODEL_RULES_BREACH_COUNT_H

#include "core/actor.h"
#include "core/date.h"
#include "core/err.h"
#include "core/mem.h"
#include "model/event/leave.h"
#include "model/order/term.h"
#include "model/station/station.h"

/* Serious breach: refused or evaded so often; away without report so often, or more than so many
 * days in all. */
enum { BREACH_REFUSALS = 3, BREACH_ABSENCES = 3, BREACH_DAYS = 30 };
/* Near it, while [rules] near_times and near_days say nothing else (rule 6.5). */
enum { BREACH_NEAR_TIMES = 2, BREACH_NEAR_DAYS = 20 };

enum breach_kind { BREACH_REFUSAL, BREACH_ABSENCE };

/* One record a count was made from. */
struct breach_item {
	enum breach_kind kind;
	const char *reg; /* id of its register */
	long long id;
	struct date day;
	/* 1, or 0: another record is counted for the same event, or nobody said what it is */
	int times;
	int days;  /* days away that this record adds */
	long long recorded; /* ms when it was typed; 0: taken in from a file */
};

/* Zero-initialise; breach_count_clear when done. */
struct breach_count {
	int refusals, absences, days;
	bool goes_on; /* an absence has no last day yet */
	struct breach_item *items; /* by day */
	size_t count;
};
void breach_count_clear(struct breach_count *b);
/* Is a limit of rules 6.3, 6.4 reached? */
bool breach_is_reached(const struct breach_count *b);

/*
 * Records of one order that are not void, in any order: none changes a count. Refusals (rule 6.3):
 * missed tests judged refused or evaded (a notice was served); a letter about one is its paper and
 * counts nothing; one about a test that is not recorded counts where it says "another time", once
 * for all of one number or window. Absences (rule 6.4): warnings about leaving without report; each
 * part of the union of their days is one, and each without its days. Days: those of the union, to
 * `today`; without a today an absence that goes on lasts ten years.
 */
void breach_count_make(const struct missed_test *missed, size_t missed_count,
                       const struct warning *warnings, size_t warning_count, struct date today,
                       struct breach_count *out);
/* Refused or evaded? */
bool breach_is_refusal(struct code judged);
/* The refused test a letter is about (rule 6.10): of its window, else of its number, else, where it
 * names no window and is not said to be another time, of its day. NULL: none is recorded. */
const struct missed_test *breach_test_of(const struct warning *w, const struct missed_test *missed,
                                         size_t n);
/* The day on which so many days away are full, those that go on counted as they will; unset:
 * never. */
struct date breach_days_reach(const struct warning *warnings, size_t count, int days);
/* "拒检 1/3  擅离 0/3  累计 0/30 天", with ! at what has reached its limit. Appends. */
void breach_count_line(const struct breach_count *b, struct str *out);

/* The counts of one order as of `today`. */
enum rc breach_count_of(struct station *st, const struct actor *a, long long order,
                        struct date today, struct breach_count *out, struct err *err);

/*
 * What is asked before a record of any register is saved (rules 6.11, 6.12), beside what its own
 * check asks: a letter about a refused test that is not recorded and is no other time; a count that
 * this record, new or changed, brings to its limit, with all the records it then rests on. Adds to
 * told; nothing where the records cannot be read.
 */
void breach_doubts(struct station *st, const struct actor *a, const struct event_def *def,
                   const void *rec, struct findings *told);
/* The window of the newest refused test of the order that no letter is about yet; INT_NONE: none.
 */
long long breach_window_unnamed(struct station *st, const struct actor *a, long long order);

#endif
