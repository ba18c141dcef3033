/* Where forms lie: in the program, and in the folder templates beside the database.
 * SPDX-License-Identifier: MIT */
#include <dirent.h>

#include "core/file.h"
#include "core/suggest.h"
#include "core/tr.h"
#include "exchange/template/template.h"

enum { FILE_MOST = 1 << 16 };

static char *folder_of(struct station *st) { return file_beside(station_db_path(st), "templates"); }

static const struct template_shipped *shipped(const char *id) {
	for (size_t i = 0; i < template_shipped_count; i++)
		if (strcmp(template_shipped[i].id, id) == 0)
			return &template_shipped[i];
	return NULL;
}

static int by_name(const void *a, const void *b) {
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The i-th of the shipped ones and those in the folder, in order of id. */
char *template_id_at(struct station *st, size_t i) {
	char **ids = NULL, *folder = folder_of(st), *found = NULL;
	size_t n = 0;
	DIR *d = opendir(folder); /* there need be none */

	for (size_t k = 0; k < template_shipped_count; k++)
		VEC_PUSH(ids, n, mem_strdup(template_shipped[k].id));
	for (struct dirent *e; d && (e = readdir(d)) != NULL;) {
		size_t len = strlen(e->d_name);
		char *id = len > 4 && e->d_name[0] != '.' && strcmp(e->d_name + len - 4,
		                                                    ".ini") == 0
		           ? mem_strndup(e->d_name, len - 4) : NULL;

		if (id && !shipped(id))
			VEC_PUSH(ids, n, id);
		else
			free(id);
	}
	if (d)
		closedir(d);
	qsort(ids, n, sizeof *ids, by_name);
	for (size_t k = 0; k < n; k++)
		if (k == i)
			found = ids[k];
		else
			free(ids[k]);
	free(ids);
	free(folder);
	return found;
}

static enum rc none(struct station *st, const char *id, struct err *err) {
	struct suggest near = suggest_begin(id);
	char *known, *best = NULL;
	enum rc rc;

	for (size_t i = 0; (known = template_id_at(st, i)) != NULL; i++) {
		suggest_try(&near, known);
		if (near.best == known) {
			free(best);
			best = mem_strdup(known);
			near.best = best;
		}
		free(known);
	}
	rc = best ? err_set(err, RC_NOT_FOUND, "template.none",
	                    N_("No form '{word}'; did you mean '{other}'?"), "word", id, "other",
	                    best, NULL)
	     : err_set(err, RC_NOT_FOUND, "template.none",
	               N_("No form '{word}'; wubao templates lists them"), "word", id, NULL);
	free(best);
	return rc;
}

enum rc template_find(struct station *st, const char *id, struct template *out, struct str *text,
                      struct err *err) {
	char *folder = folder_of(st), *path = mem_printf("%s/%s.ini", folder, id);
	struct str own = {0}, *file = text ? text : &own;
	struct err unread = {0};
	enum rc rc = RC_NOT_FOUND;
	bool from_folder;

	*out = (struct template){0};
	if (!strchr(id, '/') && *id != '.') /* never out of the folder */
		rc = file_read_plain(path, FILE_MOST, file, &unread);
	from_folder = rc == RC_OK;
	if (rc == RC_NOT_FOUND && shipped(id)) {
		str_add(file, shipped(id)->text);
		rc = RC_OK;
	}
	if (rc == RC_OK)
		rc = template_read(out, id, from_folder ? path : "", file, err);
	else if (rc == RC_NOT_FOUND)
		rc = none(st, id, err);
	else
		*err = unread;
	str_clear(&own);
	free(path);
	free(folder);
	return rc;
}
