/* What is asked of a connection and its file, whatever statements are kept: the floor of this
 * layer. SPDX-License-Identifier: MIT */
#include "store/internal.h"

int connection_int(sqlite3 *db, const char *sql, long long *out) {
	sqlite3_stmt *h = NULL;
	int code = sqlite3_prepare_v2(db, sql, -1, &h, NULL);
	if (code == SQLITE_OK) {
		code = sqlite3_step(h);
		if (code == SQLITE_ROW)
			*out = sqlite3_column_int64(h, 0);
	}
	int end = sqlite3_finalize(h);
	return code == SQLITE_ROW || code == SQLITE_DONE ? end : code;
}

/* The first column of the first row as text, "" when there is none. */
int connection_text(sqlite3 *db, const char *sql, char *out, size_t size) {
	sqlite3_stmt *h = NULL;
	out[0] = '\0';
	int code = sqlite3_prepare_v2(db, sql, -1, &h, NULL);
	if (code == SQLITE_OK) {
		code = sqlite3_step(h);
		if (code == SQLITE_ROW && sqlite3_column_text(h, 0) != NULL)
			snprintf(out, size, "%s", (const char *)sqlite3_column_text(h, 0));
	}
	int end = sqlite3_finalize(h);
	return code == SQLITE_ROW || code == SQLITE_DONE ? end : code;
}

/* Nothing is changed before this has said that the file is ours. */
enum rc identity_check(struct store *s, struct err *err) {
	long long id = 0, version = 0, tables = 0;
	/* One state of the file: another process may be making it. */
	int code = sqlite3_exec(s->db, "BEGIN", NULL, NULL, NULL);
	if (code == SQLITE_OK)
		code = connection_int(s->db, "PRAGMA application_id", &id);
	if (code == SQLITE_OK)
		code = connection_int(s->db, "PRAGMA user_version", &version);
	if (code == SQLITE_OK)
		code = connection_int(s->db, "SELECT count(*) FROM sqlite_schema", &tables);
	if (!sqlite3_get_autocommit(s->db)) {
		int end = sqlite3_exec(s->db, "COMMIT", NULL, NULL, NULL);
		code = code == SQLITE_OK ? end : code;
	}
	if (code == SQLITE_READONLY_ROLLBACK || (s->read_only && code == SQLITE_CANTOPEN))
		return err_set(err, RC_DENIED, "store.unfinished",
		               N_("Saving was broken off the last time {path} was used. "
		                  "Open it once with permission to write, which sets it right."),
		               "path", s->path, NULL);
	if (code != SQLITE_OK)
		return store_fail(s, code, err);

	bool fresh = s->create && id == 0 && version == 0 && tables == 0;
	if (id != store_application_id(s) && !fresh)
		return err_set(err, RC_CORRUPT, "store.foreign",
			N_("{path} is a database of another program. Name the station's own file."),
			"path", s->path, NULL);
	if (version > (long long)s->step_count || version < 0) {
		char have[24], know[24];
		snprintf(have, sizeof have, "%lld", version);
		snprintf(know, sizeof know, "%zu", s->step_count);
		return err_set(err, RC_NEWER, "store.newer",
		               N_("{path} was written by a newer wubao (version {have} of the "
		                  "data, this one knows {know}). "
		                  "Install the newer program."),
		               "path", s->path, "have", have, "know", know, NULL);
	}
	s->version = (int)version;
	return RC_OK;
}
