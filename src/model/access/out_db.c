/* The files in out/ beside the database: whose they are, until when.
 * SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/file.h"
#include "model/access/access_db.h"
#include "model/access/disclosure.h"

enum { PAGE_MAX = 16 << 20, HOUR_MS = 60 * 60 * 1000, DAY_HOURS = 24 };

char *disclosure_path(struct station *st, const char *kind, long long number, const char *suffix) {
	char *name = mem_printf("out/%s-%06lld%s", kind, number, suffix);
	char *path = file_beside(station_db_path(st), name);

	free(name);
	return path;
}

/* KIND-000012.html: the number; 0: it is not named so. */
static long long number_of(const char *name) {
	const char *dash = strrchr(name, '-');
	char *end = NULL;
	long long number = dash ? strtoll(dash + 1, &end, 10) : 0;

	return dash && end != dash + 1 && *end == '.' && number > 0 ? number : 0;
}

/* ---- fetching ---- */

static enum rc none(long long number, struct err *err) {
	char text[24];

	snprintf(text, sizeof text, "%lld", number);
	return err_set(err, RC_NOT_FOUND, "fetch.none",
	               N_("No printed page and no file has the number {number}, or it is no longer kept."),
	               "number", text, NULL);
}

static enum access_action action_of(const char *id) {
	for (int i = 0; i < ACT_COUNT; i++)
		if (strcmp(access_table[i].id, id) == 0)
			return (enum access_action)i;
	return ACT_COUNT; /* nobody may */
}

/* What the file is. */
struct out_file {
	char *kind;
	long long officer, person; /* person: it is one person's, by the audit; 0: nobody's */
	bool open;                 /* its time is not over, and it was not taken away */
};

static enum rc read_file_row(struct station *st, long long number, struct out_file *f,
                             struct err *err) {
	enum rc rc = RC_OK;

	*f = (struct out_file){.kind = NULL};
	QUERY_EACH(
		q, rc, st->store, err,
		"SELECT d.kind, d.officer, d.gone IS NULL AND d.ends > ?2, iif(l.table_name = "
		"'resident', l.record, 0)"
		" FROM disclosure d JOIN audit l ON l.seq = d.seq WHERE d.seq = ?1 AND d.file = ?1",
		number, clock_now_ms()) {
		f->kind = mem_strdup(stmt_text(q, 0));
		f->officer = stmt_int(q, 1);
		f->open = stmt_int(q, 2);
		f->person = stmt_int(q, 3);
	}
	return rc == RC_OK && f->kind == NULL ? none(number, err) : rc;
}

/* The role now may do what each row of the file wanted then. */
static enum rc may_do(struct station *st, const struct actor *a, long long number,
                      const struct out_file *f, struct err *err) {
	const struct access_case approved = {.approved = true, .reason = true};
	enum access_action wants[4];
	size_t n = 0;
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT DISTINCT access FROM disclosure WHERE file = ? AND access IS NOT NULL"
	           " AND kind <> '" OUT_FETCH "' LIMIT 4", number)
		wants[n++] = action_of(stmt_text(q, 0));
	for (size_t i = 0; i < n && rc == RC_OK; i++)
		/* who looked at a file is told of a sealed one too */
		rc = wants[i] == ACT_COUNT ? none(number, err)
		     : usecase_query_case(st, a, wants[i], wants[i] == ACT_AUDIT ? 0 : f->person,
		                          &approved, err);
	return rc;
}

static bool is_for(const struct actor *a, const struct out_file *f) {
	if (f->officer == a->officer || strcmp(f->kind, OUT_ACCESS) == 0)
		return true;
	return strcmp(f->kind, OUT_EXPORT) != 0 && strcmp(f->kind, OUT_REFUSED) != 0 &&
	       access_answer(a->role, ACT_EXPORT_MANY) == ACCESS_YES;
}

static enum rc may_fetch(struct station *st, const struct actor *a, long long number,
                         struct out_file *f, struct err *err) {
	enum rc rc = read_file_row(st, number, f, err);

	if (rc == RC_OK)
		rc = may_do(st, a, number, f, err);
	return rc == RC_OK && (!f->open || !is_for(a, f)) ? none(number, err) : rc;
}

static enum rc note_fetch(struct station *st, const struct actor *a, long long number,
                          size_t bytes, struct err *err) {
	char detail[48];
	struct ids who = {0};
	enum rc rc = query_ids(st->store, &who, err,
		"SELECT resident FROM disclosed WHERE seq IN (SELECT seq FROM disclosure WHERE "
		"file = ?)",
		number);

	snprintf(detail, sizeof detail, "page=%lld bytes=%zu", number, bytes);
	if (rc == RC_OK)
		rc = disclosure_put(st, a, &(struct disclosure){.kind = OUT_FETCH, .action = "fetch",
		                    .people = &who, .detail = detail}, NULL, err);
	ids_clear(&who);
	return rc;
}

enum rc disclosure_fetch(struct station *st, const struct actor *a, long long number, bool text,
                         struct str *out, struct err *err) {
	static const char *const ends[] = {".csv", ".xlsx", ".tar"};
	struct out_file f;
	char *path = NULL;
	enum rc rc = may_fetch(st, a, number, &f, err);

	if (rc == RC_OK) {
		path = disclosure_path(st, f.kind, number, text ? ".txt" : ".html");
		for (size_t i = 0; i < sizeof ends / sizeof *ends && access(path, F_OK) != 0; i++) {
			free(path);
			path = disclosure_path(st, f.kind, number, ends[i]);
		}
		rc = file_read_plain(path, PAGE_MAX, out, err);
	}
	if (rc == RC_NOT_FOUND)
		none(number, err);
	if (rc == RC_OK)
		rc = note_fetch(st, a, number, out->n, err);
	if (rc != RC_OK)
		str_reset(out);
	free(path);
	free(f.kind);
	return rc;
}

/* Is it in the folder, and not in one below? */
static const char *name_in(const char *path, const char *folder) {
	size_t n = strlen(folder);

	return strncmp(path, folder, n) == 0 && path[n] == '/' && strchr(path + n + 1, '/') == NULL
	       ? path + n + 1 : NULL;
}

enum rc disclosure_may_open(struct station *st, const struct actor *a, const char *path,
                            struct err *err) {
	char *real = NULL, *in = NULL, *own = NULL, *out = NULL;
	const char *name;
	struct out_file f = {.kind = NULL};
	enum rc rc = RC_DENIED;

	if (!station_is_shared(st))
		return RC_OK;
	real = realpath(path, NULL);
	in = mem_printf("in/%s", a->login);
	own = file_beside(station_db_path(st), in);
	out = file_beside(station_db_path(st), "out");
	if (real != NULL && name_in(real, own) != NULL)
		rc = RC_OK;
	else if (real != NULL && (name = name_in(real, out)) != NULL && number_of(name) > 0)
		rc = may_fetch(st, a, number_of(name), &f, err);
	if (rc == RC_OK && f.kind != NULL && f.officer != a->officer)
		rc = RC_DENIED;
	free(f.kind);
	free(real);
	free(in);
	free(own);
	free(out);
	return rc == RC_OK ? rc
	       : err_set(err, RC_DENIED, "open.other",
	                 N_("Only files of your own are opened here: refused rows of yours, or what lies in your folder in/."),
	                 NULL);
}

/* ---- what is to go ---- */

static bool holds(const struct str *text, const char *word) {
	return word != NULL && *word && strstr(str_text(text), word);
}

/* Refused rows hold people nobody has linked to a file yet: there the text is looked through. */
static enum rc add_refused(struct station *st, const struct out_whom *w, struct ids *out,
                           struct err *err) {
	struct ids open = {0};
	enum rc rc = query_ids(st->store, &open, err,
		"SELECT seq FROM disclosure WHERE file = seq AND gone IS NULL "
		"AND kind = '" OUT_REFUSED "'");

	for (size_t i = 0; i < open.n; i++) {
		char *path = disclosure_path(st, OUT_REFUSED, open.v[i], ".csv");
		struct str text = {0};

		if (file_read_plain(path, PAGE_MAX, &text, NULL) == RC_OK &&
		    (holds(&text, w->name) || holds(&text, w->id_no)))
			ids_add(out, open.v[i]);
		str_clear(&text);
		free(path);
	}
	ids_clear(&open);
	return rc;
}

enum rc disclosure_forget(struct change *c, struct station *st, const struct out_whom *w,
                          long long *files, struct err *err) {
	struct ids going = {0};
	enum rc rc = add_refused(st, w, &going, err);

	*files = 0;
	/* accounts of who looked are the person's own */
	if (rc == RC_OK)
		rc = query_ids(st->store, &going, err,
			"SELECT d.file FROM disclosure d JOIN disclosed p ON p.seq = d.seq WHERE "
			"p.resident IN (SELECT ?1 UNION ALL SELECT id FROM resident_gone WHERE "
			"person = ?1) AND d.file IS NOT NULL AND d.gone IS NULL AND (?2 OR "
			"d.kind <> '" OUT_ACCESS "')",
			w->resident, w->erased);
	if (rc == RC_OK && going.n > 0)
		rc = query_run(st->store, err,
			"UPDATE disclosure SET gone = ?2 WHERE file IS NOT NULL AND gone IS NULL "
			"AND file IN"
			" (SELECT value FROM json_each(?1))", bind_ids(going.v, going.n), c->now);
	if (rc == RC_OK)
		rc = query_int(st->store, files, err,
			"SELECT count(*) FROM disclosure WHERE seq = file AND seq IN (SELECT "
			"value FROM json_each(?))",
			bind_ids(going.v, going.n));
	ids_clear(&going);
	return rc;
}

/* Rows whose time is over are marked, which the audit says once. */
static enum rc mark_ended(struct station *st, const struct actor *a, struct err *err) {
	long long n = 0;
	char detail[32];
	struct change c = {0};
	enum rc rc = query_int(st->store, &n, err,
		"SELECT count(*) FROM disclosure WHERE file IS NOT NULL AND gone IS NULL AND "
		"ends <= ?",
		clock_now_ms());

	if (rc != RC_OK || n == 0)
		return rc;
	snprintf(detail, sizeof detail, "files=%lld", n);
	rc = change_begin(&c, st->store, a, "out.gone", err);
	if (rc == RC_OK)
		rc = query_run(st->store, err,
			"UPDATE disclosure SET gone = ?1 WHERE file IS NOT NULL AND gone IS "
			"NULL AND ends <= ?1",
			c.now);
	c.detail = detail;
	return change_close(&c, rc, NULL, NULL, err);
}

/* A file being written is .part for a moment; one that was left so is nobody's. */
static bool is_to_go(struct station *st, const char *path, const char *name) {
	const char *end = strrchr(name, '.');
	long long kept = conf_int(st->conf, "access", "out_days") * DAY_HOURS;
	bool row = false, open = false;
	struct stat at;
	enum rc rc = RC_OK;

	if (lstat(path, &at) != 0 || !S_ISREG(at.st_mode))
		return false;
	if (end != NULL && strcmp(end, ".part") == 0)
		kept = 1;
	else
		QUERY_EACH(q, rc, st->store, NULL,
		           "SELECT gone IS NULL AND ends > ?2 FROM disclosure WHERE seq = ?1 AND file = ?1",
		           number_of(name), clock_now_ms()) {
			row = true;
			open = stmt_int(q, 0);
		}
	if (rc != RC_OK || row)
		return rc == RC_OK && !open;
	return at.st_mtime * 1000LL + kept * HOUR_MS < clock_now_ms();
}

void disclosure_sweep(struct station *st, const struct actor *a) {
	char *folder = file_beside(station_db_path(st), "out");
	DIR *d = opendir(folder); /* nothing was ever printed: there is none */
	struct err ignored;

	/* what cannot go now goes the next time: nothing of it is fetched meanwhile */
	if (d != NULL && !store_is_read_only(st->store) && mark_ended(st, a, &ignored) == RC_OK)
		for (struct dirent *e; (e = readdir(d)) != NULL;) {
			char *path = mem_printf("%s/%s", folder, e->d_name);

			if (is_to_go(st, path, e->d_name))
				unlink(path);
			free(path);
		}
	if (d != NULL)
		closedir(d);
	free(folder);
}
