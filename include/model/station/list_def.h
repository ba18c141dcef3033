/* SPDX-License-Identifier: MIT
 * A list, declared once: its columns, what may be asked of it, how its ids and a page of its rows
 * are read. Screens, `wubao list`, files, prints and saved views all run over the same struct
 * list_def, so masks, words, order and the audit row of a listing are the same wherever it is read.
 * The table of all lists: model/lists.h.
 */
#ifndef MODEL_STATION_LIST_DEF_H
#define MODEL_STATION_LIST_DEF_H

#include "core/actor.h"
#include "core/code.h"
#include "core/date.h"
#include "core/err.h"
#include "core/field.h"
#include "core/mem.h"
#include "model/access/access.h"

struct station;
struct list_run;

enum {
	LIST_MAX = 200000,     /* ids of one list; beyond that it asks for a filter */
	LIST_PAGE = 128,       /* rows read at once */
	LIST_COLUMNS = 32,     /* of one list */
	LIST_KEYS = 3,         /* sort keys */
	LIST_TEXT_MOST = 20000 /* rows that are read to sort or search by what their cells say */
};

/* A column that is not shown until it is chosen: on a screen too, or by a command alone (a screen
 * has its words in another column or in its foot). */
enum list_extra { EXTRA_NOT, EXTRA, PRINTED };

struct list_column {
	/* ASCII, stable: --columns, --sort, JSON, kept views; NULL: that of `field` */
	const char *key;
	const char *label; /* N_(); NULL: that of the field */
	const char *head;  /* N_(): the same in short, over a column of a screen; NULL: the label */
	const char *field; /* of `of`, or NULL: the list's own rows() fills the cell */
	const struct entity_def *of; /* NULL: list_def.entity */
	/* cells on a screen; 0: that of the field; -1: what is left of the row */
	int width;
	int narrow;        /* the same on a screen of less than 70 columns; 0: no other */
	bool number;       /* right-aligned; bare in JSON, null when blank */
	bool day;          /* a date, filled by list_put_date or as that does */
	/* what a list that sorts itself sorts by, > 0; 0: it cannot by this one */
	int sort;
	/* F_NAME, F_WORKER, F_SENSITIVE as of a field, beside those of `field` */
	unsigned flags;
	enum list_extra extra;
};

/* Which conditions of a query a list knows; a command refuses the options of the others. */
enum list_takes {
	LIST_BY_VIEW = 1 << 0,
	LIST_BY_STATE = 1 << 1,
	LIST_BY_PLACE = 1 << 2,
	LIST_BY_TEAM = 1 << 3,
	LIST_BY_WORKER = 1 << 4,
	LIST_BY_RISK = 1 << 5,
	LIST_BY_YEAR = 1 << 6,
	LIST_BY_PERSON = 1 << 7, /* hangs on one person, who must be named */
	LIST_BY_GROUP = 1 << 8,
	LIST_BY_GAPS = 1 << 9,
	LIST_BY_OFFICER = 1 << 10,
	LIST_BY_ACTION = 1 << 11,
	LIST_BY_DAYS = 1 << 12,
	LIST_BY_MONTH = 1 << 13,
	LIST_BY_ALL = 1 << 14,   /* what has ended too */
	LIST_BY_SEQ = 1 << 15,   /* numbers of the audit */
};

/* What is asked of a list: conditions, order, how many. Zero asks for everything in its own order.
 * Texts are borrowed. */
struct list_query {
	const char *find;      /* words; NULL or "": none */
	const char *view;      /* id of a named view */
	struct code state, risk;
	long long place, team, person, order;
	const char *worker;    /* by name */
	int term_year;
	int group;             /* of due_groups */
	bool gaps, all;
	const char *officer, *action; /* login; beginning of an audit id */
	struct date from, to;
	long long from_seq, to_seq; /* 0: open */
	const char *month;     /* 2026-10 */
	struct list_key {
		size_t column;
		bool descending;
	} key[LIST_KEYS];
	size_t keys;           /* 0: the list's own order */
	size_t limit;          /* 0: all */
	size_t most;           /* without words: looked at in the list's own order; 0: all */
	/* what only the program hands over, as struct ids of the people behind a number */
	const void *given;
};

/* What a list does in its query; list_run_ids does the rest over the cells. */
enum list_own {
	LIST_FILTERS = 1 << 0,
	LIST_SORTS = 1 << 1,
	LIST_LIMITS = 1 << 2,   /* knows better than "the first so many" */
	LIST_OF_ONE = 1 << 3,   /* hangs on one person: asks for q.person */
	LIST_TEXT_TOO = 1 << 4, /* beside what its query finds, lines whose cells say the words */
};

/* What the audit calls a search by the end of an ID number or phone. */
#define LIST_NUMBER_SEARCH "resident.search-number"

struct list_def {
	const char *id;    /* of `wubao list ID`, files, saved views */
	const char *label; /* N_(): title */
	const struct entity_def *entity; /* labels and widths come from its fields; may be NULL */
	const struct list_column *columns;
	size_t column_count;
	unsigned takes, own;
	enum access_action access; /* who may take it out without names; 0: ACT_EXPORT_MASKED */
	const char *audit;  /* what the audit calls a listing; NULL: it leaves no row */
	const char *audit_search; /* the same with words; NULL: as `audit` */
	/* Do these words look for the end of a number? Such a search is LIST_NUMBER_SEARCH. NULL:
	 * they cannot. */
	bool (*finds_number)(const char *find);
	/* its lines show what was recorded of people: whom it showed is on record (rule 11.16) */
	bool contents;
	const char *empty;  /* N_(): what an empty list says */
	/* N_(): what it says when the filter leaves nothing; NULL: the engine's words */
	const char *none;
	/* bytes the run keeps between ids() and rows(): list_run.data, zeroed */
	size_t size;
	/* The ids in order; what an earlier call kept is replaced. */
	enum rc (*ids)(struct list_run *r, struct ids *out, struct err *err);
	/* Fill the cells of a page of at most LIST_PAGE rows, in a bounded number of queries. NULL:
	 * row. */
	enum rc (*rows)(struct list_run *r, const long long *ids, size_t n, struct err *err);
	/* Or one row, from what ids() kept or read_ahead() read; RC_NOT_FOUND leaves it blank (gone
	 * since ids()). */
	enum rc (*row)(struct list_run *r, size_t row, long long id, struct err *err);
	/* Whom a line is about; 0: nobody. NULL: its lines are not about residents.
	 * list_row_is_person: the id itself. */
	long long (*person)(const struct list_run *r, long long id);
	/* Frees what list_run.data points to; NULL: nothing. */
	void (*clear)(struct list_run *r);
};

/* In a list_def: its columns, a table. */
#define LIST_SHOWS(columns_) .columns = columns_, .column_count = sizeof columns_ / sizeof *columns_

enum list_tone { LIST_PLAIN, LIST_ALERT, LIST_SOON, LIST_DIM, LIST_BOLD };

/* One list being read, by a screen or a command. */
struct list_run {
	const struct list_def *def;
	struct station *st;
	const struct actor *actor;
	struct list_query q;
	void *data;         /* list_def.size bytes */
	bool brief;         /* cells as a column of a screen has room for */
	bool codes;         /* cells for another program: codes instead of labels */
	bool json;          /* and that is JSON, where CSV keeps the labels */
	size_t shown[LIST_COLUMNS]; /* columns from left to right, as chosen */
	size_t shown_count;
	/* The page last read. */
	size_t n;
	struct list_cell {
		struct str text;
		enum list_tone tone;
	} *cells;           /* LIST_PAGE x column_count */
};

/* Zero conditions, the list's own columns. list_run_clear when done; harmless on a zeroed
 * struct. */
void list_run_init(struct list_run *r, const struct list_def *def, struct station *st,
                   const struct actor *a);
void list_run_clear(struct list_run *r);
/* The ids that r->q asks for, in order, filtered and sorted, at most r->q.limit. RC_INVALID: too
 * many to look through; out then holds all of them in the list's own order. After any other failure
 * it is empty. */
enum rc list_run_ids(struct list_run *r, struct ids *out, struct err *err);
/* Read these rows (at most LIST_PAGE) as the page; on failure there is none. */
enum rc list_run_rows(struct list_run *r, const long long *ids, size_t n, struct err *err);
/* Hand every one of these rows to `each`, a page at a time: list_text answers for `row` during the
 * call. Stops at the first answer that is not RC_OK. The page is another one afterwards. */
enum rc list_run_each(struct list_run *r, const struct ids *ids,
	enum rc (*each)(void *ctx, struct list_run *r, size_t row, long long id, struct err *err),
	void *ctx, struct err *err);
/* The audit row of a listing of so many lines, once it is known that they are shown, and with a
 * list of contents whom they are about (`who`; NULL: nobody); nothing for a list without one. */
enum rc list_run_note(struct list_run *r, size_t hits, const struct ids *who, struct err *err);
/* Its id there, as the words of the query make it; NULL: none. */
const char *list_run_audit(const struct list_run *r);

/* Text and tone of a cell of the page; "" outside of it. */
const char *list_text(const struct list_run *r, size_t row, size_t column);
enum list_tone list_tone_of(const struct list_run *r, size_t row, size_t column);

/* For rows() and row(): the cell to append to, and its tone. */
struct str *list_cell(struct list_run *r, size_t row, size_t column);
void list_put(struct list_run *r, size_t row, size_t column, const char *text);
void list_putf(struct list_run *r, size_t row, size_t column, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
void list_put_date(struct list_run *r, size_t row, size_t column, struct date d);
void list_set_tone(struct list_run *r, size_t row, size_t column, enum list_tone tone);
/* Every column whose field is one of this entity's, as the actor sees it in lists. */
void list_put_record(struct list_run *r, size_t row, const struct entity_def *of, const void *rec);
/* Is the column shown? What costs a query of its own asks first. */
bool list_wants(const struct list_run *r, size_t column);

long long list_row_is_person(const struct list_run *r, long long id);

const struct field_def *list_column_field(const struct list_def *d, size_t column); /* NULL: none */
const char *list_column_label(const struct list_def *d, size_t column);             /* English */
const char *list_column_head(const struct list_def *d, size_t column);              /* English */
const char *list_column_key(const struct list_def *d, size_t column);
bool list_column_is_day(const struct list_def *d, size_t column);
unsigned list_column_flags(const struct list_def *d, size_t column);
bool list_can_sort(const struct list_def *d, size_t column);

/* ---- what an officer chose, as text to be kept or typed (list_choice.c) ---- */

/* "name,-place": the sort keys, '-' downwards; the columns shown. Append; nothing while all is as
 * the list says. */
void list_order_text(const struct list_run *r, struct str *out);
void list_columns_text(const struct list_run *r, struct str *out);
/* The other way round; blank is the list's own, "all" every column. What is no column (any more),
 * or cannot be sorted by, is left out and answered (a pointer into text, *len long), NULL when all
 * was taken. No query. */
const char *list_take_order(struct list_run *r, const char *text, size_t *len);
const char *list_take_columns(struct list_run *r, const char *text, size_t *len);

#endif
