/* SPDX-License-Identifier: MIT
 * A county's tables: what its stations returned, added up (rules 21.20 to 21.22). Pure but for
 * county_table_read. Numerators and denominators are added, rates are made of the sums.
 */
#ifndef MODEL_COUNTY_CONSOLIDATE_H
#define MODEL_COUNTY_CONSOLIDATE_H

#include "core/actor.h"
#include "model/report/report_table.h"

/* What the rows are: stations; months of the period; places, as their station named them. */
enum county_by { BY_STATION, BY_MONTH, BY_PLACE, COUNTY_BYS };
const char *county_by_label(enum county_by by); /* N_() */

/* Either a figure, or a rate of the month's return. */
struct county_column {
	const char *id;
	const struct report_column *of;
	const struct rate_def *rate;
	enum figure_over over;
};
/* Its header in one line; appends, translated. */
void county_column_name(const struct county_column *c, struct str *out);
/* How it is counted; appends, translated. */
void county_column_formula(const struct county_column *c, struct str *out);

struct county_cell {
	long long over, under; /* under: of a rate */
	bool known;            /* somebody returned it */
};

enum { COUNTY_MONTHS = 12 };

struct county_table_row {
	long long key;         /* id of the station or place; the month from 0 */
	char *code, *name;
	unsigned wanted, sent; /* bits of the months a station was to return, and did */
	bool typed;            /* typed in from outside, name says by whom */
};

/* Zero-initialise; county_table_clear when done. */
struct county_table {
	const struct report_kind *kind;
	enum county_by by;
	struct span span;
	int months, last;      /* of the span; the one whose standing numbers stand, from 0 */
	struct county_column *columns;
	size_t column_count;
	struct county_table_row *rows;
	size_t row_count;      /* the last is all together */
	struct county_cell *cells;
	int wanted[COUNTY_MONTHS], sent[COUNTY_MONTHS]; /* stations, month by month */
};

/* The tables of a return, in its order: the month's report first (COUNTY_TABS ids, its "tab"
 * from 0); NULL: there is none. */
enum { COUNTY_TABS = 6 };
const struct report_kind *county_kind_at(int tab);
const struct report_kind *county_kind_find(const char *id, int *tab);
/* The columns: those of the kind, of the month's report the rates too. */
void county_table_begin(struct county_table *t, const struct report_kind *kind, enum county_by by,
                        const struct span *span);
/* A row more, before the first number; answers its place. Texts are copied. */
size_t county_table_add_row(struct county_table *t, long long key, const char *code,
                            const char *name);
/* All rows are there: the one of all together is put below them. */
void county_table_close_rows(struct county_table *t);
/* A number of a month into row and column, and with `sums` into all together; row_count - 1 as row:
 * into that alone. */
void county_table_put(struct county_table *t, size_t row, size_t column, int month,
                      const struct county_cell *n, bool sums);
const struct county_cell *county_table_cell(const struct county_table *t, size_t row,
                                            size_t column);
/* The row of this key; row_count: none. Rows typed in are not looked at. */
size_t county_table_row(const struct county_table *t, long long key);
size_t county_table_column(const struct county_table *t, const char *id); /* column_count: none */
void county_table_clear(struct county_table *t);

/* As it is written: "12", "83.7%"; "" where nobody returned it. Into buf; returns buf. */
const char *county_cell_say(const struct county_column *c, const struct county_cell *n,
                            char buf[RATE_BUF]);
/* The two numbers of a rate, "41/49"; "" else. Into buf; returns buf. */
enum { COUNTY_PAIR_BUF = 2 * FIGURE_BUF };
const char *county_cell_pair(const struct county_column *c, const struct county_cell *n,
                             char buf[COUNTY_PAIR_BUF]);
/* What it rose by: "+3", "-1.2" of a rate in points; "" where either is not known. */
const char *county_cell_change(const struct county_column *c, const struct county_cell *before,
                               const struct county_cell *now, char buf[RATE_BUF]);
/* Greater, equal or less, of rates as quotients: > 0, 0, < 0. */
int county_cell_compare(const struct county_column *c, const struct county_cell *a,
                        const struct county_cell *b);

/* "2026-10 79/80": how many stations returned each month, and whose return is not here, where the
 * rows are stations. Appends, translated. */
void county_table_say(const struct county_table *t, struct str *out);
/* What was typed in of a column, each with who said so: "戒毒所 12". Appends. */
void county_table_typed(const struct county_table *t, size_t column, struct str *out);

/* ---- the whole as a sheet: code, name, then the columns; a rate is three, itself and both its
 * numbers ---- */

size_t county_sheet_width(const struct county_table *t);
/* Append: stable id, header (translated), what stands there; as the code of all together how many
 * stations returned, month by month: "79/80". */
void county_sheet_key(const struct county_table *t, size_t at, struct str *out);
void county_sheet_head(const struct county_table *t, size_t at, struct str *out);
void county_sheet_cell(const struct county_table *t, size_t row, size_t at, struct str *out);

/* ---- rank (rule 21.23) ---- */

enum { LEAGUE_LEAST = 10 }; /* of a denominator: less says nothing of a station */
/* Ranks of the rows by a column, the greatest is 1, equal ones alike; 0: too few to rank, or
 * nothing returned. rank has row_count places. */
void county_rank(const struct county_table *t, size_t column, int *rank);

/* ---- use case: ACT_COUNTY ---- */

struct station;
struct county_ask {
	const struct report_kind *kind; /* NULL: the month's return */
	enum county_by by;
	struct span span;
	long long station; /* 0: all */
	bool typed;        /* what was typed in from outside is added */
};
/* *out is the caller's also after a failure. */
enum rc county_table_read(struct station *st, const struct actor *a, const struct county_ask *ask,
                          struct county_table *out, struct err *err);

#endif
