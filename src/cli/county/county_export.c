/* wubao county export: the months received, for an engine above the county.
 * SPDX-License-Identifier: MIT */
#include <errno.h>
#include <sys/stat.h>

#include "cli/county/county.h"
#include "cli/out.h"
#include "cli/table.h"
#include "core/clock.h"
#include "core/file.h"
#include "exchange/county/export.h"

static const struct table_col cols[] = {
	{"file", N_("Package file"), false},   {"month", N_("Month"), false},
	{"returns", N_("Returns"), true},      {"figures", N_("Figures"), true},
	{"bytes", N_("Bytes"), true},
};

static void on_package(void *ctx, const struct county_package *p) {
	struct table *t = ctx;

	table_add(t, p->path);
	table_add(t, p->month);
	table_addf(t, "%ld", p->returns);
	table_addf(t, "%ld", p->figures);
	table_addf(t, "%zu", p->bytes);
}

/* --month, or --from and --to; else the newest that is due. */
static enum rc read_months(struct cli *c, char from[COUNTY_MONTH], char to[COUNTY_MONTH]) {
	const char *month = cli_opt(c, "month"), *first = month ? month : cli_opt(c, "from");
	const char *last = month ? month : cli_opt(c, "to");

	county_month_due(c->station, to);
	if (first && !last && !month)
		last = to;
	if (!first)
		first = last = to;
	if (!county_is_month(first) || !county_is_month(last) ||
	    county_months_between(first, last) < 0)
		return cli_usage(c, "county.month", N_("A month is written like 2026-10"), NULL);
	snprintf(from, COUNTY_MONTH, "%s", first);
	if (last != to)
		snprintf(to, COUNTY_MONTH, "%s", last);
	return RC_OK;
}

enum rc county_export(struct cli *c) {
	const char *folder = cli_opt(c, "output");
	char from[COUNTY_MONTH], to[COUNTY_MONTH], month[COUNTY_MONTH];
	struct table t = TABLE(cols);
	enum rc rc;

	if (!folder || !cli_opt(c, "package"))
		return cli_usage(c, "county.export",
		                 N_("wubao county export --package --month MONTH -o FOLDER"), NULL);
	rc = read_months(c, from, to);
	if (rc == RC_OK)
		rc = file_not_kept(folder, &c->err);
	if (rc == RC_OK && mkdir(folder, 0700) != 0 && errno != EEXIST)
		rc = file_error(&c->err, folder, errno);
	for (int i = 0, n = rc == RC_OK ? county_months_between(from, to) : -1;
	     rc == RC_OK && i <= n; i++) {
		county_month_add(from, i, month);
		rc = county_export_month(c->station, &c->actor, month, folder, on_package, &t,
		                         &c->err);
	}
	if (rc == RC_OK && t.n == 0)
		rc = err_set(&c->err, RC_NOT_FOUND, "county.nothing",
		             N_("Nothing was received of these months."), NULL);
	else if (rc == RC_OK)
		table_print(c, &t);
	table_clear(&t);
	return rc;
}
