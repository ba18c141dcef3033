/* The worklist as a list: what is due and overdue, by groups (q.group) and by whose it is. Ids are places, from 1.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_RULES_DUE_LIST_H
#define MODEL_RULES_DUE_LIST_H

#include "model/rules/worklist.h"
#include "model/station/list_def.h"

/* The columns `wubao due` shows. */
#define DUE_LIST_COMMAND "group,file_no,name,place,duty,window,due_on,days"

/* The line of an id; NULL: there is none. */
const struct due_item *due_list_item(const struct list_run *r, long long id);
/* Were there more lines than the limit? Then these are the first ones. */
bool due_list_is_cut(const struct list_run *r);
/* Conditions of the query on whose lines; NULL: none. */
const struct due_whose *due_list_whose(const struct list_query *q, struct due_whose *out);

#endif
