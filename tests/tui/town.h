/* SPDX-License-Identifier: MIT
 * A small made-up station for screen tests, written through the use cases. Its day is 2026-11-22. What cannot be made
 * ends the program with a sentence.
 */
#ifndef TESTS_TUI_TOWN_H
#define TESTS_TUI_TOWN_H

#include "core/idno.h"
#include "model/entry/import_batch.h"
#include "model/event/drug_testing.h"
#include "model/order/order.h"
#include "model/person/resident.h"
#include "tui/pty.h"

#define TOWN_DAY "2026-11-22"
#define TOWN_NAME "示范镇工作站"

struct town_person {
	const char *name, *place, *risk;
	const char *kind;     /* detox | rehab */
	const char *ordered, *reported; /* reported NULL: has not */
	int tests;            /* one a month from the report on, the last ones missing */
};

/* The first of the town; after them come as many fillers, all alike. */
enum { TOWN_PEOPLE = 7, TOWN_FILLERS = 30, TOWN_FILLER = 100 /* number of the first */ };
extern const struct town_person town_people[TOWN_PEOPLE];

void town_must(enum rc rc, const struct err *err);
/* NULL: no day. */
struct date town_day(const char *text);
/* The number of the person added with this one. */
void town_idno(int number, char id[IDNO_LEN + 1]);
void town_filler(int i, char *name, size_t size);
void town_add(struct import_batch *b, const struct town_person *p, int number);
/* The log-in of who runs the test, the head of what town_init makes. */
const char *town_officer(void);
void town_init(const char *db, const char *name);
/* Opens what town_init made, as a second process at the same station. */
struct station *town_open(const char *db, struct actor *actor);
/* Make the station at db and fill it. */
void town_make(const char *db);
/* A county at db of two stations of one village, two months returned and one of them corrected; their files stay in
 * the folder `in` of its folder. `program`: NULL, the one under test. */
void town_county(const char *program, const char *db);

#endif
