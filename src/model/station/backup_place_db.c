/* Where backups lie: listed, aged out, copied to a second place. SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/file.h"
#include "model/station/backup_priv_db.h"

enum { SOME = 1 << 20 };

char *backup_beside(const char *db) {
	return strchr(db, '/') ? file_beside(db, "") : mem_strdup("./");
}

/* ---- which stay ---- */

enum { DAILY, WEEKLY, MONTHLY, GRAINS };

static int slot(struct date d, int grain) {
	int y, m, day;

	if (grain == DAILY)
		return d.n;
	if (grain == WEEKLY)
		return (d.n + 3) / 7; /* 1970 began on a Thursday */
	date_to_ymd(d, &y, &m, &day);
	return 12 * y + m;
}

void backup_rotate(struct backup_file *v, size_t n, struct date today) {
	static const int most[GRAINS] = {7, 4, 12};
	int last[GRAINS] = {0}, kept[GRAINS] = {0};
	bool good = false, rehearsed = false;

	for (size_t i = 0; i < n; i++) {
		struct date d = usecase_day_of(v[i].made_at);

		v[i].keep = !v[i].damaged && (!good || (v[i].rehearsed_at && !rehearsed));
		if (v[i].holds_damaged) /* no good one, and yet all there is of the last days */
			v[i].keep = !v[i].damaged && date_cmp(date_add_days(d, most[DAILY]), today) > 0;
		if (v[i].damaged || v[i].holds_damaged)
			continue;
		good = true;
		v[i].keep = v[i].keep || date_cmp(d, today) >= 0;
		rehearsed = rehearsed || v[i].rehearsed_at != 0;
		for (int g = 0; g < GRAINS; g++) {
			int at = slot(d, g);

			if (kept[g] == most[g] || (kept[g] > 0 && last[g] == at))
				continue;
			kept[g]++;
			last[g] = at;
			v[i].keep = v[i].keep || date_cmp(date_add_months(d, 12), today) >= 0;
		}
	}
}

/* ---- what lies there ---- */

static bool is_name(const char *name) {
	static const char form[] = "dddd-dd-dd-dddddd" BACKUP_SUFFIX;

	if (strlen(name) != sizeof form - 1)
		return false;
	for (size_t i = 0; form[i]; i++)
		if (form[i] == 'd' && i < 17 ? name[i] < '0' || name[i] > '9' : name[i] != form[i])
			return false;
	return true;
}

static void add(struct backup_file **v, size_t *n, const char *folder, const char *name, bool plain) {
	struct backup_file f = {.plain = plain, .path = mem_printf("%s%s", folder, name)};
	struct stat st;

	if (lstat(f.path, &st) != 0 || !S_ISREG(st.st_mode)) {
		free(f.path);
		return;
	}
	snprintf(f.name, sizeof f.name, "%s", name);
	f.bytes = (long long)st.st_size;
	f.made_at = (long long)st.st_mtime * 1000; /* until the log says it */
	VEC_PUSH(*v, *n, f);
}

/* Those of a folder that begin so (an update's copies), or have a backup's name. */
static void read_folder(struct backup_file **v, size_t *n, const char *folder, const char *plain) {
	DIR *d = opendir(folder);

	for (struct dirent *e; d && (e = readdir(d)) != NULL;)
		if (plain ? strncmp(e->d_name, plain, strlen(plain)) == 0 &&
		            !strstr(e->d_name, ".part")
		          : is_name(e->d_name))
			add(v, n, folder, e->d_name, plain != NULL);
	if (d)
		closedir(d);
}

static int newer_first(const void *a, const void *b) {
	const struct backup_file *x = a, *y = b;

	return x->made_at != y->made_at ? (x->made_at < y->made_at) - (x->made_at > y->made_at)
	                                : strcmp(y->name, x->name);
}

/* What the log knows of them. */
static enum rc read_log(struct station *st, struct backup_file *v, size_t n, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT name, made_at, sealed, coalesce(second_at, 0), coalesce(rehearsed_at,"
	           " 0), damaged FROM backup_log")
		for (size_t i = 0; i < n; i++) {
			if (v[i].plain || strcmp(v[i].name, stmt_text(q, 0)) != 0)
				continue;
			v[i].known = true;
			v[i].made_at = stmt_int(q, 1);
			v[i].sealed = stmt_int(q, 2) != 0;
			v[i].second_at = stmt_int(q, 3);
			v[i].rehearsed_at = stmt_int(q, 4);
			v[i].damaged = stmt_int(q, 5) == 1;
			v[i].holds_damaged = stmt_int(q, 5) == BACKUP_HOLDS_DAMAGED;
		}
	return rc;
}

enum rc backup_files(struct station *st, struct backup_file **out, size_t *n, struct err *err) {
	char *beside = backup_beside(st->db_path), *folder = mem_printf("%sbackup/", beside);
	char *before = mem_printf("%s.before-v", st->db_path + (strrchr(st->db_path, '/')
	                          ? strlen(beside) : 0));
	enum rc rc;

	*out = NULL;
	*n = 0;
	read_folder(out, n, folder, NULL);
	read_folder(out, n, beside, before);
	rc = read_log(st, *out, *n, err);
	if (*n > 0)
		qsort(*out, *n, sizeof **out, newer_first);
	backup_rotate(*out, *n, usecase_day_of(clock_now_ms()));
	free(beside);
	free(folder);
	free(before);
	return rc;
}

void backup_files_clear(struct backup_file *v, size_t n) {
	for (size_t i = 0; i < n; i++)
		free(v[i].path);
	free(v);
}

void backup_everywhere(struct station *st, struct backup_file **out, size_t *n) {
	char *beside = backup_beside(st->db_path), *folder = mem_printf("%sbackup/", beside);
	char *second = mem_printf("%s/", conf_text(st->conf, "backup", "second"));
	size_t own;

	*out = NULL;
	*n = 0;
	read_folder(out, n, folder, NULL);
	own = *n;
	if (second[1])
		read_folder(out, n, second, NULL);
	for (size_t i = own; i < *n; i++)
		(*out)[i].plain = true;
	free(beside);
	free(folder);
	free(second);
}

char *backup_newest(const char *db) {
	char *beside = backup_beside(db), *folder = mem_printf("%sbackup/", beside), *path = NULL;
	struct backup_file *v = NULL;
	size_t n = 0, best = 0;

	read_folder(&v, &n, folder, NULL);
	for (size_t i = 1; i < n; i++)
		best = strcmp(v[i].name, v[best].name) > 0 ? i : best;
	if (n > 0)
		path = mem_strdup(v[best].path);
	backup_files_clear(v, n);
	free(beside);
	free(folder);
	return path;
}

void backup_remove_folder(const char *folder) {
	DIR *d = opendir(folder);

	for (struct dirent *e; d && (e = readdir(d)) != NULL;) {
		char *path = mem_printf("%s%s", folder, e->d_name);

		if (e->d_name[0] != '.' && unlink(path) != 0 && strcmp(e->d_name, "files") == 0) {
			char *inner = mem_printf("%s/", path);

			backup_remove_folder(inner);
			free(inner);
		}
		free(path);
	}
	if (d)
		closedir(d);
	rmdir(folder);
}

/* What a restore left beside the station goes after a year too: it holds whom nobody may find then.
 */
static void age_out_restored(const char *db) {
	static const char name[] = "before-restore-";
	char *beside = backup_beside(db);
	struct date today = usecase_day_of(clock_now_ms()), d;
	DIR *dir = opendir(beside);

	for (struct dirent *e; dir && (e = readdir(dir)) != NULL;) {
		char day[DATE_BUF] = "", *path = mem_printf("%s%s/", beside, e->d_name);

		if (strncmp(e->d_name, name, sizeof name - 1) == 0)
			snprintf(day, sizeof day, "%.10s", e->d_name + sizeof name - 1);
		if (date_parse_iso(day, &d) && date_cmp(date_add_months(d, 12), today) < 0)
			backup_remove_folder(path);
		free(path);
	}
	if (dir)
		closedir(dir);
	free(beside);
}

/* A name the log has was made here: what another station left on the same stick stays. */
enum rc backup_age_out(struct station *st, const char *second, struct err *err) {
	struct backup_file *v;
	size_t n;
	enum rc rc = backup_files(st, &v, &n, err);

	age_out_restored(st->db_path);
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		char *twin = mem_printf("%s/%s", second ? second : "", v[i].name);

		if (!v[i].keep)
			unlink(v[i].path);
		if (!v[i].keep && second && v[i].second_at)
			unlink(twin);
		free(twin);
	}
	backup_files_clear(v, n);
	return rc;
}

/* ---- the second place ---- */

enum rc backup_copy_begin(struct backup_copy *c, const char *from, const char *folder,
                          const char *name, struct err *err) {
	long long room = file_room(folder);
	struct stat st;

	*c = (struct backup_copy){.from = -1, .to = -1,
	                          .path = mem_printf("%s/%s", folder, name)};
	c->part = mem_printf("%s.part", c->path);
	if (stat(folder, &st) != 0 || !S_ISDIR(st.st_mode))
		return err_set(err, RC_NOT_FOUND, "backup.second",
		               N_("The second place {folder} is not there: put the stick in and make "
		                  "the backup again. The first copy is good."), "folder", folder, NULL);
	c->from = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (c->from < 0 || fstat(c->from, &st) != 0)
		return file_error(err, from, errno);
	if (room >= 0 && room < (long long)st.st_size + SOME)
		return file_error(err, folder, ENOSPC);
	unlink(c->part); /* of an earlier one that was broken off */
	c->to = open(c->part, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (c->to < 0)
		return file_error(err, c->path, errno);
	return RC_OK;
}

static enum rc differs(const char *path, struct err *err) {
	return err_set(err, RC_CORRUPT, "backup.differs",
	               N_("{file} reads otherwise than it was written: this stick or disk is not "
	                  "to be trusted. The first copy is good."), "file", path, NULL);
}

/* All of it is on the medium: what is read back comes from there. */
static enum rc turn(struct backup_copy *c, struct err *err) {
	if (fsync(c->to) != 0 || lseek(c->to, 0, SEEK_SET) != 0)
		return file_error(err, c->path, errno);
	(void)posix_fadvise(c->to, 0, 0, POSIX_FADV_DONTNEED);
	hash_begin(&c->hash);
	c->reading = true;
	return RC_OK;
}

static enum rc finish(struct backup_copy *c, const unsigned char digest[HASH_LEN],
                      struct err *err) {
	unsigned char read_back[HASH_LEN];

	hash_end(&c->hash, read_back);
	if (memcmp(read_back, digest, HASH_LEN) != 0)
		return differs(c->path, err);
	if (rename(c->part, c->path) != 0)
		return file_error(err, c->path, errno);
	free(c->part);
	c->part = NULL;
	return file_sync_folder(c->path, err);
}

enum rc backup_copy_step(struct backup_copy *c, const unsigned char digest[HASH_LEN], bool *done,
                         struct err *err) {
	static char buf[SOME];
	ssize_t n = read(c->reading ? c->to : c->from, buf, SOME);

	*done = n == 0 && c->reading;
	if (n < 0)
		return file_error(err, c->path, errno);
	if (*done)
		return finish(c, digest, err);
	if (n == 0)
		return turn(c, err);
	if (c->reading)
		hash_add(&c->hash, buf, (size_t)n);
	/* synced as it goes, so that no step at the end waits for a slow stick to take all */
	else if (write(c->to, buf, (size_t)n) != n || fdatasync(c->to) != 0)
		return file_error(err, c->path, errno ? errno : ENOSPC);
	return RC_OK;
}

void backup_copy_end(struct backup_copy *c) {
	if (c->path && c->from >= 0)
		close(c->from);
	if (c->path && c->to >= 0)
		close(c->to);
	if (c->part)
		unlink(c->part);
	free(c->part);
	free(c->path);
	*c = (struct backup_copy){0};
}

/* ---- the key, and what the head is told ---- */

#define KEY_SETTING "backup.key"
#define RESTORED_SETTING "backup.restored"

bool backup_key(struct station *st, unsigned char key[PACK_KEY]) {
	char *text = setting_get(st->store, KEY_SETTING);
	bool has = text && hash_from_hex(text, key, PACK_KEY);

	free(text);
	return has;
}

static enum rc set(struct station *st, const struct actor *a, enum access_action action,
                   const char *audit_id, const char *key, const char *value, struct err *err) {
	struct change c = {0};
	enum rc rc = usecase_begin(&c, st, a, action, audit_id, 0, err);

	if (rc == RC_OK)
		rc = setting_set(st->store, key, value, err);
	return change_close(&c, rc, NULL, NULL, err);
}

enum rc backup_set_key(struct station *st, const struct actor *a, const unsigned char key[PACK_KEY],
                       struct err *err) {
	char hex[2 * PACK_KEY + 1];

	hash_hex(key, PACK_KEY, hex);
	return set(st, a, ACT_OFFICERS, "backup.key", KEY_SETTING, hex, err);
}

enum rc backup_restored_seen(struct station *st, const struct actor *a, struct err *err) {
	return set(st, a, ACT_OFFICERS, "backup.restored-seen", RESTORED_SETTING, "", err);
}

static int days_since(long long ms, struct date today) {
	return ms ? today.n - usecase_day_of(ms).n : -1;
}

enum rc backup_state(struct station *st, struct backup_state *out, struct err *err) {
	struct date today = usecase_day_of(clock_now_ms());
	const char *second = conf_text(st->conf, "backup", "second");
	char *restored = setting_get(st->store, RESTORED_SETTING);
	long long began = 0, newest = 0;
	struct backup_file *v = NULL;
	size_t n = 0;
	enum rc rc = query_int(st->store, &began, err, "SELECT min(time) FROM audit");

	*out = (struct backup_state){.days = -1, .rehearsed_days = -1};
	QUERY_EACH(q, rc, st->store, err, "SELECT max(rehearsed_at) FROM backup_log")
		out->rehearsed_days = days_since(stmt_int(q, 0), today);
	/* on a new machine, or where somebody tidied, the log knows of some that are not there */
	if (rc == RC_OK)
		rc = backup_files(st, &v, &n, err);
	for (size_t i = 0; i < n; i++)
		if (v[i].known && !v[i].damaged && v[i].made_at > newest)
			newest = v[i].made_at;
	backup_files_clear(v, n);
	out->days = days_since(newest, today);
	out->made_today = out->days == 0;
	/* a new station has a few days too */
	out->due = (out->days < 0 ? days_since(began, today) : out->days) >
	           conf_int(st->conf, "backup", "due_days");
	out->rehearsal_due = out->days >= 0 &&
	        (out->rehearsed_days < 0 ? days_since(began, today) : out->rehearsed_days) >
	        conf_int(st->conf, "backup", "rehearse_days");
	out->second_missing = *second && access(second, F_OK) != 0;
	if (restored && *restored)
		out->restored = mem_strdup(restored);
	free(restored);
	return rc;
}
