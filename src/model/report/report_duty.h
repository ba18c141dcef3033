/* What became of the duties of one order in a period, and the tables of it (rules 19.1, 19.2).
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_REPORT_REPORT_DUTY_H
#define MODEL_REPORT_REPORT_DUTY_H

#include "model/report/report_table.h"

/* row->duty, from the windows of o; the row's days and o->regular are set. */
void report_duty_count(struct report_row *row, const struct report_order *o,
                       const struct report_period *period);

enum { COMPLETION_COLUMNS = (REPORT_DUTIES) * (DUTY_OUTCOMES), WORKLOAD_COLUMNS = 10 };
extern const struct report_column completion_columns[COMPLETION_COLUMNS];
extern const struct report_column workload_columns[WORKLOAD_COLUMNS];

#endif
