/* SPDX-License-Identifier: MIT
 * Backups (rules 12.10 to 12.13): one file each in backup/ beside the database, with the checked
 * copy of the database, the settings and the attached files, after a manifest that says what is in
 * it; sealed to the station's recovery key once it has one. Drafts and out/ are in none.
 */
#ifndef MODEL_STATION_BACKUP_H
#define MODEL_STATION_BACKUP_H

#include "core/actor.h"
#include "core/date.h"
#include "core/pack/pack.h"
#include "model/station/station.h"

#define BACKUP_SUFFIX ".wubao"
enum { BACKUP_NAME = 40 };

/* One being made, in steps. A second place that is named (or set) and cannot be used does not undo
 * the first copy: backup_run_second_failed says why. */
struct backup_run;
/* to: a folder for a second copy; NULL: the one of the settings. daily: by itself, for whoever is
 * in; else who may maintain the station. */
enum rc backup_run_begin(struct backup_run **out, struct station *st, const struct actor *a,
                         const char *to, bool daily, struct err *err);
/* Go on for about so many milliseconds (< 0: to the end). */
enum rc backup_run_step(struct backup_run *r, int ms, bool *done, struct err *err);
int backup_run_percent(const struct backup_run *r);
const char *backup_run_path(const struct backup_run *r);
/* Records in it that are known to be damaged: then it counts as no good one, and pushes none out.
 */
long long backup_run_damaged(const struct backup_run *r);
/* Where the second copy lies, read back and the same; NULL: there is none. */
const char *backup_run_second(const struct backup_run *r);
const struct err *backup_run_second_failed(const struct backup_run *r); /* NULL: it did not */
/* Frees; of what was not finished nothing is left. NULL is fine. */
void backup_run_end(struct backup_run *r);

/* One that lies in backup/, or, with plain set, a copy that an update made (PATH.before-vN). */
struct backup_file {
	char name[BACKUP_NAME], *path;
	long long made_at, bytes, rehearsed_at, second_at; /* real ms; 0: never */
	bool sealed, plain, damaged, keep, known; /* known: the log has it */
	bool holds_damaged; /* sound, with records in it that were damaged before */
};
/* The newest first. */
enum rc backup_files(struct station *st, struct backup_file **out, size_t *n, struct err *err);
void backup_files_clear(struct backup_file *v, size_t n);
/* The newest of a folder by its name, where the database cannot say; heap, NULL: none. */
char *backup_newest(const char *db);

/* Sets keep: today's, and the newest of each of the last 7 days, 4 weeks and 12 months that have
 * one and are not over; and of those that hold damaged records the last 7 days', beside them; never
 * without the newest good one and the newest rehearsed one. v: the newest first. */
void backup_rotate(struct backup_file *v, size_t n, struct date today);

/* What the head is told: days since the last backup and rehearsal (-1: there was none), whether
 * either is due, and whether a second place is set and missing just now. No access is asked. */
struct backup_state {
	int days, rehearsed_days;
	bool due, rehearsal_due, second_missing, made_today;
	char *restored; /* heap: what the last restore lost, in words; NULL: nothing, or it was seen */
};
enum rc backup_state(struct station *st, struct backup_state *out, struct err *err);
/* The head has seen what a restore lost. */
enum rc backup_restored_seen(struct station *st, const struct actor *a, struct err *err);

/* The station's recovery key: its public half. False: it has none. */
bool backup_key(struct station *st, unsigned char key[PACK_KEY]);
/* From now on backups are sealed to this one. */
enum rc backup_set_key(struct station *st, const struct actor *a, const unsigned char key[PACK_KEY],
                       struct err *err);

#endif
