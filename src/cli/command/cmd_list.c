/* wubao list: the residents. SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/list_query.h"
#include "cli/records.h"
#include "model/event/event_list.h"
#include "model/ledger/ledger.h"
#include "model/lists.h"

static const struct cmd_opt opts[] = {
	{"view", 0, "VIEW", NULL, N_("A named view of the residents' screen.")},
	{"state", 0, "STATE", NULL, N_("Only orders in this state, by code or label.")},
	QUERY_VILLAGE,
	QUERY_TEAM,
	QUERY_WORKER,
	{"risk", 0, "LEVEL", NULL, N_("Only this risk level.")},
	{"term-year", 0, "N", NULL,
	 N_("Only orders being executed in this year of their term: 1, 2, 3.")},
	{"person", 0, "NUMBER", NULL,
	 N_("Whose list it is, by file number, where a list hangs on one person.")},
	{"of", 0, "LOGIN", NULL, N_("Only this officer's, by login.")},
	{"action", 0, "TEXT", NULL, N_("Only actions that begin so, like reveal or export.")},
	{"from", 0, "DATE", NULL, N_("From this day on.")},
	{"to", 0, "DATE", NULL, N_("Up to this day.")},
	{"from-seq", 0, "N", NULL, N_("From this entry of the audit on.")},
	{"to-seq", 0, "N", NULL, N_("Up to this entry of the audit.")},
	{"month", 0, "MONTH", NULL, N_("Of this month, like 2026-10.")},
	{"gaps", 0, NULL, NULL, N_("Only who has a gap.")},
	{"all", 0, NULL, NULL, N_("What has ended, too.")},
	{"find", 0, "TEXT", NULL,
	 N_("Only who matches every word; the same as words without an option.")},
	{"late", 0, NULL, NULL, N_("Entries typed late, of all registers, instead of people.")},
	{"names", 0, NULL, NULL, N_("People whose name wants checking, with what is odd in it.")},
	QUERY_LIMIT,
	QUERY_SHAPE,
	QUERY_FORM,
};

/* Words after the list's name, else --find. */
static enum rc list_of(struct cli *c, const struct list_def *def, size_t first,
                       const char *columns) {
	struct list_query q;
	struct str words = {0};
	enum rc rc = query_read(c, def->takes, &q);

	for (size_t i = first; i < c->arg_count; i++)
		str_addf(&words, "%s%s", i > first ? " " : "", c->args[i]);
	if (words.n > 0)
		q.find = str_text(&words);
	if (rc == RC_OK)
		rc = cli_opt(c, "template") ? query_write_form(c, def, &q)
		                            : query_print(c, def, &q, columns);
	str_clear(&words);
	return rc;
}

/* The records of one register: of events oldest first; a limit keeps the newest. */
static enum rc list_register(struct cli *c, const struct record_kind *k) {
	struct str columns = {0};
	enum rc rc;

	if (k->ledger)
		ledger_list_columns(k->ledger, &columns);
	else
		event_list_columns(k->event, &columns);
	rc = list_of(c, k->ledger ? ledger_list_def(k->ledger) : event_list_def(k->event), 1,
	             str_text(&columns));
	str_clear(&columns);
	return rc;
}

/* A county has no people, a station no returns of others; what tells of neither is in both. */
static enum cmd_of list_is_of(const struct list_def *d) {
	if (d && d->access >= ACT_COUNTY && d->access <= ACT_COUNTY_NAMES)
		return CMD_OF_COUNTY;
	return d && str_in_list("audit,officers,sessions,queue,backups,settings", d->id)
	               ? CMD_OF_BOTH : CMD_OF_STATION;
}

static enum rc run(struct cli *c) {
	const struct list_def *def = c->arg_count ? list_find(c->args[0]) : NULL;
	struct record_kind k;
	enum rc rc = cli_whose(c, list_is_of(def), c->arg_count ? c->args[0] : "list");

	if (rc != RC_OK)
		return rc;
	if (cli_opt(c, "late"))
		return list_of(c, &late_list, 0, "file_no,name,day,what,text,recorded,uid");
	if (cli_opt(c, "names"))
		return list_of(c, &doubts_list, 0, "file_no,name,alias,doubt");
	if (def)
		return list_of(c, def, 1, NULL);
	if (c->arg_count != 1 || records_kind(c, c->args[0], &k) != RC_OK) {
		c->err = (struct err){.rc = RC_OK}; /* no register: somebody to find */
		return list_of(c, &residents_list, 0,
		               "file_no,name,sex,place,risk,kind,ordered,reported,state");
	}
	rc = RC_OK;
	if (!k.event && !k.ledger)
		rc = cli_usage(c, "list.kind",
		             N_("'{word}' is no register of events"), "word", c->args[0], NULL);
	return rc != RC_OK ? rc : list_register(c, &k);
}

const struct cmd_def cmd_list = {
	.name = "list", .help = N_("List or find residents, or list the records of a register."),
	.args = "[LIST | REGISTER] [WORD...]", .max_args = 6,
	.example =
		"wubao list --village 石桥村\nwubao list zjg 石桥\nwubao list shanjianguo --json\n"
		"wubao list test\n"
		"wubao list due --template due -o out/",
	.text = N_("Words find people, in any order: name, pinyin (initials or in full, by any "
                   "reading), village, file number or its end, last four of the ID number, end of "
                   "a phone. A search by numbers is logged with its hits, never the words."),
	CMD_OPTS(opts), .station = true, .of = CMD_OF_BOTH, .run = run,
};
