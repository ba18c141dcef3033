/* The month's return to the county (domain.md 8.1): figures over report rows; see model/figure.h. */
#ifndef MODEL_REPORT_H
#define MODEL_REPORT_H

#include "core/actor.h"
#include "model/figure.h"
#include "model/station.h"

/* Everything a period's figures rest on. report_clear when done. */
struct report {
	struct date from, to;    /* both included */
	struct date as_of;       /* the day it was asked */
	struct report_row *rows; /* one per order of the register in the period */
	size_t count;
	long long sealed;        /* people counted whose names may not be listed */
};

/* Numbers count by occurred on, and by the order's state on the last day of the period, as known now. */
enum rc report_make(struct station *st, const struct actor *a, struct date from, struct date to, struct report *out,
                    struct err *err);
void report_clear(struct report *r);
/* Value of a figure, and the residents behind it: rows with a value other than 0 (ids may be NULL). */
long long report_value(const struct report *r, const struct figure_def *f, struct ids *residents);

#endif
