/* wubao salvage: what can be saved of a damaged database. SPDX-License-Identifier: MIT */
#include "cli/answer.h"
#include "cli/cmd.h"
#include "cli/out.h"
#include "core/file.h"
#include "model/salvage.h"

static const struct cmd_opt opts[] = {
	{"output", 'o', "FILE", NULL, N_("The new database; else FILE with .salvaged behind it.")},
};

static enum rc run(struct cli *c) {
	const char *wanted = cli_opt(c, "output");
	char *to = wanted ? mem_strdup(wanted) : mem_printf("%s.salvaged", c->args[0]);
	char *list = mem_printf("%s.txt", to), *login = cli_user_login(), n[24];
	struct str report = {0};
	long long lost = 0;
	enum rc rc = station_salvage(c->args[0], to, login, &report, &lost, &c->err);

	if (rc == RC_OK)
		rc = file_write_new(list, str_text(&report), report.n, &c->err);
	if (rc == RC_OK) {
		answer_text(c, str_text(&report));
		out_say(c, N_("saved into {path}; the list is in {list}"), "path", to, "list", list, NULL);
	}
	snprintf(n, sizeof n, "%lld", lost);
	if (rc == RC_OK && lost > 0)
		rc = err_set(&c->err, RC_CORRUPT, "salvage.lost",
		             N_("{n} rows were not saved or are damaged: the list names them. Enter them "
		                "anew from the paper, or restore a backup."), "n", n, NULL);
	str_clear(&report);
	free(login);
	free(list);
	free(to);
	return rc;
}

const struct cmd_def cmd_salvage = {
	.name = "salvage",
	.help = N_("Save what can be read of a damaged database into a new one."),
	.args = "FILE", .min_args = 1, .max_args = 1,
	.example = "wubao salvage /var/lib/wubao/wubao.db -o /var/lib/wubao/new.db",
	.text = N_("FILE is only read. The new database holds every row that could be read; beside "
	           "it lies a list of those that could not, and of those that are not what was "
	           "saved. Exit status 65 when there are any. A good backup is better than that."),
	CMD_OPTS(opts), .run = run,
};
