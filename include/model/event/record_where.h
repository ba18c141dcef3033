/* Which records of a register a row of a table means (figures, promises), as a short text:
 * "field=code|other;field=;field!=": with one of the codes, with nothing, with anything; an empty
 * code means nothing as well ("field=|code"). For a field may stand one of what the record refers
 * to: "activity.kind" of the `activity` whose id it has, "facility@org.kind" of the `org` whose
 * name it has. SPDX-License-Identifier: MIT */
#ifndef MODEL_EVENT_RECORD_WHERE_H
#define MODEL_EVENT_RECORD_WHERE_H

#include "core/mem.h"

/* As SQL over the alias e, each condition after " AND ". NULL: nothing. Appends. */
void record_where_sql(struct str *sql, const char *when);
/* The first that is set of "field,field", as SQL over e. Appends. */
void record_first_sql(struct str *sql, const char *fields);

#endif
