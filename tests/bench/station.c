/* SPDX-License-Identifier: MIT */
#include "bench/station.h"

#include <poll.h>
#include <pty.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/clock.h"
#include "made.h"
#include "model/report/figure.h"
#include "model/rules/worklist.h"
#include "model/station/station.h"
#include "program.h"

static int failed(const struct err *err) {
	fprintf(stderr, "bench: %s\n", err->text);
	return 1;
}

/* The worklist, by the program's own rules. */
static int compute(const struct station_options *opt, const char *login) {
	struct station *st = NULL;
	struct actor actor;
	struct err err = {0};
	enum rc rc = station_open(&st, opt, &err);

	if (rc == RC_OK)
		rc = station_actor(st, login, "cli", &actor, &err);
	if (rc == RC_OK)
		rc = due_rebuild(st, &actor, NULL, &err);
	station_close(st);
	return rc == RC_OK ? 0 : failed(&err);
}

int station_fill(const char *path, const char *residents, const char *events) {
	struct made m = {.seed = 3, .residents = (int)strtol(residents, NULL, 10), .events = (int)strtol(events, NULL, 10),
	                 .today = clock_today(), .days = 1000, .plain = 1};
	const struct passwd *me = getpwuid(geteuid()); /* who the program will take for the officer */
	struct station_options opt = {.db = path};
	struct err err = {0};
	sqlite3 *db;

	if (!me || station_init(&opt, "示范镇", me->pw_name, "王干事", &err) != RC_OK)
		return failed(&err);
	db = made_open(path);
	made_fill(db, &m);
	/* It has been at work for two years, so that talks, visits and reports are asked for too. */
	made_sql(db, "UPDATE setting SET value = date('now', '-2 years') WHERE key = 'station.began'");
	sqlite3_close(db);
	return compute(&opt, me->pw_name);
}

int station_next_month(const char *path) {
	sqlite3 *db = made_open(path);

	made_sql(db, "UPDATE setting SET value = '' WHERE key = 'due.bounds'");
	sqlite3_close(db);
	return 0;
}

/* One statement over the rows of month.sql: each person once, everything else summed, as the program counts. */
static char *one_query(void) {
	char *text = made_read(TEST_TOP "/tests/store/month.sql");
	struct str sql = {0};

	str_add(&sql, "SELECT ");
	for (size_t i = 0; i < figure_count; i++)
		str_addf(&sql, figure_table[i].unit == FIGURE_HIGHEST ? "%smax(\"%s\")" : figure_table[i].unit == FIGURE_PERSONS
		                   ? "%scount(DISTINCT CASE WHEN \"%s\" <> 0 THEN resident END)" : "%ssum(\"%s\")",
		         i ? ", " : "", figure_table[i].id);
	str_addf(&sql, " FROM (%s)", text);
	free(text);
	return str_take(&sql);
}

int station_query(const char *path) {
	sqlite3 *db = made_open(path);
	char *sql = one_query();

	made_sql(db, "CREATE TEMP TABLE period AS SELECT date('now', 'start of month', '-1 month') AS first,"
	             " date('now', 'start of month', '-1 day') AS last, date('now') AS as_of");
	(void)made_number(db, sql);
	free(sql);
	sqlite3_close(db);
	return 0;
}

/* Nanoseconds on a processor so far: the first number. */
static double processor_seconds(pid_t pid) {
	char path[64];
	double ns = 0;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/schedstat", (int)pid);
	f = fopen(path, "r");
	if (!f || fscanf(f, "%lf", &ns) != 1)
		ns = 0;
	if (f)
		fclose(f);
	return ns / 1e9;
}

double station_first_screen(const char *program, const char *path) {
	const char *const argv[] = {program, "--db", path, NULL};
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	struct str seen = {0};
	double seconds = 0;
	int fd, status;
	pid_t pid = forkpty(&fd, NULL, NULL, &size);

	if (pid == 0)
		program_exec(argv, "xterm-256color", NULL);
	while (poll(&(struct pollfd){.fd = fd, .events = POLLIN}, 1, 60000) > 0) {
		char part[4096];
		ssize_t n = read(fd, part, sizeof part - 1);

		if (n <= 0)
			break;
		part[n] = '\0';
		str_add(&seen, part);
		if (strstr(str_text(&seen), "登记")) { /* the last line of the screen */
			seconds = processor_seconds(pid);
			break;
		}
	}
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	close(fd);
	str_clear(&seen);
	return seconds;
}
