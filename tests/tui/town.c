/* SPDX-License-Identifier: MIT */
#include "tui/town.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/clock.h"
#include "model/event/drug_testing.h"
#include "model/order/order.h"
#include "model/person/resident.h"
#include "program.h"

const struct town_person town_people[TOWN_PEOPLE] = {
	{"单建国", "石桥村", "high", "detox", "2026-10-20", NULL, 0},
	{"吉克·曲布", "高坪村", "mid", "detox", "2026-07-20", "2026-07-25", 3},
	{"李秀英", "东山村", "low", "detox", "2026-07-25", "2026-08-01", 1},
	{"张建国", "石桥村", "high", "detox", "2026-05-20", "2026-06-01", 6},
	{"欧阳小龙", "河口社区", "low", "rehab", "2026-01-10", "2026-01-15", 11},
	{"王𱍊明", "茶园村", "low", "detox", "2026-11-01", "2026-11-10", 0}, /* newer than many libraries know */
	{"杨丽华", "东山村", "mid", "rehab", "2023-12-01", "2023-12-10", 36},
};

void town_must(enum rc rc, const struct err *err) {
	if (rc != RC_OK) {
		fprintf(stderr, "town: %s\n", err->text);
		exit(99);
	}
}

struct date town_day(const char *text) {
	struct date d = DATE_NONE;

	if (text != NULL && !date_parse_iso(text, &d))
		exit(99);
	return d;
}

void town_idno(int number, char id[IDNO_LEN + 1]) {
	snprintf(id, IDNO_LEN + 1, "99010119800%d%02d%03d", 1 + number % 9, 1 + number % 28, number);
	id[17] = idno_check_digit(id);
	id[18] = '\0';
}

void town_add(struct import_batch *b, const struct town_person *p, int number) {
	struct err err = {0};
	struct resident r;
	struct treatment_order o;
	char id[IDNO_LEN + 1];

	entity_init(&resident_def, &r);
	entity_init(&order_def, &o);
	r.name = mem_strdup(p->name);
	town_idno(number, id);
	r.id_no = mem_strdup(id);
	r.risk = code_of(p->risk);
	town_must(import_batch_place(b, p->place, &r.place.id, &err), &err);
	town_must(resident_check(&r, clock_today(), NULL, &err), &err);
	town_must(import_batch_resident(b, &r, &err), &err);
	o.resident.id = r.rec.id;
	o.kind = code_of(p->kind);
	o.ordered = o.served = town_day(p->ordered);
	o.reported = town_day(p->reported);
	o.months = 36;
	town_must(import_batch_order(b, &o, &err), &err);
	for (int i = 0; i < p->tests; i++) {
		struct drug_test t;

		entity_init(&test_def, &t);
		t.resident.id = r.rec.id;
		t.order_id.id = o.rec.id;
		t.occurred = date_add_days(date_add_months(o.reported, i), 3);
		t.result = code_of("neg");
		t.tester = mem_strdup("王干事");
		town_must(test_check(&t, clock_today(), NULL, &err), &err);
		if (date_cmp(t.occurred, clock_today()) <= 0)
			town_must(import_batch_event(b, test_register(), &t, &err), &err);
		entity_clear(&test_def, &t);
	}
	entity_clear(&order_def, &o);
	entity_clear(&resident_def, &r);
}

void town_filler(int i, char *name, size_t size) {
	snprintf(name, size, "陈%s%s", (const char *const[]){"大", "小", "长"}[i % 3],
	         (const char *const[]){"山", "水", "田", "林", "木", "石", "江", "河", "海", "云"}[i / 3]);
}

static void town_run(const char *const *words) {
	struct program_result made = program_run(words, NULL, NULL);

	if (made.status != 0) {
		fprintf(stderr, "town: %s: %s\n", words[3], made.err);
		exit(99);
	}
	program_result_clear(&made);
}

/* Its tests of before it began are to be entered: a window without one is missed (rule 8.5). */
void town_init(const char *db, const char *name) {
	town_run((const char *const[]){program_path(), "--db", db, "init", "--station", name, "--no-input", "--today", TOWN_DAY,
	                               NULL});
	town_run((const char *const[]){program_path(), "--db", db, "old-tests", "enter", "--reason", "补录旧表", "-q", "--no-input",
	                               "--today", TOWN_DAY, NULL});
}

const char *town_officer(void) {
	const struct passwd *me = getpwuid(getuid());

	return me != NULL ? me->pw_name : "root";
}

struct station *town_open(const char *db, struct actor *actor) {
	struct station_options options = {.db = db};
	struct station *st;
	struct err err = {0};

	clock_set_today(town_day(TOWN_DAY));
	town_must(station_open(&st, &options, &err), &err);
	town_must(station_actor(st, town_officer(), "cli", actor, &err), &err);
	return st;
}

void town_make(const char *db) {
	struct station *st;
	struct actor actor;
	struct import_batch *b;
	struct err err = {0};
	char name[40];

	town_init(db, TOWN_NAME);
	st = town_open(db, &actor);
	town_must(import_batch_begin(&b, st, &actor, "town.csv", "00", "roster", &err), &err);
	for (int i = 0; i < TOWN_PEOPLE; i++)
		town_add(b, &town_people[i], i);
	for (int i = 0; i < TOWN_FILLERS; i++) {
		struct town_person p = {name, "高坪村", "none", "detox", "2025-01-10", "2025-01-15", 0};

		town_filler(i, name, sizeof name);
		town_add(b, &p, TOWN_FILLER + i);
	}
	town_must(import_batch_commit(b, TOWN_PEOPLE + TOWN_FILLERS, 0, 0, 0, &err), &err);
	station_close(st);
}

void town_county(const char *program, const char *db) {
	char *in = mem_printf("%.*sin", (int)(strrchr(db, '/') + 1 - db), db);

	program = program ? program : program_path();
	mkdir(in, 0700);
	town_run((const char *const[]){GEN_BIN, "returns", "--stations", "2", "--places", "1", "--months", "2", "--from",
	                               "2026-09", "--correct", "3", "-o", in, NULL});
	town_run((const char *const[]){program, "--db", db, "county", "init", "--county", "示范县", "--no-input", NULL});
	for (int i = 1; i <= 2; i++) {
		char *key = mem_printf("%s/99000100%d.pub", in, i), *code = mem_printf("99000100%d", i);

		town_run((const char *const[]){program, "--db", db, "county", "station", "add", "--code", code, "--name", code,
		                               "--key", key, "--from", "2026-08", "--no-input", NULL});
		free(key);
		free(code);
	}
	town_run((const char *const[]){program, "--db", db, "county", "receive", in, "-q", "--no-input", "--today", TOWN_DAY, NULL});
	free(in);
}
