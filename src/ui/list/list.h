/*
 * The list engine: holds the ordered ids of its query, never rows; a page reads its rows by id. Filter, sort, marks,
 * moves. A screen embeds a struct list and hands keys' actions, loading and painting through.
 */
#ifndef UI_LIST_LIST_H
#define UI_LIST_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "core/mem.h"
#include "model/access/access.h"
#include "ui/loop/action.h"
#include "ui/terminal/paint.h"

/* LIST_TEXT_MOST: rows that are read to sort or search by what their cells say. */
enum { LIST_MAX = 200000, LIST_COLUMNS = 24, LIST_PAGE = 128, LIST_KEYS = 3, LIST_TEXT_MOST = 20000 };

struct entity_def;

struct list_column {
	const char *label;  /* N_(); NULL: that of the field */
	const char *field;  /* of list_source.entity, or NULL */
	int width;          /* cells; 0: that of the field; -1: what is left of the row */
	bool right;         /* right-aligned */
	int sort;           /* what the source sorts by, > 0; 0: a source that sorts itself cannot sort by it */
	unsigned flags;     /* F_NAME, F_WORKER, F_SENSITIVE as of a field, beside those of `field`: what a file of the list
	                     * shows of the cell (model/access/masking.h) */
	bool extra;         /* not shown until it is chosen */
};

struct list_key {
	int sort; /* a column's sort */
	bool descending;
};

/* What the list asks of its query now. */
struct list_ask {
	const char *filter; /* "" = none */
	struct list_key key[LIST_KEYS];
	size_t keys;        /* 0: the source's own order */
};

/* What a source does in its query; the list does the rest by what the cells say. */
enum list_own { LIST_FILTERS = 1 << 0, LIST_SORTS = 1 << 1 };

struct list_source {
	const struct entity_def *entity; /* columns' labels and widths come from its fields; may be NULL */
	const struct list_column *columns;
	size_t column_count;
	unsigned own;       /* enum list_own */
	enum access_action access; /* who may take it out without names; 0: ACT_EXPORT_MASKED */
	const char *empty;  /* N_(): what an empty list says */
	const char *none;   /* N_(): what it says when the filter leaves nothing; NULL: the list engine's words */
	/* The ids in order. Where they are places in what the source holds, that is read here and
	 * nowhere else, and stays as it was when this fails: both change together. */
	enum rc (*ids)(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err);
	/* Read the rows of these ids (at most LIST_PAGE) so that cell can answer for row 0..n-1. They
	 * are the source's, which frees them by what it read them with. */
	enum rc (*rows)(void *ctx, const long long *ids, size_t n, struct err *err);
	/* Append the text of a cell; *tone may be changed. No query. */
	void (*cell)(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone);
};

struct list {
	const struct list_source *source;
	void *ctx;
	struct ids ids;
	bool *marked;
	size_t marks;
	size_t top, at, page;  /* first line shown, marker, lines that fit */
	size_t read_top, read_n; /* the rows last read */
	char *filter;
	struct list_order {
		size_t column;
		bool descending;
	} order[LIST_KEYS];      /* the last one is what the sort keys change */
	size_t keys;             /* 0: the source's own order */
	size_t shown[LIST_COLUMNS]; /* columns from left to right, as chosen */
	size_t shown_count;
};

void list_init(struct list *l, const struct list_source *source, void *ctx);
void list_clear(struct list *l);
/* Query the ids again; the marker stays on its record, marks stay on theirs. */
enum rc list_load(struct list *l, struct err *err);
/* Lines that fit in the area below the column heads. Reads rows when more are shown than before. */
void list_resize(struct list *l, const struct area *a);
/* Rows of the page shown; called by load and act, and by the screen after it moved the marker itself. */
enum rc list_read_page(struct list *l, struct err *err);
/* What the source holds is not the page shown: nothing is painted before it is read again. */
void list_forget_page(struct list *l);
/* Moves, marks, sort, and going back while a filter is on, which only takes the filter off: view flags, V_NOT_MINE for
 * other actions. err is filled when a query failed. */
unsigned list_act(struct list *l, enum action_id id, struct err *err);
/* Filter text changed: query again. */
enum rc list_search(struct list *l, const char *text, struct err *err);
/* Column heads and lines; places the cursor. */
void list_draw(struct list *l, const struct area *a);
/* "12/38", marks. */
void list_status(const struct list *l, struct str *out);
/* Ids of the marked lines, from the top. */
void list_marked(const struct list *l, struct ids *out);
/* Marks stay on these ids only, which must be sorted. */
void list_mark_only(struct list *l, const struct ids *ids);
/* Label (English) and field of a column; the field may be NULL. */
const char *list_column_label(const struct list *l, size_t column);
const struct field_def *list_column_field(const struct list *l, size_t column);
/* How many of the columns shown have room in so many cells. */
size_t list_columns_that_fit(const struct list *l, int cols);
bool list_can_sort(const struct list *l, size_t column);

/* ---- rows as text: src/ui/list/list_rows.c ---- */

/* Hand every one of these rows to `each`, a page at a time: cell (l->source) answers for `row` during the call. The page
 * shown is read again afterwards. Stops at the first answer that is not RC_OK. */
enum rc list_each_row(struct list *l, const struct ids *ids,
                      enum rc (*each)(void *ctx, struct list *l, size_t row, long long id, struct err *err), void *ctx,
                      struct err *err);
/* What the source left to the list: ids keeps the rows that hold every word of the filter, in the order asked for. More
 * than LIST_TEXT_MOST: RC_INVALID. */
enum rc list_by_text(struct list *l, struct ids *ids, struct err *err);

/* ---- what an officer chose, as text to be kept: src/ui/list/list_choice.c ---- */

/* "name,-place": the sort keys, '-' downwards; the columns shown. Append; nothing while all is as the source says. */
void list_order_text(const struct list *l, struct str *out);
void list_columns_text(const struct list *l, struct str *out);
/* The other way round; what is not a column (any more) is left out, blank is the source's own. No query. */
void list_take_order(struct list *l, const char *text);
void list_take_columns(struct list *l, const char *text);
/* Id under the marker; 0 when empty. */
long long list_current(const struct list *l);
/* The marker's line among the rows read; LIST_PAGE when it was not read. */
size_t list_row(const struct list *l);
/* The greatest id in the list: the record added last; 0 when empty. */
long long list_newest(const struct list *l);
/* Marker to this id if it is in the list. */
void list_go(struct list *l, long long id);

#endif
