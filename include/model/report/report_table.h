/* Tables of a period: one column a figure, one row a village, team or officer, and everybody
 * (rule 9.16). Pure but for the names, which the caller's environment gives.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_REPORT_REPORT_TABLE_H
#define MODEL_REPORT_REPORT_TABLE_H

#include "core/field.h"
#include "model/report/report.h"
#include "model/report/report_span.h"

/* What the rows are: the village of the person, the person's help team, the worker in charge: whom
 * the order names, else who holds the package, else the only full-time worker of the team; the
 * county the newest follow-up found the person in. */
enum report_by { ROWS_BY_VILLAGE, ROWS_BY_TEAM, ROWS_BY_OFFICER, ROWS_BY_COUNTY,
                 REPORT_BYS };
const char *report_by_label(enum report_by by); /* N_() */

/* A column: a figure under up to two further header rows, which neighbours share. */
struct report_column {
	const char *top, *middle;   /* N_(); NULL: none */
	struct figure_def figure;
};

struct report_kind {
	const char *id;             /* status, tests, risk, assignment, completion, workload, sweep... */
	const char *label;          /* N_() */
	const struct report_column *columns;
	size_t column_count;
	enum report_by by;          /* unless asked otherwise */
	bool years;                 /* wants the tests of whole terms (report_open) */
	int headers;                /* rows of headers, 1, 2 (no middle) or 3 */
	bool duties;                /* wants the duties of every kind */
	const char *tab;            /* N_(): label in short; NULL: none */
};
extern const struct report_kind report_kinds[];
extern const size_t report_kind_count;
const struct report_kind *report_kind_find(const char *id); /* NULL: none */
/* Every figure of figure_table, village by village: the return as a table. */
const struct report_kind *report_kind_month(void);
/* The header of a column in one line, top to bottom: "Community detox, Year 1, Done". Appends,
 * translated. */
void report_column_name(const struct report_column *c, struct str *out);

/* Zero-initialise; report_table_clear when done. */
struct report_table {
	const struct report_kind *kind;
	enum report_by by;
	char **names;      /* of the rows; the last is everybody */
	long long *keys;   /* of the rows: place, team or position of the officer; 0: none */
	size_t row_count;
	long long *cells;  /* row by row */
	int *row_of;       /* of each row of the report */
};
/* Rows in which everything is 0 are left out; those of no village, team or officer stand before
 * everybody. env->ref_name names villages and teams. */
void report_table_make(const struct report *r, const struct report_kind *kind, enum report_by by,
                       const struct field_env *env, struct report_table *out);
/* The top header of a column, with the number of its people where the table counts them: "Community
 * detox (33)". Appends, translated; nothing where there is none. */
void report_table_top(const struct report_table *t, size_t column, struct str *out);
void report_table_clear(struct report_table *t);
long long report_table_cell(const struct report_table *t, size_t row, size_t column);
/* The row of this key; row_count: none. */
size_t report_table_row(const struct report_table *t, long long key, bool everybody);
/* Who is behind a cell. r is the report the table was made from. */
void report_table_people(const struct report_table *t, const struct report *r, size_t row,
                         size_t column, struct ids *residents);

/* One table of a period, and when compared those of the period before and the same a year
 * before. */
enum { REPORT_COMPARED = 3 };
struct report_set {
	struct span span[REPORT_COMPARED];
	struct report report[REPORT_COMPARED];
	struct report_table table[REPORT_COMPARED];
	size_t n; /* 1 or REPORT_COMPARED */
};
/* Read once for all of them. report_set_clear when done. */
enum rc report_set_make(struct station *st, const struct actor *a, const struct report_kind *kind,
                        enum report_by by, const struct span *span, bool compare,
                        struct report_set *out, struct err *err);
void report_set_clear(struct report_set *s);
/* What was published before and is not this same period: another that overlaps it, from which and
 * this one what happened could be computed; the other least that hid numbers of the same last day,
 * 0: none. */
struct report_published {
	bool overlaps;
	long long least;
};
enum rc report_published(struct station *st, const struct span *span, long long least,
                         struct report_published *out, struct err *err);
/* Its row in the audit. */
enum rc report_publish_note(struct station *st, const struct actor *a, const struct span *span,
                            long long least, struct err *err);
/* What the i-th period is to the first: "", before, a year before. N_() */
const char *report_set_label(size_t i);

#endif
