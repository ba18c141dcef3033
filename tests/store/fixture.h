/* For the store's tests: a folder of its own per test, a small entity, and steps that do not need the model.
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_STORE_FIXTURE_H
#define TESTS_STORE_FIXTURE_H

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/mem.h"
#include "core/tr.h"
#include "store/change.h"
#include "store/query.h"
#include "store/schema.h"
#include "store/store.h"
#include "texts.h"

#define THING_FIELDS(X, S) \
	X(S, text, name, N_("Name"), .flags = F_REQUIRED) \
	X(S, note, remark, N_("Note"), .max = 0) \
	X(S, idno, paper, N_("ID number"), .flags = F_MASKED) \
	X(S, phone, phone, N_("Phone"), .max = 0) \
	X(S, date, day, N_("Day"), .max = 0) \
	X(S, code, kind, N_("Kind"), .max = 0) \
	X(S, int, amount, N_("Amount"), .max = 0) \
	X(S, money, cost, N_("Cost"), .max = 0) \
	X(S, ref, other, N_("Other"), .ref = "thing")

struct thing {
	struct record rec;
	THING_FIELDS(FIELD_MEMBER, thing)
};
static const struct field_def thing_fields[] = {THING_FIELDS(FIELD_ROW, thing)};
static const struct entity_def thing_def = ENTITY("thing", N_("Thing"), thing, thing_fields);

#define THING_SQL \
	"CREATE TABLE thing (id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, ver INTEGER NOT NULL, seq INTEGER NOT NULL," \
	" recorded_at INTEGER NOT NULL, recorded_by INTEGER, import_id INTEGER, source TEXT NOT NULL, voided_at INTEGER," \
	" voided_by INTEGER, void_reason TEXT, name TEXT NOT NULL, remark TEXT, paper TEXT, phone TEXT," \
	" day TEXT CHECK (day IS date(day, '+0 days')), kind TEXT, amount INTEGER CHECK (amount <> -13), cost INTEGER," \
	" other INTEGER REFERENCES thing(id), proof BLOB) STRICT;" \
	"ALTER TABLE audit ADD COLUMN covers BLOB; CREATE TABLE proof_past (replaced INTEGER, table_name TEXT, record INTEGER," \
	" proof BLOB, PRIMARY KEY (table_name, record, replaced)) STRICT, WITHOUT ROWID;" \
	"CREATE TABLE damaged (table_name TEXT, record INTEGER, PRIMARY KEY (table_name, record)) STRICT, WITHOUT ROWID;" \
	"CREATE UNIQUE INDEX thing_paper ON thing (paper) WHERE voided_at IS NULL;"

enum { STEPS = 2, STEPS_MORE = 4 };
static struct migration steps[STEPS_MORE];

struct place {
	char dir[64];
	char path[96];
};

static const struct actor tester = {.officer = 7, .login = "zhang", .name = "张三", .role = "head",
                                    .session = "S1", .source = "ui"};

static inline int fixture_setup(void **state) {
	struct place *p = calloc(1, sizeof *p);
	snprintf(p->dir, sizeof p->dir, "%s/wubao-store-XXXXXX", getenv("TMPDIR") != NULL && strlen(getenv("TMPDIR")) < 32 ? getenv("TMPDIR") : "/tmp");
	if (mkdtemp(p->dir) == NULL)
		return -1;
	snprintf(p->path, sizeof p->path, "%s/a.db", p->dir);
	steps[0] = schema_migrations[0];
	steps[1] = (struct migration){.version = 2, .name = "thing", .sql = THING_SQL};
	steps[2] = (struct migration){.version = 3, .name = "more", .sql = "ALTER TABLE thing ADD COLUMN extra TEXT;"};
	steps[3] = (struct migration){.version = 4, .name = "fill", .sql = "UPDATE thing SET extra = name;"};
	tr_set_lang(LANG_EN);
	signal(SIGXFSZ, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	*state = p;
	return 0;
}

static inline int fixture_teardown(void **state) {
	struct place *p = *state;
	chmod(p->dir, 0700);
	DIR *d = opendir(p->dir);
	for (struct dirent *e; d != NULL && (e = readdir(d)) != NULL;) {
		char name[400];
		snprintf(name, sizeof name, "%s/%s", p->dir, e->d_name);
		if (e->d_name[0] != '.' && unlink(name) != 0)
			rmdir(name);
	}
	if (d != NULL)
		closedir(d);
	rmdir(p->dir);
	free(p);
	return 0;
}

#define STORE_TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)

static inline enum rc open_steps(struct store **out, const char *path, size_t count, bool create, struct err *err) {
	struct store_options opt = {.migrations = steps, .migration_count = count, .create = create};
	memset(err, 0, sizeof *err);
	return store_open(out, path, &opt, err);
}

/* Open or fail the test with the sentence. */
static inline struct store *must_open(const char *path, bool create) {
	struct store *s;
	struct err err;
	if (open_steps(&s, path, STEPS, create, &err) != RC_OK)
		fail_msg("%s", err.text);
	return s;
}

static inline void must(enum rc rc, const struct err *err) {
	if (rc != RC_OK)
		fail_msg("rc %d: %s", rc, err->text);
}

static inline void set_text(char **field, const char *text) {
	free(*field);
	*field = mem_strdup(text);
}

static inline enum rc thing_insert(struct store *s, struct thing *t, struct err *err) {
	struct change c = {0};
	enum rc rc = change_begin(&c, s, &tester, "thing.add", err);
	if (rc == RC_OK)
		rc = change_insert(&c, &thing_def, t, err);
	if (rc == RC_OK)
		rc = change_commit(&c, err);
	change_end(&c);
	return rc;
}

static inline enum rc thing_update(struct store *s, struct thing *t, struct err *err) {
	struct change c = {0};
	enum rc rc = change_begin(&c, s, &tester, "thing.edit", err);
	if (rc == RC_OK)
		rc = change_update(&c, &thing_def, t, err);
	if (rc == RC_OK)
		rc = change_commit(&c, err);
	change_end(&c);
	return rc;
}

static inline enum rc thing_void(struct store *s, long long id, long long ver, const char *reason, struct err *err) {
	struct change c = {0};
	enum rc rc = change_begin(&c, s, &tester, "thing.void", err);
	if (rc == RC_OK)
		rc = change_void(&c, &thing_def, id, ver, reason, err);
	if (rc == RC_OK)
		rc = change_commit(&c, err);
	change_end(&c);
	return rc;
}

static inline long long thing_make(struct store *s, const char *name, long long amount) {
	struct thing t;
	struct err err;
	entity_init(&thing_def, &t);
	set_text(&t.name, name);
	t.amount = amount;
	must(thing_insert(s, &t, &err), &err);
	long long id = t.rec.id;
	entity_clear(&thing_def, &t);
	return id;
}

static inline long long number(struct store *s, const char *sql) {
	struct err err;
	long long v = -1;
	must(query_int(s, &v, &err, sql), &err);
	return v;
}

/* Integrity, references and the chain are as they must be. */
static inline void assert_sound(struct store *s) {
	struct err err;
	long long rows;
	assert_int_equal(number(s, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), 0);
	assert_int_equal(number(s, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
	must(audit_verify(s, &rows, &err), &err);
	assert_int_equal(rows, number(s, "SELECT count(*) FROM audit"));
}

/* SQL on a second connection that knows none of our rules. */
static inline void raw(const char *path, const char *sql) {
	sqlite3 *db;
	char *message = NULL;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_busy_timeout(db, 5000);
	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", sql, message);
	sqlite3_close(db);
}

static inline void write_file(const char *path, const void *bytes, size_t n) {
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, n), (ssize_t)n);
	close(fd);
}

static inline void copy_file(const char *from, const char *to) {
	char buf[65536];
	ssize_t n;
	int in = open(from, O_RDONLY), out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(in >= 0 && out >= 0);
	while ((n = read(in, buf, sizeof buf)) > 0)
		assert_int_equal(write(out, buf, (size_t)n), n);
	close(in);
	close(out);
}

#endif
