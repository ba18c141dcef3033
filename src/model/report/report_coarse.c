/* Figures for a role that sees people masked (rule 11.24). Where sums and differences of whatever
 * such a role is told are steps of five, none of them singles anybody out. Pure.
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/access/access.h"
#include "model/report/report.h"

/* Steps: of people, orders and times; of money in fen. */
enum { STEP = 5, STEP_MONEY = 100000 };

bool figures_are_coarse(const struct actor *a) {
	return access_answer(a ? a->role : NULL, ACT_LIST) == ACCESS_MASKED;
}

long long figure_coarse(const struct figure_def *f, long long value) {
	return value - value % (f && f->unit == FIGURE_MONEY ? STEP_MONEY : STEP);
}

long long report_total(const struct report *r, const struct figure_def *f) {
	struct ids people = {0};
	long long value = figure_total(f, r->rows, r->count, r->coarse ? &people : NULL);

	/* A few people may have been tested many times; the station's own tell of nobody. */
	if (r->coarse)
		value = people.n < STEP && f->section != FIGURE_STATION ? 0
		                                                        : figure_coarse(f, value);
	ids_clear(&people);
	return value;
}

enum rc report_may(struct station *st, const struct actor *a, struct date from, struct date to,
                   struct err *err) {
	if (!figures_are_coarse(a) ||
	    (date_cmp(from, date_month_start(to)) == 0 && date_cmp(date_month_end(from), to) == 0 &&
	     date_before(to, clock_today())))
		return RC_OK;
	if (err != NULL)
		station_denied(st, a, ACT_REPORT, 0);
	return err_set(err, RC_DENIED, "report.coarse",
	               N_("Your role reads the figures of whole months that are over, of the "
	                  "station, in steps of five."), NULL);
}
