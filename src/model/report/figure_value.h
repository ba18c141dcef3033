/* What one order adds to the figures that the columns of tables ask too (figure_table.c).
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_REPORT_FIGURE_VALUE_H
#define MODEL_REPORT_FIGURE_VALUE_H

#include "model/report/report_row.h"
#include "model/report/report_table.h"

long long figure_on_register(const struct report_row *r);
long long figure_executing(const struct report_row *r);
long long figure_suspended(const struct report_row *r);
long long figure_awaiting(const struct report_row *r);
long long figure_overdue(const struct report_row *r);
long long figure_under_execution(const struct report_row *r);
long long figure_risk_high(const struct report_row *r);
long long figure_risk_mid(const struct report_row *r);
long long figure_risk_low(const struct report_row *r);
long long figure_risk_none(const struct report_row *r);
long long figure_lost(const struct report_row *r);

/* Columns of the table of a sweep (8.5) and of that after release; they stand where their values
 * are. */
enum { SWEEP_COLUMNS = 18, AFTER_COLUMNS = 7 };
extern const struct report_column sweep_columns[SWEEP_COLUMNS], after_columns[AFTER_COLUMNS];

#endif
