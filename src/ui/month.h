/* The lines of the month's return: shared by the two files of its screen. */
#ifndef UI_MONTH_H
#define UI_MONTH_H

#include "list.h"
#include "model/report.h"
#include "ui/view.h"

struct month {
	struct view *view;
	struct list list;    /* its ctx is this struct; ids are positions: figures from 1, then rates */
	struct date first;   /* of the month shown */
	struct report report;
	long long *values;   /* of figure_table */
	long long page_ids[LIST_PAGE];
};

extern const struct list_source month_source;

/* Either the figure or the rate of a line is set. */
const struct figure_def *month_figure(long long id);
const struct rate_def *month_rate(long long id);

#endif
