/* What the law wants told or watched besides the windows (rules 6.1, 6.3, 6.4, 6.6): reports to the
 * police, leaves, counts near their limit, samples at the laboratory. Pure.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_RULES_LEGAL_DUTY_H
#define MODEL_RULES_LEGAL_DUTY_H

#include "model/rules/due.h"
#include "model/rules/order_facts.h"

/* A report that was sent covers evidence up to a day. `recorded`: ms of a typed one, 0 of one taken
 * in. */
struct sent_fact {
	struct code reason; /* of codes_police */
	struct date covers;
	long long recorded;
	struct date sent;
	struct date begun;  /* the day of the record */
	int place;          /* among the reports of this order, from 1; 0: of none or another */
	bool off;           /* it will not be sent, and why is said */
	struct code answer; /* what the police decided */
};

/* A leave, by its own order in the file (oldest first), refused and withdrawn ones too. */
struct leave_fact {
	long long id;
	struct date from, end; /* end: as extended */
	int days;
	bool open; /* nobody has come back from it, and it was not refused or withdrawn */
	bool off;  /* refused or withdrawn */
	bool waits; /* for approval, where it is asked for */
	bool out, written; /* of the county; reported in writing */
	bool typed;        /* not taken in from a file */
};

/* Does the law want this leave reported in writing (rule 6.1)? */
bool leave_wants_report(const struct leave_fact *l);
/* Is this evidence in a report that was sent, or that a reason says is not sent? Not what happened
 * after the day the report goes to, nor what was only typed after a typed report was. */
bool legal_duty_is_told(const struct order_facts *c, const char *reason, struct date day,
                        long long recorded);

/* Is the newest evidence of a limit reached told: of each count the record that reached its limit
 * or went beyond it, of the days the one on which they were too many? b: made from the warnings of
 * c. */
struct breach_count;
bool legal_duty_breach_is_told(const struct order_facts *c, const struct breach_count *b);

/* One row for each reason with untold evidence, by the kinds of DUE_POLICE_*, whatever the state
 * (rule 6.16): warned of not reporting in, and not reported in since; a limit of rules 6.3, 6.4
 * reached (the row's day is that of the record that reached it, or of a later one); use that
 * belongs to the order (rule 6.15). Of what was taken in from a file only that since the station
 * began (rule 6.8). */
void legal_duty_police(const struct order_facts *c, struct due_rows *out);
/* Each leave nobody came back from, and each that should have been reported in writing (rule 6.1):
 * out of the county, so many days, typed here or since the station began, and not known from a
 * warning as an absence. By its place among the leaves. */
void legal_duty_leave(const struct order_facts *c, struct due_rows *out);
/* The papers of a slip that are still to come (rules 17.2, 17.3, 17.7), by the place of their
 * record among those of the order: letters; reports begun where no other row asks for them (`out`
 * has those of legal_duty_police), without a decision, and decisions the state does not follow. */
void legal_duty_papers(const struct order_facts *c, struct due_rows *out);
/* The file to the police before the end, where the station asks for it, until a report of that
 * reason was sent (rule 2.13). */
void legal_duty_release_file(const struct order_facts *c, struct date end, struct due_rows *out);
/* The notice of a release since the station began, until it stands in the file. */
void legal_duty_notice(const struct order_facts *c, struct due_rows *out);
/* The counts of rules 6.3, 6.4 that came near their limit and did not reach it. Days away that go
 * on come near on a day and reach the limit on another: both rows stand, since midnight changes no
 * row. */
void legal_duty_near(const struct order_facts *c, struct due_rows *out);
/* Samples that are on their way, by their place among the tests. */
void legal_duty_laboratory(const struct order_facts *c, struct due_rows *out);

#endif
