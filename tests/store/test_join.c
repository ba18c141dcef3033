/* Rules 16.2 to 16.8: made pairs joined and parted again, all tables as they were; figures, numbers, audit and uids in
 * between; records made since; a sealed file. SPDX-License-Identifier: MIT */
#include "store/station.h"

#include "made.h"
#include "core/hash.h"
#include "model/access/audit.h"
#include "model/person/join.h"
#include "model/person/person_db.h"
#include "model/rules/worklist.h"
#include "model/station/approval.h"
#include "model/station/day_check.h"

enum { STATIONS = 4, PEOPLE = 500, EVENTS = 20 };

/* Of every table but the books that only grow: audit, history, proofs, what left the house, the joinings themselves; without
 * ver, seq and proof of a record. What a joining itself said of a person (above `said`) is void and apart. */
static void digest(sqlite3 *db, long long said, char hex[2 * HASH_LEN + 1]) {
	static const char books[] = "audit,history,proof_past,disclosure,disclosed,joined,joined_moved,not_same,approval,"
	                            "day_count,setting,session,key_stale,sqlite_sequence,damaged";
	struct hash h;
	unsigned char sum[HASH_LEN];
	sqlite3_stmt *tables, *rows;

	hash_begin(&h);
	assert_int_equal(sqlite3_prepare_v2(db,
		"SELECT m.name, group_concat('quote(\"' || i.name || '\")', '||'',''||') FROM sqlite_schema m, "
		"pragma_table_info(m.name) i WHERE m.type = 'table' AND i.name NOT IN ('ver', 'seq', 'proof') "
		"AND instr(',' || ?1 || ',', ',' || m.name || ',') = 0 GROUP BY m.name ORDER BY m.name",
		-1, &tables, NULL), SQLITE_OK);
	sqlite3_bind_text(tables, 1, books, -1, SQLITE_STATIC);
	while (sqlite3_step(tables) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(tables, 0);
		char *sql = mem_printf("SELECT %s AS line FROM \"%s\"%s ORDER BY line", sqlite3_column_text(tables, 1), name,
		                       strcmp(name, "stated") == 0 ? " WHERE id <= ?1" : "");

		if (sqlite3_prepare_v2(db, sql, -1, &rows, NULL) != SQLITE_OK)
			fail_msg("%s: %s", sql, sqlite3_errmsg(db));
		sqlite3_bind_int64(rows, 1, said);
		hash_add_text(&h, name);
		while (sqlite3_step(rows) == SQLITE_ROW)
			hash_add_text(&h, (const char *)sqlite3_column_text(rows, 0));
		sqlite3_finalize(rows);
		free(sql);
	}
	sqlite3_finalize(tables);
	hash_end(&h, sum);
	hash_hex(sum, sizeof sum, hex);
}

/* wubao check, as the command has it: nothing to mend, nothing damaged. */
static void is_clean(struct fixture *f) {
	long long n = 1;
	struct day_check d;
	bool done = false;

	OK(values_mend(f->st, &f->actor, &n, &f->err));
	assert_int_equal(n, 0);
	OK(due_rebuild(f->st, &f->actor, &n, &f->err));
	assert_int_equal(n, 0);
	OK(day_check_begin(&d, f->st, &f->actor, false, &f->err));
	while (!done)
		OK(day_check_step(&d, 0, &done, &f->err));
	assert_int_equal(d.found.n, 0);
	day_check_end(&d);
}

static const struct join_words words = {"同一人建了两份", NULL, NULL};

/* turn: which of the answers are the other file's. */
static void join(struct fixture *f, long long kept, long long gone, unsigned turn) {
	struct join_plan p;

	OK(join_ask(f->st, &f->actor, kept, gone, &p, &f->err));
	for (size_t i = 0; i < p.n; i++)
		if ((turn >> i % 8) & 1)
			assert_true(join_take(&p, p.v[i].key, true));
	OK(join_files(f->st, &f->actor, &p, &words, &f->err));
	join_plan_clear(&p);
}

static void part(struct fixture *f, long long kept) {
	struct part_plan p;

	OK(part_ask(f->st, &f->actor, kept, &p, &f->err));
	assert_int_equal(p.n, 0);
	OK(part_files(f->st, &f->actor, &p, &words, &f->err));
	part_plan_clear(&p);
}

/* Rules 16.2, 16.7: 1,000 pairs of made people. */
static void pairs_joined_and_parted(void **state) {
	struct fixture *f = *state;
	const char *wish = getenv("WUBAO_JOIN_STATIONS");
	const int stations = wish ? (int)strtol(wish, NULL, 10) : STATIONS / (MADE_SHARE > 1 ? 4 : 1);
	const int people = PEOPLE / MADE_SHARE;
	sqlite3 *db = made_open(f->db);
	size_t pairs = 0;

	for (int s = 0; s < stations; s++) {
		struct ids who = {0};
		char before[2 * HASH_LEN + 1], after[2 * HASH_LEN + 1];
		long long said, orders, n;

		made_fill(db, &(struct made){.seed = 7 + (unsigned)s, .residents = people + people / 4, .events = EVENTS,
		                             .today = clock_today(), .days = 900});
		OK(due_rebuild(f->st, &f->actor, &n, &f->err));
		OK(query_ids(f->st->store, &who, &f->err, "SELECT id FROM resident_visible ORDER BY id"));
		who.n = who.n / 2 * 2 < (size_t)people ? who.n / 2 * 2 : (size_t)people;
		/* with pinyin and search keys, which made people have none of */
		made_sql(db, "DELETE FROM setting WHERE key = 'pinyin.version'");
		search_keys_keep_up(f->st);
		OK(values_mend(f->st, &f->actor, &n, &f->err));
		is_clean(f);
		said = number(f, "SELECT coalesce(max(id), 0) FROM stated");
		orders = number(f, "SELECT count(*) FROM treatment_order");
		digest(db, said, before);
		for (size_t i = 0; i < who.n; i += 2)
			join(f, who.v[i], who.v[i + 1], (unsigned)(i * 37 + (unsigned)s));
		digest(db, said, after);
		assert_string_not_equal(before, after);
		assert_int_equal(number(f, "SELECT count(*) FROM resident WHERE joined IS NOT NULL"), who.n / 2);
		assert_int_equal(number(f, "SELECT count(*) FROM treatment_order o JOIN resident r ON r.id = o.resident "
		                           "WHERE r.joined IS NOT NULL"), 0);
		assert_int_equal(number(f, "SELECT count(*) FROM treatment_order"), orders);
		is_clean(f);
		for (size_t i = 0; i < who.n; i += 2)
			part(f, who.v[i]);
		digest(db, said, after);
		assert_string_equal(before, after);
		is_clean(f);
		pairs += who.n / 2;
		ids_clear(&who);
	}
	sqlite3_close(db);
	print_message("joined and parted: %zu pairs in %d stations, all tables as before\n", pairs, stations);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(pairs_joined_and_parted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
