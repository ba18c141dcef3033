/* Making a backup, step by step. SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/file.h"
#include "core/json.h"
#include "model/station/attachment.h"
#include "model/station/backup_priv_db.h"
#include "store/backup.h"
#include "store/schema.h"

enum { BLOCK = 1 << 18, INI_MAX = 1 << 20 };

/* Where the bytes come from: a file, or text. */
struct part {
	char *name, *path;
	struct str text;
	long long size;
	unsigned char digest[HASH_LEN];
};

enum stage { COPY, DESCRIBE, DIGEST, WRITE, LOG, SECOND, AGE_OUT, DONE };

struct backup_run {
	struct station *st;
	const struct actor *a;
	enum stage stage;
	char name[BACKUP_NAME], *path, *copy_path, *second, *head;
	long long made_at, missing, left; /* left: of the part under way; -1: at its beginning */
	long long damaged; /* records known to be, which are in it */
	bool sealed, by_name; /* by_name: the second place was named for this one */
	struct backup *copy;
	struct json json;
	struct part *parts;
	size_t part_count, at;
	int fd, lock; /* fd: of the part being read; lock: of the folder, one at a time */
	long long done_bytes, all_bytes;
	struct hash hash;
	struct pack_out *out;
	unsigned char digest[HASH_LEN];
	struct backup_copy second_copy;
	bool second_done;
	struct err second_failed;
};

static void add_part(struct backup_run *r, const char *name, char *path, struct str text,
                     long long size) {
	VEC_PUSH(r->parts, r->part_count,
	         (struct part){.name = mem_strdup(name), .path = path, .text = text, .size = size});
	r->all_bytes += 2 * size;
}

/* ---- begin ---- */

static void name_it(struct backup_run *r, const char *folder) {
	char when[20];

	do {
		r->made_at = clock_now_ms();
		clock_format_ms(r->made_at, when);
		free(r->path);
		snprintf(r->name, sizeof r->name, "%.10s-%.2s%.2s%02d%s", when, when + 11, when + 14,
		         (int)(r->made_at / 1000 % 60), BACKUP_SUFFIX);
		r->path = mem_printf("%s%s", folder, r->name);
	} while (access(r->path, F_OK) == 0); /* a second has passed soon */
}

static enum rc attached_bytes(struct station *st, long long *n, struct err *err) {
	return query_int(st->store, n, err, "SELECT sum(bytes) FROM attachment WHERE voided_at IS NULL");
}

enum rc backup_run_begin(struct backup_run **out, struct station *st, const struct actor *a,
                         const char *to, bool daily, struct err *err) {
	struct backup_run *r = mem_zalloc(1, sizeof *r);
	char *beside = backup_beside(st->db_path), *folder = mem_printf("%sbackup/", beside);
	const char *set = conf_text(st->conf, "backup", "second");
	struct stat db;
	long long more = 0;
	enum rc rc = RC_OK;

	*out = NULL;
	*r = (struct backup_run){.st = st, .a = a, .fd = -1, .lock = -1, .left = -1, .by_name = to != NULL,
	                         .second = mem_strdup(to ? to : *set ? set : NULL)};
	if (!daily)
		TRY(usecase_query(st, a, ACT_MAINTAIN, 0, err));
	TRY(usecase_writes(st, err));
	TRY(file_make_parents(folder, err));
	r->lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (r->lock < 0 || flock(r->lock, LOCK_EX | LOCK_NB) != 0)
		TRY(err_set(err, RC_BUSY, "backup.busy",
		            N_("Another backup is being made just now."), NULL));
	name_it(r, folder);
	TRY(attached_bytes(st, &more, err));
	/* the copy, and the file it goes into */
	more += stat(st->db_path, &db) == 0 ? (long long)db.st_size : 0;
	r->copy_path = mem_printf("%scopy.part", folder);
	unlink(r->copy_path); /* of an earlier one that was killed */
	TRY(backup_start(&r->copy, st->store, r->copy_path, more, err));
	*out = r;
out:
	if (rc != RC_OK)
		backup_run_end(r);
	free(beside);
	free(folder);
	return rc;
}

/* ---- what is in it ---- */

static enum rc describe_tables(struct backup_run *r, struct store *copy, struct err *err) {
	enum rc rc = RC_OK;

	json_object(&r->json, "tables");
	QUERY_EACH(q, rc, copy, err,
	           "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") {
		char *sql = mem_printf("SELECT count(*) FROM \"%s\"", stmt_text(q, 0));
		long long n = 0;

		rc = query_int(copy, &n, err, sql);
		json_line(&r->json);
		json_int(&r->json, stmt_text(q, 0), n);
		free(sql);
	}
	json_end(&r->json);
	return rc;
}

static enum rc list_attached(struct backup_run *r, struct store *copy, struct err *err) {
	char *beside = backup_beside(r->st->db_path);
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, copy, err,
	           "SELECT hash, max(bytes) FROM attachment WHERE voided_at IS NULL GROUP BY hash"
	           " ORDER BY hash") {
		char *path = mem_printf("%sfiles/%s", beside, stmt_text(q, 0));
		char *name = mem_printf("%s%s", BACKUP_FILES, stmt_text(q, 0));
		struct stat st;

		if (stat(path, &st) == 0) {
			add_part(r, name, path, (struct str){0}, (long long)st.st_size);
		} else { /* lost before; that must not keep the rest from being kept */
			free(path);
			r->missing++;
		}
		free(name);
	}
	free(beside);
	return rc;
}

static enum rc describe(struct backup_run *r, struct err *err) {
	const struct store_options opt = {.migrations = schema_migrations,
	                                  .migration_count = schema_migration_count,
	                                  .read_only = true, .allow_filesystem = true};
	struct store *copy = NULL;
	struct str ini = {0};
	struct stat st;
	char hex[65], when[20];
	long long seq = 0, first = 0;
	enum rc rc;

	TRY(store_open(&copy, r->copy_path, &opt, err));
	TRY(audit_head(copy, &seq, hex, err));
	r->head = mem_printf("%lld:%s", seq, hex);
	TRY(query_int(copy, &r->damaged, err, "SELECT count(*) FROM damaged"));
	TRY(query_int(copy, &first, err, "SELECT min(seq) FROM audit"));
	TRY(audit_hash_at(copy, first, hex, err));
	json_object(&r->json, NULL);
	json_int(&r->json, "format", 1);
	json_text(&r->json, "program", WUBAO_VERSION);
	json_int(&r->json, "damaged", r->damaged);
	json_int(&r->json, "schema", store_version(copy));
	json_text(&r->json, "station", station_name(r->st));
	json_text(&r->json, "origin", hex);
	json_text(&r->json, "head", r->head);
	json_int(&r->json, "made_at", r->made_at);
	json_text(&r->json, "made", clock_format_ms(r->made_at, when));
	TRY(describe_tables(r, copy, err));
	if (stat(r->copy_path, &st) == 0)
		add_part(r, BACKUP_DB, mem_strdup(r->copy_path), (struct str){0}, st.st_size);
	rc = file_read(r->st->ini_path, INI_MAX, &ini, err);
	if (rc == RC_OK)
		add_part(r, BACKUP_INI, NULL, ini, (long long)ini.n);
	rc = rc == RC_NOT_FOUND ? RC_OK : rc; /* defaults hold */
	TRY(rc);
	rc = list_attached(r, copy, err);
out:
	store_close(copy);
	return rc;
}

static void finish_manifest(struct backup_run *r) {
	struct part first = {.name = mem_strdup(BACKUP_MANIFEST)};
	char hex[2 * HASH_LEN + 1];

	json_int(&r->json, "missing", r->missing);
	json_rows(&r->json, "members");
	for (size_t i = 0; i < r->part_count; i++) {
		hash_hex(r->parts[i].digest, HASH_LEN, hex);
		json_object(&r->json, NULL);
		json_text(&r->json, "name", r->parts[i].name);
		json_int(&r->json, "bytes", r->parts[i].size);
		json_text(&r->json, "blake2b", hex);
		json_end(&r->json);
	}
	json_end(&r->json);
	json_end(&r->json);
	str_addc(&r->json.out, '\n');
	first.text = r->json.out;
	first.size = (long long)first.text.n;
	hash_once(str_text(&first.text), first.text.n, first.digest);
	r->json.out = (struct str){0};
	VEC_PUSH(r->parts, r->part_count, first); /* written before the others */
}

/* ---- reading the parts, twice ---- */

static enum rc changed(const struct part *p, struct err *err) {
	return err_set(err, RC_CONFLICT, "backup.changed",
	               N_("{file} changed while it was copied: make the backup again."), "file",
	               p->path ? p->path : p->name, NULL);
}

/* The next bytes of the part under way, handed on; *ended with the last. */
static enum rc read_some(struct backup_run *r, struct part *p, bool write,
                         bool *ended, struct err *err) {
	static char buf[BLOCK];
	const char *data = buf;
	ssize_t n = 0;
	enum rc rc = RC_OK;

	if (p->path && r->fd < 0)
		r->fd = open(p->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (p->path && r->fd < 0)
		return file_error(err, p->path, errno);
	if (p->path) {
		n = read(r->fd, buf, BLOCK);
	} else {
		data = str_text(&p->text);
		n = r->left > 0 ? (ssize_t)p->text.n : 0;
	}
	if (n < 0)
		return file_error(err, p->path, errno);
	if (n > r->left)
		return changed(p, err);
	hash_add(&r->hash, data, (size_t)n);
	if (write && n > 0)
		rc = pack_put(r->out, data, (size_t)n, err);
	r->left -= n;
	r->done_bytes += n;
	*ended = n == 0;
	return rc == RC_OK && n == 0 && r->left > 0 ? changed(p, err) : rc;
}

static void next_part(struct backup_run *r) {
	if (r->fd >= 0)
		close(r->fd);
	r->fd = -1;
	r->at++;
}

/* As much of a part as one step takes. */
static enum rc part_some(struct backup_run *r, bool write, struct err *err) {
	size_t i = !write ? r->at : r->at == 0 ? r->part_count - 1 : r->at - 1;
	struct part *p = &r->parts[i];
	unsigned char digest[HASH_LEN];
	bool ended = false;
	enum rc rc;

	if (r->left < 0) { /* at its beginning */
		r->left = p->size;
		hash_begin(&r->hash);
		if (write)
			TRY(pack_member(r->out, p->name, p->size, err));
	}
	TRY(read_some(r, p, write, &ended, err));
	if (!ended)
		return RC_OK;
	hash_end(&r->hash, digest);
	if (write && memcmp(digest, p->digest, HASH_LEN) != 0)
		return changed(p, err);
	memcpy(p->digest, digest, HASH_LEN);
	r->left = -1;
	next_part(r);
out:
	return rc;
}

static enum rc begin_writing(struct backup_run *r, struct err *err) {
	unsigned char key[PACK_KEY];

	finish_manifest(r);
	r->at = 0;
	r->sealed = backup_key(r->st, key);
	return pack_create(&r->out, r->path, r->sealed ? key : NULL, err);
}


static enum rc log_it(struct backup_run *r, struct err *err) {
	char hex[2 * HASH_LEN + 1];
	char *detail = NULL;
	struct change c = {0};
	struct stat st;
	enum rc rc;

	TRY(pack_finish(r->out, r->digest, err));
	unlink(r->copy_path);
	hash_hex(r->digest, HASH_LEN, hex);
	detail = mem_printf("file=%s digest=%s head=%s sealed=%s%s", r->name, hex, r->head,
	                    r->sealed ? "yes" : "no", r->missing ? " missing=yes" : "");
	TRY(change_begin(&c, r->st->store, r->a, "backup", err));
	TRY(query_run(r->st->store, err,
	              "INSERT INTO backup_log (name, made_at, bytes, digest, sealed, damaged)"
	              " VALUES (?, ?, ?, ?, ?, ?)",
	              r->name, r->made_at, stat(r->path, &st) == 0 ? (long long)st.st_size : 0, hex,
	              r->sealed, r->damaged > 0 ? BACKUP_HOLDS_DAMAGED : 0));
	c.detail = detail;
out:
	rc = change_close(&c, rc, NULL, NULL, err);
	pack_drop(r->out);
	r->out = NULL;
	free(detail);
	return rc;
}

/* ---- the second place ---- */

/* A place that is missing or full is told, and the first copy stays. */
static enum rc second_some(struct backup_run *r, struct err *err) {
	bool done = false;
	enum rc rc = RC_OK;

	if (!r->second_copy.path)
		rc = backup_copy_begin(&r->second_copy, r->path, r->second, r->name, err);
	if (rc == RC_OK)
		rc = backup_copy_step(&r->second_copy, r->digest, &done, err);
	if (rc == RC_OK && done) {
		struct change c = {0};

		r->second_done = true;
		TRY(change_begin(&c, r->st->store, r->a, "backup.second", err));
		c.detail = r->name;
		rc = query_run(r->st->store, err,
		               "UPDATE backup_log SET second_at = ? WHERE name = ?", c.now, r->name);
		rc = change_close(&c, rc, NULL, NULL, err);
	}
out:
	if (rc != RC_OK && err)
		r->second_failed = *err;
	if (done || rc != RC_OK)
		r->stage = AGE_OUT;
	return RC_OK;
}

static enum rc step(struct backup_run *r, int ms, struct err *err) {
	bool done = false;
	enum rc rc = RC_OK;

	switch (r->stage) {
	case COPY:
		TRY(backup_step(r->copy, ms, &done, err));
		r->stage = done ? DESCRIBE : COPY;
		break;
	case DESCRIBE:
		TRY(describe(r, err));
		r->stage = DIGEST;
		break;
	case DIGEST:
		if (r->at < r->part_count)
			return part_some(r, false, err);
		TRY(begin_writing(r, err));
		r->stage = WRITE;
		break;
	case WRITE:
		if (r->at < r->part_count)
			return part_some(r, true, err);
		r->stage = LOG;
		break;
	case LOG:
		TRY(log_it(r, err));
		r->stage = r->second ? SECOND : AGE_OUT;
		break;
	case SECOND:
		return second_some(r, err);
	case AGE_OUT:
		TRY(backup_age_out(r->st, r->second, err));
		r->stage = DONE;
		break;
	case DONE:
		break;
	}
out:
	return rc;
}

enum rc backup_run_step(struct backup_run *r, int ms, bool *done, struct err *err) {
	int64_t until = clock_mono_ms() + ms;
	enum rc rc = RC_OK;

	do
		rc = step(r, ms, err);
	while (rc == RC_OK && r->stage != DONE && (ms < 0 || clock_mono_ms() < until));
	*done = r->stage == DONE;
	return rc;
}

int backup_run_percent(const struct backup_run *r) {
	if (r->stage <= DESCRIBE)
		return backup_percent(r->copy) / 2;
	return r->all_bytes && r->stage < LOG ? 50 + (int)(45 * r->done_bytes / (r->all_bytes + 1)) : 95;
}

long long backup_run_damaged(const struct backup_run *r) { return r->damaged; }

const char *backup_run_path(const struct backup_run *r) { return r->path; }

const char *backup_run_second(const struct backup_run *r) {
	return r->second_done ? r->second_copy.path : NULL;
}

const struct err *backup_run_second_failed(const struct backup_run *r) {
	return r->second_failed.rc != RC_OK ? &r->second_failed : NULL;
}

void backup_run_end(struct backup_run *r) {
	if (!r)
		return;
	backup_end(r->copy);
	if (r->copy_path && r->lock >= 0)
		unlink(r->copy_path);
	pack_drop(r->out);
	if (r->fd >= 0)
		close(r->fd);
	if (r->lock >= 0)
		close(r->lock);
	backup_copy_end(&r->second_copy);
	for (size_t i = 0; i < r->part_count; i++) {
		free(r->parts[i].name);
		free(r->parts[i].path);
		str_clear(&r->parts[i].text);
	}
	free(r->parts);
	str_clear(&r->json.out);
	free(r->head);
	free(r->path);
	free(r->copy_path);
	free(r->second);
	free(r);
}
