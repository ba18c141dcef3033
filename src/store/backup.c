/* SPDX-License-Identifier: MIT */
#include "store/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/mem.h"
#include "store/internal.h"

enum { PAGES = 64, TRIES = 4, MARGIN = 1 << 20 };

struct backup {
	struct store *from;
	sqlite3 *copy;
	sqlite3_backup *b;
	char *path;
	long long stepped; /* pages, those copied anew because somebody saved included */
	int total, left;
	int64_t busy_since;
	char **tables; /* NULL until the copy is made; then those not checked yet */
	size_t table_count, at;
	bool done;
};

enum rc room_check(struct store *s, const char *path, long long more, struct err *err) {
	long long pages = 0, size = 0, free_bytes = store_free_bytes(s);
	int code = connection_int(s->db, "PRAGMA page_count", &pages);

	if (code == SQLITE_OK)
		code = connection_int(s->db, "PRAGMA page_size", &size);
	if (code != SQLITE_OK)
		return store_fail(s, code, err);
	if (free_bytes >= 0 && free_bytes < pages * size + more + MARGIN)
		return errno_sentence(ENOSPC, path, err);
	return RC_OK;
}

enum rc backup_start(struct backup **out, struct store *s, const char *path, long long more,
                     struct err *err) {
	struct backup *b = mem_zalloc(1, sizeof *b);
	int fd, code;
	enum rc rc;

	*out = NULL;
	*b = (struct backup){.from = s};
	TRY(store_ready(s, err));
	TRY(room_check(s, path, more, err));
	fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0) {
		rc = errno_sentence(errno, path, err);
		goto out;
	}
	close(fd);
	b->path = mem_strdup(path);
	code = sqlite3_open_v2(path, &b->copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_exec(b->copy, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF", NULL,
		                    NULL, NULL);
	if (code == SQLITE_OK) {
		b->b = sqlite3_backup_init(b->copy, "main", s->db, "main");
		code = b->b ? SQLITE_OK : sqlite3_extended_errcode(b->copy);
	}
	if (code != SQLITE_OK)
		rc = sqlite_sentence(b->copy, code, path, err);
out:
	if (rc != RC_OK) {
		backup_end(b);
		return rc;
	}
	*out = b;
	return RC_OK;
}

static int list_tables(struct backup *b) {
	sqlite3_stmt *q = NULL;
	int code = sqlite3_prepare_v2(b->copy, "SELECT name FROM sqlite_schema WHERE type = 'table'",
	                              -1, &q, NULL);

	while (code == SQLITE_OK && (code = sqlite3_step(q)) == SQLITE_ROW) {
		VEC_PUSH(b->tables, b->table_count,
		         mem_strdup((const char *)sqlite3_column_text(q, 0)));
		code = SQLITE_OK;
	}
	sqlite3_finalize(q);
	return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* When others save all the time each step begins anew: then the rest goes in one. */
static int copy_some(struct backup *b) {
	bool at_once = b->total > 0 && b->stepped > (long long)TRIES * b->total;
	int code;

	/* nobody is waited for here: a key may wait for this step */
	sqlite3_busy_handler(b->from->db, NULL, NULL);
	code = sqlite3_backup_step(b->b, at_once ? -1 : PAGES);
	sqlite3_busy_handler(b->from->db, lock_busy_handler, b->from);
	b->stepped += PAGES;
	if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
		if (b->busy_since == 0)
			b->busy_since = clock_mono_ms();
		if (clock_mono_ms() - b->busy_since > b->from->wait_ms)
			return code;
		sqlite3_sleep(5);
		return SQLITE_OK;
	}
	b->busy_since = 0;
	b->total = sqlite3_backup_pagecount(b->b);
	b->left = sqlite3_backup_remaining(b->b);
	if (code != SQLITE_DONE)
		return code;
	code = sqlite3_backup_finish(b->b);
	b->b = NULL;
	return code == SQLITE_OK ? list_tables(b) : code;
}

/* What a pragma finds wrong is a row. */
static int finds(struct backup *b, const char *pragma, const char *table, const char *good) {
	char *sql = sqlite3_mprintf("PRAGMA %s(\"%w\")", pragma, table), found[16];
	int code = sql ? connection_text(b->copy, sql, found, sizeof found) : SQLITE_NOMEM;

	sqlite3_free(sql);
	return code == SQLITE_OK && strcmp(found, good) != 0 ? SQLITE_CORRUPT : code;
}

static int check_some(struct backup *b) {
	const char *table = b->tables[b->at++];
	int code = finds(b, "integrity_check", table, "ok");

	return code == SQLITE_OK ? finds(b, "foreign_key_check", table, "") : code;
}

enum rc backup_step(struct backup *b, int ms, bool *done, struct err *err) {
	int64_t until = clock_mono_ms() + ms;
	int code = SQLITE_OK;

	while (code == SQLITE_OK && !b->done) {
		if (b->b)
			code = copy_some(b);
		else if (b->at < b->table_count)
			code = check_some(b);
		else
			b->done = true;
		if (ms >= 0 && clock_mono_ms() >= until)
			break;
	}
	*done = b->done;
	if (code != SQLITE_OK)
		return sqlite_sentence(b->copy, code, b->path, err);
	if (b->done && sqlite3_close(b->copy) == SQLITE_OK)
		b->copy = NULL;
	return RC_OK;
}

int backup_percent(const struct backup *b) {
	if (b->b)
		return b->total > 0 ? 50 * (b->total - b->left) / b->total : 0;
	return b->table_count ? 50 + (int)(50 * b->at / b->table_count) : 100;
}

void backup_end(struct backup *b) {
	if (!b)
		return;
	sqlite3_backup_finish(b->b);
	sqlite3_close(b->copy);
	if (!b->done && b->path)
		unlink(b->path);
	for (size_t i = 0; i < b->table_count; i++)
		free(b->tables[i]);
	free(b->tables);
	free(b->path);
	free(b);
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
	struct backup *b = NULL;
	bool done = false;
	enum rc rc;

	unlink(part); /* of an earlier try that was killed */
	rc = backup_start(&b, s, part, 0, err);
	if (rc == RC_OK)
		rc = backup_step(b, -1, &done, err);
	backup_end(b);
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
