/* SPDX-License-Identifier: MIT */
#include "model/access/printout.h"

#include <dirent.h>
#include <unistd.h>

#include "core/file.h"
#include "core/mem.h"

enum { TWIN_MAX = 16 << 20 };

static bool holds(const char *path, const char *name) {
	struct str text = {0};
	bool found = file_read(path, TWIN_MAX, &text, NULL) == RC_OK &&
	             strstr(str_text(&text), name);

	str_clear(&text);
	return found;
}

/* The twin and the page itself. */
static void forget_if(const char *folder, const char *twin, const char *name) {
	static const char end[] = ".txt";
	size_t n = strlen(twin), stem = n > sizeof end - 1 ? n - (sizeof end - 1) : 0;
	char *path, *page;

	if (stem == 0 || strcmp(twin + stem, end) != 0)
		return;
	path = mem_printf("%s/%s", folder, twin);
	page = mem_printf("%s/%.*s.html", folder, (int)stem, twin);
	if (holds(path, name)) {
		unlink(page);
		unlink(path);
	}
	free(path);
	free(page);
}

void printout_forget(struct station *st, const char *name) {
	const char *db = station_db_path(st), *slash = strrchr(db, '/');
	char *folder = mem_printf("%.*sout", slash ? (int)(slash - db) + 1 : 0, db);
	/* nothing was ever printed: there is none */
	DIR *d = name && *name ? opendir(folder) : NULL;

	for (struct dirent *e; d && (e = readdir(d)) != NULL;)
		forget_if(folder, e->d_name, name);
	if (d)
		closedir(d);
	free(folder);
}
