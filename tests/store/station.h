/* For tests of the model's use cases: a station in a folder of its own, one officer, made-up people.
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_STORE_STATION_H
#define TESTS_STORE_STATION_H

#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/file.h"
#include "model/access/officer.h"
#include "model/event/event.h"
#include "model/ledger/ledgers.h"
#include "model/order/order.h"
#include "model/order/transition.h"
#include "model/person/place.h"
#include "model/person/resident.h"
#include "model/person/seal.h"
#include "model/report/sent.h"
#include "model/rules/worklist.h"
#include "model/station/station.h"
#include "model/station/usecase_db.h"
#include "texts.h"

/* What a program keeps beside these in its fixture it defines before including this. */
#ifndef FIXTURE_MORE
#define FIXTURE_MORE
#endif
struct fixture {
	char dir[64], db[96];
	struct station *st;
	struct actor actor;
	struct err err;
	FIXTURE_MORE
};

#define OK(call) \
	do { \
		enum rc rc_ = (call); \
		if (rc_ != RC_OK) \
			fail_msg("%s: %s", #call, f->err.text); \
	} while (0)
/* Refused, with the sentence of this id. */
#define REFUSED(call, id_) \
	do { \
		assert_int_not_equal((call), RC_OK); \
		assert_string_equal(f->err.id, id_); \
	} while (0)

/* As station_init makes it: once in a program, then written again. */
static inline void station_files(struct fixture *f, const struct station_options *opt) {
	static struct str made[2];
	char ini[sizeof f->db];

	snprintf(ini, sizeof ini, "%s/s.ini", f->dir);
	if (made[0].n == 0) {
		OK(station_init(opt, "示范镇", "wang", "王干事", &f->err));
		OK(file_read(f->db, 1 << 24, &made[0], &f->err));
		OK(file_read(ini, 1 << 16, &made[1], &f->err));
		return;
	}
	OK(file_write_new(f->db, made[0].s, made[0].n, &f->err));
	OK(file_write_new(ini, made[1].s, made[1].n, &f->err));
}

/* A second hand at the station, of this officer; whoever opened it closes it. */
static inline struct fixture open_as(struct fixture *f, const char *login) {
	struct station_options opt = {.db = f->db};
	struct fixture other = *f;

	OK(station_open(&other.st, &opt, &f->err));
	OK(station_actor(other.st, login, "cli", &other.actor, &f->err));
	return other;
}

#ifndef STATION_DAY
#define STATION_DAY "2026-11-22" /* the day it was made, and is */
#endif
static inline int station_setup(void **state) {
	struct fixture *f = mem_zalloc(1, sizeof *f);
	struct station_options opt = {.db = f->db};

	snprintf(f->dir, sizeof f->dir, "%s/wubao-model-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->db, sizeof f->db, "%s/s.db", f->dir);
	clock_set_today(day(STATION_DAY));
	station_files(f, &opt);
	*f = open_as(f, "wang");
	*state = f;
	return 0;
}

static inline int station_teardown(void **state) {
	struct fixture *f = *state;
	const char *const names[] = {"s.db", "s.ini", "s.db.lock", "s.db.session", "s.db-journal",
	                             "drafts.db", "drafts.db.lock", "drafts.db-journal", "audit.room"};

	station_close(f->st);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char path[160];

		snprintf(path, sizeof path, "%s/%s", f->dir, names[i]);
		unlink(path);
	}
	assert_int_equal(rmdir(f->dir), 0);
	free(f);
	return 0;
}

/* The station closed, and opened again. */
static inline void reopen(struct fixture *f) {
	station_close(f->st);
	*f = open_as(f, "wang");
}

/* These settings from the next time it is opened; and opened again with them. */
static inline void put_settings(struct fixture *f, const char *text) {
	char ini[sizeof f->db];
	FILE *out;

	snprintf(ini, sizeof ini, "%s/s.ini", f->dir);
	out = fopen(ini, "w");
	assert_non_null(out);
	fputs(text, out);
	fclose(out);
}
static inline void settings(struct fixture *f, const char *text) {
	put_settings(f, text);
	reopen(f);
}

/* An officer, added by who acts; the id. */
static inline long long station_officer(struct fixture *f, const char *login, const char *name, const char *role) {
	struct officer o;
	long long id;

	entity_init(&officer_def, &o);
	o.login = mem_strdup(login);
	o.name = mem_strdup(name);
	o.role = code_of(role);
	OK(officer_save(f->st, &f->actor, &o, &f->err));
	id = o.rec.id;
	entity_clear(&officer_def, &o);
	return id;
}

/* a becomes an officer of this role, who is made here: an actor whose role is not the officer's is refused. */
static inline void play(struct fixture *f, struct actor *a, const char *role) {
	const struct actor head = {.officer = 1, .login = "wang", .name = "王干事", .role = "head", .session = f->actor.session,
	                           .source = "cli"};
	struct officer o;

	entity_init(&officer_def, &o);
	o.login = mem_strdup(role);
	o.name = mem_strdup(role);
	o.role = code_of(role);
	OK(officer_save(f->st, &head, &o, &f->err));
	*a = (struct actor){.officer = o.rec.id, .login = role, .name = role, .role = role, .session = head.session,
	                    .source = "cli"};
	entity_clear(&officer_def, &o);
}
#define STATION_TEST(f) cmocka_unit_test_setup_teardown(f, station_setup, station_teardown)

/* Where a test leaves files in the folder: all goes. */
static inline int station_remove_below(const char *path, const struct stat *at, int kind, struct FTW *w) {
	return w->level == 0 ? 0 : remove(path);
}
static inline int station_teardown_all(void **state) {
	struct fixture *f = *state;
	char dir[64];

	memcpy(dir, f->dir, sizeof dir);
	assert_int_equal(nftw(dir, station_remove_below, 8, FTW_DEPTH | FTW_PHYS), 0);
	return station_teardown(state);
}

/* On a second connection, which knows none of our rules: the number a query answers, and a change. */
static inline long long number(struct fixture *f, const char *query) {
	sqlite3 *db;
	sqlite3_stmt *q;
	long long n;

	assert_int_equal(sqlite3_open_v2(f->db, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, query, -1, &q, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	n = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	sqlite3_close(db);
	return n;
}

static inline void alter(struct fixture *f, const char *text) {
	sqlite3 *db;
	char *message = NULL;

	assert_int_equal(sqlite3_open(f->db, &db), SQLITE_OK);
	if (sqlite3_exec(db, text, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", text, message);
	sqlite3_close(db);
}

/* The same, as if the records had been saved so: each that no longer fits is proved anew. */
static inline void alter_saved(struct fixture *f, const char *text) {
	const struct actor by = f->actor;
	struct change c;

	alter(f, text);
	OK(change_begin(&c, f->st->store, &by, "test.saved", &f->err));
	for (size_t k = 0; entity_at(k); k++) {
		char *ids = mem_printf("SELECT id FROM \"%s\"", entity_at(k)->name);
		char *set = mem_printf("UPDATE \"%s\" SET seq = ? WHERE id = ?", entity_at(k)->name);
		struct ids all;
		void *rec = mem_zalloc(1, entity_at(k)->size);

		memset(&all, 0, sizeof all);
		OK(query_ids(f->st->store, &all, &f->err, ids));
		for (size_t i = 0; i < all.n; i++) {
			OK(record_load(f->st->store, entity_at(k), all.v[i], rec, &f->err));
			if (((struct record *)rec)->damaged) {
				OK(query_run(f->st->store, &f->err, set, c.seq, all.v[i]));
				change_wrote(&c, entity_at(k), all.v[i]);
			}
			entity_clear(entity_at(k), rec);
		}
		ids_clear(&all);
		free(rec);
		free(ids);
		free(set);
	}
	OK(change_close(&c, RC_OK, NULL, NULL, &f->err));
}

/* The station counts from this day, as if it had been made then: what ended before without a record is old (rule 4.23). */
static inline void station_began(struct fixture *f, const char *on) {
	char sql[100];

	snprintf(sql, sizeof sql, "UPDATE setting SET value = '%s' WHERE key = 'station.began'", on);
	alter(f, sql);
}

/* A person with a number that cannot exist outside the tests, with its right check digit. */
static inline long long add_resident(struct fixture *f, const char *name, int sequence) {
	char number[IDNO_LEN + 1];
	struct resident r;
	long long id;

	snprintf(number, sizeof number, "99010119850315%03d", sequence);
	entity_init(&resident_def, &r);
	r.name = mem_strdup(name);
	r.id_no = mem_strdup(id_number(number));
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	id = r.rec.id;
	entity_clear(&resident_def, &r);
	return id;
}

/* A village. */
static inline long long add_place(struct fixture *f, const char *name) {
	struct place p;
	long long id;

	entity_init(&place_def, &p);
	p.name = mem_strdup(name);
	OK(place_save(f->st, &f->actor, &p, &f->err));
	id = p.rec.id;
	entity_clear(&place_def, &p);
	return id;
}

/* The month's report as it stands is sent. */
static inline void send_report_of(struct fixture *f, struct date first) {
	struct sent before, next;
	struct report r;

	OK(report_make(f->st, &f->actor, first, date_month_end(first), &r, &f->err));
	OK(sent_draft(f->st, &f->actor, &r, &before, &next, &f->err));
	OK(sent_send(f->st, &f->actor, &next, NULL, &f->err));
	sent_clear(&before);
	sent_clear(&next);
	report_clear(&r);
}

/* What is due, made anew, is what stood there. */
static inline void due_is_fresh(struct fixture *f) {
	long long differs = -1;

	OK(due_rebuild(f->st, &f->actor, &differs, &f->err));
	assert_int_equal(differs, 0);
}

/* order_set_state as a test says it; of an ending for another reason, of a move to another county. */
static inline enum rc set_state(struct station *st, const struct actor *a, long long order, long long ver, const char *to,
                                struct date since, const char *reason, const char *document, struct err *err) {
	const struct transition_ask ask = {
		.to = code_of(to), .since = since, .reason = reason, .document = document, .cause = code_of("other"),
		.moved_to = "邻县", .papers_sent = DATE_NONE, .receipt = DATE_NONE};

	return order_set_state(st, a, order, ver, &ask, err);
}

static inline long long add_order(struct fixture *f, long long resident, const char *kind, const char *ordered,
                                  const char *reported) {
	struct treatment_order o;
	long long id;

	entity_init(&order_def, &o);
	o.resident.id = resident;
	o.kind = code_of(kind);
	o.ordered = day(ordered);
	o.reported = reported ? day(reported) : DATE_NONE;
	OK(order_save(f->st, &f->actor, &o, &f->err));
	id = o.rec.id;
	entity_clear(&order_def, &o);
	return id;
}

/* A sealed file is to be opened, with all papers; *request: what it waits for. */
static inline enum rc station_unseal(struct station *st, const struct actor *a, long long resident, long long *request,
                                     struct err *err) {
	struct approval ask;
	enum rc rc;

	entity_init(&approval_def, &ask);
	ask.resident.id = resident;
	ask.reason = mem_strdup("办理抚恤");
	ask.unit = mem_strdup("县民政局");
	ask.document = mem_strdup("民函1号");
	ask.article = mem_strdup("第六十二条");
	rc = seal_open(st, a, &ask, err);
	*request = ask.rec.id;
	entity_clear(&approval_def, &ask);
	return rc;
}

/* An event of any register: pairs of field name and value as a file or a person writes them, ended by NULL. */
static inline enum rc try_event(struct fixture *f, const char *reg, long long resident, const char *const *pairs,
                                long long *id) {
	const struct event_def *def = event_find_def(reg);
	struct event *e = mem_zalloc(1, def->entity->size);
	enum rc rc = RC_OK;

	entity_init(def->entity, e);
	e->resident.id = resident;
	for (size_t i = 0; pairs[i] && rc == RC_OK; i += 2) {
		const struct field_def *field = entity_field(def->entity, pairs[i]);

		if (!field)
			fail_msg("%s has no %s", reg, pairs[i]);
		rc = field_parse(field, e, pairs[i + 1], station_env(f->st), &f->err);
	}
	if (rc == RC_OK)
		rc = event_save(f->st, &f->actor, def, e, &f->err);
	if (id)
		*id = e->rec.id;
	entity_clear(def->entity, e);
	free(e);
	return rc;
}
#define PAIRS(...) ((const char *const[]){__VA_ARGS__, NULL})
static inline long long add_event(struct fixture *f, const char *reg, long long resident, const char *const *pairs) {
	long long id = 0;

	OK(try_event(f, reg, resident, pairs, &id));
	return id;
}
/* People with an order and so many talks each, numbered through in their summaries: 话0001. */
static inline void add_talkers(struct fixture *f, int people, int talks) {
	for (int i = 0; i < people; i++) {
		char name[24], summary[24];
		long long who;

		snprintf(name, sizeof name, "试%02d", i);
		who = add_resident(f, name, 40 + i);
		add_order(f, who, "detox", "2026-03-01", "2026-03-05");
		for (int k = 0; k < talks; k++) {
			snprintf(summary, sizeof summary, "话%04d", i * talks + k + 1);
			add_event(f, "talk", who, PAIRS("occurred", "2026-10-12", "channel", "face", "talker", "王干事",
			                                "summary", summary));
		}
	}
}
/* A session and a round, each the first of the station: what attendances and lines of rounds refer to. */
static inline void add_gatherings(struct fixture *f) {
	struct activity a;
	struct check_round r;

	entity_init(&activity_def, &a);
	a.occurred = day("2026-10-13");
	a.kind = code_of(code_item_at(&codes_activity, 0)->code);
	a.title = mem_strdup("法律课");
	OK(ledger_save(f->st, &f->actor, ledger_find_def("session"), &a, &f->err));
	entity_init(&round_def, &r);
	r.since = day("2026-10-01");
	r.kind = code_of(code_item_at(&codes_round, 0)->code);
	r.title = mem_strdup("秋季核查");
	OK(ledger_save(f->st, &f->actor, ledger_find_def("round"), &r, &f->err));
	assert_true(a.rec.id == 1 && r.rec.id == 1);
	entity_clear(&activity_def, &a);
	entity_clear(&round_def, &r);
}
/* Void it as it now stands. */
static inline void void_event(struct fixture *f, const char *reg, long long id) {
	const struct event_def *def = event_find_def(reg);
	struct event *e = mem_zalloc(1, def->entity->size);

	OK(event_get(f->st, &f->actor, def, id, e, &f->err));
	OK(event_void(f->st, &f->actor, def, id, e->rec.ver, "录入有误", &f->err));
	entity_clear(def->entity, e);
	free(e);
}

#endif
