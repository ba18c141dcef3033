/*
 * The list engine: holds the ordered ids of its query, never rows; a page reads its rows by id. Filter, sort, marks,
 * moves. A screen embeds a struct list and hands keys' actions, loading and painting through.
 */
#ifndef UI_LIST_H
#define UI_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "core/mem.h"
#include "ui/action.h"
#include "ui/paint.h"

enum { LIST_MAX = 200000, LIST_COLUMNS = 12, LIST_PAGE = 128 };

struct entity_def;

struct list_column {
	const char *label;  /* N_(); NULL: that of the field */
	const char *field;  /* of list_source.entity, or NULL */
	int width;          /* cells; 0: that of the field; -1: what is left of the row */
	bool right;         /* right-aligned */
	int sort;           /* what the source sorts by, > 0; 0: cannot sort by it */
};

/* What the list asks of its query now. */
struct list_ask {
	const char *filter; /* "" = none */
	int sort;           /* a column's sort; 0: the source's own order */
	bool descending;
};

struct list_source {
	const struct entity_def *entity; /* columns' labels and widths come from its fields; may be NULL */
	const struct list_column *columns;
	size_t column_count;
	const char *empty;  /* N_(): what an empty list says */
	const char *none;   /* N_(): what it says when the filter leaves nothing; NULL: the list engine's words */
	/* The ids in order. */
	enum rc (*ids)(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err);
	/* Read the rows of these ids (at most LIST_PAGE) so that cell can answer for row 0..n-1. */
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
	size_t sort_column;      /* column_count: the source's own order */
	bool descending;
};

void list_init(struct list *l, const struct list_source *source, void *ctx);
void list_clear(struct list *l);
/* Query the ids again; the marker stays on its record, marks stay on theirs. */
enum rc list_load(struct list *l, struct err *err);
/* Lines that fit in the area below the column heads. Reads rows when more are shown than before. */
void list_resize(struct list *l, const struct area *a);
/* Rows of the page shown; called by load and act, and by the screen after it moved the marker itself. */
enum rc list_read_page(struct list *l, struct err *err);
/* Moves, marks, sort, and going back while a filter is on, which only takes the filter off: view flags, V_NOT_MINE for
 * other actions. err is filled when a query failed. */
unsigned list_act(struct list *l, enum action_id id, struct err *err);
/* Filter text changed: query again. */
enum rc list_search(struct list *l, const char *text, struct err *err);
/* Column heads and lines; places the cursor. */
void list_draw(struct list *l, const struct area *a);
/* "12/38", marks. */
void list_status(const struct list *l, struct str *out);
/* Id under the marker; 0 when empty. */
long long list_current(const struct list *l);
/* The greatest id in the list: the record added last; 0 when empty. */
long long list_newest(const struct list *l);
/* Marker to this id if it is in the list. */
void list_go(struct list *l, long long id);

#endif
