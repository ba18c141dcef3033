/* The chain: 10,000 rows, 2,000 tamperings through a connection that knows no triggers, each one seen.
 * SPDX-License-Identifier: MIT */
#include "store/chain.h"
#include "store/fixture.h"

/* Every WHOLE-th forgery is looked for from the first row, the others from shortly before it. */
enum { ROWS = 10000, TAMPERINGS = 2000, WHOLE = 20, LEAD = 30 };

static unsigned long long seed = 20261122;
static long long dice(long long n) {
	seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (long long)((seed >> 33) % (unsigned long long)n);
}

static void fill_chain(struct store *s, long long rows) {
	static const char *const actions[] = {"list", "look", "reveal", "export"};
	struct err err;
	must(store_begin(s, &err), &err);
	for (long long i = 1; i <= rows; i++) {
		struct audit_row row = {.seq = i, .now = 1700000000000LL + i, .actor = &tester, .action = actions[i % 4],
		                        .table = i % 3 ? "thing" : NULL, .record = i % 3 ? i : 0,
		                        .reason = i % 5 ? NULL : "asked", .result = i % 7 ? "ok" : "denied",
		                        .ver_before = i % 4, .ver_after = i % 4 + 1, .fields = i % 2 ? "name,day" : NULL,
		                        .detail = i % 2 ? NULL : "rows=4"};
		must(audit_append(s, &row, &err), &err);
	}
	must(store_commit(s, &err), &err);
}

static void run(sqlite3 *db, const char *sql) {
	char *message = NULL;
	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", sql, message);
}

static const char *const columns[] = {"time", "boot", "officer", "role", "session", "key_fingerprint", "source", "action",
                                      "table_name", "record", "reason", "result", "ver_before", "ver_after", "fields",
                                      "detail", "moved_today", "hash"};

/* A value of the same column that differs from what is there. */
static void flip(char *sql, size_t size, const char *column, long long at) {
	static const char *const number[] = {"coalesce(%s, 0) + 1", "CASE WHEN %s IS NULL THEN 0 ELSE NULL END", "CAST(coalesce(%s, 5) AS TEXT)"};
	static const char *const text[] = {"coalesce(%s, '') || 'x'", "CASE WHEN %s IS NULL THEN '' ELSE NULL END",
	                                   "coalesce(%s, '') || char(0) || 'x'", "coalesce(%s, '') || ' '"};
	char value[160];
	bool is_number = strcmp(column, "time") == 0 || strcmp(column, "boot") == 0 || strcmp(column, "officer") == 0 ||
	                 strcmp(column, "record") == 0 || strncmp(column, "ver_", 4) == 0;
	if (strcmp(column, "hash") == 0)
		snprintf(value, sizeof value, "randomblob(32)");
	else if (strcmp(column, "moved_today") == 0)
		snprintf(value, sizeof value, "'2026-01-01'");
	else {
		const char *form = is_number ? number[dice(3)] : text[dice(4)];
		const char *mark = strstr(form, "%s");
		snprintf(value, sizeof value, "%.*s%s%s", (int)(mark - form), form, column, mark + 2);
	}
	snprintf(sql, size, "UPDATE audit SET %s = %s WHERE seq = %lld", column, value, at);
}

/* Answers the first row touched. */
static long long tamper(sqlite3 *db) {
	char sql[640];
	long long a = 1 + dice(ROWS), b = 1 + dice(ROWS - 1);
	if (b >= a)
		b++;
	int kind = (int)dice(4);
	if (kind != 2)
		b = a;
	switch (kind) {
	case 0:
		flip(sql, sizeof sql, columns[dice((long long)(sizeof columns / sizeof *columns))], a);
		break;
	case 1:
		snprintf(sql, sizeof sql, "DELETE FROM audit WHERE seq = %lld", a);
		break;
	case 2:
		snprintf(sql, sizeof sql, "UPDATE audit SET seq = -1 WHERE seq = %lld; UPDATE audit SET seq = %lld WHERE seq = %lld;"
		                          "UPDATE audit SET seq = %lld WHERE seq = -1", a, a, b, b);
		break;
	default: /* moved up from near the end, and a copy of the row before slipped in */
		a = b = ROWS - dice(50);
		snprintf(sql, sizeof sql, "UPDATE audit SET seq = -seq - 1 WHERE seq >= %lld; UPDATE audit SET seq = -seq WHERE seq < 0;"
		                          "INSERT INTO audit (seq, time, boot, action, result, hash) SELECT %lld, time, boot, action, "
		                          "result, hash FROM audit WHERE seq = %lld", a, a, a - 1);
		break;
	}
	run(db, sql);
	return a < b ? a : b;
}

static void test_tampering(void **state) { /* rule 11.10 */
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	struct err err;
	long long rows;
	sqlite3 *db;
	static unsigned char hashes[ROWS + 1][HASH_LEN];
	fill_chain(s, ROWS);
	must(audit_verify(s, &rows, &err), &err);
	assert_int_equal(rows, ROWS);

	/* The verifier runs on the forger's own connection, so that each forgery can be rolled back. */
	assert_int_equal(sqlite3_open(p->path, &db), SQLITE_OK);
	run(db, "CREATE TABLE copy AS SELECT * FROM audit; DROP TABLE audit;"
	        "CREATE TABLE audit (seq INTEGER PRIMARY KEY AUTOINCREMENT, time, boot, officer, role, session, key_fingerprint,"
	        "source, action, table_name, record, reason, result, ver_before, ver_after, fields, detail, moved_today, hash, covers);"
	        "INSERT INTO audit SELECT * FROM copy; DROP TABLE copy");
	sqlite3 *own = s->db;
	stmt_finalize_all(s);
	s->db = db;
	assert_int_equal(chain_function(s), SQLITE_OK);
	struct stmt *q;
	bool row;
	must(stmt_get(s, "SELECT seq, hash FROM audit", &q, &err), &err);
	while (stmt_step(q, &row, &err) == RC_OK && row)
		memcpy(hashes[stmt_int(q, 0)], sqlite3_column_blob(q->h, 1), HASH_LEN);
	stmt_done(q);
	for (int i = 0; i < TAMPERINGS; i++) {
		run(db, "BEGIN");
		long long first = tamper(db), after = i % WHOLE == 0 || first <= LEAD ? 0 : first - LEAD;
		enum rc rc = after == 0 ? audit_verify(s, &rows, &err) : audit_verify_after(s, after, hashes[after], &rows, &err);
		if (rc != RC_CORRUPT || rows >= ROWS || rows < first - 1)
			fail_msg("forgery %d from row %lld: rc %d, good up to %lld", i, first, rc, rows);
		assert_string_equal(err.id, "audit.broken");
		run(db, "ROLLBACK");
	}
	must(audit_verify(s, &rows, &err), &err);
	/* The naive cut of the tail shows too; who also mends sqlite_sequence is only shown by the anchors. */
	run(db, "DELETE FROM audit WHERE seq > 9990");
	assert_int_equal(audit_verify(s, &rows, &err), RC_CORRUPT);
	assert_int_equal(rows, 9990);
	run(db, "DELETE FROM audit");
	assert_int_equal(audit_verify(s, &rows, &err), RC_CORRUPT);
	stmt_finalize_all(s);
	sqlite3_close(db);
	s->db = own;
	store_close(s);
}

static void test_notes_and_head(void **state) {
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	struct err err;
	long long seq, rows;
	char first[65], second[65];
	must(audit_head(s, &seq, first, &err), &err);
	assert_int_equal(seq, 0);
	must(audit_verify(s, &rows, &err), &err);
	assert_int_equal(rows, 0);
	must(audit_note(s, &tester, "reveal", "thing", 4, "court asked", "denied", NULL, &err), &err);
	must(audit_head(s, &seq, first, &err), &err);
	assert_int_equal(seq, 1);
	assert_int_equal(strlen(first), 64);
	assert_int_equal(number(s, "SELECT count(*) FROM audit WHERE officer = 7 AND role = 'head' AND session = 'S1' AND source = 'ui' "
	                           "AND action = 'reveal' AND table_name = 'thing' AND record = 4 AND reason = 'court asked' "
	                           "AND result = 'denied' AND moved_today IS NULL AND time > 1600000000000"), 1);
	thing_make(s, "a", 1);
	must(audit_head(s, &seq, second, &err), &err);
	assert_int_equal(seq, 2);
	assert_string_not_equal(first, second);
	assert_sound(s);
	/* Names and numbers of people never get into the audit by the store's own doing. */
	assert_int_equal(number(s, "SELECT count(*) FROM audit WHERE fields IS NOT NULL"), 0);
	store_close(s);
}

/* Rows hashed by another program (Python's hashlib), long texts, NULs and extremes of numbers among them: databases made
 * before must verify for ever. */
static void test_golden_chain(void **state) {
	struct place *p = *state;
	static const struct {
		const char *values, *hash;
	} golden[] = {
		{"1, 1700000000001, 0, NULL, NULL, NULL, NULL, NULL, 'station.init', NULL, NULL, NULL, 'ok', NULL, NULL, NULL, NULL, NULL",
		 "7e9026f64ece686380b97e8a6c155bf7762cdd6178680a942ff265b33198d099"},
		{"2, 1700000000002, 4611686018427387904, 7, 'head', 'S1', 'SHA256:abc', 'ui', 'look', 'resident', 4, '', 'denied', "
		 "NULL, 1, 'name,day', 'rows=4', NULL",
		 "af993e30a08a895b37a98814424af8131f434db2284a4fcd98ec74a41effff86"},
		{"3, -5, -1, 1, 'officer', 'S2', NULL, 'cli', 'void', 'drug_test', 9223372036854775807, '站长查阅', 'ok', 3, 4, "
		 "'result', NULL, '2026-11-22'",
		 "0ce47ee804c37788a38e66e95b8ed0845bd7115e371381c06f247a6a5fb50e7e"},
		{"4, 1700000000004, 12, 0, '', 'S' || char(0) || 'x', NULL, 'cli', 'x', '', -1, "
		 "replace(hex(zeroblob(2500)), '0', 'y'), 'ok', 0, 0, NULL, '', NULL",
		 "19d30c7904d086e4445e00522c951ce971aca7a135f9bcf7aea3fc7169960e50"},
	};
	struct store *s = must_open(p->path, true);
	struct err err;
	long long rows, seq;
	char hex[65], sql[1024];
	sqlite3 *db;

	assert_int_equal(sqlite3_open(p->path, &db), SQLITE_OK);
	for (size_t i = 0; i < sizeof golden / sizeof *golden; i++) {
		snprintf(sql, sizeof sql, "INSERT INTO audit VALUES (%s, x'%s', NULL)", golden[i].values, golden[i].hash);
		run(db, sql);
	}
	sqlite3_close(db);
	must(audit_verify(s, &rows, &err), &err);
	assert_int_equal(rows, 4);
	/* And what this program appends goes on from there. */
	must(audit_note(s, &tester, "reveal", "thing", 4, "court asked", "ok", NULL, &err), &err);
	must(audit_verify(s, &rows, &err), &err);
	assert_int_equal(rows, 5);
	must(audit_hash_at(s, 4, hex, &err), &err);
	assert_string_equal(hex, golden[3].hash);
	must(audit_head(s, &seq, hex, &err), &err);
	assert_int_equal(seq, 5);
	store_close(s);
}

/* The triggers, as a plain second connection meets them. */
static void test_triggers(void **state) {
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	static const char *const refused[] = {
		"DELETE FROM audit", "UPDATE audit SET time = 1", "DELETE FROM history", "UPDATE history SET seq = 9",
		"INSERT INTO audit (seq, time, boot, action, result, hash) VALUES (9, 1, 1, 'x', 'ok', randomblob(32))",
		"INSERT INTO audit (time, boot, action, result, hash, moved_today) VALUES (1, 1, 'x', 'ok', randomblob(32), '2024-02-30')",
		"INSERT OR REPLACE INTO audit (seq, time, boot, action, result, hash) VALUES (1, 1, 1, 'x', 'ok', randomblob(32))",
	};
	struct thing t;
	struct err err;
	sqlite3 *db;
	entity_init(&thing_def, &t);
	set_text(&t.name, "a");
	must(thing_insert(s, &t, &err), &err);
	t.amount = 2;
	must(thing_update(s, &t, &err), &err);
	entity_clear(&thing_def, &t);
	assert_int_equal(sqlite3_open(p->path, &db), SQLITE_OK);
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		if (sqlite3_exec(db, refused[i], NULL, NULL, NULL) != SQLITE_CONSTRAINT)
			fail_msg("not refused: %s", refused[i]);
	sqlite3_close(db);
	assert_sound(s);
	store_close(s);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_tampering), STORE_TEST(test_golden_chain), STORE_TEST(test_notes_and_head), STORE_TEST(test_triggers),
	};
	return cmocka_run_group_tests_name("store: audit", tests, NULL, NULL);
}
