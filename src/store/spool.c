/* SPDX-License-Identifier: MIT
 * audit.spool, beside a database that cannot be written: the looks of that time, each synced before
 * anything is painted, in the audit's own chain. First a head of four lines (what it is, the
 * database's name, the station's first entry, the audit's head), whose hash the first row goes on
 * from; then how many rows there are and the hash of the last, so that a file cut between two rows
 * shows; then the rows, each as its canonical bytes and its hash. Whoever opens the database for
 * writing again takes them into the audit: all of a file that is this station's, goes on from an
 * entry behind the last one taken in, and is whole; of another nothing.
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

#define MAGIC "wubao audit spool 2\n"
enum { SPOOL_MAX = 64 << 20, HEX = 2 * HASH_LEN, HEAD_LINES = 4, END_LINE = 10 + 1 + HEX + 1 };

struct spool {
	char *path;
	int fd;
	struct str text;              /* all of the file, as it was under the lock */
	size_t end;                   /* behind the last row that fits */
	long long rows;
	unsigned char hash[HASH_LEN]; /* of that row */
	char id[HEX + 1], head[HEX + 1]; /* of its head: the station's first entry, and */
	long long seq;                   /* this entry's hash */
	long long first;                 /* time of its first row */
	size_t end_line;                 /* where the line lies that says how many rows there are */
	bool foreign; /* names another database, which lies in the same folder */
	bool plain;   /* a file of ours, and no link to one */
};

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

static bool is_ours(const struct stat *st) {
	return S_ISREG(st->st_mode) && st->st_nlink == 1 && st->st_uid == geteuid();
}

/* Opened and locked: whoever takes the rows in unlinks the file under this lock, so the name may
 * have moved on. *plain is false, and errno 0, where something else has the name. */
static int open_locked(const char *path, int flags, bool *plain) {
	for (;;) {
		struct stat mine, named;
		int fd;

		*plain = lstat(path, &named) != 0 || S_ISDIR(named.st_mode) || is_ours(&named);
		errno = 0;
		/* a pipe is not waited for */
		fd = *plain ? open(path, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600) : -1;
		if (fd < 0)
			return -1;
		while (flock(fd, LOCK_EX) != 0 && errno == EINTR)
			continue;
		if (fstat(fd, &mine) == 0 && is_ours(&mine) && lstat(path, &named) == 0 &&
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
	char *other = mem_strndup(name, n), *path = file_beside(s->path, other);
	bool is = strcmp(other, own) != 0 && n > 0 && strchr(other, '/') == NULL &&
	          access(path, F_OK) == 0;

	free(path);
	free(other);
	return is;
}

/* How many rows, and the last one's hash, as the file says it. */
static void end_line(const struct spool *p, char out[END_LINE + 1]) {
	char hex[HEX + 1];

	hash_hex(p->hash, HASH_LEN, hex);
	snprintf(out, END_LINE + 1, "%010lld:%s\n", p->rows % 10000000000, hex);
}

static bool says_end(const struct spool *p) {
	char line[END_LINE + 1];

	end_line(p, line);
	return memcmp(p->text.s + p->end_line, line, END_LINE) == 0;
}

/* The head; false when it is not one. */
static bool read_head(const struct store *s, struct spool *p) {
	size_t n = 0;
	for (int lines = 0; lines < HEAD_LINES; lines++, n++) {
		const char *at = p->text.s + n;
		const char *end = n < p->text.n ? memchr(at, '\n', p->text.n - n) : NULL;
		if (end == NULL)
			return false;
		if (lines == 1)
			p->foreign = is_foreign(s, at, (size_t)(end - at));
		if (lines == 2)
			snprintf(p->id, sizeof p->id, "%.*s", (int)(end - at), at);
		if (lines == 3 && sscanf(at, "%18lld:%64[0-9a-f]", &p->seq, p->head) < 1)
			return false;
		n = (size_t)(end - p->text.s);
	}
	hash_once(p->text.s, n, p->hash);
	p->end_line = n;
	p->end = n + END_LINE;
	return p->end <= p->text.n && strncmp(p->text.s, MAGIC, strlen(MAGIC)) == 0;
}

typedef enum rc each_row(void *ctx, const struct cell cells[CHAIN_COUNT], struct err *err);

/* Every row that fits, in order. *whole: they are as many as the file says, or one more, whose
 * writing was broken off before it said so; and nothing is left behind the last of them. */
static enum rc walk(struct store *s, struct spool *p, each_row *each, void *ctx, bool *whole,
                    struct err *err) {
	struct chain_bytes bytes = {0};
	bool said = false;
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
			if (p->rows == 0)
				p->first = cells[1].i;
			said = says_end(p);
			memcpy(p->hash, want, HASH_LEN);
			p->rows++;
			p->end = at + HASH_LEN;
		}
		*whole = p->end == p->text.n && (said || says_end(p));
	}
	free(bytes.v);
	return rc;
}

static enum rc spool_read(struct store *s, bool make, struct spool *p, struct err *err) {
	*p = (struct spool){.path = file_beside(s->path, "audit.spool")};
	p->fd = open_locked(p->path, make ? O_RDWR | O_CREAT : O_RDONLY, &p->plain);
	if (p->fd < 0)
		return p->plain ? errno_sentence(errno, p->path, err) : RC_OK;
	return file_read_fd(p->fd, p->path, SPOOL_MAX, &p->text, err);
}

/* It goes; or, not fitting, is kept under a name that is free until somebody has looked at it. */
static enum rc put_away(struct store *s, const struct spool *p, bool fits, struct err *err) {
	char *kept = file_beside(s->path, SPOOL_BROKEN);
	struct stat there;
	enum rc rc;

	for (int i = 2; !fits && lstat(kept, &there) == 0; i++) {
		free(kept);
		kept = mem_printf("%s.broken%d", p->path, i);
	}
	rc = (fits ? unlink(p->path) : rename(p->path, kept)) == 0
	             ? RC_OK
	             : errno_sentence(errno, p->path, err);
	free(kept);
	return rc == RC_OK ? folder_sync(p->path, err) : rc;
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

/* By what one station differs from every other: its first entry; "" when there is none to be read.
 */
static void station_id(struct store *s, char hex[HEX + 1]) {
	struct err ignored;
	long long first = 0;

	hex[0] = '\0';
	if (query_int(s, &first, &ignored, "SELECT coalesce(min(seq), 0) FROM audit") == RC_OK && first)
		(void)audit_hash_at(s, first, hex, &ignored);
}

/* The head of a new file; of a damaged database the audit's head may be unreadable, which is no
 * reason to log nothing. */
static void make_head(struct store *s, struct spool *p) {
	char hex[HEX + 1] = "", id[HEX + 1], none[END_LINE + 1];
	long long seq = 0;
	struct err ignored;

	station_id(s, id);
	if (audit_head(s, &seq, hex, &ignored) != RC_OK)
		seq = 0;
	str_addf(&p->text, MAGIC "%s\n%s\n%lld:%s\n", base(s->path), id, seq, hex);
	hash_once(p->text.s, p->text.n, p->hash);
	end_line(p, none);
	str_add(&p->text, none);
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
	char *path = file_beside(s->path, "audit.room");
	int fd = s->read_only ? -1 : open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	                                  0600);

	if (fd >= 0 && posix_fallocate(fd, 0, ROOM) != 0)
		unlink(path);
	if (fd >= 0)
		close(fd);
	free(path);
}

static bool give_room(const struct store *s) {
	char *path = file_beside(s->path, "audit.room");
	bool given = store_free_bytes(s) < 2 * ROOM && unlink(path) == 0;

	free(path);
	return given;
}

static void name_end(const struct spool *p, char detail[SPOOL_DETAIL]) {
	char hex[HEX + 1];
	hash_hex(p->hash, HASH_LEN, hex);
	snprintf(detail, SPOOL_DETAIL, "rows=%lld head=%s", p->rows, hex);
}

/* Was a file with this end taken in already, and only not taken away? */
static enum rc was_taken(struct store *s, const struct spool *p, bool *taken, struct err *err) {
	char detail[SPOOL_DETAIL];

	name_end(p, detail);
	return query_any(s, taken, err,
		"SELECT 1 FROM audit WHERE action = 'audit.spool' AND result = 'ok' AND detail = ?",
		(const char *)detail);
}

/* The spool to write behind, or to read: one that does not fit is put away for who repairs, and
 * one that was taken in already, and only not taken away, goes; a new one follows. */
static enum rc spool_good(struct store *s, bool make, struct spool *p, struct err *err) {
	for (int turn = 0; turn < 3; turn++) {
		bool whole = false, taken = false;
		enum rc rc = spool_read(s, make, p, err);

		if (rc == RC_OK && p->plain && p->text.n == 0)
			return RC_OK;
		if (rc == RC_OK && p->plain)
			rc = walk(s, p, NULL, NULL, &whole, err);
		if (rc == RC_OK && whole && !s->spooled) /* once; the audit is long */
			(void)was_taken(s, p, &taken, NULL);
		if (rc != RC_OK || (whole && !taken))
			return rc;
		if (p->foreign || put_away(s, p, taken, err) != RC_OK)
			return nowhere(err);
		spool_close(p);
	}
	*p = (struct spool){.fd = -1};
	return nowhere(err);
}

static enum rc append_once(struct store *s, const struct audit_row *row, struct err *err) {
	struct audit_row numbered = *row;
	struct chain_bytes bytes = {0};
	struct cell cells[CHAIN_COUNT];
	struct spool p;
	struct str out = {0};
	char day[DATE_BUF], line[END_LINE + 1];
	size_t at;
	enum rc rc = spool_good(s, true, &p, err);

	if (rc != RC_OK) {
		spool_close(&p);
		return nowhere(err);
	}
	at = p.text.n;
	if (at == 0) {
		make_head(s, &p);
		p.end_line = p.text.n - END_LINE;
		str_addn(&out, p.text.s, p.text.n);
	}
	numbered.seq = ++p.rows;
	audit_cells(&numbered, cells, day);
	chain_hash(&bytes, p.hash, cells, NULL, p.hash);
	str_addn(&out, (const char *)bytes.v + CHAIN_PREFIX, bytes.n - CHAIN_PREFIX);
	str_addn(&out, (const char *)p.hash, HASH_LEN);
	end_line(&p, line);
	if (!put_all(p.fd, out.s, out.n, at) || !put_all(p.fd, line, END_LINE, p.end_line) ||
	    (at == 0 && folder_sync(p.path, err) != RC_OK)) {
		rc = nowhere(err);
		if (ftruncate(p.fd, (off_t)at) != 0)
			/* then it says so itself, by the row that is not whole */
			rc = nowhere(err);
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
	enum rc rc = spool_good(s, false, &p, err);

	if (rc == RC_OK && p.text.n > 0) {
		p.rows = 0;
		rc = walk(s, &p, visit_row, &v, &whole, err);
	}
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

/* Is what was read of this station, whole, and not of a time whose looks were taken in before? Else
 * *why says what it is not. */
static enum rc fits(struct store *s, struct spool *p, const char **why, struct err *err) {
	char id[HEX + 1], hex[HEX + 1] = "";
	long long last = 0, then = 0, newer = 0;
	bool whole = false;
	enum rc rc = RC_OK;

	*why = p->plain ? "changed" : "no-file";
	if (p->plain)
		rc = walk(s, p, NULL, NULL, &whole, err);
	if (rc != RC_OK || !whole)
		return rc;
	QUERY_EACH (q, rc, s, err, "SELECT seq, time FROM audit WHERE action = 'audit.spool' AND"
	                           " result = 'ok' ORDER BY seq DESC LIMIT 1") {
		last = stmt_int(q, 0);
		then = stmt_int(q, 1);
	}
	if (rc != RC_OK)
		return rc;
	station_id(s, id);
	/* a damaged audit may not have had them to say */
	*why = "station";
	if ((p->id[0] || !p->seq) && strcmp(p->id, id) != 0)
		return RC_OK;
	if (p->seq && (audit_hash_at(s, p->seq, hex, NULL) != RC_OK || strcmp(hex, p->head) != 0))
		return RC_OK;
	*why = "old";
	newer = p->seq ? p->seq - last : p->first - then;
	if (newer >= 0)
		*why = NULL;
	return RC_OK;
}

/* Inside the transaction: the rows, and one that says how many they were; or only one that says why
 * none is taken. *good: it may go. */
static enum rc take_rows(struct store *s, struct spool *p, const struct actor *by, struct taking *t,
                         bool *good, struct err *err) {
	char detail[SPOOL_DETAIL];
	const char *why = NULL;
	bool whole;
	struct spool look = *p;
	enum rc rc = fits(s, &look, &why, err);

	*good = false;
	if (rc == RC_OK && (why == NULL || strcmp(why, "old") == 0))
		rc = was_taken(s, &look, good, err);
	if (rc != RC_OK || *good)
		return rc;
	*good = why == NULL;
	name_end(&look, detail);
	if (*good)
		rc = walk(s, p, take_row, t, &whole, err);
	else
		snprintf(detail, sizeof detail, "why=%s rows=%lld", why, look.rows);
	struct audit_row row = {.now = clock_now_ms(),
	                        .actor = by,
	                        .action = "audit.spool",
	                        .detail = detail,
	                        .result = *good ? "ok" : "broken"};
	if (rc == RC_OK)
		rc = audit_next(s, &row.seq, err);
	return rc == RC_OK ? audit_append(s, &row, err) : rc;
}

enum rc audit_spool_take(struct store *s, const struct actor *by,
                         enum rc (*each)(void *ctx, const struct spool_row *row, struct err *err),
                         void *ctx, struct err *err) {
	struct taking t = {s, each, ctx};
	struct spool p;
	bool good = true;
	enum rc rc = spool_read(s, false, &p, err);

	if (rc == RC_OK && p.plain)
		(void)read_head(s, &p);
	if (rc != RC_OK || p.foreign) {
		s->spooled = s->spooled && rc != RC_NOT_FOUND;
		spool_close(&p);
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	}
	if (p.text.n > 0 || !p.plain) {
		int wait = store_set_wait(s, WAIT_TRY_MS); /* another time does as well */
		rc = store_begin(s, err);
		store_set_wait(s, wait);
		if (rc == RC_OK)
			rc = take_rows(s, &p, by, &t, &good, err);
		if (rc == RC_OK)
			rc = store_commit(s, err);
		else
			store_rollback(s);
	}
	if (rc == RC_OK)
		rc = put_away(s, &p, good, err);
	s->spooled = s->spooled && rc != RC_OK;
	spool_close(&p);
	return rc;
}

bool audit_has_spooled(const struct store *s) { return s->spooled; }

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
	char *kept = file_beside(s->path, SPOOL_BROKEN);
	struct stat st;
	bool there = lstat(kept, &st) == 0;

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
