/* Steps of the schema on new, old and half-updated files; the copy made before; every released step.
 * SPDX-License-Identifier: MIT */
#include "store/fixture.h"
#include "store/internal.h"

static bool exists(const char *path, const char *suffix) {
	char name[160];
	snprintf(name, sizeof name, "%s%s", path, suffix);
	return access(name, F_OK) == 0;
}

static void test_old_file(void **state) { /* rule 12.6 */
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	struct err err;
	struct stat st;
	char copy[160];
	thing_make(s, "kept", 5);
	store_close(s);
	assert_false(exists(p->path, ".before-v3"));
	must(open_steps(&s, p->path, STEPS_MORE, false, &err), &err);
	assert_int_equal(store_version(s), STEPS_MORE);
	assert_int_equal(number(s, "SELECT count(*) FROM thing WHERE extra = 'kept' AND amount = 5"), 1);
	assert_sound(s);
	store_close(s);

	snprintf(copy, sizeof copy, "%s.before-v3", p->path);
	assert_int_equal(stat(copy, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_false(exists(p->path, ".before-v3.part"));
	assert_false(exists(p->path, ".before-v4")); /* one copy, before the first step */
	s = must_open(copy, false);
	assert_int_equal(store_version(s), STEPS);
	assert_int_equal(number(s, "SELECT amount FROM thing WHERE name = 'kept'"), 5);
	assert_sound(s);
	store_close(s);
	/* An older program refuses what the newer made. */
	assert_int_equal(open_steps(&s, p->path, STEPS, false, &err), RC_NEWER);
}

static void test_new_file_needs_no_copy(void **state) {
	struct place *p = *state;
	struct store *s;
	struct err err;
	must(open_steps(&s, p->path, STEPS_MORE, true, &err), &err);
	assert_int_equal(store_version(s), STEPS_MORE);
	store_close(s);
	assert_false(exists(p->path, ".before-v1"));
}

static void test_failing_step(void **state) { /* rule 12.6 */
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	struct err err;
	thing_make(s, "kept", 5);
	store_close(s);
	static const char *const wrong[] = {
		"UPDATE thing SET name = 'lost'; SELECT no_such_function();",
		"UPDATE thing SET name = 'lost'; COMMIT;",
		"UPDATE thing SET name = 'lost'; PRAGMA defer_foreign_keys = 1; UPDATE thing SET other = 99;",
		"UPDATE thing SET name = NULL;",
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		steps[3].sql = wrong[i];
		if (i == 1)
			continue; /* ends its own transaction: see below */
		enum rc rc = open_steps(&s, p->path, STEPS_MORE, false, &err);
		assert_true(rc == RC_INTERNAL || rc == RC_INVALID);
		assert_non_null(strstr(err.text, "fill"));
		raw(p->path, "SELECT 1");
		must(open_steps(&s, p->path, STEPS + 1, false, &err), &err); /* the step before it holds */
		assert_int_equal(number(s, "SELECT count(*) FROM thing WHERE name = 'kept' AND other IS NULL"), 1);
		assert_sound(s);
		store_close(s);
	}
	steps[3].sql = wrong[1];
	assert_int_equal(open_steps(&s, p->path, STEPS_MORE, false, &err), RC_INTERNAL);
}

static void test_failing_new_file_is_removed(void **state) {
	struct place *p = *state;
	struct store *s;
	struct err err;
	steps[1].sql = "CREATE TABEL thing (id);";
	assert_int_equal(open_steps(&s, p->path, STEPS, true, &err), RC_INTERNAL);
	assert_false(exists(p->path, ""));
	assert_false(exists(p->path, ".lock"));
	assert_false(exists(p->path, "-journal"));
	steps[1].sql = THING_SQL;
	store_close(must_open(p->path, true));
}

/* Several programs of the new version start at once on an old file: each step runs once. */
static void test_at_once(void **state) {
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	struct err err;
	thing_make(s, "kept", 5);
	store_close(s);
	steps[2].sql = "ALTER TABLE thing ADD COLUMN extra TEXT; UPDATE thing SET amount = amount + 1;";
	pid_t pids[4];
	for (int i = 0; i < 4; i++) {
		pids[i] = fork();
		if (pids[i] == 0)
			_exit(open_steps(&s, p->path, STEPS_MORE, false, &err) == RC_OK && store_version(s) == STEPS_MORE ? 0 : 1);
	}
	for (int i = 0; i < 4; i++) {
		int status;
		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	must(open_steps(&s, p->path, STEPS_MORE, false, &err), &err);
	assert_int_equal(number(s, "SELECT amount FROM thing"), 6);
	store_close(s);
}

static void test_embedded_steps(void **state) {
	struct place *p = *state;
	struct store *s;
	struct err err;
	struct store_options opt = {.migrations = schema_migrations, .migration_count = schema_migration_count, .create = true};
	for (unsigned long i = 0; i < schema_migration_count; i++)
		assert_int_equal(schema_migrations[i].version, i + 1);
	must(store_open(&s, p->path, &opt, &err), &err);
	assert_int_equal(store_version(s), schema_migration_count);
	assert_sound(s);
	store_close(s);
	/* From every released version to the newest. */
	for (unsigned long from = 1; from < schema_migration_count; from++) {
		char old[128];
		snprintf(old, sizeof old, "%s/from-%lu.db", p->dir, from);
		opt.create = true;
		opt.migration_count = from;
		must(store_open(&s, old, &opt, &err), &err);
		must(store_begin(s, &err), &err);
		must(query_run(s, &err, "INSERT INTO audit (seq, time, boot, action, result, hash) VALUES"
		               " (1, 1700000000001, 0, 'station.init', 'ok',"
		               " x'7e9026f64ece686380b97e8a6c155bf7762cdd6178680a942ff265b33198d099')"), &err);
		must(store_commit(s, &err), &err);
		store_close(s);
		opt.create = false;
		opt.migration_count = schema_migration_count;
		must(store_open(&s, old, &opt, &err), &err);
		assert_int_equal(number(s, "SELECT count(*) FROM audit"), 1);
		assert_sound(s);
		store_close(s);
	}
}

/* The value of a field on a day, as person_value says; the caller frees. */
static char *value_on(struct store *s, const char *field, const char *on) {
	char *value = NULL;
	struct err err;

	must(query_text(s, &value, &err, "SELECT value FROM person_value WHERE resident = 1 AND field = ? AND day <= ?"
	                " ORDER BY day DESC, rank DESC, id DESC LIMIT 1", field, on), &err);
	return value ? value : mem_strdup("");
}

/* Rule 3.6: what an older file knew of a person becomes dated records: what stood there first, moves on their days, and
 * what was typed last beside an assessment. */
static void test_values_of_an_older_file(void **state) {
	static const char *const filled[] = {
		"INSERT INTO place (id, uid, ver, seq, recorded_at, source, name, active) VALUES (1, printf('%026d', 1), 1, 1, 1, 'typed',"
		" 'a', 'yes'), (2, printf('%026d', 2), 1, 1, 1, 'typed', 'b', 'yes')",
		/* opened on 2026-01-10 with risk mid in village 1; moved on 2026-03-05; assessed high; low typed on 2026-04-07 */
		("INSERT INTO resident (id, uid, ver, seq, recorded_at, source, file_no, name, place, risk, job) VALUES (1,"
		 " printf('%026d', 3), 4, 3, 1768000000000, 'typed', '1', 'n', 2, 'low', 'farm')"),
		("INSERT INTO audit (seq, time, boot, action, result, hash) VALUES"
		 " (1, 1768000000000, 0, 'resident.add', 'ok', zeroblob(32)), (2, 1772700000000, 0, 'resident.edit', 'ok', zeroblob(32)),"
		 " (3, 1775550000000, 0, 'resident.edit', 'ok', zeroblob(32))"),
		("INSERT INTO history (table_name, record, ver, field, old_value, seq) VALUES ('resident', 1, 1, 'place', '1', 2),"
		 " ('resident', 1, 2, 'risk', 'mid', 2), ('resident', 1, 3, 'risk', 'high', 3)"),
		("INSERT INTO assessment (uid, ver, seq, recorded_at, source, resident, occurred, level) VALUES (printf('%026d', 4), 1, 2, 1,"
		 " 'typed', 1, '2026-02-01', 'high')"),
	};
	static const struct {
		const char *field, *on, *value;
	} want[] = {
		{"risk", "2025-06-01", "mid"}, {"risk", "2026-02-10", "high"}, {"risk", "2026-04-08", "low"},
		{"place", "2025-06-01", "1"}, {"place", "2026-03-04", "1"}, {"place", "2026-03-06", "2"}, {"job", "2025-06-01", "farm"},
	};
	struct place *p = *state;
	struct store *s;
	struct err err;
	struct store_options opt = {.migrations = schema_migrations, .migration_count = 18, .create = true};

	must(store_open(&s, p->path, &opt, &err), &err);
	must(store_begin(s, &err), &err);
	for (size_t i = 0; i < sizeof filled / sizeof *filled; i++)
		must(query_run(s, &err, filled[i]), &err);
	must(store_commit(s, &err), &err);
	store_close(s);
	opt.create = false;
	opt.migration_count = schema_migration_count;
	must(store_open(&s, p->path, &opt, &err), &err);
	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		char *value = value_on(s, want[i].field, want[i].on);

		if (strcmp(value, want[i].value) != 0)
			fail_msg("%s on %s: %s", want[i].field, want[i].on, value);
		free(value);
	}
	assert_int_equal(number(s, "SELECT count(*) FROM stated WHERE length(uid) <> 26 OR uid GLOB '*[^0-9A-Z]*'"), 0);
	store_close(s);
}

/* A trigger somebody added, a view that changed or went: found before it is used. */
static void test_changed_schema(void **state) {
	static const struct {
		const char *evil, *names;
	} changes[] = {
		{"CREATE TRIGGER zz AFTER INSERT ON resident BEGIN DELETE FROM due; END", "trigger zz"},
		{"CREATE TABLE aa (x)", "table aa"},
		{"DROP TRIGGER audit_no_delete", "trigger audit_no_delete"},
		{"DROP VIEW resident_visible; CREATE VIEW resident_visible AS SELECT id FROM resident", "view resident_visible"},
		{"DROP VIEW resident_visible", "view resident_visible"},
	};
	struct place *p = *state;
	const struct store_options opt = {.migrations = schema_migrations, .migration_count = schema_migration_count,
	                                  .create = true, .allow_filesystem = true};
	struct store_options again = opt;
	struct err err;

	again.create = false;
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		struct store *s = NULL;
		must(store_open(&s, p->path, &opt, &err), &err);
		must(store_check_schema(s, &err), &err);
		store_close(s);
		raw(p->path, changes[i].evil);
		must(store_open(&s, p->path, &again, &err), &err);
		assert_int_equal(store_check_schema(s, &err), RC_CORRUPT);
		assert_non_null(strstr(err.text, changes[i].names));
		store_close(s);
		store_remove_new(p->path);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_old_file), STORE_TEST(test_new_file_needs_no_copy), STORE_TEST(test_failing_step),
		STORE_TEST(test_failing_new_file_is_removed), STORE_TEST(test_at_once), STORE_TEST(test_embedded_steps),
		STORE_TEST(test_changed_schema), STORE_TEST(test_values_of_an_older_file),
	};
	return cmocka_run_group_tests_name("store: migrate", tests, NULL, NULL);
}
