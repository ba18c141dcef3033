/* Rows and columns printed as aligned text, CSV or JSON. SPDX-License-Identifier: MIT */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include "cli/cli.h"
#include "core/field.h"
#include "core/mem.h"

struct table_col {
	const char *key;  /* JSON, stable */
	const char *head; /* N_() */
	bool number;      /* right-aligned; bare in JSON, null when blank */
	bool day;         /* a date, as JSON tells */
};

struct table {
	const struct table_col *cols;
	size_t col_count;
	char **cells;
	size_t n; /* cells so far */
	const char *title; /* translated; NULL: the station's name */
};

#define TABLE(array) {.cols = array, .col_count = sizeof array / sizeof *array}

/* The next cell; NULL counts as blank. The text is copied. */
void table_add(struct table *t, const char *cell);
void table_addf(struct table *t, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* What the actor of the run may see of a field in lists. */
void table_add_field(const struct cli *c, struct table *t, const struct field_def *f,
                     const void *rec);
void table_clear(struct table *t);
/* Into the file of cli_book; else to stdout, in the form --json or --csv ask for; for people, a
 * table without rows is said in a sentence on stderr too. */
void table_print(const struct cli *c, const struct table *t);
/* A command wrote that file by itself. */
void table_made(void);
/* How the file went: after the command. RC_USAGE when one was asked for and there was no table. */
enum rc table_finish(const struct cli *c, struct err *err);
/* The same as text, aligned, appended to out. */
void table_text(const struct table *t, struct str *out);
/* RFC 4180 with LF and no byte order mark; cells a spreadsheet would take for a formula get a
 * leading '. */
void table_csv(const struct table *t, struct str *out);

#endif
