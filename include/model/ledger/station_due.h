/* What the station itself has to do, asked of its registers each time (rule 15.10), and the facts
 * of them that figures count by. SPDX-License-Identifier: MIT */
#ifndef MODEL_LEDGER_STATION_DUE_H
#define MODEL_LEDGER_STATION_DUE_H

#include "model/ledger/ledger.h"

enum station_due_kind {
	STATION_TASK,      /* promised, and past its day or near it */
	STATION_ROUND,     /* begun and not finished */
	STATION_UNIT,      /* to be reviewed */
	STATION_AGREEMENT, /* with an organisation: over, or soon */
	STATION_MONEY,     /* an account below zero */
	STATION_FULL,      /* no place left */
	STATION_STAFF,     /* fewer full-time workers than wanted */
	STATION_RETURN,    /* a month the county gave back: `what` begins with the month, done: the number */
	STATION_DUE_KINDS
};

struct station_due {
	enum station_due_kind kind;
	long long id;      /* of its record; 0: a register as a whole */
	struct date due;   /* DATE_NONE: none */
	char *what, *who;  /* who it waits for; NULL: nobody is named */
	long long done, of; /* households and people; workers there and wanted; places taken and
	                     * there; fen in the account */
};
struct station_dues {
	struct station_due *v;
	size_t n;
};
/* In the order of their days; station_dues_clear in any case. */
enum rc station_dues_read(struct station *st, const struct actor *a, struct date today,
                          struct station_dues *out, struct err *err);
void station_dues_clear(struct station_dues *d);
/* How many lines that is for the head, on Today; 0 for everybody else. */
enum rc station_due_count(struct station *st, const struct actor *a, struct date today, size_t *n,
                          struct err *err);
/* What is worked out of other records for those of a ledger, for its list: residents in care at an
 * organisation; a value against the one before of its kind, item and village; of a population, how
 * many of 1,000 are on the register at its end (these in hundredths). */
enum ledger_number { LEDGER_TAKEN, LEDGER_CHANGE, LEDGER_PER_THOUSAND };
/* Of these records, on a day, into out[n] and known[n] (false: there is nothing to say). */
enum rc ledger_numbers(struct station *st, enum ledger_number number, struct date on,
                       const long long *ids, size_t n, long long *out, bool *known,
                       struct err *err);
/* The register a line is of; NULL of a return. */
const struct ledger_def *station_due_ledger(enum station_due_kind kind);
/* The line of the page; NULL: there is none. */
const struct station_due *station_due_at(const struct list_run *r, long long id);
extern const struct list_def station_due_list;

#endif
