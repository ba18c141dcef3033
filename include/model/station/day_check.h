/* SPDX-License-Identifier: MIT
 * The day's check (rules 12.14, 12.15): the file page by page, every record against its proof,
 * every entry of the audit against what it vouches for. In steps, so that it can go on between
 * keys; `wubao check` takes them one after another.
 */
#ifndef MODEL_STATION_DAY_CHECK_H
#define MODEL_STATION_DAY_CHECK_H

#include "model/station/station.h"

/* One that does not hold. def NULL: the entry `record` of the audit, one of whose records is not
 * what it was. */
struct damage {
	const struct entity_def *def;
	long long record, resident;
};
struct damages {
	struct damage *v;
	size_t n, fresh, mended; /* of these found only now; and: found before, holds again */
	char detail[64];         /* the audit's */
};
void damages_clear(struct damages *d);

struct day_check {
	/* For who shows how far it is: of so many parts so many are done. */
	size_t parts, done;
	long long records;             /* looked at */
	long long adopted;             /* of these proved for the first time */
	struct damages found;          /* what does not hold, once all is done */
	struct day_check_work *work;
};
/* pages: the file's too, which `station_check_file` may have done. Whatever the answer,
 * day_check_end. */
enum rc day_check_begin(struct day_check *d, struct station *st, const struct actor *a, bool pages,
                        struct err *err);
/* Go on for about so many milliseconds, holding no lock before and after. At the end what was found
 * stands in the table `damaged`, where every screen sees it. */
enum rc day_check_step(struct day_check *d, int ms, bool *done, struct err *err);
void day_check_end(struct day_check *d);

/* It was done to its end, on record once a day; and days since then (-1: never). No access is
 * asked for the days. */
enum rc day_check_note(struct station *st, const struct actor *a, struct err *err);
int day_check_days(struct station *st);

/* How many of a person's; and what is said of them. */
enum rc damage_of(struct station *st, long long resident, long long *n, struct err *err);
#define DAMAGE_SENTENCE \
	N_("Damaged in this file: {n}. They are not what was saved and are not shown; ask for a good " \
	   "backup, or void them and enter them anew.")
/* How many records are known to be damaged. */
enum rc damage_count(struct station *st, long long *records, struct err *err);

#endif
