/* The clocks of one person (q.person): what the law counts, and the records behind each. */
#ifndef MODEL_CLOCK_LIST_H
#define MODEL_CLOCK_LIST_H

#include "model/station/list_def.h"
#include "model/statute.h"

/* list_query.given of clocks_list; NULL: each clock with its records below it. */
struct clocks_given {
	const struct statute_def *records_of; /* these records alone; NULL: the clocks alone */
};

/* The order that counts; 0: none. */
long long clocks_order(const struct list_run *r);
/* Which clock a line belongs to, NULL: none; *item: the record it is, NULL where it is the clock itself. */
const struct statute_def *clocks_at(const struct list_run *r, long long id, const struct statute_item **item);

#endif
