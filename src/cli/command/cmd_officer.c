/* wubao officer: who may come in, by which key, in which role. SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "cli/answer.h"
#include "cli/cmd.h"
#include "cli/list_query.h"
#include "cli/out.h"
#include "core/conf.h"
#include "core/file.h"
#include "core/secret.h"
#include "core/sshkey.h"
#include "model/access/officer.h"
#include "model/lists.h"

enum { KEY_FILE_MAX = SSHKEY_MAX };

static const struct cmd_opt opts[] = {
	{"role", 0, "ROLE", "officer,head,auditor,reader",
	 N_("With add: the role; officer when left out.")},
	{"key", 0, "FILE", NULL,
	 N_("With add: the officer's public key (a file that ends in .pub).")},
	{"also", 0, NULL, NULL, N_("With key: keep the keys there are.")},
};

static enum rc list(struct cli *c) { return query_print(c, &officers_list, NULL, NULL); }

static enum rc sessions(struct cli *c) { return query_print(c, &sessions_list, NULL, NULL); }

/* The path the key file names: as installed, unless the program runs from elsewhere. */
static const char program[] = "/usr/bin/wubao";

/* Into the key file of sshd where this user may write it; else the whole file is the result, for
 * root to put there. */
static enum rc put_keys(struct cli *c, bool print) {
	const char *path = conf_text(station_conf(c->station), "station", "authorized_keys");
	struct str text = {0};
	enum rc rc = officer_key_file(c->station, &c->actor, program, &text, &c->err);

	if (rc == RC_OK && !print && access(path, W_OK) == 0) {
		rc = file_replace(path, str_text(&text), text.n, &c->err);
		if (rc == RC_OK)
			out_say(c, N_("{file} is written"), "file", path, NULL);
	} else if (rc == RC_OK) {
		if (!print)
			out_say(c, N_("as root, put these lines into {file}:"), "file", path, NULL);
		answer_text(c, str_text(&text));
	}
	str_clear(&text);
	return rc;
}

static enum rc take_key(struct cli *c, long long officer, const char *file, bool also) {
	struct str line = {0};
	char fingerprint[SSHKEY_FINGERPRINT];
	enum rc rc = file_read(file, KEY_FILE_MAX, &line, &c->err);

	if (rc == RC_OK)
		rc = officer_add_key(c->station, &c->actor, officer, str_text(&line), !also,
		                     fingerprint, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("key {fingerprint} is taken in"), "fingerprint", fingerprint, NULL);
	str_clear(&line);
	return rc == RC_OK ? put_keys(c, false) : rc;
}

static enum rc add(struct cli *c) {
	const char *role = cli_opt(c, "role"), *key = cli_opt(c, "key");
	struct officer o;
	enum rc rc;

	entity_init(&officer_def, &o);
	o.login = mem_strdup(c->args[1]);
	o.name = mem_strdup(c->args[2]);
	o.role = code_of(role ? role : "officer");
	rc = officer_save(c->station, &c->actor, &o, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("{name} ({login}) is an officer of this station now"), "name", o.name,
		        "login", o.login, NULL);
	if (rc == RC_OK && key)
		rc = take_key(c, o.rec.id, key, false);
	entity_clear(&officer_def, &o);
	return rc;
}

static enum rc key(struct cli *c) {
	struct officer o;
	enum rc rc = officer_find(c->station, &c->actor, c->args[1], &o, &c->err);

	if (rc == RC_OK)
		rc = take_key(c, o.rec.id, c->args[2], cli_opt(c, "also") != NULL);
	entity_clear(&officer_def, &o);
	return rc;
}

static enum rc keys(struct cli *c) { return put_keys(c, true); }

/* Change one field of an officer: role NULL leaves it, active too. */
static enum rc change(struct cli *c, const char *role, const char *active) {
	struct officer o;
	enum rc rc = officer_find(c->station, &c->actor, c->args[1], &o, &c->err);

	if (rc == RC_OK && role)
		o.role = strlen(role) < sizeof o.role.s ? code_of(role) : code_of("-");
	if (rc == RC_OK && active)
		o.active = code_of(active);
	if (rc == RC_OK)
		rc = officer_save(c->station, &c->actor, &o, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("{login}: saved"), "login", o.login, NULL);
	entity_clear(&officer_def, &o);
	return rc == RC_OK && active && station_is_shared(c->station) ? put_keys(c, false) : rc;
}

static enum rc set_role(struct cli *c) { return change(c, c->args[2], NULL); }

static enum rc disable(struct cli *c) { return change(c, NULL, "no"); }

static enum rc enable(struct cli *c) { return change(c, NULL, "yes"); }

/* One's own, or with a login another's. Typed twice at a terminal, one line of standard input
 * without one. */
static enum rc password(struct cli *c) {
	char one[SECRET_MAX + 2] = "", two[SECRET_MAX + 2] = "";
	long long officer = c->actor.officer;
	struct officer o;
	enum rc rc = RC_OK;

	entity_init(&officer_def, &o);
	if (c->arg_count > 1)
		rc = officer_find(c->station, &c->actor, c->args[1], &o, &c->err);
	if (rc == RC_OK && o.rec.id)
		officer = o.rec.id;
	if (rc == RC_OK &&
	    (!out_read_secret(c, tr(N_("New password (blank: none): ")), one, sizeof one) ||
	     (isatty(STDIN_FILENO) && !out_read_secret(c, tr(N_("Once more: ")), two, sizeof two))))
		rc = err_set(&c->err, RC_CANCELLED, "password.stopped",
		             N_("Stopped; nothing was written"), NULL);
	if (rc == RC_OK && isatty(STDIN_FILENO) && strcmp(one, two) != 0)
		rc = err_set(&c->err, RC_INVALID, "password.differ",
		             N_("The two were not the same; nothing was changed"), NULL);
	if (rc == RC_OK)
		rc = officer_set_password(c->station, &c->actor, officer, one, &c->err);
	if (rc == RC_OK)
		out_say(c, *one ? N_("the password is set") : N_("there is no password now"), NULL);
	secret_wipe(one, sizeof one);
	secret_wipe(two, sizeof two);
	entity_clear(&officer_def, &o);
	return rc;
}

static enum rc run(struct cli *c) {
	static const struct cmd_word words[] = {
		{"list", 0, 0, list}, {"add", 2, 2, add}, {"key", 2, 2, key}, {"keys", 0, 0, keys},
		{"role", 2, 2, set_role},     {"disable", 1, 1, disable}, {"enable", 1, 1, enable},
		{"password", 0, 1, password}, {"sessions", 0, 0, sessions},
	};

	return cli_run_word(c, words, sizeof words / sizeof *words, "officer.word",
	                    N_("wubao officer wants: list; add LOGIN NAME; key LOGIN FILE; keys; "
	                       "role LOGIN ROLE; disable LOGIN; enable LOGIN; password; sessions"));
}

const struct cmd_def cmd_officer = {
	.name = "officer",
	.help = N_("Officers of the station: who may come in, by which key, in which role."),
	.args = "WORD [LOGIN] [NAME|FILE|ROLE]", .min_args = 1, .max_args = 3,
	.example = "wubao officer list\nwubao officer add zhang 张干事 --key zhang.pub\n"
	           "wubao officer key zhang new.pub\n"
	           "wubao officer keys > /etc/wubao/authorized_keys\n"
	           "wubao officer role zhang head\nwubao officer disable zhang\n"
	           "wubao officer password\nwubao officer sessions",
	.text = N_("WORD is list, add, key, keys, role, disable, enable, password or sessions (who "
	           "is in). Everything but one's own password is the head's. A key lets its "
	           "officer start wubao and nothing else; a new one takes the place of the old."),
	CMD_OPTS(opts), .station = true, .of = CMD_OF_BOTH, .run = run,
};
