/* SPDX-License-Identifier: MIT
 * The list engine of the screens: the ordered ids of a list_run's query, never rows; a page reads
 * its rows by id. Marks, moves, filter and sort keys, painting. src/ui/list/list_view.h makes a
 * whole screen of it.
 */
#ifndef UI_LIST_LIST_H
#define UI_LIST_LIST_H

#include "core/err.h"
#include "core/mem.h"
#include "model/station/list_def.h"
#include "ui/loop/action.h"
#include "ui/terminal/paint.h"

struct list {
	struct list_run run;   /* what is listed, the query, the page read */
	struct ids ids;
	bool *marked;
	size_t marks;
	size_t top, at, page;  /* first line shown, marker, lines that fit */
	size_t read_top;       /* where the page read begins */
	struct ids painted;    /* of a list of contents: whom its lines were about since it was told */
	char *filter;          /* what run.q.find points to */
	/* N_(): what it says when there is nothing; NULL: as the list_def says */
	const char *empty;
};

void list_init(struct list *l, const struct list_def *def, struct station *st,
               const struct actor *a);
void list_clear(struct list *l);
/* Query the ids again; the marker stays on its record, marks stay on theirs. */
enum rc list_load(struct list *l, struct err *err);
/* Lines that fit in the area below the column heads. Reads rows when more are shown than before. */
void list_resize(struct list *l, const struct area *a);
/* Rows of the page shown; called by load and act, and by the screen after it moved the marker
 * itself. */
enum rc list_read_page(struct list *l, struct err *err);
/* The same where the columns changed, or list_run_each read other rows meanwhile. */
enum rc list_read_again(struct list *l, struct err *err);
/* Moves, marks, sort, and going back while a filter is on, which only takes the filter off: view
 * flags, V_NOT_MINE for other actions. err is filled when a query failed. */
unsigned list_act(struct list *l, enum action_id id, struct err *err);
/* Filter text changed: query again. The marker goes to the first hit, and stays on its record where
 * the filter is taken off. */
enum rc list_search(struct list *l, const char *text, struct err *err);
/* The same without a query. */
void list_set_filter(struct list *l, const char *text);
/* Column heads and lines; places the cursor. */
void list_draw(struct list *l, const struct area *a);
/* "12/38", marks. */
void list_status(const struct list *l, struct str *out);
/* Ids of the marked lines, from the top. */
void list_marked(const struct list *l, struct ids *out);
/* Marks stay on these ids only, which must be sorted. */
void list_mark_only(struct list *l, const struct ids *ids);
/* How many of the columns shown have room in so many cells. */
size_t list_columns_that_fit(const struct list *l, int cols);
/* Row of the page the marker stands on, for list_text; LIST_PAGE: it was not read, or the list is
 * empty. */
size_t list_row(const struct list *l);
/* Id under the marker; 0 when empty. */
long long list_current(const struct list *l);
/* The greatest id in the list: the record added last; 0 when empty. */
long long list_newest(const struct list *l);
/* Marker to this id if it is in the list. */
void list_go(struct list *l, long long id);

#endif
