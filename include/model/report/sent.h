/* SPDX-License-Identifier: MIT
 * A month as it was sent to the county (rule 9.17): number 0 is the first, a correction is the next
 * number and holds only the figures that changed. What was sent is a copy, never computed again;
 * people stand in it by uid.
 */
#ifndef MODEL_REPORT_SENT_H
#define MODEL_REPORT_SENT_H

#include "core/hash.h"
#include "model/report/report.h"

/* Where a number was counted. The first place is the whole station, the last one who has no
 * village. */
#define SENT_STATION ""
#define SENT_NOWHERE "-"
struct sent_place {
	char *uid, *name; /* as sent */
	long long id;     /* of a village while it is counted, else 0 */
};

struct sent_line {
	size_t figure, place;              /* into the arrays of struct sent */
	long long numerator, denominator;  /* INT_NONE: a number, not a rate */
};

/* Somebody behind a number, by figure and uid. */
struct sent_person {
	char uid[UID_LEN + 1];
	size_t figure, place;
	long long value; /* how much they gave to it: 1, or so many times */
};

/* A number of one of the tables that go along (rule 20.1). */
struct sent_cell {
	const char *tab;    /* id of its report_kind */
	char *place, *name; /* uid as of a place; of a worker a key, and the name: else NULL */
	char *id;           /* of the column */
	long long value;
};

/* sent_clear when done. */
struct sent {
	long long id;      /* 0: not sent */
	struct date month; /* its first day */
	long long no;
	struct date as_of; /* the day it was asked */
	long long sent_at, sent_by;
	char *station, *note;
	char anchor[AUDIT_ANCHOR_BUF];
	/* papers that stood for a second person in the month; no part of the digest: approvals are
	 * kept */
	long long single;
	/* since when the station counts, as the settings say now (rule 9.23) */
	struct date counted_from;
	char digest[2 * HASH_LEN + 1]; /* over everything below, month and number */
	char **figures;    /* ids of figure_table and rate_table then, in the order of the form */
	size_t figure_count;
	struct sent_place *places;
	size_t place_count;
	/* by figure, then place; the station's line always, a place that counts 0 never */
	struct sent_line *lines;
	size_t line_count;
	struct sent_person *people;
	size_t people_count;
	struct sent_cell *cells; /* all of them at each number; none of what was sent before 20.1 held */
	size_t cell_count;
};
void sent_clear(struct sent *s);

/* Somebody's uid while the people of a report are counted. */
struct sent_key {
	long long id;
	char uid[UID_LEN + 1];
};

/* Pure. Count the report: s has its places, people (by id) lends the uids. */
void sent_count(struct sent *s, const struct report *r, const struct sent_key *people, size_t n);
/* The hash of what is sent, as hex. */
void sent_digest(const struct sent *s, char hex[2 * HASH_LEN + 1]);
/* Index of a figure by id, or figure_count. */
size_t sent_find(const struct sent *s, const char *figure);
/* The line of a figure for a place (index); NULL: it counts 0 there. */
const struct sent_line *sent_line(const struct sent *s, size_t figure, size_t place);
/* s becomes what the county has after this correction: its figures take the place of those of s. */
void sent_merge(struct sent *s, const struct sent *correction);
/* Only these figures stay. */
void sent_keep(struct sent *s, const bool *wanted);

/* A figure of `before` against the same counted again. Village lines are not compared: a village is
 * known only as it is today, and somebody's move would change every month ever sent. */
struct sent_change {
	/* INT_NONE: no rate; after of a figure not counted any more too */
	long long before, after, base_before, base_after;
	/* people behind it who were not, or are no longer */
	size_t came, left;
	bool changed;                                     /* the station's number, or the people */
};
struct sent_change sent_compare(const struct sent *before, size_t figure, const struct sent *now);
/* "+1", "-2", "+0" when others stand behind the same number; "" when nothing changed or of a rate.
 * Appends. */
void sent_change_text(const char *figure, const struct sent_change *c, struct str *out);
/* A number of this figure as it is written: money as yuan. Into buf; returns buf. */
const char *sent_number(const char *figure, long long value, char buf[FIGURE_BUF]);

/* One line in words. The texts are blank where they say nothing. */
struct sent_row {
	struct figure_line is;
	/* name of the village; "" for the whole station; borrowed */
	const char *place;
	char value[RATE_BUF], before[RATE_BUF];
	char formula[FORMULA_BUF];           /* how it is counted today */
	char over[FIGURE_BUF], under[FIGURE_BUF]; /* of a rate */
	char over_before[FIGURE_BUF], under_before[FIGURE_BUF];
};
/* before: what the county had until then; figure_count 0 where nothing was sent yet. */
void sent_row_fill(const struct sent *s, const struct sent *before, const struct sent_line *l,
                   struct sent_row *out);
/* Does the line stand on paper? The bases of rates do not, villages only with `places`. */
bool sent_row_shown(const struct sent *s, const struct sent_line *l, bool places);
/* "2026-10, number 1 (correction)". Into buf; returns buf. */
enum { SENT_TITLE_BUF = 80 };
const char *sent_title(const struct sent *s, char buf[SENT_TITLE_BUF]);

/* The cells (sent_cell_db.c): counted into s, whose places they follow; freed; added to a hash;
 * those of a correction take the place of those of s; written and read beside the rest. */
enum rc sent_cells_count(struct station *st, const struct actor *a, struct sent *s, struct err *err);
void sent_cells_clear(struct sent *s);
void sent_cells_hash(const struct sent *s, struct hash *h);
void sent_cells_take(struct sent *s, const struct sent *from);
enum rc sent_cells_write(struct station *st, const struct sent *s, struct err *err);
enum rc sent_cells_read(struct station *st, struct sent *s, struct err *err);

/* ---- use cases: reading is ACT_REPORT, sending ACT_REPORT_SEND ---- */

/* The months sent, newest first, numbers of a month upwards: heads only, without figures. *out is
 * heap, each sent_clear. */
enum rc sent_list(struct station *st, const struct actor *a, struct sent **out, size_t *n,
                  struct err *err);
/* Number `no` of the month; no < 0: the newest. RC_NOT_FOUND; RC_CORRUPT when it is not what the
 * audit says was sent. */
enum rc sent_get(struct station *st, const struct actor *a, struct date month, long long no,
                 struct sent *out, struct err *err);
/* What the county has up to number `no` (< 0: the newest), corrections over the first; figure_count
 * 0: nothing. */
enum rc sent_now(struct station *st, const struct actor *a, struct date month, long long no,
                 struct sent *out, struct err *err);
/*
 * What sending the month of report r would send: before is what the county has (figure_count 0:
 * nothing yet), next the next number, with the figures that changed; all of them the first time.
 */
enum rc sent_draft(struct station *st, const struct actor *a, const struct report *r,
                   struct sent *before, struct sent *next, struct err *err);
/*
 * Mark as sent what was shown (of sent_draft): counted once more, stored with its audit row, in one
 * transaction; shown gets id, anchor and time. RC_CONFLICT: somebody was faster, or the figures
 * have changed since. RC_INVALID: the month is not over, or nothing changed since the last number.
 */
enum rc sent_send(struct station *st, const struct actor *a, struct sent *shown, const char *note,
                  struct err *err);
/* The people behind a sent figure: ids of those whose file may be opened, how many are sealed, and
 * how many are void now. */
enum rc sent_names(struct station *st, const struct actor *a, const struct sent *s,
                   const char *figure, struct ids *shown, long long *sealed, long long *gone,
                   struct err *err);

/* Of the list of the months sent (months_sent_list): a line's month. An id is a place among them,
 * from 1. */
struct list_run;
const struct sent *months_sent_at(const struct list_run *r, long long id);
/* Of the lines of one number (sent_lines_list): q.month, and q.given, a long long: the number, < 0
 * what would be sent now; NULL the newest. An id is a place in sent.lines, from 1.
 * list_run.data: */
struct sent_lines {
	struct sent sent, before;
};

/* ---- the lines of a month's return, beside what the county has of the month ---- */

/* list_run.data of month_list. q.month: like 2026-10; NULL: month_to_send. An id is a place:
 * figures from 1, then rates. */
struct month_lines {
	struct report report;
	/* what the county has of this month, and what would be sent now (sent_draft) */
	struct sent sent, next;
	/* what was sent was changed from outside: the month stands without it */
	struct err unsound;
	char *found; /* words it was last looked through for; NULL: not counted yet */
};

/* The month just over is what is sent; on the last day this one is done too. */
struct date month_to_send(void);
/* Either the figure or the rate of a line is set. */
const struct figure_def *month_figure(long long id);
const struct rate_def *month_rate(long long id);

#endif
