/* The password at the door of every command (rule 11.29); the screens have a lock of their own.
 * SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "cli/cmd.h"
#include "cli/out.h"
#include "core/conf.h"
#include "core/secret.h"
#include "model/access/officer.h"
#include "model/station/station.h"

/* No byte more than the first line, where it comes from a pipe: what follows is the command's. */
static bool read_line(char *buf, size_t size) {
	size_t n = 0;
	char c;

	while (read(STDIN_FILENO, &c, 1) == 1 && c != '\n')
		if (n + 1 < size)
			buf[n++] = c;
	buf[n] = '\0';
	return n > 0;
}

static enum rc ask(struct cli *c) {
	char typed[SECRET_MAX + 2] = "";
	enum rc rc = RC_OK;

	if (c->no_input || !(isatty(STDIN_FILENO)
	                             ? out_read_secret(c, tr(N_("Password: ")), typed, sizeof typed)
	                             : read_line(typed, sizeof typed)))
		rc = err_set(&c->err, RC_DENIED, "door.password",
		             N_("A password is set for {login}: it is asked for before anything is shown, so this needs a terminal, or the password as the first line of standard input."),
		             "login", c->actor.login, NULL);
	if (rc == RC_OK)
		rc = officer_check_password(c->station, &c->actor, typed, &c->err);
	secret_wipe(typed, sizeof typed);
	return rc;
}

enum rc cli_door(struct cli *c) {
	bool has = officer_has_password(c->station, &c->actor);
	bool two = conf_bool(station_conf(c->station), "access", "two_factors");

	if (two && station_is_shared(c->station) && !c->actor.key)
		return err_set(&c->err, RC_DENIED, "door.key",
		               N_("This station asks for a key and a password: come in over ssh, by your key."),
		               NULL);
	if (!c->cmd)
		return RC_OK; /* the screens ask themselves, and whoever has none sets one there */
	if (two && c->forced)
		return err_set(&c->err, RC_DENIED, "door.forced",
		               N_("This station asks for a key and a password, and over this line no password can be asked: files go in and out at a terminal."),
		               NULL);
	if (two && !has)
		return err_set(&c->err, RC_DENIED, "door.none",
		               N_("This station asks for a key and a password: start wubao once without a command and set one."),
		               NULL);
	return has && !c->forced ? ask(c) : RC_OK;
}
