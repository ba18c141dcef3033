/* wubao clock: what the machine's clock says, and the head's word that it is right.
 * SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/key_values.h"
#include "cli/out.h"
#include "model/station/clock.h"

static const struct cmd_opt opts[] = {
	{"confirm", 0, NULL, NULL, N_("Say that the clock is right now; for the head.")},
	{"reason", 0, "TEXT", NULL, N_("How you know; it is logged.")},
};

static enum rc run(struct cli *c) {
	struct key_values f = {NULL, 0};
	struct clock_state clock;

	if (cli_opt(c, "confirm")) {
		enum rc rc = clock_confirm(c->station, &c->actor, cli_opt(c, "reason"), &c->err);

		if (rc == RC_OK)
			out_say(c, N_("the clock is confirmed; wubao list clock shows what was "
			              "saved while it was wrong"), NULL);
		return rc;
	}
	station_clock(c->station, &clock);
	key_values_add(&f, "now", N_("The machine says"), clock.now);
	key_values_add(&f, "last", N_("Last entry"), clock.believed);
	key_values_add(&f, "state", N_("The clock is"),
	               tr(clock.doubted ? N_("in doubt: the head confirms it") : N_("believed")));
	key_values_print(c, &f);
	key_values_clear(&f);
	return RC_OK;
}

const struct cmd_def cmd_clock = {
	.name = "clock", .help = N_("Is the clock of the machine right? The head confirms it."),
	.args = "",
	.example = "wubao clock\nwubao clock --confirm --reason 主板电池已换，已对时\n"
	           "wubao list clock --from-seq 812 --to-seq 1040",
	.text = N_("When the machine says a time before the last entry, or long after it, nothing "
	           "dated is saved or given out until the head has looked. Set the clock first, "
	           "then confirm it. What was saved with wrong days is listed by wubao list clock, "
	           "to be corrected one by one."),
	CMD_OPTS(opts), .station = true, .of = CMD_OF_BOTH, .run = run,
};
