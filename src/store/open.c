/* Opening and closing: whose file it is, and that every pragma was taken (rule 12.1).
 * SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/check.h"
#include "core/mem.h"
#include "core/names.h"
#include "core/process.h"
#include "store/chain.h"
#include "store/query.h"
#include "store/proof.h"

static const struct pragma {
	const char *name, *set, *want;
	/* when they differ: a draft lost with the power costs one form */
	const char *drafts, *drafts_want;
} pragmas[] = {
	{"journal_mode", "TRUNCATE", "truncate", NULL, NULL},
	{"synchronous", "FULL", "2", "NORMAL", "1"},
	{"foreign_keys", "ON", "1", NULL, NULL},
	{"secure_delete", "ON", "1", NULL, NULL},
	{"temp_store", "MEMORY", "2", NULL, NULL},
	{"trusted_schema", "OFF", "0", NULL, NULL},
	{"cell_size_check", "ON", "1", NULL, NULL},
	/* a REPLACE by anybody then meets the audit's triggers */
	{"recursive_triggers", "ON", "1", NULL, NULL},
	{"cache_size", "-8000", "-8000", NULL, NULL},
	/* pages: what a big import changes stays in memory up to some 60 MB, since a page written
	 * before the end takes the lock that keeps readers out */
	{"cache_spill", "15000", "15000", NULL, NULL},
};

static enum rc pragmas_set(struct store *s, struct err *err) {
	for (size_t i = 0; i < sizeof pragmas / sizeof *pragmas; i++) {
		const struct pragma *p = &pragmas[i];
		bool differs = s->drafts && p->drafts != NULL;
		const char *want = differs ? p->drafts_want : p->want;
		char sql[80], got[32];
		snprintf(sql, sizeof sql, "PRAGMA %s=%s", p->name, differs ? p->drafts : p->set);
		int code = connection_text(s->db, sql, got, sizeof got);
		snprintf(sql, sizeof sql, "PRAGMA %s", p->name);
		if (code == SQLITE_OK)
			code = connection_text(s->db, sql, got, sizeof got);
		if (code != SQLITE_OK)
			return store_fail(s, code, err);
		if (strcmp(got, want) != 0)
			return err_set(err, RC_CONFIG, "store.pragma",
				N_("{path} cannot be used safely: {setting} is {got}, needed is "
				   "{want}. "
				   "Close other programs that have it open, then try again."),
				"path", s->path, "setting", p->name, "got", got, "want", want,
				NULL);
	}
	return RC_OK;
}

/* number_folded(text): as number_fold has it; NULL of NULL. */
static void number_folded(sqlite3_context *ctx, int count, sqlite3_value **v) {
	struct str folded = {0};

	if (sqlite3_value_type(v[0]) == SQLITE_NULL)
		return;
	number_fold((const char *)sqlite3_value_text(v[0]), &folded);
	sqlite3_result_text(ctx, str_text(&folded), (int)folded.n, SQLITE_TRANSIENT);
	str_clear(&folded);
}

enum rc connection_open(struct store *s, struct err *err) {
	int flags = (s->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) |
	            SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
	/* One thread, and nobody asks for counts of memory. Too late is no harm. */
	(void)sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	int code = sqlite3_open_v2(s->path, &s->db, flags, NULL);
	enum rc rc = code == SQLITE_OK ? RC_OK : sqlite_sentence(s->db, code, s->path, err);
	if (rc == RC_OK) {
		sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
		sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
		sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
		sqlite3_db_config(s->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
		sqlite3_db_config(s->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
		sqlite3_limit(s->db, SQLITE_LIMIT_ATTACHED, 0);
		sqlite3_busy_handler(s->db, lock_busy_handler, s);
		code = chain_function(s);
		if (code == SQLITE_OK)
			code = proof_function(s);
		if (code == SQLITE_OK)
			code = sqlite3_create_function_v2(s->db, "number_folded", 1,
				SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
				number_folded, NULL, NULL, NULL);
		rc = code == SQLITE_OK ? identity_check(s, err) : store_fail(s, code, err);
	}
	/* SQLite falls back to reading without a word. */
	if (rc == RC_OK && !s->read_only && sqlite3_db_readonly(s->db, "main") != 0)
		rc = sqlite_sentence(s->db, SQLITE_READONLY, s->path, err);
	if (rc == RC_OK)
		rc = pragmas_set(s, err);
	if (rc != RC_OK)
		connection_close(s);
	return rc;
}

void connection_close(struct store *s) {
	stmt_finalize_all(s);
	/* Never closed with statements open: the zombie would keep its locks. */
	int code = sqlite3_close(s->db);
	if (code != SQLITE_OK)
		sqlite3_close_v2(s->db);
	s->db = NULL;
	process_hold(-s->reading);
	s->reading = false;
}

/* Marked, and still so: opened for reading only. Mended or restored since: the mark goes. */
static enum rc damage_look(struct store *s, struct err *err) {
	char *path = mem_printf("%s.damaged", s->path);
	enum rc rc = RC_OK;
	if (!s->drafts && !s->read_only && access(path, F_OK) == 0) {
		rc = store_check(s, err);
		if (rc == RC_OK)
			unlink(path);
		else if (rc == RC_CORRUPT)
			s->damaged = s->read_only = true;
		rc = s->damaged ? store_ready(s, err) : rc;
	}
	free(path);
	return rc;
}

/* A journal that holds something before the file is opened is what an unclean end left (or another
 * session that writes just now: then a look too many is taken). */
static bool ended_uncleanly(const char *path) {
	char *journal = mem_printf("%s-journal", path);
	struct stat left;
	bool is_left = stat(journal, &left) == 0 && left.st_size > 0;

	free(journal);
	return is_left;
}

/* PRAGMA quick_check: RC_CORRUPT, and marked so, when a page is broken. */
static enum rc pages_look(struct store *s, struct err *err) {
	char verdict[64];
	int code = connection_text(s->db, "PRAGMA quick_check(1)", verdict, sizeof verdict);

	if (code != SQLITE_OK && (code & 0xff) != SQLITE_CORRUPT)
		return store_fail(s, code, err);
	if (code == SQLITE_OK && strcmp(verdict, "ok") == 0)
		return RC_OK;
	s->damaged = s->read_only = true;
	damage_mark(s);
	return sqlite_sentence(s->db, SQLITE_CORRUPT, s->path, err);
}

/* Nothing is shown before that (rule 12.21); what is broken is opened for reading only. */
static enum rc unclean_look(struct store *s, struct err *err) {
	enum rc rc = s->drafts || s->read_only || s->damaged ? RC_OK : pages_look(s, err);

	return rc == RC_CORRUPT && s->damaged ? store_ready(s, err) : rc;
}

static enum rc reopen(struct store *s, struct err *err) {
	connection_close(s);
	s->reopened++;
	enum rc rc = connection_open(s, err);
	if (rc != RC_OK) {
		s->suspect = true;
		return rc;
	}
	s->suspect = false;
	if (s->damaged)
		return RC_OK;
	return pages_look(s, err);
}

enum rc store_check(struct store *s, struct err *err) {
	long long bad = 0;
	/* Without an argument: SQLite 3.46 takes one given to the table for the name of a table. */
	enum rc rc = query_int(s, &bad, err,
		"SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'");

	if (rc == RC_OK && bad == 0)
		rc = query_int(s, &bad, err, "SELECT count(*) FROM pragma_foreign_key_check");
	if (rc != RC_OK || bad == 0)
		return rc;
	damage_mark(s);
	return sqlite_sentence(s->db, SQLITE_CORRUPT, s->path, err);
}

enum rc store_check_pages(struct store *s, const char *table, struct err *err) {
	char *sql = mem_printf("PRAGMA quick_check(\"%s\")", table), verdict[64] = "";
	int code;
	enum rc rc = store_ready(s, err);

	if (rc == RC_OK && (code = connection_text(s->db, sql, verdict, sizeof verdict)) != SQLITE_OK)
		rc = store_fail(s, code, err);
	if (rc == RC_OK && strcmp(verdict, "ok") != 0) {
		damage_mark(s);
		rc = sqlite_sentence(s->db, SQLITE_CORRUPT, s->path, err);
	}
	free(sql);
	return rc;
}

void store_remove_new(const char *path) {
	static const char *const suffixes[] = {"", "-journal", ".lock", ".session"};
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		char *name = mem_printf("%s%s", path, suffixes[i]);
		unlink(name);
		free(name);
	}
}

enum rc store_open(struct store **out, const char *path, const struct store_options *opt,
                   struct err *err) {
	struct store *s = mem_zalloc(1, sizeof *s);
	bool unclean = false;
	*out = NULL;
	*s = (struct store){.reopen = reopen,
	                    .steps = opt->migrations,
	                    .step_count = opt->migration_count,
	                    .read_only = opt->read_only,
	                    .drafts = opt->drafts,
	                    .lock_fd = -1,
	                    .session_fd = -1,
	                    .unproved = -1,
	                    .wait_ms = STORE_WAIT_MS,
	                    .ahead_ms = AHEAD_MS};

	enum rc rc;
	TRY(path_check(s, path, opt, err));
	TRY(lock_open(s, err));
	unclean = ended_uncleanly(s->path);
	TRY(connection_open(s, err));
	TRY(damage_look(s, err));
	if (unclean)
		TRY(unclean_look(s, err));
	TRY(migrate(s, err));
	if (s->create)
		TRY(folder_sync(s->path, err));
	s->create = false;
	CHECK(s->db != NULL && !s->open && s->version == (int)s->step_count);
	*out = s;
	return RC_OK;
out:;
	char *unfinished = s->create && !s->drafts ? mem_strdup(s->path) : NULL;
	store_close(s);
	if (unfinished != NULL)
		store_remove_new(unfinished);
	free(unfinished);
	return rc;
}

void store_close(struct store *s) {
	if (s == NULL)
		return;
	store_rollback(s);
	stmt_free_all(s);
	entity_sql_free_all(s);
	connection_close(s);
	lock_close(s);
	free(s->proof_bytes);
	free(s->path);
	free(s);
}

const char *store_path(const struct store *s) { return s->path; }

bool store_is_read_only(const struct store *s) { return s->read_only; }

bool store_is_damaged(const struct store *s) { return s->damaged; }

int store_version(const struct store *s) { return s->version; }
