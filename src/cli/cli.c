/* From words to a command or the screens, and from an error to an exit status.
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <errno.h>
#include <sysexits.h>
#include <unistd.h>

#include "cli/answer.h"
#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/table.h"
#include "core/clock.h"
#include "core/conf.h"
#include "core/file.h"
#include "core/mem.h"
#include "model/station/clock.h"
#include "model/station/station.h"

static enum rc set_today(struct cli *c) {
	const char *word = cli_opt(c, "today");
	struct date d;
	char text[DATE_BUF];

	if (!word)
		return RC_OK;
	if (!date_parse_iso(word, &d))
		return cli_usage(c, "option.today",
		               N_("--today wants a day that exists, like 2026-10-31"), NULL);
	clock_set_today(d);
	if (c->cmd && !c->json) /* every screen says so at its top, every document in its head */
		out_say(c, N_("today is taken to be {day}"), "day", date_format(d, text), NULL);
	return RC_OK;
}

static enum rc find_files(struct cli *c) {
	const char *db = cli_opt(c, "db"), *ini = cli_opt(c, "config");

	if (db && !*db)
		return cli_usage(c, "option.db", N_("--db wants the name of a file"), NULL);
	c->db = db ? mem_strdup(db) : cli_default_db();
	c->ini = ini ? mem_strdup(ini) : cli_ini_of(c->db);
	if (ini && access(ini, R_OK) != 0 && !(c->cmd && !c->cmd->station))
		return file_error(&c->err, ini, errno);
	return RC_OK;
}

enum rc cli_whose(struct cli *c, enum cmd_of of, const char *name) {
	bool county = station_is_county(c->station);

	if (of == CMD_OF_BOTH || county == (of == CMD_OF_COUNTY))
		return RC_OK;
	return county ? err_set(&c->err, RC_USAGE, "county.only",
	                        N_("This is a county's database: {name} is for a station's. See wubao help county."),
	                        "name", name, NULL)
	              : err_set(&c->err, RC_USAGE, "county.none",
	                        N_("This is a station's database. A county has its own: wubao --db "
	                           "FILE county init --county NAME"), NULL);
}

static enum rc open_station(struct cli *c, bool lang_chosen) {
	struct station_options opt = {.db = c->db, .ini = c->ini, .read_only = c->read_only};
	enum lang lang;
	struct err low;
	enum rc rc;

	if (!cli_opt(c, "db") && access(c->db, F_OK) != 0 && errno == ENOENT)
		return err_set(&c->err, RC_NOT_FOUND, "station.none",
		               N_("There is no station at {file} yet: make one with wubao init "
		                  "--station NAME"), "file", c->db, NULL);
	rc = station_open(&c->station, &opt, &c->err);
	if (rc != RC_OK)
		return rc;
	if (!lang_chosen &&
	    tr_parse_lang(conf_text(station_conf(c->station), "display", "lang"), &lang))
		tr_set_lang(lang);
	if (c->cmd && !station_has_room(c->station, &low)) /* the screens say so themselves */
		out_say(c, "{text}", "text", low.text, NULL);
	rc = cli_identify(c);
	if (rc == RC_OK)
		rc = cli_door(c);
	return rc == RC_OK && c->cmd ? cli_whose(c, c->cmd->of, c->cmd->name) : rc;
}

static enum rc run_screens(struct cli *c, bool lang_chosen) {
	enum rc rc;

	if (c->no_input || !c->screens || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		cli_help(c, NULL, stderr);
		c->err.text[0] = '\0';
		return RC_USAGE;
	}
	rc = find_files(c);
	if (rc == RC_OK)
		rc = open_station(c, lang_chosen);
	return rc == RC_OK ? cli_run_session(c) : rc;
}

static bool opens(const struct cli *c) {
	return c->cmd->station &&
	       !(c->cmd->makes && c->arg_count && strcmp(c->args[0], c->cmd->makes) == 0);
}

static enum rc run_command(struct cli *c, bool lang_chosen) {
	enum rc rc = find_files(c);

	if (rc == RC_OK && opens(c))
		rc = open_station(c, lang_chosen);
	if (rc != RC_OK)
		return rc;
	cli_confine(c);
	rc = c->cmd->run(c);
	return rc == RC_OK ? table_finish(c, &c->err) : rc;
}

static enum rc run(struct cli *c, int argc, char *const *argv) {
	bool lang_chosen = cli_choose_lang(argc, argv);
	enum rc rc;

	if (!out_holds_chinese()) {
		tr_set_lang(LANG_EN);
		lang_chosen = true;
	}
	out_progress_begin();
	rc = cli_parse(c, argc, argv);
	if (rc != RC_OK)
		return rc;
	if (cli_opt(c, "version")) {
		answer_text(c, "wubao " WUBAO_VERSION "\n");
		return RC_OK;
	}
	if (cli_opt(c, "help")) {
		cli_help(c, c->cmd, stdout);
		return RC_OK;
	}
	rc = cli_forced(c);
	if (rc == RC_OK)
		rc = set_today(c);
	if (rc != RC_OK)
		return rc;
	return c->cmd ? run_command(c, lang_chosen) : run_screens(c, lang_chosen);
}

int cli_main(struct cli *c, int argc, char *const *argv) {
	struct answer answer = {.to_output = false};
	struct err late = {.text = ""};
	enum rc rc;
	int status;
	bool went;

	c->answer = &answer;
	rc = answer_end(c, run(c, argc, argv));
	status = rc == RC_OK ? c->status : err_exit_status(rc);
	went = rc == RC_OK;
	out_progress_end(c);
	if (!went)
		out_error(c, &c->err);
	rc = out_finish(&late);
	if (rc != RC_OK && went && c->station && station_saves(c->station)) {
		(void)err_set(&late, rc, "out.saved",
		              N_("What was asked is saved. Only the answer could not be written to "
		                 "standard output: do not enter it again."), NULL);
		status = EXIT_SAVED;
	} else if (rc != RC_OK && status == EX_OK) {
		status = err_exit_status(rc);
	} else {
		late.text[0] = '\0';
	}
	out_error(c, &late);
	answer_clear(&answer);
	cli_clear(c);
	return status;
}

void cli_clear(struct cli *c) {
	station_close(c->station);
	c->station = NULL;
	free(c->values);
	free(c->args);
	free(c->key);
	free(c->db);
	free(c->ini);
	c->values = NULL;
	c->args = NULL;
	c->key = NULL;
	c->db = c->ini = NULL;
	c->value_count = c->arg_count = 0;
}
