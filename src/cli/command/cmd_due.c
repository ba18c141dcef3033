/* wubao due: today's work. */
#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/people_table.h"
#include "core/clock.h"
#include "core/suggest.h"
#include "model/rules/file_gap.h"
#include "model/rules/worklist.h"
#include "model/station/tables.h"

static const struct cmd_opt opts[] = {
	{"group", 0, "GROUP", NULL, N_("Only this group of duties, by its short name (see --counts).")},
	{"village", 0, "NAME", NULL, N_("Only people of this village.")},
	{"team", 0, "NAME", NULL, N_("Only people whom this help team helps.")},
	{"worker", 0, "NAME", NULL, N_("Only orders that name this worker in charge.")},
	{"counts", 0, NULL, NULL, N_("Only how many there are of each group.")},
};

static const struct table_col count_cols[] = {
	{"group", N_("Group"), false}, {"label", N_("Duty"), false}, {"count", N_("Count"), true}};

static const struct table_col item_cols[] = {
	{"group", N_("Group"), false},    {"file_no", N_("File number"), false}, {"name", N_("Name"), false},
	{"place", N_("Village"), false},  {"duty", N_("Duty"), false},           {"window", N_("Window"), true},
	{"due_on", N_("Due on"), false},  {"days", N_("Days left"), true},
};

static enum rc read_group(struct cli *c, int *group) {
	const char *word = cli_opt(c, "group");
	struct suggest near = suggest_begin(word ? word : "");
	struct str all = {0};

	if (!word)
		return RC_OK;
	for (size_t i = 0; i < due_group_count; i++) {
		if (strcmp(due_groups[i].name, word) == 0) {
			*group = due_groups[i].id;
			str_clear(&all);
			return RC_OK;
		}
		str_addf(&all, "%s%s", i ? "," : "", due_groups[i].name);
		suggest_try(&near, due_groups[i].name);
	}
	if (near.best)
		err_set(&c->err, RC_USAGE, "due.group", N_("No group '{word}'; did you mean '{other}'?"), "word", word, "other",
		        near.best, NULL);
	else
		err_set(&c->err, RC_USAGE, "due.group", N_("{option} wants one of {choices}"), "option", "--group", "choices",
		        str_text(&all), NULL);
	str_clear(&all);
	return RC_USAGE;
}

/* *any: is there a condition at all? */
static enum rc read_whose(struct cli *c, struct due_whose *whose, bool *any) {
	const char *village = cli_opt(c, "village"), *team = cli_opt(c, "team");

	*whose = (struct due_whose){.worker = cli_opt(c, "worker")};
	*any = village || team || whose->worker;
	if (village && (whose->place = place_find(c->station, village)) == 0)
		return err_set(&c->err, RC_NOT_FOUND, "place.none", N_("No village is called {name}"), "name", village, NULL);
	if (team && (whose->team = team_find(c->station, team)) == 0)
		return err_set(&c->err, RC_NOT_FOUND, "team.none", N_("No help team is called {name}"), "name", team, NULL);
	return RC_OK;
}

static enum rc print_counts(struct cli *c, const struct due_whose *whose) {
	struct table t = {.cols = count_cols, .col_count = 3};
	long long *counts = mem_zalloc(due_group_count, sizeof *counts);
	enum rc rc = due_counts_of(c->station, &c->actor, whose, clock_today(), counts, &c->err);

	for (size_t i = 0; i < due_group_count && rc == RC_OK; i++) {
		table_add(&t, due_groups[i].name);
		table_add(&t, tr(due_groups[i].label));
		if (counts[i] > 999 && !c->json && !c->csv)
			table_add(&t, "999+");
		else
			table_addf(&t, "%lld", counts[i]);
	}
	if (rc == RC_OK)
		table_print(c, &t);
	table_clear(&t);
	free(counts);
	return rc;
}

static enum rc add_item(struct cli *c, struct table *t, const struct due_item *d) {
	const struct due_group *g = due_group_find(d->group);
	int window = file_gap_of(d->row.kind) ? file_gap_which(d->row.window) : d->row.window;
	struct str what = {0};
	struct resident r;
	char day[DATE_BUF];
	enum rc rc = resident_get(c->station, &c->actor, d->resident, &r, &c->err);

	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	table_add(t, c->json || c->csv ? (g ? g->name : "") : g ? tr(g->label) : "");
	people_table_add_field(c, t, entity_field(&resident_def, "file_no"), &r);
	people_table_add_field(c, t, entity_field(&resident_def, "name"), &r);
	people_table_add_field(c, t, entity_field(&resident_def, "place"), &r);
	file_gap_say(d->row.kind, d->row.window, &what);
	table_addf(t, "%s%s%s", tr(due_kind_label(d->row.kind)), what.n ? " " : "", str_text(&what));
	str_clear(&what);
	if (window)
		table_addf(t, "%d", window);
	else
		table_add(t, "");
	table_add(t, date_format(d->row.due_on, day));
	if (date_is_set(d->row.due_on))
		table_addf(t, "%d", d->row.due_on.n - clock_today().n);
	else
		table_add(t, ""); /* a damaged row */
	entity_clear(&resident_def, &r);
	return RC_OK;
}

static enum rc run(struct cli *c) {
	enum { MOST = 1000000 };
	struct table t = {.cols = item_cols, .col_count = sizeof item_cols / sizeof *item_cols};
	struct due_item *items = NULL;
	size_t n = 0;
	struct due_whose whose;
	bool any = false;
	int group = 0;
	enum rc rc = read_group(c, &group);

	if (rc == RC_OK)
		rc = read_whose(c, &whose, &any);
	if (rc == RC_OK && cli_opt(c, "counts"))
		return print_counts(c, any ? &whose : NULL);
	if (rc == RC_OK)
		rc = due_list_of(c->station, &c->actor, any ? &whose : NULL, group, clock_today(), MOST, &items, &n, &c->err);
	for (size_t i = 0; i < n && rc == RC_OK; i++)
		rc = add_item(c, &t, &items[i]);
	if (rc == RC_OK)
		rc = people_table_note(c, "due.list", n);
	if (rc == RC_OK)
		table_print(c, &t);
	table_clear(&t);
	free(items);
	return rc;
}

const struct cmd_def cmd_due = {
	.name = "due",
	.help = N_("List what is due and overdue today."),
	.args = "",
	.example = "wubao due\nwubao due --counts\nwubao due --group test-missed --csv\nwubao due --village 石桥村",
	CMD_OPTS(opts),
	.station = true,
	.run = run,
};
