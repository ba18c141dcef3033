/* What holds for the whole process: set once by main before the first file is opened.
 * SPDX-License-Identifier: MIT */
#ifndef CORE_PROCESS_H
#define CORE_PROCESS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Descriptors 0-2 open, umask 077, no core and no ptrace by others, SIGPIPE and SIGXFSZ ignored, an
 * environment of named variables only. False: no descriptors left.
 */
bool process_begin(void);

/* Does the process still run that had this number at this moment (real ms)? Never of a moment
 * before the machine was started. A number that went to another process since is taken for it. */
bool process_runs(long long pid, long long since_ms);
/* Is it one of this program's? A number says nothing after the machine was started again
 * (process_boot: since when), and may have gone to another program. */
bool process_is_ours(long long pid);
/* Its state as the kernel says it, 'R', 'S', 'T'..., and when it began, in ticks since the machine
 * was started; 0: no such process, or it cannot be seen. */
char process_state(long long pid, long long *began);
enum { PROCESS_BOOT_BUF = 128 };
void process_boot(char boot[PROCESS_BOOT_BUF]);

/*
 * +1 when something is taken that others wait for (a lock of the database), -1 when it is let go.
 * While it is held nothing may wait for a person, a terminal or a pipe: who writes there or asks
 * there checks (process_holds), and the terminal cannot stop the process (SIGTSTP, SIGTTIN, SIGTTOU
 * wait until then).
 */
void process_hold(int by);
bool process_holds(void);

/* A folder or file the process may still use. One that does not exist stands for the nearest folder
 * above it. */
struct process_path {
	const char *path;
	bool write; /* make, write, rename and remove in it too */
};
/*
 * From here on no other file can be opened, nothing executed, no TCP connection made (Landlock,
 * where the kernel has it), beside what the C library, terminals and character sets read. May be
 * called again to narrow further.
 */
void process_confine(const struct process_path *paths, size_t n);
/* How far that went, for info and the log: "landlock 4", or "none". Static. */
const char *process_confined(void);

#endif
