/* The options that narrow, order and cut a list: one table for every command that prints one.
 * SPDX-License-Identifier: MIT */
#ifndef CLI_LIST_QUERY_H
#define CLI_LIST_QUERY_H

#include "cli/cli.h"
#include "model/station/list_def.h"

/* Rows of a command's cmd_opt table. */
#define QUERY_VILLAGE {"village", 0, "NAME", NULL, N_("Only this village or community.")}
#define QUERY_TEAM {"team", 0, "NAME", NULL, N_("Only this help team.")}
#define QUERY_WORKER \
	{ \
		"worker", 0, "NAME", NULL, \
			N_("Only for whom this person holds a duty, or stands on the order.") \
	}
#define QUERY_LIMIT {"limit", 0, "N", NULL, N_("At most so many lines.")}
#define QUERY_SHAPE \
	{"sort", 0, "COLUMNS", NULL, \
	 N_("Order by these columns, like name,-place: '-' downwards.")}, \
	{ \
		"columns", 0, "COLUMNS", NULL, \
			N_("Show these columns, in this order; all: every one there is.") \
	}

/* What the command's options ask, into q (zeroed before). `takes`: conditions the list knows (enum
 * list_takes); RC_USAGE names an option that does not go with it; RC_NOT_FOUND a village or team
 * nobody has heard of. Texts are borrowed. */
enum rc query_read(struct cli *c, unsigned takes, struct list_query *q);

/* The day of an option; unset where it is not given, RC_USAGE for what is no day. */
enum rc query_day(struct cli *c, const char *option, struct date *out);

/* Read the list, leave its audit row, print it as text, CSV or JSON. q: NULL asks for everything.
 * columns: those shown where --columns says nothing; NULL: the list's own. */
enum rc query_print(struct cli *c, const struct list_def *def, const struct list_query *q,
                    const char *columns);
/* The same lines into a file in the columns of the county's form that --template names; masked but
 * with --identified for a --reason. */
enum rc query_write_form(struct cli *c, const struct list_def *def, const struct list_query *q);
/* Rows of the cmd_opt table of who does. */
#define QUERY_FORM \
	{"template", 0, "ID", NULL, \
	 N_("In the columns of a form of the county: wubao templates. With -o FOLDER/ the form names " \
	    "the file.")}, \
	{"identified", 0, NULL, NULL, N_("With --template: names as they are, for a --reason.")}, \
	{"reason", 0, "TEXT", NULL, N_("For whom and what for; it is kept in the audit.")}, \
	TARGET_ENCODING
/* The people behind a number, in the order given, with masked numbers; audit: what their row says.
 * sealed and gone (no longer on file): those already left out. How many are sealed is said with
 * them: below the text, on stderr of --csv, facts of --json (rule 9.25). */
enum rc query_print_people(struct cli *c, const struct ids *who, long long sealed, long long gone,
                           const char *audit);

#endif
