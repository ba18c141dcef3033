/* Rights as they are now, whose case somebody is, and who is a second person (rules 11.25 to 11.28).
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include "core/tr.h"
#include "exchange/out/export.h"
#include "model/access/case.h"
#include "model/entry/entry.h"
#include "model/person/seal.h"
#include "model/person/undo.h"
#include "model/rules/duty_kind.h"
#include "model/station/approval.h"
#include "model/team/bulk.h"
#include "model/team/package.h"
#include "model/team/request.h"
#include "model/team/team.h"

#define STRICT "[access]\ncaseload = strict\n"
#define KEY_A "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOrLBdjurjJ7Gx0IG9FGmLt1YbuLiQfrf3HAT32UYc2Z"
#define KEY_B "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBr54iZR6quqk1xiQwUcVDPHFls13GX/5Ntrltc3p5Gv"

static void set_officer(struct fixture *f, const struct actor *head, const char *login, const char *role, const char *active) {
	struct officer o;

	OK(officer_find(f->st, head, login, &o, &f->err));
	if (role)
		o.role = code_of(role);
	if (active)
		o.active = code_of(active);
	OK(officer_save(f->st, head, &o, &f->err));
	entity_clear(&officer_def, &o);
}

/* A key of its own for each n. */
static const char *key_no(int n) {
	static char key[sizeof KEY_A];

	memcpy(key, KEY_A, sizeof KEY_A);
	key[sizeof KEY_A - 2] = (char)('a' + n);
	return key;
}

/* Rule 11.25: of an actor as they came in nothing is left for who is another now, whatever the action. */
static void every_action_after_every_change(void **state) {
	enum { DISABLED = ROLE_COUNT, NO_KEY, CHANGES };
	struct fixture *f = *state;
	const struct actor head = f->actor;
	struct actor a;
	char print[120];
	int refused = 0;

	for (int from = 0; from < ROLE_COUNT; from++) {
		play(f, &a, access_roles[from]);
		OK(officer_add_key(f->st, &head, a.officer, key_no(2 * from), true, print, &f->err));
		a.key = print;
		for (int to = 0; to < CHANGES; to++) {
			if (to == from)
				continue;
			if (to == NO_KEY)
				OK(officer_add_key(f->st, &head, a.officer, key_no(2 * from + 1), true, NULL, &f->err));
			else
				set_officer(f, &head, a.login, to == DISABLED ? NULL : access_roles[to], to == DISABLED ? "no" : NULL);
			for (int act = 0; act < ACT_COUNT; act++, refused++)
				REFUSED(station_may(f->st, &a, (enum access_action)act, &f->err), "rights.changed");
			OK(officer_add_key(f->st, &head, a.officer, key_no(2 * from), true, NULL, &f->err));
			set_officer(f, &head, a.login, access_roles[from], "yes");
			for (int act = 0; act < ACT_COUNT; act++)
				if (access_answer(a.role, (enum access_action)act) == ACCESS_YES)
					OK(station_may(f->st, &a, (enum access_action)act, &f->err));
		}
	}
	assert_int_equal(refused, ROLE_COUNT * (CHANGES - 1) * ACT_COUNT);
}

/* ---- strict ---- */

enum { PEOPLE = 60 };
struct town {
	struct actor zhang, head;
	long long team, resident[PEOPLE], order[PEOPLE], member;
};

static int opened(struct fixture *f, const struct town *t) {
	int n = 0;

	for (int i = 0; i < PEOPLE; i++)
		n += resident_look(f->st, &t->zhang, t->resident[i], &f->err) == RC_OK;
	return n;
}

static void make_town(struct fixture *f, struct town *t) {
	struct help_team team;
	struct resident r;
	char name[24];

	settings(f, STRICT);
	t->head = f->actor;
	play(f, &t->zhang, "officer");
	entity_init(&team_def, &team);
	team.name = mem_strdup("一组");
	OK(team_save(f->st, &t->head, &team, &f->err));
	t->team = team.rec.id;
	entity_clear(&team_def, &team);
	for (int i = 0; i < PEOPLE; i++) {
		snprintf(name, sizeof name, "试人%d", i);
		t->resident[i] = add_resident(f, name, 100 + 2 * i);
		OK(resident_get(f->st, &t->head, t->resident[i], &r, &f->err));
		r.team.id = t->team;
		r.address = mem_strdup("东山村9号");
		OK(resident_save(f->st, &t->head, &r, &f->err));
		entity_clear(&resident_def, &r);
		t->order[i] = add_order(f, t->resident[i], "detox", "2026-01-05", "2026-01-10");
	}
}

static enum rc join(struct fixture *f, struct town *t, const struct actor *a) {
	struct team_member m;
	enum rc rc;

	entity_init(&member_def, &m);
	m.team.id = t->team;
	m.role = code_of("social");
	m.officer.id = t->zhang.officer;
	m.since = day("2026-11-01");
	rc = member_save(f->st, a, &m, &f->err);
	t->member = m.rec.id;
	entity_clear(&member_def, &m);
	return rc;
}

static enum rc name_worker(struct fixture *f, const struct town *t, const struct actor *a, int i) {
	struct treatment_order o;
	enum rc rc;

	OK(order_get(f->st, &t->head, t->order[i], &o, &f->err));
	free(o.worker);
	o.worker = mem_strdup(t->zhang.name);
	rc = order_save(f->st, a, &o, &f->err);
	entity_clear(&order_def, &o);
	return rc;
}

static size_t confirm(struct fixture *f, const struct town *t, bool yes) {
	struct ids ids = {0};
	size_t n = 0;

	OK(cases_waiting(f->st, &t->head, &ids, &f->err));
	OK(cases_decide(f->st, &t->head, ids.v, ids.n, yes, &n, &f->err));
	ids_clear(&ids);
	return n;
}

/* Rule 11.26: what an officer writes opens nothing; what the head writes or confirms does. */
static void nobody_makes_a_case_their_own(void **state) {
	struct fixture *f = *state, mine;
	struct town t;
	struct resident r;
	struct treatment_order o;
	enum match m = MATCH_FOUND;
	long long own;

	make_town(f, &t);
	mine = *f;
	mine.actor = t.zhang;
	assert_int_equal(opened(f, &t), 0);
	OK(join(f, &t, &t.zhang)); /* what opened 60 of 60 */
	assert_int_equal(opened(f, &t), 0);
	for (int i = 0; i < PEOPLE; i++) {
		REFUSED(name_worker(f, &t, &t.zhang, i), "access.case");
		REFUSED(order_get(f->st, &t.zhang, t.order[i], &o, &f->err), "access.case");
		REFUSED(order_current(f->st, &t.zhang, t.resident[i], &o, &f->err), "access.case");
		m = MATCH_FOUND;
		OK(case_match(f->st, &t.zhang, &m, t.resident[i], &f->err));
		assert_int_equal(m, MATCH_HEAD); /* as an import meets them */
		OK(resident_get(f->st, &t.zhang, t.resident[i], &r, &f->err));
		assert_non_null(r.name);
		assert_null(r.address);
		assert_null(r.id_no);
		assert_int_equal(r.team.id, 0);
		entity_clear(&resident_def, &r);
	}
	REFUSED(resident_reveal(f->st, &t.zhang, t.resident[0], "id_no", "核对", &f->err), "access.case");
	/* An emergency reads, and nothing else; five a day. */
	for (int i = 0; i < 5; i++)
		OK(glass_open(f->st, &t.zhang, t.resident[i], "急", &f->err));
	REFUSED(glass_open(f->st, &t.zhang, t.resident[5], "急", &f->err), "bound.past");
	assert_int_equal(opened(f, &t), 5);
	REFUSED(resident_reveal(f->st, &t.zhang, t.resident[0], "id_no", "核对", &f->err), "access.case");
	REFUSED(name_worker(f, &t, &t.zhang, 0), "access.case");
	alter(f, "UPDATE approval SET until = 1 WHERE kind = 'glass'");

	assert_int_equal(confirm(f, &t, false), PEOPLE);
	assert_int_equal(opened(f, &t), 0);
	OK(name_worker(f, &t, &t.head, 0));
	assert_int_equal(opened(f, &t), 1);
	OK(member_void(f->st, &t.head, t.member, 1, "误", &f->err));
	OK(join(f, &t, &t.zhang));
	assert_int_equal(opened(f, &t), 1);
	assert_int_equal(confirm(f, &t, true), PEOPLE);
	assert_int_equal(opened(f, &t), PEOPLE);
	OK(member_void(f->st, &t.head, t.member, 1, "误", &f->err));
	assert_int_equal(opened(f, &t), 1);
	OK(join(f, &t, &t.zhang)); /* and back by oneself */
	assert_int_equal(opened(f, &t), 1);

	own = add_resident(&mine, "新人", 991);
	OK(resident_look(f->st, &t.zhang, own, &f->err));
	assert_int_equal(confirm(f, &t, false), PEOPLE + 1);
	REFUSED(resident_look(f->st, &t.zhang, own, &f->err), "access.case");
	own = add_resident(&mine, "又新", 993);
	alter(f, "UPDATE resident SET recorded_at = recorded_at - 8 * 86400000");
	REFUSED(resident_look(f->st, &t.zhang, own, &f->err), "access.case");
}

static void line_of(char *path, char *out, size_t size) {
	struct str all = {0};
	struct err err = {0};

	assert_int_equal(file_read(path, 1 << 20, &all, &err), RC_OK);
	snprintf(out, size, "%s", str_text(&all));
	str_clear(&all);
	assert_int_equal(unlink(path), 0);
	free(path);
}

/* Rule 11.26: what goes over many people holds nothing of another's case, and does nothing to it: the five packages,
 * registers, masked files, what is done for many, entry sessions, undo after the case was taken away, drafts. */
static void what_is_of_many_leaves_out_others(void **state) {
	struct fixture *f = *state, mine;
	const struct event_def *talks = event_find_def("talk");
	const char *const talk[] = {"occurred", "2026-11-20", "channel", "face", "talker", "王", "content", "他人谈话", NULL};
	const struct duty_kind_def *kind = &duty_kind_table[0];
	struct together_row rows[3] = {{0}};
	struct five_rows five = {0};
	struct entry_row *due, one = {0};
	struct undone undone;
	struct ids ids = {0};
	struct town t;
	char *path = NULL, csv[60000];
	long written = 0;
	size_t n = 0, done = 0;
	void *rec = mem_zalloc(1, talks->entity->size);

	make_town(f, &t);
	mine = *f;
	mine.actor = t.zhang;
	for (int i = 0; i < 3; i++)
		OK(try_event(f, "talk", t.resident[i], talk, NULL));
	for (int own = 0; own < 2; own++) {
		if (own)
			OK(name_worker(f, &t, &t.head, 0));
		OK(package_list(f->st, &t.zhang, &(struct package_query){.place = 0}, &five, &f->err));
		assert_int_equal(five.n, own);
		five_rows_clear(&five);
		five = (struct five_rows){0};
		for (const char *const *reg = (const char *const[]){"roster", "talk", "state", NULL}; *reg; reg++) {
			char *to = mem_printf("%s/%s.csv", f->dir, *reg);

			OK(export_write(f->st, &t.zhang, &(struct export_options){.reg = *reg, .path = to}, &written, &path, &f->err));
			line_of(path, csv, sizeof csv);
			assert_true(own ? written >= 1 && written < 4 : written == 0);
			assert_true((strstr(csv, "他人谈话") != NULL) == (own && strcmp(*reg, "talk") == 0));
			free(to);
		}
		for (int i = 0; i < 3; i++)
			rows[i] = (struct together_row){.resident = t.resident[i]};
		OK(together_team(f->st, &t.zhang, rows, 3, t.team, NULL, &done, &f->err));
		assert_true(!rows[1].done && !rows[2].done && rows[1].why[0]);
		OK(event_list(f->st, &t.zhang, talks, 0, 0, &ids, &f->err));
		entity_init(talks->entity, rec);
		for (size_t i = 0; i < ids.n; i++)
			if (event_get(f->st, &t.zhang, talks, ids.v[i], rec, &f->err) == RC_OK) {
				n++;
				entity_clear(talks->entity, rec);
			}
		assert_int_equal(n, own);
		ids.n = n = 0;
	}
	OK(entry_due(f->st, &t.zhang, kind, day("2026-11-20"), &due, &n, &f->err));
	for (size_t i = 0; i < n; i++)
		assert_int_equal(due[i].resident, t.resident[0]); /* whom they could not save is not offered */
	for (size_t i = 0; i < n; i++)
		entry_row_clear(&due[i]);
	free(due);
	assert_int_equal(entry_row_for(f->st, &t.zhang, kind, day("2026-11-20"), t.resident[1], &one, &f->err), RC_DENIED);
	/* Taken away, one's own record of before is another's case as well. */
	OK(try_event(&mine, "talk", t.resident[0], talk, NULL));
	alter(f, "UPDATE case_holder SET answer = 'no'");
	REFUSED(undo_last(f->st, &t.zhang, &undone, &f->err), "access.case");
	assert_int_equal(number(f, "SELECT count(*) FROM talk WHERE voided_at IS NOT NULL"), 0);
	ids_clear(&ids);
	free(rec);
}

/* Rule 11.28: another's record is asked for, and the head's yes does it, of the record as it was then. */
static void the_head_s_yes_makes_void(void **state) {
	struct fixture *f = *state;
	const char *const pairs[] = {"occurred", "2026-11-20", "result", "neg", NULL};
	const struct event_def *tests = event_find_def("test");
	const struct actor head = f->actor;
	long long resident = add_resident(f, "甲", 101), test[2];
	struct ids waiting = {0};
	struct approval_news news;
	struct actor li;

	play(f, &li, "officer");
	add_order(f, resident, "detox", "2026-01-05", "2026-01-10");
	for (int i = 0; i < 2; i++)
		OK(try_event(f, "test", resident, pairs, &test[i]));
	for (int i = 0; i < 2; i++)
		for (int again = 0; again < 2; again++)
			REFUSED(record_void(f->st, &li, tests->entity, test[i], 1, "录错", &f->err), "approval.void");
	OK(approval_news(f->st, &head, &news, &f->err));
	assert_int_equal(news.waiting, 2);
	OK(approval_waiting(f->st, &head, &waiting, &f->err));
	assert_int_equal(waiting.n, 2);
	REFUSED(request_answer(f->st, &li, waiting.v[0], true, &f->err), "access.denied");
	OK(request_answer(f->st, &head, waiting.v[0], true, &f->err));
	assert_int_equal(number(f, "SELECT count(*) FROM drug_test WHERE voided_at IS NOT NULL"), 1);
	alter(f, "UPDATE drug_test SET seq = seq + 1000");
	REFUSED(request_answer(f->st, &head, waiting.v[1], true, &f->err), "approval.changed");
	OK(request_answer(f->st, &head, waiting.v[1], false, &f->err));
	assert_int_equal(number(f, "SELECT count(*) FROM drug_test WHERE voided_at IS NOT NULL"), 1);
	OK(approval_news(f->st, &li, &news, &f->err));
	assert_int_equal(news.answered, 2);
	ids_clear(&waiting);
}

/* ---- two people ---- */

enum step { USE_A, USE_B, ANSWER_A, ANSWER_B, ANSWER_C, ADD_B, ROLE_B, KEY_OF_B, TOGGLE_C, ROLE_C, KEY_OF_C, STEPS };
enum { ORDER = 5 };
struct pair {
	struct fixture *f;
	struct actor a, b, c;
	long long sealed, tried, used;
	bool key_b, key_c, asked_a, asked_b;
	sqlite3 *kept[ORDER];
};

static void copy(sqlite3 *to, sqlite3 *from) {
	sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");

	assert_non_null(b);
	assert_int_equal(sqlite3_backup_step(b, -1), SQLITE_DONE);
	sqlite3_backup_finish(b);
}

static void keep(struct pair *p, int depth, bool back) {
	sqlite3 *db;

	if (!p->kept[depth])
		assert_int_equal(sqlite3_open(":memory:", &p->kept[depth]), SQLITE_OK);
	assert_int_equal(sqlite3_open(p->f->db, &db), SQLITE_OK);
	sqlite3_exec(db, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
	if (back)
		copy(db, p->kept[depth]);
	else
		copy(p->kept[depth], db);
	sqlite3_close(db);
}

/* The head wang; li, an officer for long; a sealed file. */
static void make_pair(struct fixture *f, struct pair *p) {
	settings(f, "[time]\nahead_days = 400\n"); /* what is old by now is no doubtful clock */
	*p = (struct pair){.f = f, .a = f->actor, .sealed = add_resident(f, "甲", 101)};
	OK(seal_set(f->st, &f->actor, p->sealed, "死亡", &f->err));
	play(f, &p->c, "officer");
	p->b = (struct actor){.login = "b", .name = "b", .session = p->a.session, .source = "cli"};
	alter(f, "DROP TRIGGER audit_no_update; UPDATE audit SET time = time - 100 * 86400000;");
}

/* As they stand on record: whoever holds the login comes in as that. False: not at all. */
static bool in(struct pair *p, struct actor *who, const char *login) {
	struct officer o;
	bool yes = officer_find(p->f->st, &p->a, login, &o, &p->f->err) == RC_OK && !code_is(o.active, "no");

	who->role = yes && code_is(o.role, "head") ? "head" : "officer";
	entity_clear(&officer_def, &o);
	return yes;
}

static enum rc use(struct pair *p, const struct actor *who) {
	struct approval r;
	enum rc rc;

	entity_init(&approval_def, &r);
	r.resident.id = p->sealed;
	r.unit = mem_strdup("县公安局");
	r.document = mem_strdup("公函7号");
	r.article = mem_strdup("第136条");
	r.reason = mem_strdup("查询");
	rc = seal_open(p->f->st, who, &r, &p->f->err);
	entity_clear(&approval_def, &r);
	p->tried++;
	p->used += rc == RC_OK;
	return rc;
}

/* Used, or asked for the first time. */
static bool asks(struct pair *p, const struct actor *who, bool *asked) {
	bool fresh = use(p, who) != RC_OK && !*asked && strcmp(p->f->err.id, "approval.waits") == 0;

	*asked = *asked || fresh;
	return fresh;
}

static bool answer(struct pair *p, const struct actor *who) {
	struct ids ids = {0};
	bool any = false;

	if (approval_waiting(p->f->st, who, &ids, &p->f->err) == RC_OK)
		for (size_t i = 0; i < ids.n; i++)
			any = approval_decide(p->f->st, who, ids.v[i], true, &p->f->err) == RC_OK || any;
	ids_clear(&ids);
	return any;
}

static bool change(struct pair *p, const char *login, bool role) {
	struct fixture *f = p->f;
	struct officer o;
	bool found = officer_find(f->st, &p->a, login, &o, &f->err) == RC_OK;

	if (found && role)
		o.role = code_of(code_is(o.role, "head") ? "officer" : "head");
	else if (found)
		o.active = code_of(code_is(o.active, "no") ? "yes" : "no");
	if (found)
		OK(officer_save(f->st, &p->a, &o, &f->err));
	entity_clear(&officer_def, &o);
	return found;
}

static bool add_b(struct pair *p) {
	struct officer o;
	bool made;

	entity_init(&officer_def, &o);
	o.login = mem_strdup("b");
	o.name = mem_strdup("b");
	o.role = code_of("officer");
	made = officer_save(p->f->st, &p->a, &o, &p->f->err) == RC_OK;
	if (made)
		p->b.officer = o.rec.id;
	entity_clear(&officer_def, &o);
	return made;
}

/* Did the step change anything? What did not leads nowhere a shorter order does not. */
static bool take(struct pair *p, enum step s) {
	struct fixture *f = p->f;
	bool b = in(p, &p->b, "b"), c = in(p, &p->c, "officer");

	switch (s) {
	case USE_A:
		return asks(p, &p->a, &p->asked_a);
	case USE_B:
		return b && asks(p, &p->b, &p->asked_b);
	case ANSWER_A:
		return answer(p, &p->a);
	case ANSWER_B:
		return b && answer(p, &p->b);
	case ANSWER_C: /* li answers by li's own will, unless the key is another's now */
		return c && p->key_c && answer(p, &p->c);
	case ADD_B:
		return add_b(p);
	case ROLE_B:
		return change(p, "b", true);
	case KEY_OF_B:
		return b && !p->key_b && officer_add_key(f->st, &p->a, p->b.officer, KEY_A, true, NULL, &f->err) == RC_OK;
	case TOGGLE_C:
		return change(p, "officer", false);
	case ROLE_C:
		return change(p, "officer", true);
	case KEY_OF_C:
		return !p->key_c && officer_add_key(f->st, &p->a, p->c.officer, KEY_B, true, NULL, &f->err) == RC_OK;
	case STEPS:
		break;
	}
	return false;
}

static void walk(struct pair *p, int left) {
	struct pair at = *p;

	keep(p, left - 1, false);
	at = *p;
	for (int s = 0; s < (left == 1 ? ANSWER_A : STEPS); s++) {
		long long tried = p->tried, used = p->used;
		bool changed = take(p, (enum step)s);

		p->key_b = at.key_b || (changed && s == KEY_OF_B);
		p->key_c = at.key_c || (changed && s == KEY_OF_C);
		if (changed && left > 1)
			walk(p, left - 1);
		if (changed)
			keep(p, left - 1, true);
		tried = p->tried, used = p->used;
		memcpy(at.kept, p->kept, sizeof at.kept);
		*p = at;
		p->tried = tried;
		p->used = used;
	}
}

/* Rule 11.27: every order of five steps by one person, who holds the logins whose key they set. */
static void nobody_is_two_people(void **state) {
	struct fixture *f = *state;
	struct pair p;

	make_pair(f, &p);
	walk(&p, ORDER);
	assert_int_equal(p.used, 0);
	assert_true(p.tried > 500);
	/* And two are: what is asked of li, who has been here for long, is done by li's yes. */
	assert_int_equal(use(&p, &p.a), RC_DENIED);
	assert_true(answer(&p, &p.c));
	OK(use(&p, &p.a));
	for (int i = 0; i < ORDER; i++)
		sqlite3_close(p.kept[i]);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(every_action_after_every_change), STATION_TEST(nobody_makes_a_case_their_own),
		STATION_TEST(what_is_of_many_leaves_out_others),
		STATION_TEST(the_head_s_yes_makes_void), STATION_TEST(nobody_is_two_people),
	};

	tr_set_lang(LANG_EN);
	return cmocka_run_group_tests_name("model: rights", tests, NULL, NULL);
}
