/* wubao station: its name, its villages, its settings, as the screen of the same name has them.
 * SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/list_query.h"
#include "cli/out.h"
#include "core/clock.h"
#include "model/lists.h"
#include "model/person/place.h"
#include "model/settings.h"

static const struct cmd_opt opts[] = {
	{"since", 0, "DAY", NULL, N_("With name and rhythm: from this day on; today when left out.")},
	{"basis", 0, "TEXT", NULL, N_("With name and rhythm: the paper it rests on.")},
	{"code", 0, "CODE", NULL, N_("With name: the division code.")},
};

static enum rc read_since(struct cli *c, struct date *out) {
	const char *since = cli_opt(c, "since");

	*out = clock_today();
	return since ? date_parse_entry(since, clock_today(), out, &c->err) : RC_OK;
}

/* As everything that is typed: trimmed, and without what no line holds. */
static enum rc put(struct cli *c, struct station_name *n, const char *field, const char *text) {
	return text ? field_parse(entity_field(&station_name_def, field), n, text, NULL, &c->err) : RC_OK;
}

static enum rc name(struct cli *c) {
	struct station_name n;
	enum rc rc;

	if (c->arg_count < 2)
		return query_print(c, &names_list, NULL, NULL);
	entity_init(&station_name_def, &n);
	rc = put(c, &n, "name", c->args[1]);
	if (rc == RC_OK)
		rc = put(c, &n, "code", cli_opt(c, "code"));
	if (rc == RC_OK)
		rc = put(c, &n, "paper", cli_opt(c, "basis"));
	if (rc == RC_OK)
		rc = read_since(c, &n.since);
	if (rc == RC_OK)
		rc = station_rename(c->station, &c->actor, &n, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("the station is called {name} now"), "name", n.name, NULL);
	entity_clear(&station_name_def, &n);
	return rc;
}

static enum rc join(struct cli *c) {
	long long from = 0, into = 0, moved = 0;
	enum rc rc = cli_read_village(c, c->args[1], &from);

	if (rc == RC_OK)
		rc = cli_read_village(c, c->args[2], &into);
	if (rc == RC_OK)
		rc = place_join(c->station, &c->actor, from, into, &moved, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("{n} people moved; wubao station part {name} takes it back"), "n",
		        NUM(moved), "name", c->args[1], NULL);
	return rc;
}

/* Its name finds the one it is part of now: it is asked for among all. */
static enum rc part(struct cli *c) {
	struct ids all = {0};
	long long moved = 0, id = 0;
	enum rc rc = place_list(c->station, &c->actor, &all, &c->err);

	for (size_t i = 0; rc == RC_OK && i < all.n; i++) {
		struct place p;

		rc = place_get(c->station, &c->actor, all.v[i], &p, &c->err);
		if (rc == RC_OK && p.name && strcmp(p.name, c->args[1]) == 0)
			id = all.v[i];
		entity_clear(&place_def, &p);
	}
	if (rc == RC_OK && !id)
		rc = cli_read_village(c, c->args[1], &id);
	if (rc == RC_OK)
		rc = place_part(c->station, &c->actor, id, &moved, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("{n} people are back in {name}"), "n", NUM(moved), "name", c->args[1],
		        NULL);
	ids_clear(&all);
	return rc;
}

/* SECTION.KEY [VALUE] */
static enum rc set(struct cli *c) {
	char *section = mem_strdup(c->args[1]), *dot = strrchr(section, '.');
	struct setting s = {section, dot ? dot + 1 : "", c->arg_count > 2 ? c->args[2] : NULL};
	enum rc rc;

	if (dot)
		*dot = '\0';
	rc = dot ? settings_put(c->station, &c->actor, &s, 1, &c->err)
	         : cli_usage(c, "station.set", N_("A setting is named like rules.head_days; "
	                                          "wubao list settings shows them"), NULL);
	if (rc == RC_OK)
		out_say(c, N_("saved; it holds from the next start of the program"), NULL);
	free(section);
	return rc;
}

/* RULE KIND TIMES */
static enum rc rhythm(struct cli *c) {
	const char *rule = c->args[1];
	struct rhythm_change r = {.profile = rule, .kind = c->args[2], .times = c->args[3],
	                          .basis = cli_opt(c, "basis")};
	enum rc rc = read_since(c, &r.since);

	if (strncmp(rule, "overlay.", strlen("overlay.")) == 0)
		r.risk = rule + strlen("overlay.");
	if (rc == RC_OK)
		rc = settings_put_rhythm(c->station, &c->actor, &r, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("saved; it holds from the next start of the program"), NULL);
	return rc;
}

static enum rc run(struct cli *c) {
	static const struct cmd_word words[] = {
		{"name", 0, 1, name}, {"join", 2, 2, join}, {"part", 1, 1, part}, {"set", 1, 2, set},
		{"rhythm", 3, 3, rhythm},
	};

	return cli_run_word(c, words, sizeof words / sizeof *words, "station.word",
	                    N_("wubao station wants: name [NAME]; join VILLAGE VILLAGE; part "
	                       "VILLAGE; set KEY [VALUE]; rhythm RULE KIND TIMES"));
}

const struct cmd_def cmd_station = {
	.name = "station",
	.help = N_("The station's name, villages joined and parted, settings; for the head."),
	.args = "WORD [NAME|VILLAGE|KEY|RULE] [VILLAGE|VALUE|KIND] [TIMES]", .min_args = 1, .max_args = 4,
	.example = "wubao station name 示范街道 --since 2026-12-01 --basis 县政府〔2026〕12号\n"
	           "wubao station join 新店村 石桥村\nwubao station part 新店村\n"
	           "wubao station set rules.head_days 20\n"
	           "wubao station rhythm regular talk 24 --since 2027-01-01 --basis 县禁毒办通知",
	.text = N_("WORD is name, join, part, set or rhythm. A village joined into another moves "
	           "there with its people from today on; reports of before keep it. A setting "
	           "without a value goes back to the default. wubao list places, settings, "
	           "rhythms, names show what is."),
	CMD_OPTS(opts), .station = true, .of = CMD_OF_BOTH, .run = run,
};
