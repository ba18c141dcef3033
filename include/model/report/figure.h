/* Figures and rates of a period: value, words, names behind a number (rules 9.1, 9.2). Pure.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_REPORT_FIGURE_H
#define MODEL_REPORT_FIGURE_H

#include "core/err.h"
#include "core/mem.h"
#include "model/report/report_row.h"

/* Persons: each resident once, however many of their orders answer. Highest: the greatest of the
 * values. The others: their sum. */
enum figure_unit {
	FIGURE_PERSONS, FIGURE_ORDERS, FIGURE_TIMES, FIGURE_ITEMS, FIGURE_HEADS, FIGURE_SHEETS,
	FIGURE_DAYS, FIGURE_HOURS, FIGURE_HOUSEHOLDS,
	FIGURE_HIGHEST, FIGURE_HUNDREDTHS, FIGURE_MONEY /* fen, hundredths, fen */
};
const char *figure_unit_label(enum figure_unit unit); /* N_() */

/* How the numbers of months make one of several (rule 21.20): they add up; the last month's stands;
 * they add up, but a person counts once in each month, so the sum is no number of people; the
 * greatest. */
enum figure_over { OVER_BY_UNIT, OVER_FLOW, OVER_STANDING, OVER_PERSONS, OVER_HIGHEST };

/* Parts of the form, in its order. */
enum figure_section {
	FIGURE_REGISTER, FIGURE_DETOX, FIGURE_REHAB, FIGURE_REPORT_IN, FIGURE_RISK, FIGURE_TESTS,
	FIGURE_CONTACT, FIGURE_LEAVE, FIGURE_CONTROL, FIGURE_WORK,
	FIGURE_COMING, FIGURE_HELP, FIGURE_AFTER, FIGURE_STATION,
	FIGURE_BASES, /* what only rates divide by */
	FIGURE_SECTIONS
};
const char *figure_section_label(enum figure_section section); /* N_() */

struct figure_def {
	const char *id;      /* stable: --json, what was sent */
	const char *label;   /* N_(): the county's column */
	enum figure_section section;
	enum figure_unit unit;
	const char *formula; /* N_(): how it is counted, in words */
	long long (*value)(const struct report_row *row); /* 0: this order does not count */
	int count;           /* in place of `value`: 1 + the place in figure_counts */
	/* BY_UNIT: of people those of the last day, of anything else what happened (figure_over) */
	enum figure_over over;
};
enum figure_over figure_over(const struct figure_def *f); /* never OVER_BY_UNIT */

/* A figure that counts the records of one register (rule 9.26): the row is all it takes
 * (src/model/report/figure_counts.h). */
struct figure_count {
	enum figure_unit unit;
	const char *reg;   /* id in event_table, else in ledger_table */
	const char *day;   /* field: in the period it lies in; NULL: the record's own day */
	/* a standing number, on the last day: field of the record's last day, "" for none; NULL: of
	 * the period */
	const char *until;
	bool newest;       /* and the day before the person's next record at the latest */
	const char *sum;   /* field added up; NULL: 1 a record */
	/* "field=code|code;field=;field!=": of these the records with one of the codes, with
	 * nothing, with anything; NULL: every one */
	const char *when;
	const char *minus; /* likewise: what is taken away; NULL: nothing */
};
extern const struct figure_count figure_counts[];
extern const size_t figure_counts_count;
extern const struct figure_def figure_table[];
extern const size_t figure_count;

/*
 * The number, and when residents is not NULL the people behind it, each once, in the order of the
 * rows: the rows with a value other than 0, so that number and list cannot differ. All rows of one
 * resident must lie together.
 */
long long figure_total(const struct figure_def *f, const struct report_row *rows, size_t n,
                       struct ids *residents);
/* The same parted: row_of says to which of 0..parts-1 each row belongs, the numbers go into out;
 * and the people of one part. A person whose orders lie in two parts counts in both. */
void figure_totals_by(const struct figure_def *f, const struct report_row *rows, size_t n,
                      const int *row_of, size_t parts, long long *out);
void figure_people_in(const struct figure_def *f, const struct report_row *rows, size_t n,
                      const int *row_of, int part, struct ids *residents);
const struct figure_def *figure_find(const char *id); /* NULL: none */
/* Of a figure that is no number of people: the total with one more value. */
long long figure_add(const struct figure_def *f, long long total, long long value);

enum { FIGURE_BUF = 32, FORMULA_BUF = 512 };
/* "12"; money as yuan, "12.50". Into buf[FIGURE_BUF]; returns buf. */
const char *figure_format(const struct figure_def *f, long long value, char *buf);

/*
 * Where no official formula was found (rule 9.3) the county may say what a base of a rate is:
 * section [figures], key = id of the base, value = ids of figures of people with + and - between
 * them ("register - died"): who is, by one order, in one of those added and in none of those taken
 * away. Blank: the figure's own formula. RC_CONFIG names the key. Set when a station is opened.
 */
struct conf;
enum rc figure_choose(const struct conf *conf, struct err *err);
/* How it is counted now, in the chosen language; valid until the next call for this figure. */
const char *figure_formula(const struct figure_def *f);

/* Working formulas: no official ones were found, so both numbers and the words stand beside every
 * rate. */
struct rate_def {
	const char *id;
	const char *label;   /* N_() */
	const char *numerator, *denominator; /* ids of figures */
	const char *formula; /* N_() */
	/* id of a figure whose number is said beside the rate; NULL: none */
	const char *beside;
	bool mean; /* money for each, in yuan: no rate, and no share of anything */
	bool of_thousand; /* the denominator is in hundredths: so many for a thousand of it */
};
extern const struct rate_def rate_table[];
extern const size_t rate_count;

/* Likewise, into buf[FORMULA_BUF]; returns buf. */
const char *rate_formula(const struct rate_def *r, char *buf);

/* A line of a month's return: every figure, then every rate. */
struct figure_line {
	const char *id, *label, *section, *unit; /* N_(); a rate has no unit */
	const struct figure_def *figure;         /* either this */
	/* or this; neither: one that no table has any more, label is its id */
	const struct rate_def *rate;
	/* only rates divide by it: it stands beside them */
	bool base;
};
size_t figure_line_count(void);
struct figure_line figure_line_at(size_t i);
struct figure_line figure_line_of(const char *id);
/* By its id or label, as somebody wrote it; RC_USAGE names the nearest id. */
enum rc figure_line_read(const char *word, struct figure_line *out, struct err *err);
/* How it is counted now, into buf[FORMULA_BUF]; returns buf. */
const char *figure_line_formula(const struct figure_line *l, char *buf);

enum { RATE_BUF = 32 };
const struct rate_def *rate_find(const char *id); /* NULL: none */
/* Standing where both its numbers are; else both are added up, month by month. */
enum figure_over rate_over(const struct rate_def *r);
/* The rate of this id as it is written: "83.7%", of a mean "2350.00". Into buf; returns buf. */
const char *rate_say(const char *id, long long numerator, long long denominator, char *buf);
/* "83.7%", rounded half up to 1 or 2 decimals; "—" when the denominator is 0. Into buf[RATE_BUF];
 * returns buf. */
const char *rate_format(long long numerator, long long denominator, int decimals, char *buf);

#endif
