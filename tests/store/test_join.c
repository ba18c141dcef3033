/* Rules 16.2 to 16.8: made pairs joined and parted again, all tables as they were; figures, numbers, audit and uids in
 * between; records made since; a sealed file. SPDX-License-Identifier: MIT */
#include "store/station.h"

#include "made.h"
#include "core/hash.h"
#include "core/idno.h"
#include "core/pinyin.h"
#include "model/access/audit.h"
#include "model/person/join.h"
#include "model/person/person_db.h"
#include "model/person/twins.h"
#include "model/rules/worklist.h"
#include "model/station/approval.h"
#include "model/station/day_check.h"

enum { PEOPLE = 150, EVENTS = 20 };

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

/* Rules 16.2, 16.7: pairs of made people, in a station of their own each time; WUBAO_JOIN_PEOPLE=500: 1,000 pairs in all. */
static void pairs_joined_and_parted(void **state) {
	static unsigned station;
	struct fixture *f = *state;
	const char *wish = getenv("WUBAO_JOIN_PEOPLE");
	const int people = wish ? (int)strtol(wish, NULL, 10) : PEOPLE / MADE_SHARE / 2 * 2; /* pairs */
	sqlite3 *db = made_open(f->db);
	struct ids who = {0};
	char before[2 * HASH_LEN + 1], after[2 * HASH_LEN + 1];
	long long said, orders, n;

	made_fill(db, &(struct made){.seed = 7 + station, .residents = people + people / 4, .events = EVENTS,
	                             .today = clock_today(), .days = 900});
	/* with pinyin and search keys, which made people have none of */
	made_sql(db, "DELETE FROM setting WHERE key = 'pinyin.version'");
	search_keys_keep_up(f->st);
	OK(values_mend(f->st, &f->actor, &n, &f->err));
	OK(due_rebuild(f->st, &f->actor, &n, &f->err));
	is_clean(f);
	OK(query_ids(f->st->store, &who, &f->err, "SELECT id FROM resident_visible ORDER BY id"));
	who.n = who.n / 2 * 2 < (size_t)people ? who.n / 2 * 2 : (size_t)people;
	said = number(f, "SELECT coalesce(max(id), 0) FROM stated");
	orders = number(f, "SELECT count(*) FROM treatment_order");
	digest(db, said, before);
	for (size_t i = 0; i < who.n; i += 2)
		join(f, who.v[i], who.v[i + 1], (unsigned)i * 37 + station);
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
	print_message("station %u: %zu pairs joined and parted, all tables as before\n", ++station, who.n / 2);
	ids_clear(&who);
	sqlite3_close(db);
}

static long long number_of(struct fixture *f, const char *sql, long long id) {
	char text[200];

	snprintf(text, sizeof text, sql, id);
	return number(f, text);
}

/* ---- the scan (rule 16.1) ---- */

enum { DISTINCT = 3000, KINDS = 8, DOUBLES = 1000 };

static unsigned dice_state = 11;
static unsigned dice(unsigned n) {
	dice_state = dice_state * 1103515245u + 12345u;
	return (dice_state >> 16) % n;
}

static const char *const family[] = {"薛", "段", "单", "于", "王", "张", "李", "刘", "阿不都·", "吉木·", "欧阳", "赵"};
static const char *const given[] = {"洋", "建国", "建军", "小玲", "伟", "玮", "志强", "志刚", "秀英", "秀兰", "克里木", "日古", "芳", "勇",
                                    "永", "军", "君", "丽华", "立华", "海涛", "海波", "春梅", "冬梅", "国强"};
enum { FAMILIES = sizeof family / sizeof *family, GIVEN = sizeof given / sizeof *given };

static void set_number(struct resident *r, unsigned region, unsigned sequence) {
	char number[IDNO_LEN + 1];
	int y, m, d;

	date_to_ymd(r->birth, &y, &m, &d);
	snprintf(number, sizeof number, "99%04u%04d%02d%02d%03u", region, y, m, d, sequence % 1000);
	free(r->id_no);
	r->id_no = mem_strdup(id_number(number));
	r->sex = code_of(sequence % 2 ? "m" : "f");
}

static void set_name(struct resident *r, const char *name) {
	struct str key = {0};

	free(r->name);
	free(r->pinyin);
	r->name = mem_strdup(name);
	pinyin_sort_key(name, &key);
	r->pinyin = str_take(&key);
}

/* People of 30 villages: namesakes among them, and every 20th born with the one before, in the same village: of the other
 * sex, or of another name. */
static void make_person(struct resident *r, long long id, const struct resident *twin) {
	char name[60], phone[16];

	entity_init(&resident_def, r);
	r->rec.id = id;
	snprintf(name, sizeof name, "%s%s", family[dice(FAMILIES)], given[dice(GIVEN)]);
	r->place.id = twin ? twin->place.id : 1 + dice(30);
	r->birth = twin ? twin->birth : date_add_days(day("1960-01-01"), (int)dice(16000));
	set_name(r, name);
	set_number(r, 100 + dice(900), dice(1000));
	if (twin && strcmp(twin->name, name) == 0)
		r->sex = code_of(code_is(twin->sex, "m") ? "f" : "m");
	if (id % 10 == 0) { /* of some no number is known */
		free(r->id_no);
		r->id_no = NULL;
	}
	snprintf(phone, sizeof phone, "138%08u", dice(4000) * 20000 + dice(1000));
	r->phone = mem_strdup(phone);
}

/* The other file of one of them, as it comes from another list. */
static void make_double(struct resident *r, const struct resident *of, long long id, int kind) {
	char text[80];
	const char *dot = strstr(of->name, "·");
	int y, m, d;

	entity_copy(&resident_def, r, of);
	r->rec.id = id;
	free(r->phone);
	r->phone = kind == 6 ? mem_strdup(of->phone) : NULL;
	date_to_ymd(of->birth, &y, &m, &d);
	free(r->id_no);
	r->id_no = NULL;
	switch (kind) {
	case 0: /* the number in 15 digits, small and with blanks, the name another */
		set_name(r, "某甲");
		if (of->id_no) {
			snprintf(text, sizeof text, "%.6s %.6s %.3s", of->id_no, of->id_no + 8, of->id_no + 14);
			r->other_paper = mem_strdup(y < 2000 ? text : of->id_no);
		} else {
			r->id_no = NULL;
			set_name(r, of->name);
		}
		break;
	case 1: /* another dot, or widths and blanks */
		snprintf(text, sizeof text, "%.*s%s%s", dot ? (int)(dot - of->name) : (int)strlen(of->name), of->name,
		         dot ? "•" : "　", dot ? dot + strlen("·") : "");
		set_name(r, text);
		r->place.id = 0;
		break;
	case 2: /* another character that sounds alike, or a slip of the number's last digits */
		if (strstr(of->name, "建国"))
			snprintf(text, sizeof text, "%.*s建囯", (int)(strstr(of->name, "建国") - of->name), of->name);
		set_name(r, strstr(of->name, "建国") ? text : of->name);
		break;
	case 3: /* nearly the birth date */
		r->birth = date_add_days(of->birth, (int)dice(700) - 350);
		break;
	case 4: /* month and day the other way round */
		if (!date_from_ymd(y, d <= 12 ? d : m, d <= 12 ? m : d - 1, &r->birth))
			r->birth = of->birth;
		break;
	case 5: /* a digit of the year */
		if (!date_from_ymd(y / 10 % 10 > 0 ? y - 10 : y + 10, m, d, &r->birth))
			r->birth = date_add_days(of->birth, 1);
		break;
	case 6: /* telephone, the village not known */
		r->place.id = 0;
		r->birth = DATE_NONE;
		break;
	default: /* known by another name */
		free(r->alias);
		r->alias = mem_strdup(of->name);
		set_name(r, "小辉");
	}
}

static void doubles_are_found(void **state) {
	struct resident *all = mem_zalloc(DISTINCT + DOUBLES, sizeof *all);
	struct twins pairs;
	size_t found = 0, false_pairs = 0, by_kind[KINDS] = {0};

	for (int i = 0; i < DISTINCT; i++)
		make_person(&all[i], i + 1, i % 20 == 19 ? &all[i - 1] : NULL);
	twins_find(all, DISTINCT, &pairs);
	false_pairs = pairs.n;
	twins_clear(&pairs);
	for (int i = 0; i < DOUBLES; i++)
		make_double(&all[DISTINCT + i], &all[i * 3], DISTINCT + i + 1, i % KINDS);
	twins_find(all, DISTINCT + DOUBLES, &pairs);
	for (size_t i = 0; i < pairs.n; i++) {
		long long n = pairs.v[i].b - DISTINCT - 1;

		if (n >= 0 && pairs.v[i].a == n * 3 + 1) {
			found++;
			by_kind[n % KINDS]++;
		}
	}
	print_message("scan: %zu of %d doubles found, %zu false pairs among %d people\n", found, DOUBLES, false_pairs, DISTINCT);
	for (int k = 0; k < KINDS; k++)
		if (by_kind[k] * 100 < DOUBLES / KINDS * 95)
			fail_msg("kind %d: %zu of %d", k, by_kind[k], DOUBLES / KINDS);
	assert_true(found * 100 >= DOUBLES * 99);
	assert_true(false_pairs * 100 <= DISTINCT);
	twins_clear(&pairs);
	for (int i = 0; i < DISTINCT + DOUBLES; i++)
		entity_clear(&resident_def, &all[i]);
	free(all);
}

/* ---- what lies between ---- */

static long long person(struct fixture *f, const char *number, const char *phone) {
	struct resident r;
	long long id;

	entity_init(&resident_def, &r);
	r.name = mem_strdup("薛洋");
	r.id_no = mem_strdup(id_number(number));
	r.phone = mem_strdup(phone);
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	id = r.rec.id;
	entity_clear(&resident_def, &r);
	return id;
}

static long long finds(struct fixture *f, const char *number) {
	enum match m;
	long long id;

	OK(strlen(number) == IDNO_LEN ? resident_find_idno(f->st, &f->actor, number, &m, &id, &f->err)
	                              : resident_find_file_no(f->st, &f->actor, number, &m, &id, &f->err));
	return m == MATCH_FOUND ? id : 0;
}

static void count_entry(void *ctx, const struct audit_entry *e) { ++*(long long *)ctx; }

static long long entries(struct fixture *f, long long who) {
	long long n = 0;

	OK(audit_read(f->st, &f->actor, &(struct audit_query){.resident = who, .from = DATE_NONE, .to = DATE_NONE}, count_entry, &n, &f->err));
	return n;
}

/* Rules 16.3, 16.4, 16.5, 16.8: numbers, questions, audit, and what was recorded since. */
static void between_joining_and_parting(void **state) {
	struct fixture *f = *state;
	long long one = person(f, "99315119970815127", "13800000001"), other = person(f, "99315119970815129", "13800000002");
	long long kept = add_order(f, one, "detox", "2026-03-01", "2026-03-05");
	long long gone = add_order(f, other, "detox", "2026-03-02", "2026-03-05");
	long long test = add_event(f, "test", other, PAIRS("occurred", "2026-10-01", "result", "neg", "sample", "urine"));
	long long before, later;
	struct join_plan p;
	struct part_plan t;
	struct resident r;
	char number[IDNO_LEN + 1];

	snprintf(number, sizeof number, "%s", id_number("99315119970815129"));
	add_event(f, "assessment", other, PAIRS("occurred", "2026-10-01", "level", "low"));
	before = entries(f, one) + entries(f, other);
	OK(join_ask(f->st, &f->actor, one, other, &p, &f->err));
	assert_true(join_take(&p, "phone", true));
	assert_true(join_take(&p, "order", false));
	assert_true(join_take(&p, "risk", false));
	assert_false(join_take(&p, "duty.test", true));
	REFUSED(join_files(f->st, &f->actor, &p, &(struct join_words){" ", NULL, NULL}, &f->err), "access.reason");
	OK(join_files(f->st, &f->actor, &p, &words, &f->err));
	REFUSED(join_files(f->st, &f->actor, &p, &words, &f->err), "resident.not-found");
	join_plan_clear(&p);
	is_clean(f);
	/* the entries of both, two looks and the joining */
	assert_int_equal(entries(f, one), before + 3);
	assert_int_equal(finds(f, "00002"), one);
	assert_int_equal(finds(f, number), one);
	assert_int_equal(number_of(f, "SELECT order_id FROM drug_test WHERE id = %lld", test), kept);
	assert_int_equal(number_of(f, "SELECT voided_at IS NOT NULL FROM treatment_order WHERE id = %lld", gone), 1);
	OK(resident_get(f->st, &f->actor, one, &r, &f->err));
	assert_string_equal(r.phone, "13800000002");
	assert_false(code_is_set(r.risk)); /* his own, whatever a newer record of the other says */
	entity_clear(&resident_def, &r);
	/* nobody else gets the number */
	entity_init(&resident_def, &r);
	r.name = mem_strdup("段成");
	r.id_no = mem_strdup(number);
	assert_int_equal(resident_save(f->st, &f->actor, &r, &f->err), RC_EXISTS);
	entity_clear(&resident_def, &r);
	later = add_event(f, "test", one, PAIRS("occurred", "2026-11-01", "result", "neg", "sample", "urine"));
	add_event(f, "talk", one, PAIRS("occurred", "2026-11-02", "channel", "face", "talker", "王干事", "summary", "近况"));
	OK(part_ask(f->st, &f->actor, one, &t, &f->err));
	assert_int_equal(t.n, 2);
	for (size_t i = 0; i < t.n; i++)
		t.v[i].give = t.v[i].id == later && t.v[i].def == event_find_def("test")->entity;
	OK(part_files(f->st, &f->actor, &t, &words, &f->err));
	part_plan_clear(&t);
	is_clean(f);
	assert_int_equal(number_of(f, "SELECT resident FROM drug_test WHERE id = %lld", later), other);
	assert_int_equal(number_of(f, "SELECT order_id FROM drug_test WHERE id = %lld", later), gone);
	assert_int_equal(number_of(f, "SELECT count(*) FROM talk WHERE resident = %lld", one), 1);
	assert_int_equal(number_of(f, "SELECT voided_at IS NULL FROM treatment_order WHERE id = %lld", gone), 1);
	assert_int_equal(finds(f, number), other);
	OK(resident_get(f->st, &f->actor, one, &r, &f->err));
	assert_string_equal(r.phone, "13800000001");
	entity_clear(&resident_def, &r);
	REFUSED(part_ask(f->st, &f->actor, one, &t, &f->err), "join.none");
	part_plan_clear(&t);
}

/* Rules 16.2, 16.6, 16.9: an officer asks the head; a sealed file takes two and shows nothing; a damaged one is put right. */
static void who_may_join(void **state) {
	struct fixture *f = *state;
	long long one = person(f, "99315119970815127", "13800000001"), other = person(f, "99315119970815129", "13800000002");
	struct actor officer, reader, head;
	struct join_plan p;
	struct ids waiting = {0};

	settings(f, "[access]\nsecond_days = 0\n");
	head = f->actor;
	play(f, &officer, "officer");
	play(f, &reader, "reader");
	assert_int_equal(join_ask(f->st, &reader, one, other, &p, &f->err), RC_DENIED);
	join_plan_clear(&p);
	OK(join_ask(f->st, &officer, one, other, &p, &f->err));
	REFUSED(join_files(f->st, &officer, &p, &words, &f->err), "approval.waits");
	OK(approval_waiting(f->st, &head, &waiting, &f->err));
	assert_int_equal(waiting.n, 1);
	OK(approval_decide(f->st, &head, waiting.v[0], true, &f->err));
	assert_true(join_take(&p, "phone", true)); /* other answers are another request */
	REFUSED(join_files(f->st, &officer, &p, &words, &f->err), "approval.waits");
	assert_true(join_take(&p, "phone", false));
	OK(join_files(f->st, &officer, &p, &words, &f->err));
	join_plan_clear(&p);
	part(f, one);
	OK(seal_set(f->st, &head, other, "三年未用", &f->err));
	REFUSED(join_ask(f->st, &head, other, one, &p, &f->err), "join.into-sealed");
	join_plan_clear(&p);
	assert_int_equal(join_ask(f->st, &officer, one, other, &p, &f->err), RC_DENIED);
	join_plan_clear(&p);
	OK(join_ask(f->st, &head, one, other, &p, &f->err));
	assert_true(p.sealed && p.n > 0);
	for (size_t i = 0; i < p.n; i++)
		assert_null(strstr(p.v[i].b, "138"));
	REFUSED(join_files(f->st, &head, &p, &words, &f->err), "approval.waits");
	OK(approval_decide(f->st, &officer, number(f, "SELECT max(id) FROM approval"), true, &f->err));
	OK(join_files(f->st, &head, &p, &words, &f->err));
	join_plan_clear(&p);
	part(f, one);
	assert_int_equal(number(f, "SELECT count(*) FROM resident WHERE sealed IS NOT NULL AND joined IS NULL"), 1);
	ids_clear(&waiting);
	other = person(f, "99315119970815131", "13800000003");
	alter(f, "INSERT INTO damaged (table_name, record, resident, found_at) SELECT 'resident', max(id), max(id), 1 FROM resident");
	OK(join_ask(f->st, &head, one, other, &p, &f->err));
	assert_int_not_equal(join_files(f->st, &head, &p, &words, &f->err), RC_OK);
	join_plan_clear(&p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(doubles_are_found),
		STATION_TEST(between_joining_and_parting),
		STATION_TEST(who_may_join),
		STATION_TEST(pairs_joined_and_parted), STATION_TEST(pairs_joined_and_parted),
		STATION_TEST(pairs_joined_and_parted), STATION_TEST(pairs_joined_and_parted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
