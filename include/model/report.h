/* The month's return to the county (domain.md 8.1): figures over report rows; see model/figure.h. */
#ifndef MODEL_REPORT_H
#define MODEL_REPORT_H

#include "core/actor.h"
#include "model/audit.h"
#include "model/figure.h"
#include "model/station.h"

/* Everything a period's figures rest on. report_clear when done. */
struct report {
	struct date from, to;    /* both included */
	struct date as_of;       /* the day it was asked */
	char anchor[AUDIT_ANCHOR_BUF]; /* head of the audit then: stands on what goes to the county */
	struct report_row *rows; /* one per order of the register in the period */
	size_t count;
};

/* Numbers count by occurred on, and by the order's state on the last day of the period, as known now. */
enum rc report_make(struct station *st, const struct actor *a, struct date from, struct date to, struct report *out,
                    struct err *err);
void report_clear(struct report *r);
/* The people behind a figure (figure_total's ids) parted into those whose files may be opened and the number of
 * sealed ones: where a number opens its names there stands "sealed: n". shown is the caller's. */
enum rc report_names(struct station *st, const struct actor *a, const struct ids *residents, struct ids *shown,
                     long long *sealed, struct err *err);

#endif
