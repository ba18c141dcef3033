/* Taking a backup back. SPDX-License-Identifier: MIT */
#include "model/station/restore.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/file.h"
#include "core/process.h"
#include "model/access/audit.h"
#include "model/access/session.h"
#include "model/station/backup_priv_db.h"
#include "store/backup.h"
#include "store/proof_walk.h"
#include "store/schema.h"

enum { MANIFEST_MAX = 4 << 20, BLOCK = 1 << 18, HEX = 2 * HASH_LEN };

struct restore {
	char *db, *file, *beside, *folder; /* folder: where it is unpacked to, with its slash */
	char *db_name, *ini_name;
	struct str manifest;
	long long made_at, head_seq;
	char head[HEX + 1], origin[HEX + 1];
	struct store *store; /* the unpacked database */
	long long damaged;   /* records in it that are not what was saved */
	bool taken;
};

static enum rc damaged(const struct restore *r, struct err *err) {
	return pack_damaged(r->file, err);
}

/* ---- folders ---- */

static enum rc make_folder(const char *folder, struct err *err) {
	return mkdir(folder, 0700) == 0 ? RC_OK : file_error(err, folder, errno);
}

/* ---- the manifest: of our own writer, so its keys stand as it writes them ---- */

static const char *value_of(const char *json, const char *key) {
	char *quoted = mem_printf("\"%s\": ", key);
	const char *at = strstr(json, quoted);

	at = at ? at + strlen(quoted) : NULL;
	free(quoted);
	return at;
}

static bool hex_of(const char *json, const char *key, char out[HEX + 1]) {
	const char *at = value_of(json, key);

	return at && sscanf(at, "\"%64[0-9a-f]\"", out) == 1 && strlen(out) == HEX;
}

static enum rc read_manifest(struct restore *r, struct pack_in *p, struct err *err) {
	char name[PACK_NAME], *bytes;
	long long size = 0;
	bool more;
	const char *json, *at;
	enum rc rc = pack_next(p, name, &size, &more, err);

	if (rc == RC_OK && (!more || strcmp(name, BACKUP_MANIFEST) != 0 || size > MANIFEST_MAX))
		rc = damaged(r, err);
	if (rc != RC_OK)
		return rc;
	bytes = mem_zalloc((size_t)size + 1, 1);
	rc = pack_take(p, bytes, (size_t)size, err);
	str_add(&r->manifest, bytes);
	free(bytes);
	json = str_text(&r->manifest);
	if (rc != RC_OK)
		return rc;
	if ((at = value_of(json, "format")) != NULL && strtoll(at, NULL, 10) > 1)
		return err_set(err, RC_NEWER, "backup.newer",
		               N_("{file} was made by a newer wubao: install that one first."),
		               "file", r->file, NULL);
	if (r->manifest.n != (size_t)size || !at || !hex_of(json, "origin", r->origin) ||
	    !(at = value_of(json, "made_at")) || (r->made_at = strtoll(at, NULL, 10)) <= 0 ||
	    !(at = value_of(json, "head")) ||
	    sscanf(at, "\"%lld:%64[0-9a-f]\"", &r->head_seq, r->head) != 2)
		return damaged(r, err);
	return RC_OK;
}

enum rc backup_read_says(const char *file, struct backup_says *out, struct err *err) {
	struct restore r = {.file = mem_strdup(file)};
	struct pack_in *p = NULL;
	enum rc rc;

	*out = (struct backup_says){0};
	TRY(pack_open(&p, file, err));
	out->sealed = pack_sealed_to(p) != NULL;
	if (out->sealed)
		goto out;
	TRY(read_manifest(&r, p, err));
	out->made_at = r.made_at;
	out->seq = r.head_seq;
	memcpy(out->head, r.head, sizeof out->head);
	memcpy(out->origin, r.origin, sizeof out->origin);
out:
	pack_close(p);
	str_clear(&r.manifest);
	free(r.file);
	return rc;
}

/* ---- unpacking ---- */

struct listed {
	char name[PACK_NAME], digest[HEX + 1];
	long long size;
};

/* Where a member goes; heap. NULL: nothing a backup holds. */
static char *place_of(const struct restore *r, const char *name) {
	size_t n = sizeof BACKUP_FILES - 1;

	if (strcmp(name, BACKUP_DB) == 0)
		return mem_printf("%s%s", r->folder, r->db_name);
	if (strcmp(name, BACKUP_INI) == 0)
		return mem_printf("%s%s", r->folder, r->ini_name);
	if (strncmp(name, BACKUP_FILES, n) == 0 && strlen(name) == n + HEX &&
	    strspn(name + n, "0123456789abcdef") == HEX)
		return mem_printf("%s%s", r->folder, name);
	return NULL;
}

static enum rc write_member(const struct restore *r, struct pack_in *p, const struct listed *m,
                            const char *path, struct err *err) {
	static char buf[BLOCK];
	unsigned char digest[HASH_LEN];
	char hex[HEX + 1];
	struct hash h;
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	enum rc rc = fd < 0 ? file_error(err, path, errno) : RC_OK;

	hash_begin(&h);
	for (long long left = m->size; rc == RC_OK && left > 0;) {
		size_t n = left < BLOCK ? (size_t)left : BLOCK;

		rc = pack_take(p, buf, n, err);
		hash_add(&h, buf, n);
		if (rc == RC_OK && write(fd, buf, n) != (ssize_t)n)
			rc = file_error(err, path, errno ? errno : ENOSPC);
		left -= (long long)n;
	}
	hash_end(&h, digest);
	hash_hex(digest, HASH_LEN, hex);
	if (rc == RC_OK && strcmp(hex, m->digest) != 0)
		rc = damaged(r, err);
	if (rc == RC_OK && fsync(fd) != 0)
		rc = file_error(err, path, errno);
	if (fd >= 0)
		close(fd);
	return rc;
}

static enum rc unpack_one(const struct restore *r, struct pack_in *p, const struct listed *m,
                          struct err *err) {
	char name[PACK_NAME], *path = place_of(r, m->name);
	long long size;
	bool more;
	enum rc rc = pack_next(p, name, &size, &more, err);

	if (rc == RC_OK && (!more || !path || size != m->size || strcmp(name, m->name) != 0))
		rc = damaged(r, err);
	if (rc == RC_OK)
		rc = write_member(r, p, m, path, err);
	free(path);
	return rc;
}

/* The next line of the list; false: its end. */
static bool next_listed(const char **at, struct listed *m) {
	int used = 0;

	*at += strspn(*at, ", \n");
	if (sscanf(*at, "{\"name\": \"%99[^\"]\", \"bytes\": %lld, \"blake2b\": \"%64[0-9a-f]\"}%n",
	           m->name, &m->size, m->digest, &used) != 3 || used == 0)
		return false;
	*at += used;
	return m->size >= 0;
}

static enum rc check_room(const struct restore *r, const char *list, struct err *err) {
	enum { MARGIN = 1 << 20 };
	struct listed m;
	long long want = MARGIN, room = file_room(r->beside);

	while (next_listed(&list, &m))
		want += m.size;
	return room >= 0 && room < want ? file_error(err, r->folder, ENOSPC) : RC_OK;
}

static enum rc unpack(struct restore *r, struct pack_in *p, struct err *err) {
	const char *list = value_of(str_text(&r->manifest), "members");
	char *files = mem_printf("%sfiles", r->folder), name[PACK_NAME];
	struct listed m;
	long long size;
	bool more = false;
	enum rc rc;

	if (!list || *list++ != '[') {
		rc = damaged(r, err);
		goto out;
	}
	TRY(check_room(r, list, err));
	TRY(make_folder(files, err));
	while (next_listed(&list, &m))
		TRY(unpack_one(r, p, &m, err));
	TRY(pack_next(p, name, &size, &more, err));
	if (more || *list != ']')
		rc = damaged(r, err);
	TRY(rc);
	TRY(file_sync_folder(files, err));
	rmdir(files); /* when there were none */
out:
	free(files);
	return rc;
}

/* ---- is it sound? ---- */

/* As many rows as the manifest says, where no step of the schema has changed them since. */
static enum rc check_counts(struct restore *r, struct err *err) {
	const char *tables = value_of(str_text(&r->manifest), "tables");
	const char *schema = value_of(str_text(&r->manifest), "schema");
	enum rc rc = RC_OK;

	if (!tables || !schema)
		return damaged(r, err);
	if (strtol(schema, NULL, 10) != (long)schema_migration_count)
		return RC_OK;
	QUERY_EACH(q, rc, r->store, err, "SELECT name FROM sqlite_schema WHERE type = 'table'") {
		char *sql = mem_printf("SELECT count(*) FROM \"%s\"", stmt_text(q, 0));
		const char *said = value_of(tables, stmt_text(q, 0));
		long long n = 0;

		rc = query_int(r->store, &n, err, sql);
		if (rc == RC_OK && (!said || strtoll(said, NULL, 10) != n))
			rc = damaged(r, err);
		free(sql);
	}
	return rc;
}

/* Every record against its proof: how many are damaged is said; the others are worth having. */
static enum rc check_proofs(struct restore *r, struct err *err) {
	struct proof_walk w;
	enum rc rc = proof_walk_begin(&w, r->store, err);

	for (size_t i = 0; rc == RC_OK && entity_at(i); i++) {
		long long after = 0;

		for (bool more = true; rc == RC_OK && more;)
			rc = proof_walk_records(&w, entity_at(i), &after, BLOCK, &more, err);
	}
	if (rc == RC_OK)
		rc = proof_walk_entries(&w, station_entity, err);
	r->damaged = (long long)w.found_count;
	proof_walk_end(&w);
	return rc;
}

static enum rc check_inside(struct restore *r, struct err *err) {
	const struct store_options opt = {.migrations = schema_migrations,
	                                  .migration_count = schema_migration_count,
	                                  .allow_filesystem = true};
	char *path = mem_printf("%s%s", r->folder, r->db_name), hex[HEX + 1];
	long long rows = 0, seq = 0;
	enum rc rc;

	TRY(store_open(&r->store, path, &opt, err)); /* brings an older one up to date */
	TRY(store_check(r->store, err));
	TRY(store_check_schema(r->store, err));
	TRY(audit_verify(r->store, &rows, err));
	TRY(audit_head(r->store, &seq, hex, err));
	if (seq != r->head_seq || strcmp(hex, r->head) != 0)
		rc = damaged(r, err);
	TRY(rc);
	TRY(check_counts(r, err));
	rc = check_proofs(r, err);
out:
	free(path);
	return rc;
}

enum rc restore_open(struct restore **out, const char *db, const char *file,
                     const unsigned char *secret, struct err *err) {
	struct restore *r = mem_zalloc(1, sizeof *r);
	struct pack_in *p = NULL;
	enum rc rc;

	*out = NULL;
	r->db = mem_strdup(db);
	r->file = mem_strdup(file);
	r->beside = backup_beside(db);
	r->folder = mem_printf("%srestore-new/", r->beside);
	r->db_name = mem_strdup(strrchr(db, '/') ? strrchr(db, '/') + 1 : db);
	r->ini_name = file_with_suffix(r->db_name, ".ini");
	TRY(store_swap_finish(db, err));
	backup_remove_folder(r->folder); /* of an earlier one that was killed */
	TRY(pack_open(&p, file, err));
	if (secret)
		TRY(pack_unseal(p, secret, err));
	TRY(read_manifest(r, p, err));
	TRY(make_folder(r->folder, err));
	TRY(unpack(r, p, err));
	TRY(check_inside(r, err));
out:
	pack_close(p);
	if (rc != RC_OK) {
		restore_close(r);
		return rc;
	}
	*out = r;
	return RC_OK;
}

void restore_close(struct restore *r) {
	if (!r)
		return;
	store_close(r->store);
	if (!r->taken)
		backup_remove_folder(r->folder);
	str_clear(&r->manifest);
	free(r->db);
	free(r->file);
	free(r->beside);
	free(r->folder);
	free(r->db_name);
	free(r->ini_name);
	free(r);
}

/* ---- what would be lost ---- */

void restore_news_clear(struct restore_news *n) {
	str_clear(&n->who);
	str_clear(&n->what);
	*n = (struct restore_news){0};
}

enum rc restore_compare(struct restore *r, struct station *st, struct restore_news *out,
                        struct err *err) {
	char hex[HEX + 1];
	long long first = 0, since = r->head_seq;
	enum rc rc;

	*out = (struct restore_news){.made_at = r->made_at, .damaged = r->damaged};
	if (!st)
		return RC_OK;
	TRY(query_int(st->store, &first, err, "SELECT min(seq) FROM audit"));
	TRY(audit_hash_at(st->store, first, hex, err));
	if (strcmp(hex, r->origin) != 0)
		return err_set(err, RC_DENIED, "restore.other",
		               N_("{file} is another station's backup: name an empty folder with "
		                  "--db to have that station there."), "file", r->file, NULL);
	out->known = true;
	if (audit_hash_at(st->store, since, hex, NULL) != RC_OK || strcmp(hex, r->head) != 0) {
		out->apart = true;
		TRY(query_int(st->store, &since, err, "SELECT max(seq) FROM audit WHERE time <= ?",
		              r->made_at));
	}
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT count(*), min(time), max(time) FROM audit WHERE seq > ?", since) {
		out->lost = stmt_int(q, 0);
		out->first = stmt_int(q, 1);
		out->last = stmt_int(q, 2);
	}
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT DISTINCT o.name FROM audit l JOIN officer o ON o.id = l.officer"
	           " WHERE l.seq > ? ORDER BY o.id", since)
		str_addf(&out->who, "%s%s", out->who.n ? ", " : "", stmt_text(q, 0));
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT action, count(*) FROM audit WHERE seq > ? GROUP BY 1 ORDER BY 2 DESC, 1",
	           since)
		str_addf(&out->what, "%s%s %lld", out->what.n ? ", " : "",
		         audit_action_label(stmt_text(q, 0)), stmt_int(q, 1));
out:
	return rc;
}

static const char *name_of(const char *file) {
	const char *slash = strrchr(file, '/');

	return slash ? slash + 1 : file;
}

static enum rc note_rehearsal(struct station *st, const struct actor *a, const char *file,
                              enum rc how, long long records, struct err *err) {
	const long long found = how != RC_OK ? 1 : records ? BACKUP_HOLDS_DAMAGED : 0;
	char *detail = mem_printf("file=%.40s %s damaged=%lld", name_of(file),
	                          how == RC_OK ? "good" : "damaged", records);
	struct change c = {0};
	enum rc rc;

	TRY(change_begin(&c, st->store, a, "backup.rehearsed", err));
	c.detail = detail;
	rc = query_run(st->store, err,
	               "UPDATE backup_log SET damaged = ?1, rehearsed_at = iif(?1 = 1,"
	               " rehearsed_at, ?2) WHERE name = ?3", found, c.now, name_of(file));
out:
	rc = change_close(&c, rc, NULL, NULL, err);
	free(detail);
	return rc;
}

enum rc restore_rehearse(struct station *st, const struct actor *a, const char *file,
                         const unsigned char *secret, struct restore_news *out, struct err *err) {
	struct restore *r = NULL;
	enum rc rc = usecase_query(st, a, ACT_QUEUE, 0, err);

	*out = (struct restore_news){0};
	if (rc == RC_OK)
		rc = restore_open(&r, st->db_path, file, secret, err);
	if (rc == RC_OK)
		rc = restore_compare(r, st, out, err);
	if ((rc == RC_OK || rc == RC_CORRUPT) && !store_is_read_only(st->store)) {
		enum rc noted = note_rehearsal(st, a, file, rc, out->damaged, rc == RC_OK ? err : NULL);

		rc = rc == RC_OK ? noted : rc;
	}
	restore_close(r);
	return rc;
}

/* ---- taking it back ---- */

enum rc restore_need(struct station *st, const struct actor *a, const char *file,
                     struct approval *ask, struct err *err) {
	const struct access_case approved = {.approved = true};

	if (store_is_read_only(st->store))
		return access_decide(a, ACT_RESTORE, &approved, err);
	free(ask->kind);
	free(ask->table_name);
	ask->kind = mem_strdup("restore");
	ask->table_name = mem_printf("%.32s", name_of(file));
	return approval_need(st, a, ACT_RESTORE, ask, err);
}

/* Everybody out but this run; who is in is said by name. */
static enum rc alone(struct station *st, const char *db, int *fd, struct err *err) {
	enum rc rc = st ? store_alone(st->store, fd, err) : store_alone_at(db, fd, err);
	char boot[PROCESS_BOOT_BUF];
	struct str names = {0};
	enum rc ignored = RC_OK;

	if (rc != RC_BUSY || !st)
		return rc;
	process_boot(boot);
	QUERY_EACH(q, ignored, st->store, NULL,
	           "SELECT DISTINCT o.name, s.pid FROM session s JOIN officer o ON o.id = s.officer"
	           " WHERE s.ended IS NULL AND s.boot IS ?", (const char *)boot)
		if (process_is_ours(stmt_int(q, 1)))
			str_addf(&names, "%s%s", names.n ? ", " : "", stmt_text(q, 0));
	if (names.n)
		err_set(err, RC_BUSY, "restore.in_use",
		        N_("Still in: {names}. A restore begins when all are out."), "names",
		        str_text(&names), NULL);
	str_clear(&names);
	return rc;
}

/* The restored station says what was done, before it stands in its place: the officer as that
 * station knows them. */
static enum rc sign(struct restore *r, const char *login, const struct restore_news *news,
                    struct err *err) {
	struct actor by = {.login = login, .role = "", .source = "cli"};
	char *detail = mem_printf("file=%.40s head=%lld lost=%lld%s", name_of(r->file), r->head_seq,
	                          news->lost, news->known ? "" : " unknown=yes");
	char *lost = mem_printf("%lld;%lld;%lld;%s", news->known ? news->lost : -1,
	                        news->known && news->lost ? news->first : r->made_at, news->last,
	                        str_text(&news->who));
	struct change c = {0};
	char role[16] = "";
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, r->store, err, "SELECT id, role FROM officer WHERE login = ?", login) {
		by.officer = stmt_int(q, 0);
		snprintf(role, sizeof role, "%s", stmt_text(q, 1));
		by.role = role;
	}
	if (rc == RC_OK)
		rc = change_begin(&c, r->store, &by, "restore", err);
	c.detail = detail;
	if (rc == RC_OK)
		rc = setting_set(r->store, "backup.restored", lost, err);
	rc = change_close(&c, rc, NULL, NULL, err);
	free(detail);
	free(lost);
	return rc;
}

static void remove_beside(struct restore *r, const char *suffix) {
	char *path = mem_printf("%s%s%s", r->folder, r->db_name, suffix);

	unlink(path);
	free(path);
}

static enum rc swap(struct restore *r, char **kept, struct err *err) {
	char *journal = mem_printf("%s-journal", r->db_name);
	char *mark = mem_printf("%s.damaged", r->db_name), when[20], *old = NULL, *old_path = NULL;
	const char *const names[] = {r->db_name, journal, mark, "audit.spool", r->ini_name, "files", NULL};
	enum rc rc;

	do {
		free(old);
		free(old_path);
		clock_format_ms(clock_now_ms(), when);
		old = mem_printf("before-restore-%.10s-%.2s%.2s%02d", when, when + 11, when + 14,
		                 (int)(clock_now_ms() / 1000 % 60));
		old_path = mem_printf("%s%s", r->beside, old);
	} while (access(old_path, F_OK) == 0); /* a second has passed soon */
	TRY(make_folder(old_path, err));
	TRY(file_sync_folder(old_path, err));
	TRY(store_swap(r->db, old, "restore-new", names, err));
	/* on a new machine nothing stood there */
	*kept = rmdir(old_path) == 0 ? NULL : mem_strdup(old_path);
out:
	free(journal);
	free(mark);
	free(old);
	free(old_path);
	return rc;
}

enum rc restore_finish(struct restore *r, struct station **st, const char *login,
                       const struct restore_news *news, char **kept, struct err *err) {
	static const char *const left[] = {"-journal", ".lock", ".session"};
	char *copy = mem_printf(".before-v%zu", (size_t)schema_migration_count);
	struct actor by;
	int fd = -1;
	enum rc rc;

	*kept = NULL;
	if (*st == NULL)
		TRY(station_folder_is_closed(r->db, err));
	TRY(alone(*st, r->db, &fd, err));
	TRY(sign(r, login, news, err));
	if (*st && !store_is_read_only((*st)->store) && (*st)->leave) {
		TRY(station_actor(*st, login, "cli", &by, err));
		TRY(approval_use_now(*st, &by, err));
	}
	store_close(r->store);
	r->store = NULL;
	for (size_t i = 0; i < sizeof left / sizeof *left; i++)
		remove_beside(r, left[i]);
	for (size_t v = schema_migration_count; v > 0; v--) { /* of bringing it up to date */
		free(copy);
		copy = mem_printf(".before-v%zu", v);
		remove_beside(r, copy);
	}
	station_close(*st);
	*st = NULL;
	rc = file_sync_folder(r->folder, err);
	if (rc == RC_OK) {
		r->taken = true; /* from here on it is finished at the next start */
		rc = swap(r, kept, err);
	}
out:
	if (fd >= 0)
		close(fd);
	free(copy);
	return rc;
}

void restore_lost_text(const char *note, struct str *out) {
	char from[20], to[20], *end;
	long long n = strtoll(note, &end, 10), first = *end ? strtoll(end + 1, &end, 10) : 0;
	long long last = *end ? strtoll(end + 1, &end, 10) : 0;

	clock_format_ms(first, from);
	clock_format_ms(last, to);
	if (n < 0)
		str_fill(out, N_("Restored from a backup of {from}: what came after it is not here."),
		         "from", from, NULL);
	else if (n == 0)
		str_fill(out, N_("Restored from a backup; nothing came after it."), NULL);
	else
		str_fill(out, N_("Restored from a backup: {n} entries from {from} to {to} by {names} "
		                 "are not here."), "n", NUM(n), "from", from, "to", to, "names",
		         *end ? end + 1 : "", NULL);
}
