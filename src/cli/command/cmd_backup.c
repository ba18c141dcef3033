/* wubao backup, wubao restore: the station in one file, and back. SPDX-License-Identifier: MIT */
#include "cli/answer.h"
#include "cli/cmd.h"
#include "cli/key_values.h"
#include "cli/list_query.h"
#include "cli/out.h"
#include "core/clock.h"
#include "core/file.h"
#include "core/pack/recovery_key.h"
#include "core/secret.h"
#include "model/station/backup.h"
#include "model/station/restore.h"

enum { KEY_TEXT_MAX = 4096, STEP_MS = 200, TRIES = 3 };

/* ---- backup ---- */

static const struct cmd_opt backup_opts[] = {
	{"to", 0, "FOLDER", NULL,
	 N_("A second copy into this folder, on a stick or another disk; else the folder of the "
	    "settings.")},
};

static enum rc make(struct cli *c) {
	struct backup_run *r = NULL;
	struct key_values f = {NULL, 0};
	bool done = false;
	enum rc rc = backup_run_begin(&r, c->station, &c->actor, cli_opt(c, "to"), false, &c->err);

	while (rc == RC_OK && !done) {
		rc = backup_run_step(r, STEP_MS, &done, &c->err);
		out_progress(c, rc == RC_OK ? backup_run_percent(r) : 0, 100);
	}
	out_progress_end(c);
	if (rc == RC_OK && c->json) {
		key_values_add(&f, "file", "", backup_run_path(r));
		key_values_add(&f, "second", "", backup_run_second(r));
		answer_facts(c, NULL, &f);
	} else if (rc == RC_OK) {
		answer_text(c, backup_run_path(r));
		answer_text(c, "\n");
	}
	if (rc == RC_OK && backup_run_damaged(r))
		out_say(c, N_("Backup made, with {n} damaged records in it: the newest good one "
		              "before it is kept."), "n", NUM(backup_run_damaged(r)), NULL);
	if (rc == RC_OK && backup_run_second(r))
		out_say(c, N_("copied to {file} and read back: the stick may be taken out"), "file",
		        backup_run_second(r), NULL);
	if (rc == RC_OK && backup_run_second_failed(r)) {
		c->err = *backup_run_second_failed(r);
		rc = c->err.rc;
	}
	key_values_clear(&f);
	backup_run_end(r);
	return rc;
}

/* That it was written down, not that it was seen. */
static bool written_down(const struct cli *c, const char *text) {
	unsigned char r;
	char question[160], typed[32];
	int group;

	random_bytes(&r, 1);
	group = r % RECOVERY_GROUPS;
	text_fill(question, sizeof question,
	          tr(N_("Type group {n} from the paper: ")), "n", NUM(group + 1), NULL);
	for (int i = 0; i < TRIES; i++) {
		if (!out_read_secret(c, question, typed, sizeof typed))
			return false;
		if (strncasecmp(str_trim(typed), text + group * (RECOVERY_GROUP + 1),
		                RECOVERY_GROUP) == 0)
			return true;
	}
	return false;
}

static enum rc make_key(struct cli *c) {
	unsigned char key[PACK_KEY], secret[PACK_KEY];
	char text[RECOVERY_BUF];
	enum rc rc = station_may(c->station, &c->actor, ACT_OFFICERS, &c->err);

	if (rc != RC_OK)
		return rc;
	if (backup_key(c->station, key)) {
		out_say(c, N_("there is a recovery key already: older backups stay sealed to it, "
		              "keep its paper"), NULL);
		if (!c->yes && !(out_has_person(c) && out_ask(tr(N_("Make another key?")))))
			return err_set(&c->err, RC_CANCELLED, "backup.key-kept",
			               N_("The recovery key stays as it is (--yes makes another)."), NULL);
	}
	recovery_make(key, secret);
	recovery_text(secret, text);
	secret_wipe(secret, sizeof secret);
	out_say(c, N_("write this down on paper, now; it is shown once, and nobody can make it again:"),
	        NULL);
	for (int g = 0; g < RECOVERY_GROUPS; g++) {
		char line[32];

		snprintf(line, sizeof line, "%2d %.4s%s", g + 1, text + 5 * g,
		         g % 3 == 2 ? "\n" : "    ");
		answer_text(c, line);
	}
	fflush(stdout);
	if (out_has_person(c) && !c->json && !written_down(c, text))
		rc = err_set(&c->err, RC_CANCELLED, "backup.key-unread",
		             N_("That is not the group: no key was set. Begin again."), NULL);
	secret_wipe(text, sizeof text);
	if (rc == RC_OK)
		rc = backup_set_key(c->station, &c->actor, key, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("backups are sealed to this key from now on"), NULL);
	return rc;
}

static enum rc run_backup(struct cli *c) {
	if (c->arg_count == 0)
		return make(c);
	if (strcmp(c->args[0], "key") == 0 && !cli_opt(c, "to"))
		return make_key(c);
	return cli_usage(c, "backup.words",
	                 N_("wubao backup makes one; wubao backup key makes the recovery key"), NULL);
}

const struct cmd_def cmd_backup = {
	.name = "backup",
	.help = N_("Make a backup of everything, or the key that backups are sealed to."),
	.args = "[key]", .max_args = 1,
	.example = "wubao backup\nwubao backup --to /media/stick\nwubao backup key\nwubao list backups",
	.text = N_("One file in the folder backup beside the database: database, settings and "
	           "attached files, checked; no drafts, nothing of the folder out. 7 of days, 4 of "
	           "weeks and 12 of months are kept, and what an update copied for as long. "
	           "Without a key whoever has the file can read it; with one only who has the "
	           "paper. A sealed or erased person stands in backups made before until these age "
	           "out, the last within 12 months; copies on sticks are aged out when the next "
	           "copy goes there."),
	CMD_OPTS(backup_opts), .station = true, .of = CMD_OF_BOTH, .run = run_backup,
};

/* ---- restore ---- */

static const struct cmd_opt restore_opts[] = {
	{"check", 0, NULL, NULL, N_("Only rehearse: unpack, check, and say what would be lost.")},
	{"key-file", 0, "FILE", NULL, N_("Read the recovery key from FILE instead of asking for it.")},
	{"unit", 0, "NAME", NULL, N_("The unit whose document stands for a second person, where "
	                             "the station has one officer.")},
	{"document", 0, "NUMBER", NULL, N_("The number of its document.")},
	{"reason", 0, "TEXT", NULL, N_("Why; it is logged.")},
};

/* The key of a sealed file, typed again until its groups are right. */
static enum rc read_key(struct cli *c, unsigned char secret[PACK_KEY], bool *sealed) {
	const char *path = cli_opt(c, "key-file");
	struct pack_in *p = NULL;
	struct str text = {0};
	char typed[256];
	enum rc rc = pack_open(&p, c->args[0], &c->err);

	*sealed = rc == RC_OK && pack_sealed_to(p) != NULL;
	if (*sealed && path) {
		rc = file_read(path, KEY_TEXT_MAX, &text, &c->err);
		if (rc == RC_OK)
			rc = recovery_parse(str_text(&text), secret, &c->err);
	} else if (*sealed) {
		for (int i = 0; i < TRIES; i++) {
			if (!out_read_secret(c, tr(N_("Recovery key: ")), typed, sizeof typed))
				typed[0] = '\0';
			rc = recovery_parse(typed, secret, &c->err);
			if (rc == RC_OK || !out_has_person(c))
				break;
			out_error(c, &c->err);
		}
	}
	if (text.s)
		secret_wipe(text.s, text.n);
	secret_wipe(typed, sizeof typed);
	str_clear(&text);
	pack_close(p);
	return rc;
}

/* The station that stands there, if one can be opened: c->station stays NULL where there is none,
 * or one too damaged to ask. */
static enum rc open_there(struct cli *c) {
	const struct station_options opt = {.db = c->db, .ini = c->ini, .read_only = c->read_only};
	enum rc rc = station_open(&c->station, &opt, &c->err);

	if (rc == RC_NOT_FOUND || rc == RC_CORRUPT) {
		c->station = NULL;
		c->err = (struct err){0};
		return RC_OK;
	}
	return rc == RC_OK ? cli_identify(c) : rc;
}

static void print_news(struct cli *c, const struct restore_news *n) {
	struct key_values f = {NULL, 0};
	char when[20];

	key_values_add(&f, "file", N_("The file"), c->args[0]);
	key_values_add(&f, "made", N_("Made"), clock_format_ms(n->made_at, when));
	key_values_add(&f, "sound", N_("Backup"), tr(N_("sound")));
	if (n->damaged)
		key_values_add_int(&f, "damaged", N_("Damaged records in it"), n->damaged);
	if (n->known) {
		key_values_add_int(&f, "lost", N_("Audit entries not in it"), n->lost);
		key_values_add(&f, "first", N_("from"), n->lost ? clock_format_ms(n->first, when) : "");
		key_values_add(&f, "last", N_("to"), n->lost ? clock_format_ms(n->last, when) : "");
		key_values_add(&f, "officers", N_("Officers"), str_text(&n->who));
		key_values_add(&f, "kinds", N_("What they were"), str_text(&n->what));
	}
	key_values_print(c, &f);
	key_values_clear(&f);
	if (n->apart)
		out_say(c, N_("the station was restored from an older backup since this one was made"),
		        NULL);
}

static enum rc rehearse(struct cli *c, const unsigned char *secret) {
	struct restore_news n = {0};
	struct restore *r = NULL;
	enum rc rc;

	if (c->station) {
		rc = restore_rehearse(c->station, &c->actor, c->args[0], secret, &n, &c->err);
	} else {
		rc = restore_open(&r, c->db, c->args[0], secret, &c->err);
		if (rc == RC_OK)
			rc = restore_compare(r, NULL, &n, &c->err);
		restore_close(r);
	}
	if (rc == RC_OK)
		print_news(c, &n);
	restore_news_clear(&n);
	return rc;
}

static enum rc take_back(struct cli *c, struct restore *r, const struct restore_news *n) {
	char *login = c->actor.login ? mem_strdup(c->actor.login) : cli_user_login(), *kept = NULL;
	struct approval ask;
	enum rc rc = RC_OK;

	cli_read_request(c, &ask);
	if (c->station)
		TRY(restore_need(c->station, &c->actor, c->args[0], &ask, &c->err));
	print_news(c, n);
	if (c->station && !c->yes && !(out_has_person(c) && out_ask(tr(N_("Restore this one?"))))) {
		rc = err_set(&c->err, RC_CANCELLED, "restore.stopped",
		             N_("Nothing was restored (--yes restores without asking)."), NULL);
		goto out;
	}
	rc = restore_finish(r, &c->station, login, n, &kept, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("restored"), NULL);
	if (rc == RC_OK && kept)
		out_say(c, N_("what stood there before is kept in {folder}"), "folder", kept, NULL);
out:
	entity_clear(&approval_def, &ask);
	free(login);
	free(kept);
	return rc;
}

static enum rc run_restore(struct cli *c) {
	unsigned char secret[PACK_KEY];
	struct restore_news n = {0};
	struct restore *r = NULL;
	bool sealed = false;
	const unsigned char *key = secret;
	enum rc rc;

	TRY(file_make_parents(c->db, &c->err));
	TRY(open_there(c));
	TRY(read_key(c, secret, &sealed));
	key = sealed ? secret : NULL;
	if (cli_opt(c, "check")) {
		rc = rehearse(c, key);
		goto out;
	}
	TRY(restore_open(&r, c->db, c->args[0], key, &c->err));
	TRY(restore_compare(r, c->station, &n, &c->err));
	rc = take_back(c, r, &n);
out:
	secret_wipe(secret, sizeof secret);
	restore_close(r);
	restore_news_clear(&n);
	return rc;
}

const struct cmd_def cmd_restore = {
	.name = "restore",
	.help = N_("Put a backup in the station's place, or rehearse it; the head and a second person."),
	.args = "FILE", .min_args = 1, .max_args = 1,
	.example = "wubao restore --check backup/2026-11-30-170000.wubao\n"
	           "wubao --db /var/lib/wubao/station.db restore /media/stick/2026-11-30-170000.wubao",
	.text = N_("All of it is unpacked beside the database and checked before anything is "
	           "touched. What stood there is kept in a folder before-restore with the day and "
	           "time. It begins when all are out. Over a station that is in use it wants a "
	           "reason and a second person, as wubao unseal; on a new machine, or where the "
	           "database cannot be read, nobody is asked but the key. Killed at any point, the "
	           "next start finishes it. Today then tells the head what is not in it."),
	CMD_OPTS(restore_opts), .run = run_restore,
};
