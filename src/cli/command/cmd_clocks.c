/* wubao clocks: what the law counts of one person, from which records, and where it is written; drafts for the police. */
#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/records.h"
#include "cli/table.h"
#include "core/mem.h"
#include "exchange/print/police_sheet.h"
#include "model/order/order.h"
#include "model/person/timeline.h"
#include "model/rules/duty_clock.h"

static const struct cmd_opt opts[] = {
	{"evidence", 0, "CLOCK", NULL, N_("The records this clock was counted from.")},
	{"draft", 0, "REASON", "refusal,breach,relapse,expiry", N_("Show what a report to the police for this reason would say; keeps nothing.")},
	{"print", 0, NULL, NULL, N_("With --draft: write it as a page to print and as text, beside the database.")},
	{"identified", 0, NULL, NULL, N_("With --print: the whole ID number stands on it; wants --reason.")},
	{"reason", 0, "TEXT", NULL, N_("Why; it is logged.")},
};

static const struct table_col clock_cols[] = {
	{"clock", N_("Clock"), false}, {"label", N_("What is counted"), false}, {"value", N_("Count"), true},
	{"limit", N_("Limit"), true},  {"day", N_("Day"), false},               {"mark", N_("State"), false},
	{"records", N_("Records"), true}, {"worth", N_("Worth"), false},       {"article", N_("Basis"), false},
};

static const struct table_col item_cols[] = {
	{"day", N_("Day"), false}, {"register", N_("Register"), false}, {"record", N_("Record"), true}, {"text", N_("Content"), false},
};

static void add_clock(struct table *t, const struct duty_clock_def *def, const struct duty_clock_state *s) {
	char day[DATE_BUF];

	table_add(t, def->id);
	table_add(t, tr(def->label));
	table_addf(t, "%d", s->value);
	if (s->limit)
		table_addf(t, "%d", s->limit);
	else
		table_add(t, "");
	table_add(t, date_is_set(s->day) ? date_format(s->day, day) : "");
	table_add(t, tr(duty_clock_mark_label(s->mark)));
	table_addf(t, "%zu", s->count);
	table_add(t, tr(profile_mark_label(def->mark)));
	table_add(t, tr(def->article));
}

static enum rc add_item(struct cli *c, struct table *t, const struct duty_clock_item *item) {
	struct timeline_item line = {.def = item->reg ? event_find_def(item->reg) : NULL, .id = item->id, .day = item->day};
	struct str what = {0}, text = {0}, recorded = {0};
	char day[DATE_BUF];
	enum rc rc = line.def ? timeline_say(c->station, &c->actor, &line, &what, &text, &recorded, &c->err) : RC_OK;

	table_add(t, date_format(item->day, day));
	table_add(t, line.def ? str_text(&what) : tr(order_def.label));
	if (line.def)
		table_addf(t, "%lld", item->id);
	else
		table_add(t, "");
	table_add(t, str_text(&text));
	str_clear(&what);
	str_clear(&text);
	str_clear(&recorded);
	return rc;
}

static enum rc print_clocks(struct cli *c, long long order) {
	const char *word = cli_opt(c, "evidence");
	const struct duty_clock_def *one = word ? duty_clock_find(word) : NULL;
	struct table t = {.cols = one ? item_cols : clock_cols,
	                  .col_count = one ? sizeof item_cols / sizeof *item_cols : sizeof clock_cols / sizeof *clock_cols};
	struct duty_clock_state all[DUTY_CLOCK_COUNT];
	enum rc rc;

	if (word && !one)
		return err_set(&c->err, RC_USAGE, "clocks.none", N_("There is no clock called {word}; see wubao clocks NUMBER."), "word",
		               word, NULL);
	rc = duty_clocks_of(c->station, &c->actor, order, all, &c->err);
	for (size_t i = 0; i < DUTY_CLOCK_COUNT; i++) {
		if (rc == RC_OK && !one)
			add_clock(&t, &duty_clock_table[i], &all[i]);
		for (size_t k = 0; rc == RC_OK && one == &duty_clock_table[i] && k < all[i].count; k++)
			rc = add_item(c, &t, &all[i].items[k]);
		duty_clock_state_clear(&all[i]);
	}
	if (rc == RC_OK)
		table_print(c, &t);
	table_clear(&t);
	return rc;
}

static enum rc draft(struct cli *c, long long order) {
	struct police_report p;
	char *path = NULL;
	enum rc rc = police_draft(c->station, &c->actor, order, code_of(cli_opt(c, "draft")), &p, &c->err);

	if (rc == RC_OK && !cli_opt(c, "print")) {
		out_text(stdout, p.facts ? p.facts : "");
		out_text(stdout, "\n");
	} else if (rc == RC_OK) {
		const char *why = cli_opt(c, "reason");

		rc = police_print(c->station, &c->actor, &p, cli_opt(c, "identified") ? (why ? why : "") : NULL, &path, &c->err);
	}
	if (rc == RC_OK && path)
		out_say(c, N_("The page to print is {path}"), "path", path, NULL);
	free(path);
	entity_clear(&police_def, &p);
	return rc;
}

static enum rc run(struct cli *c) {
	struct treatment_order o;
	long long id = 0;
	enum rc rc = records_look_person(c, c->args[0], &id);

	if (rc != RC_OK)
		return rc;
	rc = order_current(c->station, &c->actor, id, &o, &c->err);
	if (rc == RC_OK)
		rc = cli_opt(c, "draft") ? draft(c, o.rec.id) : print_clocks(c, o.rec.id);
	entity_clear(&order_def, &o);
	return rc;
}

const struct cmd_def cmd_clocks = {
	.name = "clocks",
	.help = N_("What the law counts of one person, from which records, and where it is written."),
	.args = "NUMBER",
	.min_args = 1,
	.max_args = 1,
	.example = "wubao clocks 0012\nwubao clocks 0012 --evidence refusals\nwubao clocks 0012 --draft breach --print\n"
	           "wubao clocks 0012 --draft breach --print --identified --reason 上报派出所",
	.text = N_("NUMBER is the file number, else the number of the record. The program counts and drafts; it never changes a state "
	           "by itself."),
	CMD_OPTS(opts),
	.station = true,
	.run = run,
};
