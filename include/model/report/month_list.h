/* The lines of a month's return: every figure, then every rate, beside what the county has of the month.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_REPORT_MONTH_LIST_H
#define MODEL_REPORT_MONTH_LIST_H

#include "model/report/sent.h"

/* list_run.data of month_list. q.month: like 2026-10; NULL: month_to_send. An id is a place: figures from 1, then rates. */
struct month_lines {
	struct report report;
	struct sent sent, next; /* what the county has of this month, and what would be sent now (sent_draft) */
	struct err unsound;     /* what was sent was changed from outside: the month stands without it */
};

/* The month just over is what is sent; on the last day this one is done too. */
struct date month_to_send(void);
/* Either the figure or the rate of a line is set. */
const struct figure_def *month_figure(long long id);
const struct rate_def *month_rate(long long id);

#endif
