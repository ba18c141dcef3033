/* wubao init: a new station. SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/county/county.h"
#include "cli/key_values.h"
#include "cli/out.h"
#include "core/file.h"
#include "core/utf8.h"
#include "model/station/station.h"

enum { NAME_MAX_LEN = 60 };

static const struct cmd_opt opts[] = {
	{"station", 0, "NAME", NULL,
	 N_("Name of the station, as it stands on the return to the county.")},
	{"officer", 0, "NAME", NULL, N_("Your name as shown; else that of the Unix user.")},
	{"login", 0, "LOGIN", NULL, N_("Login of the head; else that of the Unix user.")},
	{"mode", 0, "MODE", "single,station",
	 N_("single: one person on one machine. station: several officers, each with a key.")},
};

/* A name typed at the terminal, into buf. */
static const char *ask_name(char *buf, size_t size) {
	out_text(stderr, tr(N_("Name of the station: ")));
	fflush(stderr);
	if (!fgets(buf, (int)size, stdin))
		return NULL;
	buf[strcspn(buf, "\n")] = '\0';
	return str_trim(buf);
}

static void print(struct cli *c, const char *what, const char *name, const char *officer) {
	struct key_values f = {NULL, 0};

	key_values_add(&f, "station", what, name);
	key_values_add(&f, "db", N_("Database"), c->db);
	key_values_add(&f, "ini", N_("Settings"), c->ini);
	key_values_add(&f, "head", N_("Head"), officer);
	key_values_print(c, &f);
	key_values_clear(&f);
}

enum rc cli_make_database(struct cli *c, const char *name, bool county) {
	struct station_options opt = {.db = c->db, .ini = c->ini, .mode = cli_opt(c, "mode"),
	                              .county = county};
	const char *officer = cli_opt(c, "officer"), *chosen = cli_opt(c, "login");
	char typed[256], *login = chosen ? mem_strdup(chosen) : cli_user_login();
	char *full = officer ? mem_strdup(officer) : cli_user_name();
	enum rc rc = RC_OK;

	if (!name && out_has_person(c))
		name = ask_name(typed, sizeof typed);
	if (!name || !name[strspn(name, " \t")])
		rc = county ? cli_usage(c, "init.name", N_("Give the county a name: --county NAME"), NULL)
		            : cli_usage(c, "init.name", N_("Give the station a name: --station NAME"), NULL);
	else if (utf8_count(name) > NAME_MAX_LEN)
		rc = cli_usage(c, "init.long", N_("The name of the station is longer than {n} "
		                                  "characters"), "n", "60", NULL);
	if (rc == RC_OK && !cli_opt(c, "db"))
		rc = file_make_parents(c->db, &c->err);
	if (rc == RC_OK)
		rc = station_init(&opt, name, login, full, &c->err);
	if (rc == RC_OK) {
		print(c, county ? N_("County") : N_("Station"), name, full);
		out_say(c, county ? N_("the county is ready; next: wubao key make, wubao county station add")
		                  : N_("the station is ready; next: wubao import FILE takes in the "
		                       "roster, wubao opens the screens"), NULL);
	}
	free(login);
	free(full);
	return rc;
}

static enum rc run(struct cli *c) { return cli_make_database(c, cli_opt(c, "station"), false); }

const struct cmd_def cmd_init = {
	.name = "init", .help = N_("Make a new station: database and settings."), .args = "",
	.example = "wubao init --station 示范镇\n"
	           "wubao --db /srv/station.db init --station 示范镇 --no-input",
	.text = N_("The Unix user becomes its head. A database that is already there is never "
	           "touched."),
	CMD_OPTS(opts), .run = run,
};
