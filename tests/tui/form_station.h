/* A station of one officer and its forms, by keys only, in Chinese, on 80x24: what the tests of the forms share.
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_TUI_FORM_STATION_H
#define TESTS_TUI_FORM_STATION_H

#include <pwd.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/clock.h"
#include "core/idno.h"
#include "model/event/drug_testing.h"
#include "model/order/order.h"
#include "model/person/resident.h"
#include "model/station/station.h"
#include "tui/pty.h"

#define TODAY "2026-11-22"

static char db[300];
static struct station *st; /* this program is the second process at the same station */
static struct actor actor;

static inline int make_station(void **state) {
	static int number;
	struct station_options opt = {.db = db};
	struct program_result r;
	struct err err = {0};
	struct date today;

	(void)state;
	snprintf(db, sizeof db, "%s/s%d.db", program_temp_dir(), number++);
	r = program_run((const char *const[]){program_path(), "--db", db, "init", "--station", "示范镇", "--no-input", NULL},
	                NULL, NULL);
	assert_int_equal(r.status, 0);
	program_result_clear(&r);
	assert_true(date_parse_iso(TODAY, &today));
	clock_set_today(today);
	assert_int_equal(station_open(&st, &opt, &err), RC_OK);
	assert_int_equal(station_actor(st, getpwuid(getuid())->pw_name, "cli", &actor, &err), RC_OK);
	return 0;
}

static inline int close_station(void **state) {
	(void)state;
	station_close(st);
	return 0;
}

static inline struct pty *start(const struct pty_options *opt) {
	struct pty *p = pty_start((const char *const[]){program_path(), "--db", db, "--today", TODAY, NULL}, opt);

	assert_true(pty_wait_text(p, "示范镇", 0));
	return p;
}

/* The cursor is visible, and never on the last row, where the input method's window would cover it. */
static inline bool cursor_is_shown(struct pty *p, void *ctx) {
	int row, col, rows, cols;
	bool visible;

	(void)ctx;
	pty_cursor(p, &row, &col, &visible);
	pty_size(p, &rows, &cols);
	return visible && row < rows - 1;
}

static inline void check_cursor(struct pty *p) { assert_true(pty_wait(p, cursor_is_shown, NULL, 0)); }

static inline bool cursor_is_right_of(struct pty *p, void *ctx) {
	int row, col, label_row, label_col;

	pty_cursor(p, &row, &col, NULL);
	return pty_find(p, ctx, &label_row, &label_col) && row == label_row && col > label_col;
}

static inline void assert_in_field(struct pty *p, const char *label) {
	char mutable[60];

	snprintf(mutable, sizeof mutable, "%s", label);
	if (!pty_wait(p, cursor_is_right_of, mutable, 0))
		fail_msg("the cursor is not in the field %s", label);
	check_cursor(p);
}

static inline void stop(struct pty *p) {
	assert_null(pty_foreign(p));
	pty_keys(p, "Q");
	assert_int_equal(pty_wait_exit(p, 0), 0);
	pty_stop(p);
}

static inline struct pty *new_resident(void) {
	struct pty *p = start(NULL);

	pty_keys(p, "r");
	assert_true(pty_wait_text(p, "全部", 0));
	pty_keys(p, "8a");
	assert_true(pty_wait_text(p, "身份证号", 0));
	assert_in_field(p, "姓名");
	return p;
}

/* A made-up number from area 99 with its right check digit. */
static inline const char *id_number(const char *first17) {
	static char id[IDNO_LEN + 1];

	memcpy(id, first17, 17);
	id[17] = idno_check_digit(id);
	return id;
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

#define T(name) cmocka_unit_test_setup_teardown(name, make_station, close_station)

#endif
