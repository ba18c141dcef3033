/* Lines of a timeline, shared by events and list --late. */
#ifndef CLI_LINES_H
#define CLI_LINES_H

#include "cli/cli.h"
#include "model/timeline.h"

/* Day, register, what it says, how it was recorded; with_person: whose it is too. */
enum rc lines_print(struct cli *c, const struct timeline *t, bool with_person);

#endif
