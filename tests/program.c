/* SPDX-License-Identifier: MIT */
#include "program.h"

#include <errno.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ENV_MAX = 64, TEMP_MAX = 64 };

extern char **environ;

static void die(const char *what) {
	fprintf(stderr, "program: %s: %s\n", what, strerror(errno));
	exit(99);
}

const char *program_path(void) {
	const char *own = getenv("WUBAO");
	return own ? own : WUBAO_BIN;
}

static size_t name_len(const char *setting) { return strcspn(setting, "="); }

static void set_env(const char **env, size_t *n, const char *setting) {
	size_t len = name_len(setting), at = 0;
	while (at < *n && (name_len(env[at]) != len || strncmp(env[at], setting, len) != 0))
		at++;
	if (setting[len] == '\0') {
		if (at < *n)
			env[at] = env[--*n];
	} else if (at < *n || *n + 1 < ENV_MAX) {
		env[at] = setting;
		*n += at == *n;
	}
}

void program_exec(const char *const argv[], const char *term, const char *const own[]) {
	static const char *const kept[] = {"PATH", "HOME", "TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS",
	                                   "LLVM_PROFILE_FILE"};
	static char room[sizeof kept / sizeof *kept + 1][1024];
	const char *env[ENV_MAX];
	size_t n = 0, r = 0;
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		const char *v = getenv(kept[i]);
		if (!v)
			continue;
		snprintf(room[r], sizeof room[r], "%s=%s", kept[i], v);
		set_env(env, &n, room[r++]);
	}
	snprintf(room[r], sizeof room[r], "TERM=%s", term);
	set_env(env, &n, room[r]);
	set_env(env, &n, "LANG=C.UTF-8");
	set_env(env, &n, "TZ=UTC");
	for (; own && *own; own++)
		set_env(env, &n, *own);
	env[n] = NULL;
	/* Whatever started the tests may have us ignore a hang-up; the program must meet signals as at a log-in. */
	static const int usual[] = {SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM, SIGCHLD, SIGXFSZ, SIGTSTP, SIGWINCH};
	sigset_t none;
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		signal(usual[i], SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	environ = (char **)(uintptr_t)env;
	execvp(argv[0], (char *const *)(uintptr_t)argv);
	fprintf(stderr, "program: %s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

int program_exit_code(int status) {
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

/* Read some of fd into a growing, NUL-ended text; false at the end. */
static int more(int fd, char **text, size_t *n) {
	char buf[8192];
	ssize_t r = read(fd, buf, sizeof buf);
	if (r < 0 && (errno == EINTR || errno == EAGAIN))
		return 1;
	char *grown = realloc(*text, *n + (r > 0 ? (size_t)r : 0) + 1);
	if (!grown)
		die("memory");
	if (r > 0)
		memcpy(grown + *n, buf, (size_t)r);
	*n += r > 0 ? (size_t)r : 0;
	grown[*n] = '\0';
	*text = grown;
	return r > 0;
}

static void close_fd(struct pollfd *f) {
	close(f->fd);
	f->fd = -1;
}

struct program_result program_run(const char *const argv[], const char *const own[], const char *input) {
	struct program_result r = {0};
	int in[2], out[2], err[2], status = 0;
	if (pipe(in) != 0 || pipe(out) != 0 || pipe(err) != 0)
		die("pipe");
	fflush(NULL);
	pid_t pid = fork();
	if (pid < 0)
		die("fork");
	if (pid == 0) {
		dup2(in[0], 0);
		dup2(out[1], 1);
		dup2(err[1], 2);
		for (int i = 0; i < 2; i++) {
			close(in[i]);
			close(out[i]);
			close(err[i]);
		}
		program_exec(argv, "dumb", own);
	}
	close(in[0]);
	close(out[1]);
	close(err[1]);
	void (*old)(int) = signal(SIGPIPE, SIG_IGN);
	size_t left = input ? strlen(input) : 0;
	struct pollfd f[3] = {{in[1], POLLOUT, 0}, {out[0], POLLIN, 0}, {err[0], POLLIN, 0}};
	while (f[1].fd >= 0 || f[2].fd >= 0) {
		if (f[0].fd >= 0 && left == 0)
			close_fd(&f[0]);
		if (poll(f, 3, -1) < 0 && errno != EINTR)
			die("poll");
		if (f[0].fd >= 0 && f[0].revents) {
			ssize_t w = write(in[1], input, left < 4096 ? left : 4096);
			left = w > 0 ? left - (size_t)w : 0;
			input += w > 0 ? w : 0;
		}
		if (f[1].fd >= 0 && f[1].revents && !more(f[1].fd, &r.out, &r.out_n))
			close_fd(&f[1]);
		if (f[2].fd >= 0 && f[2].revents && !more(f[2].fd, &r.err, &r.err_n))
			close_fd(&f[2]);
	}
	if (f[0].fd >= 0)
		close_fd(&f[0]);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	signal(SIGPIPE, old);
	r.status = program_exit_code(status);
	return r;
}

void program_result_clear(struct program_result *r) {
	free(r->out);
	free(r->err);
	*r = (struct program_result){0};
}

/* ---- temporary folders ---- */

static char *temp_dirs[TEMP_MAX];
static size_t temp_count;
static pid_t temp_owner;

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *at) {
	remove(path);
	return 0;
}

static void remove_temp_dirs(void) {
	if (getpid() != temp_owner)
		return;
	for (size_t i = 0; i < temp_count; i++) {
		nftw(temp_dirs[i], remove_one, 16, FTW_PHYS | FTW_DEPTH);
		free(temp_dirs[i]);
	}
}

const char *program_temp_dir(void) {
	const char *base = getenv("TMPDIR");
	if (!base || !*base)
		base = "/tmp";
	if (temp_count == TEMP_MAX) {
		errno = ENOSPC;
		die("temporary folders");
	}
	char *path = malloc(strlen(base) + sizeof "/wubao-test.XXXXXX");
	if (!path)
		die("memory");
	snprintf(path, strlen(base) + sizeof "/wubao-test.XXXXXX", "%s/wubao-test.XXXXXX", base);
	if (!mkdtemp(path))
		die(base);
	if (temp_count == 0) {
		temp_owner = getpid();
		atexit(remove_temp_dirs);
	}
	return temp_dirs[temp_count++] = path;
}
