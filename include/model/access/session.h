/* Who is in: one row a run of the screens, by which a second log-in finds the first (rule 12.7).
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_ACCESS_SESSION_H
#define MODEL_ACCESS_SESSION_H

#include "model/station/station.h"

/* Process of an open session of this officer on this machine since it was started (boot as told),
 * 0: none. */
enum rc session_other(struct station *st, const struct actor *a, const char *boot, long long *pid,
                      struct err *err);
/* Before another session of the officer is ended: on record, so that both are told. */
enum rc session_note_elsewhere(struct station *st, const struct actor *a, struct err *err);
/* When (real ms) that was: own, by this session to another; else to this one since it began. 0:
 * never. */
enum rc session_elsewhere(struct station *st, const struct actor *a, bool own, long long *time,
                          struct err *err);
/* Write the log-in, close what is left of the officer's earlier ones; detail for the log: how far
 * the process is confined. In a read-only station: nothing. */
enum rc session_begin(struct station *st, const struct actor *a, long long pid, const char *boot,
                      const char *detail, struct err *err);
/* One that has not ended. */
struct session_open {
	char *login, *name, *key; /* key: fingerprint it came in by, NULL: none */
	long long pid, began;     /* began: ms */
};
/* All that were begun since the machine was started (boot as told) and have not ended, the oldest
 * first; for who manages the officers, and logged. A process that was killed has left its row:
 * whether it runs the caller looks. */
enum rc session_list(struct station *st, const struct actor *a, const char *boot,
                     struct session_open **out, size_t *n, struct err *err);
void session_list_clear(struct session_open *list, size_t n);
/* how: "left", or "lost", which the audit calls session_lost (rule 12.7). */
enum rc session_end(struct station *st, const struct actor *a, const char *how, struct err *err);

#endif
