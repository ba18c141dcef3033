/* How much one order adds to each figure. */
#include "model/report/figure_value.h"

#include "core/mem.h"

enum { WORKING_AGE_FROM = 16, WORKING_AGE_TO = 59, ABSTINENT_MONTHS = 36 };

static bool in_period(const struct report_row *r, struct date d) {
	return date_is_set(d) && !date_before(d, r->from) && !date_before(r->day, d);
}

static bool state_is(const struct report_row *r, const char *state) {
	return code_is(r->state, state);
}

static bool control_is(const struct report_row *r, const char *control) {
	return code_is(r->person.control, control);
}

/* Register. */

long long figure_on_register(const struct report_row *r) {
	return order_facts_is_open(r->state);
}

long long figure_male(const struct report_row *r) {
	return figure_on_register(r) && code_is(r->person.sex, "m");
}

long long figure_female(const struct report_row *r) {
	return figure_on_register(r) && code_is(r->person.sex, "f");
}

static bool aged(const struct report_row *r, int from, int to) {
	int age = date_age(r->person.birth, r->day);

	return figure_on_register(r) && age >= from && age <= to;
}

long long figure_aged_18_30(const struct report_row *r) {
	return aged(r, 18, 30);
}

long long figure_aged_31_50(const struct report_row *r) {
	return aged(r, 31, 50);
}

long long figure_aged_over_50(const struct report_row *r) {
	return aged(r, 51, 200);
}

long long figure_aged_otherwise(const struct report_row *r) {
	return figure_on_register(r) && !aged(r, 18, 200);
}

/* One of the codes in the list; a county's own substances and "other" are in neither. */
static bool used(const struct report_row *r, const char *codes) {
	return figure_on_register(r) && str_in_list(codes, r->person.drug.s);
}

long long figure_traditional_drug(const struct report_row *r) {
	return used(r, "heroin,opium,morphine,cannabis,cocaine");
}

long long figure_new_drug(const struct report_row *r) {
	return used(r, "meth,ketamine,etomidate,mdma,spice");
}

long long figure_other_drug(const struct report_row *r) {
	return figure_on_register(r) && !figure_traditional_drug(r) && !figure_new_drug(r);
}

/* By kind: the section of the figure says which. */

long long figure_executing(const struct report_row *r) {
	return state_is(r, "executing");
}

long long figure_suspended(const struct report_row *r) {
	return state_is(r, "suspended");
}

long long figure_began(const struct report_row *r) {
	return in_period(r, r->began);
}

static int ended_as(const struct report_row *r, const char *state) {
	return state_is(r, state) && in_period(r, r->since);
}

long long figure_released(const struct report_row *r) {
	return ended_as(r, "released");
}

long long figure_terminated(const struct report_row *r) {
	return ended_as(r, "terminated");
}

long long figure_moved(const struct report_row *r) {
	return ended_as(r, "moved");
}

/* Report-in. */

long long figure_awaiting(const struct report_row *r) {
	return state_is(r, "awaiting");
}

long long figure_overdue(const struct report_row *r) {
	return figure_awaiting(r) && term_report_overdue(r->deadline, DATE_NONE, r->day);
}

long long figure_deadline_fell(const struct report_row *r) {
	return in_period(r, r->deadline);
}

long long figure_reported_in_time(const struct report_row *r) {
	return figure_deadline_fell(r) && date_is_set(r->began) && !date_before(r->deadline, r->began);
}

long long figure_under_execution(const struct report_row *r) {
	return figure_executing(r) || figure_suspended(r);
}

long long figure_agreed(const struct report_row *r) {
	return figure_under_execution(r) && date_is_set(r->agreed) && !date_before(r->day, r->agreed);
}

long long figure_dossier_complete(const struct report_row *r) {
	return figure_under_execution(r) && r->dossier;
}

/* Risk. */

long long figure_risk_high(const struct report_row *r) {
	return figure_on_register(r) && code_is(r->person.risk, "high");
}

long long figure_risk_mid(const struct report_row *r) {
	return figure_on_register(r) && code_is(r->person.risk, "mid");
}

long long figure_risk_low(const struct report_row *r) {
	return figure_on_register(r) && code_is(r->person.risk, "low");
}

long long figure_risk_none(const struct report_row *r) {
	return figure_on_register(r) && !figure_risk_high(r) && !figure_risk_mid(r) && !figure_risk_low(r);
}

/* Tests. */

long long figure_tests_should(const struct report_row *r) {
	return r->windows.should;
}

long long figure_tests_done(const struct report_row *r) {
	return r->windows.done;
}

long long figure_tests_missing(const struct report_row *r) {
	return r->windows.missing;
}

long long figure_tests_taken(const struct report_row *r) {
	return r->tests;
}

long long figure_tests_positive(const struct report_row *r) {
	return r->positive;
}

long long figure_tested(const struct report_row *r) {
	return figure_executing(r) && r->tests > 0;
}

/* Control. */

long long figure_in_control(const struct report_row *r) {
	return figure_on_register(r) && control_is(r, "01");
}

long long figure_lost(const struct report_row *r) {
	return figure_on_register(r) && control_is(r, "02");
}

long long figure_died(const struct report_row *r) {
	return control_is(r, "03") && (figure_on_register(r) || in_period(r, r->since));
}

long long figure_abstinent(const struct report_row *r) {
	return code_is_set(r->state) && control_is(r, "05");
}

long long figure_located(const struct report_row *r) {
	return figure_on_register(r) && code_is_set(r->person.control) && !control_is(r, "02");
}

long long figure_control_stated(const struct report_row *r) {
	return figure_in_control(r) || figure_lost(r);
}

/* Work. */

long long figure_employed(const struct report_row *r) {
	return figure_on_register(r) && code_is_set(r->person.job) && !str_in_list("none,school,80,90", r->person.job.s);
}

long long figure_able_to_work(const struct report_row *r) {
	return aged(r, WORKING_AGE_FROM, WORKING_AGE_TO) && !str_in_list("school,80", r->person.job.s);
}

long long figure_able_and_employed(const struct report_row *r) {
	return figure_able_to_work(r) && figure_employed(r);
}

/* What only rates divide by. */

long long figure_ordered_living(const struct report_row *r) {
	return figure_on_register(r) && !control_is(r, "03");
}

long long figure_under_execution_living(const struct report_row *r) {
	return figure_under_execution(r) && !control_is(r, "03");
}

long long figure_executed_in_period(const struct report_row *r) {
	return date_is_set(r->began) && !date_before(r->day, r->began) &&
	       (figure_under_execution(r) || (!figure_on_register(r) && in_period(r, r->since)));
}

long long figure_found_using(const struct report_row *r) {
	return figure_executed_in_period(r) && r->positive > 0;
}

long long figure_taken_over(const struct report_row *r) {
	return figure_began(r) && r->taken_over;
}

/* Contacts. */

long long figure_talks(const struct report_row *r) {
	return r->tally[TALLY_TALKS];
}

long long figure_visits(const struct report_row *r) {
	return r->tally[TALLY_VISITS];
}

long long figure_calls(const struct report_row *r) {
	return r->tally[TALLY_CALLS];
}

long long figure_calls_reached(const struct report_row *r) {
	return r->tally[TALLY_REACHED];
}

long long figure_self_reports(const struct report_row *r) {
	return r->tally[TALLY_REPORTS];
}

long long figure_searches(const struct report_row *r) {
	return r->tally[TALLY_SEARCHES];
}

long long figure_met(const struct report_row *r) {
	return figure_executing(r) && (r->tally[TALLY_MET] > 0 || r->tests > 0);
}

long long figure_visited_enough(const struct report_row *r) {
	return figure_executing(r) && r->tally[TALLY_VISITS] >= r->visits_wanted;
}

/* Leave and breaches. */

long long figure_leaves(const struct report_row *r) {
	return r->tally[TALLY_LEAVES];
}

long long figure_on_leave(const struct report_row *r) {
	return figure_on_register(r) && r->on_leave;
}

long long figure_leave_overdue(const struct report_row *r) {
	return figure_on_register(r) && r->leave_overdue;
}

long long figure_warnings(const struct report_row *r) {
	return r->tally[TALLY_WARNINGS];
}

long long figure_in_breach(const struct report_row *r) {
	return figure_on_register(r) && r->breach;
}

long long figure_breach_told(const struct report_row *r) {
	return figure_in_breach(r) && r->told_breach;
}

long long figure_breach_untold(const struct report_row *r) {
	return figure_in_breach(r) && !r->told_breach;
}

long long figure_overdue_told(const struct report_row *r) {
	return figure_overdue(r) && r->told_refusal;
}

long long figure_overdue_untold(const struct report_row *r) {
	return figure_overdue(r) && !r->told_refusal;
}

/* Custody. */

long long figure_in_isolation(const struct report_row *r) {
	return code_is(r->custody, "isolation");
}

long long figure_in_prison(const struct report_row *r) {
	return code_is(r->custody, "prison");
}

long long figure_detained(const struct report_row *r) {
	return code_is(r->custody, "detained") || code_is(r->custody, "arrested");
}

/* Help. */

long long figure_placed(const struct report_row *r) {
	return r->tally[TALLY_PLACED] > 0;
}

long long figure_aid_times(const struct report_row *r) {
	return r->tally[TALLY_AID];
}

long long figure_aid_people(const struct report_row *r) {
	return r->tally[TALLY_AID] > 0;
}

long long figure_aid_amount(const struct report_row *r) {
	return r->tally[TALLY_AMOUNT];
}

long long figure_training_times(const struct report_row *r) {
	return r->tally[TALLY_TRAINING];
}

long long figure_training_people(const struct report_row *r) {
	return r->tally[TALLY_TRAINING] > 0;
}

long long figure_allowance_people(const struct report_row *r) {
	return r->tally[TALLY_ALLOWANCE] > 0;
}

long long figure_relief_times(const struct report_row *r) {
	return r->tally[TALLY_RELIEF];
}

/* Three years since the start of the order without use (rule 9.13). */

long long figure_three_years(const struct report_row *r) {
	return date_is_set(r->began) && !date_before(r->day, date_add_months(r->began, ABSTINENT_MONTHS));
}

long long figure_three_clean(const struct report_row *r) {
	return r->last && figure_three_years(r) && !r->relapsed && !state_is(r, "terminated");
}
