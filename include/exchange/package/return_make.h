/* SPDX-License-Identifier: MIT
 * The station's side of the return (rules 20.5 to 20.7): a month that was sent becomes the file for
 * the county, and the county's answer comes in.
 */
#ifndef EXCHANGE_PACKAGE_RETURN_MAKE_H
#define EXCHANGE_PACKAGE_RETURN_MAKE_H

#include "model/report/sent_package.h"

struct return_make {
	struct date month;
	long long no;     /* < 0: the newest that was sent */
	bool full;        /* all of it, also where the county accepted a number before */
	const char *path; /* NULL: into out/ beside the database, by a number */
};
struct return_made {
	char *path;       /* heap */
	long long file;   /* its number in out/; 0: it is not there */
	long long no, since; /* since < 0: all of it */
	bool again;       /* it was written before: the same bytes */
};
void return_made_clear(struct return_made *m);
/* RC_CONFIG: the station has no code in the settings; RC_NOT_FOUND: nothing was sent, or no key
 * made. On record before the file is there. */
enum rc return_file_make(struct station *st, const struct actor *a, const struct return_make *o,
                         struct return_made *out, struct err *err);

/* An answer of the county, from the key the setting station.county names. *news false: it is here
 * already. sent_answer_clear in any case. */
enum rc return_answer_take(struct station *st, const struct actor *a, const char *path,
                           struct sent_answer *out, bool *news, struct err *err);

#endif
