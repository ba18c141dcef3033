/* SPDX-License-Identifier: MIT */
#include "store/disk.h"

#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/file.h"
#include "core/mem.h"
#include "core/vec.h"

static struct disk live, base;
static struct disk_op *ops;
static size_t op_count;
static enum disk_lie lying;
static struct {
	int left; /* calls that still succeed, and the one that fails */
	bool armed, full, hit;
} failing;
static sqlite3_vfs *real_vfs;

struct handle {
	sqlite3_file head;
	int file;
};

/* ---- disks ---- */

static void resize(struct disk_file *f, size_t n) {
	if (n > f->room) {
		f->room = n + n / 2 + 4096;
		f->bytes = realloc(f->bytes, f->room);
		if (!f->bytes)
			abort();
	}
	if (n > f->n)
		memset(f->bytes + f->n, 0, n - f->n);
	f->n = n;
}

void disk_copy(struct disk *out, const struct disk *from) {
	for (int i = 0; i < from->count; i++) {
		struct disk_file *f = &out->file[i];

		memcpy(f->path, from->file[i].path, sizeof f->path);
		f->there = from->file[i].there;
		resize(f, from->file[i].n);
		if (f->n)
			memcpy(f->bytes, from->file[i].bytes, f->n);
	}
	for (int i = from->count; i < out->count; i++)
		out->file[i].there = false;
	out->count = from->count;
}

void disk_free(struct disk *d) {
	for (int i = 0; i < DISK_FILES; i++)
		free(d->file[i].bytes);
	*d = (struct disk){.count = 0};
}

void disk_do(struct disk *d, const struct disk_op *op, int bytes) {
	struct disk_file *f = &d->file[op->file];
	size_t n = bytes == DISK_WHOLE ? op->n : (size_t)bytes;

	if (d->count <= op->file) {
		memcpy(f->path, live.file[op->file].path, sizeof f->path);
		d->count = op->file + 1;
	}
	if (op->kind == DISK_WRITE) {
		f->there = true;
		if (op->at + n > f->n)
			resize(f, op->at + n);
		memcpy(f->bytes + op->at, op->bytes, n);
	} else if (op->kind != DISK_SYNC) {
		f->there = op->kind == DISK_TRUNCATE;
		resize(f, op->kind == DISK_TRUNCATE ? op->at : 0);
	}
}

bool disk_same_file(const struct disk *a, const struct disk *b, int file) {
	return a->file[file].n == b->file[file].n && memcmp(a->file[file].bytes, b->file[file].bytes, a->file[file].n) == 0;
}

/* Four lanes, which the processor does side by side. */
unsigned long long disk_hash(const struct disk *d) {
	const uint64_t odd = 0x9E3779B97F4A7C15u;
	uint64_t h[4] = {1, 2, 3, 4}, word[4];

	for (int i = 0; i < d->count; i++) {
		const struct disk_file *f = &d->file[i];

		for (size_t at = 0; at < f->n; at += sizeof word) {
			size_t n = f->n - at < sizeof word ? f->n - at : sizeof word;

			memset(word, 0, sizeof word);
			memcpy(word, f->bytes + at, n);
			for (int k = 0; k < 4; k++) {
				h[k] = (h[k] ^ word[k]) * odd;
				h[k] ^= h[k] >> 29;
			}
		}
		h[0] = (h[0] ^ f->n ^ (uint64_t)f->there << 60) * odd;
	}
	return ((h[0] * odd ^ h[1]) * odd ^ h[2]) * odd ^ h[3];
}

/* ---- the log ---- */

struct disk *disk_live(void) { return &live; }

const struct disk *disk_base(void) { return &base; }

const struct disk_op *disk_log(size_t *n) {
	*n = op_count;
	return ops;
}

static void forget_log(void) {
	for (size_t i = 0; i < op_count; i++)
		free(ops[i].bytes);
	op_count = 0;
}

void disk_settle(void) {
	for (size_t i = 0; i < op_count; i++)
		disk_do(&base, &ops[i], DISK_WHOLE);
	forget_log();
}

void disk_load(const struct disk *from) {
	disk_copy(&live, from);
	disk_copy(&base, from);
	forget_log();
}

void disk_lie(enum disk_lie lie) { lying = lie; }

void disk_fail(int nth, bool full) {
	failing.armed = nth > 0;
	failing.left = nth;
	failing.full = full;
	failing.hit = false;
}

bool disk_has_failed(void) { return failing.hit; }

static bool fails_now(void) {
	bool now = failing.armed && (failing.left <= 0 || --failing.left == 0);

	failing.hit = failing.hit || now; /* until disk_fail is said again */
	return now;
}

static void log_op(struct disk_op op, const void *bytes) {
	if (bytes) {
		op.bytes = mem_zalloc(1, op.n);
		memcpy(op.bytes, bytes, op.n);
	}
	disk_do(&live, &op, DISK_WHOLE);
	VEC_PUSH(ops, op_count, op);
}

/* ---- the VFS ---- */

static struct disk_file *file_of(sqlite3_file *f) { return &live.file[((struct handle *)f)->file]; }

static int d_close(sqlite3_file *f) { return SQLITE_OK; }

static int d_read(sqlite3_file *file, void *out, int n, sqlite3_int64 at) {
	struct disk_file *f = file_of(file);
	size_t from = (size_t)at, have = from < f->n ? f->n - from : 0;

	if (failing.armed && failing.hit && !failing.full)
		return SQLITE_IOERR_READ;
	if (have >= (size_t)n) {
		memcpy(out, f->bytes + from, (size_t)n);
		return SQLITE_OK;
	}
	memset(out, 0, (size_t)n);
	if (have)
		memcpy(out, f->bytes + from, have);
	return SQLITE_IOERR_SHORT_READ;
}

static int d_write(sqlite3_file *file, const void *bytes, int n, sqlite3_int64 at) {
	if (fails_now())
		return failing.full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
	log_op((struct disk_op){.kind = DISK_WRITE, .file = ((struct handle *)file)->file, .at = (size_t)at, .n = (size_t)n}, bytes);
	return SQLITE_OK;
}

static int d_truncate(sqlite3_file *file, sqlite3_int64 size) {
	if (fails_now() && !failing.full)
		return SQLITE_IOERR_TRUNCATE;
	log_op((struct disk_op){.kind = DISK_TRUNCATE, .file = ((struct handle *)file)->file, .at = (size_t)size}, NULL);
	return SQLITE_OK;
}

static int d_sync(sqlite3_file *file, int flags) {
	if (fails_now() && !failing.full)
		return SQLITE_IOERR_FSYNC;
	if (lying != DISK_NEVER_SYNCED && (lying != DISK_END_UNSYNCED || file_of(file)->n > 0))
		log_op((struct disk_op){.kind = DISK_SYNC, .file = ((struct handle *)file)->file}, NULL);
	return SQLITE_OK;
}

static int d_size(sqlite3_file *file, sqlite3_int64 *size) {
	*size = (sqlite3_int64)file_of(file)->n;
	return SQLITE_OK;
}

static int d_lock(sqlite3_file *f, int level) { return SQLITE_OK; }

static int d_reserved(sqlite3_file *f, int *out) {
	*out = 0;
	return SQLITE_OK;
}

static int d_control(sqlite3_file *f, int op, void *arg) { return SQLITE_NOTFOUND; }

static int d_sector(sqlite3_file *f) { return 4096; }

static int d_device(sqlite3_file *f) {
	return SQLITE_IOCAP_POWERSAFE_OVERWRITE; /* as the unix VFS says */
}

static const sqlite3_io_methods methods = {
	.iVersion = 1, .xClose = d_close, .xRead = d_read, .xWrite = d_write, .xTruncate = d_truncate, .xSync = d_sync,
	.xFileSize = d_size, .xLock = d_lock, .xUnlock = d_lock, .xCheckReservedLock = d_reserved,
	.xFileControl = d_control, .xSectorSize = d_sector, .xDeviceCharacteristics = d_device,
};

static int find(const char *name) {
	for (int i = 0; i < live.count; i++)
		if (strcmp(live.file[i].path, name) == 0)
			return i;
	return -1;
}

/* A file of the real disk, whole and synced. */
static void take_in(int at) {
	struct str text = {0};
	struct err ignored;

	if (file_read(live.file[at].path, 1 << 26, &text, &ignored) == RC_OK) {
		resize(&live.file[at], text.n);
		memcpy(live.file[at].bytes, str_text(&text), text.n);
		live.file[at].there = true;
	}
	str_clear(&text);
}

static int d_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags) {
	struct handle *h = (struct handle *)file;
	int at = name ? find(name) : -1;

	h->head.pMethods = NULL;
	if (!name || strlen(name) >= DISK_PATH)
		return SQLITE_CANTOPEN;
	if (at < 0) {
		if (live.count == DISK_FILES)
			return SQLITE_CANTOPEN;
		at = live.count++;
		live.file[at].there = false;
		resize(&live.file[at], 0);
		snprintf(live.file[at].path, DISK_PATH, "%s", name);
		if (!(flags & SQLITE_OPEN_CREATE))
			take_in(at);
		disk_copy(&base, &live); /* a new file: nothing is amid a change that opens its database */
		forget_log();
	}
	if (!live.file[at].there && !(flags & SQLITE_OPEN_CREATE))
		return SQLITE_CANTOPEN;
	live.file[at].there = true;
	h->file = at;
	h->head.pMethods = &methods;
	if (out_flags)
		*out_flags = flags;
	return SQLITE_OK;
}

static int d_delete(sqlite3_vfs *vfs, const char *name, int sync) {
	int at = find(name);

	if (fails_now() && !failing.full)
		return SQLITE_IOERR_DELETE;
	if (at < 0 || !live.file[at].there)
		return SQLITE_IOERR_DELETE_NOENT;
	log_op((struct disk_op){.kind = DISK_DELETE, .file = at}, NULL);
	if (sync)
		log_op((struct disk_op){.kind = DISK_SYNC, .file = at}, NULL);
	return SQLITE_OK;
}

static int d_access(sqlite3_vfs *vfs, const char *name, int flags, int *out) {
	int at = find(name);

	*out = at >= 0 ? live.file[at].there : access(name, F_OK) == 0;
	return SQLITE_OK;
}

void disk_install(void) {
	static sqlite3_vfs vfs;

	real_vfs = sqlite3_vfs_find("unix");
	vfs = *real_vfs; /* the other functions never look at the vfs they are given but for its name length */
	vfs.zName = "disk";
	vfs.szOsFile = (int)sizeof(struct handle);
	vfs.xOpen = d_open;
	vfs.xDelete = d_delete;
	vfs.xAccess = d_access;
	sqlite3_vfs_register(&vfs, 1);
}
