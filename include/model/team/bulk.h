/* SPDX-License-Identifier: MIT
 * One user action over several residents: done in one transaction for all who can have it; the
 * others say why and are left as they are. The rows carry one word in the audit, as an entry
 * session's do, so that undo takes them back together where it can.
 */
#ifndef MODEL_TEAM_BULK_H
#define MODEL_TEAM_BULK_H

#include "core/actor.h"
#include "core/code.h"
#include "core/date.h"
#include "core/err.h"
#include "model/station/station.h"

struct together_row {
	long long resident;
	bool done;
	char why[200]; /* not done: a finished sentence */
};

/* As list_query.given: whom together_list (model/lists.h) lists. */
struct together_rows {
	struct together_row *v;
	size_t n;
};

/* The residents change to this help team. Who is in charge stays so where he stands in it too;
 * else the member `lead` (NULL: nobody is named) is from today, or the row stays (rule 3.13). */
enum rc together_team(struct station *st, const struct actor *a, struct together_row *rows,
                      size_t n, long long team, const char *lead, size_t *done,
                      struct err *err);
/* From `since` on the member of this name in each one's own team holds the package (duty_set). */
enum rc together_assign(struct station *st, const struct actor *a, struct together_row *rows,
                        size_t n, struct code package, const char *member, struct date since,
                        size_t *done, struct err *err);

#endif
