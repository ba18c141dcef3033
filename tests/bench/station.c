/* station FILE RESIDENTS EVENTS: a made station at work, EVENTS a resident, its worklist computed. */
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/clock.h"
#include "made.h"
#include "model/station.h"
#include "model/worklist.h"

static void must(enum rc rc, const struct err *err) {
	if (rc == RC_OK)
		return;
	fprintf(stderr, "station: %s\n", err->text);
	exit(1);
}

int main(int argc, char **argv) {
	struct made m = {.seed = 3, .days = 1000, .plain = 1};
	struct station_options opt = {.db = argv[1]};
	struct station *st = NULL;
	struct actor actor;
	struct err err = {0};
	const struct passwd *me = getpwuid(geteuid()); /* who the program will take for the officer */
	sqlite3 *db;

	if (argc != 4 || !me) {
		fprintf(stderr, "usage: station FILE RESIDENTS EVENTS\n");
		return 64;
	}
	m.residents = (int)strtol(argv[2], NULL, 10);
	m.events = (int)strtol(argv[3], NULL, 10);
	m.today = clock_today();
	must(station_init(&opt, "示范镇", me->pw_name, "王干事", &err), &err);
	db = made_open(opt.db);
	made_fill(db, &m);
	/* It has been at work for two years, so that talks, visits and reports are asked for too. */
	made_sql(db, "UPDATE setting SET value = date('now', '-2 years') WHERE key = 'station.began'");
	sqlite3_close(db);
	must(station_open(&st, &opt, &err), &err);
	must(station_actor(st, me->pw_name, "cli", &actor, &err), &err);
	must(due_rebuild(st, &actor, NULL, &err), &err);
	station_close(st);
	return 0;
}
