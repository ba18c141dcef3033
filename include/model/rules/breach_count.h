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
	int times; /* 1, or 0 where the same event was counted by another record already */
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

/*
 * Records of one order that are not void, in any order. Refusals: missed tests judged refused or
 * evaded (a notice was served), and warnings about a refused or evaded test, once where both name
 * one warning or stand on one day. Absences: warnings about leaving without report; those whose
 * days touch are one absence. Days: of those warnings, no day twice, until `today` when nobody has
 * said until when; without a today it goes on for ten years.
 */
void breach_count_make(const struct missed_test *missed, size_t missed_count,
                       const struct warning *warnings, size_t warning_count, struct date today,
                       struct breach_count *out);
/* The day on which so many days away are full, those that go on counted as they will; unset:
 * never. */
struct date breach_days_reach(const struct warning *warnings, size_t count, int days);
/* "拒检 1/3  擅离 0/3  累计 0/30 天", with ! at what has reached its limit. Appends. */
void breach_count_line(const struct breach_count *b, struct str *out);

/* The counts of one order as of `today`. */
enum rc breach_count_of(struct station *st, const struct actor *a, long long order,
                        struct date today, struct breach_count *out, struct err *err);

#endif
