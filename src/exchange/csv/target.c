/* SPDX-License-Identifier: MIT */
#include "exchange/csv/target.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/file.h"
#include "core/mem.h"
#include "core/tr.h"
#include "core/utf8.h"

enum { NUMBER_MAX = 99 };

/* A .part that no living process holds was left by one that was cut off: it is ours, and in
 * nobody's way. */
static bool remove_stale(const char *part) {
	struct stat st;
	int fd = open(part, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	bool stale = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	             st.st_uid == geteuid() && flock(fd,
	                                             LOCK_EX | LOCK_NB) == 0 && unlink(part) == 0;

	if (fd >= 0)
		close(fd);
	return stale;
}

static enum rc open_part(struct target *t, struct err *err) {
	const int flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	struct stat st;

	if (lstat(t->path, &st) == 0) {
		/* A device or a pipe is never replaced by a file, whoever may do so. */
		if (S_ISDIR(st.st_mode) && t->existing == CSV_REPLACE)
			return file_error(err, t->name, EISDIR);
		if (t->existing == CSV_KEEP || (t->existing == CSV_REPLACE && file_is_kept(t->path)) ||
		    (t->existing == CSV_REPLACE && !S_ISREG(st.st_mode) && !S_ISLNK(st.st_mode)))
			return file_error(err, t->name, EEXIST);
	}
	t->fd = open(t->part, flags, 0600);
	if (t->fd < 0 && errno == EEXIST) {
		if (remove_stale(t->part))
			t->fd = open(t->part, flags, 0600);
		else
			errno = EEXIST;
	}
	t->part_made = t->fd >= 0;
	if (t->part_made) {
		flock(t->fd, LOCK_EX | LOCK_NB);
		return RC_OK;
	}
	if (errno == EEXIST)
		return err_set(err, RC_EXISTS, "file.part",
		               N_("{file}.part is in the way: another write of it is under way, or "
		                  "it is none of ours. Try again later, or remove it."), "file",
		               t->name, NULL);
	return file_error(err, t->name, errno);
}

static void set_path(struct target *t, const char *path) {
	const char *slash = strrchr(path, '/');
	struct str clean = {0};

	free(t->path);
	free(t->name);
	t->path = mem_strdup(path);
	utf8_clean(&clean, slash && slash[1] ? slash + 1 : path);
	t->name = str_take(&clean);
}

enum rc target_open(struct target *t, const char *path, enum csv_existing existing,
                    struct err *err) {
	enum rc rc = RC_OK;

	*t = (struct target){.fd = -1, .existing = existing, .is_stdout = strcmp(path, "-") == 0};
	set_path(t, path);
	if (t->is_stdout) {
		t->fd = STDOUT_FILENO;
		return RC_OK;
	}
	t->part = mem_printf("%s.part", path);
	rc = open_part(t, err);
	if (rc != RC_OK)
		target_clear(t);
	return rc;
}

static bool same_bytes(const char *a, const char *b) {
	struct stat st;
	bool plain = stat(b, &st) == 0 && S_ISREG(st.st_mode); /* a pipe would never answer */
	FILE *f = plain ? fopen(a, "rbe") : NULL, *g = plain ? fopen(b, "rbe") : NULL;
	bool same = f && g;
	int c = 0;

	while (same && c != EOF) {
		c = getc(f);
		same = c == getc(g);
	}
	if (f)
		fclose(f);
	if (g)
		fclose(g);
	return same;
}

/* PATH with -n before its last ending: roster.refused.csv -> roster.refused-2.csv. */
static char *numbered(const char *path, int n) {
	const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
	size_t stem = dot && (!slash || dot > slash + 1) && dot != path ? (size_t)(dot - path)
	              : strlen(path);

	return mem_printf("%.*s-%d%s", (int)stem, path, n, path + stem);
}

/* Give the finished .part its name without ever replacing a file that came meanwhile. */
static int place_new(const struct target *t, const char *path) {
	if (link(t->part, path) == 0)
		return unlink(t->part) == 0 ? 0 : errno;
	if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS && errno != EMLINK)
		return errno;
	struct stat st; /* a file system without hard links */
	if (lstat(path, &st) == 0)
		return EEXIST;
	return rename(t->part, path) == 0 ? 0 : errno;
}

static int place(struct target *t) {
	char *asked, *path;
	int why;

	if (t->existing == CSV_REPLACE)
		return rename(t->part, t->path) == 0 ? 0 : errno;
	why = place_new(t, t->path);
	if (t->existing != CSV_NUMBER)
		return why;
	asked = mem_strdup(t->path);
	path = mem_strdup(asked);
	for (int n = 2; why == EEXIST && n <= NUMBER_MAX; n++) {
		if (same_bytes(t->part, path)) {
			why = unlink(t->part) == 0 ? 0 : errno;
			break;
		}
		free(path);
		path = numbered(asked, n);
		why = place_new(t, path);
	}
	if (!why)
		set_path(t, path);
	free(asked);
	free(path);
	return why;
}

static int sync_folder(const char *path) {
	const char *slash = strrchr(path, '/');
	char *dir = slash ? mem_strndup(path, slash == path ? 1 : (size_t)(slash - path))
	            : mem_strdup(".");
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC), why = 0;

	free(dir);
	if (fd < 0)
		return 0; /* a folder one may write to but not read */
	if (fsync(fd) != 0 && errno != EINVAL)
		why = errno;
	close(fd);
	return why;
}

enum rc target_finish(struct target *t, int failed, struct err *err) {
	if (!failed && !t->is_stdout) {
		if (fsync(t->fd) != 0)
			failed = errno;
		if (close(t->fd) != 0 && !failed)
			failed = errno;
		t->fd = -1;
		if (!failed)
			failed = place(t);
		if (!failed) {
			t->finished = true;
			failed = sync_folder(t->path);
		}
	}
	return failed ? file_error(err, t->name, failed) : RC_OK;
}

void target_clear(struct target *t) {
	if (!t->is_stdout && t->fd >= 0)
		close(t->fd);
	if (t->part_made && !t->finished)
		unlink(t->part);
	free(t->path);
	free(t->part);
	free(t->name);
	*t = (struct target){.fd = -1};
}
