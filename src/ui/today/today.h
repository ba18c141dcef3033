/* The lines of Today: what is due, read by page. Shared by the two files of the Today screen.
 * SPDX-License-Identifier: MIT */
#ifndef UI_TODAY_TODAY_H
#define UI_TODAY_TODAY_H

#include "model/rules/worklist.h"
#include "model/station/approval.h"
#include "ui/list/list_view.h"
#include "ui/team/package_gap.h"

struct today {
	struct list_view lv;    /* first; whose lines and which group are conditions of its query */
	bool painted;           /* the first screen has been read */
	bool whole;             /* and all lines behind it */
	long long *counts;
	size_t *shown;    /* indexes of the groups whose counts are painted */
	size_t shown_count;
	size_t group;     /* index of the group shown, due_group_count for all */
	bool in_counts;   /* the marker stands on a count */
	size_t count_at;  /* in shown */
	/* the head's: what of backups is due (NULL: nothing), and when the last were */
	char *backup_line, *backup_word;
	size_t zeros;     /* typed before the digit of a count */
	struct approval_news news;
	size_t station_due; /* lines of the station's worklist, for the head */
	char *worker, *whose_word; /* what the head says of it; NULL: everybody's lines */
};

/* The marked line, or NULL. */
static inline const struct due_item *today_item(const struct view *v) {
	const struct list *l = list_view_list(v);

	return due_list_item(&l->run, list_current(l));
}

/* The same where it is about a person. */
static inline const struct due_item *today_person(const struct view *v) {
	const struct due_item *it = today_item(v);

	return it != NULL && it->resident ? it : NULL;
}

/* Open the form that answers the line under the marker (src/ui/today/today_record.c). */
void today_record(struct view *v);
/* All that is due of the person of this line, in one form. */
void today_all_due(struct view *v);
/* Ask for one reason for all marked lines, or the one under the marker. */
void today_explain(struct view *v);
/* Ask what becomes of old tests (src/ui/today/today_old.c). */
void today_ask_old(struct view *v);
/* Ask how the head knows that the clock is right. */
void today_ask_clock(struct view *v);
/* Only this group (an index), or all again where it is the one shown. */
unsigned today_show_group(struct view *v, size_t group);
/* Ask whose lines to show, from the line under the marker; everybody's again
 * (src/ui/today/today_scope.c). */
void today_ask_whose(struct view *v);
unsigned today_show_all(struct view *v);

#endif
