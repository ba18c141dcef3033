/* Every figure and rate, once, in the order of the form: first how much one order adds to each.
 * SPDX-License-Identifier: MIT */
#include "core/mem.h"
#include "core/tr.h"
#include "model/report/figure.h"
#include "model/report/figure_counts.h"
#include "model/report/figure_value.h"

#define VALUE(name, ...) \
	static long long figure_##name(const struct report_row *r) { \
		return __VA_ARGS__; \
	} \
	struct report_row /* takes the semicolon */

enum { WORKING_AGE_FROM = 16, WORKING_AGE_TO = 59 };

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

long long figure_on_register(const struct report_row *r) { return order_facts_is_open(r->state); }
VALUE(male, figure_on_register(r) && code_is(r->person.sex, "m"));
VALUE(female, figure_on_register(r) && code_is(r->person.sex, "f"));
VALUE(sex_unknown, figure_on_register(r) && !str_in_list("m,f", r->person.sex.s));
VALUE(register_new, figure_on_register(r) && !r->was_open);
VALUE(register_left, r->was_open && !figure_on_register(r));

static bool aged(const struct report_row *r, int from, int to) {
	int age = date_age(r->person.birth, r->day);

	return figure_on_register(r) && age >= from && age <= to;
}

VALUE(aged_18_30, aged(r, 18, 30));
VALUE(aged_31_50, aged(r, 31, 50));
VALUE(aged_over_50, aged(r, 51, 200));
VALUE(aged_otherwise, figure_on_register(r) && !aged(r, 18, 200));

/* One of the codes in the list; a county's own substances and "other" are in neither. */
static bool used(const struct report_row *r, const char *codes) {
	return figure_on_register(r) && str_in_list(codes, r->person.drug.s);
}

VALUE(traditional_drug, used(r, "heroin,opium,morphine,cannabis,cocaine"));
VALUE(new_drug, used(r, "meth,ketamine,etomidate,mdma,spice"));
VALUE(other_drug, figure_on_register(r) && !figure_traditional_drug(r) && !figure_new_drug(r));

/* By kind: the section of the figure says which. */

long long figure_executing(const struct report_row *r) { return state_is(r, "executing"); }
long long figure_suspended(const struct report_row *r) { return state_is(r, "suspended"); }
VALUE(began, in_period(r, r->began));

static int ended_as(const struct report_row *r, const char *state) {
	return state_is(r, state) && in_period(r, r->since);
}

VALUE(released, ended_as(r, "released"));
VALUE(terminated, ended_as(r, "terminated"));
VALUE(moved, ended_as(r, "moved"));

/* Report-in. */

long long figure_awaiting(const struct report_row *r) { return state_is(r, "awaiting"); }

long long figure_overdue(const struct report_row *r) {
	return figure_awaiting(r) && term_report_overdue(r->deadline, DATE_NONE, r->day);
}

VALUE(deadline_fell, in_period(r, r->deadline));
VALUE(reported_in_time, figure_deadline_fell(r) && date_is_set(r->began) &&
      !date_before(r->deadline, r->began));

long long figure_under_execution(const struct report_row *r) {
	return figure_executing(r) || figure_suspended(r);
}

VALUE(agreed, figure_under_execution(r) && date_is_set(r->agreed) &&
      !date_before(r->day, r->agreed));
VALUE(dossier_complete, figure_under_execution(r) && r->dossier);

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
	return figure_on_register(r) && !str_in_list("high,mid,low", r->person.risk.s);
}

/* Who is dead, in prison or in isolation is in neither number of the execution rate (rule 9.6). */
static bool out_of_execution(const struct report_row *r) {
	return control_is(r, "03") || str_in_list("prison,isolation", r->custody.s);
}

static bool under_execution_free(const struct report_row *r) {
	return figure_under_execution(r) && !out_of_execution(r);
}

/* Tests. */

VALUE(tests_should, r->windows.should);
VALUE(tests_done, r->windows.done);
VALUE(tests_missing, r->windows.missing);
VALUE(tests_excused, r->windows.excused);
VALUE(excused_suspended, r->windows.by[WINDOW_SUSPENDED]);
VALUE(excused_detained, r->windows.by[WINDOW_DETAINED]);
VALUE(excused_prison, r->windows.by[WINDOW_PRISON]);
VALUE(excused_isolation, r->windows.by[WINDOW_ISOLATION]);
VALUE(excused_ill, r->windows.by[WINDOW_ILL]);
VALUE(tests_taken, r->tests);
VALUE(tests_positive, r->positive);
VALUE(tested, figure_executing(r) && r->tests > 0);
VALUE(without_use, under_execution_free(r) && date_is_set(r->began) && !r->used);

/* Control. */

/* Nobody controls here who is held elsewhere (rule 3.11). */
static bool held(const struct report_row *r) {
	return code_is_set(r->custody) &&
	       str_in_list("detained,arrested,prison,isolation", r->custody.s);
}

VALUE(in_control, figure_on_register(r) && control_is(r, "01") && !held(r));

long long figure_lost(const struct report_row *r) {
	return figure_on_register(r) && control_is(r, "02");
}

VALUE(died, control_is(r, "03") && (figure_on_register(r) || in_period(r, r->since)));
VALUE(abstinent, code_is_set(r->state) && control_is(r, "05"));
VALUE(located, figure_on_register(r) && code_is_set(r->person.control) && !control_is(r, "02") &&
      !held(r));
VALUE(control_unknown, figure_on_register(r) && !code_is_set(r->person.control));
VALUE(control_stated, figure_in_control(r) || figure_lost(r));

/* Work. */

VALUE(employed, figure_on_register(r) && code_is_set(r->person.job) &&
      !str_in_list("none,school,80,90", r->person.job.s));
VALUE(able_to_work, aged(r, WORKING_AGE_FROM, WORKING_AGE_TO) &&
      !str_in_list("school,80", r->person.job.s));
VALUE(able_and_employed, figure_able_to_work(r) && figure_employed(r));

/* What only rates divide by. */

VALUE(execution_base, figure_on_register(r) && !out_of_execution(r));
VALUE(under_execution_free, under_execution_free(r));
/* After release for as long as the three years last (rule 9.10). */
static bool released_lately(const struct report_row *r) {
	return state_is(r, "released") && date_is_set(r->since) &&
	       !abstinence_is_full(r->since, r->day);
}

VALUE(executed_in_period, date_is_set(r->began) && !date_before(r->day, r->began) &&
      (figure_under_execution(r) || (!figure_on_register(r) && in_period(r, r->since)) ||
       released_lately(r)));
VALUE(found_using, figure_executed_in_period(r) && r->uses > 0);
VALUE(relapse_after_release, r->uses_after > 0);
/* Of orders from before the day was asked the day they began. */
VALUE(taken_over, date_is_set(r->taken_on) ? in_period(r, r->taken_on)
                                           : figure_began(r) && r->taken_over);

/* Contacts. */

VALUE(talks, r->tally[TALLY_TALKS]);
VALUE(visits, r->tally[TALLY_VISITS]);
VALUE(calls, r->tally[TALLY_CALLS]);
VALUE(calls_reached, r->tally[TALLY_REACHED]);
VALUE(self_reports, r->tally[TALLY_REPORTS]);
VALUE(searches, r->tally[TALLY_SEARCHES]);
VALUE(met, figure_executing(r) && (r->tally[TALLY_MET] > 0 || r->tests > 0));
VALUE(visits_should, r->visits.should);
VALUE(visits_done, r->visits.done);
VALUE(visits_missing, r->visits.missing);
VALUE(talks_after, r->tally[TALLY_TALKS_AFTER]);
VALUE(visits_after, r->tally[TALLY_VISITS_AFTER]);
VALUE(calls_after, r->tally[TALLY_CALLS_AFTER]);
VALUE(aid_after, r->tally[TALLY_AID_AFTER]);
VALUE(people_after, figure_talks_after(r) || figure_visits_after(r) || figure_calls_after(r) ||
      figure_aid_after(r));
VALUE(visited_enough, figure_executing(r) && r->tally[TALLY_VISITS] >= r->visits_wanted);

/* Leave and breaches. */

VALUE(leaves, r->tally[TALLY_LEAVES]);
VALUE(on_leave, figure_on_register(r) && r->on_leave);
VALUE(leave_overdue, figure_on_register(r) && r->leave_overdue);
VALUE(warnings, r->tally[TALLY_WARNINGS]);
VALUE(in_breach, figure_on_register(r) && r->breach);
VALUE(breach_told, figure_in_breach(r) && r->told_breach);
VALUE(breach_untold, figure_in_breach(r) && !r->told_breach);
VALUE(overdue_told, figure_overdue(r) && r->told_refusal);
VALUE(overdue_untold, figure_overdue(r) && !r->told_refusal);

/* Custody. */

VALUE(in_isolation, code_is(r->custody, "isolation"));
VALUE(in_prison, code_is(r->custody, "prison"));
VALUE(detained, code_is(r->custody, "detained") || code_is(r->custody, "arrested"));

/* Help. */

VALUE(placements, r->tally[TALLY_PLACED]);
VALUE(placed, r->tally[TALLY_PLACED] > 0);
VALUE(allowance_in_force, figure_on_register(r) && r->allowance);
VALUE(aid_times, r->tally[TALLY_AID]);
VALUE(aid_people, r->tally[TALLY_AID] > 0);
VALUE(aid_amount, r->tally[TALLY_AMOUNT]);
VALUE(training_times, r->tally[TALLY_TRAINING]);
VALUE(training_people, r->tally[TALLY_TRAINING] > 0);
VALUE(allowance_people, r->tally[TALLY_ALLOWANCE] > 0);
VALUE(relief_times, r->tally[TALLY_RELIEF]);

VALUE(followups_due, r->last ? r->followups_should : 0);
VALUE(followups_done, r->last ? r->followups_done : 0);
/* Of those in a pair. */
VALUE(pair_kept, r->counts && r->counts[COUNT_paired] > 0 &&
      (r->tally[TALLY_TALKS] > 0 || r->tally[TALLY_VISITS] > 0 || r->tally[TALLY_REACHED] > 0));

/* Three years without use (rules 2.15 to 2.18, 9.13). */

static bool is_counted(const struct report_row *r) {
	return r->last && r->clean.how == ABSTINENCE_RUNS;
}

VALUE(three_years, is_counted(r) && abstinence_is_full(r->clean.base, r->day));
VALUE(three_clean, is_counted(r) && abstinence_is_full(r->clean.from, r->day));

/* ---- the form ---- */

/* The columns that both kinds of order have. */
#define KIND_FIGURES(kind, section) \
	F(kind "_executing", N_("Executing"), section, PERSONS, executing, \
	  N_("Orders of this kind being executed on the last day.")), \
	P(kind "_new", N_("New in the period"), section, began, \
	  N_("Reported in during the period: execution began.")), \
	P(kind "_taken", N_("Taken over in the period"), section, taken_over, \
	  N_("Carried out elsewhere before and taken over on a day of the period.")), \
	P(kind "_released", N_("Released in the period"), section, released, \
	  N_("State released, since a day of the period.")), \
	F(kind "_suspended", N_("Suspended"), section, PERSONS, suspended, \
	  N_("Orders of this kind under suspension on the last day.")), \
	P(kind "_terminated", N_("Terminated in the period"), section, terminated, \
	  N_("State terminated, since a day of the period.")), \
	P(kind "_moved", N_("Moved away in the period"), section, moved, \
	  N_("Place of execution changed, since a day of the period."))

#define F(id, label, section, unit, value, formula) \
	{id, label, FIGURE_##section, FIGURE_##unit, formula, figure_##value, 0}
/* People of the whole period. */
#define P(id, label, section, value, formula) \
	{id, label, FIGURE_##section, FIGURE_PERSONS, formula, figure_##value, 0, OVER_PERSONS}
#define COUNTED(id, label, section, unit, formula, ...) \
	{#id, label, FIGURE_##section, FIGURE_##unit, formula, NULL, COUNT_##id + 1},
const struct figure_def figure_table[] = {
	F("register", N_("On the register"), REGISTER, PERSONS, on_register,
	  N_("People with an order awaiting report, executing or suspended on the last day.")),
	F("male", N_("Men"), REGISTER, PERSONS, male, N_("On the register, sex male.")),
	F("female", N_("Women"), REGISTER, PERSONS, female, N_("On the register, sex female.")),
	F("sex_unknown", N_("Sex not recorded"), REGISTER, PERSONS, sex_unknown,
	  N_("On the register, sex not recorded.")),
	P("register_new", N_("Came onto the register"), REGISTER, register_new,
	  N_("On the register on the last day, by an order that was not on it the day before the "
	     "period.")),
	P("register_left", N_("Left the register"), REGISTER, register_left,
	  N_("On the register the day before the period, by an order that is not on it on the last "
	     "day.")),
	F("age_18_30", N_("Aged 18-30"), REGISTER, PERSONS, aged_18_30,
	  N_("On the register, 18 to 30 full years on the last day.")),
	F("age_31_50", N_("Aged 31-50"), REGISTER, PERSONS, aged_31_50,
	  N_("On the register, 31 to 50 full years on the last day.")),
	F("age_over_50", N_("Aged over 50"), REGISTER, PERSONS, aged_over_50,
	  N_("On the register, 51 full years or more on the last day.")),
	F("age_other", N_("Under 18 or age unknown"), REGISTER, PERSONS, aged_otherwise,
	  N_("On the register, under 18 on the last day or without a birth date.")),
	F("drug_traditional", N_("Traditional substances"), REGISTER, PERSONS, traditional_drug,
	  N_("On the register: heroin, opium, morphine, cannabis, cocaine.")),
	F("drug_new", N_("New substances"), REGISTER, PERSONS, new_drug,
	  N_("On the register: methamphetamine, ketamine, MDMA, etomidate, synthetic "
	     "cannabinoids.")),
	F("drug_other", N_("Substance not classed"), REGISTER, PERSONS, other_drug,
	  N_("On the register: another substance, or none recorded.")),

	KIND_FIGURES("detox", DETOX),
	KIND_FIGURES("rehab", REHAB),

	F("awaiting", N_("Awaiting report"), REPORT_IN, PERSONS, awaiting,
	  N_("Ordered and not reported in on the last day.")),
	F("report_overdue", N_("Report-in overdue"), REPORT_IN, PERSONS, overdue,
	  N_("Of these, the deadline is before the last day.")),
	F("report_overdue_untold", N_("Overdue, police not told"), REPORT_IN, PERSONS,
	  overdue_untold,
	  N_("Of these, no report to the police about the refusal was sent by the last day.")),
	F("report_overdue_told", N_("Overdue, police told"), REPORT_IN, PERSONS, overdue_told,
	  N_("Of these, a report to the police about the refusal was sent by the last day.")),
	F("deadlines", N_("Report deadlines in the period"), REPORT_IN, ORDERS, deadline_fell,
	  N_("Orders whose report deadline fell in the period.")),
	F("reported_in_time", N_("Reported in time"), REPORT_IN, ORDERS, reported_in_time,
	  N_("Of these, reported in by the deadline.")),
	F("agreed", N_("Agreement signed"), REPORT_IN, PERSONS, agreed,
	  N_("Executing or suspended on the last day, agreement signed by then.")),
	F("dossier_complete", N_("Dossier complete"), REPORT_IN, PERSONS, dossier_complete,
	  N_("Executing or suspended on the last day, nothing that is asked for missing in the "
	     "dossier.")),

	F("risk_high", N_("High risk"), RISK, PERSONS, risk_high,
	  N_("On the register, risk high.")),
	F("risk_mid", N_("Medium risk"), RISK, PERSONS, risk_mid,
	  N_("On the register, risk medium.")),
	F("risk_low", N_("Low risk"), RISK, PERSONS, risk_low, N_("On the register, risk low.")),
	F("risk_none", N_("Risk not assessed"), RISK, PERSONS, risk_none,
	  N_("On the register, risk not assessed or blank.")),

	F("tests_should", N_("Tests due"), TESTS, TIMES, tests_should,
	  N_("Test windows that ended in the period and are not excused; not those that ended before "
	     "the station counts and hold neither a test nor a word on it.")),
	F("tests_done", N_("Tests done"), TESTS, TIMES, tests_done,
	  N_("Of these, windows with a valid test.")),
	F("tests_missing", N_("Tests missed"), TESTS, TIMES, tests_missing,
	  N_("Of these, windows without one; a make-up test leaves them missed.")),
	F("tests_excused", N_("Tests excused"), TESTS, TIMES, tests_excused,
	  N_("Test windows that ended in the period and were excused, without a test: neither due "
	     "nor missed.")),
	F("excused_suspended", N_("Excused: suspension"), TESTS, TIMES, excused_suspended,
	  N_("Of these, by a suspension of the order.")),
	F("excused_detained", N_("Excused: detention"), TESTS, TIMES, excused_detained,
	  N_("Of these, by detention or arrest.")),
	F("excused_prison", N_("Excused: prison"), TESTS, TIMES, excused_prison,
	  N_("Of these, by prison.")),
	F("excused_isolation", N_("Excused: isolation"), TESTS, TIMES, excused_isolation,
	  N_("Of these, by compulsory isolation.")),
	F("excused_ill", N_("Excused: illness"), TESTS, TIMES, excused_ill,
	  N_("Of these, by illness, where the county says so in the settings.")),
	F("tests_taken", N_("Tests taken"), TESTS, TIMES, tests_taken,
	  N_("Valid tests (negative or positive) of the period, every one.")),
	F("tests_positive", N_("Positive tests"), TESTS, TIMES, tests_positive,
	  N_("Of these, positive.")),
	P("relapse_after_release", N_("Use found after release"), TESTS,
	  relapse_after_release,
	  N_("Released, and in the period after it a positive test or use found elsewhere.")),
	P("tested", N_("People tested"), TESTS, tested,
	  N_("Executing on the last day, with a valid test in the period.")),
	F("without_use", N_("Without use since the start"), TESTS, PERSONS, without_use,
	  N_("Standing number: executing or suspended on the last day, no use found since "
	     "execution began; without the deceased and those in prison or isolation.")),

	F("talks", N_("Talks"), CONTACT, TIMES, talks,
	  N_("Talks of the period, whatever the channel.")),
	F("visits", N_("Visits"), CONTACT, TIMES, visits,
	  N_("Visits of the period, to relatives and neighbours too.")),
	F("calls", N_("Phone contacts"), CONTACT, TIMES, calls,
	  N_("Phone contacts of the period, tried ones too.")),
	F("calls_reached", N_("Phone contacts reached"), CONTACT, TIMES, calls_reached,
	  N_("Of these, somebody was reached.")),
	F("self_reports", N_("Self reports"), CONTACT, TIMES, self_reports,
	  N_("Self reports of the period, of either kind.")),
	F("searches", N_("Searches"), CONTACT, TIMES, searches, N_("Searches of the period.")),
	F("visits_should", N_("Visit windows due"), CONTACT, TIMES, visits_should,
	  N_("Visit windows that ended in the period and are not excused; not those that began "
	     "before the station counts and hold no visit.")),
	F("visits_done", N_("Visit windows done"), CONTACT, TIMES, visits_done,
	  N_("Of these, windows with the visits asked for, somebody found.")),
	F("visits_missing", N_("Visit windows missed"), CONTACT, TIMES, visits_missing,
	  N_("Of these, windows without.")),
	F("talks_after", N_("Talks after the order"), CONTACT, TIMES, talks_after,
	  N_("Of the talks, those after the person's order ended.")),
	F("visits_after", N_("Visits after the order"), CONTACT, TIMES, visits_after,
	  N_("Of the visits, those after the person's order ended.")),
	F("calls_after", N_("Phone contacts after the order"), CONTACT, TIMES, calls_after,
	  N_("Of the phone contacts, those after the person's order ended.")),
	P("people_after", N_("People cared for after the order"), CONTACT, people_after,
	  N_("People with a talk, visit, phone contact or help of the period after their order "
	     "ended.")),
	P("met", N_("People met"), CONTACT, met,
	  N_("Executing on the last day; in the period a talk face to face, a visit or search "
	     "that found them, or a valid test.")),
	P("visited_enough", N_("Visited often enough"), CONTACT, visited_enough,
	  N_("Executing on the last day, in the period at least as many visits as the settings "
	     "ask for a month, times its months.")),

	F("leaves", N_("Leaves begun"), LEAVE, TIMES, leaves,
	  N_("Leaves that begin in the period, not refused and not withdrawn.")),
	F("on_leave", N_("On leave"), LEAVE, PERSONS, on_leave,
	  N_("On the register and on leave on the last day; not those that wait for approval.")),
	F("leave_overdue", N_("Overdue from leave"), LEAVE, PERSONS, leave_overdue,
	  N_("On the register, the leave is over and on the last day nobody had seen them back.")),
	F("warnings", N_("Warnings given"), LEAVE, TIMES, warnings,
	  N_("Written warnings of the period.")),
	F("breach", N_("Serious breach"), LEAVE, PERSONS, in_breach,
	  N_("On the register; tests refused or evaded 3 times, away 3 times or over 30 days, "
	     "up to the last day.")),
	F("breach_untold", N_("Breach, police not told"), LEAVE, PERSONS, breach_untold,
	  N_("Of these, no report to the police that covers the newest breach was sent by the last day.")),
	F("breach_told", N_("Breach, police told"), LEAVE, PERSONS, breach_told,
	  N_("Of these, a report to the police that covers the newest breach was sent by the last day.")),

	F("in_control", N_("Under control"), CONTROL, PERSONS, in_control,
	  N_("On the register, under control; not who is in custody.")),
	F("lost", N_("Contact lost"), CONTROL, PERSONS, lost, N_("On the register, contact lost.")),
	P("died", N_("Deceased"), CONTROL, died,
	  N_("Deceased, on the register or order ended in the period.")),
	F("abstinent", N_("Three years abstinent"), CONTROL, PERSONS, abstinent,
	  N_("Control state three years abstinent, ended orders too.")),

	F("control_unknown", N_("Control state not recorded"), CONTROL, PERSONS, control_unknown,
	  N_("On the register, no control state recorded.")),
	F("isolation", N_("In compulsory isolation"), CONTROL, PERSONS, in_isolation,
	  N_("A record of isolation holds the last day, the order ended or not.")),
	F("prison", N_("In prison"), CONTROL, PERSONS, in_prison,
	  N_("A record of prison holds the last day, the order ended or not.")),
	F("detained", N_("Detained or arrested"), CONTROL, PERSONS, detained,
	  N_("A record of detention or arrest holds the last day, the order ended or not.")),

	F("employed", N_("Employed"), WORK, PERSONS, employed,
	  N_("On the register, with work that has not ended by the last day; not in school, "
	     "retired, without work or unknown.")),
	F("placements", N_("Placements"), WORK, TIMES, placements,
	  N_("Records of work that began in the period and was found with our help.")),
	P("placed", N_("People placed"), WORK, placed,
	  N_("Of these, the people.")),
	F("aid_times", N_("Help given"), WORK, TIMES, aid_times,
	  N_("Records of help of the period, of every kind.")),
	P("aid_people", N_("People helped"), WORK, aid_people,
	  N_("Of these, the people.")),
	F("aid_amount", N_("Money given"), WORK, MONEY, aid_amount,
	  N_("Of these, the amounts together, in yuan.")),
	F("training_times", N_("Trainings"), WORK, TIMES, training_times,
	  N_("Help of the period that was training.")),
	P("training_people", N_("People trained"), WORK, training_people,
	  N_("Of these, the people.")),
	P("allowance_people", N_("Subsistence allowance"), WORK, allowance_people,
	  N_("People who were given the subsistence allowance in the period.")),
	F("allowance_in_force", N_("Allowance in force"), WORK, PERSONS, allowance_in_force,
	  N_("Standing number: on the register, the subsistence allowance given within the twelve "
	     "months up to the last day.")),
	F("relief_times", N_("Temporary relief"), WORK, TIMES, relief_times,
	  N_("Help of the period that was temporary relief.")),
	F("aid_after", N_("Help after the order"), WORK, TIMES, aid_after,
	  N_("Of the help, that after the person's order ended.")),

	COMING_COUNTS(COUNTED)
	HELP_COUNTS(COUNTED)
	P("pairs_kept", N_("Pairs in contact"), HELP, pair_kept,
	  N_("In a pair, and in the period a talk, a visit or a phone contact that reached "
	     "somebody.")),
	AFTER_COUNTS(COUNTED)
	F("followups_due", N_("Follow-ups that fell due"), AFTER, TIMES, followups_due,
	  N_("Follow-ups asked for after a release whose last day lies in the period, where the "
	     "station keeps them; not those that began before the station counts.")),
	F("followups_done", N_("Of these, done"), AFTER, TIMES, followups_done,
	  N_("Of these, with a follow-up in their time.")),
	STATION_COUNTS(COUNTED)

	F("executing", N_("Executing, both kinds"), BASES, PERSONS, executing,
	  N_("Orders of either kind being executed on the last day.")),
	F("reported", N_("Reported in"), BASES, PERSONS, under_execution,
	  N_("Executing or suspended on the last day.")),
	F("execution_base", N_("Ordered and not ended"), BASES, PERSONS, execution_base,
	  N_("On the register, without the deceased and those in prison or isolation.")),
	F("under_execution", N_("Executing or suspended"), BASES, PERSONS, under_execution_free,
	  N_("Of these, executing or suspended on the last day.")),
	F("located", N_("Located"), BASES, PERSONS, located,
	  N_("On the register, control state known and not lost (the deceased included); not who is"
	     " in custody.")),
	F("control_stated", N_("Under control or lost"), BASES, PERSONS, control_stated,
	  N_("On the register, under control or contact lost.")),
	P("executed", N_("Executed in the period"), BASES, executed_in_period,
	  N_("Executing or suspended on the last day, or ended in the period after execution, or "
	     "released less than three years before the last day.")),
	P("found_using", N_("People found using"), BASES, found_using,
	  N_("Of these, with a positive test or use found elsewhere in the period.")),
	F("able", N_("Of working age"), BASES, PERSONS, able_to_work,
	  N_("On the register, 16 to 59 years, not in school or retired.")),
	F("able_employed", N_("Of working age and employed"), BASES, PERSONS, able_and_employed,
	  N_("Of these, with work.")),
	F("three_years", N_("Three years since the start"), BASES, PERSONS, three_years,
	  N_("Begun, or released from isolation, three years before the last day or earlier; "
	     "neither dead, in prison or isolation, moved away nor for a person to judge.")),
	F("three_clean", N_("Three years without use"), BASES, PERSONS, three_clean,
	  N_("Of these, no use found in the three years before the last day.")),
};
const size_t figure_count = sizeof figure_table / sizeof *figure_table;

#define COLUMN(...) {NULL, NULL, __VA_ARGS__}
#define OF_COUNT(id, label, section, unit, words) \
	COLUMN({#id, label, FIGURE_##section, FIGURE_##unit, words, NULL, COUNT_##id + 1})
#define OF_FOUND(id, label, section, unit, words, ...) OF_COUNT(id, label, section, unit, words),
static long long figure_in_detox(const struct report_row *r) {
	return figure_executing(r) && code_is(r->kind, "detox");
}
static long long figure_in_rehab(const struct report_row *r) {
	return figure_executing(r) && code_is(r->kind, "rehab");
}
const struct report_column sweep_columns[SWEEP_COLUMNS] = {
	OF_COUNT(sweep_households, N_("Households to check"), STATION, HOUSEHOLDS,
	         N_("Households of the rounds that began in the period.")),
	OF_COUNT(sweep_checked, N_("Households checked"), STATION, HOUSEHOLDS,
	         N_("Of these, the households checked.")),
	OF_COUNT(round_people, N_("Residents checked"), STATION, PERSONS,
	         N_("Residents with a line of a round in the period.")),
	FOUND_COUNTS(OF_FOUND)
	COLUMN(F("detox_executing", N_("Community detox"), REGISTER, PERSONS, in_detox,
	         N_("Orders of this kind being executed on the last day."))),
	COLUMN(F("rehab_executing", N_("Community rehab"), REGISTER, PERSONS, in_rehab,
	         N_("Orders of this kind being executed on the last day."))),
	OF_COUNT(sweep_found, N_("Found not on the register"), STATION, HEADS,
	         N_("Found by these rounds, not on the register.")),
	OF_COUNT(sweep_taken, N_("Of these, taken on"), STATION, HEADS,
	         N_("Of those found by the rounds, taken on.")),
};
const struct report_column after_columns[AFTER_COLUMNS] = {
	OF_COUNT(followups, N_("Follow-ups"), AFTER, TIMES, N_("Follow-ups of the period.")),
	OF_COUNT(followup_people, N_("People followed up"), AFTER, PERSONS,
	         N_("Of these, the people.")),
	COLUMN(F("followups_due", N_("Follow-ups that fell due"), AFTER, TIMES, followups_due,
	         N_("Follow-ups asked for after a release whose last day lies in the period, where "
	            "the station keeps them; not those that began before the station counts."))),
	COLUMN(F("followups_done", N_("Of these, done"), AFTER, TIMES, followups_done,
	         N_("Of these, with a follow-up in their time."))),
	OF_COUNT(followup_accepted, N_("Accepted by family and community"), AFTER, PERSONS,
	         N_("Of these, the people whom family and community accept well.")),
	OF_COUNT(followup_used, N_("Follow-up says used again"), AFTER, PERSONS,
	         N_("Of these, the people who used again.")),
	COLUMN(P("relapse_after_release", N_("Use found after release"), TESTS,
	         relapse_after_release,
	         N_("Released, and in the period after it a positive test or use found elsewhere."))),
};

/* Rules 9.4 to 9.15. */
const struct rate_def rate_table[] = {
	{"report_rate", N_("Reporting rate"), "reported_in_time", "deadlines",
	 N_("Reported in time / orders whose deadline fell in the period.")},
	{"agreement_rate", N_("Agreement rate"), "agreed", "reported",
	 N_("Agreements signed / people reported in.")},
	{"execution_rate", N_("Execution rate"), "under_execution", "execution_base",
	 N_("Executing or suspended / ordered and not ended; without the deceased and those in "
	    "prison or isolation.")},
	{"control_rate", N_("Control rate"), "located", "register",
	 N_("Located (the deceased included) / on the register, those without a control state "
	    "beside it."), "control_unknown"},
	{"in_control_rate", N_("Under-control rate"), "in_control", "control_stated",
	 N_("Under control / under control or contact lost.")},
	{"lost_rate", N_("Contact-lost rate"), "lost", "register",
	 N_("Contact lost / on the register.")},
	{"test_rate", N_("Test completion rate"), "tests_done", "tests_should",
	 N_("Windows done / windows due in the period.")},
	{"tested_rate", N_("Share of people tested once or more"), "tested", "executing",
	 N_("People with a test or more in the period / people executing.")},
	{"relapse_rate", N_("Relapse rate"), "found_using", "executed",
	 N_("People found using in the period / people executed in the period or released less "
	    "than three years before.")},
	{"met_rate", N_("Rate of people met"), "met", "executing",
	 N_("People met in the period / people executing.")},
	{"visit_rate", N_("Visit completion rate"), "visits_done", "visits_should",
	 N_("Visit windows done / visit windows due in the period.")},
	{"visited_rate", N_("Share of people visited often enough"), "visited_enough", "executing",
	 N_("People visited often enough / people executing.")},
	{"abstinence_rate", N_("Rate of three years without use"), "three_clean", "three_years",
	 N_("Three years without use / three years since the start.")},
	{"dossier_rate", N_("Rate of complete dossiers"), "dossier_complete", "reported",
	 N_("Dossiers complete / people reported in.")},
	{"employment_rate", N_("Employment rate"), "able_employed", "able",
	 N_("Employed / on the register, of working age.")},
	{"fetched_rate", N_("Rate of people fetched"), "fetched", "released_from_centre",
	 N_("Fetched / people who left a centre in the period, of whom the station was told.")},
	{"grid_rate", N_("Grid rate"), "in_grid", "register", N_("In a grid / on the register.")},
	{"app_rate", N_("App registration rate"), "app_registered", "register",
	 N_("Registered for check-ins / on the register.")},
	{"checkin_rate", N_("Check-in rate"), "checkins_done", "checkins_due",
	 N_("Days checked in / days asked for.")},
	{"plan_rate", N_("Help plan rate"), "planned", "register",
	 N_("With a help plan / on the register.")},
	{"measure_rate", N_("Rate of promises kept"), "measures_done", "measures_due",
	 N_("Measures done / measures promised for a day of the period.")},
	{"pair_rate", N_("Pair rate"), "paired", "register", N_("In a pair / on the register.")},
	{"pair_contact_rate", N_("Pair contact rate"), "pairs_kept", "paired",
	 N_("Pairs in contact / in a pair.")},
	{"followup_rate", N_("Follow-up rate"), "followups_done", "followups_due",
	 N_("Follow-ups done in time / follow-ups that fell due in the period.")},
	{"income_mean", N_("Mean income"), "income_sum", "with_income",
	 N_("Incomes together / people whose income is known, in yuan."), .mean = true},
	{"lesson_rate", N_("Rate of lessons held"), "lessons", "lessons_planned",
	 N_("Lessons at schools held / planned.")},
	{"connected_rate", N_("Rate of schools connected"), "schools_connected", "schools",
	 N_("Schools connected / schools.")},
	{"sweep_rate", N_("Rate of households checked"), "sweep_checked", "sweep_households",
	 N_("Households checked / households of the rounds that began in the period.")},
	{"contest_rate", N_("Rate of people in contests"), "contest_people", "contest_planned",
	 N_("People in contests / people expected.")},
	{"pupil_rate", N_("Rate of pupils registered"), "pupils_registered", "pupils",
	 N_("Pupils registered / pupils of the schools in the directory.")},
	{"score_rate", N_("Score of the standard"), "score_sum", "score_most",
	 N_("Points reached / points there are.")},
	{"task_rate", N_("Rate of resolutions carried out"), "tasks_done", "tasks_due",
	 N_("Tasks done / tasks to be done by a day of the period.")},
	{"satisfaction", N_("Satisfaction"), "satisfaction_sum", "surveys",
	 N_("What the surveys say / surveys."), .mean = true},
	{"per_thousand", N_("On the register per 1,000 people"), "register", "population",
	 N_("On the register / population, of a thousand."), .mean = true, .of_thousand = true},
	{"occupancy_rate", N_("Occupancy"), "places_taken", "places_offered",
	 N_("Places taken / places there are.")},
	{"staffing", N_("People for each full-time worker"), "register", "full_time",
	 N_("On the register / full-time workers; no share."), .mean = true},
};
const size_t rate_count = sizeof rate_table / sizeof *rate_table;
