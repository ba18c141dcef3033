/* SPDX-License-Identifier: MIT
 * A station's return to the county as a package (rules 20.1 to 20.4), and the county's answer to
 * it. Pure: figures in, a package out, and back with every check.
 *
 * The members are data/places.csv and one of every table, all lines of which look the same:
 * station, period and number of the return, id, place, numerator and denominator (blank: a number,
 * no rate), of at most 10 digits. place is a key of places.csv: "*" the whole station, "-" who has
 * no village, else the number a village keeps at its station, or a worker. Lines stand by id, the
 * station's first, the others from the most to the fewest and alike in the order of the places, so
 * that the same figures are the same bytes; a place that counts 0 has none, nor has a whole return
 * an id that counts 0 everywhere and is in the list of ids it names (data/county/return-ids.txt),
 * which what was read has again. A rate has the station's line alone: what it is made of stands by
 * place among the figures. Format 1 had place before id, places in their order, and every id. Where
 * scope is "changes" each id named replaces all lines of that id in that table, and what is not
 * named stands. Table Schema's fieldsMatch is left out: "exact" is what it says by itself, and the
 * public documents differ in whether it is a text or a list.
 *
 * Beside them may lie data/people.csv.sealed and data/events.csv.sealed, for the county alone.
 */
#ifndef EXCHANGE_PACKAGE_RETURN_ROWS_H
#define EXCHANGE_PACKAGE_RETURN_ROWS_H

#include "core/date.h"
#include "exchange/package/package.h"

enum { RETURN_FORMAT = 2, ANSWER_FORMAT = 1, RETURN_CODE_MIN = 6, RETURN_CODE_MAX = 12,
       RETURN_PLACES_MAX = 2000 };
#define RETURN_STATION "*"
#define RETURN_NOWHERE "-"

/* figures.csv, status.csv and so on: figures and rates (8.1), then the tables. */
enum return_tab { RETURN_FIGURES, RETURN_STATUS, RETURN_TESTS, RETURN_RISK, RETURN_ASSIGNMENT,
                  RETURN_SWEEP, RETURN_TABS };
extern const char *const return_tabs[RETURN_TABS];

struct return_place {
	char *key, *name;
	const char *kind; /* station, village, none, worker */
	const char *said; /* the reader's */
};

struct return_line {
	int tab;
	size_t place;
	const char *id;                    /* borrowed; of one that was read, the return's own */
	long long numerator, denominator;  /* INT_NONE: a number */
};

struct county_return {
	int format;             /* 0: RETURN_FORMAT */
	int ids;                /* its list of ids; 0: the newest that fits, < 0: none */
	bool kept;              /* its lines stand as they are to */
	char *station, *code;
	struct date month;      /* its first day */
	long long number;       /* 0 the first of the month, then corrections */
	bool full;
	long long since;        /* of changes: the number they are against */
	char *previous;         /* SHA-256 of the manifest of the one sent before; NULL: none */
	struct date as_of;      /* the day it was counted */
	char *head, *program;   /* of the audit then: SEQ:HASH */
	char *note;             /* NULL: none */
	struct return_place *places;
	size_t place_count;
	struct return_line *lines;
	size_t line_count;
	char *held[RETURN_TABS];
};
/* Zero-initialise. */
void return_clear(struct county_return *r);
size_t return_place_add(struct county_return *r, const char *key, const char *kind,
                        const char *name);
void return_line_add(struct county_return *r, int tab, size_t place, const char *id,
                     long long numerator, long long denominator);
/* 6 to 12 digits and letters: the code of a station. */
bool return_code_is_good(const char *code);

/* Members that hold people, sealed to the county: whom the figures count, by uid, and a line for
 * each figure that counts one of them. What stands in which cell. */
#define RETURN_PEOPLE "data/people.csv" PACKAGE_SEALED
#define RETURN_EVENTS "data/events.csv" PACKAGE_SEALED
enum { PEOPLE_UID = 3, PEOPLE_FILE_NO, PEOPLE_NAME, PEOPLE_ID_NO, PEOPLE_SEX, PEOPLE_BIRTH,
       PEOPLE_PLACE, PEOPLE_KIND, PEOPLE_STATE, PEOPLE_CELLS };
enum { EVENT_PLACE = 3, EVENT_ID, EVENT_UID, EVENT_VALUE, EVENT_CELLS };

/* The package, to be closed and written; r has the lines that are written, in order. */
void return_package(struct county_return *r, struct package *p);
/* What a package that was read, and whose signature was checked, says. RC_INVALID: another kind, an
 * older or newer format, a member that does not belong, a line that is not as return_package writes
 * it: nothing is taken. return_clear in any case. */
enum rc return_read(const struct package *p, struct county_return *out, struct err *err);

/* ---- the county's answer, a package of kind "answer" ---- */

struct return_question {
	char *place, *id, *text; /* keys of the return; "" where it is about all of it */
};

struct return_answer {
	char *county;            /* who answers: the package's station */
	char *code;              /* of the station answered */
	struct date month;
	long long number;
	char *of;                /* SHA-256 of the manifest of the return */
	bool accepted;           /* else given back */
	struct date day;
	char *reason;            /* of one given back; else NULL or a remark */
	char *head, *program;
	struct return_question *questions;
	size_t question_count;
};
void return_answer_clear(struct return_answer *a);
void return_answer_make(const struct return_answer *a, struct package *p);
enum rc return_answer_read(const struct package *p, struct return_answer *out, struct err *err);

#endif
