/* An SQLite VFS over the usual one that fails chosen calls: once, or from then on.
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_STORE_FAULTVFS_H
#define TESTS_STORE_FAULTVFS_H

#include <stdbool.h>

enum fault_kind {
	FAULT_IOERR, /* the call does nothing and says I/O error */
	FAULT_FULL,  /* a write says disk full; other calls as FAULT_IOERR */
	FAULT_SHORT, /* a write puts half of its bytes into the file, then as FAULT_FULL */
};

/* Make it the default VFS of the process, disarmed. */
void fault_install(void);
/* The nth read, write, sync, truncate, open or delete from now on (1 = the next) fails; forever: all after it too. */
void fault_arm(int nth, enum fault_kind kind, bool forever);
void fault_disarm(void);
/* Calls failed since fault_arm. */
int fault_hits(void);

#endif
