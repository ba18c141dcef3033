/* What this run of the program may reach: its data, and the files its words name.
 * SPDX-License-Identifier: MIT */
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "core/conf.h"
#include "core/mem.h"
#include "core/process.h"
#include "model/station/station.h"

enum { PATHS_MAX = 64 };

struct reach {
	struct process_path v[PATHS_MAX];
	char *own[PATHS_MAX];
	size_t n;
};

static void add(struct reach *r, const char *path) {
	for (size_t i = 0; i < r->n; i++)
		if (strcmp(r->own[i], path) == 0)
			return;
	if (r->n == PATHS_MAX)
		return;
	r->own[r->n] = mem_strdup(path);
	r->v[r->n] = (struct process_path){.path = r->own[r->n], .write = true};
	r->n++;
}

/* The folder of a file: what is written beside it has other names (.part, .refused.csv,
 * -journal). */
static void add_folder_of(struct reach *r, const char *file) {
	const char *slash = strrchr(file, '/');
	char *folder = mem_strndup(file, slash ? (size_t)(slash - file) + (slash == file) : 0);

	if (strcmp(file, "-") != 0)
		add(r, slash ? folder : ".");
	free(folder);
}

static bool takes_files(const char *arg) {
	return arg && (strstr(arg, "FILE") || strstr(arg, "FOLDER"));
}

/* One person's screens ask for names of files: what people use as places for files. */
static void add_places_of_files(struct reach *r) {
	static const char *const places[] = {"/media", "/run/media", "/mnt", "/tmp"};
	const char *home = getenv("HOME"), *tmp = getenv("TMPDIR");
	char *here = getcwd(NULL, 0);

	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (access(places[i], X_OK) == 0)
			add(r, places[i]);
	if (home && home[0] == '/' && home[1])
		add(r, home);
	if (tmp && tmp[0] == '/')
		add(r, tmp);
	if (here && strcmp(here, "/") != 0)
		add(r, here);
	free(here);
}

void cli_confine(const struct cli *c) {
	struct reach r = {.n = 0};
	struct stat st;
	bool single = !c->station || strcmp(conf_text(station_conf(c->station), "station", "mode"),
	                                    "single") == 0;

	if (c->db)
		add_folder_of(&r, c->station ? station_db_path(c->station) : c->db);
	if (c->ini)
		add_folder_of(&r, c->ini);
	if (c->station && c->cmd == &cmd_officer)
		add_folder_of(&r,
		              conf_text(station_conf(c->station), "station", "authorized_keys"));
	if (c->station && *conf_text(station_conf(c->station), "backup", "second"))
		add(&r, conf_text(station_conf(c->station), "backup", "second"));
	for (size_t i = 0; i < c->value_count; i++)
		if (takes_files(c->values[i].opt->arg))
			add_folder_of(&r, c->values[i].value);
	for (size_t i = 0; c->cmd && takes_files(c->cmd->args) && i < c->arg_count; i++) {
		if (stat(c->args[i], &st) != 0 || !S_ISREG(st.st_mode)) /* a file is in its folder */
			add(&r, c->args[i]);
		add_folder_of(&r, c->args[i]);
	}
	if (!c->cmd && single)
		add_places_of_files(&r);
	process_confine(r.v, r.n);
	for (size_t i = 0; i < r.n; i++)
		free(r.own[i]);
}
