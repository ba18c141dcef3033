/* SPDX-License-Identifier: MIT */
#include "core/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "core/tr.h"

enum rc file_error(struct err *err, const char *path, int errnum) {
	if (!*path)
		path = "''";
	switch (errnum) {
	case ENOENT:
	case ENOTDIR:
		return err_set(err, RC_NOT_FOUND, "file.missing", N_("There is no file {file}"),
		               "file", path, NULL);
	case EACCES:
	case EPERM:
	case ELOOP:
		return err_set(err, RC_DENIED, "file.denied", N_("No permission for {file}"),
		               "file", path, NULL);
	case EROFS:
		return err_set(err, RC_DENIED, "file.readonly",
		               N_("{file} lies on a read-only disk"), "file", path, NULL);
	case EEXIST:
		return err_set(err, RC_EXISTS, "file.exists",
			N_("{file} is already there and is not overwritten"), "file", path, NULL);
	case EISDIR:
		return err_set(err, RC_INVALID, "file.folder", N_("{file} is a folder, not a file"),
		               "file", path, NULL);
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
		return err_set(err, RC_FULL, "file.full",
		               N_("No space left for {file}: free some room and try again"), "file",
		               path, NULL);
	default:
		return err_set(err, RC_IO, "file.io", N_("Reading or writing {file} failed: {why}"),
		               "file", path, "why", strerror(errnum), NULL);
	}
}

int file_open(const char *path) {
	return open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
}

enum rc file_next(int fd, const char *path, void *buf, size_t size, size_t *got, struct err *err) {
	struct stat st;
	ssize_t n;
	int flags;

	*got = 0;
	do {
		n = read(fd, buf, size);
		flags = n < 0 && errno == EINTR ? 0 : fcntl(fd, F_GETFL);
		/* Who writes into a pipe is there, but slow; or was. */
		if (flags & O_NONBLOCK && (n > 0 || (n < 0 && errno == EAGAIN)) &&
		    fcntl(fd, F_SETFL, flags & ~O_NONBLOCK) == 0 && n < 0)
			errno = EINTR;
	} while (n < 0 && errno == EINTR);
	if (n < 0)
		return file_error(err, path, errno);
	if (n == 0 && flags & O_NONBLOCK && fstat(fd, &st) == 0 && S_ISFIFO(st.st_mode))
		return err_set(err, RC_INVALID, "file.pipe",
		               N_("{file} is a pipe into which nobody writes"), "file", path, NULL);
	*got = (size_t)n;
	return RC_OK;
}

enum rc file_read_fd(int fd, const char *path, size_t max, struct str *out, struct err *err) {
	size_t total = 0, got = 1;
	enum rc rc = RC_OK;
	char buf[65536];

	while (rc == RC_OK && got) {
		rc = file_next(fd, path, buf, sizeof buf, &got, err);
		total += got;
		if (rc == RC_OK && total > max)
			rc = err_set(err, RC_INVALID, "file.large", N_("{file} is too large"),
			             "file", path, NULL);
		else
			str_addn(out, buf, got);
	}
	return rc;
}

enum rc file_read(const char *path, size_t max, struct str *out, struct err *err) {
	bool std = strcmp(path, "-") == 0;
	int fd = std ? STDIN_FILENO : file_open(path);
	if (fd < 0)
		return file_error(err, path, errno);
	enum rc rc = file_read_fd(fd, path, max, out, err);
	if (!std)
		close(fd);
	return rc;
}

enum rc file_read_plain(const char *path, size_t max, struct str *out, struct err *err) {
	struct stat st;
	enum rc rc = file_not_kept(path, err);
	int fd;

	if (rc != RC_OK)
		return rc;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW | O_NONBLOCK);
	if (fd < 0 && errno != ELOOP && errno != ENXIO)
		return file_error(err, path, errno);
	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		rc = file_read_fd(fd, path, max, out, err);
	else
		rc = err_set(err, RC_INVALID, "file.not-plain",
		             N_("{file} is no plain file but a link, a folder, a pipe or a device"),
		             "file", path, NULL);
	if (fd >= 0)
		close(fd);
	return rc;
}

char *file_with_suffix(const char *path, const char *suffix) {
	const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
	const char *dot = strrchr(base, '.');

	return mem_printf("%.*s%s", (int)(dot && dot != base ? dot - path : (long)strlen(path)), path,
	                  suffix);
}

char *file_beside(const char *path, const char *name) {
	const char *slash = strrchr(path, '/');

	return mem_printf("%.*s%s", slash ? (int)(slash - path) + 1 : 0, path, name);
}

long long file_room(const char *path) {
	struct statvfs fs;

	return statvfs(path, &fs) == 0 ? (long long)fs.f_bavail * (long long)fs.f_frsize : -1;
}

/* A folder above that lets nobody else through closes what is below it, when it is ours or root's.
 */
bool file_is_open_to_others(const char *path) {
	const char *slash = strrchr(path, '/');
	char *folder = slash ? mem_strndup(path, (size_t)(slash - path) + (slash == path))
	                     : mem_strdup("."), *real = realpath(folder, NULL), *end;
	struct stat st;
	bool open = real != NULL && stat(real, &st) == 0 && (st.st_mode & 077) != 0;

	while (open && (end = strrchr(real, '/')) != NULL && end != real) {
		*end = '\0';
		open = stat(real, &st) != 0 || (st.st_mode & 011) != 0 ||
		       (st.st_uid != 0 && st.st_uid != geteuid());
	}
	free(folder);
	free(real);
	return open;
}

static int write_all(int fd, const char *p, size_t n) {
	while (n > 0) {
		ssize_t done = write(fd, p, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return -1;
		p += done;
		n -= (size_t)done;
	}
	return fsync(fd);
}

enum rc file_write_new(const char *path, const void *data, size_t n, struct err *err) {
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return file_error(err, path, errno);
	int failed = write_all(fd, data, n) != 0 ? errno : 0;
	if (close(fd) != 0 && !failed)
		failed = errno;
	if (failed) {
		unlink(path);
		return file_error(err, path, failed);
	}
	return RC_OK;
}

enum rc file_sync_folder(const char *path, struct err *err) {
	const char *slash = strrchr(path, '/');
	char *folder = slash ? mem_strndup(path, (size_t)(slash - path) + (slash == path))
	                     : mem_strdup(".");
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	/* a stick's file system may know no such thing */
	int failed = fd < 0 || (fsync(fd) != 0 && errno != EINVAL) ? errno : 0;

	if (fd >= 0)
		close(fd);
	free(folder);
	return failed ? file_error(err, path, failed) : RC_OK;
}

enum rc file_replace(const char *path, const void *data, size_t n, struct err *err) {
	char *part = mem_printf("%s.part", path);
	enum rc rc;
	int failed;

	unlink(part); /* of an earlier try that was killed */
	rc = file_write_new(part, data, n, err);
	failed = rc == RC_OK && rename(part, path) != 0 ? errno : 0;
	if (failed) {
		unlink(part);
		rc = file_error(err, path, failed);
	} else if (rc == RC_OK) {
		rc = file_sync_folder(path, err);
	}
	free(part);
	return rc;
}

enum rc file_make_parents(const char *path, struct err *err) {
	enum rc rc = RC_OK;
	char *copy = mem_strdup(path);
	for (char *p = copy + 1; *copy && (p = strchr(p, '/')) != NULL; p++) {
		*p = '\0';
		struct stat st;
		if (stat(copy, &st) != 0 && mkdir(copy, 0700) != 0 && errno != EEXIST) {
			rc = file_error(err, copy, errno);
			break;
		}
		*p = '/';
	}
	free(copy);
	return rc;
}

/* ---- what is not replaced ---- */

static char *kept; /* the station's database, as realpath has it */

void file_keep(const char *db) {
	free(kept);
	kept = realpath(db, NULL);
}

static bool begins(const char *text, const char *with) {
	return strncmp(text, with, strlen(with)) == 0;
}

/* The database with what lies beside it by its name, its settings, drafts, audit and folders. */
bool file_is_kept(const char *path) {
	const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
	char *folder = slash ? mem_strndup(path, (size_t)(slash - path) + (slash == path))
	                     : mem_strdup(".");
	char *real = realpath(folder, NULL);
	const char *db = kept ? strrchr(kept, '/') + 1 : NULL;
	size_t beside = kept ? (size_t)(db - kept) - 1 : 0;
	bool is = false;

	if (real && db && strncmp(real, kept, beside) == 0) {
		const char *rest = real + beside;
		char *ini = file_with_suffix(db, ".ini");

		is = strcmp(rest, "/backup") == 0 || strcmp(rest, "/files") == 0 ||
		     (*rest == '\0' && (begins(base, db) || begins(base, "drafts.db") ||
		                       begins(base, "audit.") || strcmp(base, ini) == 0));
		free(ini);
	}
	free(folder);
	free(real);
	return is;
}

enum rc file_not_kept(const char *path, struct err *err) {
	return file_is_kept(path)
	               ? err_set(err, RC_DENIED, "file.kept",
	                         N_("{file} is a file of the station itself"), "file", path, NULL)
	               : RC_OK;
}
