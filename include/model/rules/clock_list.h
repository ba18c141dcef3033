/* The clocks of one person (q.person): what the law counts, and the records behind each.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_RULES_CLOCK_LIST_H
#define MODEL_RULES_CLOCK_LIST_H

#include "model/rules/duty_clock.h"
#include "model/station/list_def.h"

/* list_query.given of clocks_list; NULL: each clock with its records below it. */
struct clocks_given {
	const struct duty_clock_def *records_of; /* these records alone; NULL: the clocks alone */
};

/* The order that counts; 0: none. */
long long clocks_order(const struct list_run *r);
/* Which clock a line belongs to, NULL: none; *item: the record it is, NULL where it is the clock itself. */
const struct duty_clock_def *clocks_at(const struct list_run *r, long long id, const struct duty_clock_item **item);

#endif
