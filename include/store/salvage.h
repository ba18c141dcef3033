/* SPDX-License-Identifier: MIT
 * What can still be read of a damaged database, into a new one (rule 12.22): row by row, from both
 * ends of every table, and one by one in between.
 */
#ifndef STORE_SALVAGE_H
#define STORE_SALVAGE_H

#include "store/change.h"

struct salvage_table {
	char *name;
	long long saved;
	struct ids lost; /* rows an index still knows, or whose place could not be read */
	bool unread;     /* its end was not reached: there may have been more */
};
struct salvage {
	struct salvage_table *v;
	size_t n;
	long long audit_cut; /* entries behind the first that does not fit, left out */
	long long orphans;   /* rows left out because what they belong to is lost */
};
void salvage_clear(struct salvage *s);
/* Everything of the file at `from`, which is only read, into `to`, which was just made and is
 * empty. */
enum rc store_salvage(const char *from, struct store *to, struct salvage *out, struct err *err);
/* In an action named SALVAGE: its entry vouches for every record of the entity that holds; entries
 * before it are compared no more. */
#define SALVAGE "salvage"
enum rc salvage_prove(struct change *c, const struct entity_def *def, struct err *err);

#endif
