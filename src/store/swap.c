/* A station's files exchanged for those of a backup. SPDX-License-Identifier: MIT
 *
 * PATH.restoring says what is under way: a line each of the step (1: the old files go, 2: the new
 * ones come), the two folders and the names. It is written anew between the steps, so that a file
 * of the old set is never taken for one of the new.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/file.h"
#include "core/mem.h"
#include "store/backup.h"
#include "store/internal.h"

enum { MARKER_MAX = 4096, NAMES_MAX = 16 };

struct swap {
	char *marker, *folder, *text;
	int step;
	const char *old, *new, *names[NAMES_MAX];
	size_t n;
};

static enum rc in_use(const char *path, struct err *err) {
	return err_set(err, RC_BUSY, "store.in_use",
	               N_("Others have {path} open: a restore begins when all are out."), "path",
	               path, NULL);
}

static enum rc lock_alone(int fd, const char *path, struct err *err) {
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		return RC_OK;
	return errno == EWOULDBLOCK ? in_use(path, err) : errno_sentence(errno, path, err);
}

enum rc store_alone(struct store *s, int *fd, struct err *err) {
	enum rc rc = lock_alone(s->session_fd, s->path, err);

	if (rc != RC_OK) {
		flock(s->session_fd, LOCK_SH | LOCK_NB); /* as before */
		return rc;
	}
	*fd = fcntl(s->session_fd, F_DUPFD_CLOEXEC, 3);
	return *fd < 0 ? errno_sentence(errno, s->path, err) : RC_OK;
}

enum rc store_alone_at(const char *path, int *fd, struct err *err) {
	char *session = mem_printf("%s.session", path);
	enum rc rc;

	*fd = open(session, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	rc = *fd < 0 ? errno_sentence(errno, session, err) : lock_alone(*fd, path, err);
	if (rc != RC_OK && *fd >= 0)
		close(*fd);
	free(session);
	return rc;
}

static void swap_clear(struct swap *w) {
	free(w->marker);
	free(w->folder);
	free(w->text);
}

static void swap_of(struct swap *w, const char *path) {
	const char *slash = strrchr(path, '/');

	*w = (struct swap){.marker = mem_printf("%s.restoring", path),
	                   .folder = slash ? mem_strndup(path, (size_t)(slash - path) + 1)
	                                   : mem_strdup("./")};
}

/* One rename; a file that is not there is no failure. */
static enum rc move(const struct swap *w, const char *from, const char *to, const char *name,
                    struct err *err) {
	char *a = mem_printf("%s%s%s%s", w->folder, from, *from ? "/" : "", name);
	char *b = mem_printf("%s%s%s%s", w->folder, to, *to ? "/" : "", name);
	enum rc rc = rename(a, b) == 0 || errno == ENOENT ? RC_OK : errno_sentence(errno, a, err);

	free(a);
	free(b);
	return rc;
}

static enum rc sync_in(const struct swap *w, const char *inner, struct err *err) {
	char *inside = mem_printf("%s%s/.", w->folder, inner);
	enum rc rc = folder_sync(inside, err);

	free(inside);
	return rc;
}

static enum rc mark(const struct swap *w, int step, struct err *err) {
	struct str text = {0};
	enum rc rc;

	str_addf(&text, "%d\n%s\n%s\n", step, w->old, w->new);
	for (size_t i = 0; i < w->n; i++)
		str_addf(&text, "%s\n", w->names[i]);
	rc = file_replace(w->marker, str_text(&text), text.n, err);
	str_clear(&text);
	return rc;
}

static enum rc go_on(const struct swap *w, struct err *err) {
	char *left = mem_printf("%s%s", w->folder, w->new);
	enum rc rc = RC_OK;

	for (size_t i = 0; w->step == 1 && i < w->n; i++)
		TRY(move(w, "", w->old, w->names[i], err));
	if (w->step == 1) {
		TRY(sync_in(w, w->old, err));
		TRY(folder_sync(w->marker, err));
		TRY(mark(w, 2, err));
	}
	for (size_t i = 0; i < w->n; i++)
		TRY(move(w, w->new, "", w->names[i], err));
	TRY(folder_sync(w->marker, err));
	rmdir(left);
	if (unlink(w->marker) != 0)
		rc = errno_sentence(errno, w->marker, err);
out:
	free(left);
	return rc;
}

enum rc store_swap(const char *path, const char *old, const char *new, const char *const *names,
                   struct err *err) {
	struct swap w;
	enum rc rc;

	swap_of(&w, path);
	w.step = 1;
	w.old = old;
	w.new = new;
	for (; names[w.n] && w.n < NAMES_MAX; w.n++)
		w.names[w.n] = names[w.n];
	rc = mark(&w, 1, err);
	if (rc == RC_OK)
		rc = go_on(&w, err);
	swap_clear(&w);
	return rc;
}

/* Names of our own making, in a folder of our own; one that leads out of it is no marker of ours.
 */
static bool read_marker(struct swap *w) {
	char *save = w->text, *line;
	size_t i = 0;

	for (; (line = strsep(&save, "\n")) != NULL && *line; i++) {
		if (strchr(line, '/') || line[0] == '.')
			return false;
		if (i == 0)
			w->step = line[0] - '0';
		else if (i < 3)
			*(i == 1 ? &w->old : &w->new) = line;
		else if (w->n < NAMES_MAX)
			w->names[w->n++] = line;
	}
	return (w->step == 1 || w->step == 2) && w->n > 0;
}

enum rc store_swap_finish(const char *path, struct err *err) {
	struct str text = {0};
	struct swap w;
	int fd = -1;
	enum rc rc = RC_OK;

	swap_of(&w, path);
	if (access(w.marker, F_OK) != 0)
		goto out;
	TRY(store_alone_at(path, &fd, err));
	rc = file_read(w.marker, MARKER_MAX, &text, err);
	if (rc == RC_NOT_FOUND) { /* who restores was faster */
		rc = RC_OK;
		goto out;
	}
	w.text = str_take(&text);
	if (rc == RC_OK)
		rc = read_marker(&w) ? go_on(&w, err)
		                     : err_set(err, RC_CORRUPT, "store.restoring_odd",
		                               N_("{path} cannot be read: a restore was broken "
		                                  "off. Restore again."), "path", w.marker, NULL);
out:
	if (fd >= 0)
		close(fd);
	str_clear(&text);
	swap_clear(&w);
	return rc;
}
