/* Officers, keys, passwords and whose case somebody is, over a real database.
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include <sqlite3.h>

#include "core/sshkey.h"
#include "core/tr.h"
#include "model/access/officer.h"
#include "model/station/tables.h"
#include "model/team/team.h"

#define KEY_A "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOrLBdjurjJ7Gx0IG9FGmLt1YbuLiQfrf3HAT32UYc2Z"
#define KEY_B "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBr54iZR6quqk1xiQwUcVDPHFls13GX/5Ntrltc3p5Gv"

/* A second handle on the same station, as another officer's process has it. */
static struct station *hand_of(struct fixture *f, const char *login, struct actor *a) {
	struct station_options opt = {.db = f->db};
	struct station *st = NULL;

	OK(station_open(&st, &opt, &f->err));
	OK(station_actor(st, login, "cli", a, &f->err));
	return st;
}

static void officers_are_the_heads(void **state) {
	struct fixture *f = *state;
	struct actor zhang;
	struct station *st;
	struct officer o;
	struct ids ids = {0};

	station_officer(f, "zhang", "张干事", "officer");
	st = hand_of(f, "zhang", &zhang);
	entity_init(&officer_def, &o);
	o.login = mem_strdup("li");
	o.name = mem_strdup("李");
	o.role = code_of("head");
	REFUSED(officer_save(st, &zhang, &o, &f->err), "access.denied");
	REFUSED(officer_list(st, &zhang, &ids, &f->err), "access.denied");
	REFUSED(officer_add_key(st, &zhang, zhang.officer, KEY_A, true, NULL, &f->err), "access.denied");
	REFUSED(officer_set_password(st, &zhang, f->actor.officer, "correct horse", &f->err), "access.denied");
	assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE result = 'denied' AND officer = 2"), 4);
	entity_clear(&officer_def, &o);
	station_close(st);
}

static void names_and_roles_are_checked(void **state) {
	struct fixture *f = *state;
	static const char *const logins[] = {"", "Zhang", "1a", "a b", "a;b", "-a", "a\"b", "../a", "zhang$(id)",
	                                     "abcdefghijklmnopqrstuvwxyz0123456789"};
	struct officer o;

	entity_init(&officer_def, &o);
	o.name = mem_strdup("某");
	o.role = code_of("officer");
	for (size_t i = 0; i < sizeof logins / sizeof *logins; i++) {
		free(o.login);
		o.login = *logins[i] ? mem_strdup(logins[i]) : NULL;
		assert_int_equal(officer_save(f->st, &f->actor, &o, &f->err), RC_INVALID);
	}
	free(o.login);
	o.login = mem_strdup("wang");
	REFUSED(officer_save(f->st, &f->actor, &o, &f->err), "officer.exists");
	free(o.login);
	o.login = mem_strdup("li");
	o.role = code_of("root");
	REFUSED(officer_save(f->st, &f->actor, &o, &f->err), "officer.role");
	entity_clear(&officer_def, &o);

	/* The only head neither goes nor steps down; the login stays. */
	OK(officer_find(f->st, &f->actor, "wang", &o, &f->err));
	o.role = code_of("officer");
	REFUSED(officer_save(f->st, &f->actor, &o, &f->err), "officer.last-head");
	o.role = code_of("head");
	o.active = code_of("no");
	REFUSED(officer_save(f->st, &f->actor, &o, &f->err), "officer.last-head");
	o.active = code_of("yes");
	free(o.login);
	o.login = mem_strdup("wang2");
	REFUSED(officer_save(f->st, &f->actor, &o, &f->err), "officer.fixed");
	entity_clear(&officer_def, &o);
}

static void a_disabled_officer_stays_out(void **state) {
	struct fixture *f = *state;
	struct actor a;
	struct officer o;

	station_officer(f, "zhang", "张干事", "officer");
	OK(officer_find(f->st, &f->actor, "zhang", &o, &f->err));
	o.active = code_of("no");
	OK(officer_save(f->st, &f->actor, &o, &f->err));
	REFUSED(station_actor(f->st, "zhang", "ui", &a, &f->err), "station.not-officer");
	entity_clear(&officer_def, &o);
}

static void keys_are_one_officers(void **state) {
	struct fixture *f = *state;
	long long zhang = station_officer(f, "zhang", "张干事", "officer"), li = station_officer(f, "li", "李干事", "officer");
	struct actor a;
	struct str file = {0};
	char one[SSHKEY_FINGERPRINT], two[SSHKEY_FINGERPRINT];
	struct officer o;

	OK(station_actor(f->st, "zhang", "cli", &a, &f->err));
	OK(officer_check_key(f->st, &a, "SHA256:any", &f->err)); /* none on record yet */
	OK(station_actor(f->st, "wang", "cli", &f->actor, &f->err));
	OK(officer_add_key(f->st, &f->actor, zhang, KEY_A " home\n", true, one, &f->err));
	REFUSED(officer_add_key(f->st, &f->actor, li, KEY_A, true, NULL, &f->err), "key.exists");
	REFUSED(officer_add_key(f->st, &f->actor, li, "command=\"sh\" " KEY_B, true, NULL, &f->err), "key.bad");
	OK(officer_key_file(f->st, &f->actor, "/usr/bin/wubao", &file, &f->err));
	assert_string_equal(str_text(&file), "restrict,pty,command=\"/usr/bin/wubao --officer zhang\" " KEY_A " zhang\n");
	str_reset(&file);
	OK(officer_add_key(f->st, &f->actor, zhang, KEY_B, true, two, &f->err)); /* takes the place of the old */
	OK(officer_key_file(f->st, &f->actor, "/usr/bin/wubao", &file, &f->err));
	assert_null(strstr(str_text(&file), KEY_A));
	assert_non_null(strstr(str_text(&file), KEY_B));
	str_reset(&file);

	OK(station_actor(f->st, "zhang", "cli", &a, &f->err));
	OK(officer_check_key(f->st, &a, two, &f->err));
	REFUSED(officer_check_key(f->st, &a, one, &f->err), "officer.key-gone");
	OK(station_actor(f->st, "wang", "cli", &f->actor, &f->err));
	OK(officer_find(f->st, &f->actor, "zhang", &o, &f->err));
	o.active = code_of("no");
	OK(officer_save(f->st, &f->actor, &o, &f->err));
	OK(officer_key_file(f->st, &f->actor, "/usr/bin/wubao", &file, &f->err));
	assert_string_equal(str_text(&file), "");
	entity_clear(&officer_def, &o);
	str_clear(&file);
}

static void wrong_passwords_make_wait(void **state) {
	struct fixture *f = *state;
	const struct actor *a = &f->actor;

	OK(officer_check_password(f->st, a, "anything", &f->err)); /* none set */
	assert_false(officer_has_password(f->st, a));
	REFUSED(officer_set_password(f->st, a, a->officer, "short", &f->err), "password.short");
	OK(officer_set_password(f->st, a, a->officer, "correct horse", &f->err));
	assert_true(officer_has_password(f->st, a));
	assert_int_equal(number(f, "SELECT count(*) FROM history WHERE old_value LIKE '%argon%'"), 0);
	assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE detail LIKE '%argon%'"), 0);
	for (int i = 0; i < 4; i++)
		REFUSED(officer_check_password(f->st, a, "wrong horse", &f->err), "password.wrong");
	OK(officer_check_password(f->st, a, "correct horse", &f->err)); /* the count begins again */
	for (int i = 0; i < 5; i++)
		REFUSED(officer_check_password(f->st, a, "wrong horse", &f->err), "password.wrong");
	REFUSED(officer_check_password(f->st, a, "correct horse", &f->err), "password.wait");
	assert_int_equal(number(f, "SELECT failures FROM officer_secret"), 5); /* not counted while waiting */
	alter(f, "UPDATE officer_secret SET wait_until = wait_until - 30001");
	REFUSED(officer_check_password(f->st, a, "wrong horse", &f->err), "password.wrong");
	assert_true(number(f, "SELECT wait_until FROM officer_secret") > clock_now_ms() + 50000);
	alter(f, "UPDATE officer_secret SET wait_until = 0");
	OK(officer_check_password(f->st, a, "correct horse", &f->err));
	OK(officer_set_password(f->st, a, a->officer, "", &f->err));
	assert_false(officer_has_password(f->st, a));
}

static void own_cases_only_when_strict(void **state) { /* rule 11.11 */
	struct fixture *f = *state;
	long long resident = add_resident(f, "甲", 101), mine;
	long long order = add_order(f, resident, "detox", "2026-01-05", "2026-01-10");
	struct actor zhang;
	struct station *st;
	struct treatment_order o;

	station_officer(f, "zhang", "张干事", "officer");
	st = hand_of(f, "zhang", &zhang);
	OK(resident_look(st, &zhang, resident, &f->err)); /* caseload = station */
	station_close(st);
	settings(f, "[station]\nname = 示范镇\n[access]\ncaseload = strict\n");
	st = hand_of(f, "zhang", &zhang);
	REFUSED(resident_look(st, &zhang, resident, &f->err), "access.case");
	REFUSED(set_state(st, &zhang, order, 1, "suspended", day("2026-11-20"), "外出", NULL, &f->err),
	        "access.case");
	REFUSED(order_take_back(st, &zhang, order, 1, "写错", &f->err), "access.case");
	REFUSED(set_state(st, &zhang, 4711, 1, "suspended", day("2026-11-20"), "外出", NULL, &f->err),
	        "record.missing");
	OK(order_get(f->st, &f->actor, order, &o, &f->err));
	o.worker = mem_strdup("张干事");
	OK(order_save(f->st, &f->actor, &o, &f->err));
	entity_clear(&order_def, &o);
	OK(resident_look(st, &zhang, resident, &f->err));
	/* Somebody the officer entered is theirs while nobody else is named. */
	{
		struct fixture other = *f;

		other.st = st;
		other.actor = zhang;
		mine = add_resident(&other, "乙", 103);
	}
	OK(resident_look(st, &zhang, mine, &f->err));
	station_close(st);
}

/* Who stands in somebody's help team works with them, whoever is named in the order. */
static void the_team_s_cases_are_one_s_own(void **state) {
	struct fixture *f = *state;
	long long resident = add_resident(f, "甲", 101), officer = station_officer(f, "zhang", "张干事", "officer");
	long long order = add_order(f, resident, "detox", "2026-01-05", "2026-01-10");
	struct team_member m;
	struct help_team t;
	struct resident r;
	struct treatment_order o;
	struct actor zhang;
	struct station *st;

	OK(order_get(f->st, &f->actor, order, &o, &f->err));
	o.worker = mem_strdup("王干事");
	OK(order_save(f->st, &f->actor, &o, &f->err));
	entity_clear(&order_def, &o);
	entity_init(&member_def, &m);
	entity_init(&team_def, &t);
	t.name = mem_strdup("一组");
	OK(team_save(f->st, &f->actor, &t, &f->err));
	m.team.id = t.rec.id;
	entity_clear(&team_def, &t);
	m.role = code_of("social");
	m.officer.id = officer;
	m.since = day("2026-11-01");
	OK(resident_get(f->st, &f->actor, resident, &r, &f->err));
	r.team = m.team;
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	entity_clear(&resident_def, &r);
	settings(f, "[station]\nname = 示范镇\n[access]\ncaseload = strict\n");
	st = hand_of(f, "zhang", &zhang);
	REFUSED(resident_look(st, &zhang, resident, &f->err), "access.case");
	OK(member_save(f->st, &f->actor, &m, &f->err));
	OK(resident_look(st, &zhang, resident, &f->err));
	m.until = day("2026-11-21");
	OK(member_save(f->st, &f->actor, &m, &f->err));
	REFUSED(resident_look(st, &zhang, resident, &f->err), "access.case");
	entity_clear(&member_def, &m);
	station_close(st);
}

static void an_entry_is_voided_by_its_writer_on_its_day(void **state) {
	struct fixture *f = *state;
	long long resident = add_resident(f, "甲", 101), heads, own;
	const struct event_def *tests = event_find_def("test");
	const char *const pairs[] = {"occurred", "2026-11-20", "result", "neg", NULL};
	struct fixture other = *f;
	char sql[160];

	add_order(f, resident, "detox", "2026-01-05", "2026-01-10");
	station_officer(f, "zhang", "张干事", "officer");
	OK(try_event(f, "test", resident, pairs, &heads));
	other.st = hand_of(f, "zhang", &other.actor);
	OK(try_event(&other, "test", resident, pairs, &own));
	REFUSED(event_void(other.st, &other.actor, tests, heads, 1, "错", &f->err), "access.today");
	snprintf(sql, sizeof sql, "UPDATE drug_test SET recorded_at = recorded_at - 86400000 WHERE id = %lld", own);
	alter(f, sql);
	REFUSED(event_void(other.st, &other.actor, tests, own, 1, "错", &f->err), "access.today");
	/* The first moment of today at the station, eight hours east: the whole day is one's own, not its last minutes. */
	snprintf(sql, sizeof sql, "UPDATE drug_test SET recorded_at = (strftime('%%s', 'now') + 28800) / 86400 * 86400000 - 28800000"
	         " WHERE id = %lld", own);
	alter(f, sql);
	OK(event_void(other.st, &other.actor, tests, own, 1, "错", &f->err));
	OK(event_void(f->st, &f->actor, tests, heads, 1, "错", &f->err));
	station_close(other.st);
}

static long long order_named(struct fixture *f, int n, const char *worker) {
	char name[32];
	long long id, order;
	struct treatment_order o;

	snprintf(name, sizeof name, "试名%d", n);
	id = add_resident(f, name, 40 + n);
	order = add_order(f, id, "detox", "2026-06-01", "2026-06-01");
	OK(order_get(f->st, &f->actor, order, &o, &f->err));
	free(o.worker);
	o.worker = mem_strdup(worker);
	OK(order_save(f->st, &f->actor, &o, &f->err));
	entity_clear(&order_def, &o);
	return order;
}

static long long named(struct fixture *f, long long order, const char *worker) {
	char sql[200];

	snprintf(sql, sizeof sql, "SELECT count(*) FROM treatment_order WHERE id = %lld AND worker = '%s'", order, worker);
	return number(f, sql);
}

static enum rc rename_to(struct fixture *f, long long id, const char *name) {
	struct officer o;
	enum rc rc;

	OK(officer_get(f->st, &f->actor, id, &o, &f->err));
	free(o.name);
	o.name = mem_strdup(name);
	rc = officer_save(f->st, &f->actor, &o, &f->err);
	entity_clear(&officer_def, &o);
	return rc;
}

static void another_name_goes_into_the_open_orders(void **state) {
	struct fixture *f = *state;
	long long zhang = station_officer(f, "zhang", "张干事", "officer"), audits, histories, twin;
	long long alone = order_named(f, 1, "张干事"), both = order_named(f, 2, "刘民警、张干事"), longer = order_named(f, 3, "张干事长"),
	          sealed = order_named(f, 4, "张干事/刘民警"), ended = order_named(f, 5, "张干事");

	alter_saved(f, "UPDATE resident SET sealed = '2026-11-01' WHERE name = '试名4'");
	alter_saved(f, "UPDATE treatment_order SET state = 'released' WHERE resident = (SELECT id FROM resident WHERE name = '试名5')");
	audits = number(f, "SELECT count(*) FROM audit");
	histories = number(f, "SELECT count(*) FROM history WHERE table_name = 'treatment_order'");
	OK(rename_to(f, zhang, "章干事"));
	assert_int_equal(named(f, alone, "章干事"), 1);
	assert_int_equal(named(f, both, "刘民警、章干事"), 1);
	assert_int_equal(named(f, sealed, "章干事/刘民警"), 1);
	assert_int_equal(named(f, longer, "张干事长"), 1);
	assert_int_equal(named(f, ended, "张干事"), 1);
	assert_int_equal(number(f, "SELECT count(*) FROM audit"), audits + 1);
	assert_int_equal(number(f, "SELECT count(*) FROM history WHERE table_name = 'treatment_order'"), histories + 3);
	twin = station_officer(f, "zhang2", "章干事", "officer");
	REFUSED(rename_to(f, twin, "张二"), "officer.twin"); /* whom do the orders mean? */
	assert_int_equal(named(f, alone, "章干事"), 1);
	assert_int_equal(number(f, "SELECT count(*) FROM officer WHERE name = '章干事'"), 2);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(officers_are_the_heads),
		STATION_TEST(names_and_roles_are_checked),
		STATION_TEST(another_name_goes_into_the_open_orders),
		STATION_TEST(a_disabled_officer_stays_out),
		STATION_TEST(keys_are_one_officers),
		STATION_TEST(wrong_passwords_make_wait),
		STATION_TEST(own_cases_only_when_strict),
		STATION_TEST(the_team_s_cases_are_one_s_own),
		STATION_TEST(an_entry_is_voided_by_its_writer_on_its_day),
	};

	tr_set_lang(LANG_EN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
