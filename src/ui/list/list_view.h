/* SPDX-License-Identifier: MIT
 * A screen that is a list: open, load, resize, filter, sort, marks, columns, heads, export, its row
 * in the audit and what is said when a query fails are here once. A screen names its list_def and
 * adds what its lines can do.
 */
#ifndef UI_LIST_LIST_VIEW_H
#define UI_LIST_LIST_VIEW_H

#include "ui/list/list.h"
#include "ui/loop/view.h"

struct list_screen {
	/* the list; NULL: list_view_show says which, and until then there is none */
	const struct list_def *def;
	/* lines above it, and below where the window has room for them */
	int top_rows, foot_rows;
	/* instead of top_rows, where it changes */
	int (*rows_above)(struct view *v, const struct area *a);
	/* the first paint reads one page only; the rest follows at once */
	bool first_page;
	/* actions about a line are asked for on an empty list too: act looks at id */
	bool lineless;
	bool follow_new;             /* the marker goes to a record that ACTION_ADD brought */
	/* After the list was made, before it is loaded; arg as view_ops.open has it. NULL: nothing
	 * to do. */
	enum rc (*open)(struct view *v, const void *arg, struct err *err);
	/* Before the ids are read again. */
	enum rc (*load)(struct view *v, struct err *err);
	/* After they were. */
	void (*loaded)(struct view *v);
	/* Title. NULL: the list's label, station and officer. */
	void (*head)(const struct view *v, struct str *left, struct str *right);
	/* Paint top_rows and foot_rows lines. */
	void (*top)(struct view *v, const struct area *a);
	void (*foot)(struct view *v, const struct area *a);
	/* After the list was drawn, over all of it. */
	void (*over)(struct view *v, const struct area *a);
	/* An action on the line `id` (0: the list is empty); V_NOT_MINE leaves it to the list. */
	unsigned (*act)(struct view *v, enum action_id action, long long id, const struct key *k);
	bool (*can)(const struct view *v, enum action_id action);
	void (*close)(struct view *v);
};

/* The first member of the screen's own struct, or all of it. */
struct list_view {
	struct list list;
	bool in_full, adding;
	bool growing; /* from the first page to all: what comes in was there before */
	/* the marked line is another's case: nothing of it is seen, or nothing written */
	bool unseen, unwritten;
};

/* `where` is the screen's own; type: its struct. The second: without load, status and wake, which
 * the screen gives. */
#define LIST_VIEW_OPS(where_, type, screen) \
	LIST_VIEW_HANDLERS(where_, type, screen), \
		.load = list_view_load, .status = list_view_status, .wake = list_view_wake
#define LIST_VIEW_HANDLERS(where_, type, screen) \
	LIST_BASE_HANDLERS((where_) | W_LIST | W_ROWS, type, screen), .list = list_view_list, \
								      .person = list_view_person
/* Lines to go through only, of a report or a file: nothing filters, sorts or marks them. */
#define LIST_PAGE_OPS(where_, type, screen) \
	LIST_BASE_HANDLERS(where_, type, screen), \
		.load = list_view_load, .status = list_view_status, .wake = list_view_wake
#define LIST_BASE_HANDLERS(where_, type, screen) \
	.where = (where_) | W_BASE, .size = sizeof(type), .lists = (screen), .open = list_view_open, \
	.head = list_view_head, .listed = list_view_listed, .draw = list_view_draw, .act = list_view_act, \
	.can = list_view_can, .resize = list_view_resize, .close = list_view_close

enum rc list_view_open(struct view *v, const void *arg, struct err *err);
enum rc list_view_load(struct view *v, struct err *err);
void list_view_head(const struct view *v, struct str *left, struct str *right);
void list_view_status(const struct view *v, struct str *out);
const char *list_view_listed(const struct view *v, size_t *hits);
struct list *list_view_list(const struct view *v);
long long list_view_person(const struct view *v, long long id);
void list_view_draw(struct view *v, const struct area *a);
unsigned list_view_act(struct view *v, enum action_id id, const struct key *k);
bool list_view_can(const struct view *v, enum action_id id);
/* Under `caseload = strict`, what of the marked line may be offered: after every load and move. */
void list_view_ask_line(struct view *v);
void list_view_resize(struct view *v, const struct area *a);
unsigned list_view_wake(struct view *v);
void list_view_close(struct view *v);

/* Another list takes the place of the one shown; V_RELOAD | V_REDRAW. */
unsigned list_view_show(struct view *v, const struct list_def *def);
/* The conditions changed: the marker to the first line; V_RELOAD | V_REDRAW. */
unsigned list_view_again(struct view *v);
/* "1 On record 2 Detox": a tab from column x on, chosen or not; returns where the next one
 * begins. */
int list_view_tab(const struct area *a, int x, int digit, const char *label, const char *value,
                  bool chosen);

#endif
