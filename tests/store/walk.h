/* Random walks over the use cases of one station, and pictures of all that it then answers, by content: two stations
 * or two days of one are compared as texts. What a walk does follows from its seed alone.
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_STORE_WALK_H
#define TESTS_STORE_WALK_H

#include "store/station.h"

#include "made.h"

enum { WALK_PEOPLE = 5 };

struct walk {
	struct fixture *f;
	sqlite3 *db; /* a second connection: reads, and what no use case does */
	unsigned seed;
	uint64_t dice;
	struct date began;          /* since when the station counts */
	long long who[WALK_PEOPLE];
	bool no_police;             /* of the registers */
	int refused, saved;         /* of its steps */
	char now[400];              /* what is being done, for a failure */
};

/* A station of people with orders, villages and teams, in f's, which is new. walk_end when done. */
void walk_begin(struct walk *w, struct fixture *f, unsigned seed);
void walk_end(struct walk *w);
/* The same on another station, which has nobody yet. */
void walk_join(struct walk *w, struct fixture *f);

int walk_pick(struct walk *w, int from, int to);
struct date walk_day(struct walk *w, struct date from, struct date to);
/* One save, void, change of state, undoing or day further; what the program refuses leaves all as it was. */
void walk_step(struct walk *w);
/* Person number i of a walk, with an order; numbers beyond WALK_PEOPLE are for the caller. */
long long walk_person(struct walk *w, int i, const char *kind, struct date ordered, struct date reported);

/* A record of the register with its fields left to chance, on this day; not saved. Heap; walk_free. */
struct event *walk_record(struct walk *w, const struct event_def *def, long long who, struct date on);
void walk_free(const struct event_def *def, void *rec);
/* A field that is no key of the person's gets another value of its kind, by chance; days near `on`. */
void walk_value(struct walk *w, const struct field_def *f, void *rec, struct date on);
/* false: refused, as it may be. */
bool walk_save(struct walk *w, const struct event_def *def, void *rec);
const struct event_def *walk_register(struct walk *w);

/* All the station answers about somebody (0: everybody, each named by number): due rows, values now and day by day,
 * orders, logs, counts of breach, and every figure of the months first..last with the people behind it. */
enum { ONLY_FIGURES = 1 };
void walk_picture(struct walk *w, long long who, struct date first, struct date last, int only, struct str *out);
/* Fails by the seed, what was done and the first lines that differ. */
void walk_same(const struct walk *w, const char *property, const struct str *a, const struct str *b);

#endif
