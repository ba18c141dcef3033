/* wubao fetch: a page that was printed, refused rows or an attached file, on standard output; over
 * ssh the way to bring it to one's own machine. SPDX-License-Identifier: MIT */
#include <dirent.h>

#include "cli/cmd.h"
#include "cli/out.h"
#include "core/file.h"
#include "core/mem.h"
#include "exchange/print/page.h"
#include "model/access/audit.h"
#include "model/station/attachment.h"
#include "model/station/station.h"

enum { PAGE_MAX = 16 << 20 };

static const struct cmd_opt opts[] = {
	{"text", 0, NULL, NULL, N_("The plain-text twin instead of the page.")},
};

/* KIND-000012.html with this number. */
static bool is_page(const char *name, long long number, const char *suffix) {
	const char *dash = strrchr(name, '-');
	char *end = NULL;

	return dash && strtoll(dash + 1, &end, 10) == number && end != dash + 1 &&
	       strcmp(end, suffix) == 0;
}

static char *find_page(const char *folder, long long number, const char *suffix) {
	DIR *d = opendir(folder);
	char *path = NULL;

	for (struct dirent *e; d && !path && (e = readdir(d)) != NULL;)
		if (is_page(e->d_name, number, suffix))
			path = mem_printf("%s/%s", folder, e->d_name);
	if (d)
		closedir(d);
	return path;
}

static void count(void *ctx, const struct audit_entry *e) {
	++*(int *)ctx;
}

/* Is this number that of an entry of one's own? */
static enum rc is_own(struct cli *c, long long number) {
	const struct audit_query q = {.officer = c->actor.login, .only = &number, .only_count = 1,
	                              .from = DATE_NONE, .to = DATE_NONE};
	int n = 0;
	enum rc rc = audit_read(c->station, &c->actor, &q, count, &n, &c->err);

	return rc == RC_OK && n == 0 ? RC_NOT_FOUND : rc;
}

/* A page may be fetched by who printed it, and by whoever would need no leave for many names on it;
 * who looked at a file by those who may read that; refused rows by who brought them, an export by
 * who made it. */
static enum rc may_fetch(struct cli *c, const char *path, long long number) {
	const char *name = strrchr(path, '/') + 1;
	char *kind = mem_strndup(name, (size_t)(strrchr(name, '-') - name));
	bool made = strcmp(kind, PAGE_EXPORT) == 0; /* leave was asked for when it was written */
	bool lent = strcmp(kind, PAGE_ACCESS) == 0 ||
	            (!made && strcmp(kind, PAGE_REFUSED) != 0 &&
	             access_answer(c->actor.role, ACT_EXPORT_MANY) == ACCESS_YES);
	enum rc rc = made ? RC_OK : station_may(c->station, &c->actor, page_access(kind), &c->err);

	if (rc == RC_OK && !lent)
		rc = is_own(c, number);
	free(kind);
	return rc;
}

static enum rc fetch_page(struct cli *c, const char *path, long long number, struct str *out) {
	char detail[48];
	enum rc rc = may_fetch(c, path, number);

	if (rc == RC_OK)
		rc = file_read(path, PAGE_MAX, out, &c->err);
	snprintf(detail, sizeof detail, "page=%lld bytes=%zu", number, out->n);
	return rc == RC_OK
	       ? station_note(c->station, &c->actor, "fetch", NULL, 0, NULL, detail, &c->err) : rc;
}

static enum rc run(struct cli *c) {
	const char *db = station_db_path(c->station), *slash = strrchr(db, '/');
	char *folder = mem_printf("%.*sout", slash ? (int)(slash - db) + 1 : 0, db), *end,
	     *path = NULL;
	long long number = strtoll(c->args[0], &end, 10);
	struct str bytes = {0};
	enum rc rc;

	if (*end || number <= 0)
		number = 0;
	if (number)
		path = find_page(folder, number, cli_opt(c, "text") ? ".txt" : ".html");
	if (number && !path)
		path = find_page(folder, number, ".csv");
	rc = path ? fetch_page(c, path, number, &bytes)
	          : attachment_read(c->station, &c->actor, number, &bytes, &c->err);
	if (rc == RC_NOT_FOUND)
		err_set(&c->err, RC_NOT_FOUND, "fetch.none",
		        N_("No printed page and no file has the number {number}"), "number",
		        c->args[0], NULL);
	if (rc == RC_OK)
		out_bytes(stdout, str_text(&bytes), bytes.n);
	str_clear(&bytes);
	free(path);
	free(folder);
	return rc;
}

const struct cmd_def cmd_fetch = {
	.name = "fetch",
	.help = N_("Write out a page that was printed, refused rows or an attached file; logged."),
	.args = "NUMBER", .min_args = 1, .max_args = 1,
	.example = "wubao fetch 12 > page.html\nssh wubao@station fetch 12 > page.html",
	.text = N_("NUMBER is the one said when the page was printed, rows were refused or the "
	           "file was brought in."),
	CMD_OPTS(opts), .station = true, .run = run,
};
