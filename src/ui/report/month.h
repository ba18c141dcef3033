/* The month's return: shared by the two files of its screen. */
#ifndef UI_REPORT_MONTH_H
#define UI_REPORT_MONTH_H

#include "model/report/sent.h"
#include "ui/list/list_view.h"

struct month {
	struct list_view lv;
	struct date first;    /* of the month shown */
	char month[DATE_BUF]; /* 2026-10: the list's q.month */
};

/* What the list shows. */
static inline const struct month_lines *month_lines_of(const struct month *d) { return d->lv.list.run.data; }

/* What was sent (src/ui/report/sent_month.c): the title's part; the actions of the month's screen about it. */
void month_sent_head(const struct month *d, struct str *left);
unsigned month_sent_act(struct view *v, enum action_id id);

#endif
