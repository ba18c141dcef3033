/* A station's time with eight officers, by a seed: sim.c does, mirror.c looks. SPDX-License-Identifier: MIT */
#ifndef TESTS_SIM_SIM_H
#define TESTS_SIM_SIM_H

#define STATION_DAY "2024-06-01" /* the audit begins before the first day of any seed */
#include "store/walk.h"

struct store;

enum { SIM_OFFICERS = 8, SIM_TABLES = 128 };

/* What the database has to hold: every row of every kind of record by its id, with a hash of all it says. */
struct mirror {
	struct mirror_table {
		struct mirror_row {
			long long id, seq;
			unsigned long long hash;
		} *v;
		size_t n;
	} table[SIM_TABLES];
	long long seq;           /* newest row of the audit */
	unsigned char hash[32];  /* its hash */
	long long sent;          /* months sent so far */
	unsigned long long sent_hash;
};

/* What an action answered. */
enum { ROWS_SOME = -1, ROWS_ANY = -2 };
struct did {
	const char *what;
	enum rc rc;
	long long rows;                 /* it adds to the audit when it succeeds */
	const struct event_def *def;    /* of a record saved, as it must stand now; NULL: none */
	struct event *rec;
	long long looked;               /* whom it looked at; 0: nobody */
	bool died;                      /* the machine failed amid it */
	bool doubted;                   /* the clock was wrong and known to be */
};

struct sim {
	struct walk w; /* its fixture: the officer at work */
	struct fixture *f;
	struct at_desk {
		const char *login, *role;
		struct station *st;
		struct actor actor;
		const struct event_def *def; /* what is open in the form, as it was loaded */
		struct event *rec;
	} who[SIM_OFFICERS];
	struct mirror mirror, kept_mirror;
	char *backup; /* path */
	long long kept_seq;
	const char *doing;
	unsigned seed;
	int step, days;
	long long acts, refused, deaths, cuts, full, restores, jumps, conflicts, looked, shown;
};

void sim_seed(unsigned seed);
/* Everybody leaves, every handle closed; and sits down again. */
void desks_leave(struct sim *s);
void desks_sit(struct sim *s);

/* A backup; and it in the place of the station (machine.c). */
struct did machine_backup(struct sim *s);
struct did machine_lost(struct sim *s);
void remove_folder(const char *path);

/* The first picture. */
void mirror_take(struct sim *s);
/* Every invariant behind one step; fails by seed and step. Then the mirror is what was found. */
void mirror_check(struct sim *s, const struct did *d);
/* Worklist and kept values are what is computed anew. */
void mirror_computed(struct sim *s);
/* The day's check finds nothing damaged. */
void mirror_sound(struct sim *s);
void mirror_copy(struct mirror *out, const struct mirror *from);
void mirror_clear(struct mirror *m);
/* Which version does the mirror know of a record? 0: none, or void. */
bool mirror_is_current(const struct sim *s, const struct event_def *def, const struct event *rec);

#endif
