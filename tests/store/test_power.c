/* SPDX-License-Identifier: MIT
 * Power cuts, enumerated: every sequence of two use cases that write, and at each of their sync points every state the disk
 * may be left in: what was not synced kept, dropped, cut off at each write, torn in it, and reordered (one write missing,
 * one alone, the last ones alone). Each image is recovered (one in 16 by the program's own opening) and must then be, byte for byte, the
 * file before the action or the one after it; once the action was acknowledged, the one after. A power cut amid that
 * recovery is one more round of the same (rules 12.1, 12.2).
 *
 *	test_power [--depth N] [--first CASE]
 *
 * --depth 3 takes every sequence of three, as make soak does, a process for each first use case.
 */
#include "store/disk.h"
#include "store/station.h"

#include "made.h"
#include "exchange/import/plan.h"
#include "model/access/session.h"
#include "model/person/undo.h"
#include "model/report/sent.h"
#include "model/team/team.h"
#include "store/change.h"
#include "store/schema.h"
#include "store/store.h"

enum { ROUNDS = 3, STATES = 5, OPENED_EACH = 16, SEEN = 1 << 22 };

static struct {
	struct fixture *f;
	long long edited, tested, suspended[ROUNDS], order[ROUNDS], dead[ROUNDS], opened[ROUNDS], asked[ROUNDS], talk[ROUNDS];
	struct other {
		const char *login, *name;
		struct station *st;
		struct actor actor;
	} li, zhao;
	char csv[ROUNDS][128];
} town = {.li = {.login = "li", .name = "李干事"}, .zhao = {.login = "zhao", .name = "赵干事"}};

static int first_case = -1;
static long depth = MADE_SHARE > 1 ? 1 : 2;
static struct {
	long long images, distinct, opened, lost, third, in_recovery, actions;
} sum;
static unsigned long long *seen;

/* ---- the use cases; `n`: how often this one was done before in the sequence ---- */

static void add_person(struct fixture *f, int n) { add_resident(f, "新来", 500 + n); }

static void edit_person(struct fixture *f, int n) {
	struct resident r;

	OK(resident_get(f->st, &f->actor, town.edited, &r, &f->err));
	free(r.note);
	r.note = mem_printf("第%d次更正", n + 1);
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	entity_clear(&resident_def, &r);
}

static void add_test(struct fixture *f, int n) {
	static const char *const days[ROUNDS] = {"2026-11-02", "2026-11-09", "2026-11-16"};

	add_event(f, "test", town.tested, PAIRS("occurred", days[n], "result", "neg", "tester", "王干事", "tester2", "刘民警"));
}

static void void_talk(struct fixture *f, int n) { void_event(f, "talk", town.talk[n]); }

static void suspend(struct fixture *f, int n) {
	struct treatment_order o;

	OK(order_current(f->st, &f->actor, town.suspended[n], &o, &f->err));
	OK(set_state(f->st, &f->actor, o.rec.id, o.rec.ver, "suspended", day("2026-11-10"), "住院", "中字1号", &f->err));
	entity_clear(&order_def, &o);
}

static void import(struct fixture *f, int n) {
	struct plan_options o = {.path = town.csv[n], .at_once = true};
	struct plan *p = NULL;

	OK(plan_make(&p, f->st, &f->actor, &o, &f->err));
	assert_true(plan_is_applied(p));
	assert_int_equal(plan_counts(p)->n_new, 3);
	plan_free(p);
}

static void hand_over(struct fixture *f, int n) {
	static const char *const days[ROUNDS] = {"2026-12-01", "2026-12-03", "2026-12-05"};
	struct handover h = {.from = n % 2 ? "陈民警" : "刘民警", .to = n % 2 ? "刘民警" : "陈民警", .day = day(days[n])};
	struct handover_items items = {0};

	OK(handover_apply(f->st, &f->actor, &h, &items, &f->err));
	handover_clear(&items);
}

static void seal(struct fixture *f, int n) {
	OK(seal_set(f->st, &f->actor, town.dead[n], "死亡", &f->err));
}

static void open_sealed(struct fixture *f, int n) {
	long long request;

	OK(station_unseal(f->st, &f->actor, town.opened[n], &request, &f->err));
}

static void answer(struct fixture *f, int n) {
	OK(approval_decide(town.zhao.st, &town.zhao.actor, town.asked[n], true, &f->err));
}

static void log_in(struct fixture *f, int n) {
	OK(session_begin(f->st, &f->actor, 4000 + n, "boot", "none", &f->err));
	OK(session_end(f->st, &f->actor, "left", &f->err));
}

static void send_month(struct fixture *f, int n) {
	static const char *const months[ROUNDS] = {"2026-10-01", "2026-09-01", "2026-08-01"};

	send_report_of(f, day(months[n]));
}

static void undo(struct fixture *f, int n) { /* of another officer, whose last changes are talks */
	struct undone undone;

	OK(undo_last(town.li.st, &town.li.actor, &undone, &f->err));
}

static const struct use_case {
	const char *name;
	void (*run)(struct fixture *f, int n);
	int more; /* transactions than the one of a use case */
} cases[] = {
	{"add a person", add_person, 0}, {"edit", edit_person, 0}, {"add a test", add_test, 0}, {"void", void_talk, 0},
	{"suspend", suspend, 0}, {"import", import, 0}, {"hand over", hand_over, 0}, {"seal", seal, 0},
	{"open a sealed file", open_sealed, 0}, {"answer", answer, 0}, {"log in and out", log_in, 1},
	{"send a month", send_month, 0}, {"undo", undo, 0},
};
enum { CASES = sizeof cases / sizeof *cases };

/* ---- the town ---- */

static struct other *const others[] = {&town.li, &town.zhao};

static void open_town(void) {
	struct fixture *f = town.f;
	struct station_options opt = {.db = f->db};

	OK(station_open(&f->st, &opt, &f->err));
	OK(station_actor(f->st, "wang", "cli", &f->actor, &f->err));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		OK(station_open(&others[i]->st, &opt, &f->err));
		OK(station_actor(others[i]->st, others[i]->login, "cli", &others[i]->actor, &f->err));
	}
}

static void close_town(void) {
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		station_close(others[i]->st);
	station_close(town.f->st);
	town.f->st = NULL;
}

static long long one_of(const char *name, int number, const char *control) {
	struct fixture *f = town.f;
	long long id = add_resident(f, name, number);

	if (!control) {
		add_order(f, id, "detox", "2026-03-01", "2026-03-03");
	} else {
		struct resident r;

		OK(resident_get(f->st, &f->actor, id, &r, &f->err));
		r.control = code_of(control);
		OK(resident_save(f->st, &f->actor, &r, &f->err));
		entity_clear(&resident_def, &r);
	}
	return id;
}

static void add_helper(long long team, const char *name) {
	struct fixture *f = town.f;
	struct team_member m;
	struct contact k;

	entity_init(&member_def, &m);
	entity_init(&contact_def, &k);
	m.team.id = team;
	m.role = code_of("police");
	m.since = day("2026-01-01");
	k.name = mem_strdup(name);
	OK(member_save_with(f->st, &f->actor, &m, &k, &f->err));
	entity_clear(&member_def, &m);
	entity_clear(&contact_def, &k);
}

static void add_team(void) {
	struct fixture *f = town.f;
	struct help_team t;
	struct resident r;
	long long member;

	entity_init(&team_def, &t);
	t.name = mem_strdup("第1小组");
	OK(team_save(f->st, &f->actor, &t, &f->err));
	add_helper(t.rec.id, "刘民警");
	add_helper(t.rec.id, "陈民警");
	OK(resident_get(f->st, &f->actor, town.tested, &r, &f->err));
	r.team.id = t.rec.id;
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	OK(duty_member_named(f->st, &f->actor, town.tested, "刘民警", clock_today(), &member, &f->err));
	OK(duty_set(f->st, &f->actor, town.tested, code_of("testing"), member, day("2026-11-22"), &f->err));
	entity_clear(&resident_def, &r);
	entity_clear(&team_def, &t);
}

static void make_csv(int n) {
	struct fixture *f = town.f;
	struct str text = {0};

	snprintf(town.csv[n], sizeof town.csv[n], "%s/%d.csv", f->dir, n);
	str_add(&text, "姓名,身份证号,人员类别,决定日期,报到日期\n");
	for (int i = 0; i < 3; i++) {
		char number[IDNO_LEN + 1];

		snprintf(number, sizeof number, "99010119850315%03d", 600 + 3 * n + i);
		str_addf(&text, "导入%d,%s,社区戒毒,2026-05-01,2026-05-03\n", i, id_number(number));
	}
	OK(file_write_new(town.csv[n], text.s, text.n, &f->err));
	str_clear(&text);
}

static void make_town(void **state) {
	struct fixture *f;
	long long kept[ROUNDS], request;

	station_setup(state);
	f = town.f = *state;
	station_began(f, "2026-03-01");
	settings(f, "[access]\nsecond_days = 0\n"); /* all are new here */
	station_close(f->st);
	disk_install();
	{
		struct station_options opt = {.db = f->db};

		OK(station_open(&f->st, &opt, &f->err));
		OK(station_actor(f->st, "wang", "cli", &f->actor, &f->err));
	}
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		station_officer(f, others[i]->login, others[i]->name, "officer");
	town.edited = one_of("更正", 100, NULL);
	town.tested = one_of("检测", 101, NULL);
	for (int i = 0; i < ROUNDS; i++) {
		char name[16];

		snprintf(name, sizeof name, "丙%d", i);
		town.suspended[i] = one_of(name, 110 + i, NULL);
		town.dead[i] = one_of(name, 120 + i, "03");
		town.opened[i] = one_of(name, 130 + i, "03");
		kept[i] = one_of(name, 140 + i, "03");
		town.talk[i] = add_event(f, "talk", town.edited, PAIRS("occurred", i ? "2026-11-03" : "2026-11-04", "content", name));
		OK(seal_set(f->st, &f->actor, town.opened[i], "死亡", &f->err));
		OK(seal_set(f->st, &f->actor, kept[i], "死亡", &f->err));
		make_csv(i);
	}
	add_team();
	station_close(f->st);
	open_town();
	for (int i = 0; i < ROUNDS; i++) {
		struct fixture as_li = *f;
		static const char *const days[ROUNDS] = {"2026-11-05", "2026-11-06", "2026-11-07"};

		as_li.st = town.li.st;
		as_li.actor = town.li.actor;
		assert_int_equal(station_unseal(f->st, &f->actor, town.opened[i], &request, &f->err), RC_DENIED);
		OK(approval_decide(town.zhao.st, &town.zhao.actor, request, true, &f->err));
		assert_int_equal(station_unseal(f->st, &f->actor, kept[i], &town.asked[i], &f->err), RC_DENIED);
		add_event(&as_li, "talk", town.tested, PAIRS("occurred", days[i], "content", "近况"));
	}
	close_town();
	disk_settle();
}

/* ---- power cuts ---- */

/* One action as the disk saw it. */
struct cut {
	const char *name;
	struct disk state[STATES]; /* before it, and after each of its transactions */
	int states;
	struct disk_op *ops;
	size_t n;
	bool recovery;
};

/* A transaction has ended where its journal is cut off, or goes. */
static void take_states(struct cut *c, const struct disk *before) {
	struct disk d = {.count = 0};

	disk_copy(&d, before);
	disk_copy(&c->state[c->states++], &d);
	for (size_t i = 0; i < c->n; i++) {
		disk_do(&d, &c->ops[i], DISK_WHOLE);
		if ((c->ops[i].kind == DISK_TRUNCATE || c->ops[i].kind == DISK_DELETE) && c->ops[i].file != 0) {
			assert_in_range(c->states, 1, STATES - 1);
			disk_copy(&c->state[c->states++], &d);
		}
	}
	disk_free(&d);
}

static void take_log(struct cut *c) {
	const struct disk_op *ops = disk_log(&c->n);

	c->ops = mem_zalloc(c->n + 1, sizeof *c->ops);
	for (size_t i = 0; i < c->n; i++) {
		c->ops[i] = ops[i];
		if (ops[i].bytes) {
			c->ops[i].bytes = mem_zalloc(1, ops[i].n);
			memcpy(c->ops[i].bytes, ops[i].bytes, ops[i].n);
		}
	}
}

static void cut_free(struct cut *c) {
	for (size_t i = 0; i < c->n; i++)
		free(c->ops[i].bytes);
	free(c->ops);
	for (int i = 0; i < c->states; i++)
		disk_free(&c->state[i]);
}

/* Was this image looked at already, with the same demand? */
static bool is_new(unsigned long long hash) {
	size_t at = (size_t)(hash % SEEN);

	while (seen[at] && seen[at] != hash)
		at = (at + 1) % SEEN;
	if (seen[at])
		return false;
	seen[at] = hash;
	return true;
}

static void cuts(const struct cut *c, const struct disk *from);

/* The first read recovers, whoever does it; one in so many images is opened as the program opens its file. */
static bool recovers(bool as_program) {
	struct store_options opt = {.migrations = schema_migrations, .migration_count = schema_migration_count};
	struct store *s = NULL;
	struct err err = {0};
	sqlite3 *db = NULL;
	bool good;

	if (as_program) {
		good = store_open(&s, town.f->db, &opt, &err) == RC_OK;
		store_close(s);
		sum.opened++;
		return good;
	}
	good = sqlite3_open_v2(town.f->db, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
	       sqlite3_exec(db, "PRAGMA application_id", NULL, NULL, NULL) == SQLITE_OK;
	sqlite3_close(db);
	return good;
}

static void look_at(const struct cut *c, const struct disk *image, bool acknowledged, bool deep) {
	struct cut again = {.name = c->name, .recovery = true};
	int as;

	sum.images++;
	if (!is_new(disk_hash(image) * 2 + acknowledged + (unsigned long long)c->recovery))
		return;
	sum.distinct++;
	sum.in_recovery += c->recovery;
	disk_load(image);
	if (!recovers(deep || sum.distinct % OPENED_EACH == 0)) {
		sum.third++;
		return;
	}
	for (as = c->states - 1; as >= 0 && !disk_same_file(disk_live(), &c->state[as], 0); as--)
		continue;
	sum.lost += acknowledged && as < c->states - 1;
	sum.third += as < 0;
	if (deep && !c->recovery && as >= 0)
		take_log(&again);
	if (again.n > 0) {
		struct disk found = {.count = 0};

		disk_copy(&found, image);
		again.states = 1;
		disk_copy(&again.state[0], &c->state[as]);
		cuts(&again, &found);
		disk_free(&found);
	}
	cut_free(&again);
}

/* The image where of the pending writes those from..to are there but `without`, and half of `torn`; size_t -1: none. */
static void image(const struct cut *c, const struct disk *durable, const size_t *pending, size_t from, size_t to, size_t without,
                  size_t torn, bool acknowledged, bool deep) {
	static struct disk made[2];
	struct disk *d = &made[c->recovery];

	disk_copy(d, durable);
	for (size_t i = from; i < to; i++)
		if (i != without)
			disk_do(d, &c->ops[pending[i]], DISK_WHOLE);
	if (torn != (size_t)-1 && c->ops[pending[torn]].kind == DISK_WRITE)
		disk_do(d, &c->ops[pending[torn]], (int)(c->ops[pending[torn]].n / 2));
	look_at(c, d, acknowledged, deep);
}

static void at_sync(const struct cut *c, const struct disk *durable, const size_t *pending, size_t n, bool acknowledged) {
	const size_t none = (size_t)-1;

	image(c, durable, pending, 0, 0, none, none, acknowledged, false);
	for (size_t i = 0; i < n; i++) {
		image(c, durable, pending, 0, i + 1, none, none, acknowledged, i + 1 == n); /* cut off behind it */
		image(c, durable, pending, 0, i, none, i, acknowledged, false);             /* in it */
		image(c, durable, pending, 0, n, i, none, acknowledged, false);             /* it alone missing */
		image(c, durable, pending, i, i + 1, none, none, acknowledged, false);      /* it alone there */
		image(c, durable, pending, i, n, none, none, acknowledged, false);          /* the last ones there */
		image(c, durable, pending, 0, n, i, i, acknowledged, false);                /* it torn, all others there */
	}
}

/* From: what stood on the disk, synced. */
static void cuts(const struct cut *c, const struct disk *from) {
	struct disk durable = {.count = 0};
	size_t *pending = mem_zalloc(c->n + 1, sizeof *pending), n = 0;

	disk_copy(&durable, from);
	for (size_t i = 0; i < c->n; i++) {
		if (c->ops[i].kind != DISK_SYNC) {
			pending[n++] = i;
			continue;
		}
		at_sync(c, &durable, pending, n, false);
		size_t left = 0;

		for (size_t k = 0; k < n; k++)
			if (c->ops[pending[k]].file == c->ops[i].file)
				disk_do(&durable, &c->ops[pending[k]], DISK_WHOLE);
			else
				pending[left++] = pending[k];
		n = left;
	}
	at_sync(c, &durable, pending, n, true);
	free(pending);
	disk_free(&durable);
}

/* ---- sequences ---- */

static void run(const struct use_case *u, int n, const struct disk *from, struct cut *c) {
	struct fixture *f = town.f;
	struct store_options opt = {.migrations = schema_migrations, .migration_count = schema_migration_count};
	struct store *s = NULL;
	long long rows;

	*c = (struct cut){.name = u->name};
	disk_load(from);
	open_town();
	disk_settle();
	u->run(f, n);
	take_log(c);
	take_states(c, from);
	close_town();
	disk_load(&c->state[c->states - 1]);
	OK(store_open(&s, f->db, &opt, &f->err));
	OK(store_check(s, &f->err));
	OK(audit_verify(s, &rows, &f->err));
	store_close(s);
	if (c->states != 2 + u->more || disk_same_file(&c->state[0], &c->state[c->states - 1], 0))
		fail_msg("%s: nothing was written, or in %d transactions", u->name, c->states - 1);
}

static void sequences(const struct disk *from, long left, int *done) {
	for (int i = 0; i < CASES; i++) {
		struct cut c;

		if (left == depth && first_case >= 0 && i != first_case)
			continue;

		run(&cases[i], done[i], from, &c);
		sum.actions++;
		cuts(&c, from);
		if (sum.lost || sum.third)
			fail_msg("%s, %ld before the end of its sequence: %lld lost, %lld neither before nor after", c.name, left - 1,
			         sum.lost, sum.third);
		done[i]++;
		if (left > 1)
			sequences(&c.state[c.states - 1], left - 1, done);
		done[i]--;
		cut_free(&c);
	}
}

static struct disk origin;

static void every_sequence_is_whole(void **state) { /* rule 12.1 */
	int done[CASES] = {0};

	sequences(&origin, depth, done);
	print_message("%lld actions in sequences of %ld: %lld images, %lld distinct (%lld of a cut in recovery, %lld opened by the"
	              " program), 0 lost\n",
	              sum.actions, depth, sum.images, sum.distinct, sum.in_recovery, sum.opened);
}

/* The test of the test: where the machine is not asked to sync, saves are lost and it is seen. */
static void a_lie_is_seen(enum disk_lie lie) {
	struct cut c;

	sum.lost = sum.third = 0;
	disk_lie(lie);
	run(&cases[1], 0, &origin, &c);
	disk_lie(DISK_HONEST);
	cuts(&c, &origin);
	assert_true(sum.lost > 0);
	cut_free(&c);
	sum.lost = sum.third = 0;
}

static void synchronous_off_is_seen(void **state) { a_lie_is_seen(DISK_NEVER_SYNCED); }

static void an_unsynced_end_of_the_journal_is_seen(void **state) {
	a_lie_is_seen(DISK_END_UNSYNCED);
}

static int setup(void **state) {
	seen = mem_zalloc(SEEN, sizeof *seen);
	make_town(state);
	disk_copy(&origin, disk_live());
	return 0;
}

static int teardown(void **state) {
	for (int i = 0; i < ROUNDS; i++)
		unlink(town.csv[i]);
	disk_free(&origin);
	free(seen);
	return station_teardown(state);
}

int main(int argc, char **argv) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(synchronous_off_is_seen), cmocka_unit_test(an_unsynced_end_of_the_journal_is_seen),
		cmocka_unit_test(every_sequence_is_whole),
	};

	for (int i = 1; i + 1 < argc; i += 2) {
		if (strcmp(argv[i], "--depth") == 0)
			depth = strtol(argv[i + 1], NULL, 10);
		else
			first_case = (int)strtol(argv[i + 1], NULL, 10);
	}
	return cmocka_run_group_tests_name("store: power cuts", tests, setup, teardown);
}
