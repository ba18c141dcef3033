/* A whole station as files, and back (exchange/package/whole.h). SPDX-License-Identifier: MIT */
#include "cli/between/whole.h"

#include <sysexits.h>

#include "cli/out.h"
#include "exchange/package/whole.h"

static const struct table_col cols[] = {
	{"register", N_("Register"), false}, {"rows", N_("Rows"), true}, {"new", N_("New"), true},
	{"changed", N_("Changed"), true},    {"same", N_("Same"), true},
	{"refused", N_("Not taken"), true},  {"reason", N_("Reason"), false},
};

struct taken taken_begin(struct cli *c) {
	struct taken t = {c, TABLE(cols)};

	return t;
}

void taken_add(void *ctx, const char *label, long rows, const struct plan_counts *n,
               const char *reason) {
	struct taken *w = ctx;

	table_add(&w->t, label);
	table_addf(&w->t, "%ld", rows);
	if (n) {
		table_addf(&w->t, "%ld", n->n_new);
		table_addf(&w->t, "%ld", n->n_changed);
		table_addf(&w->t, "%ld", n->n_same);
		table_addf(&w->t, "%ld", n->n_refused + n->n_head);
		if (n->n_refused + n->n_head)
			w->c->status = EX_DATAERR;
	} else {
		for (int i = 0; i < 4; i++)
			table_add(&w->t, "");
	}
	table_add(&w->t, reason);
}

void taken_end(struct taken *t) {
	if (t->t.n)
		table_print(t->c, &t->t);
	table_clear(&t->t);
}

static bool on_progress(void *ctx, long done, long total) {
	const struct cli *c = ctx;

	out_progress(c, done, total);
	return true;
}

enum rc cli_export_all(struct cli *c) {
	const char *format = cli_opt(c, "format");
	struct cli_target to = {.path = NULL};
	struct whole_make o = {.books = format && strcmp(format, "xlsx") == 0,
	                       .reason = cli_opt(c, "reason"), .recipient = cli_opt(c, "to"), .progress = on_progress, .ctx = c};
	long files, rows;
	enum rc rc = cli_read_target(c, &to);

	o.folder = cli_opt(c, "output");
	o.encoding = to.encoding;
	if (rc == RC_OK && (!o.folder || !*o.folder || strcmp(o.folder, "-") == 0 || c->arg_count))
		rc = cli_usage(c, "whole.make",
		               N_("wubao export --all -o FOLDER --reason TEXT, and no register"), NULL);
	if (rc == RC_OK && format && !o.books && strcmp(format, "csv") != 0)
		rc = cli_usage(c, "option.choice", N_("{option} wants one of {choices}"), "option", "--format",
		               "choices", "csv,xlsx", NULL);
	if (rc == RC_OK)
		rc = whole_write(c->station, &c->actor, &o, &files, &rows, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("{files} files with {rows} rows written to {folder}"), "files", NUM(files), "rows",
		        NUM(rows), "folder", o.folder, NULL);
	if (rc == RC_OK)
		out_say(c, N_("What is sealed, the log, requests, keys, passwords and returns made do not "
		              "go along: a backup has them."), NULL);
	return rc;
}

static void on_table(void *ctx, const char *label, long rows) {
	taken_add(ctx, label, rows, &(struct plan_counts){.records = rows, .n_new = rows}, NULL);
}

enum rc cli_import_all(struct cli *c) {
	struct taken t = taken_begin(c);
	struct whole_take o;
	enum rc rc;

	if (c->forced || cli_opt(c, "dry-run") || cli_opt(c, "register"))
		return cli_usage(c, "whole.take", N_("wubao import --all FOLDER, and no other option"), NULL);
	o = (struct whole_take){.folder = c->args[0], .each = on_table, .ctx = &t};
	rc = whole_read(c->station, &c->actor, &o, &c->err);

	taken_end(&t);
	if (rc == RC_OK)
		out_say(c, N_("Officers are here without a way in: wubao officer lets them in. Keys and "
		              "passwords, the log, requests, returns and what is sealed stay where they "
		              "were."), NULL);
	return rc;
}
