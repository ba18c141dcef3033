/* SPDX-License-Identifier: MIT
 * What the tests of the screens share: a station in a folder of its own, its commands, and the real screens on it, in
 * Chinese on the town's day. A wait that is in vain fails the test.
 */
#ifndef TESTS_TUI_DESK_H
#define TESTS_TUI_DESK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "texts.h"
#include "tui/pty.h"
#include "tui/town.h"

/* ---- stations ---- */

/* The present station, and the settings beside it. */
extern char folder[300], db[320], ini[320];

/* A station as `make` makes it at db, once in a program; from then on it is copied. */
void station_of(void (*make)(void));
/* Setups as cmocka asks: the town of town.h, or a station without anybody. */
int new_town(void **state);
int new_station(void **state);
/* This program as a second process at the same station, from join_station to part_station, a teardown. */
extern struct station *st;
extern struct actor actor;
void join_station(void);
int part_station(void **state);

/* `wubao --db DB --today DAY --no-input -q WORDS`, which must succeed. */
void command(const char *const *words);
#define COMMAND(...) command((const char *const[]){__VA_ARGS__, NULL})
/* The same by this officer. */
#define AS(who, ...) COMMAND("--officer", who, __VA_ARGS__)
#define TOWN_SETTINGS "[station]\nname = " TOWN_NAME "\nmode = station\n"
/* The town with several officers: beside its head li (officer), zhao (auditor) and sun (reader); and a team. */
void make_officers(void);
/* The same officers in a county's database. */
void make_county_officers(void);
/* The path of a file in the station's folder; valid until the next call. */
const char *beside(const char *name);
void put_file(const char *path, const char *text);
/* What a query of its database answers, by a connection of its own. */
long long number(const char *query);

/* ---- screens ---- */

/* Started with these words behind (NULL-ended; NULL: none), nothing waited for. */
struct pty *start_with(const char *const *words, const struct pty_options *opt);
/* Until Today stands and nothing more comes. */
struct pty *start(const struct pty_options *opt);
/* And then to another screen. */
struct pty *start_at(const char *keys, const char *title);
/* Nothing foreign was written; Q ends it well. */
void leave(struct pty *p);

void expect(struct pty *p, const char *text);
/* Keys; then this stands somewhere, in the title, nowhere; or the cursor in this field. */
void tap(struct pty *p, const char *keys, const char *text);
void tap_to(struct pty *p, const char *keys, const char *title);
void tap_away(struct pty *p, const char *keys, const char *text);
void tap_into(struct pty *p, const char *keys, const char *label);
/* The first two, until nothing more comes. */
void press(struct pty *p, const char *keys, const char *text);
void show(struct pty *p, const char *keys, const char *title);
/* On the row of the first text stands the second. */
bool row_has(struct pty *p, const char *first, const char *text);
void expect_beside(struct pty *p, const char *first, const char *text);
/* Is the cursor in the field of this label, behind it on its row? ctx is the label. */
bool cursor_is_right_of(struct pty *p, void *label);
/* It comes there, and check_cursor. */
void assert_in_field(struct pty *p, const char *label);
/* The cursor is visible, and never on the last row, where the input method's window would cover it. */
void check_cursor(struct pty *p);

#endif
