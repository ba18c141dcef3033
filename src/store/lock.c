/* SPDX-License-Identifier: MIT
 * Two lock files beside the database: PATH.lock queues the writers, PATH.session is held shared by
 * every open store so that a restore can wait for all to leave. flock, since closing any descriptor
 * of a file drops a process's fcntl locks, and because it also excludes two stores of one process.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/mem.h"
#include "core/process.h"
#include "store/internal.h"

/* Between 0.2 and 1 ms at first, growing to at most 8: jitter keeps waiting writers from moving in
 * step. */
static void sleep_jittered(int count) {
	unsigned char r;
	random_bytes(&r, 1);
	long top = count < 8 ? 1000L * (count + 1) : 8000L;
	long us = 200 + top * r / 256;
	nanosleep(&(struct timespec){.tv_nsec = us * 1000}, NULL);
}

enum { HUNG_UP_MS = 2000 };

long long (*lock_hung_up)(void);

static bool is_over(const struct store *s) {
	long long now = clock_mono_ms(), since = lock_hung_up != NULL ? lock_hung_up() : 0;

	return now >= s->deadline || (since > 0 && now >= since + HUNG_UP_MS);
}

static enum rc lock_file(struct store *s, const char *suffix, int *fd, struct err *err) {
	char *path = mem_printf("%s%s", s->path, suffix);
	int flags = s->read_only ? O_RDONLY : O_RDWR | O_CREAT;
	enum rc rc = RC_OK;

	*fd = open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0600);
	/* A reader may have no right to make files, or be the first: it then goes without. */
	if (*fd < 0 && !s->read_only)
		rc = errno == EACCES || errno == EROFS || errno == EPERM
		         ? err_set(err, RC_DENIED, "store.folder",
		                   N_("Nothing can be written beside {path}. Check the permissions "
		                      "of its folder, or open it for reading only."),
		                   "path", s->path, NULL)
		         : errno_sentence(errno, path, err);
	free(path);
	return rc;
}

enum rc lock_open(struct store *s, struct err *err) {
	enum rc rc = s->drafts ? RC_OK : lock_file(s, ".session", &s->session_fd, err);
	if (rc == RC_OK && !s->read_only)
		rc = lock_file(s, ".lock", &s->lock_fd, err);
	if (rc == RC_OK && s->session_fd >= 0 && flock(s->session_fd, LOCK_SH | LOCK_NB) != 0)
		rc = errno == EWOULDBLOCK
		         ? err_set(err, RC_BUSY, "store.restoring",
		                   N_("The database {path} is just being restored from a backup. "
		                      "Try again when that is done."), "path",
		                   s->path, NULL)
		         : errno_sentence(errno, s->path, err);
	return rc;
}

/* Who holds the lock, for those who wait: process and when it began, blanked before it is let go.
 * Always as long, so that a full disk has its place too. */
enum { HOLDER_LEN = 40, STOPPED_MS = 3000, LOOK_MS = 200 };

static void write_holder(const struct store *s, bool mine) {
	static long long pid, began;
	char text[HOLDER_LEN + 1];

	if (pid != (long long)getpid()) {
		pid = (long long)getpid();
		(void)process_state(pid, &began);
	}
	snprintf(text, sizeof text, "%-19lld %-19lld\n", mine ? pid : 0, mine ? began : 0);
	if (pwrite(s->lock_fd, text, HOLDER_LEN, 0) != HOLDER_LEN)
		return; /* then nobody knows, and waits as ever */
}

struct waiting {
	int64_t look_at, since; /* next look at the holder; since when it is seen stopped, 0: it runs */
	long long pid, began;
};

/* One that is stopped with the lock held keeps everybody out until a person wakes it: after a while
 * it is ended, as a power cut would, and what it had begun is rolled back by whoever comes next. */
static void watch_holder(struct store *s, struct waiting *w) {
	int64_t now = clock_mono_ms();
	char text[HOLDER_LEN + 1] = "", state;
	long long pid = 0, began = 0, runs = 0;

	if (now < w->look_at)
		return;
	w->look_at = now + LOOK_MS;
	if (pread(s->lock_fd, text, HOLDER_LEN, 0) != HOLDER_LEN ||
	    sscanf(text, "%lld %lld", &pid, &began) != 2 || pid <= 1 || pid == (long long)getpid())
		pid = 0;
	state = pid != 0 ? process_state(pid, &runs) : 0;
	if ((state != 'T' && state != 't') || runs != began)
		w->since = 0;
	else if (w->since == 0 || pid != w->pid || began != w->began)
		w->since = now;
	w->pid = pid;
	w->began = began;
	if (w->since != 0 && now - w->since >= STOPPED_MS && kill((pid_t)pid, SIGKILL) == 0)
		s->broken_pid = pid;
}

enum rc lock_writer(struct store *s, struct err *err) {
	struct waiting w = {.look_at = 0};

	s->deadline = clock_mono_ms() + s->wait_ms;
	for (int count = 0; flock(s->lock_fd, LOCK_EX | LOCK_NB) != 0; count++) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return errno_sentence(errno, s->path, err);
		if (is_over(s)) {
			s->busy_at = clock_mono_ms();
			return sqlite_sentence(NULL, SQLITE_BUSY, s->path, err);
		}
		watch_holder(s, &w);
		sleep_jittered(count);
	}
	process_hold(1);
	write_holder(s, true);
	return RC_OK;
}

void unlock_writer(struct store *s) {
	if (s->lock_fd < 0)
		return;
	write_holder(s, false);
	flock(s->lock_fd, LOCK_UN);
	process_hold(-1);
}

void lock_close(struct store *s) {
	if (s->lock_fd >= 0)
		close(s->lock_fd);
	if (s->session_fd >= 0)
		close(s->session_fd);
	s->lock_fd = s->session_fd = -1;
}

int lock_busy_handler(void *store, int count) {
	struct store *s = store;
	/* Within an action the wait that began at the lock file goes on; a reader starts its
	 * own. */
	if (count == 0 && !s->open)
		s->deadline = clock_mono_ms() + s->wait_ms;
	if (is_over(s))
		return 0;
	sleep_jittered(count);
	return 1;
}
