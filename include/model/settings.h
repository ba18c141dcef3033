/* The station as a whole: what it is called, its settings, where everything is.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_SETTINGS_H
#define MODEL_SETTINGS_H

#include "core/conf.h"
#include "model/rules/profile.h"
#include "model/station/tables.h"

/* ---- names (rule 18.1) ---- */

/* What it is called from today on; the first time the name until now is kept beside it. Months sent
 * keep the name they were sent under. The head's. RC_INVALID: a day to come. */
enum rc station_rename(struct station *st, const struct actor *a, struct station_name *n,
                       struct err *err);
/* The newest first. */
enum rc station_names(struct station *st, const struct actor *a, struct ids *out, struct err *err);
/* In the order of the ids, each initialised. */
enum rc station_names_get(struct station *st, const struct actor *a, const long long *ids, size_t n,
                          struct station_name *out, struct err *err);

/* ---- settings (rules 18.4, 18.5) ---- */

/* The settings as the file has them now, which may be newer than those this run began with. */
struct settings {
	struct conf *conf;
	struct profile_set *profiles;
	struct profile_book *book;
};
/* Of any INI, as an opening of the station checks it; a missing one means defaults. settings_clear
 * in every case. What the figures count is chosen by it. */
enum rc settings_load(const char *path, struct settings *out, struct err *err);
enum rc settings_read(struct station *st, const struct actor *a, struct settings *out,
                      struct err *err);
void settings_clear(struct settings *s);

/* One key; value NULL: it is taken out, so that the default holds. */
struct setting {
	const char *section, *key, *value;
};
/*
 * Write them into the INI: its comments and its order stay, the old file is kept as INI.old, and
 * nothing takes its place that the program would not open with. They hold from the next start of
 * the program. The head's; what they were and are is on record, texts apart. RC_CONFIG: refused,
 * with the sentence of the parser.
 */
enum rc settings_put(struct station *st, const struct actor *a, const struct setting *v, size_t n,
                     struct err *err);

/* The INI as another machine of this station takes it (whole.h): without its name, where its copies
 * and files are, what is shown and what only the file changes; and such a text here, all of that as
 * it is here, over the INI. */
enum rc settings_carry(struct station *st, const struct actor *a, struct str *out, struct err *err);
enum rc settings_take(struct station *st, const struct actor *a, const char *text, struct err *err);

/* How often a kind is asked for from a day on, into [profile.ID@DAY] or [overlay.RISK@DAY]. */
struct rhythm_change {
	const char *profile; /* id */
	const char *risk;    /* of an overlay: its level instead; else NULL */
	const char *kind;    /* of duty_kind_table */
	const char *times;   /* "12, 6, 4" */
	const char *basis;
	struct date since;   /* today or later: what was asked for until then stays (rule 18.5) */
};
enum rc settings_put_rhythm(struct station *st, const struct actor *a, const struct rhythm_change *r,
                            struct err *err);
/* Of the list of rhythms (rhythms_list), the line of an id: RC_NOT_FOUND. */
struct list_run;
bool rhythm_of_line(const struct list_run *r, long long id, struct rhythm_change *out, struct str *times);

/* ---- where everything is ---- */

struct station_fact {
	const char *key, *label; /* label N_() */
	char *value;             /* heap */
	bool number;
};
/* What `wubao info` and the station's screen say. *out heap: station_facts_clear. */
enum rc station_facts(struct station *st, const struct actor *a, struct station_fact **out,
                      size_t *n, struct err *err);
void station_facts_clear(struct station_fact *v, size_t n);

#endif
