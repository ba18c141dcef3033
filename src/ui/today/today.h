/* The lines of Today: what is due, read by page. Shared by the two files of the Today screen. */
#ifndef UI_TODAY_TODAY_H
#define UI_TODAY_TODAY_H

#include "model/rules/worklist.h"
#include "ui/list/list.h"
#include "ui/loop/view.h"
#include "ui/team/package_gap.h"

/* One line as painted: read with its page. */
struct today_row {
	const struct due_item *item;
	struct str name, place, team, worker, matter, state;
};

struct today {
	struct view *view;
	struct list list;       /* its ctx is this struct */
	struct list_source source;
	struct due_item *items; /* list ids are positions in here, from 1 */
	size_t item_count;
	bool cut;               /* there are more lines than were read */
	bool painted;           /* the first screen has been read */
	struct today_row rows[LIST_PAGE];
	long long *counts;
	size_t *shown;    /* indexes of the groups whose counts are painted */
	size_t shown_count;
	size_t group;     /* index of the group shown, due_group_count for all */
	bool in_counts;   /* the marker stands on a count */
	size_t count_at;  /* in shown */
	struct due_whose whose; /* worker: owned by worker */
	char *worker, *whose_word; /* what the head says of it; NULL: everybody's lines */
	struct gap_ask gap; /* of the package being assigned */
};

extern const struct list_source today_source;

/* Columns for a window of this width. */
void today_fit(struct today *d, const struct area *a);

/* The line under a list id, or NULL. */
const struct due_item *today_item(const struct today *d, long long id);

/* Open the form that answers the line under the marker (src/ui/today/today_record.c). */
void today_record(struct view *v);
/* Ask whose lines to show, from the line under the marker; everybody's again (src/ui/today/today_scope.c). */
void today_ask_whose(struct view *v);
unsigned today_show_all(struct today *d);
/* The conditions, NULL: none. */
const struct due_whose *today_whose(const struct today *d);

#endif
