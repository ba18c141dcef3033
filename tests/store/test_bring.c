/* Rules 16.20 to 16.29: two copies of one station walked at random on both sides and brought together: nothing of either is
 * lost, all stays sound, twice is as once, taken back it is as before. SPDX-License-Identifier: MIT */
#include "store/station.h"

#include "store/walk.h"
#include "core/hash.h"
#include "model/access/audit.h"
#include "model/entry/bring.h"
#include "model/entry/import_undo.h"
#include "model/person/join.h"
#include "model/event/registers.h"
#include "model/rules/worklist.h"
#include "model/station/day_check.h"

enum { WALKS_OF_EACH = 8, STEPS = 60 };

/* The station of f as it is now, opened at another place. */
static void copy_station(struct fixture *f, struct fixture *copy) {
	struct station_options opt = {.db = copy->db};
	struct str bytes = {0};
	char ini[sizeof f->db];

	*copy = (struct fixture){0};
	snprintf(copy->dir, sizeof copy->dir, "%s/wubao-copy-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	assert_non_null(mkdtemp(copy->dir));
	snprintf(copy->db, sizeof copy->db, "%s/s.db", copy->dir);
	snprintf(ini, sizeof ini, "%s/s.ini", f->dir);
	OK(file_read(f->db, 1 << 26, &bytes, &f->err));
	OK(file_write_new(copy->db, bytes.s, bytes.n, &f->err));
	str_reset(&bytes);
	OK(file_read(ini, 1 << 16, &bytes, &f->err));
	snprintf(ini, sizeof ini, "%s/s.ini", copy->dir);
	OK(file_write_new(ini, bytes.s, bytes.n, &f->err));
	str_clear(&bytes);
	OK(station_open(&copy->st, &opt, &f->err));
	OK(station_actor(copy->st, "wang", "cli", &copy->actor, &f->err));
}

static void end_copy(struct fixture *copy) {
	struct fixture *heap = mem_alloc(sizeof *heap);
	void *state = heap;

	*heap = *copy;
	station_teardown(&state);
}

/* Its file as it would come on a stick. */
static char *file_of(struct fixture *copy) {
	char *path = mem_printf("%s.db", copy->dir);
	struct fixture *f = copy;
	struct str bytes = {0};

	unlink(path);
	OK(file_read(copy->db, 1 << 26, &bytes, &f->err));
	OK(file_write_new(path, bytes.s, bytes.n, &f->err));
	str_clear(&bytes);
	return path;
}

/* Of every record that is not void: what it holds, refs as uids; without what is made of other fields. */
static char *content(struct fixture *f, bool counted) {
	const struct entity_def *def;
	struct str out = {0};
	sqlite3 *db = made_open(f->db);

	for (size_t i = 0; (def = entity_at(i)) != NULL; i++) {
		struct str sql = {0};
		sqlite3_stmt *q;

		if (strcmp(def->name, "import_log") == 0)
			continue;
		str_addf(&sql, "SELECT '%s ' || uid", def->name);
		for (size_t k = 0; k < def->count; k++) {
			const struct field_def *field = &def->fields[k];

			/* an event hangs on the order of its day, from whenever that is looked at */
			if (field->flags & F_MADE || (entity_field(def, "occurred") && strcmp(field->name, "order_id") == 0) ||
			    (!counted && strcmp(field->name, "file_no") == 0))
				continue;
			if (field->type == FT_REF)
				str_addf(&sql, " || '|' || coalesce((SELECT uid FROM \"%s\" x WHERE x.id = t.\"%s\"), '')", field->ref,
				         field->name);
			else
				str_addf(&sql, " || '|' || coalesce(t.\"%s\", '')", field->name);
		}
		str_addf(&sql, " FROM \"%s\" t WHERE voided_at IS NULL ORDER BY uid", def->name);
		if (sqlite3_prepare_v2(db, str_text(&sql), -1, &q, NULL) != SQLITE_OK)
			fail_msg("%s: %s", str_text(&sql), sqlite3_errmsg(db));
		while (sqlite3_step(q) == SQLITE_ROW)
			str_addf(&out, "%s\n", (const char *)sqlite3_column_text(q, 0));
		sqlite3_finalize(q);
		str_clear(&sql);
	}
	sqlite3_close(db);
	return str_take(&out);
}

static void same_content(const char *what, unsigned seed, char *a, char *b) {
	const char *p = a, *q = b;

	while (*p && *p == *q)
		p++, q++;
	if (*p || *q) {
		while (p > a && p[-1] != '\n')
			p--, q--;
		fail_msg("seed %u, %s:\n- %.*s\n+ %.*s", seed, what, (int)strcspn(p, "\n"), p, (int)strcspn(q, "\n"), q);
	}
	free(a);
	free(b);
}

/* wubao check: nothing to mend, nothing damaged, the audit whole. */
static void is_clean(struct fixture *f) {
	struct day_check d;
	struct audit_holds holds;
	long long n = 1;
	bool done = false;

	OK(values_mend(f->st, &f->actor, &n, &f->err));
	assert_int_equal(n, 0);
	OK(order_log_mend(f->st, &f->actor, &n, &f->err));
	assert_int_equal(n, 0);
	OK(due_rebuild(f->st, &f->actor, &n, &f->err));
	assert_int_equal(n, 0);
	OK(store_check(f->st->store, &f->err));
	OK(audit_check_all(f->st, &f->actor, &holds, &f->err));
	OK(day_check_begin(&d, f->st, &f->actor, false, &f->err));
	while (!done)
		OK(day_check_step(&d, 0, &done, &f->err));
	assert_int_equal(d.found.n, 0);
	day_check_end(&d);
}

/* Every record of the copy is here by its uid, void or not; or another of its name. */
static void nothing_is_lost(struct fixture *f, struct fixture *copy, const struct bring_plan *p) {
	const struct entity_def *def;
	sqlite3 *db = made_open(f->db);
	char *attach = mem_printf("ATTACH '%s' AS copy", copy->db);
	long long lost = 0;

	made_sql(db, attach);
	for (size_t i = 0; (def = entity_at(i)) != NULL; i++) {
		char *sql = mem_printf("SELECT count(*) FROM copy.\"%s\" WHERE uid NOT IN (SELECT uid FROM main.\"%s\")", def->name,
		                       def->name);

		lost += made_number(db, sql);
		free(sql);
	}
	assert_int_equal(lost, p->counts[BRING_NAMED]);
	assert_int_equal(p->counts[BRING_LEFT], 0);
	/* and every value that anybody typed there */
	assert_int_equal(made_number(db,
		"SELECT count(*) FROM copy.audit c WHERE seq > (SELECT max(a.seq) FROM main.audit a JOIN copy.audit b ON b.seq ="
		" a.seq AND b.hash = a.hash) AND NOT EXISTS (SELECT 1 FROM audit_other o WHERE o.seq = c.seq AND o.hash ="
		" lower(hex(c.hash)))"), 0);
	sqlite3_close(db);
	free(attach);
}

static void bring(struct fixture *f, struct fixture *copy, const char *take, bool write, struct bring_plan *p) {
	char *file = file_of(copy);

	OK(bring_copy(f->st, &f->actor, file, take, write, p, &f->err));
	unlink(file);
	free(file);
}

static long long person_named(struct fixture *f, const char *name) {
	char *sql = mem_printf("SELECT id FROM resident WHERE name = '%s'", name);
	long long id = number(f, sql);

	free(sql);
	return id;
}

/* What officers do while the copies are apart; the numbers of people differ, the file numbers do not. */
static void walk_apart(struct walk *w, int person, int steps) {
	struct fixture *f = w->f;
	long long who = walk_person(w, person, "detox", date_add_days(clock_today(), -60), DATE_NONE);

	for (int i = 0; i < steps; i++) {
		if (i == steps / 2)
			w->who[WALK_PEOPLE - 1] = who;
		walk_step(w);
	}
	if (person % 2)
		OK(seal_set(f->st, &f->actor, person_named(f, "封存"), "三年未用", &f->err));
}

/* Rules 16.21, 16.22, 16.24, 16.26, 16.28: at random. */
static void walked_apart(void **state) {
	static unsigned seed;
	struct fixture *f = *state, copy;
	struct walk w, other;
	struct bring_plan p;
	struct import_undo undone;
	char *before, *after;
	long long entries;

	walk_begin(&w, f, ++seed);
	for (int i = 0; i < STEPS; i++)
		walk_step(&w);
	add_resident(f, "封存", 90);
	copy_station(f, &copy);
	other = w;
	walk_join(&other, &copy);
	other.dice += 77;
	walk_apart(&w, 6 + 2 * (int)(seed % 3), STEPS);
	walk_apart(&other, 20 + (int)(seed % 2), STEPS);
	before = content(f, true);
	entries = number(f, "SELECT count(*) FROM audit");
	bring(f, &copy, NULL, false, &p);
	assert_true(p.counts[BRING_NEW] > 0 && p.number == 0);
	bring_plan_clear(&p);
	same_content("only shown", seed, mem_strdup(before), content(f, true));
	assert_int_equal(number(f, "SELECT count(*) FROM audit"), entries + 1); /* that it was looked at */

	bring(f, &copy, seed % 2 ? NULL : "all", true, &p);
	nothing_is_lost(f, &copy, &p);
	is_clean(f);
	assert_int_equal(number(f, "SELECT count(*) FROM import_log WHERE registry = 'bring'"), 1);
	after = content(f, true);
	OK(import_undo(f->st, &f->actor, p.number, "试", &undone, &f->err));
	import_undo_clear(&undone);
	bring_plan_clear(&p);
	same_content("taken back", seed, before, content(f, true));
	is_clean(f);

	bring(f, &copy, seed % 2 ? NULL : "all", true, &p);
	assert_true(p.number > 0);
	bring_plan_clear(&p);
	same_content("brought again after that", seed, after, content(f, true));
	is_clean(f);
	after = content(f, true);
	bring(f, &copy, NULL, true, &p);
	assert_int_equal(p.number, 0);
	bring_plan_clear(&p);
	same_content("a second time", seed, after, content(f, true));
	walk_end(&w);
	walk_end(&other);
	end_copy(&copy);
}

static void job(struct fixture *f, long long who, const char *work) {
	struct resident r;

	OK(resident_get(f->st, &f->actor, who, &r, &f->err));
	r.job = code_of(work);
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	entity_clear(&resident_def, &r);
}

static void say(struct fixture *f, long long who, const char *field, const char *value) {
	struct resident r;

	OK(resident_get(f->st, &f->actor, who, &r, &f->err));
	field_take_text(entity_field(&resident_def, field), &r, mem_strdup(value));
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	entity_clear(&resident_def, &r);
}

static void talk(struct fixture *f, long long who, const char *on) {
	add_event(f, "talk", who, PAIRS("occurred", on, "channel", "face", "talker", "王干事", "summary", "近况"));
}

/* Rule 16.21: whichever copy is brought to the other, both then hold the same. */
static void either_way(void **state) {
	struct fixture *f = *state, copy, mine;
	long long one = add_resident(f, "试一", 1), two = add_resident(f, "试二", 2);
	struct bring_plan p;

	add_order(f, one, "detox", "2026-03-01", "2026-03-05");
	copy_station(f, &copy);
	job(f, one, "farm");
	say(f, one, "alias", "小一"); /* and another field of the same person there */
	say(&copy, one, "address", "石桥村1号");
	talk(f, one, "2026-10-12");
	add_order(f, add_resident(f, "试三", 3), "rehab", "2026-04-01", "2026-04-05");
	job(&copy, two, "farm");
	talk(&copy, one, "2026-10-13");
	add_order(&copy, two, "detox", "2026-05-01", "2026-05-05");
	add_order(&copy, add_resident(&copy, "试四", 4), "rehab", "2026-04-02", "2026-04-05");
	copy_station(f, &mine); /* as it was before */
	bring(f, &copy, NULL, true, &p);
	assert_int_equal(p.counts[BRING_NUMBER], 1);
	assert_int_equal(p.counts[BRING_BOTH] + p.counts[BRING_STATE] + p.counts[BRING_CLASH] + p.counts[BRING_LEFT], 0);
	bring_plan_clear(&p);
	bring(&copy, &mine, NULL, true, &p);
	bring_plan_clear(&p);
	same_content("either way", 0, content(f, false), content(&copy, false));
	assert_int_equal(number(f, "SELECT count(*) FROM number_before"), 1);
	is_clean(f);
	is_clean(&copy);
	end_copy(&copy);
	end_copy(&mine);
}

/* Rules 16.23 to 16.25: one person entered on both sides, two orders that run, a file sealed there. */
static void what_is_asked(void **state) {
	struct fixture *f = *state, copy;
	long long one = add_resident(f, "试一", 1), sealed = add_resident(f, "封存", 2);
	struct bring_plan p;
	char uid[27];

	copy_station(f, &copy);
	add_order(f, one, "detox", "2026-03-01", "2026-03-05");
	add_order(&copy, one, "detox", "2026-03-02", "2026-03-05");
	add_resident(f, "试三", 3);
	add_resident(&copy, "试三", 3);
	job(f, sealed, "farm");
	OK(seal_set(copy.st, &copy.actor, sealed, "三年未用", &f->err));
	bring(f, &copy, NULL, true, &p);
	assert_int_equal(p.counts[BRING_CLASH], 1);
	assert_int_equal(p.counts[BRING_PERSON], 1);
	assert_int_equal(p.counts[BRING_SEALED], 1);
	for (size_t i = 0; i < p.n; i++) {
		if (p.v[i].kind == BRING_CLASH)
			memcpy(uid, p.v[i].uid, sizeof uid);
		if (p.v[i].kind == BRING_SEALED)
			assert_int_equal(*p.v[i].here + *p.v[i].there, 0);
	}
	bring_plan_clear(&p);
	assert_int_equal(number(f, "SELECT count(*) FROM resident WHERE name = '封存' AND sealed IS NOT NULL"), 1);
	assert_int_equal(number(f, "SELECT count(*) FROM resident WHERE name = '试三' AND voided_at IS NULL"), 2);
	assert_int_equal(number(f, "SELECT substr(ordered, 10) FROM treatment_order WHERE voided_at IS NULL"), 1);
	is_clean(f);
	bring(f, &copy, uid, true, &p); /* on second thoughts */
	bring_plan_clear(&p);
	assert_int_equal(number(f, "SELECT substr(ordered, 10) FROM treatment_order WHERE voided_at IS NULL"), 2);
	assert_int_equal(number(f, "SELECT count(*) FROM treatment_order"), 2);
	end_copy(&copy);
}

/* Rule 16.27: files joined there, parted here. Rule 16.20: an audit that does not fit is not brought. */
static void joined_there(void **state) {
	struct fixture *f = *state, copy, *there = &copy;
	long long one = add_resident(f, "试一", 1), other = add_resident(f, "试二", 2);
	const struct join_words words = {"同一人建了两份", NULL, NULL};
	struct join_plan j;
	struct part_plan t;
	struct bring_plan p;
	char *file;

	talk(f, other, "2026-10-12");
	copy_station(f, &copy);
	add_resident(f, "试三", 3); /* so that the numbers of records differ */
	talk(f, one, "2026-10-14");
	talk(there, other, "2026-10-13");
	OK(join_ask(there->st, &there->actor, one, other, &j, &f->err));
	OK(join_files(there->st, &there->actor, &j, &words, &f->err));
	join_plan_clear(&j);
	bring(f, &copy, NULL, true, &p);
	assert_int_equal(p.counts[BRING_LEFT], 0);
	bring_plan_clear(&p);
	assert_int_equal(number(f, "SELECT count(*) FROM talk JOIN resident r ON r.id = resident WHERE r.name = '试一'"), 3);
	is_clean(f);
	OK(part_ask(f->st, &f->actor, one, &t, &f->err));
	OK(part_files(f->st, &f->actor, &t, &words, &f->err));
	part_plan_clear(&t);
	assert_int_equal(number(f, "SELECT count(*) FROM talk JOIN resident r ON r.id = resident WHERE r.name = '试二'"), 2);
	is_clean(f);
	alter(&copy, "DROP TRIGGER audit_no_update; UPDATE audit SET result = 'ok ' WHERE seq = 4");
	file = file_of(&copy);
	assert_int_equal(bring_copy(f->st, &f->actor, file, NULL, true, &p, &f->err), RC_CORRUPT);
	bring_plan_clear(&p);
	unlink(file);
	free(file);
	end_copy(&copy);
}

int main(void) {
	struct CMUnitTest tests[WALKS_OF_EACH + 3] = {STATION_TEST(either_way), STATION_TEST(what_is_asked),
	                                              STATION_TEST(joined_there)};

	for (int i = 0; i < WALKS_OF_EACH; i++)
		tests[i + 3] = (struct CMUnitTest)STATION_TEST(walked_apart);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
