/* The lines of the month's return: shared by the two files of its screen. */
#ifndef UI_REPORT_MONTH_H
#define UI_REPORT_MONTH_H

#include "model/report/sent.h"
#include "ui/list/list.h"
#include "ui/loop/view.h"

struct month {
	struct view *view;
	struct list list;    /* its ctx is this struct; ids are positions: figures from 1, then rates */
	struct date first;   /* of the month shown */
	struct report report;
	long long *values;   /* of figure_table */
	long long page_ids[LIST_PAGE];
	struct sent sent, next; /* what the county has of this month, and what would be sent now (sent_draft) */
};

extern const struct list_source month_source;

/* Either the figure or the rate of a line is set. */
const struct figure_def *month_figure(long long id);
const struct rate_def *month_rate(long long id);

/* What was sent (src/ui/report/sent_month.c): compare with the fresh report; "sent 41  +1 (late)" beside a line; the title's
 * part; the actions of the month's screen about it. */
void month_load_sent(struct month *d);
void month_sent_note(const struct month *d, const char *figure, struct str *out, enum tone *tone);
void month_sent_head(const struct month *d, struct str *left);
unsigned month_sent_act(struct view *v, enum action_id id);

#endif
