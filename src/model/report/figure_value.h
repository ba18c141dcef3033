/* What one order adds to each figure: the functions of figure_table. */
#ifndef MODEL_REPORT_FIGURE_VALUE_H
#define MODEL_REPORT_FIGURE_VALUE_H

#include "model/report/report_row.h"

long long figure_on_register(const struct report_row *r);
long long figure_male(const struct report_row *r);
long long figure_female(const struct report_row *r);
long long figure_aged_18_30(const struct report_row *r);
long long figure_aged_31_50(const struct report_row *r);
long long figure_aged_over_50(const struct report_row *r);
long long figure_aged_otherwise(const struct report_row *r);
long long figure_traditional_drug(const struct report_row *r);
long long figure_new_drug(const struct report_row *r);
long long figure_other_drug(const struct report_row *r);
long long figure_executing(const struct report_row *r);
long long figure_suspended(const struct report_row *r);
long long figure_began(const struct report_row *r);
long long figure_released(const struct report_row *r);
long long figure_terminated(const struct report_row *r);
long long figure_moved(const struct report_row *r);
long long figure_awaiting(const struct report_row *r);
long long figure_overdue(const struct report_row *r);
long long figure_deadline_fell(const struct report_row *r);
long long figure_reported_in_time(const struct report_row *r);
long long figure_under_execution(const struct report_row *r);
long long figure_agreed(const struct report_row *r);
long long figure_dossier_complete(const struct report_row *r);
long long figure_risk_high(const struct report_row *r);
long long figure_risk_mid(const struct report_row *r);
long long figure_risk_low(const struct report_row *r);
long long figure_risk_none(const struct report_row *r);
long long figure_tests_should(const struct report_row *r);
long long figure_tests_done(const struct report_row *r);
long long figure_tests_missing(const struct report_row *r);
long long figure_tests_taken(const struct report_row *r);
long long figure_tests_positive(const struct report_row *r);
long long figure_tested(const struct report_row *r);
long long figure_in_control(const struct report_row *r);
long long figure_lost(const struct report_row *r);
long long figure_died(const struct report_row *r);
long long figure_abstinent(const struct report_row *r);
long long figure_located(const struct report_row *r);
long long figure_control_stated(const struct report_row *r);
long long figure_employed(const struct report_row *r);
long long figure_able_to_work(const struct report_row *r);
long long figure_able_and_employed(const struct report_row *r);
long long figure_ordered_living(const struct report_row *r);
long long figure_under_execution_living(const struct report_row *r);
long long figure_executed_in_period(const struct report_row *r);
long long figure_found_using(const struct report_row *r);
long long figure_taken_over(const struct report_row *r);
long long figure_talks(const struct report_row *r);
long long figure_visits(const struct report_row *r);
long long figure_calls(const struct report_row *r);
long long figure_calls_reached(const struct report_row *r);
long long figure_self_reports(const struct report_row *r);
long long figure_searches(const struct report_row *r);
long long figure_met(const struct report_row *r);
long long figure_visited_enough(const struct report_row *r);
long long figure_leaves(const struct report_row *r);
long long figure_on_leave(const struct report_row *r);
long long figure_leave_overdue(const struct report_row *r);
long long figure_warnings(const struct report_row *r);
long long figure_in_breach(const struct report_row *r);
long long figure_breach_told(const struct report_row *r);
long long figure_breach_untold(const struct report_row *r);
long long figure_overdue_told(const struct report_row *r);
long long figure_overdue_untold(const struct report_row *r);
long long figure_in_isolation(const struct report_row *r);
long long figure_in_prison(const struct report_row *r);
long long figure_detained(const struct report_row *r);
long long figure_placed(const struct report_row *r);
long long figure_aid_times(const struct report_row *r);
long long figure_aid_people(const struct report_row *r);
long long figure_aid_amount(const struct report_row *r);
long long figure_training_times(const struct report_row *r);
long long figure_training_people(const struct report_row *r);
long long figure_allowance_people(const struct report_row *r);
long long figure_relief_times(const struct report_row *r);
long long figure_three_years(const struct report_row *r);
long long figure_three_clean(const struct report_row *r);

#endif
