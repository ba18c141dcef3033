/* wubao fetch: a page that was printed, on standard output; over ssh the way to bring it to one's own machine. */
#include <dirent.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/out.h"
#include "core/file.h"
#include "core/mem.h"
#include "exchange/page.h"
#include "model/station.h"

enum { PAGE_MAX = 16 << 20 };

static const struct cmd_opt opts[] = {
	{"text", 0, NULL, NULL, N_("The plain-text twin instead of the page.")},
};

/* KIND-000012.html with this number. */
static bool is_page(const char *name, long long number, const char *suffix) {
	const char *dash = strrchr(name, '-');
	char *end = NULL;

	return dash && strtoll(dash + 1, &end, 10) == number && end != dash + 1 && strcmp(end, suffix) == 0;
}

static char *find_page(const char *folder, long long number, const char *suffix) {
	DIR *d = opendir(folder);
	char *path = NULL;

	for (struct dirent *e; d && !path && (e = readdir(d)) != NULL;) {
		if (is_page(e->d_name, number, suffix))
			path = mem_printf("%s/%s", folder, e->d_name);
	}
	if (d)
		closedir(d);
	return path;
}

/* A page may be fetched by whoever may print one of its kind. */
static enum rc may_fetch(struct cli *c, const char *path) {
	const char *name = strrchr(path, '/') + 1;
	char *kind = mem_strndup(name, (size_t)(strrchr(name, '-') - name));
	enum rc rc = station_may(c->station, &c->actor, page_access(kind), &c->err);

	free(kind);
	return rc;
}

static enum rc run(struct cli *c) {
	const char *db = station_db_path(c->station), *slash = strrchr(db, '/');
	char *folder = mem_printf("%.*sout", slash ? (int)(slash - db) + 1 : 0, db), *end = NULL, detail[48];
	long long number = strtoll(c->args[0], &end, 10);
	char *path = *end || number <= 0 ? NULL : find_page(folder, number, cli_opt(c, "text") ? ".txt" : ".html");
	struct str page = {0};
	enum rc rc = path ? may_fetch(c, path)
	                  : err_set(&c->err, RC_NOT_FOUND, "fetch.none", N_("No printed page has the number {number}"), "number",
	                            c->args[0], NULL);

	if (rc == RC_OK)
		rc = station_may_write(c->station, &c->err);
	if (rc == RC_OK)
		rc = file_read(path, PAGE_MAX, &page, &c->err);
	if (rc == RC_OK) {
		snprintf(detail, sizeof detail, "page=%lld bytes=%zu", number, page.n);
		rc = station_note(c->station, &c->actor, "fetch", NULL, 0, NULL, detail, &c->err);
	}
	if (rc == RC_OK)
		out_bytes(stdout, str_text(&page), page.n);
	str_clear(&page);
	free(path);
	free(folder);
	return rc;
}

const struct cmd_def cmd_fetch = {
	.name = "fetch",
	.help = N_("Write out a page that was printed; logged."),
	.args = "NUMBER",
	.min_args = 1,
	.max_args = 1,
	.example = "wubao fetch 12 > page.html\nssh wubao@station fetch 12 > page.html",
	.text = N_("NUMBER is the one said when the page was printed."),
	CMD_OPTS(opts),
	.station = true,
	.run = run,
};
