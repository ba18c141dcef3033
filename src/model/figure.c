#include "model/figure.h"

#include <stdio.h>
#include <string.h>

#include "core/tr.h"

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

static int on_register(const struct report_row *r) {
	return course_is_open(r->state);
}

static int male(const struct report_row *r) {
	return on_register(r) && code_is(r->person.sex, "m");
}

static int female(const struct report_row *r) {
	return on_register(r) && code_is(r->person.sex, "f");
}

static int aged(const struct report_row *r, int from, int to) {
	int age = date_age(r->person.birth, r->day);

	return on_register(r) && age >= from && age <= to;
}

static int aged_18_30(const struct report_row *r) {
	return aged(r, 18, 30);
}

static int aged_31_50(const struct report_row *r) {
	return aged(r, 31, 50);
}

static int aged_over_50(const struct report_row *r) {
	return aged(r, 51, 200);
}

static int aged_otherwise(const struct report_row *r) {
	return on_register(r) && !aged(r, 18, 200);
}

/* One of the codes in the list; a county's own substances and "other" are in neither. */
static int used(const struct report_row *r, const char *codes) {
	return on_register(r) && str_in_list(codes, r->person.drug.s);
}

static int traditional_drug(const struct report_row *r) {
	return used(r, "heroin,opium,morphine,cannabis,cocaine");
}

static int new_drug(const struct report_row *r) {
	return used(r, "meth,ketamine,etomidate,mdma,spice");
}

static int other_drug(const struct report_row *r) {
	return on_register(r) && !traditional_drug(r) && !new_drug(r);
}

/* By kind: the section of the figure says which. */

static int executing(const struct report_row *r) {
	return state_is(r, "executing");
}

static int suspended(const struct report_row *r) {
	return state_is(r, "suspended");
}

static int began(const struct report_row *r) {
	return in_period(r, r->began);
}

static int ended_as(const struct report_row *r, const char *state) {
	return state_is(r, state) && in_period(r, r->since);
}

static int released(const struct report_row *r) {
	return ended_as(r, "released");
}

static int terminated(const struct report_row *r) {
	return ended_as(r, "terminated");
}

static int moved(const struct report_row *r) {
	return ended_as(r, "moved");
}

/* Report-in. */

static int awaiting(const struct report_row *r) {
	return state_is(r, "awaiting");
}

static int overdue(const struct report_row *r) {
	return awaiting(r) && term_report_overdue(r->deadline, DATE_NONE, r->day);
}

static int deadline_fell(const struct report_row *r) {
	return in_period(r, r->deadline);
}

static int reported_in_time(const struct report_row *r) {
	return deadline_fell(r) && date_is_set(r->began) && !date_before(r->deadline, r->began);
}

static int under_execution(const struct report_row *r) {
	return executing(r) || suspended(r);
}

static int agreed(const struct report_row *r) {
	return under_execution(r) && date_is_set(r->agreed) && !date_before(r->day, r->agreed);
}

/* Risk. */

static int risk_high(const struct report_row *r) {
	return on_register(r) && code_is(r->person.risk, "high");
}

static int risk_mid(const struct report_row *r) {
	return on_register(r) && code_is(r->person.risk, "mid");
}

static int risk_low(const struct report_row *r) {
	return on_register(r) && code_is(r->person.risk, "low");
}

static int risk_none(const struct report_row *r) {
	return on_register(r) && !risk_high(r) && !risk_mid(r) && !risk_low(r);
}

/* Tests. */

static int tests_should(const struct report_row *r) {
	return r->windows.should;
}

static int tests_done(const struct report_row *r) {
	return r->windows.done;
}

static int tests_missing(const struct report_row *r) {
	return r->windows.missing;
}

static int tests_taken(const struct report_row *r) {
	return r->tests;
}

static int tests_positive(const struct report_row *r) {
	return r->positive;
}

static int tested(const struct report_row *r) {
	return executing(r) && r->tests > 0;
}

/* Control. */

static int in_control(const struct report_row *r) {
	return on_register(r) && control_is(r, "01");
}

static int lost(const struct report_row *r) {
	return on_register(r) && control_is(r, "02");
}

static int died(const struct report_row *r) {
	return control_is(r, "03") && (on_register(r) || in_period(r, r->since));
}

static int abstinent(const struct report_row *r) {
	return code_is_set(r->state) && control_is(r, "05");
}

static int located(const struct report_row *r) {
	return on_register(r) && code_is_set(r->person.control) && !control_is(r, "02");
}

static int control_stated(const struct report_row *r) {
	return in_control(r) || lost(r);
}

/* Work. */

static int employed(const struct report_row *r) {
	return on_register(r) && code_is_set(r->person.job) && !str_in_list("none,school,80,90", r->person.job.s);
}

static int able_to_work(const struct report_row *r) {
	return aged(r, WORKING_AGE_FROM, WORKING_AGE_TO) && !str_in_list("school,80", r->person.job.s);
}

static int able_and_employed(const struct report_row *r) {
	return able_to_work(r) && employed(r);
}

/* What only rates divide by. */

static int ordered_living(const struct report_row *r) {
	return on_register(r) && !control_is(r, "03");
}

static int under_execution_living(const struct report_row *r) {
	return under_execution(r) && !control_is(r, "03");
}

static int executed_in_period(const struct report_row *r) {
	return date_is_set(r->began) && !date_before(r->day, r->began) &&
	       (under_execution(r) || (!on_register(r) && in_period(r, r->since)));
}

static int found_using(const struct report_row *r) {
	return executed_in_period(r) && r->positive > 0;
}

/* The columns that both kinds of order have. */
#define KIND_FIGURES(kind, section) \
	{kind "_executing", N_("Executing"), section, FIGURE_PERSONS, \
	 N_("Orders of this kind being executed on the last day."), executing}, \
	{kind "_new", N_("New in the period"), section, FIGURE_PERSONS, \
	 N_("Reported in during the period: execution began."), began}, \
	{kind "_released", N_("Released in the period"), section, FIGURE_PERSONS, \
	 N_("State released, since a day of the period."), released}, \
	{kind "_suspended", N_("Suspended"), section, FIGURE_PERSONS, \
	 N_("Orders of this kind under suspension on the last day."), suspended}, \
	{kind "_terminated", N_("Terminated in the period"), section, FIGURE_PERSONS, \
	 N_("State terminated, since a day of the period."), terminated}, \
	{kind "_moved", N_("Moved away in the period"), section, FIGURE_PERSONS, \
	 N_("Place of execution changed, since a day of the period."), moved}

const struct figure_def figure_table[] = {
	{"register", N_("On the register"), FIGURE_REGISTER, FIGURE_PERSONS,
	 N_("People with an order awaiting report, executing or suspended on the last day."), on_register},
	{"male", N_("Men"), FIGURE_REGISTER, FIGURE_PERSONS, N_("On the register, sex male."), male},
	{"female", N_("Women"), FIGURE_REGISTER, FIGURE_PERSONS, N_("On the register, sex female."), female},
	{"age_18_30", N_("Aged 18-30"), FIGURE_REGISTER, FIGURE_PERSONS,
	 N_("On the register, 18 to 30 full years on the last day."), aged_18_30},
	{"age_31_50", N_("Aged 31-50"), FIGURE_REGISTER, FIGURE_PERSONS,
	 N_("On the register, 31 to 50 full years on the last day."), aged_31_50},
	{"age_over_50", N_("Aged over 50"), FIGURE_REGISTER, FIGURE_PERSONS,
	 N_("On the register, 51 full years or more on the last day."), aged_over_50},
	{"age_other", N_("Under 18 or age unknown"), FIGURE_REGISTER, FIGURE_PERSONS,
	 N_("On the register, under 18 on the last day or without a birth date."), aged_otherwise},
	{"drug_traditional", N_("Traditional substances"), FIGURE_REGISTER, FIGURE_PERSONS,
	 N_("On the register: heroin, opium, morphine, cannabis, cocaine."), traditional_drug},
	{"drug_new", N_("New substances"), FIGURE_REGISTER, FIGURE_PERSONS,
	 N_("On the register: methamphetamine, ketamine, MDMA, etomidate, synthetic cannabinoids."), new_drug},
	{"drug_other", N_("Substance not classed"), FIGURE_REGISTER, FIGURE_PERSONS,
	 N_("On the register: another substance, or none recorded."), other_drug},

	KIND_FIGURES("detox", FIGURE_DETOX),
	KIND_FIGURES("rehab", FIGURE_REHAB),

	{"awaiting", N_("Awaiting report"), FIGURE_REPORT_IN, FIGURE_PERSONS,
	 N_("Ordered and not reported in on the last day."), awaiting},
	{"report_overdue", N_("Report-in overdue"), FIGURE_REPORT_IN, FIGURE_PERSONS,
	 N_("Of these, the deadline is before the last day."), overdue},
	{"deadlines", N_("Report deadlines in the period"), FIGURE_REPORT_IN, FIGURE_ORDERS,
	 N_("Orders whose report deadline fell in the period."), deadline_fell},
	{"reported_in_time", N_("Reported in time"), FIGURE_REPORT_IN, FIGURE_ORDERS,
	 N_("Of these, reported in by the deadline."), reported_in_time},
	{"agreed", N_("Agreement signed"), FIGURE_REPORT_IN, FIGURE_PERSONS,
	 N_("Executing or suspended on the last day, agreement signed by then."), agreed},

	{"risk_high", N_("High risk"), FIGURE_RISK, FIGURE_PERSONS, N_("On the register, risk high."), risk_high},
	{"risk_mid", N_("Medium risk"), FIGURE_RISK, FIGURE_PERSONS, N_("On the register, risk medium."), risk_mid},
	{"risk_low", N_("Low risk"), FIGURE_RISK, FIGURE_PERSONS, N_("On the register, risk low."), risk_low},
	{"risk_none", N_("Risk not assessed"), FIGURE_RISK, FIGURE_PERSONS,
	 N_("On the register, risk not assessed or blank."), risk_none},

	{"tests_should", N_("Tests due"), FIGURE_TESTS, FIGURE_TIMES,
	 N_("Test windows that ended in the period and are not excused."), tests_should},
	{"tests_done", N_("Tests done"), FIGURE_TESTS, FIGURE_TIMES,
	 N_("Of these, windows with a valid test."), tests_done},
	{"tests_missing", N_("Tests missed"), FIGURE_TESTS, FIGURE_TIMES,
	 N_("Of these, windows without one; a make-up test leaves them missed."), tests_missing},
	{"tests_taken", N_("Tests taken"), FIGURE_TESTS, FIGURE_TIMES,
	 N_("Valid tests (negative or positive) of the period, every one."), tests_taken},
	{"tests_positive", N_("Positive tests"), FIGURE_TESTS, FIGURE_TIMES, N_("Of these, positive."), tests_positive},
	{"tested", N_("People tested"), FIGURE_TESTS, FIGURE_PERSONS,
	 N_("Executing on the last day, with a valid test in the period."), tested},

	{"in_control", N_("Under control"), FIGURE_CONTROL, FIGURE_PERSONS, N_("On the register, under control."),
	 in_control},
	{"lost", N_("Contact lost"), FIGURE_CONTROL, FIGURE_PERSONS, N_("On the register, contact lost."), lost},
	{"died", N_("Deceased"), FIGURE_CONTROL, FIGURE_PERSONS,
	 N_("Deceased, on the register or order ended in the period."), died},
	{"abstinent", N_("Three years abstinent"), FIGURE_CONTROL, FIGURE_PERSONS,
	 N_("Control state three years abstinent, ended orders too."), abstinent},

	{"employed", N_("Employed"), FIGURE_WORK, FIGURE_PERSONS,
	 N_("On the register, with work; not in school, retired, without work or unknown."), employed},

	{"executing", N_("Executing, both kinds"), FIGURE_BASES, FIGURE_PERSONS,
	 N_("Orders of either kind being executed on the last day."), executing},
	{"reported", N_("Reported in"), FIGURE_BASES, FIGURE_PERSONS,
	 N_("Executing or suspended on the last day."), under_execution},
	{"execution_base", N_("Ordered and not ended"), FIGURE_BASES, FIGURE_PERSONS,
	 N_("On the register without the deceased."), ordered_living},
	{"under_execution", N_("Executing or suspended"), FIGURE_BASES, FIGURE_PERSONS,
	 N_("Executing or suspended on the last day, without the deceased."), under_execution_living},
	{"located", N_("Located"), FIGURE_BASES, FIGURE_PERSONS,
	 N_("On the register, control state known and not lost (the deceased included)."), located},
	{"control_stated", N_("Under control or lost"), FIGURE_BASES, FIGURE_PERSONS,
	 N_("On the register, under control or contact lost."), control_stated},
	{"executed", N_("Executed in the period"), FIGURE_BASES, FIGURE_PERSONS,
	 N_("Executing or suspended on the last day, or ended in the period after execution."), executed_in_period},
	{"found_using", N_("People tested positive"), FIGURE_BASES, FIGURE_PERSONS,
	 N_("Of these, with a positive test in the period."), found_using},
	{"able", N_("Of working age"), FIGURE_BASES, FIGURE_PERSONS,
	 N_("On the register, 16 to 59 years, not in school or retired."), able_to_work},
	{"able_employed", N_("Of working age and employed"), FIGURE_BASES, FIGURE_PERSONS,
	 N_("Of these, with work."), able_and_employed},
};
const size_t figure_count = sizeof figure_table / sizeof *figure_table;

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
	{"employment_rate", N_("Employment rate"), "able_employed", "able",
	 N_("Employed / on the register, of working age.")},
};
const size_t rate_count = sizeof rate_table / sizeof *rate_table;

/* Orders of another kind than the figure's section never count: use this, not f->value alone. */
static int figure_value(const struct figure_def *f, const struct report_row *row) {
	if ((f->section == FIGURE_DETOX && !code_is(row->kind, "detox")) ||
	    (f->section == FIGURE_REHAB && !code_is(row->kind, "rehab")))
		return 0;
	return f->value(row);
}

long long figure_total(const struct figure_def *f, const struct report_row *rows, size_t n, struct ids *residents) {
	long long total = 0, last = 0;

	for (size_t i = 0; i < n; i++) {
		int value = figure_value(f, &rows[i]);
		bool again = value != 0 && rows[i].person.resident == last;

		if (value == 0)
			continue;
		if (f->unit != FIGURE_PERSONS)
			total += value;
		else if (!again)
			total++;
		if (residents != NULL && !again)
			ids_add(residents, rows[i].person.resident);
		last = rows[i].person.resident;
	}
	return total;
}

const struct figure_def *figure_find(const char *id) {
	for (size_t i = 0; i < figure_count; i++)
		if (strcmp(figure_table[i].id, id) == 0)
			return &figure_table[i];
	return NULL;
}

const char *figure_unit_label(enum figure_unit unit) {
	switch (unit) {
	case FIGURE_PERSONS:
		return N_("people");
	case FIGURE_ORDERS:
		return N_("orders");
	case FIGURE_TIMES:
		return N_("times");
	}
	return "";
}

const char *figure_section_label(enum figure_section section) {
	switch (section) {
	case FIGURE_REGISTER:
		return N_("On the rolls");
	case FIGURE_DETOX:
		return N_("Community detox");
	case FIGURE_REHAB:
		return N_("Community rehab");
	case FIGURE_REPORT_IN:
		return N_("Report-in and agreement");
	case FIGURE_RISK:
		return N_("Risk levels");
	case FIGURE_TESTS:
		return N_("Drug tests");
	case FIGURE_CONTROL:
		return N_("Control");
	case FIGURE_WORK:
		return N_("Work");
	case FIGURE_BASES:
		return N_("Bases of the rates");
	case FIGURE_SECTIONS:
		break;
	}
	return "";
}

const char *rate_format(long long numerator, long long denominator, int decimals, char *buf) {
	long long scale = decimals >= 2 ? 100 : 10;
	long long parts;

	if (denominator == 0) {
		snprintf(buf, RATE_BUF, "—");
		return buf;
	}
	parts = (2 * numerator * 100 * scale + denominator) / (2 * denominator);
	snprintf(buf, RATE_BUF, "%lld.%0*lld%%", parts / scale, scale == 100 ? 2 : 1, parts % scale);
	return buf;
}
