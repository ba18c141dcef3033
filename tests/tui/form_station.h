/* A station of one officer and its forms, by keys only, in Chinese, on 80x24: what the tests of the forms share.
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_TUI_FORM_STATION_H
#define TESTS_TUI_FORM_STATION_H

#include "core/idno.h"
#include "model/entry/draft.h"
#include "model/event/drug_testing.h"
#include "model/order/order.h"
#include "model/person/resident.h"
#include "texts.h"
#include "tui/desk.h"

static inline int make_station(void **state) {
	new_station(state);
	join_station();
	return 0;
}

static inline struct pty *new_resident(void) {
	struct pty *p = start(NULL);

	tap(p, "r", "全部");
	tap(p, "8a", "身份证号");
	assert_in_field(p, "姓名");
	return p;
}

static inline size_t people(struct resident *first) {
	struct resident_query q = {0};
	struct ids ids = {0};
	struct err err = {0};
	size_t n;

	assert_int_equal(resident_list(st, &actor, &q, &ids, &err), RC_OK);
	n = ids.n;
	if (first && n > 0)
		assert_int_equal(resident_get(st, &actor, ids.v[0], first, &err), RC_OK);
	ids_clear(&ids);
	return n;
}

/* A person with an order reported in months ago, so that tests are due. */
static inline long long add_person(const char *name, const char *reported) {
	struct resident r;
	struct treatment_order o;
	struct err err = {0};
	long long id;

	entity_init(&resident_def, &r);
	r.name = mem_strdup(name);
	r.id_no = mem_strdup(id_number("99010119900307001"));
	r.phone = mem_strdup("13800005678");
	assert_int_equal(resident_save(st, &actor, &r, &err), RC_OK);
	id = r.rec.id;
	entity_clear(&resident_def, &r);
	entity_init(&order_def, &o);
	o.resident.id = id;
	o.kind = code_of("detox");
	assert_true(date_parse_iso(reported, &o.ordered));
	o.reported = o.ordered;
	assert_int_equal(order_save(st, &actor, &o, &err), RC_OK);
	entity_clear(&order_def, &o);
	return id;
}

static inline size_t draft_count(void) {
	struct drafts all;
	struct err err = {0};
	size_t n;

	assert_int_equal(draft_list(st, &actor, &all, &err), RC_OK);
	n = all.n;
	drafts_clear(&all);
	return n;
}

#define TODAY TOWN_DAY
#define T(name) cmocka_unit_test_setup_teardown(name, make_station, part_station)

#endif
