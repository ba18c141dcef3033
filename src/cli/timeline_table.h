/* Lines of a timeline, shared by events and list --late. */
#ifndef CLI_TIMELINE_TABLE_H
#define CLI_TIMELINE_TABLE_H

#include "cli/cli.h"
#include "model/person/timeline.h"

/* Day, register, what it says, how it was recorded; with_person: whose it is too. */
enum rc timeline_table_print(struct cli *c, const struct timeline *t, bool with_person);

#endif
