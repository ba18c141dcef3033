/* A run of the screens as a session: logged, and in a station the only one of its officer.
 * SPDX-License-Identifier: MIT */
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "cli/out.h"
#include "core/clock.h"
#include "core/process.h"
#include "model/access/session.h"

enum { WAIT_MS = 3000, STEP_MS = 50 };

static void nap(void) {
	const struct timespec step = {.tv_nsec = STEP_MS * 1000000L};

	nanosleep(&step, NULL);
}

/* The old session saves its drafts and goes, within three seconds. */
static void take_over(const struct cli *c, const char *boot) {
	long long pid = 0;

	if (!station_is_shared(c->station) ||
	    session_other(c->station, &c->actor, boot, &pid, NULL) != RC_OK || pid <= 1 ||
	    !process_is_ours(pid))
		return;
	out_say(c, N_("you are in already elsewhere: that session is ended"), NULL);
	(void)session_note_elsewhere(c->station, &c->actor, NULL);
	if (kill((pid_t)pid, SIGHUP) != 0)
		return;
	for (int waited = 0; waited < WAIT_MS && kill((pid_t)pid, 0) == 0; waited += STEP_MS)
		nap();
}

/* Whoever sits before the session that was ended is told by what. */
static void say_elsewhere(struct cli *c) {
	long long when = 0;
	char text[20];

	if (session_elsewhere(c->station, &c->actor, false, &when, NULL) == RC_OK && when > 0)
		err_set(&c->err, RC_CANCELLED, "session.elsewhere",
		        N_("You came in from elsewhere at {time}; this session was ended, what was typed is kept. Was it not you: tell the head of the station."),
		        "time", clock_format_ms(when, text), NULL);
}

enum rc cli_run_session(struct cli *c) {
	char boot[PROCESS_BOOT_BUF], detail[64];
	enum rc rc;

	process_boot(boot);
	take_over(c, boot);
	cli_confine(c);
	snprintf(detail, sizeof detail, "confined=%s", process_confined());
	rc = session_begin(c->station, &c->actor, (long long)getpid(), boot, detail, &c->err);
	if (rc != RC_OK)
		return rc;
	rc = c->screens(c->station, &c->actor, &c->err);
	session_end(c->station, &c->actor, rc == RC_CANCELLED ? "lost" : "left", NULL);
	if (rc == RC_CANCELLED)
		say_elsewhere(c);
	return rc;
}
