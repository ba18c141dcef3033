/* A register as a list: of one person (q.person) or of everybody; and several registers of one
 * person by day. SPDX-License-Identifier: MIT */
#ifndef MODEL_EVENT_EVENT_LIST_H
#define MODEL_EVENT_EVENT_LIST_H

#include "model/event/event.h"
#include "model/person/timeline.h"
#include "model/station/list_def.h"

/* The list of a register, made of its field table once; lives as long as the program. */
const struct list_def *event_list_def(const struct event_def *def);
/* Columns a command shows of it: whose record it is, the fields of its list, its number.
 * Appends. */
void event_list_columns(const struct event_def *def, struct str *out);
/* The record of a row of the page; NULL: there is none. */
const struct event *event_list_record(const struct list_run *r, size_t row);

/* Everything recorded of q.person, newest day first; q.given: a NULL-ended array of the registers'
 * ids to keep (char *), NULL: all of them and the changes of state. */
extern const struct list_def timeline_list;
const struct timeline_item *timeline_list_item(const struct list_run *r, long long id);
const struct timeline *timeline_list_all(const struct list_run *r);

#endif
