/* wubao audit: is the chain whole, who did what, who looked at one person's file.
 * SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/key_values.h"
#include "cli/list_query.h"
#include "core/file.h"
#include "model/access/audit.h"
#include "model/lists.h"

enum { ANCHOR_FILE_MAX = 16 << 20 };

static const struct cmd_opt opts[] = {
	{"anchors", 0, "FILE", NULL,
	 N_("With verify: a month's return; the audit must be the one it was made from.")},
	{"head", 0, "NUMBER:HASH", NULL,
	 N_("With verify: a head as it stands on a printed page; 8 digits of the hash are enough.")},
	{"of", 0, "LOGIN", NULL, N_("With log: this officer's entries.")},
	{"action", 0, "TEXT", NULL,
	 N_("With log: actions that begin so, like reveal, export or test.")},
	{"from", 0, "DATE", NULL, N_("With log and who: from this day on.")},
	{"to", 0, "DATE", NULL, N_("With log and who: up to this day.")},
	{"limit", 0, "COUNT", NULL, N_("With log and who: the newest so many; 100, 0 for all.")},
};

static enum rc check_anchors(struct cli *c, struct key_values *f) {
	const char *path = cli_opt(c, "anchors");
	struct str text = {0};
	long long good = 0;
	enum rc rc = path ? file_read(path, ANCHOR_FILE_MAX, &text, &c->err) : RC_OK;

	if (rc == RC_OK && path)
		rc = audit_check_anchors(c->station, &c->actor, str_text(&text), &good, &c->err);
	if (rc == RC_OK && path)
		key_values_add_int(f, "anchors", N_("Anchors that fit"), good);
	str_clear(&text);
	return rc;
}

enum rc cli_verify_audit(struct cli *c, struct key_values *f) {
	struct audit_holds holds;
	long long rows = 0, seq = 0;
	char hex[65] = "";
	enum rc rc;

	TRY(station_verify(c->station, &c->actor, &rows, &c->err));
	TRY(audit_check_all(c->station, &c->actor, &holds, &c->err));
	TRY(station_audit_head(c->station, &seq, hex, &c->err));
	key_values_add_int(f, "audit_rows", N_("Audit rows"), rows);
	key_values_add(f, "audit_head", N_("Audit head"), hex);
	key_values_add_int(f, "audit_sent", N_("Months sent that fit it"), holds.sent);
	key_values_add_int(f, "audit_backups", N_("Backups that fit it"), holds.backups);
	key_values_add_int(f, "audit_records", N_("Records with their entry"), holds.records);
	key_values_add(f, "audit", N_("Audit chain"), tr(N_("whole")));
out:
	return rc;
}

static enum rc verify(struct cli *c) {
	struct key_values f = {NULL, 0};
	enum rc rc = cli_verify_audit(c, &f);

	if (rc == RC_OK && cli_opt(c, "head"))
		rc = audit_check_typed(c->station, &c->actor, cli_opt(c, "head"), &c->err);
	if (rc == RC_OK)
		rc = check_anchors(c, &f);
	if (rc == RC_OK)
		key_values_print(c, &f);
	key_values_clear(&f);
	return rc;
}

/* The newest so many: 100, and all for 0. */
static enum rc print(struct cli *c, struct list_query *q) {
	enum { NEWEST = 100 };
	const char *limit = cli_opt(c, "limit");
	char *end = NULL;
	enum rc rc = query_day(c, "from", &q->from);

	if (rc == RC_OK)
		rc = query_day(c, "to", &q->to);
	q->action = cli_opt(c, "action");
	q->limit = limit ? strtoul(limit, &end, 10) : NEWEST;
	if (rc == RC_OK && limit && (*end || end == limit || *limit == '-'))
		rc = cli_usage(c, "option.count", N_("--limit wants a number"), NULL);
	if (rc != RC_OK)
		return rc;
	return query_print(c, &audit_list, q,
	                   "seq,time,officer,role,action,table,record,result,reason,fields,detail,kind,to");
}

static enum rc log_rows(struct cli *c) {
	return print(c, &(struct list_query){.officer = cli_opt(c, "of")});
}

static enum rc who(struct cli *c) {
	struct list_query q = {0};
	enum rc rc = audit_find_person(c->station, &c->actor, c->args[1], &q.person, &c->err);

	return rc == RC_OK ? print(c, &q) : rc;
}

static enum rc run(struct cli *c) {
	static const struct cmd_word words[] = {{"verify", 0, 0, verify}, {"log", 0, 0, log_rows},
	                                        {"who", 1, 1, who}};

	return cli_run_word(c, words, sizeof words / sizeof *words, "audit.word",
	                    N_("wubao audit wants: verify; log; who NUMBER"));
}

const struct cmd_def cmd_audit = {
	.name = "audit",
	.help = N_("Verify the audit chain; read who did what, and who looked at a file."),
	.args = "verify|log|who [NUMBER]", .min_args = 1, .max_args = 2,
	.example = "wubao audit verify\nwubao audit verify --anchors 2026-10.csv\n"
	           "wubao audit verify --head 812:7e9026f6\n"
	           "wubao audit log --action reveal --limit 20\nwubao audit who 00012",
	.text = N_("who also names every print, export, list of contents and fetch that held the "
	           "person: what of them, for whom and what for. A broken chain shows that rows "
	           "were changed behind the program's back; a whole one does not prove the "
	           "opposite. verify also asks the months that were sent, the backups that lie "
	           "here or at the second place and are not sealed, and every record: each must "
	           "have its entry, and each entry its record. The auditor reads every entry, "
	           "others their own; none holds what a record says. Nothing ever takes an entry "
	           "away, so the audit is kept as long as the database, which is three years at "
	           "least. While the database can only be read, looks go to audit.spool beside it "
	           "and are taken in when it is next opened for writing; one that was changed or "
	           "is another's is kept whole as audit.spool.broken. Of a list shown in that time "
	           "it says that it was shown, not whom it held."),
	CMD_OPTS(opts), .station = true, .of = CMD_OF_BOTH, .run = run,
};
