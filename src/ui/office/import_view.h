/* The records of an import's plan, as its screen lists them. SPDX-License-Identifier: MIT */
#ifndef UI_OFFICE_IMPORT_VIEW_H
#define UI_OFFICE_IMPORT_VIEW_H

#include "exchange/import/plan.h"
#include "ui/list/list_view.h"

enum import_show {
	IMPORT_SHOW_ALL,
	IMPORT_SHOW_REFUSED,
	IMPORT_SHOW_NEW,
	IMPORT_SHOW_CHANGED,
	IMPORT_SHOW_SAME,
	IMPORT_SHOW_HEAD,
	IMPORT_SHOWS
};

/* What the plan said of one record. */
struct import_row {
	long record, line;
	enum plan_kind kind;
	enum verdict verdict;
	char *column, *reason; /* NULL when blank; for a changed record the columns that change */
};

struct import {
	/* its q.given is this struct; no list until a file was understood */
	struct list_view lv;
	struct view *view;
	struct plan *plan;      /* NULL likewise */
	struct plan *unread;    /* of a file not understood: its columns; or NULL */
	struct plan_options options; /* the plan reads them until it is freed */
	char *path, *summary, *why; /* why: no plan could be made */
	char *sheet;                /* of a workbook, chosen; options has it */
	/* Said by hand of columns and of words, as plan_options has them; heap. */
	struct said {
		const char **v;
		size_t n;
		char **own; /* the same, to be freed */
		size_t own_n;
	} columns, words;
	struct import_rows {
		struct import_row *v; /* an id is a place among them, from 1 */
		size_t n;
	} rows;
	enum import_show shown;
	bool asked, applying, done;
};

extern const struct list_def import_list;

/* The plan's `each`: ctx is the struct import. */
void import_rows_add(void *ctx, const struct plan_row *row);
void import_rows_clear(struct import_rows *rows);
/* The sentence for the record under the marker, or NULL. */
const char *import_reason(const struct import *d);

/* The plan of d->path with all that was said. RC_INVALID, RC_CANCELLED: the plan that stood before
 * stays, or d->why says why there is none; others: nothing changed. */
enum rc import_plan(struct import *d, struct err *err);
/* The file, its plan, and all that was said of it. */
void import_forget(struct import *d);
/* A file of another station: a hand-over file is shown and asked about, a receipt taken. */
unsigned import_package(struct view *v, const char *path);
/* What a column is, COLUMN=FIELD, or a word, COLUMN=WORD=VALUE; the plan is made anew with it, or
 * all stays as it was. Takes `said`. */
enum rc import_say(struct import *d, bool column, char *said, struct err *err);
/* Read otherwise, or all stays as it was. What was said of columns and words is forgotten where the
 * file has none of them now. */
enum rc import_read_again(struct import *d, const struct plan_options *as, struct err *err);
/* What the file holds: id of a register, NULL: found by its header. */
enum rc import_read_as(struct import *d, const char *reg, struct err *err);
/* Another sheet of the workbook. */
enum rc import_read_sheet(struct import *d, const char *name, struct err *err);
/* Is it an action of the plan's own screen alone? */
bool import_action(enum action_id action);
/* Over the plan's screen (import_parts.c): notes, columns or words, by their action; what the file
 * may hold, by ACTION_READ_AS. */
extern const struct view_ops import_parts_ops;
unsigned import_parts_open(struct view *v, struct import *d, enum action_id action);

#endif
