/* SPDX-License-Identifier: MIT
 * The generator of made-up stations: CSV files as a township's spreadsheet saves them, for the demonstration, the tests
 * and the benchmarks. Deterministic by seed, date and size. Every register (roster, tests, later more) is one row in
 * the table of gen.c: its columns, and a function that writes a record's cells.
 */
#ifndef TESTS_GEN_GEN_H
#define TESTS_GEN_GEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/date.h"
#include "core/mem.h"

/* ---- random numbers that depend on nothing but the seed ---- */

struct rng {
	uint64_t s;
};
/* A stream of its own for (seed, what, index), so that a new register changes nothing in the others. */
struct rng rng_for(uint64_t seed, const char *what, uint64_t index);
uint64_t rng_next(struct rng *r);
int rng_below(struct rng *r, int n);          /* 0..n-1 */
int rng_between(struct rng *r, int a, int b); /* a..b */
bool rng_chance(struct rng *r, double p);
#define rng_pick(r, array) ((array)[rng_below((r), (int)(sizeof(array) / sizeof *(array)))])

/* ---- people ---- */

enum course {
	COURSE_AWAITING,   /* ordered some days ago, not yet reported */
	COURSE_OVERDUE,    /* ordered more than fifteen days ago, not reported */
	COURSE_YEAR1,
	COURSE_YEAR2,
	COURSE_YEAR3,
	COURSE_ENDING,     /* the term ends within thirty days */
	COURSE_ENDED,      /* it ended within the last months */
};

struct person {
	size_t index;
	char name[48];
	bool male;
	char idno[19];
	struct date birth;
	char phone[12];
	int village;       /* index */
	int house;
	enum course course;
	bool detox;        /* else rehab */
	struct date ordered, reported; /* reported DATE_NONE: not yet */
	const char *drug, *risk, *job;
	int note;          /* index of its note, 0 for none */
	double missing;    /* share of windows without a test */
};

extern const char *const villages[10];

/* Fills p; everything is counted back from today. */
void person_make(struct person *p, uint64_t seed, size_t index, struct date today);
/* Another name than p's. */
void person_other_name(const struct person *p, struct rng *r, char out[48]);
const char *person_police(const struct person *p);
const char *person_worker(const struct person *p);

/* gen returns (returns.c): the words after it. */
int returns_main(int argc, char **argv);
/* A figure of so many people of a made-up city (city.c). */
long long city_number(const char *id, int people, int month);

/* ---- files ---- */

struct sheet_def;
/* The header of a field of this name: the county's, or what an office calls it. "" is "". */
const char *sheet_header(const struct sheet_def *def, const char *field, bool spoken);

struct layout {
	char delimiter;
	bool title;           /* a title line above, other header names, total and signature lines below */
	bool mixed;           /* the spellings of dates, IDs and names that people use */
	bool full;            /* more columns than the county asks for */
	double defects;       /* share of records with one */
	const char *encoding; /* utf8 | utf8bom | gb18030 | utf16 */
};

/* A file being written: cells of the present record, and what a careful importer answers to each. */
struct table {
	const struct layout *layout;
	const struct sheet_def *sheet;
	struct str text, truth;
	size_t columns, cells;   /* cells of the present record so far */
	size_t records;          /* title and header included */
	const char *verdict;     /* of the present record: ok, warn, bad */
	const char *fault;       /* the field at fault, "" */
};

void table_cell(struct table *t, const char *text);
/* The record is complete; notes its verdict and makes it ok again. */
void table_end(struct table *t);
void table_judge(struct table *t, const char *verdict, const char *field);
void table_clear(struct table *t);
/* Encode and write; exits with a sentence when that fails. */
void table_save(const struct table *t, const char *path);
void truth_save(const struct table *t, const char *path);

/* Spellings, plain unless the layout says mixed. */
void spell_date(struct table *t, struct rng *r, struct date d);
void spell_idno(struct table *t, struct rng *r, const char *idno);
void spell_name(struct table *t, struct rng *r, const char *name);

/* ---- registers ---- */

/* How a cell of a register in events.c is made; the others write their own. */
enum cell_kind {
	CELL_OWN,
	CELL_NAME, CELL_ID,
	CELL_DAY,    /* the day it happened */
	CELL_LATER,  /* that day and a..b days, blank when that is not over yet */
	CELL_AHEAD,  /* that day and a..b days, also in the future */
	CELL_PICK,   /* one of the words of `text`, parted by | */
	CELL_SEQ,    /* the next of them for this person */
	CELL_THEN,   /* one of the words once a days have gone */
	CELL_NUMBER, /* a..b */
	CELL_WORKER, CELL_POLICE, CELL_RISK, CELL_JOB,
};

struct sheet_column {
	const char *field; /* of the register's field tables, which have its header; NULL: the row's number */
	bool spoken;       /* always by the field's other name, as the county does not */
	bool full;         /* only with layout.full */
	enum cell_kind kind;
	const char *text;
	int a, b;
};

struct station {
	const struct person *people;
	size_t count;
	uint64_t seed;
	struct date today;
};

struct event_spec;
struct sheet_def {
	const char *name;     /* --NAME FILE, --NAME-truth FILE */
	const char *reg;      /* the program's register; NULL: of that name too */
	const char *title;
	const struct sheet_column *columns;
	size_t column_count;
	void (*fill)(const struct sheet_def *def, struct table *t, const struct station *s); /* every record */
	const struct event_spec *spec; /* of events.c */
};

extern const struct sheet_def roster_sheet, test_sheet, member_sheet, duty_sheet;
enum { EVENT_SHEETS = 37 };
extern const struct sheet_def event_sheets[EVENT_SHEETS];

#endif
