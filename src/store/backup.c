/* A whole copy of the database, by the backup API: a copied file could be torn (rule 12.6).
 * SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/mem.h"
#include "store/internal.h"

enum rc room_check(struct store *s, const char *path, struct err *err) {
	long long pages = 0, size = 0, free_bytes = store_free_bytes(s);
	int code = connection_int(s->db, "PRAGMA page_count", &pages);
	if (code == SQLITE_OK)
		code = connection_int(s->db, "PRAGMA page_size", &size);
	if (code != SQLITE_OK)
		return store_fail(s, code, err);
	if (free_bytes >= 0 && free_bytes < pages * size + (1 << 20))
		return errno_sentence(ENOSPC, path, err);
	return RC_OK;
}

static int copy_pages(struct store *s, sqlite3 *copy) {
	int code = sqlite3_exec(copy, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF", NULL, NULL,
	                        NULL);
	if (code != SQLITE_OK)
		return code;
	sqlite3_backup *b = sqlite3_backup_init(copy, "main", s->db, "main");
	if (b == NULL)
		return sqlite3_extended_errcode(copy);
	int64_t deadline = clock_mono_ms() + s->wait_ms;
	do {
		code = sqlite3_backup_step(b, -1);
		if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
			sqlite3_sleep(5);
	} while ((code == SQLITE_BUSY || code == SQLITE_LOCKED) && clock_mono_ms() < deadline);
	int end = sqlite3_backup_finish(b);
	return code != SQLITE_DONE ? code : end;
}

static int check_copy(sqlite3 *copy) {
	sqlite3_stmt *h = NULL;
	int code = sqlite3_prepare_v2(copy, "PRAGMA integrity_check(1)", -1, &h, NULL);
	if (code == SQLITE_OK) {
		code = sqlite3_step(h);
		if (code == SQLITE_ROW)
			code = strcmp((const char *)sqlite3_column_text(h, 0), "ok") == 0
			               ? SQLITE_OK
			               : SQLITE_CORRUPT;
	}
	sqlite3_finalize(h);
	return code;
}

static enum rc make_copy(struct store *s, const char *part, struct err *err) {
	sqlite3 *copy = NULL;
	int fd = open(part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return errno_sentence(errno, part, err);
	close(fd);

	enum rc rc = RC_OK;
	int code = sqlite3_open_v2(part, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE,
	                           NULL);
	if (code == SQLITE_OK)
		code = copy_pages(s, copy);
	if (code == SQLITE_OK)
		code = check_copy(copy);
	if (code != SQLITE_OK)
		rc = sqlite_sentence(copy, code, part, err);
	code = sqlite3_close(copy);
	if (rc == RC_OK && code != SQLITE_OK)
		rc = sqlite_sentence(NULL, code, part, err);
	return rc;
}

static enum rc file_sync(const char *path, struct err *err) {
	enum rc rc = RC_OK;
	int fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0 || fsync(fd) != 0)
		rc = errno_sentence(errno, path, err);
	if (fd >= 0 && close(fd) != 0 && rc == RC_OK)
		rc = errno_sentence(errno, path, err);
	return rc;
}

enum rc backup_to(struct store *s, const char *path, struct err *err) {
	char *part = mem_printf("%s.part", path);
	unlink(part); /* of an earlier try that was killed */

	enum rc rc = room_check(s, path, err);
	if (rc == RC_OK)
		rc = make_copy(s, part, err);
	if (rc == RC_OK)
		rc = file_sync(part, err);
	if (rc == RC_OK && rename(part, path) != 0)
		rc = errno_sentence(errno, path, err);
	if (rc == RC_OK)
		rc = folder_sync(path, err);
	if (rc != RC_OK)
		unlink(part);
	free(part);
	return rc;
}
