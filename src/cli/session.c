/* A run of the screens as a session: logged, and in a station the only one of its officer. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/table.h"
#include "core/clock.h"
#include "core/conf.h"
#include "core/file.h"
#include "core/process.h"
#include "model/access/session.h"

enum { WORD_MAX = 128, WAIT_MS = 3000, STEP_MS = 50 };

/* One short line out of /proc; "" when it cannot be read. */
static void read_word(const char *path, char out[WORD_MAX]) {
	FILE *f = fopen(path, "re");

	if (!f || !fgets(out, WORD_MAX, f))
		out[0] = '\0';
	if (f)
		fclose(f);
	out[strcspn(out, "\n")] = '\0';
}

/* A number of a process says nothing after the machine was started again, and may have gone to another program. */
static bool is_ours(long long pid) {
	char path[64], name[WORD_MAX];

	snprintf(path, sizeof path, "/proc/%lld/comm", pid);
	read_word(path, name);
	return strcmp(name, "wubao") == 0;
}

static void nap(void) {
	const struct timespec step = {.tv_nsec = STEP_MS * 1000000L};

	nanosleep(&step, NULL);
}

/* The old session saves its drafts and goes, within three seconds. */
static void take_over(const struct cli *c, const char *boot) {
	long long pid = 0;

	if (!station_is_shared(c->station) ||
	    session_other(c->station, &c->actor, boot, &pid, NULL) != RC_OK || pid <= 1 || !is_ours(pid))
		return;
	out_say(c, N_("you are in already elsewhere: that session is ended"), NULL);
	if (kill((pid_t)pid, SIGHUP) != 0)
		return;
	for (int waited = 0; waited < WAIT_MS && kill((pid_t)pid, 0) == 0; waited += STEP_MS)
		nap();
}

static void read_boot(char boot[WORD_MAX]) {
	read_word("/proc/sys/kernel/random/boot_id", boot);
}

enum rc cli_list_sessions(struct cli *c) {
	static const struct table_col cols[] = {
		{"login", N_("Login"), false}, {"name", N_("Name"), false}, {"began", N_("In since"), false},
		{"process", N_("Process"), true}, {"key", N_("Fingerprint of the key"), false},
	};
	struct table t = {.cols = cols, .col_count = sizeof cols / sizeof *cols};
	struct session_open *list;
	char boot[WORD_MAX], when[20];
	size_t n;
	enum rc rc;

	read_boot(boot);
	rc = session_list(c->station, &c->actor, boot, &list, &n, &c->err);
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		if (!is_ours(list[i].pid)) /* killed: the row is closed when its officer comes in again */
			continue;
		table_add(&t, list[i].login);
		table_add(&t, list[i].name);
		table_add(&t, clock_format_ms(list[i].began, when));
		table_addf(&t, "%lld", list[i].pid);
		table_add(&t, list[i].key);
	}
	if (rc == RC_OK)
		table_print(c, &t);
	table_clear(&t);
	session_list_clear(list, n);
	return rc;
}

enum rc cli_run_session(struct cli *c) {
	char boot[WORD_MAX], detail[64];
	enum rc rc;

	read_boot(boot);
	take_over(c, boot);
	cli_confine(c);
	snprintf(detail, sizeof detail, "confined=%s", process_confined());
	rc = session_begin(c->station, &c->actor, (long long)getpid(), boot, detail, &c->err);
	if (rc != RC_OK)
		return rc;
	rc = c->screens(c->station, &c->actor, &c->err);
	session_end(c->station, &c->actor, rc == RC_CANCELLED ? "lost" : "left", NULL);
	return rc;
}
