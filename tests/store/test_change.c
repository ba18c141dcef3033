/* Records: what goes in comes out, versions, history, one transaction a save, statements, settings.
 * SPDX-License-Identifier: MIT */
#include "store/fixture.h"
#include "store/internal.h"

static const struct date some_day = {20000};

static void fill(struct thing *t) {
	entity_init(&thing_def, t);
	set_text(&t->name, "张三·买买提 \xf0\xa0\xae\xb7");
	set_text(&t->remark, "line\nline 'quoted' \"twice\"");
	set_text(&t->paper, "995101199001010015");
	set_text(&t->phone, "0745-123");
	t->day = some_day;
	t->kind = code_of("urine");
	t->amount = -5;
	t->cost = 123456789012LL;
}

static void test_round_trip(void **state) {
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	struct thing t, back;
	struct err err;
	fill(&t);
	must(thing_insert(s, &t, &err), &err);
	assert_true(t.rec.id > 0);
	assert_true(uid_is_valid(t.rec.uid));
	assert_int_equal(t.rec.ver, 1);
	assert_int_equal(t.rec.seq, 1);
	must(record_load(s, &thing_def, t.rec.id, &back, &err), &err);
	for (size_t i = 0; i < thing_def.count; i++)
		assert_int_equal(field_compare(&thing_fields[i], &t, &back), 0);
	assert_string_equal(back.rec.uid, t.rec.uid);
	assert_true(code_is(back.rec.source, "typed"));
	assert_int_equal(back.rec.recorded_by, 7);
	assert_true(back.rec.recorded_at > 1600000000000LL);
	entity_clear(&thing_def, &back);
	/* Blanks are NULL and come back blank. */
	long long id = thing_make(s, "blank", INT_NONE);
	assert_int_equal(number(s, "SELECT count(*) FROM thing WHERE id = 2 AND remark IS NULL AND day IS NULL AND kind IS NULL "
	                           "AND amount IS NULL AND cost IS NULL AND other IS NULL AND recorded_by = 7"), 1);
	must(record_load(s, &thing_def, id, &back, &err), &err);
	for (size_t i = 1; i < thing_def.count; i++)
		assert_true(field_is_blank(&thing_fields[i], &back));
	entity_clear(&thing_def, &back);
	assert_int_equal(record_load(s, &thing_def, 99, &back, &err), RC_NOT_FOUND);
	entity_clear(&thing_def, &back);
	entity_clear(&thing_def, &t);
	store_close(s);
}

static void test_update_and_history(void **state) {
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	struct thing t, old;
	struct err err;
	fill(&t);
	must(thing_insert(s, &t, &err), &err);
	entity_copy(&thing_def, &old, &t);
	set_text(&t.name, "new");
	set_text(&t.remark, NULL);
	t.day = date_add_days(some_day, 1);
	t.other.id = t.rec.id;
	must(thing_update(s, &t, &err), &err);
	assert_int_equal(t.rec.ver, 2);
	assert_int_equal(t.rec.seq, 2);
	assert_int_equal(number(s, "SELECT count(*) FROM history WHERE table_name = 'thing' AND record = 1 AND ver = 1 AND seq = 2"), 4);
	assert_int_equal(number(s, "SELECT count(*) FROM history WHERE field = 'name' AND old_value LIKE '张三·%'"), 1);
	assert_int_equal(number(s, "SELECT count(*) FROM history WHERE field = 'day' AND old_value = '2024-10-04'"), 1);
	assert_int_equal(number(s, "SELECT count(*) FROM history WHERE field = 'other' AND old_value IS NULL"), 1);
	assert_int_equal(number(s, "SELECT count(*) FROM audit WHERE seq = 2 AND fields = 'name,remark,day,other' "
	                           "AND ver_before = 1 AND ver_after = 2 AND table_name = 'thing' AND record = 1 AND officer = 7"), 1);

	/* Nothing differs: no version, no audit row. */
	must(thing_update(s, &t, &err), &err);
	assert_int_equal(t.rec.ver, 2);
	assert_int_equal(number(s, "SELECT count(*) FROM audit"), 2);

	/* The old copy meets a newer version; nothing of it is written, nothing in it is lost. */
	set_text(&old.name, "mine");
	assert_int_equal(thing_update(s, &old, &err), RC_CONFLICT);
	assert_string_equal(err.id, "record.conflict");
	assert_string_equal(old.name, "mine");
	assert_int_equal(old.rec.ver, 1);
	assert_int_equal(number(s, "SELECT count(*) FROM thing WHERE name = 'new' AND ver = 2"), 1);
	assert_int_equal(number(s, "SELECT count(*) FROM audit"), 2);
	old.rec.id = 50;
	assert_int_equal(thing_update(s, &old, &err), RC_NOT_FOUND);
	entity_clear(&thing_def, &old);
	entity_clear(&thing_def, &t);
	assert_sound(s);
	store_close(s);
}

/* A void taken back: the record stands as before, what the void said is in the history, and only by its version. */
static void test_unvoid(void **state) {
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	struct change c = {0};
	struct thing t, back;
	struct err err;

	fill(&t);
	must(thing_insert(s, &t, &err), &err);
	must(thing_void(s, t.rec.id, 1, "typed twice", &err), &err);
	for (long long ver = 1; ver <= 2; ver++) {
		must(change_begin(&c, s, &tester, "undo", &err), &err);
		assert_int_equal(change_unvoid(&c, &thing_def, t.rec.id, ver, &err), ver == 2 ? RC_OK : RC_CONFLICT);
		if (ver == 2)
			must(change_commit(&c, &err), &err);
		change_end(&c);
	}
	must(record_load(s, &thing_def, t.rec.id, &back, &err), &err);
	assert_int_equal(back.rec.voided_at, 0);
	assert_null(back.rec.void_reason);
	assert_int_equal(back.rec.ver, 3);
	for (size_t i = 0; i < thing_def.count; i++)
		assert_int_equal(field_compare(&thing_fields[i], &t, &back), 0);
	assert_int_equal(number(s, "SELECT count(*) FROM history WHERE ver = 2 AND field = 'void_reason' AND old_value = 'typed twice'"), 1);
	assert_int_equal(number(s, "SELECT count(*) FROM audit WHERE action = 'undo' AND ver_before = 2 AND ver_after = 3"), 1);
	must(change_begin(&c, s, &tester, "undo", &err), &err);
	assert_int_equal(change_unvoid(&c, &thing_def, t.rec.id, 3, &err), RC_CONFLICT); /* it is not void */
	change_end(&c);
	entity_clear(&thing_def, &back);
	entity_clear(&thing_def, &t);
	assert_sound(s);
	store_close(s);
}

static void test_void(void **state) {
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	struct thing t, again;
	struct err err;
	fill(&t);
	must(thing_insert(s, &t, &err), &err);
	assert_int_equal(thing_void(s, t.rec.id, 1, " ", &err), RC_INVALID);
	assert_string_equal(err.field, "void_reason");
	assert_int_equal(thing_void(s, t.rec.id, 2, "typed twice", &err), RC_CONFLICT);
	assert_int_equal(thing_void(s, 99, 1, "typed twice", &err), RC_NOT_FOUND);
	must(thing_void(s, t.rec.id, 1, "typed twice", &err), &err);
	assert_int_equal(number(s, "SELECT count(*) FROM thing WHERE voided_at > 0 AND voided_by = 7 AND void_reason = 'typed twice' AND ver = 2"), 1);
	assert_int_equal(number(s, "SELECT count(*) FROM audit WHERE action = 'thing.void' AND reason = 'typed twice' AND fields = 'voided_at'"), 1);
	assert_int_equal(thing_void(s, t.rec.id, 2, "again", &err), RC_CONFLICT);
	assert_string_equal(err.id, "record.void");
	t.rec.ver = 2;
	t.amount = 6;
	assert_int_equal(thing_update(s, &t, &err), RC_CONFLICT);
	assert_string_equal(err.id, "record.void");
	/* A void record is out of the unique index: the same paper number may be entered again, once. */
	fill(&again);
	must(thing_insert(s, &again, &err), &err);
	entity_clear(&thing_def, &again);
	fill(&again);
	assert_int_equal(thing_insert(s, &again, &err), RC_EXISTS);
	entity_clear(&thing_def, &again);
	entity_clear(&thing_def, &t);
	assert_sound(s);
	store_close(s);
}

static void test_refused_values(void **state) {
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	struct thing t;
	struct err err;
	fill(&t);
	t.amount = -13;
	assert_int_equal(thing_insert(s, &t, &err), RC_INVALID);
	assert_null(strstr(err.text, "9951"));
	t.amount = 1;
	t.other.id = 77;
	assert_int_equal(thing_insert(s, &t, &err), RC_INVALID);
	assert_string_equal(err.id, "store.reference");
	t.other.id = 0;
	set_text(&t.name, NULL);
	assert_int_equal(thing_insert(s, &t, &err), RC_INVALID);
	assert_int_equal(number(s, "SELECT count(*) FROM thing"), 0);
	assert_int_equal(number(s, "SELECT count(*) FROM audit"), 0);
	/* The handle is good after all that; a try that was saved though its answer was lost is not saved twice. */
	set_text(&t.name, "a");
	must(thing_insert(s, &t, &err), &err);
	assert_int_equal(thing_insert(s, &t, &err), RC_EXISTS);
	assert_string_equal(err.id, "record.saved_already");
	entity_clear(&thing_def, &t);
	store_close(s);
}

static void test_several_records(void **state) {
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	struct change c;
	struct thing a, b;
	struct err err;
	fill(&a);
	entity_init(&thing_def, &b);
	set_text(&b.name, "b");
	must(change_begin(&c, s, &tester, "pair.add", &err), &err);
	c.source = code_of("import");
	c.import_id = 3;
	c.detail = "rows=2";
	must(change_insert(&c, &thing_def, &a, &err), &err);
	b.other.id = a.rec.id;
	must(change_insert(&c, &thing_def, &b, &err), &err);
	b.amount = 4;
	must(change_update(&c, &thing_def, &b, &err), &err);
	b.amount = 5;
	must(change_update(&c, &thing_def, &b, &err), &err); /* twice in one action */
	must(change_commit(&c, &err), &err);
	change_end(&c);
	assert_int_equal(number(s, "SELECT count(*) FROM thing WHERE seq = 1 AND import_id = 3 AND source = 'import'"), 2);
	assert_int_equal(number(s, "SELECT count(*) FROM audit WHERE record = 1 AND fields = 'amount' AND detail = 'rows=2' AND result = 'ok'"), 1);
	assert_int_equal(number(s, "SELECT count(*) FROM history WHERE record = 2 AND field = 'amount'"), 2);

	/* Given up half-way: nothing remains, and what was set in the record can be put back. */
	struct record before = b.rec;
	must(change_begin(&c, s, &tester, "pair.edit", &err), &err);
	b.amount = 6;
	must(change_update(&c, &thing_def, &b, &err), &err);
	change_end(&c);
	change_end(&c);
	assert_int_equal(b.rec.ver, 4);
	record_put_back(&b.rec, &before);
	assert_int_equal(b.rec.ver, 3);
	must(thing_update(s, &b, &err), &err);
	assert_int_equal(number(s, "SELECT amount FROM thing WHERE id = 2"), 6);
	assert_int_equal(change_insert(&c, &thing_def, &b, &err), RC_INTERNAL);
	entity_clear(&thing_def, &a);
	entity_clear(&thing_def, &b);
	assert_sound(s);
	store_close(s);
}

/* SQLite rolls back by itself after some errors: what follows in the action must not be saved on its own. */
static void test_broken_off(void **state) {
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	struct change c;
	struct thing t;
	struct err err;
	struct stmt *q;
	bool row;
	fill(&t);
	for (int way = 0; way < 2; way++) {
		must(change_begin(&c, s, &tester, "thing.add", &err), &err);
		must(stmt_get(s, "SELECT count(*) FROM thing", &q, &err), &err);
		assert_int_equal(sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
		assert_int_equal(stmt_step(q, &row, &err), RC_IO);
		stmt_done(q);
		if (way == 0)
			assert_int_equal(change_insert(&c, &thing_def, &t, &err), RC_IO);
		assert_int_equal(change_commit(&c, &err), RC_IO);
		assert_false(store_in_transaction(s));
		change_end(&c);
	}
	must(store_begin(s, &err), &err);
	s->suspect = true; /* as an I/O error leaves it */
	assert_int_equal(stmt_get(s, "SELECT count(*) FROM thing", &q, &err), RC_IO);
	assert_int_equal(store_commit(s, &err), RC_IO);
	/* A reader that was under way when the connection had to be opened again. */
	must(stmt_get(s, "SELECT 1", &q, &err), &err);
	s->suspect = true;
	assert_int_equal(number(s, "SELECT count(*) FROM thing"), 0);
	assert_int_equal(stmt_step(q, &row, &err), RC_IO);
	stmt_done(q);
	assert_int_equal(number(s, "SELECT 1"), 1);
	must(thing_insert(s, &t, &err), &err);
	entity_clear(&thing_def, &t);
	assert_sound(s);
	store_close(s);
}

static int commits, begins;
static int on_commit(void *unused) {
	commits++;
	return 0;
}
static int on_statement(unsigned type, void *unused, void *h, void *sql) {
	if (type == SQLITE_TRACE_STMT && strncmp(sql, "BEGIN", 5) == 0)
		begins++;
	return 0;
}

static void test_one_save_one_transaction(void **state) { /* rule 12.2 */
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	struct thing t;
	struct err err;
	sqlite3_commit_hook(s->db, on_commit, NULL);
	sqlite3_trace_v2(s->db, SQLITE_TRACE_STMT, on_statement, NULL);
	fill(&t);
	commits = begins = 0;
	must(thing_insert(s, &t, &err), &err);
	assert_int_equal(commits, 1);
	assert_int_equal(begins, 1);
	t.amount = 8;
	set_text(&t.remark, "x");
	must(thing_update(s, &t, &err), &err);
	assert_int_equal(commits, 2);
	must(thing_void(s, t.rec.id, 2, "r", &err), &err);
	assert_int_equal(commits, 3);
	assert_int_equal(begins, 3);
	must(audit_note(s, &tester, "list.left", NULL, 0, NULL, "ok", "hits=3", &err), &err);
	assert_int_equal(commits, 4);
	assert_int_equal(number(s, "SELECT count(*) FROM audit"), 4);
	entity_clear(&thing_def, &t);
	store_close(s);
}

static void test_statements(void **state) {
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	struct stmt *q, *second;
	struct err err;
	bool row;
	thing_make(s, "a", 1);
	thing_make(s, "b", 2);
	must(stmt_get(s, "SELECT id, name FROM thing WHERE amount >= ? ORDER BY id", &q, &err), &err);
	assert_int_equal(stmt_get(s, "SELECT id, name FROM thing WHERE amount >= ? ORDER BY id", &second, &err), RC_INTERNAL);
	stmt_bind_int(q, 1, 2);
	must(stmt_step(q, &row, &err), &err);
	assert_true(row);
	assert_string_equal(stmt_text(q, 1), "b");
	must(stmt_step(q, &row, &err), &err);
	assert_false(row);
	must(stmt_step(q, &row, &err), &err);
	assert_false(row); /* the end stays the end */
	stmt_done(q);
	must(stmt_get(s, "SELECT id, name FROM thing WHERE amount >= ? ORDER BY id", &second, &err), &err);
	assert_ptr_equal(q, second);
	must(stmt_step(second, &row, &err), &err);
	assert_false(row); /* no binding is left over */
	stmt_done(second);
	must(stmt_get(s, "SELECT ?", &q, &err), &err);
	stmt_bind_int(q, 2, 1);
	assert_int_equal(stmt_step(q, &row, &err), RC_INTERNAL);
	stmt_done(q);
	assert_int_equal(stmt_get(s, "SELECT nothing FROM nowhere", &q, &err), RC_INTERNAL);
	assert_int_equal(stmt_get(s, "SELECT \"no_such_column\" FROM thing", &q, &err), RC_INTERNAL);
	must(stmt_get(s, "DELETE FROM thing", &q, &err), &err);
	assert_int_equal(stmt_run(q, &err), RC_INTERNAL); /* outside an action */
	assert_int_equal(number(s, "SELECT count(*) FROM thing"), 2);
	for (int i = 0; i < 500; i++) {
		char sql[64];
		snprintf(sql, sizeof sql, "SELECT %d", i);
		assert_int_equal(number(s, sql), i);
	}
	assert_true(s->stmt_count <= STMT_KEPT);
	must(store_begin(s, &err), &err);
	assert_int_equal(store_begin(s, &err), RC_INTERNAL);
	must(stmt_get(s, "DELETE FROM audit", &q, &err), &err);
	assert_int_equal(stmt_run(q, &err), RC_INVALID);
	must(stmt_get(s, "REPLACE INTO audit SELECT * FROM audit", &q, &err), &err);
	assert_int_equal(stmt_run(q, &err), RC_INVALID);
	must(stmt_get(s, "UPDATE history SET seq = 1", &q, &err), &err);
	stmt_run(q, &err);
	store_rollback(s);
	store_rollback(s);
	store_close(s);
}

static void test_settings_and_versions(void **state) {
	struct place *p = *state;
	struct store *s = must_open(p->path, true), *other = must_open(p->path, false);
	struct err err;
	assert_null(setting_get(s, "mode"));
	assert_int_equal(setting_set(s, "mode", "one", &err), RC_INTERNAL);
	struct change c;
	must(change_begin(&c, s, &tester, "setting", &err), &err);
	must(setting_set(s, "mode", "one", &err), &err);
	must(change_commit(&c, &err), &err);
	assert_int_equal(number(s, "SELECT count(*) FROM audit"), 1);
	must(store_begin(s, &err), &err);
	must(setting_set(s, "mode", "station", &err), &err);
	must(store_commit(s, &err), &err);
	long long seen = store_data_version(other);
	assert_int_equal(store_data_version(other), seen);
	char *value = setting_get(other, "mode");
	assert_string_equal(value, "station");
	free(value);
	thing_make(s, "a", 1);
	assert_int_not_equal(store_data_version(other), seen);
	seen = store_data_version(s);
	thing_make(s, "b", 1);
	assert_int_equal(store_data_version(s), seen); /* own changes are no news */
	/* Waiting for the lock ends, with nothing begun. */
	must(store_begin(s, &err), &err);
	store_set_wait(other, 50);
	assert_int_equal(store_begin(other, &err), RC_BUSY);
	assert_false(store_in_transaction(other));
	must(store_commit(s, &err), &err);
	must(store_begin(other, &err), &err);
	store_close(other); /* rolls back and lets go */
	must(store_begin(s, &err), &err);
	store_close(s);
}

static void test_table_check(void **state) {
	struct place *p = *state;
	struct store *s = must_open(p->path, true);
	struct field_def fields[16];
	struct entity_def def = thing_def;
	struct err err;
	must(record_check_table(s, &thing_def, &err), &err);
	memcpy(fields, thing_fields, sizeof thing_fields);
	def.fields = fields;
	fields[4].type = FT_INT;
	assert_int_equal(record_check_table(s, &def, &err), RC_INTERNAL);
	assert_non_null(strstr(err.text, "thing.day"));
	fields[4] = thing_fields[4];
	fields[2].name = "papers";
	assert_int_equal(record_check_table(s, &def, &err), RC_INTERNAL);
	assert_non_null(strstr(err.text, "thing.paper"));
	fields[2] = thing_fields[2];
	fields[def.count] = (struct field_def){.name = "extra", .type = FT_TEXT};
	def.count++;
	assert_int_equal(record_check_table(s, &def, &err), RC_INTERNAL);
	assert_non_null(strstr(err.text, "thing.extra"));
	def.name = "nothing";
	assert_int_equal(record_check_table(s, &def, &err), RC_INTERNAL);
	store_close(s);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_round_trip), STORE_TEST(test_update_and_history), STORE_TEST(test_void),
		STORE_TEST(test_unvoid),
		STORE_TEST(test_refused_values), STORE_TEST(test_several_records), STORE_TEST(test_broken_off),
		STORE_TEST(test_one_save_one_transaction),
		STORE_TEST(test_statements), STORE_TEST(test_settings_and_versions), STORE_TEST(test_table_check),
	};
	return cmocka_run_group_tests_name("store: change", tests, NULL, NULL);
}
