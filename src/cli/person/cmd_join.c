/* wubao join, wubao part: two files of one person brought together, and apart again.
 * SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/records.h"
#include "cli/table.h"
#include "model/person/join.h"
#include "model/person/seal.h"

#define PAPER_OPTS \
	{"reason", 0, "TEXT", NULL, N_("Why; it is logged. Without it nothing is done but shown.")}, \
	{"unit", 0, "NAME", NULL, N_("The unit whose document stands for a second person, where the" \
	                             " station has one officer.")}, \
	{"document", 0, "NUMBER", NULL, N_("The number of its document.")}

static const struct cmd_opt join_opts[] = {
	{"take", 0, "KEYS", NULL, N_("Where the other file's holds: phone,order,duty.test")},
	{"keep", 0, "KEYS", NULL, N_("Where that of the file that stays holds.")},
	{"not-same", 0, NULL, NULL, N_("They are two people: the pair leaves the list.")},
	PAPER_OPTS,
};
static const struct cmd_opt part_opts[] = {
	{"give", 0, "RECORDS", NULL, N_("Which later records go with the parted file; or all.")},
	{"keep", 0, "RECORDS", NULL, N_("Which of them stay; or all.")},
	PAPER_OPTS,
};

static struct join_words words_of(const struct cli *c) {
	return (struct join_words){cli_opt(c, "reason"), cli_opt(c, "unit"), cli_opt(c, "document")};
}

/* By file number; for the head a sealed one too. */
static enum rc find(struct cli *c, const char *word, long long *id) {
	enum rc rc = records_find_person(c, word, id);
	struct err none = c->err;

	if (rc == RC_NOT_FOUND && access_answer(c->actor.role, ACT_SEAL) == ACCESS_YES &&
	    (rc = seal_find(c->station, &c->actor, word, id, &c->err)) == RC_NOT_FOUND)
		c->err = none;
	return rc;
}

static void show_plan(struct cli *c, const struct join_plan *p) {
	static const struct table_col cols[] = {
		{"key", N_("Item"), false}, {"label", N_("What"), false}, {"a", N_("Stays"), false},
		{"b", N_("Goes"), false}, {"holds", N_("Holds"), false},
	};
	struct table t = TABLE(cols);

	for (size_t i = 0; i < p->n; i++) {
		table_add(&t, p->v[i].key);
		table_add(&t, p->v[i].label);
		table_add(&t, p->v[i].a);
		table_add(&t, p->v[i].b);
		table_add(&t, p->v[i].take_b ? p->gone_no : p->kept_no);
	}
	table_print(c, &t);
	table_clear(&t);
}

static bool names(const char *list, const char *word) {
	return list && (strcmp(list, "all") == 0 || str_in_list(list, word));
}

/* Every key that was typed is a question. */
static enum rc check_keys(struct cli *c, const struct join_plan *p, const char *list) {
	enum rc rc = RC_OK;

	for (size_t n; list && *list && rc == RC_OK; list += n + (list[n] == ',')) {
		char *key = mem_strndup(list, n = strcspn(list, ","));
		bool known = strcmp(key, "all") == 0;

		for (size_t i = 0; i < p->n; i++)
			known = known || strcmp(p->v[i].key, key) == 0;
		if (!known)
			rc = cli_usage(c, "join.key", N_("The files do not differ in {key}."), "key",
			               key, NULL);
		free(key);
	}
	return rc;
}

static enum rc answer(struct cli *c, struct join_plan *p) {
	const char *take = cli_opt(c, "take"), *keep = cli_opt(c, "keep");
	enum rc rc = check_keys(c, p, take);

	if (rc == RC_OK)
		rc = check_keys(c, p, keep);
	for (size_t i = 0; rc == RC_OK && i < p->n; i++) {
		bool yes = names(take, p->v[i].key), no = names(keep, p->v[i].key);

		if (yes != no)
			p->v[i].take_b = yes;
		else if (yes || (!c->yes && cli_opt(c, "reason")))
			rc = cli_usage(c, "join.open",
			               N_("Say which holds of {key}: --take {key} or --keep {key};"
			                  " --yes leaves all as shown."), "key", p->v[i].key, NULL);
	}
	return rc;
}

static enum rc run_join(struct cli *c) {
	const struct join_words words = words_of(c);
	struct join_plan p = {0};
	long long kept = 0, gone = 0;
	enum rc rc;

	TRY(find(c, c->args[0], &kept));
	TRY(find(c, c->args[1], &gone));
	if (cli_opt(c, "not-same")) {
		TRY(join_not_same(c->station, &c->actor, kept, gone, &c->err));
		out_say(c, N_("kept: these are two people"), NULL);
		goto out;
	}
	TRY(join_ask(c->station, &c->actor, kept, gone, &p, &c->err));
	TRY(answer(c, &p));
	if (!words.reason) {
		show_plan(c, &p);
		out_say(c, N_("nothing was done yet: --reason TEXT joins {number} into {other}"),
		        "number", p.gone_no, "other", p.kept_no, NULL);
		goto out;
	}
	TRY(join_files(c->station, &c->actor, &p, &words, &c->err));
	out_say(c, N_("file {number} is joined into file {other}: wubao part {other} undoes it"),
	        "number", p.gone_no, "other", p.kept_no, NULL);
out:
	join_plan_clear(&p);
	return rc;
}

static void show_later(struct cli *c, const struct part_plan *p) {
	static const struct table_col cols[] = {
		{"record", N_("Record"), false}, {"kind", N_("Register"), false},
		{"day", N_("Day"), .day = true}, {"goes", N_("Goes to"), false},
	};
	struct table t = TABLE(cols);
	char day[DATE_BUF];

	for (size_t i = 0; i < p->n; i++) {
		table_add(&t, p->v[i].uid);
		table_add(&t, tr(p->v[i].def->label));
		table_add(&t, date_is_set(p->v[i].day) ? date_format(p->v[i].day, day) : "");
		table_add(&t, p->v[i].give ? p->gone_no : p->kept_no);
	}
	table_print(c, &t);
	table_clear(&t);
}

static enum rc sort_later(struct cli *c, struct part_plan *p) {
	const char *give = cli_opt(c, "give"), *keep = cli_opt(c, "keep");
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < p->n; i++) {
		bool yes = names(give, p->v[i].uid), no = names(keep, p->v[i].uid);

		p->v[i].give = yes && !no;
		if (yes == no && (yes || (!c->yes && cli_opt(c, "reason"))))
			rc = cli_usage(c, "part.open",
			               N_("Record {uid} was made since: --give {uid} or --keep"
			                  " {uid}; --yes keeps all."), "uid", p->v[i].uid, NULL);
	}
	return rc;
}

static enum rc run_part(struct cli *c) {
	const struct join_words words = words_of(c);
	struct part_plan p = {0};
	long long kept = 0;
	enum rc rc;

	TRY(find(c, c->args[0], &kept));
	TRY(part_ask(c->station, &c->actor, kept, &p, &c->err));
	TRY(sort_later(c, &p));
	if (!words.reason) {
		show_later(c, &p);
		out_say(c, N_("nothing was done yet: --reason TEXT parts {number} from {other}"),
		        "number", p.gone_no, "other", p.kept_no, NULL);
		goto out;
	}
	TRY(part_files(c->station, &c->actor, &p, &words, &c->err));
	out_say(c, N_("files {other} and {number} are two again"), "number", p.gone_no, "other",
	        p.kept_no, NULL);
out:
	part_plan_clear(&p);
	return rc;
}

const struct cmd_def cmd_join = {
	.name = "join", .help = N_("Bring two files of one person together."),
	.args = "NUMBER OTHER", .min_args = 2, .max_args = 2,
	.example = "wubao list twins\nwubao join 00012 00031\n"
	           "wubao join 00012 00031 --take phone --keep order --reason 同一人建了两份",
	.text = N_("NUMBER stays, OTHER goes into it: its orders, records, papers, team and audit"
	           " are then those of NUMBER, and every number it had finds NUMBER. Without"
	           " --reason what both say differently is shown, with what holds then; nothing is"
	           " chosen silently: each key is named by --take or --keep, or --yes leaves all as"
	           " shown. An officer's joining waits for the head (wubao queue); where a file is"
	           " sealed, for a second person: then the same words do it. wubao list twins shows"
	           " pairs that may be one person."),
	CMD_OPTS(join_opts), .station = true, .run = run_join,
};

const struct cmd_def cmd_part = {
	.name = "part", .help = N_("Part two files that were joined."),
	.args = "NUMBER", .min_args = 1, .max_args = 1,
	.example = "wubao part 00012\nwubao part 00012 --keep all --reason 原来是两个人",
	.text = N_("The file that was joined into NUMBER last is one of its own again, and all that"
	           " came with it goes back as it was; what was changed since stays as it is now."
	           " Records made since are asked about one by one: --give or --keep. Without"
	           " --reason they are only shown."),
	CMD_OPTS(part_opts), .station = true, .run = run_part,
};
