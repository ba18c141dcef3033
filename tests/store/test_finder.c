/* The finder: everybody by everything, sealed people by nothing, keys that follow what they are made from.
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include <sqlite3.h>

#include "core/pinyin.h"
#include "core/search_key.h"
#include "model/entry/import_batch.h"
#include "model/lists.h"
#include "model/station/tables.h"

static char *ask(struct fixture *f, const char *text) {
	sqlite3 *db;
	sqlite3_stmt *q;
	char *out = NULL;

	assert_int_equal(sqlite3_open(f->db, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, text, -1, &q, NULL), SQLITE_OK);
	if (sqlite3_step(q) == SQLITE_ROW && sqlite3_column_text(q, 0))
		out = mem_strdup((const char *)sqlite3_column_text(q, 0));
	sqlite3_finalize(q);
	sqlite3_close(db);
	return out;
}

/* How many the words find; whether `who` is among them. */
static size_t hits(struct fixture *f, const char *words, long long who, bool *met) {
	const struct resident_query q = {.find = words, .sort = SORT_PINYIN, .limit = 200};
	struct ids ids = {0};
	size_t n;

	OK(resident_list(f->st, &f->actor, &q, &ids, &f->err));
	*met = false;
	for (size_t i = 0; i < ids.n; i++)
		*met = *met || ids.v[i] == who;
	n = ids.n;
	ids_clear(&ids);
	return n;
}

static bool finds(struct fixture *f, const char *words, long long who) {
	bool met;

	hits(f, words, who, &met);
	return met;
}

static void set(struct fixture *f, long long id, const char *field, const char *text) {
	struct resident r;

	OK(resident_get(f->st, &f->actor, id, &r, &f->err));
	OK(field_parse(entity_field(&resident_def, field), &r, text, station_env(f->st), &f->err));
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	entity_clear(&resident_def, &r);
}

static char *last_four(struct fixture *f, long long id) {
	struct resident r;
	char *out;

	OK(resident_get(f->st, &f->actor, id, &r, &f->err));
	out = mem_strdup(r.id_no + IDNO_LEN - 4);
	entity_clear(&resident_def, &r);
	return out;
}

static void one_box_takes_everything(void **state) {
	struct fixture *f = *state;
	long long id = add_resident(f, "单建国", 13), other = add_resident(f, "吉克·曲布", 250);
	char *four, words[80];

	add_place(f, "石桥村");
	set(f, id, "place", "石桥村");
	set(f, id, "phone", "139-0000-4321、0834 7654321");
	set(f, id, "alias", "老三");
	static const char *const found[] = {
		"单", "建国", "国", "单建国", "sjg", "djg", "cjg", "SJG", "ｓｊｇ", "s", "shan", "shanjian", "shanjianguo", "danjianguo",
		"shanjg", "danjg", "shanjguo", "sjguo", "sjianguo", "shiqc", "laos", "chanjianguo", "石桥", "shiqiao", "sqc", "老三", "laosan", "ls", "00001", "1", "4321", "13900004321", "08347654321", "7654321",
		"石桥 sjg", "sjg 石桥", "单 4321", "  sjg  ", "1 shanjianguo 石桥村 老三 4321 建"};
	static const char *const not_found[] = {"jg", "hanjian", "王", "sjgx", "432", "54321x", "00004321", "04321", "石桥 王", "7766", "990101", "jianguo", "shanguo", "sshanjg", "*", "s*", "s?g", "[s]", "%", "~", ";", "*4321"};

	for (size_t i = 0; i < sizeof found / sizeof *found; i++)
		if (!finds(f, found[i], id))
			fail_msg("not found by: %s", found[i]);
	for (size_t i = 0; i < sizeof not_found / sizeof *not_found; i++)
		if (finds(f, not_found[i], id))
			fail_msg("found by: %s", not_found[i]);
	assert_true(finds(f, "吉克曲布", other) && finds(f, "吉克·曲布", other) && finds(f, "曲布", other));
	assert_true(finds(f, "jikequbu", other) && finds(f, "jkqb", other) && finds(f, "jikeqb", other) && finds(f, "jkequb", other));
	four = last_four(f, id);
	assert_true(finds(f, four, id));
	assert_false(finds(f, four, other));
	snprintf(words, sizeof words, "石桥 %s 单", four);
	assert_true(finds(f, words, id));
	snprintf(words, sizeof words, "%.3s", four + 1); /* three of the four find nobody by the number */
	if (strcmp(words, "001") != 0 && strcmp(words, "000") != 0)
		assert_false(finds(f, words, id));
	free(four);
}

/* Every surname that is read in several ways, by each of them: initials and in full. */
static void polyphones_are_found_by_every_reading(void **state) {
	struct fixture *f = *state;
	static const struct {
		const char *name, *readings[3];
	} people[] = {
		{"单一", {"shan", "dan", "chan"}}, {"曾一", {"zeng", "ceng"}}, {"仇一", {"qiu", "chou"}}, {"解一", {"xie", "jie"}},
		{"覃一", {"qin", "tan"}}, {"缪一", {"miao", "mou"}}, {"薄一", {"bo", "bao"}}, {"朴一", {"piao", "pu"}},
		{"乐一", {"yue", "le"}},
	};

	for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
		long long id = add_resident(f, people[i].name, 20 + (int)i);

		for (size_t k = 0; k < 3 && people[i].readings[k]; k++) {
			char full[32], initials[8];

			snprintf(full, sizeof full, "%syi", people[i].readings[k]);
			snprintf(initials, sizeof initials, "%cy", people[i].readings[k][0]);
			if (!finds(f, full, id) || !finds(f, initials, id) || !finds(f, people[i].readings[k], id))
				fail_msg("%s: %s", people[i].name, full);
		}
	}
}

static void own_reading_finds_and_sorts(void **state) {
	struct fixture *f = *state;
	long long id = add_resident(f, "行一", 40), later = add_resident(f, "张一", 41);
	const struct resident_query all = {.sort = SORT_PINYIN};
	struct resident r;
	struct ids ids = {0};

	assert_false(finds(f, "zz", id));
	set(f, id, "spelling", " Zzang  Yi");
	OK(resident_get(f->st, &f->actor, id, &r, &f->err));
	assert_string_equal(r.spelling, "zzang yi");
	assert_string_equal(r.pinyin, "zzang yi");
	entity_clear(&resident_def, &r);
	assert_true(finds(f, "zzangyi", id) && finds(f, "zy", id) && finds(f, "zz", id));
	assert_true(finds(f, "xingyi", id)); /* by the table too */
	OK(resident_list(f->st, &f->actor, &all, &ids, &f->err));
	assert_true(ids.n == 2 && ids.v[0] == later && ids.v[1] == id);
	ids_clear(&ids);
	OK(resident_get(f->st, &f->actor, id, &r, &f->err));
	free(r.spelling);
	r.spelling = mem_strdup("行1");
	REFUSED(resident_save(f->st, &f->actor, &r, &f->err), "resident.spelling");
	assert_string_equal(f->err.field, "spelling");
	entity_clear(&resident_def, &r);
}

/* The keys follow every way a person changes, and nothing is left to do afterwards. */
static void keys_follow(void **state) {
	struct fixture *f = *state;
	long long id = add_resident(f, "旧名", 50), order, here = add_place(f, "旧村");
	struct treatment_order o;
	struct place p;
	struct import_batch *b;
	struct resident r;
	char *left;

	set(f, id, "place", "旧村");
	assert_true(finds(f, "旧村 jm", id));
	set(f, id, "name", "新名");
	assert_true(finds(f, "xm", id));
	assert_false(finds(f, "旧名", id));
	entity_init(&place_def, &p);
	p.rec.id = here;
	p.rec.ver = 1;
	p.name = mem_strdup("新村");
	OK(place_save(f->st, &f->actor, &p, &f->err));
	entity_clear(&place_def, &p);
	assert_true(finds(f, "新村 xincun", id));
	assert_false(finds(f, "旧村", id));
	order = add_order(f, id, "detox", "2026-03-01", "2026-03-10");
	OK(order_get(f->st, &f->actor, order, &o, &f->err));
	o.worker = mem_strdup("赵干事");
	OK(order_save(f->st, &f->actor, &o, &f->err));
	entity_clear(&order_def, &o);
	assert_true(finds(f, "赵干事", id));
	OK(import_batch_begin(&b, f->st, &f->actor, "t.csv", "00", "roster", &f->err));
	entity_init(&resident_def, &r);
	r.name = mem_strdup("外来");
	r.paper = code_of("none");
	OK(import_batch_resident(b, &r, &f->err));
	OK(import_batch_commit(b, 1, 0, 0, 0, &f->err));
	assert_true(finds(f, "wailai", r.rec.id));
	left = ask(f, "SELECT count(*) FROM key_stale");
	assert_string_equal(left, "0");
	free(left);
	OK(resident_void(f->st, &f->actor, r.rec.id, 1, "重复", &f->err));
	assert_false(finds(f, "wailai", r.rec.id));
	entity_clear(&resident_def, &r);
	left = ask(f, "SELECT count(*) FROM resident_key");
	assert_string_equal(left, "1");
	free(left);
	/* What was written from outside, or by a program of another table of readings, is taken in by the next search. */
	alter(f, "UPDATE resident SET name = '改名', pinyin = 'x', initials = 'x' WHERE voided_at IS NULL;"
	       "UPDATE setting SET value = 'old' WHERE key = 'pinyin.version'");
	assert_true(finds(f, "gaiming", id));
	left = ask(f, "SELECT pinyin FROM resident WHERE voided_at IS NULL");
	assert_string_equal(left, "gai ming");
	free(left);
	left = ask(f, "SELECT value FROM setting WHERE key = 'pinyin.version'");
	assert_string_equal(left, pinyin_version());
	free(left);
}

static void sealed_people_have_no_key(void **state) {
	struct fixture *f = *state;
	long long id = add_resident(f, "封存人", 60);
	char *four = last_four(f, id), *left;
	bool met;

	assert_true(finds(f, four, id));
	alter(f, "UPDATE resident SET sealed = '2026-11-22'"); /* even with its key still there */
	static const char *const words[] = {"封", "封存人", "fcr", "fengcunren", "00001", "1"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		assert_int_equal(hits(f, words[i], id, &met), 0);
	assert_int_equal(hits(f, four, id, &met), 0);
	left = ask(f, "SELECT count(*) FROM resident_key");
	assert_string_equal(left, "0");
	free(left);
	free(four);
}

/* A reader sees no number, and finds nobody by one. */
static void readers_do_not_find_by_numbers(void **state) {
	struct fixture *f = *state;
	long long id = add_resident(f, "甲一", 70);
	char *four = last_four(f, id);
	struct actor officer = f->actor;

	assert_true(finds(f, four, id));
	play(f, &f->actor, "reader");
	assert_false(finds(f, "甲", id));
	assert_false(finds(f, "甲一", id));
	assert_false(finds(f, four, id));
	f->actor = officer;
	free(four);
}

static void words_are_parted(void **state) {
	struct search_key_words w;

	search_key_words_split(" 单·建国 SJG 00012 123X  4321 a b c", true, &w);
	assert_int_equal(w.n, SEARCH_KEY_WORDS);
	assert_string_equal(w.pattern[w.word[0].first], "单建国");
	assert_string_equal(w.pattern[w.word[1].first], "*sjg*");
	assert_string_equal(w.pattern[w.word[1].first + 1], " sjg");
	assert_false(w.word[0].gate);
	assert_int_equal(w.word[2].count, 3);
	assert_string_equal(w.pattern[w.word[2].first + 2], "00012;");
	assert_string_equal(w.pattern[w.word[3].first + 2], "*123x~*");
	assert_true(!w.word[2].tail && w.word[3].tail && w.word[4].tail && !w.word[0].tail && !w.word[5].tail);
	search_key_words_clear(&w);
	search_key_words_split("4321", false, &w);
	assert_false(w.word[0].tail);
	search_key_words_clear(&w);
	search_key_words_split(NULL, true, &w);
	assert_int_equal(w.n, 0);
	assert_true(search_key_has_tail("王 4321") && search_key_has_tail("123x") && !search_key_has_tail("王 432") && !search_key_has_tail("12x") && !search_key_has_tail(""));
	struct list_run r = {.def = &residents_list};

	r.q.find = "王 4321";
	assert_string_equal(list_run_audit(&r), "resident.search-number");
	r.q.find = "王";
	assert_string_equal(list_run_audit(&r), "resident.search");
	r.q.find = "";
	assert_string_equal(list_run_audit(&r), "resident.list");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(one_box_takes_everything), STATION_TEST(polyphones_are_found_by_every_reading),
		STATION_TEST(own_reading_finds_and_sorts), STATION_TEST(keys_follow), STATION_TEST(sealed_people_have_no_key),
		STATION_TEST(readers_do_not_find_by_numbers), cmocka_unit_test(words_are_parted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
