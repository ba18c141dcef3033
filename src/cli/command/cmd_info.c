/* wubao info: where everything is. SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/key_values.h"
#include "model/settings.h"

static enum rc run(struct cli *c) {
	struct key_values f = {NULL, 0};
	struct station_fact *facts = NULL;
	size_t n = 0;
	enum rc rc = station_facts(c->station, &c->actor, &facts, &n, &c->err);

	for (size_t i = 0; rc == RC_OK && i < n; i++)
		if (facts[i].number)
			key_values_add_int(&f, facts[i].key, facts[i].label,
			                   strtoll(facts[i].value, NULL, 10));
		else
			key_values_add(&f, facts[i].key, facts[i].label, facts[i].value);
	if (rc == RC_OK)
		key_values_print(c, &f);
	key_values_clear(&f);
	station_facts_clear(facts, n);
	return rc;
}

const struct cmd_def cmd_info = {
	.name = "info", .help = N_("Show where everything is, versions and counts."), .args = "",
	.example = "wubao info\nwubao info --json", .station = true, .of = CMD_OF_BOTH, .run = run,
};
