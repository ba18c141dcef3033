/* SPDX-License-Identifier: MIT
 * Is the clock of the machine right? While it is in doubt (rule 12.17) looks, log-in and passwords
 * go on and nothing dated is saved; the head confirms it with a reason.
 */
#ifndef MODEL_STATION_CLOCK_H
#define MODEL_STATION_CLOCK_H

#include "model/station/station.h"

enum { CLOCK_TIME_BUF = 20 };
struct clock_state {
	bool doubted;
	/* what it says; the last entry before the doubt, or just the last ("": there is none) */
	char now[CLOCK_TIME_BUF], believed[CLOCK_TIME_BUF];
};
/* Asked of the database; and as far as this process knows, without a question: for what is
 * painted. */
void station_clock(struct station *st, struct clock_state *out);
void station_clock_known(const struct station *st, struct clock_state *out);
/* The head says that it is right now. RC_INVALID: no reason. */
enum rc clock_confirm(struct station *st, const struct actor *a, const char *reason,
                      struct err *err);

/* Under this many bytes free where the database lies a person should make room. */
enum { LEAST_FREE = 20 << 20 };
/* False, and the sentence, where there are fewer. */
bool station_has_room(const struct station *st, struct err *err);

#endif
