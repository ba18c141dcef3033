/* Who is there: the Unix user, or the officer whose key sshd let in (rule 11.13).
 * SPDX-License-Identifier: MIT */
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "core/conf.h"
#include "core/file.h"
#include "core/sshkey.h"
#include "model/access/officer.h"
#include "model/station/station.h"

/* --officer is believed only from the one who owns the data: sshd's forced command runs as that
 * user. */
static enum rc who(struct cli *c, char **login) {
	const char *named = cli_global(c, "officer");
	struct stat st;

	if (!station_is_shared(c->station)) {
		if (named)
			return err_set(&c->err, RC_DENIED, "officer.single",
			               N_("--officer is for a station with several officers (mode "
			                  "= station in its settings)"), NULL);
		*login = cli_user_login();
		return RC_OK;
	}
	if (stat(station_db_path(c->station), &st) != 0 || st.st_uid != getuid())
		return err_set(&c->err, RC_DENIED, "officer.owner",
		               N_("In this station officers come in by their own key: ssh to the "
		                  "user who owns the data"), NULL);
	if (!named)
		return err_set(&c->err, RC_DENIED, "officer.unnamed",
		               N_("Name the officer: --officer LOGIN. In the key file of sshd it "
		                  "stands before each key"), NULL);
	*login = mem_strdup(named);
	return RC_OK;
}

/* sshd (ExposeAuthInfo yes) names a file with the key that let the session in: "publickey
 * ssh-ed25519 AAAA...". */
static enum rc check_key(struct cli *c) {
	const char *path = getenv("SSH_USER_AUTH");
	struct sshkey *key = mem_zalloc(1, sizeof *key);
	struct str text = {0};
	enum rc rc = RC_OK;

	if (station_is_shared(c->station) && path &&
	    file_read(path, sizeof key->text + 64, &text, NULL) == RC_OK) {
		static const char word[] = "publickey ";
		const char *line = str_text(&text);

		text.s[strcspn(line, "\n")] = '\0';
		if (strncmp(line, word, sizeof word - 1) == 0 &&
		    sshkey_parse(line + sizeof word - 1, key, NULL) == RC_OK) {
			c->key = mem_strdup(key->fingerprint);
			c->actor.key = c->key;
			rc = officer_check_key(c->station, &c->actor, c->key, &c->err);
		}
	}
	str_clear(&text);
	free(key);
	return rc;
}

enum rc cli_identify(struct cli *c) {
	char *login = NULL;
	enum rc rc = who(c, &login);

	if (rc == RC_OK)
		rc = station_actor(c->station, login, c->cmd ? "cli" : "ui", &c->actor, &c->err);
	if (rc == RC_OK)
		rc = check_key(c);
	free(login);
	return rc;
}

/* What an officer may ask for with `ssh wubao@station WORDS`, matched whole. Nothing of it ever
 * reaches a shell. */
static bool is_fetch(const char *words) {
	static const char word[] = "fetch ";
	const char *digits = words + sizeof word - 1;
	size_t n = strncmp(words, word, sizeof word - 1) == 0 ? strspn(digits, "0123456789") : 0;

	return n >= 1 && n <= 9 && digits[n] == '\0';
}

enum rc cli_forced(struct cli *c) {
	const char *words = getenv("SSH_ORIGINAL_COMMAND");

	if (c->cmd || !cli_global(c, "officer") || !words || !*words)
		return RC_OK;
	if (strcmp(words, "import") == 0) {
		c->cmd = &cmd_import;
		cli_add_arg(c, "-");
	} else if (strcmp(words, "attach") == 0) {
		c->cmd = &cmd_attach;
		cli_add_arg(c, "-");
	} else if (is_fetch(words)) {
		c->cmd = &cmd_fetch;
		cli_add_arg(c, strchr(words, ' ') + 1);
	} else {
		return err_set(&c->err, RC_DENIED, "ssh.words",
			N_("Over this line the station takes `import` and `attach` with a file on "
		           "standard input, and `fetch NUMBER`; nothing else is run"),
			NULL);
	}
	c->forced = c->no_input = true;
	return RC_OK;
}
