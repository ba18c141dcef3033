/* The records of a span of days as figures ask for them, read once set by set; rows of any period
 * in it are computed from here. Inside the model's *_db.c files. SPDX-License-Identifier: MIT */
#ifndef MODEL_REPORT_REPORT_SOURCE_H
#define MODEL_REPORT_REPORT_SOURCE_H

#include "model/event/dossier.h"
#include "model/promise/promise.h"
#include "model/report/report.h"
#include "model/rules/duty_kind.h"
#include "model/station/usecase_db.h"

/* Facts read in any order and handed out by their owner: filled, then sorted once, then borrowed
 * slice by slice. grouped_init; grouped_clear when done. */
struct grouped {
	size_t size;   /* bytes of a fact */
	char *v;
	int *owner;    /* position of the owner of each, until sorted */
	size_t *start; /* once sorted: facts of owner i are start[i] .. start[i + 1] - 1 */
	size_t n;
};
void grouped_init(struct grouped *b, size_t size);
void grouped_clear(struct grouped *b);
void grouped_add(struct grouped *b, size_t owner, const void *fact);
/* By owner; facts of one stay in the order they were added. Nothing is added afterwards. */
void grouped_sort(struct grouped *b, size_t owners);
/* The facts of an owner and their number; borrowed until grouped_clear. */
const void *grouped_of(const struct grouped *b, size_t owner, size_t *n);

/* One order as its table has it. */
struct order_fact {
	long long id;  /* 0: none, of somebody with records from before any order (rule 9.26) */
	size_t person; /* position among the residents */
	struct report_person who;
	int worker;
	struct date agreed;
	bool taken_over;
	struct order_facts course;
	struct term term;
	struct window_list windows;
	/* by duty_kind_table, those that may end in the span or run on its last day; of the visits
	 * always, of the others with READ_DUTIES, of the tests never */
	struct window_list regular[DUTY_KIND_MOST];
	int overdue; /* lines of Today, with READ_DUTIES */
	struct date papers[DOSSIER_ITEMS]; /* from when on each is there */
};

/* One event, or money, of a day. */
struct tally_fact {
	int order; /* position */
	struct date day;
	enum report_tally tally;
	long long n;
};

/* One record that a figure of figure_counts counts: of a day, or standing from `day` up to `until`
 * (unset: for good). */
struct count_fact {
	long long resident, place; /* resident 0: of the station's own, at a place (0: none) */
	int order;                 /* position; -1: of none */
	struct date day, until;
	bool standing;
	int at;                    /* in figure_counts */
	long long n;
};

/* A county somebody was found in on a day, as a place in report.counties. */
struct county_fact {
	struct date day;
	int county;
};

/* What lies by position of the order; from GROUP_HELD on by that of the resident. */
enum report_group {
	GROUP_LOG, GROUP_SUSPENSIONS, GROUP_CUSTODY, GROUP_EXPLAINED, GROUP_TESTS, GROUP_LEAVES,
	GROUP_MISSED, GROUP_WARNINGS, GROUP_TOLD, GROUP_HELD, GROUP_USES,
	GROUP_ALLOWANCES, GROUP_FOLLOWUPS, GROUP_COUNTIES,
	GROUP_RISKS, /* as the windows take them, where the station has an overlay */
	GROUP_VALUES, /* one for each report_field */
	REPORT_GROUPS = GROUP_VALUES + REPORT_FIELDS
};

struct report_source {
	struct date from, to, as_of;
	char anchor[AUDIT_ANCHOR_BUF];
	long long erased;          /* files */
	long long damaged;         /* records */
	struct order_fact *orders; /* by resident, day of the order, id */
	size_t count;
	struct ids people;         /* residents, ascending */
	struct ids by_id;          /* ids of the orders, ascending, */
	int *position;             /* and where each stands */
	struct ids villages;       /* with a number in the station's order, by it */
	char **workers;           /* distinct, in the order met */
	size_t worker_count;
	char **counties;           /* distinct, in the order met */
	size_t county_count;
	int visits_wanted;         /* a month */
	bool illness_excuses;      /* rule 4.21 */
	struct promise_rules rules; /* of follow-ups */
	struct date counted_from;  /* see model/report/report_row.h */
	bool coarse;               /* see struct report */
	unsigned reads;            /* READ_YEARS, READ_DUTIES */
	struct grouped group[REPORT_GROUPS];
	struct tally_fact *tallies;
	size_t tally_count;
	struct count_fact *counts;
	size_t count_count;
	struct ids places; /* of those of the station, each once */
};

/* Position of an order by its id; -1: not in the report (void, of nobody, made later). This and
 * what follows: report_fact_db.c. */
int report_order_at(const struct report_source *s, long long id);
/* The newest order of the person made by that day, when each of them is over by then (rule 9.22);
 * -1. */
int report_order_before(const struct report_source *s, long long resident, struct date day);
/* Where a text stands among distinct ones, from 1; it is added when it is new. 0: no text. */
int place_of_text(char ***texts, size_t *n, const char *text);
/* Position of a person among s->people; -1: in no row. */
int report_person_at(const struct report_source *s, long long resident);
/* Events of the span. */
enum rc report_read_tallies(struct station *st, struct report_source *s, struct err *err);
/* What figure_counts count: the records of the span; SQL of people who have some and had no order
 * yet, ?1 the last and ?2 the first day; and into the rows of a period, at[i] that of order i
 * (-1: none), the first s->places.n the station's. figure_count_db.c */
enum rc report_read_counts(struct station *st, struct report_source *s, struct err *err);
void report_without_order_sql(struct str *sql);
void report_add_counts(const struct report_source *s, const int *at,
                       const struct report_period *p, struct report *out);
/* From when on each item of the orders' dossiers is there. */
enum rc report_read_dossiers(struct station *st, struct report_source *s, struct err *err);
/* Logs, suspensions, custody, leaves, refusals, histories of values. */
enum rc report_read_facts(struct station *st, struct report_source *s, struct err *err);

#endif
