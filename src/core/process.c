/* The process itself: what it inherits, what it leaves, what it can reach.
 * SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* O_PATH, clearenv */
#include "core/process.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <signal.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysinfo.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/mem.h"

/* What the program reads, and no more: LOCPATH, GCONV_PATH, LD_*, NCURSES_* and the like choose
 * what is loaded. */
static const char *const kept[] = {
	"HOME",    "USER",           "LOGNAME",     "TERM",          "TERMINFO",
	"COLUMNS", "LINES",          "NO_COLOR",    "LANG",          "LANGUAGE",
	"LC_ALL",  "LC_CTYPE",       "LC_MESSAGES", "LC_COLLATE",    "XDG_DATA_HOME",
	"TMPDIR",  "SSH_CONNECTION", "SSH_TTY",     "SSH_USER_AUTH", "SSH_ORIGINAL_COMMAND",
};
enum { KEPT = sizeof kept / sizeof *kept, LONGEST = 4096 };

static void clean_environment(void) {
	char *value[KEPT];

	for (size_t i = 0; i < KEPT; i++) {
		const char *v = getenv(kept[i]);

		value[i] = v && strlen(v) <= LONGEST ? mem_strdup(v) : NULL;
	}
	clearenv();
	for (size_t i = 0; i < KEPT; i++) {
		if (value[i])
			setenv(kept[i], value[i], 1);
		free(value[i]);
	}
}

/* A closed 0, 1 or 2 would be given to the database, and a message printed into it. */
static bool hold_standard_descriptors(void) {
	int fd;

	do {
		fd = open("/dev/null", O_RDWR);
	} while (fd >= 0 && fd <= STDERR_FILENO);
	return fd >= 0 && close(fd) == 0;
}

/* A full disk or a closed pipe is an error to answer, not a death. */
static void ignore_signals(void) {
	struct sigaction ignore = {.sa_handler = SIG_IGN};

	sigemptyset(&ignore.sa_mask);
	sigaction(SIGXFSZ, &ignore, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
}

/* Names and numbers must end up in no core file and no debugger; the leak checker of a test build
 * is one. */
static void forbid_core(void) {
	const struct rlimit none = {0, 0};

	setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

bool process_begin(void) {
	if (!hold_standard_descriptors())
		return false;
	ignore_signals();
	umask(077);
	forbid_core();
	clean_environment();
	return true;
}

/* The kernel's structures as of the newest version used here; older kernels are given less (size
 * and masks). */
struct ruleset {
	uint64_t files, tcp, scoped;
};

#define READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define FILE_RIGHTS (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE)
/* Values of newer kernels' rights, so that any header will do. */
#define REFER (1ULL << 13)
#define TRUNCATE (1ULL << 14)
#define TCP_BIND_CONNECT 3ULL
#define SCOPE_ABSTRACT_SOCKET 1ULL
enum { ABI_REFER = 2, ABI_TRUNCATE = 3, ABI_TCP = 4, ABI_SCOPE = 6 };

static int level; /* of the kernel's Landlock that is in force; 0: none */

const char *process_confined(void) {
	static char text[32];

	if (level == 0)
		return "none";
	snprintf(text, sizeof text, "landlock %d", level);
	return text;
}

static uint64_t all_rights(int abi) {
	uint64_t all = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

	return all | (abi >= ABI_REFER ? REFER : 0) | (abi >= ABI_TRUNCATE ? TRUNCATE : 0);
}

/* Nothing is executed, no device made, anywhere. */
static uint64_t write_rights(int abi) {
	return all_rights(abi) &
	       ~(uint64_t)(LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
	                   LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SOCK |
	                   LANDLOCK_ACCESS_FS_MAKE_FIFO);
}

static void allow_fd(int rules, int fd, uint64_t rights, int abi) {
	struct landlock_path_beneath_attr rule = {.allowed_access = rights, .parent_fd = fd};
	struct stat st;

	if (fstat(fd, &st) == 0 && !S_ISDIR(st.st_mode))
		rule.allowed_access &= FILE_RIGHTS | (abi >= ABI_TRUNCATE ? TRUNCATE : 0);
	if (rule.allowed_access)
		syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
}

static void allow(int rules, const char *path, uint64_t rights, int abi) {
	int fd = open(path, O_PATH | O_CLOEXEC);

	if (fd < 0)
		return;
	allow_fd(rules, fd, rights, abi);
	close(fd);
}

static void allow_nearest(int rules, const char *path, uint64_t rights, int abi) {
	char *p = mem_strdup(*path ? path : ".");
	int fd;

	while ((fd = open(p, O_PATH | O_CLOEXEC)) < 0) {
		char *slash = strrchr(p, '/');

		if (!slash)
			memcpy(p, ".", sizeof ".");
		else if (slash == p)
			p[1] = '\0';
		else
			*slash = '\0';
		if (strcmp(p, "/") == 0 || strcmp(p, ".") == 0) {
			fd = open(p, O_PATH | O_CLOEXEC);
			break;
		}
	}
	if (fd >= 0) {
		allow_fd(rules, fd, rights, abi);
		close(fd);
	}
	free(p);
}

/* Character sets, names of users, terminals, locales; of other processes whether they are stopped.
 */
static const char *const system_paths[] = {
	"/usr/lib",   "/usr/lib64", "/usr/share",   "/lib",
	"/lib64",     "/etc",       "/dev/urandom", "/dev/null", "/proc",
};

void process_confine(const struct process_path *paths, size_t n) {
#ifndef WUBAO_COVERAGE
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	const char *terminfo = getenv("TERMINFO");
	struct ruleset attr;
	int rules, version = (int)abi;

	if (abi < 1)
		return;
	attr = (struct ruleset){.files = all_rights(version),
	                        .tcp = abi >= ABI_TCP ? TCP_BIND_CONNECT : 0,
	                        .scoped = abi >= ABI_SCOPE ? SCOPE_ABSTRACT_SOCKET : 0};
	rules = (int)syscall(SYS_landlock_create_ruleset, &attr,
	                     abi >= ABI_SCOPE ? sizeof attr
	                     : abi >= ABI_TCP ? 2 * sizeof attr.files
	                                      : sizeof attr.files,
	                     0);
	if (rules < 0)
		return;
	for (size_t i = 0; i < sizeof system_paths / sizeof *system_paths; i++)
		allow(rules, system_paths[i], READ, version);
	allow(rules, "/dev/null", FILE_RIGHTS, version);
	allow(rules, "/dev/tty", FILE_RIGHTS, version);
	if (terminfo)
		allow(rules, terminfo, READ, version);
	for (size_t i = 0; i < n; i++)
		allow_nearest(rules, paths[i].path, paths[i].write ? write_rights(version) : READ,
		              version);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	    syscall(SYS_landlock_restrict_self, rules, 0) == 0)
		level = version;
	close(rules);
#else
#endif
}

bool process_runs(long long pid, long long since_ms) {
	struct sysinfo machine;

	if (pid <= 1 || sysinfo(&machine) != 0 ||
	    since_ms / 1000 < clock_now_ms() / 1000 - (long long)machine.uptime)
		return false;
	return kill((pid_t)pid, 0) == 0 || errno == EPERM;
}

/* One short line out of /proc; "" when it cannot be read. */
static void read_word(const char *path, char out[PROCESS_BOOT_BUF]) {
	FILE *f = fopen(path, "re");

	if (!f || !fgets(out, PROCESS_BOOT_BUF, f))
		out[0] = '\0';
	if (f)
		fclose(f);
	out[strcspn(out, "\n")] = '\0';
}

bool process_is_ours(long long pid) {
	char path[64], name[PROCESS_BOOT_BUF];

	snprintf(path, sizeof path, "/proc/%lld/comm", pid);
	read_word(path, name);
	return strcmp(name, "wubao") == 0;
}

/* The name in brackets may hold anything, also brackets: what is counted begins behind the last. */
char process_state(long long pid, long long *began) {
	char path[64], line[1024], *p = NULL;
	int fd;
	ssize_t n;

	*began = 0;
	snprintf(path, sizeof path, "/proc/%lld/stat", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	n = fd >= 0 ? read(fd, line, sizeof line - 1) : -1;
	if (fd >= 0)
		close(fd);
	if (n > 0) {
		line[n] = '\0';
		p = strrchr(line, ')');
	}
	if (p == NULL || p[1] != ' ')
		return 0;
	char state = p[2];
	for (int field = 2; field < 22 && p != NULL; field++)
		p = strchr(p + 1, ' ');
	*began = p != NULL ? strtoll(p, NULL, 10) : 0;
	return state;
}

static int held;

bool process_holds(void) { return held > 0; }

void process_hold(int by) {
	static sigset_t before;
	sigset_t stops;

	sigemptyset(&stops);
	sigaddset(&stops, SIGTSTP);
	sigaddset(&stops, SIGTTIN);
	sigaddset(&stops, SIGTTOU);
	if (held == 0 && by > 0)
		sigprocmask(SIG_BLOCK, &stops, &before);
	held += by;
	if (held == 0 && by < 0)
		sigprocmask(SIG_SETMASK, &before, NULL);
}

void process_boot(char boot[PROCESS_BOOT_BUF]) {
	read_word("/proc/sys/kernel/random/boot_id", boot);
}
