/* SPDX-License-Identifier: MIT
 * Where a file for people is written: to PATH.part (0600, never through a link), synced, and given
 * its name when it is whole.
 */
#ifndef EXCHANGE_CSV_TARGET_H
#define EXCHANGE_CSV_TARGET_H

#include <stdbool.h>

#include "core/err.h"

enum csv_existing {
	CSV_KEEP,    /* refuse when the file is there */
	CSV_REPLACE, /* write over it */
	/* a file with the same bytes stands as it is; else PATH with -2, -3... before its last
	 * ending */
	CSV_NUMBER,
};

struct target {
	char *path, *part; /* path: its own name after target_finish, which CSV_NUMBER may change */
	char *name;        /* of the file, for sentences */
	int fd;            /* of the part, to write and read; stdout where path is "-" */
	bool is_stdout, part_made, finished;
	enum csv_existing existing;
};

/* RC_EXISTS when the file is there and existing is CSV_KEEP, or another write holds PATH.part (one
 * left by a dead process is removed); RC_DENIED, RC_NOT_FOUND, RC_FULL, RC_IO. */
enum rc target_open(struct target *t, const char *path, enum csv_existing existing,
                    struct err *err);
/* Sync and put in place. failed: errno of a write that did not arrive, told instead; 0: none. */
enum rc target_finish(struct target *t, int failed, struct err *err);
void target_clear(struct target *t); /* removes the part unless finished */

#endif
