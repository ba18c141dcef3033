/* Where things are, and who the Unix user is. SPDX-License-Identifier: MIT */
#include <errno.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/answer.h"
#include "cli/cmd.h"
#include "cli/out.h"
#include "core/file.h"
#include "core/mem.h"

static const char station_db[] = "/var/lib/wubao/station.db";

char *cli_default_db(void) {
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	const struct passwd *pw = getpwuid(getuid());
	char *own;

	if (data && data[0] == '/')
		own = mem_printf("%s/wubao/station.db", data);
	else
		own = mem_printf("%s/.local/share/wubao/station.db",
		                 home && *home ? home : pw ? pw->pw_dir : "");
	if (access(own, F_OK) != 0 && access(station_db, F_OK) == 0) {
		free(own);
		return mem_strdup(station_db);
	}
	return own;
}

char *cli_ini_of(const char *db) {
	const char *base = strrchr(db, '/');
	const char *dot = strrchr(base ? base : db, '.');
	size_t n = dot && dot != (base ? base + 1 : db) && strcmp(dot, ".ini") != 0
	           ? (size_t)(dot - db) : strlen(db);

	return mem_printf("%.*s.ini", (int)n, db);
}

char *cli_user_login(void) {
	const struct passwd *pw = getpwuid(getuid());

	return pw ? mem_strdup(pw->pw_name) : mem_printf("uid%lu", (unsigned long)getuid());
}

char *cli_user_name(void) {
	const struct passwd *pw = getpwuid(getuid());
	size_t n = pw && pw->pw_gecos ? strcspn(pw->pw_gecos, ",") : 0;

	return n ? mem_strndup(pw->pw_gecos, n) : cli_user_login();
}

enum rc cli_write_file(struct cli *c, const char *data, size_t n) {
	const char *path = cli_opt(c, "output");
	struct stat there;

	/* A folder, a device or a pipe is not replaced by a file, whoever may do so. */
	if (!c->yes || file_is_kept(path) ||
	    (lstat(path, &there) == 0 && !S_ISREG(there.st_mode) && !S_ISLNK(there.st_mode)))
		return file_write_new(path, data, n, &c->err);
	return file_replace(path, data, n, &c->err);
}

enum rc cli_free_to_write(struct cli *c, const char *path) {
	struct stat st;
	enum rc rc = file_not_kept(path, &c->err);

	if (rc == RC_OK && lstat(path, &st) == 0 && (!c->yes || !S_ISREG(st.st_mode)))
		rc = file_error(&c->err, path, EEXIST);
	return rc;
}

enum rc cli_write_result(struct cli *c, const char *data, size_t n) {
	const char *path = cli_opt(c, "output");

	if (path && strcmp(path, "-") != 0)
		return c->json ? (c->answer->to_output = true, RC_OK) : cli_write_file(c, data, n);
	if (!c->json)
		out_bytes(stdout, data, n);
	return RC_OK;
}
