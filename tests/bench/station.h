/* A large station at work: its file, its first screen, and its month in one query. Children of the bench, like audit.h.
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_BENCH_STATION_H
#define TESTS_BENCH_STATION_H

/* Make the station `path` of so many residents with so many events each, its worklist computed. Returns an exit status. */
int station_fill(const char *path, const char *residents, const char *events);
/* Every number of the return for the month before this one, in one statement: tests/store/month.sql. */
int station_query(const char *path);
/* Seconds of processor until PROGRAM has painted its first screen of this station. */
double station_first_screen(const char *program, const char *path);
/* As on the first day of a month: the worklist has to be computed again. */
int station_next_month(const char *path);

#endif
