/* For tests of the model's use cases: a station in a folder of its own, one officer, made-up people.
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_STORE_STATION_H
#define TESTS_STORE_STATION_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/idno.h"
#include "model/event/event.h"
#include "model/order/order.h"
#include "model/person/resident.h"
#include "model/station/station.h"

struct fixture {
	char dir[64], db[96];
	struct station *st;
	struct actor actor;
	struct err err;
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

static inline struct date day(const char *iso) {
	struct date d = DATE_NONE;

	assert_true(date_parse_iso(iso, &d));
	return d;
}

static inline int station_setup(void **state) {
	struct fixture *f = mem_zalloc(1, sizeof *f);
	struct station_options opt = {.db = f->db};

	snprintf(f->dir, sizeof f->dir, "%s/wubao-model-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->db, sizeof f->db, "%s/s.db", f->dir);
	clock_set_today(day("2026-11-22"));
	OK(station_init(&opt, "示范镇", "wang", "王干事", &f->err));
	OK(station_open(&f->st, &opt, &f->err));
	OK(station_actor(f->st, "wang", "cli", &f->actor, &f->err));
	*state = f;
	return 0;
}

static inline int station_teardown(void **state) {
	struct fixture *f = *state;
	const char *const names[] = {"s.db", "s.ini", "s.db.lock", "s.db.session", "s.db-journal",
	                             "drafts.db", "drafts.db.lock", "drafts.db-journal"};

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
#define STATION_TEST(f) cmocka_unit_test_setup_teardown(f, station_setup, station_teardown)

/* A person with a number that cannot exist outside the tests, with its right check digit. */
static inline long long add_resident(struct fixture *f, const char *name, int sequence) {
	char number[IDNO_LEN + 1];
	struct resident r;
	long long id;

	snprintf(number, sizeof number, "99010119850315%03d", sequence);
	number[17] = idno_check_digit(number);
	number[18] = '\0';
	entity_init(&resident_def, &r);
	r.name = mem_strdup(name);
	r.id_no = mem_strdup(number);
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	id = r.rec.id;
	entity_clear(&resident_def, &r);
	return id;
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
