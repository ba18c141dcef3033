/* How often: schedules as data, with a date and a basis (rules 4.1, 4.16, 5.6). Pure.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_RULES_PROFILE_H
#define MODEL_RULES_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/code.h"
#include "core/date.h"
#include "core/err.h"

enum { PROFILE_YEARS = 3, PROFILE_PARTS = 2, PROFILE_SET_MAX = 32,
      PROFILE_VERSIONS = PROFILE_SET_MAX + 1 };

/* Where windows are counted from (rule 5.6): the day the order starts, or the calendar month it
 * starts in. Half months are calendar months with two windows each: 1-15 and 16-end. */
enum window_mode { WINDOW_ANNIVERSARY, WINDOW_CALENDAR_MONTH };

/* `windows` equal windows in `months` months; two a month have 15 days and the rest. */
struct rhythm {
	int months, windows;
};

/* The rhythm of one kind of event (test, talk, visit...). */
struct schedule_rule {
	const char *kind;
	enum window_mode mode;
	int years;  /* rows of `year` in use; beyond them the last rhythm goes on */
	/* the parts of a year; months add up to 12 */
	struct rhythm year[PROFILE_YEARS][PROFILE_PARTS];
	/* valid events a window wants: 1, or more ("two visits a month"); 0: nothing is asked */
	int need;
	char mark;         /* as in struct profile; 0: the profile's */
	const char *basis; /* N_(); NULL: the profile's */
};

/* What a station applies to a kind of order. Versions of one profile share the id and differ in
 * `effective`. */
struct profile {
	const char *id;         /* as in [profile.ID@DATE] of the INI */
	const char *order_kind; /* detox | rehab | any */
	/* what the station's setting chooses by: tests in the full term; NULL: always taken */
	const char *variant;
	/* for orders of up to so many months; 0: any. The tightest that fits holds */
	int months_max;
	struct date effective;  /* windows that begin on or after it; unset: from the beginning */
	const char *label;      /* N_() */
	char mark;              /* L, P, M, S, D, U: what the basis is worth (profile_mark_label) */
	const char *basis;      /* N_(): source in words; never shown as law unless mark is L */
	const struct schedule_rule *rules;
	size_t rule_count;
	const char *risk;       /* an overlay: for residents of this level only; NULL: a profile */
};

/* The profiles a station works by. Points to rows it does not own. */
struct profile_set {
	const struct profile *row[PROFILE_SET_MAX];
	size_t n;
};

/* Profiles built in, for lists of choice and the manual. */
extern const struct profile profile_table[];
extern const size_t profile_table_count;

/* Take the built-in variants: detox "22" or "28", rehab "12" or "22"; NULL is the first of each.
 * RC_CONFIG with a sentence for another word. */
enum rc profile_set_choose(struct profile_set *set, const char *detox, const char *rehab,
                           struct err *err);
/* Is every rhythm of the rule one the algorithm can cut (whole half months, years of 12 months)? */
bool schedule_rule_is_sound(const struct schedule_rule *rule);

/* The rules for one kind of event of one order, oldest first: rule[i] holds for windows that begin
 * on or after from[i], from[0] is unset. A change applies from its date and windows before it stay
 * (rule 4.16). */
struct schedule {
	const struct schedule_rule *rule[PROFILE_VERSIONS];
	const struct profile *profile[PROFILE_VERSIONS];
	struct date from[PROFILE_VERSIONS];
	size_t n; /* 0: nothing is asked of this order */
};

/* Take one more built-in row: of two that fit equally the later one holds. */
void profile_set_add(struct profile_set *set, const char *id);

/*
 * What holds for an order of this kind and length, from day to day: of the versions of each id the
 * newest in force; of those that fit, the one for the shortest orders; of equals the newest, then
 * the later row. A version that does not name the kind leaves it as it was.
 */
void profile_schedule(const struct profile_set *set, struct code order_kind, int months,
                      const char *kind, struct schedule *out);
/* The profile that holds for a window that begins on `day`, for its label and basis; NULL when n is
 * 0. */
const struct profile *schedule_profile_at(const struct schedule *s, struct date day);
/* The rule itself; NULL when n is 0. */
const struct schedule_rule *schedule_rule_at(const struct schedule *s, struct date day);

/* The overlay for this level in force on the day that names the kind, and its rule; NULL: none. */
const struct profile *profile_overlay(const struct profile_set *set, struct code risk,
                                      const char *kind, struct date day,
                                      const struct schedule_rule **rule);
/* Has the station written any overlay? */
bool profile_has_overlay(const struct profile_set *set);

/* The rule that asks for nothing. */
extern const struct schedule_rule schedule_none;

/*
 * "12, 6, 4": times a year for each year of the term; "12+6, 6": two unlike halves of a year;
 * "none". Fills years, year and need of rule (need 0 for none, else 1); false when it is no such
 * text or the algorithm cannot cut it.
 */
bool schedule_parse(const char *text, struct schedule_rule *rule);
/* The same the other way round; appends. */
struct str;
void schedule_format(const struct schedule_rule *rule, struct str *out);

/* Profiles and risk overlays of the INI, owned; profile_book_free (NULL is fine). */
struct profile_book;
struct conf;
/* Read the sections of the settings and add the profiles to the set behind the built-in ones.
 * RC_CONFIG with file (as given in path) and line. */
enum rc profile_book_read(struct profile_book **out, const struct conf *conf, const char *path,
                          struct profile_set *set, struct err *err);
void profile_book_free(struct profile_book *book);

/* What a mark says of its source, N_(): L law, P province, M city, S practice of stations, D
 * derived, U to be asked. */
const char *profile_mark_label(char mark);

#endif
