/* SQLite's codes and the system's, as sentences that say what to do.
 * SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/mem.h"
#include "store/internal.h"

/* ENOSPC comes as SQLITE_FULL, but a quota or a file-size limit as a failed write. */
static bool is_space(sqlite3 *db, int code) {
	if ((code & 0xff) == SQLITE_FULL)
		return true;
	if ((code & 0xff) != SQLITE_IOERR || db == NULL)
		return false;
	int e = sqlite3_system_errno(db);
	if (e == ENOSPC || e == EDQUOT || e == EFBIG)
		return true;
	struct rlimit lim;
	return code == SQLITE_IOERR_WRITE && getrlimit(RLIMIT_FSIZE, &lim) == 0 &&
	       lim.rlim_cur != RLIM_INFINITY;
}

static enum rc constraint_sentence(sqlite3 *db, int code, struct err *err) {
	/* SQLite names table and column here, never a value. */
	const char *detail = db != NULL ? sqlite3_errmsg(db) : "";
	if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
	    code == SQLITE_CONSTRAINT_ROWID)
		return err_set(err, RC_EXISTS, "store.exists",
			N_("The same record is there already ({detail}). Nothing was saved."),
			"detail", detail, NULL);
	if (code == SQLITE_CONSTRAINT_FOREIGNKEY)
		return err_set(err, RC_INVALID, "store.reference",
		               N_("The record points to another one that does not exist. Nothing "
		                  "was saved."), NULL);
	return err_set(err, RC_INVALID, "store.constraint",
	               N_("The database refuses this value ({detail}). Nothing was saved; correct "
	                  "it and save again."),
	               "detail", detail, NULL);
}

enum rc sqlite_sentence(sqlite3 *db, int code, const char *path, struct err *err) {
	if (is_space(db, code))
		return err_set(err, RC_FULL, "store.full",
		               N_("No space is left for {path}, or a file-size limit is reached. "
		                  "Nothing was saved. Free some space, then save again."),
		               "path", path, NULL);
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(err, RC_BUSY, "store.busy",
		               N_("Somebody else is saving and has not finished. Nothing was "
		                  "saved; try again in a moment."), NULL);
	case SQLITE_IOERR:
		return err_set(err, RC_IO, "store.io",
		               N_("Reading or writing {path} failed. Nothing was saved. Check the "
		                  "disk, then try again."), "path",
		               path, NULL);
	case SQLITE_CORRUPT:
		return err_set(err, RC_CORRUPT, "store.damaged",
		               N_("The database {path} is damaged. Nothing was saved. Stop working "
		                  "and restore the newest backup."),
		               "path", path, NULL);
	case SQLITE_NOTADB:
		return err_set(err, RC_CORRUPT, "store.not_database",
		               N_("{path} is not a database. Name the station's own file, or "
		                  "restore it from a backup."), "path",
		               path, NULL);
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return err_set(err, RC_DENIED, "store.read_only",
		               N_("{path} can only be read here, not changed. Nothing was saved. "
		                  "Ask who keeps the machine for permission."),
		               "path", path, NULL);
	case SQLITE_CANTOPEN:
		return err_set(err, RC_DENIED, "store.cannot_open",
		               N_("{path} or its journal cannot be opened. Check the permissions "
		                  "of the file and its folder."),
		               "path", path, NULL);
	case SQLITE_CONSTRAINT:
		return constraint_sentence(db, code, err);
	case SQLITE_TOOBIG:
		return err_set(err, RC_INVALID, "store.too_big",
			N_("The text is too long to be stored. Nothing was saved; shorten it."),
			NULL);
	case SQLITE_INTERRUPT:
		return err_set(err, RC_CANCELLED, "store.stopped",
		               N_("Stopped. Nothing was saved."), NULL);
	default:
		return err_set(err, RC_INTERNAL, "store.internal",
			N_("The program made a mistake with the database ({detail}). Nothing was "
			   "saved; please report it."),
			"detail", db != NULL ? sqlite3_errmsg(db) : sqlite3_errstr(code), NULL);
	}
}

/* PATH.damaged: found damaged by some process. The next to open the file looks at all of it before
 * anything is written. */
void damage_mark(const struct store *s) {
	char *path = s->drafts || s->path == NULL ? NULL : mem_printf("%s.damaged", s->path);
	int fd = path != NULL ? open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600) : -1;
	if (fd >= 0)
		close(fd);
	free(path);
}

enum rc store_fail(struct store *s, int code, struct err *err) {
	int primary = code & 0xff;
	if (primary == SQLITE_IOERR || primary == SQLITE_FULL || primary == SQLITE_CORRUPT ||
	    primary == SQLITE_NOTADB)
		s->suspect = true;
	if (primary == SQLITE_CORRUPT)
		damage_mark(s);
	return sqlite_sentence(s->db, code, s->path, err);
}

enum rc errno_sentence(int errnum, const char *path, struct err *err) {
	switch (errnum) {
	case ENOENT:
	case ENOTDIR:
		return err_set(err, RC_NOT_FOUND, "file.missing",
		               N_("There is no file or folder {path}."), "path", path, NULL);
	case EACCES:
	case EPERM:
	case EROFS:
		return err_set(err, RC_DENIED, "file.denied",
		               N_("No permission for {path}. Check the permissions of the file and "
		                  "its folder."), "path", path, NULL);
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
		return err_set(err, RC_FULL, "file.full",
		               N_("No space is left for {path}. Nothing was saved. Free some "
		                  "space, then try again."), "path", path,
		               NULL);
	default:
		return err_set(err, RC_IO, "file.io", N_("{path} cannot be used: {reason}."),
		               "path", path, "reason", strerror(errnum), NULL);
	}
}
