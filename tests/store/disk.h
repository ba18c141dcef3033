/* SPDX-License-Identifier: MIT
 * A disk in memory, as an SQLite VFS: it knows in which order the files were written and what was synced, so that a test can
 * make every state a power cut may leave. One thread, no locks: no two connections may be amid something at one time. A
 * file that stands on the real disk is taken in when it is first opened; the real one is never written.
 */
#ifndef TESTS_STORE_DISK_H
#define TESTS_STORE_DISK_H

#include <stdbool.h>
#include <stddef.h>

enum { DISK_FILES = 6, DISK_PATH = 160, DISK_WHOLE = -1 };

struct disk {
	struct disk_file {
		char path[DISK_PATH];
		bool there;
		unsigned char *bytes;
		size_t n, room;
	} file[DISK_FILES];
	int count;
};

struct disk_op {
	enum { DISK_WRITE, DISK_TRUNCATE, DISK_DELETE, DISK_SYNC } kind;
	int file;
	size_t at, n; /* where and how many bytes; of a truncation: the size that is left */
	unsigned char *bytes;
};

/* Make it the default VFS of the process, empty. */
void disk_install(void);
/* What a process sees. */
struct disk *disk_live(void);
/* What was there when the log begins; the log since then. */
const struct disk *disk_base(void);
const struct disk_op *disk_log(size_t *n);
/* All that was done counts as synced: the log begins anew. */
void disk_settle(void);
/* Another disk in the place of this one, all of it synced. No connection may be open. */
void disk_load(const struct disk *from);

/* out is zero-initialised or was a copy before; disk_free when done. */
void disk_copy(struct disk *out, const struct disk *from);
void disk_free(struct disk *d);
/* Do op on d; of a write only the first `bytes` of its bytes (DISK_WHOLE: all). */
void disk_do(struct disk *d, const struct disk_op *op, int bytes);
bool disk_same_file(const struct disk *a, const struct disk *b, int file);
unsigned long long disk_hash(const struct disk *d);

/* The machine is not asked to sync: never (as synchronous=OFF), or not behind the journal's end (as journal_mode=DELETE). */
enum disk_lie { DISK_HONEST, DISK_NEVER_SYNCED, DISK_END_UNSYNCED };
void disk_lie(enum disk_lie lie);
/* From the nth call that changes something on (1: the next) every one fails: an I/O error for all, or a full disk. 0: none. */
void disk_fail(int nth, bool full);
bool disk_has_failed(void);

#endif
