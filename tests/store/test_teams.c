/* Teams over a real database: members, one holder of a package at a time, and a hand-over that is whole or nothing.
 * SPDX-License-Identifier: MIT */
#include <sqlite3.h>
#include <sys/stat.h>

#include "core/file.h"
#include "core/tr.h"
#include "exchange/print/handover_sheet.h"
#include "model/access/officer.h"
#include "model/event/registers.h"
#include "model/order/order.h"
#include "model/person/undo.h"
#include "model/team/bulk.h"
#include "model/team/package.h"
#include "model/team/team.h"

/* One help team and its members (next is police too), two residents of it, and another team. */
#define FIXTURE_MORE \
	long long team, other_team, place; \
	long long zhang, li; \
	long long police, worker, cadre, next;
#include "store/station.h"

static long long add_team(struct fixture *f, const char *name) {
	struct help_team t;
	long long id;

	entity_init(&team_def, &t);
	t.name = mem_strdup(name);
	OK(team_save(f->st, &f->actor, &t, &f->err));
	id = t.rec.id;
	entity_clear(&team_def, &t);
	return id;
}

static long long add_contact(struct fixture *f, const char *name) {
	struct contact k;
	long long id;

	entity_init(&contact_def, &k);
	k.name = mem_strdup(name);
	OK(contact_save(f->st, &f->actor, &k, &f->err));
	id = k.rec.id;
	entity_clear(&contact_def, &k);
	return id;
}

static long long add_member(struct fixture *f, long long team, const char *role, long long contact) {
	struct team_member m;
	long long id;

	entity_init(&member_def, &m);
	m.team.id = team;
	m.role = code_of(role);
	m.contact.id = contact;
	m.officer.id = contact ? 0 : f->actor.officer;
	m.since = day("2025-01-01");
	OK(member_save(f->st, &f->actor, &m, &f->err));
	id = m.rec.id;
	entity_clear(&member_def, &m);
	return id;
}

static long long add_in_team(struct fixture *f, const char *name, long long team) {
	struct treatment_order o;
	struct resident r;
	long long id;

	entity_init(&resident_def, &r);
	r.name = mem_strdup(name);
	r.paper = code_of("none");
	r.team.id = team;
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	id = r.rec.id;
	entity_clear(&resident_def, &r);
	entity_init(&order_def, &o);
	o.resident.id = id;
	o.kind = code_of("detox");
	o.ordered = day("2026-01-05");
	o.reported = day("2026-01-10");
	o.worker = mem_strdup("王干事");
	OK(order_save(f->st, &f->actor, &o, &f->err));
	entity_clear(&order_def, &o);
	return id;
}

static int setup(void **state) {
	struct fixture *f;

	tr_set_lang(LANG_EN);
	station_setup(state);
	f = *state;
	f->team = add_team(f, "石桥村小组");
	f->other_team = add_team(f, "高坪村小组");
	f->police = add_member(f, f->team, "police", add_contact(f, "刘民警"));
	f->worker = add_member(f, f->team, "worker", 0);
	f->cadre = add_member(f, f->team, "cadre", add_contact(f, "赵支书"));
	f->next = add_member(f, f->team, "police", add_contact(f, "陈民警"));
	f->zhang = add_in_team(f, "张建国", f->team);
	f->li = add_in_team(f, "李秀英", f->team);
	return 0;
}

static long long holder(struct fixture *f, long long resident, enum package_cell_id id, bool *by_default) {
	struct package_row row;
	long long member;

	OK(package_get(f->st, &f->actor, resident, &row, &f->err));
	member = row.cell[id].member;
	if (by_default)
		*by_default = row.cell[id].by_default;
	package_row_clear(&row);
	return member;
}

static void set(struct fixture *f, long long resident, const char *package, long long member, const char *since) {
	OK(duty_set(f->st, &f->actor, resident, code_of(package), member, day(since), &f->err));
}

static void test_defaults_until_confirmed(void **state) {
	struct fixture *f = *state;
	bool by_default = false;
	size_t n = 0;

	assert_int_equal(holder(f, f->zhang, PACKAGE_TESTING, &by_default), f->police);
	assert_true(by_default);
	assert_int_equal(holder(f, f->zhang, PACKAGE_LEAD, &by_default), f->worker);
	assert_true(by_default);
	assert_int_equal(number(f, "SELECT count(*) FROM duty"), 0);
	set(f, f->zhang, "testing", f->next, "2026-02-01");
	assert_int_equal(holder(f, f->zhang, PACKAGE_TESTING, &by_default), f->next);
	assert_false(by_default);
	OK(duty_confirm(f->st, &f->actor, f->zhang, day("2026-03-01"), &n, &f->err));
	assert_int_equal(n, 5);
	for (int i = 0; i < PACKAGE_CELLS; i++) {
		assert_true(holder(f, f->zhang, (enum package_cell_id)i, &by_default) != 0);
		assert_false(by_default);
	}
	OK(duty_confirm(f->st, &f->actor, f->zhang, day("2026-03-01"), &n, &f->err));
	assert_int_equal(n, 0);
}

/* One person in charge: the use case says so in words, and the database refuses whoever goes around it. */
static void test_one_in_charge(void **state) {
	struct fixture *f = *state;
	char *message = NULL, sql[400];
	struct duty d;
	sqlite3 *db;

	set(f, f->zhang, "lead", f->worker, "2026-01-10");
	set(f, f->zhang, "lead", f->police, "2026-05-01");
	assert_int_equal(number(f, "SELECT count(*) FROM duty WHERE package = 'lead'"), 2);
	assert_int_equal(number(f, "SELECT count(*) FROM duty WHERE until = '2026-04-30' AND ver = 2"), 1);
	entity_init(&duty_def, &d);
	d.resident.id = f->zhang;
	d.package = code_of("lead");
	d.member.id = f->cadre;
	d.since = day("2026-03-01");
	d.until = day("2026-03-31");
	assert_int_equal(duty_save(f->st, &f->actor, &d, &f->err), RC_EXISTS);
	assert_non_null(strstr(f->err.text, "王干事"));
	d.since = day("2026-07-01");
	d.until = DATE_NONE;
	assert_int_equal(duty_save(f->st, &f->actor, &d, &f->err), RC_EXISTS);
	d.since = day("2025-07-01");
	d.until = day("2026-01-09");
	OK(duty_save(f->st, &f->actor, &d, &f->err));
	entity_clear(&duty_def, &d);
	assert_int_equal(sqlite3_open(f->db, &db), SQLITE_OK);
	for (int i = 0; i < 2; i++) {
		snprintf(sql, sizeof sql,
		         i ? "UPDATE duty SET until = NULL WHERE until IS NOT NULL"
		           : "INSERT INTO duty(uid, ver, seq, recorded_at, source, resident, package, member, since) VALUES"
		             " ('00000000000000000000000000', 1, 1, 1, 'typed', %lld, 'lead', %lld, '2026-11-01')",
		         f->zhang, f->cadre);
		assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, &message), SQLITE_CONSTRAINT);
		sqlite3_free(message);
	}
	sqlite3_close(db);
}

static void test_holder_is_of_the_team(void **state) {
	struct fixture *f = *state;
	long long stranger = add_member(f, f->other_team, "police", add_contact(f, "孙民警"));
	struct team_member m;

	assert_int_equal(
		duty_set(f->st, &f->actor, f->zhang, code_of("testing"), stranger, day("2026-05-01"), &f->err), RC_INVALID);
	assert_string_equal(f->err.field, "member");
	set(f, f->zhang, "testing", f->next, "2026-05-01");
	/* Who holds duties cannot leave before they are handed over, nor be voided. */
	OK(member_get(f->st, &f->actor, f->next, &m, &f->err));
	m.until = day("2026-11-01");
	assert_int_equal(member_save(f->st, &f->actor, &m, &f->err), RC_INVALID);
	assert_string_equal(f->err.field, "until");
	assert_int_equal(member_void(f->st, &f->actor, f->next, m.rec.ver, "x", &f->err), RC_INVALID);
	assert_int_equal(contact_void(f->st, &f->actor, m.contact.id, 1, "x", &f->err), RC_INVALID);
	entity_clear(&member_def, &m);
	/* The same person twice in one team under one role. */
	OK(member_get(f->st, &f->actor, f->police, &m, &f->err));
	memset(&m.rec, 0, sizeof m.rec);
	assert_int_equal(member_save(f->st, &f->actor, &m, &f->err), RC_EXISTS);
	entity_clear(&member_def, &m);
}

static void test_handover(void **state) {
	struct fixture *f = *state;
	struct handover h = {.from = "刘民警", .to = "陈民警", .day = day("2026-12-01")};
	struct handover_items items = {0};
	bool by_default;

	set(f, f->zhang, "testing", f->police, "2026-02-01");
	set(f, f->zhang, "lead", f->police, "2026-02-01");
	OK(handover_plan(f->st, &f->actor, &h, &items, &f->err));
	assert_int_equal(items.n, 3); /* two rows of one, and the testing of the other by default */
	assert_int_equal(items.residents, 2);
	assert_int_equal(number(f, "SELECT count(*) FROM duty"), 2);
	handover_clear(&items);
	OK(handover_apply(f->st, &f->actor, &h, &items, &f->err));
	assert_int_equal(items.n, 3);
	handover_clear(&items);
	assert_int_equal(number(f, "SELECT count(*) FROM duty WHERE until = '2026-11-30'"), 2);
	assert_int_equal(number(f, "SELECT count(*) FROM duty WHERE since = '2026-12-01' AND until IS NULL"), 3);
	assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE action = 'duty.handover'"), 1);
	assert_int_equal(holder(f, f->zhang, PACKAGE_LEAD, &by_default), f->police);
	clock_set_today(day("2026-12-01"));
	assert_int_equal(holder(f, f->zhang, PACKAGE_LEAD, &by_default), f->next);
	assert_int_equal(holder(f, f->li, PACKAGE_TESTING, &by_default), f->next);
	assert_false(by_default);
	assert_int_equal(handover_apply(f->st, &f->actor, &h, &items, &f->err), RC_INVALID);
	clock_set_today(day("2026-11-22"));
}

/* Taken back, every row is as it was, once; never what somebody changed since, or what is not the last change. */
static void test_handover_is_undone(void **state) {
	struct fixture *f = *state;
	struct handover h = {.from = "刘民警", .to = "陈民警", .day = day("2026-12-01")};
	struct handover_items items = {0};
	struct duty d;
	size_t duties = 0;

	set(f, f->zhang, "testing", f->police, "2026-02-01");
	set(f, f->zhang, "lead", f->police, "2026-12-01"); /* begins on the day: put right, not ended */
	REFUSED(handover_undo(f->st, &f->actor, &duties, &f->err), "handover.undo");
	REFUSED(handover_apply(f->st, &f->actor, &h, &items, &f->err), "handover.future");
	handover_clear(&items);
	h.day = day("2026-12-02");
	OK(handover_apply(f->st, &f->actor, &h, &items, &f->err));
	handover_clear(&items);
	assert_int_equal(number(f, "SELECT count(*) FROM duty WHERE until = '2026-12-01'"), 2);
	OK(handover_undo(f->st, &f->actor, &duties, &f->err));
	assert_int_equal(duties, 3);
	assert_int_equal(number(f, "SELECT count(*) FROM duty WHERE voided_at IS NULL"), 2);
	assert_int_equal(number(f, "SELECT count(*) FROM duty WHERE voided_at IS NULL AND until IS NULL"), 2);
	REFUSED(handover_undo(f->st, &f->actor, &duties, &f->err), "handover.undo");
	OK(handover_apply(f->st, &f->actor, &h, &items, &f->err)); /* and again, then one of it is changed */
	OK(duty_get(f->st, &f->actor, number(f, "SELECT max(id) FROM duty"), &d, &f->err));
	d.until = day("2026-12-24");
	OK(duty_save(f->st, &f->actor, &d, &f->err));
	entity_clear(&duty_def, &d);
	REFUSED(handover_undo(f->st, &f->actor, &duties, &f->err), "handover.undo");
	assert_int_equal(number(f, "SELECT count(*) FROM duty WHERE voided_at IS NULL"), 5);
	handover_clear(&items);
}

/* Who records nothing takes nobody over, and holds nothing. */
static void test_auditor_takes_nobody(void **state) {
	static const char *const roles[] = {"auditor", "reader"};
	struct fixture *f = *state;
	struct handover h = {.from = "刘民警", .to = "赵审计", .day = day("2026-12-01")};
	struct handover_items items = {0};
	struct officer o;
	struct team_member m;

	set(f, f->zhang, "lead", f->police, "2026-02-01");
	entity_init(&officer_def, &o);
	o.login = mem_strdup("zhao");
	o.name = mem_strdup(h.to);
	for (size_t i = 0; i < 2; i++) {
		o.role = code_of(roles[i]);
		OK(officer_save(f->st, &f->actor, &o, &f->err));
		if (i == 0) {
			entity_init(&member_def, &m);
			m.team.id = f->team;
			m.officer.id = o.rec.id;
			m.role = code_of("worker");
			OK(member_save(f->st, &f->actor, &m, &f->err));
		}
		REFUSED(handover_plan(f->st, &f->actor, &h, &items, &f->err), "duty.role");
		handover_clear(&items);
		REFUSED(duty_set(f->st, &f->actor, f->zhang, code_of("testing"), m.rec.id, day("2026-12-01"), &f->err), "duty.role");
	}
	o.role = code_of("officer");
	OK(officer_save(f->st, &f->actor, &o, &f->err));
	OK(handover_plan(f->st, &f->actor, &h, &items, &f->err));
	assert_int_equal(items.residents, 2);
	handover_clear(&items);
	entity_clear(&officer_def, &o);
	entity_clear(&member_def, &m);
}

/* The last row fails: nothing of the others stays, and there is no audit row. */
static void test_handover_is_whole(void **state) {
	struct fixture *f = *state;
	struct handover h = {.from = "刘民警", .to = "陈民警", .day = day("2026-12-01")};
	struct handover_items items = {0};
	sqlite3 *db;

	set(f, f->zhang, "lead", f->police, "2026-02-01");
	set(f, f->li, "lead", f->police, "2026-02-01");
	assert_int_equal(sqlite3_open(f->db, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db,
	                              "CREATE TRIGGER stop BEFORE INSERT ON duty WHEN (SELECT count(*) FROM duty) > 2"
	                              " BEGIN SELECT RAISE(ABORT, 'stop'); END",
	                              NULL, NULL, NULL),
	                 SQLITE_OK);
	assert_int_not_equal(handover_apply(f->st, &f->actor, &h, &items, &f->err), RC_OK);
	handover_clear(&items);
	assert_int_equal(number(f, "SELECT count(*) FROM duty"), 2);
	assert_int_equal(number(f, "SELECT count(*) FROM duty WHERE until IS NOT NULL"), 0);
	assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE action = 'duty.handover'"), 0);
	assert_int_equal(number(f, "SELECT count(*) FROM history WHERE field = 'until'"), 0);
	assert_int_equal(sqlite3_exec(db, "DROP TRIGGER stop", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void test_handover_refused(void **state) {
	struct fixture *f = *state;
	struct handover h = {.from = "刘民警", .to = "陈民警", .day = day("2026-12-01")};
	struct handover_items items = {0};

	h.to = "没有人";
	assert_int_equal(handover_plan(f->st, &f->actor, &h, &items, &f->err), RC_NOT_FOUND);
	h.to = "刘民警";
	assert_int_equal(handover_plan(f->st, &f->actor, &h, &items, &f->err), RC_INVALID);
	add_member(f, f->other_team, "police", add_contact(f, "孙民警"));
	h.to = "孙民警";
	assert_int_equal(handover_plan(f->st, &f->actor, &h, &items, &f->err), RC_INVALID);
	assert_non_null(strstr(f->err.text, "石桥村小组"));
	h.to = "陈民警";
	set(f, f->zhang, "lead", f->police, "2026-12-01");
	assert_int_equal(handover_plan(f->st, &f->actor, &h, &items, &f->err), RC_INVALID);
	handover_clear(&items);
}

static void add_visit(struct fixture *f, long long resident, const char *on, const char *who, const char *met) {
	struct visit v;

	entity_init(&visit_def, &v);
	v.resident.id = resident;
	v.occurred = day(on);
	v.visited = mem_strdup("张建国");
	v.relation = code_of("self");
	v.met = code_of(met);
	v.visitor = mem_strdup(who);
	OK(event_save(f->st, &f->actor, event_find_def("visit"), &v, &f->err));
	entity_clear(&visit_def, &v);
}

static void test_matrix(void **state) {
	struct fixture *f = *state;
	struct package_query q = {0};
	struct package_row row;
	struct five_rows rows = {0};

	add_visit(f, f->zhang, "2026-11-20", "赵支书", "notfound"); /* nobody was met */
	add_visit(f, f->zhang, "2026-11-10", "赵支书", "found");
	add_visit(f, f->zhang, "2026-11-15", "王干事", "found");
	OK(package_get(f->st, &f->actor, f->zhang, &row, &f->err));
	assert_int_equal(row.cell[PACKAGE_PERSON].by, BY_HOLDER);
	assert_int_equal(date_cmp(row.cell[PACKAGE_PERSON].day, day("2026-11-10")), 0);
	assert_int_equal(row.cell[PACKAGE_PERSON].gap, PACKAGE_GAP_NONE);
	assert_int_equal(row.cell[PACKAGE_TESTING].gap, PACKAGE_GAP_NOTHING);
	assert_true(row.percent > 0 && row.percent < 100);
	package_row_clear(&row);
	OK(package_list(f->st, &f->actor, &q, &rows, &f->err));
	assert_int_equal(rows.n, 2);
	assert_int_equal(rows.v[0].resident, f->li); /* more gaps come first */
	five_rows_clear(&rows);
	q.member = "陈民警";
	OK(package_list(f->st, &f->actor, &q, &rows, &f->err));
	assert_int_equal(rows.n, 0);
	five_rows_clear(&rows);
	set(f, f->zhang, "filing", f->next, "2026-02-01");
	OK(package_list(f->st, &f->actor, &q, &rows, &f->err));
	assert_int_equal(rows.n, 1);
	five_rows_clear(&rows);
	q = (struct package_query){.team = f->other_team};
	OK(package_list(f->st, &f->actor, &q, &rows, &f->err));
	assert_int_equal(rows.n, 0);
	five_rows_clear(&rows);
}

/* Numbered teams stand by their number, in the screen's list and where one is chosen. */
static void test_order_of_teams(void **state) {
	static const char *const names[] = {"第10帮教小组", "第2帮教小组", "第1帮教小组"};
	struct fixture *f = *state;
	long long team[3];
	struct ids ids = {0};

	for (int i = 0; i < 3; i++)
		team[i] = add_team(f, names[i]);
	for (int i = 0; i < 2; i++) {
		OK(i ? team_list(f->st, &f->actor, &ids, &f->err)
		     : station_choices(f->st, &f->actor, "help_team", &ids, &f->err));
		assert_int_equal(ids.n, 5); /* two were there, without a number */
		assert_int_equal(ids.v[2], team[2]);
		assert_int_equal(ids.v[3], team[1]);
		assert_int_equal(ids.v[4], team[0]);
		ids_clear(&ids);
	}
}

/* The lists by team and by officer. */
static void test_lists(void **state) {
	struct fixture *f = *state;
	struct resident_query q = {.team = f->team};
	struct ids ids = {0};

	OK(resident_list(f->st, &f->actor, &q, &ids, &f->err));
	assert_int_equal(ids.n, 2);
	ids_clear(&ids);
	q = (struct resident_query){.officer = "刘民警"};
	OK(resident_list(f->st, &f->actor, &q, &ids, &f->err));
	assert_int_equal(ids.n, 0);
	set(f, f->li, "lead", f->police, "2026-02-01");
	OK(resident_list(f->st, &f->actor, &q, &ids, &f->err));
	assert_int_equal(ids.n, 1);
	assert_int_equal(ids.v[0], f->li);
	ids_clear(&ids);
	q.officer = "王干事"; /* stands on both orders */
	OK(resident_list(f->st, &f->actor, &q, &ids, &f->err));
	assert_int_equal(ids.n, 2);
	ids_clear(&ids);
}

static void test_sheet(void **state) {
	struct fixture *f = *state;
	struct handover h = {.from = "刘民警", .to = "陈民警<b>", .day = day("2026-12-01")};
	struct handover_items items = {.n = 0};
	struct str html = {0}, text = {0};
	struct stat sb;
	char *path = NULL, *twin;

	h.to = "陈民警";
	OK(handover_apply(f->st, &f->actor, &h, &items, &f->err));
	h.to = "陈<b>";
	OK(handover_print(f->st, &f->actor, &h, &items, &path, &f->err));
	assert_int_equal(stat(path, &sb), 0);
	assert_int_equal(sb.st_mode & 0777, 0600);
	OK(file_read(path, 1 << 20, &html, &f->err));
	assert_non_null(strstr(str_text(&html), "张建国"));
	assert_non_null(strstr(str_text(&html), "陈&lt;b&gt;"));
	assert_null(strstr(str_text(&html), "<b>"));
	assert_null(strstr(str_text(&html), "http"));
	twin = mem_printf("%.*s.txt", (int)strlen(path) - 5, path);
	OK(file_read(twin, 1 << 20, &text, &f->err));
	assert_non_null(strstr(str_text(&text), "李秀英"));
	assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE action = 'print' AND detail = 'kind=handover people=2'"), 1);
	free(path);
	free(twin);
	str_clear(&html);
	str_clear(&text);
	handover_clear(&items);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, setup, station_teardown_all)

static long long team_of(struct fixture *f, long long resident) {
	char sql[80];

	snprintf(sql, sizeof sql, "SELECT coalesce(team, 0) FROM resident WHERE id = %lld", resident);
	return number(f, sql);
}

/* One action over several: those who cannot have it say why, the others are done together and undone together. */
static void test_together(void **state) {
	struct fixture *f = *state;
	long long wang = add_in_team(f, "王秋", f->other_team), gone = add_in_team(f, "陈冬", f->team);
	struct together_row rows[] = {{.resident = f->zhang}, {.resident = wang}, {.resident = f->li}, {.resident = gone}};
	struct undone undone;
	struct resident r;
	bool by_default;
	size_t done = 0;

	OK(resident_get(f->st, &f->actor, gone, &r, &f->err));
	entity_clear(&resident_def, &r);
	OK(resident_void(f->st, &f->actor, gone, 1, "重复", &f->err));
	OK(together_team(f->st, &f->actor, rows, 4, f->other_team, NULL, &done, &f->err));
	assert_int_equal(done, 2);
	assert_true(rows[0].done && rows[2].done);
	assert_false(rows[1].done || rows[3].done);
	assert_true(rows[1].why[0] != '\0' && rows[3].why[0] != '\0');
	assert_int_equal(team_of(f, f->zhang), f->other_team);
	assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE action = 'resident.edit' AND detail LIKE 'entry=%'"), 2);
	assert_int_equal(number(f, "SELECT count(DISTINCT detail) FROM audit WHERE detail LIKE 'entry=%'"), 1);
	OK(undo_last(f->st, &f->actor, &undone, &f->err));
	assert_int_equal(undone.records, 2);
	assert_int_equal(team_of(f, f->zhang), f->team);
	assert_int_equal(team_of(f, f->li), f->team);

	/* 陈民警 stands in one team only. */
	OK(together_assign(f->st, &f->actor, rows, 3, code_of("testing"), "陈民警", day("2026-11-22"), &done, &f->err));
	assert_int_equal(done, 2);
	assert_false(rows[1].done);
	assert_true(rows[1].why[0] != '\0');
	assert_int_equal(holder(f, f->zhang, PACKAGE_TESTING, &by_default), f->next);
	assert_int_equal(holder(f, f->li, PACKAGE_TESTING, &by_default), f->next);
	assert_int_equal(number(f, "SELECT count(*) FROM duty"), 2);
}

/* What is refused only while it is written leaves that row, and the others are done all the same. */
static void test_together_goes_on_without_a_refused_row(void **state) {
	struct fixture *f = *state;
	struct together_row rows[] = {{.resident = f->zhang}, {.resident = f->li}};
	size_t done = 0;

	set(f, f->zhang, "testing", f->police, "2026-12-05"); /* begins only then */
	assert_int_equal(number(f, "SELECT count(*) FROM duty"), 1);
	OK(together_assign(f->st, &f->actor, rows, 2, code_of("testing"), "陈民警", day("2026-11-22"), &done, &f->err));
	assert_int_equal(done, 1);
	assert_false(rows[0].done);
	assert_true(rows[0].why[0] != '\0');
	assert_true(rows[1].done);
	assert_int_equal(number(f, "SELECT count(*) FROM duty"), 2);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(test_defaults_until_confirmed), TEST(test_one_in_charge), TEST(test_holder_is_of_the_team),
		TEST(test_handover), TEST(test_handover_is_undone), TEST(test_auditor_takes_nobody),
		TEST(test_handover_is_whole), TEST(test_handover_refused), TEST(test_matrix),
		TEST(test_order_of_teams), TEST(test_lists), TEST(test_sheet), TEST(test_together),
		TEST(test_together_goes_on_without_a_refused_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
