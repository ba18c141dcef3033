/* SPDX-License-Identifier: MIT */
#include "store/faultvfs.h"

#include <sqlite3.h>
#include <stddef.h>

static struct {
	bool armed, forever;
	int nth, seen, hits;
	enum fault_kind kind;
} plan;

static sqlite3_vfs *real_vfs;

struct fault_file {
	sqlite3_file base;
	sqlite3_file *real; /* lies behind this struct */
};

static sqlite3_file *real_of(sqlite3_file *f) { return ((struct fault_file *)f)->real; }

static bool fails_now(void) {
	if (!plan.armed)
		return false;
	plan.seen++;
	bool now = plan.seen == plan.nth || (plan.forever && plan.seen > plan.nth);
	plan.hits += now;
	return now;
}

static int f_close(sqlite3_file *f) { return real_of(f)->pMethods->xClose(real_of(f)); }
static int f_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at) {
	return fails_now() ? SQLITE_IOERR_READ : real_of(f)->pMethods->xRead(real_of(f), p, n, at);
}
static int f_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at) {
	if (!fails_now())
		return real_of(f)->pMethods->xWrite(real_of(f), p, n, at);
	if (plan.kind == FAULT_SHORT && n > 1)
		real_of(f)->pMethods->xWrite(real_of(f), p, n / 2, at);
	return plan.kind == FAULT_IOERR ? SQLITE_IOERR_WRITE : SQLITE_FULL;
}
static int f_truncate(sqlite3_file *f, sqlite3_int64 size) {
	return fails_now() ? SQLITE_IOERR_TRUNCATE : real_of(f)->pMethods->xTruncate(real_of(f), size);
}
static int f_sync(sqlite3_file *f, int flags) {
	return fails_now() ? SQLITE_IOERR_FSYNC : real_of(f)->pMethods->xSync(real_of(f), flags);
}
static int f_size(sqlite3_file *f, sqlite3_int64 *size) {
	return real_of(f)->pMethods->xFileSize(real_of(f), size);
}
static int f_lock(sqlite3_file *f, int level) {
	return real_of(f)->pMethods->xLock(real_of(f), level);
}
static int f_unlock(sqlite3_file *f, int level) {
	return real_of(f)->pMethods->xUnlock(real_of(f), level);
}
static int f_reserved(sqlite3_file *f, int *out) {
	return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out);
}
static int f_control(sqlite3_file *f, int op, void *arg) {
	return real_of(f)->pMethods->xFileControl(real_of(f), op, arg);
}
static int f_sector(sqlite3_file *f) { return real_of(f)->pMethods->xSectorSize(real_of(f)); }
static int f_device(sqlite3_file *f) {
	return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

static const sqlite3_io_methods methods = {
	.iVersion = 1, .xClose = f_close, .xRead = f_read, .xWrite = f_write, .xTruncate = f_truncate, .xSync = f_sync,
	.xFileSize = f_size, .xLock = f_lock, .xUnlock = f_unlock, .xCheckReservedLock = f_reserved,
	.xFileControl = f_control, .xSectorSize = f_sector, .xDeviceCharacteristics = f_device,
};

static int v_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags) {
	struct fault_file *f = (struct fault_file *)file;
	f->base.pMethods = NULL;
	f->real = (sqlite3_file *)(void *)(f + 1);
	if (fails_now())
		return SQLITE_CANTOPEN;
	int code = real_vfs->xOpen(real_vfs, name, f->real, flags, out_flags);
	if (f->real->pMethods != NULL)
		f->base.pMethods = &methods;
	return code;
}

static int v_delete(sqlite3_vfs *vfs, const char *name, int sync) {
	return fails_now() ? SQLITE_IOERR_DELETE : real_vfs->xDelete(real_vfs, name, sync);
}

void fault_install(void) {
	static sqlite3_vfs vfs;
	real_vfs = sqlite3_vfs_find("unix");
	vfs = *real_vfs; /* the other functions never look at the vfs they are given but for its name length */
	vfs.zName = "fault";
	vfs.szOsFile = (int)sizeof(struct fault_file) + real_vfs->szOsFile;
	vfs.xOpen = v_open;
	vfs.xDelete = v_delete;
	sqlite3_vfs_register(&vfs, 1);
}

void fault_arm(int nth, enum fault_kind kind, bool forever) {
	plan.armed = true;
	plan.forever = forever;
	plan.nth = nth;
	plan.seen = plan.hits = 0;
	plan.kind = kind;
}

void fault_disarm(void) { plan.armed = false; }

int fault_hits(void) { return plan.hits; }
