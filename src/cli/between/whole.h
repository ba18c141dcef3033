/* Between the commands that take in or write many registers' files at a time.
 * SPDX-License-Identifier: MIT */
#ifndef CLI_BETWEEN_WHOLE_H
#define CLI_BETWEEN_WHOLE_H

#include "cli/cmd.h"
#include "cli/table.h"
#include "exchange/import/plan.h"

/* What came of each register's rows, as a table: made by taken_begin, printed by taken_end, which
 * frees it. */
struct taken {
	struct cli *c;
	struct table t;
};
struct taken taken_begin(struct cli *c);
/* ctx is the table. n NULL: it was not looked at. Rows that were not taken make the exit status. */
void taken_add(void *ctx, const char *label, long rows, const struct plan_counts *n,
               const char *reason);
void taken_end(struct taken *t);

/* export --all -o FOLDER, import --all FOLDER */
enum rc cli_export_all(struct cli *c);
enum rc cli_import_all(struct cli *c);

#endif
