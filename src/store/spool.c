/* SPDX-License-Identifier: MIT
 * audit.spool, beside a database that is only read: the looks of that time, each synced before
 * anything is painted, in the audit's own chain. First a head of three lines (what it is, the
 * database's name, the audit's head), whose hash the first row goes on from; then the rows, each as
 * its canonical bytes and its hash. Whoever opens the database for writing again takes them into
 * the audit.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/file.h"
#include "core/mem.h"
#include "store/chain.h"
#include "store/change.h"
#include "store/query.h"

#define MAGIC "wubao audit spool 1\n"
enum { SPOOL_MAX = 64 << 20 };

struct spool {
	char *path;
	int fd;
	struct str text;              /* all of the file, as it was under the lock */
	size_t end;                   /* behind the last row that fits */
	long long rows;
	unsigned char hash[HASH_LEN]; /* of that row */
	bool foreign;                 /* names another database, which lies in the same folder */
};

static char *beside(const struct store *s, const char *name) {
	const char *slash = strrchr(s->path, '/');
	return mem_printf("%.*s%s", slash ? (int)(slash - s->path + 1) : 0, s->path, name);
}

static const char *base(const char *path) {
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static void spool_close(struct spool *p) {
	if (p->fd >= 0)
		close(p->fd);
	free(p->path);
	str_clear(&p->text);
}

/* Opened and locked: whoever takes the rows in unlinks the file under this lock, so the name may
 * have moved on. */
static int open_locked(const char *path, int flags) {
	for (;;) {
		struct stat mine, named;
		/* a pipe of that name is not waited for */
		int fd = open(path, flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600);

		if (fd < 0)
			return -1;
		while (flock(fd, LOCK_EX) != 0 && errno == EINTR)
			continue;
		if (fstat(fd, &mine) == 0 && S_ISREG(mine.st_mode) && lstat(path, &named) == 0 &&
		    mine.st_ino == named.st_ino && mine.st_dev == named.st_dev)
			return fd;
		if (!S_ISREG(mine.st_mode)) {
			close(fd);
			errno = EACCES;
			return -1;
		}
		close(fd);
	}
}

/* One part of a row: kind 'i' and a number; false where the file ends or says something else. */
static bool part(const struct spool *p, size_t *at, long long *v) {
	uint64_t raw;
	if (p->text.n - *at < HASH_PART || p->text.s[*at] != 'i')
		return false;
	memcpy(&raw, p->text.s + *at + 1, sizeof raw);
	*v = (long long)le64toh(raw);
	*at += HASH_PART;
	return true;
}

static bool read_cells(const struct spool *p, size_t *at, struct cell cells[CHAIN_COUNT]) {
	for (int i = 0; i < CHAIN_COUNT; i++) {
		long long type, n;
		if (!part(p, at, &type) ||
		    (type != SQLITE_INTEGER && type != SQLITE_TEXT && type != SQLITE_NULL))
			return false;
		cells[i] = (struct cell){.type = (int)type};
		if (type == SQLITE_INTEGER && !part(p, at, &cells[i].i))
			return false;
		if (type == SQLITE_TEXT) {
			if (!part(p, at, &n) || n < 0 || (size_t)n > p->text.n - *at)
				return false;
			cells[i].s = p->text.s + *at;
			cells[i].n = (size_t)n;
			*at += (size_t)n;
		}
	}
	return p->text.n - *at >= HASH_LEN;
}

/* Another name than this database's is believed only where there is such a file. */
static bool is_foreign(const struct store *s, const char *name, size_t n) {
	const char *own = base(s->path);
	char *other = mem_strndup(name, n), *path = beside(s, other);
	bool is = strcmp(other, own) != 0 && n > 0 && strchr(other, '/') == NULL &&
	          access(path, F_OK) == 0;

	free(path);
	free(other);
	return is;
}

/* The head's length and hash; false when it is not one. */
static bool read_head(const struct store *s, struct spool *p) {
	size_t n = 0;
	for (int lines = 0; lines < 3; lines++, n++) {
		const char *end = n < p->text.n ? memchr(p->text.s + n, '\n', p->text.n - n) : NULL;
		if (end == NULL)
			return false;
		if (lines == 1)
			p->foreign = is_foreign(s, p->text.s + n, (size_t)(end - p->text.s) - n);
		n = (size_t)(end - p->text.s);
	}
	hash_once(p->text.s, n, p->hash);
	p->end = n;
	return strncmp(p->text.s, MAGIC, strlen(MAGIC)) == 0;
}

typedef enum rc each_row(void *ctx, const struct cell cells[CHAIN_COUNT], struct err *err);

/* Every row that fits, in order. *whole: nothing is left behind the last of them. */
static enum rc walk(struct store *s, struct spool *p, each_row *each, void *ctx, bool *whole,
                    struct err *err) {
	struct chain_bytes bytes = {0};
	enum rc rc = RC_OK;

	*whole = false;
	if (read_head(s, p) && !p->foreign) {
		struct cell cells[CHAIN_COUNT];
		unsigned char want[HASH_LEN];

		for (size_t at = p->end; rc == RC_OK && at < p->text.n && read_cells(p, &at, cells);
		     at = p->end) {
			chain_hash(&bytes, p->hash, cells, NULL, want);
			if (cells[0].type != SQLITE_INTEGER || cells[0].i != p->rows + 1 ||
			    memcmp(want, p->text.s + at, HASH_LEN) != 0)
				break;
			rc = each != NULL ? each(ctx, cells, err) : RC_OK;
			memcpy(p->hash, want, HASH_LEN);
			p->rows++;
			p->end = at + HASH_LEN;
		}
		*whole = p->end == p->text.n;
	}
	free(bytes.v);
	return rc;
}

static enum rc spool_read(struct store *s, bool make, struct spool *p, struct err *err) {
	*p = (struct spool){.path = beside(s, "audit.spool")};
	p->fd = open_locked(p->path, make ? O_RDWR | O_CREAT : O_RDONLY);
	if (p->fd < 0)
		return errno_sentence(errno, p->path, err);
	return file_read(p->path, SPOOL_MAX, &p->text, err);
}

static bool put_all(int fd, const void *data, size_t n, size_t at) {
	const char *p = data;
	while (n > 0) {
		ssize_t done = pwrite(fd, p, n, (off_t)at);
		if (done < 0 && errno != EINTR)
			return false;
		if (done > 0) {
			p += done;
			at += (size_t)done;
			n -= (size_t)done;
		}
	}
	return fsync(fd) == 0;
}

/* The head of a new file; of a damaged database the audit's head may be unreadable, which is no
 * reason to log nothing. */
static void make_head(struct store *s, struct spool *p) {
	char hex[2 * HASH_LEN + 1] = "";
	long long seq = 0;
	struct err ignored;

	if (audit_head(s, &seq, hex, &ignored) != RC_OK)
		seq = 0;
	str_addf(&p->text, MAGIC "%s\n%lld:%s\n", base(s->path), seq, hex);
}

static enum rc nowhere(struct err *err) {
	return err_set(err, RC_DENIED, "audit.nowhere",
		N_("The station can only be read and not even the audit of looks can be written: "
		   "only counts are shown."),
		NULL);
}

/* What a full disk lacks for a look was put aside before. */
enum { ROOM = 64 << 10 };

void audit_spool_reserve(const struct store *s) {
	char *path = beside(s, "audit.room");
	int fd = s->read_only ? -1 : open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	                                  0600);

	if (fd >= 0 && posix_fallocate(fd, 0, ROOM) != 0)
		unlink(path);
	if (fd >= 0)
		close(fd);
	free(path);
}

static bool give_room(const struct store *s) {
	char *path = beside(s, "audit.room");
	bool given = store_free_bytes(s) < 2 * ROOM && unlink(path) == 0;

	free(path);
	return given;
}

static enum rc append_once(struct store *s, const struct audit_row *row, struct err *err) {
	struct audit_row numbered = *row;
	struct chain_bytes bytes = {0};
	struct cell cells[CHAIN_COUNT];
	unsigned char hash[HASH_LEN];
	struct spool p;
	struct str out = {0};
	char day[DATE_BUF];
	bool whole = false, fresh = false;
	enum rc rc = spool_read(s, true, &p, err);

	if (rc == RC_OK && p.text.n == 0) {
		fresh = true;
		make_head(s, &p);
		str_addn(&out, p.text.s, p.text.n);
	}
	if (rc == RC_OK)
		rc = walk(s, &p, NULL, NULL, &whole, err);
	/* A file that does not fit is left as it is, for who repairs: nothing may be written behind
	 * it. */
	if (rc != RC_OK || !whole) {
		rc = nowhere(err);
	} else {
		numbered.seq = p.rows + 1;
		audit_cells(&numbered, cells, day);
		chain_hash(&bytes, p.hash, cells, NULL, hash);
		str_addn(&out, (const char *)bytes.v + CHAIN_PREFIX, bytes.n - CHAIN_PREFIX);
		str_addn(&out, (const char *)hash, HASH_LEN);
		if (!put_all(p.fd, out.s, out.n, fresh ? 0 : p.end) ||
		    (fresh && folder_sync(p.path, err) != RC_OK)) {
			rc = nowhere(err);
			if (ftruncate(p.fd, fresh ? 0 : (off_t)p.end) != 0)
				/* then it says so itself, by the row that is not whole */
				rc = nowhere(err);
		}
	}
	free(bytes.v);
	str_clear(&out);
	spool_close(&p);
	return rc;
}

enum rc spool_append(struct store *s, const struct audit_row *row, struct err *err) {
	enum rc rc = append_once(s, row, err);

	if (rc != RC_OK && give_room(s))
		rc = append_once(s, row, err);
	s->looks_kept = rc == RC_OK;
	s->looks_lost = rc != RC_OK;
	s->spooled = s->spooled || rc == RC_OK;
	return rc;
}

struct visit {
	void (*each)(void *ctx, const struct spool_row *row);
	void *ctx;
};

static struct spool_row row_of(const struct cell cells[CHAIN_COUNT]) {
	return (struct spool_row){.time = cells[1].i, .officer = cells[3].i, .action = cells[8].s,
	                          .action_len = cells[8].n};
}

static enum rc visit_row(void *ctx, const struct cell cells[CHAIN_COUNT], struct err *err) {
	const struct visit *v = ctx;
	const struct spool_row row = row_of(cells);

	v->each(v->ctx, &row);
	return RC_OK;
}

enum rc audit_spool_each(struct store *s, void (*each)(void *ctx, const struct spool_row *row),
                         void *ctx, struct err *err) {
	struct visit v = {each, ctx};
	struct spool p;
	bool whole = false;
	enum rc rc = spool_read(s, false, &p, err);

	if (rc == RC_OK)
		rc = walk(s, &p, visit_row, &v, &whole, err);
	if (rc == RC_OK && !whole && p.text.n > 0)
		rc = nowhere(err);
	spool_close(&p);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

struct taking {
	struct store *s;
	enum rc (*each)(void *ctx, const struct spool_row *row, struct err *err);
	void *ctx;
};

static enum rc take_row(void *ctx, const struct cell cells[CHAIN_COUNT], struct err *err) {
	struct taking *t = ctx;
	struct cell numbered[CHAIN_COUNT];
	const struct spool_row row = row_of(cells);
	enum rc rc;

	memcpy(numbered, cells, sizeof numbered);
	TRY(audit_next(t->s, &numbered[0].i, err));
	TRY(audit_append_cells(t->s, numbered, NULL, err));
	rc = t->each(t->ctx, &row, err);
out:
	return rc;
}

/* Was a file with this end taken in already, and only not taken away? */
static enum rc was_taken(struct store *s, const char *detail, bool *taken, struct err *err) {
	long long n;
	enum rc rc = query_int(s, &n, err,
		"SELECT EXISTS (SELECT 1 FROM audit WHERE action = 'audit.spool' AND detail = ?)",
		detail);

	*taken = n != 0;
	return rc;
}

static void name_end(const struct spool *p, char detail[SPOOL_DETAIL]) {
	char hex[2 * HASH_LEN + 1];
	hash_hex(p->hash, HASH_LEN, hex);
	snprintf(detail, SPOOL_DETAIL, "rows=%lld head=%s", p->rows, hex);
}

/* Inside the transaction: the rows, and one that says how many they were and whether the file was
 * whole. */
static enum rc take_rows(struct store *s, struct spool *p, const struct actor *by, struct taking *t,
                         bool *whole, struct err *err) {
	char detail[SPOOL_DETAIL];
	bool taken = false;
	struct spool look = *p;
	enum rc rc = walk(s, &look, NULL, NULL, whole, err);

	name_end(&look, detail);
	if (rc == RC_OK)
		rc = was_taken(s, detail, &taken, err);
	if (rc != RC_OK || taken || p->text.n == 0)
		return rc;
	rc = walk(s, p, take_row, t, whole, err);
	struct audit_row row = {.now = clock_now_ms(),
	                        .actor = by,
	                        .action = "audit.spool",
	                        .detail = detail,
	                        .result = *whole ? "ok" : "broken"};
	if (rc == RC_OK)
		rc = audit_next(s, &row.seq, err);
	return rc == RC_OK ? audit_append(s, &row, err) : rc;
}

/* Taken in whole it goes; else it is kept under another name until somebody has looked at it. */
static enum rc put_away(struct store *s, const struct spool *p, bool whole, struct err *err) {
	char *kept = beside(s, SPOOL_BROKEN);
	enum rc rc = (whole ? unlink(p->path) : rename(p->path, kept)) == 0
	                     ? RC_OK
	                     : errno_sentence(errno, p->path, err);

	free(kept);
	return rc == RC_OK ? folder_sync(p->path, err) : rc;
}

enum rc audit_spool_take(struct store *s, const struct actor *by,
                         enum rc (*each)(void *ctx, const struct spool_row *row, struct err *err),
                         void *ctx, struct err *err) {
	struct taking t = {s, each, ctx};
	struct spool p;
	bool whole = true;
	enum rc rc = spool_read(s, false, &p, err);

	if (rc == RC_OK)
		(void)read_head(s, &p);
	if (rc != RC_OK || p.foreign) {
		s->spooled = s->spooled && rc != RC_NOT_FOUND;
		spool_close(&p);
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	}
	int wait = store_set_wait(s, WAIT_TRY_MS); /* another time does as well */
	rc = store_begin(s, err);
	store_set_wait(s, wait);
	if (rc == RC_OK) {
		rc = take_rows(s, &p, by, &t, &whole, err);
		if (rc == RC_OK)
			rc = store_commit(s, err);
		else
			store_rollback(s);
	}
	if (rc == RC_OK)
		rc = put_away(s, &p, whole || p.text.n == 0, err);
	s->spooled = s->spooled && rc != RC_OK;
	spool_close(&p);
	return rc;
}

bool audit_has_spooled(const struct store *s) {
	return s->spooled;
}

void audit_spool_by(struct store *s, void (*take)(void *ctx), void *ctx) {
	s->take = take;
	s->take_ctx = ctx;
}

void spool_catch_up(struct store *s) {
	if (!s->spooled || s->take == NULL || s->taking || s->open || s->read_only)
		return;
	s->taking = true;
	s->take(s->take_ctx);
	s->taking = false;
}

enum rc audit_spool_check(struct store *s, struct err *err) {
	char *kept = beside(s, SPOOL_BROKEN);
	bool there = access(kept, F_OK) == 0;

	free(kept);
	return there ? err_set(err, RC_CORRUPT, "audit.spool-broken",
	                       N_("The audit of looks kept while the station could only be read "
	                          "was changed from outside. "
	                          "Keep {file} and tell the county; then move it elsewhere."),
	                       "file", SPOOL_BROKEN, NULL)
	             : RC_OK;
}

static enum rc note_here(struct store *s, struct audit_row *row, struct err *err) {
	enum rc rc = store_begin(s, err);

	if (rc != RC_OK)
		return rc;
	TRY(audit_next(s, &row->seq, err));
	TRY(audit_append(s, row, err));
	return store_commit(s, err);
out:
	store_rollback(s);
	return rc;
}

/* What goes out is in the audit itself before it goes. */
static bool gives_out(const struct audit_row *row) {
	static const char *const acts[] = {"reveal", "print", "export", "file", "fetch"};

	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if (strncmp(row->action, acts[i], strlen(acts[i])) == 0)
			return strcmp(row->result, "denied") != 0;
	return false;
}

enum rc audit_note(struct store *s, const struct actor *actor, const char *action,
                   const char *table, long long record, const char *reason, const char *result,
                   const char *detail, struct err *err) {
	struct audit_row row = {.now = clock_now_ms(),
	                        .actor = actor,
	                        .action = action,
	                        .table = table,
	                        .record = record,
	                        .reason = reason,
	                        .result = result,
	                        .detail = detail};
	if (store_is_read_only(s))
		return spool_append(s, &row, err);
	spool_catch_up(s);
	bool look = !gives_out(&row);
	int wait = look ? store_set_wait_look(s) : s->wait_ms;
	enum rc rc = note_here(s, &row, err);
	store_set_wait(s, wait);
	if (rc == RC_OK) {
		s->looks_kept = true;
		s->looks_lost = false;
		return RC_OK;
	}
	if (!look || (rc != RC_FULL && rc != RC_BUSY && (rc != RC_IO || store_ready(s, err) != RC_OK)))
		return rc;
	return spool_append(s, &row, err);
}

enum rc audit_can_note(struct store *s, const struct actor *actor, bool first, struct err *err) {
	if (s->open || (!s->looks_lost && (s->looks_kept || !first || !s->read_only)))
		return RC_OK;
	return audit_note(s, actor, "list", NULL, 0, NULL, "ok", NULL, err);
}
