/* SPDX-License-Identifier: MIT
 * Is the clock of the machine right? The entries of the audit say when it was believed: one made
 * before the entry before it, or long after it, puts it in doubt. What was believed last is kept as
 * a setting, in the transaction of that entry, until somebody confirms the clock.
 */
#include "core/clock.h"
#include "store/change.h"
#include "store/internal.h"
#include "store/query.h"

#define KEY "clock.doubt"

void store_doubt_after(struct store *s, long long days) { s->ahead_ms = days * 86400000; }

bool clock_is_off(const struct store *s, long long now, long long last) {
	return last != 0 && (now < last - CLOCK_SLACK_MS || now > last + s->ahead_ms);
}

enum rc doubt_keep(struct store *s, long long now, long long last, const char *action,
                   struct err *err) {
	if (!clock_is_off(s, now, last) || strcmp(action, CLOCK_CONFIRM) == 0)
		return RC_OK;
	s->doubted = s->doubted != 0 ? s->doubted : last;
	return query_run(s, err, "INSERT INTO setting (key, value) VALUES ('" KEY "', ?)"
	                 " ON CONFLICT (key) DO NOTHING", last);
}

bool store_doubt(struct store *s, long long *believed) {
	struct err ignored;
	enum rc rc = RC_OK;

	s->doubted = 0;
	QUERY_EACH(q, rc, s, &ignored,
	           "SELECT (SELECT value FROM setting WHERE key = '" KEY "'),"
	           " (SELECT time FROM audit ORDER BY seq DESC LIMIT 1)") {
		s->last_time = stmt_int(q, 1);
		s->doubted = stmt_int(q, 0);
	}
	return store_doubt_known(s, believed);
}

bool store_doubt_known(const struct store *s, long long *believed) {
	*believed = s->doubted != 0 ? s->doubted : s->last_time;
	return s->doubted != 0 || clock_is_off(s, clock_now_ms(), s->last_time);
}

enum rc store_doubt_end(struct change *c, struct err *err) {
	c->store->doubted = 0;
	return query_run(c->store, err, "DELETE FROM setting WHERE key = '" KEY "'");
}
