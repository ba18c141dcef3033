/* Every figure and rate, once, in the order of the form. */
#include "core/tr.h"
#include "model/report/figure.h"
#include "model/report/figure_value.h"

/* The columns that both kinds of order have. */
#define KIND_FIGURES(kind, section) \
	{kind "_executing", N_("Executing"), section, FIGURE_PERSONS, \
	 N_("Orders of this kind being executed on the last day."), figure_executing}, \
	{kind "_new", N_("New in the period"), section, FIGURE_PERSONS, \
	 N_("Reported in during the period: execution began."), figure_began}, \
	{kind "_taken", N_("Taken over in the period"), section, FIGURE_PERSONS, \
	 N_("Of these, the order was carried out elsewhere before."), figure_taken_over}, \
	{kind "_released", N_("Released in the period"), section, FIGURE_PERSONS, \
	 N_("State released, since a day of the period."), figure_released}, \
	{kind "_suspended", N_("Suspended"), section, FIGURE_PERSONS, \
	 N_("Orders of this kind under suspension on the last day."), figure_suspended}, \
	{kind "_terminated", N_("Terminated in the period"), section, FIGURE_PERSONS, \
	 N_("State terminated, since a day of the period."), figure_terminated}, \
	{kind "_moved", N_("Moved away in the period"), section, FIGURE_PERSONS, \
	 N_("Place of execution changed, since a day of the period."), figure_moved}

const struct figure_def figure_table[] = {
	{"register", N_("On the register"), FIGURE_REGISTER, FIGURE_PERSONS,
	 N_("People with an order awaiting report, executing or suspended on the last day."), figure_on_register},
	{"male", N_("Men"), FIGURE_REGISTER, FIGURE_PERSONS, N_("On the register, sex male."), figure_male},
	{"female", N_("Women"), FIGURE_REGISTER, FIGURE_PERSONS, N_("On the register, sex female."), figure_female},
	{"age_18_30", N_("Aged 18-30"), FIGURE_REGISTER, FIGURE_PERSONS,
	 N_("On the register, 18 to 30 full years on the last day."), figure_aged_18_30},
	{"age_31_50", N_("Aged 31-50"), FIGURE_REGISTER, FIGURE_PERSONS,
	 N_("On the register, 31 to 50 full years on the last day."), figure_aged_31_50},
	{"age_over_50", N_("Aged over 50"), FIGURE_REGISTER, FIGURE_PERSONS,
	 N_("On the register, 51 full years or more on the last day."), figure_aged_over_50},
	{"age_other", N_("Under 18 or age unknown"), FIGURE_REGISTER, FIGURE_PERSONS,
	 N_("On the register, under 18 on the last day or without a birth date."), figure_aged_otherwise},
	{"drug_traditional", N_("Traditional substances"), FIGURE_REGISTER, FIGURE_PERSONS,
	 N_("On the register: heroin, opium, morphine, cannabis, cocaine."), figure_traditional_drug},
	{"drug_new", N_("New substances"), FIGURE_REGISTER, FIGURE_PERSONS,
	 N_("On the register: methamphetamine, ketamine, MDMA, etomidate, synthetic cannabinoids."), figure_new_drug},
	{"drug_other", N_("Substance not classed"), FIGURE_REGISTER, FIGURE_PERSONS,
	 N_("On the register: another substance, or none recorded."), figure_other_drug},

	KIND_FIGURES("detox", FIGURE_DETOX),
	KIND_FIGURES("rehab", FIGURE_REHAB),

	{"awaiting", N_("Awaiting report"), FIGURE_REPORT_IN, FIGURE_PERSONS,
	 N_("Ordered and not reported in on the last day."), figure_awaiting},
	{"report_overdue", N_("Report-in overdue"), FIGURE_REPORT_IN, FIGURE_PERSONS,
	 N_("Of these, the deadline is before the last day."), figure_overdue},
	{"report_overdue_untold", N_("Overdue, police not told"), FIGURE_REPORT_IN, FIGURE_PERSONS,
	 N_("Of these, no report to the police about the refusal was sent by the last day."), figure_overdue_untold},
	{"report_overdue_told", N_("Overdue, police told"), FIGURE_REPORT_IN, FIGURE_PERSONS,
	 N_("Of these, a report to the police about the refusal was sent by the last day."), figure_overdue_told},
	{"deadlines", N_("Report deadlines in the period"), FIGURE_REPORT_IN, FIGURE_ORDERS,
	 N_("Orders whose report deadline fell in the period."), figure_deadline_fell},
	{"reported_in_time", N_("Reported in time"), FIGURE_REPORT_IN, FIGURE_ORDERS,
	 N_("Of these, reported in by the deadline."), figure_reported_in_time},
	{"agreed", N_("Agreement signed"), FIGURE_REPORT_IN, FIGURE_PERSONS,
	 N_("Executing or suspended on the last day, agreement signed by then."), figure_agreed},
	{"dossier_complete", N_("Dossier complete"), FIGURE_REPORT_IN, FIGURE_PERSONS,
	 N_("Executing or suspended on the last day, nothing that is asked for missing in the dossier."),
	 figure_dossier_complete},

	{"risk_high", N_("High risk"), FIGURE_RISK, FIGURE_PERSONS, N_("On the register, risk high."), figure_risk_high},
	{"risk_mid", N_("Medium risk"), FIGURE_RISK, FIGURE_PERSONS, N_("On the register, risk medium."), figure_risk_mid},
	{"risk_low", N_("Low risk"), FIGURE_RISK, FIGURE_PERSONS, N_("On the register, risk low."), figure_risk_low},
	{"risk_none", N_("Risk not assessed"), FIGURE_RISK, FIGURE_PERSONS,
	 N_("On the register, risk not assessed or blank."), figure_risk_none},

	{"tests_should", N_("Tests due"), FIGURE_TESTS, FIGURE_TIMES,
	 N_("Test windows that ended in the period and are not excused."), figure_tests_should},
	{"tests_done", N_("Tests done"), FIGURE_TESTS, FIGURE_TIMES,
	 N_("Of these, windows with a valid test."), figure_tests_done},
	{"tests_missing", N_("Tests missed"), FIGURE_TESTS, FIGURE_TIMES,
	 N_("Of these, windows without one; a make-up test leaves them missed."), figure_tests_missing},
	{"tests_taken", N_("Tests taken"), FIGURE_TESTS, FIGURE_TIMES,
	 N_("Valid tests (negative or positive) of the period, every one."), figure_tests_taken},
	{"tests_positive", N_("Positive tests"), FIGURE_TESTS, FIGURE_TIMES, N_("Of these, positive."), figure_tests_positive},
	{"tested", N_("People tested"), FIGURE_TESTS, FIGURE_PERSONS,
	 N_("Executing on the last day, with a valid test in the period."), figure_tested},

	{"talks", N_("Talks"), FIGURE_CONTACT, FIGURE_TIMES, N_("Talks of the period, whatever the channel."), figure_talks},
	{"visits", N_("Visits"), FIGURE_CONTACT, FIGURE_TIMES, N_("Visits of the period, to relatives and neighbours too."),
	 figure_visits},
	{"calls", N_("Phone contacts"), FIGURE_CONTACT, FIGURE_TIMES, N_("Phone contacts of the period, tried ones too."),
	 figure_calls},
	{"calls_reached", N_("Phone contacts reached"), FIGURE_CONTACT, FIGURE_TIMES, N_("Of these, somebody was reached."),
	 figure_calls_reached},
	{"self_reports", N_("Self reports"), FIGURE_CONTACT, FIGURE_TIMES, N_("Self reports of the period, of either kind."),
	 figure_self_reports},
	{"searches", N_("Searches"), FIGURE_CONTACT, FIGURE_TIMES, N_("Searches of the period."), figure_searches},
	{"met", N_("People met"), FIGURE_CONTACT, FIGURE_PERSONS,
	 N_("Executing on the last day; in the period a talk face to face, a visit or search that found them, or a valid test."),
	 figure_met},
	{"visited_enough", N_("Visited often enough"), FIGURE_CONTACT, FIGURE_PERSONS,
	 N_("Executing on the last day, in the period at least as many visits as the settings ask for a month."),
	 figure_visited_enough},

	{"leaves", N_("Leaves begun"), FIGURE_LEAVE, FIGURE_TIMES,
	 N_("Leaves that begin in the period, not refused and not withdrawn."), figure_leaves},
	{"on_leave", N_("On leave"), FIGURE_LEAVE, FIGURE_PERSONS,
	 N_("On the register and on leave on the last day; not those that wait for approval."), figure_on_leave},
	{"leave_overdue", N_("Overdue from leave"), FIGURE_LEAVE, FIGURE_PERSONS,
	 N_("On the register, the leave is over and on the last day nobody had seen them back."), figure_leave_overdue},
	{"warnings", N_("Warnings given"), FIGURE_LEAVE, FIGURE_TIMES, N_("Written warnings of the period."), figure_warnings},
	{"breach", N_("Serious breach"), FIGURE_LEAVE, FIGURE_PERSONS,
	 N_("On the register; tests refused or evaded 3 times, away 3 times or over 30 days, up to the last day."),
	 figure_in_breach},
	{"breach_untold", N_("Breach, police not told"), FIGURE_LEAVE, FIGURE_PERSONS,
	 N_("Of these, no report to the police about the breach was sent by the last day."), figure_breach_untold},
	{"breach_told", N_("Breach, police told"), FIGURE_LEAVE, FIGURE_PERSONS,
	 N_("Of these, a report to the police about the breach was sent by the last day."), figure_breach_told},

	{"in_control", N_("Under control"), FIGURE_CONTROL, FIGURE_PERSONS, N_("On the register, under control."),
	 figure_in_control},
	{"lost", N_("Contact lost"), FIGURE_CONTROL, FIGURE_PERSONS, N_("On the register, contact lost."), figure_lost},
	{"died", N_("Deceased"), FIGURE_CONTROL, FIGURE_PERSONS,
	 N_("Deceased, on the register or order ended in the period."), figure_died},
	{"abstinent", N_("Three years abstinent"), FIGURE_CONTROL, FIGURE_PERSONS,
	 N_("Control state three years abstinent, ended orders too."), figure_abstinent},

	{"isolation", N_("In compulsory isolation"), FIGURE_CONTROL, FIGURE_PERSONS,
	 N_("A record of isolation holds the last day, the order ended or not."), figure_in_isolation},
	{"prison", N_("In prison"), FIGURE_CONTROL, FIGURE_PERSONS,
	 N_("A record of prison holds the last day, the order ended or not."), figure_in_prison},
	{"detained", N_("Detained or arrested"), FIGURE_CONTROL, FIGURE_PERSONS,
	 N_("A record of detention or arrest holds the last day, the order ended or not."), figure_detained},

	{"employed", N_("Employed"), FIGURE_WORK, FIGURE_PERSONS,
	 N_("On the register, with work; not in school, retired, without work or unknown."), figure_employed},
	{"placed", N_("Work found with our help"), FIGURE_WORK, FIGURE_PERSONS,
	 N_("A work that began in the period and was found with our help."), figure_placed},
	{"aid_times", N_("Help given"), FIGURE_WORK, FIGURE_TIMES, N_("Records of help of the period, of every kind."),
	 figure_aid_times},
	{"aid_people", N_("People helped"), FIGURE_WORK, FIGURE_PERSONS, N_("Of these, the people."), figure_aid_people},
	{"aid_amount", N_("Money given"), FIGURE_WORK, FIGURE_MONEY, N_("Of these, the amounts together, in yuan."),
	 figure_aid_amount},
	{"training_times", N_("Trainings"), FIGURE_WORK, FIGURE_TIMES, N_("Help of the period that was training."),
	 figure_training_times},
	{"training_people", N_("People trained"), FIGURE_WORK, FIGURE_PERSONS, N_("Of these, the people."),
	 figure_training_people},
	{"allowance_people", N_("Subsistence allowance"), FIGURE_WORK, FIGURE_PERSONS,
	 N_("People who were given the subsistence allowance in the period."), figure_allowance_people},
	{"relief_times", N_("Temporary relief"), FIGURE_WORK, FIGURE_TIMES, N_("Help of the period that was temporary relief."),
	 figure_relief_times},

	{"executing", N_("Executing, both kinds"), FIGURE_BASES, FIGURE_PERSONS,
	 N_("Orders of either kind being executed on the last day."), figure_executing},
	{"reported", N_("Reported in"), FIGURE_BASES, FIGURE_PERSONS,
	 N_("Executing or suspended on the last day."), figure_under_execution},
	{"execution_base", N_("Ordered and not ended"), FIGURE_BASES, FIGURE_PERSONS,
	 N_("On the register without the deceased."), figure_ordered_living},
	{"under_execution", N_("Executing or suspended"), FIGURE_BASES, FIGURE_PERSONS,
	 N_("Executing or suspended on the last day, without the deceased."), figure_under_execution_living},
	{"located", N_("Located"), FIGURE_BASES, FIGURE_PERSONS,
	 N_("On the register, control state known and not lost (the deceased included)."), figure_located},
	{"control_stated", N_("Under control or lost"), FIGURE_BASES, FIGURE_PERSONS,
	 N_("On the register, under control or contact lost."), figure_control_stated},
	{"executed", N_("Executed in the period"), FIGURE_BASES, FIGURE_PERSONS,
	 N_("Executing or suspended on the last day, or ended in the period after execution."), figure_executed_in_period},
	{"found_using", N_("People tested positive"), FIGURE_BASES, FIGURE_PERSONS,
	 N_("Of these, with a positive test in the period."), figure_found_using},
	{"able", N_("Of working age"), FIGURE_BASES, FIGURE_PERSONS,
	 N_("On the register, 16 to 59 years, not in school or retired."), figure_able_to_work},
	{"able_employed", N_("Of working age and employed"), FIGURE_BASES, FIGURE_PERSONS,
	 N_("Of these, with work."), figure_able_and_employed},
	{"three_years", N_("Three years since the start"), FIGURE_BASES, FIGURE_PERSONS,
	 N_("People with an order begun three years before the last day or earlier."), figure_three_years},
	{"three_clean", N_("Three years without use"), FIGURE_BASES, FIGURE_PERSONS,
	 N_("Of these, by the newest order: not terminated and no positive test since it began."), figure_three_clean},
};
const size_t figure_count = sizeof figure_table / sizeof *figure_table;

/* Rules 9.4 to 9.15. */
/* Rules 9.4 to 9.15. */
const struct rate_def rate_table[] = {
	{"report_rate", N_("Reporting rate"), "reported_in_time", "deadlines",
	 N_("Reported in time / orders whose deadline fell in the period.")},
	{"agreement_rate", N_("Agreement rate"), "agreed", "reported", N_("Agreements signed / people reported in.")},
	{"execution_rate", N_("Execution rate"), "under_execution", "execution_base",
	 N_("Executing or suspended / ordered and not ended; without the deceased.")},
	{"control_rate", N_("Control rate"), "located", "register",
	 N_("Located (the deceased included) / on the register.")},
	{"in_control_rate", N_("Under-control rate"), "in_control", "control_stated",
	 N_("Under control / under control or contact lost.")},
	{"lost_rate", N_("Contact-lost rate"), "lost", "register", N_("Contact lost / on the register.")},
	{"test_rate", N_("Test completion rate"), "tests_done", "tests_should",
	 N_("Windows done / windows due in the period.")},
	{"tested_rate", N_("Share of people tested"), "tested", "executing",
	 N_("People with a test in the period / people executing.")},
	{"relapse_rate", N_("Relapse rate"), "found_using", "executed",
	 N_("People tested positive in the period / people executed in the period.")},
	{"met_rate", N_("Rate of people met"), "met", "executing", N_("People met in the period / people executing.")},
	{"visit_rate", N_("Visit completion rate"), "visited_enough", "executing",
	 N_("People visited often enough / people executing.")},
	{"abstinence_rate", N_("Rate of three years without use"), "three_clean", "three_years",
	 N_("Three years without use / three years since the start.")},
	{"dossier_rate", N_("Rate of complete dossiers"), "dossier_complete", "reported",
	 N_("Dossiers complete / people reported in.")},
	{"employment_rate", N_("Employment rate"), "able_employed", "able",
	 N_("Employed / on the register, of working age.")},
};
const size_t rate_count = sizeof rate_table / sizeof *rate_table;
