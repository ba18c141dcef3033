/* wubao key: the key this station signs with, and the keys of others.
 * SPDX-License-Identifier: MIT */
#include "cli/answer.h"
#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/table.h"
#include "core/file.h"
#include "model/station/partner.h"

static const struct cmd_opt opts[] = {
	{"name", 0, "NAME", NULL, N_("Of add and drop: the station or county whose key it is.")},
	{"reason", 0, "TEXT", NULL, N_("Why; it is logged.")},
};

static const struct table_col cols[] = {
	{"name", N_("Station"), false},
	{"key_id", N_("Key"), false},
	{"line", N_("Public key"), false},
};

static enum rc show(struct cli *c) {
	struct sign_public key;
	struct str out = {0};
	enum rc rc = signing_key_public(c->station, &c->actor, &key, &c->err);

	if (rc == RC_OK)
		sign_public_text(&key, &out);
	answer_text(c, str_text(&out));
	str_clear(&out);
	return rc;
}

static enum rc make(struct cli *c) {
	enum rc rc = signing_key_make(c->station, &c->actor, &c->err);

	if (rc == RC_OK)
		rc = show(c);
	if (rc == RC_OK)
		out_say(c, N_("made: the secret half lies beside the database, is in no backup and "
		              "goes to nobody; copy it to a safe place. The lines above go to the "
		              "other stations."),
		        NULL);
	return rc;
}

/* A file, or the line itself. */
static enum rc add(struct cli *c) {
	const char *name = cli_opt(c, "name");
	struct sign_public key;
	struct str text = {0};
	enum rc rc = RC_OK;

	if (!name || !*name)
		return cli_usage(c, "key.name", N_("Say whose key it is: --name STATION"), NULL);
	if (sign_public_parse(c->args[1], &key, NULL) != RC_OK) {
		rc = file_read_plain(c->args[1], SIGN_TEXT_MAX, &text, &c->err);
		if (rc == RC_OK)
			rc = sign_public_parse(str_text(&text), &key, &c->err);
	}
	if (rc == RC_OK)
		rc = partner_add(c->station, &c->actor, name, &key, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("trusted from now on; compare the key aloud with {name} if you have "
			      "not yet"),
		        "name", name, NULL);
	str_clear(&text);
	return rc;
}

static enum rc drop(struct cli *c) {
	const char *name = cli_opt(c, "name"), *reason = cli_opt(c, "reason");

	if (!name || !reason)
		return cli_usage(c, "key.drop", N_("Say whose key and why: --name STATION --reason "
						   "TEXT"),
		                 NULL);
	return partner_drop(c->station, &c->actor, name, reason, &c->err);
}

static enum rc list(struct cli *c) {
	struct table t = TABLE(cols);
	struct ids ids = {0};
	enum rc rc = partner_list(c->station, &c->actor, &ids, &c->err);

	for (size_t i = 0; rc == RC_OK && i < ids.n; i++) {
		struct partner_key p;

		rc = partner_get(c->station, &c->actor, ids.v[i], &p, &c->err);
		table_add(&t, p.name);
		table_add(&t, p.key_id);
		table_add(&t, p.line);
		entity_clear(&partner_def, &p);
	}
	if (rc == RC_OK)
		table_print(c, &t);
	table_clear(&t);
	ids_clear(&ids);
	return rc;
}

static enum rc run(struct cli *c) {
	static const struct cmd_word words[] = {
		{"make", 0, 0, make}, {"show", 0, 0, show}, {"add", 1, 1, add},
		{"list", 0, 0, list}, {"drop", 0, 0, drop},
	};

	return cli_run_word(c, words, sizeof words / sizeof *words, "key.words",
	                    N_("wubao key make, show, add FILE, list or drop"));
}

const struct cmd_def cmd_key = {
	.name = "key",
	.help = N_("The key this station signs with, and the keys of other stations it trusts."),
	.args = "make|show|add|list|drop [FILE]", .min_args = 1, .max_args = 2,
	.example = "wubao key make\nwubao key show > 甲站.pub\nwubao key add 乙站.pub --name 乙站",
	.text = N_("Keys and signatures are those of minisign, which can check them too. The "
		   "secret key is a file beside the database, for its owner alone, without a "
		   "password and in no backup: keep a copy where the paper of the recovery key "
		   "lies. Whose key a file is, only a voice you know tells: compare the line aloud "
		   "before you add it."),
	CMD_OPTS(opts), .station = true, .of = CMD_OF_BOTH, .run = run,
};
