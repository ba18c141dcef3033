/* SPDX-License-Identifier: MIT
 * Who may do what: one table, action x role (rule 11.3), which both the use cases and the tests
 * read. Denied by default; a denial is logged.
 */
#ifndef MODEL_ACCESS_ACCESS_H
#define MODEL_ACCESS_ACCESS_H

#include <stdbool.h>

#include "core/actor.h"
#include "core/err.h"

enum access_action {
	ACT_LIST,            /* Today, lists, finder */
	ACT_LOOK,            /* open one file */
	ACT_SAVE,            /* add and correct records */
	ACT_REVEAL,          /* ID number or phone unmasked */
	ACT_VOID,
	ACT_IMPORT,
	ACT_IMPORT_HELD,     /* rows that touch sealed, void or held records */
	ACT_EXPORT_MASKED,
	ACT_EXPORT_IDENTIFIED, /* up to ACCESS_FEW people */
	ACT_EXPORT_MANY,     /* identified, more people than that */
	ACT_EXPORT_PSEUDONYM, /* for study, under code names */
	ACT_REPORT,          /* figures of a month */
	ACT_REPORT_NAMES,    /* who is behind a number, and what of a month is doubted */
	ACT_REPORT_SEND,     /* mark a month as sent */
	ACT_PRINT,           /* one person's file or form, a sheet */
	ACT_SET_STATE,
	ACT_SETTINGS,        /* places, teams */
	ACT_OFFICERS,        /* officers, profiles, codes */
	ACT_SEAL,            /* decide what the program proposed */
	ACT_JOIN,            /* two files of one person into one, and apart again */
	ACT_UNSEAL,          /* lawful opening of a sealed file */
	ACT_ERASE,
	ACT_RESTORE,
	ACT_BREAK_GLASS,     /* open another's case for a while, reading only */
	ACT_SECOND,          /* be the second person */
	ACT_QUEUE,           /* review break-glass, decide approvals */
	ACT_AUDIT,           /* verify the chain */
	ACT_AUDIT_OWN,       /* read one's own entries */
	ACT_AUDIT_ALL,       /* read all entries, which never hold content */
	ACT_PASSWORD,        /* one's own */
	ACT_MAINTAIN,        /* rebuild what can be rebuilt */
	ACT_COUNTY,          /* the county's side: what the stations returned */
	ACT_COUNTY_RECEIVE,  /* take returns in, type figures in */
	ACT_COUNTY_ANSWER,   /* accept a return or give it back */
	ACT_COUNTY_SETUP,    /* its stations */
	ACT_COUNTY_NAMES,    /* open names that came sealed */
	ACT_COUNT
};

/* The most people an officer may take out by name without asking. */
enum { ACCESS_FEW = 20 };

/* The kinds of answers the table has. */
enum access_answer {
	ACCESS_NO = 0, /* what is not named is denied */
	ACCESS_YES,
	ACCESS_CASE,   /* everything; with `caseload = strict` one's own cases */
	ACCESS_MASKED, /* yes, with names and numbers masked */
	ACCESS_REASON, /* with a reason, which is logged */
	ACCESS_TODAY,  /* one's own entry of today; else the head is asked */
	ACCESS_ASKS,   /* after the head's approval */
	ACCESS_SECOND, /* with a second person, or a paper where the station has one officer */
};

enum access_role { ROLE_OFFICER, ROLE_HEAD, ROLE_AUDITOR, ROLE_READER, ROLE_COUNT };

struct access_def {
	enum access_action action;
	const char *id; /* as the audit says it */
	enum access_answer by_role[ROLE_COUNT];
};
extern const struct access_def access_table[ACT_COUNT];
/* Role codes in the order of enum access_role. */
extern const char *const access_roles[ROLE_COUNT];

/* What the answer hangs on in this case; zero is the strictest. */
struct access_case {
	bool strict;    /* INI: caseload = strict */
	bool own;       /* the resident is of one's caseload */
	bool glass;     /* a break-glass of this actor for this resident is open (reading only) */
	bool today;     /* one's own entry of today */
	bool reason;    /* a reason was given */
	bool approved;  /* the head approved it, or second person or paper are on record */
};

/* What the table says for this role; ACCESS_NO for a role nobody knows. */
enum access_answer access_answer(const char *role, enum access_action action);
/* RC_OK, or RC_DENIED with the sentence what is missing. Pure: the use case logs. */
enum rc access_decide(const struct actor *a, enum access_action action, const struct access_case *c,
                      struct err *err);
/* May this role do it at all, were the case its own, today's and explained? record is not looked
 * at. */
enum rc access_allows(const struct actor *a, enum access_action action, long long record,
                      struct err *err);

#endif
