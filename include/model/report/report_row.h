/* One order in one period: everything the figures of a period rest on (rule 9.2). Pure. A report
 * has a row for every order, not void, made up to the period's last day, ended ones too: which of
 * them count is the figures' business. SPDX-License-Identifier: MIT */
#ifndef MODEL_REPORT_REPORT_ROW_H
#define MODEL_REPORT_REPORT_ROW_H

#include "core/code.h"
#include "model/event/leave.h"
#include "model/rules/abstinence.h"
#include "model/rules/order_facts.h"

/* What the figures ask about the person; what changes in time, as it was on the row's day. */
struct report_person {
	long long resident, place, team; /* 0: none */
	struct code sex, drug, risk, job, control;
	struct date birth;
};

/* What of a person changes in time (rule 3.6). */
enum report_field { FIELD_RISK, FIELD_CONTROL, FIELD_JOB, FIELD_PLACE, FIELD_TEAM, REPORT_FIELDS };

/* A period and the day it is asked on. A period still running is counted as of that day. */
struct report_period {
	struct date from, to;  /* both included */
	struct date as_of;
};
/* The day whose state counts: the period's last, or as_of when that is earlier. */
struct date report_period_day(const struct report_period *p);
/* Calendar months it touches, 1 or more. */
int report_period_months(const struct report_period *p);

/* What is counted event by event: those of a day of the period that hang on the order. */
enum report_tally {
	TALLY_TALKS, TALLY_VISITS,
	TALLY_CALLS,     /* phone contacts */
	TALLY_REACHED,   /* of these, somebody was reached */
	TALLY_REPORTS,   /* self reports */
	TALLY_SEARCHES,
	/* seen in person: talk face to face, visit or search that found the resident, valid test */
	TALLY_MET, TALLY_WARNINGS,
	TALLY_LEAVES,    /* begun in the period; not refused, not withdrawn */
	TALLY_PLACED,    /* work found with our help */
	TALLY_AID,
	TALLY_TRAINING,  /* of the help */
	TALLY_ALLOWANCE, TALLY_RELIEF,
	TALLY_AMOUNT,    /* money, in fen */
	/* of these, after the order ended (rule 9.22): no order of the person runs that day */
	TALLY_TALKS_AFTER, TALLY_VISITS_AFTER, TALLY_CALLS_AFTER, TALLY_AID_AFTER,
	TALLY_COUNT
};

/* The duties by the register that answers them, and what became of a window (rule 19.1). */
enum report_duty {
	DUTY_ALL, DUTY_TEST, DUTY_TALK, DUTY_VISIT, DUTY_REPORT, DUTY_ASSESSMENT, REPORT_DUTIES
};
enum duty_outcome {
	OUTCOME_DUE, /* the sum of the next four */
	OUTCOME_TIMELY, OUTCOME_LATE, OUTCOME_REDONE, OUTCOME_MISSED,
	OUTCOME_EXCUSED, OUTCOME_AHEAD, OUTCOME_OPEN, DUTY_OUTCOMES
};

enum { REPORT_YEARS = 3 }; /* of the term; what comes later belongs to the third */

struct report_row {
	struct report_person person;
	long long order_id;
	struct code kind;
	/* who is in charge on the report's last day: position in report.workers, 0 nobody */
	int worker;
	int county;               /* of the newest follow-up, from 1 in report.counties; 0: none */
	struct date from, day;    /* first day of the period, and report_period_day */
	bool last;                /* the person's newest order of those in the report */
	struct code state;        /* on `day`; blank: the order was not made yet */
	struct date since;        /* first day of that state; unset when unknown */
	struct date ordered;
	struct date began;        /* first day of execution: reported, else start of the term */
	struct date deadline, reported, agreed;
	struct date start, end;   /* the term */
	bool taken_over;          /* begun elsewhere (rule 2.9), */
	struct date taken_on;     /* and since when here; unset: not said */
	bool was_open;            /* on the register the day before `from` */
	struct window_count windows; /* windows that ended in from..day, counted as of as_of */
	struct window_count visits;  /* of the visits asked for, likewise (rule 9.12) */
	/* windows of that year of the term that ended up to `day` */
	struct window_count year[REPORT_YEARS];
	bool has_windows;         /* the term is sound and something is asked */
	int tests, positive;      /* valid tests in from..day */
	int uses;                 /* use of the person (rule 6.15) in from..day, */
	int uses_after;           /* of these this order's, after its release */
	bool used;                /* use from `began` up to `day` */
	long long tally[TALLY_COUNT];
	const long long *counts;  /* by figure_counts; NULL: none of these */
	int followups_should, followups_done; /* that fell due in from..day (rule 9.28) */
	int visits_wanted;        /* for the whole period: the station's number a month */
	bool on_leave, leave_overdue; /* on `day` */
	int leave_waiting;        /* leaves that wait for approval on `day` */
	/* where the duties were read (READ_DUTIES); lines of Today past their day */
	int duty[REPORT_DUTIES][DUTY_OUTCOMES], overdue;
	bool breach;              /* rules 6.3, 6.4: a limit is reached by `day` */
	/* a report to the police was sent by `day`: about a refusal; that covers the newest breach
	 */
	bool told_refusal, told_breach;
	bool failed;              /* such a breach, or the police told of one or of a refusal */
	struct abstinence clean;  /* of the person's newest order: their three years */
	struct code custody;      /* kind of custody on `day` */
	bool allowance;           /* given within the twelve months before `day` */
	/* nothing that the state asks for was missing in the dossier on `day` */
	bool dossier;
};

/* What is known of one order over all periods; arrays are borrowed. Rows are computed from it. */
struct report_order {
	struct report_person person; /* without what changes in time */
	long long order_id;
	int worker;
	struct date agreed;
	bool taken_over;
	int visits_wanted;                /* a month */
	const struct order_facts *course;
	const struct term *term;
	/* marked; those of the periods asked for have all their tests */
	const struct window_list *windows;
	/* of the visits; those that began before counted_from and hold none are nobody's slip */
	const struct window_list *visits;
	const struct window_list *regular; /* by duty_kind_table; NULL: not read */
	int overdue;
	struct date counted_from;
	const struct status_fact *log;    /* states, in the order they were written */
	size_t log_count;
	/* what was said of the person, by day (ids of place and team as text) */
	const struct status_fact *values[REPORT_FIELDS];
	size_t value_count[REPORT_FIELDS];
	const struct use_fact *uses;      /* of the person, by day */
	size_t use_count;
	const struct date *allowances;    /* days the subsistence allowance was given */
	size_t allowance_count;
	const struct leave *leaves;       /* dates and state only */
	size_t leave_count;
	const struct sent_fact *told;     /* reports to the police, by the day they were sent */
	size_t told_count;
	const struct custody_fact *custody;
	size_t custody_count;
	/* refused or evaded, by day; what breach_count_make asks */
	const struct missed_test *missed;
	size_t missed_count;
	const struct warning *warnings;   /* likewise */
	size_t warning_count;
	const struct date *followups;     /* of the person, by day */
	size_t followup_count;
	const long long *every;           /* months between them, a year each; NULL: none is asked */
	const struct date *papers;        /* from when on each of dossier_items is there */
};

/*
 * Fill the row of an order, but for `last`, `clean` and the tallies. The state on a day is that of
 * the newest line of the log up to it (rule 3.7); an order made and not served yet is awaited.
 */
void report_row_fill(struct report_row *row, const struct report_order *o,
                     const struct report_period *period);
/* `last` and `clean` of the rows of one person, which are filled and in the order the orders were
 * made; o: of one of them. */
void report_rows_join(struct report_row *rows, size_t n, const struct report_order *o);

#endif
