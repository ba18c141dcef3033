/* Erasing: every table that hangs on a person is filled from the schema, erased, and the whole file searched.
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include <sqlite3.h>

#include "core/file.h"
#include "model/access/officer.h"
#include "model/person/erase.h"
#include "model/person/seal.h"
#include "model/report/report.h"
#include "model/station/approval.h"

#define CANARY "CANARYQX"
#define CANARY_DAY "2011-07-13"
enum { FILE_MOST = 64 << 20, FIRST_ID = 7000 };

static sqlite3 *db_open(struct fixture *f) {
	sqlite3 *db;

	assert_int_equal(sqlite3_open(f->db, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "PRAGMA secure_delete=ON; PRAGMA journal_mode=TRUNCATE; PRAGMA foreign_keys=ON", NULL, NULL,
	                              NULL), SQLITE_OK);
	return db;
}

static void run(sqlite3 *db, const char *sql) {
	char *message = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", message, sql);
}

static long long number_in(sqlite3 *db, const char *sql) {
	sqlite3_stmt *q;
	long long n;

	if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sqlite3_errmsg(db), sql);
	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	n = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	return n;
}

/* Found in the file's bytes, pages in use and free ones. */
static size_t in_file(struct fixture *f, const char *what) {
	struct str bytes = {0};
	size_t n = 0, len = strlen(what);

	OK(file_read(f->db, FILE_MOST, &bytes, &f->err));
	for (size_t i = 0; i + len <= bytes.n; i++)
		n += memcmp(bytes.s + i, what, len) == 0;
	str_clear(&bytes);
	return n;
}

/* A row of the table for this person: the canary in every text, its day where a day is asked for, 77 in every number. */
static void fill_table(sqlite3 *db, const char *table, long long resident, long long id, const char *canary) {
	struct str names = {0}, values = {0}, create = {0};
	sqlite3_stmt *q;

	assert_int_equal(sqlite3_prepare_v2(db, "SELECT sql FROM sqlite_schema WHERE name = ?", -1, &q, NULL), SQLITE_OK);
	sqlite3_bind_text(q, 1, table, -1, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	str_add(&create, (const char *)sqlite3_column_text(q, 0));
	sqlite3_finalize(q);
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT c.name, c.type, (SELECT f.\"table\" FROM pragma_foreign_key_list(?1) f WHERE"
	                                        " f.\"from\" = c.name) FROM pragma_table_info(?1) c", -1, &q, NULL), SQLITE_OK);
	sqlite3_bind_text(q, 1, table, -1, SQLITE_STATIC);
	while (sqlite3_step(q) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(q, 0), *to = (const char *)sqlite3_column_text(q, 2);
		bool text = strcmp((const char *)sqlite3_column_text(q, 1), "TEXT") == 0;
		char check[96];

		snprintf(check, sizeof check, "(%s IS date(%s", name, name);
		str_addf(&names, "%s\"%s\"", names.n ? ", " : "", name);
		str_add(&values, values.n ? ", " : "");
		if (strcmp(name, "id") == 0)
			str_addf(&values, "%lld", id);
		else if (strcmp(name, "uid") == 0)
			str_addf(&values, "'0%025lld'", id);
		else if (strcmp(name, "voided_at") == 0 || strcmp(name, "voided_by") == 0)
			str_add(&values, "NULL");
		else if (strcmp(name, "source") == 0)
			str_add(&values, "'typed'");
		else if (strcmp(name, "proof") == 0)
			str_add(&values, "NULL");
		else if (strcmp(name, "note") == 0) /* over many pages, which are freed */
			str_addf(&values, "replace(hex(zeroblob(3000)), '0', '%s')", canary);
		else if (to && strcmp(to, "resident") == 0)
			str_addf(&values, "%lld", resident);
		else if (strcmp(table, "team_member") == 0 && strcmp(name, "officer") == 0)
			str_add(&values, "NULL"); /* a contact or an officer, never both */
		else if (to)
			str_addf(&values, "(SELECT min(id) FROM \"%s\")", to);
		else if (strstr(create.s, check))
			str_add(&values, "'" CANARY_DAY "'");
		else
			str_addf(&values, text ? "'%s %s'" : "77", canary, name);
	}
	sqlite3_finalize(q);
	char *sql = mem_printf("INSERT INTO \"%s\" (%s) VALUES (%s)", table, names.s, values.s);
	run(db, sql);
	free(sql);
	str_clear(&names);
	str_clear(&values);
	str_clear(&create);
}

static const char hanging[] =
	"SELECT DISTINCT m.name FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'"
	" AND f.\"table\" = 'resident' AND m.name NOT IN ('due', 'erasure', 'resident') AND EXISTS (SELECT 1 FROM pragma_table_info(m.name)"
	" WHERE name = 'uid') ORDER BY m.name = 'treatment_order' DESC, m.name";

/* Every register's row, and what each field of it held before; answers how many registers there are. */
static long long fill_all(sqlite3 *db, long long resident, long long first_id, const char *canary) {
	long long id = first_id;
	sqlite3_stmt *q;

	assert_int_equal(sqlite3_prepare_v2(db, hanging, -1, &q, NULL), SQLITE_OK);
	while (sqlite3_step(q) == SQLITE_ROW) {
		const char *table = (const char *)sqlite3_column_text(q, 0);
		char *history = mem_printf("INSERT INTO history SELECT '%s', %lld, 1, name, '%s was ' || name, 1 FROM pragma_table_info('%s')",
		                           table, ++id, canary, table);

		fill_table(db, table, resident, id, canary);
		run(db, history);
		free(history);
	}
	sqlite3_finalize(q);
	return id - first_id;
}

/* Nothing of the person is left in any column of any table that is not kept on purpose. */
static void assert_empty(sqlite3 *db, const char *table, long long resident) {
	char *sql = mem_printf("SELECT name, type FROM pragma_table_info('%s') c WHERE name NOT IN ('id', 'uid', 'ver', 'seq', 'recorded_at',"
	                       " 'recorded_by', 'import_id', 'source', 'voided_at', 'voided_by', 'proof') AND NOT EXISTS (SELECT 1 FROM"
	                       " pragma_foreign_key_list('%s') f WHERE f.\"from\" = c.name AND f.\"table\" <> 'place')", table, table);
	sqlite3_stmt *q;

	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &q, NULL), SQLITE_OK);
	while (sqlite3_step(q) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(q, 0);
		char *count = mem_printf("SELECT count(*) FROM \"%s\" WHERE resident = %lld AND id >= %d AND coalesce(\"%s\", '*') NOT IN"
		                         " ('*', '1900-01-01', 0) AND ('%s' <> 'approval' OR id NOT IN (SELECT approval FROM erasure))",
		                         table, resident, FIRST_ID, name, table);

		if (number_in(db, count) != 0)
			fail_msg("%s.%s is not empty", table, name);
		free(count);
	}
	sqlite3_finalize(q);
	free(sql);
}

static struct actor second_officer(struct fixture *f) {
	struct officer o;
	struct actor a;

	entity_init(&officer_def, &o);
	o.login = mem_strdup("li");
	o.name = mem_strdup("李干事");
	o.role = code_of("officer");
	o.active = code_of("yes");
	OK(officer_save(f->st, &f->actor, &o, &f->err));
	a = (struct actor){.officer = o.rec.id, .login = "li", .name = "李干事", .role = "officer", .session = f->actor.session,
	                   .source = "cli"};
	entity_clear(&officer_def, &o);
	return a;
}

static enum rc erase(struct fixture *f, long long resident, const char *unit, const char *document, long long *rows) {
	struct approval ask;
	enum rc rc;

	entity_init(&approval_def, &ask);
	ask.resident.id = resident;
	ask.reason = mem_strdup("保管期满");
	ask.unit = mem_strdup(unit);
	ask.document = mem_strdup(document);
	rc = erase_person(f->st, &f->actor, &ask, rows, &f->err);
	entity_clear(&approval_def, &ask);
	return rc;
}

static void seal_and_wait(struct fixture *f, long long who) {
	clock_set_today(day("2012-11-22"));
	OK(seal_set(f->st, &f->actor, who, "三年未吸", &f->err));
	clock_set_today(day("2022-11-22"));
}

static void nothing_of_the_person_is_left_in_the_file(void **state) {
	struct fixture *f = *state;
	long long who = add_resident(f, CANARY "甲", 17), other = add_resident(f, "OTHERQX乙", 25), rows = 0, good;
	struct erase_proposals p;
	char *uid_sql = mem_printf("SELECT count(*) FROM drug_test WHERE resident = %lld AND length(uid) = 26 AND voided_at > 0", who);
	sqlite3 *db;

	add_gatherings(f);
	seal_and_wait(f, who);
	db = db_open(f);
	run(db, "INSERT INTO place (uid, ver, seq, recorded_at, source, name) VALUES ('00000000000000000000000001', 1, 1, 1, 'typed', 'p');"
	        "INSERT INTO help_team (uid, ver, seq, recorded_at, source, name) VALUES ('00000000000000000000000002', 1, 1, 1, 'typed', 't');"
	        "INSERT INTO contact (uid, ver, seq, recorded_at, source, name) VALUES ('00000000000000000000000003', 1, 1, 1, 'typed', 'c');"
	        "INSERT INTO team_member (uid, ver, seq, recorded_at, source, team, role, contact) VALUES"
	        " ('00000000000000000000000004', 1, 1, 1, 'typed', 1, 'police', 1)");
	long long registers = fill_all(db, who, FIRST_ID, CANARY);
	assert_int_equal(fill_all(db, other, FIRST_ID + 100, "OTHERQX"), registers);
	assert_true(registers >= 20); /* a person has more registers than that */
	/* A sheet for a round, with both on it: a table of lines, whose rows have no number of their own. */
	char *sheet = mem_printf("INSERT INTO trip (id, day, made_at) VALUES (1, '2012-11-22', 1);"
	                         "INSERT INTO trip_line VALUES (1, 1, %lld), (1, 2, %lld)", who, other);
	run(db, sheet);
	free(sheet);
	/* A file joined into his, and what was moved and stood there before. */
	char *joined = mem_printf("INSERT INTO resident (uid, ver, seq, recorded_at, source, name, joined) VALUES"
	                          " ('00000000000000000000000005', 1, 1, 1, 'typed', '" CANARY " twice', %lld);"
	                          "INSERT INTO joined SELECT 1, joined, id, 1, '{}', NULL FROM resident WHERE joined = %lld;"
	                          "INSERT INTO joined_moved VALUES (1, 'resident', 1, 'note', '" CANARY "', '" CANARY " too')", who, who);
	run(db, joined);
	free(joined);
	/* An officer's saved views that look for each of them by name. */
	char *views = mem_printf("INSERT INTO saved_view (officer, list, digit, name, conditions, filter, ordered, columns, saved_at)"
	                         " SELECT 1, 'residents', CASE id WHEN %lld THEN 1 ELSE 2 END, 'v', '', name || ' dongshan', '', '', 1"
	                         " FROM resident WHERE id IN (%lld, %lld)", who, who, other);
	run(db, views);
	free(views);
	assert_int_equal(number_in(db, "SELECT count(*) FROM saved_view"), 2);
	size_t others = in_file(f, "OTHERQX");
	assert_true(in_file(f, CANARY) > 5 * (size_t)registers);
	assert_true(in_file(f, CANARY_DAY) > (size_t)registers);
	sqlite3_close(db);

	OK(erase_propose(f->st, &f->actor, &p, &f->err));
	assert_int_equal(p.n, 1);
	assert_int_equal(p.v[0].resident, who);
	erase_proposals_clear(&p);
	OK(erase(f, who, "县禁毒办", "2022-7", &rows));
	assert_true(rows > registers * 10);

	assert_int_equal(in_file(f, CANARY), 0);
	/* but for copies that split pages had left, and words that lay over the end of a page */
	assert_in_range(in_file(f, "OTHERQX"), others - others / 10, others + others / 1000);
	db = db_open(f);
	assert_int_equal(number_in(db, "SELECT count(*) FROM history WHERE old_value LIKE 'OTHERQX%'"), in_file(f, "OTHERQX was"));
	assert_int_equal(number_in(db, uid_sql), 1);
	assert_int_equal(number_in(db, "SELECT count(*) FROM trip_line WHERE trip = 1"), 2);
	assert_int_equal(number_in(db, "SELECT count(*) FROM saved_view"), 1);
	assert_int_equal(number_in(db, "SELECT count(*) FROM erasure"), 1);
	assert_int_equal(number_in(db, "SELECT count(*) FROM approval WHERE kind = 'erase' AND single = 'yes' AND document = '2022-7'"), 1);
	assert_int_equal(number_in(db, "SELECT count(*) FROM audit WHERE action = 'erase' AND table_name = 'resident' AND result = 'ok'"), 1);
	sqlite3_stmt *q;
	assert_int_equal(sqlite3_prepare_v2(db, hanging, -1, &q, NULL), SQLITE_OK);
	while (sqlite3_step(q) == SQLITE_ROW)
		assert_empty(db, (const char *)sqlite3_column_text(q, 0), who);
	sqlite3_finalize(q);
	/* The door it went through is shut again. */
	assert_int_equal(sqlite3_exec(db, "UPDATE history SET old_value = NULL", NULL, NULL, NULL), SQLITE_CONSTRAINT);
	assert_int_equal(sqlite3_exec(db, "DELETE FROM erasure", NULL, NULL, NULL), SQLITE_CONSTRAINT);
	sqlite3_close(db);
	OK(station_verify(f->st, &f->actor, &good, &f->err));
	OK(erase_count(f->st, &f->actor, &good, &f->err));
	assert_int_equal(good, 1);
	REFUSED(erase(f, who, "县禁毒办", "2022-7", &rows), "erase.not-sealed");
	free(uid_sql);
}

static void only_sealed_files_past_their_retention_go(void **state) { /* rule 11.9 */
	struct fixture *f = *state;
	long long who = add_resident(f, "单建国", 17), rows = 0;

	REFUSED(erase(f, who, "县禁毒办", "2022-7", &rows), "erase.not-sealed");
	seal_and_wait(f, who);
	clock_set_today(day("2022-11-21"));
	REFUSED(erase(f, who, "县禁毒办", "2022-7", &rows), "erase.kept");
	assert_non_null(strstr(f->err.text, "2022-11-22"));
	clock_set_today(day("2022-11-22"));
	REFUSED(erase(f, who, NULL, NULL, &rows), "approval.paper");
	OK(erase(f, who, "县禁毒办", "2022-7", &rows));

	/* A day taken for today is not the day. */
	who = add_resident(f, "单建军", 25);
	clock_set_today(day("2025-11-22"));
	OK(seal_set(f->st, &f->actor, who, "三年未吸", &f->err));
	clock_set_today(day("2199-01-01"));
	REFUSED(erase(f, who, "县禁毒办", "2022-7", &rows), "erase.kept");
}

static void two_people_decide(void **state) { /* rule 11.7 */
	struct fixture *f = *state;
	settings(f, "[access]\nsecond_days = 0\n");
	struct actor head = f->actor, li = second_officer(f);
	long long who = add_resident(f, "单建国", 17), rows = 0;
	struct ids waiting = {0};

	seal_and_wait(f, who);
	REFUSED(erase(f, who, NULL, NULL, &rows), "approval.waits");
	OK(approval_waiting(f->st, &li, &waiting, &f->err));
	assert_int_equal(waiting.n, 1);
	REFUSED(approval_decide(f->st, &f->actor, waiting.v[0], true, &f->err), "approval.own");
	REFUSED(erase(f, who, NULL, NULL, &rows), "approval.waits");
	OK(approval_decide(f->st, &li, waiting.v[0], true, &f->err));
	f->actor = li; /* only the head asks and erases */
	REFUSED(erase(f, who, NULL, NULL, &rows), "access.denied");
	f->actor = head;
	OK(erase(f, who, NULL, NULL, &rows));
	assert_true(rows > 0);
	ids_clear(&waiting);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(nothing_of_the_person_is_left_in_the_file),
		STATION_TEST(only_sealed_files_past_their_retention_go),
		STATION_TEST(two_people_decide),
	};

	tr_set_lang(LANG_EN);
	return cmocka_run_group_tests_name("model: erasing", tests, NULL, NULL);
}
