/* SPDX-License-Identifier: MIT
 * Made stations at speed: rows written straight into the tables of an open station's file, past the use cases, on a
 * connection of their own. Everything the use cases keep true is kept true (at most one open order, a log that leads to the
 * order's state, every event with the order open on its day), and what they allow is there: void and sealed people, orders
 * that overlap, suspensions, custody, moves, make-up tests, tests elsewhere, days on the edges of months, 29 February.
 * Registers are filled by their field tables, so a new one needs nothing here. The due table is left empty: due_rebuild.
 */
#ifndef TESTS_MADE_H
#define TESTS_MADE_H

#include <sqlite3.h>

#include "core/date.h"

/* Of so many made people and stations a test takes one under the sanitizers, where each costs ten times as much; `make check`
 * runs these tests from the release build too, with all of them. */
#ifdef __SANITIZE_ADDRESS__
enum { MADE_SHARE = 10 };
#else
enum { MADE_SHARE = 1 };
#endif

struct made {
	unsigned seed;
	int residents;
	int events;        /* about so many a resident, tests among them */
	struct date today; /* nothing happened after it */
	int days;          /* the first order lies at most so many days back */
	int plain;         /* 1: nobody void, sealed or without an order, all open: a large station at work */
	int present;       /* 1: people were at activities and in rounds */
};

/* Opens PATH on a second connection that syncs nothing; for made_fill, and for SQL to compare with. NULL never: exits with a
 * sentence. */
sqlite3 *made_open(const char *path);
void made_sql(sqlite3 *db, const char *sql);
long long made_number(sqlite3 *db, const char *sql);
/* A file's text; heap. */
char *made_read(const char *path);
/* Every resident, order, event and due row goes, and `m` comes, in one transaction. */
void made_fill(sqlite3 *db, const struct made *m);

#endif
